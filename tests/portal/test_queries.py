"""A page costs the same number of queries for ten facts as for a thousand."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from facts.claims import claim_key, compare_key
from facts.models import Citation, Fact
from facts.settling import settle
from history.changes import change
from projects.models import Project
from tests.base import chief, make_article, make_project, make_region, make_zone, measure_values
from tests.markers import settle_zone

pytestmark = pytest.mark.django_db
MOST = 24
SENTENCE = "增长1.5%。"


@pytest.fixture
def zones(settings):
    region = make_region(code=settings.HOME_REGION)
    zones = [make_zone(name, region=region) for name in ("甲开发区", "乙开发区")]
    for zone in zones:
        settle_zone(zone)
    return zones


def fill(zones, number, start=0) -> Article:
    """An article with that many facts on a project, as many on its zone and as many on its region."""
    zone = zones[start % 2]
    article = make_article("\n".join([SENTENCE] * number * 3), zones=zones, published=True)
    project = Project.objects.filter(name="某项目").first() or make_project("某项目", zone=zone)
    subjects = [
        {"subject_type": "zone", "subject": zone.name, "subject_zone": zone},
        {"subject_type": "region", "subject": "长治市", "subject_region": zone.region},
        {"subject_type": "project", "subject": "某项目", "subject_project": project},
    ]
    facts, citations = [], []
    with change(chief(), "补录") as group:
        for place in range(number):
            key = start + place
            for offset, subject in enumerate(subjects):
                claim = stage_values(key) if offset == 2 and place % 2 else {"value_number": key}
                fact = Fact(**(measure_values("", str(key)) | claim | subject))
                fact.accepted_by, fact.accepted_at = chief(), group.at
                fact.period_start = date(2000, 1, 1)
                fact.period_end = date(2000, 1, 1) + timedelta(days=key)
                fact.claim_key, fact.compare_key = claim_key(fact, "2024-10-08"), compare_key(fact, "2024-10-08")
                facts.append(fact)
        facts = Fact.objects.bulk_create(facts)
        for place, fact in enumerate(facts):
            at = place * (len(SENTENCE) + 1) + 2
            citations.append(Citation(fact=fact, version=article.current, start=at, end=at + 4, quote="1.5%", released=True))
        Citation.objects.bulk_create(citations)
        settle(group, facts=[fact.pk for fact in facts], articles=[article.pk])
    return article


def stage_values(key):
    return {
        "kind": "stage", "stage": "started", "indicator_id": None, "measure": "", "value": "", "value_number": None, "unit": "", "value_printed": "",
        "unit_printed": "", "scope": f"{key}期",
    }  # fmt: skip


def count(client, address):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(queries)


def addresses(zones, article):
    fact = Fact.objects.public().filter(subject_type="zone").first()
    project = Project.objects.get(name="某项目")
    own = [*zones[:1], zones[0].region, project, article, article.issue, fact, fact.indicator]
    lists = ["/", "/zones/", "/projects/", "/articles/", "/corrections/", "/data/", "/about/", "/data/api/"]
    return [*lists, f"/compare/?zone={zones[0].slug}&zone={zones[1].slug}", *(row.get_absolute_url() for row in own)]


def test_pages_cost_the_same_for_ten_facts_and_for_a_thousand(client, zones):
    article = fill(zones, 4)
    client.get("/")  # what a process asks once
    few = {address: count(client, address) for address in addresses(zones, article)}
    large = fill(zones, 330, start=5)
    assert Fact.objects.public().count() > 1000
    many = {address: count(client, address) for address in few}
    assert many == few
    assert count(client, large.get_absolute_url()) == few[article.get_absolute_url()]
    assert max(many.values()) <= MOST, many


def test_a_search_costs_few_whatever_it_finds(client, zones):
    fill(zones, 30)
    assert count(client, "/search/?q=开发区&page=3") <= MOST
    assert count(client, "/search/?q=开发区") <= MOST
