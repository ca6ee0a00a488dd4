"""A claim's values as JSON and back: what a held correction keeps until it is signed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from .models import Fact
from .refusals import CurationError


def plain_values(values: dict[str, Any]) -> dict[str, Any]:
    """Registered ends and the indicator by their key, dates as words."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value if value is None or isinstance(value, (str, int)) else str(value)


def full_values(values: dict[str, Any]) -> dict[str, Any]:
    """The values as a fact takes them. A registered row merged meanwhile is the one it was merged into."""
    return {name: _full(Fact._meta.get_field(name), name, value) for name, value in values.items()}


def _full(field: Any, name: str, value: Any) -> Any:
    if value is None or value == "" or not field.is_relation or name != field.name:
        return field.to_python(value)
    row = field.related_model._base_manager.filter(pk=value).first()
    if row is None:
        raise CurationError(f"所选的{field.verbose_name}已不在名录中，请撤回这项改动，重新提出。")
    while getattr(row, "merged_into", None) is not None:
        row = row.merged_into
    return row
