"""Rules speak Chinese to editors; nothing that the engine has a name for is shown in English."""

import re

import pytest

from facts.engine import Names, extract_facts
from facts.rule_words import rule_words
from tests.base import TEXT


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("growth: rival in brackets", "增速：括号里的对照值"),
        ("growth: growth", "增速"),
        ("stage: carried: 项目 is the one before", "进度：沿用前文：“项目”指前一个"),
        ("unit-007", "单位表第 7 条"),
        ("a rule to come", "a rule to come"),
        ("", ""),
    ],
)
def test_a_rule_is_told_in_chinese(rule, words):
    assert rule_words(rule) == words


def test_what_the_engine_finds_in_a_page_is_told_in_chinese_alone():
    found = extract_facts(
        TEXT + "\n1—8月份，该区签约项目12个，总投资35亿元，增速由8.2%提高到9.1%，占全市的37.0%，拉动增长2.1个百分点。", "2024-10", Names.of([], [], [], [])
    )
    rules = {claim.rule for claim in found} | {str(slot[3]) for claim in found for slot in claim.slots}
    assert rules
    assert [rule for rule in rules if re.search("[a-z]", rule_words(rule))] == []
