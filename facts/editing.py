"""Saving plain rows from forms: registry, newsroom and scopes. Every save is one change; a second saver is stopped and shown what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from articles.models import Article, Byline
from articles.receiving import find_author
from history.changes import Change, change, kind_of, snapshot
from history.lately import last_number
from history.models import Event

from .curation import CurationError
from .reviewing import reopen_review
from .settling import settle_events


class Difference(NamedTuple):
    """One field that somebody else changed meanwhile: its label, what the editor had before them, what stands now, what the editor wanted."""

    label: str
    seen: Any
    stored: Any
    wanted: Any


class ChangedMeanwhile(CurationError):
    """The row changed after the editor opened it; nothing was saved. `differences` lists the fields."""

    def __init__(self, message: str, differences: Iterable[Difference] = ()) -> None:
        super().__init__(message)
        self.differences = list(differences)


def create_row(row: models.Model, user: Any, *, many: Mapping[str, Iterable[Any]] | None = None, action: str = "新增", reason: str = "") -> models.Model:
    """Insert an unsaved registry or newsroom row."""
    with change(user, action, reason=reason) as group:
        try:
            with transaction.atomic():
                group.create(row, **(many or {}))
        except IntegrityError:
            raise CurationError(f"“{row}”与已有的{row._meta.verbose_name}重复，没有保存。") from None
        _settle(group)
        return row


def save_row(
    row: models.Model,
    user: Any,
    values: Mapping[str, Any],
    *,
    many: Mapping[str, Iterable[Any]] | None = None,
    seen: int | None = None,
    action: str = "修改",
    reason: str = "",
) -> bool:
    """Set the values on the stored row and settle what follows. False where nothing changed. Raises `ChangedMeanwhile`."""
    with change(user, action, reason=reason) as group:
        stored = type(row)._base_manager.get(pk=row.pk)
        _refuse_if_changed(stored, seen, values)
        try:
            with transaction.atomic():
                changed = group.update(stored, dict(values), **(many or {}))
        except IntegrityError:
            raise CurationError(f"“{row}”与已有的{row._meta.verbose_name}重复，没有保存。") from None
        if changed and isinstance(stored, Article):
            reopen_review(group, stored)
        _settle(group)
        return changed


def delete_row(row: models.Model, user: Any, reason: str = "") -> None:
    """Remove a row that nothing refers to. Raises `CurationError` naming what still does."""
    with change(user, "删除", reason=reason) as group:
        stored = type(row)._base_manager.get(pk=row.pk)
        try:
            for relation in stored._meta.related_objects:
                if relation.on_delete is models.CASCADE and not relation.many_to_many:
                    for owned in relation.related_model._base_manager.filter(**{relation.field.name: stored}):
                        group.delete(owned)
            group.delete(stored)
        except ProtectedError as error:
            users = "、".join(sorted({str(other._meta.verbose_name) for other in error.protected_objects}))
            raise CurationError(f"“{stored}”还被{users}引用，不能删除；可以改为不公开，或与别的{stored._meta.verbose_name}合并。") from None
        _settle(group)


def set_bylines(article: Article, user: Any, bylines: Iterable[tuple[str, str]], *, seen: int | None = None) -> None:
    """Make the article's bylines these (name, role) pairs in this order; unknown names become authors."""
    with change(user, "修改署名") as group:
        row = Article.objects.get(pk=article.pk)
        _refuse_if_changed(row, seen, {})
        wanted = list(dict.fromkeys((name.strip(), role) for name, role in bylines if name.strip()))
        stored = {(line.author.name, line.role): line for line in row.bylines.select_related("author")}
        for key in stored.keys() - set(wanted):
            group.delete(stored[key])
        for order, (name, role) in enumerate(wanted, 1):
            known = stored.get((name, role))
            if known is not None:
                group.update(known, {"order": order})
            else:
                group.create(Byline(article=row, author=find_author(group, name), role=Byline.Role(role), order=order))
        reopen_review(group, row)
        _settle(group)


def _settle(group: Change) -> None:
    """What follows from all that this change has written so far."""
    settle_events(group, list(Event.objects.filter(number=group.number)))


def _refuse_if_changed(stored: models.Model, seen: int | None, values: Mapping[str, Any]) -> None:
    if seen is None or last_number(stored) <= seen:
        return
    later = Event.objects.filter(kind=kind_of(stored), object_id=str(stored.pk), number__gt=seen).order_by("number")
    first = later.first()
    before, now = (first.before or {}) if first else {}, snapshot(stored)
    differences = [
        Difference(str(field.verbose_name), before.get(field.attname), now[field.attname], values.get(field.attname, values.get(field.name)))
        for field in stored._meta.concrete_fields
        if field.attname in now and before.get(field.attname) != now[field.attname]
    ]
    names = "、".join(dict.fromkeys(later.values_list("actor_name", flat=True)))
    fields = "、".join(difference.label for difference in differences) or "其他内容"
    raise ChangedMeanwhile(f"您打开之后，{names}改过“{stored}”的{fields}。您的改动没有保存，请对照后再存。", differences)
