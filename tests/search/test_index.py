from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import index, models
from search.models import Entry
from search.tokenizer import fold

pytestmark = pytest.mark.django_db

_per_example = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
_characters = "开发区光伏開發產业，。“”%*_'\"\\-:()^ＧWgw4３.2 　\n😀é−"
_texts = st.text(alphabet=_characters, max_size=25)
_hostile = [
    "%", "_", "*", "**", '"', "'", '""', "'' OR 1=1 --", "; DROP TABLE search_entry", "NEAR(开 发)", "AND", "开 OR 发", "NOT", "text:开", "^开", "开*", "-开",
    "{开}", "(", ")", "\\", "\\'", ":*", "!开", "开 & 发", "<->", "%s", "%(a)s", "{}", "\x00", "开\x00发", "\ud800", "\U0001f600", "\u200b", "a\u0301", "İ",
    "ß", "开" * 999, "开 发 " * 100, "开发区" * 300, "\u3000", "\n", "null", "0x41", "<b>", "&amp;", "１", "𠮷", "\uffff", "\U0010ffff",
]  # fmt: skip


def scan(texts: dict[str, list[str]], query: str) -> set[str]:
    """The reference: every word of the query a substring of some line."""
    pieces = fold(query).split()
    lines = {name: [line for text in parts for line in fold(text).split("\n")] for name, parts in texts.items()}
    return {name for name, own in lines.items() if pieces and all(any(piece in line for line in own) for piece in pieces)}


def found(query: str, **options) -> list[str]:
    return [hit.object_id for hit in index.query(query, limit=1000, **options)]


@_per_example
@given(st.lists(st.tuples(_texts, _texts), max_size=4), st.lists(st.text(alphabet=_characters, max_size=6), max_size=4), st.data())
def test_it_finds_what_a_scan_finds(db, pairs, queries, data):
    index.clear()
    texts = {str(number): list(pair) for number, pair in enumerate(pairs)}
    for name, (title, text) in texts.items():
        index.add("article", name, {"headline": title, "text": text}, title_fields=["headline"])
    parts = [part for pair in pairs for part in pair if part]
    if parts:
        part = data.draw(st.sampled_from(parts))
        start = data.draw(st.integers(0, len(part) - 1))
        queries.append(part[start : start + data.draw(st.integers(1, 12))])
    for query in [*queries, data.draw(st.sampled_from(_hostile))]:
        assert set(found(query)) == scan(texts, query), repr(query)


def test_every_substring_is_found_and_nothing_else():
    text = "1—8月份，长治全市13个省级以上开发区完成投资243.2亿元，同比增长32.3%。\n“签约一批”项目61个（总投资2.9亿元）2×1000T/D"
    index.add("article", 1, {"text": text})
    index.add("article", 2, {"text": text[::-1]})
    for start in range(len(text)):
        for end in range(start + 1, min(start + 9, len(text)) + 1):
            query = text[start:end]
            assert set(found(query)) == scan({"1": [text], "2": [text[::-1]]}, query), repr(query)


@pytest.mark.parametrize("query", _hostile, ids=repr)
def test_no_query_raises(query):
    texts = {"1": ["开发区 %_*'\"\\ AND (NOT) 开*发 😀 𠮷"], "2": ["发开" * 400]}
    for name, (text,) in texts.items():
        index.add("zone", name, {"text": text})
    assert set(found(query)) == scan(texts, query)


def test_a_query_without_words_finds_nothing():
    index.add("zone", 1, {"name": "长治高新区"})
    assert found("") == found(" 　\n") == []


def test_a_very_long_query_is_not_looked_up_and_says_so():
    with CaptureQueriesContext(connection) as queries:
        hits = index.query("开" * (index.LONGEST_QUERY + 1))
    assert (hits.too_long, list(hits), len(queries)) == (True, [], 0)


def test_a_long_query_is_compared_to_its_last_character():
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 500)))
    index.add("article", 1, {"text": text})
    assert found(text) == ["1"]
    assert found(text[:-1] + "终") == []


def test_words_beyond_those_asked_of_the_index_still_count():
    words = [chr(0x4E00 + 2 * number) + chr(0x4E01 + 2 * number) for number in range(20)]
    index.add("article", 1, {"headline": " ".join(words)}, title_fields=["headline"])
    index.add("article", 2, {"text": " ".join(words[:-1])})
    assert found(" ".join(words)) == ["1"]


def test_pairs_do_not_reach_over_a_line_end_or_a_space():
    index.add("article", 1, {"headline": "光", "text": "伏 玻\n璃"})
    assert [found(query) for query in ("光伏", "伏玻", "玻璃", "璃")] == [[], [], [], ["1"]]


def test_titles_come_first_then_the_newest():
    index.add("article", "old", {"headline": "光伏", "text": "长治"}, date=date(2020, 1, 1), title_fields=["headline"])
    index.add("article", "undated", {"text": "光伏"})
    index.add("article", "middle", {"text": "光伏"}, date=date(2023, 1, 1))
    index.add("article", "new", {"text": "光伏"}, date=date(2024, 1, 1))
    assert found("光伏") == ["old", "new", "middle", "undated"]


def test_a_title_must_hold_all_words_to_come_first():
    index.add("article", "half", {"headline": "光伏", "text": "玻璃"}, date=date(2020, 1, 1), title_fields=["headline"])
    index.add("article", "none", {"text": "光伏 玻璃"}, date=date(2024, 1, 1))
    assert found("光伏 玻璃") == ["none", "half"]


def test_pages_join_to_the_whole_list():
    for number in range(9):
        field = "headline" if number % 3 == 0 else "text"
        index.add("article", number, {field: "光伏"}, date=date(2024, 1, 1 + number), title_fields=["headline"])
    whole = found("光伏")
    assert len(whole) == 9
    for size in (1, 2, 3, 4, 7):
        pages = [index.query("光伏", limit=size, offset=offset) for offset in range(0, 9, size)]
        assert [hit.object_id for page in pages for hit in page] == whole
        assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]
        assert {page.total for page in pages} == {9}


def test_the_total_is_capped(monkeypatch):
    monkeypatch.setattr(index, "COUNTED", 10)
    for number in range(12):
        index.add("article", number, {"text": "光伏"})
    hits = index.query("光伏", limit=5)
    assert (hits.total, hits.capped, hits.total_words) == (10, True, "10+")


def test_a_hit_names_the_field():
    index.add("zone", 1, {"name": "长治高新区", "alias": "高新\n科创城", "description": "科创城在长治"}, title_fields=["name"])
    assert [next(iter(index.query(query))).field for query in ("长治", "科创城", "在长治", "高新区 在")] == ["name", "alias", "description", "name"]


def test_kinds_are_kept_apart():
    index.add("zone", 1, {"name": "长治"})
    index.add("article", 1, {"text": "长治"})
    assert [hit.kind for hit in index.query("长治", kinds=["zone"])] == ["zone"]
    assert len(index.query("长治", kinds=["zone", "article"])) == 2
    assert len(index.query("长治", kinds=[])) == len(index.query("长治", kinds=["'; --"])) == 0
    assert found("article") == []


def test_adding_again_replaces():
    index.add("zone", 1, {"name": "长治高新区"})
    index.add("zone", 1, {"name": "长治经开区"}, date=date(2024, 1, 1))
    assert (found("高新"), found("经开"), found("长治")) == ([], ["1"], ["1"])


def test_what_is_removed_is_not_found():
    index.add("zone", 1, {"name": "长治高新区"})
    index.add("zone", 2, {"name": "长治经开区"})
    index.remove("zone", 1)
    index.remove("zone", 3)
    assert (found("高新"), found("长治")) == ([], ["2"])


def test_rows_removed_by_a_queryset_leave_the_index_too():
    index.add("zone", 1, {"name": "长治高新区"})
    Entry.objects.all().delete()
    index.add("zone", 2, {"name": "长治经开区"})
    assert (found("高新"), found("长治")) == ([], ["2"])


def test_clear_empties_one_kind_or_all():
    index.add("zone", 1, {"name": "长治"})
    index.add("article", 1, {"text": "长治"})
    index.clear(["zone"])
    assert [hit.kind for hit in index.query("长治")] == ["article"]
    index.clear()
    assert found("长治") == []


def test_rebuild_makes_the_terms_from_the_texts():
    index.add("zone", 1, {"name": "长治高新区"}, title_fields=["name"])
    Entry.objects.update(terms=["无"])
    assert found("长治") == []
    assert index.rebuild() == 1
    assert found("长治", kinds=["zone"]) == ["1"]


def test_nothing_is_found_before_its_time():
    moment = datetime(2024, 10, 8, tzinfo=UTC)
    index.add("article", 1, {"text": "长治"}, public_from=moment)
    assert found("长治", now=moment - timedelta(seconds=1)) == []
    assert found("长治", now=moment) == found("长治") == ["1"]


def test_a_text_too_rich_for_the_index_is_scanned(monkeypatch):
    monkeypatch.setattr(models, "_most_bytes", 10)
    index.add("article", 1, {"headline": "长治高新区", "text": "光伏玻璃项目"}, title_fields=["headline"])
    for query in ("治高新", "长", "玻璃", "伏玻璃", "高新区 项目"):
        assert found(query) == ["1"], query
    assert found("玻璃高新") == []


def test_an_object_without_texts_is_never_found():
    index.add("zone", 1, {"name": ""})
    assert found("zone") == []


@pytest.mark.parametrize("count", [1, 40])
def test_the_number_of_database_queries_does_not_grow(count):
    for number in range(count):
        index.add("article", number, {"headline" if number % 2 else "text": "光伏"}, title_fields=["headline"])
    with CaptureQueriesContext(connection) as queries:
        index.query("光伏 伏", kinds=["article"], limit=10, offset=30)
    assert len(queries) <= 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_emptying_the_tables_empties_the_index(time):
    assert found("长治") == []
    index.add("zone", 1, {"name": "长治"})
