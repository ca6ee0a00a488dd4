"""Every address of the admin, as every role, with one's own, other people's and no object: nothing breaks, nothing of others is told.

The addresses are read from the URL conf, so that a new page is tried without being named here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import URLPattern, URLResolver

from articles.models import Author, Byline, SignOff, SourcePage
from facts.models import Conflict, TaskProgress
from facts.roles import Role
from history.changes import change
from tests.admin.cast import client_of
from tests.base import chief, make_article, make_fact, make_proposal, make_zone

pytestmark = pytest.mark.django_db
MISSING = 987654321
# What the number in an address is of, where its first two words do not say it.
NAMED = {
    "articles/upload/tasks/": "taskprogress",
    "articles/upload/": "sourcepage",
    "facts/rules/comparison/": "comparison",
    "facts/review/": "article",
}
NEWSROOM = {"article", "issue", "sourcepage", "textversion", "signoff", "proposal", "fact", "citation", "conflict", "taskprogress", "comparison"}
# Tables that are not for every role; that a row is not there is no secret then.
REFUSED = {"editorzones", "user", "publicspan"}
# Addresses with words instead of a number; each is tried by a test of its own below.
OTHERS = {"duplicates", "merge", "export", "view_on_site", "app_list", None}


def routes(patterns: Any = None, before: str = "") -> Iterator[tuple[str, str | None]]:
    for one in admin.site.get_urls() if patterns is None else patterns:
        where = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, where)
        elif isinstance(one, URLPattern):
            yield where, one.name


def numbered() -> list[tuple[str, str]]:
    """(address with a gap for the number, what the number is of)"""
    found = []
    for route, name in routes():
        if name in OTHERS or "<" not in route:
            continue
        gaps = re.findall(r"<[^>]+>", route)
        assert len(gaps) == 1, f"Say in OTHERS how to fill {route}"
        found.append((f"/admin/{route.replace(gaps[0], '{}')}", _named(route)))
    return found


def _named(route: str) -> str:
    known = next((name for prefix, name in NAMED.items() if route.startswith(prefix)), None)
    return known or str(apps.get_model(*route.split("/")[:2])._meta.model_name)


def make_side(zone: Any, words: str, user: Any = None) -> SimpleNamespace:
    """One row of every table of the newsroom, all of one zone; `words` stand in each."""
    source = SourcePage.objects.create(filename=f"{words}.txt", sha256=words, content=b"", status="done", uploaded_by=user)
    text = f"{words}。1—8月份，长治高新区完成工业投资16.3亿元，同比增长24.8%。\n1—8月份，长治高新区完成工业投资18.3亿元。"
    article = make_article(text, zones=[zone], headline=words, source_page=source)
    with change(None, "署名", actor_name="测试") as group:
        group.create(Byline(article=article, author=group.create(Author(slug=f"author-{article.pk}", name="张三"))))
    fact = make_fact(article, subject_zone=zone)
    make_fact(article, "18.3亿元", subject_zone=zone, value="1830000000", value_printed="18.3")
    proposal = make_proposal(article, "24.8%", subject=words, measure="growth", value="24.8", unit="percent", value_printed="24.8", unit_printed="%")
    SignOff.objects.create(article=article, round=1, level=1, user=chief())
    tasks = {kind: TaskProgress.objects.create(kind=kind, user=user, state="done") for kind in ("intake", "comparison")}
    return SimpleNamespace(
        article=article, issue=article.issue, sourcepage=source, textversion=article.current, proposal=proposal, fact=fact, citation=fact.citations.get(),
        conflict=Conflict.objects.get(facts=fact), signoff=SignOff.objects.get(article=article),
        taskprogress=tasks["intake"], comparison=tasks["comparison"],
    )  # fmt: skip


def ask(client: Any, method: str, address: str, data: dict[str, Any] | None = None) -> Any:
    """The answer; what it changed is taken back, so that every question finds the same world."""
    try:
        with transaction.atomic():
            answer = getattr(client, method)(address, data or {})
            answer.render() if hasattr(answer, "render") and not answer.is_rendered else None
            raise InterruptedError
    except InterruptedError:
        return answer


@pytest.fixture
def world():
    zone = make_zone("长治高新区")
    return SimpleNamespace(zone=zone, own=make_side(zone, "本区的字样"), foreign=make_side(make_zone("壶关开发区"), "外区的字样"))


@pytest.mark.parametrize("limited", [False, True])
@pytest.mark.parametrize("role", list(Role))
def test_every_numbered_address(world, role, limited):
    client = client_of(role, zones=[world.zone] if limited else None)
    TaskProgress.objects.filter(pk__in=[world.own.taskprogress.pk, world.own.comparison.pk]).update(user=client.user)
    opened = 0
    for address, name in numbered():
        for method in ("get", "post"):
            tried = f"{method} {address} as {role.name}{' limited' if limited else ''}"
            absent = {404, 405} | ({302} if address.endswith("}/") else set())  # an old address of Django's, which leads on to the change page
            assert ask(client, method, address.format(MISSING)).status_code in absent | ({403} if name in REFUSED else set()), tried
            if limited:
                assert ask(client, method, address.format("9" * 30)).status_code < 500, tried
            if name not in NEWSROOM:
                continue
            own = ask(client, method, address.format(getattr(world.own, name).pk))
            assert own.status_code < 500, tried
            assert own.status_code != 404, tried
            opened += own.status_code == 200
            if limited or name == "taskprogress":
                assert ask(client, method, address.format(getattr(world.foreign, name).pk)).status_code in absent, tried
            if limited:
                assert "外区的字样" not in own.content.decode(), tried
    assert opened > 10


@pytest.mark.parametrize("limited", [False, True])
@pytest.mark.parametrize("role", list(Role))
def test_every_other_address(world, role, limited):
    """No number in it: pages, lists, additions and commands, opened and sent empty and with nonsense."""
    client = client_of(role, zones=[world.zone] if limited else None)
    for route, name in routes():
        if "<" in route or name in (None, "logout"):
            continue
        for method, data in (("get", {}), ("post", {}), ("get", {"q": "外区", "p": "x", "number": "9" * 30}), ("post", {"number": "x", "action": "x"})):
            answer = ask(client, method, f"/admin/{route}", data)
            assert answer.status_code < 500, f"{method} {route} {data}"
            if limited:
                assert "外区的字样" not in answer.content.decode(), f"{method} {route} {data}"


@pytest.mark.parametrize("role", list(Role))
def test_addresses_with_words(world, role):
    limited, unlimited = client_of(role, zones=[world.zone]), client_of(role)
    for kind in ("project", "organization", "author", "zone"):
        for address in (f"/admin/registry/merge/{kind}/", f"/admin/registry/merge/{kind}/{MISSING}/{MISSING}/"):
            assert {ask(limited, method, address).status_code for method in ("get", "post")} <= {404, 405}, address
        assert ask(unlimited, "get", f"/admin/registry/merge/{kind}/{MISSING}/{MISSING}/").status_code == 404
    for kind in ("zone", "project", "organization", "fact", "nothing"):
        for form in ("csv", "xlsx", "exe"):
            for client in (limited, unlimited):
                answer = ask(client, "get", f"/admin/registry/tables/{kind}.{form}")
                known = kind != "nothing" and form != "exe"
                assert answer.status_code == (403 if role < Role.EDITOR else 200 if known else 404), (kind, form)
        assert world.foreign.article.slug not in ask(limited, "get", "/admin/registry/tables/fact.csv").content.decode()
    for app in ("facts", "articles", "zones", "projects", "history", "auth", "nothing"):
        assert ask(limited, "get", f"/admin/{app}/").status_code in (200, 404)


@pytest.mark.parametrize("role", list(Role))
def test_the_way_to_the_readers_page_tells_no_address_of_others(world, role):
    limited, unlimited = client_of(role, zones=[world.zone]), client_of(role)
    for name in ("article", "issue", "fact"):
        kind = ContentType.objects.get(model=name).pk
        own, foreign = (f"/admin/r/{kind}/{getattr(side, name).pk}/" for side in (world.own, world.foreign))
        assert limited.get(own)["Location"] == getattr(world.own, name).get_absolute_url()
        assert limited.get(foreign).status_code == 404
        assert unlimited.get(foreign).status_code == 302
        assert unlimited.get(f"/admin/r/{kind}/{MISSING}/").status_code == 404
    for nonsense in (f"/admin/r/{MISSING}/1/", f"/admin/r/{ContentType.objects.get(model='session').pk}/1/", "/admin/r/x/1/"):
        assert unlimited.get(nonsense).status_code in (302, 404)
