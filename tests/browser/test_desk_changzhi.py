"""An editor's whole day on the real page: upload, split, decide everything by keys, register, correct, undo, publish; and what it cost in keys."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from articles.models import Article
from facts.models import Fact, Proposal
from facts.roles import Role
from facts.seeding import load_registry
from history.changes import change
from projects.models import Project
from tests.base import make_user
from tests.engine import scoring

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = Path(__file__).parent.parent / "engine" / "pages" / "gold"
UNREGISTERED = "安博泰克创新药物研发和产业化项目"
MOST_KEYS = 120


class Judge:
    """Knows the annotated facts, and says of a proposal whether an editor takes it as it stands."""

    def __init__(self) -> None:
        self.source = scoring.squash((PAGES / "changzhi.txt").read_text(encoding="utf-8"))
        self.gold = [json.loads(line) for line in (PAGES / "changzhi.facts.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
        for fact in self.gold:
            fact["span"] = scoring.place(fact["anchor"], self.source)

    def takes(self, proposal: Proposal) -> bool:
        said = self._as_said(proposal)
        return any(scoring.reached(fact, said) == 4 for fact in self.gold)

    def _as_said(self, proposal: Proposal) -> dict[str, Any]:
        text, anchor = proposal.version.text, proposal.anchors[0]
        start, end = anchor["start"], anchor["end"]
        quote = {"exact": text[start:end], "prefix": text[max(0, start - 16) : start], "suffix": text[end : end + 16]}
        period = {"start": proposal.period_start and proposal.period_start.isoformat(), "end": proposal.period_end and proposal.period_end.isoformat()}
        names = "kind subject measure stage relation object scope modality comparator product reference".split()
        said = {name: getattr(proposal, name) for name in names} | {
            "indicator": proposal.indicator_id, "value": proposal.value or None, "value_max": proposal.value_max or None, "period": period,
            "unit": proposal.unit_printed if proposal.unit == "other" else proposal.unit,
        }  # fmt: skip
        return said | {"span": scoring.place(quote, self.source)}


class Editor:
    """Presses keys and counts them, and the requests that they cause."""

    def __init__(self, page: Any) -> None:
        self.page, self.keys, self.decisions, self.posts = page, 0, 0, 0
        page.on("request", self._count)

    def _count(self, request: Any) -> None:
        self.posts += request.method == "POST" and "/facts/review/" in request.url

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def decide(self, *keys: str) -> None:
        """Keys that make one decision, whose answer is waited for."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST" and "/facts/review/" in answer.url):
            for key in keys:
                self.press(key)
        self.decisions += 1
        self.settled()

    def settled(self) -> None:
        """Waits until the answer of the last request is on the page."""
        self.page.locator("#panel:focus:not([aria-busy])").wait_for()

    @property
    def current(self) -> int | None:
        found = self.page.locator("form#take [name=proposal]")
        return int(found.get_attribute("value")) if found.count() else None


@pytest.fixture
def editor(page: Any) -> Editor:
    load_registry(settings.BASE_DIR / "seeds" / "registry", lambda line: None)
    with change(None, "删除", actor_name="测试") as group:
        for row in Project.objects.filter(name=UNREGISTERED):
            for alias in row.aliases.all():
                group.delete(alias)
            group.delete(row)
    make_user(Role.CHIEF_EDITOR, name="王编辑")
    page.goto("/admin/login/")
    page.fill("#id_username", "王编辑")
    page.fill("#id_password", "一二三四五六七八九十甲乙")
    page.press("#id_password", "Enter")
    return Editor(page)


def test_an_editor_turns_the_page_into_a_public_record(editor):
    page = editor.page
    _upload(page)
    _correct_the_split(page)
    began = time.monotonic()
    for article in Article.objects.order_by("order"):
        _decide_article(editor, article)
    seconds = time.monotonic() - began
    print(f"\n{Proposal.objects.count()} proposals, {editor.keys} keys, {editor.decisions} decisions, {editor.posts} requests, {seconds:.0f} seconds")
    assert not Proposal.objects.pending().exists()
    assert editor.posts == editor.decisions
    assert editor.keys <= MOST_KEYS
    assert Project.objects.filter(name__contains="安博泰克").exists()
    _publish(page, Article.objects.order_by("order").first())


def _upload(page: Any) -> None:
    page.goto("/admin/articles/upload/")
    page.set_input_files("#id_files", {"name": "page.txt", "mimeType": "text/plain", "buffer": (PAGES / "changzhi.txt").read_bytes()})
    page.fill("#id_published", "2024-10")
    page.get_by_role("button", name="上传并分篇").click()
    page.get_by_role("link", name="核对分篇").click()
    expect(page.locator("#article-3")).to_be_visible()


def _correct_the_split(page: Any) -> None:
    """Moves a boundary there and back, fills in an author, confirms."""
    page.locator("#article-1").get_by_role("button", name="末段给下一篇").click()
    expect(page.locator(".messagelist")).to_contain_text("分篇已改")
    page.locator("#article-1").get_by_role("button", name="取下一篇首段").click()
    expect(page.locator(".messagelist")).to_contain_text("分篇已改")
    page.locator("#article-1 [name=authors]").fill("田园（记者）")
    page.locator("#article-1").get_by_role("button", name="改署名").click()
    expect(page.locator("#article-1 [name=authors]")).to_have_value("田园（记者）")
    page.fill("#id_publication", "山西智慧城")
    page.get_by_role("button", name="分篇无误，成篇并识别").click()
    expect(page.locator("body.scripted")).to_be_attached()


def _decide_article(editor: Editor, article: Article) -> None:
    judge = Judge()
    editor.page.goto(f"/admin/facts/review/{article.pk}/")
    expect(editor.page.locator("body.scripted")).to_be_attached()
    undone = False
    while (current := editor.current) is not None:
        proposal = Proposal.objects.select_related("version").get(pk=current)
        if not proposal.registered_subject and proposal.subject_type == "project" and judge.takes(proposal):
            editor.page.keyboard.press("r")
            editor.keys += 1
            editor.decide("Enter")
        elif wrong := _wrong_in_sentence(editor.page, judge):
            _reject(editor, wrong)
        else:
            editor.decide("Enter" if editor.page.locator("#take [value=sentence]").count() else "a")
            if not undone:
                undone = True
                editor.decide("u")
                editor.decide("Enter")


def _wrong_in_sentence(page: Any, judge: Judge) -> list[tuple[int, int]]:
    """(place in the sentence, key) of the pending proposals here that an editor would not take."""
    keys = page.locator(".sentence [data-open]").evaluate_all("links => links.map(link => Number(link.dataset.open))")
    rows = Proposal.objects.select_related("version").in_bulk(keys)
    return [(at, key) for at, key in enumerate(keys, 1) if rows[key].state == "pending" and not judge.takes(rows[key])]


def _reject(editor: Editor, wrong: list[tuple[int, int]]) -> None:
    """Goes to the first wrong one by its place in the sentence, and rejects it."""
    place, key = wrong[0]
    while editor.current != key:
        editor.press(str(place) if place < 10 else "j")
        editor.settled()
    editor.decide("x", "4")


def _publish(page: Any, article: Article) -> None:
    page.goto(f"/admin/articles/article/{article.pk}/states/")
    page.get_by_role("button", name="签发并发布").click()
    expect(page.locator(".messagelist")).to_contain_text("已发布")
    fact = Fact.objects.public().filter(value_printed__startswith="243.2").first()
    citation = fact.citations.get()
    page.goto(f"/articles/{article.slug}/")
    expect(page.locator(f"#citation-{citation.pk}")).to_contain_text("243.2亿元")
