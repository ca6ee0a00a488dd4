"""分别 and 依次: which name, or which figure before it, each number of a list belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from facts.engine.clauses import Clause, Frame
from facts.engine.mentions.scene import Scene
from facts.engine.types import Entity, Quantity

_RESPECTIVELY = re.compile(r"(?:分别|依次)[^，。；、\n\d]{0,16}$")
_BETWEEN = re.compile(r"(?:[、和及与]|以及|，和)(?:同比)?(?:增长|下降|上升|回落|增加|减少|提高|降低|提升|扩大|收窄)?(?:了|约)?")
_JOINED = re.compile(r"[、和及与]|以及")
# 数量 and 同比 say nothing of which one is meant.
_TRAIL = re.compile(
    r"(?:数量|总量|总额|金额|规模|指标|增速|占比|同比|环比|均|也|又|还|已|将|预计|比上年同期|较上年同期|比去年同期|较去年同期|比上年|较上年|比去年|较去年|\s)*$"
)
_BOTH = {"产销": (("output_volume", 0, 1), ("other", 1, 2))}  # 汽车产销分别达到3120辆和2985辆
_AFTER_NAME = re.compile(r"(?:数量?|额|总额|总量|收入|数)?")


class Listed(NamedTuple):
    """Where a number stands in its list."""

    first: int  # the offset of the list's first number
    position: int
    size: int


def find_lists(text: str, quantities: list[Quantity]) -> dict[int, Listed]:
    """分别增长15.2%、9.6%和下降8.1% -> the three numbers, by their offsets."""
    found: dict[int, Listed] = {}
    at = 0
    while at < len(quantities):
        start = quantities[at].start
        last = at
        if _RESPECTIVELY.search(text, max(0, start - 20), start):
            while last + 1 < len(quantities) and last - at < 12 and _BETWEEN.fullmatch(text, quantities[last].end, quantities[last + 1].start):
                last += 1
            if last > at:
                found.update((quantities[member].start, Listed(start, member - at, last - at + 1)) for member in range(at, last + 1))
        at = last + 1
    return found


class Pairing:
    """Gives each number of a 分别 list the indicator of its name or of the figure before it."""

    def __init__(self, scene: Scene, clauses: list[Clause], entities: list[Entity]) -> None:
        self.scene, self.clauses = scene, clauses
        self.taken = [(entity.start, entity.end) for entity in entities if entity.kind in ("zone", "region", "area", "project", "organization")]
        self.starts = [token.start for token in scene.tokens]

    def pair(self, members: list[Frame], before: list[Frame]) -> None:
        """`members` are the frames of one list in order; `before` are all frames that stand before the first."""
        names = self._names(members)
        if names:
            for frame, (key, start, end) in zip(members, names, strict=True):
                frame.indicator, frame.noun, frame.inherited = key, (start, end), False
                frame.label = self.scene.text[start:end] if key == "other" else ""
                frame.product, frame.population, frame.shared = "", "", -1
            return
        figures = self._figures(members, before)
        for frame, figure in zip(members, figures, strict=False):
            frame.indicator, frame.label, frame.noun, frame.inherited = figure.indicator, figure.label, figure.noun, True
            frame.product, frame.population, frame.paired = figure.product, figure.population, figure

    def _names(self, members: list[Frame]) -> list[tuple[str, int, int]]:
        """固定资产投资、规上工业增加值和财政收入 before 分别, one for each number; empty where they are not indicators."""
        text, first = self.scene.text, members[0]
        low = self.clauses[first.clause].start
        match = _RESPECTIVELY.search(text, max(low, first.quantity.start - 20), first.quantity.start)
        if match is None:
            return []
        trail = _TRAIL.search(text, low, match.start())
        end = trail.start() if trail else match.start()
        both = _BOTH.get(text[end - 2 : end])
        if both and len(members) == 2:
            return [(key, end - 2 + start, end - 2 + stop) for key, start, stop in both]
        pieces: list[tuple[int, int]] = []
        at = low
        for joint in _JOINED.finditer(text, low, end):
            pieces.append((at, joint.start()))
            at = joint.end()
        pieces = [*pieces, (at, end)][-len(members) :]
        names = [self._named(*piece) for piece in pieces]
        found = [name for name in names if name]
        known = members[0].indicator not in ("", "other") and all(key == "other" for key, _, _ in found)  # 从业人员…，硕士、博士分别为…
        return found if len(found) == len(members) and not known else []

    def _named(self, start: int, end: int) -> tuple[str, int, int] | None:
        """The indicator that a piece of the list ends with, outside names."""
        index = bisect_left(self.starts, end) - 1
        while index >= 0 and self.starts[index] >= start:
            token = self.scene.tokens[index]
            index -= 1
            if not token.entry.indicators or token.end > end:
                continue
            inside = bisect_left(self.taken, (token.start + 1, 0)) - 1
            if inside >= 0 and self.taken[inside][1] > token.start:
                return None
            if not _AFTER_NAME.fullmatch(self.scene.text, token.end, end):
                return None
            return token.entry.indicators[0][0], token.start, token.end
        return None

    def _figures(self, members: list[Frame], before: list[Frame]) -> list[Frame]:
        """进出口56亿元，其中出口38亿元，分别增长12%和15%: the last levels of the sentence, as many as the list is long."""
        if members[0].measure == "level" or len({frame.reference for frame in members}) > 1:  # 比全市、全省分别高1.9个和2.5个百分点
            return []
        sentence = self.clauses[members[0].clause].sentence
        kinds = ("growth",) if members[0].measure == "gap" and members[0].quantity.kind == "pp" else ("level",)
        levels = [frame for frame in before[-16:] if self.clauses[frame.clause].sentence == sentence and frame.measure in kinds and not frame.rival]
        return levels[-len(members) :] if len(levels) >= len(members) else []
