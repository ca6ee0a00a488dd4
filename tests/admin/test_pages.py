"""Every page of the admin opens, in Chinese, without inline script or style, at a cost that does not grow with its rows."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from facts.models import Fact, Proposal
from facts.roles import Role
from tests.admin.cast import client_of, make_desk
from tests.base import make_article, make_organization, make_project, make_proposal, make_zone

pytestmark = pytest.mark.django_db
OFFICE = [
    "/admin/",
    "/admin/registry/",
    "/admin/registry/unresolved/",
    "/admin/registry/merge/project/",
    "/admin/registry/tables/",
    "/admin/facts/rules/",
    "/admin/facts/review/",
    "/admin/facts/review/bulk/",
    "/admin/articles/upload/",
]


@pytest.fixture
def client():
    return client_of(Role.ADMINISTRATOR)


def lists():
    return [model._meta for model in admin.site._registry if model._meta.app_label not in ("auth",)]


def test_every_list_row_and_history_opens(client):
    make_desk()
    make_project()
    make_organization()
    for meta in lists():
        address = f"/admin/{meta.app_label}/{meta.model_name}/"
        assert client.get(address).status_code == 200, address
        assert client.get(f"{address}?q=长治").status_code == 200, address
        row = meta.model._base_manager.order_by("pk").first()
        if row is not None:
            assert client.get(f"{address}{row.pk}/change/").status_code == 200, address
            assert client.get(f"{address}{row.pk}/history/").status_code == 200, address


@pytest.mark.parametrize("address", OFFICE)
def test_every_other_page_opens_with_rows_and_without(client, address):
    assert client.get(address).status_code == 200
    make_desk()
    assert client.get(address).status_code == 200


def test_an_articles_own_pages_open(client):
    article = make_desk()
    fact = Fact.objects.get()
    for address in (
        f"/admin/facts/review/{article.pk}/",
        f"/admin/articles/article/{article.pk}/states/",
        f"/admin/articles/article/{article.pk}/text/",
        f"/admin/articles/issue/{article.issue_id}/date/",
        f"/admin/facts/fact/{fact.pk}/correct/",
        f"/admin/facts/citation/{fact.citations.get().pk}/review/",
    ):
        assert client.get(address).status_code == 200, address


def test_no_page_holds_inline_script_or_style(client):
    article = make_desk()
    for address in [*OFFICE, f"/admin/facts/review/{article.pk}/", f"/admin/articles/article/{article.pk}/change/", "/admin/facts/proposal/"]:
        answer = client.get(address)
        page = answer.content.decode()
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page), address
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page)), address


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ["/admin/", "/admin/facts/review/", "/admin/facts/proposal/", "/admin/facts/fact/", "/admin/articles/article/"])
def test_a_page_costs_the_same_for_one_row_and_for_many(client, address):
    make_desk()
    queries(client, address)
    one = queries(client, address)
    for number in range(12):
        article = make_article(headline=f"报道{number}")
        for quote in ("16.3亿元", "24.8%"):
            make_proposal(article, quote, subject=f"某区{quote}")
    assert queries(client, address) <= one + 1


def test_the_desk_costs_the_same_however_long_the_article(client):
    article = make_desk()
    address = f"/admin/facts/review/{article.pk}/"
    queries(client, address)
    one = queries(client, address)
    for number in range(30):
        make_proposal(article, "3200人", subject=f"某区{number}")
    assert queries(client, address) <= one


def test_what_is_missing_answers_404_and_nonsense_never_500(client):
    make_desk()
    for address in (
        "/admin/zones/zone/999999/change/",
        "/admin/zones/zone/99999999999999999999999/change/",
        "/admin/zones/zone/abc/change/",
        "/admin/facts/review/999999/",
        "/admin/facts/review/99999999999999999999999999/",
        "/admin/articles/upload/999999/",
        "/admin/registry/merge/nothing/",
        "/admin/registry/merge/project/1/2/",
        "/admin/registry/tables/nothing.csv",
        "/admin/facts/conflict/99/sides/",
    ):
        assert client.get(address).status_code == 404, address
    for address in (
        "/admin/facts/proposal/?state__exact=%00&p=9999999",
        "/admin/facts/proposal/?nothing=1",
        "/admin/facts/review/?zone=abc&age=x&p=zz",
        "/admin/facts/review/bulk/?zone=abc",
        "/admin/registry/merge/project/?one=x&other=99999999999999999999",
        f"/admin/facts/review/{Article.objects.get().pk}/reading/?start=-1&end=99999999999999999999",
        "/admin/facts/review/value/?words=" + "９" * 300,
    ):
        assert client.get(address).status_code < 500, address


def test_history_reads_as_sentences(client):
    article = make_desk()
    proposal = Proposal.objects.get(state="accepted")
    page = client.get(f"/admin/facts/proposal/{proposal.pk}/history/").content.decode()
    assert "采用" in page
    assert "原为" in page
    assert "待核" in page
    assert article.pk


def test_the_admin_speaks_chinese_to_every_browser(client):
    for address in ("/admin/", "/admin/zones/zone/", "/admin/zones/zone/add/"):
        page = client.get(address, headers={"Accept-Language": "en"}).content.decode()
        assert 'lang="zh-hans"' in page, address
        assert "Log out" not in page
        assert "Save" not in page, address
    client.logout()
    assert "用户名" in client.get("/admin/login/", headers={"Accept-Language": "en"}).content.decode()


def test_the_queue_narrows_and_leads_to_what_was_asked_for(client):
    article = make_desk()
    growth = Proposal.objects.get(measure="growth")
    other = make_article(headline="另一篇报道")
    make_proposal(other, subject="某区")
    Proposal.objects.filter(pk=growth.pk).update(rule="growth rule", sure=False)
    page = client.get("/admin/facts/review/?rule=growth rule").content.decode()
    assert f"/admin/facts/review/{article.pk}/?proposal={growth.pk}" in page
    assert "另一篇报道" not in page
    assert client.get("/admin/facts/review/?sure=0").context["total"] == 1
    assert client.get(f"/admin/facts/review/?zone={article.zones.get().pk}").context["total"] == 2
    assert client.get("/admin/facts/review/?zone=none").context["total"] == 1
    assert client.get("/admin/facts/review/?age=7").context["total"] == 0
    assert client.get("/admin/facts/review/?indicator=nothing").context["total"] == 0


def test_lists_filter_by_words_and_not_by_codes():
    client = client_of()
    client.user.is_superuser = True
    client.user.save()
    make_desk()
    for address, word, codes in (
        ("/admin/facts/indicator/?unit_kind=ratio", "比率", ("industrial_investment",)),
        ("/admin/history/publicspan/?kind=facts.fact", "条目", ("facts.fact<", "articles.article<")),
        ("/admin/facts/proposal/?rule__exact=test", "规则", ("不存在",)),
        ("/admin/auth/user/add/", "建好之后还可以再改", ("After you",)),
    ):
        shown = client.get(address).content.decode()
        assert word in shown, address
        assert [code for code in codes if code in shown] == [], address


def test_no_row_is_deleted_from_beside_a_choice():
    client = client_of(Role.ADMINISTRATOR)
    project = make_project(zone=make_zone())
    shown = client.get(f"/admin/projects/project/{project.pk}/change/").content.decode()
    assert "change-related" in shown
    assert "delete-related" not in shown
