"""Finds projects by their head word, by title marks, by a place where work is done, in lists, and by phase."""

from __future__ import annotations

import re
from functools import cache

from facts.engine.mentions.beginnings import BATCH, head_before, project_start
from facts.engine.mentions.buildings import place_project, stage_follows
from facts.engine.mentions.proven import PROVEN, is_of_works
from facts.engine.mentions.scene import COMPANY, HAN, INNER_PHASE, Scene, is_counted
from facts.engine.mentions.sites import so_many_priced
from facts.engine.mentions.titles import PHASE, PHASE_BEGINS, bare_phases, registered_project, sized_project, titled_projects
from facts.engine.types import Entity, Token
from facts.engine.words.lexicon import is_generic, load_words

# 某省重点建设项目, 2024年市级重点项目: a batch, no name
_BATCH_NAME = re.compile(
    r"(?:20\d\d年度?)?[\u4e00-\u9fff]{0,8}?(?:[省市县区州旗盟][级列]?|国家级?|自治区级?)双?(?:重点|重大|标志性|示范|示范性)(?:建设|工业|产业|技改|工程|民生)?"
)
_LISTED = re.compile(
    r"等(?:一批|一大批|一系列|多个)$|等(?:在内的?)?(?:\d{1,3}|[一二两三四五六七八九十]{1,2})?(?:余|多)?(?:个|项|大|只|宗)?$|[\u4e00-\u9fff](?<![有共达为约近超的新])(?:\d{1,2}|[两三四五六七八九])个$"
)
_LIST_ENDS = frozenset("0123456789一二两三四五六七八九十余多等内的个项大只宗批列\n")
# 甲中心、乙中心等5个投资过5亿元的|项目相继开工
_SO_MANY_OF = re.compile(r"(?:\d{1,3}|[两三四五六七八九十]{1,2})[余多]?个[^，。；、：]{2,12}的$")
_SO_MANY_LISTED = re.compile(r"等(?:\d{1,3}|[两三四五六七八九十]{1,2})[余多]?个[^，。；、：]{2,12}的$")
_UNNAMED = re.compile(r"(?:优质|更多|新的|相关|类似|此类|一些|各类|好|高质量|大批|有关|其他|其它|这类|同类|许多|众多|不少|多个)的?$")
_A_NUMBER_OF = re.compile(r"[几数两三四五六七八九十百余多][个项大]$")  # 动辄几十个|项目
_COUNT_AFTER = re.compile(r" ?(?:最多|共有|共|有|达|各|分别|达到|总数|数|已|数量|分别为|，?达)? ?\d{1,4}(?:余|多)? ?(?:个|项|宗|只)")
_WORKS_OF = re.compile(r"(?:工程|项目)(?:路基|桩基|土建|主体|基础|地基|钢结构|设备安装|安装|装饰|装修|装饰装修|桥梁|隧道|边坡|场平|室外|附属|管网)$")
_LEVELS_JOINED = re.compile(r"(?<![\u4e00-\u9fff](?<![个项家的]))[国省市县区]、[省市县区]$")  # 9个省、|市重点项目
_OF_A_CLASS = re.compile(r"[级型式]”$")
_VERB_IN_MARKS = re.compile(r"“[\u4e00-\u9fff]{1,2}”$")  # 精准出击“找”项目
_JOINT = re.compile(r"[和与及、]")
_ZONES_OF = re.compile(r"[市省县州旗](?:各|级)?(?:开发区|园区)")
_OF_TRADES = re.compile(r"^[两三四五六七八九十百]+大(?=..)|[一二两三四五六七八九十]?[大个](?:赛道|领域|产业|板块|行业|门类|方向)$")  # 生物医药三大赛道
_NTH_BATCH = re.compile(r"^第[一二三四五六七八九\d]批")
_BACKED = re.compile(r"(?:合资|独资|投资|投建|出资)(?:建设|兴建)?的$")
_VALUED = re.compile(
    r"(?:高(?:质量|品质|水平|科技|端|新|成长性|附加值)|重大|重点|优质|龙头|标志性|支撑性|牵引性|引领性|示范性|亿元|[好大新强]|(?<![光地余供加换蓄放])热|(?:主导|首位|支柱|优势|特色|新兴|前沿|未来)产业|解决|分包|包联|具备|溢出|转移|亿元级|配套|[^品]类)$"
)
_OF_BUILDERS = frozenset(("局", "司", "院", "处"))
_SIZE_IN_MARKS = re.compile(r"“[^“”]{1,6}[级型式类]”$")
_NTH_ONE = re.compile(r"第(?:[一二三四五六七八九十]{1,3}|\d{1,3})[个家]")
_GOOD = ("重点", "重大", "优质")  # 某集团|重点项目 are many
_WORKS_ON_A_ZONE = re.compile(r"(?:老旧厂房|旧厂房|小微园|扩区|改造|提升|扩建|改扩建|更新|整治|搬迁|迁建)+")
_BEGINS_TO_TELL = re.compile(r"(?:，?总投资|占地|主体|举行|将|已|正|于|由|\d{1,2}月|今年|去年|开工|竣工|投用|投入)")
_MEASURED_AT_ONCE = re.compile(
    r"(?:(?:计划|规划|设计|概算|估算|预计|预算){0,2}(?:总投资|总概算|投资|用地|占地|年产)|占地|用地|年产|总建筑面积|建筑面积|分[两三]期|位于|选址|由|一期|于|去年|今年\d|主体|正在|已[完建竣投开])"
)
_PAID_FOR = re.compile(r"元(?:人民币)?(?:上马|建设|新建|兴建|实施|新上|打造|启动|扩建)(?:了)?$")
_ENLARGED = re.compile(r"(?:扩建|技改|迁建|改造|扩产|扩能|搬迁|升级)$")
_PHASES_COUNTED = re.compile(r"\d{1,2}期|[六七八九十两]期")
_MEETING = re.compile(
    r"(?:推介|洽谈|对接|招商|路演|集中签约|集中开工|集中竣工|集中投产|观摩|签约大会|发布)(?:会|活动|仪式|大会|周)|建设(?:的)?(?:大?会战|新?热潮|高潮|良好|态势|攻坚|大比拼|主战场)"
)
_NO_KIND = ("区", "市", "县", "省", "投资", "实体", "一般", "年度", "上", "下", "前期", "全部")


_ALL_ARE = re.compile(r"项目[均都全多皆](?:部|数)?[为是系属]$")


def find_projects(scene: Scene) -> list[Entity]:
    found = [registered_project(scene, start, end, place.name) for start, end, place in scene.places if place.kind == "project"]
    found += titled_projects(scene)
    taken = {entity.end for entity in found} | {end for _, end, place in scene.places if place.kind == "zone"}
    taken |= {zone.end for zone in scene.zones if zone.rule in PROVEN}
    firms = {firm.start for firm in scene.organization_ends.values()}
    for token in scene.words["project"]:
        rows = token.entry.rows
        if token.end in taken:
            continue
        if token.entry.indicators and "projectmain" not in rows and token.entry.word.endswith("项目"):
            wide = _population_start(scene, token.start)
            found.append(_summing_up(scene, Entity(wide, token.end, "population", scene.text[wide : token.end], "", "", "narrowed")))
        elif "projectmain" in rows:
            entity = _project(scene, token)
            found.append(_summing_up(scene, entity) if entity.kind == "population" else entity)
        elif token.end in scene.zone_ends and "zonehead" in rows and not is_of_works(scene.text, token.end):
            continue  # 竹山县宝丰工业园现有企业41家: a zone
        elif "projecthead" in rows and not scene.text.startswith(("项目", "大楼", "大厦"), token.end) and not scene.text.startswith("园区", token.end - 1):
            candidate = place_project(scene, token)
            if candidate and token.end not in firms:  # 在某经开区智能终端产业园|云鼎公司的车间里: where the firm is
                found.append(candidate)
    found.extend(bare_phases(scene))
    return found


def _summing_up(scene: Scene, entity: Entity) -> Entity:
    """甲、乙、丙等一批促转型升级|项目: ends a list, whatever its projects are called."""
    before = scene.text[max(0, entity.start - 8) : entity.start]
    if before[-1:] not in _LIST_ENDS or entity.rule == "list end" or not _LISTED.search(before):
        return entity
    return Entity(entity.start, entity.end, entity.kind, entity.name, entity.detail, entity.key, "list end")


_PRICE_NEXT = re.compile(r"[（(](?:计划)?(?:总?投资)?(?:额|约)?\d[\d.]{0,8}[万亿]{1,2}(?:美|欧|港|日)?元[）)，]")


@cache
def _generic_ends() -> frozenset[str]:
    return frozenset(word[-1] for word in load_words("generic"))


def _population_start(scene: Scene, start: int) -> int:
    """新签约亿元以上项目: the words in front that narrow the population down."""
    text = scene.text
    low, generic, ends = max(0, start - 16), load_words("generic"), _generic_ends()
    while start > low and text[start - 1] in ends and start not in scene.zone_ends:
        for size in range(min(6, start - low), 0, -1):
            words = text[start - size : start]
            if words in generic and words not in _NO_KIND:
                start -= size
                break
        else:
            break
    joined = _LEVELS_JOINED.search(text, max(0, start - 3), start + 1)
    return start - 2 if joined else start


def _project(scene: Scene, token: Token) -> Entity:
    text = scene.text
    start = project_start(scene, token.start)
    modifier = text[start : token.start]
    phase_after = PHASE.match(text, token.end) if text[token.end : token.end + 1] in PHASE_BEGINS else None
    before = text[max(0, start - 8) : start] if start and text[start - 1] not in "，。；：、“”" else ""
    inner = INNER_PHASE.search(modifier) if "期" in modifier else None
    if not modifier and text[start - 1 : start] == "”" and BATCH.search(text[max(0, start - 7) : start - 1]):
        opened = text.rfind("“", max(0, start - 16), start)
        return Entity(max(opened, 0), token.end, "population", text[max(opened, 0) : token.end], "", "", "batch")
    if modifier[-1:] == "期" and _PHASES_COUNTED.fullmatch(modifier):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "counted")  # 规划建设了9期项目
    if text[token.start : token.end] == "工程" and (part := _WORKS_OF.search(modifier)):
        end = start + part.start() + 2  # 海江大道二期工程|路基工程: a part of it
        inner = INNER_PHASE.search(text, start, end)
        return Entity(start, end, "project", text[start:end], inner[0] if inner else "", "", "name 项目")
    if not modifier and _OF_A_CLASS.search(text, max(0, start - 4), start):
        opened = max(0, text.rfind("“", max(0, start - 14), start))
        return Entity(opened, token.end, "population", text[opened : token.end], "", "", "generic")  # “航母级”项目
    if _ALL_ARE.search(text, max(0, start - 8), start):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "more of a kind")  # 6个项目均为|农产品精深加工项目
    if modifier in ("这些", "这批", "上述", "此批") or _A_NUMBER_OF.search(modifier):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "more of a kind")
    if modifier[-1:] in _OF_BUILDERS and text.startswith(("部", "经理", "副经理", "总工", "负责人"), token.end):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "more of a kind")  # 中铁一局|项目经理
    if (modifier[-1:] == "”" and _SIZE_IN_MARKS.search(modifier)) or (modifier[:1] == "第" and _NTH_ONE.match(modifier)):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "more of a kind")  # “航母级”项目, 引进的第二个德资项目
    if text[token.end : token.end + 3] == "之一的" and not phase_after:
        return Entity(start, token.end, "population", text[start : token.end], "", "", "generic")  # 首批市场化项目之一的某地块项目
    if not modifier or modifier in ("一", "本") or modifier[-1] in "和与及":
        phase = phase_after["phase"] if phase_after else ""
        if is_counted(text, start) or _COUNT_AFTER.match(text, token.end) or (text[start - 1] == "的" and _SO_MANY_OF.search(text, start - 18, start)):
            listed = bool(_LISTED.search(before) or _SO_MANY_LISTED.search(text, start - 22, start))
            return Entity(token.start, token.end, "population", "项目", "", "", "list end" if listed else "counted")
        wide = _population_start(scene, start)
        if wide < start:
            return Entity(wide, token.end, "population", text[wide : token.end], "", "", "narrowed")
        end = phase_after.end("phase") if phase_after else token.end
        return Entity(token.start, end, "anaphor", text[token.start : end], "project" + (f":{phase}" if phase else ""), "", "bare 项目")
    if inner and inner.end() == len(modifier) and inner.start() == 0:
        owner = scene.organization_ends.get(start)
        if owner and (owner.kind == "organization" and (not COMPANY.search(owner.name) or owner.end == start)):
            return Entity(owner.start, token.end, "project", text[owner.start : token.end], inner[0], owner.name, "institute and phase")
        return Entity(start, token.end, "phase", text[start : token.end], inner[0], "", "phase 项目")
    if modifier.rstrip("”").endswith("一批") or (text[start - 1 : start] == "”" and BATCH.search(text, start - 7, start - 1)):
        opened = text.rfind("“", max(0, start - 14), start + 1)
        start = opened if opened >= 0 and text[start - 1 : start] == "”" else start
        return Entity(start, token.end, "population", text[start : token.end], "", "", "batch")
    priced = start in scene.money_ends or (text[start - 1 : start] == "的" and ((start - 1) in scene.money_ends or bool(_BACKED.search(before))))
    if 2 <= len(modifier) <= 14 and (sized := sized_project(scene, start, token.end)) and not is_generic(modifier):
        return sized
    if modifier == "新" and text[start - 1] in "。；\n　 “" and _MEASURED_AT_ONCE.match(text, token.end):
        return Entity(start, token.end, "anaphor", text[start : token.end], "project", "", "bare 项目")  # 供地只用了47天。新项目总投资9.6亿元
    if modifier[-1] in "抓促推争谈引跑盯催赶好谋" or (modifier[-1] in "上管落" and len(modifier) <= 3):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "verb before 项目")
    if priced and text[start - 1] == "的" and so_many_priced(text, start):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "more of a kind")
    if (before and _UNNAMED.search(before)) or (modifier[-1] == "”" and _VERB_IN_MARKS.search(modifier)) or _MEETING.match(text, token.end):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "more of a kind")
    owner, counted_after = scene.organization_ends.get(start), _COUNT_AFTER.match(text, token.end)
    work = INNER_PHASE.sub("", modifier) if inner else modifier  # 某公司|二期扩建项目
    if owner and work not in _GOOD and (len(work) < 4 or is_generic(work)) and owner.kind == "organization" and not counted_after:
        return Entity(owner.start, token.end, "project", text[owner.start : token.end], inner[0] if inner else "", owner.name, "owner and 项目")
    if start in scene.zone_ends and not counted_after and _is_named_by_its_zone(scene, start, modifier, token):
        first = next((zone.start for zone in scene.zones if zone.end == start), start)
        return Entity(first, token.end, "project", text[first : token.end], "", "", "name 项目")  # 湖畔工业区|改造项目: its zone is all that names it
    if text[start - 2 : start] in ("公司", "企业") and _ENLARGED.search(work) and not counted_after and is_generic(work) and stage_follows(scene, token.end):
        return Entity(start, token.end, "project", text[start : token.end], inner[0] if inner else "", "", "name 项目")  # 该公司|扩建项目10月开工
    if len(work) > 1 and not counted_after and text[token.end : token.end + 1] in ("（", "(") and _PRICE_NEXT.match(text, token.end):
        return Entity(start, token.end, "project", text[start : token.end], inner[0] if inner else "", "", "name 项目")  # 铜箔项目（13.5亿元）
    # 投资9500万元的智能化改造项目: what has a price of its own is one, 投资亿元以上的工业项目 are many
    priced_alone = priced and len(modifier) >= 4 and text[start - 1] == "的" and text[start - 2] == "元" and not counted_after
    if not (inner and priced) and not priced_alone and _is_a_kind(work, before):
        wide = _population_start(scene, start)
        return Entity(wide, token.end, "population", text[wide : token.end], "", "", "list end" if _LISTED.search(before) else "generic")
    short = len(modifier) < 4 and HAN.fullmatch(modifier) and not inner and not priced
    if short and before.endswith("该") and not counted_after:
        return Entity(start, token.end, "anaphor", text[start : token.end], "project", "", "bare 项目")  # 该产业园项目
    if is_counted(text, start) or (short and not _is_brief(scene, start, modifier, token.end)):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "generic")
    if counted_after and not (text[start - 3 : start] == "项目、" and len(modifier) > 4):  # 甲数据湖项目、乙农产品交易中心项目|3项: the last of those named
        wide = _population_start(scene, start)
        return Entity(wide, token.end, "population", text[wide : token.end], "", "", "counted after")
    end, phase = token.end, inner[0] if inner else ""
    if phase_after and not phase:
        end, phase = phase_after.end("phase"), phase_after["phase"]
    if inner and inner.start() == 0 and len(work) >= 4:
        start += inner.end()  # 二期|5万吨蛋氨酸项目
    name = text[start : token.end]
    return Entity(start, end, "project", name, phase, "", "name 项目")


def _is_named_by_its_zone(scene: Scene, start: int, modifier: str, token: Token) -> bool:
    """湖畔工业区|改造项目, 某产业园区|公租房项目: what is done or built there has no name but that of the zone."""
    if _WORKS_ON_A_ZONE.fullmatch(modifier):
        return _BEGINS_TO_TELL.match(scene.text, token.end) is not None
    head = head_before(scene, token.start)
    if not head or (rest := modifier.removesuffix(head)) == modifier or not (not rest or is_generic(rest)):
        return False
    return scene.text[start - 1] == "园" or ((len(modifier) < 4 or is_generic(modifier)) and _BEGINS_TO_TELL.match(scene.text, token.end) is not None)


def _is_brief(scene: Scene, start: int, modifier: str, end: int) -> bool:
    """鑫磁项目总投资5亿元: two or three characters name a project that begins its clause and is measured at once, where they are no word."""
    text = scene.text
    paid = len(modifier) > 2 and text[start - 1 : start] != "的" and _PAID_FOR.search(text, max(0, start - 6), start)  # 投资5600万元上马米糠油项目
    if len(modifier) < 2 or (not paid and ((start and text[start - 1] not in "。；，、\n　“") or not _MEASURED_AT_ONCE.match(text, end))):
        return False
    return modifier not in scene.lexicon.words and modifier not in scene.gazetteer.names


def _is_a_kind(modifier: str, before: str) -> bool:
    """重点工业, 基础设施和民生, 其中电子信息产业: some projects of many, by their kind."""
    if _BATCH_NAME.fullmatch(modifier):
        return True
    modifier = _NTH_BATCH.sub("", modifier) or "重点"
    if all(is_generic(part) for part in _JOINT.split(modifier)) or _VALUED.search(modifier) or _OF_TRADES.search(modifier):
        return True
    return bool((before.endswith("其中") and modifier.endswith(("产业", "行业", "领域", "类"))) or _ZONES_OF.search(modifier))
