"""报道不一: finding live facts whose values cannot all hold, and keeping one open row for each key."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from history.changes import Change

from .models import Conflict, Fact
from .vocabulary import Comparator

Interval = tuple[Decimal | None, Decimal | None]
_APPROXIMATE = Decimal("0.05")


def interval(fact: Fact) -> Interval:
    """The numbers that the printed words allow: 243.2亿 = 243.15–243.25亿, 约 ± 5 %, 超过 and 不低于 one-sided."""
    low = Decimal(fact.value)
    high = Decimal(fact.value_max) if fact.value_max else low
    half = rounding_step(fact) / 2
    if fact.comparator == Comparator.APPROX:
        return low - abs(low) * _APPROXIMATE, high + abs(high) * _APPROXIMATE
    if fact.comparator in (Comparator.GT, Comparator.GE):
        return low - half, None
    if fact.comparator in (Comparator.LT, Comparator.LE):
        return None, high + half
    return low - half, high + half


def rounding_step(fact: Fact) -> Decimal:
    """The worth of the last printed digit in the unit of `value`: 0.1亿 for 243.2亿."""
    try:
        printed = Decimal(fact.value_printed)
    except ArithmeticError:
        return Decimal(0)
    if not printed or not Decimal(fact.value):
        return Decimal(0)
    return abs(Decimal(fact.value) / printed) * Decimal(1).scaleb(int(printed.as_tuple().exponent))


def disjoint(one: Fact, other: Fact) -> bool:
    (low, high), (other_low, other_high) = interval(one), interval(other)
    return (high is not None and other_low is not None and high < other_low) or (other_high is not None and low is not None and other_high < low)


def refresh_conflicts(change: Change, compare_keys: Iterable[str]) -> None:
    """Open, widen or settle the conflicts of these keys. A key that an editor closed opens again only for a new value."""
    keys = sorted(set(compare_keys) - {""})
    alike: dict[str, list[Fact]] = {key: [] for key in keys}
    for fact in Fact.objects.live().filter(compare_key__in=keys).order_by("pk"):
        alike[fact.compare_key].append(fact)
    for key in keys:
        _refresh_key(change, key, alike[key])


def clash(facts: list[Fact]) -> list[Fact]:
    """Those of facts with one key whose value another one excludes."""
    return [fact for fact in facts if any(disjoint(fact, other) for other in facts if other.pk != fact.pk)]


def ought_to_be_open(key: str, facts: list[Fact]) -> bool:
    """Values clash, and no editor has closed the case for all of them."""
    clashing = clash(facts)
    return bool(clashing) and not _already_judged(key, clashing)


def _refresh_key(change: Change, key: str, facts: list[Fact]) -> None:
    clashing = clash(facts)
    row = Conflict.objects.filter(key=key, closed_at__isnull=True).first()
    if clashing and row is None and not _already_judged(key, clashing):
        change.create(Conflict(key=key, opened_at=change.at), action="报道不一", facts=clashing)
    elif clashing and row is not None:
        change.update(row, {}, action="报道不一", facts=clashing)
    elif row is not None:
        change.update(row, {"closed_at": change.at, "outcome": Conflict.Outcome.SETTLED, "reason": "已无相互抵触的数值"}, action="报道不一结案")


def _already_judged(key: str, facts: list[Fact]) -> bool:
    judged = Conflict.objects.filter(key=key, closed_at__isnull=False).exclude(outcome=Conflict.Outcome.SETTLED)
    seen = set(judged.values_list("facts", flat=True))
    return bool(seen) and {fact.pk for fact in facts} <= seen
