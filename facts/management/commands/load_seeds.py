from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from facts.seeding import load_page, load_registry, replay_decisions
from zones.models import Region


class Command(BaseCommand):
    help = "载入名录、种子版面和种子决定；已载入的不再重复。"

    def handle(self, *args: Any, **options: Any) -> None:
        seeds = settings.BASE_DIR / "seeds"
        load_registry(seeds / "registry", self.stdout.write)
        if not Region.objects.filter(code=settings.HOME_REGION).exists():
            self.stderr.write(f"HOME_REGION 所设的 {settings.HOME_REGION} 不在名录的行政区划中，首页会没有地区。请改为名录中的六位代码，再重新启动网站。")
        # Page and decisions come whole or not at all: a first start that is broken off begins again at the next.
        with transaction.atomic():
            articles = load_page(seeds, self.stdout.write)
            if articles:
                replay_decisions(seeds / "decisions.jsonl", articles, self.stdout.write)
