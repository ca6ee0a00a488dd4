"""Print every public fact as JSON lines in the interchange format, one for each citation."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from facts.exporting import export_lines


class Command(BaseCommand):
    help = "把已公开的条目逐条打印为 JSON，每处出处一行。"

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for line in export_lines():
            self.stdout.write(json.dumps(line, ensure_ascii=False))
            count += 1
        self.stderr.write(f"共 {count} 处出处。")
