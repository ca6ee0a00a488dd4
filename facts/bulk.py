"""Several decisions in one request: what remains of a sentence, or a filtered list. One group of events, one undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .models import Fact, Proposal, ProposalQuerySet


@dataclass
class BulkPreview:
    """What a bulk decision would reach: hand `count` back as `expected`. `skipped` have an unresolved subject or an outdated text."""

    count: int
    skipped: int
    sample: list[Proposal]


@dataclass
class BulkResult:
    number: int
    decided: int
    skipped: int
    facts: list[Fact]


def sentence_rest(proposal: Proposal) -> list[Proposal]:
    """The undecided proposals of the same article whose first anchor lies in the same sentence, as they read; with this one, if undecided."""
    raise NotImplementedError


def accept_sentence(proposal: Proposal, user: Any) -> BulkResult:
    """Accept what remains in the sentence of this proposal; never one whose subject is unresolved."""
    raise NotImplementedError


def preview_bulk(proposals: ProposalQuerySet, *, sample: int = 10, accepting: bool = True) -> BulkPreview:
    """How many undecided proposals a bulk decision would reach, and a spread sample of them."""
    raise NotImplementedError


def accept_all(proposals: ProposalQuerySet, user: Any, expected: int, *, note: str = "") -> BulkResult:
    """Accept a filtered list. Refused when it no longer has the `expected` number of proposals."""
    raise NotImplementedError


def reject_all(proposals: ProposalQuerySet, user: Any, reason: str, expected: int, *, note: str = "") -> BulkResult:
    """Reject a filtered list for one listed reason. Refused when it no longer has the `expected` number of proposals."""
    raise NotImplementedError
