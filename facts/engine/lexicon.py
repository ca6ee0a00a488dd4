"""Reads data/ once into read-only maps: every word with the classes it belongs to."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from facts.engine.automaton import Finder, build_finder
from facts.engine.types import Entry

DATA = Path(__file__).parent / "data"
CLASSES = (
    "stops",
    "openers",
    "generic",
    "zonehead",
    "projecthead",
    "projectmain",
    "organization",
    "post",
    "speech",
    "planned",
    "guard",
    "area",
    "plain",
    "brand",
)


@dataclass(frozen=True, slots=True)
class Unit:
    row: str
    word: str
    code: str
    factor: str
    kind: str
    indicator: str  # what it counts where nothing says so


@dataclass(frozen=True)
class Lexicon:
    entries: tuple[Entry, ...]
    find: Finder
    units: dict[str, Unit]
    words: frozenset[str]


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of data/<name>.tsv as dictionaries."""
    with open(DATA / f"{name}.tsv", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


@cache
def load_lexicon() -> Lexicon:
    entries: dict[str, Entry] = {}

    def entry(word: str) -> Entry:
        return entries.setdefault(word, Entry(word))

    for name in CLASSES:
        for row in read_rows(name):
            entry(row["word"]).rows[name] = row["id"]
    for row in read_rows("indicators"):
        found = entry(row["word"])
        found.rows.setdefault("indicator", row["id"])
        found.indicators += ((row["key"], row["kinds"]),)
    for row in read_rows("stages"):
        found = entry(row["word"])
        found.rows["stage"] = row["id"]
        found.stage = row["stage"]
    _inherit(entries)
    for found in entries.values():
        _settle_flags(found)
    units = {row["word"]: Unit(row["id"], row["word"], row["unit"], row["factor"], row["kind"], row["indicator"]) for row in read_rows("units")}
    ordered = tuple(entries[word] for word in sorted(entries))
    return Lexicon(ordered, build_finder([found.word for found in ordered]), units, frozenset(entries))


def _inherit(entries: dict[str, Entry]) -> None:
    """设计年产 intends and still names what 年产 names, 新开工 narrows and still says 开工: the longest word at its end is its own."""
    for word, found in entries.items():
        if "generic" in found.rows and not found.stage:
            ending = next((word[at:] for at in range(1, len(word) - 1) if word[at:] in entries and entries[word[at:]].stage), "")
            if ending:
                found.stage, found.rows["stage"] = entries[ending].stage, entries[ending].rows["stage"]
        if "planned" in found.rows and word.endswith("后") and not found.stage and word[:-1] in entries and entries[word[:-1]].stage:
            found.stage = entries[word[:-1]].stage
            found.rows["stage"] = entries[word[:-1]].rows["stage"]
        if "planned" in found.rows and not found.indicators:
            ending = next((word[at:] for at in range(1, len(word) - 1) if word[at:] in entries and entries[word[at:]].indicators), "")
            if ending:
                found.indicators = entries[ending].indicators
                found.rows["indicator"] = entries[ending].rows["indicator"]


_HEADS = frozenset(("zonehead", "organization", "projecthead", "projectmain", "post"))
_ALSO_STOPS = frozenset(("area", "stage", "planned", "speech"))
_SHIELDS = frozenset(("generic", "plain"))


def _settle_flags(found: Entry) -> None:
    classes = found.rows.keys()
    found.stops = "stops" in classes or (bool(classes & _ALSO_STOPS) and len(found.word) > 1)
    found.head = bool(classes & _HEADS) or (bool(found.indicators) and found.word.endswith("项目"))
    found.planned = "planned" in classes
    found.guard = "guard" in classes
    found.useful = bool(classes - _SHIELDS)


@cache
def load_words(name: str) -> frozenset[str]:
    """The words of one table, without their rows."""
    return frozenset(row["word"] for row in read_rows(name))


@lru_cache(maxsize=4096)
def is_generic(words: str) -> bool:
    """重点工业 is no name: it can be cut into generic words entirely."""
    starts = {0}
    for start in range(len(words)):
        if start in starts:
            starts.discard(start)
            for size in _generic_sizes().get(words[start], ()):
                if words[start : start + size] in load_words("generic"):
                    starts.add(start + size)
            if not starts:
                return False
    return len(words) in starts


@cache
def _generic_sizes() -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for word in load_words("generic"):
        sizes.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(found)) for first, found in sizes.items()}
