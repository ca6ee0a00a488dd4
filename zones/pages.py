"""What the public pages of every app share: an object by its address, lists with filters and pages, and the answers for what moved or went."""

from __future__ import annotations

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.generic import View

from history.models import PublicSpan


def page_of(request: HttpRequest, rows: QuerySet, size: int = 30, parameter: str = "page") -> Page:
    """The page that the address asks for; a page that does not exist is an address that does not exist."""
    try:
        return Paginator(rows, size).page(request.GET.get(parameter) or 1)
    except InvalidPage as error:
        raise Http404(_("没有这一页，请从第一页看起。")) from error


def last_span(row: Model) -> PublicSpan | None:
    """The latest stretch during which the object was public, unless it may be told no more; None for what never was."""
    spans = PublicSpan.objects.ended().filter(kind=row._meta.label_lower, object_id=row.pk)
    return spans.order_by("-until_number").first()


def gone(request: HttpRequest, heading: str, reason: str) -> HttpResponse:
    return render(request, "410.html", {"heading": heading, "reason": reason}, status=410)


def filter_context(filterset: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    form = filterset.form
    filtered = form.is_valid() and any(value not in (None, "") for value in form.cleaned_data.values())
    return {"filter": filterset, "fields": [form[name] for name in fields], "filtered": filtered}


class PublicDetailView(View):
    """One public object. A merged one answers 301 to the one it became, one withdrawn in public 410 with the reason, any other 404."""

    model: type[Model]
    template_name: str
    gone_heading = gettext_noop("该内容已撤下")

    def get(self, request: HttpRequest, **address: Any) -> HttpResponse:
        row = self.get_queryset().public().filter(**address).first()
        if row is None:
            return self.absent(self.model._default_manager.filter(**address).first())
        self.object = row
        return render(request, self.template_name, {"object": row, **self.get_context(row)})

    def get_queryset(self) -> Any:
        return self.model._default_manager.all()

    def get_context(self, row: Any) -> dict[str, Any]:
        return {}

    def absent(self, row: Any) -> HttpResponse:
        if row is None:
            raise Http404
        merged_into = getattr(row, "merged_into", None)
        if merged_into is not None:
            return self.moved(merged_into)
        span = last_span(row)
        reason = self.reason_for(row, span) if span else ""
        if not reason:
            raise Http404
        return gone(self.request, _(self.gone_heading), reason)

    def reason_for(self, row: Any, span: PublicSpan) -> str:
        return span.reason

    def moved(self, row: Any) -> HttpResponse:
        while row.merged_into is not None:
            row = row.merged_into
        if not self.model._default_manager.public().filter(pk=row.pk).exists():
            raise Http404
        return HttpResponsePermanentRedirect(row.get_absolute_url())


class PublicListView(View):
    """A filtered list in pages. A wrong filter value is answered with 400 and a sentence, never with a silently unfiltered list."""

    template_name: str
    filterset_class: Any
    fields: tuple[str, ...]  # the filters that the page's form shows; the others work in addresses
    page_size = 30

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset = self.filterset_class(request.GET, queryset=self.get_queryset(), request=request)
        valid = filterset.is_valid()
        rows = filterset.qs if valid else filterset.queryset.none()
        page = page_of(request, rows, self.page_size) if valid else None
        context = {"page": page, **filter_context(filterset, self.fields)}
        return render(request, self.template_name, {**context, **self.get_context()}, status=200 if valid else 400)

    def get_queryset(self) -> QuerySet:
        raise NotImplementedError

    def get_context(self) -> dict[str, Any]:
        return {}
