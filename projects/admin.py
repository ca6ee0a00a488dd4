"""The registry of projects and organisations. What is derived from facts is shown, never typed in."""

from __future__ import annotations

from django.contrib import admin

from history.admin import ReadOnlyAdmin, RecordedAdmin, RecordedInline

from .models import Industry, Organization, OrganizationAlias, Project, ProjectAlias


class OrganizationAliasInline(RecordedInline):
    model = OrganizationAlias


class ProjectAliasInline(RecordedInline):
    model = ProjectAlias


@admin.register(Industry)
class IndustryAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "parent"]
    list_select_related = ["parent"]
    search_fields = ["name", "=code"]


@admin.register(Organization)
class OrganizationAdmin(RecordedAdmin):
    list_display = ["name", "short_name", "kind", "zone", "region", "published", "merged_into"]
    list_filter = ["kind", "published", ("merged_into", admin.EmptyFieldListFilter), ("zone", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["zone", "region", "merged_into"]
    search_fields = ["name", "short_name", "aliases__name", "slug"]
    search_help_text = "按名称、简称或别名查找"
    autocomplete_fields = ["region", "zone"]
    readonly_fields = ["slug", "merged_into"]
    fields = ["name", "short_name", "kind", "region", "zone", "description", "source", "published", "slug", "merged_into"]
    inlines = [OrganizationAliasInline]
    slug_from = "name"


@admin.register(Project)
class ProjectAdmin(RecordedAdmin):
    list_display = ["name", "zone", "stage", "stage_reported_on", "total_investment", "published", "merged_into"]
    list_filter = ["stage", "published", ("merged_into", admin.EmptyFieldListFilter), ("zone", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["zone", "merged_into"]
    search_fields = ["name", "short_name", "aliases__name", "slug"]
    search_help_text = "按名称、简称或别名查找"
    autocomplete_fields = ["zone", "industry"]
    readonly_fields = ["slug", "merged_into", "stage", "stage_reported_on", "total_investment"]
    inlines = [ProjectAliasInline]
    slug_from = "name"
    fieldsets = [
        (None, {"fields": ["name", "short_name", "zone", "industry", "description", "source", "published", "slug", "merged_into"]}),
        ("由条目得出", {"fields": ["stage", "stage_reported_on", "total_investment"], "description": "由已采用的条目得出，不能手填。"}),
    ]
