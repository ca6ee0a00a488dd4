"""An article's text with its quotes marked in place: plain text and offsets in, pieces out, which templates turn into nested `<mark>`s.

A mark holds exactly its quote. Of equal and nested quotes the longer stands outside; of two that cross, and of any that runs over
a paragraph's end, the later cannot be marked in the text and is set aside, to be marked in a copy of its sentence below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_SENTENCE_END = re.compile("[。！？!?；;…]+[”’」』）)]*|\n")
_LONGEST_SENTENCE = 400


@dataclass(frozen=True)
class Piece:
    """A step along a marked text: plain text, or the place where a quote's mark opens or closes."""

    text: str = ""
    opens: Any = None
    closes: bool = False


@dataclass(frozen=True)
class Paragraph:
    start: int
    kind: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Marked:
    paragraphs: list[Paragraph]
    aside: list[Any]


def mark(lines: Iterable[tuple[int, str, str]], quotes: Iterable[Any]) -> Marked:
    """Lines as `TextVersion.paragraphs` gives them; quotes are citations (`start`, `end`, `pk`) of the same text."""
    lines = list(lines)
    spans = [(start, start + len(text)) for start, text, _ in lines]
    placed, aside = _without_crossing(sorted(quotes, key=lambda quote: (quote.start, -quote.end, quote.pk)), spans)
    return Marked([Paragraph(start, kind, _pieces(text, start, placed[start])) for start, text, kind in lines], aside)


def mark_one(text: str, quote: Any, within: tuple[int, int]) -> list[Piece]:
    """A stretch of the text with one quote marked in it."""
    left, right = within
    return _pieces(text[left:right], left, [quote])


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentence (原句) around a quote; cut off where a sentence has no end in sight."""
    left, right = max(0, start - _LONGEST_SENTENCE), min(len(text), end + _LONGEST_SENTENCE)
    for found in _SENTENCE_END.finditer(text, left, start):
        left = found.end()
    ending = _SENTENCE_END.search(text, max(start, end - 1), right)
    if ending:
        right = max(end, ending.start() if ending.group() == "\n" else ending.end())
    return left, right


def paragraph_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    return left, len(text) if right < 0 else right


def _without_crossing(quotes: list[Any], spans: list[tuple[int, int]]) -> tuple[dict[int, list[Any]], list[Any]]:
    """Quotes by the start of their paragraph, and those that cross an earlier one or a paragraph's end."""
    placed: dict[int, list[Any]] = {start: [] for start, _ in spans}
    aside: list[Any] = []
    around: list[Any] = []
    paragraphs = iter(spans)
    paragraph = next(paragraphs, None)
    for quote in quotes:
        while paragraph is not None and paragraph[1] < quote.start:
            paragraph = next(paragraphs, None)
        while around and around[-1].end <= quote.start:
            around.pop()
        if paragraph is None or quote.end > paragraph[1] or (around and quote.end > around[-1].end):
            aside.append(quote)
        else:
            placed[paragraph[0]].append(quote)
            around.append(quote)
    return placed, aside


def _pieces(text: str, offset: int, quotes: list[Any]) -> list[Piece]:
    """The paragraph in steps; the quotes are sorted and none crosses another."""
    pieces: list[Piece] = []
    ends: list[int] = []
    at = offset

    def go_to(place: int) -> None:
        nonlocal at
        if place > at:
            pieces.append(Piece(text[at - offset : place - offset]))
            at = place

    def close_until(place: int) -> None:
        while ends and ends[-1] <= place:
            go_to(ends.pop())
            pieces.append(Piece(closes=True))

    for quote in quotes:
        close_until(quote.start)
        go_to(quote.start)
        pieces.append(Piece(opens=quote))
        ends.append(quote.end)
    close_until(offset + len(text))
    go_to(offset + len(text))
    return pieces
