"""The rule report card, and reading everything anew."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from facts.models import Proposal
from facts.permissions import Act, allowed
from facts.report_card import report_card
from facts.tasks import start_reextraction
from facts.vocabulary import Rejection

from .acting import attempt, may, page


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    may(request, Act.DECIDE)
    cards = report_card(Proposal.objects.for_editor(request.user))
    rows = [(card, round(card.rate * 100) if card.rate is not None else None, _reasons(card.reasons)) for card in cards]
    return page(request, "rules", "规则成绩单", {"rows": rows, "may_reextract": allowed(request.user, Act.REEXTRACT_ALL)})


@require_POST
def reextract_all(request: HttpRequest) -> HttpResponse:
    """重新识别 of every article, on the worker; decisions stay."""
    may(request, Act.REEXTRACT_ALL)
    well, task = attempt(request, lambda: start_reextraction(request.user), "开始全部重新识别；已作的决定不变。")
    return HttpResponseRedirect(reverse("admin:task", args=[task.pk]) if well else reverse("admin:rules"))


def _reasons(counts: dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return "、".join(f"{Rejection(reason).label} {count}" for reason, count in ordered if reason in Rejection.values)
