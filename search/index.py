"""The face of the index: put public objects in, take them out, find them. It knows kinds and ids; who may see what is the caller's business."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from typing import Any

from django.db import connections, transaction
from django.utils import timezone

from .highlighting import Segment, excerpt, highlight
from .matching import Condition, Part, Sqlite
from .models import Entry
from .postgresql import Postgresql
from .tokenizer import KIND, TITLE, fold, key, keys, terms

__all__ = ["COUNTED", "LONGEST_QUERY", "Hit", "Hits", "Segment", "add", "clear", "excerpt", "highlight", "query", "rebuild", "remove"]

COUNTED = 1000
LONGEST_QUERY = 1000
_longest_page = 1000
_MATCHERS: dict[str, type[Sqlite | Postgresql]] = {"sqlite": Sqlite, "postgresql": Postgresql}


@dataclass(frozen=True)
class Hit:
    kind: str
    object_id: str
    field: str  # the field that holds the longest word of the query; of several the first


@dataclass(frozen=True)
class Hits:
    """One page of what was found. `total` counts up to COUNTED; `more` says that there is a next page."""

    hits: list[Hit]
    total: int
    capped: bool
    more: bool
    too_long: bool = False  # the query was not looked up

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    @property
    def total_words(self) -> str:
        return f"{self.total:,}" + ("+" if self.capped else "")


def add(
    kind: str,
    object_id: int | str,
    fields: Mapping[str, str],
    *,
    date: Date | None = None,
    title_fields: Collection[str] = (),
    public_from: datetime | None = None,
) -> None:
    """Make a public object findable by any substring of its fields, or replace what was known of it.

    `date` orders the hits; before `public_from` nothing is found.
    """
    titles = [(name, fold(text)) for name, text in fields.items() if text and name in title_fields]
    others = [(name, fold(text)) for name, text in fields.items() if text and name not in title_fields]
    title = "\n".join(text for _, text in titles)
    text = "\n".join(text for _, text in titles + others)
    with transaction.atomic(using=Entry.objects.db):
        entry, _ = Entry.objects.get_or_create(kind=kind, object_id=str(object_id))
        Entry.objects.filter(pk=entry.pk).update(
            position=(date.toordinal() if date else 0) << 32 | entry.pk,
            public_from=public_from,
            layout=[[name, len(text)] for name, text in titles + others],
            title=title,
            text=text,
            terms=_terms(kind, title, text),
        )


def remove(kind: str, object_id: int | str) -> None:
    """Nothing of the object is found any more; removing what is not there is no error."""
    Entry.objects.filter(kind=kind, object_id=str(object_id)).delete()


def clear(kinds: Collection[str] | None = None) -> None:
    """Empty the index, before everything public is added anew."""
    entries = Entry.objects.all() if kinds is None else Entry.objects.filter(kind__in=kinds)
    entries.delete()


def rebuild() -> int:
    """Make the terms anew from the stored texts: after a change of the tokenizer, or rows brought from another database."""
    entries = Entry.objects.only("kind", "title", "text")
    with transaction.atomic(using=Entry.objects.db):
        for entry in entries.iterator(chunk_size=200):
            Entry.objects.filter(pk=entry.pk).update(terms=_terms(entry.kind, entry.title, entry.text))
    return entries.count()


def query(q: str, kinds: Iterable[str] | None = None, *, limit: int = 20, offset: int = 0, now: datetime | None = None) -> Hits:
    """Objects whose texts hold every word of the query, wherever: first those that hold them in the title, then the newest.

    At most six database queries, whatever is asked. A query over LONGEST_QUERY characters is not looked up.
    """
    wanted = terms(q) if len(q) <= LONGEST_QUERY else []
    kinds = None if kinds is None else sorted(set(kinds))
    if not wanted or kinds == []:
        return Hits([], 0, capped=False, more=False, too_long=len(q) > LONGEST_QUERY)
    limit, offset = min(max(limit, 1), _longest_page), max(offset, 0)
    search = _Search(wanted, kinds, now or timezone.now())
    rows = search.page(offset, limit + 1)
    total = search.count() if offset or len(rows) > limit else len(rows)
    hits = [Hit(kind, object_id, _field(json.loads(layout), text, wanted[0])) for kind, object_id, layout, text in rows[:limit]]
    return Hits(hits, min(total, COUNTED), capped=total > COUNTED, more=len(rows) > limit)


def _terms(kind: str, title: str, text: str) -> list[str]:
    return [*keys(text), *keys(title, TITLE), KIND + key(kind)]


def _field(layout: list[tuple[str, int]], text: str, term: str) -> str:
    start = 0
    for name, length in layout:
        if term in text[start : start + length]:
            return name
        start += length + 1
    return layout[0][0]


class _Search:
    """One query's two lists, read one after the other: found in the title, and found only elsewhere."""

    def __init__(self, wanted: list[str], kinds: list[str] | None, now: datetime) -> None:
        self.connection = connections[Entry.objects.db]
        self.now = self.connection.ops.adapt_datetimefield_value(now)
        self.match = _MATCHERS[self.connection.vendor](wanted, kinds)

    def page(self, offset: int, limit: int) -> list[tuple]:
        rows = self._rows(Part.TITLED, offset, limit)
        if len(rows) == limit:
            return rows
        if rows or not offset:
            return rows + self._rows(Part.REST, 0, limit - len(rows))
        return self._rows(Part.REST, offset - self._count(Part.TITLED, offset), limit)

    def count(self) -> int:
        return self._count(Part.ALL, COUNTED + 1)

    def _rows(self, part: Part, offset: int, limit: int) -> list[tuple]:
        common = self.match.is_common(part)
        found = self.match.scanned(part) if common and self._fetch(*common)[0][0] else self.match.found(part)
        sql = f"SELECT entry.kind, entry.object_id, entry.layout, entry.text FROM {self._where(found)} ORDER BY {found.newest_first} LIMIT %s OFFSET %s"
        return self._fetch(sql, [*found.parameters, self.now, limit, offset])

    def _count(self, part: Part, most: int) -> int:
        found = self.match.found(part)
        return self._fetch(f"SELECT count(*) FROM (SELECT 1 FROM {self._where(found)} LIMIT %s) AS counted", [*found.parameters, self.now, most])[0][0]

    def _where(self, found: Condition) -> str:
        return f"{found.source} WHERE {found.where} AND (entry.public_from IS NULL OR entry.public_from <= %s)"

    def _fetch(self, sql: str, parameters: list[Any]) -> list[tuple]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()
