"""转载 is suggested from what two texts share, and counts as one source only when an editor has said so."""

from datetime import date

import pytest

from facts.curation import CurationError
from facts.models import Citation
from facts.publishing import publish_article, take_down, withdraw_article
from facts.reprints import decide_reprint, find_original, suggest_original
from facts.sources import newsroom_sources
from history.changes import change
from tests.base import TEXT, chief, make_article, make_fact, make_issue, make_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    return make_article(issue=make_issue(date(2024, 10, 1)), zones=[make_zone()])


def test_a_later_article_of_nearly_the_same_words_is_a_likeness(original):
    reprint = make_article("本报讯 " + TEXT.replace("\n", "\n　　") + "（转自测试日报）")
    likeness = find_original(reprint)
    assert likeness.original == original
    assert 0.8 <= likeness.share < 1
    assert find_original(original) is None


def test_a_report_that_shares_less_is_none(original):
    assert find_original(make_article(TEXT.split("\n")[0] + "该区还新开工十个项目，涉及光伏玻璃、飞轮储能、现代煤化工等产业，计划两年内全部建成。")) is None


def test_only_a_confirmed_reprint_counts_as_the_same_source(original):
    zone = original.zones.get()
    reprint = make_article()
    fact = make_fact(original, subject_zone=zone)
    assert make_fact(reprint, subject_zone=zone) == fact
    with change(None, "识别") as group:
        suggest_original(group, reprint)
    assert (reprint.same_as, source_count(fact)) == (original, 2)
    decide_reprint(reprint, chief(), original)
    assert source_count(fact) == 1
    decide_reprint(reprint, chief(), None)
    reprint.refresh_from_db()
    assert source_count(fact) == 2
    with change(None, "识别") as group:
        assert suggest_original(group, reprint) is None


def source_count(fact):
    return newsroom_sources([fact.pk], Citation.objects.all())[fact.pk]


def test_two_reprints_of_what_says_nothing_of_it_are_one_source(original):
    reprints = [decide_reprint(make_article(), chief(), original) for _ in range(2)]
    reprints.append(decide_reprint(make_article(), chief(), reprints[0]))
    facts = {make_fact(article) for article in reprints}
    assert [source_count(fact) for fact in facts] == [1]


def test_what_was_withdrawn_or_taken_down_is_no_source(original):
    articles = [original, make_article(), make_article()]
    fact, *_ = [make_fact(article) for article in articles]
    assert source_count(fact) == 3
    withdraw_article(publish_article(articles[1], chief()), chief(), "重复刊发")
    take_down(articles[2], chief(), "依法")
    assert source_count(fact) == 1


def _shown(client, fact):
    """What the two faces say: the API's number, and the page of the fact in both languages."""
    number = client.get(f"/api/v1/facts/{fact.pk}/?fields=sources").json()["sources"]
    assert client.get(f"/api/v1/facts/{fact.pk}/").json()["sources"] == number
    assert f"{number} independent source" in client.get(f"/en/facts/{fact.pk}/").content.decode()
    assert f"独立来源{number}个" in client.get(f"/facts/{fact.pk}/").content.decode()
    return number


def test_readers_are_told_how_many_public_sources_there_are(client, original):
    fact = make_fact(original)
    others = [make_article() for _ in range(2)]
    assert {make_fact(article) for article in others} == {fact}
    publish_article(original, chief())
    assert _shown(client, fact) == 1
    for article in others:
        publish_article(article, chief())
    assert _shown(client, fact) == 3
    decide_reprint(others[0], chief(), original)
    assert _shown(client, fact) == 2
    assert "独立来源2个" in client.get(f"/indicators/{fact.indicator_id}/").content.decode()
    withdraw_article(original, chief(), "重复刊发")
    assert _shown(client, fact) == 2
    withdraw_article(others[1], chief(), "重复刊发")
    assert _shown(client, fact) == 1


def test_two_articles_are_never_reprints_of_each_other(original):
    reprint = make_article()
    reprint = decide_reprint(reprint, chief(), original)
    with pytest.raises(CurationError, match="互为转载"):
        decide_reprint(original, chief(), reprint)
