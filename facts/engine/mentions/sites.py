"""Finds projects that no head word ends: what a sum or a size is given for (投资1.1亿元的消防特勤站主体封顶)."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.mentions.scene import INNER_PHASE, Scene
from facts.engine.types import Entity
from facts.engine.words.lexicon import is_generic

_PRICED = re.compile(
    r"(?:投资|投入|斥资)(?:额|总额)?(?:约|超过|超|达|近|逾)?\d[\d.]{0,9}(?:多|余)?[万亿]{0,2}(?:美|欧|港|日)?元(?:人民币)?(?:兴建|建设|新建|兴办|建起|打造)?的"
)
_MEASURED = re.compile(
    r"(?:全长|长|占地|建筑面积|用地|处理能力|日处理|日供水|装机|年产能)[^，。；\d的]{0,4}(?:约|超|达|近)?\d[\d.]{0,9}(?:多|余)?[万亿]?(?:公里|米|亩|平方米|公顷|吨|立方米|千瓦|兆瓦)(?:/日|/天)?的"
)
_NAME = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9.·（）/×]{2,26}?)(?P<phase>[一二三四五]期)?(?=[，。；、：！？（”]|主体|等|已|将|正|于|在|也|均|是|由|全部|目前|预计|计划|拟|有望|年底|顺利|如期|基本|完成|实现|进入|开始|投入|通过|迎来|获批|列入|[里内][，的]|占地|全长|长\d|(?:总)?建筑面积|设计|建设工期|工期)"
)
_SOME_ONE = ("一条", "一台", "一套")  # 一条长92米的罐头生产线: a thing that is made or shown
_THIS = re.compile(r"这[一]?[个座条项家]总?$")  # 这个总投资35亿元的城市综合体: the one just named
_NO_SITE = re.compile(
    r"(?:企业|集团|产业|资金|政策|基金|设备|机器|(?<![\u4e00-\u9fff]{4})车间|厂房|里|用地|土地|厂区|(?<!大)楼|产品|订单|合同|协议|大单|成绩|目标|任务|人|区|市|县|镇|村|大项目|项目|巨轮|班列|货轮|货物|办公室|仓库)$|公司|的|了$|[\d一二两三四五六七八九十](?:座|条|栋|个|处|家|台|套)$|[时后]$|^(?:一|这|该|其|大|新|好|重大|旧|老|基础上)"
)

_WORKS_DONE = re.compile(r"(?P<works>[\u4e00-\u9fff]{3,16}?(?:工程|项目))(?:敷设|铺设|新建|修建|改造|建成|完成|安装|埋设|架设|开挖)")
# 3个总投资近22亿元的高能级项目, 2座投资超5亿元的水厂: so many of a kind, and none of them named
_SO_MANY = re.compile(
    r"(?:(?<![\d第])(?:\d{2,3}|[2-9])|[两三四五六七八九十]{1,3})[余多]?[个处座栋条宗家项]、?(?:计划|预计|单体)?(?:总|年)?(?:投资|产值|投入)[^，。；\n\d的]{0,4}\d[\d.]{0,8}[万亿]{1,2}元(?:以上)?的$"
)


def so_many_priced(text: str, at: int) -> bool:
    return _SO_MANY.search(text, max(0, at - 30), at) is not None


def find_sites(scene: Scene, projects: list[Entity]) -> list[Entity]:
    taken = sorted((entity.start, entity.end) for entity in projects)
    stages = [token.start for token in scene.words["stage"]]
    times = [period.start for period in scene.periods]
    found = []
    low = 0
    for quantity in scene.quantities:
        pattern = _PRICED if quantity.kind == "money" else _MEASURED
        after = quantity.end + 6
        match = pattern.search(scene.text, max(low, quantity.start - 16), after) if scene.text.find("的", quantity.end, after) >= 0 else None
        low = quantity.end
        if match is None:
            continue
        if (pattern is _MEASURED and scene.text.startswith(_SOME_ONE, match.start() - 2)) or so_many_priced(scene.text, match.end()):
            continue
        start = match.end()
        limit = min([start + 26, *_next(stages, start), *_next(times, start)])
        named = _NAME.match(scene.text, start, limit + 2)
        end = named.end("name") if named and named.end() <= limit else limit
        phase = named["phase"] or "" if named and named.end() <= limit else ""
        name = scene.text[start:end]
        if not phase and (inner := INNER_PHASE.search(name)) and inner.end() == len(name):
            phase, end = inner[0], end - len(inner[0])
            name = scene.text[start:end]
        index = bisect_left(taken, (end + len(phase), 0)) - 1
        if (
            not (3 if not name.endswith("厂") else 2) <= len(name) <= 24
            or _NO_SITE.search(name)
            or is_generic(name)
            or (index >= 0 and taken[index][1] > start)
        ):
            continue
        if end == start + 26 or re.search(r"[，。；、：\n“”]", name):
            continue
        if works := _WORKS_DONE.match(name):
            end, phase = start + works.end("works"), ""  # 总投资2.3亿元的集中供热工程|敷设主管网23公里
            name = scene.text[start:end]
        if _THIS.search(scene.text, match.start() - 4, match.start()):
            found.append(Entity(start, end, "anaphor", name, "project", "", "bare 项目"))
            continue
        found.append(Entity(start, end + len(phase), "project", name, phase, "", "site with figures"))
    return found


def _next(positions: list[int], start: int) -> list[int]:
    index = bisect_left(positions, start + 1)
    return positions[index : index + 1]
