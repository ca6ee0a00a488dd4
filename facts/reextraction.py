"""重新识别 of one article or all; the report lists true differences only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from articles.models import Article

from .engine import Names
from .extraction import ExtractionReport, NotRead, extract_article
from .names import registry_names


class Difference(NamedTuple):
    """What reading an article anew changed, or the sentence that says why it was not read."""

    article: Article
    report: ExtractionReport
    failure: str = ""

    def __str__(self) -> str:
        if self.failure:
            return self.failure
        counts = (("新增", self.report.added), ("有变", self.report.changed), ("重又识别", self.report.returned), ("不再识别", self.report.gone))
        return f"《{self.article.headline}》：" + "，".join(f"{word} {len(keys)} 条" for word, keys in counts if keys)


def reextract_article(article: Article, user: Any = None) -> ExtractionReport:
    """重新识别 of one article. Decisions stay; the same engine twice writes nothing."""
    return extract_article(article, user)


def reextract(articles: Iterable[Article]) -> list[Difference]:
    """The same over many; one group an article, so that one failure does not undo the others."""
    names = registry_names()
    return [difference for article in articles if (difference := read_anew(article, names))]


def read_anew(article: Article, names: Names) -> Difference | None:
    """One of many: what is different now, or why the engine stopped; None where nothing changed."""
    try:
        report = extract_article(article, names=names)
    except NotRead as failure:
        return Difference(article, ExtractionReport(), str(failure))
    return Difference(article, report) if report else None


def readable() -> Any:
    """Articles that the engine reads: those with a text that are not withdrawn."""
    return Article.objects.exclude(state=Article.State.WITHDRAWN).filter(current__isnull=False).select_related("current", "issue").order_by("pk")
