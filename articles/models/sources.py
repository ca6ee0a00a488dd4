"""Newspapers, their issues, and pages as they came in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from history.models import PublicQuerySet


class Publication(models.Model):
    """A newspaper, site, account or bulletin, and what we may show of it."""

    kept_when_used = True  # undoing the page that brought it takes it along only while nothing else uses it

    class Right(models.TextChoices):
        FULL = "full", "全文"
        QUOTES = "quotes", "仅引文"
        INTERNAL = "internal", "内部"

    slug = models.SlugField("固定网址名", max_length=60, unique=True)
    name = models.CharField("名称", max_length=120, unique=True)
    right = models.CharField("使用权限", max_length=10, choices=Right.choices, default=Right.FULL)
    website = models.URLField("网站", blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "媒体"
        verbose_name_plural = "媒体"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Issue(models.Model):
    """One issue (期) of a publication. A date printed nowhere is inferred, and says so."""

    kept_when_used = True

    class Precision(models.TextChoices):
        DAY = "day", "日"
        MONTH = "month", "月"
        YEAR = "year", "年"

    publication = models.ForeignKey(
        Publication,
        verbose_name="媒体",
        on_delete=models.PROTECT,
        related_name="issues",
    )
    label = models.CharField("期号", max_length=60, blank=True)
    date = models.DateField("见报日期", help_text="只知道月或年的，填该月或该年的第一天")
    precision = models.CharField("日期精度", max_length=6, choices=Precision.choices, default=Precision.DAY)
    inferred = models.BooleanField("推定", default=False, help_text="版面上没有印日期，由内容推定")
    inferred_from = models.CharField("推定依据", max_length=300, blank=True)
    public_from = models.DateTimeField(
        "公开时间",
        null=True,
        blank=True,
        help_text="此前本期一切内容都不公开；留空为不限",
    )

    objects = PublicQuerySet.as_manager()

    class Meta:
        verbose_name = "期"
        verbose_name_plural = "期"
        ordering = ["-date", "-pk"]
        constraints = [models.UniqueConstraint(fields=["publication", "label", "date"], name="articles_issue_once")]

    def __str__(self) -> str:
        return " ".join(part for part in (self.publication.name, self.label, self.date_words) if part)

    def get_absolute_url(self) -> str:
        return reverse("articles:issue", args=[self.pk])

    @property
    def published_on(self) -> str:
        """The date as far as it is known: `2024-10-08`, `2024-10` or `2024`; what the engine is given."""
        return {
            "day": self.date.isoformat(),
            "month": f"{self.date:%Y-%m}",
            "year": f"{self.date:%Y}",
        }[self.precision]

    @property
    def date_words(self) -> str:
        words = {
            "day": f"{self.date.year}年{self.date.month}月{self.date.day}日",
            "month": f"{self.date.year}年{self.date.month}月",
            "year": f"{self.date.year}年",
        }
        return words[self.precision] + ("（推定）" if self.inferred else "")


class SourcePage(models.Model):
    """An uploaded page. Its bytes are kept as received; the split waits here until an editor confirms it."""

    class Kind(models.TextChoices):
        NEWS = "news", "新闻"
        FEATURE = "feature", "专版"
        NOTICE = "notice", "公告"

    class Status(models.TextChoices):
        RECEIVED = "received", "已收到"
        SPLIT = "split", "待核分篇"
        DONE = "done", "已成篇"
        FAILED = "failed", "失败"

    issue = models.ForeignKey(
        Issue,
        verbose_name="期",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pages",
    )
    filename = models.CharField("文件名", max_length=200)
    content = models.BinaryField("原件")
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    page_number = models.CharField("版次", max_length=20, blank=True)
    section = models.CharField("版名", max_length=60, blank=True)
    kind = models.CharField("版面类型", max_length=10, choices=Kind.choices, default=Kind.NEWS)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.RECEIVED)
    error = models.TextField("失败原因", blank=True)
    split = models.JSONField("分篇", null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="上传者",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="source_pages",
    )
    uploaded_at = models.DateTimeField("收录时间", auto_now_add=True)

    class Meta:
        verbose_name = "版面"
        verbose_name_plural = "版面"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return " ".join(part for part in (self.page_number, self.section, self.filename) if part)
