"""What somebody did lately, with what has been undone."""

import pytest

from facts import curation
from history.lately import last_number, lately
from history.models import Counter
from tests.base import chief, make_article, make_proposal, make_user, make_zone

pytestmark = pytest.mark.django_db


def test_it_lists_ones_own_groups_and_marks_the_undone():
    zone = make_zone()
    proposal = make_proposal(make_article(zones=[zone]), subject_zone=zone)
    curation.accept(proposal, chief())
    number = Counter.current()
    assert last_number(proposal) == number
    curation.undo(number, chief())
    curation.reject(proposal, make_user(), "value")
    undo, accepted = lately(chief())
    assert (accepted.number, accepted.action, accepted.undone) == (number, "采用", True)
    assert (undo.action, undo.undone) == ("撤销", False)


def test_an_undone_decision_can_be_taken_again_and_each_undone_in_turn():
    zone = make_zone()
    proposal = make_proposal(make_article(zones=[zone]), subject_zone=zone)
    curation.hold(proposal, chief(), "待查")
    first = Counter.current()
    curation.accept(proposal, chief())
    curation.undo(Counter.current(), chief())
    proposal.refresh_from_db()
    assert proposal.state == "held"
    curation.undo(first, chief())
    proposal.refresh_from_db()
    assert proposal.state == "pending"
