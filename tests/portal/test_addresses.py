"""Addresses that moved, went or were never right: a sentence in the site's dress, and never a fault of ours."""

import pytest
from django.urls import reverse
from django.utils import translation

from facts.merging import merge
from tests.base import chief, make_article, make_fact, make_project, make_zone

pytestmark = pytest.mark.django_db
HUGE = "9" * 40
LISTS = ["/zones/", "/projects/", "/articles/", "/search/", "/compare/", "/corrections/", "/indicators/industrial_investment/"]
VALUES = ["\0", HUGE, "-1", "1e999", "NaN", "'\"><script>", "％", "光" * 3000, "%", "\ud800".encode("utf-8", "surrogatepass")]
PARAMETERS = ["page", "q", "zone", "stage", "level", "category", "region", "year", "kind", "investment_min", "since", "measure", "industry", "publication"]


@pytest.fixture(autouse=True)
def _in_chinese():
    """A request for an English page leaves its language behind."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def article():
    article = make_article(published=True)
    make_fact(article)
    return article


@pytest.mark.parametrize("address", LISTS)
def test_no_parameter_breaks_a_page(client, article, address):
    for parameter in PARAMETERS:
        for value in VALUES:
            response = client.get(address, {parameter: value})
            assert response.status_code in (200, 400, 404), (address, parameter, value)
            assert b"<script>" not in response.content.replace(b"<script src", b"")


@pytest.mark.parametrize(
    ("address", "sentence"), [("/zones/?level=nonsense", "筛选条件有误"), ("/articles/?year=abc", "筛选条件有误"), ("/compare/?zone=x", "重新选择")]
)
def test_a_wrong_filter_is_answered_with_a_sentence(client, article, address, sentence):
    response = client.get(address)
    assert response.status_code == 400
    assert sentence in response.content.decode()


@pytest.mark.parametrize("address", ["/nothing/", "/zones/nothing/", f"/facts/{HUGE}/", "/facts/0/", "/regions/999999/", "/zones/?page=99", "/en/nothing/"])
def test_an_unknown_address_answers_404_in_the_sites_dress(client, address):
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 404
    assert 'class="masthead"' in page
    assert ("No such page" if address.startswith("/en/") else "没有这个网页") in page


def test_a_fault_of_ours_is_told_without_asking_the_database(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("portal.views.counts", lambda: 1 / 0)
    response = client.get(reverse("portal:data"))
    assert response.status_code == 500
    assert "本站出错" in response.content.decode()
    assert "ZeroDivisionError" not in response.content.decode()


def test_a_merged_project_leads_to_the_one_it_became(client, article):
    loser, survivor = make_project("锂电产业园"), make_project("锂电产业园项目")
    for project, indicator in ((loser, "total_investment"), (survivor, "tax_revenue")):
        make_fact(article, "12亿元", subject_type="project", subject=project.name, subject_project=project, indicator_id=indicator)
    merge(loser, survivor, chief(), "同一项目")
    for prefix in ("", "/en"):
        response = client.get(f"{prefix}/projects/{loser.slug}/")
        assert response.status_code == 301
        assert response["Location"] == f"{prefix}/projects/{survivor.slug}/"


def test_a_zone_that_was_never_public_has_no_address(client):
    assert client.get(make_zone(published=False).get_absolute_url()).status_code == 404


def test_an_empty_site_says_so(client):
    for address in ("/", "/zones/", "/projects/", "/articles/", "/corrections/", "/about/", "/data/"):
        response = client.get(address)
        assert response.status_code == 200
    assert "暂无收录" in client.get("/").content.decode()
