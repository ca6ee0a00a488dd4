"""Where a project stands: 签约, 开工, 投产 with phase, part and aspect (年底可实现试生产 is planned)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Reading, Subject
from facts.engine.stages.announced import announced_projects
from facts.engine.stages.aspect import aspect
from facts.engine.stages.carried import JOINED, PRICED_JOIN, carried, ends_a_list
from facts.engine.stages.facilities import OF_SITES, joined_before
from facts.engine.stages.fields import field_at
from facts.engine.stages.parts import part_of
from facts.engine.stages.refusals import FIND_TIMELESS, SOME_AFTER, only_promised, refused
from facts.engine.stages.works import with_works
from facts.engine.types import CandidateFact, Entity, Period, PeriodMention, Slot, Token

_LOOSE = frozenset(("stage-254", "stage-290", "stage-057"))  # 启动: no more than that something has been set about
_PARTY = re.compile(r"[与同和][^，。；、]{0,10}(?:区|市|县|镇)$")
_AGAIN = frozenset(("stage-054", "stage-408"))  # 复工
_MOVES_IN = frozenset(("stage-268", "stage-471"))  # 进场施工
_A_DAY = frozenset(("day", "month", "edge", "edge-of-year"))
_STRAIGHT = frozenset(("并", "并正式", "并全面", "并已", "并成功", "并顺利"))
_FINISHED = frozenset(("completed", "trial_production", "in_production"))
# 一、|二期已投产
_EARLIER = re.compile(r"(?P<phases>(?:[一二三四]、){1,2})$")
_SUM_OF = re.compile(r"(?:计划|拟)?(?:总)?投资[^，。；、]{2,16}的")
_IS_WHAT = re.compile(r"的，?(?:(?:就|正|还|也)?是(?:由)?|还有|包括)")
_ROADS = re.compile(r"等(?:\d{1,2}|[两三四五六七八九十])(?:条|座|处)[\u4e00-\u9fff]{2,4}")
_SITES_BY_PHASE = re.compile(r"标准化?厂房|人才公寓|公租房|安置房|污水处理厂|管廊|孵化器|加速器")
_IN_MASS = re.compile(r"集中")
_PEOPLE = re.compile(r"工人|人员|[余名]人|塔吊|建设者|机械")
_TO_OBJECT = re.compile(r"(?:了)?(?:(?:(?:总)?投资|占地|年产|[日年](?:处理|供水|供热|发电)|\d)[^，。；]{1,14}的)?(?:(?:一|\d)?个?)?[“\u4e00-\u9fff]{0,2}")
_AND = ("、", "和", "以及", "及", "与")
_AIMED_AT = re.compile(r"国家级|省级|市级|全国|国内|世界|全球|一流|千亿|百亿")  # 力争建成市级示范园


def find_stages(scope: Scope) -> list[CandidateFact]:
    """甲、乙项目建成投产 -> in_production, once for each."""
    facts: list[CandidateFact] = []
    last: list[CandidateFact] = []  # of the stage word before
    tokens = with_works(scope.scene.text, scope.stages)
    timeless = scope.clauses_with(FIND_TIMELESS)
    for number, token in enumerate(tokens, 1):
        index = bisect_right(scope.clause_starts, token.start) - 1
        if index >= 0 and token.start < scope.clauses[index].end and not _goes_on(scope.scene.text, tokens, number, token):
            told = [fact for fact in _stage(scope, index, token, last, index in timeless) if not (facts and _says_again(scope, facts[-1], fact))]
            facts += told
            last = told or last
    return _dated(facts)


def _dated(facts: list[CandidateFact]) -> list[CandidateFact]:
    """从签约到开工只用了5个月。…今年8月开工: of one step told twice the one that says when."""

    def key(fact: CandidateFact) -> tuple[str, ...]:
        return (fact.stage, fact.subject, fact.scope, fact.modality)

    for fact in facts:
        if fact.slots[0].rule in _MOVES_IN and len(fact.slots) > 2 and fact.slots[2].rule in _A_DAY:
            fact.stage = "started"  # 去年11月进场施工
    first = {(fact.subject, fact.modality) for fact in facts if fact.stage == "started" and fact.slots[0].rule not in _AGAIN}
    for fact in facts:
        if fact.slots[0].rule in _AGAIN and (fact.subject, fact.modality) in first:
            fact.stage = "under_construction"  # 去年9月开工, 今年2月复工
    begun = {key(fact) for fact in facts if fact.slots[0].rule not in _LOOSE}
    facts = [fact for fact in facts if fact.slots[0].rule not in _LOOSE or key(fact) not in begun]  # 公司启动搬迁项目，…。项目4月开工
    timed = {key(fact) for fact in facts if fact.period and any(fact.period)}
    return [fact for fact in facts if (fact.period and any(fact.period)) or key(fact) not in timed]


def _says_again(scope: Scope, before: CandidateFact, fact: CandidateFact) -> bool:
    """工人正在进行主体施工，现场一片热火朝天: that it goes on is said once in a sentence."""
    same = (before.stage, before.subject, before.modality) == (fact.stage, fact.subject, fact.modality) and fact.stage == "under_construction"
    between = scope.scene.text[before.end : fact.start]
    return same and "。" not in between and (fact.scope in ("", before.scope) or bool(_PEOPLE.search(between)))


def _goes_on(text: str, tokens: list[Token], at: int, token: Token) -> bool:
    """完工|通车, 开业|试运行, 通过验收并|投用: two words without a comma are one step, and the second names it."""
    follows = tokens[at] if at < len(tokens) else token
    if token.entry.stage not in _FINISHED or follows.entry.stage not in _FINISHED:
        return False
    return follows.start == token.end or (text.startswith("通过", token.start) and text[token.end : follows.start] in _STRAIGHT)


def _stage(scope: Scope, index: int, token: Token, last: list[CandidateFact], timeless: bool) -> Iterator[CandidateFact]:
    """`timeless`: the clause has a word that may tell of no one time."""
    reading = scope.readings[index]
    if field := field_at(scope, reading, token):
        yield _fact(scope, reading, token, field.subject, field.mention.period, field.mention, field.planned)
        return
    both = scope.scene.text.startswith("开竣工", token.start - 1)  # 集中开竣工活动: which of the two a project saw is told elsewhere
    announced = [] if both else announced_projects(scope, index, token) or _named(scope, index, token)
    after = _after(scope, reading, token)
    if after and token.entry.word.endswith("建设") and token.entry.stage == "planned" and _is_what_it_builds(scope, index, token):
        return
    if not announced and (refused(scope, reading, token, after, timeless) or only_promised(scope, reading, token)):
        return
    own = announced or after or _subjects(scope, reading, token)
    if own and not (announced or after) and token.entry.stage == "signed" and _PARTY.search(scope.scene.text, reading.clause.start, own[0].start):
        return  # 某客商与甲产业园|签订入驻协议: who signs is nothing that is built
    if own and not announced and _ROADS.match(scope.scene.text, own[-1].end):
        own = [*joined_before(scope, reading, own[0].start), *own]
    subjects = own or carried(scope, index, token, last)
    if not subjects or (len(own) == 1 and not announced and _IN_MASS.search(scope.scene.text, token.start - 2, token.start + 2)):
        return  # 石化配套项目集中开工 is said of several
    period, mention, planned = aspect(scope, reading, token, bool(own))
    if mention is None and own and ends_a_list(reading, token) and reading.period and reading.period.rule in ("year", "part-of-year"):
        period, mention = reading.period.period, reading.period  # 去年…。甲、乙等19个项目竣工投产
    if announced and mention and mention.rule in ("part-of-year", "year") and (day := _day_before(scope, mention)):
        period, mention = day.period, day
    times = _shared_times(scope, reading, token, len(subjects))
    for number, subject in enumerate(subjects):
        if times:
            period, mention = times[number].period, times[number]
        if token.entry.word.startswith("复工") and subject.name.endswith(("厂", "公司", "集团", "企业")):
            continue  # 汽车工厂3月8日复工: its people are back at work
        yield _fact(scope, reading, token, subject, period, mention, planned)


def _day_before(scope: Scope, mention: PeriodMention) -> PeriodMention | None:
    """6月29日，某开发区二季度6个项目集中开工: the day of the ceremony, not the quarter whose projects they are."""
    low = scope.scene.text.rfind("。", max(0, mention.start - 60), mention.start)
    return next((time for time in scope.periods_between(max(low, mention.start - 60), mention.start) if time.rule == "day" or time.period is None), None)


def _fact(scope: Scope, reading: Reading, token: Token, subject: Subject, period: Period | None, mention: PeriodMention | None, planned: bool) -> CandidateFact:
    return CandidateFact(
        kind="stage",
        subject_type=subject.kind,
        subject=subject.name,
        anchors=((token.start, token.end),),
        rule=f"stage: {subject.rule}",
        stage=token.entry.stage,
        scope=_scope(scope, reading, token, subject),
        period=period,
        modality="planned" if planned else "actual",
        attribution=scope.attribution(token.start),
        slots=(
            Slot("stage", token.start, token.end, token.entry.rows["stage"]),
            Slot("subject", subject.start, subject.end, subject.rule),
            *((Slot("period", mention.start, mention.end, mention.rule),) if mention else ()),
        ),
    )


def _scope(scope: Scope, reading: Reading, token: Token, subject: Subject) -> str:
    """The part before the stage, or after it: 已投产3条生产线."""
    if subject.rule in OF_SITES:
        return subject.scope
    some = SOME_AFTER.match(scope.scene.text, token.end)
    return some[0] if some and not subject.scope else part_of(scope, reading, token, subject)


def _is_what_it_builds(scope: Scope, index: int, token: Token) -> bool:
    """某项目占地600亩，规划建设年产16吉瓦时生产线: what it consists of; 县里正规划建设… is another matter."""
    text, reading = scope.scene.text, scope.readings[index]
    if text[token.start - 1 : token.start] in ("正", "拟", "将") or index == 0:
        return False
    before = scope.readings[index - 1]
    return before.clause.sentence == reading.clause.sentence and before.topic.kind == "project"


def _named(scope: Scope, index: int, token: Token) -> list[Subject]:
    """正在施工的，是甲项目; 开工的是乙工程: what the sentence goes on to say it is."""
    text = scope.scene.text
    copula = _IS_WHAT.match(text, token.end) if text.startswith("的", token.end) else None
    if copula is None:
        return []
    for reading in scope.readings[index : index + 2]:
        entity = next((entity for entity in reading.entities if 0 <= entity.start - copula.end() <= 24 and entity.kind == "project"), None)
        if entity and (subject := scope.subject_of(entity, reading)).name:
            return [subject]
    return []


def _subjects(scope: Scope, reading: Reading, token: Token) -> list[Subject]:
    """The projects that the clause itself names before this stage."""
    text = scope.scene.text
    run: list[Entity] = []
    low = token.start
    for entity in reversed(reading.entities):
        if entity.end > token.start or entity.start in scope.references:
            continue
        if entity.kind == "population" and entity.rule == "list end":
            low = entity.start
            continue
        if entity.kind in ("project", "phase") or (entity.kind == "anaphor" and entity.detail.startswith("project")):
            between = text[entity.end : low]
            if run and not between:
                low = entity.start  # 彭场工业园|污水管网改造工程: whose it is
                continue
            if run and not (JOINED.fullmatch(between) or PRICED_JOIN.fullmatch(between)):
                break
            run.append(entity)
            low = entity.start
        elif run and entity.kind == "organization" and _SUM_OF.fullmatch(text, entity.end, low):
            low = entity.start  # 、某公司总投资5亿元的|冷链项目
        elif run and (entity.kind in ("zone", "organization", "region", "area") or entity.detail == "zone") and entity.end == low:
            low = entity.start
        elif run or entity.kind == "population":
            break
    if not run:
        return []
    found = [subject for entity in reversed(run) if (subject := scope.subject_of(entity, reading)).name and subject.kind == "project"]
    if found and run[-1].kind == "phase" and (noun := _SITES_BY_PHASE.match(text, run[-1].end)) and noun[0] not in found[-1].name:
        at = (run[-1].start, noun.end())  # 园区负责人说，四期|标准厂房已完成立项
        return [Subject("project", text[at[0] : at[1]], run[-1].detail, *at, "site of its clause")]
    earlier = _EARLIER.search(text, run[-1].start - 4, run[-1].start) if run and run[-1].kind == "phase" else None
    return [found[0].of(phase + "期") for phase in earlier["phases"].split("、")[:-1]] + found if earlier and found else found


def _shared_times(scope: Scope, reading: Reading, token: Token, wanted: int) -> list[PeriodMention]:
    """分别将于今年11月、12月和明年3月竣工: a time for each."""
    text = scope.scene.text
    at = text.rfind("分别", max(reading.clause.start, token.start - 60), token.start)
    if wanted < 2 or at < 0:
        return []
    times = scope.periods_between(at, token.start)
    return times if len(times) == wanted else []


def _after(scope: Scope, reading: Reading, token: Token) -> list[Subject]:
    """开工了投资10亿元的LED封装扩产项目: the object right after the verb, and the list that it opens."""
    text = scope.scene.text
    found: list[Subject] = []
    end = token.end
    for entity in reading.entities:
        if entity.start < token.end:
            continue
        between = text[end : entity.start]
        if entity.kind in ("project", "phase") and (
            (not found and _TO_OBJECT.fullmatch(between)) or (found and (between in _AND or PRICED_JOIN.fullmatch(between)))
        ):
            subject = scope.subject_of(entity, reading)
            if subject.kind == "project" and subject.name and not _AIMED_AT.match(subject.name):
                found.append(subject)
                end = entity.end
                continue
        break
    return found
