"""A growth, change or share and what it is told of: the indicator in its own words, else the one spoken about before (其中工业投资116亿元，占78.4%)."""

from __future__ import annotations

import re
from dataclasses import replace

from facts.engine.measures.clauses import Frame
from facts.engine.measures.counts import INDUSTRY, kinds_of
from facts.engine.measures.leftovers import Leftovers
from facts.engine.measures.reached import reached_by
from facts.engine.mentions.amounts import hedge_before
from facts.engine.types import Quantity

# 服务业项目占八成以上, 来自长三角的项目占四成
_THOSE_WHO = re.compile(
    r"(?P<all>(?:(?:来自|投资|产值|由)[^，。；\n]{2,16}的)?(?:(?!其中|而|中的)[\u4e00-\u9fff\d]){0,10}?(?P<who>项目|企业))(?:个数|数量|数)?占$"
)
# 其中木材加工企业占三分之一
_PART_SHARE = re.compile(r"其中(?P<part>[\u4e00-\u9fffA-Za-z]{2,12}?)(?:就|约|已)?占(?:到|了|比)?(?:约|近)?$")
_OF_INDUSTRY = frozenset(
    "industrial_value_added industrial_output output_value sales_revenue profit tax_revenue exports imports_exports industrial_investment electricity".split()
)
# 剔除留抵退税因素后增长2.6%: how it was reckoned, not what grew.
_ADJUSTED = re.compile(
    r"(?:剔除|扣除|还原|按)[^，。；\n]{1,14}?(?:因素|影响|口径)?[后算]|受[^，。；\n\d]{2,16}?(?:影响|拖累|冲击)"  # 受疫情影响|同比下降8.7%
    r"|在[^，。；\n]{2,24}?(?:情况|背景|形势|压力|前提|基数)下"
)
_BASES = (
    (re.compile(r"环比|按[月季](?=[升跌增减上下])|(?:比|较)上(?:个)?(?:月|季)"), "mom"),
    (re.compile(r"(?:比|较)(?:今|本|去|上)?年(?:初|底|末)|(?:比|较)上年(?:末|底)"), "ytd"),
    (re.compile(r"年均|年平均|年复合|平均每年"), "average"),
    (re.compile(r"(?:比|较|与)(?:20\d\d|前|1[—-]|[一二三上]|1|2|3|十|“十|规|法|原|此|之|以)(?!年同期|年)"), "other"),
)
_ONLY_COMPARED = re.compile(r"[\s的则也同环比增速幅为达仅]*")
_OF_THE_ECONOMY = re.compile(r"(?:经济|GDP|地区生产总值)(?:增长|增速)?$")
_TRADES = re.compile("产业|行业")
_REFERENCE_END = re.compile(r"的?比重|的?比例|的?份额|由上年|由去年|从上年|从去年|[（(]|^[由从比]")


_OF_COUNTED = re.compile(r"(?P<who>项目|企业)(?:总数|个数|数量|户数|数)$")  # 占同期引进项目数的58%
_IN_MONEY = re.compile(r"(?:总?投资|投资总?额|签约额|引资额|总额)$")
LAID_OUT = frozenset(("fixed_asset_investment", "industrial_investment", "investment_completed", "technical_upgrade_investment"))


class Relatives(Leftovers):
    """Builds the frames of numbers that compare."""

    def _ref(self, match: re.Match[str] | None, offset: int) -> tuple[str, tuple[int, int]]:
        if match is None:
            return "", (-1, -1)
        group = "ref" if match["ref"] is not None else "ref2" if match.re.groupindex.get("ref2") and match["ref2"] else None
        if group is None or not match[group]:
            return "", (-1, -1)
        start, end = offset + match.start(group), offset + match.end(group)
        words = _REFERENCE_END.split(self.scene.text[start:end])[0].strip("的").strip()
        return words, (start, start + len(words) if words else end)

    def _base(self, words: str, measure: str) -> str:
        for pattern, base in _BASES:
            if pattern.search(words):
                return base
        return "yoy"

    def _relative(
        self,
        quantity: Quantity,
        index: int,
        measure: str,
        start: int,
        end: int,
        reference: tuple[str, tuple[int, int]] = ("", (-1, -1)),
        base: str = "",
        rule: str = "",
    ) -> Frame:
        """A growth, change, share … of the indicator named in text[start:end], else of the one spoken about before."""
        if start < self.since:
            start = max(start, min(self.since, end))
        frame = Frame(quantity, index, measure, value=quantity.value, reference=reference[0], reference_span=reference[1], base=base, rule=rule)
        if measure == "share" and quantity.comparator == "eq":
            frame.quantity = quantity = replace(quantity, comparator=self._hedge_of_share(start, end, reference[1]))
        aside = _ADJUSTED.search(self.scene.text, start, end)
        noun = self._indicator_left(start, aside.start(), None) if aside else None
        noun = noun or self._indicator_left(aside.end() if aside else start, end, None)
        if measure == "share" and (of_them := _THOSE_WHO.search(self.scene.text, start, end + 1)):
            paid = self._indicator_left(reference[1][0], reference[1][1], "money") if reference[1][0] >= 0 else None
            exact = noun and noun[1][1] >= of_them.end("who") and noun[0] not in ("enterprise_count", "project_count")  # 高新技术企业数量占全市的…
            noun = paid or (noun if exact else self._those(of_them["all"], of_them.span("who"), index))  # 增资项目占合同外资的58%
            frame.part = of_them["all"].removeprefix("中") if len(of_them["all"]) > 2 and not exact else ""
        if noun and noun[0] == "total_investment" and measure != "share" and self.scene.text[slice(*noun[1])] in ("投资", "总投资", "投资规模"):
            noun = (self._laid_out(index), noun[1])
        if measure in ("pull", "contribution") and noun and self.scene.text[noun[1][1] - 2 : noun[1][1]] == "工业" and _OF_THE_ECONOMY.search(reference[0]):
            noun = ("gdp", reference[1])  # 规上工业对全区经济增长的贡献率: of what all of it grows by
        named = noun[0] if noun else ""
        if noun and named == "other" and measure in ("share", "pull", "contribution") and reference[1][0] >= 0:
            whole = self._indicator_left(*reference[1], None)
            words = self.scene.text[slice(*noun[1])]
            if whole and whole[0] != "other" and (measure != "share" or words[-2:] == self.scene.text[whole[1][1] - 2 : whole[1][1]]):
                noun, frame.part = whole, words  # 民间投资占固定资产投资的六成二, 房地产投资拖累固定资产投资2.6个百分点
        if measure == "growth" and noun and noun[0] == "enterprise_count" and (grown := self._grown_by(index, end)):
            frame.indicator, frame.inherited, frame.noun = grown.indicator, True, grown.noun
        elif noun:
            frame.indicator, frame.noun = noun[0], noun[1]
            frame.label = self.scene.text[noun[1][0] : noun[1][1]] if noun[0] == "other" else ""
        elif measure in ("growth", "change", "share") and (part := self._part_of_current(start, end, index)):
            frame.indicator, frame.inherited, frame.part = part[0].indicator, True, part[1]
            frame.label, frame.noun = part[0].label, part[0].noun
        elif measure in ("growth", "change") and (own := self._own_noun(aside.end() if aside else start, end)):
            frame.indicator, frame.label, frame.noun = "other", own, (start, end)
        else:
            topic = self._topic_indicator(index) or self._of_the_total(measure, index, reference[1])
            if topic:
                frame.indicator, frame.noun = topic
                frame.label = self.scene.text[topic[1][0] : topic[1][1]] if topic[0] == "other" else ""
            elif measure == "growth" and (all_of_it := self._of_all_trades(index)):
                frame.indicator, frame.inherited, frame.noun = all_of_it.indicator, True, all_of_it.noun
            elif self.current and self.clauses[self.current.clause].paragraph == self.clauses[index].paragraph:
                frame.indicator, frame.label, frame.inherited = self.current.indicator, self.current.label, True
                frame.noun, frame.source = self.current.noun, self.current.source or self.current
                frame.product = self.current.product
                if measure == "share" and not frame.reference and rule in ("share", "share noun") and self.current.measure == "level":
                    low, high = self._whole_of(self.current)
                    frame.reference = self.scene.text[low:high] if low >= 0 else ""
                    within = _PART_SHARE.search(self.blanked, start, quantity.start)
                    frame.part = within["part"] if within else ""
                frame.population = self.current.population
                if measure == "change" and quantity.kind == "pp" and self.current.measure == "share":
                    frame.reference = frame.reference or self.current.reference
            elif self.current and measure == "growth" and self._is_the_same_as_before(index, end):
                frame.indicator, frame.label, frame.inherited = self.current.indicator, self.current.label, True
                frame.noun = self.current.noun
            else:
                frame.indicator, frame.label = "other", self._label(start, end) or reference[0]
        return frame

    def _hedge_of_share(self, start: int, end: int, reference: tuple[int, int]) -> str:
        """合计约占六成, 不到销售收入的2%: the hedge stands before the verb or before the total."""
        text = self.scene.text
        for at in (reference[0], end):
            if at > start and (hedge := hedge_before(text, at)[1]) != "eq" and text[at - 1] not in "过":
                return hedge
        return "eq"

    def _is_the_same_as_before(self, index: int, end: int) -> bool:
        """三区分别完成工业总产值…。⏎甲区同比增速16.8%: nothing but whose it is, in the paragraph after."""
        last, clause = self.current, self.clauses[index]
        if last is None or last.measure != "level" or last.quantity.kind != "money" or clause.paragraph - self.clauses[last.clause].paragraph != 1:
            return False
        words = list(self.timeless[clause.start : end])
        for low, high in self._spans_between(clause.start, end):
            words[max(0, low - clause.start) : high - clause.start] = ""
        return _ONLY_COMPARED.fullmatch("".join(words)) is not None

    def _laid_out(self, index: int) -> str:
        """工业投资增长37%，其中五大主导产业投资增长26.7%: investment that grows is laid out, of the kind spoken of."""
        for last in (self.current, self.laid):
            if last and last.indicator in LAID_OUT and self.clauses[index].paragraph - self.clauses[last.clause].paragraph <= 1:
                return last.indicator
        return "total_investment"

    def _those(self, words: str, span: tuple[int, int], index: int) -> tuple[str, tuple[int, int]]:
        """Of whom a share is told: projects as those before them, else companies."""
        if words.endswith("企业"):
            return "enterprise_count", span
        if reached := reached_by(words):
            return reached, span
        last = self.projects
        near = last is not None and self.clauses[last.clause].paragraph == self.clauses[index].paragraph
        return (last.indicator if last and near else "project_count"), span

    def _whole_of(self, part: Frame) -> tuple[int, int]:
        """固定资产投资148亿元，其中工业投资116亿元，占78.4%: the words for what a part is taken from; its own where it is no part."""
        low = self.clauses[part.clause].start
        if "其中" not in self.scene.text[low : max(low, part.noun[0])]:
            return part.noun
        for frame in reversed(self.frames[-8:]):
            if self.clauses[frame.clause].sentence != self.clauses[part.clause].sentence:
                break
            if frame.measure == "level" and frame.quantity.kind == part.quantity.kind and frame.quantity.end <= low:
                return frame.noun
        return (-1, -1)

    def _of_the_total(self, measure: str, index: int, total: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
        """四大主导产业加速壮大，占规上工业总产值的九成: in a new sentence the total names the indicator."""
        last = self.current
        if measure in ("pull", "contribution") and total[0] >= 0 and last and last.quantity.kind == "count":
            named = self._indicator_left(total[0], total[1], None)
            return named or (("industrial_value_added", total) if self.scene.text[total[0] : total[1]].endswith("工业") else None)
        if measure != "share" or total[0] < 0:
            return None
        named = self._indicator_left(total[0], total[1], None)
        counted = _OF_COUNTED.search(self.scene.text, total[0], total[1])
        if counted and named and "count" in kinds_of(named[0]):
            return named
        if counted:
            reached = reached_by(self.scene.text[slice(*total)]) or (self.projects.indicator if self.projects else "project_count")
            return ("enterprise_count" if counted["who"] == "企业" else reached), total
        if named and last and last.quantity.kind == "count" and "money" in kinds_of(named[0]) and _IN_MONEY.search(self.scene.text, total[0], total[1]):
            return named  # 10亿元以上项目6个，占总投资的71%
        if named and last and self.clauses[last.clause].sentence == self.clauses[index].sentence:
            alike = {kinds_of(named[0]), kinds_of(last.indicator)} != {frozenset(("money",)), frozenset(("quantity",))}
            return None if alike else named  # 实现产值245亿元，占全国钛材产量的65%
        return named

    def _grown_by(self, index: int, end: int) -> Frame | None:
        """完成工业增加值6.1亿元。其中华建等8户企业增速在45%以上: firms grow by what was told of industry, not by their number."""
        whole = self.industrial
        firms = self.scene.text.startswith(("增速", "增幅"), end) and self.scene.text.startswith("企业", end - 2)
        return whole if whole and firms and self.clauses[whole.clause].paragraph == self.clauses[index].paragraph else None

    def _of_all_trades(self, index: int) -> Frame | None:
        """其中显示器产量2180万台。玻璃、塑胶等产业增幅分别为35%、19%: whole trades grow by their output, not by the pieces of one product."""
        last, whole, clause = self.current, self.industrial, self.clauses[index]
        if last is None or whole is None or last.indicator != "output_volume" or self.clauses[whole.clause].paragraph != clause.paragraph:
            return None
        if self.clauses[last.clause].sentence == clause.sentence:
            return None
        low = max(self.clauses[max(0, index - 1)].start, self.clauses[last.clause].end)
        return whole if _TRADES.search(self.scene.text, low, clause.end) else None

    def _part_of_current(self, start: int, end: int, index: int) -> tuple[Frame, str] | None:
        """工业增加值增长8%；食品加工业增长9.4%: the same indicator of one industry."""
        last = self.current
        if last is None or last.indicator not in _OF_INDUSTRY or self.clauses[last.clause].paragraph != self.clauses[index].paragraph:
            return None
        match = INDUSTRY.search(self.timeless[start:end])
        return (last, match["industry"]) if match else None

    def _level_frame(self, quantity: Quantity, index: int, key: str, span: tuple[int, int], rule: str) -> Frame:
        if key == "funds_in_place" and quantity.unit not in ("CNY", "") and quantity.kind == "money":
            key = "foreign_investment"  # 实际到资8900万美元
        frame = Frame(quantity, index, "level", key, value=quantity.value, rule=rule, noun=span)
        if key == "other":
            frame.label = self.scene.text[span[0] : span[1]]
        if key in ("annual_capacity", "output_volume"):
            frame.product = self._product(quantity, span)
        if quantity.kind in ("count", "phase") and span[0] >= quantity.end:
            frame.population = self.scene.text[quantity.end : span[1]]
        elif quantity.kind == "count":
            frame.population = self.scene.text[span[0] : span[1]]
        return frame
