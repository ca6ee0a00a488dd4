"""What the engine reads out of a value box or a selection. Reads only; the one place where the desk asks the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles.models import Article
from articles.passages import sentence_bounds
from facts.engine import CandidateFact
from facts.engine.mentions.quantities import find_quantities
from facts.engine.words.tokens import fold
from facts.extraction import NotRead, claim_values, read_article
from facts.models import Proposal
from facts.names import Registry, registry_names
from facts.vocabulary import Comparator, Unit

_LONGEST = 60


@dataclass
class ValueReading:
    """３０６亩 as the claim's columns; `error` is a sentence where it cannot be read."""

    columns: dict[str, str]
    words: str = ""
    error: str = ""


def read_value(words: str, unit_printed: str = "") -> ValueReading:
    """`1.2万套` → 12000 count. A bare number takes the unit that stood there before."""
    words = words.strip()
    if not words or len(words) > _LONGEST:
        return ValueReading({}, error="请写出数值，如 306亩、1.2万套、243.2亿元。")
    for attempt in (words, words + unit_printed):
        folded = fold(attempt)
        found = find_quantities(folded, [])
        if len(found) == 1 and not folded[found[0].end :].strip():
            return _reading(found[0])
    return ValueReading({}, error=f"读不出“{words}”。请写成 306亩、1.2万套、243.2亿元这样，数字后面带单位。")


def _reading(quantity: Any) -> ValueReading:
    known = quantity.unit in Unit.values
    columns = {
        "value": format(quantity.value, "f"),
        "value_max": format(quantity.value_max, "f") if quantity.value_max is not None else "",
        "unit": quantity.unit if known else Unit.OTHER.value,
        "value_printed": quantity.value_printed,
        "unit_printed": quantity.unit_printed or ("" if known else quantity.unit),
        "comparator": quantity.comparator or "eq",
    }
    return ValueReading(columns, normalised(columns))


def normalised(columns: Any) -> str:
    """`约 204000 平方米`: the value as it is kept."""
    read = columns.get if isinstance(columns, dict) else lambda name: getattr(columns, name)
    hedge = Comparator(read("comparator") or "eq")
    unit = read("unit_printed") if read("unit") == Unit.OTHER else Unit(read("unit")).label if read("unit") else ""
    span = f"{read('value')}—{read('value_max')}" if read("value_max") else read("value")
    return f"{'' if hedge == Comparator.EQ else hedge.label + ' '}{span} {unit}".strip()


def printed(claim: Any) -> str:
    """The value as the article has it, for the value box: `243.2亿元`."""
    return f"{claim.value_printed}{claim.unit_printed}" if claim.value_printed else normalised(claim) if claim.value else ""


def read_selection(article: Article, start: int, end: int) -> tuple[Proposal, str]:
    """An unsaved proposal filled from the selected words, and what to tell the editor.

    The whole article is read, so that subject and period carry over; else the quantity alone is read out of the selection."""
    try:
        read = read_article(article, registry_names())
    except NotRead:
        read = []  # the editor can still fill in every part by hand
    candidates = [found for found in read if found.start < end and found.end > start]
    if candidates:
        best = max(candidates, key=lambda found: (min(end, found.end) - max(start, found.start), -(found.end - found.start)))
        return _proposal(article, best), "识别程序在所选文字中读到这一条，请核对各部分。"
    left, right = sentence_bounds(article.text, start, end)
    near = next((found for found in read if left <= found.start < right), None)
    draft = _proposal(article, near) if near else Proposal(article=article, version=article.current, kind="measure", subject_type="zone", measure="level")
    draft.anchors = [{"start": start, "end": end, "exact": article.text[start:end]}]
    reading = read_value(article.text[start:end])
    if reading.error:
        return draft, "识别程序没有读出数据，请手工填写各部分。"
    for name, value in reading.columns.items():
        setattr(draft, name, value)
    draft.kind, draft.stage, draft.relation, draft.object = "measure", "", "", ""
    return draft, "已读出数值；主体、指标和时期取自同一句，请核对。" if near else "已读出数值，请填写主体、指标和时期。"


def _proposal(article: Article, candidate: CandidateFact) -> Proposal:
    values = claim_values(candidate)
    anchors = [{"start": start, "end": end, "exact": article.text[start:end]} for start, end in candidate.anchors[:1]]
    return Proposal(article=article, version=article.current, anchors=anchors, rule=candidate.rule, **values, **Registry.for_article(article).links(values))
