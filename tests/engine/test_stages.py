"""Where projects stand: sentences with the stage, subject, part and aspect that must be read from them."""

import json
from pathlib import Path

import pytest

from facts.engine import extract_facts
from tests.engine.registry import registry

SPECS = json.loads((Path(__file__).parent / "specs" / "stages.json").read_text("utf-8"))


@pytest.mark.parametrize("spec", [pytest.param(spec, id=spec["text"][:24]) for spec in SPECS])
def test_it_reads_stages(spec):
    """Each is [stage, subject, scope or "", "planned" or "actual"]; `only` says that there are no others."""
    facts = [fact for fact in extract_facts(spec["text"], spec.get("published", "2024-06-20"), registry()) if fact.kind == "stage"]
    said = [[fact.stage, fact.subject, fact.scope, fact.modality] for fact in facts]
    assert [wanted for wanted in spec["found"] if wanted not in said] == [], said
    if spec.get("only"):
        assert [wrong for wrong in said if wrong not in spec["found"]] == []
