"""What the text index knows of each public object. It is written in the transaction that changes what is public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone

from articles.models import Article, Publication
from history.models import PublicSpan
from projects.models import Organization, Project
from search import index
from search.tokenizer import fold
from zones.models import Region, Zone

from .kinds import ARTICLE, FACT, ORGANIZATION, PROJECT, ZONE
from .models import Citation, Fact
from .publicity import Touched
from .sentences import sentence

# Kind in the history -> kind in the index and in `/api/v1/search/?kind=`.
KINDS = {ARTICLE: "article", ZONE: "zone", PROJECT: "project", ORGANIZATION: "organization", FACT: "fact"}
REGION = "region"


def reindex(touched: Touched) -> None:
    """Make the index equal to what is public of the touched objects; entries of a span yet to begin stay hidden until then."""
    for kind, ids in (
        (ARTICLE, touched.articles), (ZONE, touched.zones), (PROJECT, touched.projects), (ORGANIZATION, touched.organizations), (FACT, touched.facts),
    ):  # fmt: skip
        index_objects(kind, ids)


def index_objects(kind: str, ids: Iterable[int]) -> None:
    ids = set(ids)
    if not ids:
        return
    spans = PublicSpan.objects.open().filter(kind=kind, object_id__in=ids)
    public_from = dict(spans.values_list("object_id", "from_at"))
    for pk in ids - public_from.keys():
        index.remove(KINDS[kind], pk)
    for row in _rows(kind, public_from.keys()):
        fields, date, titles = _document(row, public_from[row.pk])
        index.add(KINDS[kind], row.pk, fields, date=date, title_fields=titles, public_from=public_from[row.pk])


def index_regions(regions: Iterable[Region]) -> None:
    for region in regions:
        index.add(REGION, region.pk, {"name": region.name, "aliases": _lines(alias.name for alias in region.aliases.all())}, title_fields=("name", "aliases"))


def index_texts(kind: str, ids: Iterable[int]) -> dict[int, tuple[str, datetime]]:
    """What the index ought to hold of these objects: the folded text and the moment it may be found from; nothing of what is not public."""
    spans = PublicSpan.objects.open().filter(kind=kind, object_id__in=list(ids))
    public_from = dict(spans.values_list("object_id", "from_at"))
    texts = {}
    for row in _rows(kind, public_from.keys()):
        fields, _, titles = _document(row, public_from[row.pk])
        lines = [text for name, text in fields.items() if text and name in titles] + [text for name, text in fields.items() if text and name not in titles]
        texts[row.pk] = "\n".join(fold(line) for line in lines), public_from[row.pk]
    return texts


def rebuild(now: datetime | None = None) -> int:
    """Empty the index and fill it anew from the public spans; returns the number of entries."""
    index.clear()
    count = 0
    for kind in KINDS:
        ids = set(PublicSpan.objects.open().filter(kind=kind).values_list("object_id", flat=True))
        index_objects(kind, ids)
        count += len(ids)
    regions = list(Region.objects.prefetch_related("aliases"))
    index_regions(regions)
    return count + len(regions)


def _rows(kind: str, ids: Iterable[int]) -> Iterable[Any]:
    querysets = {
        ARTICLE: Article.objects.select_related("current", "issue__publication"),
        ZONE: Zone.objects.prefetch_related("aliases"),
        PROJECT: Project.objects.prefetch_related("aliases"),
        ORGANIZATION: Organization.objects.prefetch_related("aliases"),
        FACT: Fact.objects.with_claim().prefetch_related(Prefetch("citations", _signed_off(), to_attr="signed_off")),
    }
    return querysets[kind].filter(pk__in=list(ids))


def _signed_off() -> Any:
    """Citations with the moment from which their article is public; a public fact may also be cited where nobody may look yet."""
    spans = PublicSpan.objects.open().filter(kind=ARTICLE, object_id=OuterRef("version__article"))
    return Citation.objects.filter(released=True).select_related("version__article__issue").annotate(public_from=Subquery(spans.values("from_at")[:1]))


def _document(row: Any, public_from: datetime) -> tuple[dict[str, str], Any, tuple[str, ...]]:
    if isinstance(row, Article):
        fields = {"headline": row.headline}
        if row.issue.publication.right == Publication.Right.FULL:
            fields |= {"kicker": row.kicker, "subheadline": row.subheadline, "text": row.text}
        return fields, row.issue.date, ("headline", "subheadline", "kicker")
    if isinstance(row, Fact):
        _forget_unpublished(row)
        moment = max(public_from, timezone.now())
        cited = [citation for citation in row.signed_off if citation.public_from and citation.public_from <= moment]
        date = max((citation.version.article.issue.date for citation in cited), default=None)
        return {"sentence": sentence(row), "quote": _lines(citation.quote for citation in cited)}, date, ()
    fields = {"name": row.name, "short_name": row.short_name, "aliases": _lines(alias.name for alias in row.aliases.all()), "description": row.description}
    return fields, None, ("name", "short_name", "aliases")


def _forget_unpublished(fact: Fact) -> None:
    """The other end of a relation goes by its printed name alone where its registered one is not public."""
    for link in ("object_zone", "object_project", "object_organization"):
        row = getattr(fact, link)
        if row is not None and not row.published:
            setattr(fact, link, None)


def _lines(names: Iterable[str]) -> str:
    return "\n".join(names)
