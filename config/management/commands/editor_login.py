"""The first login of a new site: made once, written to a file that only its owner can read."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandParser

_name = "editor"


class Command(BaseCommand):
    help = "建立首个编辑账号，口令写入 var/editor-login.txt；已有账号的不改动，只显示文件位置。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="重新生成口令")

    def handle(self, *args: Any, reset: bool = False, **options: Any) -> None:
        path = settings.VAR_DIR / "editor-login.txt"
        user = User.objects.filter(username=_name).first()
        if user is None or reset:
            password = secrets.token_urlsafe(15)
            path.unlink(missing_ok=True)
            path.touch(mode=0o600)
            path.write_text(f"用户名 {_name}\n口令 {password}\n", encoding="utf-8")
            user = user or User(username=_name, is_staff=True, is_superuser=True)
            user.set_password(password)
            user.save()
        if path.exists():
            self.stdout.write(f"编辑账号见 {path}")
        else:
            self.stdout.write(f"编辑账号 {_name} 已存在，登录文件已删除；忘记口令时运行 manage.py editor_login --reset")
