"""Where a project or a company stands: named right before it, after 选址 or 位于, or the zone that the sentence is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facts.engine.mentions.scene import COMPANY
from facts.engine.related import clauses_with, relate, zone_meant
from facts.engine.scope import Scope
from facts.engine.subjects import NOBODY, Reading, Subject
from facts.engine.types import CandidateFact, Entity

# 位于洛阳镇的X项目, 选址八角片区: a place below the zone that no registry has.
_TOWN = re.compile(r"(?:位于|坐落于|坐落在|选址于?|落户于?|落户到|落地)(?P<town>[\u4e00-\u9fff]{2,6}?(?:镇|乡|街道|片区|组团))(?=的|[，。；])")
_OF_A_ZONE = re.compile(r"经开区|高新区|开发区|园区|新区|综保区")  # 经开区南海子片区
_ALIKE = re.compile(r"[、和与及]|以及")
_AIM = re.compile(r"(?:打造|创建|建成|争创|申报|创成)$")  # a zone that is only aimed at
# 位于X高新区的Y公司, 走进X工业区恒业路上的Y公司, 位于X高新区东部产业园的Y公司
_THERE = re.compile(
    r"(?:境内|辖区内?|区内|内|里)?(?:的|，)?(?:一家|这家)?(?:[\u4e00-\u9fff]{0,6}企业)?[“]?"
    r"|[\u4e00-\u9fff\d]{1,8}(?:路|街|大道|园|园区|基地|片区|组团|城|谷|镇|村|小镇)(?:[上内里旁边]|\d{1,4}号)?的(?:一家)?[“]?"
)
# 这家2003年落户X高新区的民营企业
_THIS_ONE = re.compile(r"这家[^，。；]{0,12}(?:落户|入驻|扎根|位于|坐落|落地)(?:于|在|到|了)?$")
# X经开区Y公司, 开发区内的Y科技
_WITHIN = re.compile(r"(?:境内|辖区内?|区内|内|里)?的?")
# Y公司落户X高新区, Y公司位于X经开区
_SETTLED = re.compile(r"(?:[^，。；]{0,12}?)(?:落户|入驻|位于|坐落|搬到|搬入|迁入|迁至|进驻|扎根|落子|安家)(?:于|在|到|了)?(?:[\u4e00-\u9fff]{0,6})?")
# 7月25日，X高新区科技新城，Y公司…: the scene is laid before the comma.
_SCENE_BEFORE = re.compile(r"[\s“]*(?:[^，。；]{0,8}[日月晨午天])?(?:记者)?(?:在|走进|来到|位于|走访)?")
_SCENE_AFTER = re.compile(r"(?:[\u4e00-\u9fff\d]{0,6}(?:路|街|大道|号|新城|园|园区|片区|组团|基地|内|里|小镇|谷))?")
_MENTIONED = re.compile(r"[\s“]*(?:提起|说起|谈起|说到|提到|走进|来到|位于[^，。；]{2,10}的|在)?")
NOWHERE = Entity(-1, -1, "", "")


def find_locations(scope: Scope, places: list[Subject]) -> Iterator[CandidateFact]:
    seen: set[tuple[str, str]] = set()
    settled = clauses_with(scope, ("位于", "落", "选址"))  # 坐落, 落户, 落地
    for index, (reading, place) in enumerate(zip(scope.readings, places, strict=True)):
        if not reading.entities and index not in settled:
            continue
        for fact in (*_in_clause(scope, reading, place, index in settled), *_in_scene(scope, index, place)):
            if (fact.subject, fact.object) not in seen and fact.subject != fact.object:
                seen.add((fact.subject, fact.object))
                yield fact


def _in_clause(scope: Scope, reading: Reading, place: Subject, settled: bool) -> Iterator[CandidateFact]:
    text = scope.scene.text
    opened = place
    named = NOBODY
    for entity in reading.entities:
        at = (entity.start, entity.end)
        if entity.start in scope.references or (entity.kind == "zone" and _AIM.search(text, max(0, entity.start - 4), entity.start)):
            continue
        if entity.kind == "zone" or (entity.kind == "anaphor" and entity.detail == "zone"):
            meant = zone_meant(scope, entity, reading, place)
            place = meant if meant.name else place
            if entity.kind == "zone":
                named = meant
                if entity.start in scope.locatives and reading.topic.kind == "project" and reading.topic.start < entity.start:
                    yield relate(reading.topic, "located_in", meant.name, at, "选址, 落户")
        elif entity.kind == "project":
            if named.end >= 0 and _ALIKE.fullmatch(text, named.end, entity.start):
                continue  # 甲产业园和乙产业园: two of a kind
            where = named if named.name else place
            subject = scope.subject_of(entity, reading)
            if where.kind == "zone" and where.name and subject.name:
                yield relate(subject, "located_in", where.name, at, where.rule, (where.start, where.end))
    if len(reading.entities) > 1:
        yield from _companies(scope, reading, opened)
    for entity in reading.entities:
        if entity.kind == "zone" and reading.organization.name and _THIS_ONE.search(text, max(0, entity.start - 20), entity.start):
            yield from _stands(scope, reading.organization._replace(start=entity.start, end=entity.end), entity, reading, opened)
    if settled:
        yield from _towns(scope, reading)


def _companies(scope: Scope, reading: Reading, place: Subject) -> Iterator[CandidateFact]:
    """Only what is said outright: that a company appears in a zone's article does not put it there."""
    text = scope.scene.text
    last = NOWHERE
    for before, entity in zip(reading.entities, reading.entities[1:], strict=False):
        last = before if _is_zone(before) else last if before.kind == "project" else NOWHERE
        if last.end >= 0 and (company := _company(scope, entity, reading)).name:
            pattern = _THERE if last.start in scope.locatives else _WITHIN
            if pattern.fullmatch(text, last.end, entity.start):
                yield from _stands(scope, company, last, reading, place)
        elif (
            _is_zone(entity)
            and before.kind == "organization"
            and (company := _company(scope, before, reading)).name
            and _SETTLED.fullmatch(text, before.end, entity.start)
        ):
            yield from _stands(scope, company, entity, reading, place)


def _in_scene(scope: Scope, index: int, place: Subject) -> Iterator[CandidateFact]:
    """7月25日，X高新区，Y公司的车间里…: the zone that opens a sentence is where the company of the next clause is."""
    reading = scope.readings[index]
    before = scope.readings[index - 1] if index else None
    if before is None or len(before.entities) != 1 or not reading.entities or before.clause.sentence != reading.clause.sentence:
        return
    zone, company = before.entities[0], _company(scope, reading.entities[0], reading)
    text = scope.scene.text
    if (
        company.name
        and zone.kind == "zone"
        and text[before.clause.end] == "，"
        and _SCENE_BEFORE.fullmatch(text, before.clause.start, zone.start)
        and _SCENE_AFTER.fullmatch(text, zone.end, before.clause.end)
        and _MENTIONED.fullmatch(text, reading.clause.start, reading.entities[0].start)
    ):
        yield from _stands(scope, company, zone, before, place)


def _stands(scope: Scope, company: Subject, zone: Entity, reading: Reading, place: Subject) -> Iterator[CandidateFact]:
    where = zone_meant(scope, zone, reading, place)
    if where.name:
        yield relate(company, "located_in", where.name, (company.start, company.end), "位于…的公司", (where.start, where.end))


def _is_zone(entity: Entity) -> bool:
    return entity.kind == "zone" or (entity.kind == "anaphor" and entity.detail == "zone")


def _company(scope: Scope, entity: Entity, reading: Reading) -> Subject:
    """A company by its full or short name, or the one that employs whoever is named with it."""
    if entity.kind == "organization" and entity.detail != "state" and (entity.rule in ("brand", "short name") or COMPANY.search(entity.name)):
        return scope.subject_of(entity, reading)
    if entity.kind == "person" and entity.detail.startswith(entity.key) and COMPANY.search(entity.key):
        return Subject(
            "organization", scope.article.organizations.get(entity.key, entity.key), "", entity.start, entity.start + len(entity.key), "organization name"
        )
    return NOBODY


def _towns(scope: Scope, reading: Reading) -> Iterator[CandidateFact]:
    for match in _TOWN.finditer(scope.scene.text, reading.clause.start, min(reading.clause.end + 1, len(scope.scene.text))):
        following = next((entity for entity in reading.entities if entity.start >= match.end()), None)
        subject = scope.subject_of(following, reading) if following and following.kind == "project" and following.start <= match.end() + 3 else reading.topic
        if subject.kind == "project" and subject.name and not _OF_A_ZONE.match(match["town"]):
            yield relate(subject, "located_in", match["town"], match.span("town"), "选址, 落户")
