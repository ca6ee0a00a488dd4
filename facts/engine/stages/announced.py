"""Lists that a stage announces: 此次开工的6个项目分别是甲项目、乙项目…; 当天签约的项目有： with one △ line for each."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.mentions.scene import BULLETS
from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Subject
from facts.engine.types import Entity, Token
from facts.engine.words.numerals import parse_number

# 集中开工3个项目 · 同时开工的6个项目分别是 · 签约的项目有
_OPENS = re.compile(
    r"(?:建设|奠基)?的?(?:这|其[他余])?(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})?(?:个|大)?[\u4e00-\u9fff]{0,6}项目(?:中)?(?P<are>(?:分别|包括|主要|还|另外?)?(?:是|为|有|包括)(?:：|，)?|：|分别)?"
)
_ANOTHER = re.compile(r"(?:签约|开工|竣工|投产|在建|续建)(?:的)?项目")  # 开工项目包括甲、乙，|竣工项目包括丙
_STAGE_OF = {"签约": "signed", "开工": "started", "竣工": "completed", "投产": "in_production"}
_ANOTHER_EVENT = re.compile(
    rf"(?P<word>{'|'.join(_STAGE_OF)})(?:的)?项目(?:共|共有|总数|达|有)?\d{{1,3}}[个项只](?!项目)|\d{{1,3}}[个项只][^，。；\d]{{0,8}}?项目(?:集中|同时)(?P<later>{'|'.join(_STAGE_OF)})"
)
_LIST_NEAR = 240
_MARK = re.compile(rf"[{BULLETS}—\-·（）()\d.、 　]+")
MOST = 40
_EVENTS = frozenset(("signed", "started", "completed", "in_production"))
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
# 又有6个项目集中|开工 · 3个重大项目现场|签约
_COUNT_BEFORE = re.compile(
    rf"(?P<count>{_NUMBER})个[^，。；\d]{{0,14}}?(?:项目|工程)(?:在[^，。；]{{2,12}})?(?:正式|集中|现场|同时|成功|顺利|同步|同日|当天|在线)*$"
)
# 集中开工|的6个项目总投资, 签约的项目中
_COUNT_AFTER = re.compile(
    rf"项目(?:共|共有|达|有)?(?P<later>{_NUMBER})个|(?:建设|奠基)?的?(?:其[他余])?(?P<count>{_NUMBER})?个?[^，。；\d]{{0,8}}?(?:项目|工程)(?P<among>中|里|[，。]|总投资|计划总投资|涵盖|涉及|包括)"
)
# 与兰州、成都等地的三家企业|签订协议
_FIRMS = re.compile(rf"(?:与|和|同)[^，。；]{{2,40}}{_NUMBER}家[\u4e00-\u9fff]{{0,6}}(?:企业|公司|单位|客商)(?:正式|集中|现场|同时|成功|分别|在线)*$")
_MEANS = re.compile("意向|入驻")
# 今年第二批产业项目|集中开工
_IN_MASS = re.compile(r"项目(?:在[^，。；]{2,12})?(?:正式|同时|同日|现场)*(?P<mass>集中)?$")
# 此次|开工的年产…项目, 分别|签订
_THIS_EVENT = re.compile(r"(?:此次|本次|这次|当天|当日|现场|活动中|会上)(?:集中|同时|正式|新)*$")
_TOLD_NOW = re.compile(r"此次|本次|这次|当天|当日|现场|会上|集中|仪式|[，。]共$")
_EACH = re.compile(r"分别(?:(?:与|和|同)[^，。；]{0,24})?(?:正式|现场|成功)*$")
_CEREMONY = re.compile(r"(?:活动|仪式|大会|会)")
_TAKES_PART = re.compile(r"(?:成功|正式|集中|现场|顺利)*(?:落户|落地|入驻|亮相|参加)")
_LISTS = re.compile(r"[^。；\n]{0,48}?(?:分别(?:是|为)|其中(?:有|包括)?|包括|包含|涉及|涵盖(?:了)?|具体(?:是|为)|主要有|即|：)")
# 三个项目分别是：甲公司投资2亿元的X项目，乙公司…; 其他投资超10亿元的签约项目分别为：; 部分签约项目如下：
_THEY_ARE = re.compile(
    rf"\s*(?:这)?(?:{_NUMBER}个[^，。；：\d]{{0,6}}?|(?:其[他余中]|另外|部分|主要|重点|代表性|签约|开工|投产)[^，。；：]{{0,14}})项目(?:中)?(?:，)?(?:分别|主要|具体)?(?:是|为|包括|有|如下)"
)
_MORE_OF_THEM = re.compile(
    r"\s*(?:其[他余]|另外|部分|主要|重点|代表性|(?:此次|本次|当天|现场|集中)*(?:签约|开工|投产)的?)[^，。；：]{0,14}项目(?:中|里|分别|主要|具体|是|为|包括|有|如下)"
)
# 集中开工仪式，7个项目|总投资23亿元
_THEIR_NUMBER = re.compile(
    rf"(?:共有?|有)?(?P<count>{_NUMBER})个[^，。；：\d]{{0,10}}?项目(?:参加|参与|总投资|计划|涉及|涵盖|，|。)"
    rf"|共?(?:签约|开工|奠基|竣工|投产)?项目(?:总数|共计?|达到?|有)?(?P<later>{_NUMBER})个(?=[，。；])"
)
# 同期投产|的还有：
_ALSO = re.compile(r"的(?:项目)?(?:还|也|主要|分别)*(?:有|是|为|包括)：")
_AMONG_THEM = re.compile(r"\s*(?:其中|(?:在)?这(?:批|些|\d{1,2}个|[一二两三四五六七八九十]{1,2}个)项目(?:中|里|当中))")
_FROM_WHOM = r"由[^，。；]{2,24}的|位于[^，。；]{2,14}的|(?:计划)?(?:总)?投资[^，。；]{2,12}的|[^，。；]{2,36}(?:合资|合作|联合|共同)(?:投资|建设)*的"
_LEADS = re.compile(
    r"(?:活动现场的|现场的)?[的\s“●■△▲◆]*(?:其中|另外|此外|在项目中)?，?(?:投资(?:额|规模|总额)?最大的(?:项目|一个)?是)?"
    rf"(?:{_FROM_WHOM}|[^，。；]{{2,22}}(?:公司|集团|企业)(?:的|投资建设的|投资的|建设的|新建|建设|投资建设|投资新建|投建|实施)?)*"
)
# 甲公司将投资3亿元兴建|乙基地; 甲化学投资5.1亿元，建设|乙生产线
_PAYS_FOR = re.compile(
    r"[\u4e00-\u9fff）]{2}(?:[将拟]|(?<!总))(?:投资|出资|斥资)(?:约|超|近)?\d[^，。；]{1,12}元(?:在[^，。；]{2,14})?(?:的|建设|新建|兴建|打造|实施|投建)$"
)
_PAYS = re.compile(r"[^，。；\d]{2,30}?(?:总)?(?:投资|出资|斥资)(?:约|超|近)?\d[^，。；]{1,10}元")
_TO_MAKE = re.compile(r"(?:拟|将|计划|主要|用于|在[^，。；]{2,14})*(?:建设|新建|兴建|打造|实施|投建)了?")
_AND_MORE = re.compile(r"[、和与及](?:[^，。；、]{0,24}投资[^，。；、]{2,14}的)?")
_IN_FIGURES = re.compile(r"(?:一期|二期)?，?(?:由|计划总投资|总投资|投资)")
_TOLD = re.compile(
    r"(?:一期|二期)?[，：]?(?:计划|预计|拟|规划)?(?:总投资|投资|占地|用地|由|位于|选址|落户|主要|建设|规划|将|租用|首期|设计|明年|今年|20\d\d年|总?建筑面积|分[两二三]|年产|工期|全长|年处理|是|达产|建成)"
)


def announced_projects(scope: Scope, index: int, token: Token) -> list[Subject]:
    """The members of the list, or nothing where the stage opens none or another event stands between it and the list."""
    found = _opened(scope, index, token) or _of_event(scope, index, token)
    return [] if found and _belongs_to_another(scope.scene.text, token, min(subject.start for subject in found)) else found


def _belongs_to_another(text: str, token: Token, start: int) -> bool:
    """签约项目12个，开工项目8个。其中，甲项目…: of those begun."""
    if start - token.end > _LIST_NEAR:
        return False
    return any(_STAGE_OF[other["word"] or other["later"]] != token.entry.stage for other in _ANOTHER_EVENT.finditer(text, token.end, max(start, token.end)))


def _opened(scope: Scope, index: int, token: Token) -> list[Subject]:
    reading = scope.readings[index]
    text = scope.scene.text
    match = _OPENS.match(text, token.end, token.end + 24) if text.find("项目", token.end, token.end + 24) >= 0 else None
    if not match or any(entity.kind == "project" and entity.start < match.end("are") and entity.end > token.end for entity in reading.entities):
        return []
    wanted = int(parse_number(match["count"]) or 0) if match["count"] else 0
    listed = _in_sentence(scope, index, match.end()) if match["are"] else []
    if len(listed) >= 2 or (listed and wanted == 1):
        return listed
    lines = _in_lines(scope, index)
    return lines if lines and (match["are"] or len(lines) == wanted) else []


def _in_sentence(scope: Scope, index: int, start: int) -> list[Subject]:
    found: list[Subject] = []
    sentence = scope.readings[index].clause.sentence
    for reading in scope.readings[index : index + MOST]:
        if reading.clause.sentence != sentence or (reading.clause.start > start and _ANOTHER.match(scope.scene.text, reading.clause.start)):
            break
        found += [scope.subject_of(entity, reading) for entity in reading.entities if entity.kind == "project" and entity.start >= start]
    return list({subject.name: subject for subject in found if subject.name}.values())


def _in_lines(scope: Scope, index: int) -> list[Subject]:
    """The project that opens each of the lines after this one, as long as they carry a mark."""
    text = scope.scene.text
    found: list[Subject] = []
    last = scope.readings[index].clause.paragraph
    for reading in scope.readings[index + 1 : index + 160]:
        if reading.clause.paragraph == last:
            continue
        line = text.rfind("\n", 0, reading.clause.start) + 1
        marked = _MARK.match(text, line, line + 8)
        first = next((entity for entity in reading.entities if entity.kind == "project"), None)
        if not marked or first is None or reading.clause.paragraph != last + 1 or len(found) >= MOST:
            break
        owner = _owner(reading.entities, first)
        if owner.start > marked.end() and not (_LEADS.fullmatch(text, marked.end(), owner.start) or _PAYS_FOR.search(text, line, first.start)):
            break
        found.append(scope.subject_of(first, reading))
        last = reading.clause.paragraph
    return found


def _of_event(scope: Scope, index: int, token: Token) -> list[Subject]:
    """又有6个项目集中开工，总投资18亿元，其中甲项目投资5亿元；乙项目…: what the sentence lists, else what its paragraph goes on to tell of."""
    if token.entry.stage not in _EVENTS:
        return []
    text, reading = scope.scene.text, scope.readings[index]
    low = max(reading.clause.start, token.start - 40)
    if _CEREMONY.match(text, token.end):
        return _taking_part(scope, index) or _counted_at(scope, index, token)
    if any(entity.kind == "project" and entity.end <= token.start for entity in reading.entities):
        return []
    if also := _ALSO.match(text, token.end):
        return [subject.by("list of the event") for subject in _led(scope, index, also.end(), every=True)]
    before, after = _COUNT_BEFORE.search(text, low, token.start), _COUNT_AFTER.match(text, token.end, token.end + 24)
    this = text.startswith("的", token.end) and _THIS_EVENT.search(text, low, token.start)
    signed = token.entry.stage == "signed" and (
        _EACH.search(text, low, token.start) or (_FIRMS.search(text, low, token.start) and not _MEANS.search(token.entry.word))
    )
    mass = _IN_MASS.search(text, low, token.start)
    together = mass and (mass["mass"] or token.entry.word.startswith("集中"))
    if not (before or after or this or signed or together):
        return []
    counted = before or after
    said = (counted["count"] or (after["later"] if after else None)) if counted else None
    most = int(parse_number(said) or MOST) if said else MOST
    opened = _LISTS.match(text, token.end)
    every = bool(opened and not opened[0].endswith(("其中", "：")))
    if not every and after and (after["later"] or after["among"] == "。") and not (this or _TOLD_NOW.search(text, low, token.end)):
        return []  # 一季度投产项目6个。…: a figure, and what follows is another story
    found = _led(scope, index, token.end, every=every)
    # One more than was counted is no other list: 甲公司的光栅板、探照灯项目 is one project with a mark of enumeration in its name.
    return [subject.by("list of the event") for subject in found] if 0 < len(found) <= most + (every and most > 2) else []


def _taking_part(scope: Scope, index: int) -> list[Subject]:
    """重点项目签约活动举行，甲、乙等5个项目落户: those of the next clauses that take part."""
    text, reading = scope.scene.text, scope.readings[index]
    for following in scope.readings[index + 1 : index + 4]:
        if following.clause.sentence != reading.clause.sentence:
            break
        end = next((entity for entity in following.entities if entity.kind == "population" and entity.rule == "list end"), None)
        if end and _TAKES_PART.match(text, end.end):
            found = [scope.subject_of(entity, following) for entity in following.entities if entity.kind == "project" and entity.end <= end.start]
            return [subject.by("list of the event") for subject in found if subject.name]
    return []


def _counted_at(scope: Scope, index: int, token: Token) -> list[Subject]:
    """某区举行集中开工仪式，7个项目总投资23亿元。其中，甲项目…: those whose number the sentence gives, where it says no more of them."""
    clause = scope.readings[index].clause
    for following in scope.readings[index + 1 : index + 4]:
        if following.clause.sentence != clause.sentence:
            break
        counted = _THEIR_NUMBER.match(scope.scene.text, following.clause.start)
        low = counted.end() if counted and counted["later"] else token.end
        if counted and not any(low <= start < following.clause.end for start in scope.stage_starts[bisect_left(scope.stage_starts, low) :][:4]):
            found = _led(scope, index, low, every=False)
            most = int(parse_number(counted["count"] or counted["later"]) or 0)
            return [subject.by("list of the event") for subject in found] if len(found) <= most else []
    return []


def _led(scope: Scope, index: int, start: int, every: bool) -> list[Subject]:
    """The projects that lead a sentence or what stands behind ； or 其中, to the end of the paragraph, else in the next; in the list itself every one."""
    text = scope.scene.text
    first = scope.readings[index].clause
    found: list[Subject] = []
    paragraph = first.paragraph
    listing = first.sentence if every else -1  # the sentence that names them all
    within = among = pays = False  # what the clause before said: 这批项目中, 甲公司投资5亿元
    for number in range(index, min(len(scope.readings), index + MOST)):
        reading = scope.readings[number]
        clause = reading.clause
        low = max(start, clause.start)
        entities = [entity for entity in reading.entities if entity.start >= start and entity.kind != "person"]
        projects = [entity for entity in entities if entity.kind == "project" and entity.start not in scope.references]
        goes_on = bool(found and projects) and projects[0].start == low and bool(_IN_FIGURES.match(text, projects[0].end))  # ⏎乙项目总投资5亿元
        item = clause.paragraph != paragraph and (_is_item(text, clause.start) or (goes_on and clause.paragraph == paragraph + 1))
        within = item or (within and clause.paragraph == paragraph)  # the line of a member tells of it alone
        if clause.paragraph != paragraph and not item and (found or clause.paragraph > first.paragraph + 1) and not _MORE_OF_THEM.match(text, clause.start):
            break
        paragraph = clause.paragraph
        if number > index and _THEY_ARE.match(text, low, clause.end + 1):
            listing = clause.sentence
        if clause.sentence == listing:
            found += [scope.subject_of(entity, reading) for entity in projects]
            continue
        heads = (
            text[clause.start - 1 : clause.start] in "。；\n"
            or among
            or number == index
            or (number == index + 1 and not found)
            or _AMONG_THEM.match(text, low)
            or goes_on
        )
        among = bool(_AMONG_THEM.fullmatch(text, low, clause.end))
        if projects and (heads or pays):
            leader, last = projects[0], _last_joined(text, projects)
            owner = _owner(entities, leader)
            lead = _LEADS.fullmatch(text, _behind_mark(text, low), owner.start)
            told = lead and (item or ("元的" in lead[0] and text.startswith("，", last.end)) or _TOLD.match(text, last.end))
            paid = _PAYS_FOR.search(text, low, leader.start) or (pays and _TO_MAKE.fullmatch(text, low, leader.start))
            if not (told or paid):
                break
            found += [scope.subject_of(entity, reading) for entity in projects if entity.end <= last.end]
        elif not projects and heads and _PAYS.fullmatch(text, low, clause.end):
            pays = True
            continue
        elif (
            clause.sentence != first.sentence and heads and not within and any(entity.kind in ("zone", "region", "area", "organization") for entity in entities)
        ):
            break
        pays = False
    return list({subject.name: subject for subject in found if subject.name}.values())


def _is_item(text: str, start: int) -> bool:
    """Whether a line is a member of a list: it bears a mark, or the line before ends in ： or ；."""
    return text[max(0, start - 2) : start - 1] in ("：", "；") or _behind_mark(text, start) > start


def _behind_mark(text: str, start: int) -> int:
    marked = _MARK.match(text, start, start + 8) if text[start - 1 : start] == "\n" or not start else None
    return marked.end() if marked else start


def _owner(entities: list[Entity], project: Entity) -> Entity:
    """Whose name stands right before the project's, else the project itself."""
    return next((entity for entity in entities if entity.kind == "organization" and entity.end == project.start), project)


def _last_joined(text: str, projects: list[Entity]) -> Entity:
    last = projects[0]
    for entity in projects[1:]:
        if not _AND_MORE.fullmatch(text, last.end, entity.start):
            break
        last = entity
    return last
