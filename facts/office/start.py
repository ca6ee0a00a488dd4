"""工作台: what waits for this editor, and what they did lately. Counts only what they may see."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from articles.models import Article, SourcePage
from articles.visible import pages_for
from facts.models import Citation, Conflict, Proposal, TaskProgress
from facts.office.visible import citations_for, conflicts_for
from facts.unresolved import unresolved_names
from history.lately import lately

_SHORT = 6


def start_context(user: Any) -> dict[str, Any]:
    articles = Article.objects.for_editor(user)
    pending = Proposal.objects.pending().for_editor(user)
    stale = stale_citations(user)
    conflicts = open_conflicts(user)
    failed = pages_for(user, SourcePage.objects.filter(status=SourcePage.Status.FAILED))
    split = pages_for(user, SourcePage.objects.filter(status=SourcePage.Status.SPLIT))
    return {
        "pending_count": pending.count(),
        "held_count": Proposal.objects.filter(state=Proposal.State.HELD).for_editor(user).count(),
        "zones": pending.values("article__zones", "article__zones__short_name", "article__zones__name").annotate(count=Count("pk")).order_by("-count")[:20],
        "stale_count": stale.count(),
        "stale": stale.select_related("version__article", "fact")[:_SHORT],
        "conflict_count": conflicts.count(),
        "conflicts": conflicts.prefetch_related("facts__indicator")[:_SHORT],
        "failed_count": failed.count(),
        "failed": failed.defer("content", "split")[:_SHORT],
        "split_pages": split.defer("content", "split")[:_SHORT],
        "in_review": articles.filter(state=Article.State.IN_REVIEW).select_related("issue__publication")[:_SHORT],
        "drafts": articles.filter(state=Article.State.DRAFT).select_related("issue__publication")[:_SHORT],
        "draft_count": articles.filter(state=Article.State.DRAFT).count(),
        "unreleased": articles.filter(Q(versions__citations__released=False) | Q(unsigned_changes__state="waiting")).distinct()[:_SHORT],
        "unresolved": unresolved_names(user, limit=8),
        "tasks": TaskProgress.objects.filter(user=user, state__in=[TaskProgress.State.WAITING, TaskProgress.State.RUNNING])[:_SHORT],
        "lately": lately(user, 12),
    }


def stale_citations(user: Any) -> QuerySet[Citation]:
    """Quotes that the current text no longer bears out, of facts that still stand."""
    live = Citation.objects.filter(fact__superseded_at__isnull=True, fact__withdrawn_at__isnull=True)
    return citations_for(user, live.filter(state=Citation.State.STALE)).order_by("pk")


def open_conflicts(user: Any) -> QuerySet[Conflict]:
    return conflicts_for(user, Conflict.objects.filter(closed_at__isnull=True))
