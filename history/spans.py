"""Opening and closing the spans during which an object is public. Only services that hold a `Change` call this."""

from __future__ import annotations

from collections.abc import Iterable
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


def set_taken_down(kind: str, ids: Iterable[int], down: set[int]) -> None:
    """Of these objects hide every span of those that are down, past ones included, and show the others': 下架 leaves nothing public."""
    spans = PublicSpan.objects.filter(kind=kind, object_id__in=list(ids))
    wrong = [(pk, flag) for pk, flag in spans.values_list("object_id", "taken_down").distinct() if flag != (pk in down)]
    for flag in (True, False):
        changed = [pk for pk, stored in wrong if stored != flag]
        if changed:
            spans.filter(object_id__in=changed).update(taken_down=flag)
