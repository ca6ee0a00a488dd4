"""What else the article names that a fact could be about: reasons to be less sure of its subject."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from facts.engine.types import CandidateFact, Entity, Slot
from facts.engine.weighing.rules import Reason, reason

_NEAR = 400
_OPENING = 100
_BULLET = 12  # what may stand before a name that opens its paragraph
# Places that no table may know: where one stands near, a city or another zone is only a guess.
_PLACES = re.compile(r"基地|集聚区|试验区|合作区|物流区|工业区|产业园|工业园|创业园|科技园|园区|片区|开发区|高新区|经开区|保税区|新区|示范区|投资区")
_PARKS = ("基地", "集聚区", "产业园", "工业园", "创业园", "科技园", "物流区", "片区", "试验区")
_KINDS = frozenset(("开发区", "经开区", "高新区", "试验区", "合作区", "园区", "新区", "保税区", "示范区"))
_NAMELESS = {"全区": -30, "全园": -30, "我区": -14, "该区": -14, "该园": -14}  # 我区 is the paper's own zone, 全区 may be a county
_LOCAL = ("园区", "开发区", "新区")
# 长春汽开区某项目: a place that should have been told from the name.
_PLACE_INSIDE = re.compile(r"[\u4e00-\u9fff]{2,8}(?:区|园区|镇|街道)(?!块|域|间|[\u4e00-\u9fff]?$)")
# 把复合材料作, 像某公司的项目, 某园建设某项目: words of the sentence that got into a name.
_ODD_NAME = re.compile(
    r"^(?:[把像使由向被据及这其是着了他与]|我(?![区市县州省园])|让(?!胡)|将(?!乐)|对(?![俄日韩外台])|从(?![化江])|为|如(?![皋东])|那(?![曲坡])|有(?![研色])|在"
    r"|和(?![县顺田平静硕政林龙丰])|支持|推动|助力)"
    r"|把|的(?!项目)|正在|已经|之一|建设(?!项目|工程|基地|集团|有限|公司|投资|控股|发展|开发|局)(?=.{3})|重点项目|项目.{2,}项目"
)
_WITHOUT_A_NAME = frozenset(("role", "member_of_batch"))  # a post, 省级重点项目: the object is none
_SITES = ("园", "园区", "基地", "中心", "平台", "片区", "厂", "楼", "管廊", "生产线", "孵化器", "站", "城", "大道", "码头")
_WORKS, _SHORT = ("项目", "工程", "基地"), 5
# What is mostly said of a project or a company: of a zone only where the words say so.
_OF_PROJECTS = frozenset(
    (
        "total_investment floor_area road_length land_area workers_on_site duration completion_progress annual_capacity power_capacity "
        "production_line_count equipment_count employees jobs output_volume"
    ).split()
)

_ALSO_OF_ZONES = frozenset("employees land_area road_length jobs".split())
_OF_THE_WORKS = re.compile(r"(?:[，。；：“\n该此本]|这个)(?:项目|工程)(?:位于|占地|用地|总|建|计划|规划|分|由|于|全部)")
_OF_A_FIRM = re.compile(r"[，。；：“\n](?:我们)?(?:公司|该公司|企业)(?![总的家])")  # 公司2015年进驻合作区，投资1.5亿元
_OF_FIRMS = frozenset("output_value output_volume sales_revenue profit tax_revenue employees exports".split())

_AREA = re.compile(r"[全我][市省县州盟旗]")  # stands for the region's name
# 有的园区税收下降, 个别县区项目停工: nobody in particular
_SOMEBODY = re.compile(r"(?:有的|有些|一些|个别|不少|某些|少数)[^，。；：\n]{0,6}(?:园区|开发区|[县市]区|县市|乡镇|地方|企业|单位|部门|项目)")
_LEVELS = frozenset("省市县")
_NEWLINE = re.compile(r"\n")
_ODD = reason(-30, "名称里像是还有别的词")
_UNUSUAL = reason(-16, "名称不像一般的项目名称")
_UNWRITTEN = reason(-32, "正文没有写出主体的名称")
_HEADED_ONLY = reason(-8, "正文没有写出主体的名称，只有标题写到")
_NO_REGIONS = reason(-10, "文章写的是开发区，主体却是行政区")
_SEVERAL_ZONES = reason(-30, "文章写到多个开发区")
_NO_ZONES = reason(-16, "这一指标多属于项目或企业")
_FEW_ZONES, _SOME_ZONES = reason(-10, "这一指标多属于项目或企业"), reason(-4, "这一指标多属于项目或企业")
_OF_WORKS = reason(-30, "句中说的是项目，这一指标多属于项目")
_TOLD_HERE, _TOLD_BEFORE = reason(6, "本段写明了所指的项目"), reason(-12, "所指的项目写在另一段")
_NOT_ALL_OF_IT = reason(-40, "“全区”指的不像是这个行政区")
_SITE = reason(-3, "主体是场所，其后的数字可能另有所属")
_PLACE_IN_IT = reason(-12, "项目名称前面像是还有园区名")
_NO_NAME = reason(-10, "主体只有园区的类别，没有名称")
_NAMELESS_AREA = {name: reason(points, f"主体只写作“{name}”，不知是哪个区") for name, points in _NAMELESS.items()}
_UNNAMED, _UNNAMED_PHASE = reason(-2, "进展前没有写明项目名称"), reason(-6, "进展前没有写明项目名称")
_OTHER_PARK = reason(-14, "“园区”可能指前面的园")
_OTHERS = reason(-6, "前面还写到别的主体")
_OTHERS_MEANT = reason(-16, "前面还写到别的主体")
_NOT_OPENING = reason(-24, "标题和开头都没有写到这一主体")
_NAMED_LATER = reason(-10, "标题和开头都没有写到这一主体")
_SAYS_PARK = reason(-12, "句中的“园区”可能另有所指")
_IS_CALLED_PARK = reason(-6, "句中的“园区”可能另有所指")
_FIRM_SPOKEN_OF = reason(-16, "句中说的是企业，主体却是开发区")
_PARK_SINCE = reason(-14, "项目之后又写到“园区”")
_QUOTED = reason(-6, "引语中的话")
_NAMED_AGAIN, _NAMED_ONCE = reason(8, "文中多次写到这家单位"), reason(-8, "文中只有一处写到这家单位")
_NOBODY = reason(-30, "句中说的是“有的”“一些”，没有写明是谁")
_WITHOUT_NOUN = reason(-30, "没有读出数字说的是什么")
_HEADED_BY_A_PARK = reason(-18, "标题写的是另一个园")
_NO_LABEL = re.compile(r"\d|^(?:同比|环比|增速|增幅|降幅|其中|比重|占比|总量|目标|去年|今年|上年)$")
# 为76家企业减免房租, 18家企业获得贷款: so many and no more are meant, which must not stand as the zone's number of firms
_ONLY_THESE = reason(-40, "说的只是其中这些企业，不是企业总数")
_DONE_FOR = re.compile(
    r"(?:(?<![数量别户业成均仅共只])为|帮助|帮扶|助力|协助|助推|替|协调|组织|走访|服务|惠及|扶持|支持|指导|引导|动员|邀请|督促)(?:了)?"
    r"(?:园区内?|全区|辖区|区内|其中|累计|已|的)*(?:(?:中小|小微|中小微|民营|重点|科技型?){0,2}企业)?(?:近|约|超过?|达到?)?$"
)
_DID = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?企业|单位)?(?:已|均|全部|成功|先后|累计)*(?:获得|完成|参加|参与|享受|通过|拿到|获评|入围|接入|应用|恢复|复工|兑现|办理|申报|解决|融资|贷款)"
)
# 横琴中医药园注册企业增至156家, over a text that names 横琴新区 alone
_A_PARK = re.compile(r"[\u4e00-\u9fff]{2,8}(?:[药业电材能物流文创]园|飞地|科创园|软件园|孵化园)(?!区)")
_HEADED = reason(8, "标题写到这个项目")
SUBJECT_SLOT = {"measure": 2, "stage": 1, "relation": 0}  # where the trace of a fact names its subject


@dataclass(slots=True)
class _Name:
    """What a name tells by itself, and whether the article has it."""

    is_odd: bool
    is_site: bool
    is_plain: bool  # ends as projects' names do, or the article bears it out: its titles have it, or it is named again
    is_again: bool  # named twice or more
    is_headed: bool  # the titles name it, with 项目 or without
    holds_place: bool
    is_printed: bool
    opens: bool  # headline or first words name it


class _Rule(NamedTuple):
    """What the rule that gave a subject says of it."""

    guessed: bool
    carried: bool
    by_kind: bool  # 项目, 一期: by its kind alone
    local: bool
    by_antecedent: bool  # 项目, 一期 or what is carried from them: of the one named before


@cache
def _rule(rule: str) -> _Rule:
    return _Rule(
        rule.startswith(("place", "home")),
        rule.startswith("carried"),
        rule.startswith(("项目", "phase")),
        rule.endswith("local zone"),
        rule.endswith(("项目 is the one before", "phase of the project before")),
    )


class Doubts:
    """Answers for one article; every question is a look at the few names before a fact."""

    def __init__(self, text: str, entities: Iterable[Entity], home: str, titles: str) -> None:
        self.text, self.home = text, home
        self.opening = f"{titles}\n{text[:_OPENING]}"  # a report says there what it is about
        self.opens_with_area = _AREA.search(self.opening) is not None
        self.says_park = "园区" in text
        self.names = [entity for entity in entities if entity.kind in ("zone", "region", "project", "organization")]
        self.starts = [entity.start for entity in self.names]
        self.times = Counter([entity.name for entity in self.names] + [entity.key for entity in self.names if entity.key != entity.name])
        self.titles = titles
        self.zones = Counter([entity.name for entity in self.names if entity.kind == "zone"])
        self.mentions = self.zones.total()
        self.known: dict[str, _Name] = {}  # the names asked for so far
        self.paragraphs = [0, *(match.end() for match in _NEWLINE.finditer(text))]

    @cached_property
    def places(self) -> list[tuple[int, str]]:
        return [(match.start(), match[0]) for match in _PLACES.finditer(self.text)]

    def about(self, fact: CandidateFact, subject: Slot) -> list[Reason]:
        """Negative points with their reasons."""
        name = self._known(fact.subject)
        if name.is_odd or (fact.object and fact.relation not in _WITHOUT_A_NAME and self._known(fact.object).is_odd):
            return [_ODD]
        kind = fact.subject_type
        found = [_UNUSUAL] if kind == "project" and not name.is_plain else []
        if fact.kind == "relation":
            return found
        guessed, carried, by_kind, local, by_antecedent = _rule(subject.rule)
        if not name.is_printed and (guessed or not name.opens or subject.rule == "zones together"):
            alone = name.opens and not self.zones and subject.rule != "zones together"
            found.append(_HEADED_ONLY if alone else _UNWRITTEN)
        if fact.kind == "measure":
            self._doubt_the_place(fact, name, subject, found)
            if fact.indicator == "other" and (not fact.label or _NO_LABEL.search(fact.label)):
                found.append(_WITHOUT_NOUN)
            counts_firms = fact.indicator == "enterprise_count" and fact.measure == "level" and not fact.scope and kind in ("zone", "region")
            if counts_firms and (_DONE_FOR.search(self.text, max(0, fact.start - 12), fact.start) or _DID.match(self.text, fact.end)):
                found.append(_ONLY_THESE)
            if kind == "zone" and subject.rule.startswith(("carried", "home", "place")) and self._is_of_a_park(fact.subject):
                found.append(_HEADED_BY_A_PARK)
        if kind == "region" and self.home and not fact.rule.endswith("rival in brackets"):
            found.append(_NO_REGIONS)
        if guessed and len(self.zones) >= 3 and self.zones[fact.subject] * 2 < self.mentions:
            found += [_SEVERAL_ZONES] * (kind == "zone")
        if kind == "project":
            if name.is_headed:
                found.append(_HEADED)
            if name.is_site and (carried or by_kind):
                found.append(_SITE)
            if name.holds_place:
                found.append(_PLACE_IN_IT)
            if by_antecedent:
                at = max(subject.start, 0)
                told = self.text.rfind(fact.subject.removesuffix("项目"), self._paragraph(at), at) >= 0
                found.append(_TOLD_HERE if told else _TOLD_BEFORE)
        elif kind == "organization":
            found.append(_NAMED_AGAIN if name.is_again else _NAMED_ONCE)
        else:
            if fact.indicator in _OF_PROJECTS:
                found.append(self._no_zones(fact, subject.rule, guessed))
            if kind == "region" and not fact.subject.endswith("区") and self.text[subject.start : subject.end] in ("全区", "我区"):
                found.append(_NOT_ALL_OF_IT)
        if fact.subject in _NAMELESS_AREA:
            found.append(_NAMELESS_AREA[fact.subject])
        if fact.subject in _KINDS:
            found.append(_NO_NAME)
        if fact.kind == "stage":
            if carried:
                found.append(_UNNAMED)
            elif subject.rule == "phase of the project before":
                found.append(_UNNAMED_PHASE)
        if local and self._park_before(subject):
            found.append(_OTHER_PARK)
        if (carried and self._one_of_several(subject)) or ((guessed or carried) and self._others(fact, subject, guessed)):
            found += self._between(kind, subject.rule, guessed)
        return found

    @staticmethod
    def _between(kind: str, rule: str, guessed: bool) -> list[Reason]:
        """What it says that others are named between a subject and its fact: nothing where 项目 or 园区 means the one before."""
        if rule in ("carried: 项目 is the one before", "carried: zone before"):
            return []
        return [_OTHERS_MEANT if guessed or kind == "region" or rule.startswith("carried: phase") else _OTHERS]

    def _no_zones(self, fact: CandidateFact, rule: str, guessed: bool) -> Reason:
        """What is mostly said of works: 该项目占地33亩 is not the zone's, 园区从业人员1.2万人 is."""
        at = fact.anchors[0][0]
        if _OF_THE_WORKS.search(self.text, max(0, self._sentence(at) - 1), at):
            return _OF_WORKS
        if rule.endswith("zone before"):
            return _SOME_ZONES
        return _FEW_ZONES if fact.indicator in _ALSO_OF_ZONES and not guessed and fact.subject_type == "zone" else _NO_ZONES

    def _doubt_the_place(self, fact: CandidateFact, name: _Name, subject: Slot, found: list[Reason]) -> None:
        """What a measure's place in the article says against its subject."""
        at, zone, rule = fact.anchors[0][0], fact.subject_type == "zone", subject.rule
        if not name.opens and zone:
            found += self._not_opening(fact, subject)
        elif not name.opens and fact.subject_type == "region" and not self.opens_with_area:
            found.append(_NOT_OPENING)
        if self.says_park and zone and "园区" in self.text[self._sentence(at) : at].replace(fact.subject, ""):
            if rule.endswith(("local zone", "carried: zone name")) or not name.opens:
                found.append(_SAYS_PARK)
            elif rule == "zone before":
                found.append(_IS_CALLED_PARK)
        carried = rule.startswith(("carried", "place"))
        if carried and _SOMEBODY.search(self.text, max(self._sentence(at), subject.end), at):
            found.append(_NOBODY)
        of_firm = (zone and (carried or rule == "zone before")) or (carried and fact.subject_type == "project" and fact.indicator in _OF_FIRMS)
        if of_firm and _OF_A_FIRM.search(self.text, max(0, self._sentence(at) - 1), at):
            found.append(_FIRM_SPOKEN_OF)
        if fact.subject_type == "project" and carried and self.says_park and "园区" in self.text[max(subject.end, at - _NEAR) : at]:
            found.append(_PARK_SINCE)
        if fact.subject_type in ("zone", "region") and not rule.startswith(("place", "home")):
            return
        low = max(self._paragraph(at), at - _NEAR)
        if self.text.rfind("“", low, at) > self.text.rfind("”", low, at):
            found.append(_QUOTED)

    def _not_opening(self, fact: CandidateFact, subject: Slot) -> list[Reason]:
        """A zone that neither titles nor the first words name: less doubtful where its name opens the paragraph, as in lists and short news."""
        if subject.rule.endswith("area word"):
            return []
        opens = 0 <= subject.start <= self._paragraph(subject.start) + _BULLET
        if subject.rule in ("zone name", "list in order"):
            return [] if opens else [_NAMED_LATER]
        return [_NAMED_LATER if opens and subject.rule == "carried: zone name" and self.home in ("", fact.subject) else _NOT_OPENING]

    def _is_of_a_park(self, zone: str) -> bool:
        """Whether the titles tell of a park and not of this zone."""
        park = _A_PARK.search(self.titles)
        return park is not None and zone not in self.titles and zone[-4:] not in self.titles and park[0] not in zone

    def _paragraph(self, at: int) -> int:
        return self.paragraphs[bisect_right(self.paragraphs, at) - 1]

    def _sentence(self, at: int) -> int:
        low = max(self._paragraph(at), at - _NEAR)
        return max(low, *[self.text.rfind(mark, low, at) + 1 for mark in "。！？"])

    def _known(self, name: str) -> _Name:
        if name not in self.known:
            again, first = self.times.get(name, 0) > 1, self.text.find(name)
            short = name[:-1] if name[-1] in _LEVELS and len(name) < 6 else name  # 安徽 prints 安徽省
            headed = short != name and short in self.titles
            self.known[name] = _Name(
                _ODD_NAME.search(name) is not None,
                name.endswith(_SITES),
                again or name in self.titles or (name.endswith(_WORKS) and len(name) > _SHORT) or self.text.find(name, first + len(name)) > first >= 0,
                again,
                name.removesuffix("项目") in self.titles,
                _PLACE_INSIDE.match(name) is not None,
                first >= 0 or headed or (short != name and short in self.text),
                headed or name in self.opening,
            )
        return self.known[name]

    def _low(self, fact: CandidateFact, subject: Slot, guessed: bool) -> int:
        """Where to look from: behind the subject's own words, or from the head of the paragraph."""
        return max(self._paragraph(fact.start), fact.start - _NEAR, -1 if guessed else subject.end)

    def _park_before(self, subject: Slot) -> bool:
        """某创业园…。园区设立基金: 园区 after a park's own name."""
        if self.text[subject.start : subject.end] not in _LOCAL:
            return False
        low = max(self._paragraph(subject.start), subject.start - _NEAR)
        index = bisect_left(self.places, (subject.start, "")) - 1
        while index >= 0 and self.places[index][0] >= low:
            if self.places[index][1] in _PARKS:
                return True
            index -= 1
        return False

    def _one_of_several(self, subject: Slot) -> bool:
        """甲区、乙区、丙区…。签约36个: the last of a list is carried, but all were spoken of."""
        before, after = self.text[max(0, subject.start - 1) : max(0, subject.start)], self.text[subject.end : subject.end + 1]
        index = bisect_left(self.starts, subject.start)
        joined_before = before in ("、", "和", "与", "及") and index > 0 and self.names[index - 1].end == subject.start - 1
        return joined_before or (after in ("、", "和", "与") and index + 1 < len(self.names) and self.starts[index + 1] == subject.end + 1)

    def _others(self, fact: CandidateFact, subject: Slot, guessed: bool) -> bool:
        """Whether somebody else is named between the subject and the fact, or in its paragraph where the subject is a guess."""
        index = bisect_left(self.starts, self._low(fact, subject, guessed))
        kinds = ("zone", "region") if guessed else ("zone", "region", "organization")
        while index < len(self.names) and self.starts[index] < fact.start:
            name = self.names[index].name
            if self.names[index].kind in kinds and self.names[index].detail != "state" and not fact.subject.startswith(name[:2]) and name not in fact.subject:
                return True
            index += 1
        return False
