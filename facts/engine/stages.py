"""Where a project stands: 签约, 开工, 投产 with phase, part and aspect (年底可实现试生产 is planned)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facts.engine.announced import announced_projects
from facts.engine.aspect import aspect
from facts.engine.facilities import DONE_SITE, OF_SITES, other_site, site_of
from facts.engine.fields import field_at
from facts.engine.parts import part_of, trimmed
from facts.engine.scope import Scope
from facts.engine.subjects import Reading, Subject
from facts.engine.types import CandidateFact, Entity, Period, PeriodMention, Slot, Token
from facts.engine.works import with_works

_NOT_AFTER = re.compile(
    r"(?:率|即|跑道|场地|一批|仪式|典礼|大会|会议|活动|前(?!期)|条件|手续|许可|执照|协议|量|计划|目标|任务|额|总额|金额|面积|规模|资金|企业|单位|时间|节点|周期|成本|效率|模式|清单|现场会|动员|令|证|书|备案|审批|通知|"
    r"信息|日期|日|者|人|力|图|方|项目|亿元|重大|重点|亿|工作|服务|达效|制|性|行为|之初|之际|业|招商|负责人|经理|队伍|要求|标准|准备|新一轮|(?:和|、|及|与)(?:即将|正在|拟|待)?[\u4e00-\u9fff]{2,3}项目|的一半|的\d|的[一二三四五六七八九]成|过半|\d)"
)
# 投产后 with a time before it, 9月末具备试车条件: the words after it take nothing away.
_CONDITION = re.compile(r"条件")
_ENTERPRISES = re.compile(r"(?:\d家?[\u4e00-\u9fff]{0,8}企业|家|户企业)(?:已|相继|陆续|先后|成功|正式|意向|现场|达成)*$")
_JOINED = re.compile(r"(?:、|和|以及|及|与|（[^）]*）|\([^)]*\))?")
_PRICED_JOIN = re.compile(r"(?:、|和|以及|及|与)(?:计划)?(?:总)?投资[^，。；、]{2,16}的?")
_PROMISES = re.compile(r"(?:可|预计可?|将|能)年(?:产|处理|加工)|(?:达产|投产|投用|投运|达效|运营)?后[^，。；]{0,4}(?:可|将|预计|能|每年|年)")
_MACHINES = re.compile(r"\d台[\u4e00-\u9fff]{0,8}$|(?:产业链|产线|生产线|设备|机器|机组|车间|线)(?:全部|均|都|也|正在|正|已|保持)*$")
_IDLE = ("“", "促", "抓", "快", "早", "保", "未", "待", "盯")
_TO_BUILD = re.compile(r"(?:投资|出资|建设|新建|兴建|实施|投建|新上)[^，。；]{0,16}$")
_LANDS = re.compile(r"(?:正式|成功|顺利)*(?:落户|落地)")
_FINISHED = frozenset(("completed", "trial_production", "in_production"))
# 从拿地到开工仅用98天: how long a step took.
_FROM_TO = re.compile(r"从(?!签约)[^，。；]{1,8}到$")
_FROM = re.compile(r"从(?:正式|项目)?$")
_TO = re.compile(r"(?:到|至|再到)")
# 要加快施工进度: what is asked for; 设备安装已完成90%: a figure; 设备安装预计年底前完成: not yet.
_URGED = re.compile(r"(?<![主重需])要(?!素|求)|必须|强调|要求|督促|推动|确保[^，。；]{0,14}前提|力促|高峰期")
_IN_FIGURES = re.compile(
    r"(?:工作|工程|进度)?(?:也|已|已经)?(?:完成|过|超)(?:\d|[一二三四五六七八九]成|近|约|总|过半)|(?:工作)?(?:预计|计划|将|拟|力争|争取)[^，。；]{0,14}完成"
)
# 一、|二期已投产
_EARLIER = re.compile(r"(?P<phases>(?:[一二三四]、){1,2})$")
_ANOTHER = re.compile(
    r"(?<!主体)(?<!土建)(?<!基础)(?<!桩基)(?<!安装)(?<!装修)(?<!装饰)(?<!配套)(?<!外网)(?<!管网)(?<!室外)(?<!结构)(?<!路基)(?<!消防)(?<!一期)(?<!二期)(?<!三期)(?<!整个)(?<!全部)(?<!附属)(?<=[\u4e00-\u9fff]{2})工程$"
)
_IS_WHAT = re.compile(r"的，?(?:(?:就|正|还|也)?是(?:由)?|还有|包括)")
_IN_MASS = re.compile(r"集中$|集中")
_PEOPLE = re.compile(r"工人|人员|[余名]人|塔吊|建设者|机械")
# 搭暖棚施工, 半年的施工, 全封闭施工: 施工 alone tells that it goes on only where something says so.
_AT_WORK = re.compile(r"(?:正|在|紧|力|张|序|夜|步|速|面|快|场|续|复|始|地|时|工期|热潮|主体|基础|桩基|土建|结构|装修|安装|管网|道路|路基|车间|厂房|楼)$")
_NO_WORK = re.compile(r"(?:封闭|露天|冬季|夏季|雨季|文明|安全|绿色|标准化|规范|违规)$")
# 进入建成投产的最后冲刺阶段, 投产的目标: no statement that it has.
_AIMED_AT = re.compile(r"国家级|省级|市级|全国|国内|世界|全球|一流|千亿|百亿")  # 力争建成市级示范园
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FOR_IT = re.compile(
    r"的(?:最后|关键|冲刺|倒计时|攻坚|目标|速度|要求|步伐|脚步|前提|进度|节奏|标准|条件|基础上|时间|日子|新?纪录|记录|周期|全过程|全周期|全流程|“|障碍|难题|问题|手续|瓶颈|压力|决心|信心|承诺)|“?(?:倒计时|加速键|快进键|冲锋号)|按钮|号角|大会战"
)
# 往年4月复工, 争取早一天投产: no one time
_ANY_TIME = re.compile(r"(?:往年|每年|历年|通常|一般|经常|时常|(?:早一天|早日|尽早|尽快|及早|早一步|早点)[^，。；]{0,3}$)")
# 集中投产的项目共有45个 is said of them, not of whom the paragraph speaks
_OF_MANY = re.compile(
    r"的(?:这)?(?:\d{1,3}个|首批|一批)?(?:重[点大]|产业|工业|新|代表)?(?:项目|企业|工程)(?:共|总|有|中|里|，|涵盖|涉及|达|数|负责人|投资|将|均|都|已)"
)
_TO_FIRMS = re.compile(r"\d{1,3}[家户]")
_BUILDS_WHAT = re.compile(r"(?:建成|交付|完成|建设)$")
_STOPS = re.compile(r"[，。；、！？”\n中]|\Z")
# 创下了当年建设、当年完工、当年投产的“速度”
_SLOGAN = re.compile(r"(?:创下|刷新|创造|跑出)[^，。；]{0,30}$")
_ASKED = re.compile(r"(?:何时|什么时候|啥时候|能否|能不能|是否|有没有|多久能?|怎么|如何|为何|为什么)[^，。；！？]{0,6}$")
_REALISED = re.compile(r"(?:实现|做到|跑出|创造)(?:了)?“[^”]{0,6}$")


def find_stages(scope: Scope) -> list[CandidateFact]:
    """甲、乙项目建成投产 -> in_production, once for each."""
    facts: list[CandidateFact] = []
    last: list[CandidateFact] = []  # of the stage word before
    tokens = with_works(scope.scene.text, [token for token in scope.scene.tokens if token.entry.stage])
    at = 0
    for index, reading in enumerate(scope.readings):
        while at < len(tokens) and tokens[at].start < reading.clause.start:
            at += 1
        while at < len(tokens) and tokens[at].start < reading.clause.end:
            token = tokens[at]
            at += 1
            if not _goes_on(tokens, at, token):
                told = [fact for fact in _stage(scope, index, token, last) if not (facts and _says_again(scope, facts[-1], fact))]
                facts += told
                last = told or last
    return _dated(facts)


def _dated(facts: list[CandidateFact]) -> list[CandidateFact]:
    """从签约到开工只用了5个月。…今年8月开工: of one step told twice the one that says when."""

    def key(fact: CandidateFact) -> tuple[str, ...]:
        return (fact.stage, fact.subject, fact.scope, fact.modality)

    timed = {key(fact) for fact in facts if fact.period and any(fact.period)}
    return [fact for fact in facts if (fact.period and any(fact.period)) or key(fact) not in timed]


def _together(scope: Scope, last: list[CandidateFact], reading: Reading, token: Token) -> list[Subject]:
    """甲中心、乙扩容工程正加快建设，年内可建成: both again."""
    if len(last) < 2 or "。" in scope.scene.text[last[-1].end : token.start] or "；" in scope.scene.text[last[-1].end : token.start]:
        return []
    if reading.topic.name != last[-1].subject or len({fact.subject for fact in last}) < 2:
        return []
    return [
        Subject(fact.subject_type, fact.subject, "", fact.slots[1].start, fact.slots[1].end, "carried: " + fact.slots[1].rule.removeprefix("carried: "))
        for fact in last
    ]


def _says_again(scope: Scope, before: CandidateFact, fact: CandidateFact) -> bool:
    """工人正在进行主体施工，现场一片热火朝天: that it goes on is said once in a sentence."""
    same = (before.stage, before.subject, before.modality) == (fact.stage, fact.subject, fact.modality) and fact.stage == "under_construction"
    between = scope.scene.text[before.end : fact.start]
    return same and "。" not in between and (fact.scope in ("", before.scope) or bool(_PEOPLE.search(between)))


def _goes_on(tokens: list[Token], at: int, token: Token) -> bool:
    """完工|通车, 开业|试运行: two words without a comma are one step, and the second names it."""
    follows = tokens[at] if at < len(tokens) else token
    return follows.start == token.end and token.entry.stage in _FINISHED and follows.entry.stage in _FINISHED


def _stage(scope: Scope, index: int, token: Token, last: list[CandidateFact]) -> Iterator[CandidateFact]:
    reading = scope.readings[index]
    if field := field_at(scope, reading, token):
        yield _fact(scope, reading, token, field.subject, field.mention.period, field.mention, field.planned)
        return
    announced = announced_projects(scope, index, token) or _named(scope, index, token)
    if token.entry.word.endswith("建设") and token.entry.stage == "planned" and _is_what_it_builds(scope, index, token):
        return
    if not announced and (_blocked(scope, reading, token) or _only_promised(scope, reading, token)):
        return
    own = announced or _subjects(scope, reading, token)
    subjects = own or _carried(scope, index, token, last)
    if not subjects or (len(own) == 1 and not announced and _IN_MASS.search(scope.scene.text, max(0, token.start - 2), token.start + 2)):
        return  # 石化配套项目集中开工 is said of several
    period, mention, planned = aspect(scope, reading, token, bool(own))
    if mention is None and own and _ends_a_list(reading, token) and reading.period and reading.period.rule in ("year", "part-of-year"):
        period, mention = reading.period.period, reading.period  # 去年…。甲、乙等19个项目竣工投产
    times = _shared_times(scope, reading, token, len(subjects))
    for number, subject in enumerate(subjects):
        if times:
            period, mention = times[number].period, times[number]
        yield _fact(scope, reading, token, subject, period, mention, planned)


def _fact(scope: Scope, reading: Reading, token: Token, subject: Subject, period: Period | None, mention: PeriodMention | None, planned: bool) -> CandidateFact:
    return CandidateFact(
        kind="stage",
        subject_type=subject.kind,
        subject=subject.name,
        anchors=((token.start, token.end),),
        rule=f"stage: {subject.rule}",
        stage=token.entry.stage,
        scope=subject.scope if subject.rule in OF_SITES else part_of(scope, reading, token, subject),
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


def _end_of_name(entity: Entity) -> int:
    """甲项目|土建工程: the part is none of the name."""
    return entity.start + len(entity.name) if entity.rule == "part of a project" else entity.end


def _is_what_it_builds(scope: Scope, index: int, token: Token) -> bool:
    """某项目占地600亩，规划建设年产16吉瓦时生产线: what it consists of; 县里正规划建设… is another matter."""
    text, reading = scope.scene.text, scope.readings[index]
    if text[token.start - 1 : token.start] in ("正", "拟", "将") or index == 0 or not _after(scope, reading, token):
        return False
    before = scope.readings[index - 1]
    return before.clause.sentence == reading.clause.sentence and before.topic.kind == "project"


def _ends_a_list(reading: Reading, token: Token) -> bool:
    return any(entity.kind == "population" and entity.rule == "list end" and entity.end <= token.start for entity in reading.entities)


def _only_promised(scope: Scope, reading: Reading, token: Token) -> bool:
    """建成投产后 promises without a date; 明年年中建成投产后 says when, and what has happened is no promise."""
    promised = (token.entry.word.endswith("后") and scope.planned_at(reading, token.end)) or _PROMISES.match(scope.scene.text, token.end)
    return bool(promised) and not scope.periods_between(max(reading.clause.start, token.start - 10), token.start)


def _blocked(scope: Scope, reading: Reading, token: Token) -> bool:
    text = scope.scene.text
    if any(entity.start <= token.start < _end_of_name(entity) for entity in reading.entities):
        return True
    before = text[max(reading.clause.start, token.start - 12) : token.start]
    if (_FROM.search(before) and _TO.match(text, token.end)) or text.startswith(("未", "待"), token.start):
        return True
    if token.entry.word == "中交" and not _STOPS.match(text, token.end) and not text.startswith(("后", "并", "成功"), token.end):
        return True  # 中交四航局
    if token.entry.stage in ("completed", "in_production") and _SLOGAN.search(text, reading.clause.start, token.start):
        return True
    if token.entry.stage == "under_construction" and (
        _URGED.search(text, reading.clause.start, token.start)
        or _IN_FIGURES.match(text, token.end)
        or text.startswith(("进度", "工程", "方面", "公司", "单位"), token.end)
    ):
        return True
    if _FROM_TO.search(before) or _ANY_TIME.search(before) or _OF_MANY.match(text, token.end) or _ASKED.search(before) or _FOR_IT.match(text, token.end):
        return True
    if any(
        entity.end == token.start and entity.kind == "organization" and "由" in text[max(reading.clause.start, entity.start - 16) : entity.start]
        for entity in reading.entities
    ):
        return True  # 由某公司运营
    if token.entry.word == "正在进行" and not _STOPS.match(text, token.end):
        return True  # 正在进行项目备案
    if token.entry.word == "施工" and not text.startswith(("至", "到"), token.end) and (not _AT_WORK.search(before) or _NO_WORK.search(before)):
        return True
    of_a_phase = any(entity.kind == "phase" and entity.end == token.start for entity in reading.entities)  # 一期|建成标准厂房18栋
    if scope.is_quantity_noun(token) and not of_a_phase and not before.endswith(("已", "已经", "正式", "将")):
        return True
    after = text[token.end : token.end + 8]
    given = text.startswith("已", token.start) and _TO_FIRMS.match(after)  # 已交付3家企业
    if (
        _NOT_AFTER.match(after)
        and not given
        and not _after(scope, reading, token)
        and not of_a_phase
        and not DONE_SITE.match(text, token.end)
        and not any(entity.start == token.end for entity in reading.entities if entity.kind in ("project", "phase"))
    ):
        return not (_CONDITION.match(after) and token.entry.stage == "trial_production" and "具备" in before)
    if token.entry.stage == "planned" and re.match(r"[\u4e00-\u9fff\d]", after) and not _after(scope, reading, token):
        return True  # 规划建设标准厂房26栋 says what is built, not how far it is
    if token.entry.stage in ("started", "at_capacity") and _MACHINES.search(before.removesuffix("同时")):
        return True
    idle = text[token.start - 1 : token.start] in _IDLE and not (text[token.start - 1 : token.start] == "“" and token.entry.word.startswith("云"))
    return (idle and not _REALISED.search(before)) or bool(_ENTERPRISES.search(before))


def _named(scope: Scope, index: int, token: Token) -> list[Subject]:
    """正在施工的，是甲项目; 开工的是乙工程: what the sentence goes on to say it is."""
    copula = _IS_WHAT.match(scope.scene.text, token.end)
    for reading in scope.readings[index : index + 2] if copula else ():
        entity = next((entity for entity in reading.entities if copula and 0 <= entity.start - copula.end() <= 24 and entity.kind == "project"), None)
        if entity and (subject := scope.subject_of(entity, reading)).name:
            return [subject]
    return []


def _subjects(scope: Scope, reading: Reading, token: Token) -> list[Subject]:
    """The projects that the clause itself names for this stage."""
    text = scope.scene.text
    after = _after(scope, reading, token)
    if after:
        return after
    run: list[Entity] = []
    low = token.start
    for entity in reversed([entity for entity in reading.entities if entity.end <= token.start and entity.start not in scope.references]):
        if entity.kind == "population" and entity.rule == "list end":
            low = entity.start
            continue
        if entity.kind in ("project", "phase") or (entity.kind == "anaphor" and entity.detail.startswith("project")):
            between = text[entity.end : low]
            if run and not between:
                low = entity.start  # 彭场工业园|污水管网改造工程: whose it is
                continue
            if run and not (_JOINED.fullmatch(between) or _PRICED_JOIN.fullmatch(between)):
                break
            run.append(entity)
            low = entity.start
        elif run and (entity.kind in ("zone", "organization", "region", "area") or entity.detail == "zone") and entity.end == low:
            low = entity.start
        elif run or entity.kind == "population":
            break
    found = [subject for entity in reversed(run) if (subject := scope.subject_of(entity, reading)).name and subject.kind == "project"]
    earlier = _EARLIER.search(text, max(0, run[-1].start - 4), run[-1].start) if run and run[-1].kind == "phase" else None
    return [found[0]._replace(scope=phase + "期") for phase in earlier["phases"].split("、")[:-1]] + found if earlier and found else found


def _carried(scope: Scope, index: int, token: Token, last: list[CandidateFact]) -> list[Subject]:
    """What the clauses before are about: a list at the end of the one before, else the topic."""
    reading = scope.readings[index]
    before = [entity for entity in reading.entities if entity.end <= token.start and entity.start not in scope.references]
    text = scope.scene.text
    itself = reading.topic.kind == "project" and reading.topic.name.removesuffix("项目").endswith(text[token.end + 1 : token.end + 3])
    if text.startswith("的", token.end) and token.entry.stage != "under_construction" and not itself:
        site = site_of(scope, reading, token, attributive=True)
        return [site] if site else []  # 上个月竣工通车的南二环路 is said of the road
    if any(entity.kind == "population" and entity.detail != "zones" for entity in before) and not (
        token.entry.stage == "signed" and _ends_a_list(reading, token)
    ):
        site = site_of(scope, reading, token)
        return [site] if site and site.rule == "site of its clause" else []  # 其中2个项目已投产 is said of two of many
    if token.entry.stage == "signed" and reading.topic.kind != "project":
        persons = [scope.employer_of(entity) for entity in before if entity.kind == "person"]
        return next(([who] for who in persons if who.kind == "project"), None) or _signed_for(scope, index)
    if site := site_of(scope, reading, token, last[-1] if last else None):
        return [site]
    if reading.topic.kind != "project" or any(
        entity.kind in ("zone", "area", "region", "organization") and entity.start not in scope.locatives for entity in before
    ):
        return []
    if (
        _BUILDS_WHAT.search(token.entry.word)
        and _HAN.match(text, token.end)
        and not text.startswith(("后", "并", "投", "以", "至", "于", "了", "使", "时", "启"), token.end)
    ):
        return []  # 目前已建成主干道18公里
    if (group := _together(scope, last, reading, token)) and not before:
        return group
    low = max([reading.clause.start, *(entity.end for entity in before)])
    words = trimmed(scope, low, token.start)
    if site := other_site(scope, reading, token, words, low):
        return [site]
    if _ANOTHER.search(words):
        return []  # 供汽、供热工程也已进场施工: another than the one before
    listed = _list_before(scope, index)
    if listed:
        return listed
    return [reading.topic._replace(rule="carried: " + reading.topic.rule)]


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
    reading, previous = scope.readings[index], scope.readings[index - 1]
    if previous.clause.sentence != reading.clause.sentence or not previous.entities:
        return []
    text = scope.scene.text
    run: list[Entity] = []
    for entity in reversed(previous.entities):
        joined = _JOINED.fullmatch(text[entity.end : run[-1].start]) or _PRICED_JOIN.fullmatch(text[entity.end : run[-1].start]) if run else True
        if entity.kind not in ("project", "phase") or not joined or (not run and text[entity.end : previous.clause.end].strip()):
            break
        run.append(entity)
    subjects = [scope.subject_of(entity, previous) for entity in reversed(run)]
    if len(run) < 2 or any(subject.kind != "project" or not subject.name for subject in subjects):
        return []
    return [subject._replace(rule="carried: " + subject.rule) for subject in subjects]


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
            (not found and re.fullmatch(r"(?:了)?(?:(?:(?:总)?投资|占地|年产|日处理|\d)[^，。；]{1,14}的)?(?:(?:一|\d)?个?)?[“\u4e00-\u9fff]{0,2}", between))
            or (found and (re.fullmatch(r"(?:、|和|以及|及|与)", between) or _PRICED_JOIN.fullmatch(between)))
        ):
            subject = scope.subject_of(entity, reading)
            if subject.kind == "project" and subject.name and not _AIMED_AT.match(subject.name):
                found.append(subject)
                end = entity.end
                continue
        break
    return found
