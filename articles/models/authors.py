"""Who wrote."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from history.models import PublicQuerySet
from zones.aliases import Alias, NamedQuerySet, alias_constraints


class AuthorQuerySet(PublicQuerySet, NamedQuerySet):
    pass


class Author(models.Model):
    kept_when_used = True

    slug = models.SlugField("固定网址名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    note = models.TextField("说明", blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="已并入",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = "作者"
        verbose_name_plural = "作者"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:author", args=[self.slug])


class AuthorAlias(Alias):
    entity = models.ForeignKey(Author, verbose_name="作者", on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        constraints = alias_constraints("articles_author")
