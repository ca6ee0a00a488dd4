"""The calendar behind the words: 前三季度 is January to September, 9月底 its last ten days."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from facts.engine.types import Period
from facts.engine.words.numerals import parse_number


def near_month(edge: str, year: int, month: int) -> tuple[Period | None, str]:
    """下月初, 本月18日 in a paper of that year and month."""
    total = year * 12 + month - 1 + {"下": 1, "上": -1}.get(edge[0], 0)
    part = edge.partition("月")[2].removesuffix("前")
    kind = "day" if part[-1:] in ("日", "号") else "edge"
    return month_period(total // 12, total % 12 + 1, {kind: part.rstrip("日号")} if part else {})


def month_period(year: int, month: int, group: dict[str, str]) -> tuple[Period | None, str]:
    """A month, or the day, days or part of it that the words name."""
    if not 1 <= month <= 12:
        return None, "bad-month"
    last = monthrange(year, month)[1]
    if "day" in group:
        day = int(group["day"])
        last_month, last_day = int(group.get("month2", month)), int(group.get("day2", day))
        if not (1 <= day <= last and 1 <= last_day <= monthrange(year, last_month)[1]) or (last_month, last_day) < (month, day):
            return None, "bad-day"
        return Period(f"{year}-{month:02}-{day:02}", f"{year}-{last_month:02}-{last_day:02}"), "day"
    first_day, last_day = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, last), "底": (21, last), "末": (21, last)}.get(
        group.get("edge", ""), (1, last)
    )
    return Period(f"{year}-{month:02}-{first_day:02}", f"{year}-{month:02}-{last_day:02}"), "month"


@lru_cache(maxsize=512)
def months(year: int, first: int, last: int) -> Period:
    return Period(f"{year}-{first:02}-01", f"{year}-{last:02}-{monthrange(year, last)[1]:02}")


def part_months(words: str) -> tuple[int, int]:
    """前三季度 -> (1, 9)."""
    if words in ("上半年", "半年", "上半年度"):
        return 1, 6
    if words == "下半年":
        return 7, 12
    if words.startswith("后三"):
        return 4, 12
    if words.startswith("首三季"):
        return 1, 9
    if words.startswith("首") and "月" not in words:
        return 1, 3
    if through := re.search(r"[一1](?:、|—|-|至|到|~|～)?([二三四234])季度", words):
        return 1, int(parse_number(through[1]) or 1) * 3
    number = re.search(r"[一二两三四五六七八九十\d]{1,2}", words)
    count = int(parse_number(number[0]) or 1) if number else 1
    if words[0] in "前头" or (words[0] == "首" and "月" in words):
        return 1, min(12, count * 3 if "季" in words else count)
    return count * 3 - 2, count * 3
