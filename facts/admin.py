"""Proposals, facts, citations and 报道不一 in the admin: read here, changed only through the services of curation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from articles.models import Article
from history.admin import ReadOnlyAdmin, RecordedAdmin, RecordedInline

from . import curation
from .models import Citation, Conflict, Fact, Indicator, Proposal, Scope, ScopeAlias
from .office import bulk
from .office import people as people
from .office.filters import UNIT_KINDS, OpenFilter, RuleFilter, UnitKindFilter
from .office.visible import citations_for, conflicts_for, facts_for
from .permissions import Act, allowed
from .rule_words import rule_words
from .sentences import sentence
from .vocabulary import Rejection


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    list_display = ["name", "key", "unit_words", "lasting", "definition"]
    list_filter = [UnitKindFilter, "lasting"]
    search_fields = ["name", "key", "definition"]
    fields = ["name", "name_en", "key", "unit_words", "lasting", "definition", "order"]

    @admin.display(description="单位类别", ordering="unit_kind")
    def unit_words(self, indicator: Indicator) -> str:
        return UNIT_KINDS.get(indicator.unit_kind, indicator.unit_kind)


class ScopeAliasInline(RecordedInline):
    model = ScopeAlias


@admin.register(Scope)
class ScopeAdmin(RecordedAdmin):
    list_display = ["name", "region", "definition"]
    list_select_related = ["region"]
    search_fields = ["name", "aliases__name"]
    autocomplete_fields = ["region"]
    inlines = [ScopeAliasInline]


class ClaimAdmin(ReadOnlyAdmin):
    """What proposals and facts have in common."""

    @admin.display(description="表述")
    def said(self, claim: Any) -> str:
        return sentence(claim)


@admin.register(Proposal)
class ProposalAdmin(ClaimAdmin):
    list_display = ["said", "state", "sure", "score", "rule_told", "article", "desk"]
    list_display_links = ["said"]
    list_filter = ["state", "sure", "kind", RuleFilter, "engine_version", ("article__zones", admin.RelatedOnlyFieldListFilter), "created_at"]
    list_select_related = ["indicator", "article", "subject_region", "subject_zone", "subject_project", "subject_organization",
                           "object_region", "object_zone", "object_project", "object_organization"]  # fmt: skip
    search_fields = ["subject", "label", "object", "value_printed", "article__headline"]
    search_help_text = "按主体、指标名、关联对象、数值或报道标题查找"
    actions = ["accept_chosen", "reject_chosen"]
    change_form_template = "admin/facts/proposal/change_form.html"
    fieldsets = [
        (None, {"fields": ["said", "quotes", "state", "rejection", "note", "decided_by", "decided_at", "fact"]}),
        ("表述各部分", {"fields": ["kind", "subject_type", "subject", "scope", "indicator", "label", "measure", "value", "value_max", "unit", "value_printed",
                           "unit_printed", "comparator", "modality", "period_start", "period_end", "base", "basis", "product", "reference", "stage",
                           "relation", "object", "attribution"]}),
        ("识别依据", {"fields": ["rule_told", "engine_version", "score", "sure", "article", "version", "created_at"]}),
    ]  # fmt: skip
    readonly_fields = ["said", "quotes", "rule_told"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        return super().get_queryset(request).for_editor(request.user)

    @admin.display(description="规则", ordering="rule")
    def rule_told(self, proposal: Proposal) -> str:
        return rule_words(proposal.rule) or "—"

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return allowed(request.user, Act.DECIDE)

    def has_bulk_permission(self, request: HttpRequest) -> bool:
        return allowed(request.user, Act.BULK)

    def get_urls(self) -> list[Any]:
        return [path("<int:pk>/decide/", self.admin_site.admin_view(require_POST(self.decide)), name="facts_proposal_decide"), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"rejections": Rejection.choices, "may_decide": self.has_decide_permission(request), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One decision from the proposal's own page, without the desk."""
        if not self.get_queryset(request).filter(pk=pk).exists():
            raise Http404
        if not self.has_decide_permission(request):
            raise PermissionDenied
        note = request.POST.get("note", "")
        decisions: dict[str, Callable[[], Any]] = {
            "accept": lambda: curation.accept(pk, request.user, note=note),
            "reject": lambda: curation.reject(pk, request.user, request.POST.get("rejection", ""), note=note),
            "hold": lambda: curation.hold(pk, request.user, note),
        }
        try:
            decisions.get(request.POST.get("decision", ""), _unknown_decision)()
            messages.success(request, "决定已保存。")
        except curation.CurationError as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("admin:facts_proposal_change", args=[pk]))

    @admin.action(description="采用所选…", permissions=["bulk"])
    def accept_chosen(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> HttpResponse | None:
        return bulk.chosen(request, queryset, accepting=True)

    @admin.action(description="不采用所选…", permissions=["bulk"])
    def reject_chosen(self, request: HttpRequest, queryset: QuerySet[Proposal]) -> HttpResponse | None:
        return bulk.chosen(request, queryset, accepting=False)

    @admin.display(description="核对")
    def desk(self, proposal: Proposal) -> str:
        return format_html('<a href="{}?proposal={}">核对台</a>', reverse("admin:desk", args=[proposal.article_id]), proposal.pk)

    @admin.display(description="引文")
    def quotes(self, proposal: Proposal) -> str:
        return format_html_join("、", "“{}”", ((anchor.get("exact", ""),) for anchor in proposal.anchors))


def _unknown_decision() -> None:
    raise curation.CurationError("请选择采用、不采用或存疑。")


class CitationInline(admin.TabularInline):
    model = Citation
    extra = 0
    can_delete = False
    fields = ["quote", "version", "start", "end", "state", "released"]
    readonly_fields = fields
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        mine = Article.objects.for_editor(request.user).values("pk")
        return super().get_queryset(request).select_related("version__article").filter(version__article__in=mine)


class LiveFilter(admin.SimpleListFilter):
    title = "现状"
    parameter_name = "live"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("live", "现行"), ("superseded", "已更正"), ("withdrawn", "已撤下")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Fact]) -> QuerySet[Fact]:
        match self.value():
            case "live":
                return queryset.live()
            case "superseded":
                return queryset.filter(superseded_at__isnull=False)
            case "withdrawn":
                return queryset.filter(withdrawn_at__isnull=False)
        return queryset


@admin.register(Fact)
class FactAdmin(ClaimAdmin):
    list_display = ["said", "kind", "rank", "accepted_by", "accepted_at", "superseded_at", "withdrawn_at"]
    list_display_links = ["said"]
    list_filter = [LiveFilter, "kind", "modality", "rank", ("indicator", admin.RelatedOnlyFieldListFilter), "accepted_at"]
    list_select_related = ["indicator", "accepted_by", "subject_region", "subject_zone", "subject_project", "subject_organization",
                           "object_region", "object_zone", "object_project", "object_organization"]  # fmt: skip
    search_fields = ["subject", "label", "object", "value_printed", "scope"]
    search_help_text = "按主体、指标名、关联对象、数值或统计范围查找"
    exclude = ["claim_key", "compare_key", "value_number", "value_max_number"]
    readonly_fields = ["said"]
    inlines = [CitationInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fact]:
        return facts_for(request.user, super().get_queryset(request))


@admin.register(Citation)
class CitationAdmin(ReadOnlyAdmin):
    list_display = ["quote", "fact", "version", "state", "released"]
    list_filter = ["state", "released"]
    list_select_related = ["fact", "version__article"]
    search_fields = ["quote", "version__article__headline"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        return citations_for(request.user, super().get_queryset(request))


@admin.register(Conflict)
class ConflictAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "said", "opened_at", "closed_at", "outcome", "closed_by"]
    list_filter = [OpenFilter, "outcome", "opened_at"]
    list_select_related = ["closed_by"]
    search_fields = ["facts__subject", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Conflict]:
        return conflicts_for(request.user, super().get_queryset(request).prefetch_related("facts__indicator"))

    @admin.display(description="说法")
    def said(self, conflict: Conflict) -> str:
        return " / ".join(str(fact) for fact in conflict.facts.all()[:4])
