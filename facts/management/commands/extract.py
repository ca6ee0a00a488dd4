import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.intake.reading import UnreadablePage
from articles.receiving import parse_date
from facts.engine import explain as reasons_of
from facts.reading import known_names, read_file


class Command(BaseCommand):
    help = "识别一个版面文件中的条目，逐行输出 JSON（交换格式）；不写入数据库。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="版面文件；- 为标准输入")
        parser.add_argument("--published", default="", help="见报日期：2024-10-08、2024-10 或 2024")
        parser.add_argument("--table", action="store_true", help="列成便于阅读的表")
        parser.add_argument("--explain", action="store_true", help="每条之后附上识别依据（JSON 行中为 explain 一项）")

    def handle(self, *args: Any, file: str, published: str, table: bool, explain: bool, **options: Any) -> None:
        try:
            if published:
                parse_date(published)
            data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            articles = read_file(data, Path(file).name, published, known_names())
        except OSError as error:
            raise CommandError(f"打不开文件“{file}”：{error.strerror}。请检查路径。") from None
        except (UnreadablePage, ValueError) as refusal:
            raise CommandError(str(refusal)) from None
        for article in articles:
            if table:
                self.stdout.write(f"\n《{article.split.headline}》{len(article.facts)} 条")
            for fact in article.facts:
                reasons = reasons_of(fact, article.text) if explain else []
                if table:
                    self.stdout.write("\n    ".join([_row(fact), *reasons]))
                else:
                    self.stdout.write(json.dumps(fact.as_dict(article.text) | ({"explain": reasons} if explain else {}), ensure_ascii=False))


def _row(fact: Any) -> str:
    said = fact.stage or f"{fact.relation} {fact.object}".strip() or f"{fact.indicator} {fact.measure} {fact.value} {fact.unit}"
    period = f"{fact.period.start or ''}–{fact.period.end or ''}" if fact.period else ""
    return "  ".join(
        part
        for part in ("*" if fact.sure else " ", f"{fact.score:4}", fact.kind, fact.subject, fact.scope, said, period, fact.modality, fact.comparator)
        if part
    )
