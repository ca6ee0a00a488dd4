"""The engine by data: numbers, times and sentences with what must be read from them."""

import json
from pathlib import Path

import pytest

from facts.engine import extract_facts
from facts.engine.mentions.periods import Published, find_periods
from facts.engine.mentions.quantities import find_quantities
from facts.engine.words.numerals import canonical
from facts.engine.words.tokens import fold
from tests.engine.registry import registry

SPECS = Path(__file__).parent / "specs"


def specs(name):
    return [pytest.param(spec, id=spec["text"][:24]) for spec in json.loads((SPECS / name).read_text("utf-8"))]


@pytest.mark.parametrize("spec", specs("amounts.json"))
def test_it_reads_amounts(spec):
    text = spec["text"]
    folded = fold(text)
    dates = [(mention.start, mention.end) for mention in find_periods(folded, Published(2024))]
    found = [
        [
            text[quantity.start : quantity.end],
            canonical(quantity.value),
            quantity.unit,
            quantity.comparator,
            *([canonical(quantity.value_max)] if quantity.value_max else []),
        ]
        for quantity in find_quantities(folded, dates)
    ]
    assert [amount for amount in found if amount[2] not in ("批", "版")] == spec["found"]


@pytest.mark.parametrize("spec", specs("periods.json"))
def test_it_reads_times(spec):
    mention = find_periods(spec["text"], Published.parse(spec["published"]))[spec.get("at", 0)]
    assert (list(mention.period) if mention.period else "unknown") == spec["period"]


@pytest.mark.parametrize("spec", specs("sentences.json"))
def test_it_reads_sentences(spec):
    text = "长治市。" + spec["text"]
    found = [
        [text[fact.start : fact.end], fact.subject, fact.indicator, fact.measure, fact.value]
        for fact in extract_facts(text, "2024-10", registry())
        if fact.kind == "measure"
    ]
    missing = [wanted for wanted in spec["found"] if wanted not in found]
    assert missing == [], found
