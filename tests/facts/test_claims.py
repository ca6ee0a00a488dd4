"""What makes two claims the same."""

from datetime import date
from decimal import Decimal

import pytest

from facts.claims import canonical, claim_key, compare_key, fold, said_key
from facts.models import Fact, Indicator


def claim(**values):
    indicator = Indicator(key=values.pop("indicator", "gdp"), lasting=values.pop("lasting", False))
    plain = {"kind": "measure", "subject_type": "region", "subject": "长治市", "measure": "level", "value": "37.0", "unit": "percent", "indicator": indicator}
    return Fact(**plain | values)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("13个省级以上开发区", "省级以上开发区"), ("“签约一批”项目", "签约一批"), ("锂电产业园制造基地项目", "锂电产业园制造基地"), ("该项目", "该项目"),
        ("ＬＥＤ 封装", "LED封装"), ("年产10万吨（一期）材料项目", "年产10万吨一期材料"), ("十个工业类开发区", "工业类开发区"), ("", ""),
    ],
)  # fmt: skip
def test_names_fold(printed, folded):
    assert fold(printed) == folded


def test_the_same_words_in_other_dress_are_the_same_claim():
    assert said_key(claim(scope="13个开发区")) == said_key(claim(scope="“开发区”"))


@pytest.mark.parametrize(
    "other",
    [
        {"value": "37"}, {"value_max": "38"}, {"unit": "pp"}, {"measure": "share"}, {"base": "mom"}, {"modality": "planned"}, {"comparator": "approx"},
        {"period_start": date(2024, 1, 1)}, {"scope": "开发区"}, {"reference": "全市"}, {"product": "玻璃"}, {"subject": "晋城市"}, {"indicator": "exports"},
    ],
)  # fmt: skip
def test_any_part_tells_claims_apart(other):
    assert said_key(claim()) != said_key(claim(**other))
    assert claim_key(claim(), "2024-10") != claim_key(claim(**other), "2024-10")


def test_a_registered_subject_counts_by_id():
    assert claim_key(claim(subject="长治", subject_region_id=3), "2024-10") == claim_key(claim(subject="长治市", subject_region_id=3), "2024-10")
    assert said_key(claim(subject="长治", subject_region_id=3)) != said_key(claim(subject="长治市", subject_region_id=3))


def test_an_undated_passing_figure_belongs_to_its_issue():
    assert claim_key(claim(), "2024-10") != claim_key(claim(), "2024-11")
    assert claim_key(claim(lasting=True), "2024-10") == claim_key(claim(lasting=True), "2024-11")
    dated = {"period_start": date(2024, 1, 1), "period_end": date(2024, 8, 31)}
    assert claim_key(claim(**dated), "2024-10") == claim_key(claim(**dated), "2024-11")


def test_comparing_leaves_out_the_value_and_its_hedge():
    assert compare_key(claim(), "2024-10") == compare_key(claim(value="99", comparator="gt"), "2024-10")
    assert compare_key(claim(), "2024-10") != compare_key(claim(modality="planned"), "2024-10")
    assert compare_key(Fact(kind="stage", stage="started"), "2024-10") == ""


@pytest.mark.parametrize(("given", "stored"), [("37.0", "37.0"), (" 1E+3 ", "1000"), ("-11.40", "-11.40"), ("123456789012345678.9", "123456789012345678.9")])
def test_values_are_kept_as_plain_decimals(given, stored):
    assert canonical(given) == stored
    assert Decimal(stored) == Decimal(given.strip())


@pytest.mark.parametrize("given", ["", "三", "NaN", "Infinity", "1e99", "1,2"])
def test_what_is_no_number_is_refused_with_a_sentence(given):
    with pytest.raises(ValueError, match="“"):
        canonical(given)
