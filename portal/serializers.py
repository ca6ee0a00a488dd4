"""What the API shows of search hits and of changes in what is public."""

from __future__ import annotations

from rest_framework import serializers

from zones.api.serializers import SelectableSerializer

from . import changes
from .searching import KINDS


class HitSerializer(SelectableSerializer):
    """`key` is what the resource is addressed by; `field` is where the words stand, `excerpt` the text around them."""

    kind = serializers.ChoiceField(list(KINDS))
    key = serializers.CharField()
    title = serializers.CharField()
    field = serializers.CharField()
    excerpt = serializers.CharField()
    url = serializers.URLField()
    page = serializers.URLField()


class ChangeSerializer(SelectableSerializer):
    """One object became public, or ceased to be; never what it says."""

    number = serializers.IntegerField(help_text="操作序号；全站一致，由小到大")
    at = serializers.DateTimeField()
    change = serializers.ChoiceField(["public", "ceased"])
    kind = serializers.ChoiceField(list(changes.KINDS.values()))
    key = serializers.CharField(help_text="条目为 id，其余为 slug")
    reason = serializers.CharField(allow_null=True, help_text="不再公开的理由")
    url = serializers.URLField()
