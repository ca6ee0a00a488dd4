"""Whose a figure is: sentences with the subject that each number, stage or relation must find."""

import json
from pathlib import Path

import pytest

from facts.engine import extract_facts
from tests.engine.registry import registry

SPECS = json.loads((Path(__file__).parent / "specs" / "subjects.json").read_text("utf-8"))


@pytest.mark.parametrize("spec", [pytest.param(spec, id=spec["text"][:24]) for spec in SPECS])
def test_it_finds_the_subject(spec):
    text = spec["text"]
    facts = extract_facts(text, "2024-10-08", registry().for_article(**{part: spec.get(part, "") for part in ("headline", "zone", "subheadline")}))
    said = {(text[fact.start : fact.end], fact.subject) for fact in facts if fact.kind != "relation"}
    said |= {(fact.relation, fact.subject, fact.object) for fact in facts if fact.kind == "relation"}
    assert {tuple(found) for found in spec["found"]} <= said
    assert not {tuple(wrong) for wrong in spec.get("never", [])} & said
