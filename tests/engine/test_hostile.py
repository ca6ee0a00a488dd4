"""Random and hostile texts: no exception, only anchors that hold, and work that grows with the text and no faster."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facts.engine import explain, extract_facts
from tests.engine.registry import registry

PIECES = (
    "1 二 十 百 千 万 亿 元 亿元 % ％ 个百分点 百分点 个 家 项 户 期 成 倍 亩 平方米 万吨 MW × — - ~ . , ， 。 ； ： 、 “ ” （ ） ( "
    ") \n 约 近 超 余 多 以上 不低于 同比 环比 增长 下降 较上年 比 占 比重 拉动 贡献率 分别 其中 全市 全区 该项目 项目 一期 二期 等 3个 的 了 在 由 "
    "开工 投产 签约 建成 年底 今年 去年 2024年 1—8月份 上半年 截至目前 开发区 高新区 长治 长治市 产业园 有限公司 集团 董事长 王强 介绍 完成投资 总投资 产值 "
    "税收 就业 企业 预计 计划 将 建成后 聚焦 产业 主导产业 引自 位于 “签约一批”项目 三个一批 ０ Ａ é 😀 \u3000"
).split(" ")
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).map("".join)
HOSTILE = [*"1 一二三 3亿 1—8月 “ 、 项目 的 5个、 有限公司 等3个项目 分别为5%、6% 开发区 高新区项目、 投资5亿元的 全市完成投资5亿元，".split(), "\n"]


anything = given(texts, st.sampled_from([None, "2024", "2024-10", "2024-10-08", "nonsense"]))


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@anything
def test_it_reads_anything(text, published):
    _holds(text, published)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@anything
def test_it_reads_anything_many_times_over(text, published):
    _holds(text, published)


def _holds(text, published):
    for fact in extract_facts(text, published, registry()):
        assert text[fact.start : fact.end] == fact.as_dict(text)["anchor"]["exact"] != ""
        assert explain(fact, text)


@pytest.mark.parametrize(
    "text",
    [
        "长治高新区产值5亿元，" + "达到" * 60 + "天6亿元。",
        "恒盛项目主体" + "也已" * 60 + "天封顶。",
        "恒盛项目加紧" + "紧张有序" * 60 + "天。",
        "长治高新区产值、税收" + "等主要指标" * 60 + "天分别增长5%、6%。",
    ],
)
def test_words_that_can_be_cut_in_two_ways_hold_nobody_up(text):
    """达到 is one word or two: a pattern that tried every way to cut a row of them would never end."""
    _holds(text, "2024-10")


def calls(text):
    """How many function calls reading takes: work, whatever the machine does beside it."""
    count = 0

    def tally(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        extract_facts(text, "2024-10", registry())
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_no_faster_than_the_text(piece):
    def sized(size):
        return "长治市。" + (piece * size)[:size]

    extract_facts(sized(400), "2024-10", registry())
    small, large = calls(sized(4000)), calls(sized(16000))
    assert large <= 4.6 * small + 2000
