"""分别 and 依次: which name, or which figure before it, each number of a list belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from facts.engine.measures.clauses import Clause, Frame
from facts.engine.mentions.scene import Scene, occurrences
from facts.engine.types import Entity, Quantity

_RESPECTIVELY = re.compile(r"(?:分别|依次)(?:[^，。；、\n\d]|(?:19|20)\d\d(?=年)){0,16}$")
_BETWEEN = re.compile(r"(?:[、和及与]|以及|，和)(?:同比)?(?:增长|下降|上升|回落|增加|减少|提高|降低|提升|扩大|收窄)?(?:了|约)?")
_AND_GREW = re.compile(r"，(?:同比|环比|年均|年平均|年复合|比上年|较上年|比去年|较去年|均|也)?(?:增长|下降|上升|增加|减少|提高)(?:了|约)?")
_COMMAS = re.compile("、")
_JOINED = re.compile(r"[、和及与]|以及")
# 数量 and 同比 say nothing of which one is meant.
_TRAIL = re.compile(
    r"(?:等?(?:各项|多项|几项|[两三四五六七八]项|主要|核心)*(?:经济|主要)*指标|等|数量|总量|总额|金额|规模|增速|增幅|占比|同比|环比|均|也|又|还|已|将|预计|比上年同期|较上年同期|比去年同期|较去年同期|比上年|较上年|比去年|较去年|\s)*+$"
)
_BOTH = {"产销": (("output_volume", 0, 1), ("other", 1, 2))}  # 汽车产销分别达到3120辆和2985辆
_THESE = re.compile(r"(?:这|上述|以上)?(?:[两三四五]|\d)(?:项|个|大)(?:经济|主要)?(?:数据|指标|数字|数值)(?:已|就|均|都|将)?分别|[两二三]者(?:已|将)?分别")
_AREAS = frozenset(("全市", "全省", "全区", "全县", "全州", "我市", "我区", "我省"))
_AREA = re.compile(r"^(?:其中|全[市省区县州]|我[市省区县]|[上下]半年|[一二三四]季度|今年)*")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,16}")
_AFTER_NAME = re.compile(r"(?:数量?|[个户家件]数|额|总额|总量|收入|数)?")


_THING = ("other", 0, 0)
_THINGS = frozenset(("other", "equipment_count", "product_count", "building_count", "output_volume"))


class Listed(NamedTuple):
    """Where a number stands in its list."""

    first: int  # the offset of the list's first number
    position: int
    size: int


def find_lists(text: str, quantities: list[Quantity]) -> dict[int, Listed]:
    """分别增长15.2%、9.6%和下降8.1% -> the three numbers, by their offsets."""
    found: dict[int, Listed] = {}
    starts = [quantity.start for quantity in quantities]
    at = 0
    for mark, _ in sorted(occurrences(text, ["分别", "依次"])):
        at = max(at, bisect_left(starts, mark))
        while at < len(starts) and starts[at] <= mark + 20:
            start, last = starts[at], at
            if _RESPECTIVELY.search(text, start - 20, start):
                while last + 1 < len(quantities) and last - at < 12 and _BETWEEN.fullmatch(text, quantities[last].end, starts[last + 1]):
                    last += 1
                if last > at:
                    found.update((starts[member], Listed(start, member - at, last - at + 1)) for member in range(at, last + 1))
                    last = _goes_on(text, quantities, last, last - at + 1, found)
            at = last + 1
    return found


def _goes_on(text: str, quantities: list[Quantity], last: int, size: int, found: dict[int, Listed]) -> int:
    """分别完成29.5亿元、24.1亿元，增长7.8%和10.2%: as many again go with the same names; the last of them."""
    first = last + 1
    if last + size >= len(quantities) or not _AND_GREW.fullmatch(text, quantities[last].end, quantities[first].start):
        return last
    members = range(first, first + size)
    if not all(_BETWEEN.fullmatch(text, quantities[member].end, quantities[member + 1].start) for member in members[:-1]):
        return last
    found.update((quantities[member].start, Listed(quantities[first].start, member - first, size)) for member in members)
    return first + size - 1


def _cut(text: str, low: int, end: int, joints: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces, at = [], low
    for joint in joints.finditer(text, low, end):
        pieces.append((at, joint.start()))
        at = joint.end()
    return [*pieces, (at, end)]


class Pairing:
    """Gives each number of a 分别 list the indicator of its name or of the figure before it."""

    def __init__(self, scene: Scene, clauses: list[Clause], entities: list[Entity]) -> None:
        self.scene, self.clauses = scene, clauses
        self.taken = [(entity.start, entity.end) for entity in entities if entity.kind in ("zone", "region", "area", "project", "organization")]

    def pair(self, members: list[Frame], before: list[Frame]) -> None:
        """`members` are the frames of one list in order; `before` are all frames that stand before the first."""
        if told := self._told_before(members, before):
            for frame, figure in zip(members, told, strict=True):
                frame.indicator, frame.label, frame.noun, frame.inherited, frame.source = figure.indicator, figure.label, figure.noun, True, None
                frame.product, frame.population = figure.product, figure.population
            return
        if self._made_of_each(members):
            return
        names = self._names(members)
        if names:
            counted = next((frame.indicator for frame in reversed(before) if frame.indicator.endswith("project_count")), "project_count")
            for frame, (key, start, end) in zip(members, names, strict=True):
                key = counted if key == "project_count" else key  # 新开工项目127个，…，项目个数、投资额分别增长
                frame.indicator, frame.noun, frame.inherited = key, (start, end), False
                frame.label = self.scene.text[start:end] if key == "other" else ""
                frame.product, frame.population, frame.shared = "", "", -1
            return
        figures = ([] if self._say_what(members) else self._figures(members, before)) or self._parts(members)
        if figures and figures is members:
            return
        for frame, figure in zip(members, figures, strict=False):
            frame.indicator, frame.label, frame.noun, frame.inherited = figure.indicator, figure.label, figure.noun, True
            frame.product, frame.population, frame.paired = figure.product, figure.population, figure

    def _told_before(self, members: list[Frame], before: list[Frame]) -> list[Frame]:
        """完成产值86亿元、税收3亿元；2021年，这两项数据分别达到486亿元和18亿元: the same, of another year."""
        first = members[0]
        if first.measure != "level" or not _THESE.search(self.scene.text, self.clauses[first.clause].start, first.quantity.start):
            return []
        paragraph = self.clauses[first.clause].paragraph
        levels = [frame for frame in before if self.clauses[frame.clause].paragraph == paragraph and frame.measure == "level" and not frame.rival]
        told = levels[-len(members) :]
        return told if [one.quantity.kind for one in told] == [one.quantity.kind for one in members] else []

    def _names(self, members: list[Frame]) -> list[tuple[str, int, int]]:
        """固定资产投资、规上工业增加值和财政收入 before 分别, one for each number; empty where they are not indicators."""
        text = self.scene.text
        pieces = self._pieces(members)
        both = _BOTH.get(text[pieces[-1][1] - 2 : pieces[-1][1]]) if pieces else None
        if both and len(members) == 2:
            end = pieces[-1][1]
            return [(key, end - 2 + start, end - 2 + stop) for key, start, stop in both]
        names = [self._named(*piece) for piece in pieces]
        found = [name for name in names if name]
        if 2 <= len(found) == len(members) - 1 and not self._entity_in(members):  # one whose name no table knows
            names = [name or ("other", *piece) for name, piece in zip(names, pieces, strict=False)]
            found = [name for name in names if name and _NAME.fullmatch(self.scene.text, name[1], name[2])]
        if any(name[0] == "zone_count" and frame.quantity.kind != "count" for frame, name in zip(members, found, strict=False)):
            return []  # 高新区、经开区分别为210亿元、130亿元: whose they are
        known = members[0].indicator not in ("", "other") and all(key == "other" for key, _, _ in found)  # 从业人员…，硕士、博士分别为…
        return found if len(found) == len(members) and not known else []

    def _made_of_each(self, members: list[Frame]) -> bool:
        """新能源汽车、充电桩、锂电池产量分别增长3.9倍、2.3倍和10.9%: the last noun is of all, what stands before it is made."""
        *others, (start, end) = self._pieces(members) or [(0, 0)]
        last = self._named(start, end) if others else None
        if last is None or last[0] != "output_volume" or last[1] - start < 2 or any((self._named(*piece) or _THING)[0] not in _THINGS for piece in others):
            return False
        for frame, (low, high) in zip(members, [*others, (start, last[1])], strict=True):
            frame.indicator, frame.label, frame.noun, frame.inherited, frame.population, frame.shared = last[0], "", last[1:], False, "", -1
            frame.product = _AREA.sub("", self.scene.text[low:high])
        return True

    def _pieces(self, members: list[Frame]) -> list[tuple[int, int]]:
        """What 、 and 和 join before 分别, as many as the list is long."""
        text, first = self.scene.text, members[0]
        low = self.clauses[first.clause].start
        match = _RESPECTIVELY.search(text, max(low, first.quantity.start - 20), first.quantity.start)
        if match is None:
            return []
        trail = _TRAIL.search(text, low, match.start())
        end = trail.start() if trail else match.start()
        pieces = _cut(text, low, end, _COMMAS)
        if len(pieces) != len(members):  # 电子及办公设备制造业、仪器及仪表制造业分别…: two, not four
            pieces = _cut(text, low, end, _JOINED)[-len(members) :]
        first_start, first_end = pieces[0]
        for start, stop in self.taken[max(0, bisect_left(self.taken, (first_start, 0)) - 1) : bisect_left(self.taken, (first_end, 0))]:
            if first_start <= start and stop < first_end:
                pieces[0] = stop, first_end  # 潞城开发区石化、食品分别…: the name before the first is not part of it
        return pieces

    def _say_what(self, members: list[Frame]) -> bool:
        """涉种企业1300家、涉海企业近千家，两大产业营业收入分别增长13.5%和21.8%: the one noun before 分别 is of all of them."""
        noun, first = members[0].noun, members[0]
        own = not first.inherited and self.clauses[first.clause].start <= noun[0] < noun[1] <= first.quantity.start
        return own and _TRAIL.fullmatch(self.scene.text[noun[1] : self.scene.text.rfind("别", noun[1], first.quantity.start) - 1]) is not None

    def _parts(self, members: list[Frame]) -> list[Frame]:
        """石化、食品、电力分别增长7.3%、6.8%、15.8%: one industry each, of the indicator spoken about."""
        if members[0].measure not in ("growth", "level"):
            return []
        pieces = [self.scene.text[start:end] for start, end in self._pieces(members)]
        pieces = [_AREA.sub("", piece) for piece in pieces]
        if len(pieces) != len(members) or not all(_NAME.fullmatch(piece) for piece in pieces) or self._entity_in(members):
            return []
        for frame, piece in zip(members, pieces, strict=True):
            frame.part = piece
            if frame.indicator in ("", "other"):
                frame.label, frame.part = piece, ""
        return members

    def _entity_in(self, members: list[Frame]) -> bool:
        """Whether the list before 分别 names zones or companies rather than parts of an indicator."""
        return any(
            start < end_ and end > start_
            for start_, end_ in self._pieces(members)
            for start, end in self.taken[max(0, bisect_left(self.taken, (start_, 0)) - 1) : bisect_left(self.taken, (end_, 0))]
            if self.scene.text[start:end] not in _AREAS
        )

    def _named(self, start: int, end: int) -> tuple[str, int, int] | None:
        """The indicator that a piece of the list ends with, outside names."""
        index = bisect_left(self.scene.token_starts, end) - 1
        while index >= 0 and self.scene.token_starts[index] >= start:
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
