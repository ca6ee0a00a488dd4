"""Nothing that is not public shows on any page: a walk over every address in both languages, looking for marker texts."""

import pytest
from django.db import transaction

from facts.models import Fact
from tests.markers import CORRECTION_NOTE, NEVER_TOLD, SILENT, SILENT_FACTS, WITHDRAWN_ARTICLE_REASON, WITHDRAWN_FACT_REASON, hide_everything
from tests.portal.crawling import crawl

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def marked(django_db_setup, django_db_blocker):
    """Nothing here writes: one cast serves all tests of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield hide_everything()
        transaction.set_rollback(True)


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_the_walk_finds_the_public_and_no_marker(client, marked, start):
    pages = crawl(client, start)
    assert len(pages) > 25
    for address, page in pages.items():
        assert page.status in (200, 400), address
        assert not marked.found_in(page.html), address


def test_the_sitemap_names_only_what_answers(client, marked):
    sitemap = client.get("/sitemap.xml").content.decode()
    assert marked.objects["article"].get_absolute_url() in sitemap
    for name in (*NEVER_TOLD, *SILENT, *SILENT_FACTS, "withdrawn article", "superseded fact", "withdrawn fact"):
        assert f"{marked.objects[name].get_absolute_url()}<" not in sitemap


def test_searching_for_a_marker_finds_nothing(client, marked):
    for marker in marked.hidden:
        page = client.get("/search/", {"q": marker}).content.decode()
        assert "本站收录中没有" in page, marked.hidden[marker]


def test_filters_offer_and_accept_nothing_hidden(client, marked):
    hidden = marked.objects["unpublished zone"].slug
    for address in ("/projects/", "/articles/", "/indicators/industrial_investment/"):
        response = client.get(address, {"zone": hidden})
        assert response.status_code == 400
        assert not marked.found_in(response.content.decode())
    assert client.get("/compare/", {"zone": [marked.objects["zone"].slug, hidden]}).status_code == 400


def test_hidden_objects_have_no_address(client, marked):
    for name in (*NEVER_TOLD, *SILENT, *SILENT_FACTS):
        response = client.get(marked.objects[name].get_absolute_url())
        assert response.status_code == 404, name
        assert not marked.found_in(response.content.decode())


def test_what_is_withdrawn_tells_its_reason_alone(client, marked):
    reasons = {"withdrawn fact": WITHDRAWN_FACT_REASON, "withdrawn article": WITHDRAWN_ARTICLE_REASON}
    for name, reason in reasons.items():
        response = client.get(marked.objects[name].get_absolute_url())
        assert response.status_code == 410
        assert reason in response.content.decode()
        assert not marked.found_in(response.content.decode())


def test_a_superseded_fact_leads_to_its_successor(client, marked):
    response = client.get(marked.objects["superseded fact"].get_absolute_url())
    page = response.content.decode()
    assert response.status_code == 200
    assert "已更正" in page
    assert CORRECTION_NOTE in page
    assert marked.objects["successor"].get_absolute_url() in page
    assert not marked.found_in(page)


def test_corrections_list_what_was_corrected_and_withdrawn(client, marked):
    page = client.get("/corrections/").content.decode()
    for words in (CORRECTION_NOTE, WITHDRAWN_FACT_REASON, WITHDRAWN_ARTICLE_REASON):
        assert words in page
    for name in (*NEVER_TOLD, *SILENT_FACTS):
        assert f'{marked.objects[name].get_absolute_url()}"' not in page, name
    assert not marked.found_in(page)


def test_no_fact_page_holds_a_marker(client, marked):
    for fact in Fact.objects.all():
        for prefix in ("", "/en"):
            response = client.get(prefix + fact.get_absolute_url())
            assert response.status_code in (200, 404, 410)
            assert not marked.found_in(response.content.decode()), str(fact)


def test_a_report_that_may_only_be_quoted_shows_the_cited_sentence_alone(client, marked):
    page = client.get(marked.objects["quotes-only article"].get_absolute_url()).content.decode()
    citation = marked.objects["quoted fact"].citations.get()
    assert "仅引文的报道" in page
    assert f'<blockquote lang="zh-Hans">可引的一句：完成投资<mark id="citation-{citation.pk}">5.5亿元</mark>。</blockquote>' in page
    assert not marked.found_in(page)
