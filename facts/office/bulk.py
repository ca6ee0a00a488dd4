"""Bulk decisions on a filtered or ticked list: how many and a sample first, then one group and one undo."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from facts.bulk import BulkPreview, BulkResult, accept_all, preview_bulk, reject_all
from facts.desk.queue import QueueForm, waiting_for
from facts.models import Proposal, ProposalQuerySet
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
            attempt(request, lambda: reject_all(chosen, request.user, reason, expected), done)
        else:
            attempt(request, lambda: accept_all(chosen, request.user, expected), done)
        return HttpResponseRedirect(reverse("admin:index"))
    accepting, rejecting = preview_bulk(chosen), preview_bulk(chosen, accepting=False)
    asked = urlencode({name: value for name, value in request.GET.items() if name in form.fields and value})
    filters = [(form.fields[name].label, dict(form.fields[name].choices).get(value, value)) for name, value in form.cleaned_data.items() if value]
    context = {
        "accepting": accepting, "rejecting": rejecting, "sample": _words(accepting), "asked": asked,
        "filters": filters, "rejections": Rejection.choices,
    }  # fmt: skip
    return page(request, "bulk", "批量采用或不采用", context)


def chosen(request: HttpRequest, proposals: ProposalQuerySet, *, accepting: bool) -> HttpResponse | None:
    """The same for rows ticked in the table of 待核条目: the page that confirms; None once decided, and the table is shown again."""
    may(request, Act.BULK)
    asked = request.POST
    if "confirmed" in asked:
        expected = number(asked.get("expected", ""))
        if accepting:
            attempt(request, lambda: accept_all(proposals, request.user, expected), done)
        else:
            attempt(request, lambda: reject_all(proposals, request.user, asked.get("reason", ""), expected), done)
        return None
    preview = preview_bulk(proposals, accepting=accepting)
    across = asked.get("select_across") == "1"
    context = {
        "preview": preview, "sample": _words(preview), "accepting": accepting, "action": asked.get("action", ""), "across": across,
        "keys": asked.getlist("_selected_action") if not across else asked.getlist("_selected_action")[:1], "rejections": Rejection.choices,
    }  # fmt: skip
    return page(request, "chosen", "采用所选" if accepting else "不采用所选", context)


def _words(preview: BulkPreview) -> list[tuple[Proposal, str]]:
    return [(row, sentence(row)) for row in preview.sample]


def done(result: BulkResult) -> str:
    return "。".join(filter(None, [f"已处理 {result.decided} 条", result.why, "可在“我最近做的”里一次撤销"])) + "。"
