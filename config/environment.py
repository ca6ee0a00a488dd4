"""Typed readers of environment variables. A wrong value ends the program with one sentence, never with a traceback."""

import os
import secrets
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from environ import Env


def refuse(sentence: str) -> NoReturn:
    """SystemExit is what manage.py, gunicorn and pytest all print as a plain line."""
    raise SystemExit(f"配置有误：{sentence}")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def words(name: str, default: Iterable[str] = ()) -> list[str]:
    """A list separated by commas: `a, b` -> ["a", "b"]."""
    return [word for part in text(name).split(",") if (word := part.strip())] or list(default)


def flag(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    return default if not value else refuse(f"{name} 应为 true 或 false，现为“{value}”。")


def number(name: str, default: int, least: int = 0, most: int = 2**31 - 1) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        refuse(f"{name} 应为 {least} 至 {most} 之间的整数，现为“{value}”。")
    return int(value)


def site_url(name: str, default: str) -> str:
    """The address that visitors type: scheme and host only, without a final slash."""
    value = text(name, default)
    try:
        parts = urlsplit(value)
        complete = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        complete = False
    if not complete or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        refuse(f"{name} 应为网站首页的完整网址，如 https://kfq.example.cn，现为“{value}”。")
    return f"{parts.scheme}://{parts.netloc}"


def database(name: str, default: str) -> dict[str, Any]:
    # The value itself is never printed: it may hold a password.
    try:
        settings = Env.db_url_config(text(name, default))
    except (ValueError, KeyError) as error:
        refuse(f"{name} 不是可识别的数据库网址（{type(error).__name__}），应如 postgres://用户:密码@主机:5432/库名 或 sqlite:////绝对路径。")
    if settings.get("ENGINE") not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"} or not settings.get("NAME"):
        refuse(f"{name} 只支持 sqlite:/// 与 postgres:// 两种数据库网址，且须写明库名。")
    return dict(settings)


def cache(name: str, default: str) -> dict[str, Any]:
    try:
        settings = Env.cache_url_config(text(name, default))
    except Exception as error:  # django-environ raises ImproperlyConfigured, KeyError or ValueError, by the kind of mistake
        refuse(f"{name} 不是可识别的缓存网址（{type(error).__name__}），应如 redis://主机:6379/0。")
    if "redis" in str(settings.get("BACKEND", "")).lower():
        if find_spec("redis") is None:
            refuse(f"{name} 指向 Redis，请先安装客户端：pip install redis。")
        settings["BACKEND"] = "django.core.cache.backends.redis.RedisCache"
    return dict(settings)


def kept_secret(path: Path) -> str:
    """The key of a site on one's own machine: made once, readable by its owner only."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(64), encoding="ascii")
        return path.read_text(encoding="ascii").strip() or refuse(f"{path} 是空文件，请删除它后重新启动。")
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"无法读写密钥文件 {path}（{error}），请检查目录权限，或设置 SECRET_KEY。")


def folder_of(path: str) -> None:
    """Makes the folder of a file that is about to be created."""
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(f"无法建立数据目录 {Path(path).parent}（{error}），请检查权限，或设置 DATABASE_URL。")
