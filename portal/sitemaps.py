"""/sitemap.xml: every public object in both languages; and /robots.txt."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article, Author, Issue
from facts.models import Fact, Indicator
from projects.models import Organization, Project
from zones.filtersets import offered_regions
from zones.models import Zone


class BilingualSitemap(Sitemap):
    """Addresses begin with SITE_URL, however the visitor reached us; the Chinese page is the default."""

    i18n = True
    alternates = True
    x_default = True
    limit = 5000
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_languages_for_item(self, item: object) -> list[str]:
        return [code for code, _name in settings.LANGUAGES]


class PublicObjects(BilingualSitemap):
    def __init__(self, rows: QuerySet) -> None:
        self.rows = rows

    def items(self) -> QuerySet:
        return self.rows.all()


class Pages(BilingualSitemap):
    def items(self) -> list[str]:
        names = ["home", "compare", "search", "data", "api_guide", "about"]
        return ["zones:zone_list", "projects:project_list", "articles:article_list", "facts:corrections", *(f"portal:{name}" for name in names)]

    def location(self, item: str) -> str:
        return reverse(item)


def sitemaps() -> dict[str, Sitemap]:
    return {
        "pages": Pages(),
        "regions": PublicObjects(offered_regions().order_by("code")),
        "zones": PublicObjects(Zone.objects.public().order_by("pk")),
        "projects": PublicObjects(Project.objects.public().order_by("pk")),
        "organizations": PublicObjects(Organization.objects.public().order_by("pk")),
        "articles": PublicObjects(Article.objects.public().order_by("pk")),
        "issues": PublicObjects(Issue.objects.public().order_by("pk")),
        "authors": PublicObjects(Author.objects.public().order_by("pk")),
        "facts": PublicObjects(Fact.objects.public().order_by("pk")),
        "indicators": PublicObjects(Indicator.objects.filter(facts__in=Fact.objects.public()).distinct().order_by("pk")),
    }


def sitemap(request: HttpRequest) -> HttpResponse:
    return sitemap_view(request, sitemaps())


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", "Disallow: /en/search/", "", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
