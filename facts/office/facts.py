"""更正 and 撤下 of one fact. Its claim never changes: a correction is a new fact, with a public sentence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.passages import sentence_bounds
from facts import curation
from facts.desk.forms import ClaimForm
from facts.desk.readings import normalised
from facts.models import Fact, Proposal, UnsignedChange
from facts.permissions import Act, allowed
from facts.sentences import sentence
from facts.sharing import REFUSAL, any_shared

from .acting import attempt, may, one_or_404, page
from .visible import citations_for, facts_for


class CorrectionForm(forms.Form):
    correction = forms.ChoiceField(label="更正类型", choices=Fact.Correction.choices)
    note = forms.CharField(label="更正说明（公开）", max_length=300, widget=forms.TextInput(attrs={"size": 60}))


@require_http_methods(["GET", "HEAD", "POST"])
def fact(request: HttpRequest, pk: int) -> HttpResponse:
    row = one_or_404(facts_for(request.user, Fact.objects.with_claim()), pk)
    may(request, Act.CORRECT_FACT)
    shared = any_shared(request.user, [row])
    if shared and request.method == "POST":
        return HttpResponseRedirect(request.path)  # which says why
    citations = list(citations_for(request.user, row.citations.all()).select_related("version__article__issue__publication"))
    asked = request.POST if request.method == "POST" else None
    if asked and asked.get("decision") == "withdraw":
        may(request, Act.WITHDRAW)
        attempt(request, lambda: curation.withdraw_fact(row, request.user, asked.get("reason", "")), "已撤下，条目页只显示理由。")
        return HttpResponseRedirect(reverse("admin:facts_fact_change", args=[pk]))
    claim = _as_proposal(row, citations)
    form, why = ClaimForm(asked, instance=claim), CorrectionForm(asked)
    if asked and all([form.is_valid(), why.is_valid()]):
        new = why.cleaned_data
        well, made = attempt(request, lambda: curation.supersede(row, request.user, form.values(), new["correction"], new["note"]), _done)
        if well:
            return HttpResponseRedirect(reverse("admin:facts_fact_change", args=[made.pk if isinstance(made, Fact) else pk]))
        row.refresh_from_db()
    quotes = [(citation, citation.version.text[slice(*sentence_bounds(citation.version.text, citation.start, citation.end))]) for citation in citations]
    return page(request, "fact", "更正条目", {
        "fact": row, "words": sentence(row), "form": form, "why": why, "quotes": quotes, "normalised": normalised(row) if row.value else "",
        "live": not (row.superseded_at or row.withdrawn_at), "shared": REFUSAL if shared else "", "may_withdraw": allowed(request.user, Act.WITHDRAW),
        "waiting": UnsignedChange.objects.filter(kind=UnsignedChange.Kind.FACT, target_id=pk, state=UnsignedChange.State.WAITING).first(),
        **_first_one(row, form),
    })  # fmt: skip


def _done(made: Fact | UnsignedChange) -> str:
    return "已更正，原条目注明“已更正”。" if isinstance(made, Fact) else "更正已留待签发，签发之前网站上仍是原来的条目。"


def _first_one(row: Fact, form: ClaimForm) -> dict[str, Any]:
    """Where somebody else has corrected the fact meanwhile: their correction, and part by part how it differs from this editor's."""
    successor = Fact.objects.with_claim().select_related("accepted_by").filter(supersedes=row).first()
    if successor is None:
        return {}
    return {"successor": successor, "successor_words": sentence(successor), "differences": form.differences(successor) if form.is_bound else []}


def _as_proposal(row: Fact, citations: list[Any]) -> Proposal:
    """The fact's claim in the desk's form, in the article that first said it."""
    claim = Proposal(**row.claim_values())
    if citations:
        claim.article, claim.version = citations[0].version.article, citations[0].version
    return claim
