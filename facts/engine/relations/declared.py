"""Owners that a sentence declares: 施工单位为某局, 某项目是甲集团布局的第二个项目, 在甲公司工地…这个项目, 与甲公司签约，某项目落户."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from facts.engine.mentions.scene import COMPANY
from facts.engine.relations.related import relate
from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Subject
from facts.engine.types import CandidateFact, Entity
from facts.engine.words.automaton import build_finder

# 施工单位为|中建八局: a builder whose name no head word ends
_ROLES = ("投资", "业主", "建设", "施工", "承建", "总包", "总承包", "运营", "代建")
_BODIES = ("单位", "主体", "方", "商")
_UNIT = re.compile(rf"(?P<noun>{'|'.join(_ROLES)})(?:{'|'.join(_BODIES)})(?:名称)?(?:为|是|系|：)(?P<who>[\u4e00-\u9fffA-Za-z（）]{{3,16}})(?=[，。；、\n]|$)")
_NO_NAME = re.compile(r"政府|管委会|企业|公司$|集团$|单位|当地|我|本|该|两|多|[几数]家|[的了]|未|待|国内|知名")
_DEEDS = ("投资", "布局", "建设", "投建", "兴建", "打造", "实施", "落子")
# 该项目|是甲集团在我区布局的第二个项目
_OF_WHOM = re.compile(
    rf"(?:{'|'.join(_DEEDS)})(?:建设|兴建|实施)?的(?:又|第[一二三四五六\d]{{1,2}}|首|一|重点|重大|标志性|战略性)*个?[^，。；]{{0,14}}(?:项目|工程|基地|工厂|园区?)(?=[，。；]|$)"
)
_IS = re.compile(r"(?:也|正|就|还)?(?:是|系)(?:由)?$")
_SITE = re.compile(r"的?[\u4e00-\u9fff]{0,4}?(?:工地|施工现场|建设现场|项目现场|现场|厂区)")
_THIS = re.compile(r"(?:这[一个]{1,2}|该)(?:总?投资[^，。；]{1,12}元的|占地[^，。；]{1,10}的|年产[^，。；]{1,10}的)?$")
_SIGNS = re.compile(r"(?:与|和|同)[^，。；]{2,40}(?:签|达成)")
_LANDS = re.compile(r"(?:正式|成功|顺利|就此)*(?:落户|落地|签约|花落)")
_REACH = 160  # how far 这个项目 may stand from the site where the reporter is

_FIND_UNIT = build_finder(tuple(role + body for role in _ROLES for body in _BODIES))
_FIND_OF_WHOM = build_finder(tuple(f"{deed}的" for deed in _DEEDS))
_FIND_SITE = build_finder(("工地", "现场", "厂区"))
_FIND_LANDING = build_finder(("落户", "落地", "签约", "花落"))


def find_declared(scope: Scope) -> Iterator[CandidateFact]:
    text = scope.scene.text
    for index in sorted(scope.clauses_with(_FIND_UNIT)):
        yield from _units(scope, index)
    for index in sorted(scope.clauses_with(_FIND_OF_WHOM)):
        reading = scope.readings[index]
        firm = next((one for one in reading.entities if _is_firm(one)), None)
        about = reading.topic if reading.topic.kind == "project" else scope.readings[index - 1].topic if index else reading.topic
        if firm and about.kind == "project" and _IS.search(text, reading.clause.start, firm.start) and _OF_WHOM.search(text, firm.end, reading.clause.end + 1):
            yield relate(about, "invested_by", _name(scope, firm), (firm.start, firm.end), "是某公司建设的")
    for index in sorted(scope.clauses_with(_FIND_SITE)):
        reading = scope.readings[index]
        firm = next((one for one in reading.entities if _is_firm(one) and _SITE.match(text, one.end)), None)
        if firm and text[firm.start - 1 : firm.start] in "在到进，\n" and (site := _this_site(scope, index, firm)):
            yield relate(site, "invested_by", _name(scope, firm), (firm.start, firm.end), "这个项目 on its site")
    for index in sorted(scope.clauses_with(_FIND_LANDING)):
        yield from _landed(scope, index)


def _is_firm(entity: Entity) -> bool:
    return entity.kind == "organization" and entity.detail != "state" and (entity.rule in ("brand", "short name") or COMPANY.search(entity.name) is not None)


def _name(scope: Scope, firm: Entity) -> str:
    return scope.article.organizations.get(firm.name, firm.name)


def _units(scope: Scope, index: int) -> Iterator[CandidateFact]:
    reading = scope.readings[index]
    about = reading.topic if reading.topic.kind == "project" else reading.project
    for match in _UNIT.finditer(scope.scene.text, reading.clause.start, min(reading.clause.end + 24, len(scope.scene.text))):
        start, end = match.span("who")
        at = bisect_left(scope.entity_starts, end)
        named = any(entity.kind == "organization" and entity.end > start for entity in scope.entities[max(0, at - 3) : at])
        if about.name and not named and not _NO_NAME.search(match["who"]):
            yield relate(about, "invested_by" if match["noun"] in ("投资", "业主") else "built_by", match["who"], (start, end), "投资方为")


def _this_site(scope: Scope, index: int, firm: Entity) -> Subject | None:
    """The project that the paragraph goes on to call 这个项目, where none was told of before."""
    for reading in scope.readings[index : index + 8]:
        if reading.clause.paragraph != scope.readings[index].clause.paragraph or reading.clause.start - firm.end > _REACH:
            break
        for entity in reading.entities:
            if entity.start > firm.end and entity.kind == "organization":
                return None
            if entity.start > firm.end and entity.kind in ("project", "anaphor") and _THIS.search(scope.scene.text, max(0, entity.start - 24), entity.start):
                subject = scope.subject_of(entity, reading)
                return subject if subject.kind == "project" and subject.start > firm.end else None
    return None


def _landed(scope: Scope, index: int) -> Iterator[CandidateFact]:
    """甲区与乙公司签署合作协议，某项目正式落户: whose it is."""
    if not index:
        return
    text, reading, before = scope.scene.text, scope.readings[index], scope.readings[index - 1]
    site = reading.entities[0] if reading.entities else None
    if site is None or site.kind != "project" or before.clause.sentence != reading.clause.sentence or not _LANDS.match(text, site.end):
        return
    firms = [one for one in before.entities if _is_firm(one)]
    if len(firms) == 1 and _SIGNS.search(text, before.clause.start, before.clause.end) and text[reading.clause.start : site.start] in ("", "标志着", "其"):
        yield relate(scope.subject_of(site, reading), "invested_by", _name(scope, firms[0]), (firms[0].start, firms[0].end), "签约后落户")
