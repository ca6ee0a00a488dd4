"""Pages of regions and zones. What newer apps know of them is reached through reverse relations only."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_noop
from django.views.generic import View

from .filtersets import ZoneFilterSet, within
from .models import Region, Zone
from .pages import PublicDetailView, PublicListView, page_of

FACTS_ON_A_PAGE = 80


def listed(zones: QuerySet) -> QuerySet:
    """Zones as lists show them: in list order, with their regions and with how much of theirs is public."""
    counts = {"project_count": _public_count("projects", "zone"), "fact_count": _public_count("facts", "subject_zone")}
    return zones.in_list_order().select_related("region__parent").prefetch_related("also_in").annotate(**counts)


def _public_count(relation: str, link: str) -> Subquery:
    rows = Zone._meta.get_field(relation).related_model.objects.public().filter(**{link: OuterRef("pk")}).order_by()
    return Subquery(rows.values(link).annotate(count=Count("pk")).values("count"))


class RegionView(View):
    """Every region has a page: most measures of a newspaper page belong to one."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        region = get_object_or_404(Region.objects.select_related("parent__parent"), code=code)
        zones = listed(within(Zone.objects.public(), "region", region))
        measures = region.facts.public().filter(kind="measure")
        context = {
            "region": region,
            "zones": page_of(request, zones, parameter="zones"),
            "measures": page_of(request, measures, FACTS_ON_A_PAGE),
            "children": region.children.annotate(zone_count=Count("zones", filter=Q(zones__in=Zone.objects.public()))),
        }
        return render(request, "zones/region.html", context)


class ZoneListView(PublicListView):
    template_name = "zones/zone_list.html"
    filterset_class = ZoneFilterSet
    fields = ("q", "level", "category", "region")

    def get_queryset(self) -> QuerySet:
        return listed(Zone.objects.public())


class ZoneView(PublicDetailView):
    model = Zone
    template_name = "zones/zone.html"
    gone_heading = gettext_noop("该开发区已不在名录中公开")

    def get_queryset(self) -> QuerySet:
        former = Prefetch("aliases", to_attr="other_names")
        return Zone.objects.select_related("region__parent__parent").prefetch_related("also_in", former)

    def get_context(self, zone: Zone) -> dict[str, Any]:
        facts = zone.facts.public()
        return {
            "zone": zone,
            "measures": page_of(self.request, facts.filter(kind="measure"), FACTS_ON_A_PAGE),
            "industries": facts.filter(relation="industry")[:FACTS_ON_A_PAGE],
            "projects": page_of(self.request, zone.projects.public(), 50, "projects"),
            "organizations": zone.organizations.public()[:50],
            "articles": zone.articles.public()[:12],
        }
