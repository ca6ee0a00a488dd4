"""Where a project stands: 签约, 开工, 投产 with phase, part and aspect (年底可实现试生产 is planned)."""

from __future__ import annotations

import re

from facts.engine.scope import Scope
from facts.engine.subjects import Reading, Subject
from facts.engine.types import CandidateFact, Entity, Slot, Token

_NOT_AFTER = re.compile(
    r"(?:率|一批|仪式|典礼|大会|会议|活动|前(?!期)|条件|手续|协议|量|计划|目标|任务|额|总额|金额|面积|规模|资金|企业|单位|时间|节点|周期|成本|效率|模式|清单|现场会|动员|令|证|书|备案|审批|通知|信息|日期|日|者|人|力|图|方案|项目|亿元|重大|重点|亿|工作|服务|达效|制|性|行为|之初|之际|\d)"
)
_PART = re.compile(
    r"[\u4e00-\u9fff\d]{0,6}(?:主体|厂房|车间|办公楼|宿舍楼|综合楼|基础|结构|钢结构|设备|装修|装饰|土建|管网|道路|配套|桩基|地基|外墙|室内|室外|生产线|号线|号楼|楼|仓库|设施|线|标段|部分|土地|平整)(?:工程|结构|施工|安装|建设|用房|屋面|基础|封顶)*"
)
_WHOLE_STAGE = {
    "主体完工",
    "主体封顶",
    "主体结构封顶",
    "完成主体",
    "主体竣工",
    "主体建成",
    "主体工程完工",
    "主体施工",
    "主体结构施工",
    "主体结构完工",
    "封顶",
    "全面封顶",
    "顺利封顶",
    "全部封顶",
    "完成封顶",
    "设备安装",
    "设备安装调试",
    "安装调试",
    "设备调试",
    "内部装修",
}


def find_stages(scope: Scope) -> list[CandidateFact]:
    """甲、乙项目建成投产 -> in_production, once for each."""
    facts: list[CandidateFact] = []
    tokens = scope.scene.tokens
    at = 0
    for reading in scope.readings:
        while at < len(tokens) and tokens[at].start < reading.clause.start:
            at += 1
        while at < len(tokens) and tokens[at].start < reading.clause.end:
            token = tokens[at]
            at += 1
            if token.entry.stage:
                facts.extend(_stage(scope, reading, token))
    return facts


def _stage(scope: Scope, reading: Reading, token: Token) -> list[CandidateFact]:
    text = scope.scene.text
    if _blocked(scope, reading, token) or (token.entry.planned and scope.planned_at(reading, token.end)):
        return []  # 建成投产后 promises, unless what follows has happened
    subjects = _subjects(scope, reading, token)
    if not subjects:
        return []
    planned = scope.planned_at(reading, token.start) or (reading.planned and not re.search("已|正", text[reading.clause.start : token.start]))
    mention = scope.period_near(token.start, reading)
    period = mention.period if mention else None
    if period and period.start and scope.published and period.start > scope.published.ljust(10, "~"):
        planned = True  # 6月试生产没有问题, said in March
    return [
        CandidateFact(
            kind="stage",
            subject_type=subject.kind,
            subject=subject.name,
            anchors=((token.start, token.end),),
            rule=f"stage: {subject.rule}",
            stage=token.entry.stage,
            scope=_part(scope, reading, token, subject),
            period=period,
            modality="planned" if planned else "actual",
            attribution=scope.attribution(token.start),
            slots=(
                Slot("stage", token.start, token.end, token.entry.rows["stage"]),
                Slot("subject", subject.start, subject.end, subject.rule),
                *((Slot("period", mention.start, mention.end, mention.rule),) if mention else ()),
            ),
            score=50,
        )
        for subject in subjects
    ]


def _blocked(scope: Scope, reading: Reading, token: Token) -> bool:
    text = scope.scene.text
    if any(entity.start <= token.start < entity.end for entity in reading.entities):
        return True
    if scope.is_quantity_noun(token):
        return True
    after = text[token.end : token.end + 4]
    if _NOT_AFTER.match(after) and not any(entity.start == token.end for entity in reading.entities if entity.kind in ("project", "phase", "anaphor")):
        return True
    return text[token.start - 1 : token.start] in ("“", "促", "抓", "快", "早", "保", "未", "待", "盯")


def _subjects(scope: Scope, reading: Reading, token: Token) -> list[Subject]:
    text = scope.scene.text
    after = _after(scope, reading, token)
    if after:
        return after
    before = [entity for entity in reading.entities if entity.end <= token.start and entity.start not in scope.references]
    run: list[Entity] = []
    low = token.start
    for entity in reversed(before):
        if entity.kind == "population" and entity.rule == "list end":
            low = entity.start
            continue
        if entity.kind in ("project", "phase") or (entity.kind == "anaphor" and entity.detail.startswith("project")):
            if run and not _JOINED.fullmatch(text[entity.end : low]):
                break
            run.append(entity)
            low = entity.start
        elif run and entity.kind in ("zone", "organization", "region", "area") and entity.end == low:
            low = entity.start
        elif run or entity.kind == "population":
            break
    if run:
        return [subject for entity in reversed(run) if (subject := scope.subject_of(entity, reading)).name and subject.kind == "project"]
    if any(entity.kind == "population" for entity in before):
        return []
    if reading.topic.kind == "project" and not any(
        entity.kind in ("zone", "area", "region", "organization") and entity.start not in scope.locatives for entity in before
    ):
        return [reading.topic._replace(rule="carried: " + reading.topic.rule)]
    return []


_JOINED = re.compile(r"(?:、|和|以及|及|与|（[^）]*）|\([^)]*\))?")


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
            (not found and re.fullmatch(r"(?:了)?(?:(?:总)?投资[^，。；]{2,14}的)?(?:(?:一|\d)?个?)?[“\u4e00-\u9fff]{0,2}", between))
            or (found and re.fullmatch(r"(?:、|和|以及|及|与)", between))
        ):
            subject = scope.subject_of(entity, reading)
            if subject.kind == "project" and subject.name:
                found.append(subject)
                end = entity.end
                continue
        break
    return found


def _part(scope: Scope, reading: Reading, token: Token, subject: Subject) -> str:
    """办公楼主体完工: the part of the site, else the phase."""
    text = scope.scene.text
    start = max([reading.clause.start, *(entity.end for entity in reading.entities if entity.end <= token.start)])
    words = text[start : token.start]
    intended = scope.planned_from(start, token.start)
    if intended >= 0:
        words = text[start:intended]
    mention = next((mention for mention in scope.periods_between(start, token.start)), None)
    if mention and mention.start > start:
        words = words[: mention.start - start]
    words = _ADVERBS.sub("", words)
    found = [match[0] for match in _PART.finditer(words)]
    if found and len(words) <= 24:
        return _CLASSIFIER.sub("", words if "、" in words and not re.search(r"\d", words) else found[-1])
    if text[token.start : token.end] in _WHOLE_STAGE:
        return "主体" if "主体" in text[token.start : token.end] else subject.scope
    return subject.scope


_ADVERBS = re.compile(
    r"^(?:现场|的|目前|进入|正处在|正处于|处于|正进行|开展|现|已|正在|将|现场|其)+|(?:已经|已|均已|全部|全面|正在|将|顺利|基本|也|均|正|在|于|同步|加紧|进行|正加紧|加紧进行)+$"
)
_CLASSIFIER = re.compile(r"^(?:[栋座条个台期]|整个|首批)+")
