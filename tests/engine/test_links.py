"""Relations and stages by data: sentences with what must be read from them, and what must not."""

import json
from pathlib import Path

import pytest

from facts.engine import extract_facts
from tests.engine.registry import registry

SPECS = Path(__file__).parent / "specs"


def specs(name):
    return [pytest.param(spec, id=spec["text"][:24]) for spec in json.loads((SPECS / name).read_text("utf-8"))]


def read(spec, kind):
    names = registry().for_article(headline=spec.get("headline", ""), zone=spec.get("zone", ""))
    return [fact for fact in extract_facts(spec["text"], spec.get("published", "2024-10-08"), names) if fact.kind == kind]


@pytest.mark.parametrize("spec", specs("relations.json"))
def test_it_reads_relations(spec):
    found = [[fact.relation, fact.subject, fact.object] for fact in read(spec, "relation")]
    assert [wanted for wanted in spec["found"] if wanted not in found] == [], found
    assert [unwanted for unwanted in spec.get("never", []) if unwanted in found] == []


@pytest.mark.parametrize("spec", specs("stages.json"))
def test_it_reads_stages(spec):
    found = [[fact.stage, fact.subject, fact.scope, fact.modality, *(list(fact.period) if fact.period else [None, None])] for fact in read(spec, "stage")]
    missing = [wanted for wanted in spec["found"] if not any(wanted == fact[: len(wanted)] for fact in found)]
    assert missing == [], found
    assert [unwanted for unwanted in spec.get("never", []) if any(unwanted == fact[: len(unwanted)] for fact in found)] == []
    if spec.get("only"):
        assert [other for other in found if not any(wanted == other[: len(wanted)] for wanted in spec["found"])] == []
