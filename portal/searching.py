"""One exact box over articles, zones, regions, projects, organisations and facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Article, Publication
from facts.models import Fact
from facts.shown import with_sources
from projects.models import Organization, Project
from search import index
from zones.models import Region, Zone

PAGE = 20
DEEPEST_PAGE = 50
KINDS = {
    "article": gettext_noop("报道"),
    "zone": gettext_noop("开发区"),
    "project": gettext_noop("项目"),
    "organization": gettext_noop("单位"),
    "fact": gettext_noop("条目"),
    "region": gettext_noop("行政区"),
}
_ROWS: dict[str, Callable[[], QuerySet]] = {
    "article": lambda: Article.objects.public().select_related("issue__publication", "current"),
    "zone": lambda: Zone.objects.public().select_related("region").prefetch_related("aliases"),
    "project": lambda: Project.objects.public().prefetch_related("aliases"),
    "organization": lambda: Organization.objects.public().prefetch_related("aliases"),
    "fact": lambda: with_sources(Fact.objects.public()),
    "region": lambda: Region.objects.select_related("parent").prefetch_related("aliases"),
}


@dataclass(frozen=True)
class Result:
    kind: str
    row: Any
    excerpt: list[index.Segment]

    @property
    def kind_name(self) -> str:
        return KINDS[self.kind]


@dataclass
class Found:
    query: str
    kind: str = ""
    number: int = 1
    error: str = ""
    results: list[Result] = field(default_factory=list)
    total: str = ""
    more: bool = False
    kinds: dict[str, str] = field(default_factory=lambda: dict(KINDS))

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1


def find(query: str, kind: str, page: str) -> Found:
    query = query.strip()
    found = Found(query, kind)
    found.error = _refusal(query, kind, page)
    if found.error or not query:
        return found
    found.number = int(page)
    hits = index.query(query, [kind] if kind else list(KINDS), limit=PAGE, offset=(found.number - 1) * PAGE)
    if hits.too_long:
        found.error = _("查询过长，请缩短后再试。")
        return found
    found.results, found.total = results_of(hits, query), hits.total_words
    found.more = hits.more and found.number < DEEPEST_PAGE
    return found


def _refusal(query: str, kind: str, page: str) -> str:
    if "\0" in query:
        return _("查询中有不能识别的字符，请删去后再试。")
    if kind and kind not in KINDS:
        return _("没有这一类内容，请重新选择类别。")
    if not (page.isascii() and page.isdigit() and 1 <= len(page) <= 4 and 1 <= int(page) <= DEEPEST_PAGE):
        return _("页码应为1至%(most)d之间的整数。") % {"most": DEEPEST_PAGE}
    return ""


def results_of(hits: index.Hits, query: str) -> list[Result]:
    """The index may be a moment behind or ahead: only rows that are public now are shown."""
    ids: dict[str, list[int]] = {}
    for hit in hits:
        ids.setdefault(hit.kind, []).append(int(hit.object_id))
    rows = {(kind, row.pk): row for kind, keys in ids.items() for row in _ROWS[kind]().filter(pk__in=keys)}
    found = [(hit, rows.get((hit.kind, int(hit.object_id)))) for hit in hits]
    return [Result(hit.kind, row, _excerpt(hit, row, query)) for hit, row in found if row is not None]


def _excerpt(hit: index.Hit, row: Any, query: str) -> list[index.Segment]:
    if hit.kind == "article":
        shown = {"headline": row.headline}
        if row.issue.publication.right == Publication.Right.FULL:
            shown |= {"text": row.text, "kicker": row.kicker, "subheadline": row.subheadline}
        return index.excerpt(shown.get(hit.field, ""), query, 100) if hit.field != "headline" else []
    if hit.kind == "fact":
        return []
    text = {"description": getattr(row, "description", ""), "aliases": "、".join(alias.name for alias in row.aliases.all())}.get(hit.field, "")
    return index.excerpt(text, query, 100) if text else []
