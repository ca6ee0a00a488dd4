"""The present engine against all decisions, from the admin: a task on the worker, and the very numbers of the command."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article
from facts import curation, extraction, tasks
from facts.extraction import extract_article
from facts.indicators import sync_indicators
from facts.models import Proposal, TaskProgress
from facts.roles import Role
from tests.admin.cast import client_of
from tests.base import chief, make_article, make_proposal, make_zone

pytestmark = pytest.mark.django_db(transaction=True)
RULE_LINE = re.compile(r"(.*)：采用 (\d+)/(\d+)，未采用仍识别 (\d+)/(\d+)，新增 (\d+)，失去 (\d+)，改变 (\d+)")


@pytest.fixture
def articles():
    """Read by the engine; some of it accepted, corrected and rejected; one claim is no longer found and one was never stored."""
    sync_indicators()
    zone = make_zone()
    rows = [make_article(zones=[zone], headline=f"报道{number}") for number in range(3)]
    for row in rows:
        extract_article(row)
    mine = list(Proposal.objects.filter(article=rows[0]).order_by("pk"))
    curation.accept(mine[0], chief())
    curation.reject(mine[1], chief(), "value")
    curation.correct(Proposal.objects.filter(article=rows[1]).first(), chief(), {"value": "1700000000", "value_printed": "17"})
    make_proposal(rows[2], "12亿元", subject="别的区")
    Proposal.objects.filter(article=rows[2]).first().delete()
    return rows


def printed() -> tuple[dict[str, tuple[int, ...]], str]:
    """The command's numbers by rule, and its last line."""
    out = StringIO()
    call_command("compare_engine", stdout=out)
    *rules, total = out.getvalue().splitlines()
    found = [RULE_LINE.fullmatch(line).groups() for line in rules]
    return {name: tuple(map(int, numbers)) for name, *numbers in found}, total


def start(client):
    return client.post("/admin/facts/rules/compare/", follow=True)


@pytest.mark.parametrize("at_once", [1, 2, 20])
def test_the_page_shows_the_numbers_of_the_command(articles, monkeypatch, at_once):
    monkeypatch.setattr(tasks, "_AT_ONCE", at_once)
    rules, total = printed()
    before = list(Proposal.objects.values())
    answer = start(client_of())
    shown = {
        rule.rule or "（无规则）": (rule.accepted_found, rule.accepted, rule.rejected_found, rule.rejected, rule.gained, rule.lost, rule.changed)
        for _, rule in answer.context["rules"]
    }
    assert shown == rules
    assert sum(numbers[1] for numbers in rules.values()) == 2
    words = re.sub(r"<[^>]+>|\s", "", answer.content.decode())
    assert re.sub(r"\s", "", total) in words
    assert list(Proposal.objects.values()) == before


def test_the_report_card_leads_to_the_last_result_and_each_line_to_its_article(articles):
    client = client_of()
    assert "最近一次" not in client.get("/admin/facts/rules/").content.decode()
    start(client)
    task = TaskProgress.objects.get()
    assert (task.done, task.total, task.failed) == (3, 3, 0)
    assert f"/admin/facts/rules/comparison/{task.pk}/" in client.get("/admin/facts/rules/").content.decode()
    shown = client.get(f"/admin/facts/rules/comparison/{task.pk}/").content.decode()
    assert "别的区" in shown
    assert f"/admin/facts/review/{articles[2].pk}/" in shown
    assert client.get(f"/admin/articles/upload/tasks/{task.pk}/").url == f"/admin/facts/rules/comparison/{task.pk}/"


def test_articles_that_cannot_be_read_are_counted_and_said(articles, monkeypatch):
    monkeypatch.setattr(tasks, "_AT_ONCE", 1)
    read = extraction.extract_facts
    monkeypatch.setattr("facts.comparison.read_article", lambda article, names: 1 / 0 if article.pk == articles[0].pk else read(article.text, "2024", names))
    assert "有 1 篇报道没有读成" in start(client_of()).content.decode()


def test_its_progress_is_polled(articles):
    client = client_of()
    start(client)
    answer = client.get(f"/admin/facts/rules/comparison/{TaskProgress.objects.get().pk}/", headers={"Accept": "application/json"})
    assert answer.json()["finished"] is True


def test_limited_editors_compare_and_see_their_own_articles_alone(articles):
    other = make_zone("壶关经开区")
    Article.objects.get(pk=articles[0].pk).zones.set([other])
    whole = client_of()
    start(whole)
    limited = client_of(Role.CHIEF_EDITOR, zones=[other])
    everything = TaskProgress.objects.get()
    assert limited.get(f"/admin/facts/rules/comparison/{everything.pk}/").status_code == 404
    assert "最近一次" not in limited.get("/admin/facts/rules/").content.decode()
    assert start(limited).context["found"].totals.articles == 1


def test_only_chief_editors_start_it(articles):
    editor = client_of(Role.EDITOR)
    assert editor.post("/admin/facts/rules/compare/").status_code == 403
    assert "开始对照" not in editor.get("/admin/facts/rules/").content.decode()
    start(client_of())
    assert client_of(Role.CONTRIBUTOR).get(f"/admin/facts/rules/comparison/{TaskProgress.objects.get().pk}/").status_code == 403
