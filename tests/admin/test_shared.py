"""A fact that two zones' articles say: an editor limited to one of them reads and changes nothing of the other's."""

from __future__ import annotations

import pytest

from facts import curation
from facts.models import Conflict, Fact
from facts.publishing import publish_article
from facts.reprints import decide_reprint
from facts.resolving import close_conflict
from facts.roles import Role
from tests.admin.cast import client_of
from tests.base import chief, make_article, make_fact, make_proposal, make_zone

pytestmark = pytest.mark.django_db

FOREIGN = "内部稿：1—8月份，长治高新区完成工业投资16.3亿元，尚待核实。"


@pytest.fixture
def shared():
    """A fact of one zone's article that an unpublished one of another zone says too."""
    mine, others = make_zone("长治高新区"), make_zone("长治经开区")
    fact = make_fact(make_article(zones=[mine]), subject_zone=mine)
    foreign = make_article(FOREIGN, zones=[others])
    assert make_fact(foreign, subject_zone=mine) == fact
    assert fact.citations.count() == 2
    fact.foreign = foreign
    fact.limited = client_of(Role.CHIEF_EDITOR, zones=[mine])
    return fact


def test_the_page_of_corrections_shows_ones_own_quotes_alone(shared):
    address = f"/admin/facts/fact/{shared.pk}/correct/"
    page = shared.limited.get(address).content.decode()
    assert "16.3亿元" in page
    assert "尚待核实" not in page
    assert "尚待核实" in client_of(Role.CHIEF_EDITOR).get(address).content.decode()


def test_what_others_say_too_is_not_a_limited_editors_to_change(shared):
    address = f"/admin/facts/fact/{shared.pk}/correct/"
    assert 'value="withdraw"' not in shared.limited.get(address).content.decode()
    answer = shared.limited.post(address, {"decision": "withdraw", "reason": "试"})
    assert "不限开发区" in shared.limited.get(answer.url).content.decode()
    assert Fact.objects.get(pk=shared.pk).withdrawn_at is None
    assert client_of(Role.CHIEF_EDITOR).post(address, {"decision": "withdraw", "reason": "有误"}).status_code == 302
    assert Fact.objects.get(pk=shared.pk).withdrawn_at


def test_an_export_leaves_the_others_citations_out(shared):
    table = shared.limited.get("/admin/registry/tables/fact.csv").content.decode()
    assert "16.3亿元" in table
    assert shared.foreign.slug not in table
    assert shared.foreign.slug in client_of(Role.CHIEF_EDITOR).get("/admin/registry/tables/fact.csv").content.decode()


def test_the_sides_of_a_conflict_leave_the_others_citations_out(shared):
    zone = shared.subject_zone
    make_fact(make_article("1—8月份，长治高新区完成工业投资18.3亿元。", zones=[zone]), "18.3亿元", subject_zone=zone, value="1830000000", value_printed="18.3")
    conflict = Conflict.objects.get()
    address = f"/admin/facts/conflict/{conflict.pk}/sides/"
    page = shared.limited.get(address).content.decode()
    assert "16.3亿元" in page
    assert "尚待核实" not in page
    assert "尚待核实" in client_of(Role.CHIEF_EDITOR).get(address).content.decode()


def test_the_services_refuse_it_too(shared):
    with pytest.raises(curation.CurationError, match="不限开发区"):
        curation.withdraw_fact(shared, shared.limited.user, "试")
    with pytest.raises(curation.CurationError, match="不限开发区"):
        curation.supersede(shared, shared.limited.user, {"value": "1", "value_printed": "1"}, "collection", "试")
    assert Fact.objects.get(pk=shared.pk).superseded_at is None


def test_a_conflict_with_such_a_fact_is_not_theirs_to_close(shared):
    zone = shared.subject_zone
    text = "1—8月份，长治高新区完成工业投资18.3亿元。"
    make_fact(make_article(text, zones=[zone]), "18.3亿元", subject_zone=zone, value="1830000000", value_printed="18.3")
    conflict = Conflict.objects.get()
    address = f"/admin/facts/conflict/{conflict.pk}/sides/"
    page = shared.limited.get(address).content.decode()
    assert 'name="outcome"' not in page
    assert "不限开发区" in page
    shared.limited.post(address, {"outcome": "scope", "reason": "试"})
    assert Conflict.objects.get().closed_at is None
    with pytest.raises(curation.CurationError, match="不限开发区"):
        close_conflict(conflict, shared.limited.user, "scope", "试")
    assert client_of(Role.EDITOR).post(address, {"outcome": "scope", "reason": "口径不同"}).status_code == 302
    assert Conflict.objects.get().outcome == "scope"


def test_the_desk_tells_what_is_known_without_the_others_drafts():
    mine, others = make_zone("长治高新区"), make_zone("长治经开区")
    foreign = make_article(FOREIGN, zones=[others], headline="外区的稿")
    make_fact(foreign, subject_zone=mine)
    make_fact(foreign, "16.3", subject_zone=mine, value="1230000000", value_printed="12.3")
    article = make_article(zones=[mine])
    make_proposal(article, subject_zone=mine)
    limited, unlimited = client_of(Role.EDITOR, zones=[mine]), client_of(Role.EDITOR)
    address = f"/admin/facts/review/{article.pk}/"
    page = limited.get(address).content.decode()
    assert "别处已采用同一条" not in page
    assert "12.3" not in page
    assert "外区的稿" not in page
    for words in ("别处已采用同一条", "12.3", "外区的稿", "独立来源 1 个"):
        assert words in unlimited.get(address).content.decode(), words
    publish_article(foreign, chief())
    page = limited.get(address).content.decode()
    assert "别处已采用同一条" in page
    assert f'href="{Fact.objects.order_by("pk").first().get_absolute_url()}"' in page


def test_the_desk_counts_a_reprint_with_its_original():
    zone = make_zone("长治高新区")
    original, reprint, article = (make_article(zones=[zone]) for _ in range(3))
    for one in (original, reprint):
        make_fact(one, subject_zone=zone)
    make_proposal(article, subject_zone=zone)
    client = client_of(Role.EDITOR)
    assert "独立来源 2 个" in client.get(f"/admin/facts/review/{article.pk}/").content.decode()
    decide_reprint(reprint, chief(), original)
    assert "独立来源 1 个" in client.get(f"/admin/facts/review/{article.pk}/").content.decode()
