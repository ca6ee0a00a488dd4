"""Saving plain rows from forms: registry, newsroom and scopes. Every save is one change; a second saver is stopped and shown what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import models

from .curation import CurationError


class Difference(NamedTuple):
    """One field that somebody else changed meanwhile: its label, what the editor had before them, what stands now, what the editor wanted."""

    label: str
    seen: Any
    stored: Any
    wanted: Any


class ChangedMeanwhile(CurationError):
    """The row changed after the editor opened it; nothing was saved. `differences` lists the fields."""

    def __init__(self, message: str, differences: Iterable[Difference] = ()) -> None:
        super().__init__(message)
        self.differences = list(differences)


def last_number(row: models.Model) -> int:
    """The number of the last event of this row; put it in the form as `seen` and hand it back when saving."""
    raise NotImplementedError


def create_row(row: models.Model, user: Any, *, many: Mapping[str, Iterable[Any]] | None = None, reason: str = "") -> models.Model:
    """Insert an unsaved registry or newsroom row."""
    raise NotImplementedError


def save_row(
    row: models.Model,
    user: Any,
    values: Mapping[str, Any],
    *,
    many: Mapping[str, Iterable[Any]] | None = None,
    seen: int | None = None,
    action: str = "修改",
    reason: str = "",
) -> bool:
    """Set the values on the stored row and settle what follows. False where nothing changed. Raises `ChangedMeanwhile`."""
    raise NotImplementedError


def delete_row(row: models.Model, user: Any, reason: str = "") -> None:
    """Remove a row that nothing refers to. Raises `CurationError` naming what still does."""
    raise NotImplementedError


def set_bylines(article: Any, user: Any, bylines: Iterable[tuple[str, str]], *, seen: int | None = None) -> None:
    """Make the article's bylines these (name, role) pairs in this order; unknown names become authors."""
    raise NotImplementedError
