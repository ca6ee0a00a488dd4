"""Finds the members of a list that lack the word 项目: 甲、乙产业园三期等54个项目, 甲、乙2个项目, 甲区A、乙区B、丙区C项目."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facts.engine.mentions.beginnings import project_start
from facts.engine.mentions.kinds import WORD
from facts.engine.mentions.scene import INNER_PHASE, Scene
from facts.engine.types import Entity
from facts.engine.words.lexicon import is_generic, load_words
from facts.engine.words.numerals import parse_number

_ET_CETERA = re.compile(r"等(?=[\u4e00-\u9fff\d]{0,16}项目)")
_COUNTED = re.compile(r"个(?<=[0-9两三四五六七八九]个)")
_PROJECTS = re.compile(r"[\u4e00-\u9fff]{0,6}项目")
_PARKS = re.compile(r"“[^”]{1,6}”|园区|基地|工厂|片区|产业园")
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z”]")
_LIST_END = re.compile(
    r"(?P<etc>等(?:在内的?)?)?(?:(?P<count>\d{1,3}|[一二两三四五六七八九十]{1,2})(?:余|多)?(?:个|项|大|只|宗)|一批)?(?P<kind>[\u4e00-\u9fff\d]{0,16}?)(?:项目|工程|“|园区|基地|工厂|片区|产业园)"
)
_NO_ITEM = ("企业", "公司", "集团", "产业", "问题", "单位", "部门", "领域", "人", "市", "县", "省", "区", "行业", "环节")
_BUILT = re.compile(
    r"(?:园|基地|工厂|中心|线|厂|站|[一二三四五]期|改造|扩产|扩建|扩能|生产|制造|研发|产业化|系统|大桥|大道|路|平台|院|总部|电站|工程|厂房|车间|仓储|加工|循环|利用|材料|装备|器件|模组|芯片|电池|光伏|储能|治理|整治|修复|延伸段|连接线|改扩建|[路桥江河湖库堤]段|枢纽|码头|管网|管廊|大厦|公寓|学校|医院|公园)$"
)
_VERB = re.compile(r"(?:签约|开工|投产|建成|竣工|实施|落地|新上)了?$|(?:签约|开工|投产|竣工|落地)的?项目(?:有|为|是|包括|分别[是为])$")
_BROUGHT = re.compile(r"(?:引进|引入|招引|招引落地|落户|包括|包含|涵盖|涉及|建设|推进|储备|谋划)了?$")  # 引进了海泰汽车线束、富铭镁合金压铸等项目
_LOCAL = re.compile(r"(?<=[、和与及])(?:经开区|高新区|开发区|园区|新区|综保区)")
_FIGURE = re.compile(r"\d|[A-Z]")
_PRICED = re.compile(r"(?:(?:计划)?(?:总)?投资[^、，。；\n]{2,16}|(?<=[、和及与])\d[\d.]{0,8}[余多]?[万亿]{1,2}元)的$")
# 等24个项目|竣工投产: what takes a step together has names
_STEP = re.compile(
    r"(?:已经|已|均|也|又|相继|陆续|先后|集中|成功|正式|顺利|全部|实现|现场|如期|全面|同时|可望|有望|即将|将|上半年|下半年|年内|年底前?|\d{1,2}月底?前?|今年|明年|完成|取得|获得|通过)*(?:备案|立项|入库|核准|签约|启动|开工|投产|竣工|落户|落地|复工|建成|完工|投用|投运|动工|开建|奠基|试产|达产|(?:正在|正)?(?:加快|加紧|抓紧|有序|全力|进行)+(?:建设|推进|施工|(?:设备)?(?:调试|安装)|试生产))(?!率|一批|仪式)"
)
_JOINED = ("、", "和", "与", "及")
_MADE_ONLY = re.compile(rf"(?:{WORD}|光电子|医疗|先进|高端|产业|服务|设备|制品|消费|家电|钢铁|有色|矿产|建材|农产品|精深|研发|设计|平台)+")


def find_members(scene: Scene, found: list[Entity]) -> list[Entity]:
    projects = {entity.end: entity.start for entity in found if entity.kind == "project"}
    more: list[Entity] = []
    for at in sorted({match.start() for match in _ET_CETERA.finditer(scene.text)}.union(_counts(scene.text))):
        if match := _LIST_END.match(scene.text, at):
            more.extend(_members(scene, match, projects))
    zones = {zone.end: zone.start for zone in scene.zones}
    for entity in found:
        if entity.kind == "project" and entity.start in zones and scene.text[zones[entity.start] - 1 : zones[entity.start]] in _JOINED:
            more.extend(_in_zones(scene, zones[entity.start] - 1, zones, projects))
    return more


def _counts(text: str) -> Iterator[int]:
    """Where the number of 12个项目 or 2个园区 begins."""
    for match in _COUNTED.finditer(text):
        at, end = match.start() - 1, match.end()
        if text[at] not in "01" and _PARKS.match(text, end):
            yield at
        at -= text[at].isdecimal() and text[at - 1 : at].isdecimal()
        if at and _LETTER.match(text, at - 1) and _PROJECTS.match(text, end):
            yield at


def _members(scene: Scene, match: re.Match[str], projects: dict[int, int]) -> list[Entity]:
    zones = {zone.end: zone.start for zone in scene.zones} if len(scene.zones) < 400 else {}
    items: list[Entity] = []
    told = known = 0
    at = match.start()
    for _ in range(10):
        start = projects.get(at, -1)
        if start >= 0:
            known += 1
        else:
            owner = scene.organization_ends.get(at)
            start = owner.start if owner else project_start(scene, at)
            if at - start < 4 and (owner := scene.organization_ends.get(start)):
                start = owner.start  # 柳工装载机数字化工厂|二期
            item = scene.text[start:at]
            if not (4 <= len(item) <= 30) or is_generic(item) or (item.endswith(_NO_ITEM) and not item.endswith("机器人")):
                break
            items.append(_item(scene, start, at, "listed before 等项目"))
            told += start in zones or bool(_BUILT.search(item) or _FIGURE.search(item))
        at = zones.get(start, start)
        at -= len(local[0]) if (local := _LOCAL.search(scene.text, at - 3, at)) else 0  # 、经开区|半导体产业园等15个项目
        if priced := _PRICED.search(scene.text, at - 24, at):
            told += start not in projects.values() and start not in zones  # what has a price has a name
            at = priced.start()
        if scene.text[at - 1 : at] not in _JOINED:
            break
        at -= 1
    wanted = parse_number(match["count"]) if match["count"] else None
    if not match["etc"] and wanted != known + len(items):
        return []
    signed = len(items) > 1 and _VERB.search(scene.text, items[-1].start - 10, items[-1].start)
    brought = len(items) > 1 and _BROUGHT.search(scene.text, items[-1].start - 8, items[-1].start)
    named = (brought or _STEP.match(scene.text, match.end())) and not any(_opens_generically(scene.text[item.start : item.end]) for item in items)
    if match["etc"] and not known and wanted != len(items) and told < len(items) and not (signed or named):
        return []
    if match["etc"] and items and wanted != len(items) and all(_MADE_ONLY.fullmatch(scene.text, item.start, item.end) for item in items):
        return []  # 累计签约航空物流、光电子信息、医疗健康等项目107个: kinds of projects
    return items


def _opens_generically(words: str) -> bool:
    """汽车零部件, 新型建材 are kinds of projects; 恒岳轴承扩能 is one."""
    short = len(words) < 5 and not (len(words) == 4 and words[2:] in load_words("brand"))  # 梅江机械
    return short or any(words[:size] in load_words("generic") for size in (2, 3, 4))


def _in_zones(scene: Scene, at: int, zones: dict[int, int], projects: dict[int, int]) -> list[Entity]:
    """酒泉经开区智能叶片、张掖经开区绿氢综合利用、…项目: what stands after a zone in such a list is a project too."""
    items: list[Entity] = []
    for _ in range(8):
        start = project_start(scene, at)
        item = scene.text[start:at]
        if at in projects or start not in zones or not (4 <= len(item) <= 30) or is_generic(item) or item.endswith(_NO_ITEM):
            break
        items.append(_item(scene, start, at, "listed before 等项目"))
        at = zones[start]
        if scene.text[at - 1 : at] not in _JOINED:
            break
        at -= 1
    return items


def _item(scene: Scene, start: int, end: int, rule: str) -> Entity:
    name = scene.text[start:end]
    phase = INNER_PHASE.search(name)
    return Entity(start, end, "project", name, phase[0] if phase else "", "", rule)
