"""What percents, points and multiples say: growth, share, gap, pull, change (同比增长32.3%, 占全市37.0%, 高25.1个百分点)."""

from __future__ import annotations

import re

from facts.engine.measures.clauses import Frame
from facts.engine.measures.shares import BARE, Shares
from facts.engine.types import Quantity

# 比全市投资增速高 · 快于序时进度
_TIME_REFERENCE = re.compile(
    r"^(?:(?:上一|前一|头一|上|去|前|同|年|本|今|往|月|季)(?:年|期|月|季|初|末|底)|年初|年底|同期|往年|[一二两三四五六七八九十]年前|之前|此前|以前|改革前|过去|前[一二两三四五六七八九十\d]{1,2}个?月|1?[\d一二三四五六七八九十]{1,2}月?(?:[—–~～至到-]\d{1,2})?月|[上前一二三四]{1,2}(?:个)?(?:半年|季度)|20\d\d年|“?十[三四五]五|上半年|前三季度|一季度|全年|规定|原计划|法定|以往|传统|常规|承诺)"
)
_BEFORE_THEN = re.compile(r"(?:[^对]前|之初|时|时期|初期|年代)的?$")  # 是挂牌前的5.3倍
_GAP = re.compile(
    r"(?:(?:(?<![同环占])比(?![重例率])|较|高于|低于|快于|慢于|好于|优于|高出|超出|低出|领先于?|落后于?|超过|超)(?P<ref>[^，。；]{1,30}?))(?:要)?(?P<sign>高出?|低|快|慢|多|少|小|大|领先|落后|落后于)?(?:了|约)?$"
)
_ALSO_THAN = re.compile(r"[、和及，](?P<ref>[\u4e00-\u9fff]{2,10})")
_PULL = re.compile(r"(?P<verb>拉动|拖累|带动|拉低|下拉|支撑|推动)(?P<ref>[^，。；]{0,24}?)(?:增长|上升|提高|增速|下降|回落|增长了|提升)?(?:了|约|达|达到)?$")
_CONTRIBUTION = re.compile(r"(?:对(?P<ref>[^，。；]{1,24}?)(?:的)?)?(?<!资产)贡献(?:率|度)?(?:高达|达到|达|为|超过|提高到|约|突破|了)?$")
_OWN_CONTRIBUTION = re.compile(r"(?:^|[，、；的])(?P<noun>(?![^，。；]*[对的])[\u4e00-\u9fff]{3,10}(?<!经济)贡献率)[^，。；]{0,3}$")
_SHARE = re.compile(
    r"占(?!用|地(?!区|方)|领|据|有率|压)(?:到|了)?(?P<ref>(?:[^，。；、]{1,8}、)?[^，。；、]{0,28}?)(?:的)?(?:比重|比例|份额|比|权重)?(?:的)?(?:比重|比例)?(?:首次)?(?:为|高达|达到|达|约|的|超过|提高到|提升到|提升至|上升到|上升至|升至|提高至|已达|接近|由上年的?|从上年的?|由去年的?|由|从)?$"
)
# 设备安装过半; 拿出销售收入的5%以上投入研发
_WORKS = re.compile(r"(?:安装|施工|建设|装修|吊装|主体|浇筑|征收|拆迁|工程|工程量|进度|封顶|铺设)(?:已|已经|进度)?$")
_DONE_OF = re.compile(r"(?:完成|达到|达)(?:了)?(?P<ref>[^，。；\d]{0,6}?(?:工程|施工|建设|主体|结构|安装|任务))(?:总?量)?的$")  # 完成主体工程的85%
# 创造了全国地区生产总值的4.8%
_MAKES_OF = re.compile(
    r"(?:创造|贡献|产出|实现|完成|吸收|吸纳|集聚|承载|提供|上缴)(?:了|出|着)?(?P<ref>(?:全[国省市区县州]|[\u4e00-\u9fff]{2,4}[省市区县])(?!目标|任务|计划)[^，。；、\d]{1,12})的$"
)
_OF_THE_SUM = re.compile(r"(?:完成|占|达到|达|为|相当于)(?:了)?(?P<ref>(?:项目|计划|概算|预算)?总投资|投资总额|投资额)的$")
_MARKET = re.compile(r"(?:市场)?占有率|市占率")
_DONE_WORKS = re.compile(
    r"(?:也|都|就|刚|已经?)(?:浇|铺|装|盖|砌|挖|架|焊)(?:好)?了(?:约|近|超)?$|已经?(?:吊装|安装|浇筑|铺设|施工|建设|封顶|砌筑|敷设)(?:了)?(?:约|近|超)?$"
)
_SPENT = re.compile(r"(?:投入|用于|用在|投向|投到|投进|搞|做)(?:到)?(?:技术|产品|新产品)?(?:研发|科研)")
_OUT_OF = re.compile(r"(?P<ref>(?:(?!拿出|提取|[将把以按从])[\u4e00-\u9fff]){2,8})的$")
_SHARE_NOUN = re.compile(
    r"(?:占比|比重|比例|份额)(?:首次|已|将|要|可)*(?:分别)?(?:为|高达|达到|达|约|超过|提高到|提升到|提升至|上升到|升至|提高至|已达|突破|由上年的?|从上年的?|由去年的?|由|从)?$"
)
_TAX_SHARE = re.compile(r"(?<![\u4e00-\u9fff])税(?:收)?占比(?:保持在|稳定在|仍|达到|达|为|约|超过)*$")
_USED = re.compile(r"(?:[\u4e00-\u9fff]{1,4}(?:使用|利用|回用|应用|替代|自给|消纳)|(?:替代|自给|回用))(?:比例|比重)$")  # 绿电使用比例超过80%
_GROWTH = re.compile(
    r"(?P<word>负增长|负成长|增长|成长|增速|增幅|涨幅|增|上升|(?<!每)升|提高|提升|上涨|攀升|走高|上扬|上行|抬高|抬升|反弹|扩大|下降|下滑|减少|降低|回落|下跌|降幅|跌幅|缩减|缩短|缩水|萎缩|收缩|压减|压缩|精简|下挫|下探|下行|走低|滑坡|滑落|倒退|降|跌去|跌掉|跌|缩|减|增加|涨|改善|节约|节省|放缓|(?<=[同环]比)(?:[少多低高]出?|掉)|(?<=相比)(?:仍|还|已)?[少多低高]|(?<=相比[仍还已])[少多低高])(?:率)?(?:了|为|达到|达|约|在|至|速度为|速度达)?(?:率|整整|足足)?$"
)
_DOWN = frozenset(
    (
        "下降 下滑 减少 降低 回落 下跌 降幅 缩减 缩短 压减 压缩 精简 降 跌 减 负增长 负成长 节约 节省 放缓 少 跌幅 缩水 "
        "萎缩 收缩 下挫 下探 下行 走低 滑坡 滑落 倒退 跌去 跌掉 缩 低 低出 少出 掉"
    ).split()
)
# 用工少了三成, 研发岗位反倒多出近三成, 进出口一下子塌下去近四成
_MORE_OR_FEWER = re.compile(r"(?:(?P<word>[多少掉])[了出]|(?P<fall>塌|砍)(?:下?去|掉|了))(?:了)?(?:整整|足足)?(?:近|约|将近|超过?)?$")
_MORE_THAN_THEN = re.compile(r"(?:比|较)(?P<ref>[^，。；、]{2,8}?)(?P<sign>多|少|高|低)(?:了|出)?(?:近|约)?$")  # 比去年同期多了三成, 比两年前少了近一半
_YARDSTICKS = ("价", "均价", "市场", "同类产品", "同行", "水平", "均值", "全市", "全省", "全国", "标准", "同类", "周边", "一般企业")
_THOSE = {"企业": "enterprise_count", "员工": "employees", "职工": "employees"}
_OF_THOSE = re.compile("(?:以上|左右)?的(企业|员工|职工)(?!产值|收入|税收|利润|数)")
_GOES_ABROAD = re.compile(r"(?:以上|左右)?(?:的?产品)?(?:出口|外销|远销|销往(?:海外|国外|欧|美|东南亚|日))(?!额)")
_OF_GROWTH = re.compile(r"的(?:年均)?(?:增长|增幅|增速|增长率|速度|高速增长|两位数增长)(?!点|极|目标)")  # 保持了年均38%以上的增幅
_SHARE_OF = re.compile(r"占(?P<ref>[^，。；、\d]{1,24}?)(?:的)?(?:比重|比例|份额)，?$")
_MOVES = re.compile(
    r"(?:已|也|则)?(?:由|从)[^，。；\d]{0,4}(?:\d{4}年)?[^，。；\d]{0,8}(?:\d[\d.]{0,5}%(?:稳步|逐步|大幅|快速)?(?:上升|提高|提升|增加|下降|降低|升|降|扩大)[到至](?:了)?)?"
)
_TARGET = re.compile(r"(?:到|至|为|成)$")
_GROWN_BY = re.compile(r"(?:增速|增幅|增长率|涨幅|降幅)达到(?:了|约)?$")  # 工业增加值同比增速达到9.8%
_TO_LEVEL = re.compile(r"(?:降|升|增|提高|提升|上升|下降|降低|压减|压缩|缩短|减少|增加|增长|回升|攀升|扩大|达|提|减|压)(?:至|到)(?:了|约)?$")
_CHANGE_PP = re.compile(
    r"(?P<word>提高|提升|上升|增加|增长|扩大|加快|攀升|改善|下降|回落|减少|降低|收窄|下滑|放缓|缩小|减缓|回升|反弹|高|低|快|慢|上涨|优化|好转|抬高|抬升|走高|走低|滑落|缩减|压缩|增|降|升|跌|缩|涨)(?:了|约|达)?$"
)
COMPARED = re.compile(r"同比|环比|(?:比|较|与)(?:上|去|前|年|同|往|1|2|3|一|原|规|法|以|之|此|计|常|传|改)|净增|相比")
_RATE_NOUN = re.compile(
    r"([\u4e00-\u9fffA-Za-z]{1,10}(?:率|度|指数|比例|强度|进度|满意度))(?:分别)?(?:为|达到|达|约|超过|提高到|提升到|提升至|上升到|升至|在|保持在|稳定在|不低于|突破|由|从|均|均达|稳定|已|已达|接近|高达)*$"
)


_MOVES_WHAT = re.compile(
    r"(?P<verb>降低|减少|节约|节省|压缩|缩短|提高|提升|增加)了?(?P<noun>(?![^，。；]*[率比到至占])[\u4e00-\u9fff]{1,8}(?:成本|费用|能耗|效率|用工|时间|产能|产量|支出|耗电|用水|排放))(?:约|近|超过?|达)?$"
)
_OF_A_TOTAL = re.compile(r"(?:为|相当于|是|占|恢复到|达到|恢复至)(?P<ref>[^，。；、]{2,16})的$")
_DONE = re.compile(r"完[成工](?:了)?(?:约|近|超)?$")
MINUS = frozenset("-－−")
SIGNS = MINUS | {"+", "＋"}
_FALLEN = re.compile(r"(?:增长|增速|增幅|同比)[^，。；\d]{0,4}[-－−]$")
_GROWTH_NOUN = re.compile(r"(?:(?P<word>增速|增幅|涨幅|降幅|跌幅)[^，。；]{0,8}|同比)[+＋\-－−]?$")
_ROUGHLY = ("过半", "一半", "半数", "大半")
_RATE_MOVED = re.compile(r"(?:增速|增幅|涨幅)(?:已|则|却|也)?(?:由|从)")  # 增速从去年的86.2%骤降到21.7%
_RATE_TOLD = re.compile(r"(?P<word>增速|增幅|降幅|跌幅)[^，。；\d]{0,10}$")
_SHIFT = re.compile(r"([\u4e00-\u9fff]{2,10}?)(?:将|已|则|也|，)?(?:由|从)")
_FROM_LAST_YEAR = re.compile(r"(?:由|从)(?:上年|去年)(?:同期)?的?$")
_MULTIPLE_OF = re.compile(r"(?:是|为|达到|达|相当于|超过)(?P<ref>[^，。；]{0,20})的?$")


class Comparisons(Shares):
    """Reads the numbers that compare."""

    def _percent(self, quantity: Quantity, index: int, left: str, whole: str, offset: int) -> Frame | None:
        if left[-1:] in MINUS and _FALLEN.search(left):  # 同比增长-8.92%
            frame = self._percent(quantity, index, left[:-1], whole[:-1], offset)
            if frame and frame.measure == "growth":
                frame.value = -abs(frame.value)
            return frame
        clause = self.clauses[index]
        if left.strip() in SIGNS and self._topic_indicator(index):  # 固定资产投资：+11.3%
            frame = self._relative(quantity, index, "growth", clause.start, clause.start, base=self._base(whole, "growth"), rule="signed rate")
            frame.value = abs(quantity.value) if left.strip() in "+＋" else -abs(quantity.value)
            return frame
        if "番" in quantity.value_printed:
            return self._relative(quantity, index, "growth", clause.start, quantity.start, base=self._base(whole, "growth"), rule="doubled")
        if planned := self._of_planned_figure(quantity, index, left, whole):
            return planned
        if _OF_GROWTH.match(self.scene.text, quantity.end):
            return self._relative(quantity, index, "growth", clause.start, quantity.start, base=self._base(whole, "growth"), rule="growth")
        if part := self._part_of_next(quantity, index, left):
            return part
        if match := _CONTRIBUTION.search(left):
            if (own := _OWN_CONTRIBUTION.search(left)) and not self._indicator_left(offset + own.start(), offset + own.end() - 3, None):
                noun = (offset + own.start("noun"), offset + own.end("noun"))
                return Frame(quantity, index, "contribution", "other", own["noun"], quantity.value, rule="contribution", noun=noun)  # 科技进步贡献率达62%
            return self._relative(quantity, index, "contribution", clause.start, offset + match.start(), self._ref(match, offset), rule="contribution")
        if planned := self._of_plan(quantity, index, left, offset):
            return planned
        if match := _TAX_SHARE.search(left):
            return Frame(quantity, index, "share", "tax_revenue", value=quantity.value, rule="share", noun=(offset + match.start(), offset + match.start() + 1))
        if (match := _SHARE.search(left)) or (match := _SHARE.search(whole)):
            at = quantity.start - len(match.string)
            frame = self._relative(quantity, index, "share", clause.start, at + match.start(), self._ref(match, at), rule="share")
            return self._shifted(frame, whole)
        if (match := _SHARE_NOUN.search(left)) and (used := _USED.search(left, 0, match.start() + 2)):
            noun = (offset + used.start(), offset + used.end())
            return Frame(quantity, index, "level", "other", used[0], quantity.value, rule="named rate", noun=noun)
        if match := _SHARE_NOUN.search(left):
            share = _SHARE.search(whole[: len(whole) - len(left) + match.start() + 2]) if "占" in whole else None
            reference = self._ref(share, quantity.start - len(whole)) if share else ("", (-1, -1))
            frame = self._relative(quantity, index, "share", clause.start, offset + match.start(), reference, rule="share noun")
            return self._shifted(frame, whole)
        if (quantity.value_printed == "过半" and _WORKS.search(left)) or _DONE_WORKS.search(left):
            return self._level_frame(quantity, index, "completion_progress", (quantity.start, quantity.start), "part completed")
        if (spent := _SPENT.match(self.scene.text, quantity.end)) and (match := _OUT_OF.search(left)):
            reference = self._ref(match, offset)
            frame = Frame(quantity, index, "share", "research_spending", value=quantity.value, rule="share of named total", noun=spent.span())
            frame.reference, frame.reference_span = reference
            return frame
        if restated := self._restated(quantity, index, left) or self._shared_too(quantity, index, left, offset):
            return restated
        if left.endswith("的") and (match := _OF_THE_SUM.search(left)):
            frame = self._relative(quantity, index, "share", clause.start, offset + match.start(), self._ref(match, offset), rule="share of named total")
            frame.indicator, frame.label = "investment_completed", ""
            return frame
        if left.endswith("的") and (match := _MAKES_OF.search(left)):
            return self._relative(
                quantity, index, "share", offset + match.start("ref"), quantity.start - 1, self._ref(match, offset), rule="share of named total"
            )
        if left.endswith("的") and _DONE_OF.search(left):
            return self._level_frame(quantity, index, "completion_progress", (quantity.start, quantity.start), "part completed")
        if left and (shifted := self._share_that_moved(quantity, index)):
            return shifted
        if goes_on := self._share_goes_on(quantity, index):
            return goes_on
        rate = self._indicator_left(clause.start, quantity.start, "ratio") or self._right_of(quantity, "ratio")
        compared = bool(COMPARED.search(whole))
        if (turned := self._rate_told_before(index, quantity)) is not None:
            frame = self._relative(quantity, index, "growth", clause.start, clause.start, base=self._base(whole, "growth"), rule="growth noun")
            frame.value = -quantity.value if turned in ("降幅", "跌幅") else quantity.value
            return frame
        if _TO_LEVEL.search(left) and not _GROWN_BY.search(left):
            return self._moved(quantity, index, rate, whole)
        if left.endswith("的") and (match := _OF_A_TOTAL.search(left)):
            return self._relative(quantity, index, "share", clause.start, offset + match.start(), self._ref(match, offset), rule="share of named total")
        if "完成" in left[-4:] and not rate and (planned := self._of_the_plan(index, offset, quantity.start)):
            frame = Frame(quantity, index, "share", "investment_completed", value=quantity.value, rule="share of plan", noun=planned.noun)
            frame.reference = self.scene.text[slice(*planned.noun)] if planned.noun[0] >= 0 else ""
            return frame
        if "完" in left[-4:] and not rate and _DONE.search(left):
            return self._level_frame(quantity, index, "completion_progress", (quantity.start, quantity.start), "part completed")
        if (match := _GROWTH.search(left)) and not (rate and not compared and _TARGET.search(left)):
            down = match["word"] in _DOWN or match["word"][-1] in "少低"
            base = self._base(whole, "growth")
            if match["word"] in ("提高", "提升", "上升", "压缩", "降低", "压减") and rate and not compared:
                return self._level_frame(quantity, index, rate[0], rate[1], "rate")
            frame = self._relative(quantity, index, "growth", clause.start, offset + match.start(), base=base, rule="growth")
            frame.value = -quantity.value if down else quantity.value
            return frame
        if (match := _MORE_THAN_THEN.search(left)) and _TIME_REFERENCE.match(match["ref"]):
            frame = self._relative(quantity, index, "growth", clause.start, offset + match.start(), base=self._base(whole, "growth"), rule="growth")
            frame.value = quantity.value if match["sign"] in ("多", "高") else -quantity.value
            return frame
        if (match := _MORE_THAN_THEN.search(left)) and ("平均" in match["ref"] or match["ref"].endswith(_YARDSTICKS)):
            frame = self._relative(quantity, index, "gap", clause.start, offset + match.start(), (match["ref"], (-1, -1)), rule="gap")
            frame.value = quantity.value if match["sign"] in ("多", "高") else -quantity.value
            return frame  # 人均收入比全县平均水平高出28%
        if (match := _MORE_OR_FEWER.search(left)) and not COMPARED.search(left):
            frame = self._relative(quantity, index, "growth", clause.start, offset + match.start(), base=self._base(whole, "growth"), rule="growth")
            frame.value = quantity.value if match["word"] == "多" else -quantity.value
            return frame
        if rate:
            return self._level_frame(quantity, index, rate[0], rate[1], "rate")
        if match := _GROWTH_NOUN.search(left):
            frame = self._relative(quantity, index, "growth", clause.start, offset + match.start(), base=self._base(whole, "growth"), rule="growth noun")
            frame.value = -quantity.value if match["word"] in ("降幅", "跌幅") or left.endswith(("-", "－", "−")) else quantity.value
            return frame
        if moved := _MOVES_WHAT.search(left):
            noun = (offset + moved.start("noun"), offset + moved.end("noun"))
            frame = Frame(quantity, index, "growth", "other", moved["noun"], quantity.value, rule="growth", noun=noun)
            frame.value = quantity.value if moved["verb"] in ("提高", "提升", "增加") else -quantity.value
            return frame  # 降低物料运输成本约15%
        if match := _RATE_NOUN.search(left):
            measure = "share" if _MARKET.search(match[1]) else "level"
            return Frame(quantity, index, measure, "other", match[1], quantity.value, rule="named rate", noun=(offset + match.start(), offset + match.end(1)))
        after = self.scene.text[quantity.end : quantity.end + 2]
        if quantity.unit_printed in ("成", "") or after.startswith(("来自", "为", "是", "的", "属", "集")):
            if quantity.unit_printed == "成" and quantity.value_printed == "一" and after.startswith("不变"):
                return None
            frame = self._relative(quantity, index, "share", clause.start, quantity.start, rule="share by verb")
            if those := _OF_THOSE.match(self.scene.text, quantity.end):  # 90%的企业申请了专利
                frame.indicator, frame.label, frame.noun = _THOSE[those[1]], "", those.span(1)
            if _GOES_ABROAD.match(self.scene.text, quantity.end):
                frame.indicator, frame.label = "exports", ""  # 产品九成以上出口东南亚
            return frame
        if _GROWTH.search(whole[:-1]) and "、" in left:
            return self._relative(quantity, index, "growth", clause.start, quantity.start, rule="growth in list")
        last = self.frames[-1] if self.frames else None
        if (
            last
            and (last.measure == "share" or (last.measure == "level" and last.quantity.kind == "percent"))
            and self.clauses[last.clause].sentence == clause.sentence
            and BARE.fullmatch(self.timeless, clause.start, quantity.start)
        ):
            frame = Frame(quantity, index, last.measure, last.indicator, last.label, quantity.value, last.reference, rule="goes on", noun=last.noun)
            frame.source, frame.inherited, frame.part = last.source or last, True, last.part
            return frame  # 占比升至9.5%，预计今年将突破10%
        label = self._label(clause.start, quantity.start)
        if not label:
            self._drop(quantity, "no indicator")
            return None
        return Frame(quantity, index, "level", "other", label, quantity.value, rule="bare percent")

    def _share_goes_on(self, quantity: Quantity, index: int) -> Frame | None:
        """占比过半，达到53.2%: the same share, more closely."""
        last, clause = (self.frames[-1] if self.frames else None), self.clauses[index]
        if last is None or last.clause != index - 1 or last.measure not in ("share", "contribution") or not last.quantity.value_printed.startswith(_ROUGHLY):
            return None
        if self.clauses[last.clause].sentence != clause.sentence or not BARE.fullmatch(self.timeless, clause.start, quantity.start):
            return None
        frame = Frame(quantity, index, last.measure, last.indicator, last.label, quantity.value, last.reference, rule="goes on", noun=last.noun)
        frame.source, frame.inherited, frame.part, frame.reference_span = last.source or last, True, last.part, last.reference_span
        return frame

    def _rate_told_before(self, index: int, quantity: Quantity) -> str | None:
        """工业增加值增速由负转正，达5.2%: the clause before, without a number, says that a rate is told."""
        clause, before = self.clauses[index], self.clauses[index - 1]
        if not index or before.sentence != clause.sentence or not BARE.fullmatch(self.timeless, clause.start, quantity.start):
            return None
        if self.frames and self.frames[-1].clause == index - 1:
            return None
        told = _RATE_TOLD.search(self.blanked, max(before.start, before.end - 14), before.end)
        return told["word"] if told else None

    def _share_that_moved(self, quantity: Quantity, index: int) -> Frame | None:
        """产值占规上工业总产值的比重，由2013年的18.6%上升到37.9%: the clause before names the share."""
        clause, before = self.clauses[index], self.clauses[index - 1]
        if not index or before.sentence != clause.sentence or not _MOVES.fullmatch(self.scene.text, clause.start, quantity.start):
            return None
        match = _SHARE_OF.search(self.blanked, before.start, before.end)
        if match is None:
            return None
        return self._relative(quantity, index, "share", before.start, match.start(), (match["ref"], match.span("ref")), rule="share")

    def _moved(self, quantity: Quantity, index: int, rate: tuple[str, tuple[int, int]] | None, whole: str) -> Frame:
        """回程比例提高到三分之一: a rate moved to a level; without a rate it is a growth that moved."""
        clause = self.clauses[index]
        if rate:
            return self._level_frame(quantity, index, rate[0], rate[1], "moved to")
        label = self._label_of_shift(clause.start, quantity.start)
        last = self.current
        rated = last is not None and last.measure == "level" and last.quantity.kind == "percent"
        if last and rated and self.clauses[last.clause].sentence == clause.sentence and BARE.fullmatch(self.timeless, clause.start, quantity.start):
            return self._level_frame(quantity, index, last.indicator, last.noun, "goes on")  # 开工率达到50%，年底前达到85%
        if label.endswith(("率", "比例", "度", "比重")) or not self.current:
            return Frame(quantity, index, "level", "other", label, quantity.value, rule="moved to")
        of_rate = _RATE_MOVED.match(self.scene.text, clause.start, quantity.start)
        return self._relative(quantity, index, "growth", clause.start, clause.start if of_rate else quantity.start, base="yoy", rule="growth moved to")

    def _label_of_shift(self, start: int, end: int) -> str:
        match = _SHIFT.search(self.scene.text, max(start, end - 40), end)
        return match[1] if match else self._label(start, end)

    def _shifted(self, frame: Frame, whole: str) -> Frame:
        if _FROM_LAST_YEAR.search(whole):
            frame.base = "last year"
        return frame

    def _points(self, quantity: Quantity, index: int, left: str, whole: str, offset: int) -> Frame | None:
        clause = self.clauses[index]
        if match := _PULL.search(left):
            frame = self._relative(quantity, index, "pull", clause.start, offset + match.start(), self._ref(match, offset), rule="pull")
            frame.value = -quantity.value if match["verb"] in ("拖累", "拉低", "下拉") else quantity.value
            return frame
        if (match := _CONTRIBUTION.search(left)) or left.endswith(("贡献", "贡献了")):
            start = offset + match.start() if match else quantity.start
            return self._relative(
                quantity, index, "pull", clause.start, start, self._ref(match, offset) if match else ("", (-1, -1)), rule="pull by contribution"
            )
        if (last := self.frames[-1] if self.frames else None) and last.measure == "gap" and last.clause == index and (also := _ALSO_THAN.fullmatch(left)):
            frame = Frame(quantity, index, "gap", last.indicator, last.label, quantity.value, rule="gap", noun=last.noun, inherited=last.inherited)
            frame.reference, frame.reference_span = self._ref(also, offset)
            frame.value, frame.source, frame.part = (-quantity.value if last.value < 0 else quantity.value), last.source, last.part
            return frame  # 快于全国3.9个、全省2.1个百分点
        for words in (left, whole):
            match = _GAP.search(words)
            aimed = match is not None and match["ref"].endswith(("目标", "任务", "计划", "预期"))  # 低于全年目标1.5个百分点
            if match and (aimed or not _TIME_REFERENCE.match(match["ref"])) and not match["ref"].endswith(("提", "增", "降", "回", "上")):
                base = quantity.start - len(words)
                verb = words[match.start() :]
                frame = self._relative(quantity, index, "gap", clause.start, base + match.start(), self._ref(match, base), rule="gap")
                low = verb.startswith(("低", "慢", "落后")) or (match["sign"] or "") in ("低", "慢", "少", "小", "落后", "落后于")
                low ^= "降幅" in words[: match.start() + 1] or "跌幅" in words[: match.start() + 1]  # 降幅低于全市1.3个百分点 is the better
                frame.value = -quantity.value if low else quantity.value
                return frame
        match = _CHANGE_PP.search(left)
        start = offset + match.start() if match else quantity.start
        frame = self._relative(quantity, index, "change", clause.start, start, base=self._base(whole, "change"), rule="change in points")
        word = match["word"] if match else ""
        falls = word in ("下降", "回落", "减少", "降低", "下滑", "放缓", "缩小", "减缓", "低", "慢", "降", "走低", "滑落", "缩减", "压缩", "跌", "缩")
        if "降幅" in whole or "跌幅" in whole:
            falls = word in ("扩大", "加深", "增加", "提高")
        elif word == "收窄":
            falls = False
        frame.value = -quantity.value if falls else quantity.value
        return frame

    def _times(self, quantity: Quantity, index: int, left: str, whole: str, offset: int) -> Frame | None:
        clause = self.clauses[index]
        if match := _GROWTH.search(left):
            return self._relative(quantity, index, "growth", clause.start, offset + match.start(), base=self._base(whole, "growth"), rule="growth in multiples")
        label = self._label(clause.start, quantity.start)
        if match := _MULTIPLE_OF.search(left):
            before = _TIME_REFERENCE.match(match["ref"]) or _BEFORE_THEN.search(match["ref"])
            return self._relative(
                quantity,
                index,
                "growth" if before else "gap" if match["ref"] else "level",
                clause.start,
                offset + match.start(),
                ("", (-1, -1)) if before else self._ref(match, offset),
                rule="multiple",
            )
        if not label:
            self._drop(quantity, "no indicator")
            return None
        return Frame(quantity, index, "level", "other", label, quantity.value, rule="multiple")
