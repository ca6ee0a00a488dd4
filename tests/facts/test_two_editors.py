"""Two editors decide on one proposal at the same moment: one wins each time, the other is told who, and no event is lost."""

import threading

import pytest
from django.db import connection, connections

from facts.curation import AlreadyDecided, accept, reject
from facts.models import Fact, Proposal
from history.models import Counter, Event
from tests.base import make_article, make_proposal, make_user, make_zone

ROUNDS = 200


@pytest.mark.django_db(transaction=True)
def test_one_of_two_wins_every_time():
    zone, users = make_zone(), [make_user(name="甲"), make_user(name="乙")]
    article = make_article(zones=[zone])
    proposals = [make_proposal(article, subject_zone=zone, value=str(number + 1)) for number in range(ROUNDS)]
    first = Counter.current()
    barrier = threading.Barrier(2)
    outcomes = [[], []]

    def work(side):
        for proposal in proposals:
            barrier.wait(timeout=60)
            try:
                accept(proposal.pk, users[0]) if side == 0 else reject(proposal.pk, users[1], "value")
                outcomes[side].append("won")
            except AlreadyDecided as refusal:
                outcomes[side].append(str(refusal))
        connections.close_all()

    threads = [threading.Thread(target=work, args=(side,)) for side in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert [len(side) for side in outcomes] == [ROUNDS, ROUNDS]
    for one, other in zip(*outcomes, strict=True):
        assert (one == "won") != (other == "won")
        assert ("乙" in one) if other == "won" else ("甲" in other)
    accepted = outcomes[0].count("won")
    assert Proposal.objects.filter(state="accepted").count() == accepted == Fact.objects.count()
    assert Proposal.objects.filter(state="rejected").count() == ROUNDS - accepted
    numbers = list(Event.objects.filter(number__gt=first).order_by("number").values_list("number", flat=True).distinct())
    assert numbers == list(range(first + 1, first + ROUNDS + 1)), connection.vendor
    assert Event.objects.filter(number__gt=first, kind="facts.proposal").count() == ROUNDS
