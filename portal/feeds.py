"""Atom feeds of what became public last: articles, and facts as sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from facts.models import Fact
from facts.shown import with_sources
from facts.templatetags.claims import dated, sentence
from history.models import PublicSpan

LENGTH = 30


class LatestFeed(Feed):
    """The newest public objects of one kind, dated by when they became public; addresses begin with SITE_URL."""

    feed_type = Atom1Feed

    def rows(self) -> QuerySet:
        raise NotImplementedError

    def items(self) -> QuerySet:
        rows = self.rows()
        spans = PublicSpan.objects.at().filter(kind=rows.model._meta.label_lower, object_id=OuterRef("pk"))
        return rows.annotate(public_since=Subquery(spans.values("from_at")[:1])).order_by("-public_since", "-pk")[:LENGTH]

    def item_pubdate(self, item: Any) -> datetime:
        return item.public_since

    def item_link(self, item: Any) -> str:
        return f"{settings.SITE_URL}{item.get_absolute_url()}"


class ArticlesFeed(LatestFeed):
    title = _("开发区实录：最新报道")
    link = reverse_lazy("articles:article_list")

    def rows(self) -> QuerySet:
        return Article.objects.public().select_related("issue__publication")

    def item_title(self, item: Article) -> str:
        return item.headline

    def item_description(self, item: Article) -> str:
        return f"{item.issue.publication} {dated(item.issue)}"


class FactsFeed(LatestFeed):
    title = _("开发区实录：最新条目")
    link = reverse_lazy("portal:home")

    def rows(self) -> QuerySet:
        return with_sources(Fact.objects.public())

    def item_title(self, item: Fact) -> str:
        return sentence(item)

    def item_description(self, item: Fact) -> str:
        """The quote, so that a reader of the feed sees the words themselves."""
        return f"“{item.sources[0].quote}”" if item.sources else ""
