"""A project's reported stages, phase by phase, as pages draw them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from projects.models import Stage

from .derivation import PHASE
from .models import Fact
from .shown import newest_first, with_sources
from .vocabulary import Kind, Modality

LADDER = [stage for stage in Stage if stage not in (Stage.SUSPENDED, Stage.CANCELLED)]


@dataclass(frozen=True)
class Rung:
    stage: str
    label: str
    reported: bool
    planned: bool


@dataclass(frozen=True)
class Phase:
    """One phase of a project, or a part of its site (`part`), with its stage facts, the earliest first."""

    name: str
    part: bool
    facts: list[Fact]
    rungs: list[Rung]


def phases(facts: Iterable[Fact]) -> list[Phase]:
    """The whole project first, then its phases, then parts of the site (主体, 厂房), each in the order of what was reported."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.scope, []).append(fact)
    found = [_phase(name, sorted(group, key=_when)) for name, group in groups.items()]
    return sorted(found, key=lambda phase: (phase.part, phase.name != ""))


def by_stage(projects: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    """Projects under the label of their latest reported stage, the furthest stage first, those without a report last."""
    columns: dict[str, list[Any]] = {stage.value: [] for stage in [*reversed(LADDER), Stage.SUSPENDED, Stage.CANCELLED]} | {"": []}
    for project in projects:
        columns[project.stage].append(project)
    return [(Stage(stage).label if stage else "", rows) for stage, rows in columns.items() if rows]


def stage_reports(projects: Iterable[Any]) -> dict[int, Fact]:
    """For each project the fact that its stage was derived from: the newest report of that very stage."""
    stages = {project.pk: project.stage for project in projects if project.stage}
    facts = Fact.objects.public().filter(kind=Kind.STAGE, modality=Modality.ACTUAL, subject_project__in=stages)
    found: dict[int, Fact] = {}
    for fact in with_sources(newest_first(facts))[:600]:
        whole = not fact.scope or PHASE.fullmatch(fact.scope)
        if whole and fact.stage == stages[fact.subject_project_id]:
            found.setdefault(fact.subject_project_id, fact)
    return found


def _phase(name: str, facts: list[Fact]) -> Phase:
    actual = {fact.stage for fact in facts if fact.modality == Modality.ACTUAL}
    planned = {fact.stage for fact in facts if fact.modality == Modality.PLANNED}
    rungs = [Rung(stage.value, stage.label, stage.value in actual, stage.value in planned) for stage in LADDER]
    return Phase(name, bool(name) and not PHASE.fullmatch(name), facts, rungs)


def _when(fact: Fact) -> tuple[bool, date, int]:
    """Plans after what happened; what has no period of its own stands at the date of its report, in the order of the stages."""
    source = fact.sources[0].version.article.issue.date if fact.sources else date.min
    return fact.modality == Modality.PLANNED, fact.period_end or fact.period_start or source, Stage.values.index(fact.stage)
