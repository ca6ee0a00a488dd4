"""Sign-offs, publishing, releasing, withdrawing and taking down: who may, and what is public afterwards."""

import pytest
from django.conf import settings as site

from articles.models import Article, Author, Byline
from facts import curation
from facts.curation import CurationError
from facts.models import Citation, Fact
from facts.publishing import (
    may_sign,
    next_level,
    preview_withdrawal,
    publish_article,
    put_back,
    release_decisions,
    send_back,
    send_to_review,
    sign_off,
    take_down,
    unreleased,
    withdraw_article,
)
from facts.reviewing import reopen_after
from facts.roles import Role
from history.changes import change
from history.models import Counter, PublicSpan
from tests.base import chief, make_article, make_fact, make_project, make_proposal, make_user, make_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_levels(settings):
    settings.REVIEW_LEVELS = 3


@pytest.fixture
def article():
    return make_article(zones=[make_zone()])


def test_one_level_publishes_at_once(article):
    assert site.REVIEW_LEVELS == 1
    publish_article(article, chief())
    assert Article.objects.public().get() == article
    assert article.sign_offs.get().user == chief()


def test_three_levels_need_three_people_in_rising_roles(article, three_levels):
    editor, head, administrator = make_user(), chief(), make_user(Role.ADMINISTRATOR)
    with pytest.raises(CurationError, match="送审"):
        sign_off(article, editor)
    send_to_review(article, editor)
    article.refresh_from_db()
    with pytest.raises(CurationError, match="初审需要编辑签署"):
        sign_off(article, make_user(Role.CONTRIBUTOR))
    sign_off(article, editor)
    article.refresh_from_db()
    for refused in (editor, make_user()):
        with pytest.raises(CurationError, match="复审需要主编签署"):
            sign_off(article, refused)
    sign_off(article, head)
    article.refresh_from_db()
    assert may_sign(article, head) == "终审需要管理员签署。"
    assert not Article.objects.public().exists()
    sign_off(article, administrator)
    assert Article.objects.public().exists()


def test_the_same_person_signs_once_a_round(article, settings):
    settings.REVIEW_LEVELS = 2
    head = chief()
    send_to_review(article, head)
    sign_off(article, head)
    with pytest.raises(CurationError, match="另一个人"):
        sign_off(article, head)
    with pytest.raises(CurationError, match="另一个人"):
        publish_article(article, head)


def test_publishing_does_not_go_around_the_levels(article, three_levels):
    send_to_review(article, chief())
    with pytest.raises(CurationError, match="还差初审"):
        publish_article(article, make_user(Role.ADMINISTRATOR))


def test_a_change_of_content_makes_earlier_signatures_void(article, settings):
    settings.REVIEW_LEVELS = 2
    send_to_review(article, chief())
    sign_off(article, make_user())
    make_fact(article, subject_zone=article.zones.get())
    article.refresh_from_db()
    assert may_sign(article, chief()) == ""
    sign_off(article, chief())
    assert article.sign_offs.order_by("-pk").first().level == 1


def test_an_edited_headline_makes_earlier_signatures_void(article, settings):
    settings.REVIEW_LEVELS = 2
    send_to_review(article, chief())
    sign_off(article, make_user())
    with change(chief(), "修改") as group:
        group.update(article, {"headline": "改过的标题"})
        reopen_after(group)
    article.refresh_from_db()
    assert next_level(article) == 1


def test_sent_back_the_round_begins_anew(article, settings):
    settings.REVIEW_LEVELS = 2
    editor = make_user()
    send_to_review(article, editor)
    sign_off(article, editor)
    send_back(article, chief(), "标题有错字")
    send_to_review(article, editor)
    sign_off(article, editor)
    sign_off(article, chief())
    assert Article.objects.public().exists()


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_a_later_decision_is_public_only_after_as_many_signatures(article, settings, levels):
    settings.REVIEW_LEVELS = levels
    publish_article(article, chief(), by_command=True)
    curation.accept(make_proposal(article, subject_zone=article.zones.get()), make_user())
    signers = {1: [chief()], 2: [make_user(), chief()], 3: [make_user(), chief(), make_user(Role.ADMINISTRATOR)]}[levels]
    for signer in signers:
        assert not Fact.objects.public().exists()
        article.refresh_from_db()
        sign_off(article, signer)
    assert Fact.objects.public().exists()
    assert not unreleased(article).exists()


def test_a_chief_editor_releases_with_one_level(article):
    publish_article(article, chief())
    curation.accept(make_proposal(article, subject_zone=article.zones.get()), make_user())
    assert release_decisions(article, chief()) == 1
    assert Fact.objects.public().exists()


def test_withdrawing_takes_along_what_no_other_article_says(article):
    zone = article.zones.get()
    publish_article(article, chief())
    shared = make_fact(article, subject_zone=zone)
    alone = make_fact(article, "3200人", subject_zone=zone, indicator_id="employees", value="3200", unit="count")
    other = make_article(zones=[zone], published=True)
    make_fact(other, subject_zone=zone)
    preview = preview_withdrawal(article)
    assert (preview.leaving, preview.staying) == ([alone], [shared])
    withdraw_article(article, chief(), "报社声明撤稿")
    assert Fact.objects.public().get() == shared
    alone.refresh_from_db()
    assert alone.withdrawn_reason == "报社声明撤稿"


def test_undoing_a_withdrawal_is_exact(article):
    project = make_project(zone=article.zones.get())
    publish_article(article, chief())
    make_fact(article, "年底投产", kind="stage", subject_type="project", subject=project.name, subject_project=project, indicator_id=None, measure="", value="",
              unit="", value_printed="", unit_printed="", stage="in_production")  # fmt: skip
    project.refresh_from_db()
    assert project.stage == "in_production"
    before = [list(model.objects.order_by("pk").values()) for model in (Article, Fact, Citation, type(project))]
    withdraw_article(article, chief(), "误登")
    project.refresh_from_db()
    assert project.stage == ""
    curation.undo(Counter.current(), chief())
    assert [list(model.objects.order_by("pk").values()) for model in (Article, Fact, Citation, type(project))] == before
    assert Fact.objects.public().exists()


def test_taking_down_leaves_nothing_even_of_past_dates(article):
    zone = article.zones.get()
    publish_article(article, chief())
    make_fact(article, subject_zone=zone)
    with change(None, "署名") as group:
        author = group.create(Author(name="张三", slug="zhang-san"))
        group.create(Byline(article=article, author=author))
    moment = PublicSpan.objects.filter(kind="facts.fact").get().from_at
    take_down(article, chief(), "涉及个人隐私")
    assert not Article.objects.public().exists()
    assert not Article.objects.public(moment).exists()
    assert not Fact.objects.public(moment).exists()
    put_back(article, chief(), "误下架")
    assert Fact.objects.public().exists()
    assert Fact.objects.public(moment).exists()


def test_a_fact_with_another_source_survives_a_taking_down(article):
    zone = article.zones.get()
    publish_article(article, chief())
    fact = make_fact(article, subject_zone=zone)
    make_fact(make_article(zones=[zone], published=True), subject_zone=zone)
    take_down(article, chief(), "涉及个人隐私")
    assert Fact.objects.public().get() == fact


def test_undo_of_a_taking_down_brings_all_back(article):
    publish_article(article, chief())
    take_down(article, chief(), "涉及个人隐私")
    curation.undo(Counter.current(), chief())
    assert Article.objects.public().get() == article
