"""What an edit in the admin does to rows, before it is done: so that it can be done now or be kept for later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models

from .changes import Change


@dataclass
class RowChange:
    """One row created, updated or deleted (`act`). The row bears its new values already, unsaved; `names` are the columns that change."""

    act: str
    row: models.Model
    names: list[str] = field(default_factory=list)
    many: dict[str, Iterable[models.Model]] = field(default_factory=dict)

    def carry_out(self, group: Change) -> None:
        if self.act == "delete":
            group.delete(self.row)
        elif self.act == "create":
            group.create(self.row, **self.many)
        else:
            group.update(self.row, {name: getattr(self.row, name) for name in self.names}, **self.many)
