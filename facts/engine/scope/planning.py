"""Whether a figure is intended: by the words of its clause, by an aim that it names, and not where its time is over."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from facts.engine.measures.clauses import Frame
from facts.engine.scope.governing import dates_a_start
from facts.engine.scope.subjects import Reading
from facts.engine.scope.topics import Topics
from facts.engine.types import PeriodMention

_FIGURE = re.compile(r"[\d成]")
# 将由2.2万吨增加到4.2万吨: the first figure is what there is.
_FROM = re.compile(r"(?:由|从)[^，。；\d]{0,8}$")
# 续建214个、拟开工187个、前期129个: each kind is its own.
_ALREADY = re.compile(r"已(?:签约|开工|投产|建成|入驻|落户|引进|竣工|投用)[^，。；\d]{0,6}的$")
_DONE = re.compile(r"已(?:经|累计)?(?:开工|签约|投产|竣工|建成|入库|入驻|引进|落地|完工|封顶)$")
_DONE_ENDS = frozenset("工约产成库驻进地顶")
_OWN_KIND = frozenset(("拟开工", "拟签约", "拟入库"))
_NEXT_KIND = re.compile(r"拟[\u4e00-\u9fff]{2}\d{1,4}[个项]、")
_LEFT_OVER = re.compile(r"(?:剩余|剩下|余下|其余)的?$")  # 将对剩余47个未开工项目逐个过堂
_TO_BEGINS = frozenset("增提扩升压缩降减上下")
_TO = re.compile(r"(?:增|提|扩|升|压|缩|降|减|上升|下降)[^，。；\n\d]{0,4}(?:到|至|为)")
_TARGET = re.compile(r"(?:以上|左右)?的?(?:年度|全年|预期|增长|发展|奋斗|工作|总体|既定)*目标(?!任务?的?\d)")
_REACHED = re.compile(r"(?:完成|达到|达成|超过|超额|[高低好快优]于|实现了)")


class Planning(Topics):
    """Answers for any frame whether it is planned."""

    def _period_before(self, at: int, reading: Reading) -> PeriodMention | None:
        for mention in reversed(reading.times):
            if mention.start < at and not (dates_a_start(self.scene.text, mention) and _FIGURE.search(self.scene.text, mention.end, at)):
                return mention  # but in 由2020年的14.2亿元增加到43.5亿元 not 2020
        return None

    def planned_from(self, start: int, end: int) -> int:
        """Where the first word of intention in text[start:end] stands, -1 where there is none."""
        index = bisect_left(self.planned, (start, ""))
        return self.planned[index][0] if index < len(self.planned) and self.planned[index][0] < end else -1

    @cached_property
    def _starts(self) -> set[int]:
        text, found = self.scene.text, set()
        for frame in self.frames:
            at = frame.quantity.start
            if (
                text[frame.quantity.end : frame.quantity.end + 1] in _TO_BEGINS
                and _TO.match(text, frame.quantity.end)
                and _FROM.search(text, max(self.clauses[frame.clause].start, at - 10), at)
            ):
                found.add(at)
        return found

    def is_start(self, frame: Frame) -> bool:
        """由2.2万吨增加到4.2万吨: the figure that something moves from."""
        return frame.quantity.start in self._starts

    def is_planned(self, frame: Frame) -> bool:
        reading, text = self.readings[frame.clause], self.scene.text
        if frame.indicator == "annual_planned_investment" and frame.measure == "level":
            return True
        noun = frame.noun[0]
        if not frame.inherited:
            if noun >= 0 and text[noun : noun + 1] in "计拟预" and text.startswith(("计划", "拟", "预算"), noun):
                return True
            if (
                text[noun - 4 : noun - 2] == "计划"
                and frame.measure == "level"
                and text.startswith(("计划投入", "计划完成", "计划投"), noun - 4)
                and not text.endswith("年度", 0, noun - 4)
            ):
                return True  # 今年计划投入|技改资金8.2亿元
        if frame.indicator == "annual_capacity" and text.find("规划", max(reading.clause.start, noun - 2), frame.quantity.start) >= 0 <= noun:
            return True
        if (
            self.is_start(frame)
            or self._is_over(frame, reading)
            or (text[frame.quantity.start - 1] in "余下的" and _LEFT_OVER.search(text, frame.quantity.start - 4, frame.quantity.start))
        ):
            return False
        if text[frame.quantity.start - 1] in _DONE_ENDS and _DONE.search(text, frame.quantity.start - 6, frame.quantity.start):
            return False  # 18个计划新开工项目已开工14个
        if reading.planned or self._is_target(frame, reading):
            return True
        return self.planned_at(reading, frame.quantity.start)

    def _is_target(self, frame: Frame, reading: Reading) -> bool:
        """紧盯全年工业增加值增长10%的目标, but not 完成了增长10%的目标."""
        text, at = self.scene.text, frame.quantity.end
        after = text[at : at + 1]
        if after not in "的以左目" or not _TARGET.match(text, at):
            at = self._list_end(frame) if after in "、和及" and "目标" in text[at : reading.clause.end] else at
            if at == frame.quantity.end or not _TARGET.match(text, at):
                return False
        return not _REACHED.search(text, reading.clause.start, frame.quantity.start)

    def _list_end(self, frame: Frame) -> int:
        """锚定地区生产总值增长7%、工业增加值增长8%的目标: where the last figure of the clause ends."""
        index = bisect_left(self.frame_starts, self.clauses[frame.clause].end) - 1
        return max(frame.quantity.end, self.frames[index].quantity.end)

    def _is_over(self, frame: Frame, reading: Reading) -> bool:
        """去年下半年实现营业收入9.6亿元, 现阶段产能利用率超七成: has been or is, whatever the clauses before intended."""
        mention = self._period_before(frame.quantity.start, reading) if reading.times else None
        if mention is None or mention.period is None or self._planned_between(mention.end, frame.quantity.start):
            return False
        if mention.rule == "now":
            return frame.measure != "growth" and not self._planned_between(reading.clause.start, frame.quantity.start)
        if mention.rule == "until" or self.scene.text.startswith(("全年", "年内", "年底"), mention.start):
            return False
        return self._has_ended(mention)

    def planned_at(self, reading: Reading, at: int) -> bool:
        word = self._planned_between(reading.clause.start, at)
        if word and _ALREADY.search(self.scene.text, max(reading.clause.start, at - 10), at):
            return False  # 将盯紧已签约未开工的13个项目
        if word in _OWN_KIND and _NEXT_KIND.search(self.scene.text, reading.clause.start, at):
            return False
        return bool(word) and not (word.endswith("后") and len(word) > 1 and self._has_happened_since(reading.clause))
