"""The one router of `/api/v1/`, one register line per resource."""

from __future__ import annotations

from django.urls import include, path, re_path
from rest_framework.routers import APIRootView, DefaultRouter

from articles.viewsets import ArticleViewSet, AuthorViewSet, PublicationViewSet
from facts.viewsets import ConflictViewSet, FactViewSet, IndicatorViewSet
from portal.viewsets import ChangesViewSet, SearchViewSet
from projects.viewsets import OrganizationViewSet, ProjectViewSet
from zones.api.problems import problem_details
from zones.api.viewsets import NoSuchAddress, OpenView, SchemaView
from zones.viewsets import RegionViewSet, ZoneViewSet

__all__ = ["problem_details", "urlpatterns"]


class Root(OpenView, APIRootView):
    """各类资源的地址。"""

    schema = None


class Router(DefaultRouter):
    APIRootView = Root
    include_format_suffixes = False


router = Router()
router.register("regions", RegionViewSet, "api-region")
router.register("zones", ZoneViewSet, "api-zone")
router.register("projects", ProjectViewSet, "api-project")
router.register("organizations", OrganizationViewSet, "api-organization")
router.register("articles", ArticleViewSet, "api-article")
router.register("authors", AuthorViewSet, "api-author")
router.register("publications", PublicationViewSet, "api-publication")
router.register("indicators", IndicatorViewSet, "api-indicator")
router.register("facts", FactViewSet, "api-fact")
router.register("conflicts", ConflictViewSet, "api-conflict")
router.register("search", SearchViewSet, "api-search")
router.register("changes", ChangesViewSet, "api-changes")

urlpatterns = [
    path("", include(router.urls)),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    # An address without its final slash is redirected first.
    re_path(r"^(?:.*/)?$", NoSuchAddress.as_view()),
]
