"""Who stands where and belongs to whom: located_in, invested_by, built_by, role, industry, introduced_from, member_of_batch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facts.engine.lexicon import load_words
from facts.engine.scope import Scope
from facts.engine.subjects import Reading, Subject
from facts.engine.types import CandidateFact, Entity, Slot

_INVESTED = re.compile(r"(?:(?:独资|全额|共同|联合|合作)?投资(?:建设|兴建|新建|打造|运营)?|(?:共同|联合|合作)?出资(?:建设)?|投建|斥资)")
_TOGETHER = re.compile(r"(?:（[^）]{1,8}）)?(?:与|和|、)[^，。]{2,24}?(?:共同|联合|合作)?(?:投资|出资)")
_BUILT = re.compile(r"(?:负责)?(?:承建|建设|施工|总承包|实施|运营|建设运营|开发建设|合作建设|共建|共同建设|牵头建设)")
_BATCH = re.compile(
    r"(?:作为|列入|入选|是|被列为|被列入|纳入|入列|被评为|获评|系)(?:了)?(?P<batch>(?:20\d\d年)?[^，。；、]{0,12}?(?:重点工程|重点项目|重大项目|重点建设项目|标志性项目|示范项目|重大工程|重点工程项目|项目库|计划))(?:[，。；、之的名]|$)"
)


def find_relations(scope: Scope) -> list[CandidateFact]:
    """长治高新区锂电产业园制造基地项目 -> located_in 长治高新区."""
    facts: list[CandidateFact] = []
    facts.extend(_locations(scope))
    facts.extend(_roles(scope))
    facts.extend(_owners(scope))
    facts.extend(_origins(scope))
    facts.extend(_site_builders(scope))
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
    seen: set[tuple[str, str]] = set()
    for reading in scope.readings:
        place = reading.zone if reading.zone.kind == "zone" else scope.home()
        for entity in reading.entities:
            if entity.kind == "zone" and entity.start not in scope.references:
                place = scope.subject_of(entity, reading)
                if (
                    entity.start in scope.locatives
                    and reading.topic.kind == "project"
                    and (reading.topic.name, place.name) not in seen
                    and reading.topic.start < entity.start
                ):
                    seen.add((reading.topic.name, place.name))
                    yield _relation("project", reading.topic, "located_in", place.name, entity.start, entity.end, "选址, 落户", (entity.start, entity.end))
            if entity.kind != "project" or entity.start in scope.references:
                continue
            subject = scope.subject_of(entity, reading)
            where = _place_of(scope, reading, entity, place)
            key = (subject.name, where.name)
            if where.kind == "zone" and where.name and key not in seen and where.name != subject.name:
                seen.add(key)
                yield _relation("project", subject, "located_in", where.name, entity.start, entity.end, where.rule, (where.start, where.end))


def _place_of(scope: Scope, reading: Reading, entity: Entity, place: Subject) -> Subject:
    before = [other for other in reading.entities if other.end <= entity.start and other.kind == "zone" and other.start not in scope.references]
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
        yield from _unnamed_owner(scope, reading, organizations)
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
            lead = text[max(reading.clause.start, organization.start - 6) : organization.start]
            tail = text[organization.end : min(reading.clause.end, organization.end + 12)]
            if reading.topic.kind == "project" and (match := _OWNER_NOUN.search(lead)):
                relation = "invested_by" if "投" in match[0] or "业主" in match[0] else "built_by"
                yield _relation(
                    "project", reading.topic, relation, name, organization.start, organization.end, "投资方为", (organization.start, organization.end)
                )
                continue
            if reading.topic.kind == "project" and organization.start <= reading.clause.start + 1 and _INVESTED.match(tail):
                yield _relation(
                    "project",
                    reading.topic,
                    "invested_by",
                    name,
                    organization.start,
                    organization.end,
                    "organisation invests",
                    (organization.start, organization.end),
                )
                continue
            if lead.endswith(("由", "与")) and reading.project.name and reading.topic.kind in ("project", "organization"):
                relation = "invested_by" if _INVESTED.match(tail) or _TOGETHER.match(text, organization.end) else "built_by" if _BUILT.match(tail) else ""
                if relation:
                    yield _relation(
                        "project", reading.project, relation, name, organization.start, organization.end, "由…建设", (organization.start, organization.end)
                    )


_BY_WHOM = re.compile(r"(?:引进|由)(?P<who>[\u4e00-\u9fffA-Za-z]{3,10}?)(?:独资|共同)?投资(?:建设|兴建)?的")


def _unnamed_owner(scope: Scope, reading: Reading, organizations: list[Entity]) -> Iterator[CandidateFact]:
    """引进深圳贝特瑞投资的X项目: a company by its bare name."""
    match = _BY_WHOM.search(scope.scene.text, reading.clause.start, reading.clause.end)
    if not match or any(organization.start < match.end() and match.start() < organization.end for organization in organizations):
        return
    project = next((entity for entity in reading.entities if entity.kind == "project" and entity.start >= match.end()), None)
    if project:
        subject = scope.subject_of(project, reading)
        yield _relation(
            "project", subject, "invested_by", match["who"], match.start("who"), match.end() - 1, "organisation before the project", match.span("who")
        )


_OWNER_NOUN = re.compile(r"(?:投资方|投资主体|业主|业主单位|建设单位|施工单位|承建单位|建设主体|总包单位|投资商|运营方)(?:为|是|：|:)?$")
_FROM = re.compile(
    r"(?:(?:从|由)(?P<place>[\u4e00-\u9fff]{2,8}?)(?:成功)?(?:引进|引入|引来|招引|引回|转移而来|整体搬迁)|(?:引自|来自于?)(?P<origin>[\u4e00-\u9fff]{2,8}))(?=[，。；的了、]|$)?"
)


def _origins(scope: Scope) -> Iterator[CandidateFact]:
    """从深圳引进的X项目, X项目引自广东佛山."""
    text = scope.scene.text
    for reading in scope.readings:
        for match in _FROM.finditer(text, reading.clause.start, reading.clause.end):
            start, end = match.span("place") if match["place"] else match.span("origin")
            places = [entity for entity in reading.entities if entity.kind == "region" and start <= entity.start and entity.end <= end]
            if not places:
                continue
            end = places[-1].end
            subject = next(
                (
                    scope.subject_of(entity, reading)
                    for entity in reading.entities
                    if entity.kind == "project" and (entity.start >= match.end() - 12 or entity.end <= match.start())
                ),
                None,
            )
            subject = subject or (reading.topic if reading.topic.kind == "project" else None)
            if subject and subject.name:
                yield _relation("project", subject, "introduced_from", text[places[0].start : end], places[0].start, end, "引自", (places[0].start, end))


def _site_builders(scope: Scope) -> Iterator[CandidateFact]:
    """施工单位甲公司项目经理乙: whoever speaks for the builder names the builder."""
    text = scope.scene.text
    for reading in scope.readings:
        for entity in reading.entities:
            if (
                entity.kind == "person"
                and entity.detail
                and reading.project.name
                and re.search(r"(?:施工|承建|总包)单位$", text[max(0, entity.start - 4) : entity.start])
                and len(entity.key) > 5
            ):
                yield _relation("project", reading.project, "built_by", entity.key, entity.start, entity.end, "施工单位", (entity.start, entity.end))


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


_ITEM = r"[\u4e00-\u9fffA-Za-z+]{2,12}"
_ITEMS = rf"(?P<list>{_ITEM}(?:、{_ITEM}){{0,8}}(?:(?:和|及|以及|与){_ITEM})?)"
# 汽车零部件、智能家电、食品制造三大主导产业 · 以锂电及新材料为首位产业
_LEADING_LIST = re.compile(
    rf"{_ITEMS}(?:等)?(?:为)?(?:[一二三四五六七八九两\d]大|[一二三四五六七八九两\d]个)?(?:主导|支柱|特色|优势|首位|新兴|重点|百亿级|千亿级)+(?:产业|行业)"
)
# 聚焦废旧资源综合利用产业 · 紧盯光机电产业 · 做大煤层气文章
_FOCUS = re.compile(
    rf"(?:聚焦|紧盯|围绕|布局|锚定|瞄准|主攻|深耕|做大做强|做大|做强|立足|培育壮大|培育|壮大|重点发展|大力发展|突出|抢抓|形成了?|打造了?|构建|重点在|聚力)(?:以)?{_ITEMS}(?:等)?(?:[一二三四五六七八九两\d]大)?(?:产业集群|产业体系|产业链|产业领域|产业园区|产业|制造业|文章|老本行|集群|领域)"
)
_LEADING = re.compile(r"(?:主导|支柱|特色|优势|首位|新兴|重点|百亿级|千亿级)(?:产业|行业)")
_TRADE = re.compile(r"行业|制造业|文章|老本行|集群|领域")
_NO_INDUSTRY = re.compile(
    r"主导|特色|优势|传统|新兴|支柱|战略|项目|开发区|未来|高端(?!装备)|转型|产业|企业|升级|体系|集群|重点|省级|国家|市场|一批|全|创新链|价值|文化需求|品牌|链主|关联|相关|上下游|配套|多元|首位|为主|承接|转移|本地|优质|全球|更|新质|科技创新|招商|现代化|实体|经济"
)
_LEAD_VERB = re.compile(
    r"^(?:.{0,12}(?:聚焦|紧盯|围绕|布局|锚定|瞄准|主攻|深耕|做大做强|做大|做强|立足|培育|壮大|发展|形成了?|打造了?|构建了?|重点在|集聚了?|：)|[以在看中的了为])"
)


def _industries(scope: Scope) -> Iterator[CandidateFact]:
    """What a zone leads in or builds on, each member of a list by itself."""
    text = scope.scene.text
    seen: set[tuple[str, str]] = set()
    for reading in scope.readings:
        place = reading.place if reading.place.kind == "zone" else scope.home()
        if place.kind != "zone" or reading.topic.kind == "project":
            continue
        words = text[reading.clause.start : reading.clause.end]
        if "产业" not in words and not _TRADE.search(words):
            continue
        found = [
            match
            for head in _LEADING.finditer(text, reading.clause.start, reading.clause.end)
            if (match := _LEADING_LIST.search(text, max(reading.clause.start, head.start() - 50), head.end()))
        ]
        found += _FOCUS.finditer(text, reading.clause.start, reading.clause.end)
        for match in found:
            at = match.start("list")
            for item in re.split(r"、|和|以及|及(?!新)|与", match["list"]):
                start = text.find(item, at)
                at = start + len(item)
                lead = _LEAD_VERB.match(item)
                words = item[lead.end() :] if lead else item
                start += len(item) - len(words)
                words = re.sub(r"(?:等|产业|[一二三四五六七八九两\d](?:大|条|个))+$", "", words)
                if 2 <= len(words) <= 12 and (place.name, words) not in seen and not _NO_INDUSTRY.search(words) and words not in load_words("stops"):
                    seen.add((place.name, words))
                    yield _relation("zone", place, "industry", words, start, start + len(words), "主导产业", (start, start + len(words)))
