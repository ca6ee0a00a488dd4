"""What is changed after publication is public only after as many signatures: until then pages and API show what was signed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from articles.models import SourcePage, TextVersion
from facts import curation, extraction, resplitting
from facts.correcting import correct_text, drop_citation, reanchor, reconfirm
from facts.curation import ChangedMeanwhile, CurationError
from facts.engine import CandidateFact
from facts.engine.types import Period
from facts.indicators import sync_indicators
from facts.models import Citation, Fact, Proposal, UnsignedChange
from facts.publishing import publish_article, sign_off, withdraw_article
from facts.redating import change_date, preview_date
from facts.reextraction import reextract_article
from facts.resplit_steps import Asked
from facts.roles import Role
from facts.unsigned import drop_unsigned
from history.changes import change
from history.models import Counter, Event
from history.replay import compare, recorded_models, replay, tables
from tests.admin.cast import client_of
from tests.admin.test_recorded import form_of
from tests.base import TEXT, chief, make_article, make_fact, make_proposal, make_user, make_zone

pytestmark = pytest.mark.django_db
TRANSCRIPTION, CORRECTION = TextVersion.Kind.TRANSCRIPTION, TextVersion.Kind.CORRECTION
WRONG = {"value": "1640000000", "value_printed": "16.4"}


@pytest.fixture(params=[1, 2, 3])
def levels(request, settings):
    settings.REVIEW_LEVELS = request.param
    return request.param


@pytest.fixture
def article(levels):
    return publish_article(make_article(zones=[make_zone()]), chief(), by_command=True)


@pytest.fixture
def fact(article):
    fact = curation.accept(make_proposal(article, subject_zone=article.zones.get()), make_user())
    sign_all(article)
    return fact


def signers():
    from django.conf import settings

    return {1: [chief()], 2: [make_user(), chief()], 3: [make_user(), chief(), make_user(Role.ADMINISTRATOR)]}[settings.REVIEW_LEVELS]


def sign_all(article, *, before_last=lambda: None):
    """All the signatures that the site asks for; `before_last` looks after each but the last."""
    for signer in signers():
        before_last()
        article.refresh_from_db()
        sign_off(article, signer)
    article.refresh_from_db()


def shown(*addresses):
    """What readers get: the pages in both languages and the API's answers."""
    reader = Client()
    page = "\n".join(reader.get(address).content.decode() for address in addresses)
    return re.sub(r"T\d\d:\d\d:\d\d\.\d+", "T", page)  # at 06:06:16.428 the clock would say 16.4


def faces(article, fact=None):
    of_fact = [f"/facts/{fact.pk}/", f"/api/v1/facts/{fact.pk}/"] if fact else []
    return shown(
        f"/articles/{article.slug}/", f"/en/articles/{article.slug}/", "/articles/", f"/api/v1/articles/{article.slug}/", "/api/v1/articles/",
        "/api/v1/facts/", "/corrections/", f"/zones/{article.zones.get().slug}/",
        "/api/v1/changes/", "/feeds/articles/", *of_fact,
    )  # fmt: skip


def in_lists():
    return {row["value"] for row in Client().get("/api/v1/facts/").json()["results"]}


@pytest.mark.parametrize("kind", [TRANSCRIPTION, CORRECTION])
def test_a_text_correction_waits_for_its_signatures(article, fact, kind):
    text = TEXT.replace("3200人", "暗记人") if kind == TRANSCRIPTION else "本报更正：暗记。"
    report = correct_text(article, make_user(), text, kind, "暗记理由")
    assert report.unsigned.words

    def old_text():
        article.refresh_from_db()
        assert (article.current.number, article.versions.count()) == (1, 1)
        assert "暗记" not in faces(article, fact)
        assert Client().get("/api/v1/search/?q=暗记").json()["results"] == []

    sign_all(article, before_last=old_text)
    assert "暗记" in article.text
    assert "暗记" in shown(f"/articles/{article.slug}/", f"/api/v1/articles/{article.slug}/")
    assert article.current.made_by == report.unsigned.made_by
    assert fact.citations.get().version == article.current


def test_a_corrected_fact_stays_public_and_listed_until_its_successor_is_signed(article, fact):
    waiting = curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    assert (waiting.kind, waiting.article) == ("fact", article)
    assert "16.3亿元" in waiting.words
    assert "16.4亿元" in waiting.words

    def old_one_only():
        assert in_lists() == {"1630000000"}
        page = faces(article, fact)
        assert "16.3亿元" in page
        assert "16.4" not in page
        assert "录错一位数" not in page
        assert "已更正" not in shown(f"/facts/{fact.pk}/")

    sign_all(article, before_last=old_one_only)
    assert in_lists() == {"1640000000"}
    new = Fact.objects.public().get()
    assert (new.supersedes, new.accepted_by) == (fact, waiting.made_by)
    assert "已更正" in shown(f"/facts/{fact.pk}/")


@pytest.fixture
def stale(article, fact):
    correct_text(article, make_user(), TEXT.replace("长治高新区完成", "长治高新区共完成"), TRANSCRIPTION, "漏字")
    sign_all(article)
    citation = fact.citations.get()
    assert citation.state == "stale"
    return citation


@pytest.mark.parametrize("way", ["confirm", "elsewhere"])
def test_a_reviewed_citation_stays_marked_until_signed(article, fact, stale, way):
    def still_stale():
        stale.refresh_from_db()
        assert (stale.state, stale.version.number) == ("stale", 1)
        answer = Client().get(f"/api/v1/facts/{fact.pk}/").json()
        assert [row["state"] for row in answer["citations"]] == ["stale"]
        assert "更正前的原文" in shown(f"/articles/{article.slug}/")

    if way == "confirm":
        reconfirm(stale, make_user())
    else:
        at = article.text.index("24.8%")
        reanchor(stale, make_user(), at, at + 5)
    sign_all(article, before_last=still_stale)
    stale.refresh_from_db()
    assert (stale.state, stale.version.number, stale.quote) == ("exact", 2, "16.3亿元" if way == "confirm" else "24.8%")


def test_a_dropped_citation_stays_until_signed(article, fact, stale):
    drop_citation(stale, make_user(), "订正后无此句")
    sign_all(article, before_last=lambda: Fact.objects.public().get())
    assert not Fact.objects.public().exists()
    fact.refresh_from_db()
    assert fact.withdrawn_reason == "订正后无此句"


def test_an_edited_headline_is_printed_only_when_signed(article):
    client = client_of(Role.EDITOR)
    address, zone = f"/admin/articles/article/{article.pk}/change/", make_zone("长治经开区")
    answer = client.post(address, form_of(client, address, order="0", headline="暗记标题", zones=[article.zones.get().pk, zone.pk]), follow=True)
    assert "改动已留待签发" in answer.content.decode(), answer.context["errors"]
    waiting = UnsignedChange.objects.get()
    assert "标题：测试报道 → 暗记标题" in waiting.words
    assert "长治经开区" in waiting.words

    def old_headline():
        article.refresh_from_db()
        assert (article.headline, article.zones.count()) == ("测试报道", 1)
        assert "暗记标题" not in shown(f"/articles/{article.slug}/", "/articles/", "/api/v1/articles/", "/feeds/articles/", "/api/v1/search/?q=标题", "/")

    sign_all(article, before_last=old_headline)
    assert (article.headline, article.zones.count()) == ("暗记标题", 2)
    assert "暗记标题" in shown(f"/articles/{article.slug}/")


def test_an_edit_of_something_else_meanwhile_is_no_hindrance_but_of_the_same_it_is(article):
    client = client_of(Role.EDITOR)
    address = f"/admin/articles/article/{article.pk}/change/"
    client.post(address, form_of(client, address, order="0", headline="暗记标题"))
    type(article).objects.filter(pk=article.pk).update(subheadline="别的副题")
    type(article).objects.filter(pk=article.pk).update(headline="别人改的标题")
    article.refresh_from_db()
    for signer in signers()[:-1]:
        sign_off(article, signer)
        article.refresh_from_db()
    with pytest.raises(CurationError, match="没有签发"):
        sign_off(article, signers()[-1])
    type(article).objects.filter(pk=article.pk).update(headline="测试报道")
    article.refresh_from_db()
    sign_off(article, signers()[-1])
    article.refresh_from_db()
    assert (article.headline, article.subheadline) == ("暗记标题", "别的副题")


STEPS = {
    "title": lambda article, other: Asked("retitling", (article, "", "暗记标题", "")),
    "authors": lambda article, other: Asked("naming_authors", (article, [("暗记", "reporter")])),
    "lines": lambda article, other: Asked("moving", (other, article, 1, 2), {"to_end": True}),
    "merge": lambda article, other: Asked("merging", (article, other)),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_of_the_split_waits_too(article, name):
    other = make_article("另一篇的第一段。\n暗记的第二段。", issue=article.issue, headline="另一篇", order=1)
    publish_article(other, chief(), by_command=True)
    editor = make_user()
    step = STEPS[name](article, other)
    found = resplitting.carry_out(step, editor, "分篇有误", token=resplitting.preview(step, editor).token)
    assert found.unsigned.words
    with pytest.raises(CurationError, match="分篇调整待签"):
        resplitting.carry_out(step, editor, "再改")
    signed = article if found.unsigned.article == article else other
    addresses = [f"/articles/{article.slug}/", f"/api/v1/articles/{article.slug}/", f"/issues/{article.issue_id}/"]

    def as_before():
        assert "暗记" not in shown(*addresses)
        assert "暗记的第二段" in shown(f"/articles/{other.slug}/")

    sign_all(signed, before_last=as_before)
    assert "暗记" in shown(*addresses)
    article.refresh_from_db()
    assert article.current.made_by in (None, editor)
    gone = name in ("lines", "merge")
    assert ("暗记的第二段" in shown(f"/articles/{other.slug}/")) != gone


def test_another_place_on_the_page_needs_no_signature(article):
    with change(None, "收录版面") as group:
        page = group.create(SourcePage(filename="a.txt", content=b"a", sha256="a"))
        group.update(article, {"source_page": page})
    other = make_article(issue=article.issue, headline="另一篇", order=1, source_page=page)
    assert resplitting.carry_out(Asked("reordering", (article, other)), make_user(), "版面次序").unsigned is None


def _read(text, published_on, names):
    start, year = TEXT.index("16.3亿元"), published_on[:4]
    yield CandidateFact(
        kind="measure", subject_type="zone", subject="长治高新区", anchors=((start, start + 6),), rule="r", indicator="industrial_investment",
        measure="level", value="1", unit="CNY", value_printed="1", period=Period(f"{year}-01-01", f"{year}-08-31"),
    )  # fmt: skip


@pytest.mark.parametrize("levels", [2, 3], indirect=True)  # with one, the chief editor who may change a date is the signer
def test_a_changed_date_and_its_periods_wait_for_signatures(monkeypatch, article):
    sync_indicators()
    monkeypatch.setattr(extraction, "extract_facts", lambda *given: list(_read(*given)))
    reextract_article(article)
    fact = curation.accept(Proposal.objects.get(), chief())
    sign_all(article)
    day = date(2023, 10, 8)
    plan = change_date(article.issue, chief(), day, "day", preview_date(article.issue, day, "day").token)
    assert plan.unsigned.article == article

    def old_date():
        article.issue.refresh_from_db()
        assert article.issue.date == date(2024, 10, 8)
        page = shown(f"/articles/{article.slug}/", f"/facts/{fact.pk}/", "/api/v1/facts/", f"/api/v1/articles/{article.slug}/")
        assert "2023" not in page
        assert Fact.objects.public().get() == fact

    sign_all(article, before_last=old_date)
    article.issue.refresh_from_db()
    assert article.issue.date == day
    assert Fact.objects.public().get().period_start == date(2023, 1, 1)


def test_a_change_waits_once_and_can_be_taken_back(article, fact):
    editor = make_user()
    waiting = curation.supersede(fact, editor, WRONG, "collection", "录错一位数")
    with pytest.raises(CurationError, match="已有一项待签的改动"):
        curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    drop_unsigned(waiting, editor)
    with pytest.raises(CurationError, match="没有待签的内容"):
        sign_off(article, chief())
    assert Fact.objects.public().get() == fact
    with pytest.raises(CurationError, match="已撤回"):
        drop_unsigned(waiting, editor)


def test_undo_takes_back_the_intention_and_the_signature_exactly(article, fact):
    curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    curation.undo(Counter.current(), chief())
    assert not UnsignedChange.objects.exists()
    curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    sign_all(article)
    assert in_lists() == {"1640000000"}
    curation.undo(Counter.current(), chief())
    assert in_lists() == {"1630000000"}
    assert UnsignedChange.objects.get().state == "waiting"


@pytest.mark.parametrize("levels", [2, 3], indirect=True)
def test_a_new_change_makes_signatures_given_before_void(article, fact):
    curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    first = make_user()
    article.refresh_from_db()
    sign_off(article, first)
    correct_text(article, make_user(), TEXT + "补", TRANSCRIPTION, "漏字")
    article.refresh_from_db()
    with pytest.raises(CurationError, match="初审需要编辑"):
        sign_off(article, make_user(Role.CONTRIBUTOR))
    sign_off(article, first)
    assert in_lists() == {"1630000000"}


def test_an_impossible_change_stops_the_signature_and_says_which(article, fact):
    curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    curation.withdraw_fact(fact, chief(), "误采")
    *early, last = signers()
    for signer in early:
        article.refresh_from_db()
        sign_off(article, signer)
    article.refresh_from_db()
    with pytest.raises(CurationError, match=r"更正条目.*已不能照办.*撤回"):
        sign_off(article, last)
    assert UnsignedChange.objects.get().state == "waiting"


def test_what_cannot_be_done_is_refused_when_it_is_asked(article, fact):
    number = Counter.current()
    with pytest.raises(CurationError, match="数值写法不对"):
        curation.supersede(fact, make_user(), {"value": "很多"}, "collection", "录错")
    with pytest.raises(CurationError, match="没有改动"):
        correct_text(article, make_user(), article.text, TRANSCRIPTION, "无")
    with pytest.raises(ChangedMeanwhile):
        correct_text(article, make_user(), "别的", TRANSCRIPTION, "无", seen=7)
    assert Counter.current() == number
    assert not UnsignedChange.objects.exists()


def test_with_a_withdrawn_article_go_its_waiting_changes(article, fact):
    curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    withdraw_article(article, chief(), "误登")
    assert UnsignedChange.objects.get().state == "dropped"


def test_trying_a_change_leaves_no_trace(article, fact):
    before = {name: rows for name, rows in tables(recorded_models(["articles", "facts"])).items() if name != "facts.unsignedchange"}
    curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    after = {name: rows for name, rows in tables(recorded_models(["articles", "facts"])).items() if name != "facts.unsignedchange"}
    assert before == after
    assert list(Event.objects.filter(number=Counter.current()).values_list("kind", flat=True)) == ["facts.unsignedchange"]


def test_an_undo_makes_nothing_public_that_nobody_signed(levels):
    article = make_article(zones=[make_zone()])
    editor = make_user()
    old = curation.accept(make_proposal(article, subject_zone=article.zones.get()), editor)
    curation.supersede(old, editor, WRONG, "collection", "录错一位数")
    number = Counter.current()
    article = publish_article(article, chief(), by_command=True)
    assert in_lists() == {"1640000000"}
    curation.undo(number, editor)
    sign_all(article, before_last=lambda: Fact.objects.public().exists() and pytest.fail("public without a signature"))
    assert in_lists() == {"1630000000"}


def test_an_undo_brings_back_at_once_what_was_public(article, fact):
    curation.withdraw_fact(fact, chief(), "误采")
    curation.undo(Counter.current(), make_user())
    assert Fact.objects.public().get() == fact


def test_all_of_it_can_be_replayed(article, fact):
    curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    correct_text(article, make_user(), TEXT + "补", TRANSCRIPTION, "漏字")
    sign_all(article)
    state: dict = {}
    assert [*replay(state), *compare(state, tables(recorded_models(("zones", "projects", "articles", "facts"))))] == []
    assert Citation.objects.filter(fact=Fact.objects.public().get()).get().version.number == 2


def test_a_chief_editor_alone_changes_at_once_with_one_level(settings):
    settings.REVIEW_LEVELS = 1
    fact = make_fact(make_article(zones=[make_zone()], published=True))
    assert isinstance(curation.supersede(fact, chief(), WRONG, "collection", "录错一位数"), Fact)
    assert not UnsignedChange.objects.exists()


def test_the_page_of_signatures_lists_what_waits_and_takes_it_back(article, fact):
    waiting = curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    editor = client_of(Role.EDITOR)
    address = f"/admin/articles/article/{article.pk}/states/"
    assert waiting.words in editor.get(address).content.decode()
    assert article.headline in editor.get("/admin/").content.decode()
    assert "有一项更正待签" in editor.get(f"/admin/facts/fact/{fact.pk}/correct/").content.decode()
    stranger = client_of(Role.CHIEF_EDITOR, zones=[make_zone("别的区")])
    assert stranger.post(address, {"drop": waiting.pk}).status_code == 404
    other = publish_article(make_article(zones=[make_zone("另一区")]), chief(), by_command=True)
    assert editor.post(f"/admin/articles/article/{other.pk}/states/", {"drop": waiting.pk}).status_code == 404
    assert client_of(Role.CONTRIBUTOR).post(address, {"drop": waiting.pk}).status_code == 403
    editor.post(address, {"drop": waiting.pk})
    waiting.refresh_from_db()
    assert waiting.state == "dropped"


def test_what_waits_for_a_fact_goes_with_its_article_into_another(article, fact):
    upper = publish_article(make_article("上一篇的第一段。", issue=article.issue, headline="上篇", zones=[article.zones.get()]), chief(), by_command=True)
    waiting = curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    editor, step = make_user(), Asked("merging", (upper, article))
    resplitting.carry_out(step, editor, "同一篇", token=resplitting.preview(step, editor).token)
    before = Counter.current()
    sign_all(upper)
    article.refresh_from_db()
    waiting.refresh_from_db()
    assert (article.state, waiting.state, waiting.article) == ("withdrawn", "waiting", upper)
    assert in_lists() == {"1630000000"}
    sign_all(upper)
    assert in_lists() == {"1640000000"}
    assert UnsignedChange.objects.filter(state="waiting").count() == 0
    for number in range(Counter.current(), before, -1):
        curation.undo(number, chief())
    waiting.refresh_from_db()
    assert (waiting.state, waiting.article) == ("waiting", article)


def test_what_waits_for_the_text_of_a_merged_article_is_dropped_with_it(article):
    article.refresh_from_db()
    upper = publish_article(make_article("上一篇的第一段。", issue=article.issue, headline="上篇"), chief(), by_command=True)
    editor, step = make_user(), Asked("merging", (upper, article))
    resplitting.carry_out(step, editor, "同一篇", token=resplitting.preview(step, editor).token)
    report = correct_text(article, make_user(), TEXT.replace("3200人", "3300人"), TRANSCRIPTION, "录错")
    *early, last = signers()
    for signer in early:
        upper.refresh_from_db()
        sign_off(upper, signer)
    upper.refresh_from_db()
    sign_off(upper, last)
    report.unsigned.refresh_from_db()
    assert report.unsigned.state == "dropped"
    assert not UnsignedChange.objects.filter(state="waiting").exists()
