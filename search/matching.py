"""A query as a condition on the index: what both databases share, and SQLite's half. PostgreSQL's half is in `postgresql.py`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .tokenizer import KIND, TITLE, key, keys

# How much of a query the index is asked for; the rest is only compared, so that no query can cost more than this.
MOST_TERMS = 8
MOST_KEYS = 32


class Part(Enum):
    """Which of the objects that hold all terms."""

    ALL = "all"
    TITLED = "titled"  # those whose titles alone hold them
    REST = "rest"  # the others


@dataclass(frozen=True)
class Condition:
    """`FROM … WHERE …` with its parameters; rows of `search_entry` are called `entry`, the newest have the highest `entry.position`."""

    source: str
    where: str
    parameters: list[Any]
    newest_first: str = "entry.position DESC"


class Sqlite:
    """FTS5 knows positions: a phrase of overlapping pairs is the word itself, and only what it was not asked for is compared.

    It gives its rows in order of position, so that a page costs the same however much is found.
    """

    def __init__(self, terms: Sequence[str], kinds: Collection[str] | None) -> None:
        self.terms, self.kinds = terms, kinds

    def found(self, part: Part) -> Condition:
        column, mark = ("title", TITLE) if part is Part.TITLED else ("text", "")
        asked = self.terms[:MOST_TERMS]
        wanted = [_phrase(term, mark) for term in asked]
        if self.kinds is not None:
            wanted.append("(" + " OR ".join(f'"{KIND}{key(kind)}"' for kind in self.kinds) + ")")
        compared = [*self.terms[MOST_TERMS:], *(term for term in asked if len(term) > MOST_KEYS + 1)]
        where, parameters = f"search_terms MATCH %s AND {holds('instr', column, compared)}", [" AND ".join(wanted), *compared]
        if part is Part.REST:
            where, parameters = f"{where} AND NOT ({holds('instr', 'title', self.terms)})", [*parameters, *self.terms]
        # CROSS fixes the order of the loops.
        source = "search_terms CROSS JOIN search_entry AS entry ON entry.position = search_terms.rowid"
        return Condition(source, where, parameters, "search_terms.rowid DESC")

    def is_common(self, part: Part) -> None:
        """Nothing to ask: reading in order is always cheap."""


def holds(function: str, column: str, terms: Sequence[str]) -> str:
    """SQL: the column holds every term; one parameter for each."""
    return " AND ".join(f"{function}(entry.{column}, %s) > 0" for _ in terms) or "TRUE"


def pairs(term: str, mark: str) -> list[str]:
    return keys(term[: MOST_KEYS + 1], mark)[:-1]


def _phrase(term: str, mark: str) -> str:
    if len(term) == 1:
        return f'"{mark}{key(term)}" *'
    return '"' + " ".join(pairs(term, mark)) + '"'
