"""Events in readable Chinese: who, when, what from, what to, why. Names of rows are looked up in one query a model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from .models import Event

NOTHING = "（空）"
_LONGEST = 200
_QUIET = {"id", "slug", "sha256", "said_key", "claim_key", "compare_key", "trace", "value_number", "value_max_number", "content", "blocks"}
Names = dict[type[models.Model], dict[Any, str]]
Rows = Callable[[type[models.Model]], models.QuerySet]


@dataclass
class Line:
    """One column of a changed row."""

    name: str
    before: str
    after: str


@dataclass
class Told:
    """An event as the history page shows it."""

    number: int
    at: datetime
    actor: str
    action: str
    kind: str
    label: str
    reason: str
    lines: list[Line]


def tell(events: Iterable[Event], rows: Rows | None = None) -> list[Told]:
    """`rows` gives the rows of a model that may be named; the others go by their number."""
    events = list(events)
    names = _names(events, rows or (lambda model: model._base_manager.all()))
    return [
        Told(event.number, event.at, event.actor_name, event.action, kind_words(event.kind), event.label, event.reason, _lines(event, names))
        for event in events
    ]


def kind_words(kind: str) -> str:
    """`zones.zone` is 开发区; kinds that are no table (a bulk load) keep their name."""
    model = _model(kind)
    return str(model._meta.verbose_name) if model else {"facts.extraction": "识别", "people.account": "用户"}.get(kind, kind)


def events_of(row: models.Model) -> models.QuerySet[Event]:
    """The events of a row and of the rows that belong to it (its aliases, its citations), latest first."""
    ours = models.Q(kind=row._meta.label_lower, object_id=str(row.pk))
    for relation in row._meta.related_objects:
        if relation.on_delete is models.CASCADE and not relation.many_to_many:
            column, kind = relation.field.attname, relation.related_model._meta.label_lower
            ours |= models.Q(kind=kind) & (models.Q(**{f"after__{column}": row.pk}) | models.Q(**{f"before__{column}": row.pk}))
    return Event.objects.filter(ours)


def last_number(row: models.Model) -> int:
    """The number of the row's latest event; 0 where it has none."""
    return events_of(row).aggregate(last=models.Max("number"))["last"] or 0


def _model(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def _lines(event: Event, names: Names) -> list[Line]:
    model = _model(event.kind)
    before, after = (side if isinstance(side, dict) else {} for side in (event.before, event.after))
    if model is None:
        return []
    lines = []
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        column = field.name if field.many_to_many else field.attname
        old, new = before.get(column), after.get(column)
        if field.name in _QUIET or old == new:
            continue
        old_words, new_words = _words(field, old, names), _words(field, new, names)
        if old_words != new_words:
            lines.append(Line(str(field.verbose_name), old_words, new_words))
    return lines


def _words(field: Any, value: Any, names: Names) -> str:
    if value in (None, "", []):
        return NOTHING
    if field.is_relation:
        known = names.get(field.related_model, {})
        ids = value if isinstance(value, list) else [value]
        return "、".join(known.get(key, f"第{key}号") for key in ids)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(field, models.DateTimeField):
        moment = parse_datetime(str(value))
        return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else str(value)
    if isinstance(value, list):
        value = "、".join(str(item.get("exact", item)) if isinstance(item, dict) else str(item) for item in value)
    words = str(value)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……（共{len(words)}字）"


def words_of(field: Any, values: list[Any]) -> list[str]:
    """Values of one column, as rows in the history have them, in words."""
    names: Names = {}
    if field.is_relation:
        ids = {key for value in values for key in (value if isinstance(value, list) else [value])} - {None}
        names = {field.related_model: {row.pk: str(row) for row in field.related_model._base_manager.filter(pk__in=ids)}}
    return [_words(field, value, names) for value in values]


def _names(events: list[Event], rows: Rows) -> Names:
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for event in events:
        model = _model(event.kind)
        for side in (event.before, event.after):
            if model is None or not isinstance(side, dict):
                continue
            for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
                if field.is_relation:
                    value = side.get(field.name if field.many_to_many else field.attname)
                    wanted[field.related_model].update(value if isinstance(value, list) else [value])
    return {model: {row.pk: str(row) for row in rows(model).filter(pk__in=ids - {None})} for model, ids in wanted.items()}
