"""A confirmed split put right in a real browser by keys alone, with and without scripts, on a wide screen and on a phone; axe finds nothing."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Article, SourcePage
from articles.uploading import receive_page
from facts.indicators import sync_indicators
from facts.intaking import confirm_page
from facts.models import Proposal
from facts.roles import Role
from facts.tasks import start_comparison
from tests.base import chief, make_fact, make_user
from tests.browser.test_desk_upload import PAGE

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = [(1280, True), (1280, False), (390, True), (390, False)]


def log_in(page: Any) -> Any:
    make_user(Role.CHIEF_EDITOR, name="王主编")
    page.goto("/admin/login/")
    page.fill("#id_username", "王主编")
    page.fill("#id_password", "一二三四五六七八九十甲乙")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/")
    return page


@pytest.fixture
def source(db: Any) -> SourcePage:
    sync_indicators()
    row = receive_page(PAGE.encode(), "a3.txt", user=chief())
    confirm_page(row, chief(), publication="测试日报", label="第5期", published="2024-10-08")
    return row


def press(page: Any, name: str) -> None:
    """Go to the button of that name and press it, as one does by Tab and Enter."""
    page.get_by_role("button", name=name).first.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("width", "scripts"), WAYS)
def test_a_boundary_is_moved_and_put_back_by_keys(browser, live_server, settings, source, width, scripts):
    settings.SITE_URL = live_server.url
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", java_script_enabled=scripts, viewport={"width": width, "height": 844})
    page = log_in(context.new_page())
    upper, lower = Article.objects.order_by("order")
    make_fact(upper, "营商环境", subject="某区", value="1")
    page.goto(f"/admin/articles/article/{upper.pk}/change/")
    page.get_by_role("link", name="调整分篇").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#article-{upper.pk}")).to_be_focused()
    press(page, "末段给下一篇")
    expect(page.locator("#content")).to_contain_text("1 处换了报道")
    expect(page.get_by_label("理由（必填，记入操作记录）")).to_be_focused()
    page.keyboard.type("末段属于下一篇")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("分篇已调整")
    assert Article.objects.get(pk=lower.pk).text.startswith("该区坚持")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    press(page, "撤销：末段属于下一篇")
    expect(page.locator(".messagelist")).to_contain_text("已撤销")
    assert Article.objects.get(pk=lower.pk).text == lower.text
    context.close()


def test_a_confirmed_split_goes_back_to_the_check(page, source):
    log_in(page).goto(f"/admin/articles/upload/{source.pk}/")
    press(page, "撤销确认，退回核对")
    expect(page.get_by_role("button", name="分篇无误，成篇并识别")).to_be_visible()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_split_its_preview_and_the_comparison(page, source, scheme):
    log_in(page).emulate_media(color_scheme=scheme)
    task = start_comparison(chief())
    for address in (f"/admin/articles/upload/{source.pk}/", f"/admin/facts/rules/comparison/{task.pk}/", "/admin/facts/rules/"):
        page.goto(address)
        assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
    page.goto(f"/admin/articles/upload/{source.pk}/")
    press(page, "与下一篇合并")
    expect(page.locator("#content")).to_contain_text("出处的去向")
    assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
