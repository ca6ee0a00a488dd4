"""The first start: registry, page and decisions, once and through the services."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.models import Article, SourcePage
from facts.claims import fold
from facts.models import Citation, Fact, Proposal
from history.models import Event
from projects.models import Project
from zones.models import Region, Zone

pytestmark = pytest.mark.django_db
DECISIONS = [json.loads(line) for line in (settings.BASE_DIR / "seeds/decisions.jsonl").read_text(encoding="utf-8").splitlines()]


def test_it_loads_every_division_and_the_home_zones(seeded):
    assert Region.objects.count() == 3212
    assert Zone.objects.public().count() == 13
    assert Zone.objects.filter(published=False).count() > 900
    assert all(zone.source for zone in Zone.objects.all())


def test_it_prints_what_it_joined_and_left_out(seeded):
    line = next(line for line in seeded if line.startswith("统计用区划代码"))
    assert [int(number) for number in re.findall(r"\d+", line)] == [532, 94, 329]


def test_it_keeps_the_page_and_says_that_its_date_is_inferred(seeded):
    page = SourcePage.objects.get()
    assert bytes(page.content) == Path(settings.BASE_DIR / "seeds/page-changzhi.txt").read_bytes()
    assert page.issue.published_on == "2024-10"
    assert page.issue.inferred
    assert "推定" in page.issue.date_words
    assert Article.objects.public().count() == 3


def test_every_decision_is_public_with_its_quote(seeded):
    public = set(Fact.objects.public().values_list("pk", flat=True))
    quotes = {(fold(citation.fact.subject), citation.quote) for citation in Citation.objects.filter(fact__in=public).select_related("fact")}
    assert {(fold(line["subject"]), line["anchor"]["exact"]) for line in DECISIONS} <= quotes


def test_it_prints_how_the_decisions_were_taken(seeded):
    line = next(line for line in seeded if line.startswith("种子决定"))
    assert sum(int(number) for number in re.findall(r"\d+", line)) == len(DECISIONS)


def test_decisions_are_events_of_the_seed_editor(seeded):
    deciding = Event.objects.filter(actor__username="种子编辑", kind="facts.fact", action__in=["采用", "改后采用", "补录"])
    assert deciding.count() == Fact.objects.count()
    assert all(event.reason.startswith("种子决定") for event in deciding)


def test_what_goes_beyond_the_decisions_stays_pending(seeded):
    assert not Proposal.objects.exclude(state__in=[Proposal.State.PENDING, Proposal.State.ACCEPTED, Proposal.State.CORRECTED]).exists()


def test_a_second_load_changes_nothing(seeded):
    before = (Event.objects.count(), Fact.objects.count(), Zone.objects.count())
    call_command("load_seeds", verbosity=0)
    assert (Event.objects.count(), Fact.objects.count(), Zone.objects.count()) == before


def test_accepted_locations_fill_the_zone_of_a_project(seeded):
    assert Project.objects.get(name="锂电产业园制造基地项目").zone.short_name == "长治高新区"


def test_stages_are_derived_from_dated_facts(seeded):
    project = Project.objects.get(name="安博泰克创新药物研发和产业化项目")
    assert project.stage == "completed"
    assert project.stage_reported_on.isoformat() == "2024-10-01"
    assert project.total_investment == 1_500_000_000


def test_the_engine_reads_no_seeds():
    engine = Path(settings.BASE_DIR / "facts/engine")
    assert not [path.name for path in engine.rglob("*.py") if "seeds" in path.read_text(encoding="utf-8")]
