"""The rule report card, and what the present engine would propose against all decisions so far."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from facts.models import Proposal
from facts.permissions import Act
from facts.report_card import report_card
from facts.vocabulary import Rejection

from .acting import may, page


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    may(request, Act.DECIDE)
    cards = report_card(Proposal.objects.for_editor(request.user))
    rows = [(card, round(card.rate * 100) if card.rate is not None else None, _reasons(card.reasons)) for card in cards]
    return page(request, "rules", "规则成绩单", {"rows": rows})


def _reasons(counts: dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return "、".join(f"{Rejection(reason).label} {count}" for reason, count in ordered if reason in Rejection.values)
