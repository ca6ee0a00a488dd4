"""The append-only record: what changed, in which order, and what was public when. Knows kinds and ids only."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone


class Counter(models.Model):
    """One row. Locking it puts writers in a queue, so event numbers are dense and in commit order."""

    value = models.PositiveBigIntegerField("数据版本", default=0)

    class Meta:
        verbose_name = "数据版本"
        verbose_name_plural = "数据版本"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="history_counter_one_row")]

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def lock(cls) -> Counter:
        """Inside a transaction: what is read from here on stays true until its end, since every writer waits."""
        return cls.objects.select_for_update().get(pk=1)

    @classmethod
    def current(cls) -> int:
        """The data version: last number given out. It keys caches, ETags and the `/changes/` cursor."""
        return cls.objects.values_list("value", flat=True).filter(pk=1).first() or 0


class Event(models.Model):
    """One row's change within a group; the group's number orders all changes of the site."""

    number = models.PositiveBigIntegerField("序号")
    position = models.PositiveIntegerField("组内次序", default=0)
    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经办",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="events",
    )
    actor_name = models.CharField("经办", max_length=150)
    action = models.CharField("操作", max_length=40)
    kind = models.CharField("对象类型", max_length=60)
    object_id = models.CharField("对象编号", max_length=64, blank=True)
    label = models.CharField("对象", max_length=300, blank=True)
    before = models.JSONField("原为", null=True, blank=True)
    after = models.JSONField("改为", null=True, blank=True)
    reason = models.TextField("理由", blank=True)
    undoes = models.PositiveBigIntegerField("所撤销的序号", null=True, blank=True)

    class Meta:
        verbose_name = "操作记录"
        verbose_name_plural = "操作记录"
        ordering = ["-number", "-position"]
        constraints = [models.UniqueConstraint(fields=["number", "position"], name="history_event_number_position")]
        indexes = [
            models.Index(fields=["kind", "object_id", "number"], name="history_event_object"),
            models.Index(fields=["actor", "number"], name="history_event_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.number}.{self.position} {self.action} {self.kind} {self.object_id}"


class PublicSpanQuerySet(models.QuerySet):
    def at(self, moment: datetime | None = None) -> PublicSpanQuerySet:
        """Spans that hold at a moment (now by default); what is hidden holds at none."""
        moment = moment or timezone.now()
        return self.filter(
            Q(until_at__isnull=True) | Q(until_at__gt=moment),
            from_at__lte=moment,
            hidden=False,
        )

    def ended(self, moment: datetime | None = None) -> PublicSpanQuerySet:
        """Spans that were over by that moment; what was called off before it began, or is hidden, never was public."""
        return self.filter(until_at__lte=moment or timezone.now(), from_at__lt=F("until_at"), hidden=False)

    def open(self) -> PublicSpanQuerySet:
        return self.filter(until_number__isnull=True)


class PublicSpan(models.Model):
    """A stretch of time during which one object was, is, or (from a future moment) will be public."""

    kind = models.CharField("对象类型", max_length=60)
    object_id = models.PositiveBigIntegerField("对象编号")
    from_number = models.PositiveBigIntegerField("起始序号")
    from_at = models.DateTimeField("公开时间")
    until_number = models.PositiveBigIntegerField("终止序号", null=True, blank=True)
    until_at = models.DateTimeField("终止时间", null=True, blank=True)
    reason = models.TextField("终止理由", blank=True)
    hidden = models.BooleanField("不再提及", default=False, help_text="已下架、未到公开时间或转为内部的：过去公开过也不再提及")

    objects = PublicSpanQuerySet.as_manager()

    class Meta:
        verbose_name = "公开时段"
        verbose_name_plural = "公开时段"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id"],
                condition=Q(until_number__isnull=True),
                name="history_span_one_open",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True, until_number__isnull=True) | Q(until_at__isnull=False, until_number__isnull=False),
                name="history_span_end_whole",
            ),
            models.CheckConstraint(
                condition=Q(until_number__isnull=True) | Q(until_number__gte=F("from_number")),
                name="history_span_order",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "object_id", "from_at"], name="history_span_object"),
            models.Index(fields=["from_number"], name="history_span_from"),
            models.Index(fields=["until_number"], name="history_span_until"),
            models.Index(fields=["from_at"], name="history_span_from_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.from_number}–{self.until_number or ''}"


class PublicQuerySet(models.QuerySet):
    """For models whose rows can be public: the one filter that portal, API, search, feeds and sitemap start from."""

    def public(self, as_of: datetime | None = None) -> PublicQuerySet:
        spans = PublicSpan.objects.at(as_of).filter(kind=self.model._meta.label_lower, object_id=OuterRef("pk"))
        return self.filter(Exists(spans))


def public_version() -> str:
    """Changes whenever what a reader may see changes: with the data version, and when the moment comes that a span was waiting for."""
    latest = PublicSpan.objects.filter(from_at__lte=timezone.now()).order_by("-from_at").values("from_at")[:1]
    row = Counter.objects.filter(pk=1).values_list("value", Subquery(latest)).first()
    value, begun = row or (0, None)
    return f"{value}-{begun.timestamp():.6f}" if begun else str(value)
