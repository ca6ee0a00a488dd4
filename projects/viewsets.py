"""API: projects and organisations."""

from __future__ import annotations

from django.db.models import FloatField, Prefetch, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from zones.api.paging import Key
from zones.api.viewsets import PublicViewSet
from zones.models import Zone

from .filtersets import OrganizationFilterSet, ProjectFilterSet
from .models import Organization, Project
from .serializers import OrganizationDetailSerializer, OrganizationSerializer, ProjectDetailSerializer, ProjectSerializer

_BY_NAME = {"name": (Key("name"),), "-name": (Key("name", True),)}
# As floats the databases agree with the cursor on what is equal. Projects without a known investment stand last either way.
_SMALLEST_FIRST = Coalesce(Cast("total_investment", FloatField()), Value(1e300))
_LARGEST_FIRST = Coalesce(Cast("total_investment", FloatField()), Value(-1.0))


class ProjectViewSet(PublicViewSet):
    """项目。阶段与总投资由已公开的条目推出；用 as_of 时不给出。"""

    model = Project
    serializer_class = ProjectSerializer
    detail_serializer_class = ProjectDetailSerializer
    filterset_class = ProjectFilterSet
    lookup_field = "slug"
    lookup_value_regex = r"[-\w]+"
    orderings = _BY_NAME | {"total_investment": (Key(_SMALLEST_FIRST),), "-total_investment": (Key(_LARGEST_FIRST, True),)}
    today_only = frozenset({"stage", "investment_min", "investment_max"})

    def get_queryset(self) -> QuerySet:
        zone = Prefetch("zone", Zone.objects.public(self.as_of))
        return Project.objects.public(self.as_of).select_related("industry").prefetch_related(zone, "aliases")


class OrganizationViewSet(PublicViewSet):
    """单位：企业与机构。"""

    model = Organization
    serializer_class = OrganizationSerializer
    detail_serializer_class = OrganizationDetailSerializer
    filterset_class = OrganizationFilterSet
    lookup_field = "slug"
    lookup_value_regex = r"[-\w]+"
    orderings = _BY_NAME

    def get_queryset(self) -> QuerySet:
        zone = Prefetch("zone", Zone.objects.public(self.as_of))
        return Organization.objects.public(self.as_of).select_related("region").prefetch_related(zone, "aliases")
