"""What passes between the steps of the engine, and its face to the outside: `Names` in, `CandidateFact` out.

Every offset is a code point of the text given to `extract_facts`; every value is a Decimal or a plain string.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, NamedTuple

CONTEXT = 16


class RegionName(NamedTuple):
    """An administrative division: 长治市, prefecture, 山西省."""

    name: str
    level: str  # province, prefecture, county
    parent: str = ""


class ZoneName(NamedTuple):
    """A development zone: 长治高新技术产业开发区, 长治高新区, aliases, 潞州区 or 长治市."""

    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    region: str = ""


@dataclass(frozen=True)
class Names:
    """The registry as plain values, and what is known of the one article that is read.

    Build it once for a run; `names.for_article(...)` makes the cheap copy for each article. `zone` and `region` are names
    as the headline or dateline prints them (长治高新区, 长治); leave them empty where unknown, the engine then looks itself.
    `subheadline` tells whom an interview is with (——访某公司董事长张三) and which park of a zone is meant.
    """

    regions: tuple[RegionName, ...] = ()
    zones: tuple[ZoneName, ...] = ()
    projects: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    headline: str = ""
    zone: str = ""
    region: str = ""
    subheadline: str = ""
    cache: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # shared by the copies: the built index

    @classmethod
    def of(cls, regions: Iterable[RegionName] = (), zones: Iterable[ZoneName] = (), projects: Iterable[str] = (), organizations: Iterable[str] = ()) -> Names:
        return cls(tuple(regions), tuple(zones), tuple(projects), tuple(organizations))

    def for_article(self, headline: str = "", zone: str = "", region: str = "", subheadline: str = "") -> Names:
        """The same registry, already indexed, for one article."""
        return replace(self, headline=headline, zone=zone, region=region, subheadline=subheadline)


@dataclass(slots=True)
class Entry:
    """One word of the tables and all it can be."""

    word: str
    rows: dict[str, str] = field(default_factory=dict)  # class -> row id
    indicators: tuple[tuple[str, str], ...] = ()  # (key, kind of unit)
    stage: str = ""
    # What the steps ask of every word, worked out once.
    stops: bool = False  # no name reaches across it
    planned: bool = False
    guard: bool = False  # a number in it is none: 三个一批
    useful: bool = True  # some step reads it; the rest only shields its characters
    asked: tuple[str, ...] = ()  # the classes (ASKED) whose words a step goes through


class Period(NamedTuple):
    """上半年 -> 2024-01-01 .. 2024-06-30. An end may be None (open); both None is 目前."""

    start: str | None
    end: str | None


class Slot(NamedTuple):
    """One part of a fact and the words that filled it; start is -1 where it was inherited from outside the text."""

    name: str
    start: int
    end: int
    rule: str


@dataclass(slots=True, eq=False)
class Quantity:
    """约306亩: the number with its unit and the hedges that touch it."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    kind: str  # money, area, percent, pp, count ...
    comparator: str
    value_printed: str
    unit_printed: str
    row: str


class PeriodMention(NamedTuple):
    start: int
    end: int
    period: Period | None  # None: a time that nothing in the text fixes (当年, 昨日)
    rule: str
    lasting: bool  # governs the clauses that follow


@dataclass(slots=True, eq=False)  # no named tuple: its fields are read in 2 instead of 12 ns, and twenty thousand times a page
class Entity:
    """A name or what stands for one: 长治高新区, 该项目, 一期, “签约一批”项目; never changed once it is made."""

    start: int
    end: int
    kind: str  # zone, region, area (全市), project, organization, person, anaphor, phase, population
    name: str
    detail: str = ""  # the phase of a project, the level of a region, the post of a person, what an anaphor points to
    key: str = ""  # what two spellings of one entity share
    rule: str = ""


class Token(NamedTuple):
    """A word of the tables where it stands."""

    start: int
    end: int
    entry: Entry


class Rival(NamedTuple):
    """What was considered at a place and lost, and to which rule."""

    start: int
    end: int
    reading: str
    reason: str


@dataclass(slots=True)
class CandidateFact:
    """One fact that the engine proposes, with everything needed to check it; its score and reasons are filled in at last."""

    kind: str
    subject_type: str
    subject: str
    anchors: tuple[tuple[int, int], ...]
    rule: str
    indicator: str = ""
    label: str = ""
    measure: str = ""
    value: str = ""
    value_max: str = ""
    unit: str = ""
    value_printed: str = ""
    unit_printed: str = ""
    product: str = ""
    reference: str = ""
    stage: str = ""
    relation: str = ""
    object: str = ""
    object_type: str = ""
    scope: str = ""
    period: Period | None = None
    modality: str = "actual"
    comparator: str = "eq"
    base: str = ""
    basis: str = ""
    attribution: str = ""
    slots: tuple[Slot, ...] = ()
    rivals: tuple[Rival, ...] = ()
    score: int = 0
    reasons: tuple[str, ...] = ()
    sure: bool = False

    @property
    def start(self) -> int:
        return self.anchors[0][0]

    @property
    def end(self) -> int:
        return self.anchors[0][1]

    @property
    def trace(self) -> dict[str, Any]:
        """The evidence as JSON: rule, slots with offsets, rivals, reasons of the score."""
        return {
            "rule": self.rule,
            "slots": [slot._asdict() for slot in self.slots],
            "rivals": [rival._asdict() for rival in self.rivals],
            "score": self.score,
            "reasons": list(self.reasons),
        }

    def as_dict(self, text: str) -> dict[str, Any]:
        """The interchange form; empty fields are left out, except those that are null by meaning."""
        said: dict[str, Any] = {"kind": self.kind, "subject_type": self.subject_type, "subject": self.subject}
        for key in _KEYS[self.kind]:
            value = getattr(self, key)
            if value:
                said[key] = value
        said["scope"] = self.scope or None
        if self.kind != "relation":
            said["period"] = None if self.period is None else {"start": self.period.start, "end": self.period.end}
            said["modality"] = self.modality
        said["anchor"] = quote(text, self.start, self.end)
        said["sure"] = self.sure
        return said


_KEYS = {
    "measure": (
        *("indicator", "label", "measure", "value", "value_max", "unit", "value_printed", "unit_printed"),
        *("product", "reference", "comparator", "base", "basis", "attribution"),
    ),
    "stage": ("stage", "attribution"),
    "relation": ("relation", "object", "object_type", "attribution"),
}


def quote(text: str, start: int, end: int) -> dict[str, str]:
    """A W3C TextQuoteSelector for text[start:end]."""
    return {"exact": text[start:end], "prefix": text[max(0, start - CONTEXT) : start], "suffix": text[end : end + CONTEXT]}
