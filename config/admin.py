"""The editors' admin site: its first page is the 工作台, and what follows from an edit of the registry is settled here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import BadRequest
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import SimpleTemplateResponse
from django.urls import include, path
from django.utils import translation

from articles.models import EditorZones
from facts.office.start import start_context
from facts.permissions import Act, allowed, role_of
from facts.reviewing import reopen_after
from facts.rowwise import hold_rows
from facts.settling import settle_events
from history.changes import Change
from history.models import Event
from history.rows import RowChange
from zones.slugs import free_slug

_MACHINERY = {"axes", "django_tasks_db", "django_tasks_database"}
_ORDER = ["facts", "articles", "projects", "zones", "history", "auth"]


View = Callable[..., HttpResponse]


def _in_chinese(view: View) -> View:
    """The editors' pages speak Chinese whatever a browser asks for: half of a page in another language helps nobody."""

    @wraps(view)
    def inner(*args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            answer = view(*args, **kwargs)
            return answer.render() if isinstance(answer, SimpleTemplateResponse) and not answer.is_rendered else answer

    return inner


def _without_nul(view: View) -> View:
    """400 for the one character that no text has and PostgreSQL refuses, wherever it was put."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if any("\0" in value for fields in (request.GET, request.POST) for name, values in fields.lists() for value in (name, *values)):
            raise BadRequest("请求中有不能识别的字符，请删去后重试。")
        return view(request, *args, **kwargs)

    return inner


class EditorsSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = f"{settings.SITE_NAME} 编辑部"
    index_title = "工作台"
    site_url = "/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Tables of the machinery, in its own language and nobody's to edit, stay out."""
        if getattr(admin_class, "__module__", "") == "django.contrib.auth.admin":
            return  # `facts/office/people.py` has its own, by roles
        models_given = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        super().register([model for model in models_given if model._meta.app_label not in _MACHINERY], admin_class, **options)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        return _without_nul(_in_chinese(super().admin_view(view, cacheable)))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return _in_chinese(super().login)(request, extra_context)

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and self.has_role(request.user)

    @staticmethod
    def has_role(user: Any) -> bool:
        return role_of(user) is not None

    @staticmethod
    def allows(user: Any, act: str) -> bool:
        return bool(act) and allowed(user, act)

    @staticmethod
    def is_limited(user: Any) -> bool:
        """Whether the user works only on articles of certain zones."""
        return EditorZones.zones_of(user) is not None

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the frame of every page leaves out for those it would only refuse."""
        user = request.user
        return {
            **super().each_context(request),
            "may_decide": allowed(user, Act.DECIDE),
            "may_correct": allowed(user, Act.CORRECT_TEXT),
            "may_merge": allowed(user, Act.MERGE) and not self.is_limited(user),
        }

    @staticmethod
    def settle(group: Change) -> None:
        """Bring up to date whatever derives from the rows that this group has changed; signatures given before no longer count."""
        reopen_after(group)
        settle_events(group, list(Event.objects.filter(number=group.number)))

    @staticmethod
    def keep_back(group: Change, row: models.Model, changes: list[RowChange]) -> bool:
        """Whether the edit waits for signatures instead of being made: the row is part of what readers see of a published article."""
        return bool(changes) and hold_rows(group, row, changes, group.actor) is not None

    @staticmethod
    def free_slug(model: type[models.Model], words: str) -> str:
        return free_slug(model, words)

    def get_urls(self) -> list[Any]:
        own = [path("", include("facts.office.urls")), path("facts/review/", include("facts.desk.urls"))]
        on_site = path("r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.view_on_site), name="view_on_site")
        return [*own, on_site, *(route for route in super().get_urls() if getattr(route, "name", "") != "view_on_site")]

    def view_on_site(self, request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
        """在网站上查看: the readers' page of what this editor may see; Django's own leads anybody to any row, and so tells its address."""
        kind = ContentType.objects.filter(pk=content_type_id).first()
        model = kind.model_class() if kind else None
        if model is None or not self.is_registered(model) or not hasattr(model, "get_absolute_url"):
            raise Http404
        table = self.get_model_admin(model)
        row = table.get_object(request, object_id) if table.has_view_permission(request) else None
        if row is None:
            raise Http404
        return HttpResponseRedirect(row.get_absolute_url())

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        listed = super().get_app_list(request, app_label)
        return sorted(listed, key=lambda app: _ORDER.index(app["app_label"]) if app["app_label"] in _ORDER else len(_ORDER))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().index(request, {**start_context(request.user), **(extra_context or {})})
