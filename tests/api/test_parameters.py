"""Wrong parameters are named, never passed over; every refusal is a problem document with a sentence."""

import pytest
from rest_framework.throttling import AnonRateThrottle

from articles.viewsets import ArticleViewSet
from tests.api.reading import LISTS, get
from tests.base import make_article, make_fact, make_zone
from tests.markers import settle_zone

pytestmark = pytest.mark.django_db
ALL = [*LISTS, "changes"]


@pytest.fixture
def article():
    zone = make_zone()
    settle_zone(zone)
    article = make_article(zones=[zone], published=True)
    make_fact(article, subject_zone=zone)
    return article


@pytest.mark.parametrize("name", ALL)
def test_a_list_names_an_unknown_parameter(client, name):
    problem = get(client, f"{name}/?colour=red", 400)
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert list(problem.json()["errors"]) == ["colour"]
    assert "colour" in problem.json()["detail"]


@pytest.mark.parametrize("name", ["", "schema/", "search/"])
def test_every_other_address_names_it_too(client, name):
    assert "colour" in get(client, f"{name}?colour=red", 400).json()["errors"]


def test_a_detail_names_an_unknown_parameter(client, article):
    assert list(get(client, f"articles/{article.slug}/?q=1", 400).json()["errors"]) == ["q"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("facts/?kind=wish", "kind"),
        ("facts/?zone=nowhere", "zone"),
        ("facts/?indicator=nothing", "indicator"),
        ("facts/?value_min=much", "value_min"),
        ("facts/?value_min=1e999", "value_min"),
        ("facts/?period_from=2024-13-01", "period_from"),
        ("facts/?article=%00", "article"),
        ("facts/?subject=%0Aa", "subject"),
        ("facts/?kind=measure&kind=stage", "kind"),
        ("facts/?ordering=claim_key", "ordering"),
        ("facts/?page_size=0", "page_size"),
        ("facts/?page_size=201", "page_size"),
        ("facts/?page_size=٣", "page_size"),
        ("facts/?cursor=nonsense", "cursor"),
        ("facts/?cursor=WyJpZCIsMCxbImEiXV0", "cursor"),
        ("facts/?cursor=WyItaWQiLDAsWzFdXQ", "cursor"),
        ("facts/?cursor=WyJpZCIsMCxbbnVsbF1d", "cursor"),
        ("facts/?cursor=MQ", "cursor"),
        ("facts/?fields=id,password", "fields"),
        ("facts/?fields=", "fields"),
        ("facts/?format=xml", "format"),
        ("facts/?as_of=yesterday", "as_of"),
        ("facts/?as_of=2024-02-30", "as_of"),
        ("facts/?as_of=2024-10-08T12:00:00", "as_of"),
        ("facts/?as_of=2999-01-01T00:00:00%2B08:00", "as_of"),
        ("facts/?as_of=0001-01-01T00:00:00%2B14:00", "as_of"),
        ("facts/?as_of=", "as_of"),
        ("articles/?year=twenty", "year"),
        ("articles/?issue=99999999999999999999", "issue"),
        ("articles/?ordering=slug", "ordering"),
        ("projects/?as_of=2024-10-08&stage=started", "stage"),
        ("conflicts/?state=maybe", "state"),
        ("search/?q=长治&kind=indicator", "kind"),
        ("search/?q=长治&page_size=x", "page_size"),
        ("search/?q=长治&cursor=MA", "cursor"),
        ("search/?kind=fact", "q"),
        ("search/?q=%20", "q"),
        ("search/?q=%00", "q"),
        ("changes/?since=-1", "since"),
        ("changes/?kind=issue", "kind"),
        ("changes/?cursor=WzEsMiwzXQ", "cursor"),
        ("changes/?cursor=WzEsMiwzLCJuYW4iLDBd", "cursor"),
    ],
)
def test_a_malformed_value_is_named(client, address, name):
    assert list(get(client, address, 400).json()["errors"]) == [name]


def test_a_search_for_a_novel_is_refused(client):
    assert "q" in get(client, f"search/?q={'长' * 1001}", 400).json()["errors"]


@pytest.mark.parametrize("address", ["nonsense/", "facts/999999999999999999/", "facts/abc/", "articles/nothing/", "regions/1/", "facts/1/more/"])
def test_what_does_not_exist_is_a_problem_too(client, address):
    problem = get(client, address, 404)
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.json() | {"detail": ""} == {"type": "about:blank", "title": "Not Found", "status": 404, "detail": ""}
    assert problem.headers["Access-Control-Allow-Origin"] == "*"


def test_an_address_without_its_slash_is_redirected(client):
    response = client.get("/api/v1/facts?kind=measure")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/v1/facts/?kind=measure")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["", "facts/", "search/", "schema/"])
def test_nothing_can_be_written(client, method, address):
    response = getattr(client, method)(f"/api/v1/{address}")
    assert response.status_code == 405
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "GET" in response.headers["Allow"]


def test_only_json_and_csv_are_served(client, article):
    assert get(client, "facts/", 406, Accept="text/html").json()["status"] == 406
    assert get(client, f"articles/{article.slug}/", 406, Accept="text/csv").json()["status"] == 406
    assert get(client, "facts/", Accept="text/html,*/*;q=0.8").headers["Content-Type"] == "application/json"


def test_too_many_questions_are_told_when_to_come_back(client, monkeypatch):
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})
    for _ in range(2):
        get(client, "indicators/")
    problem = get(client, "indicators/", 429)
    assert 0 < int(problem.headers["Retry-After"]) <= 60
    assert "秒后再试" in problem.json()["detail"]


def test_a_fault_of_ours_is_a_problem_with_a_number(client, monkeypatch, caplog):
    monkeypatch.setattr(ArticleViewSet, "get_queryset", lambda self: 1 / 0)
    problem = get(client, "articles/", 500)
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert problem.headers["X-Request-ID"] in problem.json()["detail"]
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in problem.content.decode()


def test_a_page_of_another_site_may_read(client):
    assert get(client, "facts/", Origin="https://example.org").headers["Access-Control-Allow-Origin"] == "*"
    answer = client.options("/api/v1/facts/", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"})
    assert answer.status_code == 204
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]
    assert "POST" not in answer.headers["Access-Control-Allow-Methods"]
