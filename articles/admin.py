"""The newsroom in the admin. Texts and states change only through services; an editor limited to zones sees those articles alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from history.admin import ReadOnlyAdmin, RecordedAdmin, RecordedInline

from .models import Article, Author, AuthorAlias, Byline, EditorZones, Issue, Publication, SignOff, SourcePage, TextVersion
from .visible import issues_for, pages_for

_ONCE_PUBLIC = (Article.State.PUBLISHED, Article.State.WITHDRAWN)


class AuthorAliasInline(RecordedInline):
    model = AuthorAlias


class BylineInline(RecordedInline):
    model = Byline
    autocomplete_fields = ["author"]


@admin.register(Publication)
class PublicationAdmin(RecordedAdmin):
    act = "change_issue"
    list_display = ["name", "right", "website"]
    list_filter = ["right"]
    search_fields = ["name"]
    readonly_fields = ["slug"]
    fields = ["name", "right", "website", "note", "slug"]
    slug_from = "name"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publication]:
        """A publication belongs to all of its articles: no editor limited to zones changes it."""
        rows = super().get_queryset(request)
        return rows.none() if self.admin_site.is_limited(request.user) else rows


@admin.register(Issue)
class IssueAdmin(RecordedAdmin):
    act = "change_issue"
    list_display = ["__str__", "publication", "label", "date", "precision", "inferred", "public_from", "article_count"]
    list_filter = ["publication", "inferred", "precision"]
    list_select_related = ["publication"]
    date_hierarchy = "date"
    search_fields = ["label", "publication__name"]
    autocomplete_fields = ["publication"]
    fields = ["publication", "label", "date", "precision", "inferred", "inferred_from", "public_from"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        mine = Article.objects.for_editor(request.user).values("pk")
        return issues_for(request.user, super().get_queryset(request)).annotate(_articles=Count("articles", filter=Q(articles__in=mine), distinct=True))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The date of an issue with articles fixes periods of facts; it changes through its own page."""
        return ["date", "precision"] if obj else []

    @admin.display(description="报道", ordering="_articles")
    def article_count(self, issue: Issue) -> int:
        return issue._articles


@admin.register(SourcePage)
class SourcePageAdmin(RecordedAdmin):
    """Where the page stood in the paper can be put right later; its bytes and its split have their own page."""

    act = "edit_draft"
    list_display = ["__str__", "issue", "kind", "status", "uploaded_by", "uploaded_at", "error"]
    list_filter = ["status", "kind", "issue__publication"]
    list_select_related = ["issue__publication", "uploaded_by"]
    search_fields = ["filename", "section", "page_number", "=sha256"]
    search_help_text = "按文件名、版名、版次查找"
    date_hierarchy = "uploaded_at"
    fields = ["page_number", "section", "kind", "issue", "filename", "status", "error", "sha256", "uploaded_by", "uploaded_at"]
    readonly_fields = fields[3:]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Where it stood is printed with its published articles: then it is an editor's to change."""
        if obj is not None and obj.articles.filter(state__in=_ONCE_PUBLIC).exists():
            return self.admin_site.allows(request.user, "correct_text")
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourcePage]:
        return pages_for(request.user, super().get_queryset(request).defer("content", "split"))


@admin.register(Author)
class AuthorAdmin(RecordedAdmin):
    list_display = ["name", "merged_into", "note"]
    list_select_related = ["merged_into"]
    search_fields = ["name", "aliases__name"]
    readonly_fields = ["slug", "merged_into"]
    fields = ["name", "note", "slug", "merged_into"]
    inlines = [AuthorAliasInline]
    slug_from = "name"


@admin.register(Article)
class ArticleAdmin(RecordedAdmin):
    act = "edit_draft"
    list_display = ["headline", "issue", "state", "zone_names", "pending_count", "links"]
    list_filter = ["state", "issue__publication", ("zones", admin.RelatedOnlyFieldListFilter), "taken_down"]
    list_select_related = ["issue__publication"]
    search_fields = ["headline", "kicker", "subheadline", "bylines__author__name", "slug"]
    search_help_text = "按标题、引题、副题或作者查找"
    autocomplete_fields = ["zones", "projects"]
    readonly_fields = ["slug", "issue", "source_page", "state", "state_reason", "taken_down", "published_at", "full_text", "reprint_of", "same_as_confirmed"]
    inlines = [BylineInline]
    fieldsets = [
        (None, {"fields": ["kicker", "headline", "subheadline", "zone_printed", "zones", "projects", "original_url", "order"]}),
        ("状态", {"fields": ["state", "state_reason", "taken_down", "published_at", "reprint_of", "same_as_confirmed", "issue", "source_page", "slug"]}),
        ("正文", {"fields": ["full_text"], "description": "正文不在这里改；请用“订正正文”，每条出处都会随之核对。"}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        mine = Article.objects.for_editor(request.user).values("pk")
        undecided = Count("proposals", filter=Q(proposals__state__in=["pending", "held"]), distinct=True)
        return super().get_queryset(request).filter(pk__in=mine).prefetch_related("zones").annotate(_pending=undecided)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles come from uploaded pages."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What has been published is an editor's to change."""
        if obj is not None and obj.state in _ONCE_PUBLIC:
            return self.admin_site.allows(request.user, "correct_text")
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The page's split is shown to those who may see the whole page."""
        article = self.get_object(request, object_id)
        whole = article is not None and article.source_page_id and pages_for(request.user, SourcePage.objects.filter(pk=article.source_page_id)).exists()
        return super().change_view(request, object_id, form_url, {"split_page": article.source_page_id if whole else None, **(extra_context or {})})

    @admin.display(description="开发区")
    def zone_names(self, article: Article) -> str:
        return "、".join(str(zone) for zone in article.zones.all()) or "—"

    def get_list_display(self, request: HttpRequest) -> list[str]:
        return [name for name in self.list_display if name != "links" or self.admin_site.allows(request.user, "decide")]

    @admin.display(description="待核", ordering="_pending")
    def pending_count(self, article: Article) -> int:
        return article._pending

    @admin.display(description="核对")
    def links(self, article: Article) -> str:
        try:
            return format_html('<a href="{}">核对台</a>', reverse("admin:desk", args=[article.pk]))
        except NoReverseMatch:
            return "—"

    @admin.display(description="转载自")
    def reprint_of(self, article: Article) -> str:
        """Named and decided on under 签发与撤下: it may be another editor's."""
        if article.same_as_id is None:
            return "—"
        return format_html('<a href="{}">见签发与撤下</a>', reverse("admin:article_states", args=[article.pk]))

    @admin.display(description="现行正文")
    def full_text(self, article: Article) -> str:
        return format_html('<div class="article-text">{}</div>', article.text)


@admin.register(TextVersion)
class TextVersionAdmin(ReadOnlyAdmin):
    list_display = ["article", "number", "kind", "made_by", "made_at", "reason"]
    list_filter = ["kind", "made_at"]
    list_select_related = ["article", "made_by"]
    search_fields = ["article__headline"]
    exclude = ["blocks"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TextVersion]:
        return super().get_queryset(request).filter(article__in=Article.objects.for_editor(request.user))


@admin.register(SignOff)
class SignOffAdmin(ReadOnlyAdmin):
    list_display = ["article", "round", "level", "user", "at"]
    list_filter = ["level"]
    list_select_related = ["article", "user"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SignOff]:
        return super().get_queryset(request).filter(article__in=Article.objects.for_editor(request.user))


@admin.register(EditorZones)
class EditorZonesAdmin(RecordedAdmin):
    act = "manage_users"
    list_display = ["user", "zone_names"]
    list_select_related = ["user"]
    search_fields = ["user__username"]
    autocomplete_fields = ["user", "zones"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[EditorZones]:
        return super().get_queryset(request).prefetch_related("zones")

    @admin.display(description="负责的开发区")
    def zone_names(self, row: EditorZones) -> str:
        return "、".join(str(zone) for zone in row.zones.all())
