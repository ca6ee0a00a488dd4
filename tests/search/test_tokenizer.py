import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.tokenizer import fold, key, keys, terms


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ＧＷ", "gw"), ("４３．２％", "43.2%"), ("開發區實錄", "开发区实录"), ("光伏　组件", "光伏 组件"), ("Ａpp", "app"), ("臺灣、台湾", "台湾、台湾")],
)
def test_it_makes_width_case_and_traditional_characters_equal(text, folded):
    assert fold(text) == folded


def test_it_folds_every_character_to_one_character():
    everything = "".join(map(chr, range(0x110000)))
    assert len(fold(everything)) == len(everything)


@given(st.text())
def test_folding_again_changes_nothing_but_rare_chains(text):
    assert fold(fold(text)).replace("苧", "苎") == fold(text).replace("苧", "苎")


def test_it_leaves_nothing_that_a_database_refuses():
    assert fold("甲\x00乙\ud800") == "甲\ufffd乙\ufffd"


@pytest.mark.parametrize(
    ("query", "pieces"),
    [("光伏 GW", ["gw", "光伏"]), ("　 \n", []), ("光伏 光伏玻璃", ["光伏玻璃"]), ("43.2", ["43.2"]), ("", [])],
)
def test_it_splits_a_query_at_white_space(query, pieces):
    assert sorted(terms(query)) == sorted(pieces)


def test_the_longest_term_comes_first():
    assert terms("光 43.2亿元 光伏")[0] == "43.2亿元"


def test_a_run_gives_its_pairs_and_its_last_character():
    assert keys("开发区 光") == [key("开发"), key("发区"), key("区"), key("光")]


@given(st.text(min_size=1, max_size=6), st.text(min_size=1, max_size=6))
def test_a_key_begins_another_only_where_the_word_does(word, other):
    assert key(other).startswith(key(word)) == other.startswith(word)


@given(st.text(min_size=1))
def test_keys_are_letters_to_every_database(word):
    assert all(unicodedata.category(letter) == "Lo" for letter in key(word))
