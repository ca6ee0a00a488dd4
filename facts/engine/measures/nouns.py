"""Looks left and right of a number for the noun it belongs to (完成工业总产值 32 亿元, 32 家企业)."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from functools import cache, cached_property

from facts.engine.measures.clauses import Clause, Frame
from facts.engine.measures.lists import Listed, Pairing
from facts.engine.mentions.scene import Scene
from facts.engine.types import Entity, Entry, PeriodMention, Quantity, Rival, Token
from facts.engine.words.lexicon import load_lexicon

INDUSTRIAL = frozenset(("industrial_value_added", "industrial_output", "output_value"))
# What may stand before 增长 without being its noun: 同比, 较上年, 逆势, 其中.
_NO_NOUN = re.compile(
    r"(?:同比|环比|(?:比|较|与)[^，]{0,10}?(?:年|期|初|月|底|季度|前|计划|相比|规划)|相比|分别|增速|增幅|降幅|其中|逆势|合计|三者|累计|预计|有望|力争|实现|达到|比重|占比|总量|年均|平均|同期|实际|"
    r"总额|总数|数量|总计|共计|目前|现在|首次|直接|进一步|转为|由降转升|由负转正|当月|单月|一举|双双|上半年|全年|季度|名义|可比价|口径|现价|不变价|计算|价格|剔除|因素|快速|一周之内|之内|以内|期间|短短|一年间|随之|由此|主因是|原因是|主要是|大幅|稳步|持续|小幅|保持|继续|连续|个月|两位数|，|、|。|“|”|\d)+"
)
_EDGES = re.compile(
    r"^[\s却又再也将可还均较比同的了由从为达约在已多第按成倍只仅就便后前年月日]+|[\s却又再也将可还均较比同的了由从为达约在已多第按倍只仅就便年月日]+$"
)
KINDS = {
    "money": ("money",),
    "area": ("area", "quantity"),
    "mass": ("quantity",),
    "rate": ("quantity",),
    "volume": ("quantity",),
    "length": ("length", "quantity"),
    "power": ("power", "quantity"),
    "energy": ("energy", "quantity"),
    "count": ("count", "quantity"),
    "phase": ("phase",),
    "coal": ("quantity",),
    "time": ("time",),
}


# 原煤产量, 新增固体制剂年产能: the product before the word for what is made.
_MADE_BEFORE = re.compile(
    r"(?:^|[，；。\n、]|其中|新增|完成|实现|形成|区|全市|公司|累计)(?P<product>(?!已|全年|今年|去年|上年|前年|当年|上半年|其|预计|公司|项目|企业|新增|设计|[一二]期)[\u4e00-\u9fffA-Za-z]{2,8}?)(?:总|年|的)?$"
)


# 聚乙烯醇 of 聚乙烯醇装置, 胶囊制剂 of 胶囊制剂车间
_WORKS_OF = re.compile(r"项目|生产线|的|能力|规模|产能|生产|基地|产业化|工程|等|、|建成|技改|再利用|综合利用|扩建|加工|车间|装置|系列产品|产线")
_ACTS = re.compile(r"已|投入|投产|水厂|电厂|建成")


_TAIL = re.compile(
    r"(?:(?:发展|壮大|扩大|增加|提高|提升|上升|减少|下降|降低|[降升增提减压])(?:到|至|为)|达到|达|为|约|超过|突破|首次|再次|实现|完成|只?有|只|仅|虽然|共|了|已|近|和|的|不低于|由|从|、|\s)+$"
)


_REASON = re.compile(r"靠着|得益于|受益于|由于|凭借|凭着|仰仗|拜[^，。]{1,10}所赐|在[^，。；]{2,14}(?:带动|拉动|推动|支撑)下")
_AFFECTED = re.compile(r"\s*(?:但|不过|虽)?[受因](?:到|了)?[^，。；]{2,30}(?:影响|制约|拖累|冲击)")  # 受原材料价格波动影响，今年1—7月只有98.6亿元
_GROWS = re.compile("增速|增幅|增长|水平|平均")
_LAST_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]{3,14}$|[\u4e00-\u9fff](?:率|价|耗)$")
_LABEL = re.compile(r"[\u4e00-\u9fffA-Za-z“”]{2,12}$")
_STOP = re.compile(r"[，。；、：！？\n（(]")
_DIGIT = re.compile(r"\d")
_NO_PRODUCT = re.compile(r"^(?:能力|规模|各类|达|达到|为|的|约)+|(?:能力|规模|产能|可达|达到|达|约|为|的|将|由|从|分别)+$")
_MADE_AFTER = re.compile(r"(?:的)?(?!提升|提高|增加|增至|增长|扩大|扩至|达到|分别|以上|左右|已|将|占|总?投资)([\u4e00-\u9fffA-Za-z]{2,24})")


_HOW_MUCH = frozenset(("货值", "总值", "总额", "金额", "规模", "总量", "数量"))


class Nouns:
    """Finds the words that say what a number counts, measures or compares."""

    def __init__(self, scene: Scene, clauses: list[Clause], entities: list[Entity]) -> None:
        self.entities = entities
        self.entity_starts = [entity.start for entity in entities]
        self.scene = scene
        self.clauses = clauses
        self.blanked = scene.blanked
        self.period_starts = [mention.start for mention in scene.periods]
        self.timeless = _without_times(self.blanked, scene.periods)
        self.starts = [clause.start for clause in clauses]
        self.token_starts = scene.token_starts
        self.indicators = scene.words["indicator"]
        self.indicator_starts = [token.start for token in self.indicators]
        self.current: Frame | None = None
        self.by_kind: dict[str, Frame] = {}
        self.by_unit: dict[str, Frame] = {}
        self.projects: Frame | None = None
        self.tallied: dict[Decimal, str] = {}  # how many projects were counted, and what they had reached
        self.laid: Frame | None = None  # the investment by a whole zone that was last told of
        self.industrial: Frame | None = None  # what of industry was last told of: value added or output
        self.listed: dict[int, Listed] = {}
        self.since = 0  # where the words of the number that is read begin, when they begin within a clause
        self.frames: list[Frame] = []
        self.dropped: list[Rival] = []

    @cached_property
    def pairing(self) -> Pairing:
        return Pairing(self.scene, self.clauses, self.entities)

    def _clause_index(self, clause: Clause) -> int:
        return bisect_left(self.starts, clause.start)

    def _drop(self, quantity: Quantity, reason: str) -> None:
        self.dropped.append(Rival(quantity.start, quantity.end, self.scene.text[quantity.start : quantity.end], reason))

    def _rival(self, quantity: Quantity, index: int, start: int, end: int, falls: bool, growth: bool = False) -> Frame:
        """较全市工业投资增速(15.0%)高…: the benchmark's own figure."""
        words = self.scene.text[start:end]
        noun = self._indicator_left(start, end, None)
        growth = growth or bool(_GROWS.search(words))
        frame = Frame(quantity, index, "growth" if growth else "level", rule="rival in brackets", rival=True, base="yoy" if growth else "")
        frame.value = -quantity.value if falls else quantity.value
        if noun:
            frame.indicator, frame.noun = noun[0], noun[1]
        elif self.current:
            frame.indicator, frame.label = self.current.indicator, self.current.label
        else:
            frame.indicator, frame.label = "other", words
        frame.reference_span = (start, end)
        return frame

    def _own_noun(self, start: int, end: int) -> str:
        """单位产品能耗下降18.5%: a noun that no table knows, once names, times and comparisons are taken away."""
        if end - start < 2:
            return ""
        words = list(self.blanked[start:end])
        for span_start, span_end in self._spans_between(start, end):
            words[max(0, span_start - start) : span_end - start] = " " * (min(span_end, end) - max(span_start, start))
        rest = _EDGES.sub("", _NO_NOUN.sub(" ", "".join(words)))
        match = _LAST_WORDS.search(rest.rstrip())
        return match[0] if match else ""

    def _spans_between(self, start: int, end: int) -> list[tuple[int, int]]:
        spans = []
        index = max(0, bisect_left(self.entity_starts, start) - 1)
        while index < len(self.entities) and self.entities[index].start < end:
            if self.entities[index].end > start:
                spans.append((self.entities[index].start, self.entities[index].end))
            index += 1
        index = max(0, bisect_left(self.period_starts, start) - 1)
        while index < len(self.period_starts) and self.period_starts[index] < end:
            mention = self.scene.periods[index]
            if mention.end > start:
                spans.append((mention.start, mention.end))
            index += 1
        return spans

    def _topic_indicator(self, index: int) -> tuple[str, tuple[int, int]] | None:
        """规模以上工业总产值方面，…: an indicator alone in the clause before, with no number of its own."""
        clause = self.clauses[index]
        if index and self.clauses[index - 1].sentence == clause.sentence:
            before = self.clauses[index - 1]
            if _REASON.search(self.scene.text, before.start, before.end) or _AFFECTED.fullmatch(self.scene.text, before.start, before.end):
                return None  # 靠着镍钴价格企稳，增长11.3%: why, not what
            if not any(frame.clause == index - 1 for frame in self.frames[-3:]):
                return self._indicator_left(before.start, before.end, None)
        return None

    def _indicator_left(self, start: int, end: int, kind: str | None) -> tuple[str, tuple[int, int]] | None:
        """The nearest word in text[start:end] that names an indicator of this kind of unit."""
        tokens = self.indicators
        index = bisect_left(self.indicator_starts, end) - 1
        while index >= 0 and (token := tokens[index]).start >= start:
            index -= 1
            if token.end > end or (self.blanked[token.start] == " " != self.blanked[end : end + 1]):
                continue  # 固定资产投资（不含农户）增长9.6%
            if self.scene.text[token.start] in "月年":
                token = self._own_part(token)
            for key, wanted in token.entry.indicators:
                if (kind is None and _RELATIVE_OK(key, wanted)) or kind == wanted:
                    if kind is None and key == "large_enterprise_count" and self.scene.text[token.end - 2 : token.end] == "工业":
                        return "industrial_value_added", (token.start, token.end)  # 规上工业增长8.1%
                    if key == "other" and index >= 0 and tokens[index].end == token.start and self.scene.text[token.start : token.end] in _HOW_MUCH:
                        break  # 跨境电商进出口|货值
                    return key, (token.start, token.end)
        return None

    def _own_part(self, token: Token) -> Token:
        """1—9月产值, 去年产量: the 月 and 年 belong to the time, the rest is the noun."""
        periods = self.scene.periods
        index = bisect_left(self.period_starts, token.start) - 1
        if index < 0 or periods[index].end <= token.start:
            return token
        start = token.start + 1
        for size in range(8, 1, -1):
            if (entry := _entries().get(self.scene.text[start : start + size])) and entry.indicators:
                return Token(start, start + size, entry)
        return token

    def _right_of(self, quantity: Quantity, kind: str) -> tuple[str, tuple[int, int]] | None:
        """80%以上的工程量, 306亩工业用地: the noun right after."""
        index = bisect_left(self.token_starts, quantity.end)
        limit = quantity.end + 8
        for token in self.scene.tokens[index : index + 3]:
            gap = self.scene.text[quantity.end : token.start]
            if token.start > limit or _STOP.search(gap):
                return None
            for key, wanted in token.entry.indicators:
                if wanted == kind:
                    return key, (token.start, token.end)
        return None

    def _product(self, quantity: Quantity, span: tuple[int, int]) -> str:
        between = self._unplanned(span[1], quantity.start).strip("，") if span[1] <= quantity.start else ""
        between = _NO_PRODUCT.sub("", between)
        if len(between) >= 2 and "，" not in between and not _DIGIT.search(between):
            return between
        match = _MADE_AFTER.match(self.scene.text, quantity.end, quantity.end + 26)
        if match:
            words = _WORKS_OF.split(match[1])[0]
            return "" if _ACTS.search(words) else words
        made = _MADE_BEFORE.search(self._unplanned(max(0, span[0] - 12), span[0]))
        return made["product"] if made and span[1] <= quantity.start else ""

    def _unplanned(self, start: int, end: int) -> str:
        """硅片 of 建成后硅片 and of 全区硅片: no time, no intention, no name is part of a product."""
        words = list(self.scene.text[start:end])
        spans = self._spans_between(start, end)
        index = bisect_left(self.token_starts, start)
        while index < len(self.scene.tokens) and self.scene.tokens[index].start < end:
            token = self.scene.tokens[index]
            index += 1
            if token.entry.planned or token.entry.stage or "area" in token.entry.rows:
                spans.append((token.start, token.end))
        for low, high in spans:
            words[max(0, low - start) : high - start] = "，" * (min(high, end) - max(low, start))
        return "".join(words)

    def _label(self, start: int, end: int) -> str:
        low = max(start, end - 14)
        letters = list(self.timeless[low:end])
        for first, last in self._spans_between(low, end):
            letters[max(0, first - low) : last - low] = " " * (min(last, end) - max(first, low))
        words = _TAIL.sub("", "".join(letters))
        match = _LABEL.search(words)
        return match[0] if match else ""


@cache
def _entries() -> dict[str, Entry]:
    return {entry.word: entry for entry in load_lexicon().entries}


def _without_times(text: str, periods: list[PeriodMention]) -> str:
    """由2015年底的46家 -> 由       的46家; the offsets stay."""
    pieces, at = [], 0
    for mention in periods:
        if mention.start >= at:
            pieces += [text[at : mention.start], " " * (mention.end - mention.start)]
            at = mention.end
    return "".join([*pieces, text[at:]])


def _RELATIVE_OK(key: str, kind: str) -> bool:
    return (
        kind in ("money", "ratio", "quantity", "energy", "power")
        or (kind == "count" and key not in ("project_count", "equipment_count", "product_count", "building_count", "zone_count"))
        or (kind == "time")
    )
