"""What somebody did lately, group by group, with what has been undone since. For the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model

from .changes import kind_of
from .models import Event


class Done(NamedTuple):
    """One group of events: its number, when, what (`action`), on what (the first object's label), how many rows, and whether it is undone."""

    number: int
    at: datetime
    action: str
    label: str
    rows: int
    undone: bool


def lately(actor: Any, limit: int = 20) -> list[Done]:
    """The latest groups of this user first; an undo is itself a group."""
    numbers = list(Event.objects.filter(actor=actor).order_by("-number").values_list("number", flat=True).distinct()[:limit])
    undone = set(Event.objects.filter(undoes__in=numbers).values_list("undoes", flat=True))
    groups: dict[int, list[Event]] = {}
    for event in Event.objects.filter(number__in=numbers).order_by("-number", "position"):
        groups.setdefault(event.number, []).append(event)
    return [
        Done(number, events[0].at, events[0].action, next((event.label for event in events if event.label), ""), len(events), number in undone)
        for number, events in groups.items()
    ]


def last_number(row: Model) -> int:
    """The number of the last event of this row; put it in the form as `seen` and hand it back when saving."""
    return Event.objects.filter(kind=kind_of(row), object_id=str(row.pk)).order_by("-number").values_list("number", flat=True).first() or 0
