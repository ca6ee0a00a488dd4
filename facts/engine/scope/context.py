"""What is known of the article as a whole: its home, and the fullest name of everything it names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from facts.engine.mentions.kinds import is_contraction, is_subsequence
from facts.engine.types import Entity, Names
from facts.engine.words.gazetteer import Gazetteer

_SHORTER = (
    ("经济技术开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("经济开发区", "经开区"),
    ("高新技术产业园区", "高新区"),
    ("综合保税区", "综保区"),
    ("转型综合改革示范区", "综改示范区"),
)
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


def fullest_zones(entities: list[Entity], names: Names) -> dict[str, str]:
    keys = {entity.name: entity.key for entity in entities if entity.kind == "zone"}
    stems = {name: zone_stem(name) for name in keys}

    def is_fuller(name: str, other: str) -> bool:
        stem, key = stems[name], keys[name]
        return stems[other] == stem or (key and keys[other] == key) or (len(name) >= 4 and stems[other].endswith(stem)) or is_contraction(name, other)

    longest_first = sorted(sorted(keys)[:MOST_NAMES], key=lambda name: (len(name), name), reverse=True)
    return {name: next((other for other in longest_first[:at] if is_fuller(name, other)), name) for at, name in enumerate(longest_first)}


def fullest_projects(entities: list[Entity]) -> dict[str, str]:
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
    if rest != other and name.endswith("项目"):
        return True  # 某新材料项目|裂解装置: a part of it, no longer name
    return rest != other and name.endswith(_PLACE_HEADS) and rest.endswith(_PLACE_HEADS)


def _phases(name: str) -> str:
    match = _PHASE.search(name)
    return match[0] if match else ""


def fullest_organizations(entities: list[Entity]) -> dict[str, str]:
    printed = {entity.name for entity in entities if entity.kind == "organization"}
    keyed = {entity.key for entity in entities if entity.kind == "organization" and entity.rule == "short name"}
    return {
        entity.name: entity.key if entity.rule == "short name" and entity.key in printed | keyed else entity.name
        for entity in entities
        if entity.kind == "organization"
    }
