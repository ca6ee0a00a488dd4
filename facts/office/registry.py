"""名录: the way to every registry, and to what keeps it in order."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from articles.models import Author, Issue, Publication
from facts.models import Indicator, Scope
from projects.models import Industry, Organization, Project
from zones.models import Region, Zone

_LISTS = [Zone, Project, Organization, Region, Scope, Author, Publication, Issue, Indicator, Industry]


@require_GET
def registry(request: HttpRequest) -> HttpResponse:
    lists = [(model._meta.verbose_name, f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", model.objects.count()) for model in _LISTS]
    return render(request, "admin/facts/office/registry.html", {**admin.site.each_context(request), "title": "名录", "lists": lists})
