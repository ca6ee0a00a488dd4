"""What is hidden is told no more, for as long as the reason holds; what was withdrawn in public keeps its notice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Byline, Publication
from articles.receiving import find_author
from facts import curation, resplitting
from facts.checking import differences
from facts.models import Fact
from facts.publishing import publish_article, put_back, take_down, withdraw_article
from facts.redating import set_public_from
from facts.resplit_steps import Asked
from history.changes import change
from history.models import Event, PublicSpan
from search import index
from tests.base import chief, make_article, make_fact, make_proposal, make_zone
from tests.facts.test_rights import set_right
from tests.markers import edit
from zones.models import Zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(published=True)


def ended(row):
    return PublicSpan.objects.ended().filter(kind=row._meta.label_lower, object_id=row.pk).exists()


def was_there(row, moment):
    return type(row).objects.public(moment).filter(pk=row.pk).exists()


@pytest.mark.parametrize("how", ["embargo", "internal", "down"])
def test_it_leaves_the_present_and_the_past_and_comes_back_with_them(article, how):
    fact = make_fact(article)
    then = timezone.now()
    hide = {
        "embargo": lambda: set_public_from(article.issue, chief(), timezone.now() + timedelta(days=1)),
        "internal": lambda: set_right(Publication.Right.INTERNAL),
        "down": lambda: take_down(article, chief(), "依法"),
    }
    show = {
        "embargo": lambda: set_public_from(article.issue, chief(), None),
        "internal": lambda: set_right(Publication.Right.FULL),
        "down": lambda: put_back(article, chief(), "查明"),
    }
    hide[how]()
    for row in (article, fact, article.issue):
        assert not was_there(row, None)
        assert not was_there(row, then)
        assert not ended(row)
    assert list(differences()) == []
    show[how]()
    for row in (article, fact, article.issue):
        assert was_there(row, None)
        assert was_there(row, then)
    assert list(differences()) == []


def test_a_notice_of_withdrawal_goes_when_its_article_is_made_internal(article, client):
    fact = make_fact(article)
    withdraw_article(article, chief(), "重复刊发")
    assert {client.get(row.get_absolute_url()).status_code for row in (article, fact)} == {410}
    set_right(Publication.Right.INTERNAL)
    assert {client.get(row.get_absolute_url()).status_code for row in (article, fact)} == {404}
    assert "重复刊发" not in client.get("/corrections/").content.decode()
    set_right(Publication.Right.FULL)
    assert {client.get(row.get_absolute_url()).status_code for row in (article, fact)} == {410}


def test_a_fact_that_another_article_says_too_outlives_a_taking_down_without_its_past(article):
    first = make_fact(article, "16.3亿元")
    then = timezone.now()
    other = make_article(published=True)
    assert make_fact(other, "16.3亿元") == first
    later = timezone.now()
    take_down(article, chief(), "依法")
    assert was_there(first, None)
    assert was_there(first, later)
    assert not was_there(first, then)
    assert [citation.version.article for citation in first.citations.model.objects.public().filter(fact=first)] == [other]
    assert list(differences()) == []
    withdraw_article(other, chief(), "重复刊发")
    first.refresh_from_db()
    assert first.withdrawn_reason == "重复刊发"
    assert ended(first)


def test_a_draft_that_says_it_too_keeps_no_notice_of_what_was_taken_down(article, client):
    fact = make_fact(article)
    assert make_fact(make_article()) == fact
    take_down(article, chief(), "内部理由")
    assert client.get(fact.get_absolute_url()).status_code == 404
    assert not ended(fact)


def test_a_zone_made_internal_takes_its_facts_along_and_its_name_from_others(article):
    zone = make_zone("某某示范区")
    fact = make_fact(article, subject_zone=zone)
    then = timezone.now()
    assert index.query("某某示范区")
    edit(zone, published=False)
    for row in (zone, fact):
        assert not was_there(row, None)
        assert not was_there(row, then)
        assert not ended(row)
    assert not index.query("某某示范区")
    assert list(differences()) == []
    edit(Zone.objects.get(pk=zone.pk), published=True)
    assert was_there(fact, then)


def test_the_newsrooms_own_reasons_are_told_to_nobody(article, client):
    """Only a withdrawal, a correction and the like give a reason in public."""
    proposal = make_proposal(article)
    fact = curation.accept(proposal, chief(), note="内部：电话核实")
    curation.undo(Event.objects.order_by("-number").first().number, chief())
    assert not Fact.objects.filter(pk=fact.pk).exists()
    take_down(article, chief(), "内部：依法")
    put_back(article, chief(), "内部：查明")
    assert not PublicSpan.objects.filter(reason__contains="内部").exists()


def test_an_undone_publication_is_no_withdrawal(client):
    article = publish_article(make_article(), chief())
    curation.undo(Event.objects.order_by("-number").first().number, chief())
    assert Article.objects.get(pk=article.pk).state == "draft"
    assert client.get(article.get_absolute_url()).status_code == 404


def test_a_draft_with_the_name_of_an_author_of_old_changes_nothing_of_what_is_told(article):
    resplitting.carry_out(Asked("naming_authors", (article, [("张三", "reporter")])), chief(), "补署名")
    author = article.bylines.get().author
    resplitting.carry_out(Asked("naming_authors", (article, [])), chief(), "署名有误")
    assert ended(author)
    draft = make_article(headline="新稿")
    with change(None, "收录版面", actor_name="测试") as group:
        group.create(Byline(article=draft, author=find_author(group, "张三")))
    assert list(differences()) == []
    assert ended(author)
    publish_article(draft, chief())
    assert was_there(author, None)
    assert list(differences()) == []
