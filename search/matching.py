"""A query as a condition on the index, for either database: fast candidates from the index, exact by what is compared afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .tokenizer import KIND, TITLE, key, keys

# How much of a query the index is asked for; the rest is only compared, so that no query can cost more than this.
_most_terms = 8
_most_keys = 32


@dataclass(frozen=True)
class Condition:
    """`FROM … WHERE …` with its parameters; rows of `search_entry` are called `entry`, the newest have the highest `entry.position`."""

    source: str
    where: str
    parameters: list[Any]
    newest_first: str


def condition(vendor: str, terms: Sequence[str], kinds: Collection[str] | None, *, title: bool = False) -> Condition:
    """Objects of the kinds whose text (or its titles alone) holds all terms."""
    build = _postgresql if vendor == "postgresql" else _sqlite
    return build(terms, kinds, "title", TITLE) if title else build(terms, kinds, "text", "")


def untitled(vendor: str, terms: Sequence[str], kinds: Collection[str] | None) -> Condition:
    """Objects whose text holds all terms, but not their titles alone."""
    found = condition(vendor, terms, kinds)
    holds = _holds("strpos" if vendor == "postgresql" else "instr", "title", terms)
    return replace(found, where=f"({found.where}) AND NOT ({holds})", parameters=[*found.parameters, *terms])


def _holds(function: str, column: str, terms: Sequence[str]) -> str:
    return " AND ".join(f"{function}(entry.{column}, %s) > 0" for _ in terms) or "TRUE"


def _sqlite(terms: Sequence[str], kinds: Collection[str] | None, column: str, mark: str) -> Condition:
    """The index knows positions: a phrase of overlapping pairs is the word itself, and only what it was not asked for is compared."""
    asked = terms[:_most_terms]
    wanted = [_phrase(term, mark) for term in asked]
    if kinds is not None:
        wanted.append("(" + " OR ".join(f'"{KIND}{key(kind)}"' for kind in kinds) + ")")
    compared = [*terms[_most_terms:], *(term for term in asked if len(term) > _most_keys + 1)]
    return Condition(
        source="search_terms CROSS JOIN search_entry AS entry ON entry.position = search_terms.rowid",  # CROSS fixes the order of the loops
        where=f"search_terms MATCH %s AND {_holds('instr', column, compared)}",
        parameters=[" AND ".join(wanted), *compared],
        newest_first="search_terms.rowid DESC",
    )


def _phrase(term: str, mark: str) -> str:
    if len(term) == 1:
        return f'"{mark}{key(term)}" *'
    return '"' + " ".join(_pairs(term, mark)) + '"'


def _postgresql(terms: Sequence[str], kinds: Collection[str] | None, column: str, mark: str) -> Condition:
    """The index knows which pairs occur: one or two characters are answered by it, anything longer is compared as well."""
    wanted = []
    for term in terms[:_most_terms]:
        wanted += [f"'{mark}{key(term)}':*"] if len(term) == 1 else [f"'{pair}'" for pair in _pairs(term, mark)]
    compared = [term for number, term in enumerate(terms) if number >= _most_terms or len(term) > 2]
    of_kinds, kind_parameters = ("TRUE", []) if kinds is None else ("entry.kind = ANY(%s)", [list(kinds)])
    return Condition(
        source="search_entry AS entry",
        where=f"{of_kinds} AND (entry.terms @@ %s::tsquery AND {_holds('strpos', column, compared)}"
        f" OR entry.terms IS NULL AND {_holds('strpos', column, terms)})",
        parameters=[*kind_parameters, " & ".join(wanted), *compared, *terms],
        newest_first="entry.position DESC",
    )


def _pairs(term: str, mark: str) -> list[str]:
    return keys(term[: _most_keys + 1], mark)[:-1]
