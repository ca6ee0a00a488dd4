"""A fact in the API carries its claim, its words in two languages, and every public place that says it."""

import hashlib
from datetime import date
from urllib.parse import quote

import pytest
from django.urls import resolve
from django.utils import timezone

from articles.models import Issue
from facts import curation
from facts.merging import merge
from facts.models import Conflict
from facts.publishing import withdraw_article
from facts.resolving import close_conflict
from facts.sentences import sentence
from facts.serializers import FactSerializer
from projects.models import Project
from tests.api.reading import addresses, get, rows
from tests.base import TEXT, chief, make_article, make_fact, make_issue, make_project, make_zone
from tests.markers import settle_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    zone = make_zone("长治高新技术产业开发区", short_name="长治高新区")
    settle_zone(zone)
    return zone


@pytest.fixture
def article(zone):
    return make_article(zones=[zone], published=True)


@pytest.fixture
def fact(article, zone):
    fact = make_fact(article, subject_zone=zone)
    assert fact.citations.get().released
    return fact


def test_it_has_the_fields_of_the_interchange_format(client, fact, zone):
    answer = get(client, f"facts/{fact.pk}/").json()
    said = {name: answer[name] for name in ("kind", "subject_type", "subject", "indicator", "measure", "value", "unit", "modality", "comparator", "period")}
    assert said == {
        "kind": "measure", "subject_type": "zone", "subject": "长治高新区", "indicator": "industrial_investment", "measure": "level", "value": "1630000000",
        "unit": "CNY", "modality": "actual", "comparator": "eq", "period": {"start": "2024-01-01", "end": "2024-08-31"},
    }  # fmt: skip
    assert (answer["value_printed"], answer["unit_printed"]) == ("16.3", "亿元")
    assert (answer["value_max"], answer["scope"], answer["stage"], answer["object"]) == (None, None, None, None)
    assert answer["subject_registered"] == {"type": "zone", "slug": zone.slug, "name": zone.name, "url": f"http://testserver/api/v1/zones/{zone.slug}/"}


def test_its_words_are_those_of_the_sentence_writer(client, fact):
    answer = get(client, f"facts/{fact.pk}/").json()
    assert answer["sentence"] == sentence(fact)
    assert answer["sentence_en"] == sentence(fact, "en")


def test_every_field_is_described(client, fact):
    answer = get(client, f"facts/{fact.pk}/").json()
    assert list(answer) == list(FactSerializer().fields)
    assert list(answer["citations"][0]) == list(FactSerializer().fields["citations"].child.fields)


def test_a_citation_is_found_again_in_the_text(client, fact, article, settings):
    cited = get(client, f"facts/{fact.pk}/").json()["citations"][0]
    shown = get(client, f"articles/{cited['article']}/").json()
    assert shown["text"][cited["start"] : cited["end"]] == cited["quote"] == "16.3亿元"
    assert cited["prefix"] + cited["quote"] + cited["suffix"] in shown["text"]
    assert cited["sha256"] == shown["version"]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (cited["version"], cited["state"]) == (1, "exact")
    assert cited["permalink"] == f"{settings.SITE_URL}/articles/{article.slug}/#citation-{cited['id']}"
    assert cited["published"] == {"date": "2024-10-08", "precision": "day", "inferred": False}


def test_a_date_is_no_more_precise_than_it_is_known(client, zone):
    issue = make_issue(date(2024, 10, 1), precision=Issue.Precision.MONTH, inferred=True, inferred_from="内容")
    fact = make_fact(make_article(issue=issue, published=True), subject_zone=zone, period_start=None, period_end=None)
    answer = get(client, f"facts/{fact.pk}/").json()
    assert answer["published"] == {"date": "2024-10", "precision": "month", "inferred": True}
    assert answer["sentence"].startswith("据2024年10月（推定）报道")


def test_every_address_that_it_names_answers(client, fact):
    for address in set(addresses(get(client, "facts/").json())):
        get(client, address)
    for name in ("zones", "articles", "indicators", "facts"):
        for row in rows(client, f"{name}/?page_size=200"):
            assert resolve(row["page"].removeprefix("http://127.0.0.1:8000"))


def test_a_merged_object_leads_to_the_one_it_became(client, article):
    gone, stays = make_project("锂电园项目"), make_project("锂电产业园项目")
    for project in (gone, stays):
        make_fact(article, "12亿元", subject_type="project", subject=project.name, subject_project=project)
    merge(gone, stays, chief(), "同一个项目")
    response = client.get(f"/api/v1/projects/{gone.slug}/?fields=name")
    assert (response.status_code, response.headers["Location"]) == (301, f"http://testserver/api/v1/projects/{stays.slug}/?fields=name")
    assert [row["slug"] for row in rows(client, "projects/")] == [stays.slug]
    assert Project.objects.public().count() == 1


def test_an_earlier_day_has_what_was_public_then(client, fact, article):
    other = make_fact(article, "24.8%", measure="growth", value="24.8", unit="percent", value_printed="24.8", unit_printed="%")
    before = _now()
    curation.withdraw_fact(other, chief(), "来源有误")
    new = curation.supersede(fact, chief(), {"value": "1640000000", "value_printed": "16.4"}, "collection", "看错一位")
    assert [row["id"] for row in rows(client, "facts/")] == [new.pk]
    then = list(rows(client, f"facts/?as_of={before}"))
    assert [(row["id"], row["value"]) for row in then] == [(fact.pk, "1630000000"), (other.pk, "24.8")]
    assert get(client, f"facts/{other.pk}/?as_of={before}").json()["value"] == "24.8"
    get(client, f"facts/{new.pk}/?as_of={before}", 404)
    get(client, f"facts/{other.pk}/", 410)


def test_a_withdrawn_article_is_in_the_list_of_its_day(client, article):
    before = _now()
    withdraw_article(article, chief(), "重复刊发")
    assert list(rows(client, "articles/")) == []
    assert [row["slug"] for row in rows(client, f"articles/?as_of={before}")] == [article.slug]
    assert [row["slug"] for row in rows(client, f"articles/?as_of={before.replace('%2B', '+')}&zone={article.zones.get().slug}")] == [article.slug]
    assert list(rows(client, "articles/?as_of=2024-10-08")) == []


def test_ranks_are_those_of_the_day(client, fact, zone, article):
    other = make_fact(article, "12亿元", subject_zone=zone, value="1200000000", value_printed="12")
    before = _now()
    close_conflict(Conflict.objects.get(), chief(), "chosen", "以统计公报为准", preferred=other)
    closed = get(client, "conflicts/").json()["results"][0]
    assert (closed["outcome"], closed["reason"], closed["preferred"]) == ("chosen", "以统计公报为准", other.pk)
    assert [row["rank"] for row in rows(client, "facts/")] == ["normal", "preferred"]
    assert [row["rank"] for row in rows(client, f"facts/?as_of={before}")] == ["normal", "normal"]
    assert get(client, f"conflicts/?as_of={before}").json()["results"][0]["outcome"] is None


def test_conflicting_reports_stand_side_by_side(client, fact, zone, article):
    other = make_fact(article, "12亿元", subject_zone=zone, value="1200000000", value_printed="12")
    conflict = Conflict.objects.get()
    answer = get(client, "conflicts/?state=open&indicator=industrial_investment").json()["results"]
    assert [row["id"] for row in answer] == [conflict.pk]
    assert [side["id"] for side in answer[0]["facts"]] == [fact.pk, other.pk]
    assert get(client, f"conflicts/{conflict.pk}/").json()["facts"][1]["value"] == "1200000000"
    assert get(client, "conflicts/?state=closed").json()["results"] == []
    before = _now()
    curation.withdraw_fact(other, chief(), "来源有误")
    assert get(client, "conflicts/").json()["results"] == []
    get(client, f"conflicts/{conflict.pk}/", 404)
    assert [row["id"] for row in rows(client, f"conflicts/?as_of={before}")] == [conflict.pk]


def _now():
    """This moment as a parameter; what comes later is later."""
    return quote(timezone.now().isoformat())
