"""Tables in and out: registry and facts as XLSX or CSV, the registry back in with a dry run, facts back in as proposals only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import QuerySet

FORMATS = ("csv", "xlsx")


@dataclass
class RowPlan:
    """What one row of a file would do: `action` is 新增, 修改, 不变 or 有误."""

    line: int
    name: str
    action: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    error: str = ""


@dataclass
class ImportPlan:
    """The dry run. `token` belongs to this file and this state of the registry; hand it back to carry it out."""

    rows: list[RowPlan]
    token: str

    @property
    def errors(self) -> list[RowPlan]:
        return [row for row in self.rows if row.error]


def export_registry(model: type[models.Model], form: str) -> bytes:
    """Zones, projects or organisations as a table that `plan_registry` reads back. Cells that begin like a formula are text."""
    raise NotImplementedError


def export_facts(facts: QuerySet, form: str) -> bytes:
    """Facts with their sentence, claim, quote, article and position, one row a citation."""
    raise NotImplementedError


def plan_registry(model: type[models.Model], data: bytes, filename: str) -> ImportPlan:
    """试导入: what the file would change; writes nothing. Raises `CurationError` for a file that cannot be read."""
    raise NotImplementedError


def import_registry(model: type[models.Model], data: bytes, filename: str, user: Any, token: str) -> ImportPlan:
    """Carry out the plan that was shown. Refused when file or registry have changed since, or a row is wrong."""
    raise NotImplementedError


def plan_facts(data: bytes, filename: str, user: Any) -> ImportPlan:
    """Rows need article (slug), quote and position; the claim columns are those of the export."""
    raise NotImplementedError


def import_facts(data: bytes, filename: str, user: Any, token: str) -> ImportPlan:
    """Make pending proposals (rule `import`) of the rows; never facts. One already proposed or decided is left as it is."""
    raise NotImplementedError


def table(header: Iterable[str], rows: Iterable[Iterable[Any]], form: str) -> bytes:
    """A CSV (UTF-8 with BOM) or XLSX of text cells, safe to open."""
    raise NotImplementedError
