"""`manage.py restore FILE`"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup import BackupRefused, restore_backup


class Command(BaseCommand):
    help = "把备份文件恢复到一个空的、已运行 migrate 的数据库；文件有损坏或数据库不空时不写入任何内容。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            rows = restore_backup(file, self.stdout.write)
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已恢复 {rows} 行。")
