"""How zones of any kind are called: what is made there and a last word (循环经济|产业园, 港产城|融合区), and how such names are shortened."""

from __future__ import annotations

import re
from functools import lru_cache

from facts.engine.words.gazetteer import Gazetteer

_MADE = (
    "产业 工业 经济 科技 科学 技术 高新 高技术 文旅 文化 旅游 度假 康养 生态 农业 物流 保税 商贸 贸易 口岸 边境 跨境 沿边 合作 开放 开发 循环 低碳 "
    "零碳 绿色 化工 石化 煤化工 能源 新能源 新材料 临空 临港 临江 临海 空港 航空 国际 港产城 产城 港城 融合 发展 创新 双创 科创 智造 制造 装备 现代 "
    "示范 先行 先导 试验 实验 综合 改革 一体化 集聚 聚集 集中 投资 加工 转移 承接 协作 飞地 共建 数字 数据 软件 信息 智慧 智能 生物 医药 健康 食品 "
    "轻工 纺织 特色 海洋 铁路 公路 对口 结对 帮扶 枢纽 总部 金融 商务 教育 大学 影视 机器人 光电 电子 自由 自贸 直管 核心 起步 拓展 联动 引领 协同 "
    "一体 知识 生命 职教 汽车 材料 半导体 芯片 未来 新型 化学"
).split()
MADE = frozenset(_MADE)
WORD = "|".join(sorted(_MADE, key=len, reverse=True))
_NO_END = r"(?![域块间位县市长划别民内外项委])"
# 区 and 城 are said of zones alone, 园 and 基地 of single sites as well.
AREA = rf"(?:新区|新城|新片区|港区|片区|核心区|区|城|陆港|空港|智港|(?<!公路)港(?![湾区口城务园])|走廊){_NO_END}"
SITE = r"(?:园|基地|小镇|(?<=产业)平台)(?![区地林艺]|公司|经济|建设)"
# 柳州市|工业园区: all zones of a city, that with 市 is no part of a zone's name.
OF_A_REGION = ("开发区", "园区", "工业园区", "产业园区", "产业集聚区", "工业集中区", "工业集聚区", "产业集中区", "开发园区")
_MADE_THERE = re.compile(rf"(?:{WORD})+")
_REGION_BEFORE = re.compile(r"^[\u4e00-\u9fff]{2,5}?[市县区旗](?=[\u4e00-\u9fff]{4})")
_REGION_MARK = re.compile(r"^(?P<place>[\u4e00-\u9fff]{2,3})[市县区](?=[\u4e00-\u9fff]{3})")
_KIND_ALONE = re.compile(rf"[\u4e00-\u9fff]?(?:{WORD})*(?:新区|新城|片区|园区|[区园城港]|基地)")
_BEING_BUILT = re.compile(
    r"保税物流中心(?:（[AB]型）)?(?:项目|工程|[一二]期|(?:已|于|正式|顺利|通过|\d{1,4}[年月日])*(?:封关|开工|动工|竣工|奠基|验收|投用|启用|获批))"
)
_TWO = ("陆港", "新城", "片区", "走廊", "基地", "新区", "港区", "园区", "平台")
_THREE = re.compile(r"[\u4e00-\u9fff]{2}[区园城港谷湾]$")


@lru_cache(maxsize=2048)
def is_contraction(short: str, long: str) -> bool:
    """河口边合区 of 河口边境经济合作区, 北山循环产业园 of 云阳县北山循环经济产业园, 望江产业基地 of 望江智能制造产业基地; 武汉经开区 is no 武汉经开综保区."""
    if len(short) < 4 or len(long) <= len(short) or short[-1] != long[-1] or (short.endswith("保税区") and long.endswith("保税港区")):
        return False
    if short[-2] not in long[-3:]:  # 盐卤化工园 of 大英县盐卤化工循环经济产业园
        return short[-1] == "园" and len(short) >= 5 and _REGION_BEFORE.sub("", long).startswith(short[:-1])
    if "—" in long and "—" not in short:
        first, _, second = long.partition("—")  # 奎独经开区 of 奎屯—独山子经济技术开发区
        return bool(first and second) and short[:2] == first[0] + second[0] and is_subsequence(short[1:], second)
    for whole in {long, _REGION_BEFORE.sub("", long), _REGION_MARK.sub(r"\g<place>", long)}:
        if whole == short:
            return True
        if whole[:2] != short[:2] or len(whole) <= len(short) or whole.startswith(short):
            continue
        if whole[2] == short[2] and is_subsequence(short, whole):
            return True
        if whole.endswith(short[2:]) and _MADE_THERE.fullmatch(whole, 2, len(whole) - len(short) + 2):
            return True
    return False


@lru_cache(maxsize=2048)
def is_called(name: str, local: str) -> bool:
    """河口边境经济合作区 is a 边合区."""
    return name.endswith(local) or any(is_contraction(name[:cut] + local, name) for cut in range(2, min(7, len(name) - len(local))))


def is_of_a_region(name: str, gazetteer: Gazetteer) -> bool:
    """柳州市工业园区, 自治区工业园区 in a headline: all that the city or the province has."""
    return (name.startswith("自治区") and name[3:] in OF_A_REGION) or any(
        not start and place.level in ("prefecture", "province") and name[:end] == place.name and name[end:] in OF_A_REGION
        for number, start, end in gazetteer.find(name)
        for place in (gazetteer.places[number],)
    )


def is_told_of(name: str, headline: str) -> bool:
    """霍尔果斯市云岭港产城融合区 under a headline with 云岭港产城融合区; 经济开发区 alone tells nothing."""
    return any(name[cut:] in headline and not _KIND_ALONE.fullmatch(name, cut) for cut in range(max(1, len(name) - 3)) if len(name) - cut >= 4)


def is_site(name: str, text: str) -> bool:
    """襄阳保税物流中心（B型）正式封关: a bonded logistics centre is a zone, unless it is told of as a site; a park the text calls 某某产业园项目."""
    if name.endswith(("园", "基地")) and f"{name}项目" in text:
        return True
    return name.endswith("保税物流中心") and _BEING_BUILT.search(text) is not None


def last_word(name: str) -> str:
    """贵安国际陆港 -> 陆港, 某县港产城融合区 -> 融合区: what the zone is called once it is known."""
    last = name[-2:] if name.endswith(_TWO) else name[-3:] if _THREE.search(name) else ""
    return last if len(name) - len(last) >= 2 else ""


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)
