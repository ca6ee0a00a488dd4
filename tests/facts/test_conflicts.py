"""Values are intervals; only what cannot both hold is 报道不一."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from articles.models import Article, Issue, Publication, TextVersion
from facts.conflicts import disjoint, interval
from facts.curation import add_fact, undo, withdraw_fact
from facts.models import Conflict, Fact
from history.models import Counter


def value(text, number, comparator="eq", value_max=""):
    return Fact(kind="measure", value=number, value_max=value_max, value_printed=text, comparator=comparator)


@pytest.mark.parametrize(
    ("fact", "low", "high"),
    [
        (value("243.2", "24320000000"), "24315000000", "24325000000"), (value("306", "204000", "approx"), "193800", "214200"),
        (value("500", "500", "gt"), "499.5", None), (value("3", "3", "le"), None, "3.5"), (value("四", "4"), "4", "4"),
    ],
)  # fmt: skip
def test_printed_words_allow_an_interval(fact, low, high):
    found = interval(fact)
    assert found == (low and Decimal(low), high and Decimal(high))


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (value("243.2", "24320000000"), value("243.18", "24318000000"), False), (value("243.2", "24320000000"), value("243.3", "24330000000"), False),
        (value("243.2", "24320000000"), value("243.4", "24340000000"), True), (value("500", "500", "gt"), value("520", "520"), False),
        (value("500", "500", "gt"), value("480", "480"), True), (value("100", "100", "approx"), value("104", "104"), False),
    ],
)  # fmt: skip
def test_only_disjoint_intervals_clash(one, other, clash):
    assert disjoint(one, other) is clash
    assert disjoint(other, one) is clash


@pytest.fixture
def version(db, indicators):
    issue = Issue.objects.create(publication=Publication.objects.create(slug="p", name="某报"), date=date(2024, 10, 1))
    article = Article.objects.create(slug="a", issue=issue, headline="标题")
    text = TextVersion.objects.create(article=article, number=1, text="投资10亿元。投资12亿元。投资10.0亿元。")
    Article.objects.update(current=text)
    return TextVersion.objects.select_related("article__current", "article__issue").get()


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_user("wang")


def state(version, editor, start, end, number, **values):
    said = {
        "kind": "measure", "subject_type": "region", "subject": "长治市", "indicator_id": "gdp", "measure": "level", "value": number, "unit": "CNY",
        "value_printed": version.text[start + 2 : end - 2], "unit_printed": "亿元", "period_start": date(2024, 1, 1), "period_end": date(2024, 8, 31),
    }  # fmt: skip
    return add_fact(version, [{"start": start, "end": end}], said | values, editor)


def test_two_values_that_cannot_both_hold_open_one_conflict(version, editor):
    first = state(version, editor, 0, 6, "1000000000")
    assert not Conflict.objects.exists()
    second = state(version, editor, 7, 13, "1200000000")
    conflict = Conflict.objects.get()
    assert set(conflict.facts.all()) == {first, second}
    withdraw_fact(second, editor, "原文有误")
    conflict.refresh_from_db()
    assert conflict.outcome == Conflict.Outcome.SETTLED


def test_another_period_or_scope_is_no_conflict(version, editor):
    state(version, editor, 0, 6, "1000000000")
    state(version, editor, 7, 13, "1200000000", scope="工业类开发区")
    state(version, editor, 7, 13, "1200000000", period_end=date(2024, 9, 30))
    assert not Conflict.objects.exists()


def test_undo_of_the_second_value_takes_the_conflict_back(version, editor):
    state(version, editor, 0, 6, "1000000000")
    state(version, editor, 7, 13, "1200000000")
    undo(Counter.current(), editor)
    assert not Conflict.objects.exists()
    assert Fact.objects.count() == 1
