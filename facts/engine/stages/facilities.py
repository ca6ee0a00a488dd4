"""Whose a stage is where no project is named: a site of its clause (智能提取车间建成投用), a line that a firm builds, the firm itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import NOBODY, Reading, Subject
from facts.engine.stages.parts import trimmed
from facts.engine.types import CandidateFact, Token
from facts.engine.words.lexicon import is_generic

_HEAD = (
    r"(?:厂区|新厂|厂房|车间|生产线|产线|流水线|装置|工厂|分厂|仓库|冷库|仓储区|(?:污水处理|自来水|净水|再生水|热电|发电|水泥|焚烧|水|电)厂|电站|变电站|变电所|泵站|储罐区|"
    r"(?:大|干|快速|主干|通)道|大街|公路|道路|[东西南北纬经横纵一二三四五六七八九十\u4e00-\u9fff]路|(?<![条沿上近一])街(?!道|区)|大桥|立交桥|隧道|管网|管线|管廊|铁路专用线|公寓|宿舍楼?|安置房|公租房|学校|小学|中学|幼儿园|医院|市场|"
    r"大厦|大楼|研发楼|办公楼|综合楼|研发中心|实验室|中试基地|孵化器|加速器|中心|供热站|供水站|码头|泊位|停车场|船坞|船台|延伸段|连接线|[东南西北]延|道路|公园|广场|小区|酒店|矿井|煤矿)"
)
_SITE = re.compile(
    rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9.·、]{{0,16}}?{_HEAD})(?:等?(?:\d{{1,3}}|[一二两三四五六七八九十]{{1,2}})(?:条|座|个|栋|处)[\u4e00-\u9fff]{{2,6}})?"
    r"(?P<part>主体(?:结构|工程)?|结构|土建(?:工程)?|工程)?$"
)
_WHOLE_SITE = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9.·]{{0,14}}{_HEAD}(?:[东南西北中]段)?")
# 1号车间, 主厂房, 首批8栋厂房: parts of something, and no names.
_COMPONENT = re.compile(
    rf"(?:新|老|主体|主|办公|职工|员工|行政|辅助|全部|部分|首批|其中|配套|附属|生产|地下|一般|各类|两|几|所有)*(?:[一二三四五六首]期)?(?:(?:\d{{1,3}}|[一二两三四五六七八九十首]{{1,3}})(?:条|座|个|栋|幢|处|号|#)|[A-Z]\d?(?:区|座|栋)?)?{_HEAD}"
)
_JOINT = re.compile("[、和与及]")  # 1号厂房和办公楼
_OWN_NAME = frozenset("新厂区 新厂房 新工厂 标准厂房 标准化厂房 标准化工业厂房 污水处理厂 自来水厂 净水厂 再生水厂 人才公寓 公租房 安置房 新厂".split())
_NO_ROAD = re.compile(r"^.?公路$|(?:网|思|套|出|门|销|道|线|铁|电|油|气|管|半|领|赛|丝绸之|一带一|上|在|沿)路$")
_OF_A_SITE = frozenset(("started", "under_construction", "completed", "trial_production", "in_production", "at_capacity", "suspended"))
# 投资2亿元建设胶囊制剂车间, 新上2条生产线: what a firm builds.
_BUILDS = re.compile(
    r"(?:新上|上了|新建|扩建|兴建|建设|建成|建起|建有|增加|新增|引进|实施|投建|上马|启动)(?:了|的)*(?:(?:\d{1,2}|[一两二三四五六七八九十])[条座个栋])?"
    r"(?P<line>(?:年产[^，。；的]{2,14}的)?[A-Za-z0-9\u4e00-\u9fff]{2,14}?(?:生产线|产线|车间|厂房|新厂区|厂区|工厂|装置))(?:(?:\d{1,2}|[一两二三四五六七八九十])[条座个栋])?(?=[，。、；]|\n)"
)
_OWN_LINES = re.compile(
    r"(?:的|(?:新上|新建|引进|新增|改造|扩建)的?)*(?P<lines>(?:\d{1,2}|[一两二三四五六七八九十])条[^，。；的]{0,12}线)"
)  # 新上的6条镜头模组线3月投产
_DATED = re.compile(r"(?:相继|先后|陆续|双双|已|已经|正|正在|顺利|正式|成功|全面|如期|即将|将)$")
DONE_SITE = re.compile(
    rf"的(?!项目|企业|公司|[^，。；]{{0,10}}[有了])(?P<name>[\u4e00-\u9fffA-Za-z0-9]{{2,12}}?{_HEAD}(?:[一二三四五]期)?)(?=[投总占，、建已，。；]|共(?!\d{{1,3}}[个家座项]))"
)
_ENDS = re.compile(r"[，。；、！？”\n后并及和以时]|成功|达效|\Z")
_PHASE_BESIDE = re.compile(r"[一二三四]期(?![间待望])")
_BEGINS_ON = re.compile(rf"[了的]?(?:[一二两三四五六\d]{{1,2}}[条座个])?(?P<name>[\u4e00-\u9fffA-Za-z0-9]{{0,12}}?(?:{_HEAD}|铁路))(?=[，。、；])")
_OTHER = re.compile(
    r"^[“”\s]*(?P<name>[\u4e00-\u9fffA-Za-z0-9.·]{2,18}(?:合作中心|服务中心|研发中心|数据中心|会展中心|示范线|基地|产业园|保障性住房|安置房|公寓|医院|学校|大道|大街|大桥|延长线|延伸段|连接线|立交|污水处理厂|水厂|电厂|变电站|机场|高速))$"
)
_OPENS_WITH = re.compile(
    r"(?:目前，|此外，|同时，)?(?P<name>[\u4e00-\u9fffA-Za-z0-9.·]{2,14}?(?:延伸段|连接线|延长线|大道|大桥|公路|隧道|变电站|变电所|污水处理厂|水厂|管廊|泵站|公寓|安置房|码头|铁路专用线))"
    r"(?=完成|已|正|将|预计|计划|于|目前|今年|总投资|全长|概算)"
)
_OUR = re.compile(r"^“?(?:(?:我们|咱们|公司|企业|集团)的?)?(?:(?:整个|该)?工程$)?")
_PHASE_HERE = re.compile(r"(?P<phase>[一二三四]期)(?:的|项目|工程)?(?:(?:\d{1,3}|[一二两三四五六七八九十]{1,2})[条座个栋幢])?$")
# 一期…。废水池有序推进 is no phase's
_OF_A_PHASE = re.compile(
    r"(?:.|[一二三四首]期(?:[\d.]{1,6}万?(?:平方公里|平方米|亩))?|[^，。；]{0,20}并|项目|工程|[^，。；]{0,12}(?:设施|封关|围网|卡口|区域|开发|用房|道路|平台))?"
)
_SITE_AFTER = re.compile(rf"了?(?P<name>(?!省|市|国家|各|一批|多|全)(?:(?![和与及的])[\u4e00-\u9fff]){{1,8}}?{_HEAD})(?=[、，。；和与及等])")
_MADE_LINE = re.compile(r"年产[^，。；的]{2,16}?(?:生产线|产线|装置)")
_PHASED = re.compile(r"[一二三四首]期")
_NOBODYS = frozenset(("", "公司", "企业", "集团", "该公司", "该企业"))
_THIS = re.compile(r"(?:该|这|此)(?:批|些|座|条|栋|个)(?:新)?(?P<kind>厂房|道路|路|桥|大楼|车间|生产线|工厂)")
_BARE_KIND = re.compile(r"(?:新)?(?P<kind>工厂|车间|生产线|大楼)")
_NAMED_SO = {
    "厂房": re.compile(r"(?P<name>标准化?厂房|新厂房)"),
    "道路": re.compile(r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:大道|主干道|大街|公路|路))"),
    "路": re.compile(r"(?P<name>(?:园区)?主干道|[\u4e00-\u9fff]{2,6}?(?:大道|大街|公路|路))"),
    "桥": re.compile(r"(?P<name>[\u4e00-\u9fff]{2,8}?大桥)"),
    "大楼": re.compile(r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:大楼|大厦))"),
    "车间": re.compile(r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,10}?车间)"),
    "生产线": re.compile(r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,12}?生产线)"),
    "工厂": re.compile(r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,10}?工厂)"),
}
OF_SITES = frozenset(("a phase of the zone", "site of its clause", "a part of the firm", "the firm that builds", "production lines of a firm"))


def site_of(scope: Scope, reading: Reading, token: Token, last: CandidateFact | None = None, attributive: bool = False) -> Subject | None:
    """The site that its clause names, or what the firm builds, or the firm; nothing where a project is spoken of."""
    if (
        token.entry.stage not in _OF_A_SITE
        or (reading.topic.kind == "project" and not attributive)
        or "一批" in scope.scene.text[token.start - 6 : token.start]
    ):
        return None
    text = scope.scene.text
    low, end = _reach(scope, reading, token)
    if last and low < last.end < token.start and text[last.end] == "、":
        low = last.end + 1  # 3月签约、|5月投产
    words = trimmed(scope, low, end)
    found = _SITE.search(words) if words else None
    if done := DONE_SITE.match(text, token.end):
        return Subject("project", done["name"], "", *done.span("name"), "site of its clause")  # 去年建成的2号船坞
    if begun := _BEGINS_ON.match(text, token.end) if token.entry.stage == "started" and not words else None:
        return Subject("project", begun["name"], "", *begun.span("name"), "site of its clause")  # 开工建设铁路专用线，
    if firm := _firm_after(scope, reading, token):
        return firm
    if attributive:
        return None
    if this := _this_site(scope, reading, token):
        return this
    if found:
        at = text.rfind(words, low, token.start)
        if at < 0:  # 一期|年产30万辆摩托车生产线: its size was left aside
            made = _MADE_LINE.search(text, low, token.start)
            return Subject("project", made[0], "", *made.span(), "site of its clause") if made else None
        return _site(scope, reading, at + found.start("name"), at + found.end("name"), found["part"] or "")
    if last and not words and (again := same_site(scope, last, token)):
        return again
    if reading.topic.kind == "zone" and _OF_A_PHASE.fullmatch(words) and (phase := _phase_of(scope, reading, token)):
        return reading.topic.of(phase, "a phase of the zone")
    if reading.topic.kind != "organization":
        who = (
            scope.speaker_at(token.start, bisect_left(scope.clause_starts, reading.clause.start))
            if "“" in text[max(0, token.start - 200) : token.start]
            else NOBODY
        )
        return _firm(scope, reading, token, words, who) if who.kind == "organization" else None
    if own := _OWN_LINES.fullmatch(words):
        return replace(reading.topic, scope=own["lines"], rule="a part of the firm")
    if line := _line_before(scope, reading, token):
        return line
    return _firm(scope, reading, token, words, reading.topic)


def joined_before(scope: Scope, reading: Reading, at: int) -> list[Subject]:
    """经三路、纬五路、|创业大道等5条道路: the sites that a list names before the last."""
    text = scope.scene.text
    found: list[Subject] = []
    while text[at - 1 : at] in ("、", "和", "与") and len(found) < 8:
        start = max(scope.scene.stop_before(at - 1), reading.clause.start)
        name = text[start : at - 1]
        if not (2 <= len(name) <= 16 and _WHOLE_SITE.fullmatch(name)) or _NO_ROAD.search(name) or (_COMPONENT.fullmatch(name) and name not in _OWN_NAME):
            break
        found.append(Subject("project", name, "", start, at - 1, "site of its clause"))
        at = start
    return found[::-1]


def sites_after(scope: Scope, token: Token) -> list[Subject]:
    """投入8.7亿元，建成|疏港公路、供水管线: works named right behind what became of them."""
    text, at = scope.scene.text, token.end
    found: list[Subject] = []
    while len(found) < 8 and (site := _SITE_AFTER.match(text, at)):
        name = site["name"]
        if _NO_ROAD.search(name) or is_generic(name) or (_COMPONENT.fullmatch(name) and name not in _OWN_NAME):
            break
        found.append(Subject("project", name, "", *site.span("name"), "site of its clause"))
        at = site.end()
        if text[at : at + 1] not in ("、", "和", "与", "及"):
            break
        at += 1
    return found


def _this_site(scope: Scope, reading: Reading, token: Token) -> Subject | None:
    """12栋标准厂房全部租出。该批厂房…，2017年开工: what 这批, 这条 leads back to."""
    text = scope.scene.text
    low = max(text.rfind("。", max(0, token.start - 90), token.start), text.rfind("\n", max(0, token.start - 90), token.start), token.start - 90, 0)
    this = _THIS.search(text, low, token.start)
    if not this or any(entity.kind == "project" and low <= entity.start < token.start for entity in reading.entities):
        return None
    return _named_so(scope, this["kind"], this.start())


def _named_so(scope: Scope, kind: str, at: int) -> Subject | None:
    """工厂 after 中药配方颗粒智能工厂 was named: that one."""
    named = list(_NAMED_SO[kind].finditer(scope.scene.text, at - 300, at))
    for match in reversed(named):
        start = max(scope.scene.stop_before(match.end("name") - len(kind)), match.start("name"))
        name = scope.scene.text[start : match.end("name")]
        if len(name) > len(kind) and not (_COMPONENT.fullmatch(name) and name not in _OWN_NAME):
            return Subject("project", name, "", start, match.end("name"), "site of its clause")
    return None


def other_site(scope: Scope, reading: Reading, token: Token, words: str, low: int) -> Subject | None:
    """中哈合作中心今年试运行, after a project was spoken of: a name of its own kind that no project list knows."""
    found = _OTHER.search(words)
    if not found or _COMPONENT.fullmatch(found["name"]):
        return None
    at = scope.scene.text.rfind(words, low, token.start)
    return Subject("project", found["name"], "", at + found.start("name"), at + found.end("name"), "site of its clause")


def opening_site(scope: Scope, reading: Reading, token: Token) -> Subject | None:
    """某项目完工。中开连接线完成可研报告，正在办理前期手续: the works that the sentence opens with, whatever was told of before."""
    text = scope.scene.text
    far = max(0, token.start - 80)
    low = max(text.rfind("。", far, token.start), text.rfind("；", far, token.start)) + 1
    if not low or low >= reading.clause.start or reading.topic.start >= low:
        return None
    opens = _OPENS_WITH.match(text, low, reading.clause.start)
    first, last = (bisect_left(scope.entity_starts, at) for at in (low, token.start))
    if opens is None or any(entity.kind in ("project", "organization", "anaphor", "phase") for entity in scope.entities[first:last]):
        return None
    name = opens["name"]
    if _COMPONENT.fullmatch(name) or _NO_ROAD.search(name) or is_generic(name):
        return None
    return Subject("project", name, "", *opens.span("name"), "site of its clause")


def _site(scope: Scope, reading: Reading, start: int, end: int, part: str) -> Subject | None:
    """A site with a name of its own; a firm's 二期厂房 is a part of the firm's; a zone's 3号厂房 is nobody's."""
    text = scope.scene.text
    name = text[start:end]
    cut = max((stop for stop in (scope.scene.stop_before(end - 2),) if start < stop < end - 1), default=start)
    if text[cut - 1 : cut] == "、" and text[cut - 2 : cut - 1] == "号" and (whole := scope.scene.stop_before(cut - 2)) >= start:
        cut = whole  # 大榄坪12号、13号泊位
    start, name = cut, text[cut:end]
    if _NO_ROAD.search(name):
        return None
    if name in _OWN_NAME or not (all(map(_COMPONENT.fullmatch, _JOINT.split(name))) or (is_generic(name) and name not in _OWN_NAME)):
        return Subject("project", name, part, start, end, "site of its clause")
    if (kind := _BARE_KIND.fullmatch(name)) and (named := _named_so(scope, kind["kind"], start)):
        return named
    phase = next((entity for entity in reading.entities if entity.kind == "phase" and entity.end <= end), None)
    if reading.topic.kind == "organization" and reading.topic.name not in _NOBODYS:
        return replace(
            reading.topic,
            scope=name + part if _PHASED.match(name) else phase.detail if phase else _its_phase(text, start) or name + part,
            rule="a part of the firm",
        )
    return None


def _reach(scope: Scope, reading: Reading, token: Token) -> tuple[int, int]:
    """Where the subject's words can stand: behind the last name, or before the place where it happens (新工厂在高新区奠基)."""
    before = [entity for entity in reading.entities if entity.end <= token.start and entity.kind != "phase"]
    end = token.start
    if before and before[-1].start in scope.locatives and scope.scene.text[before[-1].start - 1 : before[-1].start] in "在于":
        end = before.pop().start - 1
    return max([reading.clause.start, *(entity.end for entity in before)]), end


def same_site(scope: Scope, last: CandidateFact, token: Token) -> Subject | None:
    """某公司的水性树脂车间正在建设，占地30亩，预计明年3月投产: still the site that the sentence told of."""
    if (
        last.kind != "stage"
        or last.rule not in ("stage: site of its clause", "stage: a part of the firm", "stage: the firm that builds")
        or "。" in scope.scene.text[last.end : token.start]
        or "\n" in scope.scene.text[last.end : token.start]
    ):
        return None
    first, end = (bisect_left(scope.entity_starts, at) for at in (last.end, token.start))
    if any(entity.kind not in ("person", "population") for entity in scope.entities[first:end]):
        return None
    whole = last.rule.endswith("site of its clause")
    return Subject(last.subject_type, last.subject, "" if whole else last.scope, last.slots[1].start, last.slots[1].end, last.rule.removeprefix("stage: "))


def _phase_of(scope: Scope, reading: Reading, token: Token) -> str:
    """万州综合保税区分两期建设，其中一期用地800亩，5月启动建设: the phase of the zone that the sentence last named."""
    at = reading.clause.start
    low = max(scope.scene.text.rfind("。", max(0, at - 120), token.start), scope.scene.text.rfind("\n", max(0, at - 120), token.start), at - 120)
    first, last = (bisect_left(scope.entity_starts, end) for end in (low, token.start))
    for entity in reversed(scope.entities[first:last]):
        if entity.kind in ("project", "organization"):
            return ""
        if entity.kind == "phase":
            return entity.detail
        if entity.kind == "zone" and (beside := _PHASE_BESIDE.match(scope.scene.text, entity.end)):
            return beside[0]  # 海沧保税港区二期封关运作
    return ""


def _its_phase(text: str, at: int) -> str:
    """该公司|一期|3条生产线."""
    found = _PHASE_HERE.search(text, at - 8, at)
    return found["phase"] if found else ""


def _line_before(scope: Scope, reading: Reading, token: Token) -> Subject | None:
    """某公司上了2条枸杞原浆生产线，5月投产: the lines that a firm builds, where no project is named."""
    start = max(0, token.start - 80)
    said = scope.scene.text[start : token.start]
    cut = max(said.rfind("。"), said.rfind("；"), said.rfind("\n")) + 1
    found = list(_BUILDS.finditer(said, cut))
    if not found or any(entity.kind == "project" and entity.end > start + found[-1].end() for entity in reading.entities if entity.start < token.start):
        return None
    at = (start + found[-1].start("line"), start + found[-1].end("line"))
    return Subject("project", found[-1]["line"], "", *at, "production lines of a firm")


def _firm_after(scope: Scope, reading: Reading, token: Token) -> Subject | None:
    """3月下旬刚刚投产的某公司."""
    if not scope.scene.text.startswith("的", token.end) or not scope.periods_between(reading.clause.start, token.start):
        return None
    firm = next((entity for entity in reading.entities if entity.start == token.end + 1 and entity.kind == "organization"), None)
    subject = scope.subject_of(firm, reading) if firm else None
    return subject.by("the firm that builds") if subject and subject.kind == "organization" else None


def firm_that_signs(scope: Scope, reading: Reading, token: Token) -> Subject | None:
    """某公司去年6月签约、11月投产."""
    if reading.topic.kind != "organization":
        return None
    return _firm(scope, reading, token, trimmed(scope, *_reach(scope, reading, token)), reading.topic)


def _firm(scope: Scope, reading: Reading, token: Token, words: str, firm: Subject) -> Subject | None:
    """某公司2月开工建设: the firm stands for what it builds, where a time or 已 says that this is told of it."""
    phase = next((entity for entity in reversed(reading.entities) if entity.end <= token.start and entity.kind == "phase"), None)
    words = _OUR.sub("", words)
    if firm.name in _NOBODYS or (words and not (phase and words.startswith(scope.scene.text[phase.start : phase.end]))):
        return None
    if not _ENDS.match(scope.scene.text, token.end) or "复" in token.entry.word:
        return None  # 已建成4个车间, 今年交付的第9艘船, 2月18日复工
    told = scope.periods_between(reading.clause.start, token.start) or _DATED.search(scope.scene.text, reading.clause.start, token.start)
    if not told:
        return None
    return firm.of(phase.detail if phase else "", "the firm that builds")
