"""An indicator refuses only units that cannot be meant, by every way in; what people annotated always fits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facts import curation
from facts.bulk import accept_all
from facts.curation import CurationError, claim_columns
from facts.engine.words.lexicon import read_rows
from facts.models import Fact, Proposal
from facts.units import unit_fits
from facts.vocabulary import Unit
from tests.base import chief, make_article, make_proposal, make_zone, measure_values

ROOT = Path(__file__).parents[2]
KINDS = {row["key"]: row["unit_kind"] for row in read_rows("vocabulary")}
ANNOTATED = [
    ROOT / "seeds/decisions.jsonl",
    ROOT / "tests/facts/data/changzhi.facts.jsonl",
    *sorted((ROOT / "tests/engine/pages/dev").glob("*.facts.jsonl")),
]


@pytest.mark.parametrize(
    ("indicator", "measure", "unit"),
    [
        ("total_investment", "level", "m2"),
        ("land_area", "level", "CNY"),
        ("employees", "level", "Wh"),
        ("road_length", "level", "m2"),
        ("duration", "level", "CNY"),
        ("gdp", "growth", "CNY"),
        ("gdp", "change", "m2"),
    ],
)
def test_a_unit_that_cannot_be_meant_is_refused(db, indicator, measure, unit):
    with pytest.raises(CurationError, match="不能以"):
        claim_columns(measure_values(indicator_id=indicator, measure=measure, unit=unit))


@pytest.mark.parametrize(
    ("indicator", "measure", "unit"),
    [("total_investment", "level", "other"), ("total_investment", "level", "USD"), ("gdp", "growth", "times"), ("gdp", "pull", "pp"), ("other", "level", "m2")],
)
def test_a_unit_that_can_be_meant_is_taken(db, indicator, measure, unit):
    assert claim_columns(measure_values(indicator_id=indicator, measure=measure, unit=unit))["unit"] == unit


def test_a_correction_to_another_kind_of_unit_stores_nothing(db):
    zone = make_zone()
    proposal = make_proposal(make_article(zones=[zone]), "12亿元", subject_zone=zone, indicator_id="total_investment", value="1200000000")
    with pytest.raises(CurationError, match=r"总投资.*平方米"):
        curation.correct(proposal, chief(), {"value": "204000", "unit": "m2", "value_printed": "306", "unit_printed": "亩"})
    assert not Fact.objects.exists()


def _choices(value):
    return value if isinstance(value, list) else [value]


def _stored(unit):
    return unit if unit in Unit.values else "other"


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.name)
def test_every_annotated_measure_fits(path):
    for line in path.read_text("utf-8").splitlines():
        fact = json.loads(line)
        if fact.get("kind") == "measure" and fact.get("decision") != "reject":
            ways = [
                (_stored(unit), measure, KINDS[key])
                for unit in _choices(fact["unit"])
                for measure in _choices(fact["measure"])
                for key in _choices(fact["indicator"])
            ]
            assert any(unit_fits(*way) for way in ways), line


def test_a_bulk_decision_leaves_such_a_proposal_to_the_desk(db):
    zone = make_zone()
    article = make_article(zones=[zone])
    make_proposal(article, subject_zone=zone)
    odd = make_proposal(article, "12亿元", subject_zone=zone, value="12")
    Proposal.objects.filter(pk=odd.pk).update(unit="m2")
    result = accept_all(Proposal.objects.all(), chief(), 1)
    assert (result.decided, result.skipped) == (1, 1)
    assert Proposal.objects.get(pk=odd.pk).state == "pending"
