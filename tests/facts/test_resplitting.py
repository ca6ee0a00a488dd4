"""A boundary moved after the fact takes citations and decisions along, to the very same characters."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from facts import curation
from facts.curation import CurationError
from facts.models import Citation, Fact, Proposal
from facts.resplitting import move_lines, split_off
from history.models import Counter
from tests.base import TEXT, chief, make_article, make_fact, make_issue, make_proposal, make_zone

pytestmark = pytest.mark.django_db
JOBS = {"value": "3200", "unit": "count", "indicator_id": "employees"}


@pytest.fixture
def pair():
    issue, zone = make_issue(), make_zone()
    return [make_article(text, issue=issue, zones=[zone], published=True) for text in (TEXT, "另一篇的第一段。\n另一篇的第二段。")]


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


def test_undo_puts_every_line_back(pair):
    giver, taker = pair
    make_fact(giver, "3200人", subject_zone=giver.zones.get(), **JOBS)
    before = [list(model.objects.order_by("pk").values()) for model in (Article, Citation, Proposal, Fact)]
    move_lines(giver, taker, 2, 3, chief(), "末段属于下一篇")
    curation.undo(Counter.current(), chief())
    assert [list(model.objects.order_by("pk").values()) for model in (Article, Citation, Proposal, Fact)] == before


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
