"""合并 of projects, organisations, zones and authors, 不是同一个 and 说不准 between two of them, and who may be the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import models

from .models import Fact, Judgement


class Moving(NamedTuple):
    """What would move of one kind: its Chinese name, how many, and the first few as words."""

    label: str
    count: int
    sample: list[str]


@dataclass
class MergePreview:
    """`same_facts` are pairs (stays, is folded into it); `refusal` says why the merge would be refused, or is empty."""

    moving: list[Moving] = field(default_factory=list)
    same_facts: list[tuple[Fact, Fact]] = field(default_factory=list)
    refusal: str = ""


class Suggestion(NamedTuple):
    """Two rows that may be the same, why in Chinese, and how likely (0–100)."""

    one: models.Model
    other: models.Model
    reasons: list[str]
    score: int


def merge_preview(loser: models.Model, survivor: models.Model) -> MergePreview:
    """All that `merge` would move; writes nothing."""
    raise NotImplementedError


def merge(loser: models.Model, survivor: models.Model, user: Any, reason: str = "") -> models.Model:
    """合并: everything of `loser` moves to `survivor`, the old address answers 301. One group; `curation.undo(number)` is exact."""
    raise NotImplementedError


def judge(one: models.Model, other: models.Model, verdict: str, user: Any, note: str = "") -> Judgement:
    """不是同一个 or 说不准 (`Judgement.Verdict`). The former stops the suggestion and the merge; a later verdict takes its place."""
    raise NotImplementedError


def suggest_duplicates(model: type[models.Model], limit: int = 50) -> list[Suggestion]:
    """Pairs by near name, same zone, same figures; those judged different are left out, also through earlier merges."""
    raise NotImplementedError
