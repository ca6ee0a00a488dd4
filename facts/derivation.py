"""A project's stage and total investment, derived from public facts; the only writer of these columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Min

from projects.models import Project

from .models import Fact
from .vocabulary import Kind, Measure, Modality, Stage

PHASE = re.compile(r"第?(?:[一二三四五六七八九十]+|\d+)期(?:工程|项目)?")
Derived = tuple[str, date | None, Any]
_ORDER = {stage: index for index, stage in enumerate(Stage.values)}


def derive_projects(ids: Iterable[int]) -> None:
    """Recompute the derived columns of these projects from what is public now."""
    wanted = derived_values(ids)
    for project in Project.objects.filter(pk__in=wanted) if wanted else ():
        if wanted[project.pk] != (project.stage, project.stage_reported_on, project.total_investment):
            project.stage, project.stage_reported_on, project.total_investment = wanted[project.pk]
            project.save(update_fields=["stage", "stage_reported_on", "total_investment"])


def derived_values(ids: Iterable[int]) -> dict[int, Derived]:
    """Stage, the day it is dated by, and total investment of each project, as they ought to be."""
    ids = set(ids)
    if not ids:
        return {}
    stages: dict[int, list[Fact]] = {pk: [] for pk in ids}
    investments: dict[int, list[Fact]] = {pk: [] for pk in ids}
    for fact in stage_facts().filter(subject_project__in=ids):
        stages[fact.subject_project_id].append(fact)
    whole = Fact.objects.public().filter(subject_project__in=ids, indicator="total_investment", measure=Measure.LEVEL, unit="CNY", scope="")
    for fact in whole.order_by("rank", "-pk"):
        investments[fact.subject_project_id].append(fact)
    return {pk: (*_stage_of(stages[pk]), _preferred(investments[pk])) for pk in ids}


def _stage_of(facts: list[Fact]) -> tuple[str, date | None]:
    latest = project_stage(facts)
    return (latest.stage, reported_on(latest)) if latest else ("", None)


def stage_facts() -> object:
    """Public, actual stage facts with the date of their first report."""
    return (
        Fact.objects.public()
        .filter(kind=Kind.STAGE, modality=Modality.ACTUAL)
        .annotate(first_reported=Min("citations__version__article__issue__date"))
        .order_by("pk")
    )


def phase_stages(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Per phase ("" for the whole project) the latest stage; facts of a building (主体完工) do not count."""
    phases: dict[str, Fact] = {}
    for fact in facts:
        if fact.scope and not PHASE.fullmatch(fact.scope):
            continue
        known = phases.get(fact.scope)
        if known is None or _lateness(fact) > _lateness(known):
            phases[fact.scope] = fact
    return phases


def project_stage(facts: Iterable[Fact]) -> Fact | None:
    """The stage fact of the project's most advanced phase."""
    phases = phase_stages(facts).values()
    return max(phases, key=lambda fact: (_ORDER[fact.stage], _lateness(fact)), default=None)


def reported_on(fact: Fact) -> date | None:
    """The day that a stage is dated by: the end of its period, else its first report."""
    return fact.period_end or fact.first_reported


def _lateness(fact: Fact) -> tuple[date, int]:
    return (reported_on(fact) or date.min, _ORDER[fact.stage])


def _preferred(facts: list[Fact]) -> object:
    """The preferred value, else the only one; several that differ are not chosen between."""
    preferred = [fact for fact in facts if fact.rank == Fact.Rank.PREFERRED] or facts
    values = {fact.value_number for fact in preferred}
    return values.pop() if len(values) == 1 else None
