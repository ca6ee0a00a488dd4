"""Zones of any kind and name, and what they are called for short, as the subjects of their figures."""

import json
from pathlib import Path

import pytest

from facts.engine import Names, RegionName, ZoneName, extract_facts
from facts.engine.mentions.kinds import is_called, is_contraction, is_told_of, last_word
from tests.engine.registry import registry

SPECS = json.loads((Path(__file__).parent / "specs" / "zones.json").read_text("utf-8"))


@pytest.mark.parametrize("spec", [pytest.param(spec, id=spec["text"][:24]) for spec in SPECS])
def test_it_keeps_the_zone(spec):
    text = spec["text"]
    facts = extract_facts(text, "2024-10-08", registry().for_article(headline=spec.get("headline", "")))
    said = {(text[fact.start : fact.end], fact.subject) for fact in facts}
    assert {tuple(found) for found in spec["found"]} <= said
    assert not {tuple(wrong) for wrong in spec.get("never", [])} & said


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("河口边合区", "河口边境经济合作区", True),
        ("北山循环产业园", "云阳县北山循环经济产业园", True),
        ("郸城产业集聚区", "郸城县产业集聚区", True),
        ("望江产业基地", "望江智能制造产业基地", True),
        ("武汉经开区", "武汉经开综保区", False),
        ("兰州新区", "兰州高新区", False),
        ("兰州新区", "兰州新区综合保税区", False),
    ],
)
def test_a_contraction_is_the_same_zone(short, long, same):
    assert is_contraction(short, long) is same


def test_the_last_word_alone():
    assert (last_word("贵安国际陆港"), last_word("虎门港产城融合区"), last_word("陆港")) == ("陆港", "融合区", "")
    assert is_called("河口边境经济合作区", "边合区")
    assert not is_called("河口边境经济合作区", "综保区")


def test_the_headline_needs_more_than_the_kind():
    assert is_told_of("霍尔果斯市云岭港产城融合区", "一季度云岭港产城融合区运行平稳")
    assert not is_told_of("霍尔果斯经济开发区", "宾西经济开发区抢机上项目")


def test_a_park_that_nothing_names_is_called_as_it_is_printed():
    text = "1—3月份，园区实现工业总产值17.78亿元；园区规上企业32家。"
    assert [fact.subject for fact in extract_facts(text, "2016-04", registry())] == ["园区", "园区"]


def test_no_zone_reaches_across_a_comma_to_its_party_committee():
    text = "9月20日，高新区举行开工仪式。市投资促进服务中心党组书记赵兰出席活动并讲话，区党工委书记、管委会主任姚书华宣布开工。"
    assert {fact.subject for fact in extract_facts(text, "2024-09", registry()) if fact.relation == "role"} == {"赵兰", "姚书华"}


def test_a_bare_kind_in_the_headline_is_home():
    text = "8月22日，重点项目开工仪式举行。\n本次开工的重点建设项目共计72个，总投资约1530亿元。"
    facts = extract_facts(text, "2022-08", registry().for_article(headline="临港新片区重点建设项目开工"))
    assert {fact.subject for fact in facts if fact.kind == "measure"} == {"临港新片区"}


def test_a_zone_that_a_list_names_by_its_body_is_known_by_its_own_name():
    names = Names.of([RegionName("双鸭市", "prefecture"), RegionName("蚌河市", "prefecture")], [ZoneName("双鸭经济开发区管理委员会", region="双鸭市")])
    facts = extract_facts("双鸭经济开发区完成投资5亿元。", "2024-10-08", names)
    assert [fact.subject for fact in facts] == ["双鸭经济开发区"]


def test_the_body_of_any_zone_names_none():
    names = Names.of([RegionName("蚌河市", "prefecture")], [ZoneName("经济开发区管委会", region="蚌河市")])
    facts = extract_facts("古岭港经济开发区管委会副主任李强介绍。码头也在长，完成投资5亿元。", "2024-10-08", names)
    assert "蚌河市" not in {fact.subject for fact in facts}


def test_the_zones_of_a_rank_are_the_countrys_and_no_single_zone():
    text = "今年1—9月，国家级经开区实现地区生产总值8.1万亿元，同比增长13.2%。"
    facts = extract_facts(text, "2021-11", registry().for_article(headline="国家级经开区主要经济指标稳步增长"))
    assert {(fact.subject, fact.scope) for fact in facts} == {("全国", "国家级经开区")}
