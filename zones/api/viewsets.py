"""The read-only resource: lists and details of what is public, at this moment or at an earlier one (`as_of`)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.functional import cached_property
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer2
from rest_framework.generics import GenericAPIView
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from history.models import PublicSpan, public_version

from .links import Links
from .paging import Envelope, KeysetPagination, Ordering
from .parameters import check_known, read_fields, read_moment
from .problems import Gone
from .rendering import Column, CSVRenderer, Negotiation, columns_of
from .schema import PublicSchema

_KEPT_SECONDS = 300
_LARGEST_KEPT = 400_000
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, X-Request-ID",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match, Content-Type, X-Requested-With",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


class OpenView(APIView):
    """Whatever stands under `/api/v1/`: open to every site, only for reading, strict about its parameters."""

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = Negotiation

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS":
            check_known(request.query_params, self.get_parameters())

    def get_parameters(self) -> Collection[str]:
        return ["format"]

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse(status=204, headers=_PREFLIGHT)

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in _CORS.items():
            response.headers[name] = value
        patch_vary_headers(response, ["Accept"])
        return response


class NoSuchAddress(OpenView):
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404


class SchemaView(OpenView):
    """The OpenAPI description, as JSON or YAML."""

    renderer_classes = [OpenApiJsonRenderer2, OpenApiYamlRenderer2]
    schema = None

    def get(self, request: Request) -> Response:
        return Response(_description())


@lru_cache(maxsize=1)
def _description() -> dict[str, Any]:
    """Takes half a second and never changes while the site runs."""
    return SchemaGenerator().get_schema(request=None, public=True)


class ConditionalView(OpenView):
    """Answers 304 to a reader who has what is public already, and to others what it answered before, as long as nothing public has changed."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        # The host belongs to it: an answer names addresses.
        asked = f"{public_version()} {request.build_absolute_uri()} {request.accepted_renderer.format}"
        self.etag = f'"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'

    def known_already(self, request: Request) -> HttpResponse | None:
        """Asked before anything is read. Whoever bears this tag, or wrote this answer, had an address that is right."""
        if request.headers.get("If-None-Match", "").strip() != "*":
            answer = get_conditional_response(request._request, self.etag)
            if answer is not None:
                return answer
        kept = cache.get(self.etag)
        return HttpResponse(kept[0], headers=kept[1]) if kept else None

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code in (200, 304):
            response.headers["ETag"] = self.etag
            response.headers["Cache-Control"] = "public, no-cache"
        if response.status_code == 200 and isinstance(response, Response):
            response.add_post_render_callback(self._keep)
        return response

    def _keep(self, response: Response) -> None:
        if len(response.content) <= _LARGEST_KEPT:
            headers = {name: response.headers[name] for name in ("Content-Type", "Link") if name in response.headers}
            cache.set(self.etag, (response.content, headers), _KEPT_SECONDS)


class ResourceViewSet(ViewSetMixin, ConditionalView, GenericAPIView):
    """A list, as JSON or CSV, of which the reader may choose the fields."""

    renderer_classes: list[type[BaseRenderer]] = [JSONRenderer, CSVRenderer]
    filter_backends: list[type] = []
    pagination_class: Any = Envelope
    schema = PublicSchema()
    fields: list[str] | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "fields" in request.query_params:
            self.fields = read_fields(request.query_params["fields"], self.get_known_fields())

    def present(self, rows: list[Any]) -> list[Any]:
        return self.get_serializer(rows, many=True).data

    @cached_property
    def links(self) -> Links:
        return Links(self.request)

    def get_serializer_context(self) -> dict[str, Any]:
        return super().get_serializer_context() | {"fields": self.fields, "links": self.links}

    def get_known_fields(self) -> list[str]:
        return list(self.get_serializer_class()().fields)

    def get_columns(self) -> list[Column]:
        return list(columns_of(self.get_serializer()))

    def get_renderers(self) -> list[BaseRenderer]:
        return [renderer() for renderer in (self.renderer_classes if self.action == "list" else [JSONRenderer])]


class PublicViewSet(ResourceViewSet):
    """Lists and details of what is public: `get_queryset` starts from `public(self.as_of)`."""

    filter_backends = [DjangoFilterBackend]
    pagination_class = KeysetPagination
    model: type[Model]
    orderings: dict[str, Ordering]
    filterset_class: Any = None
    detail_serializer_class: Any = None
    # What is derived from today's facts cannot be asked of an earlier day.
    today_only: frozenset[str] = frozenset()
    as_of: datetime | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if "as_of" in request.query_params:
            self.as_of = read_moment(request.query_params["as_of"])
            check_known(request.query_params, set(self.get_parameters()) - self.today_only)
        request.as_of = self.as_of

    def list(self, request: Request) -> Any:
        known = self.known_already(request)
        if known is not None:
            return known
        queryset = self.get_queryset()
        if self.filterset_class and not request.query_params.keys().isdisjoint(self.filterset_class.base_filters):
            queryset = self.filter_queryset(queryset)  # building a form of twenty fields takes a third of an unfiltered list's time
        return self.paginator.get_paginated_response(self.present(self.paginate_queryset(queryset)))

    def retrieve(self, request: Request, **address: Any) -> Any:
        known = self.known_already(request)
        if known is not None:
            return known
        wanted = {self.lookup_field: address[self.lookup_field]}
        row = self.get_queryset().filter(**wanted).first()
        if row is None:
            return self.absent(self.model._default_manager.filter(**wanted).first())
        return Response(self.present([row])[0])

    def absent(self, row: Any) -> Any:
        """A merged object answers 301 to the one it became, one withdrawn in public 410 with the reason, any other 404."""
        if row is None:
            raise Http404
        if getattr(row, "merged_into", None) is not None:
            return self.moved(row)
        span = self.last_span(row)
        reason = self.reason_for(row, span) if span else ""
        if not reason:
            raise Http404
        raise Gone(reason)

    def moved(self, row: Any) -> HttpResponse:
        while row.merged_into is not None:
            row = row.merged_into
        survivor = self.get_queryset().filter(pk=row.pk).first()
        if survivor is None:
            raise Http404
        query = urlencode(self.request.query_params)
        return HttpResponsePermanentRedirect(self.links.api(row._meta.model_name, getattr(survivor, self.lookup_field)) + (f"?{query}" if query else ""))

    def last_span(self, row: Model) -> PublicSpan | None:
        return PublicSpan.objects.ended(self.as_of).filter(kind=row._meta.label_lower, object_id=row.pk).order_by("-until_number").first()

    def reason_for(self, row: Any, span: PublicSpan) -> str:
        return span.reason

    def get_serializer_class(self) -> Any:
        return self.detail_serializer_class if self.detail_serializer_class and self.action == "retrieve" else self.serializer_class

    def get_serializer_context(self) -> dict[str, Any]:
        return super().get_serializer_context() | {"as_of": self.as_of}

    def get_parameters(self) -> Collection[str]:
        if self.action == "retrieve":
            return ["as_of", "fields", "format"]
        filters = list(self.filterset_class.base_filters) if self.filterset_class else []
        return [*filters, "as_of", "cursor", "fields", "format", "ordering", "page_size"]

    def get_queryset(self) -> QuerySet:
        raise NotImplementedError
