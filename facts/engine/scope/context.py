"""What the article as a whole tells: its home zone and region, and the fullest name of everything it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from facts.engine.mentions.kinds import is_contraction, is_of_a_region, is_subsequence, is_told_of
from facts.engine.types import Entity, Names
from facts.engine.words.automaton import build_finder
from facts.engine.words.gazetteer import Gazetteer, Place

_SHORTER = (
    ("经济技术开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("经济开发区", "经开区"),
    ("高新技术产业园区", "高新区"),
    ("综合保税区", "综保区"),
    ("转型综合改革示范区", "综改示范区"),
)
_DATELINE = re.compile(r"(?:本报|新华社|中新社|中新网|本台|本刊|本网)(?P<place>[\u4e00-\u9fff]{2,6}?)(?:\d{1,2}月\d{1,2}日)?(?:讯|电)")
_BEGINNING = 160  # what is first named later, and never again, is nobody's home
MOST_NAMES = 200  # of one kind in one article; what is more stands for itself
_PLACE_HEADS = ("园", "谷", "基地", "城", "港", "孵化器", "加速器", "中心", "平台", "厂房", "生产线", "车间")
_PHASE = re.compile(r"[一二三四五六首]期|[1-5]期")
_PHASE_AT_END = re.compile(r"[一二三四五六1-5]期$")


@dataclass(slots=True)
class Article:
    """Home zone and region, and printed name -> fullest name."""

    zone: str = ""
    region: str = ""
    zones: dict[str, str] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    gazetteer: Gazetteer | None = None
    headline: str = ""
    subheadline: str = ""
    tells_of_all: bool = False  # of the region's zones together: 园区 alone is no single one of them

    def region_at(self, level: str) -> str:
        """The home region or the one above it at this level: 全省 in an article about 长治市 -> 山西省."""
        name = self.region
        for _ in range(3):
            place = self.gazetteer.regions.get(name) if self.gazetteer else None
            if place is None:
                return ""
            # 全市 in 昆山市 is 昆山市, in 璧山区 it is 重庆市.
            if place.level == level or (level == "prefecture" and name.endswith("市")):
                return name
            name = place.parent
        return ""

    def county_of_zone(self) -> str:
        """璧山高新区 -> 璧山区, where that county exists."""
        if self.gazetteer is None:
            return ""
        for number, start, _end in self.gazetteer.find(self.zone):
            place = self.gazetteer.places[number]
            if place.kind == "zone":
                return next(
                    (
                        name
                        for name, region in self.gazetteer.regions.items()
                        if region.level == "county" and name.endswith("区") and self.zone.startswith(name[:-1])
                    ),
                    "",
                )
            if start == 0 and place.level == "county" and place.name.endswith("区"):
                return place.name
        return ""


def read_article(text: str, places: list[tuple[int, int, Place]], entities: list[Entity], zones: list[Entity], names: Names, gazetteer: Gazetteer) -> Article:
    """The headline's zone is home; else the zone that stands first and alone; the region is the one most spoken of."""
    article = Article(gazetteer=gazetteer, headline=names.headline, subheadline=names.subheadline)
    article.zones = _fullest_zones(zones, names)
    article.projects = _fullest_projects(entities)
    article.organizations = _fullest_organizations(entities)
    article.zone = _home_zone(text, zones, names, article)
    article.tells_of_all = not article.zone and _tells_of_all(text)
    firms = [one for one in entities if (one.kind == "organization" and one.detail != "state") or (one.kind == "person" and "公司" in one.detail)]
    told = _outside(firms, places) if firms else places  # 苏州某某公司 is from there, the article is not about it
    article.region = _home_region(text, told, zones, names, article, gazetteer) or _home_region(text, places, zones, names, article, gazetteer)
    return article


@lru_cache(maxsize=1024)
def zone_stem(name: str) -> str:
    """长治经济技术开发区 and 长治经开区 share 长治经开区."""
    for long, short in _SHORTER:
        if name.endswith(long):
            name = name.removesuffix(long) + short
            break
    return name.replace("市经", "经").replace("市高", "高").replace("县经", "经").replace("区经开", "经开")


def is_same_zone(one: str, other: str) -> bool:
    """潍坊滨海经济开发区 and 滨海开发区 are one zone, 长治高新区 and 长治经开区 are two."""
    one, other = zone_stem(one), zone_stem(other)
    if one.endswith(other) or other.endswith(one):
        return True
    loose = [name.removesuffix("经开区").removesuffix("高新区").removesuffix("开发区").removesuffix("园区") for name in (one, other)]
    return "开发区" in (one[-3:], other[-3:]) and (loose[0].endswith(loose[1]) or loose[1].endswith(loose[0]))


def _fullest_zones(entities: list[Entity], names: Names) -> dict[str, str]:
    keys = {entity.name: entity.key for entity in entities if entity.kind == "zone"}
    stems = {name: zone_stem(name) for name in keys}

    def is_fuller(name: str, other: str) -> bool:
        stem, key = stems[name], keys[name]
        return stems[other] == stem or (key and keys[other] == key) or (len(name) >= 4 and stems[other].endswith(stem)) or is_contraction(name, other)

    longest_first = sorted(sorted(keys)[:MOST_NAMES], key=lambda name: (len(name), name), reverse=True)
    return {name: next((other for other in longest_first[:at] if is_fuller(name, other)), name) for at, name in enumerate(longest_first)}


def _fullest_projects(entities: list[Entity]) -> dict[str, str]:
    """Later short mentions of a project lead to its longest name: 安博泰克项目 -> 安博泰克创新药物研发和产业化项目."""
    printed = list(dict.fromkeys(entity.name for entity in entities if entity.kind == "project"))[:300]
    buckets: dict[str, list[str]] = defaultdict(list)
    for name in printed:
        buckets[name[:2]].append(name)
        buckets["…" + name.removesuffix("项目")[-3:]].append(name)
    fullest: dict[str, str] = {}
    for name in printed:
        core = name.removesuffix("项目")
        longer = [
            other
            for other in (*buckets[name[:2]][:40], *buckets["…" + core[-3:]][:40])
            if len(other) > len(name) and is_subsequence(core, other) and _phases(name) in (_phases(other), "") and not _is_within(name, other)
        ]
        base = _PHASE_AT_END.sub("", name)
        if base != name and len(base) >= 4:  # 冷链中心二期, of what was 某某医药冷链中心 before
            longer = [other for other in buckets["…" + base.removesuffix("项目")[-3:]][:40] if other.endswith(base) and not _phases(other)]
        fullest[name] = longer[0] if len(set(longer)) == 1 else name
    return fullest


def _is_within(name: str, other: str) -> bool:
    """盐都创新谷加速器 stands in 盐都创新谷, 卫浴园和电动车项目 are two; 盐都创新谷项目 is the same."""
    if other.endswith(name) and other[-len(name) - 1] in "和与及、":
        return True
    rest = other.removeprefix(name)
    return rest != other and name.endswith(_PLACE_HEADS) and rest.endswith(_PLACE_HEADS)


def _phases(name: str) -> str:
    match = _PHASE.search(name)
    return match[0] if match else ""


def _fullest_organizations(entities: list[Entity]) -> dict[str, str]:
    printed = {entity.name for entity in entities if entity.kind == "organization"}
    keyed = {entity.key for entity in entities if entity.kind == "organization" and entity.rule == "short name"}
    return {
        entity.name: entity.key if entity.rule == "short name" and entity.key in printed | keyed else entity.name
        for entity in entities
        if entity.kind == "organization"
    }


def _home_zone(text: str, entities: list[Entity], names: Names, article: Article) -> str:
    """The zone of the headline; without one, the zone that opens the article or is spoken of far more than any other."""
    zones = [entity for entity in entities if entity.kind == "zone"]
    parts = {entity.start for entity in zones if entity.name.endswith("片区")}
    zones = [entity for entity in zones if entity.start not in parts or entity.name.endswith("片区")]  # 某自由贸易试验区|某片区: told of the part
    headed = _CLAUSE_BEFORE.sub("", names.zone)  # 大赛决赛在高新区, 关于哈经开区
    if headed and article.gazetteer and is_of_a_region(headed, article.gazetteer):
        return ""
    if headed:
        wanted = zone_stem(headed)
        if part := next(
            (entity.name for entity in zones if entity.name.startswith(headed) and entity.name.endswith("片区") and entity.name in names.headline), ""
        ):
            return part  # 中国（南通）自由贸易试验区|云岭片区
        if _HEADLINE_ZONE.fullmatch(wanted) and len({zone_stem(full) for full in article.zones.values() if zone_stem(full).endswith(wanted)}) > 1:
            return ""  # 综保区上半年进出口逆势上扬: several are called so
        titles = f"{names.headline}\n{names.subheadline}"
        if part := next((entity.name for entity in zones if not entity.name.endswith("片区") and headed + entity.name in titles), ""):
            return article.zones.get(part, part)  # ——某某经济开发区|江苏工业园见闻: told of the park
        at = titles.find(names.zone)
        if at >= 0 and (park := _PARK_AFTER.match(titles, at + len(names.zone))):
            longer = {name for name in article.zones.values() if name.endswith(park[1])}
            if len(longer) == 1:
                return longer.pop()  # ——某某经济开发区|吉他产业园见闻, of a 某某国际吉他产业园
        for entity in zones:
            if (
                zone_stem(entity.name) == wanted
                or wanted.endswith(zone_stem(article.zones.get(entity.name, entity.name)))
                or zone_stem(article.zones.get(entity.name, "")).endswith(wanted)
            ):
                return article.zones.get(entity.name, entity.name)
        loose = headed.endswith(("开发区", "园区")) and wanted.endswith(("开发区", "园区"))
        if loose and len(same := {full for full in article.zones.values() if is_same_zone(full, headed)}) == 1:
            return same.pop()  # 沧州开发区 in the headline, 沧州经济开发区 in the text
        if loose and ((len(article.zones) > 2 and _FIND_WIDE(text)) or _tells_of_all(text)):
            return ""  # 滁州开发区“满载而归”: the city's zones, each of which the text names otherwise
        told_most = Counter(article.zones.get(entity.name, entity.name) for entity in zones).most_common(2)
        if names.zone not in names.headline + text and len(told_most) == 1 and told_most[0][1] > 1:
            return told_most[0][0]  # only the subheadline's 某化纤产业园区, the text tells of 某经开区
        return headed
    counted = Counter(article.zones.get(entity.name, entity.name) for entity in zones)
    if not counted:
        # 高新区今年为民办哪些实事: the headline's own word is better than nobody.
        spoken = _HEADLINE_ZONE.search(names.headline)
        if _tells_of_all(f"{names.headline}\n{text}"):
            return ""
        said = Counter(match[0] for match in _BARE_ZONE.finditer(text))
        ours = Counter(match["zone"] for match in _OF_THE_COUNTY.finditer(names.headline + "\n" + text)).most_common(1)
        if ours and ours[0][1] > 1:
            return ours[0][0]  # 县产业集聚区, in the county's own paper
        if spoken:
            return spoken[0]
        word, times = said.most_common(1)[0] if said else ("", 0)
        return word if times >= 2 and times > len(_FIND_WIDE(text)) else ""
    if signed := next((entity for entity in zones if _SIGNED.match(text, entity.end) and text[entity.start - 1 : entity.start] in "\n　 "), None):
        return article.zones.get(signed.name, signed.name)
    told = {article.zones.get(name, name) for name in {entity.name for entity in zones} if is_told_of(name, names.headline)}
    if not told and names.subheadline and not (_HEADLINE_ZONE.search(names.headline) or _tells_of_all(text)):
        told = {article.zones.get(name, name) for name in {entity.name for entity in zones} if is_told_of(name, names.subheadline)}
    if len(told) == 1:
        return told.pop()  # 某某港产城融合区这一年: a kind that the splitter does not know
    if _is_of_a_district(names.headline, article) and not _HEADLINE_ZONE.search(names.headline):
        return ""
    local = _told_of_home(text) + _told_of_home(names.headline)
    wide = len(_FIND_WIDE(text)) if len(counted) > 1 else _told_of_more(text)
    if len(counted) > 1 and "自治区" in text:  # 全区 is all 新疆 where several of its zones are told of
        whole = text.count("全区")
        local, wide = local - whole, wide + whole
    if local > wide:
        counted[article.zones.get(zones[0].name, zones[0].name)] += 2 if zones[0].start < 160 else 0
        first_at = {article.zones.get(zone.name, zone.name): zone.start for zone in reversed(zones)}
        home = max(counted, key=lambda name: (counted[name], -first_at[name]))
        return home if counted[home] > 1 or first_at[home] < _BEGINNING or len(text) < 2 * _BEGINNING else ""
    (first, most), *others = counted.most_common(2)
    if wide and not _is_named_for(first, names.headline, article):
        return ""
    rest = sum(counted.values()) - most
    opens = article.zones.get(zones[0].name, zones[0].name) == first and zones[0].start < 120
    if names.headline and zone_stem(first) in zone_stem(names.headline):
        return first
    if (not others and (most >= 2 or opens)) or (most >= 3 and opens and most >= 2 * rest) or (most >= 4 and most >= 3 * rest):
        return first
    return ""


def _told_of_home(text: str) -> int:
    """How often 全区, 区内 and the zone's own bodies are spoken of."""
    return sum(not (text.endswith("管委会", start, end) and text[start - 1 : start] in _WHOSE) for _number, start, end in _FIND_LOCAL(text))


def _told_of_more(text: str) -> int:
    """How often 全市, 全县 are who is told of, and no yardstick (占全县的46%, 高于全州平均水平)."""
    return sum(_is_told_of(text, start, end) for _number, start, end in _FIND_WIDE(text))


def _is_told_of(text: str, start: int, end: int) -> bool:
    return not (_YARDSTICK.search(text, start - 3, start) or _AMONG.match(text, end))


def _tells_of_all(text: str) -> bool:
    """全市6个工业园区完成…: the region's zones together; 居全市各开发区第二位 only measures one by them."""
    return any(_is_told_of(text, *match.span()) for match in _ALL_OF_THE_REGION.finditer(text))


def _is_named_for(zone: str, headline: str, article: Article) -> bool:
    """洋浦 in the headline is 洋浦经济开发区, where no division is called so."""
    stem = zone_stem(zone)
    core = next((stem.removesuffix(head) for head in ("经开区", "高新区", "开发区", "综保区", "园区") if stem.endswith(head)), "")
    return len(core) >= 2 and core in headline and article.gazetteer is not None and core not in article.gazetteer.names


def _is_of_a_district(headline: str, article: Article) -> bool:
    """崇川区36个重大项目开工: 全区 is the district, whatever zone it has."""
    if article.gazetteer is None:
        return False
    regions = article.gazetteer.regions
    named = (name for _start, _end, name in gazetteer_hits(headline, article.gazetteer) if name.endswith("区") and name in headline)
    return any(regions[name].level == "county" for name in named)


def _outside(spans: list[Entity], places: list[tuple[int, int, Place]]) -> list[tuple[int, int, Place]]:
    """The places that stand in none of these names, which are in the order of the text."""
    starts = [entity.start for entity in spans]
    return [hit for hit in places if not (index := bisect_right(starts, hit[0])) or hit[0] >= spans[index - 1].end]


def _home_region(text: str, places: list[tuple[int, int, Place]], entities: list[Entity], names: Names, article: Article, gazetteer: Gazetteer) -> str:
    if names.region:
        return _region_named(names.region, gazetteer) or names.region
    counted: defaultdict[str, float] = defaultdict(float)
    for start, _end, place in places:
        if place.kind == "region":
            counted[place.name] += 2 if start < 80 else 1
    for name, times in Counter(entity.name for entity in entities if entity.kind == "zone").items():
        for at, owner in enumerate(_zone_regions(name, gazetteer)):
            counted[owner] += times * (1 - at * 0.5)
    for _start, _end, name in gazetteer_hits(names.headline, gazetteer):
        counted[name] += 4
    if (dateline := _DATELINE.search(text[:60])) and (name := _region_named(dateline["place"], gazetteer)):
        counted[name] += 12
    if article.zone:
        for at, owner in enumerate(_zone_regions(article.zone, gazetteer)):
            counted[owner] += 6 - at
    said = dict.fromkeys(_WEIGHT, 0)
    for number, _start, _end in _FIND_LEVELS(text):
        said[_LEVELS[number]] += 1
    for name in list(counted):
        region = gazetteer.regions.get(name)
        if region and said["province"] > said["prefecture"] and region.level == "prefecture":
            counted[region.parent] += counted[name] if region.parent in counted else 1
        if region and region.level == "county" and name.endswith("市"):
            alone = region.parent[:2] not in text and region.parent[:2] not in names.headline
            counted[name] += 2 * min(said["prefecture"], 5) + _WEIGHT["prefecture"] if alone else said["prefecture"]
        elif region and region.level in said:
            counted[name] += 2 * min(said[region.level], 5)
    return max(counted, key=lambda name: (counted[name] + _WEIGHT.get(gazetteer.regions[name].level if name in gazetteer.regions else "", 0), name), default="")


_CLAUSE_BEFORE = re.compile(r"^.{0,24}(?:在|关于)(?=..)")
_PARK_AFTER = re.compile(r"([\u4e00-\u9fff]{2,10}?(?:产业园|工业园|科技园|创业园|物流园|小镇)区?)")
_HEADLINE_ZONE = re.compile(r"高新区|经开区|开发区|综保区|综合保税区|保税区|新区|示范区")
_BARE_ZONE = re.compile(r"(?<![\u4e00-\u9fff])(?:高新区|经开区|开发区|综保区|新区|示范区|园区)(?=[\u4e00-\u9fff])")
_FIND_LOCAL = build_finder("全区 我区 本区 高新区党工委 高新区管委会 经开区党工委 经开区管委会 园区内 区内 区党工委".split())
_WHOSE = frozenset("个家级类各市省县")  # 全市各高新区管委会, 市高新区管委会: not home's own
_FIND_WIDE = build_finder("全市 全省 各开发区 全县 全州 省级以上开发区 个省级以上开发区 家省级以上开发区 各园区 各县区".split())
# 全市6个工业园区: the headline's 某某工业园区 are those of the city
_ALL_OF_THE_REGION = re.compile(
    r"(?:自治区|全[市省州县盟](?:各|\d{1,3}[个家]|[一二三四五六七八九十]{1,3}[个家])?|[市省州](?<!全.)(?:\d{1,3}|[一二三四五六七八九十]{1,3})[个家])(?:省级及?(?:以上)?|国家级|市级|重点|工业类)*(?:工业|产业|经济|化工)?(?:园区|开发区|集聚区|集中区)"
)
_OF_THE_COUNTY = re.compile(
    r"(?<![\u4e00-\u9fff全])(?:记者从|关于|在|今年)?(?P<zone>[县市](?:产业|工业|经济|技术|高新|先进|制造业|化工|循环|农业|科技)*(?:开发区|集聚区|集中区|园区|工业园|产业园|高新区|经开区))"
)
_SIGNED = re.compile(r"(?:管委会|管理委员会)[　 ]*(?:\n[^\n]{0,24})?\Z")  # who signs an announcement
_YARDSTICK = re.compile(r"(?:[居列占比与较于]|拉动|带动|超过|位居|领先|支撑)$")
_AMONG = re.compile(r"(?:的)?(?:第|前|平均|首|领先|率先|[一二三四五六七八九]成)")
_LEVEL_WORDS = {
    "province": "全省 我省 全区各市 省商务厅 省工信厅 省发展改革委 省政府 自治区政府 自治区工信厅 自治区党委 自治区商务厅",
    "prefecture": "全市 我市 市委 市商务局 市工信局 市政府",
    "county": "全县 我县 县委 县政府 全旗",
}
_LEVELS = [level for level, words in _LEVEL_WORDS.items() for _ in words.split()]
_FIND_LEVELS = build_finder(" ".join(_LEVEL_WORDS.values()).split())
_WEIGHT = {"prefecture": 3, "county": 1, "province": 0}


def gazetteer_hits(words: str, gazetteer: Gazetteer) -> list[tuple[int, int, str]]:
    return [(start, end, gazetteer.places[number].name) for number, start, end in gazetteer.find(words) if gazetteer.places[number].kind == "region"]


def _region_named(name: str, gazetteer: Gazetteer) -> str:
    for number, start, end in gazetteer.find(name):
        place = gazetteer.places[number]
        if place.kind in ("region", "short") and start == 0 and end == len(name):
            return place.name
    return ""


def _zone_regions(name: str, gazetteer: Gazetteer) -> list[str]:
    """长治高新区 -> 长治市; 襄垣开发区 -> 长治市 (襄垣县 is in it); 昆山经开区 -> 昆山市 and 苏州市."""
    if name not in gazetteer.owners:
        gazetteer.owners[name] = _find_owners(name, gazetteer)
    return gazetteer.owners[name]


def _find_owners(name: str, gazetteer: Gazetteer) -> list[str]:
    for number, start, _end in gazetteer.find(name):
        place = gazetteer.places[number]
        if place.kind == "zone":
            inner = next(
                (
                    gazetteer.places[n]
                    for size in (4, 3, 2)
                    for n, s, e in gazetteer.find(name[:size])
                    if s == 0 and e == size and gazetteer.places[n].kind in ("region", "short")
                ),
                None,
            )
            return _with_parent(inner.name if inner else place.parent, gazetteer)
        if start == 0 and place.kind in ("region", "short"):
            return _with_parent(place.name, gazetteer)
    return []


def _with_parent(name: str, gazetteer: Gazetteer) -> list[str]:
    place = gazetteer.regions.get(name)
    if place is None:
        return []
    if place.level == "county" and place.parent in gazetteer.regions:
        # 全市 in an article on 昆山's zone is 昆山市, on 襄垣's it is 长治市.
        return [name, place.parent] if name.endswith("市") else [place.parent, name]
    return [name]
