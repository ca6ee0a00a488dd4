"""`manage.py reap_tasks`: put tasks of lost workers back into the queue. Run it every few minutes, or let it do so by `--every`."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from facts.reaping import reap


class Command(BaseCommand):
    help = "把中断的后台任务放回队列；三次中断的不再重试。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="秒", help="一直运行，每隔这么多秒检查一次")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            reaped = reap()
            if reaped.requeued or reaped.given_up or not options["every"]:
                self.stdout.write(f"重新排队 {reaped.requeued} 个，放弃 {reaped.given_up} 个。")
            if not options["every"]:
                return
            close_old_connections()
            time.sleep(options["every"])
