"""What the present engine would propose, held against all decisions so far. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from articles.models import Article

from .models import Proposal


class Changed(NamedTuple):
    """A stored proposal and the unsaved one that now stands in its place (same words, another claim)."""

    before: Proposal
    after: Proposal


@dataclass
class RuleAgreement:
    """Per rule: how many accepted claims are still found, how many rejected ones are still proposed."""

    rule: str
    accepted: int = 0
    accepted_found: int = 0
    rejected: int = 0
    rejected_found: int = 0
    gained: int = 0
    lost: int = 0
    changed: int = 0


@dataclass
class Comparison:
    """`lost` were stored and are no longer found; `gained` are unsaved proposals that are new."""

    articles: int = 0
    lost: list[Proposal] = field(default_factory=list)
    gained: list[Proposal] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    rules: dict[str, RuleAgreement] = field(default_factory=dict)

    @property
    def accepted_share(self) -> float | None:
        """Of the claims that editors accepted, the share that the engine still proposes; None without any."""
        raise NotImplementedError

    @property
    def rejected_share(self) -> float | None:
        """Of the claims that editors rejected as engine errors, the share that the engine no longer proposes."""
        raise NotImplementedError


def compare_engine(articles: Iterable[Article] | None = None) -> Comparison:
    raise NotImplementedError
