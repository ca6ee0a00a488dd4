"""What the API shows of projects and organisations."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from zones.api.serializers import AddressSerializer, AliasSerializer, RegionSummarySerializer, ZoneSummarySerializer

from .models import Industry, Organization, Project

DERIVED = ("stage", "stage_reported_on", "total_investment")


class IndustrySerializer(serializers.ModelSerializer):
    class Meta:
        model = Industry
        fields = ["code", "name"]


class ProjectSerializer(AddressSerializer, serializers.ModelSerializer):
    """What is derived from today's facts is null when an earlier day is asked for."""

    kind = "project"

    zone = ZoneSummarySerializer()
    industry = IndustrySerializer()

    class Meta:
        model = Project
        fields = ["slug", "name", "short_name", "zone", "industry", "description", *DERIVED, "source", "url", "page"]

    def to_representation(self, row: Project) -> dict[str, Any]:
        shown = super().to_representation(row)
        return shown if self.context["as_of"] is None else shown | {name: None for name in DERIVED if name in shown}


class ProjectDetailSerializer(ProjectSerializer):
    aliases = AliasSerializer(many=True)

    class Meta(ProjectSerializer.Meta):
        fields = [*ProjectSerializer.Meta.fields, "aliases"]


class OrganizationSerializer(AddressSerializer, serializers.ModelSerializer):
    kind = "organization"

    region = RegionSummarySerializer()
    zone = ZoneSummarySerializer()

    class Meta:
        model = Organization
        fields = ["slug", "name", "short_name", "kind", "region", "zone", "description", "source", "url", "page"]


class OrganizationDetailSerializer(OrganizationSerializer):
    aliases = AliasSerializer(many=True)

    class Meta(OrganizationSerializer.Meta):
        fields = [*OrganizationSerializer.Meta.fields, "aliases"]
