"""Pages made of several apps: the home region at a glance, zones side by side, search, and the pages that explain the site."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article
from articles.views import listed as listed_articles
from facts.models import Fact, Indicator
from facts.shown import newest_first
from projects.models import Project, Stage
from projects.views import listed as listed_projects
from zones.filtersets import within
from zones.models import Region, Zone
from zones.views import listed as listed_zones

from . import comparing, searching

HEADLINE_FACTS = 40
PROJECTS_SHOWN = 60
ZONES_SHOWN = 120


def home(request: HttpRequest) -> HttpResponse:
    region = Region.objects.select_related("parent__parent").filter(code=settings.HOME_REGION).first()
    context: dict[str, object] = {"region": region}
    if region is not None:
        measures = newest_first(region.facts.public().filter(kind="measure"))
        projects = listed_projects(Project.objects.public().filter(zone__in=within(Zone.objects.public(), "region", region)).exclude(stage=""))
        context |= {
            "measures": measures[:HEADLINE_FACTS],
            "zones": listed_zones(within(Zone.objects.public(), "region", region))[:ZONES_SHOWN],
            "tiles": region.children.filter(tile_row__isnull=False),
            "projects": projects[:PROJECTS_SHOWN],
            "articles": listed_articles(Article.objects.public())[:6],
            "counts": counts(),
        }
    return render(request, "portal/home.html", context)


def counts() -> dict[str, int]:
    """What this site has collected; never a statement about how much there is."""
    return {
        "zones": Zone.objects.public().count(),
        "projects": Project.objects.public().count(),
        "facts": Fact.objects.public().count(),
        "articles": Article.objects.public().count(),
    }


def compare(request: HttpRequest) -> HttpResponse:
    chosen = comparing.chosen_zones(request.GET.getlist("zone"))
    context = {"zones": listed_zones(Zone.objects.public()), "chosen": chosen.zones, "error": chosen.error, "rows": comparing.rows(chosen.zones)}
    return render(request, "portal/compare.html", context, status=400 if chosen.error else 200)


def search(request: HttpRequest) -> HttpResponse:
    found = searching.find(request.GET.get("q", ""), request.GET.get("kind", ""), request.GET.get("page", "1"))
    return render(request, "portal/search.html", {"found": found}, status=400 if found.error else 200)


def data(request: HttpRequest) -> HttpResponse:
    latest = Article.objects.public().aggregate(latest=Max("issue__date"))["latest"]
    return render(request, "portal/data.html", {"counts": counts(), "latest": latest})


def api_guide(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/api_guide.html", {"example": Zone.objects.public().in_list_order().first()})


def about(request: HttpRequest) -> HttpResponse:
    reported = Q(facts__in=Fact.objects.public())
    indicators = Indicator.objects.annotate(fact_count=Count("facts", filter=reported)).filter(fact_count__gt=0)
    return render(request, "portal/about.html", {"indicators": indicators, "counts": counts(), "stages": Stage.choices})
