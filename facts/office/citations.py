"""复核 of a citation whose quote the current text no longer bears out: confirm, choose another place, or let it go."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.passages import sentence_bounds
from facts.correcting import drop_citation, near_matches, reanchor, reconfirm
from facts.curation import CurationError
from facts.models import Citation, UnsignedChange
from facts.permissions import Act
from facts.sentences import sentence

from .acting import attempt, may, number, one_or_404, page
from .start import stale_citations
from .visible import citations_for


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Citation.objects.select_related("fact__indicator", "version__article__current", "version__article__issue__publication")
    citation = one_or_404(citations_for(request.user, rows), pk)
    may(request, Act.CORRECT_TEXT)
    if request.method == "POST":
        well, _ = attempt(request, lambda: _decide(citation, request), _done)
        following = _next(request.user, citation) if well else pk
        return HttpResponseRedirect(reverse("admin:index") if following is None else reverse("admin:citation_review", args=[following]))
    article = citation.version.article
    old = citation.version.text[slice(*sentence_bounds(citation.version.text, citation.start, citation.end))]
    near = [(match, article.text[slice(*sentence_bounds(article.text, match.start, match.end))]) for match in near_matches(citation)]
    waiting = UnsignedChange.objects.filter(kind=UnsignedChange.Kind.CITATION, target_id=pk, state=UnsignedChange.State.WAITING).first()
    left = _left(request.user, citation).count()
    context = {"citation": citation, "left": left, "article": article, "old": old, "near": near, "words": sentence(citation.fact), "waiting": waiting}
    return page(request, "citation", "复核出处", context)


def _left(user: Any, citation: Citation) -> QuerySet[Citation]:
    """The other quotes of the same article that wait for an editor."""
    waiting = UnsignedChange.objects.filter(kind=UnsignedChange.Kind.CITATION, state=UnsignedChange.State.WAITING).values("target_id")
    rows = stale_citations(user).filter(version__article=citation.version.article_id)
    return rows.exclude(pk=citation.pk).exclude(pk__in=waiting).order_by("version", "start", "pk")


def _next(user: Any, citation: Citation) -> int | None:
    rows = _left(user, citation)
    later = rows.filter(version=citation.version_id, start__gte=citation.start).first()
    return next((row.pk for row in (later, rows.first()) if row is not None), None)


def _done(outcome: object) -> str:
    return "已留待签发，签发之前网站上仍标着待复核。" if isinstance(outcome, UnsignedChange) else "已复核。"


def _decide(citation: Citation, request: HttpRequest) -> Citation | UnsignedChange | None:
    """`seen` is the text version that the places on the page were taken from."""
    asked = request.POST
    seen = number(asked.get("seen", "")) if "seen" in asked else None
    match asked.get("decision"):
        case "confirm":
            return reconfirm(citation, request.user, seen=seen)
        case "anchor":
            start, _, end = asked.get("place", "").partition("-")
            return reanchor(citation, request.user, number(start), number(end), seen=seen)
        case "words":
            start, end = _found(citation.version.article.text, asked.get("exact", "").strip())
            return reanchor(citation, request.user, start, end, seen=seen)
        case "drop":
            return drop_citation(citation, request.user, asked.get("reason", ""))
        case _:
            raise CurationError("请选择如何处理这处出处。")


def _found(text: str, words: str) -> tuple[int, int]:
    if not words or text.count(words) != 1:
        raise CurationError("请写出现行正文里只出现一次的原话。")
    return text.index(words), text.index(words) + len(words)
