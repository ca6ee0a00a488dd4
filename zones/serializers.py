"""What the API shows of regions and zones."""

from __future__ import annotations

from rest_framework import serializers

from .api.serializers import AddressSerializer, AliasSerializer, RegionSummarySerializer, ZoneSummarySerializer
from .models import Region, Zone


class RegionSerializer(AddressSerializer, serializers.ModelSerializer):
    kind, key = "region", "code"

    parent = RegionSummarySerializer()

    class Meta:
        model = Region
        fields = ["code", "name", "level", "parent", "longitude", "latitude", "url", "page"]


class RegionDetailSerializer(RegionSerializer):
    aliases = AliasSerializer(many=True)
    zones = ZoneSummarySerializer(many=True, source="public_zones")

    class Meta(RegionSerializer.Meta):
        fields = [*RegionSerializer.Meta.fields, "aliases", "zones"]


class ZoneSerializer(AddressSerializer, serializers.ModelSerializer):
    kind = "zone"

    region = RegionSummarySerializer()
    also_in = RegionSummarySerializer(many=True)

    class Meta:
        model = Zone
        fields = (
            "slug name short_name english_name pronunciation level kind category region also_in founded_year provincial_year national_year area"
            " industries description website telephone source source_url note url page"
        ).split()


class ZoneDetailSerializer(ZoneSerializer):
    aliases = AliasSerializer(many=True)

    class Meta(ZoneSerializer.Meta):
        fields = [*ZoneSerializer.Meta.fields, "aliases"]
