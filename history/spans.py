"""Opening and closing the spans during which an object is public. Only services that hold a `Change` call this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from .changes import Change
from .models import PublicSpan


def set_public(change: Change, kind: str, wanted: dict[int, datetime | None], *, reason: str = "") -> None:
    """Make the open spans of these ids equal to `wanted`: id -> moment it is public from, or None where it is not.

    A span whose moment has moved is closed and opened anew, so what was promised stays on record."""
    current = {span.object_id: span for span in PublicSpan.objects.open().filter(kind=kind, object_id__in=list(wanted))}
    opened = []
    for object_id, moment in wanted.items():
        span = current.get(object_id)
        if span is not None and (moment is None or span.from_at != moment) and not (moment is not None and span.from_at <= change.at and moment <= change.at):
            span.until_number, span.until_at, span.reason = (
                change.number,
                change.at,
                reason,
            )
            span.save(update_fields=["until_number", "until_at", "reason"])
            span = None
        if span is None and moment is not None:
            opened.append(
                PublicSpan(
                    kind=kind,
                    object_id=object_id,
                    from_number=change.number,
                    from_at=max(moment, change.at),
                )
            )
    PublicSpan.objects.bulk_create(opened)


def set_hidden(kind: str, ids: Iterable[int], find: Callable[[str, list[PublicSpan]], set[int]]) -> None:
    """Of the ended spans of these objects hide those that `find` names, and show the others."""
    ended = list(PublicSpan.objects.filter(kind=kind, object_id__in=list(ids), until_number__isnull=False))
    wanted = find(kind, ended) if ended else set()
    for flag in (True, False):
        changed = [span.pk for span in ended if span.hidden != flag and (span.pk in wanted) == flag]
        if changed:
            PublicSpan.objects.filter(pk__in=changed).update(hidden=flag)
