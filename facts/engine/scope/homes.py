"""What an article is about as a whole: the zone at home in it, else the zone that stands first and alone, and its region."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from facts.engine.mentions.kinds import is_called, is_of_a_region, is_told_of
from facts.engine.scope.context import Article, fullest_organizations, fullest_projects, fullest_zones, is_same_zone, zone_stem
from facts.engine.scope.regions import gazetteer_hits, home_region, is_of_its_organs
from facts.engine.types import Entity, Names
from facts.engine.words.automaton import build_finder
from facts.engine.words.gazetteer import Gazetteer, Place

_LEAD = 16  # characters that an article opens with: a bare 开发区 there is its own
_BESIDE = re.compile(r"(?<![参])[与和同赴到向][^，。；\n]{0,10}$")
_BEGINNING = 160  # what is first named later, and never again, is nobody's home
_CLAUSE_BEFORE = re.compile(r"^.{0,24}(?:在|关于)(?=..)")
_PARK_AFTER = re.compile(
    r"([\u4e00-\u9fff]{2,10}?(?:产业|工业|科技|创业|物流|加工|示范|食品|装备|材料|化工|电子|孵化|软件|医药|循环|智造|制造)园区?"
    r"|[\u4e00-\u9fff]{2,10}?小镇)"
)
_HEADLINE_ZONE = re.compile(
    r"(?<![家省市]级)(?<![家个各类])(?:高新区|经开区|开发区|综保区|综合保税区|保税区|临港新片区|[空临]港经济区|临空经济区|自贸试验区|自贸区|科学城|科创区|(?<!高)新区|示范区)"
)
_BARE_ZONE = re.compile(r"(?<![\u4e00-\u9fff])(?:高新区|经开区|开发区|综保区|新区|示范区|科创区|园区)(?=[\u4e00-\u9fff])")
_ITS_BODY = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[从在由据到与和向经]))(?P<zone>高新区|经开区|开发区|综保区|新区|示范区|科创区)"
    r"(?:党工委|管委会|经发局|经济发展局|招商局|投资促进局|行政审批局|财政局|统计局|税务局|科技局|建设局|商务局|人社局|市场监管局|自然资源局)"
)
_FIND_LOCAL = build_finder("全区 我区 本区 高新区党工委 高新区管委会 经开区党工委 经开区管委会 园区内 区内 区党工委".split())
_WHOSE = frozenset("个家级类各市省县")  # 全市各高新区管委会, 市高新区管委会: not home's own
_FIND_WIDE = build_finder("全市 全省 各开发区 全县 全州 省级以上开发区 个省级以上开发区 家省级以上开发区 各园区 各县区".split())
# 全市6个工业园区: the headline's 某某工业园区 are those of the city
_ALL_OF_THE_REGION = re.compile(
    r"(?:自治区|全[市省州县盟](?:各|\d{1,3}[个家]|[一二三四五六七八九十]{1,3}[个家])?|[市省州](?<!全.)(?:\d{1,3}|[一二三四五六七八九十]{1,3})[个家])(?:省级及?(?:以上)?|国家级|市级|县域|重点|工业类)*(?:工业|产业|经济|化工)?(?:园区|开发区|集聚区|集中区|综合保税区|综保区)"
)
_OF_THE_COUNTY = re.compile(
    r"(?<![\u4e00-\u9fff全])(?:记者从|关于|在|今年)?(?P<zone>[县市](?:产业|工业|经济|技术|高新|先进|制造业|化工|循环|农业|科技)*(?:开发区|集聚区|集中区|园区|工业园|产业园|高新区|经开区)(?!办))"
)
_PARKS = re.compile(r"(?:工业|产业|化工)园区|工业园|(?:工业|产业)(?:集中|集聚)区")
_SIGNED = re.compile(r"(?:管委会|管理委员会)[　 ]*(?:\n[^\n]{0,24})?\Z")  # who signs an announcement
_YARDSTICK = re.compile(r"(?:[居列占比与较于]|拉动|带动|超过|位居|领先|支撑)$")
_AMONG = re.compile(r"(?:的)?(?:第|前|平均|首|领先|率先|[一二三四五六七八九]成)")


def read_article(text: str, places: list[tuple[int, int, Place]], entities: list[Entity], zones: list[Entity], names: Names, gazetteer: Gazetteer) -> Article:
    """The headline's zone is home; else the zone that stands first and alone; the region is the one most spoken of."""
    article = Article(gazetteer=gazetteer, headline=names.headline, subheadline=names.subheadline)
    article.zones = fullest_zones(zones, names)
    article.projects = fullest_projects(entities)
    article.organizations = fullest_organizations(entities)
    article.zone = _home_zone(text, zones, names, article)
    article.tells_of_all = not article.zone and _tells_of_all(text)
    firms = [one for one in entities if (one.kind == "organization" and one.detail != "state") or (one.kind == "person" and "公司" in one.detail)]
    told = _outside(firms, places) if firms else places  # 苏州某某公司 is from there, the article is not about it
    article.region = home_region(text, told, zones, names, article, gazetteer) or home_region(text, places, zones, names, article, gazetteer)
    return article


def _home_zone(text: str, entities: list[Entity], names: Names, article: Article) -> str:
    """The zone of the headline; without one, the zone that opens the article or is spoken of far more than any other."""
    zones = [entity for entity in entities if entity.kind == "zone"]
    parts = {entity.start for entity in zones if entity.name.endswith("片区")}
    alone = {entity.name for entity in zones if entity.start not in parts and parts and entity.start < min(parts) and "贸" not in entity.name}
    if len(alone) == 1 and all(entity.name.startswith(tuple(alone)) for entity in zones):  # 某经开区…，选址某经开区|某片区: told of the whole
        zones = [entity for entity in zones if not entity.name.endswith("片区")]
    else:  # 某自由贸易试验区|某片区: told of the part
        zones = [entity for entity in zones if entity.start not in parts or entity.name.endswith("片区")]
    headed = _CLAUSE_BEFORE.sub("", names.zone)  # 大赛决赛在高新区, 关于哈经开区
    if headed and (inner := _park_inside(names, text)):
        return inner
    if headed and article.gazetteer and (is_of_a_region(headed, article.gazetteer) or _is_of_the_province(headed, text, article.gazetteer)):
        return ""
    if headed:
        wanted, titles = zone_stem(headed), f"{names.headline}\n{names.subheadline}"
        if part := next((entity.name for entity in zones if entity.name.startswith(headed) and entity.name.endswith("片区") and entity.name in titles), ""):
            return part  # 中国（南通）自由贸易试验区|云岭片区
        if _HEADLINE_ZONE.fullmatch(wanted) and len({zone_stem(full) for full in article.zones.values() if zone_stem(full).endswith(wanted)}) > 1:
            return ""  # 综保区上半年进出口逆势上扬: several are called so
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
        if (ours_too := _PARKS.match(names.headline)) and f"{ours_too[0]}管委会" in text:
            return ours_too[0]  # 工业园区上半年工作总结: of the paper's own
        body = _ITS_BODY.search(text)
        if body and any(local in text for local in ("全区", "区内", "园区")):
            return body["zone"]  # 记者从开发区经发局获悉，全区…
        word, times = said.most_common(1)[0] if said else ("", 0)
        return word if times >= 2 and times > len(_FIND_WIDE(text)) else ""
    own = _OF_THE_COUNTY.search(text, 0, _BEGINNING) if max(counted.values()) == 1 else None
    if own and own.start() < zones[0].start and (zones[0].start > _BEGINNING or _BESIDE.search(text, zones[0].start - 12, zones[0].start)):
        return own["zone"]  # 去年，县工业园紧紧围绕…，与上海某某工业园结对: the one it deals with comes late and once
    if signed := next((entity for entity in zones if _SIGNED.match(text, entity.end) and text[entity.start - 1 : entity.start] in "\n　 "), None):
        return article.zones.get(signed.name, signed.name)
    told = {article.zones.get(name, name) for name in {entity.name for entity in zones} if is_told_of(name, names.headline)}
    if not told and names.subheadline and not (_HEADLINE_ZONE.search(names.headline) or _tells_of_all(text)):
        told = {article.zones.get(name, name) for name in {entity.name for entity in zones} if is_told_of(name, names.subheadline)}
    if len(told) == 1:
        return told.pop()  # 某某港产城融合区这一年: a kind that the splitter does not know
    if is_of_its_organs(f"{names.headline}\n{names.subheadline}\n{text[:_BEGINNING]}"):
        return ""
    if _is_of_a_district(names.headline, article) and not _HEADLINE_ZONE.search(names.headline):
        return ""
    local = _told_of_home(text) + _told_of_home(names.headline)
    wide = len(_FIND_WIDE(text)) if len(counted) > 1 else _told_of_more(text)
    if len(counted) > 1 and "自治区" in text:  # 全区 is all 新疆 where several of its zones are told of
        whole = text.count("全区")
        local, wide = local - whole, wide + whole
    if local > wide:
        counted[article.zones.get(zones[0].name, zones[0].name)] += 2 if zones[0].start < _BEGINNING else 0
        first_at = {article.zones.get(zone.name, zone.name): zone.start for zone in reversed(zones)}
        home = max(counted, key=lambda name: (counted[name], -first_at[name]))
        if (bare := _BARE_ZONE.search(text[:_LEAD])) and first_at[home] > _BEGINNING and not is_called(home, bare[0]):
            return bare[0]  # 开发区是我区的主战场，…规划建设某创新产业区: what it builds is another
        return home if counted[home] > 1 or first_at[home] < _BEGINNING or len(text) < 2 * _BEGINNING else ""
    for name, times in counted.most_common(8):  # each is looked for in the whole text
        counted[name] += max(0, _by_its_place(text, name) - times)
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


def _park_inside(names: Names, text: str) -> str:
    """——正阳县产业集聚区|农副产品加工园见闻: the park in the zone, where the text too calls it so."""
    titles = f"{names.headline}\n{names.subheadline}"
    at = titles.find(names.zone)
    park = _PARK_AFTER.match(titles, at + len(names.zone)) if at >= 0 else None
    told = park is not None and names.zone + park[1] in text and text.count("园区") > 1 and f"{park[1]}项目" not in titles + text
    return park[1] if park and told else ""


def _is_of_the_province(headed: str, text: str, gazetteer: Gazetteer) -> bool:
    """河南综保区 over 全省5个综合保税区…: all that the province has."""
    stem = headed.removesuffix("综保区").removesuffix("综合保税区")
    provinces = (place for place in gazetteer.regions.values() if place.level == "province") if stem != headed else ()
    return any(place.name.startswith(stem) and len(stem) > 1 for place in provinces) and _tells_of_all(text)


def _told_of_home(text: str) -> int:
    """How often 全区, 区内 and the zone's own bodies are spoken of."""
    return sum(not (text.endswith("管委会", start, end) and text[start - 1 : start] in _WHOSE) for _number, start, end in _FIND_LOCAL(text))


def _by_its_place(text: str, zone: str) -> int:
    """独山港今年排出…: how often its place is written, with or without what kind of zone it is."""
    stem = zone_stem(zone)
    core = next((stem.removesuffix(head) for head in ("经开区", "高新区", "开发区", "综保区", "新区", "园区") if stem.endswith(head)), "")
    return text.count(core) if len(core) >= 3 else 0


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
