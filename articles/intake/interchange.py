"""A SplitPage in the interchange form that pages are compared in: headline, authors, zone, first and last words."""

from typing import Any

from articles.intake.bylines import AUTHOR_ROLES
from articles.intake.pages import SplitArticle, SplitPage

_WORDS = 20


def page_as_dict(page: SplitPage) -> dict[str, Any]:
    """{"publication": "山西智慧城", "issue": "NO.5", "articles": […]}"""
    return {"publication": page.publication, "issue": page.issue, "articles": [article_as_dict(article) for article in page.articles]}


def article_as_dict(article: SplitArticle) -> dict[str, Any]:
    """The body is what is left without subheads, credits, datelines and bylines."""
    paragraphs = article.paragraphs
    body = "".join(block.text for block in paragraphs)
    return {
        "headline": article.headline,
        "subheadline": article.subheadline,
        "zone": article.zone,
        "authors": [byline.name for byline in article.bylines if byline.role in AUTHOR_ROLES],
        "first_words": body[:_WORDS],
        "last_words": body[-_WORDS:],
        "paragraph_count": len(paragraphs),
    }
