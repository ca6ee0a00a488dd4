"""What is already known beside a proposal: the same claim elsewhere, other values under its key, the entity it will attach to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from facts.claims import claim_key, compare_key
from facts.models import Citation, Fact, Proposal
from facts.sentences import sentence
from facts.unresolved import NearName, Registration, near_names, propose_registration
from facts.vocabulary import SubjectType

from .board import is_unresolved


@dataclass
class Said:
    """A live fact and where it is said."""

    fact: Fact
    words: str
    quotes: list[Citation]


@dataclass
class Known:
    same: list[Said] = field(default_factory=list)
    other: list[Said] = field(default_factory=list)
    entity: Any = None
    subject: Registration | None = None
    object: Registration | None = None
    scope: list[NearName] | None = None


def known_about(proposal: Proposal) -> Known:
    published_on = proposal.article.issue.published_on
    mine = claim_key(proposal, published_on)
    alike = compare_key(proposal, published_on)
    quotes = Prefetch("citations", Citation.objects.select_related("version__article"))
    facts = Fact.objects.live().with_claim().prefetch_related(quotes)
    same = [_said(fact) for fact in facts.filter(claim_key=mine)]
    other = [_said(fact) for fact in facts.filter(compare_key=alike).exclude(claim_key=mine)[:6]] if alike else []
    known = Known(same, other, proposal.registered_subject)
    if is_unresolved(proposal):
        known.subject = propose_registration(proposal, "subject")
    if proposal.object and proposal.registered_object is None and proposal.relation in ("invested_by", "built_by"):
        known.object = propose_registration(proposal, "object")
    if proposal.scope and proposal.scope_registered_id is None and proposal.subject_type in (SubjectType.REGION, SubjectType.ZONE):
        known.scope = near_names("scope", proposal.scope)
    return known


def _said(fact: Fact) -> Said:
    return Said(fact, sentence(fact), list(fact.citations.all())[:3])
