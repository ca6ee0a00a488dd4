"""Reads data/ once into read-only maps: every word with the classes it belongs to."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from facts.engine.types import Entry
from facts.engine.words.automaton import Finder, build_finder

DATA = Path(__file__).parents[1] / "data"
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
    _uncover(entries)
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
        if "planned" in found.rows and not found.stage and (told := _told(word, entries)):
            found.stage, found.rows["stage"] = told.stage, told.rows["stage"]
        if "planned" in found.rows and not found.indicators:
            ending = next((word[at:] for at in range(1, len(word) - 1) if word[at:] in entries and entries[word[at:]].indicators), "")
            if ending:
                found.indicators = entries[ending].indicators
                found.rows["indicator"] = entries[ending].rows["indicator"]


def _told(word: str, entries: dict[str, Entry]) -> Entry | None:
    """投产后 and 可投产 intend, and still tell of 投产."""
    inner = [word[:-1]] if word.endswith("后") else [word[at:] for at in range(1, len(word) - 1)]
    return next((entries[part] for part in inner if part in entries and entries[part].stage), None)


def _uncover(entries: dict[str, Entry]) -> None:
    """已投入 must not hide the 投入使用 in 已投入使用: where a figure's noun runs into a stage, the two together are the stage."""
    stages: dict[str, list[Entry]] = {}
    for found in [found for found in entries.values() if "stage" in found.rows]:
        for size in range(2, len(found.word)):
            stages.setdefault(found.word[:size], []).append(found)
    for word, hiding in list(entries.items()):
        for size in range(2, len(word) if "indicator" in hiding.rows and not hiding.stage else 0):
            for told in stages.get(word[-size:], ()):
                if told.word[size:] in entries and entries[told.word[size:]].stage:
                    continue  # 标准厂房|封顶 tells as much as 厂房封顶
                joined = entries.setdefault(word[:-size] + told.word, Entry(word[:-size] + told.word))
                if not joined.rows:
                    joined.stage, joined.rows["stage"] = told.stage, told.rows["stage"]


# The words that some step goes through, one after the other: heads of names, ends of names, stages …
ASKED = ("stops", "zonehead", "organization", "project", "park", "post", "brand", "area", "stage", "planned", "guard", "indicator")
_HEADS = frozenset(("zonehead", "organization", "projecthead", "projectmain", "post"))
_ALSO_STOPS = frozenset(("area", "stage", "planned", "speech"))
_SHIELDS = frozenset(("generic", "plain"))
# 计划建设 and 还将 are words of their own and still intend.
_TOLD = frozenset(("stage", "stops"))
_INTENDS = ("计划", "拟", "还将", "规划建")


def _settle_flags(found: Entry) -> None:
    classes = found.rows.keys()
    found.stops = "stops" in classes or (bool(classes & _ALSO_STOPS) and len(found.word) > 1)
    found.planned = "planned" in classes or (bool(classes & _TOLD) and found.word.startswith(_INTENDS))
    found.guard = "guard" in classes
    found.useful = bool(classes - _SHIELDS)
    told = {name: name in classes for name in ("zonehead", "organization", "post", "brand", "guard")}
    told |= {"stops": found.stops, "stage": bool(found.stage), "planned": found.planned, "area": "area" in classes and len(found.word) > 1}
    told["project"] = not classes.isdisjoint(("projecthead", "projectmain")) or (bool(found.indicators) and found.word.endswith("项目"))
    told["indicator"] = bool(found.indicators) or found.word[0] in "月年"  # 1—9月产值: the 月 belongs to the time
    told["park"] = not classes.isdisjoint(_HEADS) and found.word.endswith(("园", "基地"))
    found.asked = tuple(name for name in ASKED if told[name])


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
