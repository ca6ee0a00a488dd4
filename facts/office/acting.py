"""What the editors' pages share: who may come in, one service call with its sentence, and the frame around a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from articles.models import Article
from articles.splitting_edits import SplitError
from facts.curation import CurationError
from facts.models import TaskProgress
from facts.permissions import Act, NotAllowed, allowed


def may(request: HttpRequest, act: Act) -> None:
    """403 with what the act needs, where the user's role does not reach."""
    if not allowed(request.user, act):
        raise PermissionDenied(f"您的权限不能“{act.label}”，请联系主编或管理员。")


def article_or_404(request: HttpRequest, pk: int) -> Article:
    return one_or_404(Article.objects.for_editor(request.user).select_related("current", "issue__publication", "source_page"), pk)


def one_or_404(rows: QuerySet[Any], pk: int) -> Any:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def attempt(request: HttpRequest, do: Callable[[], Any], done: str | Callable[[Any], str]) -> tuple[bool, Any]:
    """Call a service once; its refusal becomes a message. (went well, result)."""
    try:
        result = do()
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except (CurationError, SplitError) as refusal:
        messages.error(request, str(refusal))
        return False, refusal
    except ObjectDoesNotExist:
        raise Http404 from None
    messages.success(request, done(result) if callable(done) else done)
    return True, result


def page(request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    frame = {**admin.site.each_context(request), "title": title, **context}
    return render(request, f"admin/facts/office/{template}.html", frame, status=status)


def wants_progress(request: HttpRequest) -> bool:
    """Whether the page's script asks how far a long task is."""
    return request.headers.get("Accept", "").startswith("application/json")


def progress_of(row: TaskProgress) -> JsonResponse:
    state = {"done": row.done, "total": row.total, "failed": row.failed, "state": row.get_state_display(), "finished": row.finished, "lines": len(row.log)}
    return JsonResponse(state)


def number(words: str) -> int:
    """A row's number from a form or an address; -1 for anything else."""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 19 else -1
