"""JSON and CSV. A CSV has the columns of the serializer, nested ones as `published.date`; entries of a list stand on lines of their own."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import Http404
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.serializers import BaseSerializer, ListSerializer, Serializer

from .problems import BadParameter

Column = tuple[str, ...]
_FIGURE = re.compile(r"-?\d+(\.\d+)?")
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


class CSVRenderer(BaseRenderer):
    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None) -> bytes:
        return table((renderer_context or {})["view"].get_columns(), data["results"]).encode()


class Negotiation(DefaultContentNegotiation):
    """A format that does not exist is a wrong parameter, not a wrong address."""

    def filter_renderers(self, renderers: Iterable[Any], format: str) -> Any:
        try:
            return super().filter_renderers(renderers, format)
        except Http404:
            raise BadParameter("format", f"可用的格式：{'、'.join(renderer.format for renderer in renderers)}。") from None


def table(columns: list[Column], rows: Iterable[Mapping[str, Any]]) -> str:
    """The rows as CSV with a heading; no cell can be taken for a formula."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([".".join(column) for column in columns])
    writer.writerows([cell(row, column) for column in columns] for row in rows)
    return written.getvalue()


def columns_of(serializer: BaseSerializer, prefix: Column = ()) -> Iterator[Column]:
    for name, field in serializer.fields.items():
        nested = field.child if isinstance(field, ListSerializer) else field
        if isinstance(nested, Serializer):
            yield from columns_of(nested, (*prefix, name))
        else:
            yield (*prefix, name)


def cell(row: Any, column: Column) -> str:
    return inert("\n".join(_words(row, column)))


def inert(words: str) -> str:
    """`=1+1` becomes text by a leading apostrophe; `-11.4` is a figure and stays."""
    return f"'{words}" if words.startswith(_ACTIVE) and not _FIGURE.fullmatch(words) else words


def _words(value: Any, column: Column) -> list[str]:
    if isinstance(value, list):
        return [" ".join(_words(entry, column)) for entry in value]
    if column:
        return _words(value.get(column[0]) if isinstance(value, Mapping) else None, column[1:])
    if value is None:
        return [""]
    if isinstance(value, bool | dict):
        return [json.dumps(value, ensure_ascii=False)]
    return [str(value)]
