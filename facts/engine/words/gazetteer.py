"""The registry's names as one word table: which place or zone a printed name can be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from facts.engine.types import Names
from facts.engine.words.automaton import Finder, build_finder
from facts.engine.words.lexicon import is_generic, load_words

_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|矿区|省|市|县|区|旗|盟)$")
_PEOPLES = re.compile(
    r"(?:壮族|回族|维吾尔|满族|蒙古族?|苗族|侗族|土家族|彝族|白族|傣族|藏族|羌族|朝鲜族|瑶族|畲族|黎族|布依族|哈尼族|"
    r"景颇族|傈僳族|哈萨克|柯尔克孜|各族|仡佬族|水族|毛南族|仫佬族|纳西族|佤族|拉祜族|布朗族|独龙族|怒族|普米族|土族|撒拉族|"
    r"裕固族|保安族|东乡族|锡伯|达斡尔|鄂温克|塔吉克)+$"
)
# Short names that are everyday words; their full names still count.
_COMMON = frozenset(
    (
        "合作 和平 城 郊 矿 新城 桥东 桥西 建设 长安 创新 东方 朝阳 中山 平安 新华 文化 光明 红旗 前进 向阳 海港 西部 市中 城关 城中 "
        "城北 城南 城东 城西 河东 河西 江北 江南 河北区 开平 东风 新建 高新 站前 工农 永定 集美 大同区 振兴 友好 公安 共和 富裕 互助"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a name stands for: 长治 -> 长治市, prefecture; 长治高新区 -> zone."""

    kind: str  # region, short (a county's name without its suffix), zone, project, organization
    name: str
    level: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Gazetteer:
    places: tuple[Place, ...]
    find: Finder
    regions: dict[str, Place]
    names: frozenset[str]
    owners: dict[str, list[str]] = field(default_factory=dict)  # zone name -> the regions it can belong to, as they are asked for


# 开发区办事处, 高新区汽车工业园: a part of whatever zone stands before
_BARE_HEADS = ("开发区", "经济开发区", "经济技术开发区", "高新区", "科技园区", "保税物流")
_KIND_OR_SIDE = re.compile(
    r"(?:临港|空港|临空|石化|化学|化工|铝业|农机|轴承|现代|农业|再生|资源|生物|科技|新技术|新型|新|功能|材料|中药|医药|食品|核电|装备|制造|外向型|保税|物流|商贸|服务|新世纪|"
    r"[东南西北中]部|[东南西北]郊|火车站|工业|产业|经济|加工)+"
)


def _is_common(name: str) -> bool:
    """高端装备制造产业园, 经济技术开发区 and 临港经济开发区 alone name no zone: other cities have one, and 桐山高|新技术产业园区 is none of them."""
    if name.startswith(_BARE_HEADS):
        return True
    heads = load_words("zonehead") | load_words("projecthead")
    size = max((size for size in range(2, min(len(name), 12) + 1) if name[-size:] in heads), default=0)
    rest = name[: len(name) - size]
    return is_generic(rest) or _KIND_OR_SIDE.fullmatch(rest) is not None


_ITS_BODY = re.compile(r"(?:管委会|管理委员会)$")


def short_form(name: str) -> str:
    """长治市 -> 长治, 广西壮族自治区 -> 广西; a name of two characters keeps its suffix (沁县)."""
    short = _SUFFIX.sub("", name)
    short = _PEOPLES.sub("", short) or short
    return short if len(short) >= 2 else name


def gazetteer_of(names: Names) -> Gazetteer:
    """The index of a registry, built once and kept with it."""
    if "gazetteer" not in names.cache:
        names.cache["gazetteer"] = _build(names)
    built: Gazetteer = names.cache["gazetteer"]
    return built


def _build(names: Names) -> Gazetteer:
    places: dict[str, Place] = {}
    regions: dict[str, Place] = {}
    rank = {"province": 0, "prefecture": 1, "county": 2}
    for region in sorted(names.regions, key=lambda region: rank.get(region.level, 3)):
        place = Place("region", region.name, region.level, region.parent)
        places.setdefault(region.name, place)
        regions.setdefault(region.name, place)
        short = short_form(region.name)
        if short != region.name and short not in _COMMON:
            kind = "short" if region.level == "county" else "region"
            places.setdefault(short, Place(kind, region.name, region.level, region.parent))
    for kind, listed in (("project", names.projects), ("organization", names.organizations)):
        for name in listed:
            if len(name) >= 4:
                places[name] = Place(kind, name)
    for zone in names.zones:
        for registered in (zone.name, zone.short_name, *zone.aliases):
            name = _ITS_BODY.sub("", registered)  # a list may name 七台河经济开发区 by its 管理委员会
            if len(name) >= 4 and not _is_common(name):
                places[name] = Place("zone", _ITS_BODY.sub("", zone.name), "", zone.region)
                if name.endswith("园"):
                    places.setdefault(f"{name}区", places[name])  # 某县工业园 is printed 某县工业园区 as often
    ordered = tuple(places)
    return Gazetteer(tuple(places.values()), build_finder(ordered), regions, frozenset(ordered))


_COMPANY_END = re.compile(r"(?:（[^）]{1,8}）|\([^)]{1,8}\))?(?:集团)?(?:股份|控股)?(?:有限)?(?:责任)?(?:公司|集团|株式会社)$")


_ABROAD = re.compile(r"德国|法国|英国|美国|韩国|泰国|瑞士|瑞典|荷兰|日本|芬兰|丹麦|挪威|意大利|西班牙|新加坡|马来西亚|加拿大|澳大利亚|香港|台湾|澳门")


_PLACES = ("基地", "园区", "开发区", "高新区", "经开区", "新区", "产业园", "工业园", "科技园", "示范区")  # 宁东基地 is no short name of 宁东基地某化工有限公司


def short_names(name: str, gazetteer: Gazetteer) -> list[str]:
    """广西桂润新材料有限公司 -> 桂润新材料, 桂润新, 桂润: what an article may call it afterwards, longest first."""
    if not name.endswith(("公司", "集团", "株式会社")):
        return []
    core = _COMPANY_END.sub("", name)
    first = next(iter(gazetteer.find(core)), (-1, -1, -1))
    region = first[2] if first[1] == 0 and gazetteer.places[first[0]].kind in ("region", "short") else 0
    if not region and (abroad := _ABROAD.match(core)):
        region = abroad.end()  # 德国|福恩泰克集团
    bare = core[region:] if len(core) - region >= 2 else core
    bare = bare.lstrip("省市县区（）()")
    named_for = [core[: region + 2]] if region and len(core) >= region + 3 else []  # 永兴竹木 for 永兴竹木制品有限公司
    shorter = [core] * (core != bare and len(core) >= 4) + named_for + [bare[:size] for size in (len(bare), 6, 5, 4, 3, 2) if 2 <= size <= len(bare)]
    return [short for short in shorter if not short.endswith(_PLACES)]
