"""What lines of their own say of the paragraphs below them: a zone's name, a project's, or that something else begins."""

from __future__ import annotations

import re

from facts.engine.measures.clauses import Clause
from facts.engine.mentions.scene import BULLETS
from facts.engine.scope.context import Article
from facts.engine.scope.subjects import Subject
from facts.engine.types import Entity

_FIELD = re.compile(r"(?!(?:项目|工程)名称)[ 　]*[^，。；：:\n]{2,10}[：:]")
# 二、建设单位和联系方式, between the fields of a notice
_PART_OF_A_FORM = re.compile(r"[ 　]*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[、.．])[^，。；：:\n]{2,24}\n")
# 一、项目名称：甲工程；二、建设地点：…；三、建设内容：…: a form that runs on in one paragraph
_RUNS_ON = re.compile(r"[；。](?=(?:[一二三四五六七八九十\d]{1,2}[、.．])?[\u4e00-\u9fff]{2,8}[：:])")
_LONGEST = 32
_FORM = 400
# ■ 人才加速汇聚。 3. 人才支撑。 二是聚人才。 【人才支撑】 at a paragraph's beginning
_SLOGAN = re.compile(
    rf"(?:[{BULLETS}—]{{1,2}}|\d{{1,2}}[.、．]|[一二三四五六七八九十]{{1,2}}(?:、|是))[ 　]*[^，。；：、\d\n【】]{{2,14}}。|【[^，。；：\d\n【】]{{2,14}}】"
)
_SLOGAN_BEGINS = frozenset(BULLETS + "—0123456789一二三四五六七八九十【")
# 🛒跨境电商——前三季度实现交易额31.8亿元: the label tells what its paragraph is about
_LABELLED = re.compile(r"[^\w\s]{0,2} ?[\u4e00-\u9fffA-Za-z]{2,12}——")
_LABEL = 17  # the longest with its dash
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[\u4e00-\u9fff]")
# 2015年，三个园区计划…: after what was told of each, all of them again
OF_ALL = re.compile(r"[两三四五六七八九十](?:个|家|大)(?:重点|省级|国家级)?(?:园区|开发区|区)|各(?:园区|开发区)|(?<![占比])全[市省州县]")


def find_titles(text: str, entities: list[Entity]) -> dict[int, Entity]:
    """The line below one that is but a project's name, or 某基地：小园区做专做精 as a subhead."""
    found: dict[int, Entity] = {}
    for entity in entities:
        if entity.rule == "title" and text.endswith("名称：", 0, entity.start):
            paragraph = text.find("\n", entity.end, entity.end + _FORM)
            fields = _RUNS_ON.finditer(text, entity.end, paragraph if paragraph >= 0 else entity.end + _FORM)
            found.update((field.end(), entity) for field in fields)
        if entity.rule == "title" and (end := text.find("\n", entity.end, entity.end + _LONGEST)) >= 0:
            slogan = text[entity.end] in "：:" and text[end - 1] not in "。；，：！？”" and not _DIGIT.search(text, entity.end, end)
            if end == entity.end or slogan:
                found[end + 1] = entity
            at = end + 1 if end == entity.end else 0
            while at and (_FIELD.match(text, at) or _PART_OF_A_FORM.match(text, at)):
                found[at] = entity  # 项目名称：甲项目, 总投资：2亿元: what the fields below it say is its own
                at = text.find("\n", at) + 1
    return found


def find_sections(text: str, zones: list[Entity], article: Article) -> dict[int, Subject]:
    """Where a line is but a zone's name, or 某开发区：… as a subhead: what stands below is told of that zone."""
    headed = {}
    for zone in zones:
        low = text.rfind("\n", max(0, zone.start - 8), zone.start) + 1
        begins = (low > 0 or zone.start < 8) and not _LETTERS.search(text, low, zone.start)
        end = text.find("\n", zone.end, zone.end + _LONGEST)
        if begins and end >= 0 and (end == zone.end or (text[zone.end] in "：:" and text[end - 1] not in "。；，：")):
            headed[low] = Subject("zone", article.zones.get(zone.name, zone.name), "", -1, -1, "home zone")
    return headed


def after_subheads(text: str, entities: list[Entity], opening: list[Clause]) -> set[int]:
    """五、就业和社会保障 closes what was spoken of: the paragraph below it begins anew; `opening`: the clauses that open paragraphs."""
    named = {entity.start for entity in entities if entity.kind in ("project", "organization")}
    found: set[int] = set()
    labelled = "——" in text
    for clause in opening:
        paragraph = clause.paragraph
        slogan = _SLOGAN.match(text, clause.start) if text[clause.start] in _SLOGAN_BEGINS else None
        if slogan and not any(at in named for at in range(clause.start, slogan.end())):
            found.add(paragraph)
        if labelled and "——" in text[clause.start : clause.start + _LABEL] and _LABELLED.match(text, clause.start):
            found.add(paragraph)
        end = text.find("\n", clause.start, clause.start + _LONGEST)
        if end > clause.start and text[end - 1] not in "。！？；：，”…" and not any(at in named for at in range(clause.start, end)):
            found.update((paragraph, paragraph + 1))
    return found
