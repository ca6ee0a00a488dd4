"""`/changes/`: every object that became public or ceased to be, once, whatever the reader's pages and pauses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from facts import curation
from facts.publishing import take_down, withdraw_article
from history.models import Counter, PublicSpan
from tests.api.reading import get, rows
from tests.base import chief, make_article, make_fact, make_issue, make_zone
from tests.markers import settle_zone

pytestmark = pytest.mark.django_db


def _told(answer):
    return [(row["change"], row["kind"], row["key"]) for row in answer]


@pytest.fixture
def zone():
    zone = make_zone()
    settle_zone(zone)
    return zone


def test_it_tells_what_became_public_in_order(client, zone):
    article = make_article(published=True)
    fact = make_fact(article, subject_zone=zone)
    answer = get(client, "changes/").json()
    assert _told(answer["results"]) == [("public", "zone", zone.slug), ("public", "article", article.slug), ("public", "fact", str(fact.pk))]
    assert answer["data_version"] == Counter.current()
    numbers = [row["number"] for row in answer["results"]]
    assert numbers == sorted(numbers)
    for row in answer["results"]:
        get(client, row["url"])


def test_it_tells_what_ceased_with_the_reason_and_without_the_value(client, zone):
    article = make_article(published=True)
    fact = make_fact(article, subject_zone=zone)
    cursor = get(client, "changes/").json()["cursor"]
    curation.withdraw_fact(fact, chief(), "来源有误")
    response = get(client, f"changes/?cursor={cursor}")
    (row,) = response.json()["results"]
    assert (row["change"], row["kind"], row["key"], row["reason"]) == ("ceased", "fact", str(fact.pk), "来源有误")
    assert "1630000000" not in response.content.decode()
    get(client, row["url"], 410)


@pytest.mark.parametrize("size", [1, 2, 5, 200])
def test_pages_of_any_size_tell_everything_once(client, zone, size):
    articles = [make_article(published=True) for _ in range(3)]
    facts = [make_fact(article, subject_zone=zone, value=str(number)) for number, article in enumerate(articles, 1)]
    withdraw_article(articles[0], chief(), "重复刊发")
    told = _told(rows(client, f"changes/?page_size={size}"))
    assert len(told) == len(set(told)) == 9
    assert told[-2:] == [("ceased", "article", articles[0].slug), ("ceased", "fact", str(facts[0].pk))]


def test_a_kept_cursor_reads_on_from_there(client, zone):
    cursor = get(client, "changes/").json()["cursor"]
    assert get(client, f"changes/?cursor={cursor}").json()["results"] == []
    article = make_article(published=True)
    answer = get(client, f"changes/?cursor={cursor}").json()
    assert _told(answer["results"]) == [("public", "article", article.slug)]
    assert get(client, f"changes/?cursor={answer['cursor']}").json()["results"] == []


def test_a_number_is_a_place_to_begin(client, zone):
    number = Counter.current()
    article = make_article(published=True)
    assert _told(rows(client, f"changes/?since={number}")) == [("public", "article", article.slug)]
    assert _told(rows(client, "changes/?since=0&kind=zone")) == [("public", "zone", zone.slug)]


def test_what_waits_is_told_when_its_moment_has_come(client, zone):
    """By then readers are past its number."""
    waiting = make_article(issue=make_issue(public_from=timezone.now() + timedelta(days=1)), published=True)
    later = make_article(published=True)
    first = get(client, "changes/").json()
    assert _told(first["results"]) == [("public", "zone", zone.slug), ("public", "article", later.slug)]
    etag = get(client, f"changes/?cursor={first['cursor']}").headers["ETag"]
    PublicSpan.objects.filter(kind="articles.article", object_id=waiting.pk).update(from_at=timezone.now())
    second = get(client, f"changes/?cursor={first['cursor']}", **{"If-None-Match": etag}).json()
    assert _told(second["results"]) == [("public", "article", waiting.slug)]
    assert get(client, f"changes/?cursor={second['cursor']}").json()["results"] == []


def test_what_was_called_off_or_taken_down_never_was(client, zone):
    called_off = make_article(issue=make_issue(public_from=timezone.now() + timedelta(days=1)), published=True)
    withdraw_article(called_off, chief(), "不再刊发")
    take_down(make_article(published=True), chief(), "依法")
    assert _told(rows(client, "changes/")) == [("public", "zone", zone.slug)]
    get(client, f"articles/{called_off.slug}/", 404)
