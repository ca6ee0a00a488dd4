"""Which part of a site a stage is told of: 办公楼主体完工, 一期3条生产线, 首批8幢厂房."""

from __future__ import annotations

import re

from facts.engine.scope.introductions import HALLS
from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Reading, Subject
from facts.engine.types import Token

_NOUN = (
    r"(?:主体|厂房|车间|办公楼|宿舍楼?|综合楼|研发楼|基础|结构|钢结构|设备|装修|装饰|土建|管网|道路|配套|桩基|地基|外墙|室内|室外|生产线|产线|号线|号楼|楼|机房|仓库|库房|设施|线|标段|部分|土地|平整|"
    r"泊位|码头|船台|船坞|窑炉|冷库|机房|机组|装置|矿热炉|炉|塔|桥|隧道|中试线|示范线|[A-Z东南西北一二三四]区|用房|屋面|变电站|管廊|储罐|幢|栋|地块|片区|首期|首批|段|屋顶|净化车间|食堂)"
)
_PART = re.compile(
    rf"(?:[\u4e00-\u9fffA-Za-z\d.、#]{{0,14}}{_NOUN}|(?:其[余它他]|剩余|剩下的?)\d{{0,4}}[\u4e00-\u9fff]{{0,2}}|首批[\u4e00-\u9fff\d]{{0,8}})(?:工程|结构|施工|安装|建设|用房|屋面|基础|封顶|主体|厂房|工作|采购|吊装|浇筑|装修|平整)*$"
)
_ADVERBS = re.compile(
    r"^(?:“|[便就](?=有)|(?:春节|国庆节?|元旦|五一|中秋)[前后]|[一二三四五六七八九十]{1,3}月[份底初]?|前(?!期)|之前|以前|正加紧进行|加紧进行|抓紧进行|正抓紧进行|现场|工地|上|内|里|的|中的|目前|截至|进入|正处在|正处于|处于|正进行|开展|现|已|正在|正|将|另有|还有|另外|其(?![余它他中])|其中|有|已有|也|则|看到|只见|则|整个|各|所有|该|截至目前|据介绍|一期工程中的)+"
    r"|(?:已经|已于|已|均已|全部|全面|正在|将|顺利|基本|也|均|正|在|于|同步|加紧|抓紧|进行|正加紧|加紧进行|抓紧进行|刚刚|刚|全线|正式|陆续|先后|相继|同时|即将|率先|整体|如期|提前|有望|计划|拟|力争|可|处于|进入|现|目前|正有序|也已|又|还|则|另有|预计|建设|"
    r"准备|打算|争取|确保|(?:春节|节|年)[前后]|近期|近日|日前|昨日|昨天|今天|当天|当日|同日|不久前|刚|终于|成功|已经正式|宣布|迎来|实现了?|可望|就|才|便|能|能够|可以){1,8}$"
)
_SET_UP = re.compile(r"(?:安装|吊装|调试|铺设|浇筑|焊接|架设|敷设)(?:调试)?完[毕成]")
_THING = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.、#]{2,16}")
_NO_THING = re.compile(r"的$|仅|天$|项目|工程$|整个|全部|我们|公司|企业|施工|工人")
_WISHED = re.compile(r"(?:预计|计划|力争|争取|确保|有望|预期|拟|将|可)+(?:于|在|到)?")
_MEASURE = re.compile(
    r"^(?:总)?(?:建筑面积|面积)?(?:约|近|超)?[\d.]+(?:余|多)?万?(?:平方公里|平方米|平米|㎡|亩|千瓦|吨|米|公里|GWh|MWh|GW|MW|千伏)(?:的)?|年产[^，]{2,8}?(?=生产线|产线|装置)"
)
# 3栋主厂房已有两栋 -> 两栋主厂房
_SOME_OF = re.compile(
    r"(?:\d{1,3}|[一二两三四五六七八九十])(?P<kind>[栋座幢条])(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:中|已|有|已有|中已有)+(?P<some>(?:\d{1,3}|[一二两三四五六七八九十])(?P=kind))$"
)
_BUSY = re.compile(r"均|进入|完成(?!$)|实现")
_OF_TOKEN = re.compile(
    r"(?:完成)?(?P<part>迁改|改造|加固|打桩|试桩|场平|清表|土方|主体结构|主体工程|主体大楼|主体厂房|主体|结构|厂房主体|厂房|土建工程|土建|桩基施工|桩基|基础施工|基础|设备安装|土地平整|场地平整)(?:正在|已|全部|全面|顺利|基本){0,3}(?:封顶|结顶|封闭|断水|完工|竣工|建成|落成|完成|施工阶段|施工|(?:计划|预计|将)?于?[\d年月底初中下上旬末]{0,8}结束)?$"
)
_BESIDE = re.compile(r"(?:[）)]|[\d.]{1,6}万?平方米|项目|工程|的|日前|近日|目前|[今昨]天|[今昨]日|[\d年月日底初]{1,8}|已经?|全部|正式|顺利)*")
_BETWEEN = re.compile(r"[，；：、已正将于在]|完成|实现|目前")
# 二期主体封顶 leaves more of the phase to be built.
_WHOLE = frozenset(("trial_production", "in_production", "at_capacity"))
_ONLY_WORKS = re.compile(r"(?:路基|桩基|主体|土建|钢结构|场平|地基)(?:工程|施工|结构)?$")
_UNFINISHED = re.compile(r"主体|结构|基础|土建|桩基|设备|装修|安装|屋面|外墙|管网|道路|配套|平整|其[余它他]|首批|办公楼|宿舍")


def part_of(scope: Scope, reading: Reading, token: Token, subject: Subject) -> str:
    """The words for the part, with the phase that stands beside them; else the phase; else nothing."""
    before = [entity for entity in reading.entities if entity.end <= token.start]
    if before and before[-1].kind == "project" and before[-1].start in scope.references and before[-1].name.endswith(HALLS):
        return before[-1].name  # 110千伏变电站一次送电成功: no more of the works than that
    words = trimmed(scope, before[-1].end if before else reading.clause.start, token.start)
    part = _part_in(words) if words else ""
    if token.entry.stage == "completed" and (of_token := _OF_TOKEN.match(scope.scene.text, token.start, token.end)):
        done = of_token["part"] if part or of_token["part"] not in ("迁改", "改造", "加固") else ""  # 地下管线|迁改, but a project's own 改造 is all of it
        part = part if part.endswith(done) else part + done
        part = "主体结构" if part == "结构" and scope.scene.text.startswith("主体", token.start - 2) else part
    if not part and token.entry.stage == "completed" and _SET_UP.match(scope.scene.text, token.start) and _THING.fullmatch(words):
        part = "" if _NO_THING.search(words) else words  # 21组大型空调主机已安装完毕: that, and not the whole
    if not part and token.entry.stage in _WHOLE and _ONLY_WORKS.search(subject.scope):
        return ""  # 路基工程已完成85%，年底建成通车: the whole of it
    if not part:
        return subject.scope
    if not subject.scope or all(entity.detail.removeprefix("project:") != subject.scope for entity in before):
        return part
    if token.entry.stage == "under_construction" or not _UNFINISHED.search(part):
        return subject.scope  # 一期4栋仓库建成: so far the phase is
    return _from_phase(scope.scene.text, subject.scope, part, before[-1].start, token.end)


def _from_phase(text: str, phase: str, part: str, low: int, high: int) -> str:
    """一期机房主体工程 in the article's own words; of 一期4栋楼已完成主体封顶 the phase alone."""
    end = text.rfind(part, low, high)
    start = text.rfind(phase, low, end) if end >= 0 else -1
    if start < 0 or _BESIDE.fullmatch(text, start + len(phase), end):
        return phase + part
    words = text[start : end + len(part)]
    return words if len(words) <= 18 and not _BETWEEN.search(words) else phase


def _part_in(words: str) -> str:
    """办公楼主体 of 办公楼主体已; 在线 and 工程 alone are no part."""
    words = _BUSY.split(words)[0] if not words.startswith(("均", "已")) else words
    if some := _SOME_OF.search(words):
        words = some["noun"]
    if len(words) > 18 or not _PART.fullmatch(words):
        words = words.rpartition("的")[2] or words  # 集办公、生活为一体的综合大楼
    if words[1:2] == "的" and words[0] in "高长宽深重":
        words = words[2:]  # 30米高的结晶塔
    named = (
        len(words) <= 18
        and not words.endswith(("在线", "一线", "通线", "全线"))
        and not words.startswith("等")
        and words not in ("线", "楼", "部分", "工程", "设备", "配套", "土地")
        and _PART.fullmatch(words) is not None
    )
    return words if named else ""


def trimmed(scope: Scope, start: int, end: int) -> str:
    """What stands between the last name and the stage, without times, intentions and adverbs."""
    text = scope.scene.text
    intended = scope.planned_from(start, end)
    if intended >= 0 and intended - start > 1:
        end = intended
    elif intended >= 0 and (wished := _WISHED.match(text, intended)):
        start = wished.end()  # 预计6月底|主体工程封顶
    if start >= end:
        return ""
    pieces, at = [], start
    for mention in scope.periods_between(start, end):
        if mention.start >= at:
            pieces.append(text[at : mention.start])
            at = mention.end
    pieces.append(text[at:end] if at < end else "")
    for piece in reversed(pieces):
        if len(piece) > 1 and len(bare := _ADVERBS.sub("", piece)) > 1:
            return _MEASURE.sub("", _ADVERBS.sub("", bare))
    return ""
