from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.receiving import Received, parse_date, receive
from facts.intaking import read_articles
from facts.names import registry_names


class Command(BaseCommand):
    help = "收录版面文件：分篇、存为待编报道、识别待核条目。相同内容不重复收录。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--publication", default="", help="媒体名称；不填则取自版面")
        parser.add_argument("--issue", default="", help="期号；不填则取自版面")
        parser.add_argument("--published", default="", help="见报日期：2024-10-08、2024-10 或 2024；不填则取自版面")

    def handle(self, *args: Any, files: list[str], publication: str, issue: str, published: str, **options: Any) -> None:
        try:
            if published:
                parse_date(published)
        except ValueError as refusal:
            raise CommandError(str(refusal)) from None
        names, failed, unread = registry_names(), 0, 0
        for number, file in enumerate(files, 1):
            received = _receive(file, publication, issue, published)
            extracted = read_articles(received.articles, names)
            failed += bool(received.error)
            unread += len(extracted.failures)
            self.stdout.write(_progress(number, len(files)) + received.message + (f"识别出 {extracted.found} 条待核条目。" if received.articles else ""))
            for failure in extracted.failures:
                self.stdout.write(failure)
        if failed or unread:
            raise CommandError("，".join(_shortfalls(failed, unread)) + "，原因见上；其余已收录。")


def _shortfalls(failed: int, unread: int) -> Iterator[str]:
    if failed:
        yield f"{failed} 个文件没有收录"
    if unread:
        yield f"{unread} 篇报道已收录而没有识别"


def _receive(file: str, publication: str, issue: str, published: str) -> Received:
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        return Received(file, error=f"打不开文件：{error.strerror}。请检查路径。")
    return receive(data, Path(file).name, publication=publication, label=issue, published=published)


def _progress(number: int, total: int) -> str:
    if total == 1:
        return ""
    done = round(20 * number / total)
    return f"[{'#' * done}{'.' * (20 - done)}] {number}/{total} "
