"""Which zone a company is in: 位于X高新区的甲公司, 乙公司落户X经开区, 这家位于X综保区的企业."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from facts.engine.mentions.scene import COMPANY
from facts.engine.relations.related import relate, zone_meant
from facts.engine.scope.scope import Scope
from facts.engine.scope.speakers import COMMON_EMPLOYERS
from facts.engine.scope.subjects import NOBODY, Reading, Subject
from facts.engine.types import CandidateFact, Entity

PARKS = ("园", "园区", "谷", "港", "城", "孵化器", "加速器", "基地")
# 位于X高新区的Y公司, 走进X工业区恒业路上的Y公司, 位于X高新区东部产业园的Y公司
_THERE = re.compile(
    r"(?:境内|辖区内?|区内|内|里)?(?:的|，)?(?:一家|这家)?(?:[\u4e00-\u9fff]{0,6}企业)?[“]?"
    r"|[\u4e00-\u9fff\d]{1,8}(?:路|街|大道|园|园区|基地|片区|组团|城|谷|镇|村|小镇)(?:[上内里旁边]|\d{1,4}号)?的?(?:一家)?[“]?"
)
# X经开区Y公司, 开发区内的Y科技
_WITHIN = re.compile(r"(?:境内|辖区内?|区内|内|里)?的?(?:[\u4e00-\u9fff]{0,4}(?:企业|龙头))?")
# Y公司落户X高新区, 公司迁入刚刚获批的X经开区
_SETTLED = re.compile(
    r"(?:[^，。；]{0,12}?)(?:落户|入驻|位于|坐落|搬到|搬进|搬入|迁入|迁至|进驻|扎根|落子|安家)(?:于|在|到|了)?"
    r"(?:(?:刚刚|新近)?(?:获批|设立|成立|启用)的)?(?:[\u4e00-\u9fff]{0,6})?"
)
# Y公司是X工业园区一家专业从事…的外贸企业
_IS = re.compile(r"(?:也)?(?:是|作为)")
_A_FIRM = re.compile(
    r"(?:的)?(?:一家|一个|首家|第一家|首批|最早|重点|龙头|骨干)?(?:[^，。；]{0,24}的)?[^，。；的]{0,10}(?:企业|公司|厂商)(?:之一)?(?=[，。；]|$)"
)
_LISTED = re.compile(r"[、和与及]|以及")
# 这家2003年落户X高新区的民营企业
_THIS_ONE = re.compile(r"这家[^，。；]{0,12}(?:落户|入驻|扎根|位于|坐落|落地)(?:于|在|到|了)?$")
# 7月25日，X高新区科技新城，Y公司…: the scene is laid before the comma.
_SCENE_BEFORE = re.compile(r"[\s“]*(?:[^，。；]{0,8}[日月晨午天季春夏秋冬]的?)?(?:记者)?(?:在|走进|来到|位于|走访|作为)?")
_SCENE_AFTER = re.compile(
    r"(?:的?[\u4e00-\u9fff\d]{0,8}(?:路|街|大道|号|新城|园|园区|片区|组团|基地|内|里|小镇|谷)[上里内旁]?)?|的?[\u4e00-\u9fff]{0,8}企业(?:之一)?"
)
# 公司在X高新区创业大厦租了两间办公室
_ROOTS = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:租|注册|成立|投资建厂|建厂|建起|扎根|设厂|安家|起家|拿地|购地|征地|买下)")
_ACTS_AT = re.compile(r"[^，。；]{0,14}在")
_ITS_SITE = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:产业园|科技园|基地)")
_FROM_THERE = ("从", "由", "自")  # 公司|从广东|迁入X开发区
_PARK_SCENE = re.compile(
    r"[\s“]*(?:[^，。；]{0,8}[日月晨午天])?(?:记者)?(?:在|走进|来到|位于)(?P<park>[\u4e00-\u9fff]{2,10}(?:产业园|工业园|科技园|创业园|物流园|医药园|产业基地))"
)
_MENTIONED = re.compile(r"[\s“]*(?:提起|说起|谈起|说到|提到|走进|来到|位于[^，。；]{2,10}的|在|有一?家(?:名叫|名为|叫做?)?)?")
_WALKS_IN = re.compile(r"(?:在|走进|来到|步入|走近|探访)(?:了)?$")
_ROOMS = re.compile(r"(?:的)?[^，。；]{0,8}(?:车间|厂区|厂房|生产线|产线|展厅|实验室|工厂|生产现场|仓库|控制室|研发中心)|，|里，|内，")
_INSIDE = re.compile(r"(?:[园区]区?内|辖区|境内)(?:的(?:“|[\u4e00-\u9fff]{0,4}企业)?|[\u4e00-\u9fff]{0,4}企业)$")
_MOVED_IN = re.compile(
    r"(?:也)?(?:(?:是|作为)(?:最早|首家|首批|率先|较早|第一家|第[一二三四]家)?(?:落户|入驻|进驻|入园)(?:园区|开发区|高新区|经开区|本区|该区)?的|在[园区]区?内(?:租|建|投资|设立|扩))"
)
# 天山铝箔、银鹰纺织等62家企业落户
_OF_THOSE_IN_IT = re.compile(
    r"(?:[、和与][\u4e00-\u9fffA-Za-z]{3,8}){0,6}等?(?:\d{1,4}|[两三四五六七八九十]{1,3})?(?:余|多)?[家户]?[\u4e00-\u9fff]{0,8}?(?:企业|公司)(?:\d{1,4}家)?"
    r"(?:先后|已|相继|纷纷|陆续|签约|正式|也)*(?:落户|入驻|进驻|扎根|落地|安家|抱团发展)"
)
_TRAVELS = re.compile(r"招商|考察团|考察组|小分队|赴[\u4e00-\u9fff]|一行")  # who visits firms elsewhere
FIRMS = frozenset(("organization", "anaphor", "person"))
_NOWHERE = Entity(-1, -1, "", "")


def find_housed(scope: Scope, index: int, place: Subject, this_one: bool) -> Iterator[CandidateFact]:
    """Only what is said outright: that a company appears in a zone's article does not put it there; `this_one`: the article says 这家 somewhere."""
    reading = scope.readings[index]
    companies = {} if FIRMS.isdisjoint(reading.kinds) else _companies(scope, reading)
    if len(reading.entities) > 1 and companies:
        yield from _beside(scope, reading, place, companies)
    if this_one and reading.organization.name:
        yield from _this_one(scope, reading, place)
    if companies:
        yield from _visited(scope, place, companies)
        yield from _in_scene(scope, index, place, companies)


def _beside(scope: Scope, reading: Reading, place: Subject, companies: dict[Entity, Subject]) -> Iterator[CandidateFact]:
    text = scope.scene.text
    last = _NOWHERE
    housed = -1  # where a company that was just placed ends
    entities = [entity for entity in reading.entities if entity.kind != "region" or text[entity.start - 1] not in _FROM_THERE]
    for before, entity in pairwise(entities):
        last = before if _is_zone(before) else last if before.kind in ("project", "population") or housed == before.end else _NOWHERE
        company = companies.get(entity)
        if last.end >= 0 and company:
            pattern = _THERE if last.start in scope.locatives else _WITHIN
            if pattern.fullmatch(text, last.end, entity.start) or (housed == before.end and _LISTED.fullmatch(text, before.end, entity.start)):
                housed = entity.end
                yield from _stands(scope, company, last, reading, place)
        elif (settler := companies.get(before)) and (
            _SETTLED.fullmatch(text, before.end, entity.start)
            or (_ACTS_AT.fullmatch(text, before.end, entity.start) and _ROOTS.match(text, entity.end))
            or (_IS.fullmatch(text, before.end, entity.start) and _A_FIRM.match(text, entity.end))
        ):
            if _is_zone(entity):
                yield from _stands(scope, settler, entity, reading, place)
            elif entity.kind == "project" and entity.name.endswith(PARKS):
                yield relate(settler, "located_in", entity.name, (before.start, before.end), "位于…的公司", (entity.start, entity.end))


def _visited(scope: Scope, place: Subject, companies: dict[Entity, Subject]) -> Iterator[CandidateFact]:
    """在某公司的车间里: whoever is visited in a zone's article is in that zone."""
    text = scope.scene.text
    if place.kind != "zone":
        return
    for entity, company in companies.items():
        if (
            (_WALKS_IN.search(text, entity.start - 5, entity.start) and _ROOMS.match(text, entity.end))
            or _INSIDE.search(text, entity.start - 8, entity.start)
            or _OF_THOSE_IN_IT.match(text, entity.end)
            or _MOVED_IN.match(text, entity.end)
        ) and not _TRAVELS.search(text, entity.start - 40, entity.start):
            yield relate(company, "located_in", place.name, (entity.start, entity.end), "visited company", (place.start, place.end))


def _this_one(scope: Scope, reading: Reading, place: Subject) -> Iterator[CandidateFact]:
    """这家位于X综保区的企业: the one just spoken of."""
    zones = scope.scene.zones
    for entity in reading.entities:
        zone = entity
        if entity.kind == "anaphor" and entity.detail == "organization":
            at = bisect_left(zones, entity.start, key=lambda zone: zone.start)
            zone = next((zone for zone in zones[at : at + 2] if zone.end < entity.end), entity)
        if zone.kind == "zone" and _THIS_ONE.search(scope.scene.text, zone.start - 20, zone.start):
            yield from _stands(scope, reading.organization.at(entity.start, entity.end), zone, reading, place)


def _in_scene(scope: Scope, index: int, place: Subject, companies: dict[Entity, Subject]) -> Iterator[CandidateFact]:
    """7月25日，X高新区，Y公司的车间里…: the zone that opens a sentence is where the company of the next clause is."""
    reading = scope.readings[index]
    company = companies.get(reading.entities[0])
    if company and _ITS_SITE.match(scope.scene.text, company.end):
        return  # 某生物|疫苗产业园的工地上: the site is told of
    before = scope.readings[index - 1] if index else None
    if company is None or before is None or len(before.entities) > 2 or before.clause.sentence != reading.clause.sentence:
        return
    text = scope.scene.text
    if not before.entities:
        park = _PARK_SCENE.fullmatch(text, before.clause.start, before.clause.end)
        if park and text[before.clause.end] == "，" and _MENTIONED.fullmatch(text, reading.clause.start, reading.entities[0].start):
            yield relate(company, "located_in", park["park"], (company.start, company.end), "位于…的公司", park.span("park"))
        return
    zone = before.entities[0]
    if len(before.entities) == 2 and before.entities[1].kind not in ("project", "zone", "anaphor", "population"):
        return
    if (
        zone.kind == "zone"
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


def _companies(scope: Scope, reading: Reading) -> dict[Entity, Subject]:
    """What a clause names that is a company."""
    return {entity: company for entity in reading.entities if entity.kind in FIRMS and (company := _company(scope, entity, reading)).name}


def _company(scope: Scope, entity: Entity, reading: Reading) -> Subject:
    """A company by its full or short name or as 公司, or the one that employs whoever is named with it."""
    if entity.kind == "organization" and entity.detail != "state" and (entity.rule in ("brand", "short name") or COMPANY.search(entity.name)):
        return scope.subject_of(entity, reading)
    if entity.kind == "anaphor" and entity.detail == "organization" and reading.organization.name not in COMMON_EMPLOYERS:
        return reading.organization.at(entity.start, entity.end)
    if entity.kind == "person" and entity.detail.startswith(entity.key) and COMPANY.search(entity.key) and entity.key not in COMMON_EMPLOYERS:
        name = scope.article.organizations.get(entity.key, entity.key)
        return Subject("organization", name, "", entity.start, entity.start + len(entity.key), "organization name")
    return NOBODY
