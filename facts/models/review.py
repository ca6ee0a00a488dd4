"""What editors settle about facts: conflicts, sameness, changes that wait for signatures."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.models import Article

from .facts import Fact


class Conflict(models.Model):
    """报道不一: live facts with one key whose values cannot all hold."""

    class Outcome(models.TextChoices):
        CHOSEN = "chosen", "采用其一"
        SCOPE = "scope", "口径不同"
        REVISED = "revised", "后续修订"
        PRINT = "print", "原文有误"
        SETTLED = "settled", "已无不一"

    key = models.CharField("比较键", max_length=64)
    facts = models.ManyToManyField(Fact, verbose_name="条目", related_name="conflicts")
    opened_at = models.DateTimeField("发现时间")
    closed_at = models.DateTimeField("结案时间", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经办",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    outcome = models.CharField("结论", max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField("理由", blank=True)
    preferred = models.ForeignKey(
        Fact,
        verbose_name="优先采用",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "报道不一"
        verbose_name_plural = "报道不一"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(closed_at__isnull=True),
                name="facts_conflict_one_open",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(outcome=""),
                name="facts_conflict_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"报道不一 {self.pk}"


class Judgement(models.Model):
    """What an editor said about two registered rows of one kind: not the same, or unsure. `one_id` is the lower id."""

    class Verdict(models.TextChoices):
        DIFFERENT = "different", "不是同一个"
        UNSURE = "unsure", "说不准"

    kind = models.CharField("对象类型", max_length=60)
    one_id = models.PositiveBigIntegerField("其一编号")
    other_id = models.PositiveBigIntegerField("其二编号")
    verdict = models.CharField("判断", max_length=10, choices=Verdict.choices)
    note = models.TextField("理由", blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经办",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "异同判断"
        verbose_name_plural = "异同判断"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "one_id", "other_id"], name="facts_judgement_once"),
            models.CheckConstraint(condition=Q(one_id__lt=F("other_id")), name="facts_judgement_order"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.one_id}、{self.other_id}：{self.get_verdict_display()}"


class UnsignedChange(models.Model):
    """待签的改动: a change of what a published article shows, kept back until as many people have signed as publishing needs."""

    class Kind(models.TextChoices):
        TEXT = "text", "订正正文"
        CITATION = "citation", "复核出处"
        FACT = "fact", "更正条目"
        DATE = "date", "改见报日期"
        ROWS = "rows", "修改报道"
        SPLIT = "split", "调整分篇"

    class State(models.TextChoices):
        WAITING = "waiting", "待签"
        RELEASED = "released", "已签发"
        DROPPED = "dropped", "已撤回"

    article = models.ForeignKey(Article, verbose_name="报道", on_delete=models.PROTECT, related_name="unsigned_changes", help_text="随这篇报道审签")
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    target_id = models.PositiveBigIntegerField("对象编号")
    values = models.JSONField("所改各项", default=dict)
    words = models.TextField("改动", blank=True)
    reason = models.TextField("理由", blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.WAITING)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="经办", null=True, blank=True, on_delete=models.PROTECT, related_name="unsigned_changes")
    made_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "待签的改动"
        verbose_name_plural = "待签的改动"
        ordering = ["article_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "target_id"], condition=Q(state="waiting"), name="facts_unsigned_once")]
        indexes = [models.Index(fields=["article", "state"], name="facts_unsigned_article")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.article}"
