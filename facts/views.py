"""Pages of one fact, one indicator, and of everything that was corrected or withdrawn."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_noop
from django.views.generic import View

from articles.models import Article, TextVersion
from history.models import PublicSpan
from zones.pages import PublicDetailView, filter_context, last_span, page_of

from .filtersets import FactFilterSet
from .models import Fact, Indicator
from .shown import newest_first, open_conflicts, with_sources

OTHERS = 40


class FactView(PublicDetailView):
    """A superseded fact answers 200, says 已更正 and links what took its place; its own words are shown nowhere any more."""

    model = Fact
    template_name = "facts/fact.html"
    gone_heading = gettext_noop("该条目已撤下")

    def get_queryset(self) -> QuerySet:
        return with_sources(Fact.objects.all()).select_related("supersedes")

    def get_context(self, fact: Fact) -> dict[str, Any]:
        return {
            "fact": fact,
            "replaced": fact.supersedes if fact.supersedes and was_public(fact.supersedes) else None,
            "conflicts": open_conflicts(Fact.objects.filter(pk=fact.pk)),
            "others": said_elsewhere(fact)[:OTHERS],
        }

    def absent(self, row: Fact | None) -> HttpResponse:
        if row is None or row.superseded_at is None or row.withdrawn_at is not None or not was_public(row):
            return super().absent(row)
        latest = row
        while latest.superseded_at is not None and (successor := Fact.objects.filter(supersedes=latest).first()):
            latest = successor
        shown = with_sources(Fact.objects.public().filter(pk=latest.pk)).first()
        context = {"number": row.pk, "superseded_at": row.superseded_at, "successor": shown, "correction": Fact.objects.filter(supersedes=row).first()}
        return render(self.request, "facts/superseded.html", context)

    def reason_for(self, row: Fact, span: PublicSpan) -> str:
        return row.withdrawn_reason or span.reason


class IndicatorView(View):
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        indicator = get_object_or_404(Indicator, pk=key)
        rows = indicator.facts.public().order_by("measure", F("period_end").desc(nulls_last=True), "subject_type", "subject", "pk")
        filterset = FactFilterSet(request.GET, queryset=rows, request=request)
        valid = filterset.is_valid()
        page = page_of(request, filterset.qs if valid else rows.none(), 80)
        context = {"indicator": indicator, "page": page, **filter_context(filterset, ("subject_type", "zone", "measure", "modality"))}
        return render(request, "facts/indicator.html", context, status=200 if valid else 400)


def corrections(request: HttpRequest) -> HttpResponse:
    """What was corrected, with the entry that holds now; what was withdrawn, with the reason and without the value."""
    corrected = with_sources(Fact.objects.public().filter(Exists(spans_of(Fact, "supersedes_id")))).order_by("-accepted_at", "-pk")
    withdrawn = Fact.objects.filter(Exists(spans_of(Fact, "pk")), withdrawn_at__isnull=False).order_by("-withdrawn_at", "-pk")
    reports = Article.objects.filter(Exists(spans_of(Article, "pk")), state=Article.State.WITHDRAWN, taken_down=False).order_by("-pk")
    amended = TextVersion.objects.filter(article__in=Article.objects.public(), number__gt=1, made_at__gt=F("article__published_at")).select_related(
        "article__issue__publication"
    )
    context = {
        "corrected": page_of(request, corrected, 30),
        "withdrawn": page_of(request, withdrawn, 30, "withdrawn"),
        "articles": page_of(request, reports, 30, "reports"),
        "amended": page_of(request, amended.order_by("-made_at", "-pk"), 30, "amended"),
    }
    return render(request, "facts/corrections.html", context)


def spans_of(model: type, path: str) -> QuerySet:
    """Stretches during which the object under `path` was public; none of what was taken down."""
    return PublicSpan.objects.ended().filter(kind=model._meta.label_lower, object_id=OuterRef(path))


def was_public(fact: Fact) -> bool:
    return last_span(fact) is not None


def said_elsewhere(fact: Fact) -> QuerySet:
    """Other values of the same thing: the same subject and indicator in whatever period, scope or measure."""
    if fact.indicator_id is None:
        same = Fact.objects.public().filter(kind=fact.kind, stage__gt="") if fact.stage else Fact.objects.none()
    else:
        same = Fact.objects.public().filter(indicator=fact.indicator_id, label=fact.label)
    links = {name: getattr(fact, name) for name in ("subject_region_id", "subject_zone_id", "subject_project_id", "subject_organization_id")}
    subject = {name: key for name, key in links.items() if key} or {"subject": fact.subject}
    return newest_first(same.filter(**subject).exclude(pk=fact.pk))
