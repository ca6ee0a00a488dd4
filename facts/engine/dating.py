"""When a fact was or is to be: the time of its clause, else the one that governs it, and whether it is intended."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.clauses import Frame
from facts.engine.governing import governs
from facts.engine.subjects import Reading, Subject
from facts.engine.topics import SENTENCE_END, Topics
from facts.engine.types import Period, PeriodMention

LASTING = frozenset(
    (
        "total_investment land_area planned_area floor_area annual_capacity power_capacity phase_count production_line_count "
        "road_length duration contracted_investment product_count"
    ).split()
)
_FLOWS = frozenset(
    (
        "investment_completed industrial_investment fixed_asset_investment funds_in_place foreign_investment "
        "technical_upgrade_investment gdp industrial_value_added industrial_output output_value sales_revenue tax_revenue "
        "profit_and_tax profit public_budget_revenue imports_exports exports research_spending electricity"
    ).split()
)
_DATED_PLANS = frozenset(("investment_completed", "annual_planned_investment", "completion_progress"))


class Dating(Topics):
    """Answers for any frame which period it has and whether it is planned."""

    def still_running(self, period: Period, mention: PeriodMention) -> bool:
        """今年 said of what has happened reaches to the day of the paper."""
        words = self.scene.text[mention.start : mention.end]
        return words in ("今年", "本年") and (period.start or "")[:4] == self.published_year and period.end == f"{self.published_year}-12-31"

    def period(self, frame: Frame, subject: Subject, planned: bool) -> tuple[Period | None, PeriodMention | None]:
        reading = self.readings[frame.clause]
        mention = self._period_before(frame.quantity.start, reading)
        if frame.indicator == "annual_planned_investment":
            return self._whole_year(mention or reading.period), mention
        if subject.kind == "project":
            return self._project_period(frame, reading, mention, planned)
        if mention is None:
            mention = reading.own_period
        if mention is None and reading.period is not None:
            near = self._same_sentence(reading.period, reading)
            if frame.indicator in LASTING:
                mention = reading.period if near and frame.indicator in ("land_area", "total_investment", "contracted_investment") else None
            elif (near or reading.period.rule != "day") and not (subject.kind == "organization" and reading.period.rule in ("day", "month")):
                mention = reading.period
            if planned and (not near or self._promised(frame, reading)):
                mention = None
        if mention is None and subject.kind in ("zone", "region") and not planned and frame.indicator in _FLOWS:
            mention = self.first_period if self.first_period and self.first_period.start < frame.quantity.start else None
        if mention is None or mention.period is None:
            return None, mention
        if (frame.base == "last year" or self._same_time_last_year(frame, reading)) and (mention.period.start or mention.period.end):
            return _year_before(mention.period), mention
        return mention.period, mention

    def _same_time_last_year(self, frame: Frame, reading: Reading) -> bool:
        """去年同期为49个: the period spoken of, a year earlier."""
        words = self.scene.text[reading.clause.start : frame.quantity.start]
        if frame.quantity.kind == "times":
            return False
        return bool(re.search(r"(?<![比较与])(?:去年|上年)同期(?:的|为|仅|只有|是|有|，)?[^，比较\d]{0,8}$", words))

    def _project_period(self, frame: Frame, reading: Reading, mention: PeriodMention | None, planned: bool) -> tuple[Period | None, PeriodMention | None]:
        """A project's lasting attributes and its promises bear no date; its progress bears that of the sentence."""
        if frame.indicator in LASTING or (planned and frame.indicator not in _DATED_PLANS):
            return None, None
        if mention is None:
            mention = reading.own_period
        if mention is None and reading.period is not None and reading.period.rule not in ("month", "day") and self._same_sentence(reading.period, reading):
            mention = reading.period
        return (mention.period, mention) if mention else (None, None)

    def _whole_year(self, mention: PeriodMention | None) -> Period | None:
        if mention and mention.period and mention.period.start:
            year = mention.period.start[:4]
        elif self.published_year:
            year = self.published_year
        else:
            return None
        return Period(f"{year}-01-01", f"{year}-12-31")

    def _promised(self, frame: Frame, reading: Reading) -> bool:
        """达产后年产值…: what comes once the works run bears no date."""
        sentence = max(
            self.scene.text.rfind("。", 0, frame.quantity.start), self.scene.text.rfind("\n", 0, frame.quantity.start), frame.quantity.start - 120, 0
        )
        words = [word for at, word in self.planned[bisect_left(self.planned, (sentence, "")) : bisect_left(self.planned, (frame.quantity.start, ""))]]
        return any(word.endswith(("后", "时")) for word in words)

    def _same_sentence_at(self, start: int, end: int) -> bool:
        return end - start < 600 and not SENTENCE_END.search(self.scene.text, start, end)

    def _period_before(self, at: int, reading: Reading) -> PeriodMention | None:
        periods = self.scene.periods
        index = bisect_left(periods, at, key=lambda mention: mention.start) - 1
        while index >= 0 and periods[index].start >= reading.clause.start:
            mention = periods[index]
            index -= 1
            if not governs(self.scene.text, mention):
                continue
            if self.scene.text[mention.start - 1 : mention.start] in ("由", "从") and re.search(r"\d.*(?:到|至)(?:了|约)?$", self.scene.text[mention.end : at]):
                continue  # 由2020年的14.2亿元增加到43.5亿元
            return mention
        return None

    def period_near(self, at: int, reading: Reading) -> PeriodMention | None:
        """For stages: a time in the same clause, else one carried from the same sentence; a day or month only from the clause before."""
        mention = self._period_before(at, reading) or reading.own_period
        if mention is None and reading.period is not None and self._same_sentence(reading.period, reading):
            gap = self.scene.text[reading.period.end : reading.clause.start]
            near = "；" not in gap and gap.count("，") <= 2 and len(gap) <= 60
            under_way = "正在" in self.scene.text[reading.clause.start : at + 2]
            if not under_way and (near or reading.period.rule not in ("month", "day", "months")):
                mention = reading.period
        return mention

    def planned_from(self, start: int, end: int) -> int:
        """Where the first word of intention in text[start:end] stands, -1 where there is none."""
        index = bisect_left(self.planned, (start, ""))
        return self.planned[index][0] if index < len(self.planned) and self.planned[index][0] < end else -1

    def periods_between(self, start: int, end: int) -> list[PeriodMention]:
        index = bisect_left(self.scene.periods, start, key=lambda mention: mention.start)
        found = []
        while index < len(self.scene.periods) and self.scene.periods[index].start < end:
            found.append(self.scene.periods[index])
            index += 1
        return found

    def is_planned(self, frame: Frame) -> bool:
        reading = self.readings[frame.clause]
        if reading.planned:
            return True
        return self.planned_at(reading, frame.quantity.start)

    def planned_at(self, reading: Reading, at: int) -> bool:
        word = self._planned_between(reading.clause.start, at)
        if word.endswith("后") and len(word) > 1:
            following = self.scene.text[reading.clause.end + 1 : reading.clause.end + 20]
            return not re.search(r"^[^，。；]{0,12}(?:了|已|又|累计|目前|现)", following)
        return bool(word)


def _year_before(period: Period) -> Period:
    def back(day: str | None) -> str | None:
        return f"{int(day[:4]) - 1}{day[4:]}" if day else None

    return Period(back(period.start), back(period.end))
