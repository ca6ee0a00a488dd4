"""Several decisions at once are one group with one undo, and reach only what they may."""

import pytest

from facts import curation
from facts.bulk import accept_all, accept_sentence, preview_bulk, reject_all, sentence_rest
from facts.curation import AlreadyDecided, ChangedMeanwhile, CurationError
from facts.models import Citation, Fact, Proposal
from history.models import Counter, Event
from tests.base import chief, make_article, make_proposal, make_zone

pytestmark = pytest.mark.django_db
GROWTH = {"value": "24.8", "unit": "percent", "measure": "growth"}
JOBS = {"value": "3200", "unit": "count", "indicator_id": "employees"}


@pytest.fixture
def zone():
    return make_zone()


@pytest.fixture
def proposals(zone):
    article = make_article(zones=[zone])
    return [
        make_proposal(article, subject_zone=zone),
        make_proposal(article, "24.8%", subject_zone=zone, **GROWTH),
        make_proposal(article, "3200人", subject_zone=zone, **JOBS),
    ]


def states():
    return list(Proposal.objects.order_by("pk").values_list("state", flat=True))


def test_a_sentence_is_accepted_whole_and_not_beyond_its_end(proposals):
    assert sentence_rest(proposals[1]) == proposals[:2]
    result = accept_sentence(proposals[1], chief())
    assert (result.decided, states()) == (2, ["accepted", "accepted", "pending"])
    assert Event.objects.filter(number=result.number, kind="facts.proposal").count() == 2
    curation.undo(result.number, chief())
    assert states() == ["pending"] * 3
    assert (Fact.objects.count(), Citation.objects.count()) == (0, 0)


def test_it_never_accepts_an_unresolved_subject_nor_a_held_claim(proposals, zone):
    Proposal.objects.filter(pk=proposals[0].pk).update(subject_zone=None)
    assert (accept_sentence(proposals[1], chief()).skipped, states()) == (1, ["pending", "accepted", "pending"])
    with pytest.raises(CurationError, match="待认"):
        accept_sentence(proposals[0], chief())
    curation.hold(proposals[2], chief(), "待查")
    with pytest.raises(CurationError, match="没有待核条目"):
        accept_sentence(proposals[2], chief())


def test_a_second_acceptance_names_the_first(proposals):
    accept_sentence(proposals[0], chief())
    with pytest.raises(AlreadyDecided, match="主编甲"):
        accept_sentence(proposals[0], chief())


def test_a_list_is_decided_as_it_was_shown(proposals):
    sure = Proposal.objects.filter(sure=True)
    preview = preview_bulk(sure, sample=2)
    assert (preview.count, len(preview.sample)) == (3, 2)
    curation.reject(proposals[0], chief(), "value")
    with pytest.raises(ChangedMeanwhile, match="刚才是 3 条，现在是 2 条"):
        accept_all(sure, chief(), preview.count)
    assert accept_all(sure, chief(), 2).decided == 2
    curation.undo(Counter.current(), chief())
    assert states() == ["rejected", "pending", "pending"]


def test_a_list_is_rejected_for_a_listed_reason(proposals):
    with pytest.raises(CurationError, match="从列表中选"):
        reject_all(Proposal.objects.all(), chief(), "whatever", 3)
    assert reject_all(Proposal.objects.all(), chief(), "no_fact", 3).decided == 3
    assert states() == ["rejected"] * 3
