"""Nothing that is not public shows anywhere in the API: a walk over every address, as JSON and as CSV, looking for marker texts."""

from collections import deque
from urllib.parse import quote

import pytest
from django.db import transaction

from facts.models import Fact
from history.models import Event
from tests.api.reading import LISTS, ROOT, addresses, get, rows
from tests.markers import CORRECTION_NOTE, NEVER_TOLD, SILENT, SILENT_FACTS, WITHDRAWN_ARTICLE_REASON, WITHDRAWN_FACT_REASON, hide_everything

pytestmark = pytest.mark.django_db
EVERYTHING = [*LISTS, "changes"]


@pytest.fixture(scope="module")
def marked(django_db_setup, django_db_blocker):
    """Nothing here writes: one cast serves all tests of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield hide_everything()
        transaction.set_rollback(True)


def test_the_walk_finds_the_public_and_no_marker(client, marked):
    waiting, seen, read = deque([ROOT, *(f"{ROOT}{name}/" for name in EVERYTHING), f"{ROOT}schema/"]), set(), 0
    while waiting:
        address = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code in (200, 400, 404, 410), address  # search without words; what ceased to be public
        assert not marked.found_in(response.content.decode()), address
        read += response.status_code == 200
        waiting.extend(addresses(response.json()))
    assert read > 25


def test_no_csv_holds_a_marker(client, marked):
    for name in EVERYTHING:
        assert not marked.found_in(get(client, f"{name}/?format=csv&page_size=200").content.decode()), name


def test_no_address_of_a_hidden_object_answers(client, marked):
    for name in NEVER_TOLD:
        get(client, f"articles/{marked.objects[name].slug}/", 404)
        for byline in marked.objects[name].bylines.select_related("author"):
            get(client, f"authors/{byline.author.slug}/", 404)
    for name in SILENT:
        get(client, f"{marked.objects[name]._meta.model_name}s/{marked.objects[name].slug}/", 404)
    for name in SILENT_FACTS:
        get(client, f"facts/{marked.objects[name].pk}/", 404)
    shown = {row["id"] for row in get(client, "facts/?page_size=200").json()["results"]}
    for fact in Fact.objects.exclude(pk__in=shown):
        response = client.get(f"{ROOT}facts/{fact.pk}/")
        assert response.status_code in (404, 410) or fact == marked.objects["superseded fact"]
        assert not marked.found_in(response.content.decode())


def test_what_is_withdrawn_tells_its_reason_alone(client, marked):
    fact = get(client, f"facts/{marked.objects['withdrawn fact'].pk}/", 410)
    article = get(client, f"articles/{marked.objects['withdrawn article'].slug}/", 410)
    assert fact.headers["Content-Type"] == article.headers["Content-Type"] == "application/problem+json"
    assert fact.json()["reason"] == WITHDRAWN_FACT_REASON
    assert article.json()["reason"] == WITHDRAWN_ARTICLE_REASON


def test_a_corrected_fact_names_its_successor_alone(client, marked):
    answer = get(client, f"facts/{marked.objects['superseded fact'].pk}/").json()
    assert answer["superseded_by"] == marked.objects["successor"].pk
    assert answer["superseded_by_url"].endswith(f"/facts/{marked.objects['successor'].pk}/")
    assert answer["correction_note"] == CORRECTION_NOTE
    assert "value" not in answer
    assert get(client, answer["superseded_by_url"]).json()["supersedes"] == answer["id"]


def test_filters_do_not_betray_what_is_hidden(client, marked):
    """Part of a marker is asked for, so that one question stands for all of them."""
    named = ("articles", "zones", "projects", "organizations", "authors", "publications")
    for address in ("facts/?subject=暗记", "facts/?scope=暗记", *(f"{name}/?q=暗记" for name in named)):
        assert get(client, address).json()["results"] == [], address
    assert get(client, "facts/?value_min=731900000&value_max=731999999").json()["results"] == []
    for name in NEVER_TOLD:
        get(client, f"facts/?article={marked.objects[name].slug}", 400)
    for name in ("unpublished zone", "zone internal later"):
        get(client, f"facts/?zone={marked.objects[name].slug}", 400)


def test_the_changes_name_nothing_that_is_told_no_more(client, marked):
    told = {(row["kind"], row["key"]): client.get(row["url"]).status_code for row in rows(client, "changes/?page_size=200")}
    assert set(told.values()) == {200, 410}
    for name in NEVER_TOLD:
        article = marked.objects[name]
        facts = Fact.objects.filter(citations__version__article=article).exclude(pk=marked.objects["fact"].pk)
        assert ("article", article.slug) not in told, name
        assert not {("fact", str(fact.pk)) for fact in facts} & told.keys(), name
        for fact in facts:
            assert ("project", getattr(fact.subject_project, "slug", "")) not in told, name
            assert ("organization", getattr(fact.object_organization, "slug", "")) not in told, name
        assert not {("author", byline.author.slug) for byline in article.bylines.select_related("author")} & told.keys(), name
    for name in SILENT:
        assert (marked.objects[name]._meta.model_name, marked.objects[name].slug) not in told, name
    for name in SILENT_FACTS:
        assert ("fact", str(marked.objects[name].pk)) not in told, name


def test_search_finds_no_marker(client, marked):
    for part in ("暗记", "7319"):
        assert get(client, f"search/?q={part}").json()["results"] == []
    assert get(client, "search/?q=长治高新区").json()["results"]


def test_a_date_to_come_is_refused(client, marked):
    problem = get(client, "articles/?as_of=2999-01-01", 400).json()
    assert "as_of" in problem["errors"]


def test_no_earlier_day_shows_what_was_never_public_or_was_taken_down(client, marked):
    allowed = {"withdrawn fact", "superseded fact", "withdrawn article"}
    moments = sorted(set(Event.objects.values_list("at", flat=True)))
    for moment in moments[::3]:
        for name in ("facts", "articles", "projects", "organizations", "authors"):
            text = get(client, f"{name}/?page_size=200&as_of={quote(moment.isoformat())}").content.decode()
            found = [what for what in marked.found_in(text) if not any(kind in what for kind in allowed)]
            assert not found, f"{name} at {moment}"


def test_a_source_that_is_not_public_is_not_cited(client, marked):
    cited = get(client, f"facts/{marked.objects['fact'].pk}/").json()["citations"]
    assert [citation["article"] for citation in cited] == [marked.objects["article"].slug]


def test_an_unpublished_other_end_goes_by_its_printed_name(client, marked):
    answer = get(client, f"facts/{marked.objects['relation'].pk}/").json()
    assert (answer["object"], answer["object_registered"]) == ("某园区", None)


def test_of_a_quotes_only_paper_the_cited_sentences_alone_are_shown(client, marked):
    answer = get(client, f"articles/{marked.objects['quotes-only article'].slug}/").json()
    assert (answer["text"], answer["blocks"], answer["kicker"], answer["subheadline"], answer["authors"]) == (None, None, "", "", [])
    assert [sentence["text"] for sentence in answer["sentences"]] == ["可引的一句：完成投资5.5亿元。"]
    assert answer["headline"] == "仅引文的报道"
