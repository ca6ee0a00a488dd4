"""`python bench/bench_api.py [facts]`: pages of the API against a view that only says hello, through the same middleware.

Runs on the database of DATABASE_URL, in a test database of its own that is removed afterwards. Rates are of one process, without a server,
per second of processor time, so that a busy machine does not matter.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

_seconds = 2.0
_text = "1—8月份，长治高新区完成工业投资16.3亿元。\n"


def hello(request: Any) -> Any:
    from django.http import HttpResponse

    return HttpResponse("hello")


def fill(count: int) -> None:
    """Public facts of one zone, ten to an article."""
    from articles.models import Article
    from facts.models import Citation, Fact
    from facts.publicity import ARTICLE, FACT
    from history.changes import change
    from history.spans import set_public
    from tests.base import make_article, make_zone, measure_values
    from tests.markers import settle_zone

    zone = make_zone()
    settle_zone(zone)
    for start in range(0, count, 10):
        article = make_article(_text * 10, zones=[zone])
        Article.objects.filter(pk=article.pk).update(state=Article.State.PUBLISHED)
        with change(None, "量速", actor_name="量速") as group:
            facts = [
                Fact(
                    **measure_values(subject_zone=zone, value=str(start + place), value_number=start + place),
                    accepted_at=group.at,
                    claim_key=str(start + place),
                )
                for place in range(10)
            ]
            Fact.objects.bulk_create(facts)
            width = len(_text)
            places = [(place * width + _text.index("16.3"), fact) for place, fact in enumerate(facts)]
            Citation.objects.bulk_create(Citation(fact=fact, version=article.current, start=at, end=at + 6, quote="16.3亿元") for at, fact in places)
            set_public(group, ARTICLE, {article.pk: group.at})
            set_public(group, FACT, {fact.pk: group.at for fact in facts})


def rate(client: Any, address: str, forget: Callable[[], None], **headers: str) -> float:
    """Answers a second; `forget` is called before each."""
    client.get(address, headers=headers)
    count, started = 0, time.process_time()
    while (spent := time.process_time() - started) < _seconds:
        forget()
        client.get(address, headers=headers)
        count += 1
    return count / spent


def report(address: str, how: str, speed: float, base: float) -> None:
    print(f"{address:26} {how:11} {speed:6.0f}/s  {speed / base:.2f} of hello")


def main(count: int) -> None:
    import logging

    from django.conf import settings
    from django.core.cache import cache
    from django.test.utils import get_runner, override_settings
    from rest_framework.throttling import AnonRateThrottle

    logging.disable(logging.CRITICAL)
    AnonRateThrottle.THROTTLE_RATES = {"anon": None}
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    runner.setup_test_environment()
    try:
        from django.test import Client

        fill(count)
        client = Client()
        with override_settings(ROOT_URLCONF="bench_api"):
            base = rate(client, "/hello/", cache.clear)
        print(f"{count} facts; hello {base:.0f}/s")
        for address in (
            "facts/", "facts/?fields=id,value", "facts/?ordering=-value", "facts/?kind=measure", "facts/?format=csv", "facts/1/", "articles/", "changes/",
        ):  # fmt: skip
            report(address, "worked out", rate(client, f"/api/v1/{address}", cache.clear), base)
        report("facts/", "kept", rate(client, "/api/v1/facts/", lambda: None), base)
        etag = client.get("/api/v1/facts/").headers["ETag"]
        report("facts/", "304", rate(client, "/api/v1/facts/", lambda: None, **{"If-None-Match": etag}), base)
    finally:
        runner.teardown_test_environment()
        runner.teardown_databases(databases)


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
else:
    from django.urls import path

    urlpatterns = [path("hello/", hello)]
