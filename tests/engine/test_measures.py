"""Sentences with what each number in them says: indicator, measure, value, period and whether it is planned."""

import json
from pathlib import Path

import pytest

from facts.engine import extract_facts
from tests.engine.registry import registry

SPECS = json.loads((Path(__file__).parent / "specs" / "measures.json").read_text("utf-8"))


def said(fact, text):
    """One measure as a specification writes it; what the specification leaves out is not asked for."""
    period = None if fact.period is None else [fact.period.start, fact.period.end]
    return {
        "exact": text[fact.start : fact.end],
        "indicator": fact.indicator,
        "label": fact.label,
        "measure": fact.measure,
        "value": fact.value,
        "subject": fact.subject,
        "scope": fact.scope,
        "reference": fact.reference,
        "product": fact.product,
        "period": period,
        "modality": fact.modality,
        "comparator": fact.comparator,
    }


@pytest.mark.parametrize("spec", [pytest.param(spec, id=spec["text"][:24]) for spec in SPECS])
def test_it_reads_measures(spec):
    text = spec["text"]
    names = registry().for_article(headline=spec.get("headline", ""))
    found = [said(fact, text) for fact in extract_facts(text, spec.get("published", "2024-10-08"), names) if fact.kind == "measure"]
    wanted = spec["found"]
    missing = [want for want in wanted if not any(want.items() <= fact.items() for fact in found)]
    assert missing == [], found
    assert {fact["exact"] for fact in found}.isdisjoint(spec.get("no", ()))


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("潞城开发区建成3个营业收入超200亿元的产业园，全年完成税收5亿元。", "超200亿元"),
        ("潞城开发区将启动30个80亩以上试点项目，全年完成税收5亿元。", "80亩以上"),
    ],
)
def test_the_size_of_those_counted_is_no_fact(text, size):
    found = [text[fact.start : fact.end] for fact in extract_facts(text, "2024-10-08", registry()) if fact.kind == "measure"]
    assert "5亿元" in found
    assert size not in found
