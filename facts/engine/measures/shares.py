"""What is part of what: shares of a plan, of a named total, of what the number before told, of what the next noun names."""

from __future__ import annotations

import re

from facts.engine.measures.clauses import Frame
from facts.engine.measures.counts import INTENDED
from facts.engine.measures.relatives import LAID_OUT, Relatives
from facts.engine.types import Quantity

_GIVES = re.compile(
    r"(?:占|贡献|创造|产出|提供|集聚|聚集|集中|吸纳|承载|上缴|实现|完成|产生|支撑起|支撑|撑起|扛起)(?:了|着|出|到)?(?P<ref>全[市省区县州国园]|[\u4e00-\u9fff]{1,3}[市省县]|园区|开发区|高新区|经开区)?$"
)
_NEXT_NOUN = re.compile(r"的(?P<noun>[\u4e00-\u9fff]{2,12}?)(?=[、，。；和及与]|以及)")
_AND_ALSO = re.compile(r"的?[\u4e00-\u9fff]{2,12}(?:[、，和及与]|以及)(?:近|约|超)?")
_NAMELY = re.compile(r"[、，]?(?:即|也就是)?(?:达到|达|为)(?:了)?(?:约|近)?|、(?:力争|确保|努力|争取|冲刺|挑战)(?:达到|完成|实现|增长)?")
BARE = re.compile(r"(?:之?前|冲|奔|预计|有望|力争|将|可|要|再|首次|突破|达到|超过|达|到|至|达成|实现|确保|目标|为|是|又|已|\s)*(?:大关)?")
_BARE_DONE = re.compile(r"(?:目前|已经?|累计|实际|\s)*完成(?:了)?(?:约|近|超)?")
_WHOLE_AREA = re.compile(r"全[国省市区县州]")
_PLAN_SHARE = re.compile(
    r"(?:完成|达到|占|实现|达|为|兑现|相当于)(?:了)?(?P<ref>[^，。；占]{0,16}?(?:目标任务|任务目标|计划任务|计划目标|进度计划|投资计划|年度投资|全年投资|目标数|计划|目标|任务|预算|预期|指标))(?:投资|总量|值|数|开工|投产|签约)?的?$|(?P<ref2>(?:全?年度?|年初)(?:计划|目标|任务)(?:任务)?)(?:完成率|的)(?:为|达到|达)?$"
)
# 完成年任务75亿元的23.7%
_PLAN_FIGURE = re.compile(
    r"(?:完成|达到|占|实现|为)(?:了)?(?P<ref>[^，。；\d]{0,6}(?:计划|目标|任务|预算)(?:任务|数|总?投资)*)(?:约|近)?[\d.]+(?:万|亿|千|百)*(?:美?元|[个家户项人亩吨套台件]|万?平方米|平方公里|公里)的$"
)


class Shares(Relatives):
    """Builds the frames of shares."""

    def _of_planned_figure(self, quantity: Quantity, index: int, left: str, whole: str) -> Frame | None:
        """完成年任务75亿元的23.7%: the figure before is the target itself."""
        if left not in ("的", "") or (match := _PLAN_FIGURE.search(whole)) is None:
            return None
        start = self.clauses[index].start
        reference = self._ref(match, quantity.start - len(whole))
        figure = self.frames.pop() if self.frames and self.frames[-1].clause == index else None
        if figure:
            self._as_target(figure)
        frame = self._relative(quantity, index, "share", start, quantity.start - len(whole) + match.start(), reference, rule="share of plan")
        if figure and figure.quantity.kind == "money" and frame.indicator in ("", "other") and not frame.inherited:
            frame.indicator, frame.label = "investment_completed", ""  # 已完成全年计划3.5亿元的94.3%
        return frame

    def _of_plan(self, quantity: Quantity, index: int, left: str, offset: int) -> Frame | None:
        """完成年度计划的80%"""
        if (match := _PLAN_SHARE.search(left)) is None:
            return None
        start = self.clauses[index].start
        frame = self._relative(quantity, index, "share", start, offset + match.start(), self._ref(match, offset), rule="share of plan")
        laid_out = "投资" in match[0] and "完成" in match[0] and frame.indicator not in LAID_OUT
        if laid_out and (frame.inherited or frame.indicator in ("", "other", "project_count")):
            frame.indicator, frame.label = "investment_completed", ""  # 17个省重点项目完成投资计划的109.5%: not of their number
        return frame

    def _of_the_plan(self, index: int, start: int, end: int) -> Frame | None:
        """年度计划投资385亿元，一季度已完成27.6%: so much of what is planned."""
        last = self.current
        if last is None or last.indicator not in INTENDED or last.measure != "level" or not _BARE_DONE.fullmatch(self.timeless, start, end):
            return None
        return last if self.clauses[last.clause].sentence == self.clauses[index].sentence and index - last.clause <= 2 else None

    def _restated(self, quantity: Quantity, index: int, left: str) -> Frame | None:
        """占比超过九成、达91.28%: the share before, said exactly."""
        last = self.frames[-1] if self.frames else None
        if last is None or last.clause != index or last.quantity.kind != "percent" or not _NAMELY.fullmatch(left):
            return None
        frame = Frame(quantity, index, last.measure, last.indicator, last.label, quantity.value, last.reference, last.base, last.product, "goes on", last.noun)
        frame.source, frame.inherited, frame.part = last.source or last, True, last.part
        return frame

    def _shared_too(self, quantity: Quantity, index: int, left: str, offset: int) -> Frame | None:
        """产值占全区总量的90%，出口创汇的98%: the same total's share of another figure."""
        last = self.frames[-1] if self.frames and left.endswith("的") else None
        if last is None or last.measure != "share" or not last.reference or self.clauses[last.clause].sentence != self.clauses[index].sentence:
            return None
        noun = self._indicator_left(offset, quantity.start - 1, None)
        if noun is None or noun[1][1] != quantity.start - 1 or len(left) > noun[1][1] - noun[1][0] + 4:
            return None
        whole = _WHOLE_AREA.match(last.reference)  # 全国生产总值的4.8%、税收的4.2%: of all taxes
        reference = whole[0] + self.scene.text[slice(*noun[1])] if whole and last.rule == "share of named total" else last.reference
        frame = Frame(quantity, index, "share", noun[0], value=quantity.value, reference=reference, rule="goes on", noun=noun[1])
        frame.label = self.scene.text[slice(*noun[1])] if noun[0] == "other" else ""
        return frame

    def _part_of_next(self, quantity: Quantity, index: int, left: str) -> Frame | None:
        """以占全市3%的土地，贡献了全市四成的生产总值、七成的工业税收: a share of what is named after the number."""
        goes_on = self.frames and self.frames[-1].rule == "share of the next" and self.frames[-1].clause == index
        match = _GIVES.search(left)
        after = _NEXT_NOUN.match(self.scene.text, quantity.end)
        if not after or not (match or (goes_on and _AND_ALSO.fullmatch(left))):
            return None
        noun = self._indicator_left(quantity.end, after.end(), None)
        if noun is None or noun[1][1] < after.end("noun") or noun[0] == "completion_progress":
            return None
        frame = Frame(quantity, index, "share", noun[0], value=quantity.value, rule="share of the next", noun=noun[1])
        frame.label = self.scene.text[noun[1][0] : noun[1][1]] if noun[0] == "other" else ""
        if match and match["ref"]:
            start = quantity.start - len(left) + match.start("ref")
            frame.reference, frame.reference_span = match["ref"], (start, start + len(match["ref"]))
        elif goes_on:
            frame.reference = self.frames[-1].reference
        return frame

    def _as_target(self, figure: Frame) -> None:
        """75亿元 in 完成年任务75亿元的23.7% is the target itself: no figure of its own."""
        self._drop(figure.quantity, "target figure")
        if self.current is figure:
            self.current = next((frame for frame in reversed(self.frames[-3:]) if not frame.rival), None)
