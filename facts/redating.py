"""Changing an issue: its public-from time at once, its date only after the periods that hang on it have been shown and confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from articles.models import Article, Issue

from .models import Fact, Proposal

Span = tuple[date | None, date | None]


@dataclass
class PeriodChange:
    """A pending proposal or a live fact whose period was resolved against the date. Exactly one of the two may be None."""

    article: Article
    proposal: Proposal | None
    fact: Fact | None
    old: Span
    new: Span


@dataclass
class Redating:
    """`token` stands for exactly this list; hand it back to confirm."""

    changes: list[PeriodChange] = field(default_factory=list)
    token: str = ""


def set_public_from(issue: Issue, user: Any, moment: datetime | None) -> Issue:
    """Nothing of the issue is public before this moment; None lifts it."""
    raise NotImplementedError


def preview_date(issue: Issue, day: date, precision: str) -> Redating:
    """Every pending proposal and live fact whose period would change, old and new; writes nothing."""
    raise NotImplementedError


def change_date(issue: Issue, user: Any, day: date, precision: str, token: str, *, inferred: bool = False, inferred_from: str = "") -> Redating:
    """Confirm what `preview_date` showed: the issue is redated, proposals follow, accepted facts are superseded (采集有误). One group."""
    raise NotImplementedError
