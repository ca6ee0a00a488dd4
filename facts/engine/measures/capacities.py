"""What a works can make in a year: the sizes of projects, lines and phases (年产5万吨, 20GWh电芯项目, 每年可处理铝灰渣6万吨)."""

from __future__ import annotations

import re

from facts.engine.measures.clauses import Clause, Frame
from facts.engine.measures.tallies import PIECES, Tallies
from facts.engine.types import Quantity

# 20GWh电芯项目, 5万吨钢帘线生产线: a project is told apart by what it can make in a year.
_MADE = re.compile(
    r"(?:的)?(?P<product>[\u4e00-\u9fffA-Za-z0-9（）()·]{1,16}?)(?:生产项目|建设项目|扩建项目|技改项目|产业化项目|项目|生产线|产线|装置|生产基地|基地|年产能|产能|生产能力|生产规模)"
)
_STORED = re.compile(
    r"(?:的)?[\u4e00-\u9fffA-Za-z]{0,8}?(?:晶硅|硅材料|硅料|异质结|胶膜|电芯|电池|模组|PACK|储能柜|储能系统|产能|生产线|组件|硅片|硅棒|拉棒|切片|风机|逆变器|光伏玻璃)"
)
_PHASE_BEFORE = re.compile(r"(?:[一二三四五首]期|[1-5]期)(?:工程|项目)?(?:为|是|约)?$")
# 年配套能力12万台套, 设计年吞吐果蔬30万吨
_ABLE = re.compile(r"(?:年(?!底|初|末|内|中|均)[\u4e00-\u9fff]{2,6}能力|设计年[\u4e00-\u9fff]{2,8})(?:达到|达|为|约|可达|可|将|由|从)*$")
_NEWLY_MADE = re.compile(r"(?<![\d今去前明本全当上半每近])年新增[\u4e00-\u9fff]{2,8}$")  # 年新增增压器120万台
# 年封测芯片120亿只: so much of what is worked on in a year, whatever the work is called
_A_YEAR = re.compile(
    r"(?<![\d〇○零一二三四五六七八九十两几多今去前明本全当上半每近同往历])年(?![底初末内中均来度以之后前起间消节减耗用排采销购出进营实完利纳上总净共约达超增新收需吸带])"
    r"(?P<verb>[\u4e00-\u9fff]{2})[\u4e00-\u9fffA-Za-z]{1,10}$"
)
# 形成硫酸镍25万吨、电解铜箔3.5万吨的年产能
_FORMED = re.compile(r"(?:[、和及][^，。；、\n]{2,14}){0,4}的年?(?:产能|生产能力|生产规模)")
_MANY = 1000
# 每年可处理铝灰渣6万吨; 建成后，可新增钛合金铸锭1万吨
_WILL_MAKE = re.compile(
    r"(?:[每一]年(?:预计|均|就)?[可能]|(?:建成|投产|达产|投运|满产|投用|竣工)(?:投产|达产|达效|运行|运营|使用)?后，?(?:预计|每年|[将可年能])*)"
    r"(?:新增|实现|形成|处理|处置|消纳|消耗|加工|生产|消化|利用|回收|转化|产出|提供|供应)(?P<product>[^，。；、\d]{2,16})$"
)
_RESUMED = re.compile(r"(?:复产|投产|新上|上马|扩产|启动)(?:了)?$")
NOUN_FOLLOWS = re.compile(r"[\u4e00-\u9fff](?<![的，。、；和及与，以大并])")
_NO_GOODS = re.compile(r"[耗用减降节省占需购销存处运排供产增新年月建设]|其中|以上|达|约|超|近|总|全|投|累计")


class Capacities(Tallies):
    """Finds the amounts that are capacities."""

    def _capacity(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """天泽储能20GWh电芯项目, 一期5万吨: the size of a works."""
        text = self.scene.text
        if quantity.kind in ("power", "energy"):
            return ("annual_capacity", (quantity.start, quantity.start)) if _STORED.match(text, quantity.end) else None
        goods = quantity.kind in ("mass", "volume") or quantity.unit_printed in PIECES
        if "年" in text[clause.start : quantity.start]:
            if quantity.kind != "time" and (able := _ABLE.search(text, max(clause.start, quantity.start - 16), quantity.start)):
                return "annual_capacity", able.span()
            if goods and quantity.value >= _MANY and (worked := _A_YEAR.search(text, max(clause.start, quantity.start - 14), quantity.start)):
                return "annual_capacity", (worked.start(), worked.end("verb"))
            if goods and (newly := _NEWLY_MADE.search(text, max(clause.start, quantity.start - 14), quantity.start)):
                return "annual_capacity", newly.span()
        if text[quantity.end : quantity.end + 1] in "、和及的" and quantity.kind != "time" and (formed := _FORMED.match(text, quantity.end, clause.end)):
            return "annual_capacity", (formed.start(), formed.start())
        many = quantity.kind in ("mass", "volume") or (
            quantity.kind == "count" and quantity.unit_printed not in ("个", "家", "户", "人", "名") and quantity.value >= _MANY
        )
        if not many:
            return None
        if will := _WILL_MAKE.search(text, max(clause.start - 10, quantity.start - 36), quantity.start):
            return "annual_capacity", (will.start(), will.start("product"))
        named = (
            _MADE.match(text, quantity.end)
            or (quantity.kind == "mass" and self._resumed(quantity, clause))
            or (quantity.kind != "count" and _PHASE_BEFORE.search(text, max(clause.start, quantity.start - 8), quantity.start))
        )
        return ("annual_capacity", (quantity.start, quantity.start)) if named else None

    def _is_beside(self, last: Frame, clause: Clause, quantity: Quantity) -> bool:
        """年产木构件5万立方，轻钢构件1万吨: the next clause may hold but another product."""
        index = self._clause_index(clause)
        if last.clause == index:
            return True
        goods = (
            quantity.kind == "mass"
            and last.clause == index - 1
            and self.clauses[index - 1].sentence == clause.sentence
            and last.quantity.end == self.clauses[index - 1].end
        )
        return goods and not _NO_GOODS.search(self.scene.text, clause.start, quantity.start)

    def _resumed(self, quantity: Quantity, clause: Clause) -> bool:
        """去年12月复产10万吨电解铝: works that run again, or anew, by their size."""
        text = self.scene.text
        return bool(_RESUMED.search(text, max(clause.start, quantity.start - 4), quantity.start) and NOUN_FOLLOWS.match(text, quantity.end))
