"""Other names of an entity, and finding the one entity that a name means."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q


class Alias(models.Model):
    """A name that an entity bears or bore; dates are set only where they are known. Subclasses add the `entity` key."""

    name = models.CharField("别名", max_length=200)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_until = models.DateField("停用日期", null=True, blank=True)
    former = models.BooleanField("曾用名", default=False)

    class Meta:
        abstract = True
        verbose_name = "别名"
        verbose_name_plural = "别名"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def alias_constraints(prefix: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(fields=["entity", "name"], name=f"{prefix}_alias_once"),
        models.CheckConstraint(
            condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            name=f"{prefix}_alias_dates",
        ),
    ]


def names_on(day: date | None) -> Q:
    """Aliases that hold on a day; without a day all of them."""
    if day is None:
        return Q()
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))


class NamedQuerySet(models.QuerySet):
    """Entities with a `name`, perhaps a `short_name`, `aliases`, and `merged_into` where they can be merged."""

    def resolve(self, name: str, on_date: date | None = None, near: Any = None) -> Any:
        """The one entity that the name means on that day near that region, or None; never the first of several."""
        if not name:
            return None
        own = Q(name=name) | Q(short_name=name) if _has(self.model, "short_name") else Q(name=name)
        alias_ids = self.model._meta.get_field("aliases").related_model.objects.filter(names_on(on_date), name=name).values("entity_id")
        found = self.filter(own | Q(pk__in=alias_ids))
        if _has(self.model, "merged_into"):
            found = found.filter(merged_into__isnull=True)
        candidates = list(found.distinct()[:50])
        if len(candidates) > 1 and near is not None:
            candidates = [row for row in candidates if row.is_near(near)]
        return candidates[0] if len(candidates) == 1 else None


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.get_fields())
