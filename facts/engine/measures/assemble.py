"""Facts with value, unit, period, anchor, rule and reasons, from frames and the answers of scope."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from facts.engine.measures.clauses import Frame
from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Subject
from facts.engine.types import CandidateFact, PeriodMention, Slot
from facts.engine.words.numerals import canonical


def assemble_measures(frames: list[Frame], scope: Scope) -> list[CandidateFact]:
    facts = []
    for frame in frames:
        for subject in scope.each(frame) or (scope.subject(frame),):
            if subject.name:
                facts.append(_measure(frame, subject, scope))
    return facts


def _measure(frame: Frame, subject: Subject, scope: Scope) -> CandidateFact:
    quantity = frame.quantity
    planned = scope.is_planned(frame)
    period, mention = scope.period(frame, subject, planned)
    if period and period.start and period.start > scope.today and frame.base != "last year":
        planned = not scope.is_start(frame)  # 到2027年突破1000亿元
        period, mention = (period, mention) if planned else (None, None)
    slots: tuple[Slot, ...] = (
        Slot("value", quantity.start, quantity.end, quantity.row),
        Slot("indicator", frame.noun[0], frame.noun[1], frame.rule),
        Slot("subject", subject.start, subject.end, subject.rule),
    )
    if mention:
        slots += (Slot("period", mention.start, mention.end, mention.rule),)
    return CandidateFact(
        kind="measure",
        subject_type=subject.kind,
        subject=subject.name,
        anchors=((quantity.start, quantity.end),),
        rule=f"{frame.measure}: {frame.rule}",
        indicator=frame.indicator or "other",
        label=frame.label if frame.indicator in ("", "other") else "",
        measure=frame.measure,
        value=canonical(frame.value if frame.value or not quantity.value else quantity.value),
        value_max=canonical(quantity.value_max) if quantity.value_max is not None else "",
        unit=quantity.unit,
        value_printed=quantity.value_printed,
        unit_printed=quantity.unit_printed,
        product=frame.product,
        reference=frame.reference,
        scope=subject.scope,
        period=period,
        modality="planned" if planned else "actual",
        comparator=quantity.comparator,
        base="" if frame.base == "last year" else frame.base,
        slots=slots,
        attribution=scope.attribution(quantity.start),
        basis=_basis(frame, mention, scope),
        rivals=tuple(frame.rivals),
    )


def _basis(frame: Frame, mention: PeriodMention | None, scope: Scope) -> str:
    """累计完成 is cumulative, 9月当月 a single period, 截至9月底 a point in time; else the words do not say."""
    words = scope.scene.text[scope.clauses[frame.clause].start : frame.quantity.start]
    if "累计" in words:
        return "cumulative"
    if "当月" in words or "单月" in words or "当季" in words:
        return "single"
    return "point" if mention and mention.rule == "until" and frame.measure == "level" else ""


_PRINTED = ("subject", "object", "scope", "product", "reference", "label")
_BACK, _AHEAD = 4000, 400
_PIECE = 64


def as_printed(facts: list[CandidateFact], text: str, folded: str, titles: tuple[str, str]) -> list[CandidateFact]:
    """Names as the article writes them (full width, Traditional), looked up near the anchor, else in its `titles`, printed and folded."""
    changed: set[str] = set()
    for at in range(0, len(text), _PIECE):
        printed, read = text[at : at + _PIECE], folded[at : at + _PIECE]
        if printed != read:  # most pieces are printed as they are read
            changed.update(new for old, new in zip(printed, read, strict=True) if new != old)
    return [
        fact
        if changed.isdisjoint(fact.subject + fact.object + fact.scope + fact.product + fact.reference + fact.label)
        else _with_names_as_printed(fact, text, folded, changed, titles)
        for fact in facts
    ]


def _with_names_as_printed(fact: CandidateFact, text: str, folded: str, changed: set[str], titles: tuple[str, str]) -> CandidateFact:
    changes: dict[str, Any] = {}
    for key in _PRINTED:
        words = getattr(fact, key)
        if words and not changed.isdisjoint(words):
            at = folded.find(words, max(0, fact.start - _BACK), fact.end + _AHEAD)
            printed = text
            if at < 0:
                printed, at = titles[0], titles[1].find(words)
            if at >= 0 and printed[at : at + len(words)] != words:
                changes[key] = printed[at : at + len(words)]
    return replace(fact, **changes) if changes else fact
