"""The zone a headline names, without the words of time in front of it."""

import pytest

from articles.intake.zones import (
    KnownZones,
    find_bare,
    find_base,
    find_district,
    find_governed,
    find_sub_area,
    find_zone,
    governed_names,
    is_collective,
    settle_zone,
)


@pytest.mark.parametrize(
    ("headline", "zone"),
    [
        ("前三季度钦州港经开区外贸进出口同比增长三成多", "钦州港经开区"),
        ("上半年滁州经开区完成投资", "滁州经开区"),
        ("今年海安高新区迎来开门红", "海安高新区"),
        ("海安经开区：专班跑出“加速度”", "海安经开区"),
        ("全省开发区晒出成绩单", None),
        ("光电产业撑起肇东经开区半壁江山", "肇东经开区"),
        ("第三代电池产业基地二期封顶", None),
        ("陇东四园区抢抓开工季", None),
        ("文山：边境园区迎来新机遇", None),
        ("前9个月宝鸡综合保税区进出口翻番", "宝鸡综合保税区"),
        ("十堰汽开区新线投产", "十堰汽开区"),
        ("满洲里口岸加工园区引资3亿元", "满洲里口岸加工园区"),
        ("东部科学城成都高新区再添平台", "东部科学城成都高新区"),
        ("云西自贸试验区河口北片区新增企业千户", "云西自贸试验区河口北片区"),
        ("图木湖克市唐城工业园开工", "图木湖克市唐城工业园"),
        ("胶西临空经济示范区航空物流提速", "胶西临空经济示范区"),
        ("盐渎市召开开放园区建设会", None),
        ("海角岛能源化工区大项目拔地而起", "海角岛能源化工区"),
        ("遂川西部物流港货运忙", "遂川西部物流港"),
    ],
)
def test_the_zone_of_a_headline(headline, zone):
    assert find_zone(headline, KnownZones.of([])) == zone


def test_a_bare_name_over_several_zones_is_no_zone():
    assert is_collective("柳州园区", "上半年，全市8个自治区级以上园区完成产值。")
    assert not is_collective("张江园区", "张江园区是上海22个产业园区之一。")
    assert not is_collective("柳州高新区", "全市8个自治区级以上园区完成产值。")


def test_part_of_a_free_trade_zone():
    assert find_sub_area("三季度崇左片区进出口增长", "广西自贸试验区崇左片区进出口增长。") == "崇左片区"
    assert find_sub_area("白水湾片区再造新城", "白水湾片区规划面积12平方公里。") is None


def test_a_registered_park_is_printed_with_its_last_word():
    known = KnownZones.of(["寻乌县工业园"])
    assert find_zone("寻乌县工业园区提质扩容", known) == "寻乌县工业园区"
    assert find_zone("寻乌县工业园提质扩容", known) == "寻乌县工业园"


def test_a_short_name_stands_for_the_one_zone_of_its_kind():
    assert find_bare("成绩单出炉！汽开区交出答卷", "上半年，十堰汽开区完成产值。") == "汽开区"
    assert find_bare("河西：综保区逆势上扬", "河西省7个综合保税区进出口增长，银川综保区居首。") is None


def test_a_district_named_like_its_zone():
    assert find_district("锦海滨江区31个项目开工", "锦海滨江经济技术开发区项目开工。") == "锦海滨江区"
    assert find_district("越城区31个项目开工", "越城区项目开工。") is None


def test_the_text_settles_what_a_headline_names():
    assert settle_zone("公开征集沱北经开区", "关于公开征集沱北经开区企业的通告", "沱北经开区即日起征集企业。") == "沱北经开区"
    assert settle_zone("潍州滨海开发区", "一季度潍州滨海开发区增长9%", "潍州滨海经济开发区增长9%，滨海开发区开工。") == "潍州滨海开发区"
    assert settle_zone("鸿图家居产业园", "鸿图家居产业园封顶", "鸿图家居产业园由鸿图科技公司投资。") is None
    assert settle_zone("鸿图家居产业园", "鸿图家居产业园封顶", "位于沱北经开区的鸿图家居产业园封顶。") is None
    assert settle_zone("荆北化工循环产业园", "荆北化工循环产业园投产", "荆北化工循环产业园两个项目投产。") == "荆北化工循环产业园"
    assert find_zone("为实现开发区跨越发展而奋斗", KnownZones.of([])) is None
    assert find_zone("沱北日报记者：请问新区今年有哪些新进展？", KnownZones.of([])) is None
    assert find_zone("见证新区十年", KnownZones.of([])) is None
    assert find_zone("点赞沱北高新区", KnownZones.of([])) == "沱北高新区"
    assert settle_zone("动宜溪三江新区", "电池“链”动宜溪三江新区", "宜溪三江新区投产。") == "宜溪三江新区"
    assert settle_zone("算好园区", "算好园区的账", "各地园区不妨多补链。") is None
    assert settle_zone("金融活水润园区", "金融活水润园区", "沱北经开区联合8家银行推出园企贷，金融机构上门。") is None


def test_what_has_a_committee_is_a_zone():
    governed = governed_names("记者从昌北国际陆港管委会获悉，班列增长三成。经开区管委会介绍，开行正常。")
    assert find_governed("上半年昌北国际陆港到发班列312列", governed) == "昌北国际陆港"
    assert find_governed("昌南国际陆港到发班列312列", governed) is None
    assert find_governed("经开区开出首趟班列", governed) is None


def test_bases_and_campuses_that_are_zones():
    assert find_base("朔东基地1—5月工业运行情况", "朔东基地规模以上工业增加值增长8%。") == "朔东基地"
    assert find_base("航材部件维修基地投运", "航材部件维修基地投入运营。") is None
    assert find_base("中关村平谷园一季度开门红", "") == "中关村平谷园"
    assert find_base("招商进行时｜海港新城签下3个项目", "海港新城招商小分队赴深签约。") == "海港新城"
    assert find_base("滨河新城又添两所学校", "滨河新城居民家门口有了学校。") is None
