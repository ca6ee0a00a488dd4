"""The form of a row whose history is kept: who saves on a state that they have not seen is stopped and shown it, and loses nothing that they wrote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from .changes import Row, kind_of, plain, snapshot
from .models import Event
from .wording import events_of, last_number, tell, words_of

_TOLD = 20


class RecordedForm(forms.ModelForm):
    """`seen` is the number of the row's latest event when the page was made."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = last_number(self.instance)

    def later_events(self, before: int | None = None) -> list[Event]:
        """What happened to the row since the page was made, oldest first; `before` leaves out the group that is asking."""
        seen = self.cleaned_data.get("seen")
        if not self.instance.pk or seen is None:
            return []
        later = events_of(self.instance).filter(number__gt=seen)
        return list((later if before is None else later.filter(number__lt=before)).order_by("number", "position"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        later = self.later_events()
        if later:
            told = [_difference(one) for one in tell(later[-_TOLD:])]
            raise forms.ValidationError([*told, *self._take_over(later), "您的改动没有保存，仍在表中。看过之后，再按一次保存。"])
        return values

    def _take_over(self, later: list[Event]) -> list[str]:
        """The page that is shown again stands on the present row: parts that this editor left alone are as they are now, the others as they wrote them.

        Returns a sentence for each part that both have changed."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(later[-1].number)
        first = next((event for event in later if event.kind == kind_of(self.instance) and event.before), None)
        present = type(self.instance)._base_manager.filter(pk=self.instance.pk).first()
        if first is None or present is None:
            return []
        self.initial |= forms.model_to_dict(present, self._meta.fields, self._meta.exclude)  # the other's save may have come after the row was read
        now, both = snapshot(present), []
        for field in [*self.instance._meta.concrete_fields, *self.instance._meta.many_to_many]:
            column = field.name if field.many_to_many else field.attname
            if field.name not in self.cleaned_data or first.before.get(column) == now[column]:
                continue
            mine = _plain(field, self.cleaned_data[field.name])
            if mine == first.before.get(column):
                self._show_present(field.name)
            elif mine != now[column]:
                both.append(_both(field, first.before, now, mine))
        return both

    def _show_present(self, name: str) -> None:
        widget, value, key = self.fields[name].widget, self.get_initial_for_field(self.fields[name], name), self.add_prefix(name)
        for old in [old for old in self.data if old == key or old.startswith(f"{key}_")]:
            del self.data[old]
        if isinstance(widget, forms.MultiWidget):
            shown = {f"{key}{suffix}": part for suffix, part in zip(widget.widgets_names, widget.decompress(value), strict=True)}
        else:
            shown = {key: self.fields[name].prepare_value(value)}
        for one, part in shown.items():
            if isinstance(part, (list, tuple)):
                self.data.setlist(one, [str(item) for item in part])
            elif part not in (None, "", False):
                self.data[one] = "on" if part is True else str(part)


def _plain(field: Any, value: Any) -> Any:
    """A cleaned value as `snapshot` has it."""
    if field.many_to_many:
        return sorted(row.pk for row in value)
    return plain(value.pk if isinstance(value, models.Model) else value, field)


def _both(field: Any, before: Row, now: Row, mine: Any) -> str:
    column = field.name if field.many_to_many else field.attname
    was, stands, wanted = words_of(field, [before.get(column), now[column], mine])
    return f"“{field.verbose_name}”两人都改了：原为“{was}”，现在是“{stands}”，您写的是“{wanted}”；再保存就以您写的为准。"


def _difference(told: Any) -> str:
    changed = "；".join(f"{line.name}由“{line.before}”改为“{line.after}”" for line in told.lines) or told.label
    return f"您打开本页之后，{told.actor}于{timezone.localtime(told.at):%Y-%m-%d %H:%M}做了“{told.action}”：{changed}。"
