"""The one router of `/api/v1/`, one register line per resource."""

from __future__ import annotations

from django.urls import include, path, re_path
from rest_framework.routers import APIRootView, DefaultRouter

from zones.api.problems import problem_details
from zones.api.viewsets import NoSuchAddress, OpenView
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

urlpatterns = [
    path("", include(router.urls)),
    # An address without its final slash is redirected first.
    re_path(r"^(?:.*/)?$", NoSuchAddress.as_view()),
]
