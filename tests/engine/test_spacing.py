"""Spaces beside numbers and marks change nothing but the offsets."""

import re

import pytest

from facts.engine import extract_facts, why_not
from facts.engine.words.spacing import set_close
from tests.engine.registry import registry
from tests.engine.score_pages import PAGES, read_articles

_BESIDE_NUMBERS = re.compile(r"(?<=[一-鿿，。；])(?=[0-9])|(?<=[0-9%])(?=[一-鿿])")


def said(text, facts):
    """What each fact says, without the spaces of its quotes."""
    told = ("kind", "subject", "indicator", "measure", "stage", "relation", "object", "value", "unit", "period", "score")
    return [([getattr(fact, name) for name in told], [re.sub(r"\s", "", text[start:end]) for start, end in fact.anchors]) for fact in facts]


@pytest.mark.parametrize("name", ["dev/an05", "dev/ao12", "gold/changzhi"])
def test_numbers_set_off_by_spaces_are_read_alike(name):
    for text, facts in read_articles(PAGES / f"{name}.txt"):
        close, _ = set_close(text)
        spaced = re.sub(r"(?<=\n)([0-9]{1,2}) ", r"\1", _BESIDE_NUMBERS.sub(" ", close))
        assert said(spaced, extract_facts(spaced, "2024-10", registry())) == said(close, extract_facts(close, "2024-10", registry()))
        assert facts


def test_what_is_painted_before_an_item_is_no_part_of_its_name():
    text = "长治高新区集中签约。\n⭐锦程电机项目总投资3亿元；\n1️⃣宏达铸造项目总投资2亿元。"
    assert [fact.subject for fact in extract_facts(text, "2024-10", registry()) if fact.indicator == "total_investment"] == ["锦程电机项目", "宏达铸造项目"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("增长 9.6 %, 其中 A 区", "增长9.6%,其中A区"),
        ("签约 集中开工", "签约 集中开工"),
        ("Big Data 1 286", "Big Data 1 286"),
        ("速览\n01 项目进展", "速览\n01 项目进展"),
        ("速览\n11 月 8 日，", "速览\n11月8日，"),
        (" 首行\n 次行 ", " 首行\n 次行 "),
    ],
)
def test_only_idle_spaces_are_passed_over(printed, read):
    close, places = set_close(printed)
    assert close == read
    assert [printed[place] for place in places] == list(close if places else "")


def test_why_not_takes_the_offsets_of_the_printed_text():
    text = "长治高新区完成工业总产值 12.5 亿元。"
    assert why_not(text, "2024-10", registry(), text.index("12.5"))[0].startswith("此处已识别")
