"""An article's text with its quotes marked in place: plain text and offsets in, pieces out, which templates turn into nested `<mark>`s.

A mark holds exactly its quote. Of equal and nested quotes the longer stands outside; of two that cross, and of any that runs over
a paragraph's end, the later cannot be marked in the text and is set aside, to be marked in a copy of its sentence below it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles.passages import paragraph_bounds, sentence_bounds

__all__ = ["Marked", "Paragraph", "Piece", "mark", "mark_one", "paragraph_bounds", "sentence_bounds"]


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
