"""An article's way to the public and back: 送审、退回、签发、撤下、下架, each with what follows from it shown before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.models import Article
from facts import publishing, reprints
from facts.permissions import Act, allowed
from facts.reextraction import reextract_article
from facts.sentences import sentence
from facts.unsigned import drop_unsigned, unsigned_changes

from .acting import article_or_404, attempt, may, number, one_or_404, page

Doing = Callable[[Article, Any, Any], Any]  # the article, who asks, the form


def _with_reason(service: Callable[[Article, Any, str], Any]) -> Doing:
    return lambda article, user, asked: service(article, user, asked.get("reason", ""))


def _sign(article: Article, user: Any, asked: Any) -> Any:
    return publishing.sign_off(article, user, reason=asked.get("reason", ""))


def _publish(article: Article, user: Any, asked: Any) -> Any:
    return publishing.publish_article(article, user, reason=asked.get("reason", ""))


def _withdraw(article: Article, user: Any, asked: Any) -> Any:
    return publishing.withdraw_article(article, user, asked.get("reason", ""), seen=asked.get("seen", ""))


_STEPS: dict[str, tuple[Act, str, Doing]] = {
    "send": (Act.EDIT_DRAFT, "已送审。", lambda article, user, asked: publishing.send_to_review(article, user)),
    "back": (Act.REVIEW, "已退回，作者可以再编。", _with_reason(publishing.send_back)),
    "sign": (Act.REVIEW, "已签。", _sign),
    "publish": (Act.PUBLISH, "已发布，网站上可以看到。", _publish),
    "release": (Act.PUBLISH, "新采用的条目和待签的改动已签发。", lambda article, user, asked: publishing.release_decisions(article, user)),
    "withdraw": (Act.WITHDRAW, "已撤下，页面显示理由。", _withdraw),
    "take_down": (Act.TAKE_DOWN, "已下架，公开各处都不再出现。", _with_reason(publishing.take_down)),
    "put_back": (Act.TAKE_DOWN, "已恢复。", _with_reason(publishing.put_back)),
    "reextract": (Act.REEXTRACT, "已重新识别；已作的决定不变。", lambda article, user, asked: reextract_article(article, user)),
    "reprint": (Act.EDIT_DRAFT, "已确认为转载，与原报道算同一来源。", lambda article, user, asked: reprints.decide_reprint(article, user, article.same_as)),
    "no_reprint": (Act.EDIT_DRAFT, "已记为不是转载。", lambda article, user, asked: reprints.decide_reprint(article, user, None)),
}


@require_http_methods(["GET", "HEAD", "POST"])
def states(request: HttpRequest, pk: int) -> HttpResponse:
    article = article_or_404(request, pk)
    if request.method == "POST":
        step, dropped = request.POST.get("step", ""), request.POST.get("drop", "")
        if dropped:
            may(request, Act.CORRECT_TEXT)
            change = one_or_404(unsigned_changes(article), number(dropped))
            attempt(request, lambda: drop_unsigned(change, request.user), "已撤回，这项改动不再待签。")
        elif step in _STEPS:
            act, done, do = _STEPS[step]
            may(request, act)
            attempt(request, lambda: do(article, request.user, request.POST), done)
        return HttpResponseRedirect(reverse("admin:article_states", args=[article.pk]))
    leaving = publishing.preview_withdrawal(article) if article.state == Article.State.PUBLISHED else publishing.Withdrawal()
    counts = {state: article.proposals.filter(state=state).count() for state in ("pending", "held", "accepted", "corrected", "rejected")}
    may_do = {step: allowed(request.user, act) for step, (act, _, _) in _STEPS.items()}
    return page(request, "states", f"签发与撤下：{article.headline}", {
        "article": article, "levels": settings.REVIEW_LEVELS, "sign_offs": article.sign_offs.select_related("user"), "level": publishing.next_level(article),
        "why_not": publishing.may_sign(article, request.user), "unreleased": publishing.unreleased(article).count(), "counts": counts,
        "changes": unsigned_changes(article), "may_drop": allowed(request.user, Act.CORRECT_TEXT),
        "leaving": [sentence(fact) for fact in leaving.leaving], "staying": [sentence(fact) for fact in leaving.staying], "token": leaving.token,
        "original": _original(request, article),
        "may": may_do | dict.fromkeys(("reprint", "no_reprint"), allowed(request.user, reprints.needed(article))),
    })  # fmt: skip


def _original(request: HttpRequest, article: Article) -> Article | None:
    """What this one may be a reprint of, unless that is another editor's and still unpublished."""
    row = article.same_as
    if row is None or Article.objects.for_editor(request.user).filter(pk=row.pk).exists():
        return row
    return Article.objects.public().filter(pk=row.pk).first()
