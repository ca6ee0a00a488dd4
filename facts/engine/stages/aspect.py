"""When a stage was or will be reached, and whether it is there yet: 9月份已经竣工, 明年投产, 试生产没有问题."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange

from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Reading
from facts.engine.types import Period, PeriodMention, Token

_DONE_BEFORE = re.compile(r"(?:已|已经|刚刚|早已|均已|也已|现已|业已|率先|又)(?:全面|全部|正式|顺利|基本|于[^，]{0,8}|陆续)?$")
_DONE = re.compile(r"已|正(?!式)|刚刚|了$")
_LATELY = ("日前", "近日", "近期", "不久前", "前不久")
_ON_SITE = re.compile(r"现场|工地")
_SEEN = re.compile(r"现场|工地|^正(?!式)")  # 新规划建设的供热站建设现场: it is there
_TO_COME = re.compile(r"(?:准备|筹备|即将|将要|有望|可望|确保|保证|努力|争取|力求|有信心)(?:于|在)?[^，。；已]{0,10}$")
_CAN = re.compile(r"(?:可以|能够|就能|便可|即可|便能)(?:正式|全面|全部|陆续)*$")
_CAN_ENDS = frozenset("以够能可式面部续\n")
_THAT_DAY = re.compile(r"(?<![\u4e00-\u9fff])(?:同日|当日)|(?<=[，。；])同一日")
_ONCE = re.compile(r"原(?:计划|定|拟|本)[^，。；]{0,12}$")  # 原计划去年开工: it was not
_CERTAIN_AFTER = re.compile(r"(?:应该|肯定|绝对|完全)?(?:没有?问题|不成问题|可期|在即|在望|指日可待)")
_BEFORE_A_FEAST = re.compile(
    r"(?:国庆|国庆节|春节|元旦|五一|中秋|中秋节|七一|入冬|供暖期|雨季|汛期)前(?:可|就|将|能|要|全部|全面|实现|正式|完成|[^，。；已]{0,4}就能)*$"
)
_STATED_YEAR = re.compile(r"(?:19|20)\d\d|[今去前明后]年|上年|来年|次年|当年")
# 仅用10个月就建成投产: how long it took, not when it was.
_TOOK = re.compile(r"(?:仅|只|历时|前后|短短|不到)(?:用了?|花了?|有)?[^，。；]{0,6}(?:天|个月|个多月|年)|耗时|比[^，]{0,8}(?:提前|早)")
_FROM_TO = re.compile(r"从[^，。；]{1,6}到$")
# 去年开工的技改项目已暂停实施: the time belongs to what stands before 的.
_OF_AN_ATTRIBUTE = re.compile(r"[^，。；]{0,24}的")
# 年内开工, 年底前投产: a day that has not come.
_BY_THEN = re.compile(r"年内|底前|末前|年前")
_BOUND = ("month", "day", "edge", "part-of-year")


def aspect(scope: Scope, reading: Reading, token: Token, fresh: bool) -> tuple[Period | None, PeriodMention | None, bool]:
    """Period, the words that gave it, and whether it is planned; `fresh`: the clause names a subject of its own."""
    text = scope.scene.text
    mention = scope.period_near(token.start, reading)
    own = mention is not None and reading.clause.start <= mention.start < reading.clause.end
    before = text[reading.clause.start : token.start]
    if mention is None and "标志着" in text[reading.clause.start : token.start] and reading.period and "。" not in text[reading.period.end : token.start]:
        mention = reading.period  # 7月19日，最后一方混凝土浇筑到位，…，标志着…全面完工
    if mention and (lately := _lately(scope, reading, token)) and mention.end <= lately:
        mention, own = None, False  # 7月20日，…。X项目日前投产
    if mention and own and _is_of_attribute(scope, reading, mention, token):
        mention, own = None, False
    if (
        mention
        and not own
        and (
            _TOOK.search(text, reading.clause.start, token.start)
            or _FROM_TO.search(text, max(reading.clause.start, token.start - 10), token.start)
            or _is_bound(scope, reading, mention)
        )
    ):
        mention = None
    low = reading.clause.start - 8
    if "日" in text[low if low > 0 else 0 : token.start] and (same := _same_day(scope, reading, token)):
        mention, own = same, True
    period = mention.period if mention else None
    if mention and period and period.start and mention.end == token.start + 1 and text[token.start] == "中":
        period = Period(period.start[:8] + "01", _end_of(period.start[:8] + "02", "月"))  # 已于8月|中交
    carried = reading.planned and not _SEEN.search(text, token.start, token.end) and not (reading.clause.semicolon and fresh) and not _DONE.search(before)
    done = bool(_DONE_BEFORE.search(before[-12:]))
    within = token.entry.planned and token.entry.stage != "planned"  # 7月可投产
    intended = (scope.planned_at(reading, token.end if within else token.start) and not done) or text.startswith("条件", token.end)
    seen = token.entry.stage == "under_construction" and _SEEN.search(text, token.start, token.end) is not None
    intended = (intended and not seen) or bool(before[-1:] in _CAN_ENDS and _CAN.search(before[-8:]))
    intended = intended or bool("前" in before and _BEFORE_A_FEAST.search(before[-14:]))
    intended = intended or bool(_TO_COME.search(before))
    intended = intended or bool(own and mention and not done and (_BY_THEN.search(text, mention.start, mention.end + 1) or _is_still_ahead(mention, scope)))
    if intended and not own and period and period.end and period.end < scope.published:
        period = mention = None  # 去年新增60人，二期准备开工
    past = bool(period and own and period.end and period.end < scope.published)
    if "原" in before and _ONCE.search(before[-16:]):
        return period, mention, True
    if period and token.entry.stage == "under_construction" and _ON_SITE.search(text, token.start, token.end):
        period = mention = None  # 5月20日，记者在建设现场看到: the day of the visit
    planned = intended or (carried and not past and token.entry.stage != "suspended")
    certain = bool(_CERTAIN_AFTER.match(text, token.end))
    if (
        period
        and mention
        and period.start
        and not period.end
        and (text[mention.start - 1 : mention.start] in ("自", "从") or text.startswith("以来", token.end))
    ):
        period = Period(period.start, _end_of(period.start, text[mention.start : mention.end]))  # 自3月18日开工以来
    if period and mention and own and not _STATED_YEAR.search(text[mention.start : mention.end]):
        period = _moved(period, scope, forward=intended or certain, back=done or "已" in before)
    future = bool(period and period.start and period.start > scope.today)
    return period, mention, planned or certain or future


def _is_still_ahead(mention: PeriodMention, scope: Scope) -> bool:
    """本月底投运, said on the 22nd."""
    end = mention.period and mention.period.end
    return bool(end and scope.published and end > scope.published and scope.scene.text[mention.end - 1] in "底末")


def _same_day(scope: Scope, reading: Reading, token: Token) -> PeriodMention | None:
    """6月15日，甲项目签约。同日，乙项目开工: the day told of last."""
    text = scope.scene.text
    if (that := _THAT_DAY.search(text, max(reading.clause.start - 8, 0), token.start)) is None:
        return None
    days = [time for time in scope.periods_between(max(0, that.start() - 240), that.start()) if time.rule == "day" and time.period]
    return days[-1] if days and "\n" not in text[days[-1].end : that.start()] else None


def _lately(scope: Scope, reading: Reading, token: Token) -> int:
    """Where 日前 stands before the stage in its clause: a time that nothing fixes."""
    text = scope.scene.text
    return next((time.start for time in scope.periods_between(reading.clause.start, token.start) if text.startswith(_LATELY, time.start)), 0)


def _end_of(start: str, words: str) -> str | None:
    """The last day of the day, ten days or month that words name; a year stays open."""
    year, month, day = (int(part) for part in start.split("-"))
    if "日" in words or "号" in words:
        return start
    if "月" not in words:
        return None
    return f"{year}-{month:02}-{10 if day == 1 and ('初' in words or '上旬' in words) else 20 if day == 11 else monthrange(year, month)[1]:02}"


def _moved(period: Period, scope: Scope, forward: bool, back: bool) -> Period:
    """A month without a year, in the year that makes sense of it: 将于年初开工 is next year's, 9月份已竣工 no later than today."""
    if forward and period.start and period.end and period.end < scope.published:
        return _shifted(period, 1)
    if back and not forward and period.start and period.start > scope.today:
        return _shifted(period, -1 if not scope.published_year else min(-1, int(scope.published_year) - int(period.start[:4])))
    return period


def _shifted(period: Period, years: int) -> Period:
    def moved(day: str | None) -> str | None:
        return f"{int(day[:4]) + years}{day[4:]}" if day else None

    return Period(moved(period.start), moved(period.end))


def _is_of_attribute(scope: Scope, reading: Reading, mention: PeriodMention, token: Token) -> bool:
    project = next((entity for entity in reading.entities if entity.kind == "project" and mention.end <= entity.start < token.start), None)
    return bool(project and _OF_AN_ATTRIBUTE.fullmatch(scope.scene.text, mention.end, project.start) and _stage_between(scope, mention.end, project.start))


def _is_bound(scope: Scope, reading: Reading, mention: PeriodMention) -> bool:
    """2018年9月开工，…建成投产: the month dated the stage beside it and dates no other; a time before the comma goes on."""
    comma = scope.scene.text.find("，", mention.end, reading.clause.start)
    # 自3月8日开工以来，…，现已完成基础施工
    if mention.rule not in _BOUND and mention.rule != "since" and not reading.clause.semicolon:
        return False
    return _stage_between(scope, mention.start, comma if comma >= 0 else reading.clause.start)


def _stage_between(scope: Scope, start: int, end: int) -> bool:
    index = bisect_left(scope.stage_starts, start)
    return index < len(scope.stage_starts) and scope.stage_starts[index] < end
