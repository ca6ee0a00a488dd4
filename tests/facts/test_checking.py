"""check_public finds whatever is not as it ought to be, and puts it right."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Issue
from facts.checking import differences, settle_arrivals
from facts.models import Conflict, Fact
from facts.publishing import take_down
from facts.redating import set_public_from
from history.models import PublicSpan
from projects.models import Project
from search import index
from search.models import Entry
from tests.base import chief, make_article, make_fact, make_project, make_zone

pytestmark = pytest.mark.django_db
STAGE = {"kind": "stage", "subject_type": "project", "indicator_id": None, "measure": "", "value": "", "unit": "", "value_printed": "", "unit_printed": ""}


@pytest.fixture
def site():
    """Two articles that differ, a project with a stage, one article taken down."""
    zone, project = make_zone(), make_project()
    first, second, down = (make_article(zones=[zone], published=True) for _ in range(3))
    make_fact(first, subject_zone=zone)
    make_fact(second, subject_zone=zone, value="1900000000", value_printed="19")
    make_fact(first, "年底投产", subject=project.name, subject_project=project, stage="in_production", **STAGE)
    make_fact(down, "3200人", subject_zone=zone, value="3200", unit="count", indicator_id="employees")
    take_down(down, chief(), "涉及隐私")
    return project


def test_a_site_run_by_its_services_has_no_difference(site):
    assert list(differences()) == []


def break_span(site):
    PublicSpan.objects.filter(kind="facts.fact").first().delete()


def break_taking_down(site):
    PublicSpan.objects.filter(kind="articles.article", hidden=True).update(hidden=False)


def break_derived(site):
    Project.objects.update(stage="planned")


def break_conflict(site):
    Conflict.objects.get().facts.remove(Fact.objects.first())


def break_index(site):
    Entry.objects.filter(kind="fact").first().delete()


def leave_entry(site):
    index.add("zone", 999, {"name": "没有的区"})


def break_state(site):
    Fact.objects.filter(indicator="industrial_investment").update(withdrawn_at=timezone.now(), withdrawn_reason="绕过服务")


@pytest.mark.parametrize("damage", [break_span, break_taking_down, break_derived, break_conflict, break_index, leave_entry, break_state])
def test_it_finds_and_repairs(site, damage, capsys):
    damage(site)
    with pytest.raises(CommandError, match="处不符"):
        call_command("check_public")
    call_command("check_public", repair=True)
    assert "已修复" in capsys.readouterr().out
    assert list(differences()) == []


def test_what_arrives_with_time_is_derived_and_found():
    project = make_project()
    article = make_article(published=True)
    make_fact(article, "年底投产", subject=project.name, subject_project=project, stage="in_production", **STAGE)
    set_public_from(article.issue, chief(), timezone.now() + timedelta(hours=1))
    project.refresh_from_db()
    assert project.stage == ""
    Issue.objects.update(public_from=timezone.now() - timedelta(seconds=1))
    PublicSpan.objects.filter(until_at__isnull=True).update(from_at=timezone.now() - timedelta(seconds=1))
    settle_arrivals()
    project.refresh_from_db()
    assert project.stage == "in_production"


def test_the_seeds_leave_no_difference(seeded):
    assert list(differences()) == []
