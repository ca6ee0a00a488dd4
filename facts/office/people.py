"""Users and their roles. Every change leaves an event that says who now may do what, never a password."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from facts.permissions import Act, allowed
from facts.roles import GROUPS
from history.changes import change

User = get_user_model()
KIND = "people.account"  # no table of the record: an account is switched off, not undone


@admin.register(User)
class PeopleAdmin(UserAdmin):
    list_display = ["username", "first_name", "roles", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    search_fields = ["username", "first_name"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password", "first_name", "is_active"]}),
        ("角色", {"fields": ["groups"], "description": "录入员、编辑、主编、管理员，取其高者。只管几个开发区的，另到“负责的开发区”里设。"}),
        ("时间", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "first_name", "usable_password", "password1", "password2", "groups"]})]
    readonly_fields = ["last_login", "date_joined"]

    def _may(self, request: HttpRequest, obj: Any = None) -> bool:
        return allowed(request.user, Act.MANAGE_USERS)

    has_view_permission = has_change_permission = has_module_permission = _may

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Their name stands in the record; an account is switched off."""
        return False

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        people = super().get_queryset(request).prefetch_related("groups")
        return people if request.user.is_superuser else people.filter(is_superuser=False)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "first_name" and field is not None:
            field.label = "姓名"
        return field

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["queryset"] = db_field.remote_field.model.objects.filter(name__in=GROUPS.values())
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        person = form.instance
        before = _told(person) if change else None
        super().save_related(request, form, formsets, change)
        _note(request.user, person, before, "修改用户" if change else "新建用户")

    @admin.display(description="角色")
    def roles(self, person: Any) -> str:
        return "管理员" if person.is_superuser else "、".join(group.name for group in person.groups.all()) or "—"


def _told(person: Any) -> dict[str, Any]:
    return {"姓名": person.first_name, "启用": person.is_active, "角色": sorted(person.groups.values_list("name", flat=True))}


def _note(actor: Any, person: Any, before: dict[str, Any] | None, action: str) -> None:
    with change(actor, action) as group:
        group.note(KIND, person.pk, label=person.get_username(), before=before, after=_told(person))
