"""How sure the engine is of a fact: an integer score with its reasons; from SURE on, an editor may accept in bulk.

A fact starts with BASE points; data/confidence.tsv says what each rule that it rests on is worth; distance and cross-checks do the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from facts.engine.lexicon import read_rows
from facts.engine.rules import meaning_of
from facts.engine.types import CandidateFact, Slot

BASE = 50
SURE = 76
_FAR, _VERY_FAR = 60, 160


@cache
def _points() -> dict[tuple[str, str], int]:
    return {(row["about"], row["rule"]): int(row["points"]) for row in read_rows("confidence")}


def weigh(facts: Iterable[CandidateFact], text: str) -> list[CandidateFact]:
    """Every fact with its score, reasons and whether it is sure."""
    found = list(facts)
    checks = _cross_checks(found)
    return [_weighed(fact, text, checks.get(number, [])) for number, fact in enumerate(found)]


def _weighed(fact: CandidateFact, text: str, checks: list[tuple[int, str]]) -> CandidateFact:
    reasons = [*_rule_points(fact), *_distance(fact, text), *checks]
    score = BASE + sum(points for points, _ in reasons)
    return fact._replace(score=score, reasons=tuple(f"{points:+d} {reason}" for points, reason in reasons), sure=score >= SURE)


def _rule_points(fact: CandidateFact) -> list[tuple[int, str]]:
    table = _points()
    subject = _slot(fact, "subject")
    reasons = []
    if subject and fact.kind != "relation":
        reasons.append((table.get(("subject", subject.rule), 0), f"主体：{meaning_of('subject', subject.rule)}"))
    if fact.kind == "stage":
        reasons.append((table.get(("stage", fact.stage), 0), "进展词的可靠程度"))
        return reasons
    if fact.kind == "relation":
        reasons.append((14, "关联有专门的句式") if fact.relation != "industry" else (0, "产业由列举得出"))
    reasons.append((table.get(("rule", fact.rule), 0), f"句式：{meaning_of(*_pattern(fact))}"))
    if fact.kind == "measure" and ("indicator", fact.indicator) in table:
        reasons.append((table["indicator", fact.indicator], "这一指标容易混淆"))
    if fact.kind == "measure" and fact.unit == fact.unit_printed:
        reasons.append((-16, f"单位没有代码：{fact.unit}"))
    return reasons


def _pattern(fact: CandidateFact) -> tuple[str, str]:
    return ("object" if fact.kind == "relation" else "indicator"), fact.rule.partition(": ")[2]


def _distance(fact: CandidateFact, text: str) -> list[tuple[int, str]]:
    """The farther the words that name subject and indicator, the less they bind."""
    reasons = []
    subject, indicator = _slot(fact, "subject"), _slot(fact, "indicator")
    if subject and 0 <= subject.start < fact.start and fact.kind != "relation":
        between = text[subject.end : fact.start]
        if "\n" in between:
            reasons.append((-14, "主体在另一段"))
        elif len(between) > _VERY_FAR:
            reasons.append((-10, "主体很远"))
        elif len(between) > _FAR and "。" in between:
            reasons.append((-4, "主体在前面的句子"))
    if indicator and 0 <= indicator.start < fact.start and fact.measure == "level" and fact.start - indicator.end > 14:
        reasons.append((-6, "指标离数字较远"))
    return reasons


def _slot(fact: CandidateFact, name: str) -> Slot | None:
    return next((slot for slot in fact.slots if slot.name == name), None)


def _cross_checks(facts: list[CandidateFact]) -> dict[int, list[tuple[int, str]]]:
    checks: dict[int, list[tuple[int, str]]] = defaultdict(list)
    measures = [(number, fact) for number, fact in enumerate(facts) if fact.kind == "measure"]
    for at, (number, fact) in enumerate(measures):
        if fact.measure == "gap":
            _check_gap(measures, at, number, checks)
        elif fact.measure == "share" and fact.unit == "percent":
            _check_share(measures, at, number, checks)
    return checks


def _check_gap(measures: list[tuple[int, CandidateFact]], at: int, number: int, checks: dict[int, list[tuple[int, str]]]) -> None:
    """37.2 − 22.2 = 15.0: growth, gap and the benchmark's own figure must agree."""
    gap = measures[at][1]
    near = measures[max(0, at - 4) : at]
    rival = next(((n, fact) for n, fact in reversed(near) if fact.rule.endswith("rival in brackets")), None)
    growth = next(((n, fact) for n, fact in reversed(near) if fact.measure == "growth" and not fact.rule.endswith("rival in brackets")), None)
    if not rival or not growth:
        return
    agrees = Decimal(growth[1].value) - Decimal(rival[1].value) == Decimal(gap.value)
    said = f"{growth[1].value} − {rival[1].value} {'=' if agrees else '≠'} {gap.value}"
    for member in (number, rival[0], growth[0]):
        checks[member].append((8 if agrees else -12, ("增速与差距相符：" if agrees else "增速与差距不符：") + said))


def _check_share(measures: list[tuple[int, CandidateFact]], at: int, number: int, checks: dict[int, list[tuple[int, str]]]) -> None:
    """176.2 / 243.2 = 72.4 %: a part and a total of the same paragraph confirm a share within its rounding."""
    share = measures[at][1]
    near = [(n, fact) for n, fact in measures[max(0, at - 14) : at] if fact.measure == "level" and fact.unit not in ("percent", "pp")]
    part = next(((n, fact) for n, fact in reversed(near) if fact.indicator == share.indicator and fact.scope == share.scope), None)
    if not part or not Decimal(part[1].value):
        return
    step = Decimal(1).scaleb(int(Decimal(share.value).as_tuple().exponent)) / 2
    for n, total in near:
        if n != part[0] and total.unit == part[1].unit and Decimal(total.value) > Decimal(part[1].value):
            ratio = Decimal(part[1].value) * 100 / Decimal(total.value)
            if abs(ratio - Decimal(share.value)) <= step + Decimal("0.06"):
                said = f"{part[1].value_printed} ÷ {total.value_printed} = {ratio:.1f}%"
                for member in (number, part[0], n):
                    checks[member].append((8, "占比与总量相符：" + said))
                return
