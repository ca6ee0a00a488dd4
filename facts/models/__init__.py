"""Indicators, scopes, what the engine proposes, what editors stand behind, and where it is said."""

from .claims import Claim
from .facts import Citation, CitationQuerySet, Fact
from .proposals import Proposal, ProposalQuerySet
from .review import Conflict, Judgement, UnsignedChange
from .tasks import TaskProgress
from .terms import Indicator, Scope, ScopeAlias

__all__ = [
    "Citation",
    "CitationQuerySet",
    "Claim",
    "Conflict",
    "Fact",
    "Indicator",
    "Judgement",
    "Proposal",
    "ProposalQuerySet",
    "Scope",
    "ScopeAlias",
    "TaskProgress",
    "UnsignedChange",
]
