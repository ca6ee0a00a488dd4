"""重新识别 of one article or all; the report lists true differences only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from articles.models import Article

from .extraction import ExtractionReport, extract_article
from .names import registry_names


class Difference(NamedTuple):
    article: Article
    report: ExtractionReport

    def __str__(self) -> str:
        counts = (("新增", self.report.added), ("有变", self.report.changed), ("重又识别", self.report.returned), ("不再识别", self.report.gone))
        return f"《{self.article.headline}》：" + "，".join(f"{word} {len(keys)} 条" for word, keys in counts if keys)


def reextract_article(article: Article, user: Any = None) -> ExtractionReport:
    """重新识别 of one article. Decisions stay; the same engine twice writes nothing."""
    return extract_article(article, user)


def reextract(articles: Iterable[Article] | None = None, user: Any = None, progress: Callable[[Article], None] | None = None) -> list[Difference]:
    """The same over many (all that are not withdrawn); one group an article, so that one failure does not undo the others."""
    names = registry_names()
    differences = []
    for article in readable() if articles is None else articles:
        report = extract_article(article, user, names)
        if report:
            differences.append(Difference(article, report))
        if progress is not None:
            progress(article)
    return differences


def readable() -> Any:
    """Articles that the engine reads: those with a text that are not withdrawn."""
    return Article.objects.exclude(state=Article.State.WITHDRAWN).filter(current__isnull=False).select_related("current", "issue").order_by("pk")
