"""A printed name means one entity, on a day and in a place, or none."""

from datetime import date

import pytest

from zones.models import Region, RegionAlias, Zone, ZoneAlias

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    shanxi = Region.objects.create(code="140000", name="山西省", level="province")
    changzhi = Region.objects.create(code="140400", name="长治市", level="prefecture", parent=shanxi)
    shangdang = Region.objects.create(code="140404", name="上党区", level="county", parent=changzhi)
    liaoning = Region.objects.create(code="210000", name="辽宁省", level="province")
    return {"changzhi": changzhi, "shangdang": shangdang, "liaoning": liaoning, "shanxi": shanxi}


def test_a_former_name_holds_until_its_last_day(places):
    RegionAlias.objects.create(entity=places["shangdang"], name="长治县", valid_until=date(2018, 6, 19), former=True)
    assert Region.objects.resolve("长治县", date(2018, 6, 19)) == places["shangdang"]
    assert Region.objects.resolve("长治县", date(2018, 6, 20)) is None
    assert Region.objects.resolve("长治县") == places["shangdang"]


def test_a_name_of_several_is_settled_by_place_or_stays_unresolved(places):
    here = Zone.objects.create(slug="a", name="上党经济技术开发区", level="provincial", region=places["shangdang"])
    there = Zone.objects.create(slug="b", name="沈阳经济技术开发区", level="national", region=places["liaoning"])
    for zone in (here, there):
        ZoneAlias.objects.create(entity=zone, name="经开区")
    assert Zone.objects.resolve("经开区") is None
    assert Zone.objects.resolve("经开区", near=places["changzhi"]) == here
    assert Zone.objects.resolve("经开区", near=places["shanxi"]) == here


def test_full_and_short_names_resolve_and_merged_ones_do_not(places):
    zone = Zone.objects.create(slug="a", name="长治高新技术产业开发区", short_name="长治高新区", level="national", region=places["changzhi"])
    old = Zone.objects.create(slug="c", name="长治高新园区", level="other", merged_into=zone)
    assert Zone.objects.resolve("长治高新区") == zone == Zone.objects.resolve("长治高新技术产业开发区")
    assert Zone.objects.resolve(old.name) is None
    assert Zone.objects.resolve("") is None


def test_zones_stand_in_order_of_level_and_code(places):
    last = Zone.objects.create(slug="a", name="甲", level="other", region=places["shangdang"])
    second = Zone.objects.create(slug="b", name="乙", level="provincial", region=places["shangdang"])
    first = Zone.objects.create(slug="c", name="丙", level="national", region=places["liaoning"])
    third = Zone.objects.create(slug="d", name="丁", level="provincial", region=places["liaoning"])
    assert list(Zone.objects.in_list_order()) == [first, second, third, last]
