"""What an amount counts or measures: the noun around it, or the one that the amounts before it had."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from facts.engine.measures.capacities import NOUN_FOLLOWS, Capacities
from facts.engine.measures.clauses import Clause, Frame
from facts.engine.measures.nouns import KINDS
from facts.engine.measures.tallies import PHRASE
from facts.engine.types import Quantity
from facts.engine.words.lexicon import load_lexicon

_MORE_OF = re.compile(r"(?:其中|其余|其他|另有|新增|新认定|增加|净增|省级|国家级|市级|以上|扩招|还有|余下|剩余|另外|又有|新引进|达|达到|有)[^，。；]{0,8}$")
_MORE_MONEY = re.compile(
    r"(?:完成|实现|达到|达|为|突破|超过?|贡献|由|从|单[户笔家个]最高|其中现场签约?)[^，。；]{0,6}$|户均$|其中来自[^，。；]{2,16}的?资金$|其中[\u4e00-\u9fff]{2,8}资金(?:达|为|完成|占)?$"
    r"|(?:其中|、)[\u4e00-\u9fff]{2,6}(?:片区|区块|组团|新城|园区)$"
)
# 整车产量18.7万辆，其中新能源汽车2.3万辆
_PRODUCT_PART = re.compile(r"其中(?P<product>(?!新增|完成|实现|出口|国内)[\u4e00-\u9fffA-Za-z]{2,14}?)(?:产量|达到?|为|约|超|近)*$")
# 其中生物医药产业, 食品加工业: the part of the whole that a figure is about.
INDUSTRY = re.compile(
    r"(?:其中|，|；|而|、|^)(?P<industry>(?:(?!其中|全区|全市|规上|规模|同比|比)[\u4e00-\u9fffA-Za-z]){1,12}(?:产业|制造业|加工业|行业|工业|业|集群))(?:由|从|则|却|实现|完成|分别|同比)*$"
)
_PLOT = re.compile(r"(?:地块|宗地|号地)[^。；]{0,16}$")
_PLANNED_IN = re.compile(r"(?:20\d\d|全)年计划(?:完成)?投资$")
_OF_TRADES = frozenset("industrial_value_added industrial_output output_value sales_revenue profit tax_revenue exports".split())
_TRADES_OF = re.compile(
    r"其中[，：]?(?:[\u4e00-\u9fff]{2,6}[\d.]{1,8}[万亿]?元[，、]){0,4}(?P<industry>(?!新增|实现|完成|出口|进口|税收|利润|投资|单项)[\u4e00-\u9fff]{2,5})$"
)
_TO_BUILD = re.compile(r"(?:用于)?(?:新建|建设|扩建|新上|改造|购置|实施|启动)")
_COMPLETES = re.compile(r"(?<!未)(?<!待)完成(?:了)?[\u4e00-\u9fff]{0,8}投资$")
FUND_AFTER = re.compile(r"的[^，。；、\n]{0,12}?(?:基金|资金|补贴|补助|贷款|奖励|资助)")  # 拿到了80万元的种子资金
_LAID_OUT = frozenset(("total_investment", "funds_in_place", "technical_upgrade_investment", "industrial_investment", "other"))
_FUND_NEXT = re.compile(rf"的?[^，。；、\n]{{0,12}}?(?:引导|专项|补贴|补助|奖励|奖补|贴息)(?:基金|资金)|{FUND_AFTER.pattern}")
FUND = re.compile(r"(?:引导|专项|支持|扶持|补助|补贴|奖励|奖补|资助|贴息|贷”?)(?:资金|基金)[^，。；\d]{0,4}$")
# 为企业减免房租、税费2.1亿元: what firms need not pay is help, no revenue.
_TAKINGS = frozenset(("tax_revenue", "profit_and_tax", "public_budget_revenue"))
_SPARED = re.compile(r"(?:减免|减征|免征|退还|返还|缓缴|缓征|免除|减轻|退税|减税)[^，。；\d]{0,8}$")
_LAID_OPEN = re.compile(r"一平”?|造地|开发|建成|平整|征收?|流转|盘活")
_ONLY_COUNTED = frozenset(("个", "家", "户", "名", "人"))
_OF_CELLS = frozenset(("GWh", "吉瓦时"))  # current is told of in 千瓦时
_MADE_SO_FAR = re.compile(r"已|累计|先后|首[批月年]")
_OWN_SIZES = {"area": "面积", "power": "装机"}
# 今年计划投资2.6亿元，目前已完成1.9亿元
INTENDED = frozenset(("annual_planned_investment", "total_investment", "contracted_investment"))
_FIELDS = re.compile(r"(?:重点|主要|传统|新兴|关键|主导|优势|特色)?(?:行业|领域|产业(?!项目|园|基地|化)|板块|方面|类别|方向|赛道|环节)")
_OF_LARGE = re.compile(r"(?:规模以上|规上)工业[^，。；]{0,10}$")
# 总量, 达到 and 全年有望 name nothing.
_BARE = re.compile(
    r"、?(?:(?:比|较)(?=\s+的)|[单当]月|当季|虽然?|仅有?|只有?|还|不过|才|其中|预计|有望|力争|将|可|已|均|即|也就是|只剩|仅剩|剩下|实际|累计|合计|总计|共计|共|总量|总额|总值|总数|数量|金额|规模|绝对量|实现|完成|达到|达|为|至|到|约|近|超|折合(?:为)?|约?合|增至|升至|增加到|增长到|提高到|上升到|扩大到|突破|首次|一举|再次|全年|全部|目前|目标(?:是|为|定为)?|做了|做到|干到|冲(?:向|上)?|直奔|瞄准|挑战|冲刺|冲击|的|\s)*+"
)


@cache
def kinds_of(key: str) -> frozenset[str]:
    """The kinds of unit that an indicator comes in: exports -> money."""
    return frozenset(kind for entry in load_lexicon().entries for found, kind in entry.indicators if found == key)


_ONLY_SO_MUCH = ("只有", "仅有", "仅为", "又完成", "已达", "则达")  # 去年进出口213.4亿元。…，今年1—7月只有98.6亿元
_YEARLY = re.compile("每年|年可|可年|后可|能力|预计|设计")
_NEXT_PRODUCT = re.compile(r"(?:、|和|及|以及|，)[\u4e00-\u9fffA-Za-z]{2,20}")


class Counts(Capacities):
    """Finds the indicator of an amount."""

    def _named_just_before(self, at: int, kinds: tuple[str, ...]) -> bool:
        """利润总额减少4.7亿元: the indicator stands right before the direction."""
        index = bisect_left(self.token_starts, at) - 1
        return (
            index >= 0
            and 0 <= at - self.scene.tokens[index].end <= 1
            and any(kind in kinds and (kind == "money" or key == "employees") for key, kind in self.scene.tokens[index].entry.indicators)
        )

    def _same_kind(self, quantity: Quantity, index: int, left: str) -> Frame | None:
        """14家开发区实现1862.5亿元: an amount without a noun says more of what amounts of its kind said before."""
        same = self.by_unit.get(quantity.unit_printed) if quantity.kind in ("count", "area") else self.by_kind.get(quantity.kind)
        if same is None or quantity.kind == "time" or self.clauses[same.clause].paragraph != self.clauses[index].paragraph:
            return None
        if quantity.kind in ("count", "area") and not (_MORE_OF.search(left) or self.clauses[same.clause].sentence == self.clauses[index].sentence):
            return None
        if quantity.kind == "count" and (phrase := PHRASE.match(self.scene.text, quantity.end, quantity.end + 6)) and _FIELDS.match(phrase[0]):
            return None  # 涉及纺织服装、食品加工和电子配件三个行业
        part = INDUSTRY.search(left) if quantity.kind == "money" and self.clauses[same.clause].sentence == self.clauses[index].sentence else None
        if (
            quantity.kind == "money"
            and same.indicator in _OF_TRADES
            and (trade := _TRADES_OF.search(self.scene.text, max(0, quantity.start - 60), quantity.start))
        ):
            part = trade  # 完成产值248亿元。其中，化工108亿元，机电131亿元
        made = same.indicator in ("annual_capacity", "output_volume") and self.clauses[same.clause].sentence == self.clauses[index].sentence
        if made and _PRODUCT_PART.search(left):
            pass  # 年产能扩大到8万吨，其中高强度紧固件1.2万吨
        elif quantity.kind not in ("count", "area") and not part and not _MORE_MONEY.search(left):
            return None
        frame = Frame(quantity, index, "level", same.indicator, same.label, quantity.value, rule="same indicator", noun=same.noun, inherited=True)
        own = _PRODUCT_PART.search(left) if same.product else None
        frame.product = own["product"] if own else same.product
        frame.part = part["industry"] if part else ""
        if same.indicator == "planned_area" and _LAID_OPEN.search(left):
            frame.indicator, frame.source = "land_area", None  # 规划面积28平方公里，已开发9.5平方公里
        return frame

    @staticmethod
    def _fits(key: str, kind: str) -> bool:
        return not kinds_of(key).isdisjoint(KINDS.get(kind, ("quantity",)))

    def _goes_on(self, quantity: Quantity, index: int) -> Frame | None:
        """增长1.2倍，达到2.6亿元 and 总量73.8亿元: nothing but the amount, so it is one of the indicator just spoken about."""
        clause, last = self.clauses[index], self.current
        if last is None or not last.indicator or quantity.kind == "time" or self.clauses[last.clause].paragraph != clause.paragraph:
            return None
        if quantity.kind == "count" and NOUN_FOLLOWS.match(self.scene.text, quantity.end):
            return None
        low = max(clause.start, last.quantity.end) if last.clause == index else clause.start
        aimed = "目标" in self.timeless[low : quantity.start]  # 一般贸易增长65%。全年目标是80亿元
        if (self.clauses[last.clause].sentence != clause.sentence and not (aimed or self._tells_of_its_parts(clause, quantity, last))) or (
            not self._says_no_more(low, quantity, last)
        ):
            return None
        amount = last.quantity.kind if last.measure == "level" else ""
        if amount != quantity.kind and not self._fits(last.indicator, quantity.kind):
            return None
        frame = Frame(quantity, index, "level", last.indicator, last.label, quantity.value, rule="goes on", noun=last.noun, inherited=True)
        frame.source = None if "单月" in self.timeless[low : quantity.start] else last.source or last  # 5月单月: what follows is of that month
        if last.indicator in INTENDED and quantity.kind == "money" and "完成" in self.timeless[low : quantity.start]:
            frame.indicator, frame.label, frame.rule = "investment_completed", "", "done of the intended"
        frame.product, frame.population = last.product, last.population
        return frame

    def _tells_of_its_parts(self, clause: Clause, quantity: Quantity, last: Frame) -> bool:
        """三区完成投资332.4亿元。其中甲区180.2亿元；乙区97.5亿元; 二季度出口58.7亿元。上半年累计100.3亿元."""
        if quantity.kind not in ("money", "mass") or self.clauses[last.clause].sentence + 1 != clause.sentence:
            return False
        text = self.scene.text
        low = max(0, clause.start - 80)
        begins = max(low - 1, *(text.rfind(mark, low, clause.start) for mark in "。\n")) + 1
        later = text.endswith(_ONLY_SO_MUCH, clause.start, quantity.start) and self.timeless[clause.start : quantity.start].startswith("  ")
        return later or text.startswith("其中", begins) or text.endswith("累计", clause.start, quantity.start)

    def _says_no_more(self, start: int, quantity: Quantity, last: Frame) -> bool:
        """Nothing between but whose it is: 高新区工业投资20.3亿元，增长17%；经开区|18.9亿元."""
        end = quantity.start
        if _BARE.fullmatch(self.timeless, start, end):
            return True
        if (same := self.by_kind.get(quantity.kind)) is None or same.indicator != last.indicator:
            return False
        index = bisect_left(self.entity_starts, start)
        whose = self.entities[index] if index < len(self.entities) else None
        if whose is None or whose.end > end or whose.kind not in ("zone", "region", "anaphor"):
            return False
        return self.timeless[start : whose.start] in ("", "其中") and _BARE.fullmatch(self.timeless, whose.end, end) is not None

    def _of_land(self, quantity: Quantity, clause: Clause) -> bool:
        """ZJ-2026-03号地块，面积45380平方米"""
        return bool(_PLOT.search(self.scene.text, clause.start - 24, quantity.start))

    def _dated(self, clause: Clause, quantity: Quantity) -> bool:
        """今年预计生产70万台: what one year brings is no capacity."""
        index = bisect_left(self.period_starts, clause.start)
        periods = self.scene.periods
        return index < len(periods) and periods[index].start < quantity.start and periods[index].rule in ("year", "part-of-year", "months", "month")

    def _beside_capacity(self, quantity: Quantity, clause: Clause) -> bool:
        """年可消化石粉60万吨，生产透水砖120万平方米: what else the works makes in a year."""
        last = self.frames[-1] if self.frames else None
        if last is None or last.indicator != "annual_capacity" or self.clauses[last.clause].sentence != clause.sentence or self._dated(clause, quantity):
            return False
        return self._clause_index(clause) - last.clause <= 1 and not _MADE_SO_FAR.search(self.scene.text, clause.start, quantity.start)

    def _year_belongs_to_time(self, at: int) -> bool:
        index = bisect_left(self.period_starts, at) - 1
        return index >= 0 and self.scene.periods[index].end > at and self.scene.text[at] == "年"

    def _amount_noun(self, quantity: Quantity, clause: Clause, kinds: tuple[str, ...], left: str, offset: int) -> tuple[str, tuple[int, int]] | None:
        if quantity.kind == "count" and (service := self._service(quantity, clause)):
            return service
        if quantity.unit_printed in ("种", "款", "类", "大类") and (sorts := self._right_noun(quantity, clause)) and sorts[0] == "product_count":
            return sorts  # 生产氨基酸、黄原胶等60余种产品
        made = self._indicator_left(offset, quantity.start, "quantity")
        if made and quantity.unit_printed in _ONLY_COUNTED and (right := self._right_noun(quantity, clause)) and right[0] not in ("product_count", "other"):
            made = None  # 铝锭生产3个项目: the projects are counted, nothing is made
        if made and quantity.kind in _OWN_SIZES and self.scene.text.find(_OWN_SIZES[quantity.kind], made[1][0], quantity.start) >= 0:
            made = None  # 生产面积2.4万平方米, 余热发电装机容量25兆瓦: neither is made
        if made and "quantity" in kinds:
            yearly = _YEARLY.search(self.scene.text, max(clause.start, made[1][0] - 6), made[1][1])
            if made[0] == "annual_capacity" and quantity.kind == "energy" and quantity.unit_printed.endswith(("千瓦时", "度")):
                return "electricity", made[1]  # 年可提供绿电14亿千瓦时
            if made[0] == "output_volume" and self._beside_capacity(quantity, clause):
                return "annual_capacity", made[1]
            if made[0] == "output_volume" and yearly and not (yearly[0] == "预计" and self._dated(clause, quantity)):
                return "annual_capacity", made[1]
            if made[0] == "annual_capacity" and self._year_belongs_to_time(made[1][0]):
                return "output_volume", made[1]  # 2018年|加工茶叶3.8万吨
            return made
        if (
            "quantity" in kinds
            and self.frames
            and self.frames[-1].indicator in ("annual_capacity", "output_volume")
            and self._is_beside(self.frames[-1], clause, quantity)
            and _NEXT_PRODUCT.fullmatch(self.scene.text, self.frames[-1].quantity.end, quantity.start)
        ):
            return self.frames[-1].indicator, (self.frames[-1].quantity.end, self.frames[-1].quantity.end + 1)
        if capacity := self._capacity(quantity, clause):
            return capacity
        if quantity.kind in ("count",):
            return self._counted_noun(quantity, clause)
        if quantity.kind in ("power", "energy") and not made:
            found = self._indicator_left(clause.start, quantity.start, quantity.kind) or self._right_of(quantity, quantity.kind)
            if not found and quantity.unit_printed in _OF_CELLS:
                return "annual_capacity", (quantity.start, quantity.start)
            return found or ({"power": "power_capacity", "energy": "electricity"}[quantity.kind], (quantity.start, quantity.end))
        if quantity.kind == "phase":
            return "phase_count", (quantity.start, quantity.end)
        for kind in kinds:
            found = self._indicator_left(offset, quantity.start, kind) or self._right_of(quantity, kind)
            if found and found[0] == "total_investment" and _PLANNED_IN.search(self.scene.text, max(clause.start, found[1][0] - 5), found[1][1]):
                return "annual_planned_investment", found[1]  # 2016年计划投资10.63亿元
            if found and found[0] == "total_investment" and self._laid_out_of_it(found[1], clause):
                return "investment_completed", found[1]  # 完成投资112.4亿元，…；其中产业项目投资94.6亿元
            if found and found[0] == "annual_planned_investment" and _TO_BUILD.match(self.scene.text, quantity.end):
                return "total_investment", found[1]  # 今年计划投资2600万元新建一条生产线
            if found and found[0] in _LAID_OUT and (money := self._of_a_fund(quantity, clause, found[1])):
                return money, found[1]
            if found and found[0] in _TAKINGS and _SPARED.search(self.scene.text, max(clause.start, found[1][0] - 10), found[1][0]):
                return "other", found[1]  # 减免所得税8700万元: what nobody took
            if found:
                if found[0] == "output_value" and _OF_LARGE.search(self.scene.text, clause.start, found[1][0]):
                    return "industrial_output", found[1]  # 67家规上工业企业实现总产值318亿元
                if kind == "area" and found[0] == "floor_area" and quantity.unit_printed in ("平方公里", "平方千米", "km²", "公顷"):
                    return "land_area", found[1]  # 园区建成面积12.83平方公里
                if (
                    kind == "money"
                    and found[0] in ("total_investment", "other")
                    and _COMPLETES.search(self.scene.text, max(clause.start, found[1][0] - 6), found[1][1])
                ):
                    return "investment_completed", found[1]  # 完成基础设施投资223.7亿元
                if kind == "area" and self.scene.text[found[1][0] : found[1][1]] in ("面积", "总面积", "建设面积"):
                    if self._of_land(quantity, clause):
                        return "land_area", found[1]
                    if self.frames and self.frames[-1].indicator == "building_count" and quantity.start - self.frames[-1].quantity.end <= 4:
                        return "floor_area", found[1]  # 厂房22栋、面积26.4万平方米
                    if _LAID_OPEN.search(self.scene.text, max(clause.start, found[1][0] - 8), found[1][0]):
                        return "land_area", found[1]
                    plain = self.scene.lexicon.units[quantity.unit_printed].indicator
                    return plain or found[0], found[1]
                return found
        for kind in kinds:
            found = self._indicator_left(clause.start, quantity.start, kind) if quantity.kind != "time" else None
            if found:
                return found
        if quantity.kind in ("mass", "rate") and "quantity" in kinds and (self.scene.text[quantity.end - 1] in "年天日aDd" or quantity.kind == "rate"):
            return "annual_capacity", (quantity.start, quantity.end)
        return None

    def _laid_out_of_it(self, noun: tuple[int, int], clause: Clause) -> bool:
        """A part of the investment that was completed, in its sentence."""
        text = self.scene.text
        if text[slice(*noun)] != "投资" or not text.startswith("其中", clause.start) or "计划" in text[clause.start : noun[0]]:
            return False
        index = bisect_left(self.entity_starts, noun[0]) - 1
        if index >= 0 and self.entities[index].end == noun[0] and self.entities[index].kind == "project":
            return False  # 其中某轴承项目投资8000万美元: the price of one
        return any(frame.indicator == "investment_completed" and self.clauses[frame.clause].sentence == clause.sentence for frame in self.frames[-6:])

    def _of_a_fund(self, quantity: Quantity, clause: Clause, noun: tuple[int, int]) -> str:
        """总规模5亿元的引导基金, 支持资金总额2180万元: given, not laid out; 合同引进资金46.8亿元: agreed upon."""
        text = self.scene.text
        if quantity.kind != "money":
            return ""
        if noun[0] >= quantity.end:
            return "financing_amount" if _FUND_NEXT.match(text, quantity.end) else ""
        if text.startswith(("合同", "协议", "意向"), max(clause.start, noun[0] - 2)) and noun[0] - 2 >= clause.start:
            return "contracted_investment"
        words = text[noun[0] : quantity.start]
        if "投资" not in words and FUND_AFTER.match(text, quantity.end):
            return "financing_amount"
        return "financing_amount" if FUND.search(text, max(clause.start, noun[0] - 6), quantity.start) else ""
