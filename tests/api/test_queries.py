"""A list costs the same number of queries for ten facts as for a thousand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from facts.claims import claim_key, compare_key
from facts.indexing import index_objects
from facts.models import Citation, Fact
from facts.publicity import FACT, PROJECT
from history.changes import change
from history.spans import set_public
from projects.models import Project
from tests.api.reading import LISTS, get
from tests.base import chief, make_article, make_zone, measure_values
from tests.markers import settle_zone

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture
def zone():
    zone = make_zone()
    settle_zone(zone)
    return zone


def _fill(zone, number: int, start: int = 0) -> Article:
    """An article with that many facts, each about a project of its own; the first fifty can be searched for."""
    article = make_article("增长1.5%。\n" * number, zones=[zone], published=True)
    facts = []
    with change(chief(), "补录") as group:
        for place in range(number):
            key = start + place
            fact = Fact(**measure_values("某项目", str(key), subject_type="project", value_number=key), accepted_by=chief(), accepted_at=group.at)
            fact.subject_project = Project.objects.create(slug=f"many-{key}", name=f"项目{key}", zone=zone)
            fact.claim_key, fact.compare_key = claim_key(fact, "2024-10-08"), compare_key(fact, "2024-10-08")
            fact.save()
            Citation.objects.create(fact=fact, version=article.current, start=place * 8 + 2, end=place * 8 + 6, quote="1.5%", released=True)
            facts.append(fact)
        set_public(group, FACT, {fact.pk: group.at for fact in facts})
        set_public(group, PROJECT, {fact.subject_project_id: group.at for fact in facts})
    index_objects(FACT, [fact.pk for fact in facts[:50]])
    index_objects(PROJECT, [fact.subject_project_id for fact in facts[:50]])
    return article


def _count(client, address):
    with CaptureQueriesContext(connection) as queries:
        response = get(client, address)
    return len(queries), response


def test_lists_cost_the_same_for_ten_facts_and_for_a_thousand(client, zone):
    addresses = [f"{name}/?page_size=200" for name in [*LISTS, "changes"]]
    addresses += [
        "facts/?format=csv&page_size=200",
        "facts/?page_size=200&ordering=-id",
        "facts/?ordering=-value&page_size=200",
    ]
    _fill(zone, 10)
    few = {address: _count(client, address)[0] for address in addresses}
    _fill(zone, 990, start=10)
    many = {address: _count(client, address) for address in addresses}
    assert {address: count for address, (count, _) in many.items()} == few
    assert max(few.values()) <= MOST, few
    assert len(many["facts/?page_size=200"][1].json()["results"]) == 200
    assert Fact.objects.public().count() == 1000


def test_a_search_costs_few(client, zone):
    _fill(zone, 150)
    for words in ("项目", "某项目", "增长", "长治高新区"):
        assert _count(client, f"search/?q={words}&page_size=200")[0] <= MOST, words


def test_a_detail_costs_few(client, zone):
    article = _fill(zone, 50)
    for address in (f"articles/{article.slug}/", "projects/many-7/", f"zones/{zone.slug}/", f"facts/{Fact.objects.first().pk}/"):
        assert _count(client, address)[0] <= MOST, address
