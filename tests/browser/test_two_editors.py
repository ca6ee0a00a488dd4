"""Two editors in a real browser: what differs is shown, what was written stays, and what waits for signatures is listed; axe has nothing to say."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import TextVersion
from facts import curation
from facts.correcting import correct_text
from facts.models import Fact, Proposal
from facts.publishing import publish_article
from tests.admin.cast import make_desk
from tests.base import TEXT, chief, make_article, make_fact, make_user, make_zone
from tests.browser.test_desk_keys import desk, open_desk

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["desk"]
NEW = TEXT.replace("总投资12亿元", "总投资21亿元")


def clean(page: Any, name: str) -> None:
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def correct(article: Any, text: str = NEW) -> None:
    correct_text(article, chief(), text, TextVersion.Kind.TRANSCRIPTION, "录错金额")


def test_a_claim_filled_in_on_the_desk_survives_another_text(desk):
    article = make_desk()
    open_desk(desk, article)
    desk.keyboard.press("e")
    desk.fill("#parts #id_attribution", "我写的来源")
    correct(article)
    desk.press("#parts #id_attribution", "Enter")
    expect(desk.locator(".refusal")).to_contain_text("总投资21亿元")
    expect(desk.locator("#article-text")).to_contain_text("总投资21亿元")
    assert desk.input_value("#parts #id_attribution") == "我写的来源"
    clean(desk, "desk-text")
    desk.press("#parts #id_attribution", "Enter")
    expect(desk.locator(".refusal")).to_have_count(0)
    assert Fact.objects.filter(attribution="我写的来源").exists()
    assert [message for message in desk.faults if "409" not in message] == []


def test_a_missing_fact_survives_another_text(desk):
    article = make_desk()
    open_desk(desk, article)
    desk.evaluate("""() => { const p = [...document.querySelectorAll('#article-text p')].pop(); const r = document.createRange(); r.selectNodeContents(p);
        getSelection().removeAllRanges(); getSelection().addRange(r); document.activeElement.blur(); }""")
    desk.keyboard.press("m")
    desk.wait_for_selector("#add")
    desk.fill("#add_attribution", "我写的来源")
    correct(article, f"新的第一段。\n{NEW}")
    desk.click("#add button.default")
    expect(desk.locator("#missing .refusal")).to_contain_text("新的第一段。")
    expect(desk.locator("#article-text")).to_contain_text("新的第一段。")
    assert desk.input_value("#add_attribution") == "我写的来源"
    assert desk.input_value("#add [name=start]") == str(f"新的第一段。\n{NEW}".index("3200人"))
    clean(desk, "desk-missing")


def test_a_doubt_of_another_editor_stops_the_key(desk):
    article = make_desk()
    open_desk(desk, article)
    curation.hold(Proposal.objects.pending().first(), make_user(name="李编辑"), "与统计局口径不同")
    desk.keyboard.press("a")
    expect(desk.locator(".refusal")).to_contain_text("李编辑")
    expect(desk.locator(".refusal")).to_contain_text("与统计局口径不同")
    clean(desk, "desk-doubt")


def test_a_text_saved_second_shows_both(desk):
    article = make_desk()
    desk.goto(f"/admin/articles/article/{article.pk}/text/")
    desk.fill("#id_text", TEXT + "\n我补的一段。")
    desk.fill("#id_reason", "漏录")
    correct(article)
    desk.click("[name=preview]")
    expect(desk.locator("#overtaken")).to_contain_text("第 1 版已改为第 2 版")
    assert "我补的一段。" in desk.input_value("#id_text")
    clean(desk, "text-overtaken")


def test_what_waits_for_signatures_is_listed(desk, settings):
    settings.REVIEW_LEVELS = 2
    article = publish_article(make_article(zones=[make_zone()]), chief(), by_command=True)
    fact = make_fact(article, subject_zone=article.zones.get())
    fact.citations.update(released=True)
    curation.supersede(fact, make_user(name="李编辑"), {"value": "1640000000", "value_printed": "16.4"}, "collection", "录错一位数")
    correct(article)
    desk.goto(f"/admin/articles/article/{article.pk}/states/")
    expect(desk.locator(".changes > li")).to_have_count(2)
    clean(desk, "waiting")
    desk.locator(".changes button").first.click()
    expect(desk.locator(".changes > li")).to_have_count(1)


def test_ticked_proposals_are_shown_before_they_are_decided(desk):
    make_desk()
    desk.goto("/admin/facts/proposal/?state__exact=pending")
    desk.check("#action-toggle")
    desk.select_option("select[name=action]", "accept_chosen")
    desk.click("button[name=index]")
    expect(desk.locator("#sample")).to_contain_text("可采用 2 条")
    clean(desk, "chosen")
    desk.click("button.default")
    expect(desk.locator(".messagelist")).to_contain_text("已处理 2 条")
