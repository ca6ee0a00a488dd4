"""`/search/`: any part of a word, over everything public, in pages."""

from urllib.parse import quote

import pytest

from tests.api.reading import get, rows
from tests.base import make_article, make_fact, make_region, make_zone
from tests.markers import settle_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    zone = make_zone("长治高新区", region=make_region())
    settle_zone(zone)
    return zone


@pytest.fixture
def article(zone):
    return make_article(zones=[zone], headline="高新区再提速", published=True)


def test_it_finds_every_kind_by_part_of_a_word(client, article, zone):
    fact = make_fact(article, subject_zone=zone)
    found = {(row["kind"], row["key"]) for row in rows(client, f"search/?q={quote('高新')}")}
    assert found == {("article", article.slug), ("zone", zone.slug), ("fact", str(fact.pk))}


def test_a_kind_can_be_chosen(client, article, zone):
    make_fact(article, subject_zone=zone)
    assert [row["kind"] for row in rows(client, "search/?q=高新&kind=zone")] == ["zone"]


def test_a_hit_says_where_the_words_stand_and_leads_there(client, article):
    (row,) = get(client, "search/?q=新增就业&kind=article").json()["results"]
    assert (row["title"], row["field"]) == ("高新区再提速", "text")
    assert "新增就业3200人" in row["excerpt"]
    get(client, row["url"])
    assert row["page"].endswith(f"/articles/{article.slug}/")


def test_pages_follow_each_other(client, zone):
    articles = [make_article(headline=f"提速{number}", published=True) for number in range(5)]
    first = get(client, "search/?q=提速&kind=article&page_size=2").json()
    assert (first["total"], first["total_capped"], first["previous"]) == (5, False, None)
    found = [row["key"] for row in rows(client, "search/?q=提速&kind=article&page_size=2")]
    assert sorted(found) == sorted(article.slug for article in articles)
    second = get(client, first["next"]).json()
    assert get(client, second["previous"]).json()["results"] == first["results"]


def test_nothing_found_is_an_empty_list(client, article):
    assert get(client, "search/?q=无此词").json() == {"next": None, "previous": None, "total": 0, "total_capped": False, "results": []}
