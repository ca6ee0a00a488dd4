"""A boundary moved after the fact takes citations and decisions along, to the very same characters."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Byline, SourcePage, TextVersion
from articles.receiving import find_author
from facts import curation, resplitting
from facts import resplit_steps as steps
from facts.checking import differences
from facts.correcting import correct_text
from facts.curation import ChangedMeanwhile, CurationError
from facts.models import Citation, Conflict, Fact, Proposal, UnsignedChange
from facts.publishing import withdraw_article
from facts.resplit_steps import Asked
from facts.resplitting import carry_out
from facts.roles import Role
from history.changes import change
from history.models import Counter
from tests.base import TEXT, chief, make_article, make_fact, make_issue, make_proposal, make_user, make_zone

pytestmark = pytest.mark.django_db
JOBS = {"value": "3200", "unit": "count", "indicator_id": "employees"}


@pytest.fixture
def pair():
    issue, zone = make_issue(), make_zone()
    return [make_article(text, issue=issue, zones=[zone], published=True) for text in (TEXT, "另一篇的第一段。\n另一篇的第二段。")]


def move_lines(giver, taker, first, last, user, reason, *, to_end=False):
    """Lines `first` to `last` (exclusive, from 0) leave `giver` for the beginning or the end of `taker`."""
    return carry_out(Asked("moving", (giver, taker, first, last), {"to_end": to_end}), user, reason)


def split_off(article, first, user, reason):
    """Line `first` becomes the headline of a new draft, what follows its text."""
    found = carry_out(Asked("splitting_off", (article, first)), user, reason)
    return found.plan.parts[1].article, found


def test_lines_take_their_citations_and_decisions_along(pair):
    giver, taker = pair
    zone = giver.zones.get()
    stays, goes = make_fact(giver, subject_zone=zone), make_fact(giver, "3200人", subject_zone=zone, **JOBS)
    rejected = make_proposal(giver, "就业", subject="该区", **JOBS)
    curation.reject(rejected, chief(), "subject")
    report = move_lines(giver, taker, 2, 3, chief(), "末段属于下一篇")
    assert (len(report.moved), report.stale, report.lost) == (2, [], [])
    taker.refresh_from_db()
    assert taker.text.startswith("该区新增就业3200人。\n另一篇")
    assert goes.citations.get().version == taker.current
    assert stays.citations.get().version.article == giver
    rejected.refresh_from_db()
    assert (rejected.article, rejected.state) == (taker, "rejected")
    assert Fact.objects.public().count() == 2


def test_a_quote_over_the_boundary_is_stale_and_listed(pair):
    giver, taker = pair
    fact = make_fact(giver, "24.8%。\n锂电产业园", subject_zone=giver.zones.get())
    report = move_lines(giver, taker, 1, 3, chief(), "分篇线有误")
    assert [citation.fact for citation in report.stale] == [fact]


def test_a_new_article_is_split_off_as_a_draft(pair):
    giver, _ = pair
    goes = make_fact(giver, "3200人", subject_zone=giver.zones.get(), **JOBS)
    made, report = split_off(giver, 1, chief(), "两篇误为一篇")
    assert (made.headline, made.text, made.state) == ("锂电产业园项目总投资12亿元，预计年底投产。", "该区新增就业3200人。", "draft")
    assert len(report.moved) == 1
    assert not Fact.objects.public().filter(pk=goes.pk).exists()


def stored():
    """All rows that a step may change; the texts it leaves behind are shown by nothing."""
    rows = [list(model.objects.order_by("pk").values()) for model in (Article, Byline, Citation, Conflict, Proposal, Fact)]
    zones = list(Article.zones.through.objects.order_by("article_id", "zone_id").values_list("article_id", "zone_id"))
    return [*rows, zones, sorted(Article.objects.public().values_list("pk", flat=True)), sorted(Fact.objects.public().values_list("pk", flat=True))]


STEPS = {
    "move": lambda upper, lower: steps.moving(upper, lower, 1, 3, to_end=False),
    "split": lambda upper, lower: steps.splitting_off(upper, 1),
    "merge": lambda upper, lower: steps.merging(upper, lower),
    "merge upwards": lambda upper, lower: steps.merging(lower, upper),
    "reorder": lambda upper, lower: steps.reordering(upper, lower),
    "join": lambda upper, lower: steps.joining(upper, 1),
    "unjoin": lambda upper, lower: steps.unjoining(upper, 0, 10),
    "kind": lambda upper, lower: steps.changing_kind(upper, 1, "subhead"),
    "retitle": lambda upper, lower: steps.retitling(upper, "引题", "新标题", ""),
    "authors": lambda upper, lower: steps.naming_authors(upper, [("李四", "photographer"), ("张三", "reporter")]),
}


@pytest.fixture
def whole_page():
    """A page of two published articles with facts, a rejected and a pending proposal, bylines, and zones of their own."""
    page = SourcePage.objects.create(filename="a3.txt", content=b"x", sha256="0" * 64, status="done")
    issue, zones = make_issue(), [make_zone(), make_zone("壶关经开区")]
    rows = [(TEXT, "上篇"), ("壶关经开区招商35亿元。\n另一篇的第二段。", "下篇")]
    upper, lower = (
        make_article(text, issue=issue, zones=[zone], headline=headline, order=number, source_page=page, published=True)
        for number, ((text, headline), zone) in enumerate(zip(rows, zones, strict=True), 1)
    )
    with change(None, "署名", actor_name="测试") as group:
        group.create(Byline(article=upper, author=find_author(group, "张三"), role="reporter", order=1))
    make_fact(upper, subject_zone=zones[0])
    make_fact(upper, "3200人", subject_zone=zones[0], **JOBS)
    make_fact(lower, "35亿元", subject_zone=zones[1], subject="壶关经开区", value="3500000000")
    curation.reject(make_proposal(upper, "12亿元", subject="锂电产业园", value="1200000000"), chief(), "subject")
    make_proposal(upper, "24.8%", subject_zone=zones[0], measure="growth", value="24.8", unit="percent")
    return upper, lower


@pytest.mark.parametrize("name", STEPS)
def test_every_step_can_be_undone_and_done_again_exactly(whole_page, name):
    before = stored()
    resplitting.carry_out(lambda: STEPS[name](*whole_page), chief(), "分篇有误")
    after = stored()
    assert after != before
    assert not list(differences())
    curation.undo(Counter.current(), chief())
    assert stored() == before
    assert not list(differences())
    curation.undo(Counter.current(), chief())
    assert stored() == after


@pytest.mark.parametrize("name", STEPS)
def test_the_preview_writes_nothing_and_tells_exactly_what_is_done(whole_page, name):
    before = stored()
    shown = resplitting.preview(lambda: STEPS[name](*whole_page), chief())
    assert (stored(), TextVersion.objects.count()) == (before, 2)
    done = resplitting.carry_out(lambda: STEPS[name](*whole_page), chief(), "分篇有误", token=shown.token)
    assert {citation.pk for citation in shown.stale} == set(Citation.objects.filter(state="stale").values_list("pk", flat=True))
    assert [citation.pk for citation, *_ in shown.leaving] == [citation.pk for citation, *_ in done.leaving]
    for citation in Citation.objects.filter(state="exact").select_related("version__article"):
        assert citation.version_id == citation.version.article.current_id
        assert citation.version.text[citation.start : citation.end] == citation.quote


def test_what_changed_since_the_preview_is_not_carried_out_unseen(whole_page):
    upper, lower = whole_page
    shown = resplitting.preview(lambda: STEPS["move"](upper, lower), chief())
    make_fact(upper, "12亿元", subject="锂电产业园", subject_type="project", value="1200000001", indicator_id="total_investment")
    with pytest.raises(ChangedMeanwhile, match="又有改动"):
        resplitting.carry_out(lambda: STEPS["move"](upper, lower), chief(), "分篇有误", token=shown.token)


def test_a_merged_article_says_where_it_went_and_all_it_said_stays_public(whole_page):
    upper, lower = whole_page
    public = set(Fact.objects.public().values_list("pk", flat=True))
    found = resplitting.carry_out(lambda: steps.merging(upper, lower), chief(), "同一篇报道")
    assert (found.stale, found.lost) == ([], [])
    upper.refresh_from_db()
    lower.refresh_from_db()
    assert upper.text.split("\n")[3:] == ["下篇", "壶关经开区招商35亿元。", "另一篇的第二段。"]
    assert upper.zones.count() == 2
    assert (lower.state, lower.state_reason) == ("withdrawn", "本篇已并入《上篇》。")
    assert set(Fact.objects.public().values_list("pk", flat=True)) == public


def test_the_preview_of_a_merge_names_the_waiting_changes_that_go_with_the_article(whole_page, settings):
    settings.REVIEW_LEVELS = 2
    upper, lower = whole_page
    correct_text(lower, make_user(), lower.text.replace("第二段", "第二自然段"), "transcription", "漏字")
    figure = Fact.objects.get(subject="壶关经开区")
    curation.supersede(figure, make_user(), {"value": "3600000000", "value_printed": "36"}, "collection", "录错一位数")
    settings.REVIEW_LEVELS = 1
    before = resplitting.preview(lambda: steps.merging(upper, lower), chief())
    assert [(row.kind, row.article, "第二自然段" in row.words) for row in before.lost_changes] == [("text", lower, True)]
    resplitting.carry_out(lambda: steps.merging(upper, lower), chief(), "同一篇报道", token=before.token)
    after = {row.kind: (row.state, row.article) for row in UnsignedChange.objects.all()}
    assert after == {"text": ("dropped", lower), "fact": ("waiting", upper)}


def test_a_new_part_takes_its_decisions_along_and_is_undone_with_what_was_read_in_it(whole_page):
    upper, _ = whole_page
    before = stored()
    made, _ = split_off(upper, 1, chief(), "两篇误为一篇")
    assert [row.order for row in Article.objects.filter(source_page=upper.source_page_id).order_by("order")] == [1, 2, 3]
    number = Counter.current()
    make_proposal(made, "就业", subject="该区", value="1")
    curation.undo(number, chief())
    assert stored() == before
    made, _ = split_off(upper, 1, chief(), "两篇误为一篇")
    number = Counter.current()
    make_fact(made, "新增", subject="该区", value="2")
    with pytest.raises(CurationError, match="已有决定"):
        curation.undo(number, chief())


def test_drafts_do_not_slip_into_a_published_article_past_the_signatures(settings):
    issue = make_issue()
    draft, published = make_article(issue=issue, headline="未签的"), make_article(issue=issue, published=True)
    with pytest.raises(CurationError, match="先签发《未签的》"):
        move_lines(draft, published, 2, 3, make_user(Role.EDITOR), "末段属于上一篇")
    settings.REVIEW_LEVELS = 2
    with pytest.raises(CurationError, match="先签发《未签的》"):
        resplitting.preview(lambda: steps.merging(published, draft), chief())
    settings.REVIEW_LEVELS = 1
    assert "立即公开" in resplitting.preview(lambda: steps.merging(published, draft), chief()).notes[0]
    move_lines(published, draft, 2, 3, make_user(Role.EDITOR), "末段属于下一篇")


def test_withdrawn_articles_and_stale_quotes_stand_in_the_way(whole_page):
    upper, lower = whole_page
    correct_text(lower, chief(), lower.text.replace("35亿元", "三十五亿元"), "transcription", "录错")
    with pytest.raises(CurationError, match="先复核"):
        steps.merging(upper, lower)
    withdraw_article(lower, chief(), "有误")
    with pytest.raises(CurationError, match="已撤下"):
        steps.reordering(upper, lower)


def test_a_rejection_from_before_a_correction_comes_along(whole_page):
    upper, lower = whole_page
    upper = Article.objects.get(pk=upper.pk)
    correct_text(upper, chief(), upper.text.replace("3200人", "3300人"), "transcription", "录错")
    rejected = Proposal.objects.get(state="rejected")
    move_lines(upper, lower, 1, 2, chief(), "属于下一篇")
    rejected.refresh_from_db()
    assert rejected.article == lower
    anchor = rejected.anchors[0]
    assert rejected.version.text[anchor["start"] : anchor["end"]] == "12亿元"


def test_other_issues_and_whole_texts_are_refused(pair):
    giver, taker = pair
    with pytest.raises(CurationError, match="同一期"):
        move_lines(giver, make_article(), 0, 1, chief(), "x")
    with pytest.raises(CurationError, match="全部段落"):
        move_lines(giver, taker, 0, 3, chief(), "x")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_citation_stands_on_its_own_words_wherever_lines_go(data):
    issue = make_issue()
    lines = [f"第{number}段，投资{number}亿元。" for number in range(5)]
    giver, taker = make_article("\n".join(lines), issue=issue), make_article("甲。\n乙。", issue=issue)
    for number in range(5):
        make_fact(giver, f"{number}亿元", value=f"{number + 1}00000000", subject=f"第{number}段")
    first = data.draw(st.integers(0, 4))
    last = data.draw(st.integers(first + 1, 5))
    if last - first == 5:
        return
    move_lines(giver, taker, first, last, chief(), "试", to_end=data.draw(st.booleans()))
    for citation in Citation.objects.filter(version__article__issue=issue).select_related("version", "fact"):
        number = int(citation.fact.subject[1])
        assert citation.version.article_id == (taker if first <= number < last else giver).pk
        assert citation.version.text[citation.start - 6 : citation.end] == f"第{number}段，投资{number}亿元"


def test_a_decision_on_what_both_parts_say_stays_where_it_was_taken(pair):
    giver, taker = pair
    twice = make_proposal(giver, "16.3亿元")
    at = giver.text.index("3200人")
    Proposal.objects.filter(pk=twice.pk).update(anchors=[*twice.anchors, {"start": at, "end": at + 5, "exact": "3200人"}])
    curation.reject(Proposal.objects.get(pk=twice.pk), chief(), "subject")
    report = move_lines(giver, taker, 2, 3, chief(), "末段属于下一篇")
    twice.refresh_from_db()
    assert (twice.article, report.lost) == (giver, [])
    assert [anchor["exact"] for anchor in twice.anchors] == ["16.3亿元"]
    assert twice.version == Article.objects.get(pk=giver.pk).current
