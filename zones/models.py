"""Regions (GB/T 2260 divisions) and development zones, with their aliases."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from history.models import PublicQuerySet

from .aliases import Alias, NamedQuerySet, alias_constraints

code_validator = RegexValidator(r"^\d{6}$", "行政区划代码是六位数字（GB/T 2260）。")


class RegionQuerySet(NamedQuerySet):
    def home(self, code: str) -> Region | None:
        return self.filter(code=code).first()


class Region(models.Model):
    """A province, prefecture or county of GB/T 2260."""

    class Level(models.TextChoices):
        PROVINCE = "province", "省"
        PREFECTURE = "prefecture", "市"
        COUNTY = "county", "县（区）"

    code = models.CharField(
        "代码",
        max_length=6,
        unique=True,
        validators=[code_validator],
        help_text="GB/T 2260 行政区划代码",
    )
    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name="上级行政区",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    longitude = models.DecimalField("经度", max_digits=8, decimal_places=5, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=5, null=True, blank=True)
    tile_row = models.PositiveSmallIntegerField("示意图行", null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField("示意图列", null=True, blank=True)
    source = models.TextField("资料来源", blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "行政区"
        verbose_name_plural = "行政区"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tile_row__isnull=True, tile_column__isnull=True) | Q(tile_row__isnull=False, tile_column__isnull=False),
                name="zones_region_tile_whole",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True) | Q(longitude__isnull=False, latitude__isnull=False),
                name="zones_region_point_whole",
            ),
        ]
        indexes = [models.Index(fields=["name"], name="zones_region_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("zones:region", args=[self.code])

    @property
    def lineage(self) -> list[Region]:
        """Province first, this region last. Ask with `select_related("parent__parent")`."""
        chain: list[Region] = [self]
        while chain[0].parent is not None:
            chain.insert(0, chain[0].parent)
        return chain

    def is_near(self, other: Region) -> bool:
        """Within the other region, or around it. GB/T 2260 codes nest: two digits a level."""
        mine, theirs = self.code.rstrip("0"), other.code.rstrip("0")
        return mine.startswith(theirs) or theirs.startswith(mine)


class RegionAlias(Alias):
    entity = models.ForeignKey(Region, verbose_name="行政区", on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        constraints = alias_constraints("zones_region")


class ZoneQuerySet(PublicQuerySet, NamedQuerySet):
    def in_list_order(self) -> ZoneQuerySet:
        """Level, then region code: the order of every list of zones."""
        rank = models.Case(
            models.When(level=Zone.Level.NATIONAL, then=0),
            models.When(level=Zone.Level.PROVINCIAL, then=1),
            default=2,
            output_field=models.IntegerField(),
        )
        return self.order_by(rank, "region__code", "pk")


class Zone(models.Model):
    """A development zone. Years are None where nobody verified them; never guessed."""

    class Level(models.TextChoices):
        NATIONAL = "national", "国家级"
        PROVINCIAL = "provincial", "省级"
        OTHER = "other", "其他"

    class Category(models.TextChoices):
        INDUSTRIAL = "industrial", "工业"
        AGRICULTURAL = "agricultural", "农业"
        TOURISM = "tourism", "文旅"
        SERVICE = "service", "服务业"
        OTHER = "other", "其他"

    slug = models.SlugField("固定网址名", max_length=60, unique=True)
    name = models.CharField("全称", max_length=120)
    short_name = models.CharField("简称", max_length=60, blank=True)
    english_name = models.CharField("英文名", max_length=200, blank=True)
    pronunciation = models.CharField("读音", max_length=60, blank=True)
    level = models.CharField("级别", max_length=12, choices=Level.choices)
    kind = models.CharField("类型", max_length=40, blank=True)
    category = models.CharField("类别", max_length=12, choices=Category.choices, default=Category.OTHER)
    region = models.ForeignKey(
        Region,
        verbose_name="行政区",
        on_delete=models.PROTECT,
        related_name="zones",
        null=True,
        blank=True,
        help_text="所在县（区）；跨区的填第一个",
    )
    also_in = models.ManyToManyField(Region, verbose_name="另跨行政区", blank=True, related_name="zones_partly_here")
    founded_year = models.PositiveSmallIntegerField("成立年份", null=True, blank=True)
    provincial_year = models.PositiveSmallIntegerField("省级批准年份", null=True, blank=True)
    national_year = models.PositiveSmallIntegerField("国家级批准年份", null=True, blank=True)
    area = models.CharField(
        "面积",
        max_length=60,
        blank=True,
        help_text="按资料原文，如 47.42（规划）平方公里",
    )
    industries = models.CharField("名录所载主导产业", max_length=300, blank=True)
    description = models.TextField("简介", blank=True)
    website = models.URLField("网站", blank=True)
    telephone = models.CharField("电话", max_length=60, blank=True)
    source = models.TextField("资料来源", blank=True)
    source_url = models.URLField("资料网址", max_length=500, blank=True)
    note = models.TextField("名录说明", blank=True)
    published = models.BooleanField("公开", default=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="已并入",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )

    objects = ZoneQuerySet.as_manager()

    class Meta:
        verbose_name = "开发区"
        verbose_name_plural = "开发区"
        ordering = ["region__code", "pk"]
        indexes = [
            models.Index(fields=["name"], name="zones_zone_name"),
            models.Index(fields=["short_name"], name="zones_zone_short"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("zones:zone", args=[self.slug])

    def is_near(self, region: Region) -> bool:
        return self.region is not None and self.region.is_near(region)


class ZoneAlias(Alias):
    entity = models.ForeignKey(Zone, verbose_name="开发区", on_delete=models.CASCADE, related_name="aliases")

    class Meta(Alias.Meta):
        constraints = alias_constraints("zones_zone")
