"""Pages that neither skip nor repeat when rows are added: a cursor names the last row's place in the order, not its number."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Expression, F, Q, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from .links import Links
from .parameters import read_number
from .problems import BadParameter

PAGE_SIZE = 50
LARGEST_PAGE = 200
Ordering = tuple["Key", ...]


@dataclass(frozen=True)
class Key:
    """One column that rows are put in order by; never null. The primary key always follows as the last."""

    expression: str | Expression
    descending: bool = False

    @property
    def column(self) -> Any:
        return F(self.expression) if isinstance(self.expression, str) else self.expression


def pack(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")


def unpack(token: str) -> Any:
    try:
        return json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        raise bad_cursor() from None


def bad_cursor() -> BadParameter:
    return BadParameter("cursor", "游标无法识别，或与 ordering 不符。请从第一页重新读起。")


def linked(response: Response, following: str | None, previous: str | None) -> Response:
    """The same links as headers, for readers of CSV."""
    links = [f'<{url}>; rel="{name}"' for url, name in ((following, "next"), (previous, "prev")) if url]
    if links:
        response["Link"] = ", ".join(links)
    return response


class Envelope(BasePagination):
    """What every list looks like; on its own for lists that page by themselves."""

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            _parameter("cursor", "上一页所给 next 或 previous 中的游标。", {"type": "string"}),
            _parameter("page_size", "每页条数。", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE}),
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {"type": "object", "required": ["next", "previous", "results"], "properties": {"next": link, "previous": link, "results": schema}}


class KeysetPagination(Envelope):
    """Reads the view's `orderings`: name -> keys; the first is the default. Costs one query a page and never counts."""

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list[Any]:
        query = request.query_params
        self.links = Links(request)
        size = read_number("page_size", query["page_size"], 1, LARGEST_PAGE) if "page_size" in query else PAGE_SIZE
        self.name = query.get("ordering", next(iter(view.orderings)))
        if self.name not in view.orderings:
            raise BadParameter("ordering", f"可用的次序：{'、'.join(view.orderings)}。")
        keys = view.orderings[self.name]
        self.keys = keys if keys[-1].expression == "pk" else (*keys, Key("pk", keys[-1].descending))
        rows = queryset.annotate(**{self._column(number): key.column for number, key in enumerate(self.keys)})
        backwards, place = self._read(query["cursor"], rows) if "cursor" in query else (False, None)
        if place is not None:
            rows = rows.filter(self._beyond(place, backwards))
        rows = rows.order_by(*(("-" if key.descending != backwards else "") + self._column(number) for number, key in enumerate(self.keys)))
        page = list(rows[: size + 1])
        more = len(page) > size
        page = page[:size][::-1] if backwards else page[:size]
        self.following = self._link(page, -1, False) if page and (more or backwards) else None
        self.previous = self._link(page, 0, True) if page and ((place is not None and not backwards) or (backwards and more)) else None
        return page

    def get_paginated_response(self, data: Any) -> Response:
        return linked(Response({"next": self.following, "previous": self.previous, "results": data}), self.following, self.previous)

    def _column(self, number: int) -> str:
        return f"order_key_{number}"

    def _beyond(self, place: list[Any], backwards: bool) -> Q:
        """Rows after (or before) the place, in lexicographic order of the keys."""
        beyond = Q()
        for number in reversed(range(len(self.keys))):
            column = self._column(number)
            side = "lt" if self.keys[number].descending != backwards else "gt"
            further = Q(**{f"{column}__{side}": place[number]})
            beyond = further | (Q(**{column: place[number]}) & beyond) if beyond else further
        return beyond

    def _read(self, token: str, rows: QuerySet) -> tuple[bool, list[Any]]:
        read = unpack(token)
        if not (isinstance(read, list) and len(read) == 3 and read[0] == self.name and isinstance(read[2], list) and len(read[2]) == len(self.keys)):
            raise bad_cursor()
        fields = [rows.query.annotations[self._column(number)].output_field for number in range(len(self.keys))]
        try:
            place = [field.to_python(value) for field, value in zip(fields, read[2], strict=True)]
        except (ValidationError, TypeError, OverflowError):
            raise bad_cursor() from None
        if any(value is None or (isinstance(value, str) and "\0" in value) for value in place):
            raise bad_cursor()
        return bool(read[1]), place

    def _link(self, page: list[Any], index: int, backwards: bool) -> str:
        row = page[index]
        names = [self._column(number) for number in range(len(self.keys))]
        values = [row[name] if isinstance(row, dict) else getattr(row, name) for name in names]
        token = pack([self.name, int(backwards), [_plain(value) for value in values]])
        return self.links.here(token)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = list(view.orderings)
        ordering = _parameter("ordering", "次序；前面的减号表示倒序。", {"type": "string", "enum": names, "default": names[0]})
        return [*super().get_schema_operation_parameters(view), ordering]


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float) else str(value)
