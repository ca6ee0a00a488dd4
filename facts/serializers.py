"""What the API shows of facts, conflicts and indicators. Claim fields bear the names of the interchange format; what a claim does not have is null."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Issue
from zones.api.serializers import AddressSerializer, SelectableSerializer

from .exporting import period
from .models import Citation, Conflict, Fact, Indicator
from .records import LINKS, Cited, Record
from .vocabulary import Base, Basis, Comparator, Kind, Measure, Modality, Relation, Stage, SubjectType, Unit

_TEXTS = (
    "kind subject_type subject label measure value value_max unit value_printed unit_printed product reference stage relation object scope"
    " modality comparator base basis attribution rank correction correction_note"
).split()


def _words(**options: Any) -> serializers.CharField:
    return serializers.CharField(allow_null=True, **options)


def _one_of(choices: Any, *, always: bool = False) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices.choices, allow_null=not always)


class IndicatorSerializer(AddressSerializer, serializers.ModelSerializer):
    kind, key = "indicator", "key"

    class Meta:
        model = Indicator
        fields = ["key", "name", "name_en", "unit_kind", "definition", "lasting", "url", "page"]


class RegisteredSerializer(serializers.Serializer):
    """The registry's row: a region has a code, all others a slug."""

    type = serializers.ChoiceField(list(LINKS))
    code = serializers.CharField(required=False)
    slug = serializers.CharField(required=False)
    name = serializers.CharField()
    url = serializers.URLField()


class IndicatorSummarySerializer(serializers.Serializer):
    key = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    url = serializers.URLField()


class PeriodSerializer(serializers.Serializer):
    """Inclusive days; an open end is null."""

    start = serializers.DateField(allow_null=True)
    end = serializers.DateField(allow_null=True)


class PublishedOnSerializer(serializers.Serializer):
    date = serializers.CharField(help_text="2024-10-08、2024-10 或 2024")
    precision = serializers.ChoiceField(Issue.Precision.choices)
    inferred = serializers.BooleanField()


class CitationSerializer(serializers.Serializer):
    """`version` text[start:end] == quote, in Unicode code points."""

    id = serializers.IntegerField()
    quote = serializers.CharField()
    prefix = serializers.CharField()
    suffix = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    state = serializers.ChoiceField(Citation.State.choices)
    article = serializers.CharField(help_text="报道的 slug")
    headline = serializers.CharField()
    article_url = serializers.URLField()
    publication = serializers.CharField()
    published = PublishedOnSerializer()
    version = serializers.IntegerField(help_text="正文版本号")
    sha256 = serializers.CharField(help_text="该版本正文的 SHA-256")
    permalink = serializers.URLField()


class FactSerializer(SelectableSerializer):
    """One claim with the places that say it."""

    id = serializers.IntegerField()
    kind = _one_of(Kind, always=True)
    subject_type = _one_of(SubjectType, always=True)
    subject = serializers.CharField(help_text="原文所称主体")
    subject_registered = RegisteredSerializer(allow_null=True)
    indicator = _words(help_text="指标代码")
    indicator_registered = IndicatorSummarySerializer(allow_null=True)
    label = _words(help_text="指标为 other 时原文的说法")
    measure = _one_of(Measure)
    value = _words(help_text="十进制数，保留原文精度")
    value_max = _words()
    unit = _one_of(Unit)
    value_printed = _words()
    unit_printed = _words()
    product = _words()
    reference = _words()
    stage = _one_of(Stage)
    relation = _one_of(Relation)
    object = _words(help_text="原文所称关联对象")
    object_registered = RegisteredSerializer(allow_null=True)
    scope = _words(help_text="原文所称统计范围")
    scope_registered = _words()
    period = PeriodSerializer(allow_null=True)
    modality = _one_of(Modality)
    comparator = _one_of(Comparator)
    base = _one_of(Base)
    basis = _one_of(Basis)
    attribution = _words()
    sentence = serializers.CharField()
    sentence_en = serializers.CharField()
    rank = serializers.ChoiceField(Fact.Rank.choices)
    supersedes = serializers.IntegerField(allow_null=True, help_text="更正自：被更正条目的 id")
    correction = _one_of(Fact.Correction)
    correction_note = _words()
    superseded_at = serializers.DateTimeField(allow_null=True, help_text="已更正的条目只答复这一项与下一项，不再给出原来的表述")
    superseded_by = serializers.IntegerField(allow_null=True, help_text="现行条目的 id")
    published = PublishedOnSerializer(allow_null=True, help_text="最早见报")
    sources = serializers.IntegerField(help_text="独立来源数：已确认的转载、通稿与原报道算一个")
    citations = CitationSerializer(many=True)
    url = serializers.URLField()
    page = serializers.URLField()

    def to_representation(self, record: Record) -> dict[str, Any]:
        """Written out: half of the time of a page of facts would go into fields that only copy."""
        claim, cited = record.claim, record.cited
        values = {
            "id": claim.pk,
            **{name: getattr(claim, name) or None for name in _TEXTS},
            "indicator": claim.indicator.key if claim.indicator else None,
            "indicator_registered": self._indicator(claim.indicator),
            "subject_registered": self._registered(claim, "subject"),
            "object_registered": self._registered(claim, "object"),
            "scope_registered": claim.scope_registered,
            "period": period(claim),
            "supersedes": claim.supersedes_id,
            "superseded_at": None,
            "superseded_by": None,
            "sources": record.sources,
            "published": published(min(cited, key=lambda one: one.issue.date).issue) if cited else None,
            "url": self.links.api("fact", claim.pk),
            "page": self.links.page("fact", claim.pk),
        }
        costly = {
            "sentence": record.sentence,
            "sentence_en": lambda: record.sentence("en"),
            "citations": lambda: [self._citation(one) for one in cited],
        }
        return {name: costly[name]() if name in costly else values[name] for name in self.fields}

    def _indicator(self, indicator: Any) -> dict[str, Any] | None:
        if indicator is None:
            return None
        return {"key": indicator.key, "name": indicator.name, "name_en": indicator.name_en, "url": self.links.api("indicator", indicator.key)}

    def _registered(self, claim: Any, end: str) -> dict[str, Any] | None:
        for link in LINKS:
            row = getattr(claim, f"{end}_{link}")
            if row is not None:
                return {"type": link, **self.links.summary(link, row.key, row.name)}
        return None

    def _citation(self, cited: Cited) -> dict[str, Any]:
        return {
            "id": cited.key, "quote": cited.quote, "prefix": cited.prefix, "suffix": cited.suffix, "start": cited.start, "end": cited.end,
            "state": cited.state, "article": cited.article, "headline": cited.headline, "article_url": self.links.api("article", cited.article),
            "publication": cited.publication, "published": published(cited.issue), "version": cited.version, "sha256": cited.sha256,
            "permalink": self.links.citation(cited.article, cited.key),
        }  # fmt: skip


class SupersededSerializer(SelectableSerializer):
    """All that is left of a fact that was corrected: when, why, and where it goes on."""

    id = serializers.IntegerField(source="pk")
    superseded_at = serializers.DateTimeField()
    superseded_by = serializers.IntegerField(allow_null=True)
    superseded_by_url = serializers.SerializerMethodField()
    correction = _one_of(Fact.Correction)
    correction_note = _words()
    url = serializers.SerializerMethodField()
    page = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_superseded_by_url(self, row: Any) -> str | None:
        return self.links.api("fact", row.superseded_by) if row.superseded_by else None

    @extend_schema_field(serializers.URLField)
    def get_url(self, row: Any) -> str:
        return self.links.api("fact", row.pk)

    @extend_schema_field(serializers.URLField)
    def get_page(self, row: Any) -> str:
        return self.links.page("fact", row.pk)


def published(issue: Issue) -> dict[str, Any]:
    return {"date": issue.published_on, "precision": issue.precision, "inferred": issue.inferred}


class ConflictSerializer(SelectableSerializer):
    """Facts whose values cannot all hold, side by side."""

    id = serializers.IntegerField()
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    outcome = _one_of(Conflict.Outcome)
    reason = _words()
    preferred = serializers.IntegerField(allow_null=True, help_text="优先采用的条目 id")
    facts = FactSerializer(many=True)
    url = serializers.URLField()
