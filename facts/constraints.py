"""What the database itself refuses in a claim, for proposals and facts alike."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from django.db.models import BaseConstraint, CheckConstraint, F, Q

from .vocabulary import (
    Base,
    Basis,
    Comparator,
    Kind,
    Measure,
    Modality,
    Relation,
    Stage,
    SubjectType,
    Unit,
)

SUBJECT_LINKS = ("region", "zone", "project", "organization")
OBJECT_LINKS = {
    Relation.LOCATED_IN: ("region", "zone"),
    Relation.INVESTED_BY: ("organization",),
    Relation.BUILT_BY: ("organization",),
    Relation.INTRODUCED_FROM: ("region", "organization"),
    Relation.ROLE: ("organization", "project"),
}
RELATION_SUBJECTS = {
    Relation.LOCATED_IN: ("project", "organization"),
    Relation.INVESTED_BY: ("project",),
    Relation.BUILT_BY: ("project",),
    Relation.INTRODUCED_FROM: ("project",),
    Relation.ROLE: ("person",),
    Relation.INDUSTRY: ("zone",),
    Relation.MEMBER_OF_BATCH: ("project",),
}
_LISTS = {
    "kind": Kind, "subject_type": SubjectType, "measure": Measure, "unit": Unit, "stage": Stage, "relation": Relation,
    "modality": Modality, "comparator": Comparator, "base": Base, "basis": Basis,
}  # fmt: skip
_MAY_BE_BLANK = {"measure", "unit", "stage", "relation", "base", "basis"}


def claim_constraints(prefix: str) -> list[BaseConstraint]:
    checks = {f"{name}_known": Q(**{f"{name}__in": choices.values + ([""] if name in _MAY_BE_BLANK else [])}) for name, choices in _LISTS.items()}
    checks |= {
        "shape": _measure_shape() | _stage_shape() | _relation_shape(),
        "value_unit": Q(value="", unit="") | (~Q(value="") & ~Q(unit="")),
        "value_number": Q(value="", value_number__isnull=True) | (~Q(value="") & Q(value_number__isnull=False)),
        "range": Q(value_max_number__isnull=True) | Q(value_max_number__gte=F("value_number")),
        "period": Q(period_start__isnull=True) | Q(period_end__isnull=True) | Q(period_end__gte=F("period_start")),
        "subject_link": _at_most_one("subject") & _all(Q(**{f"subject_{name}__isnull": True}) | Q(subject_type=name) for name in SUBJECT_LINKS),
        "object_link": _at_most_one("object")
        & _all(
            Q(**{f"object_{name}__isnull": True}) | Q(relation__in=[relation.value for relation, links in OBJECT_LINKS.items() if name in links])
            for name in SUBJECT_LINKS
        ),
        "subject_said": ~Q(subject=""),
    }
    return [CheckConstraint(condition=condition, name=f"{prefix}_{name}") for name, condition in checks.items()]


def _measure_shape() -> Q:
    return Q(kind=Kind.MEASURE, indicator__isnull=False, stage="", relation="", object="") & ~Q(measure="") & ~Q(value="")


def _stage_shape() -> Q:
    return Q(
        kind=Kind.STAGE,
        indicator__isnull=True,
        measure="",
        value="",
        relation="",
        object="",
    ) & ~Q(stage="")


def _relation_shape() -> Q:
    subjects = Q()
    for relation, types in RELATION_SUBJECTS.items():
        subjects |= Q(relation=relation, subject_type__in=types)
    return Q(kind=Kind.RELATION, indicator__isnull=True, measure="", value="", stage="") & ~Q(object="") & subjects


def _at_most_one(end: str) -> Q:
    return _all(Q(**{f"{end}_{one}__isnull": True}) | Q(**{f"{end}_{other}__isnull": True}) for one, other in combinations(SUBJECT_LINKS, 2))


def _all(conditions: Iterable[Q]) -> Q:
    whole = Q()
    for condition in conditions:
        whole &= condition
    return whole
