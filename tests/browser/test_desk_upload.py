"""Upload and the other pages of the editors in a real browser: reachable by keyboard, and nothing for axe to find."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import SourcePage
from facts import curation
from facts.indicators import sync_indicators
from facts.models import Conflict, Fact
from facts.roles import Role
from history.models import Event
from tests.base import make_article, make_fact, make_project, make_proposal, make_user, make_zone

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = (
    "长治日报　2024年10月8日　第5期\n\n长治高新区项目建设提速\n本报记者 张三\n1—8月份，长治高新区完成工业投资16.3亿元，同比增长24.8%。\n"
    "该区坚持项目为王，持续优化营商环境。\n\n壶关经开区招商成果丰硕\n本报记者 李四\n今年以来，壶关经开区签约项目12个，总投资35亿元。\n"
)


@pytest.fixture
def desk(page: Any) -> Any:
    sync_indicators()
    make_user(Role.ADMINISTRATOR, name="王主任")
    page.goto("/admin/login/")
    page.fill("#id_username", "王主任")
    page.fill("#id_password", "一二三四五六七八九十甲乙")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/")
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    return page


def check(page: Any, address: str) -> None:
    page.goto(address)
    found = Axe().run(page)
    assert found.violations_count == 0, f"{address}: {found.generate_report()}"
    assert not page.faults, address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_upload_and_split(desk, scheme):
    desk.emulate_media(color_scheme=scheme)
    check(desk, "/admin/articles/upload/")
    desk.fill("#id_text", PAGE)
    desk.get_by_role("button", name="上传并分篇").click()
    expect(desk.get_by_role("link", name="核对分篇")).to_be_visible()
    check(desk, desk.url)
    check(desk, f"/admin/articles/upload/{SourcePage.objects.get().pk}/")


def test_axe_finds_nothing_on_the_other_pages(desk):
    zone = make_zone()
    article = make_article(zones=[zone], published=True)
    fact = make_fact(article, subject_zone=zone)
    make_fact(article, "24.8%", subject_zone=zone, value="1700000000", value_printed="17")
    make_proposal(article, "12亿元", subject_type="project", subject="锂电产业园项目", indicator_id="total_investment", value="1200000000")
    one, other = make_project("锂电产业园项目甲"), make_project("锂电产业园项目乙")
    for address in (
        "/admin/",
        "/admin/registry/",
        "/admin/registry/unresolved/",
        "/admin/registry/merge/project/",
        f"/admin/registry/merge/project/{one.pk}/{other.pk}/",
        "/admin/registry/tables/",
        "/admin/facts/rules/",
        "/admin/facts/review/bulk/",
        f"/admin/articles/article/{article.pk}/states/",
        f"/admin/articles/article/{article.pk}/text/",
        f"/admin/articles/issue/{article.issue_id}/date/",
        f"/admin/facts/conflict/{Conflict.objects.get().pk}/sides/",
        f"/admin/facts/fact/{fact.pk}/correct/",
        f"/admin/facts/citation/{fact.citations.get().pk}/review/",
        f"/admin/facts/fact/{fact.pk}/history/",
    ):
        check(desk, address)


def test_a_conflict_is_closed_side_by_side(desk):
    zone = make_zone()
    article = make_article(zones=[zone])
    make_fact(article, subject_zone=zone)
    make_fact(article, "24.8%", subject_zone=zone, value="1700000000", value_printed="17")
    desk.goto(f"/admin/facts/conflict/{Conflict.objects.get().pk}/sides/")
    desk.get_by_label("优先采用这一条").first.check()
    desk.get_by_label("采用其一").check()
    desk.get_by_label("理由（公开）").fill("以统计公报为准")
    desk.get_by_role("button", name="结案").click()
    expect(desk.locator(".messagelist")).to_contain_text("已结案")
    assert Fact.objects.filter(rank="preferred").count() == 1


def test_a_text_is_corrected_after_its_effect_is_shown(desk):
    zone = make_zone()
    article = make_article(zones=[zone])
    make_fact(article, subject_zone=zone)
    desk.goto(f"/admin/articles/article/{article.pk}/text/")
    desk.fill("#id_text", article.text.replace("16.3亿元", "16.8亿元"))
    desk.fill("#id_reason", "录错一字")
    desk.get_by_role("button", name="先看改动和出处").click()
    expect(desk.locator("section[aria-labelledby=report]")).to_contain_text("1 处将待复核")
    assert article.versions.count() == 1
    desk.get_by_role("button", name="保存为新版本").click()
    expect(desk.locator(".messagelist")).to_contain_text("1 处待复核")
    desk.goto("/admin/")
    expect(desk.locator("section[aria-labelledby=stale]")).to_contain_text("16.3亿元")


def test_what_one_did_lately_is_undone_from_the_start_page(desk):
    zone = make_zone()
    article = make_article(zones=[zone])
    proposal = make_proposal(article, subject_zone=zone)
    curation.accept(proposal, make_user(Role.CHIEF_EDITOR, name="别人"))
    desk.goto("/admin/")
    expect(desk.locator("section[aria-labelledby=lately]")).to_contain_text("还没有操作")
    curation.undo(Event.objects.filter(kind="facts.proposal").latest("number").number, make_user(Role.CHIEF_EDITOR))
    desk.goto(f"/admin/facts/review/{article.pk}/")
    desk.keyboard.press("a")
    expect(desk.locator("#said")).to_contain_text("已采用")
    desk.goto("/admin/")
    desk.locator("section[aria-labelledby=lately] button").first.click()
    expect(desk.locator(".messagelist")).to_contain_text("已撤销")
    assert not Fact.objects.live().exists()
