"""After a correction of the text a quote that is no longer there stays visible, in the text that it was read from."""

import pytest

from articles.models import TextVersion
from facts.correcting import correct_text
from tests.base import chief, make_article, make_fact
from tests.portal.crawling import read

pytestmark = pytest.mark.django_db
BEFORE = "1—8月份，长治高新区完成工业投资16.3亿元，同比增长24.8%。\n新增就业3200人。"


@pytest.fixture
def corrected():
    article = make_article(BEFORE, published=True)
    fact = make_fact(article)
    correct_text(article, chief(), BEFORE.replace("16.3", "16.8"), TextVersion.Kind.TRANSCRIPTION, "录入时看错：应为16.8亿元")
    article.refresh_from_db()
    return article, fact.citations.get()


def test_a_stale_quote_is_marked_in_the_paragraph_of_its_own_text(client, corrected):
    article, citation = corrected
    page = read(client, article.get_absolute_url())
    assert page.marks == {f"citation-{citation.pk}": "16.3亿元"}
    assert "更正前的原文" in page.html
    former = page.html.split("更正前的原文")[1].split("</blockquote>")[0]
    assert former.endswith(f'1—8月份，长治高新区完成工业投资<mark id="citation-{citation.pk}">16.3亿元</mark>，同比增长24.8%。')
    assert "新增就业" not in former


def test_the_text_shown_is_the_corrected_one(client, corrected):
    page = read(client, corrected[0].get_absolute_url()).html
    text = page.split('<div class="text">')[1].split("</div>")[0]
    assert "16.8亿元" in text
    assert "16.3亿元" not in text
    assert "应为16.8亿元" in page


def test_the_fact_says_that_its_source_awaits_confirmation(client, corrected):
    assert "待复核" in read(client, corrected[1].fact.get_absolute_url()).html
    assert "应为16.8亿元" in read(client, "/corrections/").html
