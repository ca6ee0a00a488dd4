"""API: articles, their authors and publications."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from history.models import PublicSpan
from projects.models import Project
from zones.api.paging import Key
from zones.api.viewsets import PublicViewSet
from zones.models import Zone

from .filtersets import ArticleFilterSet, AuthorFilterSet, PublicationFilterSet
from .models import Article, Author, Byline, Issue, Publication
from .serializers import ArticleDetailSerializer, ArticleSerializer, AuthorSerializer, PublicationSerializer

_BY_NAME = {"name": (Key("name"),), "-name": (Key("name", True),)}


class ArticleViewSet(PublicViewSet):
    """报道。正文为纯文本，段落之间一个换行；条目的出处以字符位置指向它。"""

    model = Article
    serializer_class = ArticleSerializer
    detail_serializer_class = ArticleDetailSerializer
    filterset_class = ArticleFilterSet
    lookup_field = "slug"
    lookup_value_regex = r"[-\w]+"
    orderings = {
        "-date": (Key("issue__date", True),),
        "date": (Key("issue__date"),),
        "-published_at": (Key("published_at", True),),
        "published_at": (Key("published_at"),),
    }

    def get_queryset(self) -> QuerySet:
        has_page = Exists(Author.objects.public(self.as_of).filter(pk=OuterRef("author_id")))
        rows = Article.objects.public(self.as_of).select_related("issue__publication")
        return (rows if self.action == "list" else rows.select_related("current")).prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author").annotate(has_page=has_page), to_attr="signatures"),
            Prefetch("zones", Zone.objects.public(self.as_of).in_list_order(), to_attr="public_zones"),
            Prefetch("projects", Project.objects.public(self.as_of), to_attr="public_projects"),
        )

    def reason_for(self, row: Any, span: PublicSpan) -> str:
        return row.state_reason if row.state == Article.State.WITHDRAWN else span.reason


class AuthorViewSet(PublicViewSet):
    """作者。"""

    model = Author
    serializer_class = AuthorSerializer
    filterset_class = AuthorFilterSet
    lookup_field = "slug"
    lookup_value_regex = r"[-\w]+"
    orderings = _BY_NAME

    def get_queryset(self) -> QuerySet:
        return Author.objects.public(self.as_of)


class PublicationViewSet(PublicViewSet):
    """媒体：本站收录有其公开报道的。"""

    model = Publication
    serializer_class = PublicationSerializer
    filterset_class = PublicationFilterSet
    lookup_field = "pk"
    lookup_value_regex = r"\d{1,18}"
    orderings = _BY_NAME

    def get_queryset(self) -> QuerySet:
        return Publication.objects.filter(Exists(Issue.objects.public(self.as_of).filter(publication=OuterRef("pk"))))
