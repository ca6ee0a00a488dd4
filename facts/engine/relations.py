"""Who stands where and belongs to whom: located_in, invested_by, built_by, role, industry, introduced_from, member_of_batch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facts.engine.scope import Reading, Scope, Subject
from facts.engine.types import CandidateFact, Entity, Slot

_INVESTED = re.compile(r"(?:(?:独资|全额|共同|联合|合作)?投资(?:建设|兴建|新建|打造|运营)?|出资(?:建设)?|投建|斥资)")
_BUILT = re.compile(r"(?:负责)?(?:承建|建设|施工|总承包|实施|运营|建设运营|开发建设|合作建设|共建|共同建设|牵头建设)")
_INTRODUCED = re.compile(r"(?:从|由)(?P<place>[\u4e00-\u9fff]{2,10}?)(?:成功)?(?:引进|引入|引来|招引|引回|转移)")
_BATCH = re.compile(
    r"(?:作为|列入|入选|是|被列为|被列入|纳入|入列|被评为|获评|系)(?:了)?(?P<batch>(?:20\d\d年)?[^，。；、]{0,12}?(?:重点工程|重点项目|重大项目|重点建设项目|标志性项目|示范项目|重大工程|重点工程项目|项目库|计划))(?:[，。；、之的名]|$)"
)


def find_relations(scope: Scope) -> list[CandidateFact]:
    """长治高新区锂电产业园制造基地项目 -> located_in 长治高新区."""
    facts: list[CandidateFact] = []
    facts.extend(_locations(scope))
    facts.extend(_roles(scope))
    facts.extend(_owners(scope))
    facts.extend(_batches(scope))
    facts.extend(_industries(scope))
    return facts


def _relation(kind: str, subject: Subject, relation: str, what: str, start: int, end: int, rule: str, at: tuple[int, int]) -> CandidateFact:
    return CandidateFact(
        kind="relation",
        subject_type=kind,
        subject=subject.name,
        anchors=((start, end),),
        rule=f"{relation}: {rule}",
        relation=relation,
        object=what,
        scope=subject.scope,
        slots=(Slot("subject", subject.start, subject.end, subject.rule), Slot("object", *at, rule)),
        score=50,
    )


def _locations(scope: Scope) -> Iterator[CandidateFact]:
    seen: set[tuple[str, str, str]] = set()
    for reading in scope.readings:
        place = reading.place
        for entity in reading.entities:
            if entity.kind == "zone" and entity.start not in scope.references:
                place = scope.subject_of(entity, reading)
            if entity.kind != "project":
                continue
            subject = scope.subject_of(entity, reading)
            where = _place_of(scope, reading, entity, place)
            key = (subject.name, subject.scope, where.name)
            if where.kind == "zone" and where.name and key not in seen and where.name != subject.name:
                seen.add(key)
                yield _relation("project", subject, "located_in", where.name, entity.start, entity.end, where.rule, (where.start, where.end))


def _place_of(scope: Scope, reading: Reading, entity: Entity, place: Subject) -> Subject:
    before = [other for other in reading.entities if other.end <= entity.start and other.kind == "zone"]
    if before:
        return scope.subject_of(before[-1], reading)
    return place


def _roles(scope: Scope) -> Iterator[CandidateFact]:
    for reading in scope.readings:
        for entity in reading.entities:
            if entity.kind == "person" and entity.detail:
                subject = Subject("person", entity.name, "", entity.start, entity.end, "post and name")
                yield _relation("person", subject, "role", entity.detail, entity.start, entity.end, "post before the name", (entity.start, entity.end))


def _owners(scope: Scope) -> Iterator[CandidateFact]:
    text = scope.scene.text
    for reading in scope.readings:
        organizations = [entity for entity in reading.entities if entity.kind == "organization"]
        for organization in organizations:
            name = scope.article.organizations.get(organization.name, organization.name)
            project = next((entity for entity in reading.entities if entity.kind == "project" and entity.start >= organization.end), None)
            if project:
                between = text[organization.end : project.start]
                relation = ""
                if not between or between in ("的", "旗下"):
                    relation = "invested_by"
                elif len(between) <= 24 and "，" not in between:
                    relation = "invested_by" if _INVESTED.search(between) else "built_by" if _BUILT.search(between) else ""
                if relation:
                    subject = scope.subject_of(project, reading)
                    yield _relation(
                        "project",
                        subject,
                        relation,
                        name,
                        organization.start,
                        project.end,
                        "organisation before the project",
                        (organization.start, organization.end),
                    )
                    continue
            lead = text[max(reading.clause.start, organization.start - 3) : organization.start]
            tail = text[organization.end : min(reading.clause.end, organization.end + 12)]
            if lead.endswith(("由", "与")) and reading.project.name and reading.topic.kind in ("project", "organization"):
                relation = "invested_by" if _INVESTED.match(tail) else "built_by" if _BUILT.match(tail) else ""
                if relation:
                    yield _relation(
                        "project", reading.project, relation, name, organization.start, organization.end, "由…建设", (organization.start, organization.end)
                    )


def _batches(scope: Scope) -> Iterator[CandidateFact]:
    text = scope.scene.text
    for index, reading in enumerate(scope.readings):
        match = _BATCH.search(text, reading.clause.start, min(len(text), reading.clause.end + 1))
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
        if project and project.name not in match["batch"]:
            yield _relation(
                "project", project, "member_of_batch", match["batch"], match.start("batch"), match.end("batch"), "作为…重点工程", match.span("batch")
            )


_INDUSTRY = re.compile(
    r"(?:聚焦|围绕|布局|发展|做强|做大|做优|壮大|培育|立足|依托|瞄准|锚定|深耕|形成(?:了)?|构建(?:起)?|打造(?:了|出)?|以|主攻|重点发展|突出)(?:以)?(?P<list>[^，。；]{2,50}?)(?:等|为|的)?(?:[一二三四五六七八九十两\d]大)?(?:主导产业|支柱产业|特色产业|优势产业|产业集群|产业体系|产业链|产业|为主导|等领域)"
)


def _industries(scope: Scope) -> Iterator[CandidateFact]:
    text = scope.scene.text
    seen: set[tuple[str, str]] = set()
    for reading in scope.readings:
        if reading.place.kind != "zone":
            continue
        for match in _INDUSTRY.finditer(text, reading.clause.start, reading.clause.end):
            at = match.start("list")
            for item in re.split(r"[、和]|以及|与", match["list"]):
                start = text.find(item, at)
                at = start + len(item)
                words = item.strip("“”等的了")
                if (
                    2 <= len(words) <= 14
                    and (reading.place.name, words) not in seen
                    and not re.search(r"主导|特色|优势|传统|新兴|支柱|战略|项目|开发区|现代化|未来|高端|转型|产业", words)
                ):
                    seen.add((reading.place.name, words))
                    yield _relation("zone", reading.place, "industry", words, start, at, "围绕…产业", (start, at))
