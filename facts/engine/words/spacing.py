"""Spaces that only set numbers and marks off (总产值 982.4 亿元, 增长 9.6%): read without them, told where the words stand in print."""

from __future__ import annotations

import re
from itertools import chain

from facts.engine.types import CandidateFact, Entity, PeriodMention, Rival, Slot

_SPACES = re.compile("[ \t\u00a0\u2002-\u200a\u202f\u3000]+")
_HAN = re.compile("[\u4e00-\u9fff“”‘’《》]")  # 展“主阵地” 当好建设者: two halves of a headline
_LETTER = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")
# 01 项目进展: behind the number of a line the space parts it from the words, but 11 月 8 日 is a date.
_NUMBERED = re.compile(r"(?:^|\n)([0-9])[0-9]?$")
_TELLING = frozenset("0123456789０１２３４５６７８９%％，。；：、,;:")
_MEASURED = frozenset("年月日时个家项亿万千百余多名位人条座栋")


def set_close(text: str) -> tuple[str, list[int]]:
    """The text without the spaces that set numbers and marks off, and where each character that is left stands; no places where none does so."""
    dropped = [found.span() for found in _SPACES.finditer(text) if _is_idle(text, *found.span())]
    if not any(text[start - 1] in _TELLING or text[end] in _TELLING for start, end in dropped):
        return text, []  # a few Latin words: nobody's number
    ends = [0, *(end for _, end in dropped)]
    starts = [*(start for start, _ in dropped), len(text)]
    kept = list(zip(ends, starts, strict=True))
    return "".join(text[start:end] for start, end in kept), [*chain.from_iterable(range(start, end) for start, end in kept)]


def _is_idle(text: str, start: int, end: int) -> bool:
    """Between two words or two numbers a space parts them; elsewhere inside a line it says nothing."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before.strip() or not after.strip():
        return False
    for alike in (_HAN, _LETTER):
        if alike.match(before) and alike.match(after):
            return False
    numbered = _NUMBERED.search(text, max(0, start - 3), start)
    return not numbered or (numbered[1] != "0" and after in _MEASURED and not text.startswith("项目", end))


def put_back(fact: CandidateFact, places: list[int]) -> None:
    """Gives a fact the offsets of the text as it is printed."""
    fact.anchors = tuple((places[start], places[end - 1] + 1) for start, end in fact.anchors)
    fact.slots = tuple(slot if slot.start < 0 else Slot(slot.name, places[slot.start], places[slot.end - 1] + 1, slot.rule) for slot in fact.slots)
    fact.rivals = tuple(rival_put_back(rival, places) for rival in fact.rivals)


def rival_put_back(rival: Rival, places: list[int]) -> Rival:
    return Rival(places[rival.start], places[rival.end - 1] + 1, rival.reading, rival.reason)


def entity_put_back(entity: Entity, places: list[int]) -> Entity:
    return Entity(places[entity.start], places[entity.end - 1] + 1, entity.kind, entity.name, entity.detail, entity.key, entity.rule)


def period_put_back(mention: PeriodMention, places: list[int]) -> PeriodMention:
    return PeriodMention(places[mention.start], places[mention.end - 1] + 1, mention.period, mention.rule, mention.lasting)
