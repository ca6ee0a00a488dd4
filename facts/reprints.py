"""转载/通稿: an article that shares most of its text with an earlier one. Suggested by the program, confirmed by an editor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from articles.models import Article
from history.changes import Change

from .models import Fact


class Likeness(NamedTuple):
    original: Article
    share: float


def find_original(article: Article) -> Likeness | None:
    """The earlier article that has at least 80 % of this one's 8-character sequences; the likeliest, then the earliest."""
    raise NotImplementedError


def suggest_original(group: Change, article: Article) -> Likeness | None:
    """Note a likeness on the article for an editor to confirm; one already decided on is left alone."""
    raise NotImplementedError


def decide_reprint(article: Article, user: Any, original: Article | None) -> Article:
    """Confirm that the article is a reprint of `original`, or (None) that it is none."""
    raise NotImplementedError


def source_count(fact: Fact) -> int:
    """How many independent reports say it: confirmed reprints count with their original."""
    raise NotImplementedError


def source_counts(facts: Iterable[int]) -> dict[int, int]:
    """The same for many fact ids, in two queries."""
    raise NotImplementedError
