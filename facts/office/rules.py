"""The rule report card, reading everything anew, and the present engine held against all decisions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from articles.models import EditorZones
from facts.compared import add_up, latest
from facts.comparison import Comparison
from facts.models import Proposal, TaskProgress
from facts.permissions import Act, allowed
from facts.report_card import report_card
from facts.rule_words import rule_words
from facts.tasks import start_comparison, start_reextraction
from facts.vocabulary import Rejection

from .acting import attempt, may, one_or_404, page, progress_of, wants_progress

_MOST = 200


@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    may(request, Act.DECIDE)
    cards = report_card(Proposal.objects.for_editor(request.user))
    rows = [(rule_words(card.rule), card, round(card.rate * 100) if card.rate is not None else None, _reasons(card.reasons)) for card in cards]
    last = latest(_comparisons(request.user))
    context = {"rows": rows, "may_reextract": allowed(request.user, Act.REEXTRACT_ALL), "last": last, "share": last and _percent(add_up(last.log).totals)}
    return page(request, "rules", "规则成绩单", context)


@require_POST
def reextract_all(request: HttpRequest) -> HttpResponse:
    """重新识别 of every article, on the worker; decisions stay."""
    may(request, Act.REEXTRACT_ALL)
    well, task = attempt(request, lambda: start_reextraction(request.user), "开始全部重新识别；已作的决定不变。")
    return HttpResponseRedirect(reverse("admin:task", args=[task.pk]) if well else reverse("admin:rules"))


@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """What the present engine would propose against all decisions, on the worker; nothing changes."""
    may(request, Act.REEXTRACT_ALL)
    well, task = attempt(request, lambda: start_comparison(request.user), "开始对照；只读，不改动任何条目。")
    return HttpResponseRedirect(reverse("admin:comparison", args=[task.pk]) if well else reverse("admin:rules"))


@require_GET
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    row = one_or_404(_comparisons(request.user), pk)
    may(request, Act.DECIDE)
    if wants_progress(request):
        return progress_of(row)
    found = add_up(row.log)
    shown = {name: (len(rows), rows[:_MOST]) for name, rows in (("lost", found.lost), ("gained", found.gained), ("changed", found.changed))}
    context = {
        "task": row, "finished": row.finished, "found": found, "shares": _percent(found.totals), "most": _MOST, **shown,
        "rules": [(rule_words(rule.rule), rule) for rule in sorted(found.totals.rules.values(), key=lambda rule: rule.rule)],
    }  # fmt: skip
    return page(request, "comparison", "识别程序与已有决定对照", context)


def _comparisons(user: Any) -> QuerySet[TaskProgress]:
    """A comparison tells of the articles of who started it: one's own, and for editors of all zones everybody's."""
    rows = TaskProgress.objects.filter(kind=TaskProgress.Kind.COMPARISON)
    return rows if EditorZones.zones_of(user) is None else rows.filter(user=user)


def _percent(totals: Comparison) -> list[str]:
    """Agreement with accepted and with rejected, written as the command writes it."""
    return ["（尚无）" if share is None else f"{share:.1%}" for share in (totals.accepted_share, totals.rejected_share)]


def _reasons(counts: dict[str, int]) -> str:
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    return "、".join(f"{Rejection(reason).label} {count}" for reason, count in ordered if reason in Rejection.values)
