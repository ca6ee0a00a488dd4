"""Replaying the record: all events in order give back the tables as they are, or the record has a hole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models

from .changes import Row, kind_of, snapshot
from .models import Event

# kind -> id -> row
State = dict[str, dict[str, Row]]


def recorded_models(app_labels: Iterable[str]) -> list[type[models.Model]]:
    """The models of these apps whose rows are kept by events; those marked `outside_history` are not."""
    return [model for label in app_labels for model in apps.get_app_config(label).get_models() if not getattr(model, "outside_history", False)]


def tables(recorded: Iterable[type[models.Model]]) -> State:
    """The rows as they are now."""
    return {kind_of(model): {str(row.pk): snapshot(row) for row in model._base_manager.iterator()} for model in recorded}


def replay(state: State, events: Iterable[Event] | None = None) -> Iterator[str]:
    """Carry the events out on `state` (what bulk loads brought in, else empty), in place; yields a line where an event does not follow on."""
    if events is None:
        events = Event.objects.order_by("number", "position").iterator()
    for event in events:
        after: Any = event.after
        if isinstance(after, dict) and "added" in after:
            state.setdefault(after["kind"], {}).update({str(row["id"]): row for row in after["added"]})
        elif event.object_id:
            rows = state.setdefault(event.kind, {})
            if rows.get(event.object_id) != event.before:
                yield f"第{event.number}号 {event.kind} {event.object_id}：之前的内容与记录不符"
            if after is None:
                rows.pop(event.object_id, None)
            else:
                rows[event.object_id] = after


def compare(replayed: State, stored: State) -> Iterator[str]:
    """One line for each row that the record does not give as it stands."""
    for kind, rows in stored.items():
        known = replayed.get(kind, {})
        for key in sorted(rows.keys() | known.keys()):
            if key not in rows:
                yield f"{kind} {key}：记录里有，表里没有"
            elif key not in known:
                yield f"{kind} {key}：表里有，记录里没有"
            elif rows[key] != known[key]:
                names = "、".join(name for name in rows[key] if rows[key][name] != known[key].get(name))
                yield f"{kind} {key}：{names} 与记录不符"
