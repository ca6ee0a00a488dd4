"""One table: what can be found of each public object, folded, with its index terms beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

# PostgreSQL keeps at most 1 MB of distinct terms a row.
_most_bytes = 900_000


class TermsField(models.Field):
    """Index terms in order, written as one text for SQLite and as a tsvector for PostgreSQL; never read back.

    On PostgreSQL a text with too many terms for a tsvector is stored without them, and searched by scanning.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value: Any, compiler: Any, connection: BaseDatabaseWrapper) -> str:
        return "array_to_tsvector(%s::text[])" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(self, value: Sequence[str] | None, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is None:
            return None
        if connection.vendor != "postgresql":
            return " ".join(value)
        distinct = sorted(set(value))
        return distinct if sum(len(term.encode()) for term in distinct) < _most_bytes else None


class Entry(models.Model):
    """A public object as the index knows it. The databases keep their index of `terms` by triggers or by themselves, never by hand."""

    kind = models.CharField("对象类型", max_length=40)
    object_id = models.CharField("对象编号", max_length=64)
    # Newest first: the day in the upper bits, the row's own id in the lower 32. Also the row's number in SQLite's index, which is read in this order.
    position = models.BigIntegerField("次序", null=True, unique=True)
    public_from = models.DateTimeField("公开时间", null=True)
    layout = models.JSONField("栏目", default=list)  # [[field name, number of characters], …] of the text, in order
    title = models.TextField("标题")
    text = models.TextField("全文")
    terms = TermsField("检索项", null=True)

    class Meta:
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
