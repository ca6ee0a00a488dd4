"""Every address of the site. Pages speak Chinese at `/` and English at `/en/`; the admin and the API have one address each."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config import api

pages: list[URLPattern | URLResolver] = []

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include(api.router.urls)),
    *i18n_patterns(*pages, prefix_default_language=False),
]
