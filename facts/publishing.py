"""Publishing and withdrawing articles: what is public changes here, so these services stand above the newsroom."""

from __future__ import annotations

from typing import Any

from articles.models import Article
from history.changes import change

from .curation import CurationError
from .settling import settle


def publish_article(article: Article, user: Any, *, reason: str = "") -> Article:
    """发布: from a draft or an article in review. Its accepted facts become public with it."""
    with change(user, "发布", reason=reason) as group:
        row = _stored(article)
        if row.state == Article.State.PUBLISHED:
            raise CurationError("这篇报道已经发布。")
        if row.current is None or not row.text.strip():
            raise CurationError("这篇报道还没有正文，不能发布。")
        group.update(row, {"state": Article.State.PUBLISHED, "published_at": row.published_at or group.at, "state_reason": ""})
        settle(group, articles=[row.pk])
        return row


def withdraw_article(article: Article, user: Any, reason: str) -> Article:
    """撤下: the article answers with the reason; facts left without another public citation leave with it."""
    if not reason.strip():
        raise CurationError("请写明撤下的理由，它会公开显示。")
    with change(user, "撤下报道", reason=reason) as group:
        row = _stored(article)
        if row.state != Article.State.PUBLISHED:
            raise CurationError("只有已发布的报道可以撤下。")
        group.update(row, {"state": Article.State.WITHDRAWN, "state_reason": reason})
        settle(group, articles=[row.pk], reason=reason)
        return row


def _stored(article: Article) -> Article:
    return Article.objects.select_related("current", "issue__publication").get(pk=article.pk)
