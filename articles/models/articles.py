"""Articles, the versions of their text, their bylines, and who has signed them."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from history.models import PublicQuerySet
from projects.models import Project
from zones.models import Zone

from .authors import Author
from .editors import EditorZones
from .sources import Issue, SourcePage


class ArticleQuerySet(PublicQuerySet):
    def published(self) -> ArticleQuerySet:
        return self.filter(state=Article.State.PUBLISHED)

    def for_editor(self, user: Any) -> ArticleQuerySet:
        """The articles that a user may work on: all of them, or, for an editor limited to zones, those whose zones are all theirs.

        An article without a zone, or with others' too, belongs to the editors without a limit."""
        if user is None or not user.is_authenticated:
            return self.none()
        zones = EditorZones.zones_of(user)
        if zones is None:
            return self
        links = Article.zones.through.objects
        return self.filter(pk__in=links.filter(zone_id__in=zones).values("article_id")).exclude(pk__in=links.exclude(zone_id__in=zones).values("article_id"))


class Article(models.Model):
    """A report (报道). Its text stands in its versions; `current` is the one shown."""

    class State(models.TextChoices):
        DRAFT = "draft", "待编"
        IN_REVIEW = "in_review", "送审"
        PUBLISHED = "published", "已发布"
        WITHDRAWN = "withdrawn", "已撤下"

    slug = models.SlugField("固定网址名", max_length=80, unique=True)
    issue = models.ForeignKey(Issue, verbose_name="期", on_delete=models.PROTECT, related_name="articles")
    source_page = models.ForeignKey(
        SourcePage,
        verbose_name="版面",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    kicker = models.CharField("引题", max_length=200, blank=True)
    headline = models.CharField("标题", max_length=200)
    subheadline = models.CharField("副题", max_length=300, blank=True)
    zone_printed = models.CharField("标题或电头所称开发区", max_length=120, blank=True)
    order = models.PositiveSmallIntegerField("版内次序", default=0)
    original_url = models.URLField("原文链接", max_length=500, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    state_reason = models.TextField("退回或撤下理由", blank=True)
    taken_down = models.BooleanField("已下架", default=False)
    review_round = models.PositiveIntegerField("审签轮次", default=1, help_text="送审内容变动、退回或签发后进入下一轮")
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    zones = models.ManyToManyField(Zone, verbose_name="开发区", blank=True, related_name="articles")
    projects = models.ManyToManyField(Project, verbose_name="项目", blank=True, related_name="articles")
    current = models.ForeignKey(
        "TextVersion",
        verbose_name="现行正文",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    same_as = models.ForeignKey(
        "self",
        verbose_name="转载自",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reprints",
    )
    same_as_confirmed = models.BooleanField("确认转载", null=True, blank=True, help_text="空：程序提示，待编辑确认")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "报道"
        verbose_name_plural = "报道"
        ordering = ["-issue__date", "-issue_id", "order", "pk"]
        indexes = [models.Index(fields=["state"], name="articles_article_state")]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("articles:article", args=[self.slug])

    @property
    def text(self) -> str:
        return self.current.text if self.current else ""

    @property
    def corrected_versions(self) -> list[TextVersion]:
        """The versions made since the article was published; what the newsroom changed before is its own business."""
        return [version for version in self.versions.all() if self.published_at and version.made_at > self.published_at]


class TextVersion(models.Model):
    """One immutable text of an article: plain text, paragraphs separated by one newline, offsets in code points."""

    append_only = True  # an undo leaves the row and only turns away from it
    goes_with = "article"  # undoing that an article was made takes its texts along; the events keep them

    class Kind(models.TextChoices):
        RECEIVED = "received", "收录"
        TRANSCRIPTION = "transcription", "录入订正"
        CORRECTION = "correction", "本报更正"

    article = models.ForeignKey(Article, verbose_name="报道", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版本号")
    text = models.TextField("正文")
    blocks = models.JSONField("段落类型", default=list, help_text="每行一个：paragraph、subhead、credit…")
    sha256 = models.CharField("SHA-256", max_length=64)
    kind = models.CharField("类型", max_length=14, choices=Kind.choices, default=Kind.RECEIVED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经办",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    made_at = models.DateTimeField("时间", auto_now_add=True)
    reason = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = "正文版本"
        verbose_name_plural = "正文版本"
        ordering = ["article_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="articles_version_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="articles_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.article.headline} 第{self.number}版"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        super().save(*args, **kwargs)

    @property
    def paragraphs(self) -> list[tuple[int, str, str]]:
        """(start offset, text, block kind) of each line."""
        start, rows = 0, []
        for index, line in enumerate(self.text.split("\n")):
            rows.append(
                (
                    start,
                    line,
                    self.blocks[index] if index < len(self.blocks) else "paragraph",
                )
            )
            start += len(line) + 1
        return rows


class Byline(models.Model):
    class Role(models.TextChoices):
        REPORTER = "reporter", "记者"
        CORRESPONDENT = "correspondent", "通讯员"
        PHOTOGRAPHER = "photographer", "摄影"
        EDITOR = "editor", "责任编辑"
        PROOFREADER = "proofreader", "校对"
        NONE = "none", "署名"

    article = models.ForeignKey(Article, verbose_name="报道", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, verbose_name="作者", on_delete=models.PROTECT, related_name="bylines")
    role = models.CharField("身份", max_length=14, choices=Role.choices, default=Role.NONE)
    order = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "署名"
        verbose_name_plural = "署名"
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "author", "role"], name="articles_byline_once")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.author}" if self.role != self.Role.NONE else str(self.author)


class SignOff(models.Model):
    """初审、复审、终审 of an article's current state, each by a different person."""

    class Level(models.IntegerChoices):
        FIRST = 1, "初审"
        SECOND = 2, "复审"
        FINAL = 3, "终审"

    article = models.ForeignKey(Article, verbose_name="报道", on_delete=models.CASCADE, related_name="sign_offs")
    round = models.PositiveIntegerField("轮次", default=1)
    level = models.PositiveSmallIntegerField("审级", choices=Level.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="签发人",
        on_delete=models.PROTECT,
        related_name="sign_offs",
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = "签发"
        verbose_name_plural = "签发"
        ordering = ["article_id", "round", "level"]
        constraints = [
            models.UniqueConstraint(fields=["article", "round", "level"], name="articles_signoff_level"),
            models.UniqueConstraint(fields=["article", "round", "user"], name="articles_signoff_person"),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.user}"
