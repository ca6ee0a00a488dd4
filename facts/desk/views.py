"""The review desk: queue, one article's desk, its decisions, readings. The same address answers a browser without a script and the desk's own script."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from articles.models import Article
from facts.correcting import relocate
from facts.models import Proposal
from facts.permissions import Act, NotAllowed, allowed
from facts.vocabulary import Rejection
from history.models import Event
from zones.models import Zone

from .board import Board, Row, excerpt, slots_of
from .deciding import Outcome, Refused, decide
from .forms import ClaimForm
from .known import known_about
from .overtaken import last_seen
from .queue import QueueForm, articles_waiting, next_article, waiting_for
from .readings import normalised, read_selection, read_value

_UNDO_DEPTH = 50


def article_or_404(user: Any, pk: int) -> Article:
    found = Article.objects.for_editor(user).select_related("current", "issue__publication").filter(pk=pk).first()
    if found is None or found.current is None:
        raise Http404
    return found


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    _require_desk(request)
    waiting = waiting_for(request.user)
    form = QueueForm(request.GET, waiting)
    chosen = form.narrow(waiting)
    page = Paginator(articles_waiting(chosen), 30).get_page(request.GET.get("p"))
    asked = {name: value for name, value in request.GET.items() if name in form.fields and value}
    context = {
        **admin.site.each_context(request), "title": "待核清单", "form": form, "page": page, "total": chosen.count(), "asked": urlencode(asked),
        "may_bulk": allowed(request.user, Act.BULK),
    }  # fmt: skip
    return render(request, "admin/facts/desk/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    article = article_or_404(request.user, pk)
    _require_desk(request)
    if request.method == "POST":
        return _post(request, article)
    board = Board(article)
    row = _asked_row(board, request.GET.get("proposal", "")) or board.first()
    context = _panel(request, board, row)
    if _wants_json(request):
        return JsonResponse(_answer(request, board, row, context))
    return _page(request, board, row, context)


def _page(request: HttpRequest, board: Board, row: Row | None, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The whole desk, with what its script needs to start."""
    stack = _undo_stack(request.user, board)
    said = list(board.article.proposals.values("subject", "scope"))
    context |= {
        **admin.site.each_context(request), "title": board.article.headline, "undo_stack": json.dumps(stack), "undo_last": stack[-1][0] if stack else None,
        "order": json.dumps([other.pk for other in board.rows]), "slots_json": json.dumps(_slot_places(row)),
        "names": {name: sorted(filter(None, {claim[name] for claim in said})) for name in ("subject", "scope")},
    }  # fmt: skip
    return render(request, "admin/facts/desk/desk.html", context, status=status)


def _slot_places(row: Row | None) -> list[list[Any]]:
    return [[slot.name, slot.start, slot.end] for slot in slots_of(row.proposal)] if row else []


def _post(request: HttpRequest, article: Article) -> HttpResponse:
    asked = _number(request.POST.get("proposal", ""))
    proposal = _decidable(article, asked)
    skipped = [int(part) for part in request.POST.get("skipped", "").split(",") if part.isdecimal() and len(part) < 19]
    try:
        outcome = decide(article, proposal, request.POST, request.user)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from None
    except Refused as refusal:
        return _refuse(request, article, asked, refusal)
    board = Board(article)
    row = _next(board, asked, outcome, skipped)
    if _wants_json(request):
        return JsonResponse(_answer(request, board, row, _panel(request, board, row), outcome))
    messages.success(request, outcome.message)
    query = urlencode({"proposal": row.pk}) if row else ""
    return HttpResponseRedirect(f"{reverse('admin:desk', args=[article.pk])}?{query}#panel")


def _refuse(request: HttpRequest, article: Article, asked: int, refusal: Refused) -> HttpResponse:
    """Nothing was saved: the same proposal again, as it stands now, with what the editor had filled in."""
    if request.POST.get("action") == "add":
        return _refuse_missing(request, article, refusal)
    article = article_or_404(request.user, article.pk)
    board = Board(article)
    row = board.by_pk.get(asked) or board.first()
    context = _panel(request, board, row, refusal=refusal)
    status = 422 if refusal.invalid else 409
    if _wants_json(request):
        answer = _answer(request, board, row, context) | {"refused": str(refusal)} | _new_text(request, board, row)
        return JsonResponse(answer, status=status)
    return _page(request, board, row, context, status)


def _new_text(request: HttpRequest, board: Board, row: Row | None = None) -> dict[str, Any]:
    """The left half, where the page stands on an older text."""
    if request.POST.get("version") == str(board.article.current_id):
        return {}
    return {"version": board.article.current_id, "text": render_to_string("admin/facts/desk/_text.html", {"board": board, "row": row}, request)}


def _refuse_missing(request: HttpRequest, article: Article, refusal: Refused) -> HttpResponse:
    """The form of a missing fact again as it was filled in; its words are looked up in the text that stands now."""
    article = article_or_404(request.user, article.pk)
    seen = article.versions.filter(pk=_number(request.POST.get("version", ""))).first()
    start, end = _number(request.POST.get("start", "")), _number(request.POST.get("end", ""))
    if seen is not None and seen.pk != article.current_id and 0 <= start < end <= len(seen.text):
        at = relocate(seen.text, article.text, start, end)
        start, end = (-1, -1) if at is None else (at, at + end - start)
    anchor = {"start": start, "end": end, "exact": article.text[start:end]} if 0 <= start < end <= len(article.text) else None
    draft = Proposal(article=article, version=article.current, anchors=[anchor] if anchor else [])
    form = refusal.form or ClaimForm(request.POST, instance=draft)
    form.auto_id = "add_%s"
    context = {"form": form, "article": article, "anchor": anchor, "refusal": refusal, "exact": request.POST.get("exact", "")}
    status = 422 if refusal.invalid else 409
    if _wants_json(request):
        missing = render_to_string("admin/facts/desk/_add.html", context, request)
        return JsonResponse({"refused": str(refusal), "missing": missing} | _new_text(request, Board(article)), status=status)
    return render(request, "admin/facts/desk/add.html", {**admin.site.each_context(request), "title": "补录", **context}, status=status)


def _next(board: Board, asked: int, outcome: Outcome, skipped: list[int]) -> Row | None:
    if outcome.back_to is not None and outcome.back_to in board.by_pk:
        return board.by_pk[outcome.back_to]
    here = board.by_pk.get(asked)
    return board.next_pending(here.number if here else 0, skipped)


def _panel(request: HttpRequest, board: Board, row: Row | None, *, refusal: Refused | None = None) -> dict[str, Any]:
    """All that the right half shows of one proposal; without one, that the article is done."""
    context: dict[str, Any] = {
        "board": board, "article": board.article, "row": row, "refusal": refusal, "rejections": Rejection.choices,
        "may_register": allowed(request.user, Act.REGISTER), "typed": request.POST if refusal else {},
    }  # fmt: skip
    if row is None:
        return context | {"next_article": next_article(request.user, board.article)}
    rows = board.sentence_rows(row)
    proposal = row.proposal
    waiting = [other for other in rows if other.pending]
    known = known_about(proposal, request.user) if row.undecided else None
    following = board.next_pending(row.number, [row.pk])
    return context | {
        "excerpt": excerpt(proposal), "slots": slots_of(proposal), "rows": rows, "known": known,
        "ready": [other for other in waiting if not other.unresolved], "normalised": normalised(proposal) if proposal.value else "",
        "form": (refusal.form if refusal and refusal.form else None) or ClaimForm(instance=proposal),
        "previous": next((other for other in reversed(board.rows) if other.number < row.number), None),
        "following": next((other for other in board.rows if other.number > row.number), None),
        "skip_to": following, "done": not row.undecided,
        "next_article": next_article(request.user, board.article) if not board.pending_count else None,
        "zones": Zone.objects.filter(published=True).in_list_order() if known and known.subject else [],
        "trace": proposal.trace if isinstance(proposal.trace, dict) else {}, "seen": last_seen([other.pk for other in rows]),
    }  # fmt: skip


def _answer(request: HttpRequest, board: Board, row: Row | None, context: dict[str, Any], outcome: Outcome | None = None) -> dict[str, Any]:
    """The next state of the article's proposals, and the panel of the one at hand."""
    return {
        "panel": render_to_string("admin/facts/desk/_panel.html", context, request),
        "current": row.pk if row else None,
        "states": {str(other.pk): other.state for other in board.rows},
        "pending": board.pending_count,
        "slots": _slot_places(row),
        "message": outcome.message if outcome else "",
        "undo": outcome.undo if outcome else [],
    }


@require_GET
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for a missing fact, filled from the words that the editor selected (or, without a script, wrote out)."""
    article = article_or_404(request.user, pk)
    _require_desk(request)
    start, end = _selected(article.text, request.GET)
    if not 0 <= start < end <= len(article.text) or end - start > 400:
        return _unread(request, article)
    draft, note = read_selection(article, start, end)
    context = {
        "form": ClaimForm(instance=draft, auto_id="add_%s"), "article": article, "anchor": draft.anchors[0], "note": note,
        "normalised": normalised(draft) if draft.value else "",
    }  # fmt: skip
    if _wants_json(request):
        return JsonResponse({"panel": render_to_string("admin/facts/desk/_add.html", context, request)})
    return render(request, "admin/facts/desk/add.html", {**admin.site.each_context(request), "title": "补录", **context})


def _selected(text: str, asked: Any) -> tuple[int, int]:
    words = asked.get("exact", "").strip()
    if words:
        return (text.index(words), text.index(words) + len(words)) if text.count(words) == 1 else (-1, -1)
    return _number(asked.get("start", "")), _number(asked.get("end", ""))


def _unread(request: HttpRequest, article: Article) -> HttpResponse:
    words = "请在正文中选出（或写出）说明这一条的文字：只出现一次，不超过400字。"
    if _wants_json(request):
        return JsonResponse({"error": words}, status=422)
    messages.error(request, words)
    return HttpResponseRedirect(reverse("admin:desk", args=[article.pk]))


@require_GET
def value(request: HttpRequest) -> HttpResponse:
    """What a value box says, while it is being typed."""
    _require_desk(request)
    read = read_value(request.GET.get("words", "")[:200], request.GET.get("unit", "")[:30])
    if read.error:
        return JsonResponse({"error": read.error})
    return JsonResponse({"words": read.words, "columns": read.columns})


def _require_desk(request: HttpRequest) -> None:
    if not allowed(request.user, Act.DECIDE):
        raise PermissionDenied("核对条目需要编辑权限，请联系主编或管理员。")


def _decidable(article: Article, pk: int) -> Proposal | None:
    row = article.proposals.select_related("version", "decided_by", "fact").filter(pk=pk).first()
    if row is not None:
        row.article = article
    return row


def _asked_row(board: Board, words: str) -> Row | None:
    if words and _number(words) not in board.by_pk:
        raise Http404
    return board.by_pk.get(_number(words))


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 19 else -1


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _undo_stack(user: Any, board: Board) -> list[list[int]]:
    """The groups of this user's decisions on this article that still stand, oldest first, for the undo key after a reload."""
    keys = [str(row.pk) for row in board.rows]
    numbers = (
        Event.objects.filter(actor=user, kind="facts.proposal", object_id__in=keys, undoes__isnull=True)
        .order_by("-number").values_list("number", flat=True).distinct()[:_UNDO_DEPTH]
    )  # fmt: skip
    numbers = list(numbers)
    undone = set(Event.objects.filter(undoes__in=numbers).values_list("undoes", flat=True))
    return [[number] for number in reversed(numbers) if number not in undone]
