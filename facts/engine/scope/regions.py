"""Which region an article is at home in: the one that dateline, headline, zones and levels (全市, 县委) speak for most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from facts.engine.scope.context import Article
from facts.engine.types import Entity, Names
from facts.engine.words.automaton import build_finder
from facts.engine.words.gazetteer import Gazetteer, Place

_DATELINE = re.compile(r"(?:本报|新华社|中新社|中新网|本台|本刊|本网)(?P<place>[\u4e00-\u9fff]{2,6}?)(?:\d{1,2}月\d{1,2}日)?(?:讯|电)")
_LEVEL_WORDS = {
    "province": "全省 我省 全区各市 省商务厅 省工信厅 省发展改革委 省政府 自治区政府 自治区工信厅 自治区党委 自治区商务厅",
    "prefecture": "全市 我市 市委 市商务局 市工信局 市政府",
    "county": "全县 我县 县委 县政府 全旗",
}
_LEVELS = [level for level, words in _LEVEL_WORDS.items() for _ in words.split()]
_FIND_LEVELS = build_finder(" ".join(_LEVEL_WORDS.values()).split())
_WEIGHT = {"prefecture": 3, "county": 1, "province": 0}


# 区委、区政府召开…, 区委书记主持: a district's own, whatever zone it has
_ITS_ORGANS = re.compile(r"(?<![\u4e00-\u9fff])区委[、和]?区政府|区委书记(?!处)|(?<![管园新城发技济])区长(?![效久期远])|(?<![\u4e00-\u9fff])区人大|区政协")
_A_ZONES = re.compile(r"管委会|管理委员会|党工委|工委")
_ORGANS = 12


def is_of_its_organs(opening: str) -> bool:
    """Whether an article is about a district and not about a zone: it opens with 区委 and 区政府, and with no 管委会."""
    return _ITS_ORGANS.search(opening) is not None and _A_ZONES.search(opening) is None


def home_region(text: str, places: list[tuple[int, int, Place]], entities: list[Entity], names: Names, article: Article, gazetteer: Gazetteer) -> str:
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
    district = is_of_its_organs(f"{names.headline}\n{names.subheadline}\n{text[:160]}")
    for name in list(counted):
        counted[name] += _ORGANS * (district and name.endswith("区") and len(name) > 2 and name in gazetteer.regions)
        region = gazetteer.regions.get(name)
        if region and said["province"] > said["prefecture"] and region.level == "prefecture":
            counted[region.parent] += counted[name] if region.parent in counted else 1
        if region and region.level == "county" and name.endswith("市"):
            alone = region.parent[:2] not in text and region.parent[:2] not in names.headline
            counted[name] += 2 * min(said["prefecture"], 5) + _WEIGHT["prefecture"] if alone else said["prefecture"]
        elif region and region.level in said:
            counted[name] += 2 * min(said[region.level], 5)
    return max(counted, key=lambda name: (counted[name] + _WEIGHT.get(gazetteer.regions[name].level if name in gazetteer.regions else "", 0), name), default="")


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
