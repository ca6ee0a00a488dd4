"""What the clauses before are about: the project that a stage without a name of its own is told of."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Reading, Subject
from facts.engine.stages.facilities import firm_that_signs, joined_before, opening_site, other_site, same_site, site_of, sites_after
from facts.engine.stages.parts import trimmed
from facts.engine.types import CandidateFact, Entity, Token
from facts.engine.words.numerals import parse_number

JOINED = re.compile(r"(?:[）)]?(?:、|和|以及|及|与)|（[^）]*）|\([^)]*\))?")
PRICED_JOIN = re.compile(r"(?:、|和|以及|及|与)(?:[^，。；、\d]{0,20}?(?:计划)?(?:总)?投资[^，。；、]{2,16}的?|\d[\d.]{0,8}[余多]?[万亿]{1,2}元的)")
_TO_BUILD = re.compile(r"(?:投资|出资|建设|新建|兴建|实施|投建|新上)[^，。；]{0,16}$")
_LANDS = re.compile(r"(?:正式|成功|顺利)*(?:落户|落地)")
_ANOTHER = re.compile(
    r"(?<!主体)(?<!土建)(?<!基础)(?<!桩基)(?<!安装)(?<!装修)(?<!装饰)(?<!配套)(?<!外网)(?<!管网)(?<!室外)(?<!结构)(?<!路基)(?<!消防)(?<!一期)(?<!二期)(?<!三期)(?<!整个)(?<!全部)(?<!附属)(?<=[\u4e00-\u9fff]{2})工程$"
)
_BUILDS_WHAT = ("建成", "交付", "完成", "建设")
_COUNTED = re.compile(r"(?P<count>\d{1,2}|[两三四五六七八九十])个$")
_THE_REST = re.compile(r"其[余他它]")  # 龙湾二路已通车，其余9条正在施工
_ONE_OF_THEM = re.compile(
    r"(?:另一?|其中一?|有的?|有一|还有一)[家个][^，。；]{0,8}$|其[余他它](?:\d{1,3}|[两三四五六七八九十])个(?:正在?|也|均|都|已|将|预计|计划)*$"
)
_WORKS_OF = re.compile(
    r"(?P<names>[\u4e00-\u9fffA-Za-z]{2,10}(?:[、和与][\u4e00-\u9fffA-Za-z]{2,10})+)(?P<count>\d|[两三四五])家[\u4e00-\u9fff]{0,6}?(?:企业|公司)的"
    r"(?P<part>(?:新|主体)?(?:厂房|车间|生产线|办公楼|厂区))"
)
_JOINT = re.compile("[、和与]")
_DOES_OR_ENDS = re.compile(r"\s*|(?:目前|均|都|已经?|正在?|也|完成|取得|进入|先后|相继|顺利|分别|全部|\d[家个]企业|入驻|落户)[^，。；、]{0,20}")
_THEIR_WORK = re.compile(r"(?:的)?(?:建设|推进|实施|进度)*")
_ALL_OF_THEM = re.compile(r"[均都]|全部|双双|相继|先后|陆续")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def carried(scope: Scope, index: int, token: Token, last: list[CandidateFact]) -> list[Subject]:
    """What the clauses before are about: a list at the end of the one before, else the topic."""
    reading = scope.readings[index]
    before = [entity for entity in reading.entities if entity.end <= token.start and entity.start not in scope.references]
    text = scope.scene.text
    if last and _THE_REST.search(text, last[-1].end, token.start):
        last = []
    itself = reading.topic.kind == "project" and reading.topic.name.removesuffix("项目").endswith(text[token.end + 1 : token.end + 3])
    if text.startswith("的", token.end) and token.entry.stage != "under_construction" and not itself:
        site = site_of(scope, reading, token, attributive=True)
        return [site] if site else []  # 上个月竣工通车的南二环路 is said of the road
    if before and (all_of := _all_told(scope, before[-1], last, token)):
        return all_of
    if any(entity.kind == "population" and entity.detail != "zones" for entity in before) and not (
        token.entry.stage == "signed" and ends_a_list(reading, token)
    ):
        site = site_of(scope, reading, token)
        return [site] if site and site.rule == "site of its clause" else []  # 其中2个项目已投产 is said of two of many
    if not before and (group := _together(scope, last, token)):
        return group
    if not before and last and (again := same_site(scope, last[-1], token)) and not trimmed(scope, reading.clause.start, token.start):
        return [again]
    if token.entry.stage == "signed" and reading.topic.kind != "project":
        persons = [scope.employer_of(entity) for entity in before if entity.kind == "person"]
        return next(([who] for who in persons if who.kind == "project"), None) or _signed_for(scope, index) or _maybe(firm_that_signs(scope, reading, token))
    clause = text[reading.clause.start : token.start]
    if ("个" in clause or "家" in clause) and _ONE_OF_THEM.search(clause):
        return []  # 1家已投入生产，另一家设备进入调试: of some that have no name
    if "家" in clause and (firms := _firms_with_works(scope, reading, token)):
        return firms
    if _ALL_OF_THEM.search(text, reading.clause.start, token.start) and (listed := _list_before(scope, index)):
        return listed  # 已引进A、B、C项目3家企业入驻，年内均可投产
    if site := site_of(scope, reading, token, last[-1] if last else None):
        return [*(joined_before(scope, reading, site.start) if site.rule == "site of its clause" else ()), site]
    if reading.topic.kind != "project" or any(
        entity.kind in ("zone", "area", "region", "organization") and entity.start not in scope.locatives for entity in before
    ):
        return sites_after(scope, token) if token.entry.word.endswith(_BUILDS_WHAT) else []
    if (
        token.entry.word.endswith(_BUILDS_WHAT)
        and _HAN.match(text, token.end)
        and not text.startswith(("后", "并", "投", "以", "至", "于", "了", "使", "时", "启"), token.end)
    ):
        return sites_after(scope, token)  # 目前已建成主干道18公里
    low = max([reading.clause.start, *(entity.end for entity in before)])
    words = trimmed(scope, low, token.start)
    if site := opening_site(scope, reading, token):
        return [site]
    if site := other_site(scope, reading, token, words, low):
        return [site]
    if _ANOTHER.search(words):
        return []  # 供汽、供热工程也已进场施工: another than the one before
    listed = _list_before(scope, index)
    if listed:
        return listed
    return [reading.topic.by("carried: " + reading.topic.rule)]


def _firms_with_works(scope: Scope, reading: Reading, token: Token) -> list[Subject]:
    """甲内饰、乙轮毂2家企业的厂房正在建设: a part of each."""
    if (of := _WORKS_OF.search(scope.scene.text, reading.clause.start, token.start)) is None:
        return []
    found: list[Subject] = []
    at = of.start("names")
    for name in _JOINT.split(of["names"].removeprefix("其中")):
        at = scope.scene.text.find(name, at)
        found.append(Subject("organization", scope.article.organizations.get(name, name), of["part"], at, at + len(name), "the firm that builds"))
    return found if len(found) == parse_number(of["count"]) else []


def _maybe(subject: Subject | None) -> list[Subject]:
    return [subject] if subject else []


def _all_told(scope: Scope, group: Entity, last: list[CandidateFact], token: Token) -> list[Subject]:
    """三个项目预计2020年前全部投产: those of whom the stage before was told, where they are as many."""
    count = _COUNTED.search(scope.scene.text, max(0, group.start - 5), group.start) if group.rule in ("counted", "list end") else None
    if not count:
        return []
    names = {fact.subject: fact for fact in last}
    told = len(last) > 1 and last[0].end <= group.start and "\n" not in scope.scene.text[last[0].end : token.start]
    if not told or parse_number(count["count"]) != len(names):
        return _named_before(scope, group, int(parse_number(count["count"]) or 0))
    return [
        Subject(fact.subject_type, name, "", fact.slots[1].start, fact.slots[1].end, "carried: " + fact.slots[1].rule.removeprefix("carried: "))
        for name, fact in names.items()
    ]


def _named_before(scope: Scope, group: Entity, wanted: int) -> list[Subject]:
    """甲公司建设A项目，乙公司建设B项目。两个项目均计划年内开工: those that the sentence before names, where they are as many."""
    text = scope.scene.text
    rest = _THE_REST.search(text, group.start - 6, group.start)
    end = text.rfind("。", max(0, group.start - (80 if rest else 12)), group.start)
    if end < 0 or (wanted < 2 and not rest) or not (rest or group.rule == "counted"):
        return []
    low = max(text.rfind("。", max(0, end - 400), end), text.rfind("\n", max(0, end - 400), end), end - 400, 0)
    first, last = (bisect_left(scope.entity_starts, at) for at in (low, end))
    named = [entity for entity in scope.entities[first:last] if entity.kind == "project" and entity.start not in scope.references]
    subjects = {subject.name: subject for entity in named if (subject := scope.subject_of(entity, scope.readings[-1])).name}
    if rest:  # A、B、C项目。目前，A项目已投产，其余2个项目正在建设
        told = scope.entities[last : bisect_left(scope.entity_starts, group.start)]
        for entity in told:
            subjects.pop(scope.subject_of(entity, scope.readings[-1]).name if entity.kind == "project" else "", None)
    return [subject.by("carried: " + subject.rule) for subject in subjects.values()] if len(subjects) == wanted else []


def _together(scope: Scope, last: list[CandidateFact], token: Token) -> list[Subject]:
    """甲中心、乙扩容工程正加快建设，年内可建成: both again."""
    if len(last) < 2 or "。" in scope.scene.text[last[-1].end : token.start] or "；" in scope.scene.text[last[-1].end : token.start]:
        return []
    first, end = (bisect_left(scope.entity_starts, at) for at in (last[-1].end, token.start))
    if any(entity.kind != "person" for entity in scope.entities[first:end]) or len({fact.subject for fact in last}) < 2:
        return []
    again = [fact for fact in last if fact.subject in scope.scene.text[last[-1].end : token.start]]  # 甲、乙的厂房正在建设，乙厂房…，年底试产
    return [
        Subject(fact.subject_type, fact.subject, "", fact.slots[1].start, fact.slots[1].end, "carried: " + fact.slots[1].rule.removeprefix("carried: "))
        for fact in again or last
    ]


def ends_a_list(reading: Reading, token: Token) -> bool:
    return any(entity.kind == "population" and entity.rule == "list end" and entity.end <= token.start for entity in reading.entities)


def _signed_for(scope: Scope, index: int) -> list[Subject]:
    """甲集团与乙县政府签订投资协议，拟投资3亿元建设X项目: what the same sentence goes on to say is built."""
    clause = scope.readings[index].clause
    for reading in scope.readings[index + 1 : index + 4]:
        if reading.clause.sentence != clause.sentence:
            break
        project = next((entity for entity in reading.entities if entity.kind == "project"), None)
        if project and (_TO_BUILD.search(scope.scene.text[reading.clause.start : project.start]) or _LANDS.match(scope.scene.text, project.end)):
            return [scope.subject_of(project, reading)]
    return []


def _list_before(scope: Scope, index: int) -> list[Subject]:
    """A项目、总投资3亿元的B项目，分别将于11月和12月竣工: all that the clause before ends with."""
    if index == 0:
        return []
    reading = scope.readings[index]
    previous = next((other for other in scope.readings[index - 1 : max(index - 4, 0) : -1] if other.entities), scope.readings[index - 1])
    if previous.clause.sentence != reading.clause.sentence or not previous.entities:
        return []
    text = scope.scene.text
    run: list[Entity] = []
    end = previous.clause.end
    for entity in reversed(previous.entities):
        if run and entity.kind == "organization":
            continue  # 、乙公司投资2亿元的|B项目
        if not run and entity.kind == "population" and entity.rule == "list end" and _THEIR_WORK.fullmatch(text, entity.end, previous.clause.end):
            end = entity.start
            continue  # 抓好A项目、B项目等|项目建设
        joined = JOINED.fullmatch(text[entity.end : run[-1].start]) or PRICED_JOIN.fullmatch(text[entity.end : run[-1].start]) if run else True
        if (
            entity.kind not in ("project", "phase")
            or not joined
            or (not run and not (text[entity.end : end] == "等" or _DOES_OR_ENDS.fullmatch(text, entity.end, end)))
        ):
            break
        run.append(entity)
    subjects = [scope.subject_of(entity, previous) for entity in reversed(run)]
    if text.startswith("后者", reading.clause.start):
        return [subject.by("carried: " + subject.rule) for subject in subjects[-1:]]
    if len(run) < 2 or any(subject.kind != "project" or not subject.name for subject in subjects):
        return []
    return [subject.by("carried: " + subject.rule) for subject in subjects]
