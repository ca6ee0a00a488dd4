"""Numbers, units and periods as words, in Chinese and English: figures as printed first, a conversion second and in brackets."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Any

from .vocabulary import Comparator

HEDGES = {
    "zh": {comparator.value: comparator.label for comparator in Comparator} | {"eq": ""},
    "en": {"eq": "", "approx": "about ", "gt": "more than ", "ge": "at least ", "lt": "less than ", "le": "at most "},
}
NO_PERIOD = {"zh": "未注明时期", "en": "period not stated"}

# Unit code -> steps from large to small: from which value on, what one of it is worth, the word. English money stands before the number.
_UNITS_ZH = {
    **{code: [("1e12", f"万亿{word}"), ("1e8", f"亿{word}"), ("1e4", f"万{word}"), ("1", word)]
       for code, word in {"CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元"}.items()},
    **{code: [("1e8", f"亿{word}"), ("1e4", f"万{word}"), ("1", word)]
       for code, word in {"count": "个", "m2": "平方米", "t": "吨", "m3": "立方米", "tce": "吨标准煤"}.items()},
    "W": [("1e9", "吉瓦"), ("1e6", "兆瓦"), ("1e3", "千瓦"), ("1", "瓦")],
    "Wh": [("1e11", "亿千瓦时"), ("1e7", "万千瓦时"), ("1e3", "千瓦时"), ("1", "瓦时")],
    "m": [("1e3", "公里"), ("1", "米")],
    **{code: [("1", word)] for code, word in {
        "percent": "%", "pp": "个百分点", "t/d": "吨/日", "hour": "小时", "day": "天", "month": "个月", "year": "年", "times": "倍"}.items()},
}  # fmt: skip
_LARGE = [("1e12", " trillion"), ("1e9", " billion"), ("1e6", " million")]
_UNITS_EN = {
    **{code: [*_LARGE, ("1", "")] for code in ("CNY", "USD", "EUR", "HKD", "JPY", "count")},
    **{code: [*((step, f"{large} {word}") for step, large in _LARGE), ("1", f" {word}")] for code, word in {
        "m2": "m²", "t": "tonnes", "m3": "m³", "tce": "tonnes of standard coal equivalent"}.items()},
    "W": [("1e9", " GW"), ("1e6", " MW"), ("1e3", " kW"), ("1", " W")],
    "Wh": [("1e12", " TWh"), ("1e9", " GWh"), ("1e6", " MWh"), ("1e3", " kWh"), ("1", " Wh")],
    "m": [("1e3", " km"), ("1", " m")],
    "percent": [("1", "%")], "t/d": [("1", " tonnes a day")],
    **{code: [("1", f" {word}")] for code, word in {
        "pp": "percentage points", "hour": "hours", "day": "days", "month": "months", "year": "years", "times": "times"}.items()},
}  # fmt: skip
_CURRENCIES = {"CNY", "USD", "EUR", "HKD", "JPY"}
_MU = {"亩": 1, "万亩": 10_000}

_hedge_before = re.compile(r"^(?:大约|约|将近|接近|近|超过|突破|超|逾|不低于|不少于|至少|最少|不超过|不高于|不多于|至多|最多|不到|不足|高于|低于|过)+")
_hedge_after = re.compile(r"(?:余|多|以上|以下|以内|之内|左右|上下|强)+$")
_hedge_within = re.compile(r"(?<=[十百千万亿\d])[余多](?=[万亿千百]|$)")
_numeral = re.compile(r"[0-9０-９零〇一二两三四五六七八九十百千万亿]")
_digits = re.compile(r"\d+(?:\.\d+)?")


def value_words(claim: Any, language: str = "zh", *, signed: bool = True) -> str:
    """`约306亩（约20.4万平方米）`, `about 306 mu (306亩, about 204,000 m²)`; unsigned where a verb says the direction."""
    writer = _value_zh if language == "zh" else _value_en
    return HEDGES[language][claim.comparator or "eq"] + writer(claim, _sign(claim) if signed else "")


def _value_zh(claim: Any, sign: str) -> str:
    words = sign + (_as_printed(claim) or _canonical(claim, _UNITS_ZH, "—"))
    return f"{words}（约{_square_metres(claim, _UNITS_ZH)}）" if claim.unit_printed in _MU and not claim.value_max else words


def _value_en(claim: Any, sign: str) -> str:
    """The value in English steps; what the article printed follows in brackets where its digits are others."""
    printed = _as_printed(claim)
    if claim.unit not in _UNITS_EN:
        return sign + (printed or _canonical(claim, _UNITS_EN, "–"))
    words = _canonical(claim, _UNITS_EN, "–")
    notes = [sign + printed] if printed and _digits.findall(printed) != _digits.findall(words.replace(",", "")) else []
    if claim.unit_printed in _MU and not claim.value_max and _digits.fullmatch(_number(claim)):
        notes = [sign + printed, f"about {_square_metres(claim, _UNITS_EN)}"]
        words = f"{_plain(Decimal(_number(claim)) * _MU[claim.unit_printed], grouped=True)} mu"
    currency = f"{claim.unit} " if claim.unit in _CURRENCIES else ""
    return f"{currency}{sign}{_singular(words)}" + (f" ({', '.join(notes)})" if notes else "")


def _singular(words: str) -> str:
    return re.sub(r"^1 (percentage point|hour|day|month|year|time|tonne)s", r"1 \1", words)


def _as_printed(claim: Any) -> str:
    """Value and unit as in the article; empty where it has no number, only words (过半, 翻一番)."""
    number = _number(claim)
    return number + claim.unit_printed if _numeral.search(number) and "番" not in number else ""


def _number(claim: Any) -> str:
    """The number as printed, its sign and, where the claim has one, its hedge taken off."""
    number = claim.value_printed.strip().lstrip("-−－+")
    if (claim.comparator or "eq") == "eq":
        return number
    return _hedge_within.sub("", _hedge_after.sub("", _hedge_before.sub("", number)))


def _canonical(claim: Any, units: dict[str, list[tuple[str, str]]], dash: str) -> str:
    """The value and its unit in the largest steps that it fills; a unit of the article's own stays."""
    numbers = [abs(_decimal(value)) for value in (claim.value, claim.value_max) if value]
    steps = units.get(claim.unit, [("1", claim.unit_printed)])
    if claim.unit == "count" and units is _UNITS_ZH and claim.unit_printed:
        steps = [("1", claim.unit_printed.lstrip("万亿"))]
    worth, word = next((step for step in steps if max(numbers, default=0) >= Decimal(step[0])), steps[-1])
    if worth == "1" and _digits.findall(claim.value_printed) == [claim.value.lstrip("-")]:
        return claim.value.lstrip("-") + word
    grouped = units is _UNITS_EN
    if worth == "1":
        return dash.join(_plain(number, grouped=grouped, exact=True) for number in numbers) + word
    return dash.join(_plain(number / Decimal(worth), grouped=grouped) for number in numbers) + word


def _square_metres(claim: Any, units: dict[str, list[tuple[str, str]]]) -> str:
    """The value to three digits, as many as a converted figure can bear."""
    value = Context(prec=3, rounding=ROUND_HALF_UP).create_decimal(abs(_decimal(claim.value)))
    worth, word = next((step for step in units["m2"] if value >= Decimal(step[0])), units["m2"][-1])
    return _plain(value / Decimal(worth), grouped=units is _UNITS_EN) + word


def _plain(number: Decimal, *, grouped: bool = False, exact: bool = False) -> str:
    number = number if exact else number.normalize()
    return f"{number:,f}" if grouped else f"{number:f}"


def _decimal(value: str) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation:
        return Decimal(0)


def _sign(claim: Any) -> str:
    return "-" if claim.value.startswith("-") else ""


def period_words(claim: Any, language: str = "zh") -> str:
    """`2024年1—8月`, `2024年4月中旬`, `截至2024年9月底`, `2023年以来`; where the article fixes none, `未注明时期`."""
    return span_words(claim.period_start, claim.period_end, language) or NO_PERIOD[language]


def span_words(start: date | None, end: date | None, language: str = "zh") -> str:
    """A span of days in the largest units that it fills; empty where both ends are open."""
    if start is None and end is None:
        return ""
    return (_span_zh if language == "zh" else _span_en)(start, end)


def day_words(day: date, precision: str = "day", language: str = "zh") -> str:
    """A date to the precision that is known: `2024年10月`, `October 2024`."""
    if language == "zh":
        return f"{day.year}年" + ("" if precision == "year" else f"{day.month}月" + (f"{day.day}日" if precision == "day" else ""))
    words = str(day.year) if precision == "year" else f"{calendar.month_name[day.month]} {day.year}"
    return f"{day.day} {words}" if precision == "day" else words


def _span_zh(start: date | None, end: date | None) -> str:
    if end is None:
        return f"{_begin(start, 'zh')}以来"
    if start is None:
        if not _ends_month(end):
            return f"截至{day_words(end)}"
        return f"截至{end.year}年底" if end.month == 12 else f"截至{end.year}年{end.month}月底"
    year, months = f"{start.year}年", _months(start, end)
    if months is None:
        part = _ten_days(start, end)
        if part is not None:
            return f"{year}{start.month}月{'上中下'[part]}旬"
        if start == end:
            return day_words(start)
        last = f"{end.month}月{end.day}日" if start.year == end.year else day_words(end)
        return f"{day_words(start)}至{last}"
    if start.year != end.year:
        whole = (start.month, end.month) == (1, 12)
        return f"{start.year}—{end.year}年" if whole else f"{year}{start.month}月至{end.year}年{end.month}月"
    named = {(1, 12): "", (1, 6): "上半年", (7, 12): "下半年", (1, 9): "前三季度"} | {(3 * n + 1, 3 * n + 3): f"第{'一二三四'[n]}季度" for n in range(4)}
    if months in named:
        return year + named[months]
    return f"{year}{start.month}月" if start.month == end.month else f"{year}{start.month}—{end.month}月"


def _span_en(start: date | None, end: date | None) -> str:
    if end is None:
        return f"since {_begin(start, 'en')}"
    if start is None:
        if not _ends_month(end):
            return f"by {day_words(end, language='en')}"
        return f"by the end of {day_words(end, 'year' if end.month == 12 else 'month', 'en')}"
    months = _months(start, end)
    if months is None:
        if start == end:
            return day_words(start, language="en")
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{day_words(end, language='en')}"
        return f"{day_words(start, language='en')} to {day_words(end, language='en')}"
    if start.year != end.year:
        whole = (start.month, end.month) == (1, 12)
        return f"{start.year}–{end.year}" if whole else f"{day_words(start, 'month', 'en')} to {day_words(end, 'month', 'en')}"
    quarters = {(3 * n + 1, 3 * n + 3): f"{word} quarter of " for n, word in enumerate(("first", "second", "third", "fourth"))}
    named = {(1, 12): "", (1, 6): "first half of ", (7, 12): "second half of ", (1, 9): "first three quarters of "} | quarters
    if months in named:
        return f"{named[months]}{start.year}"
    first = "" if start.month == end.month else f"{calendar.month_name[start.month]}–"
    return first + day_words(end, "month", "en")


def _begin(start: date, language: str) -> str:
    precision = "day" if start.day != 1 else "month" if start.month != 1 else "year"
    return day_words(start, precision, language)


def _months(start: date, end: date) -> tuple[int, int] | None:
    """The first and last month where the span is made of whole months."""
    return (start.month, end.month) if start.day == 1 and _ends_month(end) else None


def _ten_days(start: date, end: date) -> int | None:
    if (start.year, start.month) != (end.year, end.month):
        return None
    last = calendar.monthrange(end.year, end.month)[1]
    return {(1, 10): 0, (11, 20): 1, (21, last): 2}.get((start.day, end.day))


def _ends_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
