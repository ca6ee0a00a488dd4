"""`manage.py reap_tasks`: what is to be done every few minutes. Tasks of lost workers go back into the queue; what has just become
public by the passing of time is found and counted from then on. Run it from a timer, or let it repeat itself by `--every`."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from facts.checking import settle_arrivals
from facts.reaping import reap

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "把中断的后台任务放回队列（三次中断的不再重试），并让刚到公开时间的内容可以检索。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="秒", help="一直运行，每隔这么多秒检查一次")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["every"]:
            self._once(quiet=False)
        while options["every"]:
            try:
                self._once(quiet=True)
            except DatabaseError:
                logger.exception("Upkeep failed; it is tried again")  # a database that restarts must not end the site
            close_old_connections()
            time.sleep(options["every"])

    def _once(self, *, quiet: bool) -> None:
        reaped = reap()
        settle_arrivals()
        if reaped.requeued or reaped.given_up or not quiet:
            self.stdout.write(f"重新排队 {reaped.requeued} 个，放弃 {reaped.given_up} 个。")
