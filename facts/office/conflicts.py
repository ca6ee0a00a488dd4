"""报道不一 side by side with its quotes; closing one needs an outcome and a reason."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.passages import sentence_bounds
from facts.models import Citation, Conflict
from facts.permissions import Act, allowed
from facts.resolving import OUTCOMES, REFUSAL, close_conflict
from facts.sentences import sentence
from facts.sharing import any_shared

from .acting import attempt, may, number, one_or_404, page
from .visible import citations_for, conflicts_for


@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    row = one_or_404(conflicts_for(request.user, Conflict.objects.select_related("closed_by", "preferred")), pk)
    quotes = Prefetch("citations", citations_for(request.user, Citation.objects.select_related("version__article__issue__publication")))
    facts = list(row.facts.with_claim().prefetch_related(quotes).order_by("pk"))
    if request.method == "POST":
        may(request, Act.RESOLVE)
        preferred = next((fact for fact in facts if fact.pk == number(request.POST.get("preferred", ""))), None)
        outcome, reason = request.POST.get("outcome", ""), request.POST.get("reason", "")
        attempt(request, lambda: close_conflict(row, request.user, outcome, reason, preferred=preferred), "已结案，理由会公开。")
        return HttpResponseRedirect(reverse("admin:conflict", args=[pk]))
    sides = [(fact, sentence(fact), [_said(citation) for citation in fact.citations.all()]) for fact in facts]
    context = {"conflict": row, "sides": sides, "outcomes": [(outcome.value, outcome.label) for outcome in OUTCOMES]}
    shared = any_shared(request.user, facts)
    context |= {"may": allowed(request.user, Act.RESOLVE) and not shared, "shared": REFUSAL if shared else ""}
    return page(request, "conflict", "报道不一", context)


def _said(citation: Citation) -> tuple[Citation, str, str]:
    """The whole sentence, before and after the quote."""
    text = citation.version.text
    left, right = sentence_bounds(text, citation.start, citation.end)
    return citation, text[left : citation.start], text[citation.end : right]
