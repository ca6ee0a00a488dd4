"""A text cut at the bounds of everything that is to be shown in it, so that overlapping marks need no nesting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    start: int
    end: int
    name: str


@dataclass
class Piece:
    """A stretch of text and the names of all spans that cover it."""

    start: int
    text: str
    names: list[str] = field(default_factory=list)

    @property
    def classes(self) -> str:
        return " ".join(self.names)


def cut(text: str, left: int, right: int, spans: Iterable[Span]) -> list[Piece]:
    """`text[left:right]` in pieces; linear in the pieces that come out."""
    spans = [span for span in spans if span.start < right and span.end > left and span.start < span.end]
    bounds = sorted({left, right, *(min(max(edge, left), right) for span in spans for edge in (span.start, span.end))})
    return [
        Piece(start, text[start:end], list(dict.fromkeys(span.name for span in spans if span.start <= start and span.end >= end)))
        for start, end in pairwise(bounds)
        if start < end
    ]
