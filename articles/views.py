"""Pages of articles, issues and authors. What may be shown of an article follows from its publication's right of use."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_noop

from history.models import PublicSpan
from projects.models import Project
from zones.models import Zone
from zones.pages import PublicDetailView, PublicListView, page_of

from .filtersets import ArticleFilterSet
from .models import Article, Author, Byline, Issue, Publication


def listed(articles: QuerySet) -> QuerySet:
    """Articles as lists show them: the newest issue first, within it as printed."""
    zones = Prefetch("zones", Zone.objects.public().in_list_order(), to_attr="public_zones")
    return articles.select_related("issue__publication").prefetch_related(signed(), zones)


def signed() -> Prefetch:
    """`signatures`: the bylines; `has_page` where the author has one, else the name stands alone."""
    has_page = Exists(Author.objects.public().filter(pk=OuterRef("author_id")))
    return Prefetch("bylines", Byline.objects.select_related("author").annotate(has_page=has_page), to_attr="signatures")


class ArticleListView(PublicListView):
    template_name = "articles/article_list.html"
    filterset_class = ArticleFilterSet
    fields = ("q", "zone", "publication", "year")

    def get_queryset(self) -> QuerySet:
        return listed(Article.objects.public())


class ArticleView(PublicDetailView):
    model = Article
    template_name = "articles/article.html"
    gone_heading = gettext_noop("该报道已撤下")

    def get_queryset(self) -> QuerySet:
        projects = Prefetch("projects", Project.objects.public(), to_attr="public_projects")
        return listed(Article.objects.select_related("current", "source_page")).prefetch_related(projects, "versions")

    def get_context(self, article: Article) -> dict[str, Any]:
        in_issue = Article.objects.public().filter(issue=article.issue_id)
        after = in_issue.filter(order__gt=article.order).order_by("order", "pk").first()
        return {"article": article, "full": article.issue.publication.right == Publication.Right.FULL, "next_article": after}

    def reason_for(self, row: Article, span: PublicSpan) -> str:
        """The reason for sending it back later is the newsroom's own."""
        return row.state_reason if row.state == Article.State.WITHDRAWN else span.reason


class IssueView(PublicDetailView):
    model = Issue
    template_name = "articles/issue.html"
    gone_heading = gettext_noop("该期内容已撤下")

    def get_queryset(self) -> QuerySet:
        return Issue.objects.select_related("publication")

    def get_context(self, issue: Issue) -> dict[str, Any]:
        articles = listed(Article.objects.public().filter(issue=issue)).select_related("source_page")
        return {"issue": issue, "page": page_of(self.request, articles.order_by("source_page__page_number", "order", "pk"), 50)}


class AuthorView(PublicDetailView):
    model = Author
    template_name = "articles/author.html"
    gone_heading = gettext_noop("该作者的报道已撤下")

    def get_context(self, author: Author) -> dict[str, Any]:
        signed_here = Article.objects.public().filter(bylines__author=author, issue__publication__right=Publication.Right.FULL)
        return {"author": author, "page": page_of(self.request, listed(signed_here.distinct()))}
