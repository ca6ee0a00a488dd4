"""A project's zone comes from what is public, and goes with it."""

import pytest

from articles.models import Article
from facts.curation import add_fact, undo, withdraw_fact
from facts.models import Fact
from facts.publishing import publish_article
from history.models import Counter
from projects.models import Project
from tests import base
from zones.models import Zone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indicators")]


@pytest.fixture
def draft(editor):
    return base.make_article("冷链物流中心项目位于甲开发区。")


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_superuser("zhu")


@pytest.fixture
def located(draft, editor):
    zone = Zone.objects.create(slug="jia", name="甲开发区", level="other", published=True)
    project = Project.objects.create(slug="leng", name="冷链物流中心项目")
    said = {"kind": "relation", "subject_type": "project", "subject": project.name, "subject_project": project, "relation": "located_in", "object": zone.name}
    return add_fact(draft.current, [{"start": 0, "end": 14}], said | {"object_zone": zone}, editor)


def zone_of(fact: Fact) -> Zone | None:
    return Project.objects.get(pk=fact.subject_project_id).zone


def test_what_only_a_draft_says_places_no_project(located):
    assert zone_of(located) is None


def test_publishing_places_it_and_withdrawing_takes_it_back(located, draft, editor):
    publish_article(draft, editor)
    assert zone_of(located) == located.object_zone
    withdraw_fact(located, editor, "原文有误")
    assert zone_of(located) is None


def test_undoing_the_publication_takes_it_back(located, draft, editor):
    publish_article(draft, editor)
    undo(Counter.current(), editor)
    assert Article.objects.get(pk=draft.pk).state == Article.State.DRAFT
    assert zone_of(located) is None


def test_a_zone_that_an_editor_set_stays(located, draft, editor):
    other = Zone.objects.create(slug="yi", name="乙开发区", level="other")
    Project.objects.update(zone=other)
    publish_article(draft, editor)
    withdraw_fact(located, editor, "原文有误")
    assert zone_of(located) == other
