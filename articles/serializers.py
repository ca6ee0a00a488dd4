"""What the API shows of articles, authors and publications. Of a publication that allows quotes only, no more than headline, source and cited sentences."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from zones.api.serializers import AddressSerializer, SelectableSerializer, SummarySerializer, ZoneSummarySerializer

from .models import Article, Author, Byline, Issue, Publication, TextVersion
from .passages import sentence_bounds


class PublicationSerializer(SelectableSerializer, serializers.ModelSerializer):
    url = serializers.SerializerMethodField()

    class Meta:
        model = Publication
        fields = ["id", "slug", "name", "right", "website", "url"]

    @extend_schema_field(serializers.URLField)
    def get_url(self, row: Publication) -> str:
        return self.links.api("publication", row.pk)


class PublicationSummarySerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.CharField()
    url = serializers.URLField()

    def to_representation(self, row: Publication) -> dict[str, Any]:
        return {"id": row.pk, "slug": row.slug, "name": row.name, "url": self.context["links"].api("publication", row.pk)}


class AuthorSerializer(AddressSerializer, serializers.ModelSerializer):
    kind = "author"

    class Meta:
        model = Author
        fields = ["slug", "name", "url", "page"]


class PublishedSerializer(serializers.Serializer):
    """When the paper came out, as far as it is known: `2024-10-08`, `2024-10` or `2024`."""

    date = serializers.CharField(source="published_on")
    precision = serializers.ChoiceField(Issue.Precision.choices)
    inferred = serializers.BooleanField()


class IssueSummarySerializer(serializers.ModelSerializer):
    page = serializers.SerializerMethodField()

    class Meta:
        model = Issue
        fields = ["id", "label", "page"]

    @extend_schema_field(serializers.URLField)
    def get_page(self, row: Issue) -> str:
        return self.context["links"].issue(row.pk)


class BylineSerializer(serializers.Serializer):
    """An author without a page of their own has a name alone."""

    name = serializers.CharField()
    role = serializers.ChoiceField(Byline.Role.choices)
    slug = serializers.CharField(allow_null=True)
    url = serializers.URLField(allow_null=True)

    def to_representation(self, row: Byline) -> dict[str, Any]:
        slug = row.author.slug if row.has_page else None
        return {"name": row.author.name, "role": row.role, "slug": slug, "url": self.context["links"].api("author", slug) if slug else None}


class ProjectSummarySerializer(SummarySerializer):
    kind = "project"


class ArticleSerializer(AddressSerializer, serializers.ModelSerializer):
    kind = "article"

    publication = PublicationSummarySerializer(source="issue.publication")
    issue = IssueSummarySerializer()
    published = PublishedSerializer(source="issue")
    authors = BylineSerializer(many=True, source="signatures")
    zones = ZoneSummarySerializer(many=True, source="public_zones")
    projects = ProjectSummarySerializer(many=True, source="public_projects")

    withheld: dict[str, Any] = {"kicker": "", "subheadline": "", "authors": []}

    class Meta:
        model = Article
        fields = "slug kicker headline subheadline publication issue published authors zones projects original_url url page".split()

    def to_representation(self, row: Article) -> dict[str, Any]:
        shown = super().to_representation(row)
        if row.issue.publication.right == Publication.Right.FULL:
            return shown
        return shown | {name: value for name, value in self.withheld.items() if name in shown}


class VersionSerializer(serializers.ModelSerializer):
    class Meta:
        model = TextVersion
        fields = ["number", "sha256", "kind"]


class CitedSentenceSerializer(serializers.Serializer):
    citation = serializers.IntegerField()
    fact = serializers.IntegerField()
    text = serializers.CharField()


class ArticleDetailSerializer(ArticleSerializer):
    """`text` is the current version, paragraphs separated by one newline; `blocks` says of each what it is."""

    text = serializers.CharField(allow_null=True, help_text="仅引文的媒体为 null")
    blocks = serializers.JSONField(source="current.blocks", allow_null=True)
    version = VersionSerializer(source="current")
    right = serializers.ChoiceField(Publication.Right.choices, source="issue.publication.right")
    sentences = serializers.SerializerMethodField()

    withheld = ArticleSerializer.withheld | {"text": None, "blocks": None}

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "text", "blocks", "version", "right", "sentences"]

    @extend_schema_field(CitedSentenceSerializer(many=True))
    def get_sentences(self, row: Article) -> list[dict[str, Any]]:
        """The sentences that public facts are read from: all that is shown of a publication that allows quotes only."""
        cited = row.current.citations.public(self.context["as_of"]).order_by("start", "-end", "pk")
        return [
            {"citation": key, "fact": fact, "text": row.text[slice(*sentence_bounds(row.text, start, end))].strip()}
            for key, fact, start, end in cited.values_list("pk", "fact", "start", "end")
        ]
