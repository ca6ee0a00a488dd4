"""`manage.py backup FILE`"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup import BackupRefused, write_backup


class Command(BaseCommand):
    help = "把数据库的全部内容写入一个文件，SQLite 与 PostgreSQL 通用；网站可以照常运行。文件含账号信息，请妥善保管。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            rows = write_backup(file, self.stdout.write)
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已备份 {rows} 行：{file}（{file.stat().st_size / 1e6:.1f} MB）")
