"""The feeds: what became public last, and nothing else."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from facts.models import Fact
from tests.markers import hide_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indicators")]
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(address):
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode(), ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


@pytest.mark.parametrize("address", ["/feeds/articles/", "/feeds/facts/", "/en/feeds/articles/", "/en/feeds/facts/"])
def test_feeds_hold_public_things_and_no_marker(address):
    hidden = hide_everything()
    text, found = entries(address)
    assert found
    assert not hidden.found_in(text)


def test_a_fact_is_told_as_its_whole_sentence_with_its_quote(seeded):
    _text, found = entries("/feeds/facts/")
    assert len(found) == 30
    for entry in found:
        fact = Fact.objects.get(pk=int(entry.find(f"{ATOM}link").get("href").rstrip("/").split("/")[-1]))
        assert fact.subject in entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}summary")[1:-1] in set(fact.citations.values_list("quote", flat=True))


def test_a_feed_costs_the_same_however_long(seeded, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        Client().get("/feeds/facts/")
