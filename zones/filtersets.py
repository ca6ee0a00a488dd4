"""Filters over zones and regions, shared by the pages and the API."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Choices, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter

from .models import Region, RegionAlias, Zone, ZoneAlias


def within(queryset: QuerySet, path: str, region: Region) -> QuerySet:
    """Rows whose region (under `path`) lies in this one: GB/T 2260 codes nest, two digits a level."""
    return queryset.filter(**{f"{path}__code__startswith": code_prefix(region)})


def code_prefix(region: Region) -> str:
    digits = {Region.Level.PROVINCE: 2, Region.Level.PREFECTURE: 4, Region.Level.COUNTY: 6}
    return region.code[: digits[region.level]]


def offered(terms: type[Choices]) -> list[tuple[str, str]]:
    """The choices with labels in the reader's language."""
    return [(value, _(label)) for value, label in terms.choices]


def moment(request: object) -> datetime | None:
    """The moment that the API is asked about (`as_of`); pages show what is public now."""
    return getattr(request, "as_of", None)


def offered_regions(request: object = None) -> QuerySet:
    """Regions that have public zones, or contain such regions: what a choice of regions offers."""
    zones = Zone.objects.public(moment(request))
    return Region.objects.filter(Q(zones__in=zones) | Q(children__zones__in=zones) | Q(children__children__zones__in=zones)).distinct()


class ZoneFilterSet(FilterSet):
    q = CharFilter(label=_("名称"), method="named", max_length=60)
    level = ChoiceFilter(label=_("级别"), choices=offered(Zone.Level), empty_label=_("不限"))
    category = ChoiceFilter(label=_("类别"), choices=offered(Zone.Category), empty_label=_("不限"))
    region = ModelChoiceFilter(label=_("行政区"), queryset=offered_regions, to_field_name="code", method="in_region", empty_label=_("不限"))

    class Meta:
        model = Zone
        fields = ["q", "level", "category", "region"]

    def named(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        aliases = ZoneAlias.objects.filter(name__icontains=value).values("entity")
        return queryset.filter(Q(name__icontains=value) | Q(short_name__icontains=value) | Q(pk__in=aliases))

    def in_region(self, queryset: QuerySet, name: str, region: Region) -> QuerySet:
        return within(queryset, "region", region)


class RegionFilterSet(FilterSet):
    q = CharFilter(label=_("名称"), method="named", max_length=60)
    level = ChoiceFilter(label=_("级别"), choices=offered(Region.Level))
    parent = ModelChoiceFilter(label=_("上级行政区"), queryset=Region.objects.exclude(level=Region.Level.COUNTY), to_field_name="code")

    class Meta:
        model = Region
        fields = ["q", "level", "parent"]

    def named(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        aliases = RegionAlias.objects.filter(name__icontains=value).values("entity")
        return queryset.filter(Q(name__icontains=value) | Q(pk__in=aliases))
