"""Cuts a text into clauses, and says what a Frame holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from facts.engine.types import Quantity, Rival

LONGEST = 400
_MARKS = frozenset("，；。！？\n,;!?：:")


@dataclass(slots=True)
class Clause:
    """A piece between commas, with its place in sentence and paragraph."""

    start: int
    end: int
    sentence: int
    paragraph: int
    semicolon: bool = False  # a ； stands before it


@dataclass(slots=True)
class Frame:
    """What a number says, before it is known of whom."""

    quantity: Quantity
    clause: int
    measure: str
    indicator: str = ""
    label: str = ""
    value: Decimal = Decimal(0)
    reference: str = ""
    base: str = ""
    product: str = ""
    rule: str = ""
    noun: tuple[int, int] = (-1, -1)  # the words that named the indicator
    reference_span: tuple[int, int] = (-1, -1)
    rival: bool = False  # a figure in brackets that belongs to the benchmark
    shared: int = -1  # its place in a 分别 list
    shared_of: int = 0
    inherited: bool = False
    part: str = ""  # 其中生物医药产业670亿元: which part of the indicator's whole
    source: Frame | None = None  # the figure whose indicator it goes on with
    paired: Frame | None = None  # the figure that a 分别 list goes back to
    population: str = ""  # 16条 of what: the noun phrase after a count
    rivals: list[Rival] = field(default_factory=list)


def cut_clauses(blanked: str, punctuation: list[int]) -> list[Clause]:
    """一季度，全市…；其中… -> clauses; brackets are not cut, the text has them blanked; `punctuation`: where each mark of the text ends."""
    clauses: list[Clause] = []
    start = sentence = paragraph = 0
    semicolon = False
    for end in punctuation:
        at = end - 1
        if (mark := blanked[at]) not in _MARKS:
            continue
        if mark in ",:" and blanked[at - 1 : at].isdecimal() and (mark == ":" or blanked[at + 1 : at + 2].isdecimal()):
            continue
        if start < at <= start + LONGEST:
            clauses.append(Clause(start, at, sentence, paragraph, semicolon))
        elif at > start:
            clauses.extend(_pieces(start, at, sentence, paragraph, semicolon))
        semicolon = mark in "；;"
        if mark in "。！？!?\n":
            sentence += 1
            if mark == "\n":
                paragraph += 1
        start = at + 1
    if start < len(blanked):
        clauses.extend(_pieces(start, len(blanked), sentence, paragraph, semicolon))
    return clauses


def _pieces(start: int, end: int, sentence: int, paragraph: int, semicolon: bool) -> list[Clause]:
    """A clause longer than any that people write is cut, so that no step looks at more than LONGEST characters at once."""
    return [Clause(at, min(end, at + LONGEST), sentence, paragraph, semicolon) for at in range(start, end, LONGEST)]
