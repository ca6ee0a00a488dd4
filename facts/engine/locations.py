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
_ALIKE = re.compile(r"[、和与及]|以及")
_AIM = re.compile(r"(?:打造|创建|建成|争创|申报|创成)$")  # a zone that is only aimed at
# 位于X高新区的Y公司, 在X经开区，Y公司…, X经开区Y公司
_HOUSED = re.compile(r"(?:的|，|境内的|内的)?(?:[\u4e00-\u9fff]{0,6}企业)?[“]?")
# Y公司落户X高新区, Y公司位于X经开区
_SETTLED = re.compile(r"(?:[^，。；]{0,12}?)(?:落户|入驻|位于|坐落|搬到|搬入|迁入|进驻|扎根)(?:于|在|到|了)?(?:[\u4e00-\u9fff]{0,6})?")


def find_locations(scope: Scope, places: list[Subject]) -> Iterator[CandidateFact]:
    seen: set[tuple[str, str]] = set()
    settled = clauses_with(scope, ("位于", "落", "选址"))  # 坐落, 落户, 落地
    for index, (reading, place) in enumerate(zip(scope.readings, places, strict=True)):
        if not reading.entities and index not in settled:
            continue
        for fact in _in_clause(scope, reading, place, index in settled):
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
    if settled:
        yield from _towns(scope, reading)


def _companies(scope: Scope, reading: Reading, place: Subject) -> Iterator[CandidateFact]:
    """Only what is said outright: that a company appears in a zone's article does not put it there."""
    text = scope.scene.text
    for before, entity in zip(reading.entities, reading.entities[1:], strict=False):
        between = text[before.end : entity.start]
        if before.kind == "zone" and _is_company(entity) and _HOUSED.fullmatch(between) and (before.start in scope.locatives or between in ("", "的")):
            zone, company = before, entity
        elif entity.kind in ("zone", "anaphor") and _is_company(before) and _SETTLED.fullmatch(between):
            zone, company = entity, before
        else:
            continue
        where = zone_meant(scope, zone, reading, place) if zone.kind == "zone" or zone.detail == "zone" else place._replace(name="")
        name = scope.subject_of(company, reading)
        if where.name and name.kind == "organization" and name.name:
            yield relate(name, "located_in", where.name, (company.start, company.end), "位于…的公司", (where.start, where.end))


def _is_company(entity: Entity) -> bool:
    return entity.kind == "organization" and entity.detail != "state" and bool(COMPANY.search(entity.name))


def _towns(scope: Scope, reading: Reading) -> Iterator[CandidateFact]:
    for match in _TOWN.finditer(scope.scene.text, reading.clause.start, min(reading.clause.end + 1, len(scope.scene.text))):
        following = next((entity for entity in reading.entities if entity.start >= match.end()), None)
        subject = scope.subject_of(following, reading) if following and following.kind == "project" and following.start <= match.end() + 3 else reading.topic
        if subject.kind == "project" and subject.name:
            yield relate(subject, "located_in", match["town"], match.span("town"), "选址, 落户")
