import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from articles.intake.interchange import page_as_dict
from articles.intake.reading import UnreadablePage, read_page
from articles.intake.splitting import split_page
from articles.receiving import zone_names


class Command(BaseCommand):
    help = "把一个版面文件分成报道，输出 JSON（交换格式）；不写入数据库。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="版面文件；- 为标准输入")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            page = split_page(read_page(data, Path(file).name).text, _known_zones())
        except OSError as error:
            raise CommandError(f"打不开文件“{file}”：{error.strerror}。请检查路径。") from None
        except UnreadablePage as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(json.dumps(page_as_dict(page), ensure_ascii=False, indent=1))


def _known_zones() -> list[str]:
    """The registry's names; before the first migration there are none, and splitting works without."""
    try:
        return zone_names()
    except DatabaseError:
        return []
