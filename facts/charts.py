"""Which facts can be compared, and the bars that draw them. A drawing is a column of its own table, so every drawing has its table.

Bars compare what one period, measure and unit have in common, or one series over its periods. Batches (签约一批, 开工一批…) are
different projects and are never drawn beside each other. The order is the order of the reports: nothing here ranks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from .models import Fact
from .vocabulary import Measure

_MOST_BARS = 24


@dataclass(frozen=True)
class Bar:
    """Start and width in hundredths of the drawing's width."""

    fact: Fact
    start: str
    width: str


@dataclass(frozen=True)
class Chart:
    lead: Fact
    bars: list[Bar]
    zero: str


def comparisons(facts: Iterable[Fact]) -> list[Chart]:
    """One period, several subjects, scopes or (for rates) indicators."""
    return _charts(facts, _same_period, lambda fact: (fact.subject, fact.scope, fact.indicator_id, fact.label))


def series(facts: Iterable[Fact]) -> list[Chart]:
    """One indicator of one subject and scope, in several periods, the earliest first."""
    dated = sorted((fact for fact in facts if fact.period_end), key=lambda fact: (fact.period_end, fact.pk))
    return _charts(dated, _same_series, lambda fact: (fact.period_start, fact.period_end))


def _charts(facts: Iterable[Fact], alike: Callable[[Fact], tuple[object, ...] | None], distinct: Callable[[Fact], tuple[object, ...]]) -> list[Chart]:
    groups: dict[tuple[object, ...], dict[tuple[object, ...], Fact]] = {}
    for fact in facts:
        key = alike(fact)
        if key is not None and "批" not in fact.scope:
            groups.setdefault(key, {}).setdefault(distinct(fact), fact)
    return [_chart(list(group.values())[:_MOST_BARS]) for group in groups.values() if len(group) > 1]


def _same_period(fact: Fact) -> tuple[object, ...] | None:
    """What two facts must share to stand side by side; a quantity also its indicator, a rate may speak of another."""
    lasting = fact.indicator is not None and fact.indicator.lasting
    if fact.value_max or not (fact.period_start or fact.period_end or lasting):
        return None
    if fact.measure == Measure.LEVEL:
        what: tuple[object, ...] = (fact.indicator_id, fact.label, fact.product)
    elif fact.measure == Measure.GROWTH:
        what = (fact.base,)
    else:
        return None
    return fact.measure, fact.unit, fact.unit == "other" and fact.unit_printed, fact.period_start, fact.period_end, fact.modality, *what


def _same_series(fact: Fact) -> tuple[object, ...] | None:
    if fact.value_max:
        return None
    subject = fact.subject_region_id, fact.subject_zone_id, fact.subject_project_id, fact.subject_organization_id, fact.subject
    said = fact.indicator_id, fact.label, fact.measure, fact.unit, fact.unit_printed, fact.base, fact.product, fact.reference, fact.modality
    return subject, said, fact.scope_registered_id or fact.scope


def _chart(facts: list[Fact]) -> Chart:
    values = [Decimal(fact.value) for fact in facts]
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    scale = Decimal(100) / ((high - low) or 1)
    zero = -low * scale
    bars = [Bar(fact, _hundredths(zero + min(value, Decimal(0)) * scale), _hundredths(abs(value) * scale)) for fact, value in zip(facts, values, strict=True)]
    return Chart(facts[0], bars, _hundredths(zero))


def _hundredths(number: Decimal) -> str:
    return f"{number:.2f}"
