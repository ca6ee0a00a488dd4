"""The words beside a figure that narrow it: 路基工程完成85%, 对东盟进出口63亿元, 来自上海的项目6个, 新能源22个、绿色食品14个."""

from __future__ import annotations

import re

# 目前|厂房钢结构吊装|已完成70%: the works that are done, not the whole project
_WORKS_DONE = (
    r"(?P<works>[\u4e00-\u9fffA-Za-z\d]{2,14}?)(?:已经|已|基本|也|均|仅|才|现)*"
    r"(?:完成|完工|[吊安]装|铺设|浇筑|施工)?了?(?:总量的|工程量的|总工程量的)?$"
)
_WORKS = re.compile(rf"(?:目前|现在|眼下|如今|项目的?|现场的?|其|[，“；：、。\n]){_WORKS_DONE}")
_A_WORK = re.compile(r"(?:土建|主体|桩基|路基|基础|钢结构|厂房|车间|安装|吊装|装修|采购|调试|调校|管网|道路|绿化|幕墙|施工|建设|工程)$")
_WORKS_OF_IT = re.compile(_WORKS_DONE)  # right behind the project's name
_BY_NOW = re.compile(r"^(?:截至|到|目前|现在|眼下|如今|项目的?|现场的?|已完成|其|设备(?=已))+|已经$|^已经")
_THE_WHOLE = re.compile(r"^(?:项目|整体|总体|全部|整个|该|工程|投资|总|建设|施工|形象|累计)|项目(?:建设|工程|施工)?$|进度$|期工程$|^安装$")
# 对共建“一带一路”国家|进出口, 跨境电商|进出口货值, 机电产品|出口
_WAY = r"跨境电商(?:零售)?|(?:一般|加工|服务|边境小额)贸易|保税(?:物流|加工)"
_WAY_OF_TRADE = re.compile(_WAY)
_PARTNER = re.compile(
    rf"(?P<trade>对[\u4e00-\u9fffA-Z“”]{{2,16}}?|{_WAY}|"
    r"(?<=[，；。、：中看度月年])(?![一二三四]季|[上下]半|[今去全]年)[\u4e00-\u9fffA-Z]{2,10}产品)的?$"
)
# 来自粤港澳大湾区的|项目19个, 投资超5000万美元的|项目6个
_OF_SUCH = re.compile(r"(?:^|[，；、。：])(?:其中|另有|还有|有|共有|包括)?(?P<such>[^，；、。：\n]{3,22}的)$")
_SUCH = re.compile(r"^(?:总?投资|协议|合同|来自|从|由|单体|拟|计划|年产值|[\d一二三五百]+[亿万])|[亿万]元|外资|以上|以下")
# 新能源22个、|绿色食品|14个: one of the sorts that a list counts
_SORT = re.compile(r"[，；、：](?:其中)?(?P<sort>(?!其中)[\u4e00-\u9fffA-Za-z“”]{2,10})$")
_NO_SORT = re.compile(
    r"^(?:[达有为共约近超占比较已又再还仅每第如也均在]|今年|计划)|[达有为共约近超增减至到是了等]$|数量|同比|环比|新增|签约|开工|投产|竣工|落户|落地|入驻|引进|完成|实现|突破|项目|企业|"
    r"累计|合计|总数|总计|总量|拥有|获评|获批|覆盖|带动|储备|正在|开展|在建|建成|毕业|审批|办理|服务[了各]|认定|全[区市省]|园区|开发区|平均"
)
_LEVEL = re.compile(r"(?:国家|自治区|[省市部盟州区县])级(?:及?以上)?$")
_TAXES = frozenset(("国税", "地税", "增值税", "企业所得税", "工业税收", "环保投资", "设备投资"))


def works_before(text: str, low: int, at: int) -> str:
    """路基工程 of 目前路基工程完成|85%; "" where the project itself is meant."""
    found = _WORKS_OF_IT.match(text, low, at) or _WORKS.search(text, max(low - 1, 0, at - 30), at)
    works = _BY_NOW.sub("", found["works"]) if found else ""
    return works if _A_WORK.search(works) and not _THE_WHOLE.search(works) else ""


def way_of_trade(noun: str) -> str:
    """跨境电商 of 跨境电商进出口."""
    found = _WAY_OF_TRADE.match(noun)
    return found[0] if found else ""


def partner_before(text: str, low: int, at: int) -> str:
    """共建“一带一路”国家 of 对共建“一带一路”国家|进出口, 机电产品 of 机电产品|出口."""
    found = _PARTNER.search(text, max(low, at - 24), at)
    return found["trade"].removeprefix("对") if found else ""


def such_before(text: str, low: int, at: int) -> str:
    """来自上海的项目 of 来自上海的|项目6个."""
    found = _OF_SUCH.search(text, max(low - 1, 0, at - 30), at)
    return found["such"] if found and _SUCH.search(found["such"]) else ""


def sort_before(text: str, low: int, at: int) -> str:
    """绿色食品 of 新能源22个、绿色食品|14个."""
    found = _SORT.search(text, max(low - 1, 0, at - 16), at)
    return found["sort"] if found and not _NO_SORT.search(found["sort"]) else ""


def level_before(text: str, low: int, at: int) -> str:
    """省级以上 of 省级以上|孵化器7家."""
    found = _LEVEL.search(text, max(low, at - 8), at)
    return found[0] if found else ""


def is_narrower(noun: str) -> bool:
    """Whether the indicator's own word tells a part of it: 增值税 is tax, but not all tax."""
    return noun in _TAXES
