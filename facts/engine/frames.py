"""Within a clause: which number says what about which indicator (同比增长32.3% -> growth of what was named before).

In: the scene with its numbers and words. Out: one Frame for every number that can be a fact, and a reason for every one that cannot.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from facts.engine.mentions.scene import Scene
from facts.engine.types import Entity, Quantity, Rival

LONGEST = 400
_CLAUSE = re.compile(r"[，；。！？\n,;!?]|(?<!\d):|：")
_SENTENCE = re.compile(r"[。！？!?\n]")
_BRACKETS = re.compile(r"[（(][^（）()\n]{1,40}[）)]")


@dataclass(slots=True)
class Clause:
    """A piece between commas, with its place in sentence and paragraph."""

    start: int
    end: int
    sentence: int
    paragraph: int
    semicolon: bool = False  # a ； stands before it


@dataclass(slots=True)
class Frame:
    """What a number says, before it is known of whom."""

    quantity: Quantity
    clause: int
    measure: str
    indicator: str = ""
    label: str = ""
    value: Decimal = Decimal(0)
    reference: str = ""
    base: str = ""
    product: str = ""
    rule: str = ""
    noun: tuple[int, int] = (-1, -1)  # the words that named the indicator
    reference_span: tuple[int, int] = (-1, -1)
    rival: bool = False  # a figure in brackets that belongs to the benchmark
    shared: int = -1  # its place in a 分别 list
    shared_of: int = 0
    inherited: bool = False
    population: str = ""  # 16条 of what: the noun phrase after a count
    rivals: list[Rival] = field(default_factory=list)


def cut_clauses(text: str) -> list[Clause]:
    """一季度，全市…；其中… -> clauses; brackets are not cut."""
    blanked = _blank_brackets(text)
    clauses: list[Clause] = []
    start = sentence = paragraph = 0
    semicolon = False
    for match in _CLAUSE.finditer(blanked):
        if blanked[match.start()] == "," and blanked[match.end() : match.end() + 1].isdigit() and blanked[match.start() - 1 : match.start()].isdigit():
            continue
        if match.start() > start:
            clauses.extend(_pieces(start, match.start(), sentence, paragraph, semicolon))
        semicolon = match[0] in "；;"
        if match[0] in "。！？!?\n":
            sentence += 1
        if match[0] == "\n":
            paragraph += 1
        start = match.end()
    if start < len(text):
        clauses.extend(_pieces(start, len(text), sentence, paragraph, semicolon))
    return clauses


def _pieces(start: int, end: int, sentence: int, paragraph: int, semicolon: bool) -> list[Clause]:
    """A clause longer than any that people write is cut, so that no step looks at more than LONGEST characters at once."""
    return [Clause(at, min(end, at + LONGEST), sentence, paragraph, semicolon) for at in range(start, end, LONGEST)]


def _blank_brackets(text: str) -> str:
    return _BRACKETS.sub(lambda match: " " * len(match[0]), text)


# 比全市投资增速高 · 快于序时进度
_TIME_REFERENCE = re.compile(
    r"^(?:(?:上|去|前|同|年|本|今|往|月|季)(?:年|期|月|季|初|末|底)|年初|年底|同期|往年|之前|此前|以前|改革前|过去|1?[\d一二三四五六七八九十]{1,2}(?:[—-]\d{1,2})?月|[上前一二三四]{1,2}(?:个)?(?:半年|季度)|20\d\d年|“?十[三四五]五|上半年|前三季度|一季度|全年|规定|原计划|法定|以往|传统|常规|承诺)"
)
_GAP = re.compile(
    r"(?:(?:(?<![同环占])比(?![重例率])|较|高于|低于|快于|慢于|好于|优于|高出|超出|低出|领先于?|落后于?|超过|超)(?P<ref>[^，。；]{1,30}?))(?:要)?(?P<sign>高出?|低|快|慢|多|少|领先|落后|落后于)?(?:了|约)?$"
)
_PULL = re.compile(r"(?P<verb>拉动|拖累|带动|拉低|下拉|支撑|推动)(?P<ref>[^，。；]{0,24}?)(?:增长|上升|提高|增速|下降|回落|增长了|提升)?(?:了|约|达|达到)?$")
_CONTRIBUTION = re.compile(r"(?:对(?P<ref>[^，。；]{1,24}?)(?:的)?)?(?:增长)?(?:的)?贡献(?:率|度)?(?:高达|达到|达|为|超过|提高到|约|突破|了)?$")
_SHARE = re.compile(
    r"占(?:到|了)?(?P<ref>[^，。；、]{0,28}?)(?:的)?(?:比重|比例|份额|比|权重)?(?:的)?(?:比重|比例)?(?:首次)?(?:为|高达|达到|达|约|的|超过|提高到|提升到|提升至|上升到|上升至|升至|提高至|已达|接近|由上年的?|从上年的?|由去年的?|由|从)?$"
)
_SHARE_NOUN = re.compile(
    r"(?:占比|比重|比例|份额|集聚度|市场占有率|本地配套率)(?:首次|已)?(?:分别)?(?:为|高达|达到|达|约|超过|提高到|提升到|提升至|上升到|升至|提高至|已达|突破|由上年的?|从上年的?|由去年的?|由|从)?$"
)
_PLAN_SHARE = re.compile(
    r"(?:完成|达到|占|实现|达|为|兑现)(?:了)?(?P<ref>[^，。；]{0,16}?(?:计划|目标|任务|预算|进度计划|目标任务|预期|投资计划|目标数|指标))(?:投资|总量|值|数)?(?:的|任务的)?$|(?P<ref2>(?:全?年度?|年初)(?:计划|目标|任务)(?:任务)?)(?:完成率|的)(?:为|达到|达)?$"
)
_GROWTH = re.compile(
    r"(?P<word>负增长|增长|增速|增幅|增|上升|提高|提升|上涨|攀升|扩大|下降|下滑|减少|降低|回落|下跌|降幅|缩减|缩短|压减|压缩|精简|降|跌|减|增加|涨|改善|节约|节省|放缓)(?:率)?(?:了|为|达到|达|约|在|至|速度为|速度达)?(?:率)?$"
)
_DOWN = frozenset(
    ("下降", "下滑", "减少", "降低", "回落", "下跌", "降幅", "缩减", "缩短", "压减", "压缩", "精简", "降", "跌", "减", "负增长", "节约", "节省", "放缓")
)
_TARGET = re.compile(r"(?:到|至|为|成)$")
_TO_LEVEL = re.compile(r"(?:降|升|增|提高|提升|上升|下降|降低|压减|压缩|缩短|减少|增加|增长|回升|攀升|扩大|达|提|减|压)(?:至|到)(?:了|约)?$")
_CHANGE_PP = re.compile(
    r"(?P<word>提高|提升|上升|增加|增长|扩大|加快|攀升|改善|下降|回落|减少|降低|收窄|下滑|放缓|缩小|减缓|回升|反弹|高|低|快|慢|上涨|优化|增|降)(?:了|约|达)?$"
)
_CHANGE_AMOUNT = re.compile(r"(?P<word>增加|净增|净增加|多|减少|净减少|少|缩短|下降|增长|多出|提高|压缩|压减|降低|提前|节约|增)(?:了|约|近)?$")
_COMPARED = re.compile(r"同比|环比|(?:比|较|与)(?:上|去|前|年|同|往|1|2|3|一|原|规|法|以|之|此|计|常|传|改)|净增|相比")
_BASES = (
    (re.compile(r"环比|(?:比|较)上(?:个)?(?:月|季)"), "mom"),
    (re.compile(r"(?:比|较)(?:今|本|去|上)?年(?:初|底|末)|(?:比|较)上年(?:末|底)"), "ytd"),
    (re.compile(r"年均|年平均|年复合|平均每年"), "average"),
    (re.compile(r"(?:比|较|与)(?:20\d\d|前|1[—-]|[一二三上]|1|2|3|十|“十|规|法|原|此|之|以)(?!年同期|年)"), "other"),
)
_RATE_NOUN = re.compile(
    r"([\u4e00-\u9fffA-Za-z]{1,10}(?:率|度|指数|比例|强度|进度|满意度))(?:分别)?(?:为|达到|达|约|超过|提高到|提升到|提升至|上升到|升至|在|保持在|稳定在|不低于|突破|由|从|均|均达|稳定|已|已达|接近|高达)*$"
)


def frame_clauses(scene: Scene, clauses: list[Clause], entities: list[Entity]) -> tuple[list[Frame], list[Rival]]:
    """完成投资243.2亿元，同比增长32.3% -> (level, investment_completed), (growth, investment_completed)."""
    framer = _Framer(scene, clauses, entities)
    return framer.run()


class _Framer:
    """Walks the numbers in order and remembers the indicator that was last spoken about."""

    def __init__(self, scene: Scene, clauses: list[Clause], entities: list[Entity]) -> None:
        self.entities = entities
        self.entity_starts = [entity.start for entity in entities]
        self.scene = scene
        self.clauses = clauses
        self.blanked = _blank_brackets(scene.text)
        self.starts = [clause.start for clause in clauses]
        self.token_starts = [token.start for token in scene.tokens]
        self.current: Frame | None = None
        self.by_kind: dict[str, Frame] = {}
        self.by_unit: dict[str, Frame] = {}
        self.projects: Frame | None = None
        self.frames: list[Frame] = []
        self.dropped: list[Rival] = []

    def run(self) -> tuple[list[Frame], list[Rival]]:
        guards = [(token.start, token.end) for token in self.scene.tokens if "guard" in token.entry.rows]
        guard = 0
        previous: Quantity | None = None
        for quantity in self.scene.quantities:
            while guard < len(guards) and guards[guard][1] <= quantity.start:
                guard += 1
            if guard < len(guards) and guards[guard][0] < quantity.end and quantity.start < guards[guard][1]:
                self._drop(quantity, "guard")
                continue
            index = max(0, bisect_left(self.starts, quantity.start + 1) - 1)
            frame = self._frame(quantity, index, previous)
            previous = quantity
            if frame:
                self.frames.append(frame)
                if not frame.rival and frame.indicator:
                    if frame.indicator != "zone_count" or self.current is None or self.clauses[self.current.clause].sentence != self.clauses[index].sentence:
                        self.current = frame
                    if frame.measure == "level":
                        self.by_kind[quantity.kind] = self.by_unit[quantity.unit_printed] = frame
                    if frame.indicator.endswith("_project_count"):
                        self.projects = frame
        self._share_lists()
        return self.frames, self.dropped

    def _clause_index(self, clause: Clause) -> int:
        return bisect_left(self.starts, clause.start)

    def _drop(self, quantity: Quantity, reason: str) -> None:
        self.dropped.append(Rival(quantity.start, quantity.end, self.scene.text[quantity.start : quantity.end], reason))

    def _frame(self, quantity: Quantity, index: int, previous: Quantity | None) -> Frame | None:
        clause = self.clauses[index]
        text = self.scene.text
        bracket = self._bracket(quantity, clause)
        if bracket:
            return bracket(quantity, index)
        begin = clause.start
        near = begin if previous is None or previous.end < begin or previous.end > quantity.start else previous.end
        if self._inside_brackets(near):
            near = begin
        left = self.blanked[max(near, quantity.start - 60) : quantity.start]
        whole = self.blanked[max(begin, quantity.start - 80) : quantity.start]
        chained = (
            left in ("、", "和", "及", "与", "以及", "、")
            and self.frames
            and self.frames[-1].clause == index
            and self.frames[-1].quantity.kind == quantity.kind
        )
        if chained:
            return self._chained(quantity, index)
        del text
        measure = {"percent": self._percent, "pp": self._points, "times": self._times}.get(quantity.kind, self._amount)
        return measure(quantity, index, left, whole, max(near, quantity.start - 60))

    def _chained(self, quantity: Quantity, index: int) -> Frame | None:
        """The second and later members of 386.2亿元、241.7亿元、198.4亿元."""
        last = self.frames[-1]
        if quantity.kind == "count" and last.measure == "level":
            noun = self._right_noun(quantity, self.clauses[index])
            if noun:
                return self._level_frame(quantity, index, noun[0], noun[1], "count of noun")
        frame = Frame(quantity, index, last.measure, last.indicator, last.label, rule="list member", noun=last.noun)
        frame.value = -quantity.value if last.value < 0 else quantity.value
        frame.base, frame.product = last.base, last.product
        references = last.reference.split("、")
        if len(references) == 2:  # 分别高于全省、全市15.8个、12.6个百分点
            last.reference, frame.reference = references
        else:
            frame.reference = last.reference
        return frame

    # brackets ---------------------------------------------------------------------------------------------------

    def _inside_brackets(self, at: int) -> bool:
        return at > 0 and self.blanked[at - 1] == " " and self.scene.text[at - 1] != " "

    def _bracket(self, quantity: Quantity, clause: Clause) -> Callable[[Quantity, int], Frame] | None:
        if not self._inside_brackets(quantity.start + 1):
            return None
        opened = max(self.scene.text.rfind("(", clause.start, quantity.start), self.scene.text.rfind("（", clause.start, quantity.start))
        inner = self.scene.text[opened + 1 : quantity.start]
        head = self.scene.text[max(clause.start, opened - 30) : opened]
        if (
            quantity.kind == "percent"
            and self.current
            and (match := re.fullmatch(r"(?P<ref>全[市区省县国]|[\u4e00-\u9fff]{2,4}[市省县区])(?:平均)?(?:增速|增长|平均|同比增长|为|水平|增幅)*", inner))
        ):
            at, end = opened + 1, opened + 1 + len(match["ref"])
            return lambda quantity, index: self._rival(quantity, index, at, end, False, growth=True)
        if quantity.kind == "percent" and (not inner or re.fullmatch(r"(?:增长|同比增长|为|下降|增速|增速为)?", inner)):
            match = re.search(r"(?:比|较|高于|低于|快于|慢于|超过|高出|优于|好于|超|与|对)(?P<ref>[^比较]{2,28})$", head)
            if match:
                start = opened - len(match["ref"])
                return lambda quantity, index: self._rival(quantity, index, start, opened, "下降" in inner)
        return None

    def _rival(self, quantity: Quantity, index: int, start: int, end: int, falls: bool, growth: bool = False) -> Frame:
        """较全市工业投资增速(15.0%)高…: the benchmark's own figure."""
        words = self.scene.text[start:end]
        noun = self._indicator_left(start, end, None, ())
        growth = growth or bool(re.search(r"增速|增幅|增长|水平|平均", words))
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

    # percent, points, times -------------------------------------------------------------------------------------

    def _percent(self, quantity: Quantity, index: int, left: str, whole: str, offset: int) -> Frame | None:
        clause = self.clauses[index]
        if "番" in quantity.value_printed:
            return self._relative(quantity, index, "growth", clause.start, quantity.start, base=self._base(whole, "growth"), rule="doubled")
        if match := _CONTRIBUTION.search(left):
            return self._relative(quantity, index, "contribution", clause.start, offset + match.start(), self._ref(match, offset), rule="contribution")
        if match := _PLAN_SHARE.search(left):
            return self._relative(quantity, index, "share", clause.start, offset + match.start(), self._ref(match, offset), rule="share of plan")
        if (match := _SHARE.search(left)) or (match := _SHARE.search(whole)):
            at = quantity.start - len(match.string)
            frame = self._relative(quantity, index, "share", clause.start, at + match.start(), self._ref(match, at), rule="share")
            return self._shifted(frame, whole)
        if match := _SHARE_NOUN.search(left):
            share = _SHARE.search(whole[: len(whole) - len(left) + match.start() + 2]) if "占" in whole else None
            reference = self._ref(share, quantity.start - len(whole)) if share else ("", (-1, -1))
            frame = self._relative(quantity, index, "share", clause.start, offset + match.start(), reference, rule="share noun")
            return self._shifted(frame, whole)
        rate = self._indicator_left(clause.start, quantity.start, "ratio", ()) or self._right_of(quantity, "ratio")
        compared = bool(_COMPARED.search(whole))
        if _TO_LEVEL.search(left):
            return self._moved(quantity, index, rate, whole)
        if match := re.search(r"(?:为|相当于|是|占|恢复到|达到|恢复至)(?P<ref>[^，。；、]{2,16})的$", left):
            return self._relative(quantity, index, "share", clause.start, offset + match.start(), self._ref(match, offset), rule="share of named total")
        if re.search(r"(?:已|累计|总体|总量|工程|安装|施工|建设|装修|吊装|主体|浇筑|征收|拆迁)?完成(?:了)?(?:约|近|超)?$", left) and not rate:
            return self._level_frame(quantity, index, "completion_progress", (quantity.start, quantity.start), "part completed")
        if (match := _GROWTH.search(left)) and not (rate and not compared and _TARGET.search(left)):
            down = match["word"] in _DOWN
            base = self._base(whole, "growth")
            if match["word"] in ("提高", "提升", "上升", "压缩", "降低", "压减") and rate and not compared:
                return self._level_frame(quantity, index, rate[0], rate[1], "rate")
            frame = self._relative(quantity, index, "growth", clause.start, offset + match.start(), base=base, rule="growth")
            frame.value = -quantity.value if down else quantity.value
            return frame
        if rate:
            return self._level_frame(quantity, index, rate[0], rate[1], "rate")
        if match := re.search(r"(?:(?P<word>增速|增幅|降幅)[^，。；]{0,8}|同比)[+]?$", left):
            frame = self._relative(quantity, index, "growth", clause.start, offset + match.start(), base=self._base(whole, "growth"), rule="growth noun")
            frame.value = -quantity.value if match["word"] == "降幅" or left.endswith("-") else quantity.value
            return frame
        if match := _RATE_NOUN.search(left):
            return Frame(quantity, index, "level", "other", match[1], quantity.value, rule="named rate", noun=(offset + match.start(), offset + match.end(1)))
        after = self.scene.text[quantity.end : quantity.end + 2]
        if quantity.unit_printed in ("成", "") or after.startswith(("来自", "为", "是", "的", "属", "集")):
            if quantity.unit_printed == "成" and quantity.value_printed == "一" and after.startswith("不变"):
                return None
            return self._relative(quantity, index, "share", clause.start, quantity.start, rule="share by verb")
        if _GROWTH.search(whole[:-1]) and "、" in left:
            return self._relative(quantity, index, "growth", clause.start, quantity.start, rule="growth in list")
        label = self._label(clause.start, quantity.start)
        if not label:
            self._drop(quantity, "no indicator")
            return None
        return Frame(quantity, index, "level", "other", label, quantity.value, rule="bare percent")

    def _moved(self, quantity: Quantity, index: int, rate: tuple[str, tuple[int, int]] | None, whole: str) -> Frame:
        """回程比例提高到三分之一: a rate moved to a level; without a rate it is a growth that moved."""
        clause = self.clauses[index]
        if rate:
            return self._level_frame(quantity, index, rate[0], rate[1], "moved to")
        label = self._label_of_shift(clause.start, quantity.start)
        if label.endswith(("率", "比例", "度", "比重")) or not self.current:
            return Frame(quantity, index, "level", "other", label, quantity.value, rule="moved to")
        return self._relative(quantity, index, "growth", clause.start, quantity.start, base="yoy", rule="growth moved to")

    def _label_of_shift(self, start: int, end: int) -> str:
        match = re.search(r"([\u4e00-\u9fff]{2,10})(?:由|从)", self.scene.text[max(start, end - 40) : end])
        return match[1] if match else self._label(start, end)

    def _shifted(self, frame: Frame, whole: str) -> Frame:
        if re.search(r"(?:由|从)(?:上年|去年)(?:同期)?的?$", whole):
            frame.base = "last year"
        return frame

    def _points(self, quantity: Quantity, index: int, left: str, whole: str, offset: int) -> Frame | None:
        clause = self.clauses[index]
        if match := _PULL.search(left):
            frame = self._relative(quantity, index, "pull", clause.start, offset + match.start(), self._ref(match, offset), rule="pull")
            frame.value = -quantity.value if match["verb"] in ("拖累", "拉低", "下拉") else quantity.value
            return frame
        if (match := _CONTRIBUTION.search(left)) or re.search(r"贡献(?:了)?$", left):
            start = offset + match.start() if match else quantity.start
            return self._relative(
                quantity, index, "pull", clause.start, start, self._ref(match, offset) if match else ("", (-1, -1)), rule="pull by contribution"
            )
        for words in (left, whole):
            match = _GAP.search(words)
            if match and not _TIME_REFERENCE.match(match["ref"]) and not match["ref"].endswith(("提", "增", "降", "回", "上")):
                base = quantity.start - len(words)
                verb = words[match.start() :]
                frame = self._relative(quantity, index, "gap", clause.start, base + match.start(), self._ref(match, base), rule="gap")
                low = verb.startswith(("低", "慢", "落后")) or (match["sign"] or "") in ("低", "慢", "少", "落后", "落后于")
                frame.value = -quantity.value if low else quantity.value
                return frame
        match = _CHANGE_PP.search(left)
        start = offset + match.start() if match else quantity.start
        frame = self._relative(quantity, index, "change", clause.start, start, base=self._base(whole, "change"), rule="change in points")
        word = match["word"] if match else ""
        falls = word in ("下降", "回落", "减少", "降低", "下滑", "放缓", "缩小", "减缓", "低", "慢", "降")
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
        if match := re.search(r"(?:是|为|达到|达|相当于|超过)(?P<ref>[^，。；]{0,20})的?$", left):
            return self._relative(
                quantity,
                index,
                "growth" if _TIME_REFERENCE.match(match["ref"]) else "gap" if match["ref"] else "level",
                clause.start,
                offset + match.start(),
                self._ref(match, offset),
                rule="multiple",
            )
        if not label:
            self._drop(quantity, "no indicator")
            return None
        return Frame(quantity, index, "level", "other", label, quantity.value, rule="multiple")

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
        frame = Frame(quantity, index, measure, value=quantity.value, reference=reference[0], reference_span=reference[1], base=base, rule=rule)
        noun = self._indicator_left(start, end, None, ())
        if noun:
            frame.indicator, frame.noun = noun[0], noun[1]
            frame.label = self.scene.text[noun[1][0] : noun[1][1]] if noun[0] == "other" else ""
        elif measure in ("growth", "change") and (own := self._own_noun(start, end)):
            frame.indicator, frame.label, frame.noun = "other", own, (start, end)
        else:
            topic = self._topic_indicator(index)
            if topic:
                frame.indicator, frame.noun = topic
                frame.label = self.scene.text[topic[1][0] : topic[1][1]] if topic[0] == "other" else ""
            elif self.current and self.clauses[self.current.clause].paragraph == self.clauses[index].paragraph:
                frame.indicator, frame.label, frame.inherited = self.current.indicator, self.current.label, True
                frame.noun = self.current.noun
                frame.product = self.current.product
                frame.population = self.current.population
                if measure == "change" and quantity.kind == "pp" and self.current.measure == "share":
                    frame.reference = frame.reference or self.current.reference
            else:
                frame.indicator, frame.label = "other", self._label(start, end) or reference[0]
        return frame

    def _own_noun(self, start: int, end: int) -> str:
        """单位产品能耗下降18.5%: a noun that no table knows, once names, times and comparisons are taken away."""
        if end - start < 3:
            return ""
        words = list(self.blanked[start:end])
        for span_start, span_end in self._spans_between(start, end):
            words[max(0, span_start - start) : span_end - start] = " " * (min(span_end, end) - max(span_start, start))
        rest = _EDGES.sub("", _NO_NOUN.sub(" ", "".join(words)))
        match = re.search(r"[\u4e00-\u9fffA-Za-z]{3,14}\s*$", rest.rstrip())
        return match[0].strip() if match else ""

    def _spans_between(self, start: int, end: int) -> list[tuple[int, int]]:
        spans = []
        index = max(0, bisect_left(self.entity_starts, start) - 1)
        while index < len(self.entities) and self.entities[index].start < end:
            if self.entities[index].end > start:
                spans.append((self.entities[index].start, self.entities[index].end))
            index += 1
        for mention in self.scene.periods[max(0, bisect_left(self.scene.periods, start, key=lambda mention: mention.start) - 1) :]:
            if mention.start >= end:
                break
            if mention.end > start:
                spans.append((mention.start, mention.end))
        return spans

    def _topic_indicator(self, index: int) -> tuple[str, tuple[int, int]] | None:
        """规模以上工业总产值方面，…: an indicator alone in the clause before, with no number of its own."""
        clause = self.clauses[index]
        if index and self.clauses[index - 1].sentence == clause.sentence:
            before = self.clauses[index - 1]
            if not any(frame.clause == index - 1 for frame in self.frames[-3:]):
                return self._indicator_left(before.start, before.end, None, ())
        return None

    # amounts ----------------------------------------------------------------------------------------------------

    def _amount(self, quantity: Quantity, index: int, left: str, whole: str, offset: int) -> Frame | None:
        clause = self.clauses[index]
        text = self.scene.text
        if quantity.kind == "phase" and not self._is_phase_count(quantity):
            self._drop(quantity, "phase name")
            return None
        if (
            quantity.kind == "money"
            and quantity.comparator in ("ge", "gt", "le", "lt")
            and re.match(r"(?:的)?(?:重[大点])?(?:工业|产业|制造业|实体|招商)?(?:项目|企业|工程)", text[quantity.end :][:10])
        ):
            self._drop(quantity, "size class")
            return None
        kinds = _KINDS.get(quantity.kind, ("quantity",))
        changed = _CHANGE_AMOUNT.search(left)
        compared = changed and (self._named_just_before(offset + changed.start(), kinds) or _COMPARED.search(whole) or "净" in changed["word"])
        noun = self._amount_noun(quantity, clause, kinds, left, offset)
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
            if frame.indicator in ("", "other") and noun:
                frame.indicator, frame.noun, frame.label = noun[0], noun[1], ""
            falls = changed["word"] in ("减少", "净减少", "少", "缩短", "下降", "压缩", "压减", "降低", "提前", "节约")
            frame.value = -quantity.value if falls else quantity.value
            return frame
        if noun is None:
            inherited = self._same_kind(quantity, index, left)
            if inherited:
                return inherited
        if noun is None:
            topic = self._topic_indicator(index)
            if topic and self._fits(topic[0], quantity.kind):
                noun = topic
        if noun is None:
            return self._unnamed(quantity, index)
        return self._level_frame(quantity, index, noun[0], noun[1], "level")

    def _named_just_before(self, at: int, kinds: tuple[str, ...]) -> bool:
        """利润总额减少4.7亿元: the indicator stands right before the direction."""
        index = bisect_left(self.token_starts, at) - 1
        return (
            index >= 0
            and 0 <= at - self.scene.tokens[index].end <= 1
            and any(kind in kinds and kind == "money" for _, kind in self.scene.tokens[index].entry.indicators)
        )

    def _same_kind(self, quantity: Quantity, index: int, left: str) -> Frame | None:
        """14家开发区实现1862.5亿元: an amount without a noun says more of what amounts of its kind said before."""
        same = self.by_unit.get(quantity.unit_printed) if quantity.kind in ("count", "area") else self.by_kind.get(quantity.kind)
        if same is None or quantity.kind == "time" or self.clauses[same.clause].paragraph != self.clauses[index].paragraph:
            return None
        if quantity.kind in ("count", "area") and not (_MORE_OF.search(left) or self.clauses[same.clause].sentence == self.clauses[index].sentence):
            return None
        if quantity.kind not in ("count", "area") and not re.search(r"(?:完成|实现|达到|达|为|突破|超过?|贡献|由|从)[^，。；]{0,6}$", left):
            return None
        frame = Frame(quantity, index, "level", same.indicator, same.label, quantity.value, rule="same indicator", noun=same.noun, inherited=True)
        frame.product = same.product
        return frame

    def _fits(self, key: str, kind: str) -> bool:
        kinds = _KINDS.get(kind, ("quantity",))
        return any(found == key and wanted in kinds for token in self.scene.lexicon.entries for found, wanted in token.indicators)

    def _level_frame(self, quantity: Quantity, index: int, key: str, span: tuple[int, int], rule: str) -> Frame:
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

    def _kind_of_projects(self, quantity: Quantity, clause: Clause, span: tuple[int, int]) -> str:
        """新签约亿元以上项目36个, 9个项目同日动工: what the projects counted have reached."""
        text = self.scene.text
        if span[0] >= quantity.end:
            words = [text[quantity.end : span[0]], text[max(clause.start, quantity.start - 8) : quantity.start], text[span[1] : min(clause.end, span[1] + 10)]]
        else:
            words = [text[max(clause.start, span[0] - 16) : span[0]], text[span[1] : quantity.start]]
        for part in words:
            found = [(match.start(), key) for key, pattern in _PROJECT_KINDS for match in pattern.finditer(part)]
            if found:
                return max(found)[1]
        back = 1 if span[0] < quantity.start else 0  # 制造业项目29个 goes on with a list, 4个固废利用项目 begins anew
        if self.projects and self.clauses[self.projects.clause].paragraph >= clause.paragraph - back:
            return self.projects.indicator
        return "project_count"

    def _amount_noun(self, quantity: Quantity, clause: Clause, kinds: tuple[str, ...], left: str, offset: int) -> tuple[str, tuple[int, int]] | None:
        made = self._indicator_left(offset, quantity.start, "quantity", ())
        if made and "quantity" in kinds:
            yearly = re.search(r"每年|年可|可年|后可|能力|预计", self.scene.text[max(clause.start, made[1][0] - 6) : made[1][1]])
            return ("annual_capacity", made[1]) if made[0] == "output_volume" and yearly else made
        if (
            "quantity" in kinds
            and self.frames
            and self.frames[-1].clause == self._clause_index(clause)
            and self.frames[-1].indicator in ("annual_capacity", "output_volume")
        ):
            between = self.scene.text[self.frames[-1].quantity.end : quantity.start]
            if re.fullmatch(r"(?:、|和|及|以及|，)[\u4e00-\u9fffA-Za-z]{2,20}", between):
                return self.frames[-1].indicator, (self.frames[-1].quantity.end, self.frames[-1].quantity.end + 1)
        if quantity.kind in ("count",):
            right = self._right_noun(quantity, clause)
            if right is None:
                right = self._counted_left(quantity, clause)
            if right and right[0] in _COUNTED_IN and quantity.unit_printed not in _COUNTED_IN[right[0]]:
                right = None
            if right and right[0] == "project_count":
                return self._kind_of_projects(quantity, clause, right[1]), right[1]
            return right
        if quantity.kind in ("power", "energy") and not made:
            found = self._indicator_left(clause.start, quantity.start, quantity.kind, ()) or self._right_of(quantity, quantity.kind)
            return found or ({"power": "power_capacity", "energy": "electricity"}[quantity.kind], (quantity.start, quantity.end))
        if quantity.kind == "phase":
            return "phase_count", (quantity.start, quantity.end)
        for kind in kinds:
            found = self._indicator_left(offset, quantity.start, kind, ()) or self._right_of(quantity, kind)
            if found:
                if kind == "area" and self.scene.text[found[1][0] : found[1][1]] in ("面积", "总面积", "建设面积"):
                    plain = self.scene.lexicon.units[quantity.unit_printed].indicator
                    return plain or found[0], found[1]
                return found
        for kind in kinds:
            found = self._indicator_left(clause.start, quantity.start, kind, ()) if quantity.kind != "time" else None
            if found:
                return found
        if quantity.kind in ("mass", "rate") and "quantity" in kinds and (self.scene.text[quantity.end - 1] in "年天日aDd" or quantity.kind == "rate"):
            return "annual_capacity", (quantity.start, quantity.end)
        return None

    def _counted_left(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """就业岗位500余个: the counted noun right before the number."""
        found = self._indicator_left(max(clause.start, quantity.start - 24), quantity.start, "count", ())
        if found and found[0] == "zone_count" and self._in_zone(found[1][0]):
            found = None
        if found and _FILLER.fullmatch(self.blanked, found[1][1], quantity.start):
            return found
        last = (
            self.projects
            if self.projects
            and re.search(
                r"(?:签约|开工|动工|在建|续建|投产|竣工|建成|完工|入库|前期工作|前期)$", self.scene.text[max(clause.start, quantity.start - 6) : quantity.start]
            )
            else self.current
        )
        if last and self.clauses[last.clause].paragraph == clause.paragraph and last.quantity.kind == "count":
            left = self.scene.text[max(clause.start, quantity.start - 10) : quantity.start]
            kinds = [key for _at, key in sorted((match.start(), key) for key, pattern in _PROJECT_KINDS for match in pattern.finditer(left))]
            if last.indicator.endswith("project_count") and (kinds or left.endswith(("前期", "前期工作"))):
                return (kinds[-1] if kinds else "project_count"), (quantity.start, quantity.start)
            if re.search(r"(?:达到?|有|共|超过|各|分别为|为|的|占|建成|完成|已|完工|增至|增加到)$", left):
                return last.indicator, last.noun
        return None

    def _in_zone(self, at: int) -> bool:
        index = bisect_left(self.entity_starts, at + 1) - 1
        return index >= 0 and self.entities[index].kind == "zone" and self.entities[index].end > at

    def _is_phase_count(self, quantity: Quantity) -> bool:
        before = self.scene.text[max(0, quantity.start - 4) : quantity.start]
        return (
            bool(re.search(r"(?:分|共|为|成|计)$", before))
            or self.scene.text[quantity.start] in "两"
            or (self.scene.text[quantity.start].isdigit() and "分" in before)
        )

    def _indicator_left(self, start: int, end: int, kind: str | None, _unused: tuple[int, ...]) -> tuple[str, tuple[int, int]] | None:
        """The nearest word in text[start:end] that names an indicator of this kind of unit."""
        index = bisect_left(self.token_starts, end) - 1
        tokens = self.scene.tokens
        while index >= 0 and tokens[index].start >= start:
            token = tokens[index]
            index -= 1
            if token.end > end:
                continue
            for key, wanted in token.entry.indicators:
                if (kind is None and _RELATIVE_OK(key, wanted)) or kind == wanted:
                    return key, (token.start, token.end)
        return None

    def _right_of(self, quantity: Quantity, kind: str) -> tuple[str, tuple[int, int]] | None:
        """80%以上的工程量, 306亩工业用地: the noun right after."""
        index = bisect_left(self.token_starts, quantity.end)
        limit = quantity.end + 8
        for token in self.scene.tokens[index : index + 3]:
            gap = self.scene.text[quantity.end : token.start]
            if token.start > limit or re.search(r"[，。；、：！？\n（(]", gap):
                return None
            for key, wanted in token.entry.indicators:
                if wanted == kind:
                    return key, (token.start, token.end)
        return None

    def _right_noun(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """300余名工人, 4个固废利用项目: the last counted noun before the phrase ends."""
        match = _PHRASE.match(self.scene.text, quantity.end, min(len(self.scene.text), quantity.end + 24))
        if not match or not match[0]:
            return None
        end = match.end()
        index = bisect_left(self.token_starts, quantity.end)
        best: tuple[str, tuple[int, int]] | None = None
        for token in self.scene.tokens[index : index + 8]:
            if token.end > end or (best and _CLOSED.search(self.scene.text, best[1][1], token.start)):
                break
            entry = token.entry
            if "stops" in entry.rows and not entry.indicators:
                break
            key = next((key for key, kind in entry.indicators if kind == "count"), None)
            if key:
                best = key, (token.start, token.end)
        return best

    def _product(self, quantity: Quantity, span: tuple[int, int]) -> str:
        between = self.scene.text[span[1] : quantity.start] if span[1] <= quantity.start else ""
        between = re.sub(r"^(?:能力|规模|各类|达|达到|为|的|约)+|(?:能力|规模|产能|可达|达到|达|约|为|的|将)+$", "", between)
        if len(between) >= 2 and "，" not in between and not re.search(r"\d", between):
            return between
        match = re.match(r"(?:的)?([\u4e00-\u9fffA-Za-z]{2,24})", self.scene.text[quantity.end :][:26])
        if not match:
            return ""
        return re.split(r"项目|生产线|的|能力|规模|产能|生产|基地|产业化|工程|等|、|建成|技改|再利用|综合利用|扩建|加工", match[1])[0]

    def _unnamed(self, quantity: Quantity, index: int) -> Frame | None:
        clause = self.clauses[index]
        text = self.scene.text
        if quantity.kind == "time":
            self._drop(quantity, "time without 工期")
            return None
        label = ""
        default = self.scene.lexicon.units[quantity.unit_printed].indicator if quantity.unit_printed in self.scene.lexicon.units else ""
        if default and quantity.value_printed != "一" and (default != "standard_land_count" or "地" in text[clause.start : quantity.start]):
            return Frame(quantity, index, "level", default, value=quantity.value, rule="what this unit counts")
        if quantity.kind == "money" and re.search(
            r"(?:投(?:资|了|入|建)?|出资|斥资|注资)(?:约|近|超)?$", text[max(clause.start, quantity.start - 4) : quantity.start]
        ):
            return Frame(quantity, index, "level", "total_investment", value=quantity.value, rule="投 before money")
        if quantity.kind == "count" or quantity.unit == quantity.unit_printed:
            match = _PHRASE.match(text, quantity.end, quantity.end + 16)
            label = match[0] if match else ""
            spoken = text[quantity.start] in "一二两三四五六七八九十" and len(quantity.value_printed) == 1
            countable = bool(label) and not _ABSTRACT.search(label)
            if not label and not spoken:
                label = self._label(clause.start, quantity.start)
                countable = len(label) >= 2
            if not countable:
                self._drop(quantity, "counts nothing countable")
                return None
            if quantity.value_printed == "一":
                self._drop(quantity, "一 as an article")
                return None
        else:
            label = self._label(clause.start, quantity.start)
        return Frame(quantity, index, "level", "other", label or text[quantity.start : quantity.end], quantity.value, rule="no indicator word")

    def _label(self, start: int, end: int) -> str:
        words = re.sub(r"(?:达到|达|为|约|超过|突破|实现|完成|有|共|了|已|近|和|的|不低于|、)+$", "", self.scene.text[max(start, end - 14) : end])
        match = re.search(r"[\u4e00-\u9fffA-Za-z“”]{2,12}$", words)
        return match[0] if match else ""

    # lists ------------------------------------------------------------------------------------------------------

    def _share_lists(self) -> None:
        """Numbers the members of 分别为甲、乙、丙 lists, so that each finds its own subject."""
        at = 0
        while at < len(self.frames):
            last = at
            while last + 1 < len(self.frames) and self.frames[last + 1].rule == "list member" and self.frames[last + 1].clause == self.frames[at].clause:
                last += 1
            if last > at:
                for position in range(at, last + 1):
                    self.frames[position].shared = position - at
                    self.frames[position].shared_of = last - at + 1
            at = last + 1


# What may stand before 增长 without being its noun: 同比, 较上年, 逆势, 其中.
_NO_NOUN = re.compile(
    r"(?:同比|环比|(?:比|较|与)[^，]{0,10}?(?:年|期|初|月|底|季度|前|计划|相比|规划)|相比|分别|增速|增幅|降幅|其中|逆势|合计|三者|累计|预计|有望|力争|实现|达到|比重|占比|总量|年均|平均|同期|实际|"
    r"总额|总数|数量|总计|共计|目前|现在|首次|直接|进一步|转为|由降转升|由负转正|当月|单月|一举|双双|上半年|全年|季度|名义|可比价|口径|现价|不变价|计算|价格|剔除|因素|快速|大幅|稳步|持续|小幅|保持|继续|连续|个月|两位数|，|、|。|“|”|\d)+"
)
_EDGES = re.compile(
    r"^[\s却又再也将可还均较比同的了由从为达约在已多第按成倍只仅就便后前年月日]+|[\s却又再也将可还均较比同的了由从为达约在已多第按倍只仅就便年月日]+$"
)
_MORE_OF = re.compile(r"(?:其中|其余|其他|另有|新增|新认定|增加|净增|省级|国家级|市级|以上|扩招|还有|余下|剩余|另外|又有|新引进|达|达到|有)[^，。；]{0,8}$")
_REFERENCE_END = re.compile(r"的?比重|的?比例|的?份额|由上年|由去年|从上年|从去年|[（(]|^[由从比]")
# What is counted in 台 or 栋 is not counted in 个.
_COUNTED_IN = {
    "equipment_count": frozenset("台 套 台套 台（套） 台(套) 辆 架 部 条 组 座".split()),
    "building_count": frozenset("栋 座 幢 个 处 间 层".split()),
    "employees": frozenset("人 名 位 个 户".split()),
    "jobs": frozenset("人 名 位 个".split()),
}
_CLOSED = re.compile(r"[共完实累合已将均达占入等、加和]")
_FILLER = re.compile(
    r"(?:却|由|从|目前的?|去年的?|上年的?|年初的?|最初的?|原来的?|过去的?|数量|总数|总量|数|达到|达|为|约|共计|共|有|已有|已|近|超过?|突破|了|合计|总计|分别|将|各|”|企业|名额|人数|户数|件数|等|高达|多达|增加到|增至|增长到|累计|现有|目前|的|拥有|均|就|\s|保持在|稳定在)*"
)
_PROJECT_KINDS = (
    ("signed_project_count", re.compile(r"签约|签订|引进|签下")),
    ("started_project_count", re.compile(r"开工(?!率)|动工|奠基|启动")),
    ("ongoing_project_count", re.compile(r"在建|续建|正在建设")),
    ("commissioned_project_count", re.compile(r"投产(?!率)|竣工|建成|投运|完工|投用")),
    ("project_count", re.compile(r"新建|实施|储备|谋划|铺排")),
    ("registered_project_count", re.compile(r"入库|纳统|入统|备案")),
)
_PHRASE = re.compile(r"[\u4e00-\u9fffA-Za-z“”0-9]*")
_ABSTRACT = re.compile(
    r"^(?:方面|环节|阶段|领域|层面|维度|方向|原则|小时|问题|步骤|字|层级|月|角度|关键|特点|特征|重点|变化|抓手|转变|突破|提升|重要|亮点|故事|词|地方|基本|目标|主要|任务|机制|体系|支柱|板块|小|大|中心|新|好|坚持|必须|要|有|为|是|在|的|时代|人|多月|季度|年度|节点|关口|难题|篇章|缩影|样本|台阶|时间|圈|轮|样|批次|组|部分|区域)"
)
_KINDS = {
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


def _RELATIVE_OK(key: str, kind: str) -> bool:
    return (
        kind in ("money", "ratio", "quantity", "energy", "power")
        or (kind == "count" and key not in ("project_count", "equipment_count", "product_count", "building_count", "zone_count"))
        or (kind == "time")
    )
