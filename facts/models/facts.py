"""What editors stand behind, and where it is said."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length
from django.urls import reverse

from articles.models import Article, TextVersion
from history.models import PublicQuerySet

from ..constraints import claim_constraints
from .claims import Claim, brief


class FactQuerySet(PublicQuerySet):
    def live(self) -> FactQuerySet:
        """Neither superseded nor withdrawn; public or not."""
        return self.filter(superseded_at__isnull=True, withdrawn_at__isnull=True)

    def public(self, as_of: datetime | None = None) -> FactQuerySet:
        """Of an earlier moment without the facts that only articles taken from view since then said at that moment."""
        rows = super().public(as_of)
        if as_of is None:
            return rows
        articles = Article.objects.public(as_of).filter(pk=OuterRef("version__article"))
        return rows.filter(Exists(Citation.objects.filter(Exists(articles), fact=OuterRef("pk"), released=True)))

    def with_claim(self) -> FactQuerySet:
        """All that a sentence needs, in one query."""
        return self.select_related(
            "indicator", "subject_region", "subject_zone", "subject_project", "subject_organization",
            "object_region", "object_zone", "object_project", "object_organization", "scope_registered",
        )  # fmt: skip


class Fact(Claim):
    """A claim an editor stands behind. Its claim never changes: a correction is a new fact that supersedes it."""

    class Rank(models.TextChoices):
        PREFERRED = "preferred", "优先采用"
        NORMAL = "normal", "并存"

    class Correction(models.TextChoices):
        COLLECTION = "collection", "采集有误"
        PRINT = "print", "原报道更正"
        REVISION = "revision", "统计数据修订"

    claim_key = models.CharField("条目键", max_length=64)
    compare_key = models.CharField("比较键", max_length=64, blank=True)
    rank = models.CharField("采用次序", max_length=10, choices=Rank.choices, default=Rank.NORMAL)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="采用者",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accepted_facts",
    )
    accepted_at = models.DateTimeField("采用时间")
    supersedes = models.OneToOneField(
        "self",
        verbose_name="更正自",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successor",
    )
    correction = models.CharField("更正类型", max_length=12, choices=Correction.choices, blank=True)
    correction_note = models.TextField("更正说明", blank=True)
    superseded_at = models.DateTimeField("被更正时间", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_reason = models.TextField("撤下理由", blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = "条目"
        verbose_name_plural = "条目"
        ordering = ["pk"]
        constraints = [
            *claim_constraints("facts_fact"),
            models.UniqueConstraint(
                fields=["claim_key"],
                condition=Q(superseded_at__isnull=True, withdrawn_at__isnull=True),
                name="facts_fact_one_live",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="facts_fact_withdrawn_reason",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(correction=""),
                name="facts_fact_correction_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["claim_key"], name="facts_fact_key"),
            models.Index(fields=["compare_key"], name="facts_fact_compare"),
            models.Index(fields=["kind", "indicator"], name="facts_fact_kind"),
        ]

    def __str__(self) -> str:
        return brief(self)

    def get_absolute_url(self) -> str:
        return reverse("facts:fact", args=[self.pk])


class CitationQuerySet(models.QuerySet):
    def public(self, as_of: datetime | None = None) -> CitationQuerySet:
        """Signed off, of a public fact, in a public article: a public fact may also be cited where nobody may look yet."""
        articles = Article.objects.public(as_of).filter(pk=OuterRef("version__article"))
        facts = Fact.objects.public(as_of).filter(pk=OuterRef("fact"))
        return self.filter(Exists(articles), Exists(facts), released=True)


class Citation(models.Model):
    """Where an article's text says a fact: `version.text[start:end] == quote`, which a trigger enforces."""

    class State(models.TextChoices):
        EXACT = "exact", "相符"
        STALE = "stale", "待复核"

    fact = models.ForeignKey(Fact, verbose_name="条目", on_delete=models.PROTECT, related_name="citations")
    version = models.ForeignKey(
        TextVersion,
        verbose_name="正文版本",
        on_delete=models.PROTECT,
        related_name="citations",
    )
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    quote = models.TextField("引文")
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.EXACT)
    released = models.BooleanField("已签发", default=True, help_text="报道发布后新采用的，按审级签发后才公开")

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = "出处"
        verbose_name_plural = "出处"
        ordering = ["version_id", "start", "-end", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["fact", "version", "start", "end"], name="facts_citation_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="facts_citation_order"),
            # The trigger compares the words; SQL's substr would forgive an end beyond the text.
            models.CheckConstraint(condition=Q(end=F("start") + Length("quote")), name="facts_citation_length"),
        ]

    def __str__(self) -> str:
        return self.quote
