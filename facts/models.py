"""Indicators, scopes, what the engine proposes, what editors stand behind, and where it is said."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length
from django.urls import reverse

from articles.models import Article, TextVersion
from history.models import PublicQuerySet
from projects.models import Organization, Project
from zones.aliases import Alias, NamedQuerySet, alias_constraints
from zones.models import Region, Zone

from .constraints import claim_constraints
from .vocabulary import (
    Base,
    Basis,
    Comparator,
    Kind,
    Measure,
    Modality,
    Rejection,
    Relation,
    Stage,
    SubjectType,
    Unit,
)


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


class Claim(models.Model):
    """One assertion about one subject: the fields of the interchange format. Printed words always, registry links where known."""

    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    subject_type = models.CharField("主体类型", max_length=12, choices=SubjectType.choices)
    subject = models.CharField("主体", max_length=200)
    subject_region = models.ForeignKey(
        Region,
        verbose_name="主体（行政区）",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    subject_zone = models.ForeignKey(
        Zone,
        verbose_name="主体（开发区）",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    subject_project = models.ForeignKey(
        Project,
        verbose_name="主体（项目）",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    subject_organization = models.ForeignKey(
        Organization,
        verbose_name="主体（单位）",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    indicator = models.ForeignKey(
        Indicator,
        verbose_name="指标",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    label = models.CharField("原文指标名", max_length=120, blank=True)
    measure = models.CharField("度量", max_length=12, choices=Measure.choices, blank=True)
    value = models.CharField("数值", max_length=48, blank=True, help_text="十进制规范写法，保留原文精度")
    value_max = models.CharField("数值上限", max_length=48, blank=True)
    value_number = models.DecimalField("数值（筛选用）", max_digits=40, decimal_places=10, null=True, blank=True)
    value_max_number = models.DecimalField("数值上限（筛选用）", max_digits=40, decimal_places=10, null=True, blank=True)
    unit = models.CharField("单位", max_length=8, choices=Unit.choices, blank=True)
    value_printed = models.CharField("数值原文写法", max_length=60, blank=True)
    unit_printed = models.CharField("单位原文写法", max_length=30, blank=True)
    product = models.CharField("产品", max_length=120, blank=True)
    reference = models.CharField("对比基准", max_length=120, blank=True)
    stage = models.CharField("建设阶段", max_length=20, choices=Stage.choices, blank=True)
    relation = models.CharField("关联类型", max_length=20, choices=Relation.choices, blank=True)
    object = models.CharField("关联对象", max_length=200, blank=True)
    object_region = models.ForeignKey(
        Region,
        verbose_name="关联对象（行政区）",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss_as_object",
    )
    object_zone = models.ForeignKey(
        Zone,
        verbose_name="关联对象（开发区）",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss_as_object",
    )
    object_project = models.ForeignKey(
        Project,
        verbose_name="关联对象（项目）",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss_as_object",
    )
    object_organization = models.ForeignKey(
        Organization,
        verbose_name="关联对象（单位）",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss_as_object",
    )
    scope = models.CharField("统计范围", max_length=160, blank=True)
    scope_registered = models.ForeignKey(
        Scope,
        verbose_name="统计范围（名录）",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    period_start = models.DateField("时期起", null=True, blank=True)
    period_end = models.DateField("时期止", null=True, blank=True)
    modality = models.CharField("实际或预计", max_length=8, choices=Modality.choices, default=Modality.ACTUAL)
    comparator = models.CharField("约数", max_length=8, choices=Comparator.choices, default=Comparator.EQ)
    base = models.CharField("对比期", max_length=8, choices=Base.choices, blank=True)
    basis = models.CharField("口径", max_length=12, choices=Basis.choices, blank=True)
    attribution = models.CharField("消息来源", max_length=200, blank=True)

    CLAIM_FIELDS = (
        "kind subject_type subject subject_region subject_zone subject_project subject_organization indicator label measure value value_max value_number"
        " value_max_number unit value_printed unit_printed product reference stage relation object object_region object_zone object_project"
        " object_organization scope scope_registered period_start period_end modality comparator base basis attribution"
    ).split()

    class Meta:
        abstract = True

    @property
    def registered_subject(self) -> models.Model | None:
        return self.subject_region or self.subject_zone or self.subject_project or self.subject_organization

    @property
    def registered_object(self) -> models.Model | None:
        return self.object_region or self.object_zone or self.object_project or self.object_organization

    def claim_values(self) -> dict[str, object]:
        """The claim alone, as keyword arguments for another claim."""
        return {name: getattr(self, name) for name in self.CLAIM_FIELDS}


class ProposalQuerySet(models.QuerySet):
    def pending(self) -> ProposalQuerySet:
        return self.filter(state=Proposal.State.PENDING)

    def undecided(self) -> ProposalQuerySet:
        return self.filter(state__in=[Proposal.State.PENDING, Proposal.State.HELD])

    def for_editor(self, user: object) -> ProposalQuerySet:
        return self.filter(article__in=Article.objects.for_editor(user))


class Proposal(Claim):
    """A claim that the engine found in one article, and what an editor decided on it."""

    class State(models.TextChoices):
        PENDING = "pending", "待核"
        HELD = "held", "存疑"
        ACCEPTED = "accepted", "已采用"
        CORRECTED = "corrected", "改后采用"
        REJECTED = "rejected", "未采用"
        GONE = "gone", "不再识别"

    article = models.ForeignKey(Article, verbose_name="报道", on_delete=models.PROTECT, related_name="proposals")
    version = models.ForeignKey(
        TextVersion,
        verbose_name="正文版本",
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    said_key = models.CharField("表述键", max_length=64)
    anchors = models.JSONField("引文位置", default=list)
    rule = models.CharField("规则", max_length=60, blank=True)
    engine_version = models.CharField("识别程序版本", max_length=40, blank=True)
    trace = models.JSONField("识别依据", default=dict, blank=True)
    score = models.IntegerField("把握分", default=0)
    sure = models.BooleanField("把握大", default=False)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PENDING)
    rejection = models.CharField("不采用的原因", max_length=12, choices=Rejection.choices, blank=True)
    note = models.TextField("备注", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经办",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decided_proposals",
    )
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    fact = models.ForeignKey(
        "Fact",
        verbose_name="条目",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    created_at = models.DateTimeField("提出时间", auto_now_add=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "待核条目"
        verbose_name_plural = "待核条目"
        ordering = ["article_id", "pk"]
        constraints = [
            *claim_constraints("facts_proposal"),
            models.UniqueConstraint(fields=["article", "said_key"], name="facts_proposal_said_once"),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(rejection=""),
                name="facts_proposal_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "corrected"]) | Q(fact__isnull=False),
                name="facts_proposal_fact",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "article"], name="facts_proposal_state"),
            models.Index(fields=["rule", "state"], name="facts_proposal_rule"),
        ]

    def __str__(self) -> str:
        return _brief(self)

    @property
    def start(self) -> int:
        return self.anchors[0]["start"] if self.anchors else 0


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
        return _brief(self)

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


class TaskProgress(models.Model):
    """One piece of long work on the worker, as pages show it. `alive_at` is the worker's sign of life. Not part of the record."""

    outside_history = True

    class Kind(models.TextChoices):
        INTAKE = "intake", "收录版面"
        REEXTRACTION = "reextraction", "全部重新识别"
        COMPARISON = "comparison", "与已有决定对照"

    class State(models.TextChoices):
        WAITING = "waiting", "等候"
        RUNNING = "running", "进行中"
        DONE = "done", "完成"
        FAILED = "failed", "失败"

    kind = models.CharField("类别", max_length=14, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="发起人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="long_tasks",
    )
    task_id = models.CharField("任务编号", max_length=64, blank=True)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField("总数", default=0)
    done = models.PositiveIntegerField("已完成", default=0)
    failed = models.PositiveIntegerField("失败数", default=0)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    items = models.JSONField("对象", default=list)
    log = models.JSONField("结果", default=list)
    error = models.TextField("失败原因", blank=True)
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    alive_at = models.DateTimeField("最近进展", auto_now_add=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "长任务"
        verbose_name_plural = "长任务"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "alive_at"], name="facts_task_state")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.done}/{self.total}"

    @property
    def finished(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)


def _brief(claim: Claim) -> str:
    """A line for lists and events; sentences for readers come from `sentences.py`."""
    said = {
        Kind.MEASURE: f"{claim.label or claim.indicator or ''} {claim.get_measure_display()} {claim.value_printed or claim.value}{claim.unit_printed}",
        Kind.STAGE: claim.get_stage_display(),
        Kind.RELATION: f"{claim.get_relation_display()} {claim.object}",
    }[claim.kind]
    return f"{claim.subject} {said}"
