"""`manage.py check_public [--repair]`: compute from scratch what is public, derived and searchable, and compare it with what is stored."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from facts.checking import differences, repair

_SHOWN = 200


class Command(BaseCommand):
    help = "重新计算公开时段、派生数据、报道不一和检索，与记录对照；--repair 修复差别。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="把有差别的改正过来")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(differences())
        for line in found[:_SHOWN]:
            self.stdout.write(line)
        if not found:
            self.stdout.write("公开内容与记录相符。")
        elif options["repair"]:
            repair()
            self.stdout.write(f"已修复 {len(found)} 处。")
        else:
            raise CommandError(f"有 {len(found)} 处不符。运行 manage.py check_public --repair 修复。")
