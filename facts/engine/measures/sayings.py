"""Numbers that tell of nobody: names, ways of speaking, and what one must reach."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.measures.comparisons import Comparisons
from facts.engine.types import Quantity

_FEW = frozenset("一两二三几再")
_QUOTED_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,6}”")
_POLICY_NEXT = re.compile(r"(?:政策)?措施》|(?:政策|新政|措施)(?=今年|明年|自|已|有效期|实施|出台|发布)")
# 营业收入首次突破10亿元、50亿元的，分别奖励50万元: on which condition; 是指年收入2000万元及以上的: what a word means
_ON_CONDITION = re.compile(
    r"(?:及?以上)?(?:、\d[\d.]{0,6}[万亿]*元)?的[^，。；\n\d]{0,16}(?:，[^。；\n\d]{0,6}(?:按[^。；\n]{2,20}?)?|按[^。；\n]{2,20}?)?(?:分别|一次性|再|可|最高|每[家户个])*(?:给予|予以|奖励|补助|补贴|奖补|资助|兑现)"
)
_REACHES_IT = re.compile(r"(?:首次|年度?|当年|投入|投资额?|收入|产值|增速|增幅|纳税|税收|出口额?|营收)[^，。；\n\d]{0,6}$")
_OF_BIDDERS = re.compile(r"(?:投标人|供应商|申请人|报名者|应聘者|竞买人)(?:须|应|必须)[^。\n]*$")  # 投标人须具备…，完成过不少于1.2亿元的项目
_MEANS = re.compile(r"(?:是指|系指|所称)[^。；\n]{0,40}$")


class Sayings(Comparisons):
    """Comparisons, and which numbers are no facts whatever stands around them."""

    def _tells_nothing(self, quantity: Quantity, index: int) -> str:
        """Why no fact comes of the number; empty where one may."""
        text = self.scene.text
        if (quantity.value_printed[:1].isalpha() and self._in_a_place(quantity)) or text.endswith("最后", 0, quantity.start):
            return "name or saying"  # 打通最后|500米
        if quantity.unit_printed == "度" and quantity.value_printed in _FEW and not text.startswith(("电", "绿电"), quantity.end):
            return "a way of speaking"  # 东段却两度流标
        if _is_quoted(text, quantity):
            return "quoted name"
        if quantity.kind in ("money", "percent", "count") and self._is_a_condition(quantity, index):
            return "condition"
        return ""

    def _is_a_condition(self, quantity: Quantity, index: int) -> bool:
        """对产值增速超过20%的企业给予奖励, 首次突破10亿元、50亿元的，分别奖励…: what one has to reach."""
        text, low = self.scene.text, max(self.clauses[index].start, quantity.start - 40)
        if "须" in text[max(0, quantity.start - 80) : quantity.start] and _OF_BIDDERS.search(text, max(0, quantity.start - 80), quantity.start):
            return True
        if text.startswith("的", quantity.end) and _MEANS.search(text, low, quantity.start):
            return True
        beside = text[quantity.start - 1 : quantity.start] == "、" and bool(self.dropped) and self.dropped[-1].reason == "condition"
        return bool(
            (quantity.comparator != "eq" or beside)
            and _ON_CONDITION.match(text, quantity.end)
            and ((beside and self.dropped[-1].end + 1 >= quantity.start) or _REACHES_IT.search(text, low, quantity.start))
        )

    def _in_a_place(self, quantity: Quantity) -> bool:
        """五家渠经开区 counts no houses."""
        index = bisect_left(self.scene.places, quantity.start + 1, key=lambda hit: hit[0]) - 1
        return index >= 0 and self.scene.places[index][0] <= quantity.start and quantity.end <= self.scene.places[index][1]


def _is_quoted(text: str, quantity: Quantity) -> bool:
    """“四个中心”基地, “100个产业园区”: a name in quotation marks that begins with a count."""
    if quantity.kind != "count":
        return False
    if quantity.unit_printed == "条" and (text.startswith("”", quantity.end) or _POLICY_NEXT.match(text, quantity.end)):
        return True  # “稳增长十条”, 十条措施今年…
    return text[quantity.start - 1 : quantity.start] == "“" and bool(_QUOTED_NAME.match(text, quantity.end))
