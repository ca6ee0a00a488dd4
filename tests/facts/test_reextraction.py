"""Re-extraction never touches a decision and reports true differences only, whatever the engine does."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import TextVersion
from facts import curation, extraction
from facts.comparison import compare_engine
from facts.correcting import correct_text
from facts.engine import CandidateFact
from facts.engine.types import Period
from facts.indicators import sync_indicators
from facts.models import Citation, Fact, Proposal
from facts.reextraction import readable, reextract, reextract_article
from facts.report_card import report_card
from history.changes import snapshot
from history.models import Counter
from tests.base import TEXT, chief, make_article, make_fact, make_zone

pytestmark = pytest.mark.django_db
UNDECIDED = (Proposal.State.PENDING, Proposal.State.HELD, Proposal.State.GONE)


def candidate(number=1, *, quote="16.3亿元", rule="a rule", score=80, subject="长治高新区"):
    """A claim of the text whose value is the number."""
    start = TEXT.index(quote)
    return CandidateFact(
        kind="measure", subject_type="zone", subject=subject, anchors=((start, start + len(quote)),), indicator="industrial_investment",
        measure="level", value=str(number), unit="CNY", value_printed=str(number), unit_printed="元", period=Period("2024-01-01", "2024-08-31"),
        rule=rule, score=score, sure=True,
    )  # fmt: skip


@pytest.fixture
def engine(monkeypatch):
    """An engine that says what the test tells it to."""
    said = []
    monkeypatch.setattr(extraction, "extract_facts", lambda text, published_on, names: list(said))
    sync_indicators()
    return said


@pytest.fixture
def article(db):
    return make_article(zones=[make_zone()])


def rows():
    return [snapshot(proposal) for proposal in Proposal.objects.order_by("pk")]


def test_the_same_engine_twice_changes_nothing(engine, article):
    engine += [candidate(1), candidate(2)]
    assert len(reextract_article(article).added) == 2
    before, number = rows(), Counter.current()
    assert not reextract_article(article)
    assert (rows(), Counter.current()) == (before, number)
    assert reextract(readable()) == []


def test_a_rejected_claim_is_never_proposed_again_in_its_article_only(engine, article):
    engine.append(candidate(1))
    reextract_article(article)
    curation.reject(Proposal.objects.get(), chief(), "value")
    other = make_article()
    assert not reextract_article(article)
    assert len(reextract_article(other).added) == 1
    assert Proposal.objects.filter(article=article).get().state == "rejected"


def test_what_vanishes_undecided_is_gone_and_may_return(engine, article):
    engine.append(candidate(1))
    reextract_article(article)
    engine.clear()
    assert len(reextract_article(article).gone) == 1
    assert Proposal.objects.get().state == "gone"
    engine.append(candidate(1))
    assert len(reextract_article(article).returned) == 1
    assert Proposal.objects.get().state == "pending"


def test_a_held_claim_keeps_its_note(engine, article):
    engine.append(candidate(1))
    reextract_article(article)
    curation.hold(Proposal.objects.get(), chief(), "与公报不符？")
    engine.clear()
    assert not reextract_article(article)
    assert Proposal.objects.get().note == "与公报不符？"


def test_an_undecided_claim_follows_a_new_reading(engine, article):
    engine.append(candidate(1))
    reextract_article(article)
    engine[:] = [candidate(1, rule="a better rule")]
    assert len(reextract_article(article).changed) == 1
    assert Proposal.objects.get().rule == "a better rule"


def test_after_a_correction_of_the_text_undecided_claims_stand_in_the_new_version(engine, article):
    engine.append(candidate(1))
    reextract_article(article)
    correct_text(article, chief(), TEXT.replace("长治高新区", "长治高新园区"), TextVersion.Kind.TRANSCRIPTION, "录错")
    reextract_article(article)
    assert Proposal.objects.get().version.number == 2


def test_a_claim_corrected_by_hand_is_not_proposed_when_the_engine_learns_it(engine, article):
    engine.append(candidate(1))
    reextract_article(article)
    proposal = Proposal.objects.get()
    curation.correct(proposal, chief(), {"value": "2", "value_printed": "2"})
    engine[:] = [candidate(2)]
    report = reextract_article(article)
    assert (len(report.known), bool(report)) == (1, False)
    assert Proposal.objects.get().state == "corrected"


def test_one_bad_candidate_does_not_cost_the_others(engine, article):
    engine += [candidate(1), candidate(2, subject="区" * 300), candidate(3, subject="")]
    report = reextract_article(article)
    assert (len(report.added), len(report.skipped)) == (1, 2)
    assert not reextract_article(article)


_readings = st.lists(st.tuples(st.integers(1, 6), st.sampled_from(["rule one", "rule two"]), st.integers(0, 99)), max_size=6, unique_by=lambda row: row[0])
_decisions = st.lists(st.sampled_from(["accept", "correct", "reject", "hold"]), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(readings=st.lists(_readings, min_size=2, max_size=4), decisions=_decisions)
def test_random_engines_leave_every_decision_alone(engine, readings, decisions):
    article = make_article()
    engine[:] = [candidate(number, rule=rule, score=score) for number, rule, score in readings[0]]
    reextract_article(article)
    for decision, proposal in zip(decisions, article.proposals.order_by("pk"), strict=False):
        _decide(decision, proposal)
    decided = [snapshot(proposal) for proposal in article.proposals.exclude(state__in=UNDECIDED).order_by("pk")]
    facts, citations = list(Fact.objects.values()), list(Citation.objects.values())
    for reading in readings[1:]:
        engine[:] = [candidate(number, rule=rule, score=score) for number, rule, score in reading]
        stored = {proposal.said_key: proposal.state for proposal in article.proposals.all()}
        report = reextract_article(article)
        now = {proposal.said_key: proposal.state for proposal in article.proposals.all()}
        assert [snapshot(row) for row in article.proposals.order_by("pk") if row.state not in UNDECIDED] == decided
        assert set(now) - set(stored) == set(report.added)
        assert {key for key in stored if stored[key] != now[key]} == set(report.gone) | set(report.returned)
        assert {key for key, state in now.items() if state == "pending"} <= set(report.added) | set(report.found_again) | set(report.changed) | set(
            report.returned
        )
        assert not reextract_article(article)
    assert (list(Fact.objects.values()), list(Citation.objects.values())) == (facts, citations)


def _decide(decision, proposal):
    if decision == "accept":
        curation.accept(proposal, chief())
    elif decision == "correct":
        curation.correct(proposal, chief(), {"value": f"{proposal.value}00", "value_printed": f"{proposal.value}00"})
    elif decision == "reject":
        curation.reject(proposal, chief(), "value")
    else:
        curation.hold(proposal, chief(), "待查")


def test_the_comparison_says_lost_gained_changed_and_agrees_with_decisions(engine, article):
    engine += [candidate(1, quote="16.3亿元"), candidate(2, quote="12亿元"), candidate(3, quote="3200人"), candidate(4, quote="24.8%")]
    reextract_article(article)
    by_value = {proposal.value: proposal for proposal in Proposal.objects.all()}
    curation.accept(by_value["1"], chief())
    curation.reject(by_value["2"], chief(), "value")
    curation.reject(by_value["4"], chief(), "unsuitable")
    engine[:] = [candidate(1), candidate(5, quote="12亿元"), candidate(6, quote="年底")]
    before = rows()
    comparison = compare_engine()
    assert [(change.before.value, change.after.value) for change in comparison.changed] == [("2", "5")]
    assert [proposal.value for proposal in comparison.gained] == ["6"]
    assert {proposal.value for proposal in comparison.lost} == {"3", "4"}
    assert (comparison.accepted_share, comparison.rejected_share) == (1.0, 1.0)
    assert rows() == before


def test_the_command_refuses_an_engine_below_the_floor(engine, article, capsys):
    make_fact(article)
    with pytest.raises(CommandError, match="低于"):
        call_command("compare_engine", floor=0.9)
    assert "符合率 0.0%" in capsys.readouterr().out


def test_the_report_card_counts_only_errors_of_the_engine(engine, article):
    engine += [candidate(number) for number in (1, 2, 3, 4)]
    reextract_article(article)
    one, two, three, _ = Proposal.objects.order_by("value")
    curation.accept(one, chief())
    curation.reject(two, chief(), "period")
    curation.reject(three, chief(), "source")
    (card,) = report_card()
    assert (card.accepted, card.rejected, card.editorial, card.pending, card.rate) == (1, 1, 1, 1, 0.5)
    assert card.reasons == {"period": 1, "source": 1}


def test_a_reextraction_is_one_event_with_what_was_added(engine, article):
    engine.append(candidate(1))
    reextract_article(article)
    proposal = Proposal.objects.get()
    assert (proposal.period_start, proposal.period_end) == (date(2024, 1, 1), date(2024, 8, 31))
    with pytest.raises(curation.CurationError, match="不能撤销"):
        curation.undo(Counter.current(), chief())
