"""Changing an issue: what hangs on its date is shown first, and nothing public changes before it is confirmed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Issue
from facts import curation, extraction
from facts.checking import differences
from facts.curation import ChangedMeanwhile, CurationError
from facts.engine import CandidateFact
from facts.engine.types import Period
from facts.indicators import sync_indicators
from facts.models import Conflict, Fact, Proposal
from facts.redating import change_date, preview_date, set_public_from
from facts.reextraction import reextract_article
from facts.resolving import close_conflict
from history.changes import snapshot
from history.models import Counter
from tests.base import TEXT, chief, make_article, make_fact, make_issue, make_zone

pytestmark = pytest.mark.django_db
OLD, NEW = (date(2024, 1, 1), date(2024, 8, 31)), (date(2023, 1, 1), date(2023, 8, 31))


def candidate(published_on, quote, value, period=True):
    start, year = TEXT.index(quote), published_on[:4]
    return CandidateFact(
        kind="measure", subject_type="zone", subject="长治高新区", anchors=((start, start + len(quote)),), rule="r", indicator="industrial_investment",
        measure="level", value=value, unit="CNY", value_printed=value, period=Period(f"{year}-01-01", f"{year}-08-31") if period else None,
    )  # fmt: skip


@pytest.fixture
def article(monkeypatch):
    """Three claims hang on the date, one does not."""
    sync_indicators()

    def read(text, published_on, names):
        dated = [candidate(published_on, quote, value) for quote, value in (("16.3亿元", "1"), ("24.8%", "2"), ("12亿元", "3"))]
        return [*dated, candidate(published_on, "3200人", "4", period=False)]

    monkeypatch.setattr(extraction, "extract_facts", read)
    article = make_article(zones=[make_zone()], published=True)
    reextract_article(article)
    return article


def proposal(value):
    return Proposal.objects.get(value=value)


def test_it_lists_pending_and_accepted_old_and_new_and_changes_nothing(article):
    fact = curation.accept(proposal("1"), chief())
    curation.reject(proposal("2"), chief(), "value")
    before = Counter.current()
    redating = preview_date(article.issue, date(2023, 10, 8), "day")
    assert [(one.proposal and one.proposal.value, one.fact, one.old, one.new) for one in redating.changes] == [
        (None, fact, OLD, NEW),
        ("3", None, OLD, NEW),
    ]
    assert redating.changes[0].words == "2024年1—8月 → 2023年1—8月"
    assert Counter.current() == before


def test_confirmed_the_facts_are_corrected_and_no_decision_is_asked_again(article):
    fact = curation.accept(proposal("1"), chief())
    curation.reject(proposal("2"), chief(), "value")
    token = preview_date(article.issue, date(2023, 10, 8), "day").token
    change_date(article.issue, chief(), date(2023, 10, 8), "day", token)
    successor = Fact.objects.public().get()
    assert (successor.supersedes, successor.correction, successor.period_start) == (fact, "collection", NEW[0])
    assert "见报日期由2024年10月8日改为2023年10月8日" in successor.correction_note
    assert (proposal("3").state, proposal("3").period_end) == ("pending", NEW[1])
    article.refresh_from_db()
    assert not reextract_article(article)


def test_undo_gives_back_the_date_and_every_row(article):
    curation.accept(proposal("1"), chief())
    curation.accept(proposal("4"), chief())
    rows = [snapshot(row) for model in (Issue, Fact, Proposal, Article) for row in model.objects.order_by("pk")]
    token = preview_date(article.issue, date(2023, 10, 8), "day").token
    change_date(article.issue, chief(), date(2023, 10, 8), "day", token)
    curation.undo(Counter.current(), chief())
    assert [snapshot(row) for model in (Issue, Fact, Proposal, Article) for row in model.objects.order_by("pk")] == rows


def test_a_list_that_has_changed_is_shown_again(article):
    token = preview_date(article.issue, date(2023, 10, 8), "day").token
    curation.accept(proposal("1"), chief())
    with pytest.raises(ChangedMeanwhile, match="日期没有改动"):
        change_date(article.issue, chief(), date(2023, 10, 8), "day", token)


def test_a_fact_that_another_issue_says_too_stays_as_it_is(article):
    fact = curation.accept(proposal("1"), chief())
    other = make_article(published=True)
    reextract_article(other)
    assert curation.accept(other.proposals.get(value="1"), chief()) == fact
    token = preview_date(article.issue, date(2023, 10, 8), "day").token
    change_date(article.issue, chief(), date(2023, 10, 8), "day", token)
    fact.refresh_from_db()
    assert fact.superseded_at is None
    assert [citation.version.article for citation in fact.citations.all()] == [other]
    assert Fact.objects.exclude(pk=fact.pk).get().citations.get().version.article == article


def test_a_date_that_another_issue_has_is_refused(article):
    issue = article.issue
    make_issue(date(2023, 10, 8), publication=issue.publication)
    Issue.objects.exclude(pk=issue.pk).update(label=issue.label)
    token = preview_date(issue, date(2023, 10, 8), "day").token
    with pytest.raises(CurationError, match="已有同期号"):
        change_date(issue, chief(), date(2023, 10, 8), "day", token)


def test_nothing_is_public_before_the_public_from_time(article):
    make_fact(article, "年底", subject_zone=article.zones.get())
    soon = timezone.now() + timedelta(days=1)
    set_public_from(article.issue, chief(), soon)
    for model in (Article, Fact, Issue):
        assert not model.objects.public().exists()
        assert model.objects.public(soon + timedelta(minutes=1)).exists()
    set_public_from(article.issue, chief(), None)
    assert Fact.objects.public().exists()


@pytest.mark.parametrize("closed", [False, True])
def test_values_of_no_period_that_differ_follow_the_date_with_what_was_said_of_them(article, closed):
    undated = {"period_start": None, "period_end": None}
    first, second = make_fact(article, **undated), make_fact(article, "12亿元", value="1900000000", value_printed="19", **undated)
    conflict = Conflict.objects.get()
    if closed:
        close_conflict(conflict, chief(), "chosen", "以前者为准", preferred=first)
    change_date(article.issue, chief(), date(2023, 10, 8), "day", preview_date(article.issue, date(2023, 10, 8), "day").token)
    assert list(differences()) == []
    assert set(Conflict.objects.exclude(outcome="settled").get().facts.all()) == {first, second}
    assert Conflict.objects.filter(closed_at__isnull=True).count() == (0 if closed else 1)
    curation.undo(Counter.current(), chief())
    assert list(differences()) == []
    assert list(Conflict.objects.values_list("pk", flat=True)) == [conflict.pk]
