"""Bulk decisions in the admin: shown first, one group, one undo, for chief editors, and never an unresolved subject."""

from __future__ import annotations

import pytest

from facts import curation
from facts.models import Proposal
from facts.publishing import withdraw_article
from facts.roles import Role
from history.models import Counter
from tests.admin.cast import client_of
from tests.base import chief, make_article, make_proposal, make_zone

pytestmark = pytest.mark.django_db
TABLE, QUEUE = "/admin/facts/proposal/", "/admin/facts/review/bulk/"


@pytest.fixture
def client():
    return client_of(Role.CHIEF_EDITOR)


@pytest.fixture
def proposals():
    """Two that can be accepted, and one of each class that cannot."""
    zone = make_zone()
    article, gone = make_article(zones=[zone]), make_article(zones=[zone], published=True)
    rows = {
        "one": make_proposal(article, subject_zone=zone, value="1"),
        "two": make_proposal(article, subject_zone=zone, value="2"),
        "unresolved": make_proposal(article, value="3"),
        "outdated": make_proposal(article, subject_zone=zone, value="4"),
        "unit": make_proposal(article, subject_zone=zone, value="5"),
        "withdrawn": make_proposal(gone, subject_zone=zone, value="6"),
        "held": make_proposal(article, subject_zone=zone, value="7"),
        "decided": make_proposal(article, subject_zone=zone, value="8"),
    }
    Proposal.objects.filter(pk=rows["outdated"].pk).update(version=gone.current)
    Proposal.objects.filter(pk=rows["unit"].pk).update(unit="m2")
    curation.hold(rows["held"], chief(), "待查")
    curation.reject(rows["decided"], chief(), "value")
    withdraw_article(gone, chief(), "误登")
    return rows


def states(rows):
    return {name: Proposal.objects.get(pk=row.pk).state for name, row in rows.items()}


def ticked(rows, action, **more):
    return {"action": action, "_selected_action": [row.pk for row in rows.values()], **more}


def confirm(client, asked, **more):
    """Press the button of the page that the action shows."""
    shown = client.post(TABLE, asked)
    data = asked | {"confirmed": "1", "expected": shown.context["preview"].count, "select_across": "0"}
    return shown.content.decode(), client.post(TABLE, data | more, follow=True).content.decode()


def test_ticked_rows_are_shown_before_anything_is_decided(client, proposals):
    before = states(proposals)
    page = client.post(TABLE, ticked(proposals, "accept_chosen")).content.decode()
    assert states(proposals) == before
    assert "可采用 2 条" in page
    for words in (
        "主体待认，请先列入名录或认作别名（1 条）",
        "请重新识别或改后采用（1 条）",
        "单位与指标不合",
        "所在报道已撤下",
        "存疑，留给逐条核对（1 条）",
        "已有决定（1 条）",
    ):
        assert words in page


def test_ticked_rows_are_accepted_in_one_group_with_one_undo(client, proposals):
    before, number = states(proposals), Counter.current()
    _, page = confirm(client, ticked(proposals, "accept_chosen"))
    assert states(proposals) == before | {"one": "accepted", "two": "accepted"}
    assert Counter.current() == number + 1
    assert "略过 6 条" in page
    curation.undo(number + 1, client.user)
    assert states(proposals) == before


def test_ticked_rows_are_rejected_for_a_listed_reason(client, proposals):
    before, number = states(proposals), Counter.current()
    _, page = confirm(client, ticked(proposals, "reject_chosen"))
    assert "请从列表中选一个不采用的原因" in page
    assert states(proposals) == before
    _, page = confirm(client, ticked(proposals, "reject_chosen"), reason="no_fact")
    assert Counter.current() == number + 1
    assert [states(proposals)[name] for name in ("one", "unresolved", "held", "decided")] == ["rejected", "rejected", "held", "rejected"]
    assert "存疑，留给逐条核对（1 条）" in page


def test_the_whole_list_can_be_ticked_at_once(client, proposals):
    shown = client.post(f"{TABLE}?state__exact=pending", {"action": "accept_chosen", "select_across": "1", "_selected_action": [proposals["one"].pk]})
    assert shown.context["preview"].count == 2
    data = {"action": "accept_chosen", "select_across": "1", "_selected_action": [proposals["one"].pk], "confirmed": "1", "expected": "2"}
    client.post(f"{TABLE}?state__exact=pending", data)
    assert [states(proposals)[name] for name in ("one", "two")] == ["accepted", "accepted"]


def test_a_list_that_has_changed_is_not_decided(client, proposals):
    curation.reject(proposals["one"], chief(), "value")
    page = client.post(TABLE, ticked(proposals, "accept_chosen", confirmed="1", expected="2"), follow=True).content.decode()
    assert "刚才是 2 条，现在是 1 条" in page
    assert states(proposals)["two"] == "pending"


def test_bulk_is_for_chief_editors(proposals):
    editor = client_of(Role.EDITOR)
    before = states(proposals)
    editor.post(TABLE, ticked(proposals, "accept_chosen", confirmed="1", expected="2"))
    assert states(proposals) == before
    assert "采用所选" not in editor.get(TABLE).content.decode()


def test_the_page_of_a_filtered_list_says_why_each_class_is_left(client, proposals):
    page = client.get(QUEUE).content.decode()
    assert "略过 5 条" in page
    assert "单位与指标不合，请改后采用（1 条）" in page
    answer = client.post(QUEUE, {"decision": "accept", "expected": "2"}, follow=True).content.decode()
    assert "已处理 2 条。略过 5 条：主体待认" in answer
