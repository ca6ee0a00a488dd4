"""Times that are how long something takes, by the words around them alone: 压缩到5天, 从洽谈到签约不到一个月, 6个月内开工."""

from __future__ import annotations

import re

from facts.engine.types import Quantity

_PRESSED = re.compile(r"(?:压减|压缩|缩短|缩减|精简|减少|提速|控制|优化|降低|降|缩|减|压)(?:至|到|为|在)(?:约|近)?$")
_WITHIN = re.compile(r"(?:之日|当日|之时)起$")
_FROM_TO = re.compile(r"从[^，。；\d]{2,14}到[^，。；\d]{2,10}?(?:[仅只就才约近共]|不过|短短|整整|大约)*$")  # 从洽谈到签约|不到一个月
# 6个月内开工、24个月内竣工投产; 10个工作日内须办结
_DUE = re.compile(
    r"内?(?:全部|必须|须|应当?|要|需)*(?:开工|动工|奠基|竣工|完工|投产|建成|投用|达产|办结|答复|回复|交付|完成[\u4e00-\u9fff]{0,6}?|通电|通水|通气|拿证|拿地|出证|场平)(?:建设|投产|投用|答复|审批|验收)?(?=[，。；、”]|并)"
)


def lasts(text: str, quantity: Quantity, low: int) -> bool:
    """Whether a time without 工期 or 时限 is a term; `low`: where its clause begins."""
    start = quantity.start
    before = text[max(low, start - 6) : start]
    if _PRESSED.search(before) or _WITHIN.search(before) or _FROM_TO.search(text, max(low, start - 30), start):
        return True
    return "内" in text[quantity.end - 1 : quantity.end + 1] and _DUE.match(text, quantity.end) is not None
