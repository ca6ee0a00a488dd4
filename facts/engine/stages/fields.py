"""The fields of a public notice that date a stage: 计划开工时间：2019年10月."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Reading, Subject
from facts.engine.types import PeriodMention, Token

_FIELD_BEGINS = frozenset("建生使运时日")
_FIELD = re.compile(r"(?:建设|生产|使用|运营)?(?:时间|日期)(?:为|是)?[：: ]{0,2}")
_INTENDED = re.compile(r"(?:计划|拟|预计|预定|拟定)$")
_FAR = 1500


class Field(NamedTuple):
    """The project that the notice is about, and the time that the field gives."""

    subject: Subject
    mention: PeriodMention
    planned: bool


def field_at(scope: Scope, reading: Reading, token: Token) -> Field | None:
    """What a field says, where the stage is one."""
    text = scope.scene.text
    match = _FIELD.match(text, token.end) if text[token.end : token.end + 1] in _FIELD_BEGINS else None
    mention = next(iter(scope.periods_between(match.end(), match.end() + 1)), None) if match else None
    if mention is None or mention.period is None:
        return None
    project = _project_before(scope, reading, token.start)
    future = bool(mention.period.start and mention.period.start > scope.today)
    return Field(project, mention, future or bool(_INTENDED.search(text, token.start - 4, token.start))) if project else None


def _project_before(scope: Scope, reading: Reading, at: int) -> Subject | None:
    index = bisect_left(scope.entity_starts, at) - 1
    while index >= 0 and at - scope.entities[index].start < _FAR:
        entity = scope.entities[index]
        if entity.kind == "project" and entity.start not in scope.references:
            return scope.subject_of(entity, reading).by("carried: project name")
        index -= 1
    return None
