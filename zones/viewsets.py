"""API: regions and development zones."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When
from django.db.models.functions import Coalesce

from .api.paging import Key
from .api.viewsets import PublicViewSet
from .filtersets import RegionFilterSet, ZoneFilterSet
from .models import Region, Zone
from .serializers import RegionDetailSerializer, RegionSerializer, ZoneDetailSerializer, ZoneSerializer

_LEVEL = Case(When(level=Zone.Level.NATIONAL, then=0), When(level=Zone.Level.PROVINCIAL, then=1), default=2, output_field=IntegerField())


class RegionViewSet(PublicViewSet):
    """行政区（GB/T 2260），按代码。名录全部公开，不随 as_of 变化。"""

    model = Region
    serializer_class = RegionSerializer
    detail_serializer_class = RegionDetailSerializer
    filterset_class = RegionFilterSet
    lookup_field = "code"
    lookup_value_regex = r"\d{6}"
    orderings = {"code": (Key("code"),), "-code": (Key("code", True),)}

    def get_queryset(self) -> QuerySet:
        rows = Region.objects.select_related("parent")
        if self.action == "list":
            return rows
        return rows.prefetch_related("aliases", Prefetch("zones", Zone.objects.public(self.as_of).in_list_order(), to_attr="public_zones"))


class ZoneViewSet(PublicViewSet):
    """开发区，先级别、后所在地代码。"""

    model = Zone
    serializer_class = ZoneSerializer
    detail_serializer_class = ZoneDetailSerializer
    filterset_class = ZoneFilterSet
    lookup_field = "slug"
    lookup_value_regex = r"[-\w]+"
    orderings = {
        "level": (Key(_LEVEL), Key(Coalesce("region__code", Value("")))),
        "name": (Key("name"),),
        "-name": (Key("name", True),),
    }

    def get_queryset(self) -> QuerySet:
        return Zone.objects.public(self.as_of).select_related("region").prefetch_related("also_in", "aliases")
