"""When a fact was or is to be: the time of its clause, else the one that governs it, and whether it is intended."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise

from facts.engine.measures.clauses import Frame
from facts.engine.mentions.periods import Published, find_periods
from facts.engine.scope.planning import Planning
from facts.engine.scope.subjects import Reading, Subject, is_park
from facts.engine.types import Period, PeriodMention
from facts.engine.words.automaton import build_finder

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
        "profit_and_tax profit public_budget_revenue imports_exports exports research_spending electricity output_volume"
    ).split()
)
# A growth always has a time: where none governs it, that of the report.
_MOVES = frozenset(("growth", "pull", "contribution", "share", "change", "gap"))
_STOCKS = frozenset(
    "employees enterprise_count large_enterprise_count high_tech_enterprise_count innovative_sme_count research_platform_count zone_count".split()
)
# What a zone has however long; what a ceremony yields; what its projects cost.
_STANDING = frozenset(("planned_area", "land_area"))
_CEREMONIAL = frozenset(("signed_project_count", "started_project_count", "contracted_investment", "total_investment"))
_DONE_COUNTS = frozenset(("signed_project_count", "started_project_count", "commissioned_project_count", "registered_project_count"))
COSTS = frozenset(("total_investment", "contracted_investment"))
_HAS_NOW = re.compile(r"(?<![由从])现有|现已有|现共有|每年")
_HAS = re.compile(r"(?<![由从])现有|现已有|已有|拥有|现共有|每年")
_OF_THE_NEW = re.compile(r"其中[\u4e00-\u9fff\d]{1,8}?(?:新|净增)")
_JOINS = re.compile(r"[、和与及]|以及")
_OF_A_SITE = LASTING | {"building_count"}
_THEN_BEGINS = re.compile(
    r"(?:可|将|正式|全面|全部|全线|顺利|陆续|即可|已|均)*(?:封顶|结顶|开工|动工|奠基|投产|投用|投入|竣工|交付|建成|完工|点火|试产|试运行|启用|启动|实施)"
)
_ACHIEVED = re.compile(r"(?:完成|实现)[^，。；\n年]{0,10}$")
_TERM = re.compile(r"建设周期|建设期|建设工期|工期|周期")
_OF_SOMETHING = re.compile(r"的[\u4e00-\u9fff]")
# 新建道路4.3公里, 授权专利312件: what was done in the time of the report.
_NEWLY = re.compile(r"新认定|新增|新建|新引进|新签约?|授权|盘活|清理|腾出|铺设|举办|开行|开通|新开工|培训|投放|净增|退出|淘汰|关停|拆除")
_DATED_PLANS = frozenset(("investment_completed", "annual_planned_investment", "completion_progress"))
# 每年从财政支出中拿出8%, 近三年年均增长42%, 首月即实现产值2100万元
_ANY_TIME = re.compile(r"每[年月天日]|首[年月](?!度)|近[一二两三四五六七八九十\d]{1,2}年(?!来)|(?<!过去)(?<!的)一年(?:光|就|可|能|下来)")
_FIND_ANY_TIME = build_finder("每年 每月 每天 每日 首年 首月 近 一年".split())  # a word of each
_FROM_LAST_YEAR = re.compile(r"(?:由|从)(?:上年|去年)(?:同期|末|底)?的?$")
_UP_TO_NOW = frozenset(("since", "until", "plan", "years"))
_IS_AIM = re.compile(r"(?:以上)?的?(?:目标|任务|计划)")
_FROM_HERE = re.compile(r"(?:由|从)(?:原来的|最初的|当初的|过去的|原有的)?$")


class Dating(Planning):
    """Answers for any frame which period it has and whether it is planned."""

    def period(self, frame: Frame, subject: Subject, planned: bool) -> tuple[Period | None, PeriodMention | None]:
        reading = self.readings[frame.clause]
        mention = self._period_before(frame.quantity.start, reading) if reading.times else None
        if frame.quantity.start in self._starts and _FROM_HERE.search(self.scene.text, frame.quantity.start - 4, frame.quantity.start):
            return self._compared_with(frame)
        if self.scene.text[frame.quantity.start - 1] == "的" and (then := self._than_then(frame.quantity.start)):
            return then.period, then
        if frame.indicator == "annual_planned_investment" or self._is_aim_of_the_year(frame):
            return self._whole_year(mention or reading.period), mention
        if frame.shared >= 0 and (year := self._year_in_list(frame, reading)) is not None:
            return year.period, year
        if mention is None and frame.clause in self._of_any_time and self._of_no_time(frame, reading):
            return None, None
        if mention is None and (source := self._dated_with(frame, reading)):
            dated, its_mention = self.period(source, subject, planned)
            if dated or source.indicator == "annual_capacity":
                return dated, its_mention
        if subject.kind == "project" and not (is_park(subject) and frame.indicator in _FLOWS):
            return self._project_period(frame, reading, mention, planned)
        if mention is None:
            mention = self._own_after(frame, reading)
        if mention is None and reading.period is not None and self._carried(frame, subject, reading, planned):
            mention = reading.period
        if mention is None and not planned and (subject.kind in ("zone", "region") or (subject.kind == "organization" and self._reports(frame, reading))):
            mention = self._of_the_report(frame, reading)
        if (
            mention is not None
            and mention.rule == "now"
            and not self._same_sentence(mention, reading)
            and mention.start < frame.quantity.start
            and self._is_flow(frame)
            and not planned
        ):
            mention = self._of_the_report(frame, reading) or mention
        if mention is None or mention.period is None:
            return None, mention
        moved = _FROM_LAST_YEAR.search(self.scene.text, frame.quantity.start - 10, frame.quantity.start)
        itself = moved is not None and moved.start() <= mention.start < frame.quantity.start  # 由|去年|的68%
        last_year = not itself and (frame.base == "last year" or moved is not None or self._same_time_last_year(frame, reading))
        if last_year and (mention.period.start or mention.period.end):
            return _year_before(mention.period), mention
        return mention.period, mention

    def _is_aim_of_the_year(self, frame: Frame) -> bool:
        """下半年，紧盯年度固定资产投资95亿元的目标"""
        text, noun = self.scene.text, frame.noun[0]
        return noun > 1 and text.startswith(("年度", "全年"), noun - 2) and _IS_AIM.match(text, frame.quantity.end) is not None

    def _compared_with(self, frame: Frame) -> tuple[Period | None, PeriodMention | None]:
        """与2019年相比，税收由8亿元提高到15亿元: what something moves from was of the year compared with, and of none that governs."""
        text, at, low = self.scene.text, frame.quantity.start, max(0, frame.quantity.start - 120)
        for mention in reversed(self.periods_between(max(text.rfind("。", low, at), text.rfind("\n", low, at), low), at)):
            if mention.rule == "year" and text[mention.start - 1] in "与较比和同" and text.startswith(("相比", "比", "，"), mention.end):
                return mention.period, mention
        return None, None

    def _than_then(self, at: int) -> PeriodMention | None:
        """税收1.05亿元，比2022年|的8600万元增长22%: the figure compared with is of the time that stands before its 的."""
        index = bisect_left(self.period_starts, at) - 1
        mention = self.scene.periods[index] if index >= 0 else None
        return mention if mention and mention.end == at - 1 and mention.rule == "year" and self.scene.text[mention.start - 1] in "比较" else None

    @staticmethod
    def _is_flow(frame: Frame) -> bool:
        """到位资金68.5亿元，增长17% after a sentence with 目前: so much comes in a year, not at a moment."""
        return frame.indicator in _FLOWS and frame.measure in ("level", "growth")

    @cached_property
    def _of_any_time(self) -> set[int]:
        return self.clauses_with(_FIND_ANY_TIME)

    def _of_no_time(self, frame: Frame, reading: Reading) -> bool:
        """每年拿出…, 近三年年均增长42%: no single time, and none that goes on."""
        return bool(_ANY_TIME.search(self.scene.text, reading.clause.start, frame.quantity.start))

    def _dated_with(self, frame: Frame, reading: Reading) -> Frame | None:
        """5月份产值达到1.8亿元，同比增长13.4%: the figure whose indicator it goes on with, where no time stands between the two."""
        source = frame.source
        if source is None or source.quantity.start >= frame.quantity.start or self.clauses[source.clause].sentence != reading.clause.sentence:
            return None
        index = bisect_left(self.period_starts, source.quantity.end)
        between = index < len(self.period_starts) and self.period_starts[index] < frame.quantity.start
        return None if between else source

    def _year_in_list(self, frame: Frame, reading: Reading) -> PeriodMention | None:
        """2016年至2018年分别完成A、B、C and 2021年、2022年分别完成A、B: to each figure its year."""
        if frame.shared_of < 2:
            return None
        periods = self.scene.periods
        last = bisect_left(self.period_starts, frame.quantity.start) - 1
        if last < 0 or (periods[last].start < reading.clause.start - 40 and not self._same_sentence(periods[last], reading)) or periods[last].period is None:
            return None
        mention = periods[last]
        if mention.rule == "years" and mention.period and mention.period.start and mention.period.end:
            first = int(mention.period.start[:4])
            if int(mention.period.end[:4]) - first + 1 != frame.shared_of:
                return None
            return mention._replace(period=Period(f"{first + frame.shared}-01-01", f"{first + frame.shared}-12-31"), rule="year")
        run = periods[max(0, last - frame.shared_of + 1) : last + 1]
        joined = all(_JOINS.fullmatch(self.scene.text, one.end, other.start) for one, other in pairwise(run))
        return run[frame.shared] if len(run) == frame.shared_of and joined else None

    def _of_the_report(self, frame: Frame, reading: Reading) -> PeriodMention | None:
        """A paragraph without a time goes on with the report's; what was signed or begun belongs to the ceremony."""
        if frame.indicator in _CEREMONIAL and self.ceremony and self.ceremony.start < frame.quantity.start:
            return self.ceremony
        done = (
            frame.measure in ("level", "change")
            and frame.indicator not in _STANDING
            and _NEWLY.search(self.scene.text, reading.clause.start, frame.quantity.end + 1)
        )
        moves = frame.measure in _MOVES and frame.indicator not in _STOCKS
        if self._in_all(frame, reading):
            return None
        undated = self.headline_period and not self.scene.periods and frame.measure == "level" and frame.indicator not in _STANDING
        if not (frame.indicator in _FLOWS or moves or done or undated or self._grows(frame) or self._with_the_new(frame, reading)):
            return None
        return self.first_period if self.first_period and self.first_period.start < frame.quantity.start else self.headline_period

    def _aims_of(self, frame: Frame, mention: PeriodMention) -> bool:
        """2016年是开局之年。开发区的目标：工业产值增长7%: the aims are of the year that is spoken of."""
        ahead = mention.rule == "year" and mention.period is not None and (mention.period.start or "")[:4] >= self.published_year
        return ahead and (frame.indicator in _FLOWS or frame.measure == "growth")

    def _was_a_moment(self, frame: Frame, mention: PeriodMention) -> bool:
        """年初一批项目开始投资。…第三产业完成投资134亿元: what a report's time is told with is of no shorter time before."""
        return mention.rule in ("edge-of-year", "month") and frame.indicator in _FLOWS and self.first_period is not None

    def _in_all(self, frame: Frame, reading: Reading) -> bool:
        """累计投入21亿元 in a sentence without a time: from the beginning, not in the time of the report."""
        at = self.scene.text.find("累计", reading.clause.start, frame.quantity.start) if frame.measure == "level" else -1
        return at >= 0 and not (frame.indicator in _FLOWS and (self.scene.text.startswith(("完成", "实现"), at + 2) or self._grows(frame)))

    def _with_the_new(self, frame: Frame, reading: Reading) -> bool:
        """新开工项目7个，竣工3个: the second was of the same time as the first."""
        index = bisect_left(self.frame_starts, frame.quantity.start) - 1
        if index < 0 or frame.indicator not in _DONE_COUNTS or frame.measure != "level":
            return False
        before = self.frames[index]
        clause = self.clauses[before.clause]
        return (
            before.indicator in _DONE_COUNTS
            and clause.sentence == reading.clause.sentence
            and bool(_NEWLY.search(self.scene.text, clause.start, before.quantity.start))
        )

    def _grows(self, frame: Frame) -> bool:
        """技术合同成交额62亿元，较上年增长三成: what has grown by so much was of the same time."""
        if frame.measure != "level" or frame.indicator in _STANDING:
            return False
        index = bisect_left(self.frame_starts, frame.quantity.start) + 1
        return any(
            other.measure == "growth" and (other.paired is frame or (other.source is frame and other.clause - frame.clause <= 1))
            for other in self.frames[index : index + 4]
        )

    def _reports(self, frame: Frame, reading: Reading) -> bool:
        """某公司完成产值61.2亿元，增长26.3% within the report on its zone."""
        if frame.measure == "level":
            return frame.indicator in _FLOWS and bool(_ACHIEVED.search(self.scene.text, reading.clause.start, frame.quantity.start))
        return frame.indicator in _FLOWS and frame.measure in ("growth", "contribution", "pull")

    def _own_after(self, frame: Frame, reading: Reading) -> PeriodMention | None:
        """A time later in the clause; but that of 总投资5亿元的某项目9月28日奠基 is when the project began."""
        mention = reading.own_period
        if mention is None or mention.start < frame.quantity.start:
            return mention
        if frame.indicator in _OF_A_SITE and _THEN_BEGINS.match(self.scene.text, mention.end):
            return None  # 二期12栋厂房将于11月动工
        return None if _OF_SOMETHING.match(self.scene.text, frame.quantity.end) else mention

    def _carried(self, frame: Frame, subject: Subject, reading: Reading, planned: bool) -> bool:
        """Whether the time that governs the clause dates this figure as well."""
        mention = reading.period
        if mention is None:
            return False
        if frame.indicator in _OF_A_SITE and mention.rule in ("day", "month") and subject.kind != "region" and frame.indicator not in COSTS:
            words = self.scene.text[mention.end : mention.end + 16]
            if _THEN_BEGINS.search(words.partition("，")[0]):
                return False  # 去年10月一期12栋厂房交付
        if mention.start > frame.quantity.start or (frame.indicator in LASTING and _OF_SOMETHING.match(self.scene.text, frame.quantity.end)):
            return False
        if frame.indicator in _STOCKS and reading.clause.start > mention.end and _OF_THE_NEW.match(self.scene.text, mention.start - 2, mention.end + 2):
            return False  # 企业412家，其中今年新注册67家，从业人员1.1万人
        near = self._same_sentence(mention, reading)
        if planned and _THEN_BEGINS.match(self.scene.text, mention.end) and frame.indicator not in _DATED_PLANS:
            return False  # 计划今年年底竣工交付，可满足15家以上企业
        told_from = reading.clause.start
        if self.scene.text.startswith(("其中", "拥有"), told_from):
            told_from = max(told_from - 24, self.scene.text.rfind("。", 0, told_from))  # 现有职工280余人，其中研发人员35人，拥有专利22项
        has = frame.measure == "level" and (_HAS_NOW if near else _HAS).search(self.scene.text, told_from, frame.quantity.start)
        if not near and ((mention.rule not in _UP_TO_NOW and self._in_all(frame, reading)) or self._was_a_moment(frame, mention)):
            return False
        if frame.indicator in _STOCKS and frame.measure == "level" and not near and mention.rule in ("day", "month"):  # 10月8日，…。现有职工430人
            return False
        if has or (planned and ((not near and not self._aims_of(frame, mention)) or self._promised(frame, reading))):
            return False
        if frame.indicator == "duration" and _TERM.search(self.scene.text, reading.clause.start, frame.quantity.start):
            return False
        if subject.kind == "organization":
            beside = reading.clause.start - mention.end <= 2  # 今年9月，公司又获得3000万美元
            return (beside or mention.rule not in ("day", "month")) and frame.indicator not in LASTING - COSTS
        if frame.indicator in _STANDING:
            return near and frame.indicator == "land_area"
        if mention.rule == "day":
            return near or frame.indicator in _CEREMONIAL
        return near or frame.indicator not in LASTING or frame.indicator in COSTS

    def _same_time_last_year(self, frame: Frame, reading: Reading) -> bool:
        """去年同期为49个: the period spoken of, a year earlier."""
        words = self.scene.text[reading.clause.start : frame.quantity.start]
        if frame.quantity.kind == "times":
            return False
        return "同期" in words and bool(re.search(r"(?<![比较与于超])(?:去年|上年)同期(?:的|为|仅|只有|是|有|，)?[^，比较\d]{0,8}$", words))

    def _project_period(self, frame: Frame, reading: Reading, mention: PeriodMention | None, planned: bool) -> tuple[Period | None, PeriodMention | None]:
        """A project's lasting attributes and its promises bear no date; its progress bears that of the sentence."""
        hoped = mention
        if mention is None and planned and reading.period is not None and self._same_sentence(reading.period, reading):
            begins = _THEN_BEGINS.match(self.scene.text, reading.period.end)
            hoped = reading.period if reading.period.rule in ("year", "part-of-year") and not begins else None
        if frame.indicator in LASTING or (planned and frame.indicator not in _DATED_PLANS and not self._dated_hope(frame, hoped)):
            return None, None
        if mention is None and frame.indicator in ("building_count", "equipment_count") and reading.own_period is None:
            return None, None  # 总建筑面积11.4万平方米，包括3栋厂房
        if mention is None:
            mention = hoped
        if mention is None:
            mention = self._own_after(frame, reading)
        if mention is None and reading.period is not None and reading.period.rule not in ("month", "day") and self._same_sentence(reading.period, reading):
            mention = reading.period
        return (mention.period, mention) if mention else (None, None)

    def _dated_hope(self, frame: Frame, mention: PeriodMention | None) -> bool:
        """今年产值有望达到4亿元 is of this year; 今年建成后年产值4亿元 is of no year."""
        return (
            mention is not None and mention.rule in ("year", "part-of-year") and not re.search(r"[后时]", self.scene.text[mention.end : frame.quantity.start])
        )

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
        low = max(frame.quantity.start - 120, 0)
        sentence = max(self.scene.text.rfind("。", low, frame.quantity.start), self.scene.text.rfind("\n", low, frame.quantity.start), low)
        words = [word for at, word in self.planned[bisect_left(self.planned, (sentence, "")) : bisect_left(self.planned, (frame.quantity.start, ""))]]
        return any(word.endswith(("后", "时")) for word in words)

    def period_near(self, at: int, reading: Reading) -> PeriodMention | None:
        """For stages: a time in the same clause, else one carried from the same sentence; a day or month only from the clause before."""
        mention = (self._period_before(at, reading) if reading.times else None) or reading.own_period
        if mention is None and reading.period is not None and self._same_sentence(reading.period, reading):
            gap = self.scene.text[reading.period.end : reading.clause.start]
            opens = self.scene.text[reading.period.start - 1 : reading.period.start] in "。\n"  # 10月18日，…: the day of all that its sentence tells
            near = "；" not in gap and gap.count("，") <= 2 + 2 * opens and len(gap) <= 60 + 60 * opens
            under_way = "正在" in self.scene.text[reading.clause.start : at + 2]
            if not under_way and (near or reading.period.rule not in ("month", "day", "months")):
                mention = reading.period
        if mention is not None and mention.rule == "since" and mention.start < at < mention.end:
            return self._when_begun(mention, at)
        return mention

    def _when_begun(self, mention: PeriodMention, at: int) -> PeriodMention:
        """自去年底投产以来: what lasts since then was begun at that time itself."""
        since = mention.period
        own = find_periods(self.scene.text[mention.start : at], Published.parse(since.start)) if since and since.start else []
        period = own[0].period if own else None
        if since is None or since.start is None or period is None or period.end is None:
            return mention
        return mention._replace(period=Period(since.start, since.start[:4] + period.end[4:]), rule="month")

    def periods_between(self, start: int, end: int) -> list[PeriodMention]:
        index = bisect_left(self.period_starts, start)
        found = []
        while index < len(self.scene.periods) and self.scene.periods[index].start < end:
            found.append(self.scene.periods[index])
            index += 1
        return found


def _year_before(period: Period) -> Period:
    def back(day: str | None) -> str | None:
        return f"{int(day[:4]) - 1}{day[4:]}" if day else None

    return Period(back(period.start), back(period.end))
