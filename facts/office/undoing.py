"""撤销 from the start page: one's own groups, a chief editor's anyone's, and never anything of other people's articles."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles.models import Article, EditorZones, TextVersion
from facts import curation
from facts.models import Citation
from facts.permissions import Role, role_of
from history.models import Event

from .acting import attempt, number


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """`page`: the id of the uploaded page to go back to, instead of the start page."""
    wanted, back = number(request.POST.get("number", "")), number(request.POST.get("page", ""))
    foreign = _is_foreign(request.user, wanted)
    if foreign and (role_of(request.user) or 0) < Role.CHIEF_EDITOR:
        raise PermissionDenied("只能撤销自己的操作；别人的请主编处理。")
    if EditorZones.zones_of(request.user) is not None and not _within(request.user, wanted, foreign):
        raise Http404
    attempt(request, lambda: curation.undo(wanted, request.user), "已撤销，各处恢复原样。")
    return HttpResponseRedirect(reverse("admin:index") if back < 0 else reverse("admin:split", args=[back]))


def may_undo(user: Any, wanted: int) -> bool:
    """Whether `undo` would let this user try."""
    foreign = _is_foreign(user, wanted)
    if foreign and (role_of(user) or 0) < Role.CHIEF_EDITOR:
        return False
    return EditorZones.zones_of(user) is None or _within(user, wanted, foreign)


def _is_foreign(user: Any, wanted: int) -> bool:
    return Event.objects.filter(number=wanted).exclude(actor=user).exists()


def _within(user: Any, wanted: int, foreign: bool) -> bool:
    """Whether all articles that the group reaches are the user's; another's group that reaches none is not theirs either."""
    reached = _articles_reached(wanted)
    if not reached:
        return not foreign
    return Article.objects.for_editor(user).filter(pk__in=reached).count() == len(reached)


def _articles_reached(wanted: int) -> set[int]:
    """Ids of the articles whose rows, texts, proposals, facts, pages or issues the group has written."""
    articles: set[int] = set()
    links: dict[str, set[int]] = {"version_id": set(), "fact_id": set(), "articles.sourcepage": set(), "articles.issue": set(), "articles.publication": set()}
    for event in Event.objects.filter(number=wanted):
        if event.kind == "articles.article":
            articles.add(int(event.object_id))
        elif event.kind == "facts.fact":
            links["fact_id"].add(int(event.object_id))
        elif event.kind in links:
            links[event.kind].add(int(event.object_id))
        for row in (event.before, event.after):
            if isinstance(row, dict):
                articles |= {row["article_id"]} if row.get("article_id") else set()
                links["version_id"] |= {row["version_id"]} if row.get("version_id") else set()
    articles.update(TextVersion.objects.filter(pk__in=links["version_id"]).values_list("article_id", flat=True))
    articles.update(Citation.objects.filter(fact__in=links["fact_id"]).values_list("version__article_id", flat=True))
    articles.update(Article.objects.filter(source_page__in=links["articles.sourcepage"]).values_list("pk", flat=True))
    articles.update(Article.objects.filter(issue__in=links["articles.issue"]).values_list("pk", flat=True))
    articles.update(Article.objects.filter(issue__publication__in=links["articles.publication"]).values_list("pk", flat=True))
    return articles
