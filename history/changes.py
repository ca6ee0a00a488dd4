"""The one way to write: a change takes the next number, keeps every row's before and after, and can be undone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from .models import Counter, Event

Row = dict[str, Any]


class UndoRefused(Exception):
    """The rows have changed since; the message names the later change."""


def kind_of(row: models.Model | type[models.Model]) -> str:
    """`facts.fact`: the name under which history knows a kind of object."""
    return row._meta.label_lower


def snapshot(row: models.Model) -> Row:
    """The row as JSON values: its columns (bytes as SHA-256) and its many-to-many ids; columns named in `derived_fields` left out."""
    derived = getattr(row, "derived_fields", frozenset())
    values: Row = {field.attname: plain(getattr(row, field.attname), field) for field in row._meta.concrete_fields if field.name not in derived}
    for field in row._meta.many_to_many:
        values[field.name] = sorted(other.pk for other in field.value_from_object(row))
    return values


def plain(value: Any, field: models.Field) -> Any:
    """As the database gives it back, whatever was put in: an event must equal the row it tells of."""
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return hashlib.sha256(bytes(value)).hexdigest()
    value = field.to_python(value)
    if isinstance(value, Decimal):
        return f"{value:.{field.decimal_places}f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()  # to the microsecond, or an undo would not be exact
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


class Change:
    """One group of events under one number. Made by `change()`; services hand it on to the functions they call."""

    def __init__(
        self,
        number: int,
        actor: Any,
        actor_name: str,
        action: str,
        reason: str,
        at: datetime,
        undoes: int | None = None,
    ) -> None:
        self.number, self.actor, self.actor_name, self.action, self.reason, self.at = (
            number,
            actor,
            actor_name,
            action,
            reason,
            at,
        )
        self.undoes = undoes
        self._position = 0

    def create(
        self,
        row: models.Model,
        *,
        action: str = "",
        reason: str = "",
        raw: bool = False,
        **many: Iterable[Any],
    ) -> Any:
        """Insert the row (and set its many-to-many fields) and keep one event of it. `raw` keeps also the times that Django would set."""
        if raw:
            row.save_base(raw=True, force_insert=True)
        else:
            row.save(force_insert=True)
        for name, others in many.items():
            getattr(row, name).set(others)
        self._event(row, before=None, after=snapshot(row), action=action, reason=reason)
        return row

    def update(
        self,
        row: models.Model,
        values: Row | None = None,
        *,
        action: str = "",
        reason: str = "",
        **many: Iterable[Any],
    ) -> bool:
        """Set the values on the stored row and keep one event; an unchanged row leaves no trace (False)."""
        stored = type(row)._base_manager.get(pk=row.pk)
        before = snapshot(stored)
        for name, value in (values or {}).items():
            setattr(row, name, value)
        row.save(update_fields=list(values or {}) or None)
        for name, others in many.items():
            getattr(row, name).set(others)
        after = snapshot(type(row)._base_manager.get(pk=row.pk))
        if after == before:
            return False
        self._event(row, before=before, after=after, action=action, reason=reason)
        return True

    def delete(self, row: models.Model, *, action: str = "", reason: str = "") -> None:
        before = snapshot(row)
        key = row.pk
        row.delete()
        row.pk = key
        self._event(row, before=before, after=None, action=action, reason=reason)

    def note(
        self,
        kind: str,
        object_id: Any = "",
        *,
        label: str = "",
        after: Any = None,
        before: Any = None,
        action: str = "",
        reason: str = "",
    ) -> Event:
        """One event for a bulk load or an extraction run: what came in, not every row of it."""
        return self._write(kind, str(object_id), label, before, after, action, reason)

    def _event(
        self,
        row: models.Model,
        *,
        before: Row | None,
        after: Row | None,
        action: str,
        reason: str,
    ) -> Event:
        return self._write(kind_of(row), str(row.pk), str(row)[:300], before, after, action, reason)

    def _write(
        self,
        kind: str,
        object_id: str,
        label: str,
        before: Any,
        after: Any,
        action: str,
        reason: str,
    ) -> Event:
        event = Event.objects.create(
            number=self.number, position=self._position, at=self.at, actor=self.actor, actor_name=self.actor_name, action=action or self.action,
            kind=kind, object_id=object_id, label=label[:300], before=before, after=after, reason=reason or self.reason, undoes=self.undoes,
        )  # fmt: skip
        self._position += 1
        return event


@contextmanager
def change(actor: Any, action: str, *, reason: str = "", actor_name: str = "", undoes: int | None = None) -> Iterator[Change]:
    """Open a transaction, lock the counter, take the next number. `actor` is a user or None (then `actor_name` says which command)."""
    with transaction.atomic():
        counter = Counter.lock()
        counter.value += 1
        counter.save(update_fields=["value"])
        name = actor_name or (actor.get_full_name() or actor.get_username() if actor else "系统")
        yield Change(counter.value, actor, name, action, reason, timezone.now(), undoes)


@contextmanager
def rehearsal(group: Change) -> Iterator[None]:
    """What is written inside, events too, is taken back at its end: to see whether it can be done, and what would come of it."""
    position = group._position
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    group._position = position


def restore_group(change: Change, number: int) -> list[Event]:
    """Put back the rows as they were before group `number`, latest first; returns that group's events.

    Refused with `UndoRefused` when any of the rows is not as that group left it."""
    events = list(Event.objects.filter(number=number).order_by("-position"))
    if not events:
        raise UndoRefused(f"没有第{number}号操作，请刷新页面。")
    if any(event.kind not in _undoable() or not event.object_id for event in events):
        raise UndoRefused("这一步是收录、识别或批量载入，不能撤销；请改用撤下或重新识别。")
    along = _brought_along(events)
    for event in _last_per_row(events):
        if event.pk not in along:
            _refuse_if_changed(event)
    try:
        for event in events:
            if event.pk in along and _is_used(event):
                continue
            if event.before is not None or event.after is not None:
                _restore_row(change, event)
    except IntegrityError:
        raise UndoRefused("不能撤销：恢复后会与后来的决定重复。请先撤销后来的决定。") from None
    return events


def _undoable() -> set[str]:
    return {model._meta.label_lower for model in apps.get_models()}


def _brought_along(events: list[Event]) -> set[int]:
    """Rows that the group made for the sake of others (`kept_when_used`, as an issue for its articles): who uses them since keeps them."""
    made = [event for event in events if event.before is None and event.after is not None]
    along = {event.pk for event in made if getattr(apps.get_model(event.kind), "kept_when_used", False)}
    return along if len(along) < len(made) else set()


def _is_used(event: Event) -> bool:
    """Whether the row has changed since the group made it, or another row points to it."""
    model = apps.get_model(event.kind)
    row = model._base_manager.filter(pk=event.object_id).first()
    if row is None or snapshot(row) != event.after:
        return True
    relations = [relation for relation in model._meta.related_objects if not relation.many_to_many]
    return any(relation.related_model._base_manager.filter(**{relation.field.name: row}).exists() for relation in relations)


def _last_per_row(events: list[Event]) -> list[Event]:
    seen: dict[tuple[str, str], Event] = {}
    for event in events:  # latest first
        seen.setdefault((event.kind, event.object_id), event)
    return list(seen.values())


def _refuse_if_changed(event: Event) -> None:
    """A later change that has itself been undone leaves the row as it was, and is no hindrance."""
    later = Event.objects.filter(kind=event.kind, object_id=event.object_id, number__gt=event.number).order_by("number").first()
    if later is None:
        return
    row = apps.get_model(event.kind)._base_manager.filter(pk=event.object_id).first()
    if (snapshot(row) if row is not None else None) != event.after:
        local = timezone.localtime(later.at).strftime("%Y-%m-%d %H:%M")
        raise UndoRefused(f"不能撤销：“{event.label}”之后又有改动（第{later.number}号，{later.actor_name}，{local}，{later.action}）。请先撤销那次操作。")


def _restore_row(change: Change, event: Event) -> None:
    model = apps.get_model(event.kind)
    row = model._base_manager.filter(pk=event.object_id).first()
    if event.before is None:
        if row is not None and not getattr(model, "append_only", False):
            try:
                _delete_with_texts(change, row)
            except models.ProtectedError as error:
                raise UndoRefused(_why_protected(event, error)) from None
    elif row is None:
        restored = build_row(model, event.before)
        many = {field.name: event.before[field.name] for field in model._meta.many_to_many}
        change.create(restored, action="撤销", raw=True, **many)
    else:
        plain = {name: value for name, value in event.before.items() if name in _columns(model)}
        many = {field.name: event.before[field.name] for field in model._meta.many_to_many}
        change.update(
            row,
            {name: model._meta.get_field(name).to_python(value) for name, value in plain.items()},
            action="撤销",
            **many,
        )


def _delete_with_texts(change: Change, row: models.Model) -> None:
    """What is only ever added to a row (`goes_with`) stays as long as the row does, and goes with it."""
    for relation in row._meta.related_objects:
        if getattr(relation.related_model, "goes_with", "") == relation.field.name:
            for owned in relation.related_model._base_manager.filter(**{relation.field.name: row}):
                change.delete(owned, action="撤销")
    change.delete(row, action="撤销")


def _why_protected(event: Event, error: models.ProtectedError) -> str:
    return f"不能撤销：“{event.label}”之后又被别的决定引用。请先撤销后来的决定。"


def _columns(model: type[models.Model]) -> set[str]:
    derived = getattr(model, "derived_fields", frozenset())
    return {
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in derived and not isinstance(field, models.BinaryField)
    }


def build_row(model: type[models.Model], values: Row) -> models.Model:
    """An unsaved row from a snapshot."""
    names = _columns(model) | {model._meta.pk.attname}
    return model(**{name: model._meta.get_field(name).to_python(value) for name, value in values.items() if name in names})
