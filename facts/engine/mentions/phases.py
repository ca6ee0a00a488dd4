"""Finds projects that are called by their phase, or again without 项目: 苏泊尔二期已封顶."""

from __future__ import annotations

import re

from facts.engine.mentions.beginnings import project_start
from facts.engine.mentions.buildings import stage_follows
from facts.engine.mentions.scene import HAN, Scene
from facts.engine.mentions.titles import ANY_PHASE
from facts.engine.types import Entity
from facts.engine.words.lexicon import is_generic

_NO_NAME = re.compile(
    r"[的了在将把由对为是其该各每和及与已正也均都就]|(?:项目|工程|公司|企业|集团|厂|园区|开发区|区|建设|启动|完成|实施|推进|目前|同时|今年|明年|去年|月|日|分|共|第|计划|预计|规划)$|^(?:第|项目|工程|分|首|全)"
)
_JOINED_ON = re.compile(
    r"(?:[、和及与][^，。；：\n、和及与]{2,16}){1,4}?(?=等|均|都|已|正|也|主体|全部|顺利|相继|先后|陆续|预计|将|开工|竣工|投产|建成|封顶|完工|投用|签约)"
)

# 科达利二期3月试产, 其中奥美医疗二期投资6亿元, 引进甲二期、乙公司等项目17个
_TOLD_OF = re.compile(
    r"(?:总|计划)*投资(?:额)?(?:约|达|超)?\d|总?(?:占地|用地|建筑)面?积?(?:约|达)?\d|于?(?:今年|去年|明年)?\d{1,2}月|(?:今年|去年|明年|目前|预计|计划|已经?)"
    r"|(?:[、和][^，。；：\n]{2,16}){1,6}等(?:\d{1,3}|[一二三四五六七八九十]{1,2})?[余多]?(?:个|项)?(?:[\u4e00-\u9fff]{0,6}项目)"
)
_OPENS = frozenset("，。；：\n　 “、中进")

_KEY, _LONG = 4, 7  # a product of four characters (动力电池) is named oftener than its project
_DESCRIBED = re.compile(
    r"是[^，。；\n]{0,30}(?:项目|工程|之一)[，。]|位于|(?:计划)?总?投资|占地|用地|分[两三四]期|主要(?:生产|建设)|由[^，。；\n]{2,24}(?:投资|建设)"
)


def find_named_phases(scene: Scene, found: list[Entity]) -> list[Entity]:
    """苏泊尔二期已封顶, 甲城三期、乙城二期均已完工: a name and its phase, where a stage is told of it."""
    taken = {entity.end for entity in found} | {zone.end for zone in scene.zones}
    more = []
    for match in ANY_PHASE.finditer(scene.text):
        at = match.start() - 1
        if match.end() in taken or not HAN.match(scene.text, at - 1) or at in scene.zone_ends or at in scene.organization_ends:
            continue
        start = project_start(scene, at)
        name = scene.text[start:at]
        if 2 <= len(name) <= 14 and not (is_generic(name) or _NO_NAME.search(name)) and _is_told_of(scene, start, match.end()):
            more.append(Entity(start, match.end(), "project", scene.text[start : match.end()], scene.text[at : match.end()], "", "name and phase"))
    return more


def find_said_again(scene: Scene, found: list[Entity]) -> list[Entity]:
    """群星矿用机械项目开工。群星矿用机械总投资6000万元: without 项目, where its name begins a sentence that measures or describes it."""
    names = {entity.name[:_KEY]: entity for entity in found if entity.rule == "name 项目" and len(entity.name) >= _LONG and entity.name.endswith("项目")}
    more, text = [], scene.text
    for at in scene.punctuation if names else ():
        if text[at - 1] not in "。；\n" or (key := text[at : at + _KEY]) not in names:
            continue
        project = names[key]
        end = at + len(project.name) - 2
        if text.startswith(project.name[:-2], at) and _DESCRIBED.match(text, end):
            more.append(Entity(at, end, "project", project.name, "", "", "said again"))
    return more


def _is_told_of(scene: Scene, start: int, end: int) -> bool:
    return _stage_in_list(scene, end) or (scene.text[start - 1 : start] in _OPENS and _TOLD_OF.match(scene.text, end) is not None)


def _stage_in_list(scene: Scene, at: int) -> bool:
    """A stage right behind, or behind what 、 joins."""
    if stage_follows(scene, at):
        return True
    joined = _JOINED_ON.match(scene.text, at)
    return joined is not None and stage_follows(scene, joined.end())
