"""What may stand beside each other in a drawing, and how long its bars are."""

from datetime import date
from types import SimpleNamespace

from facts.charts import comparisons, series


def fact(value, **values):
    claim = {
        "pk": 1, "value": value, "value_max": "", "measure": "level", "unit": "CNY", "unit_printed": "亿元", "base": "", "modality": "actual", "scope": "",
        "scope_registered_id": None, "subject": "某区", "subject_region_id": None, "subject_zone_id": 1, "subject_project_id": None,
        "subject_organization_id": None, "indicator_id": "industrial_investment", "indicator": SimpleNamespace(lasting=False), "label": "", "product": "",
        "reference": "", "period_start": date(2024, 1, 1), "period_end": date(2024, 8, 31),
    }  # fmt: skip
    return SimpleNamespace(**(claim | values))


def bars(charts):
    return [[(bar.fact.value, bar.start, bar.width) for bar in chart.bars] for chart in charts]


def test_quantities_of_one_indicator_and_period_are_compared():
    facts = [fact("50", scope="甲"), fact("100", scope="乙"), fact("70", scope="丙", period_end=date(2024, 6, 30))]
    assert bars(comparisons(facts)) == [[("50", "0.00", "50.00"), ("100", "0.00", "100.00")]]


def test_the_order_is_that_of_the_reports():
    facts = [fact("1", scope="甲"), fact("3", scope="乙"), fact("2", scope="丙")]
    assert [bar.fact.value for bar in comparisons(facts)[0].bars] == ["1", "3", "2"]


def test_batches_are_never_drawn_beside_each_other():
    facts = [fact("61", scope="“签约一批”项目"), fact("58", scope="“开工一批”项目"), fact("54", scope="“投产一批”项目")]
    assert comparisons(facts) == []


def test_different_quantities_and_planned_values_are_not_compared():
    assert comparisons([fact("50", scope="甲"), fact("60", scope="乙", indicator_id="total_investment")]) == []
    assert comparisons([fact("50", scope="甲"), fact("60", scope="乙", modality="planned")]) == []
    assert comparisons([fact("50", scope="甲"), fact("60", scope="乙", unit="USD")]) == []


def test_growth_rates_of_several_indicators_stand_in_one_drawing():
    facts = [fact("10", measure="growth", unit="percent"), fact("-5", measure="growth", unit="percent", indicator_id="gdp")]
    assert bars(comparisons(facts)) == [[("10", "33.33", "66.67"), ("-5", "0.00", "33.33")]]


def test_a_series_runs_from_the_earliest_period():
    facts = [fact("3", period_end=date(2024, 8, 31)), fact("1", period_end=date(2024, 6, 30), pk=2), fact("2", period_end=None)]
    assert [bar.fact.value for bar in series(facts)[0].bars] == ["1", "3"]


def test_a_single_value_is_no_drawing():
    assert comparisons([fact("5")]) == []
    assert series([fact("5"), fact("6")]) == []
