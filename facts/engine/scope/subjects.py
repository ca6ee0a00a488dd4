"""What is known of who or what a clause is about."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from facts.engine.measures.clauses import Clause
from facts.engine.types import Entity, PeriodMention
from facts.engine.words.lexicon import load_words

# What a project can have of its own; everything else said in its paragraph belongs to its zone or region.
PROJECT_OWN = frozenset(
    (
        "total_investment annual_planned_investment investment_completed land_area planned_area floor_area annual_capacity "
        "output_volume power_capacity electricity production_line_count equipment_count building_count product_count phase_count "
        "jobs employees workers_on_site sales_revenue tax_revenue profit_and_tax profit output_value completion_progress duration "
        "road_length financing_amount contracted_investment exports research_spending enterprise_count other patent_count"
    ).split()
)
# What a park or an incubator within a zone has besides; 规上企业163家 is no single factory's.
PARK_OWN = PROJECT_OWN | {"large_enterprise_count", "high_tech_enterprise_count", "innovative_sme_count", "research_platform_count"}
_TENANTS = ("孵化", "创业", "中试", "双创", "众创", "创客")  # 孵化基地 and 孵化中心 are for others; a 生产基地 makes something itself
_PARKS = ("园", "园区", "孵化器", "加速器", "谷", "空间", "公路港", "物流港", "创业服务中心", "创业中心", "孵化中心", *(f"{what}基地" for what in _TENANTS))
_PHASE_IN_NAME = re.compile(r"(?:[一二三四五六首]期|[1-5]期)(?:工程)?")


@dataclass(slots=True, eq=False)
class Subject:
    """Who or what a fact is about, and the rule that says so."""

    kind: str
    name: str
    scope: str
    start: int
    end: int
    rule: str

    def at(self, start: int, end: int, rule: str = "") -> Subject:
        """The same, as other words name it."""
        return Subject(self.kind, self.name, self.scope, start, end, rule or self.rule)

    def of(self, scope: str, rule: str = "") -> Subject:
        """A part of it, or all of it."""
        return Subject(self.kind, self.name, scope, self.start, self.end, rule or self.rule)

    def by(self, rule: str) -> Subject:
        """The same, for another reason."""
        return Subject(self.kind, self.name, self.scope, self.start, self.end, rule)


NOBODY = Subject("", "", "", -1, -1, "none")


@dataclass(slots=True)
class Registers:
    """What the clauses so far are about."""

    topic: Subject = NOBODY
    project: Subject = NOBODY
    place: Subject = NOBODY  # zone or region
    zone: Subject = NOBODY  # the zone alone, for where a project stands
    organization: Subject = NOBODY
    population: Entity | None = None
    period: PeriodMention | None = None
    interrupted: PeriodMention | None = None  # the period that a 当月 put aside
    planned: bool = False
    agenda: bool = False  # 做好三件事：…: the paragraph tells what is intended

    def reading(
        self,
        clause: Clause,
        entities: list[Entity],
        population: Entity | None,
        period: PeriodMention | None,
        times: list[PeriodMention],
        own_period: PeriodMention | None,
    ) -> Reading:
        """What they say of one clause, beside what the walk found in it."""
        kinds = {entity.kind for entity in entities} if entities else ()
        return Reading(
            clause, entities, self.topic, self.project, self.place, self.zone, self.organization, population, period, kinds, times, own_period, self.planned
        )


@dataclass(slots=True)
class Reading:
    """The registers' answers for one clause, kept for measures, stages and relations."""

    clause: Clause
    entities: list[Entity]
    topic: Subject
    project: Subject
    place: Subject
    zone: Subject
    organization: Subject
    population: Entity | None  # what the clauses before spoke of
    period: PeriodMention | None
    kinds: Collection[str]  # of the entities
    times: list[PeriodMention]  # those in the clause that say when something was
    own_period: PeriodMention | None
    planned: bool


def is_park(subject: Subject) -> bool:
    return subject.kind in ("project", "organization") and subject.name.endswith(_PARKS)


def is_park_name(entity: Entity) -> bool:
    return entity.kind == "project" and entity.name.endswith(_PARKS)


def without_phase(name: str) -> str:
    return _PHASE_IN_NAME.sub("", name, count=1)


def is_bare_zone(entity: Entity) -> bool:
    """片区, 园区: a zone word with nothing that narrows it is the zone itself, no part of it; 国家级经开区 are many."""
    return entity.kind == "population" and entity.rule == "zone word" and entity.name in load_words("zonehead") and "级" not in entity.name
