"""改后采用 and 更正: the printed words and the value they stand for never part."""

from __future__ import annotations

import pytest

from facts.models import Fact, Proposal
from facts.roles import Role
from tests.admin.cast import client_of, post_decision
from tests.base import make_article, make_proposal, make_zone

pytestmark = pytest.mark.django_db
TEXT = "1—8月份，长治高新区完成工业投资2.5亿美元，同比下降24.8%，吸引上亿元资金。"


@pytest.fixture
def client():
    return client_of(Role.CHIEF_EDITOR)


@pytest.fixture
def proposal():
    zone = make_zone()
    article = make_article(TEXT, zones=[zone])
    return make_proposal(article, "2.5亿美元", subject_zone=zone, value="250000000", unit="USD", value_printed="2.5亿", unit_printed="美元")


def correct(client, proposal, **changes):
    """The form as the desk gives it, with some boxes filled differently."""
    form = client.get(f"/admin/facts/review/{proposal.article_id}/?proposal={proposal.pk}").context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    return post_decision(client, proposal.article, proposal, "correct", **(data | changes))


def printed(fact):
    return fact.value, fact.unit, fact.value_printed, fact.unit_printed


def test_another_part_leaves_value_and_words_as_they_were_split(client, proposal):
    assert correct(client, proposal, modality="planned").status_code == 200
    assert printed(Fact.objects.get()) == ("250000000", "USD", "2.5亿", "美元")


def test_new_words_bring_their_value_and_unit(client, proposal):
    assert correct(client, proposal, said="306亩", indicator="floor_area").status_code == 200
    assert printed(Fact.objects.get()) == ("204000", "m2", "306", "亩")


@pytest.mark.parametrize(
    "changes", [{"value": "260000000"}, {"unit": "CNY"}, {"value_max": "300000000"}, {"value": "-250000000"}, {"said": "2.6亿美元", "value": "270000000"}]
)
def test_a_value_by_hand_that_the_words_do_not_say_is_refused(client, proposal, changes):
    answer = correct(client, proposal, **changes)
    assert answer.status_code == 422
    assert "与原文写法不一致" in answer.json()["panel"]
    assert not Fact.objects.exists()


def test_a_value_by_hand_that_the_words_do_say_is_taken(client, proposal):
    Proposal.objects.filter(pk=proposal.pk).update(value="2500000000", value_number=2500000000)
    assert correct(client, proposal, value="250000000").status_code == 200
    assert printed(Fact.objects.get()) == ("250000000", "USD", "2.5亿", "美元")


def test_words_and_value_may_change_together(client, proposal):
    assert correct(client, proposal, said="2.60亿美元", value="260000000").status_code == 200
    assert printed(Fact.objects.get()) == ("260000000", "USD", "2.60亿", "美元")


def test_without_words_there_is_no_value(client, proposal):
    answer = correct(client, proposal, said="", value="260000000")
    assert answer.status_code == 422
    assert "请照原文写出" in answer.json()["panel"]


def test_the_direction_may_be_set_by_hand(client, proposal):
    fall = make_proposal(proposal.article, "24.8%", subject_zone=proposal.subject_zone, measure="growth", base="yoy", value="24.8", unit="percent",
                         value_printed="24.8", unit_printed="%")  # fmt: skip
    assert correct(client, fall, value="-24.8").status_code == 200
    assert printed(Fact.objects.get()) == ("-24.8", "percent", "24.8", "%")
    other = make_proposal(proposal.article, "24.8%", subject="长治经开区", measure="growth", base="yoy", value="24.8", unit="percent",
                          value_printed="24.8", unit_printed="%")  # fmt: skip
    assert correct(client, other, said="-24.9%").status_code == 200
    assert printed(Fact.objects.get(subject="长治经开区")) == ("-24.9", "percent", "-24.9", "%")


def test_words_that_only_a_person_can_read_must_stand_in_the_text(client, proposal):
    assert correct(client, proposal, said="上亿元", value="100000000", unit="CNY").status_code == 200
    assert printed(Fact.objects.get()) == ("100000000", "CNY", "上亿元", "")
    other = make_proposal(proposal.article, "2.5亿美元", subject="长治经开区", value="250000000", unit="USD", value_printed="2.5亿", unit_printed="美元")
    answer = correct(client, other, said="数不清的元", value="100000000", unit="CNY")
    assert answer.status_code == 422
    assert "正文里的原话" in answer.json()["panel"]


def test_words_that_cannot_be_read_need_the_value_too(client, proposal):
    assert correct(client, proposal, said="上亿元").status_code == 422


def test_an_empty_choice_is_said_in_words(client, proposal):
    page = client.get(f"/admin/facts/review/{proposal.article_id}/?proposal={proposal.pk}").content.decode()
    assert "---------" not in page
    assert '<option value="">（不填）</option>' in page or '<option value="" selected>（不填）</option>' in page
