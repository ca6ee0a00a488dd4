"""The registry of regions and zones: every edit is an event."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from history.admin import RecordedAdmin, RecordedInline

from .models import Region, RegionAlias, Zone, ZoneAlias


class RegionAliasInline(RecordedInline):
    model = RegionAlias


class ZoneAliasInline(RecordedInline):
    model = ZoneAlias


@admin.register(Region)
class RegionAdmin(RecordedAdmin):
    list_display = ["code", "name", "level", "parent"]
    list_display_links = ["code", "name"]
    list_filter = ["level"]
    list_select_related = ["parent"]
    search_fields = ["name", "=code", "aliases__name"]
    search_help_text = "按名称、别名或代码查找"
    autocomplete_fields = ["parent"]
    inlines = [RegionAliasInline]
    ordering = ["code"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code", "level"] if obj else []


@admin.register(Zone)
class ZoneAdmin(RecordedAdmin):
    list_display = ["name", "short_name", "level", "kind", "region", "published", "merged_into"]
    list_filter = ["published", "level", "category", ("merged_into", admin.EmptyFieldListFilter)]
    list_select_related = ["region", "merged_into"]
    search_fields = ["name", "short_name", "aliases__name", "region__name", "slug"]
    search_help_text = "按全称、简称、别名或行政区查找"
    autocomplete_fields = ["region", "also_in"]
    readonly_fields = ["slug", "merged_into"]
    inlines = [ZoneAliasInline]
    slug_from = "name"
    fieldsets = [
        (None, {"fields": ["name", "short_name", "english_name", "pronunciation", "slug", "published", "merged_into"]}),
        ("归属", {"fields": ["level", "kind", "category", "region", "also_in"]}),
        ("年份与面积", {"fields": ["founded_year", "provincial_year", "national_year", "area"], "description": "没有可靠资料的留空，不要推测。"}),
        ("介绍", {"fields": ["industries", "description", "website", "telephone"]}),
        ("来源", {"fields": ["source", "source_url", "note"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Zone]:
        return super().get_queryset(request).in_list_order()
