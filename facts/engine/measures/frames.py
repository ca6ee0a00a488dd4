"""Within a clause: which number says what about which indicator (同比增长32.3% -> growth of what was named before).

In: the scene with its numbers and words. Out: one Frame for every number that can be a fact, and a reason for every one that cannot.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from facts.engine.measures.capacities import NOUN_FOLLOWS
from facts.engine.measures.clauses import Clause, Frame
from facts.engine.measures.comparisons import COMPARED, MINUS, SIGNS
from facts.engine.measures.lists import Listed, find_lists
from facts.engine.measures.nouns import INDUSTRIAL, KINDS
from facts.engine.measures.relatives import LAID_OUT
from facts.engine.measures.sayings import Sayings
from facts.engine.measures.tallies import BECAME
from facts.engine.measures.terms import lasts
from facts.engine.mentions.scene import Scene
from facts.engine.types import Entity, Quantity, Rival

_TURN = re.compile(r"[、和及](?:同比)?(?:增长|下降|上升|回落|增加|减少|提高|降低)(?:了|约)?")
# 占比达66%、提升8.5个百分点: what moved is what the figure before it told of
_MOVED = re.compile(r"[、和](?:同比|环比|(?:比|较)(?:上|去)年(?:同期)?)?(?:增长|提升|上升|提高|增加|下降|回落|降低|减少|扩大|收窄)(?:了|约)?")
_CHANGE_AMOUNT = re.compile(
    r"(?P<word>增加|净增|净增加|增收|多收|减收|少收|多|减少|净减少|少|缩短|下降|增长|多出|提高|压缩|压减|降低|提前|节约|增)(?:了|约|近)?"
    r"(?:(?<=[多少])(?:完成|实现|引进|签约|开工|到位|上缴|投入|开行?|发送?|运|生?产|卖|缴|收|招|签|接待|用))?$"
)
_MORE_DONE = re.compile(r"(?P<word>多)(?:完成|实现|引进|签约|开工|到位|上缴|投入)[\u4e00-\u9fff]{2,8}$")  # 比上年同期多完成投资18亿元

# 由3210人减至2780人，减少430人
_MOVED_TO = re.compile(r"(?:[减降增升缩压扩精](?:[少加大小低高短长减简])?|[由从][^，。；]{1,16})[至到为](?:了)?(?:约|近)?$")
_ONLY_DONE = re.compile(r"\s*(?:完成|实现|达到?|为|突破|超过?|仅|只有|降至|增至|升至|约|近|了)+")
_MORE_OR_LESS = re.compile(r"\s*(?:净|同口径)?(?:减少|减收|少收|增收|多收)(?:了)?(?:约|近)?")  # 税收4.3亿元，减收6800万元
_SO_MUCH_MORE = re.compile(r"\s*(?:就|便|却|又)?(?:足足|整整)?(?:多|少)(?:了|出|掉)(?:约|近|足足|整整)?")  # 电池产量38.4GWh，多了9.1GWh; times are blanks here
_BY_SO_MUCH = re.compile(r"\s*(?:共|净|一共|累计)?(?:减少|增加|缩减|精简|下降|增长|净增|净减)(?:了)?(?:约|近)?")
_CHANGE_ENDS = frozenset("收加多少短降长出高缩减低前约增了近成现进工位缴入开行发送运产卖收招签待用")
_TARGET_ENDS = frozenset("标务划期平均数值")
_PEOPLE = {"人", "名", "个人"}
_NET_BEFORE = re.compile(r"净增加?$")
_NUMBER_OF = re.compile(r"(?:数量|户数|家数|总数|个数|人数)$")  # 新开工项目数量增加64个
# The short names of trades, as lists of growths have them.
_TRADE = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:石化|化工|食品|电力|冶金|建材|纺织|机械|医药|有色|钢铁|煤炭|电子|信息|装备|汽车|轻工|烟草|新材料|新能源|能源|家电|造纸|服装|皮革|陶瓷|循环|制造|加工|材料|产业|行业)"
)
_UNIT_COST = re.compile(r"每[吨台件箱套只辆标千万][^，。；\d]{0,10}(?:耗|成本|费用?|用量|支出)$")  # 每吨烧碱电耗降低65度
_FALLS_SHORT = ("少于", "低于", "不及", "少", "低", "缩短", "减少", "节约")
_RANKED = re.compile(r"[^，。；\d]{2,14}?(?:中|里)?(?:综合|总)?(?:排名|排位|名列|位列|位居|列第|居第|跻身)")  # 在全省99个开发区中排名第一
_ROSE = re.compile(r"(?:上升|前移|前进|进位|提升|跃升|提高|后退|后移|下降|下滑|攀升|晋位)(?:了|到)?$")
_EACH = re.compile(r"每(?:个|隔)?$")  # 把工期倒排到每一天
_APART = re.compile(r"(?P<word>相距|距离?|方圆|车程|行程|航程)[^，。；、\d]{0,10}$")
_APIECE = re.compile(r"每(?:人|名|个?(?:干部|专员|领导|单位))[^，。；\d]{1,6}(?:[一二两三]至)?$")  # 每人包扶一至两个项目
_AROUND = re.compile(r"(?:方圆|半径|周边|周围|[往向朝][东西南北]{1,2}|[往向朝]前)(?:约|近)?(?:走|行)?$")  # 向西两公里: how far it is
# 用了三十年的老厂房: its age; 动辄几十个项目: a way of speaking
_OLD = re.compile(r"(?:用|住|干|走|等|盼)了(?:近|约|整整)?$")
_BEYOND = re.compile(r"(?:之外|以外|开外|外|处|远)(?=[的，。；、是有就\u4e00-\u9fff])")
# 企业14户，超出年初目标4户
_OVER_TARGET = re.compile(r"(?P<sign>超出|高出|超过|超|少于|低于|不及)(?P<ref>[^，。；、\d]{0,6}(?:目标|任务|计划|预期|平均水平|平均))(?:任务|数|值)?$")
# 比年初目标多出11亿元, 比行业平均工期缩短了5个月: no time before, but what was to be or what others need
_OFF_TARGET = re.compile(
    r"(?:比|较)(?P<ref>[^，。；、\d]{0,8}?(?:目标|任务|预期|(?:承诺|规定|法定)时限|(?:节点|工期)计划|(?:合同|计划)工期|平均[^，。；、\d]{0,4}))(?P<sign>早|多出?|超出?|高出?|增加|提前|少|低|缩短|减少|节约)(?:了)?(?:约|近)?$"
)
# 百亿元级项目, 百亿元区
_ROUND_CLASS = re.compile(
    r"(?:级|元)?[\u4e00-\u9fff]{0,8}?产业集群|级?产业(?![园基])|(?:产业)?(?:区(?![域间块])|园(?!区)|县|镇)|(?:级|龙头型?|重大|工业|产业|制造业){0,3}(?:项目|企业|园区|集群)"
)  # 百亿元级项目
_ITS_AREA = re.compile(r"(?P<ref>全[市区省县国]|[\u4e00-\u9fff]{2,4}[市省县区])(?:平均)?(?:增速|增长|平均|同比增长|为|水平|增幅)*")
_BENCHMARK = re.compile(r"(?:比|较|高于|低于|快于|慢于|超过|高出|优于|好于|超|与|对)(?P<ref>[^比较]{2,28})$")
_AGO = re.compile(r"[之以]?前(?!所未有|置|期)|(?:来|间|后)[，的]")
_SIZED = re.compile(
    r"(?:的)?(?:签约|新?开工|在建|投产|入库|引进|新建)?(?:重[大点]|大|好|试点|示范)?(?:工业|产业|制造业|实体|招商)?"
    r"(?:项目|企业|工程|园区|集群|楼宇|(?:开发|工业|产业)?园区|(?:产业)?集聚区|开发区|经开区|高新区|(?:工业|产业|科技|化工)园)|的仅?占|、\d{1,3}[个家]超"
)
_PRICE_BEGINS = ("", "投资", "总投资", "计划投资", "计划总投资", "投资额", "投资约")
_WORKS_BEFORE = re.compile(r"(?:项目|工程|基地|园|中心|生产线|工厂|[一二三四五]期)$")  # 铜箔项目（13.5亿元）
_STOCKS = frozenset("employees enterprise_count large_enterprise_count high_tech_enterprise_count innovative_sme_count research_platform_count".split())
_ONLY_NEW = re.compile(r"(?:今年|其中|本|\s)*新增(?:了)?(?:约|近)?")
_RATIOS = {"percent", "times"}  # 分别增长28.7%和1.1倍


def frame_clauses(scene: Scene, clauses: list[Clause], entities: list[Entity]) -> tuple[list[Frame], list[Rival]]:
    """完成投资243.2亿元，同比增长32.3% -> (level, investment_completed), (growth, investment_completed)."""
    framer = _Framer(scene, clauses, entities)
    return framer.run()


class _Framer(Sayings):
    """Walks the numbers in order and remembers the indicator that was last spoken about."""

    def run(self) -> tuple[list[Frame], list[Rival]]:
        guards = [(token.start, token.end) for token in self.scene.words["guard"]]
        guard = 0
        previous: Quantity | None = None
        self.listed = find_lists(self.scene.text, self.scene.quantities)
        for quantity in self.scene.quantities:
            while guard < len(guards) and guards[guard][1] <= quantity.start:
                guard += 1
            whole = guard < len(guards) and not (quantity.start < guards[guard][0] and self.scene.text[guards[guard][0] - 1].isdigit())  # 1.2|万家
            if whole and guards[guard][0] < quantity.end and quantity.start < guards[guard][1]:
                self._drop(quantity, "guard")
                continue
            index = max(0, bisect_left(self.starts, quantity.start + 1) - 1)
            if reason := self._tells_nothing(quantity, index):
                self._drop(quantity, reason)
                continue
            frame = self._frame(quantity, index, previous)
            previous = quantity
            if frame:
                self.frames.append(frame)
                if (place := self.listed.get(quantity.start)) and place.position == place.size - 1:
                    self._pair(place)
                if not frame.rival and frame.indicator and not (quantity.kind == "count" and BECAME.match(self.scene.text, quantity.end)):
                    if frame.indicator != "zone_count" or self.current is None or self.clauses[self.current.clause].sentence != self.clauses[index].sentence:
                        self.current = frame
                    if frame.indicator in LAID_OUT and frame.measure == "growth" and not frame.part:
                        self.laid = frame
                    if frame.indicator in INDUSTRIAL and not frame.part:
                        self.industrial = frame
                    if frame.measure == "level":
                        self.by_kind[quantity.kind] = self.by_unit[quantity.unit_printed] = frame
                    if frame.indicator.endswith("project_count") and not self._inside_brackets(quantity.start + 1):
                        self.projects = frame
                        if frame.indicator != "project_count":
                            self.tallied.setdefault(frame.quantity.value, frame.indicator)
        self._share_lists()
        return self.frames, self.dropped

    def _frame(self, quantity: Quantity, index: int, previous: Quantity | None) -> Frame | None:
        clause = self.clauses[index]
        if self._inside_brackets(quantity.start + 1) and (bracket := self._bracket(quantity, clause)):
            return bracket(quantity, index)
        begin = clause.start
        near = begin if previous is None or previous.end < begin or previous.end > quantity.start else previous.end
        if self._inside_brackets(near):
            near = begin
        offset = max(near, quantity.start - 60)
        left = self.blanked[offset : quantity.start]
        whole = self.blanked[max(begin, quantity.start - 80) : quantity.start]
        sign = left[-1:] if left[-1:] in SIGNS and quantity.kind in ("percent", "pp") else ""
        bare = left.removesuffix(sign) if sign else left  # 12.6%、21.3%和-3.8%
        chained = (
            bare in ("、", "和", "及", "与", "以及", "、")
            and self.frames
            and self.frames[-1].clause == index
            and (
                self.frames[-1].quantity.kind == quantity.kind
                or (quantity.start in self.listed and ({self.frames[-1].quantity.kind, quantity.kind} == _RATIOS or self.frames[-1].measure == "change"))
            )
        )
        if chained:
            member = self._chained(quantity, index)
            if member and sign:
                member.value = -abs(member.value) if sign in MINUS else abs(member.value)
            elif member and self._after_a_sign(quantity):
                member.value = abs(member.value)  # -3.8%、4.1%: each has its own sign
            return member
        self.since = near if left[:1] in "、和" and self.frames and self.frames[-1].clause == index and _MOVED.fullmatch(left) else 0
        match quantity.kind:
            case "percent":
                return self._percent(quantity, index, left, whole, offset)
            case "pp":
                return self._points(quantity, index, left, whole, offset)
            case "times":
                return self._times(quantity, index, left, whole, offset)
        return self._amount(quantity, index, left, whole, offset)

    def _after_a_sign(self, quantity: Quantity) -> bool:
        """Whether the member of the list before this one has a minus of its own, and no word that falls."""
        last = self.frames[-1]
        before = self.scene.text[max(0, last.quantity.start - 3) : last.quantity.start]
        return last.value < 0 and before[-1:] in MINUS and quantity.kind in ("percent", "pp")

    def _chained(self, quantity: Quantity, index: int) -> Frame | None:
        """The second and later members of 386.2亿元、241.7亿元、198.4亿元."""
        last = self.frames[-1]
        if quantity.kind == "count" and last.measure == "level":
            noun = self._right_noun(quantity, self.clauses[index])
            if noun:
                return self._level_frame(quantity, index, noun[0], noun[1], "count of noun")
            if quantity.unit_printed != last.quantity.unit_printed and {quantity.unit_printed, last.quantity.unit_printed} & _PEOPLE:
                return self._unnamed(quantity, index)  # 3个人、1辆车
        frame = Frame(quantity, index, last.measure, last.indicator, last.label, rule="list member", noun=last.noun, source=last.source)
        frame.value = -quantity.value if last.value < 0 else quantity.value
        frame.base, frame.product = last.base, last.product
        references = last.reference.split("、")
        if len(references) == 2:  # 分别高于全省、全市15.8个、12.6个百分点
            last.reference, frame.reference = references
        else:
            frame.reference = last.reference
        return frame

    def _pair(self, place: Listed) -> None:
        """Once the last number of a 分别 list is read."""
        members = self.frames[-place.size :]
        if [frame.quantity.start for frame in members][:1] == [place.first]:
            self.pairing.pair(members, self.frames[: -place.size][-16:])
            whole = self.industrial
            if whole and members[0].measure == "growth" and all(self._of_industry(frame, whole) for frame in members):
                for frame in members:
                    frame.part = frame.part or frame.label
                    frame.indicator, frame.label, frame.inherited, frame.source = whole.indicator, whole.label, True, None

    def _inside_brackets(self, at: int) -> bool:
        return at > 0 and self.blanked[at - 1] != self.scene.text[at - 1]

    def _bracket(self, quantity: Quantity, clause: Clause) -> Callable[[Quantity, int], Frame] | None:
        opened = max(self.scene.text.rfind("(", clause.start, quantity.start), self.scene.text.rfind("（", clause.start, quantity.start))
        inner = self.scene.text[opened + 1 : quantity.start]
        head = self.scene.text[max(clause.start, opened - 30) : opened]
        if quantity.kind == "percent" and self.current and (match := _ITS_AREA.fullmatch(inner)):
            at, end = opened + 1, opened + 1 + len(match["ref"])
            return lambda quantity, index: self._rival(quantity, index, at, end, False, growth=True)
        if quantity.kind == "percent" and (not inner or inner in ("增长", "同比增长", "为", "下降", "增速", "增速为")):
            match = _BENCHMARK.search(head)
            if match:
                start = opened - len(match["ref"])
                return lambda quantity, index: self._rival(quantity, index, start, opened, "下降" in inner)
        if (
            quantity.kind == "money"
            and inner in _PRICE_BEGINS
            and self.scene.text[quantity.end : quantity.end + 1] in ("）", ")")
            and _WORKS_BEFORE.search(head)
        ):
            noun = (opened + 1, quantity.start) if inner else (-1, -1)
            return lambda quantity, index: Frame(quantity, index, "level", "total_investment", value=quantity.value, rule="price in brackets", noun=noun)
        return None

    def _amount(self, quantity: Quantity, index: int, left: str, whole: str, offset: int) -> Frame | None:
        clause = self.clauses[index]
        text = self.scene.text
        if quantity.kind == "time" and _AGO.match(text, quantity.end):
            self._drop(quantity, "time ago")
            return None
        near = text[max(clause.start, quantity.start - 12) : quantity.start]
        if quantity.kind == "count" and "每" in near and _APIECE.search(near):
            self._drop(quantity, "each")
            return None
        if text[quantity.start - 2 : quantity.start - 1] == "全" and quantity.kind == "count" and _RANKED.match(text, quantity.end):
            self._drop(quantity, "a rank")
            return None
        if quantity.kind == "time" and _EACH.search(text, max(clause.start, quantity.start - 2), quantity.start):
            self._drop(quantity, "each")
            return None
        if quantity.kind == "time" and text.startswith("的", quantity.end) and _OLD.search(text, max(clause.start, quantity.start - 4), quantity.start):
            self._drop(quantity, "time without 工期")
            return None
        if quantity.unit_printed == "位" and _ROSE.search(near):
            self._drop(quantity, "a rank")  # 排名上升9位
            return None
        if "动辄" in near:
            self._drop(quantity, "a way of speaking")
            return None
        if quantity.kind == "length" and (_BEYOND.match(text, quantity.end) or _AROUND.search(text, quantity.start - 4, quantity.start)):
            self._drop(quantity, "distance")
            return None
        if quantity.kind == "length" and (apart := self._apart(quantity, clause)):
            return apart
        if quantity.kind == "phase" and not self._is_phase_count(quantity):
            self._drop(quantity, "phase name")
            return None
        if quantity.kind in ("money", "area") and quantity.comparator in ("ge", "gt", "le", "lt") and _SIZED.match(text, quantity.end):
            self._drop(quantity, "size class")
            return None
        if quantity.kind == "money" and not quantity.value_printed.strip("十百千万亿") and _ROUND_CLASS.match(text, quantity.end):
            self._drop(quantity, "size class")
            return None
        kinds = KINDS.get(quantity.kind, ("quantity",))
        changed = (_CHANGE_AMOUNT.search(left) if left[-1:] in _CHANGE_ENDS else None) or (_MORE_DONE.search(left) if "多" in left else None)
        compared = changed and (
            _NUMBER_OF.search(left, 0, changed.start())
            or self._named_just_before(offset + changed.start(), kinds)
            or COMPARED.search(whole)
            or "净" in changed["word"]
            or "年均" in left
            or _UNIT_COST.search(left, 0, changed.start())
            or self._moved_before(quantity, index)
        )
        noun = self._amount_noun(quantity, clause, kinds, left, offset)
        if match := (_OVER_TARGET.search(left) if left[-1:] in _TARGET_ENDS else None) or (_OFF_TARGET.search(left) if changed else None):
            start = offset + match.start("ref")
            frame = self._relative(quantity, index, "gap", clause.start, offset + match.start(), (match["ref"], (start, start + len(match["ref"]))), rule="gap")
            if quantity.kind == "time" and frame.indicator in ("", "other"):
                frame.indicator, frame.label = "duration", ""
            frame.value = -quantity.value if match["sign"] in _FALLS_SHORT else quantity.value
            return frame
        if compared and changed:
            frame = self._relative(
                quantity,
                index,
                "change",
                clause.start,
                offset + changed.start(),
                base=self._base(whole, "change") if "净" not in changed["word"] or "比" in whole or "较" in whole else "other",
                rule="change in amount",
            )
            same = self.by_unit.get(quantity.unit_printed) if quantity.kind == "count" and frame.inherited else None
            if same and same is not self.current and self.clauses[same.clause].paragraph == clause.paragraph:
                frame.indicator, frame.label, frame.noun, frame.population, frame.source = same.indicator, same.label, same.noun, same.population, same
            if frame.indicator in ("", "other") and noun:
                frame.indicator, frame.noun, frame.label = noun[0], noun[1], ""
            if quantity.kind == "time" and changed["word"] == "提前":
                frame.indicator, frame.label = "duration", ""
            falls = changed["word"] in ("减收", "少收", "减少", "净减少", "少", "缩短", "下降", "压缩", "压减", "降低", "节约")
            frame.value = -quantity.value if falls else quantity.value
            return frame
        if noun is None and quantity.value_printed == "一" and not (quantity.kind == "time" and lasts(text, quantity, clause.start)):
            self._drop(quantity, "一 as an article")
            return None
        if noun is None and (told := self._told_in_clause_before(quantity, index)):
            noun = told
        if noun is None:
            inherited = self._goes_on(quantity, index) or self._same_kind(quantity, index, left)
            if inherited and inherited.indicator in _STOCKS and _ONLY_NEW.fullmatch(self.timeless, clause.start, quantity.start):
                inherited.measure, inherited.rule, inherited.base = "change", "change in amount", "other"  # 从业人员达3.6万人，新增6200人
            if inherited:
                return inherited
        if noun is None and not (quantity.kind == "count" and NOUN_FOLLOWS.match(text, quantity.end)):  # 电商企业的仓库里，每天有2万个包裹
            topic = self._topic_indicator(index)
            if topic and self._fits(topic[0], quantity.kind) and self._counted_as(quantity, topic[0]):
                noun = topic
        if noun is None:
            return self._unnamed(quantity, index)
        frame = self._level_frame(quantity, index, noun[0], noun[1], "level")
        if quantity.kind == "count" and noun[1][1] <= quantity.start and _NET_BEFORE.search(text, max(clause.start, noun[1][0] - 2), noun[1][0]):
            frame.measure, frame.rule, frame.base = "change", "change in amount", self._base(whole, "change")  # 净增规上企业23家
        return frame

    def _told_in_clause_before(self, quantity: Quantity, index: int) -> tuple[str, tuple[int, int]] | None:
        """一般公共预算收入受减税影响，完成12.8亿元: the clause before names the indicator and has no number."""
        if quantity.kind != "money" or not _ONLY_DONE.fullmatch(self.timeless, self.clauses[index].start, quantity.start):
            return None
        told = self._topic_indicator(index)
        while told and told[0] == "other":  # …收入受减税降费影响: what came between
            told = self._indicator_left(self.clauses[index - 1].start, told[1][0], None)
        return told if told and self._fits(told[0], quantity.kind) else None

    def _moved_before(self, quantity: Quantity, index: int) -> bool:
        """由3210人减至2780人，减少430人: nothing but by how much the figure before it moved."""
        last, clause = (self.frames[-1] if self.frames else None), self.clauses[index]
        if last is None or last.clause != index - 1 or last.measure != "level" or last.quantity.unit != quantity.unit:
            return False
        if _SO_MUCH_MORE.fullmatch(self.timeless, clause.start, quantity.start):
            return True
        if quantity.value < last.value and _MORE_OR_LESS.fullmatch(self.timeless, clause.start, quantity.start):
            return True
        said = _BY_SO_MUCH.fullmatch(self.timeless, clause.start, quantity.start)
        return said is not None and _MOVED_TO.search(self.scene.text, max(0, last.quantity.start - 20), last.quantity.start) is not None

    def _of_industry(self, frame: Frame, whole: Frame) -> bool:
        """石化、食品、电力分别增长7.3%、6.8%、15.8% opens a sentence: of the industry told of before, not of the taxes in between."""
        clause = self.clauses[frame.clause]
        last = frame.source
        near = clause.paragraph - self.clauses[whole.clause].paragraph <= 2
        afresh = last is None or self.clauses[last.clause].sentence != clause.sentence
        trade = _TRADE.fullmatch(frame.part or frame.label) if frame.part or frame.indicator == "other" else None
        return bool(near and afresh and trade and frame.indicator not in INDUSTRIAL)

    def _apart(self, quantity: Quantity, clause: Clause) -> Frame | None:
        """距市区15公里 is how far something is, 两公里外 not even that: no road's length."""
        index = self._clause_index(clause)
        match = _APART.search(self.timeless, max(clause.start, quantity.start - 14), quantity.start)
        return Frame(quantity, index, "level", "other", match["word"], quantity.value, rule="named rate", noun=match.span()) if match else None

    def _continues_list(self, first: Frame, before: Frame, frame: Frame) -> bool:
        """分别增长5.2%、18.6%和下降3.7%: a member may turn the direction."""
        if frame.rule == "list member":
            return True
        between = self.scene.text[before.quantity.end : frame.quantity.start]
        return frame.measure == first.measure and bool(_TURN.fullmatch(between)) and "分别" in self.scene.text[first.quantity.start - 8 : first.quantity.start]

    def _share_lists(self) -> None:
        """Numbers the members of 分别为甲、乙、丙 lists, so that each finds its own subject."""
        run: list[Frame] = []
        for frame in [*self.frames, None]:
            if run and frame and frame.clause == run[0].clause and self._continues_list(run[0], run[-1], frame):
                run.append(frame)
                continue
            if len(run) > 1:
                for position, member in enumerate(run):
                    member.shared, member.shared_of = position, len(run)
            run = [frame] if frame else []
