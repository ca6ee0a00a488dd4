"""Lists: pages that hold still while rows are added, fields, orderings, CSV, and 304 for those who have it all."""

import csv
import io
from decimal import Decimal

import pytest

from facts import curation
from tests.api.reading import LISTS, get, rows
from tests.base import chief, make_article, make_fact, make_zone
from tests.markers import settle_zone
from zones.api.rendering import inert

pytestmark = pytest.mark.django_db
VALUES = ["100", "-11.4", "7", "7.0", "250000000000", "0.5", "12", "3"]


@pytest.fixture
def zone():
    zone = make_zone()
    settle_zone(zone)
    return zone


@pytest.fixture
def article(zone):
    return make_article(zones=[zone], published=False)


@pytest.fixture
def facts(article, zone):
    found = [_fact(article, zone, value) for value in VALUES]
    _publish(article)
    return found


def _fact(article, zone, value):
    return make_fact(article, subject_zone=zone, value=value, value_printed=value, unit="percent", unit_printed="%", measure="growth")


def _publish(article):
    from facts.publishing import publish_article

    publish_article(article, chief())


def _table(client, address):
    return list(csv.DictReader(io.StringIO(get(client, address).content.decode())))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_links_and_results(client, facts, name):
    assert set(get(client, f"{name}/").json()) == {"next", "previous", "results"}


@pytest.mark.parametrize("ordering", ["id", "-id", "value", "-value", "period", "-period"])
@pytest.mark.parametrize("size", [1, 3, 8])
def test_pages_hold_every_row_once_in_both_directions(client, facts, ordering, size):
    forwards = [row["id"] for row in rows(client, f"facts/?ordering={ordering}&page_size={size}")]
    assert sorted(forwards) == [fact.pk for fact in facts]
    page = get(client, f"facts/?ordering={ordering}&page_size={size}").json()
    assert page["previous"] is None
    pages = [page]
    while pages[-1]["next"]:
        pages.append(get(client, pages[-1]["next"]).json())
    backwards = [pages[-1]]
    while backwards[-1]["previous"]:
        backwards.append(get(client, backwards[-1]["previous"]).json())
    assert [row["id"] for page in reversed(backwards) for row in page["results"]] == forwards


def test_values_are_ordered_as_numbers(client, facts):
    values = [Decimal(row["value"]) for row in rows(client, "facts/?ordering=value&page_size=3")]
    assert values == sorted(values)
    assert [Decimal(row["value"]) for row in rows(client, "facts/?ordering=-value&page_size=3")] == values[::-1]


def test_rows_added_meanwhile_are_neither_skipped_nor_repeated(client, facts, zone):
    first = get(client, "facts/?ordering=-id&page_size=3").json()
    later = make_article(zones=[zone])
    _fact(later, zone, "99")
    _publish(later)
    rest = list(rows(client, first["next"]))
    assert [row["id"] for row in first["results"] + rest] == [fact.pk for fact in reversed(facts)]


def test_only_the_chosen_fields_are_shown(client, facts):
    assert get(client, "facts/?fields=value,id&page_size=1").json()["results"] == [{"id": facts[0].pk, "value": VALUES[0]}]
    assert set(get(client, f"facts/{facts[0].pk}/?fields=citations").json()) == {"citations"}
    assert _table(client, "facts/?fields=id&format=csv&page_size=1") == [{"id": str(facts[0].pk)}]


@pytest.mark.parametrize("name", LISTS)
def test_csv_stands_beside_json(client, facts, name):
    table = _table(client, f"{name}/?format=csv&page_size=200")
    results = get(client, f"{name}/?page_size=200").json()["results"]
    assert len(table) == len(results)
    plain = [key for key, value in results[0].items() if isinstance(value, str)] if results else []
    assert [[row[key] for key in plain] for row in table] == [[inert(row[key]) for key in plain] for row in results]


def test_csv_is_also_asked_for_by_header_and_linked_to_its_next_page(client, facts):
    response = get(client, "facts/?page_size=3", Accept="text/csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'rel="next"' in response.headers["Link"]
    assert "Accept" in response.headers["Vary"]


def test_figures_pass_through_csv_unharmed(client, facts):
    assert [row["value"] for row in _table(client, "facts/?format=csv")] == VALUES


@pytest.mark.parametrize("words", ["=1+1", "+86 355", "-cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(words):
    assert inert(words) == f"'{words}"


@pytest.mark.parametrize("words", ["-11.4", "12", "a=b", "", "—"])
def test_other_cells_stay_as_they_are(words):
    assert inert(words) == words


def test_a_name_like_a_formula_is_text_in_csv(client, article, zone):
    make_fact(article, subject_zone=zone, attribution='=HYPERLINK("x")')
    _publish(article)
    assert _table(client, "facts/?format=csv")[0]["attribution"] == '\'=HYPERLINK("x")'


def test_a_reader_who_has_it_gets_304_until_something_changes(client, facts):
    for address in ("facts/", f"facts/{facts[0].pk}/", "search/?q=长治", "changes/", "facts/?format=csv"):
        etag = get(client, address).headers["ETag"]
        assert get(client, address, 304, **{"If-None-Match": etag}).content == b""
    etag = get(client, "facts/").headers["ETag"]
    curation.withdraw_fact(facts[0], chief(), "来源有误")
    assert get(client, "facts/", **{"If-None-Match": etag}).headers["ETag"] != etag


def test_what_one_address_gave_is_no_proof_for_another(client, facts):
    etag = get(client, "facts/").headers["ETag"]
    get(client, "facts/?kind=measure", **{"If-None-Match": etag})
    get(client, "facts/?format=csv", **{"If-None-Match": etag})
    get(client, "facts/999999/", 404, **{"If-None-Match": etag})
    get(client, "facts/?colour=red", 400, **{"If-None-Match": etag})


def test_head_has_the_headers_alone(client, facts):
    response = client.head("/api/v1/facts/")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["ETag"]


def test_the_same_question_is_answered_from_memory_until_something_changes(client, facts, django_assert_num_queries):
    first = get(client, "facts/?page_size=3")
    with django_assert_num_queries(1):
        again = get(client, "facts/?page_size=3")
    assert (again.content, again.headers["ETag"], again.headers["Link"]) == (first.content, first.headers["ETag"], first.headers["Link"])
    curation.withdraw_fact(facts[0], chief(), "来源有误")
    assert str(facts[0].pk) not in [str(row["id"]) for row in get(client, "facts/?page_size=3").json()["results"]]


def test_an_answer_for_one_host_is_not_given_to_another(client, facts):
    get(client, "facts/")
    assert client.get("/api/v1/facts/", headers={"Host": "localhost"}).json()["results"][0]["url"].startswith("http://localhost/")


def test_any_tag_will_do_is_no_way_around_the_checks(client, facts):
    get(client, "facts/?ordering=claim_key", 400, **{"If-None-Match": "*"})
