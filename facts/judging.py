"""不是同一个 and 说不准: what editors said about two rows, and which pairs may be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q

from history.changes import change, kind_of

from .claims import fold
from .curation import CurationError
from .models import Fact, Judgement

_NEAR = 0.75
_LARGEST_BLOCK = 60


class Suggestion(NamedTuple):
    """Two rows that may be the same, why in Chinese, and how likely (0–100)."""

    one: models.Model
    other: models.Model
    reasons: list[str]
    score: int


def judge(one: models.Model, other: models.Model, verdict: str, user: Any, note: str = "") -> Judgement:
    """不是同一个 or 说不准 (`Judgement.Verdict`). The former stops the suggestion and the merge; a later verdict takes its place."""
    if type(one) is not type(other) or one.pk == other.pk:
        raise CurationError("请选择两个不同的同类对象。")
    if verdict not in Judgement.Verdict.values:
        raise CurationError("请选择“不是同一个”或“说不准”。")
    low, high = sorted((one.pk, other.pk))
    with change(user, Judgement.Verdict(verdict).label, reason=note) as group:
        row = Judgement.objects.filter(kind=kind_of(one), one_id=low, other_id=high).first()
        values = {"verdict": verdict, "note": note, "made_by": user, "made_at": group.at}
        if row is None:
            return group.create(Judgement(kind=kind_of(one), one_id=low, other_id=high, **values))
        group.update(row, values)
        return row


def judged_different(one: models.Model, other: models.Model) -> bool:
    """Also where the judgement was about rows that have since been merged into these."""
    return frozenset((one.pk, other.pk)) in _judged(type(one), [Judgement.Verdict.DIFFERENT])


def suggest_duplicates(model: type[models.Model], limit: int = 50) -> list[Suggestion]:
    """Pairs by near name, same zone, same figures; those judged different are left out, also through earlier merges."""
    rows = list(model._base_manager.filter(merged_into__isnull=True).prefetch_related("aliases"))
    different = _judged(model, [Judgement.Verdict.DIFFERENT])
    figures = _figures(model)
    found = []
    for one, other in _pairs(rows, figures):
        if frozenset((one.pk, other.pk)) not in different:
            suggestion = _weigh(one, other, figures)
            if suggestion is not None:
                found.append(suggestion)
    return sorted(found, key=lambda row: (-row.score, row.one.pk, row.other.pk))[:limit]


def _judged(model: type[models.Model], verdicts: Iterable[str]) -> set[frozenset[int]]:
    into = dict(model._base_manager.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    pairs = Judgement.objects.filter(kind=kind_of(model), verdict__in=list(verdicts)).values_list("one_id", "other_id")
    return {frozenset((_final(one, into), _final(other, into))) for one, other in pairs}


def _final(pk: int, into: dict[int, int]) -> int:
    while pk in into:
        pk = into[pk]
    return pk


def _names(row: Any) -> list[str]:
    return [fold(name) for name in (row.name, getattr(row, "short_name", ""), *(alias.name for alias in row.aliases.all())) if name]


def _figures(model: type[models.Model]) -> dict[int, set[tuple[str, str, str]]]:
    """Lasting figures and capacities of each subject: two projects of one investment and one area are likely one."""
    link = f"subject_{model._meta.model_name}"
    found: dict[int, set[tuple[str, str, str]]] = defaultdict(set)
    if model._meta.model_name in ("project", "organization", "zone"):
        facts = Fact.objects.live().filter(Q(**{f"{link}__isnull": False}), measure="level", indicator__lasting=True)
        for pk, *figure in facts.values_list(f"{link}_id", "indicator_id", "unit", "value"):
            found[pk].add(tuple(figure))
    return found


def _pairs(rows: list[Any], figures: dict[int, set[tuple[str, str, str]]]) -> set[tuple[Any, Any]]:
    """Pairs that share a run of three characters of a name, or a figure; runs that everybody has tell nothing."""
    blocks: dict[Any, set[Any]] = defaultdict(set)
    for row in rows:
        for name in _names(row):
            for at in range(max(1, len(name) - 2)):
                blocks[name[at : at + 3]].add(row)
        for figure in figures.get(row.pk, ()):
            blocks[figure].add(row)
    pairs = set()
    for block in blocks.values():
        if 2 <= len(block) <= _LARGEST_BLOCK:
            pairs.update(combinations(sorted(block, key=lambda row: row.pk), 2))
    return pairs


def _weigh(one: Any, other: Any, figures: dict[int, set[tuple[str, str, str]]]) -> Suggestion | None:
    likeness = max(name_likeness(mine, theirs) for mine in _names(one) for theirs in _names(other))
    shared = figures.get(one.pk, set()) & figures.get(other.pk, set())
    zones = getattr(one, "zone_id", None), getattr(other, "zone_id", None)
    if zones[0] and zones[1] and zones[0] != zones[1] and likeness < 1:
        return None
    same_zone = zones[0] is not None and zones[0] == zones[1]
    if likeness < _NEAR and not (shared and same_zone):
        return None
    reasons = ["名称相同" if likeness == 1 else "名称相近"] if likeness >= _NEAR else []
    reasons += ["同在一个开发区"] * same_zone + ([f"{len(shared)}项数据相同"] if shared else [])
    return Suggestion(one, other, reasons, min(100, round(70 * likeness) + 15 * same_zone + 15 * bool(shared)))


def name_likeness(one: str, other: str) -> float:
    """1 for the same folded name, high for one within the other, else by common runs. Numbers that differ (一期, 2号) make two names."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) >= 4 and (one in other or other in one):
        return 0.9
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
