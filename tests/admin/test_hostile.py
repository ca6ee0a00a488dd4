"""Words that people, files or the engine wrote are shown as words, never run."""

from __future__ import annotations

import pytest
from django.test import Client

from facts.models import Proposal
from facts.roles import Role
from tests.admin.cast import client_of, make_desk, post_decision
from tests.base import make_article, make_project, make_proposal

pytestmark = pytest.mark.django_db
EVIL = "<img src=x onerror=alert(1)>\"'</script>"


@pytest.fixture
def client():
    return client_of(Role.ADMINISTRATOR)


def test_no_page_lets_foreign_words_become_markup(client):
    article = make_article(text=f"1—8月份，{EVIL}完成工业投资16.3亿元。", headline=EVIL, kicker=EVIL)
    project = make_project(EVIL)
    proposal = make_proposal(article, subject=EVIL, subject_type="project", scope=EVIL, label=EVIL, attribution=EVIL)
    Proposal.objects.filter(pk=proposal.pk).update(trace={"slots": [["subject", 7, 20, EVIL]], "reasons": [EVIL], "rivals": [[0, 2, EVIL, EVIL]]}, rule=EVIL)
    for address in (
        "/admin/",
        f"/admin/facts/review/{article.pk}/",
        "/admin/facts/review/",
        "/admin/facts/proposal/",
        f"/admin/facts/proposal/{proposal.pk}/change/",
        f"/admin/articles/article/{article.pk}/change/",
        f"/admin/articles/article/{article.pk}/text/",
        f"/admin/articles/article/{article.pk}/history/",
        f"/admin/projects/project/{project.pk}/history/",
        "/admin/registry/unresolved/",
        "/admin/facts/rules/",
        "/admin/history/event/",
    ):
        page = client.get(address).content.decode()
        assert "<img src=x" not in page, address
    answer = post_decision(client, article, proposal, "hold", note=EVIL)
    assert "<img src=x" not in answer.json()["panel"]


def test_decisions_need_the_form_of_this_site():
    article = make_desk()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(client_of(Role.CHIEF_EDITOR).user)
    assert post_decision(strict, article, Proposal.objects.pending().first(), "accept").status_code == 403
    assert Proposal.objects.pending().count() == 2


def test_strangers_are_sent_to_the_login():
    article = make_desk()
    for address in (f"/admin/facts/review/{article.pk}/", "/admin/facts/review/value/?words=3亩", "/admin/registry/tables/fact.csv", "/admin/articles/upload/"):
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert "/admin/login/" in answer["Location"]


def test_a_nul_is_refused_everywhere(client):
    article = make_desk()
    assert client.get("/admin/facts/proposal/?state__exact=%00").status_code == 400
    assert post_decision(client, article, Proposal.objects.pending().first(), "hold", note="疑\0点").status_code == 400
    assert client.post("/admin/articles/upload/", {"text": "正文\0"}).status_code == 400
