"""Which pages and issues an editor may see: the rule of `Article.objects.for_editor`, carried over."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from .models import Article, EditorZones, Issue, SourcePage


def pages_for(user: Any, pages: QuerySet[SourcePage]) -> QuerySet[SourcePage]:
    """Pages whose articles are all the user's to work on; a page without articles belongs to who uploaded it."""
    if EditorZones.zones_of(user) is None:
        return pages
    mine = Article.objects.for_editor(user).values("pk")
    on_page = Article.objects.filter(source_page=OuterRef("pk"))
    return pages.exclude(Exists(on_page.exclude(pk__in=mine))).filter(Exists(on_page) | Q(uploaded_by=user))


def issues_for(user: Any, issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Issues with nothing but the user's articles; for an editor without a limit all of them."""
    if EditorZones.zones_of(user) is None:
        return issues
    mine = Article.objects.for_editor(user).values("pk")
    articles = Article.objects.filter(issue=OuterRef("pk"))
    return issues.filter(Exists(articles)).exclude(Exists(articles.exclude(pk__in=mine)))
