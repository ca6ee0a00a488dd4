"""What became public and what ceased to be, in the order of the history: a reader who keeps the last cursor misses nothing.

Openings stand under the number of their event. One that waits for a later moment (an issue's public-from time) is told when that
moment has come, though readers are past its number by then: beside the number, a cursor keeps the moment up to which such were told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from facts.kinds import ARTICLE, AUTHOR, FACT, ORGANIZATION, PROJECT, ZONE
from history.models import Counter, Event, PublicSpan
from zones.api.paging import bad_cursor, pack, unpack

KINDS = {ARTICLE: "article", FACT: "fact", ZONE: "zone", PROJECT: "project", ORGANIZATION: "organization", AUTHOR: "author"}
_CEASED, _PUBLIC, _ALL = 0, 1, 2
_EVERY_SPAN = 2**63 - 1


class Place(NamedTuple):
    """Within a group, what ceased comes before what became public."""

    number: int
    side: int
    span: int


class Waited(NamedTuple):
    moment: datetime
    span: int


_BEGINNING = Place(0, _ALL, 0)
_NEVER = Waited(datetime(1970, 1, 1, tzinfo=UTC), 0)


@dataclass(frozen=True)
class Cursor:
    place: Place = _BEGINNING
    waited: Waited = _NEVER

    @classmethod
    def read(cls, token: str) -> Cursor:
        try:
            number, side, span, moment, waited = unpack(token)
            place = Place(*(_natural(value) for value in (number, side, span)))
            return cls(place, Waited(datetime.fromtimestamp(float(moment), UTC), _natural(waited)))
        except (TypeError, ValueError, OverflowError, OSError):
            raise bad_cursor() from None

    @classmethod
    def after(cls, number: int) -> Cursor:
        """Everything up to and including that number is known, and what had begun by its time."""
        last = Event.objects.filter(number__lte=number).order_by("-number", "-position").values_list("at", flat=True).first()
        return cls(Place(number, _ALL, 0), Waited(last, _EVERY_SPAN) if last else _NEVER)

    @property
    def token(self) -> str:
        return pack([*self.place, self.waited.moment.timestamp(), self.waited.span])


@dataclass(frozen=True)
class Entry:
    place: Place
    span: PublicSpan
    key: str = ""

    @property
    def at(self) -> datetime:
        return self.span.from_at if self.place.side == _PUBLIC else self.span.until_at

    @property
    def kind(self) -> str:
        return KINDS[self.span.kind]

    @property
    def is_public(self) -> bool:
        return self.place.side == _PUBLIC


@dataclass(frozen=True)
class Page:
    entries: list[Entry]
    cursor: Cursor
    more: bool
    version: int


def read_changes(cursor: Cursor, size: int, kinds: list[str] | None = None) -> Page:
    """At most `size` entries after the cursor. What is hidden never was; what was called off before it began neither."""
    version, now = Counter.current(), timezone.now()
    spans = PublicSpan.objects.filter(kind__in=kinds or list(KINDS), hidden=False, from_at__lte=now)
    spans = spans.filter(Q(until_at__isnull=True) | Q(until_at__gt=F("from_at")))
    late = _waiting(spans, cursor)[: size + 1]
    entries = [Entry(Place(span.from_number, _PUBLIC, span.pk), span) for span in late]
    if len(entries) > size:
        last = entries[size - 1].span
        return Page(_with_keys(entries[:size]), Cursor(cursor.place, Waited(last.from_at, last.pk)), True, version)
    room = size - len(entries)
    following = _following(spans, cursor.place, version, room + 1)
    page = entries + following[:room]
    place = following[:room][-1].place if following[:room] else cursor.place
    return Page(_with_keys(page), Cursor(place, Waited(now, _EVERY_SPAN)), len(following) > room, version)


def _waiting(spans: QuerySet, cursor: Cursor) -> QuerySet:
    moment, span = cursor.waited
    known = Q(from_number__lt=cursor.place.number) | (Q(from_number=cursor.place.number) & _up_to(cursor.place))
    return spans.filter(known, Q(from_at__gt=moment) | Q(from_at=moment, pk__gt=span)).order_by("from_at", "pk")


def _up_to(place: Place) -> Q:
    """Of the openings in the cursor's own group, those that it has passed."""
    return {_CEASED: Q(pk__in=[]), _PUBLIC: Q(pk__lte=place.span)}.get(place.side, Q())


def _following(spans: QuerySet, place: Place, version: int, size: int) -> list[Entry]:
    """The version was read first: a group that is committed between the two queries waits for the next page."""
    found = []
    for side, column in ((_CEASED, "until_number"), (_PUBLIC, "from_number")):
        beyond = Q(**{f"{column}__gt": place.number})
        if side > place.side:
            beyond |= Q(**{column: place.number})
        elif side == place.side:
            beyond |= Q(**{column: place.number}, pk__gt=place.span)
        rows = spans.filter(beyond, **{f"{column}__lte": version}).order_by(column, "pk")[:size]
        found += [Entry(Place(getattr(span, column), side, span.pk), span) for span in rows]
    return sorted(found, key=lambda entry: entry.place)[:size]


def _with_keys(entries: list[Entry]) -> list[Entry]:
    ids: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        ids[entry.span.kind].add(entry.span.object_id)
    keys = {(kind, pk): key for kind, pks in ids.items() for pk, key in _keys(kind, pks).items()}
    return [Entry(entry.place, entry.span, keys[entry.span.kind, entry.span.object_id]) for entry in entries]


def _keys(kind: str, ids: set[int]) -> dict[int, str]:
    """What the resources are addressed by; of a row that an undo took away, as the history remembers it."""
    if kind == FACT:
        return {pk: str(pk) for pk in ids}
    keys = dict(apps.get_model(kind)._base_manager.filter(pk__in=ids).values_list("pk", "slug"))
    lost = ids - keys.keys()
    if lost:
        told = Event.objects.filter(kind=kind, object_id__in=[str(pk) for pk in lost], before__isnull=False).order_by("number")
        keys |= {int(pk): before["slug"] for pk, before in told.values_list("object_id", "before")}
    return {pk: keys.get(pk, str(pk)) for pk in ids}


def _natural(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63:
        return value
    raise ValueError
