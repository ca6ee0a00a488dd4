"""How sure the engine is of a fact: an integer score with its reasons; from SURE on, an editor may accept in bulk.

A fact starts with BASE points; data/confidence.tsv says what each rule that it rests on is worth; distance and cross-checks do the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from facts.engine.types import CandidateFact, Entity, Slot
from facts.engine.weighing.coherence import by_their_company
from facts.engine.weighing.doubts import SUBJECT_SLOT, Doubts
from facts.engine.weighing.rules import Reason, meaning_of, reason
from facts.engine.words.lexicon import read_rows

BASE = 60
SURE = 66
_VERY_FAR, _FAR = 160, 70
_OTHER_PARAGRAPH, _FAR_OFF, _FAR_NOUN = reason(-20, "主体在另一段"), reason(-2, "主体很远"), reason(-6, "指标离数字较远")
_FROM_BEFORE = reason(-6, "主体在另一段")
_SURE_TO_LAST = ("zone name", "area word", "the zone's own body")  # a zone goes on being told of, a project seldom does
_SENTENCES_BEFORE = reason(-5, "主体在前面的句子"), reason(-11, "主体在前面的句子")  # one, or more


@cache
def _points() -> dict[tuple[str, str], int]:
    return {(row["about"], row["rule"]): int(row["points"]) for row in read_rows("confidence")}


def weigh(facts: Iterable[CandidateFact], text: str, entities: Iterable[Entity] = (), home: str = "", titles: str = "") -> list[CandidateFact]:
    """Every fact with its score, reasons and whether it is sure. `home` is the article's own zone, `titles` its headline and subheadline."""
    found = list(facts)
    checks = _cross_checks(found)
    doubts = Doubts(text, entities, home, titles)
    weighed = [_weighed(fact, text, doubts, checks.get(number)) for number, fact in enumerate(found)]
    company = by_their_company(found, [score for score, _ in weighed])
    for fact, (score, reasons), (points, more) in zip(found, weighed, company, strict=True):
        fact.score, fact.reasons = score + points, reasons + more
        fact.sure = fact.score >= SURE
    return found


def _weighed(fact: CandidateFact, text: str, doubts: Doubts, checks: list[Reason] | None) -> tuple[int, tuple[str, ...]]:
    """The score of a fact alone, with its reasons."""
    subject = fact.slots[SUBJECT_SLOT[fact.kind]]
    score, said = _rule_points(
        fact.kind, subject.rule, fact.rule, fact.stage, fact.relation, fact.indicator, fact.unit if fact.unit == fact.unit_printed else ""
    )
    others = doubts.about(fact, subject)
    if fact.kind != "relation":
        others = _distance(fact, subject, text) + others
    if checks:
        others = others + checks
    for points, words in others:
        score += points
        said += (words,)
    return score, said


@cache
def _rule_points(kind: str, subject: str, rule: str, stage: str, relation: str, indicator: str, uncoded: str) -> tuple[int, tuple[str, ...]]:
    """The points of the rules alone, the same for every fact that rests on the same ones."""
    table = _points()
    reasons = []
    if kind != "relation":
        reasons.append(reason(table.get(("subject", subject), 0), f"主体：{meaning_of('subject', subject)}"))
    if kind == "stage":
        reasons.append(reason(table.get(("stage", stage), 0), "进展词的可靠程度"))
    else:
        if relation == "industry":
            reasons.append(reason(-14, "产业由列举得出"))
        about = "object" if kind == "relation" else "indicator"
        reasons.append(reason(table.get(("rule", rule), 0), f"句式：{meaning_of(about, rule.partition(': ')[2])}"))
    if kind == "measure" and ("indicator", indicator) in table:
        reasons.append(reason(table["indicator", indicator], "这一指标容易混淆"))
    if uncoded:
        reasons.append(reason(-16, f"单位没有代码：{uncoded}"))
    return BASE + sum(points for points, _ in reasons), tuple(words for _, words in reasons)


def _distance(fact: CandidateFact, subject: Slot, text: str) -> list[Reason]:
    """The farther the words that name subject and indicator, the less they bind."""
    reasons = []
    at, end = fact.anchors[0][0], subject.end
    if 0 <= subject.start < at:
        if text.find("\n", end, min(at, end + 2000)) >= 0 and not subject.rule.endswith("title of the paragraph"):
            reasons.append(_FROM_BEFORE if fact.subject_type == "zone" and subject.rule.endswith(_SURE_TO_LAST) else _OTHER_PARAGRAPH)
        elif at - end > _VERY_FAR or (fact.subject_type == "project" and at - end > _FAR):
            reasons.append(_FAR_OFF)
        elif sentences := text.count("。", end, at):
            reasons.append(_SENTENCES_BEFORE[sentences > 1])
    if fact.measure == "level":
        indicator = fact.slots[1]
        if 0 <= indicator.start < at and at - indicator.end > 14:
            reasons.append(_FAR_NOUN)
    return reasons


def _cross_checks(facts: list[CandidateFact]) -> dict[int, list[Reason]]:
    checks: dict[int, list[Reason]] = defaultdict(list)
    measures = [(number, fact) for number, fact in enumerate(facts) if fact.kind == "measure"]
    for at, (number, fact) in enumerate(measures):
        if fact.measure == "gap":
            _check_gap(measures, at, number, checks)
        elif fact.measure == "share" and fact.unit == "percent":
            _check_share(measures, at, number, checks)
    return checks


def _check_gap(measures: list[tuple[int, CandidateFact]], at: int, number: int, checks: dict[int, list[Reason]]) -> None:
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
        checks[member].append(reason(8, "增速与差距相符：" + said) if agrees else reason(-12, "增速与差距不符：" + said))


def _check_share(measures: list[tuple[int, CandidateFact]], at: int, number: int, checks: dict[int, list[Reason]]) -> None:
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
                    checks[member].append(reason(8, "占比与总量相符：" + said))
                return
