"""Every rendering of every fact keeps what must never be dropped. `data/changzhi.facts.jsonl` is a page annotated by hand."""

import json
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.sentences import indicator_words, object_words, period_words, sentence, short_label, stage_words, subject_words, value_words
from facts.vocabulary import Base, Comparator, Measure, Relation, Stage

_HEDGES = {
    "zh": {"approx": "约", "gt": "超过", "ge": "不低于", "lt": "不足", "le": "不超过"},
    "en": {"approx": "about", "gt": "more than", "ge": "at least", "lt": "less than", "le": "at most"},
}
_BASES = {
    "zh": {"": "同比", "yoy": "同比", "mom": "环比", "ytd": "较年初", "average": "年均", "other": "较对比期"},
    "en": {
        "": "year on year",
        "yoy": "year on year",
        "mom": "previous period",
        "ytd": "start of the year",
        "average": "on average",
        "other": "compared",
    },
}
_PLANNED = {"zh": "预计", "en": "planned"}
_WORDS = (
    "kind subject_type subject label measure value value_max unit value_printed unit_printed product reference stage relation object scope base basis"
).split()
_printed = re.compile(r"^(约|不低于)?(.*[\d一二三四两十])(?:余|多)?(\D*?)(?:以上)?$")


def _claim(**fields):
    """A claim as the writer sees it, without a database."""
    claim = SimpleNamespace(modality="actual", comparator="eq", indicator=None, period_start=None, period_end=None, **dict.fromkeys(_WORDS, ""))
    vars(claim).update(fields)
    return claim


def _indicator(key="output_value", name="产值", name_en="output value", lasting=False):
    return SimpleNamespace(key=key, name=name, name_en=name_en, lasting=lasting)


def _from_page(row):
    row = {field: reading[0] if isinstance(reading, list) else reading for field, reading in row.items()}
    fields = {field: row[field] for field in (*_WORDS, "modality", "comparator") if row.get(field)}
    key, period = row.get("indicator"), row.get("period") or {}
    for end in ("start", "end"):
        fields[f"period_{end}"] = date.fromisoformat(period[end]) if period.get(end) else None
    if key:
        fields["indicator"] = _indicator(key, f"〈{key}〉", key.replace("_", " "))
        _, fields["value_printed"], fields["unit_printed"] = _printed.match(row["anchor"]["exact"]).groups()
    return _claim(**fields)


_page = [json.loads(line) for line in (Path(__file__).parent / "data" / "changzhi.facts.jsonl").read_text(encoding="utf-8").splitlines()]


def check(claim, language, words):
    """What the sentence of any claim holds, whatever its form."""
    assert claim.subject in words
    assert claim.scope in words
    if claim.kind == "relation":
        assert claim.object in words
        return
    assert (_PLANNED[language] in words.replace(claim.subject, "").replace(claim.scope, "")) == (claim.modality == "planned")
    if claim.period_start or claim.period_end:
        assert period_words(claim, language) in words
    if claim.kind == "stage":
        assert stage_words(claim, language) in words
        return
    assert (claim.label if claim.indicator.key == "other" else claim.indicator.name if language == "zh" else claim.indicator.name_en) in words
    assert claim.product in words
    assert re.sub("(增长|增速)$", "", claim.reference) in words
    assert value_words(claim, language, signed=False) in words or value_words(claim, language) in words
    assert _HEDGES[language].get(claim.comparator, "") in value_words(claim, language)
    if claim.measure in ("growth", "change"):
        assert _BASES[language][claim.base] in words


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("row", _page, ids=range(1, len(_page) + 1))
def test_no_fact_of_the_page_loses_a_part(row, language):
    claim = _from_page(row)
    words = sentence(claim, language, reported="2024年10月")
    check(claim, language, words)
    if claim.kind != "relation" and not (claim.period_start or claim.period_end):
        assert {"zh": "据2024年10月报道", "en": "as reported in October 2024"}[language] in words
    if claim.kind == "measure":
        assert claim.value_printed + claim.unit_printed in words or re.sub(r"\D+$", "", claim.value_printed) in words


def test_the_page_has_all_three_kinds():
    assert {row["kind"] for row in _page} == {"measure", "stage", "relation"}


_names = st.text(alphabet="长治高新区光伏一期“”（）0123456789", min_size=1, max_size=12)
_maybe = st.just("") | _names
_numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15).map(str)
_units = [
    *[("CNY", "亿元"), ("percent", "%"), ("pp", "个百分点"), ("count", "名"), ("m2", "亩")],
    *[("m2", "平方米"), ("W", "MW"), ("times", "倍"), ("other", "标方")],
]
_readings = ["", "约12.3", "近七成", "过半"]
_indicators = [_indicator(), _indicator("other", "其他", "other"), _indicator("start_rate", "开工率", "start rate")]
_days = st.none() | st.dates(date(2015, 1, 1), date(2030, 12, 31))


@st.composite
def claims(draw):
    kind = draw(st.sampled_from(["measure", "stage", "relation"]))
    start, end = draw(_days), draw(_days)
    if start and end and start > end:
        start, end = end, start
    modality = draw(st.sampled_from(["actual", "planned"]))
    claim = _claim(kind=kind, subject=draw(_names), scope=draw(_maybe), period_start=start, period_end=end, modality=modality)
    if kind == "relation":
        vars(claim).update(relation=draw(st.sampled_from(Relation.values)), object=draw(_names), modality="actual")
    elif kind == "stage":
        claim.stage = draw(st.sampled_from(Stage.values))
    else:
        unit, unit_printed = draw(st.sampled_from(_units))
        claim.unit, claim.unit_printed, claim.label = unit, draw(st.sampled_from(["", unit_printed])), draw(_names)
        claim.value, claim.value_max, claim.value_printed = draw(_numbers), draw(st.just("") | _numbers), draw(st.sampled_from(_readings))
        claim.measure, claim.comparator = draw(st.sampled_from(Measure.values)), draw(st.sampled_from(Comparator.values))
        claim.base, claim.basis = draw(st.sampled_from(["", *Base.values])), draw(st.sampled_from(["", "cumulative", "point"]))
        claim.product, claim.reference, claim.indicator = draw(_maybe), draw(_maybe), draw(st.sampled_from(_indicators))
    return claim


@given(claims(), st.sampled_from(["zh", "en"]), st.sampled_from(["", "2024年10月", "近日"]))
def test_no_claim_loses_a_part(claim, language, reported):
    check(claim, language, sentence(claim, language, reported=reported))


@given(claims(), st.sampled_from(["zh", "en"]))
def test_a_label_keeps_all_but_the_figure(claim, language):
    label = short_label(claim, language)
    assert claim.subject in label
    assert claim.scope in label
    assert (_PLANNED[language] in label) == (claim.modality == "planned")
    if claim.kind != "relation" and (claim.period_start or claim.period_end):
        assert period_words(claim, language) in label
    if claim.measure in ("growth", "change"):
        assert _BASES[language][claim.base] in label


_symbols = {"pp": "个百分点", "percent": "%", "CNY": "元", "times": "倍"}
_investment = _indicator("industrial_investment", "工业投资", "Industrial investment")
_months = {"period_start": date(2024, 1, 1), "period_end": date(2024, 8, 31)}


def _measure(measure, value="25.1", unit="pp", **fields):
    numbers = {"value": value, "unit": unit, "value_printed": value.lstrip("-"), "unit_printed": _symbols[unit]}
    return _claim(kind="measure", subject="长治市", measure=measure, **{"indicator": _investment} | _months | numbers | fields)


@pytest.mark.parametrize(
    ("claim", "zh", "en"),
    [
        (
            _measure("level", "300", "CNY", scope="13个开发区"),
            "长治市（13个开发区）工业投资300元",
            "长治市 (13个开发区), industrial investment: CNY 300",
        ),
        (_measure("growth", "-11.4", "percent"), "长治市工业投资同比下降11.4%", "长治市, fall of industrial investment: 11.4% year on year"),
        (_measure("growth", "8", "percent", reference="全市"), "同比增长8%（对比基准：全市）", "8% year on year (benchmark: 全市)"),
        (_measure("growth", "1.5", "times", base="ytd"), "工业投资较年初增长1.5倍", ": 1.5 times since the start of the year"),
        (
            _measure("growth", "8", "percent", modality="planned", comparator="approx"),
            "工业投资预计同比增长约8%",
            "planned growth of industrial",
        ),
        (
            _measure("change", "7.0", reference="全市投资"),
            "工业投资占全市投资比重同比提高7.0个百分点",
            "rise of the share of industrial investment in",
        ),
        (_measure("change", "-3.2"), "工业投资增速同比降低3.2个百分点", "fall of growth of industrial investment: 3.2 percentage points"),
        (_measure("change", "2.1", indicator=_indicator("start_rate", "开工率", "Start rate")), "开工率同比提高2.1个百分点", "rise of start rate: 2.1"),
        (_measure("change", "-300", "CNY", base="mom"), "工业投资环比减少300元", "fall of industrial investment: CNY 300 on the previous"),
        (_measure("share", "37.0", "percent", reference="全市投资"), "工业投资占全市投资比重37.0%", "share of industrial investment in 全市投资: 37.0%"),
        (_measure("gap", "-11.5", reference="全市投资增速"), "工业投资增速比全市投资增速低11.5个百分点", ": 11.5 percentage points below 全市投资增速"),
        (
            _measure("pull", "9.7", reference="全市投资"),
            "工业投资拉动全市投资增长9.7个百分点",
            "contribution of industrial investment to the growth",
        ),
        (_measure("pull", "-2.6", reference="全市投资增长"), "工业投资拉低全市投资增速2.6个百分点", "drag of industrial investment on the growth of"),
        (_measure("contribution", "57.6", "percent", reference="全市"), "工业投资对全市贡献率57.6%", "rate of industrial investment to 全市: 57.6%"),
        (_measure("level", "300", "CNY", basis="cumulative"), "长治市累计工业投资300元", "长治市, cumulative industrial investment: CNY 300"),
        (_measure("level", "300", "CNY", product="电池"), "长治市工业投资（电池）300元", "industrial investment (电池): CNY 300"),
    ],
)
def test_every_measure_has_its_own_words(claim, zh, en):
    assert zh in sentence(claim)
    assert en in sentence(claim, "en")


def test_a_period_comes_first_in_chinese_and_last_in_english():
    claim = _claim(kind="stage", subject="甲项目", scope="一期", stage="trial_production", modality="planned", **_months)
    assert sentence(claim, reported="2024年10月") == "2024年1—8月，甲项目（一期）预计试生产"
    assert sentence(claim, "en", reported="2024年10月") == "甲项目 (一期): planned to start trial production, January–August 2024"


def test_a_missing_period_is_said_unless_the_figure_lasts():
    stage = _claim(kind="stage", subject="甲项目", stage="in_production")
    assert sentence(stage) == "甲项目投产（未注明时期）"
    assert sentence(stage, reported="2024年10月") == "据2024年10月报道，甲项目投产"
    indicator = _indicator("total_investment", "总投资", "Total planned investment", lasting=True)
    lasting = _claim(kind="measure", subject="甲项目", measure="level", value="300", unit="CNY", indicator=indicator)
    assert sentence(lasting) == "甲项目总投资300元"
    assert sentence(lasting, "en") == "甲项目, total planned investment: CNY 300"
    lasting.modality = "planned"
    assert sentence(lasting, "en") == "甲项目, expected total planned investment: CNY 300"


@pytest.mark.parametrize(
    ("relation", "zh", "en"),
    [
        ("located_in", "甲位于乙", "甲 is located in 乙"),
        ("invested_by", "甲的投资方为乙", "甲: invested by 乙"),
        ("built_by", "甲的建设单位为乙", "甲: built by 乙"),
        ("role", "甲时任乙", "甲: 乙 (post at the time of the report)"),
        ("industry", "甲的主导产业有乙", "甲: leading industry 乙"),
        ("introduced_from", "甲引自乙", "甲: introduced from 乙"),
        ("member_of_batch", "甲列入乙", "甲 is included in 乙"),
    ],
)
def test_every_relation_has_its_own_words(relation, zh, en):
    claim = _claim(kind="relation", subject="甲", relation=relation, object="乙")
    assert (sentence(claim), sentence(claim, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("reported", "words"),
    [
        ("2024年10月", "as reported in October 2024"),
        ("2024年10月8日（推定）", "as reported on 8 October 2024（推定）"),
        ("8 October 2024", "as reported on 8 October 2024"),
        ("2024", "as reported in 2024"),
        ("近日", "as reported in 近日"),
    ],
)
def test_the_date_of_a_report_is_said_in_english(reported, words):
    assert sentence(_claim(kind="stage", subject="甲项目", stage="in_production"), "en", reported=reported) == f"甲项目: in production, {words}"


def test_a_registered_name_explains_a_printed_one():
    zone = SimpleNamespace(name="长治高新技术产业开发区", short_name="长治高新区")
    names = {printed: subject_words(_claim(kind="stage", subject=printed, subject_zone=zone, scope="一期")) for printed in ("全区", "高新区", zone.name)}
    assert names == {"全区": "全区（长治高新区，一期）", "高新区": "长治高新区（一期）", zone.name: "长治高新技术产业开发区（一期）"}
    assert object_words(_claim(object="高新区", object_zone=zone)) == "长治高新区"


def test_a_label_names_what_is_counted_and_how():
    claim = _measure("growth", "8", "percent", scope="13个开发区", modality="planned")
    assert short_label(claim) == "长治市（13个开发区）工业投资同比增速（2024年1—8月，预计）"
    assert short_label(claim, "en") == "长治市 (13个开发区), growth of industrial investment year on year (January–August 2024, planned)"
    assert indicator_words(_measure("gap", reference="全市投资增速")) == "工业投资增速与全市投资增速之差"
