"""Finds zones, regions, organisations, projects, persons and what stands for them (全区, 该项目, 一期).

A name is scanned leftwards from its head word (…开发区, …有限公司, …项目) to the nearest stop: punctuation, a verb, a
particle, a date, a sum of money. No scan is longer than `REACH`.

"""

from __future__ import annotations

import re

from facts.engine.mentions.members import find_members
from facts.engine.mentions.organizations import find_areas, find_brands, find_leaders, find_listed, find_organizations, find_short_names, find_visited
from facts.engine.mentions.parks import find_parks
from facts.engine.mentions.persons import find_persons
from facts.engine.mentions.phases import find_named_phases, find_said_again
from facts.engine.mentions.projects import find_projects
from facts.engine.mentions.proven import with_proven
from facts.engine.mentions.scene import BULLETS, Scene
from facts.engine.mentions.sites import find_sites
from facts.engine.mentions.zones import find_regions, find_zones
from facts.engine.types import Entity

_PUNCTUATION = re.compile(
    r"[，。；：、！？…—“”‘’《》（）()\n;:!?【】|\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f" + BULLETS + "]"
)
_NUMBER = re.compile(r"\d{1,2}\.(?!\d)")
_NUMBERED = re.compile(r"\.(?!\d)(?:(?<=[\n 。；：]\d\.)|(?<=[\n 。；：]\d\d\.))")  # 2.某公司扩能项目: a member of a list
_SPACE = re.compile(r" (?:(?<![A-Za-z0-9]\s)|(?![A-Za-z0-9]))")
_PROCESS = re.compile(r"的联合[\u4e00-\u9fff]{2,4}(?:项目|装置|工程)")  # 12亿元的联合制碱项目: how it is made
_RANK = {"project": 0, "person": 1, "organization": 1, "zone": 2, "population": 2, "anaphor": 3, "phase": 3, "area": 4, "region": 5}


def find_names(scene: Scene) -> list[Entity]:
    """长治高新区的锂电产业园制造基地项目 -> zone 长治高新区, project 锂电产业园制造基地项目."""
    scene.place_ends = {end: (start, end, place) for start, end, place in scene.places}
    scene.punctuation = [match.end() for match in _PUNCTUATION.finditer(scene.text)]
    stops = [0, *scene.punctuation]
    if "." in scene.text:
        stops += [match.end() for match in _NUMBERED.finditer(scene.text)]
        stops += [match.end() for match in (_NUMBER.match(scene.text),) if match]
    if " " in scene.text:
        stops += [match.end() for match in _SPACE.finditer(scene.text)]
    named = {at for start, end, place in scene.places if place.kind == "region" for at in range(start + 1, end)}
    stops += [
        token.end
        for token in scene.words["stops"]
        if token.end not in named and not _PROCESS.match(scene.text, token.start - 1)  # 让胡路区, 到保县: no verbs
    ]
    scene.money_ends = {quantity.end for quantity in scene.quantities if quantity.kind == "money"}
    for quantity in scene.quantities:
        if quantity.kind == "count" and scene.text[max(0, quantity.start - 2) : quantity.start] in ("年产", "日产"):
            continue
        if quantity.kind in ("money", "percent", "pp", "count") or scene.text[quantity.end : quantity.end + 1] in ("的", *"和与及" * (quantity.kind == "area")):
            stops.append(quantity.end)
    stops += [period.end for period in scene.periods]
    scene.stops = scene.name_stops = sorted(stops)  # a few sorted runs: quick
    zones = with_proven(scene, find_zones(scene) + find_parks(scene))
    scene.zones = [zone for zone in zones if zone.kind == "zone"]
    scene.zone_ends = {zone.end for zone in zones if zone.kind == "zone"}
    solid = [zone.end for zone in zones if zone.kind == "zone" or zone.kind == "anaphor"]
    scene.stops = sorted([*scene.name_stops, *solid])
    organizations = find_organizations(scene, zones)
    scene.organization_ends = {organization.end: organization for organization in organizations}
    scene.stops = sorted([*scene.stops, *(organization.end for organization in organizations)])
    projects = find_projects(scene)
    projects += find_named_phases(scene, projects)
    projects += find_said_again(scene, projects)
    projects += find_members(scene, projects)
    projects += find_sites(scene, projects)
    persons = find_persons(scene)
    organizations += find_brands(scene, zones) + find_leaders(scene) + find_listed(scene) + find_visited(scene)
    shorter = find_short_names(scene, organizations, persons)
    return _settle([*shorter, *zones, *organizations, *projects, *persons, *find_regions(scene), *find_areas(scene)])


def _settle(found: list[Entity]) -> list[Entity]:
    """Of overlapping mentions the longer stays; a region or zone inside a project or organisation is part of its name."""
    found.sort(key=lambda entity: (entity.start, -(entity.end), _RANK[entity.kind]))
    kept: list[Entity] = []
    for entity in found:
        if kept and entity.start < kept[-1].end:
            if entity.end <= kept[-1].end:
                continue
            if entity.end - entity.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(entity)
    return kept
