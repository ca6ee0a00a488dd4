"""What is already known beside a proposal: the same claim elsewhere, other values under its key, the entity it will attach to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse

from articles.models import EditorZones
from facts.claims import claim_key, compare_key
from facts.models import Citation, CitationQuerySet, Fact, Proposal
from facts.office.visible import citations_for, facts_for
from facts.sentences import sentence
from facts.sources import newsroom_sources
from facts.unresolved import NearName, Registration, near_names, propose_registration
from facts.vocabulary import SubjectType

from .board import is_unresolved


@dataclass
class Said:
    """A live fact, where it is said, in how many independent sources, and its page: the editor's where it is theirs, else the readers'."""

    fact: Fact
    words: str
    quotes: list[Citation]
    sources: int
    address: str


@dataclass
class Known:
    same: list[Said] = field(default_factory=list)
    other: list[Said] = field(default_factory=list)
    entity: Any = None
    subject: Registration | None = None
    object: Registration | None = None
    scope: list[NearName] | None = None


def known_about(proposal: Proposal, user: Any) -> Known:
    """An editor limited to zones is shown their own facts and quotes and the public ones, of the others nothing."""
    published_on = proposal.article.issue.published_on
    mine = claim_key(proposal, published_on)
    alike = compare_key(proposal, published_on)
    quotes = _quotes(user)
    facts = Fact.objects.live().with_claim().prefetch_related(Prefetch("citations", quotes.select_related("version__article")))
    if EditorZones.zones_of(user) is not None:
        facts = facts.filter(pk__in=quotes.values("fact"))
    same = _said(facts.filter(claim_key=mine), quotes, user)
    other = _said(facts.filter(compare_key=alike).exclude(claim_key=mine)[:6], quotes, user) if alike else []
    known = Known(same, other, proposal.registered_subject)
    if is_unresolved(proposal):
        known.subject = propose_registration(proposal, "subject")
    if proposal.object and proposal.registered_object is None and proposal.relation in ("invested_by", "built_by"):
        known.object = propose_registration(proposal, "object")
    if proposal.scope and proposal.scope_registered_id is None and proposal.subject_type in (SubjectType.REGION, SubjectType.ZONE):
        known.scope = near_names("scope", proposal.scope)
    return known


def _quotes(user: Any) -> CitationQuerySet:
    quotes = Citation.objects.all()
    if EditorZones.zones_of(user) is None:
        return quotes
    return quotes.filter(Q(pk__in=citations_for(user, Citation.objects.all()).values("pk")) | Q(pk__in=Citation.objects.public().values("pk")))


def _said(rows: Iterable[Fact], quotes: CitationQuerySet, user: Any) -> list[Said]:
    facts = list(rows)
    if not facts:
        return []
    keys = [fact.pk for fact in facts]
    counts = newsroom_sources(keys, quotes)
    own = set(facts_for(user, Fact.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    return [
        Said(
            fact, sentence(fact), list(fact.citations.all())[:3], counts.get(fact.pk, 0),
            reverse("admin:facts_fact_change", args=[fact.pk]) if fact.pk in own else fact.get_absolute_url(),
        )
        for fact in facts
    ]  # fmt: skip
