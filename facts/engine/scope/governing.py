"""How far a time governs: that of a comparison, a target, a founding or an aside does not date what follows."""

from __future__ import annotations

import re

from facts.engine.types import PeriodMention

# 完成全年任务的97.1%: the time names the target that is measured against, not when it was done.
_TARGET_AFTER = re.compile(r"(?:度)?的?(?:目标|任务|计划|预算|预期)(?:任务|目标|数|进度)*(?:的(?:约|近|超过?)?|完成率)?\d")
# 由2020年的14.2亿元增加到43.5亿元: the time of the first figure alone.
_STARTING_POINT = re.compile(r"(?:的|为|仅|约){0,2}[^，。；\n]{0,6}?(?:\d|[一二三四五六七八九]成)[^，。；\n]{0,12}?(?:到|至|为|降|升|增)")
_PLANNED_AFTER = re.compile(r"(?:度)?(?:计划|拟|预计|力争|确保|可|将)")
# 前9个月下降2.4%，9月当月转为增长3.1%；投资…: the month is an aside, after the ； the nine months go on.
_ALONE_AFTER = re.compile(r"份?(?:当月|单月)")
# 在2025年基础上翻一番
# 实现了今年“开门红” dates nothing
_OPENING_AFTER = re.compile(r"[首开]?[年季]?“?(?:开门红|开门稳|良好开局|良好开端|平稳开局|精彩开局|新春|目标任务)")
# 创2022年8月以来新高
# 圆满完成了年初确定的任务: when it was set, not when it was done
_SET_THEN = re.compile(r"(?:确定|下达|制定|安排|提出|部署|定下|设定|排定|排出|列出|梳理|敲定|铺排|既定|定)的")
_RECORD_AFTER = re.compile(r"(?:以来)?的?(?:历史)?(?:新高|新低|最高|最低|最快|最好|同期最)")
_BASE_AFTER = re.compile(r"[^，。；\n\d]{0,8}?(?:基础上|高基数|基数上|水平上)|为(?:参照|基期|基数|基准|起点)")
# 恢复到上年的98.7%, 分别是2012年的4.1倍
_LEVEL_OF = re.compile(r"(?:同期|全年)?(?:水平)?的(?:近|约|超过?|整整)?(?:[\d.]+(?:[%％]|多?倍)|[一二两三四五六七八九十]{1,2}多?倍|[一二三四五六七八九]成)")
_COMES_TO = re.compile(r"(?:恢复[到至]?|达到?|相当于|是|为|[近约超])$")
_BASE_BEFORE = re.compile(r"(?:比|全年的?|上年|去年|较|与|同|超|和|继|[高低快慢好优]于)$")
_FOUNDED_BEFORE = re.compile(r"(?:成立|始建|创建|创立|创办|组建|设立|创始|兴建|建|建成|获批|入驻|落户)于$")
_OPENED_AFTER = re.compile(r"[^，。；\n\d]{0,6}?(?:投入使用|投入运营|开园|落户|入驻|投用|建成投产)[^，。；\n\d]{0,12}(?=，)")
_FOUNDED_AFTER = re.compile(
    r"[^，。；\n\d]{0,12}?(?:起步|起家|诞生|成立|创建|创立|创办|组建|安家|扎根|获批|批准|批复|设立|升级为|升格为|晋升|挂牌|被认定|被评为)(?!\d)[^，。；\n\d]{0,24}(?=[，。；])"
)


# 2014年开园时，企业不足10家: dates what it tells
_IN_THOSE_DAYS = re.compile(r"[^，。；\n\d]{1,12}?(?:之时|时|之初)，")
# 去年下半年落户开发区，总投资10亿元
_SETTLED_AFTER = re.compile(r"[^，。；\n\d]{0,4}?(?:落户|安家)(?:于|在|到)?[^，。；\n\d]{0,10}(?:开发区|高新区|经开区|园区|新区|工业园)(?=，)")


def governs(text: str, mention: PeriodMention) -> bool:
    """Whether a time says when something was; that of a comparison or of a target does not."""
    if _LEVEL_OF.match(text, mention.end) and _COMES_TO.search(text, mention.start - 4, mention.start):
        return False
    if (
        _SET_THEN.match(text, mention.end)
        or _RECORD_AFTER.match(text, mention.end)
        or _BASE_AFTER.match(text, mention.end)
        or _OPENING_AFTER.match(text, mention.end)
    ):
        return False
    return mention.lasting and not _BASE_BEFORE.search(text[max(0, mention.start - 1) : mention.start]) and not _TARGET_AFTER.match(text, mention.end)


def dates_a_start(text: str, mention: PeriodMention) -> bool:
    """Whether a time belongs to the figure that something rose or fell from."""
    return text[mention.start - 1 : mention.start] in ("由", "从") and bool(_STARTING_POINT.match(text, mention.end))


def dates_a_founding(text: str, mention: PeriodMention) -> bool:
    """公司成立于1998年，总资产30亿元: the day of birth dates nothing after it."""
    if mention.rule not in ("year", "month", "day", "part-of-year"):
        return False
    if _IN_THOSE_DAYS.match(text, mention.end):
        return False
    if _SETTLED_AFTER.match(text, mention.end):
        return True
    if mention.rule == "year" and text[mention.start : mention.start + 2] in ("19", "20") and _OPENED_AFTER.match(text, mention.end):
        return True
    if mention.rule == "part-of-year":
        return False
    return bool(_FOUNDED_BEFORE.search(text[max(0, mention.start - 4) : mention.start]) or _FOUNDED_AFTER.match(text, mention.end))


def is_deadline(text: str, mention: PeriodMention) -> bool:
    """年内计划完成投资9.2亿元 beside the day of a ceremony: only what is planned has that time."""
    return text[mention.start : mention.end] in ("年内", "全年", "年底", "年底前", "今年", "当年") and bool(_PLANNED_AFTER.match(text, mention.end))


def is_aside(text: str, mention: PeriodMention) -> bool:
    return mention.rule == "month" and bool(_ALONE_AFTER.match(text, mention.end))
