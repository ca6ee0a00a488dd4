"""Who stands where and belongs to whom: located_in, invested_by, built_by, role, industry, introduced_from, member_of_batch."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from facts.engine.relations.declared import find_declared
from facts.engine.relations.industries import find_industries
from facts.engine.relations.locations import find_locations
from facts.engine.relations.origins import find_origins
from facts.engine.relations.owners import find_owners
from facts.engine.relations.related import relate, zones_in_force
from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Subject
from facts.engine.types import CandidateFact
from facts.engine.words.automaton import build_finder

_BATCH = re.compile(
    r"(?:作为|列入|入选|是|被列为|被列入|纳入|入列|被评为|获评|系|(?<![认因作])为|属于)(?:了)?(?P<batch>(?:20\d\d年)?[^，。；、]{0,12}?"
    r"(?:(?:重点|重大|标志性|示范)(?:建设|工业|产业|技改|技术改造|科技|民生|工程|招商|制造业|先进制造业|产业化)*(?:项目|工程)|项目库|计划|重点(?:推进|建设|调度|实施)的\d{1,4}个[\u4e00-\u9fff]{0,4}项目))(?:[，。；、之的名]|$)"
)
# The ends of words without which nothing is told of a batch; all of 重点项目 would take five times as long to find.
_FIND_BATCH = build_finder(
    "点推进 点调度 点实施 点工程 点项目 点建设 点工业 点产业 点技 点科技 点民生 点招商 点制造 点先进 "
    "大项目 大建设 大产业 大工业 大科技 大技 志性项目 范项目 范工程 大工程 目库 计划 目” 程”".split()
)
_FIND_DASH = build_finder(("——",))


def find_relations(scope: Scope) -> list[CandidateFact]:
    """长治高新区锂电产业园制造基地项目 -> located_in 长治高新区."""
    facts: list[CandidateFact] = []
    places = zones_in_force(scope)
    facts.extend(find_locations(scope, places))
    facts.extend(_roles(scope))
    owners = {(fact.relation, fact.subject, fact.object): fact for fact in (*find_declared(scope), *find_owners(scope))}
    facts.extend(owners.values())
    facts.extend(find_origins(scope))
    facts.extend(_site_builders(scope))
    facts.extend(_batches(scope))
    facts.extend(find_industries(scope, places))
    return facts


def _roles(scope: Scope) -> Iterator[CandidateFact]:
    for person in scope.persons:
        if person.detail:
            subject = Subject("person", person.name, "", person.start, person.end, "post and name")
            yield relate(subject, "role", person.detail, (person.start, person.end), "post before the name")


_SITE_ROLE = re.compile(r"(?P<what>施工|承建|总包|总承包|建设|运营|投资|业主)(?:单位|方|商)(?:、|——)?$")


def _site_builders(scope: Scope) -> Iterator[CandidateFact]:
    """施工单位甲公司项目经理乙: whoever speaks for the builder names the builder."""
    text = scope.scene.text
    for person in scope.persons:
        if person.detail and len(person.key) > 5 and (role := _SITE_ROLE.search(text, person.start - 5, person.start)):
            project = scope.readings[bisect_right(scope.clause_starts, person.start) - 1].project
            if project.name:
                yield relate(project, "invested_by" if role["what"] in ("投资", "业主") else "built_by", person.key, (person.start, person.end), "施工单位")


# 浙江省重点建设项目——某某智能制动系统项目
_APPOSED = re.compile(r"(?:^|[，。；的\n])(?P<batch>[^，。；、\n的]{0,12}?(?:重点工程|重点项目|重大项目|重点建设项目|重大建设项目|标志性项目|示范项目))——“?$")
_LEVEL = re.compile(r"[省市国区县州旗盟部央级]|“|20\d\d|[十百千]大|[十百千万]")  # 此次开工的重点项目 is no batch
_ONE_OF = re.compile(r"(?:是|作为)(?:[\u4e00-\u9fff]{0,4}[省市县区])?(?P<batch>“[^“”]{2,10}(?:项目|工程)”|“[^“”]{2,10}”(?:项目|工程))(?:之一|，|。)")


def _batches(scope: Scope) -> Iterator[CandidateFact]:
    text = scope.scene.text
    for index in sorted(scope.clauses_with(_FIND_DASH)):
        for entity in scope.readings[index].entities:
            if entity.kind == "project" and (named := _APPOSED.search(text, entity.start - 28, entity.start)) and _LEVEL.search(named["batch"]):
                subject = scope.subject_of(entity, scope.readings[index])
                yield relate(subject, "member_of_batch", named["batch"], named.span("batch"), "作为…重点工程")
    for index in sorted(scope.clauses_with(_FIND_BATCH)):
        reading = scope.readings[index]
        low, high = reading.clause.start, min(len(text), reading.clause.end + 1)
        match = _BATCH.search(text, low, high)
        match = match or _ONE_OF.search(text, low, high)
        if not match:
            continue
        project = reading.topic if reading.topic.kind == "project" else None
        following = scope.readings[index + 1] if index + 1 < len(scope.readings) else None
        if (
            match.start() <= reading.clause.start + 1
            and following
            and following.topic.kind == "project"
            and not any(entity.kind == "project" for entity in reading.entities)
        ):
            project = following.topic
        if project and project.name not in match["batch"] and _LEVEL.search(match["batch"]):
            start = match.start("batch") + match["batch"].rfind("的", 0, -1) + 1  # 由政府投资的|市属重点项目
            start = start if _LEVEL.search(text, start, match.end("batch")) else match.start("batch")  # 吉安市的重点项目
            yield relate(project, "member_of_batch", text[start : match.end("batch")], (start, match.end("batch")), "作为…重点工程")
