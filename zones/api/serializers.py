"""What serializers of every app share: field selection, and registered objects as small summaries."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .links import Links


class SelectableSerializer(serializers.Serializer):
    """Shows the fields that `?fields=` names, all by default."""

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        chosen = self.context.get("fields")
        is_outermost = self.parent is None or self.parent.parent is None
        return {name: field for name, field in fields.items() if name in chosen} if chosen and is_outermost else fields

    @property
    def links(self) -> Links:
        return self.context["links"]


class SummarySerializer(serializers.Serializer):
    """`{"slug", "name", "url"}` of an object of the kind."""

    slug = serializers.CharField()
    name = serializers.CharField()
    url = serializers.URLField()

    kind = ""

    def to_representation(self, row: Any) -> dict[str, Any]:
        return self.context["links"].summary(self.kind, row.slug, row.name)


class RegionSummarySerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    url = serializers.URLField()

    def to_representation(self, row: Any) -> dict[str, Any]:
        return self.context["links"].summary("region", row.code, row.name)


class ZoneSummarySerializer(SummarySerializer):
    kind = "zone"


class AddressSerializer(SelectableSerializer):
    """`url` of the resource and `page` that people read."""

    kind = ""
    key = "slug"

    url = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField)
    def get_url(self, row: Any) -> str:
        return self.links.api(self.kind, getattr(row, self.key))

    @extend_schema_field(serializers.URLField)
    def get_page(self, row: Any) -> str:
        return self.links.page(self.kind, getattr(row, self.key))


class AliasSerializer(serializers.Serializer):
    name = serializers.CharField()
    valid_from = serializers.DateField()
    valid_until = serializers.DateField()
    former = serializers.BooleanField()
