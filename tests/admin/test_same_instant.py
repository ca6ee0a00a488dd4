"""Two saves in the same instant: what each editor saw is compared under the lock, so that one wins and the other is shown what came first."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from articles.models import TextVersion
from facts import bulk
from facts.correcting import correct_text, reanchor
from facts.curation import ChangedMeanwhile, CurationError
from facts.models import Citation, Fact, Proposal
from facts.roles import Role
from history import recorded_forms
from history.models import Event
from tests.admin.cast import client_of, post_decision
from tests.admin.test_recorded import form_of
from tests.base import TEXT, chief, make_article, make_fact, make_proposal, make_user, make_zone

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 30
FORMS = 10  # whole admin pages, where each round is made to meet


def race(*works, rounds=ROUNDS):
    """Each work is called with the number of the round, all in the same instant, round by round; what each gave, side by side."""
    barrier, outcomes = threading.Barrier(len(works)), [[] for _ in works]

    def run(side):
        try:
            for number in range(rounds):
                barrier.wait(timeout=60)
                outcomes[side].append(works[side](number))
                barrier.wait(timeout=60)
        except BaseException:
            barrier.abort()
            raise
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(side,)) for side in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=240)
    assert [len(side) for side in outcomes] == [rounds] * len(works)
    return list(zip(*outcomes, strict=True))


def test_one_of_two_text_corrections_wins_every_time():
    article, users = make_article(), [make_user(name="甲"), make_user(name="乙")]

    def correct(user):
        def once(number):
            try:
                correct_text(article, user, f"{TEXT}\n{user}第{number}次。", TextVersion.Kind.TRANSCRIPTION, "漏录", seen=number + 1)
            except ChangedMeanwhile as refusal:
                return str(refusal)
            return "won"

        return once

    for number, pair in enumerate(race(*map(correct, users))):
        assert sorted(outcome == "won" for outcome in pair) == [False, True]
        assert any(f"第{number + 2}版，您看到的是第{number + 1}版" in outcome for outcome in pair)
    assert article.versions.count() == ROUNDS + 1


def test_one_of_two_saves_in_the_admin_wins_every_time(monkeypatch):
    """Both pass the form's own check before either has its turn: only the one under the lock is left to stop the second."""
    zone, clients = make_zone(), [client_of(Role.EDITOR), client_of(Role.EDITOR)]
    address = f"/admin/zones/zone/{zone.pk}/change/"
    checked, clean, turn = threading.Barrier(2), recorded_forms.RecordedForm.clean, threading.local()

    def clean_together(form):
        values = clean(form)
        if turn.waits:
            turn.waits = False
            try:
                checked.wait(timeout=1)
            except threading.BrokenBarrierError:
                checked.reset()  # on SQLite the other has to wait for the whole of this request
        return values

    monkeypatch.setattr(recorded_forms.RecordedForm, "clean", clean_together)

    def save(side):
        def once(number):
            data = form_of(clients[side], address, short_name=f"第{number}次{side}")
            together.wait(timeout=60)
            turn.waits = number < 3  # where there is nobody to wait for, each time costs a second
            answer = clients[side].post(address, data)
            return answer.status_code, answer.content.decode()

        return once

    together = threading.Barrier(2)
    for pair in race(save(0), save(1), rounds=FORMS):
        assert sorted(code for code, _ in pair) == [200, 302]
        page = next(page for code, page in pair if code == 200)
        assert "两人都改了" in page
        assert "您的改动没有保存" in page
    assert Event.objects.filter(kind="zones.zone", action="修改").count() == FORMS


def test_a_decision_and_a_text_correction_do_not_both_pass():
    zone, client = make_zone(), client_of(Role.CHIEF_EDITOR)
    article, editor = make_article(zones=[zone]), chief()
    proposals = [make_proposal(article, subject_zone=zone, value=str(number + 1)) for number in range(ROUNDS)]
    versions = {}

    def decide(number):
        article.refresh_from_db()
        versions[number] = article.current_id
        together.wait(timeout=60)
        return post_decision(client, article, proposals[number], "accept").status_code

    def correct(number):
        seen = article.versions.count()
        together.wait(timeout=60)
        correct_text(article, editor, f"{TEXT}\n第{number}次。", TextVersion.Kind.TRANSCRIPTION, "漏录", seen=seen)
        return seen

    together = threading.Barrier(2)
    for number, (status, _) in enumerate(race(decide, correct)):
        proposal = Proposal.objects.get(pk=proposals[number].pk)
        accepted = Event.objects.filter(kind="facts.proposal", object_id=str(proposal.pk), action="采用").first()
        overtaken = Event.objects.get(kind="articles.article", object_id=str(article.pk), before__current_id=versions[number])
        assert (proposal.state, accepted is not None) == (("accepted", True) if status == 200 else ("pending", False))
        assert accepted is None or accepted.number < overtaken.number
    assert Fact.objects.count() == Proposal.objects.filter(state="accepted").count()


def test_a_doubt_and_an_acceptance_do_not_both_pass():
    zone, clients = make_zone(), [client_of(Role.EDITOR), client_of(Role.EDITOR)]
    article = make_article(zones=[zone])
    proposals = [make_proposal(article, subject_zone=zone, value=str(number + 1)) for number in range(ROUNDS)]
    seen = Event.objects.order_by("-number").first().number

    def act(client, action):
        return lambda number: post_decision(client, article, proposals[number], action, seen=seen, note="待查").status_code

    for pair in race(act(clients[0], "hold"), act(clients[1], "accept")):
        assert sorted(pair) == [200, 409]
    assert bulk.preview_bulk(Proposal.objects.all()).count == 0


def test_a_stale_citation_is_set_once():
    zone, editor = make_zone(), chief()
    article = make_article(zones=[zone])
    for number in range(ROUNDS):
        make_fact(article, subject_zone=zone, value=str(number + 1))
    correct_text(article, editor, TEXT.replace("长治高新区完成", "长治高新区共完成"), TextVersion.Kind.TRANSCRIPTION, "漏字")
    article.refresh_from_db()
    citations, at = list(Citation.objects.order_by("pk")), article.text.index("16.3亿元")
    users = [make_user(), make_user()]

    def confirm(user):
        def once(number):
            try:
                reanchor(citations[number], user, at, at + 6, seen=article.current_id)
            except CurationError as refusal:
                return str(refusal)
            return "won"

        return once

    for pair in race(*map(confirm, users)):
        assert sorted(outcome == "won" for outcome in pair) == [False, True]
        assert any("已经相符" in outcome for outcome in pair)
