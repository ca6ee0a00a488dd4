"""What the sign-offs of an article stand for: the content that was signed, and nothing that came after."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from articles.models import Article
from history.changes import Change
from history.models import Event

from .roles import Role, role_of


def released_at_once(article: Article, user: Any) -> bool:
    """Whether a decision taken now needs no signature of its own: the article is still to be published, or its only signer decided."""
    if article.state != Article.State.PUBLISHED:
        return True
    return settings.REVIEW_LEVELS == 1 and (role_of(user) or 0) >= Role.CHIEF_EDITOR


def reopen_review(group: Change, article: Article) -> None:
    """The content changed: signatures given in this round no longer count."""
    row = Article.objects.get(pk=article.pk)
    if row.sign_offs.filter(round=row.review_round).exists():
        group.update(row, {"review_round": row.review_round + 1}, action="内容变动，重新审签")


def reopen_after(group: Change) -> None:
    """The same for all articles whose row or bylines this group has written."""
    touched = set()
    for event in Event.objects.filter(number=group.number, kind__in=["articles.article", "articles.byline"]):
        row = event.after or event.before or {}
        touched.add(row["id"] if event.kind == "articles.article" else row["article_id"])
    for article in Article.objects.filter(pk__in=touched):
        reopen_review(group, article)
