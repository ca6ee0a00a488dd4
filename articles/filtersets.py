"""Filters over articles, authors and publications, shared by the pages and the API."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, DateFilter, FilterSet, ModelChoiceFilter, NumberFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from projects.models import Project
from zones.filtersets import moment
from zones.models import Zone

from .models import Article, Author, Issue, Publication


def shown_publications(request: object = None) -> QuerySet:
    return Publication.objects.filter(issues__in=Issue.objects.public(moment(request))).distinct()


class ArticleFilterSet(FilterSet):
    q = CharFilter(label=_("标题"), method="headed", max_length=60)
    zone = ModelChoiceFilter(
        label=_("开发区"),
        field_name="zones",
        queryset=lambda request: Zone.objects.public(moment(request)).in_list_order(),
        to_field_name="slug",
        empty_label=_("不限"),
    )
    project = ModelChoiceFilter(label=_("项目"), field_name="projects", queryset=lambda request: Project.objects.public(moment(request)), to_field_name="slug")
    publication = ModelChoiceFilter(label=_("媒体"), field_name="issue__publication", queryset=shown_publications, to_field_name="slug", empty_label=_("不限"))
    issue = ModelChoiceFilter(label=_("期"), queryset=lambda request: Issue.objects.public(moment(request)))
    author = ModelChoiceFilter(label=_("作者"), queryset=lambda request: Author.objects.public(moment(request)), to_field_name="slug", method="by_author")
    year = NumberFilter(label=_("见报年份"), field_name="issue__date__year", decimal_places=0, validators=[MinValueValidator(1900), MaxValueValidator(2100)])
    since = DateFilter(label=_("见报不早于"), field_name="issue__date", lookup_expr="gte")
    until = DateFilter(label=_("见报不晚于"), field_name="issue__date", lookup_expr="lte")

    class Meta:
        model = Article
        fields = ["q", "zone", "project", "publication", "issue", "author", "year", "since", "until"]

    def headed(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(headline__icontains=value) | (Q(issue__publication__right=Publication.Right.FULL) & _beside_headline(value)))

    @extend_schema_field(OpenApiTypes.STR)
    def by_author(self, queryset: QuerySet, name: str, author: Author) -> QuerySet:
        """Only where the byline may be shown: of other publications we print quotes alone."""
        signed = Article.objects.filter(bylines__author=author, issue__publication__right=Publication.Right.FULL)
        return queryset.filter(pk__in=signed.values("pk"))


def _beside_headline(value: str) -> Q:
    return Q(kicker__icontains=value) | Q(subheadline__icontains=value)


class AuthorFilterSet(FilterSet):
    q = CharFilter(label=_("姓名"), field_name="name", lookup_expr="icontains", max_length=60)

    class Meta:
        model = Author
        fields = ["q"]


class PublicationFilterSet(FilterSet):
    q = CharFilter(label=_("名称"), field_name="name", lookup_expr="icontains", max_length=60)

    class Meta:
        model = Publication
        fields = ["q"]
