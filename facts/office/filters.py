"""Filters of the lists that show codes in the editors' words."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from facts.rule_words import rule_words

UNIT_KINDS = {
    "money": "金额", "count": "个数", "ratio": "比率", "area": "面积", "quantity": "产量", "power": "功率", "energy": "电量", "length": "长度",
    "time": "时间", "any": "不限",
}  # fmt: skip


class WordsFilter(admin.SimpleListFilter):
    """A column of codes, offered only where some row that the user may see has it."""

    column = ""

    def words(self, value: str) -> str:
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        values = model_admin.get_queryset(request).order_by(self.column).values_list(self.column, flat=True).distinct()
        return [(value, self.words(value) or "（无）") for value in values]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset if self.value() is None else queryset.filter(**{self.column: self.value()})


class OpenFilter(admin.SimpleListFilter):
    title, parameter_name = "处理", "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "待处理"), ("0", "已结案")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(closed_at__isnull=self.value() == "1") if self.value() in ("0", "1") else queryset


class UnitKindFilter(WordsFilter):
    title, parameter_name, column = "单位类别", "unit_kind", "unit_kind"

    def words(self, value: str) -> str:
        return UNIT_KINDS.get(value, value)


class RuleFilter(WordsFilter):
    title, parameter_name, column = "规则", "rule__exact", "rule"

    def words(self, value: str) -> str:
        return rule_words(value)
