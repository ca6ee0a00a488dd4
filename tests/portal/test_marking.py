"""Quotes marked in a text: nested, equal and crossing ones, for any text and any quotes."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from facts.marking import mark, mark_one, paragraph_bounds, sentence_bounds


def lines(text):
    start, rows = 0, []
    for line in text.split("\n"):
        rows.append((start, line, "paragraph"))
        start += len(line) + 1
    return rows


def quote(pk, start, end):
    return SimpleNamespace(pk=pk, start=start, end=end)


def shown(pieces):
    return "".join("]" if piece.closes else f"[{piece.opens.pk}:" if piece.opens else piece.text for piece in pieces)


def marked(text, *quotes):
    result = mark(lines(text), [quote(pk, start, end) for pk, start, end in quotes])
    return [shown(paragraph.pieces) for paragraph in result.paragraphs], [row.pk for row in result.aside]


def test_the_longer_of_two_nested_quotes_stands_outside():
    assert marked("完成投资243.2亿元，增长", (1, 4, 11), (2, 0, 11)) == (["[2:完成投资[1:243.2亿元]]，增长"], [])


def test_equal_quotes_are_nested_the_older_outside():
    assert marked("增长32.3%", (2, 2, 7), (1, 2, 7)) == (["增长[1:[2:32.3%]]"], [])


def test_of_two_that_cross_the_later_is_set_aside():
    assert marked("甲乙丙丁戊", (1, 0, 3), (2, 2, 5)) == (["[1:甲乙丙]丁戊"], [2])


def test_a_quote_over_two_paragraphs_is_set_aside():
    assert marked("甲乙\n丙丁", (1, 1, 4), (2, 3, 5)) == (["甲乙", "[2:丙丁]"], [1])


def test_touching_quotes_stand_side_by_side():
    assert marked("甲乙丙丁", (1, 0, 2), (2, 2, 4)) == (["[1:甲乙][2:丙丁]"], [])


@given(st.text("甲乙丙。\n", min_size=1, max_size=40), st.data())
def test_every_quote_is_marked_exactly_once_or_set_aside(text, data):
    bounds = st.integers(0, len(text) - 1).flatmap(lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text))))
    quotes = [quote(pk, *bound) for pk, bound in enumerate(data.draw(st.lists(bounds, max_size=12)))]
    result = mark(lines(text), quotes)
    assert "\n".join("".join(piece.text for piece in paragraph.pieces) for paragraph in result.paragraphs) == text
    held = held_texts(result.paragraphs)
    assert sorted([*held, *(row.pk for row in result.aside)]) == sorted(row.pk for row in quotes)
    assert all(held[row.pk] == text[row.start : row.end] for row in quotes if row.pk in held)


def held_texts(paragraphs):
    """What stands inside each mark, as a browser would say it."""
    held, around = {}, []
    for piece in (piece for paragraph in paragraphs for piece in paragraph.pieces):
        if piece.closes:
            around.pop()
        elif piece.opens is not None:
            around.append(piece.opens.pk)
            held[piece.opens.pk] = ""
        else:
            for pk in around:
                held[pk] += piece.text
    assert not around
    return held


def test_a_sentence_ends_after_its_closing_quotation_mark():
    text = "前一句。“开工了。”他说。后一句！"
    start = text.index("开工")
    assert text[slice(*sentence_bounds(text, start, start + 3))] == "“开工了。”"
    assert text[slice(*sentence_bounds(text, 0, 2))] == "前一句。"


def test_a_sentence_stays_in_its_paragraph():
    text = "小标题\n完成投资5亿元\n下一段"
    start = text.index("5亿元")
    assert text[slice(*sentence_bounds(text, start, start + 3))] == "完成投资5亿元"
    assert text[slice(*paragraph_bounds(text, start, start + 3))] == "完成投资5亿元"


@given(st.text("甲。！\n”", min_size=1, max_size=60), st.data())
def test_a_sentence_always_holds_its_quote(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    row = quote(1, start, end)
    for bounds in (sentence_bounds, paragraph_bounds):
        left, right = bounds(text, start, end)
        assert left <= start < end <= right
        assert shown(mark_one(text, row, (left, right))) == f"{text[left:start]}[1:{text[start:end]}]{text[end:right]}"
