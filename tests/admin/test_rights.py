"""Who may open and do what: role by role, and nothing of other people's zones by page, count, guess or bulk."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles.models import Article, SourcePage
from facts.models import Fact, Proposal
from facts.roles import GROUPS, Role
from history.models import Event
from tests.admin.cast import client_of, make_desk, post_decision
from tests.base import make_article, make_project, make_zone

pytestmark = pytest.mark.django_db

PAGES = {
    "/admin/": Role.CONTRIBUTOR,
    "/admin/articles/upload/": Role.CONTRIBUTOR,
    "/admin/facts/review/": Role.EDITOR,
    "/admin/facts/rules/": Role.EDITOR,
    "/admin/registry/unresolved/": Role.EDITOR,
    "/admin/registry/tables/": Role.EDITOR,
    "/admin/facts/review/bulk/": Role.CHIEF_EDITOR,
    "/admin/registry/merge/project/": Role.CHIEF_EDITOR,
    "/admin/zones/zone/add/": Role.EDITOR,
    "/admin/articles/publication/add/": Role.CHIEF_EDITOR,
    "/admin/articles/editorzones/add/": Role.ADMINISTRATOR,
}


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_from_its_role_upwards(address, role):
    answer = client_of(role).get(address)
    if role is None:
        assert answer.status_code == 302
    else:
        assert answer.status_code == (200 if role >= PAGES[address] else 403)


STEPS = {
    "send": Role.CONTRIBUTOR,
    "reextract": Role.EDITOR,
    "publish": Role.CHIEF_EDITOR,
    "take_down": Role.CHIEF_EDITOR,
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_an_article_needs_its_role(step, role):
    article = make_desk()
    answer = client_of(role).post(f"/admin/articles/article/{article.pk}/states/", {"step": step, "reason": "试"})
    assert answer.status_code == (302 if role >= STEPS[step] else 403)


def test_a_contributor_cannot_decide():
    article = make_desk()
    proposal = Proposal.objects.pending().first()
    assert post_decision(client_of(Role.CONTRIBUTOR), article, proposal, "accept").status_code == 403
    answer = client_of(Role.CONTRIBUTOR).post(f"/admin/facts/proposal/{proposal.pk}/decide/", {"decision": "accept"})
    assert answer.status_code == 403
    assert Proposal.objects.get(pk=proposal.pk).state == "pending"


@pytest.fixture
def stranger():
    """A chief editor limited to another zone."""
    return client_of(Role.CHIEF_EDITOR, zones=[make_zone("长治经开区")])


def test_other_peoples_objects_are_not_found(stranger):
    article = make_desk()
    proposal, fact = Proposal.objects.pending().first(), Fact.objects.get()
    for address in (
        f"/admin/articles/article/{article.pk}/change/",
        f"/admin/articles/article/{article.pk}/history/",
        f"/admin/articles/article/{article.pk}/states/",
        f"/admin/articles/article/{article.pk}/text/",
        f"/admin/articles/issue/{article.issue_id}/date/",
        f"/admin/articles/issue/{article.issue_id}/change/",
        f"/admin/articles/issue/{article.issue_id}/delete/",
        f"/admin/articles/publication/{article.issue.publication_id}/change/",
        f"/admin/articles/textversion/{article.current_id}/change/",
        f"/admin/facts/review/{article.pk}/",
        f"/admin/facts/review/{article.pk}/reading/?start=0&end=5",
        f"/admin/facts/proposal/{proposal.pk}/change/",
        f"/admin/facts/proposal/{proposal.pk}/history/",
        f"/admin/facts/fact/{fact.pk}/change/",
        f"/admin/facts/fact/{fact.pk}/correct/",
        f"/admin/facts/citation/{fact.citations.get().pk}/change/",
        f"/admin/facts/citation/{fact.citations.get().pk}/review/",
    ):
        assert stranger.get(address).status_code == 404, address
    assert post_decision(stranger, article, proposal, "accept").status_code == 404
    assert stranger.post(f"/admin/facts/proposal/{proposal.pk}/decide/", {"decision": "accept"}).status_code == 404
    assert Proposal.objects.get(pk=proposal.pk).state == "pending"


def test_a_publication_is_the_unlimited_editors_and_an_issue_those_of_its_articles():
    article = make_desk()
    mine = client_of(Role.CHIEF_EDITOR, zones=list(article.zones.all()))
    publication = f"/admin/articles/publication/{article.issue.publication_id}/change/"
    assert mine.get(publication).status_code == 404
    assert mine.get(f"/admin/articles/issue/{article.issue_id}/change/").status_code == 200
    assert client_of(Role.CHIEF_EDITOR).get(publication).status_code == 200


def test_lists_and_counts_leave_other_peoples_rows_out(stranger):
    article = make_desk()
    for address in ("/admin/", "/admin/facts/review/", "/admin/facts/proposal/", "/admin/facts/fact/", "/admin/facts/citation/", "/admin/articles/article/",
                    "/admin/facts/rules/", "/admin/facts/review/bulk/", "/admin/history/event/", "/admin/registry/unresolved/"):  # fmt: skip
        page = stranger.get(address).content.decode()
        assert article.headline not in page, address
        assert "3200" not in page, address
    assert stranger.get("/admin/").context["pending_count"] == 0


def test_a_bulk_action_by_guessed_numbers_touches_nothing(stranger):
    make_desk()
    keys = list(Proposal.objects.pending().values_list("pk", flat=True))
    stranger.post("/admin/facts/proposal/", {"action": "accept_chosen", "_selected_action": keys})
    stranger.post("/admin/facts/review/bulk/", {"decision": "accept", "expected": len(keys)})
    assert Proposal.objects.pending().count() == len(keys)


def test_an_article_with_others_zones_too_belongs_to_the_unlimited():
    article = make_desk()
    mine = client_of(Role.EDITOR, zones=list(article.zones.all()))
    assert mine.get(f"/admin/facts/review/{article.pk}/").status_code == 200
    article.zones.add(make_zone("长治经开区"))
    assert mine.get(f"/admin/facts/review/{article.pk}/").status_code == 404
    assert client_of(Role.EDITOR).get(f"/admin/facts/review/{article.pk}/").status_code == 200


def test_only_ones_own_steps_are_undone_below_chief_editor():
    article = make_desk()
    first, second = client_of(Role.EDITOR), client_of(Role.EDITOR)
    post_decision(first, article, Proposal.objects.pending().first(), "accept")
    number = Event.objects.filter(actor=first.user).order_by("-number").first().number
    assert second.post("/admin/undo/", {"number": number}).status_code == 403
    assert post_decision(second, article, "", "undo", numbers=str(number)).status_code == 409
    assert first.post("/admin/undo/", {"number": number}).status_code == 302
    assert Proposal.objects.pending().count() == 2


def test_a_limited_chief_editor_undoes_nothing_of_other_zones(stranger):
    article = make_desk()
    decider, mine = client_of(Role.EDITOR), client_of(Role.CHIEF_EDITOR, zones=list(article.zones.all()))
    post_decision(decider, article, Proposal.objects.pending().first(), "accept")
    number = Event.objects.filter(actor=decider.user).order_by("-number").first().number
    assert stranger.post("/admin/undo/", {"number": number}).status_code == 404
    assert Proposal.objects.pending().count() == 1
    assert mine.post("/admin/undo/", {"number": number}).status_code == 302
    assert Proposal.objects.pending().count() == 2


def test_a_limited_chief_editor_undoes_no_change_of_the_whole_issue(stranger):
    article = make_desk()
    unlimited = client_of(Role.CHIEF_EDITOR)
    unlimited.post(f"/admin/articles/issue/{article.issue_id}/date/", {"moment": "1", "public_from": "2030-01-01 08:00"})
    event = Event.objects.filter(actor=unlimited.user, kind="articles.issue").get()
    assert stranger.post("/admin/undo/", {"number": event.number}).status_code == 404
    assert unlimited.post("/admin/undo/", {"number": event.number}).status_code == 302


def test_a_published_article_is_not_a_contributors_to_edit():
    article = make_desk()
    contributor = client_of(Role.CONTRIBUTOR)
    address = f"/admin/articles/article/{article.pk}/change/"
    assert contributor.get(address).context["has_change_permission"]
    Article.objects.filter(pk=article.pk).update(state="published")
    assert not contributor.get(address).context["has_change_permission"]


@pytest.mark.parametrize("step", ["reprint", "no_reprint"])
def test_whether_a_published_article_is_a_reprint_is_not_a_contributors_to_say(step):
    original, article = make_desk(), make_article()
    Article.objects.filter(pk=article.pk).update(same_as=original, state="published")
    address = f"/admin/articles/article/{article.pk}/states/"
    assert client_of(Role.CONTRIBUTOR).post(address, {"step": step}).status_code == 403
    assert Article.objects.get(pk=article.pk).same_as_confirmed is None
    assert client_of(Role.EDITOR).post(address, {"step": step}).status_code == 302
    assert Article.objects.get(pk=article.pk).same_as_confirmed is (step == "reprint")


def test_the_page_of_a_published_article_is_not_a_contributors_to_change():
    page = SourcePage.objects.create(filename="版.txt", sha256="0" * 64, content=b"")
    article = make_article(source_page=page)
    address = f"/admin/articles/sourcepage/{page.pk}/change/"
    contributor = client_of(Role.CONTRIBUTOR)
    assert contributor.get(address).context["has_change_permission"]
    Article.objects.filter(pk=article.pk).update(state="withdrawn")
    assert not contributor.get(address).context["has_change_permission"]
    assert contributor.post(address, {"page_number": "9", "kind": page.kind}).status_code == 403
    assert client_of(Role.EDITOR).get(address).context["has_change_permission"]


def test_merging_needs_a_chief_editor():
    one, other = make_project("甲项目"), make_project("乙项目")
    assert client_of(Role.EDITOR).post(f"/admin/registry/merge/project/{one.pk}/{other.pk}/").status_code == 403
    assert client_of(Role.CHIEF_EDITOR).post(f"/admin/registry/merge/project/{one.pk}/{other.pk}/", {"reason": "同一个"}).status_code == 302
    one.refresh_from_db()
    assert one.merged_into == other


def test_an_editor_limited_to_zones_merges_nothing(stranger):
    one, other = make_project("甲项目"), make_project("乙项目")
    for kind in ("project", "organization", "author", "zone"):
        assert stranger.get(f"/admin/registry/merge/{kind}/").status_code == 404
    address = f"/admin/registry/merge/project/{one.pk}/{other.pk}/"
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"reason": "同一个"}).status_code == 404
    one.refresh_from_db()
    assert one.merged_into is None
    for page in ("/admin/registry/", f"/admin/projects/project/{one.pk}/change/"):
        assert "/admin/registry/merge/" not in stranger.get(page).content.decode()
        assert "/admin/registry/merge/" in client_of(Role.CHIEF_EDITOR).get(page).content.decode()


def test_an_administrator_gives_roles_and_the_record_says_so():
    administrator = client_of(Role.ADMINISTRATOR)
    editors = Group.objects.get_or_create(name=GROUPS[Role.EDITOR])[0]
    secret = "京津冀2024开发区实录"
    answer = administrator.post(
        "/admin/auth/user/add/",
        {"username": "新编辑", "first_name": "赵敏", "usable_password": "true", "password1": secret, "password2": secret, "groups": [editors.pk]},
    )
    assert answer.status_code == 302
    event = Event.objects.get(kind="people.account")
    assert event.after["角色"] == ["编辑"]
    assert secret not in str(event.after)
    person = get_user_model().objects.get(username="新编辑")
    assert person.is_staff
    assert client_of(Role.CHIEF_EDITOR).get(f"/admin/auth/user/{person.pk}/change/").status_code == 403


def test_an_administrator_cannot_touch_a_superuser():
    root = get_user_model().objects.create_superuser("root", password="x")
    administrator = client_of(Role.ADMINISTRATOR)
    assert administrator.get(f"/admin/auth/user/{root.pk}/change/").status_code == 404
    assert "root" not in administrator.get("/admin/auth/user/").content.decode()
