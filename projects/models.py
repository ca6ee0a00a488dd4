"""Organisations and projects of the registry, their industries and aliases."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from history.models import PublicQuerySet
from zones.aliases import Alias, NamedQuerySet, alias_constraints
from zones.models import Region, Zone


class Industry(models.Model):
    """A section (门类) or division (大类) of GB/T 4754-2017."""

    code = models.CharField("代码", max_length=3, unique=True)
    name = models.CharField("名称", max_length=80)
    parent = models.ForeignKey(
        "self",
        verbose_name="门类",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="divisions",
    )

    class Meta:
        verbose_name = "行业"
        verbose_name_plural = "行业"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class EntityQuerySet(PublicQuerySet, NamedQuerySet):
    pass


class Organization(models.Model):
    class Kind(models.TextChoices):
        COMPANY = "company", "企业"
        INSTITUTION = "institution", "机构"

    slug = models.SlugField("固定网址名", max_length=60, unique=True)
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=60, blank=True)
    kind = models.CharField("类别", max_length=12, choices=Kind.choices, default=Kind.COMPANY)
    region = models.ForeignKey(
        Region,
        verbose_name="行政区",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organizations",
    )
    zone = models.ForeignKey(
        Zone,
        verbose_name="开发区",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organizations",
    )
    description = models.TextField("简介", blank=True)
    source = models.TextField("资料来源", blank=True)
    published = models.BooleanField("公开", default=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="已并入",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        verbose_name_plural = "单位"
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"], name="projects_org_name")]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("projects:organization", args=[self.slug])

    def is_near(self, region: Region) -> bool:
        return (self.region is not None and self.region.is_near(region)) or (self.zone is not None and self.zone.is_near(region))


class OrganizationAlias(Alias):
    entity = models.ForeignKey(
        Organization,
        verbose_name="单位",
        on_delete=models.CASCADE,
        related_name="aliases",
    )

    class Meta(Alias.Meta):
        constraints = alias_constraints("projects_org")


class Stage(models.TextChoices):
    """建设阶段, from the earliest; the last two stand beside the row."""

    PLANNED = "planned", "谋划"
    SIGNED = "signed", "签约"
    REGISTERED = "registered", "备案立项"
    STARTED = "started", "开工"
    UNDER_CONSTRUCTION = "under_construction", "在建"
    COMPLETED = "completed", "建成"
    TRIAL_PRODUCTION = "trial_production", "试生产"
    IN_PRODUCTION = "in_production", "投产"
    AT_CAPACITY = "at_capacity", "达产"
    SUSPENDED = "suspended", "停工"
    CANCELLED = "cancelled", "取消"


class Project(models.Model):
    """A project; its stage and total investment are derived from facts by `facts/derivation.py`, never typed in."""

    slug = models.SlugField("固定网址名", max_length=60, unique=True)
    name = models.CharField("名称", max_length=160)
    short_name = models.CharField("简称", max_length=80, blank=True)
    zone = models.ForeignKey(
        Zone,
        verbose_name="开发区",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
    )
    industry = models.ForeignKey(
        Industry,
        verbose_name="行业",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
    )
    description = models.TextField("简介", blank=True)
    source = models.TextField("资料来源", blank=True)
    published = models.BooleanField("公开", default=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="已并入",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )
    stage = models.CharField("建设阶段", max_length=20, choices=Stage.choices, blank=True, editable=False)
    stage_reported_on = models.DateField("阶段见报日期", null=True, blank=True, editable=False)
    total_investment = models.DecimalField(
        "总投资（元）",
        max_digits=24,
        decimal_places=2,
        null=True,
        blank=True,
        editable=False,
    )

    objects = EntityQuerySet.as_manager()

    derived_fields = frozenset({"stage", "stage_reported_on", "total_investment"})

    class Meta:
        verbose_name = "项目"
        verbose_name_plural = "项目"
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["name"], name="projects_project_name"),
            models.Index(fields=["stage"], name="projects_project_stage"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projects:project", args=[self.slug])

    def is_near(self, region: Region) -> bool:
        return self.zone is not None and self.zone.is_near(region)


class ProjectAlias(Alias):
    entity = models.ForeignKey(Project, verbose_name="项目", on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        constraints = alias_constraints("projects_project")
