"""Every address of the site. Pages speak Chinese at `/` and English at `/en/`; the admin and the API have one address each."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config import api
from portal import sitemaps

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"

pages: list[URLPattern | URLResolver] = [
    path("", include("portal.urls")),
    path("", include("zones.urls")),
    path("", include("projects.urls")),
    path("", include("articles.urls")),
    path("", include("facts.urls")),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include(api)),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.sitemap),
    *i18n_patterns(*pages, prefix_default_language=False),
]
