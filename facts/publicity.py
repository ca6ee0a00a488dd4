"""What is public, written once. Services call `refresh` in their transaction; `check_public` compares it with what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Q

from articles.models import Article, Byline, Publication
from history.changes import Change
from history.spans import set_hidden, set_public
from zones.models import Zone

from .hiding import hidden_spans
from .kinds import ARTICLE, AUTHOR, ENDS, FACT, ISSUE, MODELS, ORGANIZATION, PROJECT, ZONE
from .models import Citation, Fact

Moments = dict[int, datetime | None]
Ids = Iterable[int]


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
    shown = set(MODELS[kind].objects.filter(pk__in=wanted, published=True, merged_into__isnull=True).values_list("pk", flat=True))
    subject, other = ENDS[kind]
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


def refresh(change: Change, touched: Touched, *, reason: str = "") -> None:
    """Open and close the spans of the touched objects; `reason` is told to readers of what closes. Then hide what is told no more."""
    for kind, wanted in touched.moments(change.at).items():
        set_public(change, kind, wanted, reason=reason)
        set_hidden(kind, wanted, hidden_spans)


class Touched:
    """The ids, by kind, whose being public may have changed."""

    def __init__(
        self, articles: set[int], facts: set[int], zones: set[int], projects: set[int], organizations: set[int], authors: set[int] | None = None
    ) -> None:
        self.articles, self.facts, self.zones, self.projects, self.organizations = articles, facts, zones, projects, organizations
        self.authors: set[int] = authors or set()
        self.issues: set[int] = set()

    def follow(self) -> None:
        """Articles carry authors, issues and facts; what is registered carries the facts that name it; facts carry projects and organisations."""
        if self.articles:
            self.authors |= set(Byline.objects.filter(article__in=self.articles).values_list("author_id", flat=True))
            self.issues |= set(Article.objects.filter(pk__in=self.articles).values_list("issue_id", flat=True))
            self.facts |= set(Citation.objects.filter(version__article__in=self.articles).values_list("fact_id", flat=True))
        if self.zones or self.projects or self.organizations:
            for end in ("subject", "object"):
                named = Q(**{f"{end}_zone__in": self.zones}) | Q(**{f"{end}_project__in": self.projects}) | Q(**{f"{end}_organization__in": self.organizations})
                self.facts |= set(Fact.objects.filter(named).values_list("pk", flat=True))
        if self.facts:
            for row in Fact.objects.filter(pk__in=self.facts).values_list(*ENDS[PROJECT], *ENDS[ORGANIZATION]):
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
