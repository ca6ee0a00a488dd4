"""待认名称 are counted, and settled in one step that links every proposal that prints them."""

from datetime import date

import pytest

from facts import curation
from facts.bulk import is_unresolved
from facts.curation import AlreadyDecided, CurationError
from facts.models import Fact, Proposal, Scope
from facts.unresolved import link_alias, near_names, propose_registration, register, register_and_accept, register_scope, unresolved_names
from history.models import Counter
from projects.models import Organization, Project, ProjectAlias
from tests.base import chief, make_article, make_issue, make_project, make_proposal, make_region, make_user, make_zone

pytestmark = pytest.mark.django_db
PROJECT = {"subject_type": "project", "subject": "“锂电产业园”项目", "indicator_id": "total_investment", "value": "1200000000"}


@pytest.fixture
def zone():
    return make_zone()


@pytest.fixture
def proposal(zone):
    return make_proposal(make_article(zones=[zone]), "12亿元", **PROJECT)


def test_names_are_listed_by_frequency_within_the_editors_articles(proposal, zone):
    make_proposal(make_article(zones=[make_zone("壶关开发区")]), "12亿元", **PROJECT)
    make_proposal(proposal.article, "3200人", value="3200", unit="count", subject="该区", indicator_id="employees")
    make_proposal(proposal.article, "锂电产业园", kind="relation", relation="invested_by", object="深圳某公司", subject_type="project", subject="锂电产业园",
                  indicator_id=None, measure="", value="", unit="", value_printed="", unit_printed="")  # fmt: skip
    assert unresolved_names()[0] == ("project", "“锂电产业园”项目", 2, 2)
    assert ("organization", "深圳某公司", 1, 1) in unresolved_names()
    assert {row.name: row.proposals for row in unresolved_names(make_user(zones=[zone]))}["“锂电产业园”项目"] == 1


def test_the_form_is_filled_and_near_names_are_offered_first(proposal, zone):
    near = make_project("锂电产业园制造基地项目", zone=zone)
    make_project("现代煤化工项目", zone=zone)
    form = propose_registration(proposal)
    assert (form.kind, form.zone, [row.entity for row in form.near]) == ("project", zone, [near])
    assert form.near[0].reasons == ["名称相近", "同在一个开发区"]


def test_registering_links_the_proposals_of_every_article(proposal, zone):
    other = make_proposal(make_article(), "12亿元", **PROJECT)
    project = register("project", "“锂电产业园”项目", chief(), zone=zone, aliases=["锂电基地"])
    assert set(Proposal.objects.values_list("subject_project", flat=True)) == {project.pk}
    assert not is_unresolved(Proposal.objects.get(pk=other.pk))
    curation.undo(Counter.current(), chief())
    assert (Project.objects.count(), ProjectAlias.objects.count()) == (0, 0)
    assert is_unresolved(Proposal.objects.get(pk=other.pk))


def test_registering_and_accepting_is_one_step_with_one_undo(proposal, zone):
    fact = register_and_accept(proposal, chief(), kind="project", name="锂电产业园制造基地项目", zone=zone)
    assert fact.subject_project.name == "锂电产业园制造基地项目"
    assert fact.subject_project.aliases.get().name == proposal.subject
    with pytest.raises(AlreadyDecided):
        register_and_accept(proposal, chief(), kind="project", name="别的项目")
    curation.undo(Counter.current(), chief())
    assert (Project.objects.count(), Fact.objects.count(), Proposal.objects.get().state) == (0, 0, "pending")


def test_an_alias_links_by_its_dates(zone):
    project = make_project(zone=zone)
    old = make_proposal(make_article(zones=[zone], issue=make_issue(date(2020, 1, 1))), "12亿元", **PROJECT)
    new = make_proposal(make_article(zones=[zone]), "12亿元", **PROJECT)
    link_alias(project, PROJECT["subject"], chief(), valid_from=date(2023, 1, 1))
    assert (Proposal.objects.get(pk=old.pk).subject_project, Proposal.objects.get(pk=new.pk).subject_project) == (None, project)
    with pytest.raises(CurationError, match="已经是"):
        link_alias(project, PROJECT["subject"], chief())


def test_a_name_that_two_bear_stays_unresolved(proposal, zone):
    make_project(PROJECT["subject"], zone=zone)
    register("project", PROJECT["subject"], chief(), zone=make_zone("壶关开发区"))
    assert is_unresolved(Proposal.objects.get())


def test_what_is_registered_already_is_refused(zone):
    make_project(zone=zone)
    with pytest.raises(CurationError, match="已在名录"):
        register("project", "锂电产业园项目", chief(), zone=zone)
    with pytest.raises(CurationError, match="请填写名称"):
        register("organization", " ", chief())
    assert Organization.objects.count() == 0


def test_a_scope_joins_the_ways_it_is_printed(zone):
    region = make_region()
    proposal = make_proposal(make_article(), subject_type="region", subject="长治市", subject_region=region, scope="13个省级以上开发区")
    register_scope("省级以上开发区", chief(), region=region, aliases=["13个省级以上开发区"])
    proposal.refresh_from_db()
    assert proposal.scope_registered == Scope.objects.get()
    assert near_names("scope", "全市省级以上开发区")[0].entity == Scope.objects.get()


def test_a_limited_editor_links_the_proposals_of_their_own_articles_alone(proposal, zone):
    foreign = make_proposal(make_article(zones=[make_zone("壶关开发区")]), "12亿元", **PROJECT)
    project = register("project", PROJECT["subject"], make_user(zones=[zone]), zone=zone)
    linked = dict(Proposal.objects.values_list("pk", "subject_project"))
    assert linked == {proposal.pk: project.pk, foreign.pk: None}
    assert unresolved_names()[0].name == PROJECT["subject"]
    link_alias(project, PROJECT["subject"], chief())
    assert Proposal.objects.get(pk=foreign.pk).subject_project == project
    assert not project.aliases.exists()
    with pytest.raises(CurationError, match="已经是"):
        link_alias(project, PROJECT["subject"], chief())


def test_an_alias_known_by_a_limited_editor_leaves_others_proposals_alone(proposal, zone):
    foreign = make_proposal(make_article(zones=[make_zone("壶关开发区")]), "12亿元", **PROJECT)
    project = make_project("锂电产业园制造基地项目", zone=zone)
    link_alias(project, PROJECT["subject"], make_user(zones=[zone]))
    assert Proposal.objects.get(pk=proposal.pk).subject_project == project
    assert Proposal.objects.get(pk=foreign.pk).subject_project is None
