"""Typed readers of environment variables. A wrong value ends the program with one sentence, never with a traceback."""

import os
import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
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


def matching(name: str, default: str, pattern: str, expected: str) -> str:
    value = text(name, default)
    return value if re.fullmatch(pattern, value) else refuse(f"{name} 应为{expected}，现为“{value}”。")


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
    """`postgres://user:password@host:5432/name` or `sqlite:////absolute/path`; the value is never printed, for it may hold a password."""
    value = text(name, default)
    try:
        known = value.split(":", 1)[0] in {"sqlite", "postgres", "postgresql"}
        settings = dict(Env.db_url_config(value)) if known else {}
    except ValueError:
        settings = {}
    if not settings.get("NAME"):
        refuse(f"{name} 不是可识别的数据库网址，应如 postgres://用户:密码@主机:5432/库名 或 sqlite:////绝对路径。")
    return settings


def cache(name: str, default: str) -> dict[str, Any]:
    """`redis://host:6379/0`, `filecache:///folder` or `locmemcache://`."""
    value = text(name, default)
    try:
        known = value.split(":", 1)[0] in {"locmemcache", "filecache", "redis", "rediss"}
        settings = dict(Env.cache_url_config(value)) if known else {}
    except ValueError:
        settings = {}
    if not settings:
        refuse(f"{name} 不是可识别的缓存网址，应如 redis://主机:6379/0。")
    if value.startswith("redis") and find_spec("redis") is None:
        refuse(f"{name} 指向 Redis，请先安装它的客户端：pip install redis。")
    return settings


def kept_secret(path: Path) -> str:
    """The key of a site on one's own machine: made once, readable by its owner only."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Written aside and linked: of several processes that start at once, all read the key of the first.
            own = path.with_name(f".{path.name}.{os.getpid()}")
            own.touch(mode=0o600)
            own.write_text(secrets.token_urlsafe(64), encoding="ascii")
            with suppress(FileExistsError):
                os.link(own, path)
            own.unlink()
        return path.read_text(encoding="ascii").strip() or refuse(f"{path} 是空文件，请删除它后重新启动。")
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"无法读写密钥文件 {path}（{error}），请检查目录权限，或设置 SECRET_KEY。")


def sqlite_file(path: Path) -> None:
    """Makes the folder of a database that is about to be created; refuses a path that is something else."""
    if str(path) == ":memory:":
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        usable = _is_sqlite(path) if path.exists() else os.access(path.parent, os.W_OK)
    except OSError:
        usable = False
    if not usable:
        refuse(f"不能在 {path} 建立或打开 SQLite 数据库，请检查路径与权限，或改 DATABASE_URL。")


def _is_sqlite(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16) in {b"", b"SQLite format 3\0"}
