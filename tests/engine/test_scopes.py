"""Which part of its subject a figure covers: a trade's output is not the whole zone's."""

import json
from pathlib import Path

import pytest

from facts.engine import extract_facts
from tests.engine.registry import registry

SPECS = json.loads((Path(__file__).parent / "specs" / "scopes.json").read_text("utf-8"))


@pytest.mark.parametrize("spec", [pytest.param(spec, id=spec["text"][:24]) for spec in SPECS])
def test_it_tells_which_part_is_meant(spec):
    text = spec["text"]
    said = {text[fact.start : fact.end]: fact.scope or "" for fact in extract_facts(text, "2024-10-08", registry())}
    assert {exact: said.get(exact, "nothing") for exact, _ in spec["found"]} == dict(spec["found"])
