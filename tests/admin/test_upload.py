"""Uploading and checking the split: each file has its own outcome, nothing counts before it is confirmed."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article, Issue, SourcePage
from facts.indicators import sync_indicators
from facts.models import Proposal, TaskProgress
from facts.roles import Role
from history.lately import last_number
from tests.admin.cast import client_of
from tests.base import make_article, make_zone

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = (
    "长治日报　2024年10月8日　第5期\n\n长治高新区项目建设提速\n本报记者 张三\n1—8月份，长治高新区完成工业投资16.3亿元，同比增长24.8%。\n"
    "该区坚持项目为王，持续优化营商环境。\n\n"
    "壶关经开区招商成果丰硕\n本报记者 李四\n今年以来，壶关经开区签约项目12个，总投资35亿元。\n全区上下抓招商、促发展，氛围浓厚。\n"
)


@pytest.fixture
def client():
    sync_indicators()
    return client_of(Role.CHIEF_EDITOR)


def upload(client, *files, **about):
    given = [SimpleUploadedFile(name, data) for name, data in files]
    answer = client.post("/admin/articles/upload/", {"files": given, "text": "", **about})
    assert answer.status_code == 302, answer.content.decode()
    return TaskProgress.objects.latest("pk")


def step(client, page, edit, article=0, **more):
    address = f"/admin/articles/upload/{page.pk}/"
    return client.post(address, {"edit": edit, "article": article, "seen": last_number(page), **more}, follow=True)


def test_each_file_has_its_own_outcome(client):
    task = upload(client, ("page.txt", PAGE.encode()), ("page.docx", b"PK\x03\x04rest"), ("again.txt", PAGE.encode()))
    page = client.get(f"/admin/articles/upload/tasks/{task.pk}/").content.decode()
    assert sorted(line["state"] for line in task.log) == ["failed", "known", "split"]
    assert "另存为" in page
    assert "看原来的版面" in page
    assert SourcePage.objects.count() == 2


def test_a_page_of_other_zones_is_known_but_not_named(client):
    upload(client, ("外区的版面.txt", PAGE.encode()))
    source = SourcePage.objects.get()
    make_article(source_page=source, zones=[make_zone("壶关开发区")])
    limited = client_of(Role.CONTRIBUTOR, zones=[make_zone("长治高新区")])
    task = upload(limited, ("mine.txt", PAGE.encode()))
    page = limited.get(f"/admin/articles/upload/tasks/{task.pk}/").content.decode()
    assert "由别的编辑负责" in page
    assert "外区的版面" not in page
    assert f"/admin/articles/upload/{source.pk}/" not in page
    assert "外区的版面" not in str(task.log)


def test_pasted_text_is_a_page(client):
    client.post("/admin/articles/upload/", {"text": PAGE})
    assert SourcePage.objects.get().status == "split"


def test_nothing_given_or_a_wrong_date_is_refused_with_a_sentence(client):
    assert "请选择文件" in client.post("/admin/articles/upload/", {"text": ""}).content.decode()
    assert "写法不对" in client.post("/admin/articles/upload/", {"text": PAGE, "published": "十月八日"}).content.decode()


def test_a_failed_page_can_be_tried_again(client):
    upload(client, ("page.docx", b"PK\x03\x04rest"))
    page = SourcePage.objects.get()
    assert "重试" in client.get(f"/admin/articles/upload/{page.pk}/").content.decode()
    assert client.post(f"/admin/articles/upload/{page.pk}/retry/").status_code == 302


def test_the_guesses_are_shown_with_their_reasons(client):
    upload(client, ("page.txt", PAGE.encode()))
    page = client.get(f"/admin/articles/upload/{SourcePage.objects.get().pk}/").content.decode()
    assert "2024-10-08" in page
    assert "2024年10月8日" in page


def test_the_split_is_corrected_step_by_step_and_then_counts(client):
    upload(client, ("page.txt", PAGE.encode()))
    page = SourcePage.objects.get()
    headlines = [article["headline"] for article in page.split["articles"]]
    step(client, page, "retitle", 0, headline="高新区提速", kicker="", subheadline="")
    step(client, page, "authors", 0, authors="张三（记者）、王五（摄影）")
    step(client, page, "later", 0)
    page.refresh_from_db()
    assert [article["headline"] for article in page.split["articles"]] == [headlines[1], "高新区提速"]
    assert not Article.objects.exists()
    answer = client.post(f"/admin/articles/upload/{page.pk}/", {
        "confirm": "1", "seen": last_number(page), "publication": "长治日报", "label": "第5期", "published": "2024-10-08", "kind": "news", "page_number": "A3",
    })  # fmt: skip
    assert answer.status_code == 302
    article = Article.objects.get(headline="高新区提速")
    assert [str(line) for line in article.bylines.all()] == ["记者 张三", "摄影 王五"]
    assert Proposal.objects.filter(article=article, value="1630000000").exists()
    assert SourcePage.objects.get().page_number == "A3"


def test_a_step_on_a_split_that_changed_since_is_stopped(client):
    upload(client, ("page.txt", PAGE.encode()))
    page = SourcePage.objects.get()
    seen = last_number(page)
    step(client, page, "retitle", 0, headline="先改的")
    answer = client.post(f"/admin/articles/upload/{page.pk}/", {"edit": "retitle", "article": 0, "headline": "后改的", "seen": seen}, follow=True)
    assert "没有保存" in answer.content.decode()
    page.refresh_from_db()
    assert page.split["articles"][0]["headline"] == "先改的"


@pytest.mark.parametrize(
    "edit", ["down", "up", "split", "merge", "earlier", "later", "remove", "restore", "retitle", "authors", "unjoin", "join", "kind", "text", "?"]
)
def test_no_step_breaks_on_nonsense(client, edit):
    upload(client, ("page.txt", PAGE.encode()))
    page = SourcePage.objects.get()
    for article, block in (("0", "999"), ("-1", "x"), ("99999999999999999999", "0"), ("0", "-1")):
        answer = step(client, page, edit, article, block=block, join="7", line="88", kind="nothing", authors="（（", headline="")
        assert answer.status_code == 200, (edit, article, block)


def test_changing_an_issues_date_shows_first_and_then_changes(client):
    upload(client, ("page.txt", PAGE.encode()))
    page = SourcePage.objects.get()
    client.post(f"/admin/articles/upload/{page.pk}/", {
        "confirm": "1", "seen": last_number(page), "publication": "长治日报", "label": "第5期", "published": "2024-10-08", "kind": "news",
    })  # fmt: skip
    issue = Issue.objects.get()
    address = f"/admin/articles/issue/{issue.pk}/date/"
    shown = client.post(address, {"date": "2023-10-08", "precision": "day", "preview": "1"})
    assert "2023年1—8月" in shown.content.decode()
    assert Issue.objects.get().date.year == 2024
    client.post(address, {"date": "2023-10-08", "precision": "day", "save": "1", "token": shown.context["plan"].token})
    assert Issue.objects.get().date.year == 2023
    assert Proposal.objects.get(value="1630000000").period_start.year == 2023


def test_everything_is_read_anew_as_a_task_with_its_progress(client):
    answer = client.post("/admin/facts/rules/reextract/", follow=True)
    assert "全部重新识别" in answer.content.decode()
    assert TaskProgress.objects.get().state == "done"


def test_as_many_files_as_promised_are_taken_and_one_more_is_refused_with_the_limit(client, monkeypatch):
    given = []
    monkeypatch.setattr("facts.office.uploading.start_intake", lambda pages, user, hints: given.extend(pages) or TaskProgress.objects.create(kind="intake"))
    files = [SimpleUploadedFile(f"{number}.txt", PAGE.encode()) for number in range(201)]
    assert client.post("/admin/articles/upload/", {"files": files[:200], "text": ""}).status_code == 302
    assert len(given) == 200
    for file in files:
        file.seek(0)
    answer = client.post("/admin/articles/upload/", {"files": files, "text": ""})
    assert answer.status_code == 413
    assert "一次最多上传 200 个文件" in answer.content.decode()


def test_pasted_text_is_taken_up_to_the_promised_length_and_refused_with_the_limit_above(client, monkeypatch):
    given = []
    monkeypatch.setattr("facts.office.uploading.start_intake", lambda pages, user, hints: given.extend(pages) or TaskProgress.objects.create(kind="intake"))
    assert client.post("/admin/articles/upload/", {"text": "区" * 2_000_000}).status_code == 302
    assert len(given[0][1]) == 6_000_000
    assert "2000000" in client.post("/admin/articles/upload/", {"text": "区" * 2_000_001}).content.decode()
    answer = client.post("/admin/articles/upload/", {"text": "区" * 3_000_000})
    assert answer.status_code == 413
    assert "8 MB" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.EDITOR])
def test_confirming_leads_to_a_page_that_opens(role):
    sync_indicators()
    someone = client_of(role)
    upload(someone, ("page.txt", PAGE.encode()))
    page = SourcePage.objects.get()
    answer = someone.post(f"/admin/articles/upload/{page.pk}/", {
        "confirm": "1", "seen": last_number(page), "publication": "长治日报", "label": "第5期", "published": "2024-10-08", "kind": "news", "page_number": "A3",
    })  # fmt: skip
    assert answer.status_code == 302
    assert ("/facts/review/" in answer.url) is (role == Role.EDITOR)
    assert someone.get(answer.url).status_code == 200
    for address in ("/admin/", f"/admin/articles/upload/{page.pk}/", "/admin/articles/article/", answer.url):
        assert ("/admin/facts/review/" in someone.get(address).content.decode()) is (role == Role.EDITOR), address
