"""How a relation becomes a fact, and which zone is spoken of in each clause."""

from __future__ import annotations

from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import NOBODY, Reading, Subject
from facts.engine.types import CandidateFact, Entity, Slot


def relate(subject: Subject, relation: str, what: str, anchor: tuple[int, int], rule: str, at: tuple[int, int] | None = None) -> CandidateFact:
    """`at` is where the object stands; without it the anchor is the object."""
    start, end = at or anchor
    return CandidateFact(
        kind="relation",
        subject_type=subject.kind,
        subject=subject.name,
        anchors=(anchor,),
        rule=f"{relation}: {rule}",
        relation=relation,
        object=what,
        scope=subject.scope,
        slots=(Slot("subject", subject.start, subject.end, subject.rule), Slot("object", start, end, rule)),
    )


def zone_meant(scope: Scope, entity: Entity, reading: Reading, place: Subject) -> Subject:
    """The zone that a name or a local word (经开区) stands for; `place` is the one last spoken of."""
    meant = scope.subject_of(entity, reading)
    if meant.kind == "zone" and meant.name:
        return meant
    at = (entity.start, entity.end)
    if place.kind == "zone" and (entity.name in ("园区", "开发区") or place.name.endswith(entity.name)):
        return place.at(*at, "zone before")
    known = {name for name in scope.article.zones.values() if name.endswith(entity.name)}
    return Subject("zone", known.pop(), "", *at, "local zone") if len(known) == 1 else NOBODY


def zones_in_force(scope: Scope) -> list[Subject]:
    """For each clause the zone that it opens with: home's own, or in an article of several zones the one last spoken of."""
    home = scope.home()
    if home.kind == "zone":
        return [reading.zone if reading.zone.kind == "zone" else home for reading in scope.readings]
    places: list[Subject] = []
    place = NOBODY
    for index in sorted(scope.named_in):
        places += [place] * (index + 1 - len(places))
        reading = scope.readings[index]
        for entity in reading.entities:
            if entity.start in scope.references or (entity.start and scope.scene.text[entity.start - 1] in "、和与及"):
                continue  # 、某经开区某产业园等15个项目开工: the zone of one of them
            if entity.kind == "zone" or (entity.kind == "anaphor" and entity.detail == "zone"):
                place = zone_meant(scope, entity, reading, place)
            elif (entity.kind == "population" and entity.detail == "zones" and not scope.scene.text.startswith(("之首", "首位", "前列", "第"), entity.end)) or (
                entity.kind in ("area", "region") and _is_wide(scope, entity)
            ):
                place = NOBODY
    return places + [place] * (len(scope.readings) - len(places))


def _is_wide(scope: Scope, entity: Entity) -> bool:
    """全市 and 长治市 as the subject leave the zone behind; 全区 does not."""
    if entity.kind == "area":
        return "区" not in entity.name and "园" not in entity.name and entity.name not in ("全国", "当地")
    return entity.start not in scope.locatives and scope.scene.text[entity.end : entity.end + 1] not in "的，。、"
