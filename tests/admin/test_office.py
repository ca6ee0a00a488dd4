"""The editors' other pages: names, merging, tables, facts, issues, bulk; each asks first and then calls one service."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article
from facts import curation
from facts.correcting import correct_text
from facts.models import Citation, Fact, Judgement, Proposal
from facts.reprints import suggest_original
from facts.roles import Role
from history.changes import change
from history.models import Event
from projects.models import Project
from tests.admin.cast import client_of, make_desk, post_decision
from tests.base import make_article, make_fact, make_project, make_proposal, make_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return client_of(Role.CHIEF_EDITOR)


def test_an_unresolved_name_is_listed_and_its_proposals_follow(client):
    article = make_article(zones=[make_zone()])
    proposal = make_proposal(article, "12亿元", subject_type="project", subject="锂电产业园项目", indicator_id="total_investment", value="1200000000")
    page = client.get("/admin/registry/unresolved/?kind=project&name=锂电产业园项目").content.decode()
    assert "新列入" in page
    client.post("/admin/registry/unresolved/", {"kind": "project", "name": "锂电产业园项目", "entity": "new", "listed": "锂电产业园项目"})
    assert Proposal.objects.get(pk=proposal.pk).subject_project == Project.objects.get(name="锂电产业园项目")


def test_two_that_are_not_the_same_are_remembered(client):
    one, other = make_project("锂电产业园项目"), make_project("锂电产业园二期项目")
    client.post(f"/admin/registry/merge/project/{one.pk}/{other.pk}/", {"verdict": "different", "reason": "两个项目"})
    assert Judgement.objects.get().verdict == "different"
    assert "合并</button>" not in client.get(f"/admin/registry/merge/project/{one.pk}/{other.pk}/").content.decode()


def test_a_merge_shows_what_moves_and_is_undone_from_the_start_page(client):
    one, other = make_project("锂电产业园项目"), make_project("锂电产业园制造基地项目")
    article = make_article(zones=[make_zone()])
    make_fact(article, "12亿元", subject_type="project", subject="锂电产业园项目", subject_project=one, indicator_id="total_investment", value="1200000000")
    assert "条目" in client.get(f"/admin/registry/merge/project/{one.pk}/{other.pk}/").content.decode()
    client.post(f"/admin/registry/merge/project/{one.pk}/{other.pk}/", {"reason": "同一个"})
    assert Fact.objects.live().get().subject_project == other
    client.post("/admin/undo/", {"number": Event.objects.order_by("-number").first().number})
    assert Fact.objects.live().get().subject_project == one


@pytest.mark.parametrize("kind", ["zone", "project", "organization", "fact"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_tables_are_downloaded(client, kind, form):
    make_desk()
    answer = client.get(f"/admin/registry/tables/{kind}.{form}")
    assert answer.status_code == 200
    assert f'filename="{kind}.{form}"' in answer["Content-Disposition"]
    assert len(answer.content) > 20


def test_an_import_shows_first_and_then_changes(client):
    zone = make_zone("长治高新技术产业开发区")
    data = client.get("/admin/registry/tables/zone.csv").content.decode("utf-8-sig")
    changed = data.replace("长治高新技术产业开发区", "长治高新技术开发区").encode("utf-8-sig")
    shown = client.post("/admin/registry/tables/", {"kind": "zone", "file": SimpleUploadedFile("zone.csv", changed)})
    assert "长治高新技术产业开发区 → 长治高新技术开发区" in shown.content.decode()
    zone.refresh_from_db()
    assert zone.name == "长治高新技术产业开发区"
    client.post("/admin/registry/tables/", {"key": shown.context["key"], "token": shown.context["plan"].token})
    zone.refresh_from_db()
    assert zone.name == "长治高新技术开发区"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00garbage", "一,二\n三".encode(), b"PK\x03\x04nothing"])
def test_a_table_that_cannot_be_read_is_refused_with_a_sentence(client, data):
    for name in ("table.csv", "table.xlsx"):
        answer = client.post("/admin/registry/tables/", {"kind": "zone", "file": SimpleUploadedFile(name, data)})
        assert answer.status_code == 200
        assert answer.context.get("plan") is None or answer.context["plan"].errors or not answer.context["plan"].rows


def test_a_fact_is_corrected_by_a_new_one(client):
    make_desk()
    fact = Fact.objects.get()
    address = f"/admin/facts/fact/{fact.pk}/correct/"
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    client.post(address, data | {"said": "3300人", "correction": "collection", "note": "录入时看错一位"})
    fact.refresh_from_db()
    assert fact.superseded_at
    assert (fact.successor.value, fact.successor.correction_note) == ("3300", "录入时看错一位")


def test_a_correction_without_a_sentence_changes_nothing(client):
    make_desk()
    fact = Fact.objects.get()
    address = f"/admin/facts/fact/{fact.pk}/correct/"
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert client.post(address, data | {"said": "3300人", "correction": "collection", "note": ""}).status_code == 200
    assert Fact.objects.count() == 1


def test_what_is_not_to_be_shown_leaves_the_public_with_the_right_of_use(client):
    article = make_article(zones=[make_zone()], published=True)
    make_fact(article)
    publication = article.issue.publication
    assert Article.objects.public().exists()
    address = f"/admin/articles/publication/{publication.pk}/change/"
    form = client.get(address).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    assert client.post(address, data | {"right": "internal"}).status_code == 302
    assert not Article.objects.public().exists()
    assert not Fact.objects.public().exists()


def test_bulk_shows_count_and_sample_and_refuses_another_count(client):
    article = make_desk()
    shown = client.get("/admin/facts/review/bulk/?sure=1")
    assert shown.context["accepting"].count == 2
    post_decision(client, article, Proposal.objects.pending().first(), "reject", reason="value")
    client.post("/admin/facts/review/bulk/?sure=1", {"decision": "accept", "expected": 2})
    assert Proposal.objects.pending().count() == 1
    client.post("/admin/facts/review/bulk/?sure=1", {"decision": "accept", "expected": 1})
    assert not Proposal.objects.pending().exists()
    curation.undo(Event.objects.order_by("-number").first().number, client.user)
    assert Proposal.objects.pending().count() == 1


def test_a_withdrawal_shows_what_leaves_with_it(client):
    article = make_article(zones=[make_zone()], published=True)
    make_fact(article)
    address = f"/admin/articles/article/{article.pk}/states/"
    assert "条目 1 条" in client.get(address).content.decode()
    assert "请写明撤下的理由" in client.post(address, {"step": "withdraw", "reason": ""}, follow=True).content.decode()
    client.post(address, {"step": "withdraw", "reason": "数字待核实", "seen": client.get(address).context["token"]})
    assert Fact.objects.get().withdrawn_reason == "数字待核实"


def test_only_what_was_shown_is_withdrawn(client):
    article = make_article(zones=[make_zone()], published=True)
    make_fact(article)
    address = f"/admin/articles/article/{article.pk}/states/"
    seen = client.get(address).context["token"]
    make_fact(article, "3200人", value="3200", unit="count", indicator_id="employees", value_printed="3200", unit_printed="人")
    for token in (seen, ""):
        page = client.post(address, {"step": "withdraw", "reason": "数字待核实", "seen": token}, follow=True).content.decode()
        assert "与您看到的清单不同" in page
        assert "3200人" in page
    assert Article.objects.get().state == "published"
    client.post(address, {"step": "withdraw", "reason": "数字待核实", "seen": client.get(address).context["token"]})
    assert Article.objects.get().state == "withdrawn"
    assert not Fact.objects.live().exists()


def test_what_a_limited_editors_article_may_be_a_reprint_of_is_not_named():
    foreign, mine = make_article(headline="外区未发的报道", zones=[make_zone("壶关开发区")]), make_zone()
    article = make_article(zones=[mine])
    with change(None, "识别") as group:
        suggest_original(group, article)
    assert Article.objects.get(pk=article.pk).same_as == foreign
    limited, unlimited = client_of(Role.EDITOR, zones=[mine]), client_of(Role.EDITOR)
    for page in ("states", "history", "change"):
        address = f"/admin/articles/article/{article.pk}/{page}/"
        assert "外区未发的报道" not in limited.get(address).content.decode(), address
    for page in ("states", "history"):
        address = f"/admin/articles/article/{article.pk}/{page}/"
        assert "外区未发的报道" in unlimited.get(address).content.decode(), address


def test_reviewing_one_quote_leads_to_the_next_of_its_article():
    client = client_of()
    article = make_article(zones=[make_zone()])
    make_fact(article, "16.3亿元", subject="某区")
    make_fact(article, "24.8%", subject="某区", value="2")
    correct_text(article, client.user, article.text.replace("同比", "较上年"), "transcription", "录错")
    first, second = Citation.objects.filter(state="stale").order_by("start")
    assert "本篇另有 1 处待复核" in client.get(f"/admin/facts/citation/{first.pk}/review/").content.decode()
    answer = client.post(f"/admin/facts/citation/{first.pk}/review/", {"decision": "confirm"})
    assert answer.url == f"/admin/facts/citation/{second.pk}/review/"
    assert client.post(answer.url, {"decision": "confirm"}).url == "/admin/"
