"""The desk's endpoint: every answer brings the next state, every refusal says why, and no input breaks it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from facts import curation
from facts.desk.readings import read_value
from facts.models import Fact, Proposal, Scope
from facts.roles import Role
from history.models import Event
from projects.models import Project
from tests.admin.cast import client_of, make_desk, post_decision
from tests.base import make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return client_of(Role.CHIEF_EDITOR)


@pytest.fixture
def article():
    return make_desk()


def first():
    return Proposal.objects.pending().order_by("pk").first()


def test_an_answer_brings_the_next_proposal_and_all_states(client, article):
    proposal = first()
    answer = post_decision(client, article, proposal, "accept").json()
    assert answer["states"][str(proposal.pk)] == "accepted"
    assert answer["current"] == first().pk
    assert "24.8" in answer["panel"]
    assert len(answer["undo"]) == 1


def test_a_decision_is_one_group_of_events(client, article):
    before = Event.objects.values("number").distinct().count()
    post_decision(client, article, first(), "sentence")
    assert Event.objects.values("number").distinct().count() == before + 1


def test_the_last_one_says_that_the_article_is_done(client, article):
    answer = post_decision(client, article, first(), "sentence").json()
    assert answer["current"] is None
    assert "已核对完" in answer["panel"]


def test_a_decided_proposal_is_not_decided_again(client, article):
    proposal = first()
    curation.accept(proposal, client.user)
    answer = post_decision(client, article, proposal, "reject", reason="value")
    assert answer.status_code == 409
    assert client.user.username in answer.json()["refused"]
    assert Proposal.objects.get(pk=proposal.pk).state == "accepted"


def test_a_decision_on_an_older_text_is_stopped(client, article):
    answer = client.post(
        f"/admin/facts/review/{article.pk}/", {"action": "accept", "proposal": first().pk, "version": "0"}, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 409
    assert "新版本" in answer.json()["refused"]
    assert Proposal.objects.pending().count() == 2


def test_a_rejection_needs_a_listed_reason_and_doubt_needs_a_note(client, article):
    assert post_decision(client, article, first(), "reject", reason="whim").status_code == 409
    assert post_decision(client, article, first(), "hold", note="  ").status_code == 409
    assert Proposal.objects.pending().count() == 2


def test_near_names_are_offered_before_a_new_one(client, article):
    project = Project.objects.create(slug="p", name="锂电产业园制造基地项目")
    proposal = make_proposal(article, "12亿元", subject_type="project", subject="锂电产业园基地项目", indicator_id="total_investment", value="1200000000")
    page = client.get(f"/admin/facts/review/{article.pk}/?proposal={proposal.pk}").content.decode()
    assert page.index("锂电产业园制造基地项目") < page.index("新列入项目")
    answer = post_decision(client, article, proposal, "register", entity=str(project.pk))
    assert answer.status_code == 200
    assert Fact.objects.get(indicator_id="total_investment").subject_project == project
    undone = post_decision(client, article, "", "undo", numbers=",".join(map(str, answer.json()["undo"])))
    assert undone.status_code == 200
    assert not project.aliases.exists()
    assert Proposal.objects.get(pk=proposal.pk).subject_project is None


def test_the_same_claim_elsewhere_and_other_values_are_shown(client, article):
    post_decision(client, article, first(), "accept")
    other = make_desk("屯留经开区")
    zone = article.zones.get()
    other.proposals.filter(value="1630000000").update(subject_zone=zone)
    same = other.proposals.get(value="1630000000")
    unlike = make_proposal(other, "8月份", subject_zone=zone, value="1700000000", value_printed="17")
    assert "别处已采用同一条" in client.get(f"/admin/facts/review/{other.pk}/?proposal={same.pk}").content.decode()
    assert "另有说法" in client.get(f"/admin/facts/review/{other.pk}/?proposal={unlike.pk}").content.decode()
    post_decision(client, other, same, "accept")
    assert Fact.objects.filter(value="1630000000").get().citations.count() == 2


def test_a_scope_is_registered_on_the_desk_and_its_other_spelling_linked(client, article):
    one = make_proposal(article, "8月份", subject="长治市", subject_type="region", scope="13个省级以上开发区")
    other = make_proposal(article, "同比增长", subject="长治市", subject_type="region", scope="省级以上开发区", value="2")
    post_decision(client, article, one, "scope", scope_entity="new", scope_name="省级以上开发区")
    scope = Scope.objects.get()
    assert [row.scope_registered for row in Proposal.objects.filter(pk__in=[one.pk, other.pk])] == [scope, scope]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("３０６亩", "204000", "m2"),
        ("1.2万套", "12000", "count"),
        ("243.2亿元", "24320000000", "CNY"),
        ("37.0%", "37.0", "percent"),
        ("7.0个百分点", "7.0", "pp"),
        ("三百零六亩", "204000", "m2"),
    ],
)
def test_a_value_box_is_read_as_it_is_written(words, value, unit):
    reading = read_value(words)
    assert (Decimal(reading.columns["value"]), reading.columns["unit"]) == (Decimal(value), unit)


def test_a_bare_number_keeps_its_unit():
    assert read_value("17.5", "亿元").columns["value"] == "1750000000"


def test_without_a_script_a_decision_answers_with_the_next_page(client, article):
    answer = client.post(f"/admin/facts/review/{article.pk}/", {"action": "accept", "proposal": first().pk, "version": article.current_id})
    assert answer.status_code == 302
    assert f"proposal={first().pk}" in answer["Location"]


FIELDS = (
    "action proposal version skipped reason note numbers entity name aliases zone start end exact".split()
    + "kind subject_type subject indicator measure said value".split()
)


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=30) | st.integers().map(str), max_size=12),
    action=st.sampled_from(["accept", "sentence", "correct", "reject", "hold", "undo", "register", "register_object", "scope", "add", "?"]),
)
def test_no_input_breaks_the_desk(client, article, data, action):
    proposal = Proposal.objects.order_by("pk").first()
    for more in ({}, {"proposal": str(proposal.pk), "version": str(article.current_id), "action": action}):
        answer = client.post(f"/admin/facts/review/{article.pk}/", {**data, **more}, headers={"Accept": "application/json"})
        assert answer.status_code in (200, 409, 422), (answer.status_code, data, action)
