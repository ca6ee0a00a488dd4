"""Tables in and out: downloads of registry and facts; uploads that show what they would change before anything does."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from facts import tables
from facts.curation import CurationError
from facts.models import Citation, Fact
from facts.permissions import Act, allowed
from projects.models import Organization, Project
from zones.models import Zone

from .acting import attempt, may, page
from .visible import citations_for, facts_for

REGISTRIES = {"zone": Zone, "project": Project, "organization": Organization}
_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_LARGEST = 5_000_000
_KEPT = 1800  # seconds between the dry run and its confirmation


@require_GET
def export(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    may(request, Act.EXPORT)
    if form not in tables.FORMATS or kind not in {*REGISTRIES, "fact"}:
        raise Http404
    if kind == "fact":
        data = tables.export_facts(facts_for(request.user, Fact.objects.live()), form, citations_for(request.user, Citation.objects.all()))
    else:
        data = tables.export_registry(REGISTRIES[kind], form)
    return HttpResponse(data, headers={"Content-Type": _TYPES[form], "Content-Disposition": f'attachment; filename="{kind}.{form}"'})


@require_http_methods(["GET", "HEAD", "POST"])
def tables_page(request: HttpRequest) -> HttpResponse:
    may(request, Act.EXPORT)
    context: dict[str, Any] = {
        "kinds": [*((kind, model._meta.verbose_name) for kind, model in REGISTRIES.items()), ("fact", "条目")],
        "may_import": allowed(request.user, Act.IMPORT),
    }
    if request.method == "POST":
        may(request, Act.IMPORT)
        if "token" in request.POST:
            return _carry_out(request)
        context |= _dry_run(request)
    return page(request, "tables", "导出和导入", context)


def _dry_run(request: HttpRequest) -> dict[str, Any]:
    kind, file = request.POST.get("kind", ""), request.FILES.get("file")
    if kind not in {*REGISTRIES, "fact"} or file is None or file.size > _LARGEST:
        return {"refusal": "请选择一种名录和一个不超过 5 MB 的 CSV 或 XLSX 文件。"}
    data = file.read()
    try:
        plan = tables.plan_facts(data, file.name, request.user) if kind == "fact" else tables.plan_registry(REGISTRIES[kind], data, file.name)
    except CurationError as refusal:
        return {"refusal": str(refusal)}
    key = f"import-{request.user.pk}-{hashlib.sha256(data).hexdigest()}"
    cache.set(key, {"kind": kind, "name": file.name, "data": base64.b64encode(data).decode()}, _KEPT)
    return {"plan": plan, "key": key, "kind": kind, "filename": file.name}


def _carry_out(request: HttpRequest) -> HttpResponse:
    key = request.POST.get("key", "")
    kept = cache.get(key) if key.startswith(f"import-{request.user.pk}-") and len(key) < 100 else None

    def carry_out() -> Any:
        if kept is None:
            raise CurationError("试导入的文件已过期，请重新选择文件。")
        data, token = base64.b64decode(kept["data"]), request.POST.get("token", "")
        if kept["kind"] == "fact":
            return tables.import_facts(data, kept["name"], request.user, token)
        return tables.import_registry(REGISTRIES[kept["kind"]], data, kept["name"], request.user, token)

    attempt(request, carry_out, lambda plan: f"已导入 {sum(row.action != '不变' for row in plan.rows)} 行。")
    return HttpResponseRedirect(reverse("admin:tables"))
