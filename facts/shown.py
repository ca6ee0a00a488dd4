"""How pages load facts: always public, with the sources that may be shown, in the same number of queries for ten facts as for a thousand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet

from articles.models import Article, TextVersion
from projects.models import Organization, Project
from zones.models import Zone

from .models import Citation, Conflict, Fact
from .vocabulary import Measure

_LINKS = (
    "indicator", "scope_registered", "subject_region", "subject_zone", "subject_project", "subject_organization", "object_region"
)  # fmt: skip


def public_citations() -> QuerySet:
    """Released citations of public facts in public articles."""
    articles = Article.objects.public().filter(pk=OuterRef("version__article_id"))
    return Citation.objects.filter(Exists(articles), released=True, fact__in=Fact.objects.public())


def with_sources(facts: QuerySet) -> QuerySet:
    """Each fact with `sources`, its public citations, the newest first; the other end of a relation only where that is public."""
    versions = TextVersion.objects.select_related("article__issue__publication")
    articles = Article.objects.public().filter(pk=OuterRef("version__article_id"))
    shown = Citation.objects.filter(Exists(articles), released=True)
    sources = shown.order_by("-version__article__issue__date", "version", "start", "pk").prefetch_related(Prefetch("version", versions))
    return facts.select_related(*_LINKS).prefetch_related(
        Prefetch("citations", sources, to_attr="sources"),
        Prefetch("object_zone", Zone.objects.public()),
        Prefetch("object_project", Project.objects.public()),
        Prefetch("object_organization", Organization.objects.public()),
    )


def newest_first(facts: QuerySet) -> QuerySet:
    """The latest report first, and within a report as it reads."""
    return facts.annotate(reported=Max("citations__version__article__issue__date")).order_by(F("reported").desc(nulls_last=True), "pk")


def open_conflicts(facts: QuerySet) -> list[tuple[Conflict, list[Fact]]]:
    """报道不一 among these facts, each with all its public facts; one that has fewer than two is nothing to show."""
    rows = Conflict.objects.filter(closed_at__isnull=True, facts__in=facts.values("pk")).distinct()
    found = rows.prefetch_related(Prefetch("facts", with_sources(Fact.objects.public().order_by("pk")), to_attr="shown"))[:50]
    return [(row, row.shown) for row in found if len(row.shown) > 1]


def articles_about(**subject: object) -> QuerySet:
    """Public articles that are filed under an entity or cited by a public fact of it: `articles_about(zone=zone)`."""
    (name, entity), *_ = subject.items()
    citing = Citation.objects.filter(Q(**{f"fact__subject_{name}": entity}) | Q(**{f"fact__object_{name}": entity}), released=True)
    cited = Q(pk__in=citing.filter(fact__in=Fact.objects.public()).values("version__article"))
    filed = Q(**{f"{name}s": entity}) if name in ("zone", "project") else Q()
    return Article.objects.public().filter(cited | filed if filed else cited).select_related("issue__publication")


@dataclass
class Figure:
    """What one report says about one indicator of one subject in one period: the quantity, and its growth, share and so on."""

    lead: Fact
    others: list[Fact] = field(default_factory=list)

    @property
    def facts(self) -> list[Fact]:
        return [self.lead, *self.others]


def figures(facts: Iterable[Fact]) -> list[Figure]:
    """Facts gathered into figures, each where its first fact stands; the quantity itself leads."""
    gathered: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        gathered.setdefault(_same_figure(fact), []).append(fact)
    return [_figure(group) for group in gathered.values()]


def _figure(group: list[Fact]) -> Figure:
    lead = next((fact for fact in group if fact.measure == Measure.LEVEL), group[0])
    return Figure(lead, [fact for fact in group if fact is not lead])


def _same_figure(fact: Fact) -> tuple[object, ...]:
    subject = fact.subject_region_id, fact.subject_zone_id, fact.subject_project_id, fact.subject_organization_id, fact.subject
    scope = fact.scope_registered_id or fact.scope
    return subject, fact.indicator_id, fact.label, scope, fact.product, fact.period_start, fact.period_end, fact.modality
