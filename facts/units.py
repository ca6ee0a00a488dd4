"""Which units an indicator's values can have. Only what cannot be meant is refused: 总投资306亩, 占地面积5亿元."""

from __future__ import annotations

from .vocabulary import Measure, Unit

_RELATIVE = {Unit.PERCENT, Unit.PP, Unit.TIMES}
_LENGTHS_OF_TIME = {Unit.HOUR, Unit.DAY, Unit.MONTH, Unit.YEAR}
# Exports are also counted in pieces and tonnes, plants also stored in watt-hours, progress also told in days.
_OF_LEVELS = {
    "money": {Unit.CNY, Unit.USD, Unit.EUR, Unit.HKD, Unit.JPY, Unit.COUNT, Unit.T},
    "area": {Unit.M2},
    "count": {Unit.COUNT},
    "ratio": _LENGTHS_OF_TIME,
    "power": {Unit.W, Unit.WH},
    "energy": {Unit.WH, Unit.TCE, Unit.T, Unit.M3},
    "length": {Unit.M},
    "time": _LENGTHS_OF_TIME,
}


def unit_fits(unit: str, measure: str, unit_kind: str) -> bool:
    """Whether values of the measure of an indicator of this kind can have the unit. Units as printed (`other`) always can."""
    if not unit or unit == Unit.OTHER or unit in _RELATIVE:
        return True
    if measure in (Measure.GROWTH, Measure.SHARE, Measure.CONTRIBUTION):
        return False
    return unit_kind not in _OF_LEVELS or unit in _OF_LEVELS[unit_kind]
