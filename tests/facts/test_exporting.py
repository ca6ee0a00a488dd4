"""The export says of the seed page exactly what its first editor stood behind."""

import io
import json

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.models import TextVersion
from facts.claims import fold
from facts.models import Citation, Fact

pytestmark = pytest.mark.django_db
DECISIONS = [json.loads(line) for line in (settings.BASE_DIR / "seeds/decisions.jsonl").read_text(encoding="utf-8").splitlines()]
SCORED = "kind subject_type subject indicator label measure value value_max unit product reference stage relation object scope modality comparator".split()


@pytest.fixture(scope="module")
def exported(seeded, django_db_blocker):
    output = io.StringIO()
    with django_db_blocker.unblock():
        call_command("export_facts", stdout=output)
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_every_decision_comes_out_with_all_its_parts(exported):
    said = {_parts(line) for line in exported}
    assert [line for line in DECISIONS if _parts(line) not in said] == []


def test_every_public_citation_is_one_line(exported):
    assert sorted(line["citation"] for line in exported) == sorted(Citation.objects.public().values_list("pk", flat=True))
    assert {line["fact"] for line in exported} == set(Fact.objects.public().values_list("pk", flat=True))


def test_every_anchor_stands_in_its_article(exported):
    texts = dict(TextVersion.objects.values_list("article__slug", "text"))
    for line in exported:
        anchor = line["anchor"]
        assert anchor["prefix"] + anchor["exact"] + anchor["suffix"] in texts[line["article"]]
        assert len(anchor["prefix"]) <= 16
        assert len(anchor["suffix"]) <= 16


def _parts(line):
    """What a claim says; a period that is open at both ends is none."""
    period = line.get("period") or {}
    hedged = {} if line["kind"] == "relation" else {"modality": line.get("modality", "actual"), "comparator": line.get("comparator", "eq")}
    parts = {name: line.get(name) or None for name in SCORED if name not in ("modality", "comparator")} | hedged
    parts |= {name: fold(line[name]) for name in ("subject", "object") if line.get(name)}  # 某项目 and 某 name one project
    return json.dumps([parts, period.get("start"), period.get("end"), line["anchor"]["exact"]], ensure_ascii=False, sort_keys=True)
