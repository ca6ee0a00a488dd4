"""The zone a headline names, without the words of time in front of it."""

import pytest

from articles.intake.zones import KnownZones, find_zone


@pytest.mark.parametrize(
    ("headline", "zone"),
    [
        ("前三季度钦州港经开区外贸进出口同比增长三成多", "钦州港经开区"),
        ("上半年滁州经开区完成投资", "滁州经开区"),
        ("今年海安高新区迎来开门红", "海安高新区"),
        ("海安经开区：专班跑出“加速度”", "海安经开区"),
        ("全省开发区晒出成绩单", None),
    ],
)
def test_the_zone_of_a_headline(headline, zone):
    assert find_zone(headline, KnownZones.of([])) == zone
