"""Where a project or a company stands: named right before it, after 选址 or 位于, or the zone that the sentence is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from facts.engine.relations.housed import FIRMS, PARKS, find_housed
from facts.engine.relations.related import relate, zone_meant
from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import NOBODY, Reading, Subject
from facts.engine.types import CandidateFact, Entity
from facts.engine.words.automaton import build_finder

# 位于洛阳镇的X项目, 选址八角片区: a place below the zone that no registry has.
_TOWN = re.compile(
    r"(?:位于|坐落于|坐落在|选址于?|落户于?|落户到|落地|建设地点：)(?P<town>[\u4e00-\u9fff]{2,8}?(?:镇|乡|街道|片区|组团|区域|[东南西北]区))(?=的|[，。；]|\n|$)"
)
_OF_A_ZONE = re.compile(r"经开区|高新区|开发区|园区|新区|综保区")  # 经开区南海子片区
_VENUE = re.compile(r"(?:搬进|搬入|搬到|入驻|进驻|迁入|迁至|租用|租下|租赁)了?$")
_STANDS_ON = re.compile(r"(?:在|位于|落户)$")
_BUILDS = re.compile(r"(?:总?投资|建设|新建|兴建|打造|实施|新上)")
_SETTLES = re.compile(r"(?:落户|位于|坐落|选址|入驻|进驻|迁入|(?P<seen>来到|走进|走访))[于在到]?$")
_SCENE = re.compile(
    r"[\s“]*(?:此外|另外|同时)?，?在(?:[\u4e00-\u9fff]{2,5}(?:省|市|县|区))?"
)  # 在某工业园区，…: what follows is there, not what was told of before
_GROUNDS = ("园", "园区", "谷", "港", "城")
_SCENE_AFTER = re.compile(r"[，。]|[内里](?!.{0,4}项目)|看到|采访|一角")
_LINES = ("生产线", "产线", "装置")
_ALIKE = re.compile(r"[、和与及]|以及")
_SAYS_WHERE = re.compile(r"，?(?:就|正|规划)?(?:位于|坐落于|坐落在|选址)于?(?!开发区|园区|高新区|经开区|新区|综保区|该|区内|园内)")
_AIM = re.compile(r"(?:打造|创建|建成|争创|申报|创成)$")  # a zone that is only aimed at
_FIND_SETTLED = build_finder(("位于", "坐落", "选址", "落户", "落地"))


def find_locations(scope: Scope, places: list[Subject]) -> Iterator[CandidateFact]:
    found: dict[tuple[str, str], CandidateFact] = {}
    grounds: set[str] = set()  # parks where the tale takes place
    zones = {zone.start: zone for zone in scope.scene.zones}
    settled = scope.clauses_with(_FIND_SETTLED)
    this_one = "这家" in scope.scene.text
    located = {bisect_right(scope.clause_starts, at) - 1 for at in scope.locatives}
    for index in sorted({*scope.named_in, *settled}):
        reading = scope.readings[index]
        told = _in_clause(scope, reading, places[index], zones, grounds) if "project" in reading.kinds or index in located else ()
        towns = _towns(scope, reading) if index in settled else ()
        housed = find_housed(scope, index, places[index], this_one) if this_one or not FIRMS.isdisjoint(reading.kinds) else ()
        for fact in (*told, *towns, *housed):
            pair = (fact.subject, fact.object)
            if (pair not in found or fact.rule.endswith("选址, 落户")) and not _named_for(*pair):
                found[pair] = fact  # what is said outright is the better evidence
    yield from found.values()


def _named_for(name: str, place: str) -> bool:
    """川渝食品产业园项目 stands in no 川渝食品产业园: it is that park."""
    return name.startswith(place) and len(name) - len(place) <= 4


def _how_sure(scope: Scope, entity: Entity, where: Subject) -> str:
    """A park or a road named near a zone is often no project at all; a home that the text never names is only the headline's."""
    if not entity.name.endswith(("项目", "工程")) and entity.rule in ("name head", "site with figures"):
        return "place near its zone"
    if where.start < 0 and not any(zone.name == where.name for zone in scope.scene.zones):
        return "home zone of the headline"
    if 0 <= where.end < entity.start and "\n" in scope.scene.text[where.end : entity.start]:
        return "zone of a paragraph before"
    return where.rule


def _zone_of(scope: Scope, zone: Entity, reading: Reading, place: Subject) -> Subject:
    meant = zone_meant(scope, zone, reading, place)
    return meant if meant.name else place


def _in_clause(scope: Scope, reading: Reading, place: Subject, zones: dict[int, Entity], grounds: set[str]) -> Iterator[CandidateFact]:
    text = scope.scene.text
    named = NOBODY
    for entity in reading.entities:
        at = (entity.start, entity.end)
        if entity.start in scope.references or (entity.kind == "zone" and _AIM.search(text, entity.start - 4, entity.start)):
            continue
        if entity.kind == "zone" or (entity.kind == "anaphor" and entity.detail == "zone"):
            meant = zone_meant(scope, entity, reading, place)
            place = meant if meant.name else place
            if entity.kind == "zone":
                named = meant
                before = entity.start in scope.locatives and reading.topic.kind == "project" and reading.topic.start < entity.start
                if before and not _lays_scene(text, reading, entity):
                    yield relate(reading.topic, "located_in", meant.name, at, "选址, 落户")
        elif entity.kind == "organization" and entity.detail != "state" and entity.start in zones:
            place = _zone_of(scope, zones[entity.start], reading, place)  # 兰州新区商投集团的X项目
        elif entity.kind == "project":
            if named.end >= 0 and _ALIKE.fullmatch(text, named.end, entity.start):
                continue  # 甲产业园和乙产业园: two of a kind
            is_park = entity.name.endswith(PARKS)
            if is_park and _STANDS_ON.search(text, entity.start - 4, entity.start) and _BUILDS.match(text, entity.end):
                named = Subject("zone", entity.name, "", *at, "zone name")  # 在某某产业园建设X项目
                continue
            if is_park and _VENUE.search(text, entity.start - 4, entity.start):
                continue  # 搬进某某智谷, 租用某某智造园厂房: where others are
            settles = _SETTLES.search(text, named.start - 5, named.start) if named.end == entity.start else None
            if settles and entity.name.endswith(("园", "园区", "谷") if settles["seen"] else PARKS):
                continue  # 落户某开发区循环经济产业园, but 走进某开发区平板显示基地
            begins = named.end == entity.start or text[entity.start - 1 : entity.start] == "在"
            scene = begins and not entity.detail and entity.name.endswith(_GROUNDS) and _SCENE_AFTER.match(text, entity.end)
            if scene or (entity.name in grounds and entity.rule == "name head"):
                grounds.add(entity.name)
                continue  # 在某高新区|核医疗产业园，…; 记者在某经开区|光学产业园看到: where the tale takes place
            if entity.rule in ("name head", "site with figures") and entity.name.endswith(_LINES):
                continue  # 项目分两期建设|锂电隔膜生产线: a part of what stands there
            if named.end < 0 and _SAYS_WHERE.match(text, entity.end):
                continue  # X项目|位于某工业园区: nowhere else
            where = named if named.name else place
            subject = scope.subject_of(entity, reading)
            if where.kind == "zone" and where.name and subject.name:
                yield relate(subject, "located_in", where.name, at, _how_sure(scope, entity, where), (where.start, where.end))


def _lays_scene(text: str, reading: Reading, zone: Entity) -> bool:
    begins = text[reading.clause.start - 1 : reading.clause.start] in "。；！？\n"
    return begins and reading.topic.start < reading.clause.start and bool(_SCENE.fullmatch(text, reading.clause.start, zone.start))


def _towns(scope: Scope, reading: Reading) -> Iterator[CandidateFact]:
    for match in _TOWN.finditer(scope.scene.text, reading.clause.start, reading.clause.end + 1):
        following = next((entity for entity in reading.entities if entity.start >= match.end()), None)
        subject = scope.subject_of(following, reading) if following and following.kind == "project" and following.start <= match.end() + 3 else reading.topic
        if subject.kind == "project" and subject.name and not _OF_A_ZONE.search(match["town"]):
            yield relate(subject, "located_in", match["town"], match.span("town"), "选址, 落户")
