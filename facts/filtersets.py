"""Filters over facts, shared by the pages and the API."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter, NumberFilter
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from articles.models import Article
from projects.models import Organization, Project
from zones.filtersets import moment, offered
from zones.models import Region, Zone

from .models import Citation, Conflict, Fact, Indicator
from .vocabulary import Comparator, Kind, Measure, Modality, Relation, Stage, SubjectType, Unit


class FactFilterSet(FilterSet):
    kind = ChoiceFilter(label=_("类别"), choices=offered(Kind), empty_label=_("不限"))
    subject_type = ChoiceFilter(label=_("主体类型"), choices=offered(SubjectType), empty_label=_("不限"))
    subject = CharFilter(label=_("主体"), lookup_expr="icontains", max_length=60)
    region = ModelChoiceFilter(label=_("行政区"), field_name="subject_region", queryset=Region.objects.all(), to_field_name="code")
    zone = ModelChoiceFilter(
        label=_("开发区"),
        field_name="subject_zone",
        queryset=lambda request: Zone.objects.public(moment(request)).in_list_order(),
        to_field_name="slug",
        empty_label=_("不限"),
    )
    project = ModelChoiceFilter(
        label=_("项目"), field_name="subject_project", queryset=lambda request: Project.objects.public(moment(request)), to_field_name="slug"
    )
    organization = ModelChoiceFilter(
        label=_("单位"), field_name="subject_organization", queryset=lambda request: Organization.objects.public(moment(request)), to_field_name="slug"
    )
    indicator = ModelChoiceFilter(label=_("指标"), queryset=Indicator.objects.all(), to_field_name="key", empty_label=_("不限"))
    measure = ChoiceFilter(label=_("度量"), choices=offered(Measure), empty_label=_("不限"))
    unit = ChoiceFilter(label=_("计量单位"), choices=offered(Unit))
    stage = ChoiceFilter(label=_("建设阶段"), choices=offered(Stage))
    relation = ChoiceFilter(label=_("关联类型"), choices=offered(Relation))
    modality = ChoiceFilter(label=_("实际或预计"), choices=offered(Modality), empty_label=_("不限"))
    comparator = ChoiceFilter(label=_("约数"), choices=offered(Comparator))
    scope = CharFilter(label=_("统计范围"), lookup_expr="icontains", max_length=60)
    period_from = DateFilter(label=_("时期不早于"), field_name="period_start", lookup_expr="gte")
    period_to = DateFilter(label=_("时期不晚于"), field_name="period_end", lookup_expr="lte")
    value_min = NumberFilter(label=_("数值不低于"), field_name="value_number", lookup_expr="gte", max_digits=40, decimal_places=10)
    value_max = NumberFilter(label=_("数值不高于"), field_name="value_number", lookup_expr="lte", max_digits=40, decimal_places=10)
    article = ModelChoiceFilter(label=_("报道"), queryset=lambda request: Article.objects.public(moment(request)), to_field_name="slug", method="cited_in")

    class Meta:
        model = Fact
        fields = (
            "kind subject_type subject region zone project organization indicator measure unit stage relation modality comparator scope"
            " period_from period_to value_min value_max article"
        ).split()

    @extend_schema_field(OpenApiTypes.STR)
    def cited_in(self, queryset: QuerySet, name: str, article: Article) -> QuerySet:
        return queryset.filter(pk__in=Citation.objects.filter(version__article=article, released=True).values("fact"))


class ConflictFilterSet(FilterSet):
    state = ChoiceFilter(label=_("状态"), choices=[("open", _("未结")), ("closed", _("已结"))], method="in_state")
    indicator = ModelChoiceFilter(label=_("指标"), queryset=Indicator.objects.all(), to_field_name="key", method="about")

    class Meta:
        model = Conflict
        fields = ["state", "indicator"]

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(closed_at__isnull=value == "open")

    @extend_schema_field(OpenApiTypes.STR)
    def about(self, queryset: QuerySet, name: str, indicator: Indicator) -> QuerySet:
        return queryset.filter(
            pk__in=Conflict.facts.through.objects.filter(fact__in=Fact.objects.public(moment(self.request)).filter(indicator=indicator)).values("conflict")
        )
