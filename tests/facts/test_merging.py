"""Merging moves everything in one group, and undoing it gives back the very same tables."""

import pytest
from django.apps import apps

from articles.models import Article, Author, Byline
from facts import curation
from facts.curation import CurationError
from facts.judging import judge, suggest_duplicates
from facts.merging import merge, merge_preview
from facts.models import Conflict, Fact, Judgement, Proposal
from history.changes import change, snapshot
from history.models import Counter, PublicSpan
from projects.models import Project, ProjectAlias
from tests.base import chief, make_article, make_fact, make_organization, make_project, make_proposal, make_zone

pytestmark = pytest.mark.django_db
INVESTMENT = {
    "subject_type": "project",
    "indicator_id": "total_investment",
    "value": "1200000000",
    "value_printed": "12",
    "period_start": None,
    "period_end": None,
}


def tables():
    """Every row of the apps' tables but for history's own, and who is public now."""
    models = [model for app in ("zones", "projects", "articles", "facts") for model in apps.get_app_config(app).get_models()]
    rows = {model._meta.label: [snapshot(row) for row in model._base_manager.order_by("pk")] for model in models}
    derived = list(Project.objects.order_by("pk").values_list("pk", "stage", "total_investment"))
    return rows, derived, sorted(PublicSpan.objects.at().values_list("kind", "object_id"))


def fact_of(project, article, **values):
    return make_fact(article, "12亿元", subject=project.name, subject_project=project, **INVESTMENT | values)


@pytest.fixture
def pair():
    zone = make_zone()
    return make_project("锂电产业园项目", zone=zone), make_project("长治锂电产业园制造基地项目")


def test_everything_moves_and_undo_is_exact(pair):
    survivor, loser = pair
    first, second = make_article(published=True), make_article(published=True)
    fact_of(survivor, first)
    fact_of(loser, second)
    fact_of(loser, make_article(published=True, text="项目总投资12亿元，占地300亩。"), value="1500000000", value_printed="15")
    make_proposal(second, "年底投产", kind="stage", subject_type="project", subject=loser.name, subject_project=loser, indicator_id=None, measure="", value="",
                  unit="", value_printed="", unit_printed="", stage="in_production")  # fmt: skip
    with change(None, "别名") as group:
        group.create(ProjectAlias(entity=loser, name="锂电基地"))
        group.update(second, projects=[loser])
    make_project("更早并入的项目", merged_into=loser)
    before = tables()
    preview = merge_preview(loser, survivor)
    assert {moving.label: moving.count for moving in preview.moving} == {"别名": 1, "项目": 1, "报道": 1, "待核条目": 3, "条目": 2}
    assert len(preview.same_facts) == 1
    merge(loser, survivor, chief(), "同一项目")
    assert not Fact.objects.live().filter(subject_project=loser).exists()
    assert Fact.objects.live().filter(subject_project=survivor).count() == 2
    assert Fact.objects.live().get(subject_project=survivor, value="1200000000").citations.count() == 2
    assert set(survivor.aliases.values_list("name", flat=True)) == {"锂电基地", loser.name}
    assert list(second.projects.all()) == [survivor]
    assert set(Project.objects.filter(merged_into=survivor).values_list("name", flat=True)) == {loser.name, "更早并入的项目"}
    assert Proposal.objects.filter(subject_project=loser).count() == 0
    assert Conflict.objects.get(closed_at__isnull=True).facts.count() == 2
    assert not Project.objects.public().filter(pk=loser.pk).exists()
    curation.undo(Counter.current(), chief())
    assert tables() == before


def test_authors_merge_without_doubling_a_byline():
    article = make_article(published=True)
    with change(None, "署名") as group:
        one, other = group.create(Author(name="张三", slug="a")), group.create(Author(name="张三（长治）", slug="b"))
        for author in (one, other):
            group.create(Byline(article=article, author=author, role="reporter"))
    before = tables()
    merge(other, one, chief())
    assert [line.author for line in Article.objects.get().bylines.all()] == [one]
    curation.undo(Counter.current(), chief())
    assert tables()[0] == before[0]


def test_zones_and_organizations_merge_too(pair):
    project, _ = pair
    survivor = make_zone("长治高新技术产业开发区")
    merge(project.zone, survivor, chief())
    project.refresh_from_db()
    assert project.zone == survivor
    one, other = make_organization("甲公司", description="制造锂电池"), make_organization("甲有限公司")
    assert merge(one, other, chief()).description == "制造锂电池"


def test_not_the_same_stops_merge_and_suggestion_also_through_merges(pair):
    one, other = pair
    assert [{row.one, row.other} for row in suggest_duplicates(Project)] == [{one, other}]
    third = make_project("锂电产业园二号")
    judge(one, third, Judgement.Verdict.DIFFERENT, chief(), "分属两家公司")
    merge(other, one, chief())
    assert not any({row.one, row.other} == {one, third} for row in suggest_duplicates(Project))
    with pytest.raises(CurationError, match="不是同一个"):
        merge(third, one, chief())
    judge(third, one, Judgement.Verdict.UNSURE, chief())
    assert Judgement.objects.count() == 1
    assert merge_preview(third, one).refusal == ""


def test_same_figures_in_one_zone_suggest_a_duplicate():
    zone = make_zone()
    one, other = make_project("飞轮储能电站", zone=zone), make_project("调频示范工程", zone=zone)
    assert suggest_duplicates(Project) == []
    for project in (one, other):
        fact_of(project, make_article())
    (suggestion,) = suggest_duplicates(Project)
    assert suggestion.reasons == ["同在一个开发区", "1项数据相同"]


def test_what_is_merged_already_is_refused(pair):
    one, other = pair
    merge(other, one, chief())
    with pytest.raises(CurationError, match="已经并入"):
        merge(other, one, chief())


def test_an_undo_after_a_later_decision_names_it(pair):
    one, other = pair
    fact_of(other, make_article(published=True))
    merge(other, one, chief())
    number = Counter.current()
    curation.withdraw_fact(Fact.objects.get(), chief(), "原文有误")
    with pytest.raises(CurationError, match=f"第{number + 1}号"):
        curation.undo(number, chief())
    curation.undo(number + 1, chief())
    curation.undo(number, chief())
    assert Fact.objects.get().subject_project == other
