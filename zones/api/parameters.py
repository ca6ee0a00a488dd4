"""Reading the parameters that every resource understands. What is unknown or malformed is named, never passed over."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from django.http import QueryDict
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from .problems import BadParameter

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")


def check_known(query: QueryDict, known: Collection[str]) -> None:
    """Every parameter is one of the known, given once, without control characters."""
    errors: dict[str, list[str]] = {}
    for name, values in query.lists():
        if name not in known:
            errors[name[:60]] = [f"没有这个参数。可用的参数：{'、'.join(sorted(known)) or '（无）'}。"]
        elif len(values) > 1:
            errors[name] = ["这个参数只能写一次。"]
        elif any(character < " " or character == "\x7f" for character in values[0]):
            errors[name] = ["参数中有控制字符，请删去。"]
    if errors:
        raise ValidationError(errors)


def read_moment(words: str) -> datetime:
    """`2024-10-08` is its last instant in the site's time zone, but never later than now; a date-time bears its offset.

    Later moments are refused: what will be public is nobody's business before."""
    now = timezone.now()
    words = re.sub(r"(?<=\d) (?=\d\d:\d\d$)", "+", words.strip())  # a + that was not written as %2B
    try:
        if _DAY.fullmatch(words):
            day = date.fromisoformat(words)
            if day > timezone.localdate(now):
                raise BadParameter("as_of", "不能晚于今天。")
            return min(timezone.make_aware(datetime.combine(day, time.max)).astimezone(UTC), now)
        if not _MOMENT.fullmatch(words):
            raise ValueError
        moment = datetime.fromisoformat(words).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadParameter("as_of", "请写成 2024-10-08，或带时区的 2024-10-08T12:00:00+08:00。") from None
    if moment > now + timedelta(seconds=1):
        raise BadParameter("as_of", "不能晚于现在。")
    return min(moment, now)


def read_fields(words: str, known: Collection[str]) -> list[str]:
    chosen = [name.strip() for name in words.split(",") if name.strip()]
    unknown = [name for name in chosen if name not in known]
    if unknown or not chosen:
        wrong = f"没有这些字段：{'、'.join(unknown)}。" if unknown else "请至少写一个字段。"
        raise BadParameter("fields", f"{wrong}可用的字段：{'、'.join(known)}。")
    return chosen


def read_number(name: str, words: str, least: int, most: int) -> int:
    if not (words.isascii() and words.isdigit() and len(words) <= 19 and least <= int(words) <= most):
        raise BadParameter(name, f"请写 {least} 至 {most} 之间的整数。")
    return int(words)
