from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.printing import day_words, period_words, span_words, value_words


def _claim(value, unit, printed="", unit_printed="", **more):
    fields = {"value_max": "", "comparator": "eq", "value_printed": printed, "unit_printed": unit_printed} | more
    return SimpleNamespace(value=value, unit=unit, **fields)


@pytest.mark.parametrize(
    ("claim", "zh", "en"),
    [
        (_claim("24320000000", "CNY", "243.2", "亿元"), "243.2亿元", "CNY 24.32 billion (243.2亿元)"),
        (_claim("24320000000", "CNY"), "243.2亿元", "CNY 24.32 billion"),
        (_claim("37.0", "percent", "37.0", "%"), "37.0%", "37.0%"),
        (_claim("7.0", "pp", "7.0", "个百分点"), "7.0个百分点", "7.0 percentage points"),
        (_claim("1", "pp", "1", "个百分点"), "1个百分点", "1 percentage point"),
        (_claim("204000", "m2", "306", "亩", comparator="approx"), "约306亩（约20.4万平方米）", "about 306 mu (306亩, about 204,000 m²)"),
        (_claim("204000", "m2", "约306", "亩", comparator="approx"), "约306亩（约20.4万平方米）", "about 306 mu (306亩, about 204,000 m²)"),
        (_claim("8000000", "m2", "1.2", "万亩"), "1.2万亩（约800万平方米）", "12,000 mu (1.2万亩, about 8 million m²)"),
        (_claim("47031.14", "m2", "47031.14", "平方米"), "47031.14平方米", "47031.14 m²"),
        (_claim("110000", "m2", "11万余", "平方米", comparator="gt"), "超过11万平方米", "more than 110,000 m² (11万平方米)"),
        (_claim("500", "count", "500余", "个", comparator="gt"), "超过500个", "more than 500"),
        (_claim("10", "count", "十多", "家", comparator="gt"), "超过十家", "more than 10 (十家)"),
        (_claim("80", "percent", "80", "%", comparator="ge"), "不低于80%", "at least 80%"),
        (_claim("40", "percent", "近四成", "", comparator="approx"), "约四成", "about 40% (四成)"),
        (_claim("50", "percent", "过半", "", comparator="gt"), "超过50%", "more than 50%"),
        (_claim("100", "percent", "翻一番", ""), "100%", "100%"),
        (_claim("12000", "count", "1.2", "万套"), "1.2万套", "12,000 (1.2万套)"),
        (_claim("100000000", "W", "100", "MW"), "100MW", "100 MW"),
        (_claim("1000000000", "CNY", "10亿至15亿", "元", value_max="1500000000"), "10亿至15亿元", "CNY 1–1.5 billion (10亿至15亿元)"),
        (_claim("3", "year", "3—5", "年", value_max="5"), "3—5年", "3–5 years"),
        (_claim("-300000000", "CNY", "-3", "亿元"), "-3亿元", "CNY -300 million (-3亿元)"),
        (_claim("61", "other", "61", "标方"), "61标方", "61标方"),
        (_claim("61", "other", "", "标方"), "61标方", "61标方"),
        (_claim("198", "count", "", ""), "198个", "198"),
    ],
)
def test_values_are_as_printed_and_hedged_in_one_way(claim, zh, en):
    assert (value_words(claim), value_words(claim, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("start", "end", "zh", "en"),
    [
        ("2024-01-01", "2024-12-31", "2024年", "2024"),
        ("2024-01-01", "2024-06-30", "2024年上半年", "first half of 2024"),
        ("2024-07-01", "2024-12-31", "2024年下半年", "second half of 2024"),
        ("2024-01-01", "2024-09-30", "2024年前三季度", "first three quarters of 2024"),
        ("2024-04-01", "2024-06-30", "2024年第二季度", "second quarter of 2024"),
        ("2024-01-01", "2024-08-31", "2024年1—8月", "January–August 2024"),
        ("2024-02-01", "2024-02-29", "2024年2月", "February 2024"),
        ("2024-04-11", "2024-04-20", "2024年4月中旬", "11–20 April 2024"),
        ("2024-04-21", "2024-04-30", "2024年4月下旬", "21–30 April 2024"),
        ("2024-04-03", "2024-04-09", "2024年4月3日至4月9日", "3–9 April 2024"),
        ("2024-04-03", "2024-05-09", "2024年4月3日至5月9日", "3 April 2024 to 9 May 2024"),
        ("2023-04-03", "2024-05-09", "2023年4月3日至2024年5月9日", "3 April 2023 to 9 May 2024"),
        ("2024-10-08", "2024-10-08", "2024年10月8日", "8 October 2024"),
        ("2021-01-01", "2025-12-31", "2021—2025年", "2021–2025"),
        ("2023-10-01", "2024-03-31", "2023年10月至2024年3月", "October 2023 to March 2024"),
        ("2024-01-01", None, "2024年以来", "since 2024"),
        ("2024-03-01", None, "2024年3月以来", "since March 2024"),
        ("2024-03-05", None, "2024年3月5日以来", "since 5 March 2024"),
        (None, "2024-09-30", "截至2024年9月底", "by the end of September 2024"),
        (None, "2024-12-31", "截至2024年底", "by the end of 2024"),
        (None, "2024-09-15", "截至2024年9月15日", "by 15 September 2024"),
        (None, None, "", ""),
    ],
)
def test_spans_are_said_in_the_largest_units_they_fill(start, end, zh, en):
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    assert (span_words(*days), span_words(*days, "en")) == (zh, en)


def test_a_missing_period_is_named():
    claim = SimpleNamespace(period_start=None, period_end=None)
    assert (period_words(claim), period_words(claim, "en")) == ("未注明时期", "period not stated")


_days = st.none() | st.dates(date(2015, 1, 1), date(2030, 12, 31))


def _span(one, other):
    return tuple(sorted((one, other))) if one and other else (one, other)


_spans = st.builds(_span, _days, _days)


@given(_spans, _spans, st.sampled_from(["zh", "en"]))
def test_two_spans_never_share_their_words(one, other, language):
    assert (span_words(*one, language) == span_words(*other, language)) == (one == other)


@pytest.mark.parametrize(
    ("precision", "zh", "en"), [("day", "2024年10月8日", "8 October 2024"), ("month", "2024年10月", "October 2024"), ("year", "2024年", "2024")]
)
def test_a_date_is_as_precise_as_it_is_known(precision, zh, en):
    assert (day_words(date(2024, 10, 8), precision), day_words(date(2024, 10, 8), precision, "en")) == (zh, en)
