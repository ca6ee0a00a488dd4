"""The admin's ground floor: edits that leave events, pages that only read, and the history of every object."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from .changes import Change, change, kind_of
from .models import Event, PublicSpan
from .recorded_forms import RecordedForm
from .rows import RowChange
from .wording import events_of, kind_words, tell

HISTORY_PAGE = 50
_LIMITED = ("articles", "facts")


class RelatedWithoutDelete:
    """Beside a choice of another row stand new, change and view; deleting that row is done on its own page, where it is allowed at all."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and getattr(field.widget, "can_delete_related", False):
            field.widget.can_delete_related = False
        return field


class EditorsAdmin(RelatedWithoutDelete, admin.ModelAdmin):
    """Every admin page of ours: readable history, and 404 for what the user may not see or what does not exist."""

    list_per_page = 50
    show_full_result_count = False
    act = ""  # what a user must be allowed to do to change rows here; empty: nobody edits them

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_role(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_role(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.allows(request.user, self.act)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.allows(request.user, self.act)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.allows(request.user, self.act)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        """An address typed without a scheme is one of today's web."""
        scheme = {"assume_scheme": "https"} if isinstance(db_field, models.URLField) else {}
        return super().formfield_for_dbfield(db_field, request, **scheme, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {"title": self.opts.verbose_name_plural, **(extra_context or {})})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        page = Paginator(events_of(row), HISTORY_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request), "title": f"操作记录：{row}", "object": row, "opts": self.opts,
            "module_name": self.opts.verbose_name_plural, "page": page, "told": tell(page.object_list, self._nameable(request)), **(extra_context or {}),
        }  # fmt: skip
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/object_history.html", context)

    def _nameable(self, request: HttpRequest) -> Any:
        """What the history may call by name: for an editor limited to zones, no newsroom row that they could not open."""

        def rows(model: Any) -> models.QuerySet[Any]:
            own = self.admin_site.is_limited(request.user) and model._meta.app_label in _LIMITED and self.admin_site.is_registered(model)
            return self.admin_site.get_model_admin(model).get_queryset(request) if own else model._base_manager.all()

        return rows

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if object_id:
            self._refuse_unseen(request, object_id)
        context = {"title": self.opts.verbose_name} if object_id else {}
        return super().changeform_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        self._refuse_unseen(request, object_id)
        return super().delete_view(request, object_id, extra_context)

    def _refuse_unseen(self, request: HttpRequest, object_id: str) -> None:
        """404 before any 403: what a role may not do is no secret, what others work on is."""
        if self.has_view_permission(request) and self.get_object(request, unquote(object_id)) is None:
            raise Http404

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        raise Http404

    # The record is `history.Event`; Django's own log would be a second, poorer one.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None: ...

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None: ...

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None: ...


class ReadOnlyAdmin(EditorsAdmin):
    """What only services write: shown, searched and filtered, never edited here."""


class Overtaken(Exception):
    """Another save of the same row came first, in the moment between this one's check and its turn."""


class RecordedInline(RelatedWithoutDelete, admin.TabularInline):
    """Rows that belong to another: who may change that one may change these."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def _may(self, request: HttpRequest) -> bool:
        return self.admin_site.allows(request.user, self.admin_site.get_model_admin(self.parent_model).act)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)


class RecordedAdmin(EditorsAdmin):
    """Rows that editors write themselves: each save and deletion is one group of events, and what follows from it is settled."""

    form = RecordedForm
    act = "register"
    slug_from = ""  # the field that a new row's fixed address is made of

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = [(name, {**options, "fields": list(options["fields"])}) for name, options in super().get_fieldsets(request, obj)]
        if all("seen" not in options["fields"] for _, options in fieldsets):
            fieldsets[0][1]["fields"].append("seen")
        return fieldsets

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Overtaken:  # nothing was written; asked again, the form sees what came first and says so
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """All is written by `save_related`, in one group."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        row = form.instance
        with _change(request, "修改" if change else "新建") as group:
            if change and form.later_events(before=group.number):
                raise Overtaken
            changes = self._row_changes(form, formsets, change)
            request.kept_back = change and self.admin_site.keep_back(group, row, changes)
            if not request.kept_back:
                if not change:
                    self.complete(row)
                for one in changes:
                    one.carry_out(group)
            self.admin_site.settle(group)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if not request.kept_back:
            return super().response_change(request, obj)
        messages.warning(request, "报道已经发布：您的改动已留待签发，签发之前网站上仍是原来的内容。")
        return HttpResponseRedirect(request.path)

    def _row_changes(self, form: Any, formsets: Any, change: bool) -> list[RowChange]:
        changed = set(form.changed_data)
        many = {field.name: form.cleaned_data[field.name] for field in self.opts.many_to_many if field.name in form.cleaned_data}
        if change:
            plain = [field.name for field in self.opts.concrete_fields if field.name in changed]
            many = {name: rows for name, rows in many.items() if name in changed}
            rows = [RowChange("update", form.instance, plain, many)] if plain or many else []
        else:
            rows = [RowChange("create", form.instance, many=many)]
        return rows + [one for formset in formsets for one in self._inline_changes(formset)]

    def complete(self, row: Any) -> None:
        """Fill what a new row needs besides the form."""
        if self.slug_from and not row.slug:
            row.slug = self.admin_site.free_slug(type(row), getattr(row, self.slug_from))

    @staticmethod
    def _inline_changes(formset: Any) -> list[RowChange]:
        formset.save(commit=False)
        gone = [RowChange("delete", row) for row in formset.deleted_objects]
        kept = [RowChange("update", row, [name for name in names if name != formset.fk.name]) for row, names in formset.changed_objects]
        return gone + kept + [RowChange("create", row) for row in formset.new_objects]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was ever public is taken from view by its own services, not deleted."""
        if obj is not None and PublicSpan.objects.filter(kind=kind_of(obj), object_id=obj.pk).exists():
            return False
        return super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with _change(request, "删除") as group:
            self._delete(group, obj)
            self.admin_site.settle(group)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with _change(request, "删除") as group:
            for row in queryset:
                if self.has_delete_permission(request, row):
                    self._delete(group, row)
            self.admin_site.settle(group)

    @staticmethod
    def _delete(group: Change, row: Any) -> None:
        for relation in row._meta.related_objects:
            if relation.on_delete is models.CASCADE and not relation.many_to_many and relation.related_model._meta.auto_created is False:
                for owned in relation.related_model._base_manager.filter(**{relation.field.name: row}):
                    group.delete(owned)
        group.delete(row)

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


def _change(request: HttpRequest, action: str) -> Any:
    return change(request.user, action)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["number", "at", "actor_name", "action", "kind_words", "label", "reason"]
    list_filter = ["action", "at"]
    search_fields = ["label", "actor_name", "reason"]
    search_help_text = "按对象、经办或理由查找"
    fields = ["number", "at", "actor_name", "action", "kind_words", "object_id", "label", "reason", "told"]
    readonly_fields = ["kind_words", "told"]
    list_display_links = ["number", "label"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Event]:
        """An editor limited to zones sees their own steps here; what happened to an object stands on its own page."""
        events = super().get_queryset(request)
        return events.filter(actor=request.user) if self.admin_site.is_limited(request.user) else events

    @admin.display(description="对象类型")
    def kind_words(self, event: Event) -> str:
        return kind_words(event.kind)

    @admin.display(description="改动")
    def told(self, event: Event) -> str:
        return "；".join(f"{line.name}：{line.before} → {line.after}" for line in tell([event])[0].lines) or "—"


class KindFilter(admin.SimpleListFilter):
    title, parameter_name = "对象类型", "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = model_admin.get_queryset(request).order_by("kind").values_list("kind", flat=True).distinct()
        return [(kind, kind_words(kind)) for kind in kinds]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[PublicSpan]) -> models.QuerySet[PublicSpan]:
        return queryset if self.value() is None else queryset.filter(kind=self.value())


@admin.register(PublicSpan)
class PublicSpanAdmin(ReadOnlyAdmin):
    list_display = ["kind_words", "object_id", "from_at", "until_at", "reason", "hidden"]
    list_filter = [KindFilter, "hidden"]
    search_fields = ["=object_id"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and not self.admin_site.is_limited(request.user)

    @admin.display(description="对象类型", ordering="kind")
    def kind_words(self, span: PublicSpan) -> str:
        return kind_words(span.kind)
