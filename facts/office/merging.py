"""合并 with all that moves shown first; 不是同一个 and 说不准 are kept and stop the suggestion."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.models import Author, EditorZones
from facts.judging import judge, suggest_duplicates
from facts.merging import merge, merge_preview
from facts.models import Judgement
from facts.permissions import Act
from projects.models import Organization, Project
from zones.models import Zone

from .acting import attempt, may, number, page

MERGED = {"project": Project, "organization": Organization, "author": Author, "zone": Zone}


@require_http_methods(["GET", "HEAD"])
def duplicates(request: HttpRequest, kind: str) -> HttpResponse:
    model = _model(kind)
    _may_merge(request)
    context = {
        "kind": kind, "name": model._meta.verbose_name, "kinds": [(key, other._meta.verbose_name) for key, other in MERGED.items()],
        "suggestions": suggest_duplicates(model, limit=50), "asked": request.GET,
    }  # fmt: skip
    one, other = (model.objects.filter(pk=number(request.GET.get(end, ""))).first() for end in ("one", "other"))
    if one and other:
        return HttpResponseRedirect(reverse("admin:merge", args=[kind, one.pk, other.pk]))
    found = model.objects.filter(name__icontains=request.GET["q"])[:30] if request.GET.get("q", "").strip() else []
    return page(request, "duplicates", f"合并{model._meta.verbose_name}", context | {"found": found})


@require_http_methods(["GET", "HEAD", "POST"])
def merge_two(request: HttpRequest, kind: str, loser: int, survivor: int) -> HttpResponse:
    model = _model(kind)
    rows = {row.pk: row for row in model.objects.filter(pk__in=[loser, survivor])}
    if len(rows) < 2:
        raise Http404
    _may_merge(request)
    one, other = rows[loser], rows[survivor]
    if request.method == "POST":
        well, _ = attempt(request, lambda: _decide(request, one, other), _said)
        return HttpResponseRedirect(reverse("admin:duplicates", args=[kind]) if well else request.path)
    context: dict[str, Any] = {"kind": kind, "loser": one, "survivor": other, "preview": merge_preview(one, other)}
    return page(request, "merge", f"合并：{one} → {other}", context)


def _may_merge(request: HttpRequest) -> None:
    """A merge moves, and its preview shows, rows of every zone: not for an editor limited to some."""
    if EditorZones.zones_of(request.user) is not None:
        raise Http404
    may(request, Act.MERGE)


def _decide(request: HttpRequest, one: Any, other: Any) -> Any:
    reason = request.POST.get("reason", "")
    if request.POST.get("verdict") in Judgement.Verdict.values:
        return judge(one, other, request.POST["verdict"], request.user, reason)
    return merge(one, other, request.user, reason)


def _said(result: Any) -> str:
    return f"已记为“{result.get_verdict_display()}”，不再提示。" if isinstance(result, Judgement) else f"已并入“{result}”；旧网址会转到新处，可以撤销。"


def _model(kind: str) -> Any:
    if kind not in MERGED:
        raise Http404
    return MERGED[kind]
