"""What is public, written once. Services call `refresh` in their transaction; `check_public` compares it with what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Q

from articles.models import Article, Author, Byline, Issue, Publication
from history.changes import Change
from history.spans import set_public, set_taken_down
from projects.models import Organization, Project
from zones.models import Zone

from .models import Citation, Fact

Moments = dict[int, datetime | None]
Ids = Iterable[int]

ARTICLE, FACT, ZONE = "articles.article", "facts.fact", "zones.zone"
PROJECT, ORGANIZATION, AUTHOR, ISSUE = "projects.project", "projects.organization", "articles.author", "articles.issue"
_ENDS = {PROJECT: ("subject_project_id", "object_project_id"), ORGANIZATION: ("subject_organization_id", "object_organization_id")}
_MODELS = {ARTICLE: Article, FACT: Fact, ZONE: Zone, PROJECT: Project, ORGANIZATION: Organization, AUTHOR: Author, ISSUE: Issue}


def article_moments(ids: Ids) -> Moments:
    """Published, not taken down, of a publication that may be shown; from the issue's public-from time on."""
    wanted: Moments = dict.fromkeys(ids)
    shown = (
        Article.objects.filter(pk__in=wanted, state=Article.State.PUBLISHED, taken_down=False)
        .exclude(issue__publication__right=Publication.Right.INTERNAL)
        .values_list("pk", "published_at", "issue__public_from")
    )
    wanted.update({pk: max(moment for moment in (published, public_from) if moment) for pk, published, public_from in shown})
    return wanted


def fact_moments(ids: Ids) -> Moments:
    """Live, its registered subject published, and cited in a public article; from the first such article on."""
    wanted: Moments = dict.fromkeys(ids)
    live = Fact.objects.live().filter(pk__in=wanted)
    for link in ("zone", "project", "organization"):
        live = live.filter(Q(**{f"subject_{link}__isnull": True}) | Q(**{f"subject_{link}__published": True, f"subject_{link}__merged_into__isnull": True}))
    cited = list(Citation.objects.filter(fact__in=live, released=True).values_list("fact_id", "version__article_id"))
    articles = article_moments({article for _, article in cited})
    for fact, article in cited:
        _earliest(wanted, fact, articles[article])
    return wanted


def zone_moments(ids: Ids, now: datetime) -> Moments:
    shown = set(Zone.objects.filter(pk__in=ids, published=True, merged_into__isnull=True).values_list("pk", flat=True))
    return {pk: now if pk in shown else None for pk in ids}


def entity_moments(kind: str, ids: Ids) -> Moments:
    """A project or organisation is public while published and named by a public fact: a bare registration would leak what is undecided."""
    wanted: Moments = dict.fromkeys(ids)
    shown = set(_MODELS[kind].objects.filter(pk__in=wanted, published=True, merged_into__isnull=True).values_list("pk", flat=True))
    subject, other = _ENDS[kind]
    rows = list(Fact.objects.live().filter(Q(**{f"{subject}__in": shown}) | Q(**{f"{other}__in": shown})).values_list("pk", subject, other))
    facts = fact_moments({pk for pk, _, _ in rows})
    for pk, *ends in rows:
        for end in ends:
            if end in shown:
                _earliest(wanted, end, facts[pk])
    return wanted


def author_moments(ids: Ids) -> Moments:
    wanted: Moments = dict.fromkeys(ids)
    rows = list(
        Byline.objects.filter(author__in=wanted, author__merged_into__isnull=True, article__issue__publication__right=Publication.Right.FULL).values_list(
            "author_id", "article_id"
        )
    )
    articles = article_moments({article for _, article in rows})
    for author, article in rows:
        _earliest(wanted, author, articles[article])
    return wanted


def issue_moments(ids: Ids) -> Moments:
    wanted: Moments = dict.fromkeys(ids)
    rows = list(Article.objects.filter(issue__in=wanted).values_list("issue_id", "pk"))
    articles = article_moments({pk for _, pk in rows})
    for issue, article in rows:
        _earliest(wanted, issue, articles[article])
    return wanted


def _earliest(wanted: Moments, key: int, moment: datetime | None) -> None:
    if moment is not None and (wanted[key] is None or moment < wanted[key]):
        wanted[key] = moment


def hidden(kind: str, ids: Ids) -> set[int]:
    """下架 reaches these: they stand on nothing but articles that were taken down, and leave past dates too."""
    ids = set(ids)
    if kind == ARTICLE:
        return set(Article.objects.filter(pk__in=ids, taken_down=True).values_list("pk", flat=True))
    if kind == ZONE:
        return set()
    stands = _supports(kind, ids)
    down = {pk for pk, taken_down in stands if taken_down}
    return down - {pk for pk, taken_down in stands if not taken_down}


def _supports(kind: str, ids: set[int]) -> list[tuple[int, bool]]:
    """(id, taken down) of the articles that these objects stand on."""
    if kind == FACT:
        return list(Citation.objects.filter(fact__in=ids).values_list("fact_id", "version__article__taken_down").distinct())
    if kind == AUTHOR:
        return list(Byline.objects.filter(author__in=ids).values_list("author_id", "article__taken_down").distinct())
    if kind == ISSUE:
        return list(Article.objects.filter(issue__in=ids).values_list("issue_id", "taken_down").distinct())
    rows: list[tuple[int, bool]] = []
    for end in _ENDS[kind]:
        rows += Fact.objects.filter(**{f"{end}__in": ids}).values_list(end, "citations__version__article__taken_down").distinct()
    return rows


def refresh(change: Change, touched: Touched, *, reason: str = "") -> None:
    """Open and close the spans of the touched objects, and hide or show all spans of those that 下架 reaches."""
    for kind, wanted in touched.moments(change.at).items():
        set_public(change, kind, wanted, reason=reason or change.reason)
        set_taken_down(kind, wanted, hidden(kind, wanted))


class Touched:
    """The ids, by kind, whose being public may have changed."""

    def __init__(
        self, articles: set[int], facts: set[int], zones: set[int], projects: set[int], organizations: set[int], authors: set[int] | None = None
    ) -> None:
        self.articles, self.facts, self.zones, self.projects, self.organizations = articles, facts, zones, projects, organizations
        self.authors: set[int] = authors or set()
        self.issues: set[int] = set()

    def follow(self) -> None:
        """Articles carry authors, issues and facts; registered subjects carry facts; facts carry projects and organisations."""
        if self.articles:
            self.authors |= set(Byline.objects.filter(article__in=self.articles).values_list("author_id", flat=True))
            self.issues |= set(Article.objects.filter(pk__in=self.articles).values_list("issue_id", flat=True))
            self.facts |= set(Citation.objects.filter(version__article__in=self.articles).values_list("fact_id", flat=True))
        if self.zones or self.projects or self.organizations:
            subjects = Q(subject_zone__in=self.zones) | Q(subject_project__in=self.projects) | Q(subject_organization__in=self.organizations)
            self.facts |= set(Fact.objects.filter(subjects).values_list("pk", flat=True))
        if self.facts:
            for row in Fact.objects.filter(pk__in=self.facts).values_list(*_ENDS[PROJECT], *_ENDS[ORGANIZATION]):
                self.projects |= {key for key in row[:2] if key}
                self.organizations |= {key for key in row[2:] if key}

    def moments(self, now: datetime) -> dict[str, Moments]:
        """By kind, and only of kinds that are touched at all: a decision asks the database as little as it can."""
        asked: dict[str, tuple[set[int], Callable[[set[int]], Moments]]] = {
            ARTICLE: (self.articles, article_moments),
            ZONE: (self.zones, lambda ids: zone_moments(ids, now)),
            FACT: (self.facts, fact_moments),
            PROJECT: (self.projects, lambda ids: entity_moments(PROJECT, ids)),
            ORGANIZATION: (self.organizations, lambda ids: entity_moments(ORGANIZATION, ids)),
            AUTHOR: (self.authors, author_moments),
            ISSUE: (self.issues, issue_moments),
        }
        return {kind: find(ids) for kind, (ids, find) in asked.items() if ids}
