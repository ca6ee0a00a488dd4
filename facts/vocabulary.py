"""The closed lists of the fact format, with their Chinese terms. A test compares the keys with the engine's data."""

from django.db import models

from projects.models import Stage

__all__ = [
    "Base",
    "Basis",
    "Comparator",
    "Kind",
    "Measure",
    "Modality",
    "Rejection",
    "Relation",
    "Stage",
    "SubjectType",
    "Unit",
]


class Kind(models.TextChoices):
    MEASURE = "measure", "数据"
    STAGE = "stage", "进展"
    RELATION = "relation", "关联"


class SubjectType(models.TextChoices):
    REGION = "region", "行政区"
    ZONE = "zone", "开发区"
    PROJECT = "project", "项目"
    ORGANIZATION = "organization", "单位"
    PERSON = "person", "人物"


class Measure(models.TextChoices):
    LEVEL = "level", "总量"
    GROWTH = "growth", "增速"
    CHANGE = "change", "增减"
    SHARE = "share", "占比"
    GAP = "gap", "相差"
    PULL = "pull", "拉动"
    CONTRIBUTION = "contribution", "贡献率"


class Modality(models.TextChoices):
    ACTUAL = "actual", "实际"
    PLANNED = "planned", "预计"


class Comparator(models.TextChoices):
    EQ = "eq", "（无）"
    APPROX = "approx", "约"
    GT = "gt", "超过"
    GE = "ge", "不低于"
    LT = "lt", "不足"
    LE = "le", "不超过"


class Base(models.TextChoices):
    YOY = "yoy", "同比"
    MOM = "mom", "环比"
    YTD = "ytd", "较年初"
    AVERAGE = "average", "年均"
    OTHER = "other", "其他"


class Basis(models.TextChoices):
    SINGLE = "single", "当期"
    CUMULATIVE = "cumulative", "累计"
    POINT = "point", "时点"


class Relation(models.TextChoices):
    LOCATED_IN = "located_in", "所在地"
    INVESTED_BY = "invested_by", "投资方"
    BUILT_BY = "built_by", "建设单位"
    ROLE = "role", "职务"
    INDUSTRY = "industry", "主导产业"
    INTRODUCED_FROM = "introduced_from", "引自"
    MEMBER_OF_BATCH = "member_of_batch", "列入"


class Unit(models.TextChoices):
    CNY = "CNY", "元"
    USD = "USD", "美元"
    EUR = "EUR", "欧元"
    HKD = "HKD", "港元"
    JPY = "JPY", "日元"
    PERCENT = "percent", "%"
    PP = "pp", "个百分点"
    COUNT = "count", "个"
    M2 = "m2", "平方米"
    T = "t", "吨"
    T_D = "t/d", "吨/日"
    M3 = "m3", "立方米"
    M = "m", "米"
    W = "W", "瓦"
    WH = "Wh", "瓦时"
    TCE = "tce", "吨标准煤"
    HOUR = "hour", "小时"
    DAY = "day", "天"
    MONTH = "month", "个月"
    YEAR = "year", "年"
    TIMES = "times", "倍"
    OTHER = "other", "（按原文单位）"


class Rejection(models.TextChoices):
    """Why a proposal is not taken; the last two are no errors of the engine."""

    VALUE = "value", "数值有误"
    SUBJECT = "subject", "主体有误"
    PERIOD = "period", "时期有误"
    SCOPE = "scope", "范围有误"
    PLANNED = "planned", "预计误作实际"
    NO_FACT = "no_fact", "不是数据"
    DUPLICATE = "duplicate", "重复"
    SOURCE = "source", "原文存疑"
    UNSUITABLE = "unsuitable", "不宜公开"


ENGINE_ERRORS = (
    Rejection.VALUE,
    Rejection.SUBJECT,
    Rejection.PERIOD,
    Rejection.SCOPE,
    Rejection.PLANNED,
    Rejection.NO_FACT,
    Rejection.DUPLICATE,
)
