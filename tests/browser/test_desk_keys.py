"""The review desk in a real browser: decided by keys alone, one request a decision, nothing lost to an input method."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from facts import curation
from facts.models import Fact, Proposal
from facts.roles import Role
from projects.models import Project
from tests.base import make_article, make_proposal, make_user, make_zone

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "一二三四五六七八九十甲乙"


@pytest.fixture
def desk(page: Any) -> Any:
    """A page logged in as a chief editor, and every POST that it sends to the desk."""
    user = make_user(Role.CHIEF_EDITOR, name="王编辑")
    page.goto("/admin/login/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url("**/admin/")
    page.sent = []
    page.on("request", lambda request: page.sent.append(request.post_data or "") if request.method == "POST" and "/facts/review/" in request.url else None)
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.user = user
    return page


@pytest.fixture
def article() -> Any:
    """Three sentences: two claims in the first, one with an unresolved project in the second, one in the third."""
    zone = make_zone()
    article = make_article(zones=[zone])
    make_proposal(article, subject_zone=zone)
    make_proposal(article, "24.8%", subject_zone=zone, measure="growth", value="24.8", unit="percent", value_printed="24.8", unit_printed="%")
    make_proposal(article, "12亿元", subject_type="project", subject="锂电产业园项目", indicator_id="total_investment", value="1200000000", value_printed="12")
    make_proposal(article, "3200人", subject_zone=zone, indicator_id="jobs", value="3200", unit="count", value_printed="3200", unit_printed="人")
    return article


def open_desk(page: Any, article: Any) -> None:
    page.goto(f"/admin/facts/review/{article.pk}/")
    expect(page.locator("body.scripted")).to_be_attached()


def state(quote: str) -> str:
    return next(row.state for row in Proposal.objects.all() if row.anchors[0]["exact"] == quote)


def said(page: Any, words: str) -> None:
    expect(page.locator("#said")).to_contain_text(words)


def test_enter_accepts_what_remains_of_the_sentence_in_one_request(desk, article):
    open_desk(desk, article)
    desk.keyboard.press("Enter")
    said(desk, "本句采用 2 条")
    assert len(desk.sent) == 1
    assert (state("16.3亿元"), state("24.8%"), state("12亿元"), state("3200人")) == ("accepted", "accepted", "pending", "pending")
    expect(desk.locator("#claim-words")).to_contain_text("锂电产业园项目")
    desk.keyboard.press("u")
    said(desk, "已撤销")
    assert not Fact.objects.exists()
    assert not desk.faults


def test_it_never_takes_an_unresolved_subject_with_the_sentence(desk, article):
    make_proposal(article, "长治高新区", subject_type="project", subject="无名项目", indicator_id="total_investment", value="1", value_printed="1")
    open_desk(desk, article)
    desk.keyboard.press("Enter")
    said(desk, "本句采用 2 条")
    assert Proposal.objects.get(subject="无名项目").state == "pending"


def test_a_project_is_registered_and_the_claim_accepted_in_one_step(desk, article):
    open_desk(desk, article)
    desk.keyboard.press("Enter")
    said(desk, "本句采用 2 条")
    desk.keyboard.press("r")
    expect(desk.locator("#register input:checked")).to_be_focused()
    desk.keyboard.press("Enter")
    said(desk, "列入名录，已采用")
    assert len(desk.sent) == 2
    assert Fact.objects.get(indicator_id="total_investment").subject_project == Project.objects.get(name="锂电产业园项目")
    desk.keyboard.press("u")
    said(desk, "已撤销")
    assert not Project.objects.filter(name="锂电产业园项目").exists()


def test_enter_leads_to_the_registry_where_only_unresolved_ones_are_left(desk, article):
    open_desk(desk, article)
    desk.keyboard.press("Enter")
    said(desk, "本句采用 2 条")
    desk.keyboard.press("Enter")
    expect(desk.locator("#register input:checked")).to_be_focused()
    assert len(desk.sent) == 1
    assert state("12亿元") == "pending"


def test_a_digit_rejects_with_its_reason_and_moves_on(desk, article):
    open_desk(desk, article)
    desk.keyboard.press("x")
    desk.keyboard.press("3")
    said(desk, "时期有误")
    assert Proposal.objects.get(state="rejected").rejection == "period"
    expect(desk.locator("#claim-words")).to_contain_text("24.8%")
    assert len(desk.sent) == 1


def test_a_value_is_corrected_as_it_is_written(desk, article):
    open_desk(desk, article)
    desk.keyboard.press("e")
    expect(desk.locator("#parts [name=said]")).to_be_focused()
    desk.keyboard.insert_text("１６.５亿元")
    expect(desk.locator("#parts .reading")).to_have_text("1650000000 元")
    desk.keyboard.press("Enter")
    said(desk, "已改后采用")
    fact = Fact.objects.get()
    assert (fact.value, fact.value_printed + fact.unit_printed) == ("1650000000", "16.5亿元")
    assert len(desk.sent) == 1


def test_a_value_that_cannot_be_read_is_refused_and_kept_in_the_box(desk, article):
    open_desk(desk, article)
    desk.keyboard.press("e")
    desk.keyboard.insert_text("很多")
    desk.keyboard.press("Enter")
    expect(desk.locator(".blank-said .errorlist")).to_contain_text("读不出")
    expect(desk.locator("#parts [name=said]")).to_have_value("很多")
    assert not Fact.objects.exists()


def test_doubt_is_held_with_its_note_and_skipped_ones_come_back(desk, article):
    open_desk(desk, article)
    desk.keyboard.press("h")
    desk.keyboard.insert_text("与上月口径不同")
    desk.keyboard.press("Enter")
    said(desk, "已存疑")
    assert Proposal.objects.get(state="held").note == "与上月口径不同"
    desk.keyboard.press("s")
    expect(desk.locator("#claim-words")).to_contain_text("锂电产业园项目")
    desk.keyboard.press("s")
    expect(desk.locator("#claim-words")).to_contain_text("3200")
    desk.keyboard.press("a")
    said(desk, "已采用")
    expect(desk.locator("#claim-words")).to_contain_text("24.8%")


def test_keys_of_an_input_method_decide_nothing(desk, article):
    open_desk(desk, article)
    for init in ("{isComposing: true, code: 'KeyA'}", "{keyCode: 229, code: 'KeyA'}", "{isComposing: true, code: 'Enter'}"):
        desk.evaluate(f"document.getElementById('panel').dispatchEvent(new KeyboardEvent('keydown', {{bubbles: true, ...{init}}}))")
    desk.locator("#note").focus()
    desk.keyboard.type("axu")
    desk.wait_for_timeout(200)
    assert desk.sent == []
    assert Proposal.objects.pending().count() == 4


def test_keys_work_by_place_whatever_the_layout(desk, article):
    open_desk(desk, article)
    desk.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, code: 'KeyA', key: 'ф'}))")
    said(desk, "已采用")


def test_a_second_decision_is_stopped_and_shown(desk, article):
    open_desk(desk, article)
    first = make_user(Role.EDITOR, name="李编辑")
    curation.reject(Proposal.objects.get(value_printed="16.3"), first, "value")
    desk.keyboard.press("a")
    expect(desk.locator(".refusal")).to_contain_text("李编辑")
    expect(desk.locator(".refusal")).to_contain_text("没有保存")
    assert not Fact.objects.exists()


def test_a_correction_that_comes_second_shows_the_difference(desk, article):
    open_desk(desk, article)
    first = make_user(Role.CHIEF_EDITOR, name="李主编")
    desk.keyboard.press("e")
    desk.keyboard.insert_text("16.5亿元")
    curation.correct(Proposal.objects.get(value_printed="16.3"), first, {"value": "1700000000", "value_printed": "17"})
    desk.keyboard.press("Enter")
    expect(desk.locator(".refusal table")).to_contain_text("1700000000")
    expect(desk.locator(".refusal table")).to_contain_text("1650000000")
    assert Fact.objects.get().value == "1700000000"


def test_a_missing_fact_is_read_from_the_selected_words(desk, article):
    Proposal.objects.get(value_printed="3200").delete()
    open_desk(desk, article)
    desk.evaluate(
        """() => { const line = document.querySelectorAll('#article-text p')[2]; const range = document.createRange();
        const at = line.firstChild.data.indexOf('3200人'); range.setStart(line.firstChild, at); range.setEnd(line.firstChild, at + 5);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    desk.keyboard.press("m")
    expect(desk.locator("#add [name=said]")).to_have_value("3200人")
    desk.locator("#add [name=subject]").fill("长治高新区")
    desk.locator("#add [name=indicator]").select_option("jobs")
    desk.locator("#add [name=measure]").select_option("level")
    desk.locator("#add button.default").click()
    said(desk, "已补录")
    fact = Fact.objects.get()
    assert (fact.value, fact.citations.get().quote) == ("3200", "3200人")
    desk.locator("#panel").focus()
    desk.keyboard.press("u")
    said(desk, "已撤销")
    assert not Fact.objects.exists()


def test_jump_and_neighbours_decide_nothing(desk, article):
    open_desk(desk, article)
    desk.keyboard.press("j")
    expect(desk.locator("#claim-words")).to_contain_text("24.8%")
    desk.keyboard.press("k")
    expect(desk.locator("#claim-words")).to_contain_text("16.3")
    desk.keyboard.press("g")
    desk.keyboard.type("4")
    desk.keyboard.press("Enter")
    expect(desk.locator("#claim-words")).to_contain_text("3200")
    assert desk.sent == []


def test_everything_works_without_a_script(browser, live_server, article):
    make_user(Role.CHIEF_EDITOR, name="王编辑")
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("#id_username", "王编辑")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.goto(f"/admin/facts/review/{article.pk}/")
    page.click("button[value=sentence]")
    expect(page.locator(".messagelist")).to_contain_text("本句采用 2 条")
    expect(page.locator("#claim-words")).to_contain_text("锂电产业园项目")
    page.click("#reject button[value=no_fact]")
    expect(page.locator(".messagelist")).to_contain_text("不是数据")
    page.click("#undo-last")
    expect(page.locator(".messagelist")).to_contain_text("已撤销")
    assert state("12亿元") == "pending"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_desk_and_queue(desk, article, scheme):
    desk.emulate_media(color_scheme=scheme)
    make_proposal(article, "年底投产", kind="stage", indicator_id=None, measure="", value="", unit="", value_printed="", unit_printed="",
                  subject_type="project", subject="锂电产业园项目", stage="in_production", modality="planned")  # fmt: skip
    for address in (
        f"/admin/facts/review/{article.pk}/",
        f"/admin/facts/review/{article.pk}/?proposal={Proposal.objects.get(value_printed='12').pk}",
        "/admin/facts/review/",
        "/admin/",
    ):
        desk.goto(address)
        found = Axe().run(desk)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"


def test_a_missing_fact_is_added_without_a_script(browser, live_server, article):
    Proposal.objects.get(value_printed="3200").delete()
    make_user(Role.CHIEF_EDITOR, name="王编辑")
    context = browser.new_context(base_url=live_server.url, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("#id_username", "王编辑")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.goto(f"/admin/facts/review/{article.pk}/")
    page.fill("#exact", "3200人")
    page.get_by_role("button", name="读这句话").click()
    page.locator("#add [name=subject]").fill("长治高新区")
    page.locator("#add [name=indicator]").select_option("jobs")
    page.locator("#add [name=measure]").select_option("level")
    page.locator("#add button.default").click()
    expect(page.locator(".messagelist")).to_contain_text("已补录")
    assert Fact.objects.get().citations.get().quote == "3200人"
    context.close()
