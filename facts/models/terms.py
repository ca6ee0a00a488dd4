"""What a measure counts: indicators, and the populations that figures are of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from zones.aliases import Alias, NamedQuerySet, alias_constraints
from zones.models import Region


class Indicator(models.Model):
    """One row of the engine's indicator table; loaded from there, never typed in."""

    outside_history = True

    key = models.CharField("代码", max_length=40, primary_key=True)
    name = models.CharField("名称", max_length=60)
    name_en = models.CharField("英文名", max_length=80)
    unit_kind = models.CharField("单位类别", max_length=12)
    definition = models.TextField("指标解释", blank=True)
    lasting = models.BooleanField(
        "长期属性",
        default=False,
        help_text="没有时期也只说一件事的指标，如总投资、占地面积",
    )
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "指标"
        verbose_name_plural = "指标"
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("facts:indicator", args=[self.key])


class Scope(models.Model):
    """统计范围: a registered population, so that series join; the printed words stay on the claim."""

    name = models.CharField("名称", max_length=120)
    region = models.ForeignKey(
        Region,
        verbose_name="行政区",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="scopes",
    )
    definition = models.TextField("说明", blank=True)

    objects = NamedQuerySet.as_manager()

    class Meta:
        verbose_name = "统计范围"
        verbose_name_plural = "统计范围"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name", "region"], name="facts_scope_once"),
            models.UniqueConstraint(fields=["name"], condition=Q(region__isnull=True), name="facts_scope_once_anywhere"),
        ]

    def __str__(self) -> str:
        return self.name


class ScopeAlias(Alias):
    entity = models.ForeignKey(Scope, verbose_name="统计范围", on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        constraints = alias_constraints("facts_scope")
