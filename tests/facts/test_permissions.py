"""Role × act × zone: the whole table, and other people's articles that are not there at all."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from articles.models import Article
from facts.bulk import preview_bulk
from facts.models import Proposal
from facts.permissions import LOWEST, Act, NotAllowed, allowed, require
from facts.roles import GROUPS, Role, role_of
from facts.unresolved import unresolved_names
from tests.base import make_article, make_proposal, make_user, make_zone

pytestmark = pytest.mark.django_db

EDITORS = {Act.DECIDE, Act.CORRECT_TEXT, Act.CORRECT_FACT, Act.REGISTER, Act.RESOLVE, Act.REEXTRACT, Act.REVIEW, Act.EXPORT}
CHIEFS = {Act.CHANGE_ISSUE, Act.BULK, Act.PUBLISH, Act.WITHDRAW, Act.TAKE_DOWN, Act.MERGE, Act.IMPORT, Act.REEXTRACT_ALL}
MAY = {
    None: set(),
    Role.CONTRIBUTOR: {Act.UPLOAD, Act.EDIT_DRAFT},
    Role.EDITOR: {Act.UPLOAD, Act.EDIT_DRAFT} | EDITORS,
    Role.CHIEF_EDITOR: {Act.UPLOAD, Act.EDIT_DRAFT} | EDITORS | CHIEFS,
    Role.ADMINISTRATOR: set(Act),
}


@pytest.fixture
def zones():
    return make_zone("长治高新区"), make_zone("壶关开发区")


@pytest.fixture
def articles(zones):
    mine, theirs = zones
    return {
        "mine": make_article(zones=[mine]),
        "theirs": make_article(zones=[theirs]),
        "shared": make_article(zones=[mine, theirs]),
        "nobody's": make_article(),
    }


def test_every_act_has_a_role():
    assert set(LOWEST) == set(Act)


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("limited", [False, True])
def test_the_matrix_of_role_act_and_zone(role, limited, zones, articles):
    user = make_user(role, zones=[zones[0]] if limited else None)
    reached = {"mine"} if limited else set(articles)
    for act in Act:
        assert allowed(user, act) == (act in MAY[role])
        for name, article in articles.items():
            assert allowed(user, act, article) == (act in MAY[role] and name in reached), (role, act, name)


def test_what_is_refused_names_the_role_and_what_is_others_is_not_found(zones, articles):
    editor = make_user(zones=[zones[0]])
    with pytest.raises(NotAllowed, match="“撤下”需要主编权限"):
        require(editor, Act.WITHDRAW, articles["mine"])
    for name in ("theirs", "shared", "nobody's"):
        with pytest.raises(Article.DoesNotExist):
            require(editor, Act.DECIDE, articles[name])
    require(editor, Act.DECIDE, articles["mine"])


def test_counts_and_lists_say_nothing_of_others(zones, articles):
    for article in articles.values():
        make_proposal(article, subject="某个待认的区")
    editor = make_user(zones=[zones[0]])
    mine = Proposal.objects.for_editor(editor)
    assert (mine.count(), preview_bulk(mine, accepting=False).count) == (1, 1)
    assert unresolved_names(editor)[0].proposals == 1
    assert unresolved_names(make_user())[0].proposals == 4


def test_an_editor_limited_to_no_zone_has_no_article(articles):
    assert not Article.objects.for_editor(make_user(zones=[])).exists()


def test_strangers_and_switched_off_accounts_have_no_role(articles):
    assert role_of(AnonymousUser()) is role_of(None) is None
    assert not Article.objects.for_editor(AnonymousUser()).exists()
    user = make_user(Role.CHIEF_EDITOR)
    user.is_active = False
    assert role_of(user) is None


def test_the_highest_of_several_roles_counts():
    user = make_user(Role.CONTRIBUTOR)
    user.groups.add(Group.objects.get_or_create(name=GROUPS[Role.CHIEF_EDITOR])[0])
    assert role_of(user) == Role.CHIEF_EDITOR
    user.is_superuser = True
    assert role_of(user) == Role.ADMINISTRATOR


def test_a_request_looks_the_role_up_once_and_the_next_sees_what_changed(django_assert_num_queries):
    user = type(make_user(Role.EDITOR)).objects.get()
    with django_assert_num_queries(1):
        assert [allowed(user, act) for act in (Act.DECIDE, Act.BULK, Act.REVIEW)] == [True, False, True]
    user.groups.add(Group.objects.get_or_create(name=GROUPS[Role.CHIEF_EDITOR])[0])
    assert allowed(user, Act.BULK)
    type(user).objects.get(pk=user.pk).groups.clear()
    assert not allowed(type(user).objects.get(pk=user.pk), Act.DECIDE)


def test_the_migration_makes_the_roles():
    assert set(GROUPS.values()) <= set(Group.objects.values_list("name", flat=True))
    administrators = Group.objects.get(name="管理员")
    assert administrators.permissions.filter(codename="change_user").exists()
