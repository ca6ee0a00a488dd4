"""Every figure leads to its sentence: each citation link on each public page opens a mark that holds exactly the quote."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from articles.models import Article
from facts.claims import said_key
from facts.curation import add_fact
from facts.models import Citation, Fact
from facts.names import Registry
from facts.seeding import claim_of, locate
from tests.portal.crawling import crawl, read

pytestmark = pytest.mark.django_db
# Three thousand divisions without a zone of ours look alike.
ELSEWHERE = r"/regions/(?!1404|140000)"
GOLD = Path(__file__).parents[1] / "facts/data/changzhi.facts.jsonl"


@pytest.fixture
def everything_accepted(seeded):
    """The optional facts of the page as well: equal, nested and crossing quotes."""
    editor = get_user_model().objects.create_superuser("wang")
    articles = list(Article.objects.select_related("current", "issue"))
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        if fact.pop("optional", False):
            plain = {name: value[0] if isinstance(value, list) else value for name, value in fact.items()}
            article, start, end = locate(plain["anchor"], articles)
            values = claim_of(plain)
            assert said_key(SimpleNamespace(**values))
            add_fact(article.current, [{"start": start, "end": end}], values | Registry.for_article(article).links(values), editor)
    # Quotes that cross, which no annotator would choose but an editor may.
    article = articles[0]
    claim = Fact.objects.filter(citations__version=article.current, kind="relation").first().claim_values()
    crossed = Citation.objects.filter(version=article.current, end__gt=20).order_by("start").first()
    for number, (start, end) in enumerate([(crossed.start - 3, crossed.end - 1), (crossed.start + 1, crossed.end + 4), (crossed.start - 3, crossed.end + 6)]):
        add_fact(article.current, [{"start": start, "end": end}], claim | {"object": f"交叉引文{number}"}, editor)


def test_every_quote_is_in_its_text(everything_accepted):
    citations = Citation.objects.select_related("version")
    assert citations.count() >= 170
    for citation in citations:
        assert citation.version.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(("start", "other_language"), [("/", "^/en/"), ("/en/", "^/(?!en/)")])
def test_every_citation_link_opens_its_marked_sentence(everything_accepted, start, other_language):
    client = Client()
    quotes = {f"citation-{citation.pk}": citation.quote for citation in Citation.objects.all()}
    pages = crawl(client, start, skip=f"{ELSEWHERE}|{other_language}")
    wrong = [f"{page.address}: {page.status}" for page in pages.values() if page.status != 200]
    assert not wrong
    targets = {link for page in pages.values() for link in page.cites}
    prefix = "/en/articles/" if start == "/en/" else "/articles/"
    assert all(link.startswith(prefix) for link in targets)
    marks = {address: pages.get(address, None) or read(client, address) for address in {link.split("#")[0] for link in targets}}
    for link in targets:
        address, name = link.split("#")
        assert marks[address].marks.get(name) == quotes[name], link
    missing = set(quotes) - {link.split("#")[1] for link in targets}
    assert not {str(Citation.objects.get(pk=name.split("-")[1]).fact) for name in missing}
