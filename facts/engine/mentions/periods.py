"""Finds times and reads them against the publication date: 1—8月份 -> 2024-01-01 .. 2024-08-31."""

from __future__ import annotations

import re
from dataclasses import dataclass

from facts.engine.mentions.months import month_period, months, near_month, part_months
from facts.engine.types import Period, PeriodMention
from facts.engine.words.numerals import parse_number

_SENTENCE_END = re.compile(r"[。！？\n]")
NOW = Period(None, None)
_DASH = r"(?:—{1,2}|-|~|～|–|－|至|到|―)"
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d)(?:年度?|(?=[.]\d{1,2}(?!\d)(?![百千万亿元个家%％])))|(?P<relative>今年|去年|上年|前年|明年|(?<![产运成工用标营期建目放])后年|本年|来年|翌年|次年)度?|"
    r"(?P<spoken>二〇[一二三〇零四五六七八九]{2})年)"
)
_PART = (
    r"(?P<part>上半年|下半年|[前头首][两三]个?季度?(?!丰)|[前头首][一二两三四五六七八九十\d]{1,2}个?月|第?[一1](?:、|—|-|至|到|~|～)?[二三四234]季度|第?[一二三四1234]季度|第[一二三四1234]季|首三季度?|首季度?|"
    r"前10个月|后三个季度|上半年度|(?<![到了近仅只大约短每一过时用])半年(?!多|时间|之?内|就|的时间))"
)
_MONTHS = rf"(?P<from>1[0-2]|[1-9]|[一二三四五六七八九十]{{1,2}})月?{_DASH}(?P<to>1[0-2]|[1-9]|[一二三四五六七八九十]{{1,2}})月(?:份)?"
_ONE = "[一二三四五六七八九]"
_MONTH = rf"(?P<month>1[0-2]|0?[1-9]|十[一二]?|{_ONE}(?=月[上中下初底末份\d])|(?<=年){_ONE}(?=月(?!{_ONE})))月(?:份)?(?!球)"
_DAY = rf"(?P<day>[12]\d|3[01]|0?[1-9])(?:日|号)(?:(?:{_DASH})(?:(?P<month2>1[0-2]|[1-9])月)?(?P<day2>[12]\d|3[01]|[1-9])日)?"
_EDGE = r"(?P<edge>上旬|中旬|下旬|初|底|末|中)"
_YEAR_EDGE = r"(?P<yearedge>全年|年?底前?|年?末前?|年?初|年中|底前)"
_SINCE = r"(?P<since>以来|起至今|至今|以后|起)?"
_UPTO = r"(?P<upto>截至|截止到?|截止|到|至|直至|截至到)?"


def _alternative(tag: str, *parts: str) -> str:
    return re.sub(r"\?P<(\w+)>", lambda match: f"?P<{tag}_{match[1]}>", "".join(parts))


_PATTERN = re.compile(
    "|".join(
        (
            _alternative("span", r"(?P<first>(?:19|20)\d\d)年?", _DASH, r"(?P<last>(?:19|20)\d\d)年"),
            r"(?P<both>今明两年|明后两年|新的一年|新一年)",
            _alternative("plan", r"“?(?P<plan>十[一二三四五六]五)”?(?P<tail>期间|时期|以来|末|规划期末?|收官之年|开局之年|期末)?"),
            _alternative("full", _UPTO, _YEAR, rf"(?:{_MONTHS}|{_PART}|{_MONTH}(?:{_DAY}|{_EDGE})?|{_YEAR_EDGE})?", r"(?P<same>同期)?", _SINCE),
            _alternative("part", _UPTO, rf"(?:{_MONTHS}|{_PART}|{_MONTH}(?:{_DAY}|{_EDGE})?)", r"(?P<same>同期)?", _SINCE),
            _alternative(
                "edge",
                _UPTO,
                r"(?<![一二两三四五六七八九十\d周全])(?P<word>年底前?|年末|年初|年中|月底前?|月末|月初|年内|全年|[本上下]个?月(?:\d{1,2}[日号]|初|底|末|[上中下]旬|中(?=[^国]))?)(?P<same>同期)?",
                _SINCE,
            ),
            r"(?P<now>截[至止]到?(?:目前|当前|现在|日前)(?:为止)?|[直到至]+目前(?:为止)?|时至今日|至今|截至(?:记者)?发稿(?:时)?|迄今|目前(?<!项目前)|眼下|现在|如今|当前|现阶段|时下|眼前)",
            r"(?P<vague>五年(?=累计|共)|近年来?|近[一二两三四五六七八九十几\d]{1,2}年来?|近日|日前|至此|昨日|昨天|今日|当日|同日|近期|连日来|当年|同期|连续[一二两三四五六七八九十\d]{1,2}年|(?:过去|未来|今后)的?[一二两三四五六七八九十几\d]{1,2}年|[一二两三四五六七八九十几\d]{1,2}年(?:多)?(?:来|间|过去|之后|后的今天|后(?=，)|之?内)|今天|前天|明天|当天|[上本下]周|前不久|不久前|历年|往年|(?:19|20)\d\d(?=[版]))",
        )
    )
)


# What a time can begin with, and what follows then; the grammar is tried nowhere else.
_ONES = "\\d一二三四五六七八九十"
_PAIRS = (
    "全年 来年 去年 次年 翌年 往年 历年 半年 年底末初中内 月底末初 日前 目前 上年半月个周 下半月个周 本年月个周 “十 今年日天明后 明年天后 昨日天 "
    f"当年日前天 同日期 现在阶 如今 眼下前 前年天不两{_ONES} 后年三 头两{_ONES} 首季两{_ONES} 第{_ONES} 近日期年几两{_ONES} 截至止 直至到 时至下 迄今 "
    f"连日续 过去 未来 不久 新的一 到今去上前明后本来翌次首头第半下年月全目至直{_ONES} 至今此去上前明后本来翌次首头第半下年月全目到直{_ONES}"
).split()
_BEGINS = {pair[0]: f"[{pair[1:]}]" for pair in _PAIRS}
_BEGINS |= dict.fromkeys("几两一二三四五六七八九十", rf"[两几{_ONES}]{{0,2}}[年月季五〇、—\-~～–－至到―]")
_BEGINS |= dict.fromkeys("0123456789", rf"\d{{0,3}}(?:[年月版季二三四]|[、—\-~～–－至到―]{{1,2}}[{_ONES}])|[09]\d\d\.")  # no amount: 243.2亿元
_TRIGGER = re.compile("|".join(f"{first}(?={rest})" for first, rest in _BEGINS.items()))


@dataclass(frozen=True)
class Published:
    """The publication date as far as it is known."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, words: str | None) -> Published | None:
        if not words:
            return None
        match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", words.strip())
        return cls(int(match[1]), int(match[2] or 0), int(match[3] or 0)) if match else None


def find_periods(text: str, published: Published | None) -> list[PeriodMention]:
    """去年10月 -> 2024-10-01 .. 2024-10-31; a year said once governs the months that follow in its sentence."""
    found: list[PeriodMention] = []
    spoken: int | None = None
    plan = 0  # when the five years that the article speaks of began
    told: int | None = None  # the year last stated in the paragraph, for 全年 and 当年
    end = 0
    for trigger in _TRIGGER.finditer(text):
        match = _PATTERN.match(text, trigger.start()) if trigger.start() >= end else None
        if match is None:
            continue
        between = text[end : match.start()] if match.start() - end < 400 else "\n"
        if spoken and ("\n" in between or (_SENTENCE_END.search(between) and not _tells_of_past(match, spoken, published, text, found))):
            spoken = None
        if spoken and published and match["part_month"] and _is_of_this_year(match, spoken, published, text, between):
            spoken = None
        if spoken and found and _turns_the_year(match, found[-1], spoken, text):
            spoken = spoken + 1 if published and spoken < published.year and "。" not in between else None
        if "\n" in between:
            told = None
        end = match.end()
        mention, year = _read(match, published, spoken, text, told)
        if mention and match["vague"] in ("当天", "当日"):
            mention = _that_day(mention, found, text)
        plan = _PLANS[match["plan_plan"]] if match["plan_plan"] and mention and mention.rule != "plan-end" else plan
        if mention and plan and published and plan + 4 <= published.year and (match["vague"] or "").startswith("五年"):
            mention = mention._replace(period=Period(f"{plan}-01-01", f"{plan + 4}-12-31"), rule="plan", lasting=True)  # “十三五”…。五年来
        if mention and match["vague"] == "当年" and told:
            mention = mention._replace(period=months(told, 1, 12), rule="year", lasting=True)
        if (
            mention
            and match["edge_word"] in _OF_THAT_YEAR
            and told
            and published
            and told != published.year
            and not (told < published.year and _intends(match, text))
            and not (told > published.year and _PART_END.search(between))
        ):
            mention = mention._replace(period=_moved_to(told, mention.period))
        if mention and (since := _SINCE_THEN.match(text, end)) and mention.rule in ("year", "month", "day", "edge-of-year") and mention.period:
            mention = mention._replace(end=since.end(), period=Period(mention.period.start, None), rule="since")
            end, year = since.end(), None  # 自去年底封关以来，上半年完成…: this year's
        before = text[match.start() - 1 : match.start()] if match.start() else "\n"
        if before in _COMPARED_WITH or _AS_A_BASE.match(text, end) or (before in "由从" and _LEVEL_THEN.match(text, end)):
            year = None  # 比2022年缩短一半, 由去年的38%提升至45%: a yardstick, not the year spoken of
        if mention and found:
            mention = _same_then(_so_far(mention, found[-1], text), found[-1], text)
        if mention:
            found.append(mention)
        spoken = None if match["now"] or "月" in (match["edge_word"] or "") else year or spoken  # 去年8月动工，本月底试产，三季度投产
        told = told if _PLACED.search(text, match.start() - 4, match.start()) else year or told
        if match["edge_word"] == "全年" and mention and mention.period and mention.period.start:
            told = int(mention.period.start[:4])
    return found


_INTENT = re.compile(r"预计|计划|将|力争|有望|拟|确保|争取|目标|冲刺|前$")
_TARGET_AHEAD = re.compile(r"[^，。；\n]{0,24}?的?目标(?!任?务?的?\d)")  # 全年投资增长12%的目标不变
_TIMETABLE = re.compile(r"(?:时间表|路线图|作战图|下一步|接下来|将重点|将着力|将突出)[^\n]{0,120}$")
_PLACED = re.compile(r"排到?了?$|排至$")  # 订单排到了明年6月: the year spoken of stays
_COMPARED_WITH = ("比", "较", "与")
_AS_A_BASE = re.compile(r"为(?:参照|基期|基数|基准|起点)")  # 以2019年为参照，一季度…
_LEVEL_THEN = re.compile(r"(?:同期|[年月]?[底末初])?的?(?:不足|不到|[约近仅])?\d")
# 去年底通水，机组6月可并网; 计划9月投产
_AHEAD, _AHEAD_OF = (
    re.compile(r"(?:即|就|便)?(?:可(?![控见行喜观研资])|将|有望|力争|拟|预计|确保)"),
    re.compile(r"(?:预计|计划|力争|有望|确保|争取|[拟将可])[^，。；\d]{0,4}$"),
)
_LISTED_WITH = "比较与和同、及在由从"
# 2015年从重庆落户以来
_SINCE_THEN = re.compile(r"[^，。；\n\d]{1,12}?(?<!今年)(?<!年)以来")
# 全年实现地区生产总值486亿元: told as done, the year is over.
_DONE_IN_THE_YEAR = re.compile(r"[全各]?[区市县州]?(?:共|累计|共计|合计|规模以上工业企业)?(?:实现|完成|新增|新设|新签|引进|接待|达到)(?!的?(?:目标|任务))")
_OF_THAT_YEAR = ("全年", "年末", "年内", "年底", "年底前", "年初", "年中")
# 计划明年6月试生产；某项目年内开工: a year to come is spoken of to the end of its part.
_PART_END = re.compile(r"[。；]")


_ATTRIBUTE = re.compile(r"[\u4e00-\u9fff]{2,6}的\d")  # 截至5月10日，今年实施的38个项目: whose year they are of, not when they were counted


def _moved_to(year: int, period: Period | None) -> Period | None:
    """全年 and 年末 of the year spoken of."""
    return period and Period(period.start and f"{year}{period.start[4:]}", period.end and f"{year}{period.end[4:]}")


def _so_far(mention: PeriodMention, last: PeriodMention, text: str) -> PeriodMention:
    """截至10月末，全区今年累计…: from New Year to that month."""
    if mention.rule != "year" or last.rule != "until" or not mention.period or not last.period or not last.period.end:
        return mention
    between = text[last.end : mention.start]
    if (
        len(between) > 24
        or _ATTRIBUTE.match(text, mention.end)
        or "。" in between
        or "；" in between
        or not (mention.period.start or "") <= last.period.end <= (mention.period.end or "")
    ):
        return mention
    return mention._replace(period=Period(mention.period.start, last.period.end), rule="months")


def _same_then(mention: PeriodMention, last: PeriodMention, text: str) -> PeriodMention:
    """去年上半年22亿元，今年同期26.4亿元: those months of the year named, and no yardstick."""
    if mention.rule != "same-period" or last.rule not in ("months", "part-of-year", "month") or not mention.period or not last.period:
        return mention
    year, before = (mention.period.start or "")[:4], (last.period.start or "")[:4]
    if year <= before or not last.period.end or text[mention.start - 1] in "比较与和于" or _SENTENCE_END.search(text, last.end, mention.start):
        return mention
    return mention._replace(period=_moved_to(int(year), last.period), rule=last.rule, lasting=True)


def _that_day(mention: PeriodMention, found: list[PeriodMention], text: str) -> PeriodMention:
    """5月9日…。当天签约36个: the day named last, in this paragraph or the one before."""
    last = next((other for other in reversed(found[-4:]) if other.rule == "day"), None)
    if last is None or mention.start - last.end > 400 or text.count("\n", last.end, mention.start) > 1:
        return mention
    return mention._replace(period=last.period, rule="day", lasting=True)


def _tells_of_past(match: re.Match[str], spoken: int, published: Published | None, text: str, found: list[PeriodMention]) -> bool:
    """去年3月…。4月签约、6月开工: a bare month goes on telling of last year, unless it intends or counts up to now."""
    if published is None or spoken >= published.year or not match["part_month"]:
        return False
    if found and found[-1].rule == "year" and match["part_day"] and text[match.end() : match.end() + 1] != "，":
        return False  # 去年产值突破60亿元。…项目5月20日投产: a year's figure begins no tale
    if match["part_upto"] and not _has_passed(match, published):
        return False
    return not _intends(match, text)


def _is_of_this_year(match: re.Match[str], spoken: int, published: Published, text: str, between: str) -> bool:
    """去年底通水，机组6月可并网: what is intended is still to come. 预计明年6月试产；乙项目9月28日开工: what has passed was no plan's."""
    ahead = bool(_AHEAD.match(text, match.end()) or _AHEAD_OF.search(text, match.start() - 8, match.start()))
    if spoken < published.year:
        return ahead
    month = parse_number(match["part_month"])
    return spoken > published.year and "；" in between and not ahead and month is not None and month <= published.month


def _turns_the_year(match: re.Match[str], last: PeriodMention, spoken: int, text: str) -> bool:
    """去年10月开工，5月底封顶; 去年11月投产，上半年产值6亿元: a month or half that is earlier than the month before is of the year after."""
    if (
        not (match["part_month"] or match["part_part"])
        or last.rule not in ("month", "day", "edge-of-year")
        or not last.period
        or text[match.start() - 1] in _LISTED_WITH
    ):
        return False
    month = parse_number(match["part_month"]) if match["part_month"] else part_months(match["part_part"])[1]
    year, before = (last.period.start or "0-0").split("-")[:2]
    return month is not None and int(year) == spoken and month < int(before)


def _has_passed(match: re.Match[str], published: Published) -> bool:
    """到4月底 in a paper of January: last April, when last year was spoken of."""
    month = parse_number(match["part_month"])
    return match["part_upto"] in ("到", "至") and month is not None and 0 < published.month < month


def _intends(match: re.Match[str], text: str) -> bool:
    if _TIMETABLE.search(text, max(0, match.start() - 120), match.start()):
        return True
    low = max(0, match.start() - 6)
    if match["edge_word"]:  # 确保由负转正，全年实现…
        back = max(0, match.start() - 36)
        low = min(low, max(text.rfind("。", back, match.start()), text.rfind("\n", back, match.start()), text.rfind("；", back, match.start()), back))
        if _TARGET_AHEAD.match(text, match.end()):
            return True
    return bool(_INTENT.search(text[low : match.end() + 8]))


def _read(match: re.Match[str], published: Published | None, spoken: int | None, text: str, told: int | None) -> tuple[PeriodMention | None, int | None]:
    start, end = match.span()
    if match["now"]:
        return PeriodMention(start, end, NOW, "now", True), None
    if match["vague"] in ("过去一年", "过去的一年") and published and 0 < published.month <= 3:
        return PeriodMention(start, end, months(published.year - 1, 1, 12), "year", True), None
    if match["vague"]:
        return PeriodMention(
            start, end, None, "vague", match["vague"].endswith(("至此", "年来", "年多来", "年间", "年过去", "年之后", "年后", "后的今天", "年内", "年之内"))
        ), None
    if match["span_first"]:
        return PeriodMention(start, end, Period(f"{match['span_first']}-01-01", f"{match['span_last']}-12-31"), "years", True), int(match["span_last"])
    if match["plan_plan"]:
        return _read_plan(match), None
    if match["both"]:
        return _read_both(match, published), None
    tag = (match.lastgroup or "").partition("_")[0]
    year, stated = _year(match, tag, published, spoken, text, told)
    if year is None:
        return PeriodMention(start, end, None, "no-year", False), None
    period, rule = _resolve(match, tag, year, published, spoken)
    if match[f"{tag}_same"]:
        return PeriodMention(start, end, period, "same-period", False), None
    if match[f"{tag}_since"] and period:
        opened = Period(period.start, None)
        return PeriodMention(start, end, opened, "since", True), None
    upto = match[f"{tag}_upto"]
    reached = upto in ("到", "至") and tag != "edge" and match[f"{tag}_edge"] in ("底", "末")
    if upto and (reached or upto.startswith("截")) and period:
        return PeriodMention(start, end, Period(None, period.end), "until", True), year if stated else None
    return PeriodMention(start, end, period, rule, True), year if stated else None


_GROUPS = {tag: [(name.partition("_")[2], number) for name, number in _PATTERN.groupindex.items() if name.startswith(tag)] for tag in ("full", "part", "edge")}
_PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}


def _read_both(match: re.Match[str], published: Published | None) -> PeriodMention:
    """今明两年 and 明后两年; 新的一年 is the one just begun, or the one to come."""
    if published is None:
        return PeriodMention(*match.span(), None, "no-year", False)
    late = published.month > 6
    first = published.year + (late if match["both"].startswith("新") else match["both"].startswith("明"))
    last = first + match["both"].endswith("两年")
    return PeriodMention(*match.span(), Period(f"{first}-01-01", f"{last}-12-31"), "years" if last > first else "year", True)


def _read_plan(match: re.Match[str]) -> PeriodMention:
    first = _PLANS[match["plan_plan"]]
    tail = match["plan_tail"] or ""
    if tail == "以来":
        return PeriodMention(*match.span(), Period(f"{first}-01-01", None), "since", True)
    if tail == "开局之年":
        return PeriodMention(*match.span(), months(first, 1, 12), "year", True)
    if "末" in tail or tail == "收官之年":
        return PeriodMention(*match.span(), Period(f"{first + 4}-01-01", f"{first + 4}-12-31"), "plan-end", True)
    return PeriodMention(*match.span(), Period(f"{first}-01-01", f"{first + 4}-12-31"), "plan", bool(tail))


def _year(match: re.Match[str], tag: str, published: Published | None, spoken: int | None, text: str, told: int | None) -> tuple[int | None, bool]:
    """The year meant, and whether the words state it."""
    if tag == "full":
        if match["full_year"]:
            return int(match["full_year"]), True
        if match["full_spoken"]:
            number = parse_number(match["full_spoken"])
            return (int(number) if number is not None else None), True
        if published is None:
            return None, False
        if match["full_relative"] == "上年" and (spoken or told):
            return (spoken or told or 0) - 1, False  # 2018年，…由上年的68%提高到74%
        if match["full_relative"] in ("翌年", "次年") and (spoken or told):
            return (spoken or told or 0) + 1, True  # 2023年进出口120亿元，…；次年增至138亿元
        shift = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "来年": 1, "后年": 2, "翌年": 1, "次年": 1}
        return published.year + shift[match["full_relative"]], match["full_relative"] not in ("上年", "翌年", "次年")
    if spoken and tag != "edge" and not _counts_up_to_now(match, spoken, published):
        return spoken, False
    if published is None:
        return None, False
    return published.year - _belongs_to_last_year(match, tag, published, text), False


def _counts_up_to_now(match: re.Match[str], spoken: int, published: Published | None) -> bool:
    """去年11月投产，截至3月底已生产…: a month that the paper has just seen end is this year's."""
    if published is None or not published.month or spoken != published.year - 1 or not (match["part_upto"] or "").startswith("截") or not match["part_month"]:
        return False
    month = parse_number(match["part_month"])
    return month is not None and published.month - 2 <= month <= published.month


def _belongs_to_last_year(match: re.Match[str], tag: str, published: Published, text: str) -> int:
    """前三季度 in a paper of January is last year's, and so is 12月 that nothing intends."""
    if not published.month:
        return 0
    last = None
    if tag == "part" and match["part_to"]:
        number = parse_number(match["part_to"])
        last = int(number) if number is not None else None
    elif tag == "part" and match["part_part"]:
        last = part_months(match["part_part"])[1]
    if last is not None and published.month <= 3 and last > published.month and last > 3:
        return int(not _intends(match, text))
    if tag == "part" and match["part_month"] and published.month <= 2:
        month = parse_number(match["part_month"])
        return int(month is not None and month - published.month >= 9 and not _intends(match, text))
    if tag != "edge" or _intends(match, text):
        return 0
    over = 11 if _DONE_IN_THE_YEAR.match(text, match.end()) else 3
    return int((match["edge_word"] == "全年" and published.month <= over) or (match["edge_word"] == "年末" and published.month <= 6))


def _resolve(match: re.Match[str], tag: str, year: int, published: Published | None, spoken: int | None) -> tuple[Period | None, str]:
    group = {name: value for name, number in _GROUPS[tag] if (value := match[number])}
    if "from" in group:
        first, last = (int(number) if (number := parse_number(group[name])) is not None else 0 for name in ("from", "to"))
        return (months(year, first, last), "months") if 1 <= first <= last <= 12 else (None, "bad-months")
    if "part" in group:
        return months(year, *part_months(group["part"])), "part-of-year"
    if "month" in group:
        number = parse_number(group["month"])
        return month_period(year, int(number) if number is not None else 0, group)
    edge = group.get("yearedge") or group.get("word") or ""
    if edge in ("全年", "年内", ""):
        return months(year, 1, 12), "year"
    if "月" in edge:
        return near_month(edge, published.year, published.month) if published and published.month else (None, "no-month")
    month = 1 if "初" in edge else 6 if "中" in edge else 12
    return months(year, month, month), "edge-of-year"
