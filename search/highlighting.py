"""Marking a query in a text, in Python: the same on both databases, and possible because folding keeps every offset."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from .tokenizer import fold, terms

_ellipsis = "…"


@dataclass(frozen=True)
class Segment:
    text: str
    marked: bool


def highlight(text: str, query: str) -> list[Segment]:
    """The text cut where a word of the query begins and ends: `光伏玻璃`, `伏` → `光` `*伏*` `玻璃`. Joined again it is the text."""
    covered = _covered(text, query)
    start, segments = 0, []
    for marked, run in groupby(covered):
        end = start + len(list(run))
        segments.append(Segment(text[start:end], bool(marked)))
        start = end
    return segments


def excerpt(text: str, query: str, length: int = 80) -> list[Segment]:
    """The part of about that length around the first line that holds the query's longest word, highlighted, with … where it is cut."""
    term = next(iter(terms(query)), "")
    found = max(fold(text).find(term), 0)
    line_start, line_end = text.rfind("\n", 0, found) + 1, text.find("\n", found)
    line_end = len(text) if line_end < 0 else line_end
    start = max(line_start, min(found - (length - len(term)) // 2, line_end - length))
    end = min(line_end, max(start + length, found + len(term)))
    start = min(start, found)
    cut = [Segment(_ellipsis, False)] if start > line_start else []
    rest = [Segment(_ellipsis, False)] if end < line_end else []
    return [*cut, *highlight(text[start:end], query), *rest]


def _covered(text: str, query: str) -> bytearray:
    folded, covered = fold(text), bytearray(len(text))
    for term in terms(query):
        at = folded.find(term)
        while at >= 0:
            covered[at : at + len(term)] = b"\x01" * len(term)
            at = folded.find(term, at + 1)
    return covered
