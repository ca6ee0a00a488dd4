"""What a publication lets us show: everything, cited sentences alone, or nothing at all, not even a count."""

import pytest

from articles.models import Article, Author, Byline, Issue, Publication
from facts.checking import differences
from facts.models import Fact
from facts.settling import settle_events
from history.changes import change
from history.models import Event, PublicSpan
from projects.models import Project
from search import index
from tests.base import chief, make_article, make_fact, make_project, make_zone

pytestmark = pytest.mark.django_db


def set_right(right):
    with change(chief(), "修改") as group:
        group.update(Publication.objects.get(), {"right": right})
        settle_events(group, list(Event.objects.filter(number=group.number)))


@pytest.fixture
def site():
    zone, project = make_zone(), make_project()
    article = make_article(zones=[zone], published=True, headline="工业投资增长")
    with change(None, "署名") as group:
        group.create(Byline(article=article, author=group.create(Author(name="张三", slug="zhang-san"))))
        settle_events(group, list(Event.objects.filter(number=group.number)))
    make_fact(article, subject_zone=zone)
    make_fact(article, "12亿元", subject_type="project", subject=project.name, subject_project=project, indicator_id="total_investment")


def test_full_right_shows_text_and_authors(site):
    assert len(index.query("新增就业", kinds=["article"])) == 1
    assert Author.objects.public().exists()


def test_quotes_only_finds_headline_and_quote_but_neither_text_nor_author(site):
    set_right(Publication.Right.QUOTES)
    assert Article.objects.public().exists()
    assert Fact.objects.public().count() == 2
    assert not index.query("新增就业", kinds=["article"])
    assert len(index.query("工业投资增长", kinds=["article"])) == 1
    assert not Author.objects.public().exists()
    assert list(differences()) == []


def test_internal_leaves_nothing_public_and_full_brings_it_back(site):
    set_right(Publication.Right.INTERNAL)
    for model in (Article, Fact, Issue, Author, Project):
        assert not model.objects.public().exists()
    assert set(PublicSpan.objects.at().values_list("kind", flat=True)) == {"zones.zone"}
    assert not index.query("投资")
    set_right(Publication.Right.FULL)
    assert Fact.objects.public().count() == 2
    assert list(differences()) == []
