#!/bin/sh
# Brings Chromium and a Chinese font for the browser tests where that is possible; otherwise those tests say what is missing.
has_font() { fc-list :lang=zh 2>/dev/null | grep -q .; }
has_browser() { [ -n "$CHROMIUM" ] || command -v chromium >/dev/null || ls "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}"/chromium* >/dev/null 2>&1; }
has_browser && has_font && exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
	echo "缺少 Chromium 或中文字体，浏览器测试将跳过；Debian：apt-get install chromium fonts-noto-cjk"
	exit 0
fi
export DEBIAN_FRONTEND=noninteractive
echo "安装 Chromium 与中文字体（仅第一次，约两分钟）……"
apt-get update -qq && apt-get install -y -qq --no-install-recommends fontconfig fonts-noto-cjk >/dev/null
# Ubuntu's own package is only a pointer to a snap, which does not run in containers.
has_browser || if grep -q '^ID=ubuntu' /etc/os-release; then
	.venv/bin/playwright install --with-deps chromium-headless-shell >/dev/null
else
	apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
has_browser && has_font || echo "Chromium 或中文字体未能装上，浏览器测试将跳过。"
exit 0
