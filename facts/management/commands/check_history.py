"""`manage.py check_history`: replay the whole record, from the loaded files on, and compare what it gives with the tables."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from facts.rereading import APPS, bulk_rows, changed_files, loaded_rows, renumbered
from facts.seeding import load_registry
from history.models import Event
from history.replay import compare, recorded_models, replay, tables

_SHOWN = 200


class Command(BaseCommand):
    help = "从载入的文件起重放全部操作记录，与现有各表对照。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "seeds" / "registry", metavar="目录", help="名录文件所在目录")
        parser.add_argument("--print-base", type=Path, metavar="文件", help="只把名录文件载入（空的）数据库并写出各行；本命令自己使用")

    def handle(self, *args: Any, folder: Path, print_base: Path | None, **options: Any) -> None:
        if print_base is not None:
            call_command("migrate", verbosity=0)
            load_registry(folder, lambda line: None)
            print_base.write_text(json.dumps(bulk_rows(), ensure_ascii=False), encoding="utf-8")
            return
        loaded = Event.objects.filter(object_id="", after__has_key="sha256").exists()
        found = list(changed_files(folder))
        state = renumbered(loaded_rows(folder)) if loaded and not found else {}
        found += replay(state)
        found += compare(state, tables(recorded_models(APPS)))
        for line in found[:_SHOWN]:
            self.stdout.write(line)
        if found:
            raise CommandError(f"有 {len(found)} 处与记录不符。")
        self.stdout.write(f"重放 {Event.objects.count()} 条操作记录，与各表相符。")
