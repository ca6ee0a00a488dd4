"""Correcting a text: every citation is exact or stale, never wrong; stale ones wait for an editor."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import TextVersion
from facts import curation
from facts.correcting import correct_text, drop_citation, near_matches, preview_correction, reanchor, reconfirm
from facts.curation import ChangedMeanwhile, CurationError, OutdatedText, accept
from facts.marking import sentence_bounds
from facts.models import Citation, Fact
from facts.relocating import relocate
from history.models import Counter
from tests.base import TEXT, chief, make_article, make_fact, make_proposal, make_zone

TRANSCRIPTION, CORRECTION = TextVersion.Kind.TRANSCRIPTION, TextVersion.Kind.CORRECTION


@pytest.fixture
def fact(db):
    zone = make_zone()
    return make_fact(make_article(zones=[zone], published=True), subject_zone=zone)


def article_of(fact):
    return fact.citations.get().version.article


def test_a_citation_moves_with_its_unchanged_sentence(fact):
    report = correct_text(article_of(fact), chief(), f"新的第一段。\n{TEXT}", TRANSCRIPTION, "漏录一段")
    citation = fact.citations.get()
    assert [row.pk for row in report.moved] == [citation.pk]
    assert (citation.state, citation.version.number) == ("exact", 2)
    assert citation.version.text[citation.start : citation.end] == citation.quote == "16.3亿元"


def test_a_citation_whose_sentence_changed_is_stale_until_an_editor_confirms_it(fact):
    article = article_of(fact)
    correct_text(article, chief(), TEXT.replace("长治高新区", "长治经开区"), TRANSCRIPTION, "区名录错")
    citation = fact.citations.get()
    assert (citation.state, citation.version.number) == ("stale", 1)
    correct_text(article, chief(), f"{TEXT}\n又一段。", TRANSCRIPTION, "漏录一段")
    citation.refresh_from_db()
    assert citation.state == "stale"
    assert near_matches(citation)[0].text == "16.3亿元"
    confirmed = reconfirm(citation, chief())
    assert (confirmed.state, confirmed.version.number) == ("exact", 3)


def test_a_citation_can_be_set_on_another_place_by_an_editor_only(fact):
    article = article_of(fact)
    text = TEXT.replace("16.3亿元", "16.5亿元")
    correct_text(article, chief(), text, TRANSCRIPTION, "数字录错")
    citation = fact.citations.get()
    with pytest.raises(CurationError, match="没有这段引文"):
        reconfirm(citation, chief())
    match = near_matches(citation)[0]
    assert match.text == "16.5亿元"
    assert reanchor(citation, chief(), match.start, match.end).quote == "16.5亿元"


def test_a_fact_without_its_last_citation_is_withdrawn(fact):
    correct_text(article_of(fact), chief(), TEXT.replace("完成工业投资16.3亿元，", ""), TRANSCRIPTION, "原文无此句")
    drop_citation(fact.citations.get(), chief(), "订正后的原文没有这一数据")
    assert Fact.objects.get().withdrawn_reason == "订正后的原文没有这一数据"
    assert not Fact.objects.public().exists()


def test_a_correction_stands_above_the_printed_text(fact):
    correct_text(article_of(fact), chief(), "本报更正：工业投资应为16.8亿元。", CORRECTION, "读者来信")
    version = article_of(fact).current
    assert version.text == f"本报更正：工业投资应为16.8亿元。\n{TEXT}"
    assert version.blocks[0] == "correction"
    assert fact.citations.get().state == "exact"


def test_undecided_proposals_move_or_wait_for_the_engine(fact):
    article = article_of(fact)
    stays = make_proposal(article, "3200人", value="3200", unit="count", indicator_id="employees")
    goes = make_proposal(article, "24.8%", value="24.8", unit="percent", measure="growth")
    goes.trace = {"slots": [["value", goes.start, goes.start + 5, "x"]]}
    report = correct_text(article, chief(), "题记。\n" + TEXT.replace("24.8%", "24.9%"), TRANSCRIPTION, "录错")
    assert ([row.pk for row in report.proposals_moved], [row.pk for row in report.proposals_lost]) == ([stays.pk], [goes.pk])
    accept(stays, chief())
    with pytest.raises(OutdatedText):
        accept(goes, chief())


def test_a_preview_writes_nothing(fact):
    before = Counter.current()
    assert preview_correction(article_of(fact), "全新的正文。", TRANSCRIPTION).stale
    assert (Counter.current(), TextVersion.objects.count(), fact.citations.get().state) == (before, 1, "exact")


def test_a_second_corrector_is_stopped(fact):
    article = article_of(fact)
    correct_text(article, chief(), TEXT + "甲", TRANSCRIPTION, "补一字", seen=1)
    with pytest.raises(ChangedMeanwhile, match="第2版"):
        correct_text(article, chief(), TEXT + "乙", TRANSCRIPTION, "补一字", seen=1)


def test_undo_turns_back_to_the_earlier_version(fact):
    before = list(Citation.objects.values())
    correct_text(article_of(fact), chief(), TEXT.replace("长治高新区", "长治经开区"), TRANSCRIPTION, "区名录错")
    curation.undo(Counter.current(), chief())
    assert list(Citation.objects.values()) == before
    assert article_of(fact).text == TEXT
    assert correct_text(article_of(fact), chief(), TEXT + "甲", TRANSCRIPTION, "补一字").version.number == 3


@pytest.mark.parametrize(("quote", "state", "version"), [("24.8%", "exact", 1), ("3300人", "stale", 2)])
def test_a_quote_taken_from_a_text_that_is_undone_moves_exactly_or_is_stale(fact, quote, state, version):
    article = article_of(fact)
    correct_text(article, chief(), TEXT.replace("3200人", "3300人"), TRANSCRIPTION, "录错")
    number = Counter.current()
    article.refresh_from_db()
    later = make_fact(article, quote, value="7").citations.get()
    taken = Citation.objects.filter(pk=later.pk).values().get()
    curation.undo(number, chief())
    later.refresh_from_db()
    assert (later.state, later.version.number) == (state, version)
    assert later.version.text[later.start : later.end] == quote
    curation.undo(Counter.current(), chief())
    assert Citation.objects.filter(pk=later.pk).values().get() == taken


_pieces = st.text(alphabet="增长区投资5%。；\n", min_size=0, max_size=12)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_pieces, min_size=2, max_size=10), st.data())
def test_random_edits_never_move_a_quote_to_another_sentence(pieces, data):
    """The texts are made of few characters, so that look-alikes abound; `origins` follows each character through the edits."""
    old = "".join(pieces) or "增长。"
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, min(len(old), start + 6)))
    characters = list(enumerate(old))
    for _ in range(data.draw(st.integers(1, 3))):
        left = data.draw(st.integers(0, len(characters)))
        right = data.draw(st.integers(left, min(len(characters), left + 8)))
        characters[left:right] = [(-1, character) for character in data.draw(_pieces)]
    new, origins = "".join(character for _, character in characters), [origin for origin, _ in characters]
    moved = relocate(old, new, start, end)
    if moved is None:
        return
    left, right = sentence_bounds(old, start, end)
    new_left, new_right = sentence_bounds(new, moved, moved + end - start)
    assert new[moved : moved + end - start] == old[start:end]
    assert new[new_left:new_right] == old[left:right]
    survived = start in origins and origins[origins.index(start) : origins.index(start) + end - start] == list(range(start, end))
    if survived and _untouched(origins, left, right):
        assert moved == origins.index(start)


def _untouched(origins, left, right):
    at = origins.index(left) if left in origins else -1
    return at >= 0 and origins[at : at + right - left] == list(range(left, right))
