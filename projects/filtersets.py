"""Filters over projects and organisations, shared by the pages and the API."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter, NumberFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from zones.filtersets import moment, offered, offered_regions, within
from zones.models import Region, Zone

from .models import Industry, Organization, OrganizationAlias, Project, ProjectAlias, Stage


class ProjectFilterSet(FilterSet):
    q = CharFilter(label=_("名称"), method="named", max_length=60)
    zone = ModelChoiceFilter(
        label=_("开发区"), queryset=lambda request: Zone.objects.public(moment(request)).in_list_order(), to_field_name="slug", empty_label=_("不限")
    )
    stage = ChoiceFilter(label=_("建设阶段"), choices=offered(Stage), empty_label=_("不限"))
    region = ModelChoiceFilter(label=_("行政区"), queryset=offered_regions, to_field_name="code", method="in_region", empty_label=_("不限"))
    industry = ModelChoiceFilter(
        label=_("行业"),
        queryset=lambda request: Industry.objects.filter(projects__in=Project.objects.public(moment(request))).distinct(),
        to_field_name="code",
        empty_label=_("不限"),
    )
    investment_min = NumberFilter(label=_("总投资不低于（元）"), field_name="total_investment", lookup_expr="gte", max_digits=24, decimal_places=2)
    investment_max = NumberFilter(label=_("总投资不高于（元）"), field_name="total_investment", lookup_expr="lte", max_digits=24, decimal_places=2)

    class Meta:
        model = Project
        fields = ["q", "zone", "stage", "region", "industry", "investment_min", "investment_max"]

    def named(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        aliases = ProjectAlias.objects.filter(name__icontains=value).values("entity")
        return queryset.filter(Q(name__icontains=value) | Q(short_name__icontains=value) | Q(pk__in=aliases))

    @extend_schema_field(OpenApiTypes.STR)
    def in_region(self, queryset: QuerySet, name: str, region: Region) -> QuerySet:
        return within(queryset.filter(zone__in=Zone.objects.public(moment(self.request))), "zone__region", region)


class OrganizationFilterSet(FilterSet):
    q = CharFilter(label=_("名称"), method="named", max_length=60)
    kind = ChoiceFilter(label=_("类别"), choices=offered(Organization.Kind))
    zone = ModelChoiceFilter(label=_("开发区"), queryset=lambda request: Zone.objects.public(moment(request)).in_list_order(), to_field_name="slug")

    class Meta:
        model = Organization
        fields = ["q", "kind", "zone"]

    def named(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        aliases = OrganizationAlias.objects.filter(name__icontains=value).values("entity")
        return queryset.filter(Q(name__icontains=value) | Q(short_name__icontains=value) | Q(pk__in=aliases))
