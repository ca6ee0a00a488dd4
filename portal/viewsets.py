"""API: the search over everything, and what changed in what is public."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from facts.templatetags.claims import sentence
from search import index
from zones.api.paging import LARGEST_PAGE, PAGE_SIZE, bad_cursor, linked, pack, unpack
from zones.api.parameters import read_number
from zones.api.problems import BadParameter
from zones.api.viewsets import ResourceViewSet

from . import changes
from .searching import KINDS, Result, results_of
from .serializers import ChangeSerializer, HitSerializer

_DEEPEST = 10_000
_LARGEST_NUMBER = 2**63 - 1


class SearchViewSet(ResourceViewSet):
    """检索：一个或多个字词，任意片段；标题中有的在前，其余新的在前。"""

    serializer_class = HitSerializer

    def get_parameters(self) -> Collection[str]:
        return ["cursor", "fields", "format", "kind", "page_size", "q"]

    @extend_schema(
        parameters=[
            OpenApiParameter("q", str, required=True, description=f"字词，空格分开；最多 {index.LONGEST_QUERY} 字。"),
            OpenApiParameter("kind", str, enum=list(KINDS), description="只要这一类。"),
        ]
    )
    def list(self, request: Request) -> Any:
        known = self.known_already(request)
        if known is not None:
            return known
        query, kind = request.query_params.get("q", "").strip(), request.query_params.get("kind")
        if not query or len(query) > index.LONGEST_QUERY:
            raise BadParameter("q", f"请写要检索的字词，不超过 {index.LONGEST_QUERY} 字。")
        if kind is not None and kind not in KINDS:
            raise BadParameter("kind", f"可用的类别：{'、'.join(KINDS)}。")
        size, offset = _page_size(request), _offset(request)
        hits = index.query(query, [kind] if kind else list(KINDS), limit=size, offset=offset)
        fields = {(hit.kind, int(hit.object_id)): hit.field for hit in hits}
        shown = self.present([self._told(result, fields[result.kind, result.row.pk]) for result in results_of(hits, query)])
        following = self.links.here(pack(offset + size)) if hits.more and offset + size <= _DEEPEST else None
        previous = self.links.here(pack(offset - size) if offset > size else None) if offset else None
        data = {"next": following, "previous": previous, "total": hits.total, "total_capped": hits.capped, "results": shown}
        return linked(Response(data), following, previous)

    def _told(self, result: Result, field: str) -> dict[str, Any]:
        row, kind = result.row, result.kind
        key = str(row.pk) if kind == "fact" else row.code if kind == "region" else row.slug
        titles = {"article": lambda: row.headline, "fact": lambda: sentence(row)}
        excerpt = "".join(segment.text for segment in result.excerpt)
        if kind == "fact":
            excerpt = row.sources[0].quote if row.sources else ""
        return {
            "kind": kind, "key": key, "title": titles.get(kind, lambda: row.name)(), "field": field, "excerpt": excerpt,
            "url": self.links.api(kind, key), "page": self.links.page(kind, key),
        }  # fmt: skip


class ChangesViewSet(ResourceViewSet):
    """变动记录：哪些对象公开了、哪些不再公开及其理由。保存 cursor，下次从那里读起；at 为生效时间。"""

    serializer_class = ChangeSerializer

    def get_parameters(self) -> Collection[str]:
        return ["cursor", "fields", "format", "kind", "page_size", "since"]

    @extend_schema(
        parameters=[
            OpenApiParameter("since", int, description="只要这个操作序号之后的；不能与 cursor 同用。"),
            OpenApiParameter("kind", str, enum=list(changes.KINDS.values()), description="只要这一类。"),
        ]
    )
    def list(self, request: Request) -> Any:
        known = self.known_already(request)
        if known is not None:
            return known
        query = request.query_params
        if "cursor" in query and "since" in query:
            raise BadParameter("since", "不能与 cursor 同用。")
        kind = query.get("kind")
        kinds = [name for name, word in changes.KINDS.items() if kind in (None, word)]
        if not kinds:
            raise BadParameter("kind", f"可用的类别：{'、'.join(changes.KINDS.values())}。")
        cursor = changes.Cursor.read(query["cursor"]) if "cursor" in query else changes.Cursor()
        if "since" in query:
            cursor = changes.Cursor.after(read_number("since", query["since"], 0, _LARGEST_NUMBER))
        size = _page_size(request)
        page = changes.read_changes(cursor, size, kinds)
        following = self.links.here(page.cursor.token, without="since") if page.more else None
        results = self.present([self._told(entry) for entry in page.entries])
        data = {"next": following, "previous": None, "cursor": page.cursor.token, "data_version": page.version, "results": results}
        return linked(Response(data), following, None)

    def _told(self, entry: changes.Entry) -> dict[str, Any]:
        return {
            "number": entry.place.number, "at": entry.at, "change": "public" if entry.is_public else "ceased", "kind": entry.kind, "key": entry.key,
            "reason": None if entry.is_public else entry.span.reason or None, "url": self.links.api(entry.kind, entry.key),
        }  # fmt: skip


def _page_size(request: Request) -> int:
    return read_number("page_size", request.query_params["page_size"], 1, LARGEST_PAGE) if "page_size" in request.query_params else PAGE_SIZE


def _offset(request: Request) -> int:
    if "cursor" not in request.query_params:
        return 0
    offset = unpack(request.query_params["cursor"])
    if isinstance(offset, bool) or not isinstance(offset, int) or not 0 < offset <= _DEEPEST:
        raise bad_cursor()
    return offset
