"""Correcting an article's text: a new immutable version, and what became of every citation. Near matches are only ever offered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from articles.models import Article, TextVersion

from .models import Citation, Proposal


class NearMatch(NamedTuple):
    """A place in the current text that resembles a stale quote; `score` is 0–100."""

    start: int
    end: int
    text: str
    score: int


@dataclass
class CorrectionReport:
    """`diff` is a list of (operation, old line, new line) with operation equal, replace, insert or delete."""

    version: TextVersion | None = None
    moved: list[Citation] = field(default_factory=list)
    stale: list[Citation] = field(default_factory=list)
    proposals_moved: list[Proposal] = field(default_factory=list)
    proposals_lost: list[Proposal] = field(default_factory=list)
    diff: list[tuple[str, str, str]] = field(default_factory=list)


def preview_correction(article: Article, text: str, kind: str) -> CorrectionReport:
    """What `correct_text` would do; writes nothing."""
    raise NotImplementedError


def correct_text(article: Article, user: Any, text: str, kind: str, reason: str, *, seen: int | None = None) -> CorrectionReport:
    """录入订正 (`text` is the whole text as printed) or 本报更正 (`text` is the correction alone, which then stands above the printed text).

    Citations and undecided proposals move where their whole sentence is found once and unchanged; the others are stale.
    `seen` is the number of the version that the editor had before them: raises `ChangedMeanwhile` when it is no longer current."""
    raise NotImplementedError


def near_matches(citation: Citation, limit: int = 5) -> list[NearMatch]:
    """Places in the article's current text to offer for a stale citation, the likeliest first."""
    raise NotImplementedError


def reconfirm(citation: Citation, user: Any, *, note: str = "") -> Citation:
    """复核: the quote stands unchanged in the current text once; the editor says it still says the fact. Refused where it does not."""
    raise NotImplementedError


def reanchor(citation: Citation, user: Any, start: int, end: int, *, note: str = "") -> Citation:
    """复核 at another place of the current text, chosen by the editor."""
    raise NotImplementedError


def drop_citation(citation: Citation, user: Any, reason: str) -> None:
    """The corrected text no longer says it: the citation goes; a fact left without one is withdrawn with the same reason."""
    raise NotImplementedError
