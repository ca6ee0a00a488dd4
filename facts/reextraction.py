"""重新识别 of one article or all; the report lists true differences only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from articles.models import Article

from .extraction import ExtractionReport


class Difference(NamedTuple):
    article: Article
    report: ExtractionReport


def reextract_article(article: Article, user: Any = None) -> ExtractionReport:
    """重新识别 of one article. Decisions stay; the same engine twice writes nothing."""
    raise NotImplementedError


def reextract(articles: Iterable[Article] | None = None, user: Any = None, progress: Callable[[Article, str], None] | None = None) -> list[Difference]:
    """The same over many (all that are not withdrawn); one group an article, so that one failure does not undo the others."""
    raise NotImplementedError
