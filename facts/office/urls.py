"""Addresses of the editors' other pages, below `/admin/`."""

from django.contrib import admin
from django.urls import path

from . import registry

protected = admin.site.admin_view
urlpatterns = [
    path("registry/", protected(registry.registry), name="registry"),
    path("xx/", protected(registry.registry), name="upload"),
    path("yy/", protected(registry.registry), name="desk_bulk"),
]
