from hypothesis import given
from hypothesis import strategies as st

from search.index import excerpt, highlight
from search.tokenizer import fold, terms


def _marked(segments):
    return [segment.text for segment in segments if segment.marked]


def test_it_marks_every_occurrence_as_printed():
    segments = highlight("１００ＭＷ光伏，光伏玻璃", "光伏 100mw")
    assert _marked(segments) == ["１００ＭＷ光伏", "光伏"]


def test_overlapping_words_are_marked_once():
    assert _marked(highlight("光伏玻璃", "光伏玻 伏玻璃")) == ["光伏玻璃"]


@given(st.text(alphabet="开发區区光 \n", max_size=40), st.text(alphabet="开发区區光 ", max_size=5))
def test_the_pieces_join_to_the_text_and_marks_are_the_words(text, query):
    segments = highlight(text, query)
    assert "".join(segment.text for segment in segments) == text
    for segment in segments:
        assert any(term in fold(segment.text) for term in terms(query)) == segment.marked


def test_an_excerpt_is_cut_around_the_word_within_its_line():
    text = "前一行\n" + "甲" * 100 + "光伏" + "乙" * 100 + "\n后一行"
    segments = excerpt(text, "光伏", length=20)
    assert "".join(segment.text for segment in segments) == "…" + "甲" * 9 + "光伏" + "乙" * 9 + "…"
    assert _marked(segments) == ["光伏"]


def test_an_excerpt_of_a_short_line_is_the_line():
    assert "".join(segment.text for segment in excerpt("前\n长治高新区\n后", "高新")) == "长治高新区"


@given(st.text(alphabet="开发光\n", max_size=60), st.text(alphabet="开发光", min_size=1, max_size=30), st.integers(1, 20))
def test_an_excerpt_holds_the_whole_longest_word(text, query, length):
    if query in text:
        assert query in "".join(segment.text for segment in excerpt(text, query, length))
