"""Changing an issue: every period that hangs on its date is listed, old and new, before anything changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.models import Issue
from articles.visible import issues_for
from facts.permissions import Act
from facts.printing import span_words
from facts.redating import Redating, change_date, preview_date, set_public_from
from facts.sentences import sentence

from .acting import attempt, may, one_or_404, page


class DateForm(forms.Form):
    date = forms.DateField(label="见报日期", help_text="如 2024-10-08；只知道月或年的，填该月或该年的第一天", widget=forms.DateInput(format="%Y-%m-%d"))
    precision = forms.ChoiceField(label="日期精度", choices=Issue.Precision.choices)
    inferred = forms.BooleanField(label="推定", required=False)
    inferred_from = forms.CharField(label="推定依据", max_length=300, required=False, widget=forms.TextInput(attrs={"size": 50}))


class MomentForm(forms.Form):
    public_from = forms.DateTimeField(
        label="公开时间（此前本期一切内容都不公开；留空为不限）", required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%d %H:%M", attrs={"placeholder": "2024-10-08 08:00"}),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    row = one_or_404(issues_for(request.user, Issue.objects.select_related("publication")), pk)
    may(request, Act.CHANGE_ISSUE)
    asked = request.POST if request.method == "POST" else None
    moment = MomentForm(asked if asked and "moment" in asked else None, initial={"public_from": row.public_from})
    form = DateForm(asked if asked and "moment" not in asked else None, initial={name: getattr(row, name) for name in DateForm.base_fields})
    plan: Redating | None = None
    if moment.is_bound and moment.is_valid():
        attempt(request, lambda: set_public_from(row, request.user, moment.cleaned_data["public_from"]), "公开时间已改。")
        return HttpResponseRedirect(request.path)
    if form.is_bound and form.is_valid():
        if "save" in request.POST:
            values = form.cleaned_data
            well, _ = attempt(request, lambda: change_date(row, request.user, values["date"], values["precision"], request.POST.get("token", ""),
                                                           inferred=values["inferred"], inferred_from=values["inferred_from"]), _done)  # fmt: skip
            if well:
                return HttpResponseRedirect(reverse("admin:articles_issue_change", args=[pk]))
        plan = preview_date(row, form.cleaned_data["date"], form.cleaned_data["precision"])
    return page(request, "issue", f"改见报日期：{row}", {"issue": row, "form": form, "moment": moment, "plan": plan, "rows": _rows(plan)})


def _done(plan: Redating) -> str:
    return "见报日期的改动已留待签发，签发之前网站上仍是原来的日期和时期。" if plan.unsigned else "见报日期已改。"


def _rows(plan: Redating | None) -> list[dict[str, Any]]:
    return [
        {
            "article": row.article,
            "state": "条目" if row.fact else "待核",
            "words": sentence(row.fact or row.proposal),
            "old": _span(row.old),
            "new": _span(row.new),
        }
        for row in (plan.changes if plan else [])
    ]


def _span(span: Any) -> str:
    return span_words(*span) if span else "未注明"
