"""转载 is suggested from what two texts share, and counts as one source only when an editor has said so."""

from datetime import date

import pytest

from facts.curation import CurationError
from facts.reprints import decide_reprint, find_original, source_count, suggest_original
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


def test_two_articles_are_never_reprints_of_each_other(original):
    reprint = make_article()
    reprint = decide_reprint(reprint, chief(), original)
    with pytest.raises(CurationError, match="互为转载"):
        decide_reprint(original, chief(), reprint)
