"""Edits of the registry in the admin are events, follow through to what derives from them, and never overwrite another's."""

from __future__ import annotations

import pytest

from facts import curation
from facts.roles import Role
from history.models import Event, PublicSpan
from history.recorded_forms import RecordedForm
from tests.admin.cast import client_of
from tests.base import make_article, make_project, make_zone
from zones.models import Zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return client_of(Role.EDITOR)


def form_of(client, address, **changes):
    """The form as the page gives it, with some boxes filled differently."""
    page = client.get(address).context["adminform"].form
    data = {name: page[name].value() for name in page.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    rows = client.get(address).context["inline_admin_formsets"][0].formset
    data |= {f"{rows.prefix}-TOTAL_FORMS": 0, f"{rows.prefix}-INITIAL_FORMS": 0}
    return data | changes


def test_an_edit_leaves_one_event_with_before_and_after(client):
    zone = make_zone("长治高新技术产业开发区")
    address = f"/admin/zones/zone/{zone.pk}/change/"
    before = Event.objects.count()
    answer = client.post(address, form_of(client, address, short_name="长治高新区"))
    assert answer.status_code == 302
    event = Event.objects.order_by("-number", "-position").first()
    assert Event.objects.count() == before + 1
    assert (event.actor, event.before["short_name"], event.after["short_name"]) == (client.user, "", "长治高新区")
    curation.undo(event.number, client.user)
    assert Zone.objects.get(pk=zone.pk).short_name == ""


def test_an_address_without_a_scheme_is_one_of_https(client):
    zone = make_zone("长治高新技术产业开发区")
    address = f"/admin/zones/zone/{zone.pk}/change/"
    assert client.post(address, form_of(client, address, website="zone.example.cn")).status_code == 302
    assert Zone.objects.get(pk=zone.pk).website == "https://zone.example.cn"


def test_aliases_are_events_too(client):
    zone = make_zone()
    address = f"/admin/zones/zone/{zone.pk}/change/"
    data = form_of(client, address)
    prefix = next(name for name in data if name.endswith("-TOTAL_FORMS")).removesuffix("-TOTAL_FORMS")
    data |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-0-name": "高新区", f"{prefix}-0-entity": zone.pk}
    assert client.post(address, data).status_code == 302
    assert zone.aliases.get().name == "高新区"
    assert Event.objects.filter(kind="zones.zonealias", after__name="高新区").exists()


def test_the_same_alias_twice_is_refused_with_a_sentence(client):
    zone = make_zone()
    address = f"/admin/zones/zone/{zone.pk}/change/"
    data = form_of(client, address)
    prefix = next(name for name in data if name.endswith("-TOTAL_FORMS")).removesuffix("-TOTAL_FORMS")
    data |= {f"{prefix}-TOTAL_FORMS": 2, f"{prefix}-0-name": "高新区", f"{prefix}-1-name": "高新区"}
    assert client.post(address, data).status_code == 200
    assert not zone.aliases.exists()


def test_a_new_row_gets_its_address_and_becomes_public(client):
    address = "/admin/zones/zone/add/"
    data = form_of(client, address, name="沁源经济技术开发区", level="provincial", category="industrial", published="on")
    assert client.post(address, data).status_code == 302
    zone = Zone.objects.get(name="沁源经济技术开发区")
    assert zone.slug.startswith("qin-yuan")
    assert Zone.objects.public().filter(pk=zone.pk).exists()


def test_the_second_of_two_savers_is_stopped_and_shown_what_changed(client):
    zone = make_zone()
    address = f"/admin/zones/zone/{zone.pk}/change/"
    mine = form_of(client, address, short_name="我写的")
    other = client_of(Role.EDITOR)
    assert other.post(address, form_of(other, address, short_name="别人写的")).status_code == 302
    answer = client.post(address, mine)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "别人写的" in page
    assert "没有保存" in page
    assert Zone.objects.get(pk=zone.pk).short_name == "别人写的"


def test_what_was_public_cannot_be_deleted(client):
    zone = make_zone()
    client.post(f"/admin/zones/zone/{zone.pk}/change/", form_of(client, f"/admin/zones/zone/{zone.pk}/change/", short_name="某区"))
    assert PublicSpan.objects.filter(kind="zones.zone", object_id=zone.pk).exists()
    assert client.post(f"/admin/zones/zone/{zone.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_deletion_is_an_event_that_undoes_with_the_aliases(client):
    project = make_project()
    address = f"/admin/projects/project/{project.pk}/"
    data = form_of(client, f"{address}change/")
    prefix = next(name for name in data if name.endswith("-TOTAL_FORMS")).removesuffix("-TOTAL_FORMS")
    client.post(f"{address}change/", data | {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-0-name": "锂电一期"})
    assert client.post(f"{address}delete/", {"post": "yes"}).status_code == 302
    assert not type(project).objects.filter(pk=project.pk).exists()
    curation.undo(Event.objects.order_by("-number").first().number, client.user)
    assert type(project).objects.get(pk=project.pk).aliases.get().name == "锂电一期"


def posted_again(answer):
    """The form as the page that refused shows it."""
    form = answer.context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    rows = answer.context["inline_admin_formsets"][0].formset
    return {name: value for name, value in data.items() if value not in (None, False)} | {f"{rows.prefix}-TOTAL_FORMS": 0, f"{rows.prefix}-INITIAL_FORMS": 0}


def test_what_the_second_wrote_is_kept_and_what_they_left_alone_follows_the_first(client):
    zone = make_zone(description="原来的说明", founded_year=2001)
    address = f"/admin/zones/zone/{zone.pk}/change/"
    mine = form_of(client, address, short_name="我写的", website="https://mine.example/")
    other = client_of(Role.EDITOR)
    other.post(address, form_of(other, address, short_name="别人写的", description="别人的说明", founded_year=""))
    answer = client.post(address, mine)
    page = answer.content.decode()
    assert "“简称”两人都改了：原为“（空）”，现在是“别人写的”，您写的是“我写的”" in page
    assert "简介由“原来的说明”改为“别人的说明”" in page
    again = posted_again(answer)
    assert (again["short_name"], again["website"], again["description"]) == ("我写的", "https://mine.example/", "别人的说明")
    assert "founded_year" not in again
    assert client.post(address, again).status_code == 302
    zone.refresh_from_db()
    assert (zone.short_name, zone.website, zone.description, zone.founded_year) == ("我写的", "https://mine.example/", "别人的说明", None)


def test_links_to_many_follow_the_first_too():
    editor, other, mine_zone, their_zone = client_of(Role.EDITOR), client_of(Role.EDITOR), make_zone("甲区"), make_zone("乙区")
    article = make_article(zones=[mine_zone])
    address = f"/admin/articles/article/{article.pk}/change/"
    mine = form_of(editor, address, order="0", headline="新标题", zones=[mine_zone.pk])
    other.post(address, form_of(other, address, order="0", zones=[mine_zone.pk, their_zone.pk]))
    answer = editor.post(address, mine)
    again = posted_again(answer)
    assert sorted(map(int, again["zones"])) == [mine_zone.pk, their_zone.pk]
    assert editor.post(address, again | {"order": "0"}).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.zones.count()) == ("新标题", 2)


def test_a_save_that_came_after_the_row_was_read_is_shown_and_kept(client, monkeypatch):
    """The other's change arrives between the reading of the row and the check of the form, as it can on PostgreSQL."""
    zone = make_zone("长治高新技术产业开发区")
    address = f"/admin/zones/zone/{zone.pk}/change/"
    mine = form_of(client, address, short_name="高新")
    other = client_of(Role.EDITOR)
    theirs = form_of(other, address, short_name="长高", website="https://zone.example.cn")
    clean = RecordedForm.clean

    def clean_late(form):
        monkeypatch.setattr(RecordedForm, "clean", clean)
        assert other.post(address, theirs).status_code == 302
        return clean(form)

    monkeypatch.setattr(RecordedForm, "clean", clean_late)
    answer = client.post(address, mine)
    page = answer.content.decode()
    assert "“简称”两人都改了：原为“”，现在是“长高”，您写的是“高新”" in page.replace("（空）", "")
    shown = answer.context["adminform"].form
    assert (shown["website"].value(), shown["short_name"].value()) == ("https://zone.example.cn", "高新")
