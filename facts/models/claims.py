"""One assertion, in the fields of the interchange format; proposals and facts are claims."""

from __future__ import annotations

from django.db import models

from projects.models import Organization, Project
from zones.models import Region, Zone

from ..vocabulary import (
    Base,
    Basis,
    Comparator,
    Kind,
    Measure,
    Modality,
    Relation,
    Stage,
    SubjectType,
    Unit,
)
from .terms import Indicator, Scope


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


def brief(claim: Claim) -> str:
    """A line for lists and events; sentences for readers come from `sentences.py`."""
    said = {
        Kind.MEASURE: f"{claim.label or claim.indicator or ''} {claim.get_measure_display()} {claim.value_printed or claim.value}{claim.unit_printed}",
        Kind.STAGE: claim.get_stage_display(),
        Kind.RELATION: f"{claim.get_relation_display()} {claim.object}",
    }[claim.kind]
    return f"{claim.subject} {said}"
