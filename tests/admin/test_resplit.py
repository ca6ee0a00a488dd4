"""调整分篇 in the admin: each step is shown with what becomes of the citations, saved with a reason, and undone from the same page."""

from __future__ import annotations

import pytest

from articles.models import Article, SourcePage, TextVersion
from facts.correcting import correct_text
from facts.indicators import sync_indicators
from facts.models import Citation, Proposal
from facts.publishing import publish_article, withdraw_article
from facts.roles import Role
from history.lately import last_number
from history.models import Counter
from tests.admin.cast import client_of
from tests.admin.test_upload import PAGE, upload
from tests.base import make_fact, make_user, make_zone

pytestmark = pytest.mark.django_db(transaction=True)
EDITS = ["down", "up", "from", "until", "split", "merge", "later", "join", "unjoin", "kind", "retitle", "authors", "?"]


@pytest.fixture
def client():
    sync_indicators()
    return client_of(Role.CHIEF_EDITOR)


@pytest.fixture
def page(client):
    """A confirmed page of two drafts."""
    upload(client, ("page.txt", PAGE.encode()))
    row = SourcePage.objects.get()
    confirm(client, row)
    return row


def confirm(client, row):
    return client.post(f"/admin/articles/upload/{row.pk}/", {
        "confirm": "1", "seen": last_number(row), "publication": "长治日报", "label": "第5期", "published": "2024-10-08", "kind": "news",
    })  # fmt: skip


def ask(client, page, edit, article, **more):
    return client.post(f"/admin/articles/upload/{page.pk}/", {"edit": edit, "article": getattr(article, "pk", article), **more})


def save(client, page, shown, reason="分篇有误", **changed):
    """Send the form that the preview holds."""
    form = {**dict(shown.context["asked"]), "token": shown.context["shown"].token, "reason": reason, "save": "1"}
    return client.post(f"/admin/articles/upload/{page.pk}/", form | changed, follow=True)


def test_the_articles_page_leads_to_its_split(client, page):
    article = Article.objects.first()
    assert f"/admin/articles/upload/{page.pk}/#article-{article.pk}" in client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    shown = client.get(f"/admin/articles/upload/{page.pk}/").content.decode()
    assert "从这段起给下一篇" in shown
    assert f'id="article-{article.pk}"' in shown


def test_a_boundary_is_shown_then_moved_then_put_back(client, page):
    upper, lower = Article.objects.order_by("order")
    fact = make_fact(upper, "16.3亿元", subject="某区")
    before = (upper.text, lower.text)
    shown = ask(client, page, "until", lower, block=0)
    assert "移到《长治高新区项目建设提速》的末尾" in shown.content.decode()
    assert (Article.objects.get(pk=upper.pk).text, TextVersion.objects.count()) == (upper.text, 2)
    assert "仍然相符" in save(client, page, shown).content.decode()
    assert Article.objects.get(pk=upper.pk).text.endswith("总投资35亿元。")
    ask(client, page, "from", upper, block=0)
    assert "不能移走全部段落" in client.get(f"/admin/articles/upload/{page.pk}/").content.decode()
    answer = client.post("/admin/undo/", {"number": Counter.current(), "page": page.pk}, follow=True)
    assert "已撤销" in answer.content.decode()
    assert answer.redirect_chain[0][0] == f"/admin/articles/upload/{page.pk}/"
    assert tuple(Article.objects.order_by("order").values_list("current__text", flat=True)) == before
    assert Citation.objects.get(fact=fact).version.article == upper


def test_what_moves_and_what_gets_stale_is_listed(client, page):
    upper, lower = Article.objects.order_by("order")
    make_fact(upper, "营商环境", subject="该区", value="1")
    make_fact(upper, "24.8%。\n该区坚持", subject="某区", value="2")
    shown = ask(client, page, "down", upper).content.decode()
    assert "“营商环境”" in shown
    assert f"→ 《{lower}》" in shown
    assert "1 处将待复核" in shown


def test_a_step_on_what_changed_meanwhile_is_shown_anew_and_needs_a_reason(client, page):
    upper = Article.objects.order_by("order").first()
    shown = ask(client, page, "join", upper, block=0)
    assert "请写明调整分篇的理由" in save(client, page, shown, reason="").content.decode()
    make_fact(upper, "16.3亿元", subject="某区")
    again = save(client, page, shown)
    assert "又有改动" in again.content.decode()
    assert 'value="分篇有误"' in again.content.decode()
    assert "分篇已调整" in save(client, page, again).content.decode()


def test_titles_authors_kinds_order_and_a_new_part(client, page):
    upper, lower = Article.objects.order_by("order")
    for edit, more in (
        ("retitle", {"headline": "高新区提速", "kicker": "", "subheadline": ""}),
        ("authors", {"authors": "王五（摄影）"}),
        ("kind", {"block": 0, "kind": "subhead"}),
        ("later", {}),
    ):
        assert "分篇已调整" in save(client, page, ask(client, page, edit, upper, **more)).content.decode(), edit
    assert list(Article.objects.order_by("order")) == [lower, upper]
    upper.refresh_from_db()
    assert (upper.headline, upper.current.blocks[0], str(upper.bylines.get())) == ("高新区提速", "subhead", "摄影 王五")
    save(client, page, ask(client, page, "merge", lower))
    lower.refresh_from_db()
    shown = client.get(f"/admin/articles/upload/{page.pk}/").content.decode()
    assert "本篇已并入《壶关经开区招商成果丰硕》。" in shown
    save(client, page, ask(client, page, "split", lower, block=2))
    assert Article.objects.filter(headline="高新区提速", state="draft").exists()


def test_a_joined_paragraph_is_taken_apart_where_the_program_joined_it(client, page):
    upper = Article.objects.order_by("order").first()
    first = upper.text.split("\n")[0]
    split = page.split
    split["articles"][0]["blocks"][0]["joins"] = [{"at": first.index("，同比") + 1, "why": "断行"}]
    SourcePage.objects.filter(pk=page.pk).update(split=split)
    assert "在此拆开" in client.get(f"/admin/articles/upload/{page.pk}/").content.decode()
    save(client, page, ask(client, page, "unjoin", upper, block=0, at=first.index("，同比") + 1))
    assert Article.objects.get(pk=upper.pk).text.split("\n")[:2] == ["1—8月份，长治高新区完成工业投资16.3亿元，", "同比增长24.8%。"]


@pytest.mark.parametrize("edit", EDITS)
def test_no_step_breaks_on_nonsense(client, page, edit):
    articles = list(Article.objects.order_by("order"))
    for article, block in ((articles[0], "999"), (articles[1], "x"), ("99999999999999999999", "0"), (-1, "-1"), ("", "")):
        answer = ask(client, page, edit, article, block=block, at="7777", kind="nothing", authors="（（", headline="", token="x")
        assert answer.status_code in (200, 302), (edit, article, block)
    answer = client.post(f"/admin/articles/upload/{page.pk}/", {"save": "1", "edit": edit, "article": articles[0].pk}, follow=True)
    assert answer.status_code == 200
    assert TextVersion.objects.count() == 2


def test_the_preview_of_a_merge_shows_the_waiting_changes_that_go_with_the_article(client, page, settings):
    upper, lower = Article.objects.order_by("order")
    publish_article(lower, client.user, by_command=True)
    settings.REVIEW_LEVELS = 2
    correct_text(lower, make_user(), lower.text + "补记一句。", "transcription", "漏录一句")
    shown = ask(client, page, "merge", upper).content.decode()
    assert "随之作废的待签改动" in shown
    assert "补记一句" in shown.split("随之作废的待签改动")[1]


def test_a_withdrawn_article_is_shown_without_tools(client, page):
    upper, lower = Article.objects.order_by("order")
    client.post(f"/admin/articles/article/{lower.pk}/states/", {"step": "publish"})
    withdraw_article(Article.objects.get(pk=lower.pk), client.user, "原文有误")
    shown = client.get(f"/admin/articles/upload/{page.pk}/").content.decode()
    assert "与下一篇合并" not in shown
    assert "原文有误" in shown
    assert "前面或后面没有别的报道" in ask(client, page, "merge", upper, follow=True).wsgi_request._messages._queued_messages[0].message


def test_only_editors_change_it_and_only_their_own_pages(client, page):
    upper, lower = Article.objects.order_by("order")
    zone, other = make_zone(), make_zone("壶关经开区")
    upper.zones.set([zone])
    lower.zones.set([other])
    address = f"/admin/articles/upload/{page.pk}/"
    limited = client_of(Role.EDITOR, zones=[zone])
    assert (limited.get(address).status_code, ask(limited, page, "join", upper, block=0).status_code) == (404, 404)
    assert address not in limited.get(f"/admin/articles/article/{upper.pk}/change/").content.decode()
    assert client_of(Role.EDITOR, zones=[zone, other]).get(address).status_code == 200
    typist = client_of(Role.CONTRIBUTOR)
    assert "改分篇需要编辑权限" in typist.get(address).content.decode()
    assert ask(typist, page, "join", upper, block=0).status_code == 403


def test_the_confirmation_is_taken_back_until_something_is_decided(client, page):
    address = f"/admin/articles/upload/{page.pk}/"
    number = client.get(address).context["confirmed"]
    answer = client.post("/admin/undo/", {"number": number, "page": page.pk}, follow=True)
    assert "分篇无误，成篇并识别" in answer.content.decode()
    assert not Proposal.objects.exists()
    confirm(client, SourcePage.objects.get())
    proposal = Proposal.objects.pending().first()
    client.post(f"/admin/facts/proposal/{proposal.pk}/decide/", {"decision": "accept"})
    answer = client.post("/admin/undo/", {"number": client.get(address).context["confirmed"], "page": page.pk}, follow=True)
    assert "已有决定（已采用 1 条）" in answer.content.decode()
    assert Article.objects.count() == 2


def test_only_who_confirmed_it_or_a_chief_editor_may_take_it_back(client, page):
    someone = client_of(Role.EDITOR)
    shown = someone.get(f"/admin/articles/upload/{page.pk}/")
    assert shown.context["confirmed"] is None
    number = client.get(f"/admin/articles/upload/{page.pk}/").context["confirmed"]
    assert someone.post("/admin/undo/", {"number": number, "page": page.pk}).status_code == 403
