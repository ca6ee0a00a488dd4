"""Bulk decisions on a filtered list: how many and a sample first, then one group and one undo."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from facts.bulk import BulkResult, accept_all, preview_bulk, reject_all
from facts.desk.queue import QueueForm, waiting_for
from facts.permissions import Act
from facts.sentences import sentence
from facts.vocabulary import Rejection

from .acting import attempt, may, number, page


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest) -> HttpResponse:
    may(request, Act.BULK)
    waiting = waiting_for(request.user)
    form = QueueForm(request.GET, waiting)
    chosen = form.narrow(waiting)
    if request.method == "POST":
        reason, expected = request.POST.get("reason", ""), number(request.POST.get("expected", ""))
        if request.POST.get("decision") == "reject":
            attempt(request, lambda: reject_all(chosen, request.user, reason, expected), _done)
        else:
            attempt(request, lambda: accept_all(chosen, request.user, expected), _done)
        return HttpResponseRedirect(reverse("admin:index"))
    accepting, rejecting = preview_bulk(chosen), preview_bulk(chosen, accepting=False)
    asked = urlencode({name: value for name, value in request.GET.items() if name in form.fields and value})
    filters = [(form.fields[name].label, dict(form.fields[name].choices).get(value, value)) for name, value in form.cleaned_data.items() if value]
    context = {
        "accepting": accepting, "rejecting": rejecting, "sample": [(row, sentence(row)) for row in accepting.sample], "asked": asked,
        "filters": filters, "rejections": Rejection.choices,
    }  # fmt: skip
    return page(request, "bulk", "批量采用或不采用", context)


def _done(result: BulkResult) -> str:
    left = f"，略过 {result.skipped} 条（主体待认或正文已改）" if result.skipped else ""
    return f"已处理 {result.decided} 条{left}。可在“我最近做的”里一次撤销。"
