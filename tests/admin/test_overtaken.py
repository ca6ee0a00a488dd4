"""Two editors at one object: the second is stopped, shown what the first did, and keeps what they wrote."""

from __future__ import annotations

import pytest

from articles.models import TextVersion
from facts import curation
from facts.correcting import correct_text
from facts.models import Fact, Proposal
from facts.roles import Role
from history.changes import change
from tests.admin.cast import client_of, make_desk, post_decision
from tests.base import TEXT, chief

pytestmark = pytest.mark.django_db
TRANSCRIPTION = TextVersion.Kind.TRANSCRIPTION
CORRECTED = TEXT.replace("总投资12亿元", "总投资21亿元")


@pytest.fixture
def client():
    return client_of(Role.CHIEF_EDITOR)


@pytest.fixture
def article():
    return make_desk()


def first():
    return Proposal.objects.pending().order_by("pk").first()


def desk_form(client, article, proposal):
    """All that the form of the parts would send."""
    context = client.get(f"/admin/facts/review/{article.pk}/?proposal={proposal.pk}").context
    form = context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"seen": context["seen"], "version": context["article"].current_id}


def overtake(article, text=CORRECTED):
    correct_text(article, chief(), text, TRANSCRIPTION, "录错金额")


def test_a_text_saved_second_is_shown_beside_what_came_first(client, article):
    address = f"/admin/articles/article/{article.pk}/text/"
    mine = {"kind": "transcription", "text": TEXT + "我补的一句。", "reason": "漏录", "seen": 1}
    overtake(article)
    for button in ("save", "preview"):
        answer = client.post(address, mine | {button: "1"})
        page = answer.content.decode()
        assert "您看到的第 1 版已改为第 2 版" in page
        assert "<del>锂电产业园项目总投资12亿元，预计年底投产。</del>" in page
        assert "<ins>锂电产业园项目总投资21亿元，预计年底投产。</ins>" in page
        assert "我补的一句。" in answer.context["form"]["text"].value()
        assert answer.context["form"]["seen"].value() == "2"
        assert 'name="save"' not in page
    assert article.versions.count() == 2
    merged = mine | {"text": CORRECTED + "我补的一句。", "seen": 2}
    assert "我补的一句。</ins>" in client.post(address, merged | {"preview": "1"}).content.decode()
    assert client.post(address, merged | {"save": "1"}).status_code == 302
    article.refresh_from_db()
    assert article.text == CORRECTED + "我补的一句。"


def test_a_decision_on_an_older_text_shows_the_changed_lines_and_keeps_the_form(client, article):
    proposal = first()
    data = desk_form(client, article, proposal) | {"attribution": "我写的来源"}
    overtake(article)
    answer = post_decision(client, article, proposal, "correct", **data)
    assert answer.status_code == 409
    told = answer.json()
    assert "总投资21亿元" in told["panel"]
    assert "<del>锂电产业园项目总投资12亿元" in told["panel"]
    assert 'value="我写的来源"' in told["panel"]
    assert "总投资21亿元" in told["text"]
    assert Proposal.objects.get(pk=proposal.pk).state == "pending"
    article.refresh_from_db()
    assert told["version"] == article.current_id
    assert post_decision(client, article, proposal, "correct", **data | {"version": article.current_id, "seen": ""}).status_code == 200
    assert Fact.objects.get(attribution="我写的来源")


def test_a_note_is_kept_too(client, article):
    proposal, old = first(), article.current_id
    overtake(article)
    answer = post_decision(client, article, proposal, "hold", note="口径待查", version=old)
    assert answer.status_code == 409
    assert 'value="口径待查"' in answer.json()["panel"]


@pytest.mark.parametrize("action", ["accept", "reject", "correct", "sentence"])
def test_one_that_another_editor_doubts_meanwhile_is_not_decided_unseen(client, article, action):
    proposal, other = first(), client_of(Role.EDITOR)
    data = desk_form(client, article, proposal)
    post_decision(other, article, proposal, "hold", note="与统计局口径不同")
    if action == "sentence":
        assert post_decision(client, article, proposal, action, **data, reason="value").status_code == 200
    else:
        answer = post_decision(client, article, proposal, action, **data, reason="value")
        assert answer.status_code == 409
        assert other.user.username in answer.json()["refused"]
        assert "与统计局口径不同" in answer.json()["panel"]
    assert Proposal.objects.get(pk=proposal.pk).state == "held"


def redate(proposal):
    with change(chief(), "改见报日期") as group:
        group.update(Proposal.objects.get(pk=proposal.pk), {"period_start": "2023-01-01", "period_end": "2023-08-31"})


def test_parts_that_this_editor_left_alone_follow_the_other(client, article):
    proposal = first()
    data = desk_form(client, article, proposal) | {"attribution": "我写的来源"}
    redate(proposal)
    answer = post_decision(client, article, proposal, "correct", **data)
    assert answer.status_code == 409
    panel = answer.json()["panel"]
    for words in ("2024-01-01", "2023-01-01", 'value="我写的来源"'):
        assert words in panel
    again = data | desk_form(client, article, proposal) | {"attribution": "我写的来源"}
    assert post_decision(client, article, proposal, "correct", **again).status_code == 200
    fact = Fact.objects.get(attribution="我写的来源")
    assert fact.period_start.year == 2023


def test_a_sentence_of_which_one_has_changed_is_not_accepted_unseen(client, article):
    proposal = first()
    data = desk_form(client, article, proposal)
    redate(Proposal.objects.pending().order_by("pk").last())
    answer = post_decision(client, article, proposal, "sentence", **data)
    assert answer.status_code == 409
    assert Proposal.objects.pending().count() == 2


def test_a_missing_fact_is_kept_with_its_place_in_the_new_text(client, article):
    start = article.text.index("3200人")
    data = {
        "action": "add",
        "version": article.current_id,
        "start": start,
        "end": start + 5,
        "said": "3200人",
        "kind": "measure",
        "subject_type": "zone",
        "subject": "我写的区",
    }
    overtake(article, "新的第一段。\n" + CORRECTED)
    article.refresh_from_db()
    script = client.post(f"/admin/facts/review/{article.pk}/", data, headers={"Accept": "application/json"})
    page = client.post(f"/admin/facts/review/{article.pk}/", data)
    assert [script.status_code, page.status_code] == [409, 409]
    for html in (script.json()["missing"], page.content.decode()):
        assert f'name="start" value="{article.text.index("3200人")}"' in html
        assert 'value="我写的区"' in html
        assert f'name="version" value="{article.current_id}"' in html
        assert "<ins>新的第一段。</ins>" in html


def test_a_missing_fact_whose_words_are_gone_asks_for_others(client, article):
    start = article.text.index("12亿元")
    data = {"action": "add", "version": article.current_id, "start": start, "end": start + 5, "said": "12亿元"}
    overtake(article)
    html = client.post(f"/admin/facts/review/{article.pk}/", data).content.decode()
    assert 'name="exact"' in html
    assert 'name="start"' not in html


def test_a_missing_fact_filled_in_wrongly_comes_back_as_it_was(client, article):
    start = article.text.index("3200人")
    data = {"action": "add", "version": article.current_id, "start": start, "end": start + 5, "kind": "measure", "subject": "我写的区"}
    answer = client.post(f"/admin/facts/review/{article.pk}/", data)
    assert answer.status_code == 422
    assert 'value="我写的区"' in answer.content.decode()
    assert "请选择指标" in answer.content.decode()


def test_a_fact_corrected_second_is_shown_beside_the_first_correction(client, article):
    fact = Fact.objects.get()
    address = f"/admin/facts/fact/{fact.pk}/correct/"
    form = client.get(address).context["form"]
    mine = {name: form[name].value() or "" for name in form.fields} | {"said": "3400人", "correction": "collection", "note": "看错一位"}
    curation.supersede(fact, chief(), {"value": "3300", "value_printed": "3300"}, "collection", "录错")
    page = client.post(address, mine).content.decode()
    assert "已被更正或撤下" in page
    assert "更正为" in page
    assert "<td>3300</td><td>3400</td>" in page, page[page.index("更正为") - 200 : page.index("更正为") + 900]
    assert Fact.objects.count() == 2


def test_a_citation_is_not_set_on_a_text_that_nobody_looked_at(client, article):
    fact = Fact.objects.get()
    correct_text(article, chief(), TEXT.replace("该区", "全区"), TRANSCRIPTION, "录错")
    citation, article = fact.citations.get(), type(article).objects.get(pk=article.pk)
    seen, start = article.current_id, article.text.index("3200人")
    overtake(article, "新的第一段。\n" + article.text)
    address = f"/admin/facts/citation/{citation.pk}/review/"
    page = client.post(address, {"decision": "anchor", "place": f"{start}-{start + 5}", "seen": seen}, follow=True).content.decode()
    assert "正文在您选取之后有了新版本" in page
    citation.refresh_from_db()
    assert citation.state == "stale"
