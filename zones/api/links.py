"""Addresses of API resources (on the host that was asked) and of pages (on the site's own, to be cited)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from rest_framework.request import Request

RESOURCES = {
    "region": "regions",
    "zone": "zones",
    "project": "projects",
    "organization": "organizations",
    "article": "articles",
    "author": "authors",
    "publication": "publications",
    "indicator": "indicators",
    "fact": "facts",
    "conflict": "conflicts",
}


class Links:
    """Joined by hand: a page of facts has hundreds of them, and a test follows each kind."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._root = request.build_absolute_uri(reverse("api-root"))

    def api(self, kind: str, key: Any) -> str:
        return f"{self._root}{RESOURCES[kind]}/{key}/"

    def page(self, kind: str, key: Any) -> str:
        return f"{settings.SITE_URL}/{RESOURCES[kind]}/{key}/"

    def issue(self, key: int) -> str:
        return f"{settings.SITE_URL}/issues/{key}/"

    def citation(self, article: str, key: int) -> str:
        return f"{settings.SITE_URL}/articles/{article}/#citation-{key}"

    def here(self, cursor: str | None, *, without: str = "") -> str:
        """The address that was asked, at another place of the list. Made from what was read: the words may have come unquoted."""
        query = {name: value for name, value in self._request.query_params.items() if name not in ("cursor", without)}
        written = urlencode(query | ({"cursor": cursor} if cursor else {}))
        return self._request.build_absolute_uri(self._request.path) + (f"?{written}" if written else "")

    def summary(self, kind: str, key: Any, name: str) -> dict[str, Any]:
        return {"code" if kind == "region" else "slug": key, "name": name, "url": self.api(kind, key)}
