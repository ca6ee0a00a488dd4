"""A confirmed split can be taken back whole while nothing has been decided on its articles."""

import pytest
from django.db import DatabaseError, transaction

from articles.models import Article, Author, Byline, Issue, Publication, SourcePage, TextVersion
from articles.uploading import receive_page
from facts import curation
from facts.curation import CurationError
from facts.extraction import extract_article
from facts.indicators import sync_indicators
from facts.intaking import confirm_page, confirmation_of
from facts.models import Proposal
from facts.publishing import publish_article
from history.models import Counter, Event
from history.replay import compare, recorded_models, replay, tables
from search import index
from tests.articles.test_splitting_edits import PAGE
from tests.base import chief, make_article

pytestmark = pytest.mark.django_db
WRITTEN = (Article, Author, Byline, Issue, Publication, Proposal, SourcePage, TextVersion)


def stored():
    return [list(model.objects.order_by("pk").values()) for model in WRITTEN]


@pytest.fixture
def page():
    sync_indicators()
    return receive_page(PAGE.encode(), "a3.txt", user=chief())


def confirm(page):
    return confirm_page(page, chief(), publication="测试日报", label="第5期", published="2024-10-08")


def test_one_undo_brings_the_page_back_to_the_check_and_another_the_articles(page):
    before = stored()
    confirm(page)
    after = stored()
    assert Proposal.objects.pending().exists()
    curation.undo(confirmation_of(page), chief())
    assert stored() == before
    assert not index.query("工业投资")
    curation.undo(Counter.current(), chief())
    assert stored() == after


def test_the_split_can_be_put_right_and_confirmed_again(page):
    slugs = [article.slug for article in confirm(page).articles]
    curation.undo(confirmation_of(page), chief())
    assert [article.slug for article in confirm(page).articles] == slugs
    curation.undo(confirmation_of(page), chief())
    assert SourcePage.objects.get().status == "split"


@pytest.mark.parametrize("decide", ["accept", "hold"])
def test_one_decision_and_it_stays(page, decide):
    confirm(page)
    proposal = Proposal.objects.pending().first()
    if decide == "accept":
        curation.accept(proposal, chief())
    else:
        curation.hold(proposal, chief(), "核对原文")
    with pytest.raises(CurationError, match="已有决定"):
        curation.undo(confirmation_of(page), chief())
    curation.undo(Counter.current(), chief())
    curation.undo(confirmation_of(page), chief())
    assert not Article.objects.exists()


def test_a_published_article_stands_in_the_way(page):
    article, *_ = confirm(page).articles
    publish_article(article, chief())
    with pytest.raises(CurationError, match=r"之后又有改动.*发布"):
        curation.undo(confirmation_of(page), chief())


def test_what_others_use_meanwhile_stays(page):
    confirm(page)
    issue, author = Issue.objects.get(), Author.objects.get(name="张三")
    other = make_article(issue=issue)
    Byline.objects.create(article=other, author=author)
    curation.undo(confirmation_of(page), chief())
    assert list(Article.objects.all()) == [other]
    assert list(Author.objects.all()) == [author]


def test_a_reprint_of_what_goes_is_one_no_more(page):
    article, *_ = confirm(page).articles
    reprint = make_article(same_as=article)
    curation.undo(confirmation_of(page), chief())
    reprint.refresh_from_db()
    assert reprint.same_as is None


def test_reading_anew_changes_nothing_of_it(page):
    article, *_ = confirm(page).articles
    extract_article(article)
    curation.undo(confirmation_of(page), chief())
    assert not Proposal.objects.exists()


def test_the_record_is_whole_afterwards(page):
    confirm(page)
    curation.undo(confirmation_of(page), chief())
    recorded = recorded_models(("articles", "facts"))
    state = {}
    events = Event.objects.filter(kind__startswith="articles.") | Event.objects.filter(kind__startswith="facts.")
    assert list(replay(state, events.order_by("number", "position"))) == []
    assert [line for line in compare(state, tables(recorded)) if "facts.indicator" not in line] == []


def test_the_text_of_an_article_that_shows_it_cannot_be_deleted(page):
    article, *_ = confirm(page).articles
    with pytest.raises(DatabaseError, match="不能删除"), transaction.atomic():
        TextVersion.objects.filter(article=article)._raw_delete("default")
