"""Where things stand in a text: the clause that holds a mention, the clause that opens a paragraph, the words that begin anew."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeVar

from facts.engine.measures.clauses import Clause
from facts.engine.mentions.periods import Published, find_periods
from facts.engine.types import Entity, PeriodMention
from facts.engine.words.automaton import build_finder

_TELLING = frozenset(("year", "part-of-year", "months"))
Mention = TypeVar("Mention", Entity, PeriodMention)
# 此次集中开工的项目共52个: the event is home's, whatever place was just named.
_FIND_THIS_TIME = build_finder(["此次", "本次", "这次", "这批", "活动现场", "活动当天", "号地块", "号宗地"])
_NEXT_PHASE = re.compile(r"(?:[\u4e00-\u9fff]{2,4}的)?[二三四五]期")  # 公司一期投资…。此次动工的二期追加投资…: the company's
_PLOT = re.compile(r"(?:编号为?|第)?[A-Z0-9一二三四五六七八九十—\-（）()〔〕]{1,20}\Z")  # 2号地块, 宿开（2023）12号地块
# 甲项目、乙项目竣工投产，两个项目总投资9亿元: of both together, not of the last one.
OF_SEVERAL = re.compile(
    r"(?:这|上述|以上|该)?(?:[两三四五六七八九十]|[2-9]|\d{2,3})(?:(?:个|大)(?:[\u4e00-\u9fff]{0,6})?(?:项目|工程)(?!位于|之一)|座[\u4e00-\u9fff]{1,6}总投资)"
)
SEVERAL_BEGINS = frozenset("这上以该两三四五六七八九十0123456789")


def by_clause(clauses: list[Clause], starts: list[int], mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    """The number of every clause in which something stands, with what stands there."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        index = bisect_right(starts, mention.start) - 1
        if index in found:
            found[index].append(mention)
        elif index >= 0 and mention.start < clauses[index].end:
            found[index] = [mention]
    return found


def opening_clauses(clauses: list[Clause]) -> list[Clause]:
    """The first clause of each paragraph."""
    opening: list[Clause] = []
    paragraph = -1
    for clause in clauses:
        if clause.paragraph != paragraph:
            paragraph = clause.paragraph
            opening.append(clause)
    return opening


def fresh_starts(text: str) -> set[int]:
    """Where a clause can begin that leaves the places just named behind: at 此次, or at the blanks and quotation marks before it."""
    found: set[int] = set()
    for _number, start, end in _FIND_THIS_TIME(text):
        if _NEXT_PHASE.match(text, end):
            continue
        if text[start] == "号":
            numbered = _PLOT.search(text, max(0, start - 24), start)
            start = numbered.start() if numbered else start
        found.add(start)
        while start and (text[start - 1] == "“" or text[start - 1].isspace()):
            start -= 1
            found.add(start)
    return found


def headline_period(headline: str, published: str) -> PeriodMention | None:
    """今年办哪些实事: the time that the headline gives to all that follows."""
    told = next(
        (mention for mention in find_periods(headline, Published.parse(published)) if mention.lasting and mention.period and mention.rule in _TELLING), None
    )
    return told and told._replace(start=-1, end=-1)
