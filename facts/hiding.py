"""What is told no more: 下架, an embargo, a publication or a registry row made internal. Its past goes with it.

A public withdrawal is told with its reason. These are not told at all: their ended spans are hidden, and no page, list or earlier day speaks of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from articles.models import Article, Byline, Publication
from history.models import PublicSpan

from .kinds import ARTICLE, AUTHOR, ENDS, FACT, ISSUE, MODELS, ORGANIZATION, PROJECT, ZONE
from .models import Citation, Fact

_FOREVER = datetime.max.replace(tzinfo=UTC)


def hidden_spans(kind: str, ended: list[PublicSpan]) -> set[int]:
    """Ids of those among these ended spans of one kind that are not to be told."""
    ids = {span.object_id for span in ended}
    if not ids:
        return set()
    if kind == ARTICLE:
        silent = _silent_until(ids)
        return {span.pk for span in ended if span.object_id in silent and span.until_at <= silent[span.object_id]}
    internal = _internal(kind, ids)
    stands_on = {} if kind == ZONE else _supports(kind, ids)
    told = _told(FACT if kind in ENDS else ARTICLE, {key for keys in stands_on.values() for key in keys})

    def silent(span: PublicSpan) -> bool:
        supports = stands_on.get(span.object_id, set())
        return bool(supports) and not any(_meet(span, other) for key in supports for other in told[key])

    return {span.pk for span in ended if span.object_id in internal or silent(span)}


def _silent_until(articles: set[int]) -> dict[int, datetime]:
    """Up to when nothing may be told of these articles; of the others it may."""
    rows = Article.objects.filter(pk__in=articles).values_list("pk", "taken_down", "issue__publication__right", "issue__public_from")
    found = {pk: _FOREVER if down or right == Publication.Right.INTERNAL else public_from for pk, down, right, public_from in rows}
    return {pk: moment for pk, moment in found.items() if moment is not None}


def _internal(kind: str, ids: set[int]) -> set[int]:
    """Registry rows that are not published (one that was merged is told as its survivor), and facts about such a row."""
    if kind == FACT:
        about = Q()
        for link in ("zone", "project", "organization"):
            about |= Q(**{f"subject_{link}__published": False, f"subject_{link}__merged_into__isnull": True})
        return set(Fact.objects.filter(about, pk__in=ids).values_list("pk", flat=True))
    if kind in (ZONE, PROJECT, ORGANIZATION):
        return set(MODELS[kind].objects.filter(pk__in=ids, published=False, merged_into__isnull=True).values_list("pk", flat=True))
    return set()


def _supports(kind: str, ids: set[int]) -> dict[int, set[int]]:
    """What made these objects public: articles those of facts, authors and issues, facts those of projects and organisations.

    An article that was never public made no author and no issue public: receiving a page changes nothing of what is told."""
    if kind == FACT:
        pairs = list(Citation.objects.filter(fact__in=ids, released=True).values_list("fact_id", "version__article_id"))
    elif kind == AUTHOR:
        rows = Byline.objects.filter(author__in=ids, article__in=_once_public()).values_list("author_id", "article_id", "article__issue__publication__right")
        pairs = [(author, article if right == Publication.Right.FULL else 0) for author, article, right in rows]
    elif kind == ISSUE:
        pairs = list(Article.objects.filter(issue__in=ids, pk__in=_once_public()).values_list("issue_id", "pk"))
    else:
        pairs = [pair for end in ENDS[kind] for pair in Fact.objects.filter(**{f"{end}__in": ids}).values_list(end, "pk")]
    found: dict[int, set[int]] = defaultdict(set)
    for key, support in pairs:
        found[key].add(support)
    return found


def _once_public() -> QuerySet:
    return PublicSpan.objects.filter(kind=ARTICLE).values("object_id")


def _told(kind: str, ids: Iterable[int]) -> dict[int, list[PublicSpan]]:
    """The spans of these objects that may be told, the present one included."""
    found: dict[int, list[PublicSpan]] = defaultdict(list)
    for span in PublicSpan.objects.filter(kind=kind, object_id__in=list(ids), hidden=False):
        found[span.object_id].append(span)
    return found


def _meet(one: PublicSpan, other: PublicSpan) -> bool:
    return other.from_at < one.until_at and (other.until_at is None or one.from_at < other.until_at)
