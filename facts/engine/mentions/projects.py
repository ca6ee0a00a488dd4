"""Finds projects by their head word, by title marks, by a place where work is done, in lists, and by phase."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from facts.engine.mentions.proven import PROVEN, is_of_works
from facts.engine.mentions.scene import COMPANY, COUNTED, HAN, INNER_PHASE, LEADING, Scene
from facts.engine.mentions.titles import PHASE, PHASE_BEGINS, bare_phases, registered_project, titled_projects
from facts.engine.types import Entity, Token
from facts.engine.words.lexicon import is_generic, load_words

_LATE = "还又也已再正并均共拟将另"
_LATES = frozenset(_LATE)
_LATE_OPENER = re.compile(rf"[{_LATE}](?:新建|建设|实施|引进|投资|签约|推进|建成|布局|谋划|启动|开工|投产|规划|扩建)(?:了)?(?=.{{4}})")
# 在某某产业园建设|船用舱口盖项目
_PLACED = re.compile(
    r"[\u4e00-\u9fff]{2,14}?(?:园|区|基地|镇|村|县|市|城|港)(?:总?投资)?(?:建设|新建|兴建|投建|打造|实施|布局|新上)了?(?=.{3})|[\u4e00-\u9fff]{2,3}(?:投资)?(?:建设|新建|兴建|投建)(?=.{3})"
)
# 某省重点建设项目, 2024年市级重点项目: a batch, no name
_BATCH_NAME = re.compile(
    r"(?:20\d\d年度?)?[\u4e00-\u9fff]{0,6}?(?:[省市县区州旗盟][级列]?|国家级?|自治区级?)(?:重点|重大|标志性|示范|示范性)(?:建设|工业|产业|技改|工程|民生)?"
)
# 企业第五期扩建工程, 公司新厂区项目: whose it is was said before.
_OF_THE_COMPANY = re.compile(r"该?(?:企业|公司|集团)(?=第[一二三四五六七八九]|[一二三四五六]期|新)")
# 第二污水处理厂, 第三人民医院: the number is its name.
_NUMBERED = re.compile(r"第[一二三四五六七八九十](?:[\u4e00-\u9fff]{0,4}(?:厂|医院|中学|小学|学校))")
_LISTED = re.compile(
    r"等(?:一批|一大批|一系列|多个)$|等(?:\d{1,3}|[一二两三四五六七八九十]{1,2})?(?:余|多)?(?:个|项|大|只|宗)?$|[\u4e00-\u9fff](?<![有共达为约近超的新])(?:\d{1,2}|[两三四五六七八九])个$"
)
_UNNAMED = re.compile(r"(?:优质|更多|新的|相关|类似|此类|一些|各类|好|高质量|大批|有关|其他|其它|这类|同类|许多|众多|不少|多个)的?$")
_COUNT_AFTER = re.compile(r"(?:最多|共有|共|有|达|各|分别|达到|总数|数|已|数量|分别为|，?达)?\d{1,4}(?:余|多)?(?:个|项|宗|只)")
_COUNTED_AFTER = re.compile(r"(?:\d{1,3}|[一两三四五六七八九十])(?:余|多)?(?:条|座|个|栋|家)")
_VERB_IN_MARKS = re.compile(r"“[\u4e00-\u9fff]{1,2}”$")  # 精准出击“找”项目
_JOINT = re.compile(r"[和与及、]")
_ZONES_OF = re.compile(r"[市省县州旗](?:各|级)?(?:开发区|园区)")
_BATCH = re.compile(r"一批$")
# 攻坚重大项目, 好环境引来好项目: how good they are is no name.
_PART_OF_PROJECT = re.compile(r"(?:首条|首批|首期|第[一二三四]条|[一二三四五1-5][号期]|主体|土建|桩基|基础|设备安装|装饰装修|装修|室外|室内|配套|的)*(?:的)?")
# 这个总投资35亿元的城市综合体: the one just named
_THIS_ONE = re.compile(r"这一?[个座条项家][^，。；“”\n]{2,24}的$")
# 金凤实验室|主体工程
_OF_A_BUILDING = re.compile(
    r"(?P<whole>[\u4e00-\u9fffA-Za-z0-9]{2,20}(?:实验室|中心|基地|产业园|科技园|水厂|电厂|大厦|医院|学校|公寓|变电站|大桥))(?P<part>主体|土建|桩基|基础|装饰装修|装修|室外)"
)
_LEAD_IN = re.compile(
    r"[A-Z一二三四五\d]{1,2}标段|(?:日前|近日|昨日|今日|昨天|今天|当天|当日|\d{1,2}月\d{1,2}日)(?:在[^，。；、\n]{2,12}?(?=正式|举行|奠基|开工|动工|竣工|投产|启用|启动|揭牌|封顶|建成))?"
)
_BUILDING = re.compile(r"标准厂房|厂房|生产线|产线|车间")
_NTH_BATCH = re.compile(r"^第[一二三四五六七八九\d]批")
_BACKED = re.compile(r"(?:合资|独资|投资|投建|出资)(?:建设|兴建)?的$")
_VALUED = re.compile(r"(?:高(?:质量|品质|水平|科技|端|新|成长性|附加值)|重大|重点|优质|龙头|标志性|支撑性|牵引性|引领性|示范性|亿元|[好大新强热])$")
_THAT_ZONE = re.compile(r"(?:经济|经开|高新|开发|工业|产业|新|园)区")  # 该经济区|山圩产业园
_SUMMED_UP = re.compile(r"[均都全多皆][为是系]")  # 14个项目，均为工业项目
_ATTRIBUTED = re.compile(r"[的了]$|(?:建设|新建|投资|开工|引进|签约|布局|建成|规划)(?:了)?$")
_COUNTS = re.compile(r"，\d")
_SCENE = re.compile(r"(?:^|[，。；：\n“　])在[\u4e00-\u9fff]{0,12}$")  # 在高新区宝石产业园，6栋厂房…
_PLACES = ("园", "港", "谷", "孵化器", "基地", "工厂", "加速器")
# 某某科技园实现产值…, 某某汽车工厂去年生产…: a place that does something of its own.
_DOES_AFTER = re.compile(
    r"(?:，)?(?:今年|去年|目前|上半年|前\d个?[月季]|20\d\d年|一季度|截至|已|现|共|累计|新|先后|已经)*(?:签约|引进|实现|完成|集聚|聚集|孵化|培育|吸引|吸纳|生产|产量|产值|投入|落户|有企业)"
)
_VISITED = re.compile(r"(?:走进|来到|紧邻|探访|参观|还有|步入|走入)(?:[\u4e00-\u9fff]{0,4}的|[\u4e00-\u9fff]{2,10}区)?$")
_MEASURED_AT_ONCE = re.compile(r"(?:总投资|投资|占地|用地|年产|总建筑面积|建筑面积|分[两三]期|位于|选址|由|一期|于|去年|今年\d|主体|正在|已[完建竣投开])")
_ATTRIBUTE_AFTER = re.compile(
    r"[：，]?(?:全|总)?长(?:约|度)?\d|成立于|建于|始建于|使用面积|孵化面积|概算|估算|，(?:计划|概算|估算)?投资\d|(?:总)?(?:是|列入|占地|投资|规划|用地|建筑面积|面积(?:约)?\d|位于|坐落|由|入驻|集聚|现有|设计|年产|计划|分|建设|，总投资|，占地|，总占地|，规划)"
)
# 公租房工地, 净水厂日处理5万吨, 医院新院区设床位800张: what is only said of a site.
_SITE_AFTER = re.compile(
    r"(?:项目)?(?:工地|施工|现场|建设现场|建设工地)|(?:设计)?日(?:处理|供水|产水)|(?:可)?(?:设|新增|提供)(?:床位|学位|泊位|停车位)|已完成(?:投资|工程|主体|总工程)|完成(?:总?工程(?:量|总量)|形象进度|主体)"
)
# 铁路专用线可研报告已通过评审: only what is being built has these.
_WORKS_AFTER = re.compile(r"(?:工程)?(?:目前|已|正|现)?(?:完成)?(?:前期工作|可研|环评|初步设计|初设|施工图|主体|土建|路基|桩基|钢结构|管网铺设|基础施工)")
_RUNS_AFTER = re.compile(r"(?:今年|去年|上半年|已|累计|目前)*(?:发运|开行|运送)")
_BEGUN = re.compile(r"(?:开工建设|动工建设|新建|建设|开工|动工|启动)(?:了)?$")
_BARE_BEFORE = re.compile(r"(?:^|[；。，、\n]|园区)$")
_FLATS_AFTER = re.compile(r"(?:共|有|提供|已)?\d{2,5}(?:余|多)?套")  # 人才公寓一期960套; a list of what was built (建成厂房4万平方米、公寓600套) names none
_DATED = re.compile(
    r"自?(?:(?:19|20)\d\d年)(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|初|中)?|自?\d{1,2}月\d{1,2}日|[省市县区](?:经济|高新|技术|产业)*(?:开发区|园区)(?=..)"
)
_ON_IT = re.compile(r"[上旁里内]|前(?!期)")
_FOREIGN = re.compile(r"德国|日本|美国|意大利|瑞士|法国|韩国|英国|荷兰|瑞典|国外|进口|先进")
_HONOUR = re.compile(r"(?:国家|省|市|县|区)级")
# 是全国重要的|钛材加工基地: what a place is called
_DESIGNATION = re.compile(
    r"(?:全国|全球|世界|国内|亚洲|我国|全省|中国|国家|[东西南北中]部(?![\u4e00-\u9fff]{0,4}[园区城]))[\u4e00-\u9fff]{0,8}的$|打造[^，。；\n]{2,24}的(?:[省市县全国家]{1,2}(?:重[点要])?)?$|(?:打造|建成|成为|是|作为)(?:全国|全球|世界|国内|亚洲|我国|全省|[东西南北中]部)[\u4e00-\u9fff]{0,6}$"
)
_MEETING = re.compile(r"(?:推介|洽谈|对接|招商|路演|集中签约|集中开工|集中竣工|集中投产|观摩|签约大会|发布)(?:会|活动|仪式|大会|周)")
_NAMED_BY_PHASE = (
    "标准厂房",
    "标准化厂房",
    "公共管廊",
    "污水处理厂",
    "人才公寓",
    "孵化器",
    "公租房",
    "安置房",
    "创业园",
    "科技园",
    "物流园",
    "科学谷",
    "创新谷",
    "创业谷",
    "加工园",
)  # 标准厂房一期 names a site, 标准厂房 none


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
            found.append(Entity(wide, token.end, "population", scene.text[wide : token.end], "", "", "narrowed"))
        elif "projectmain" in rows:
            found.append(_project(scene, token))
        elif token.end in scene.zone_ends and "zonehead" in rows and not is_of_works(scene.text, token.end):
            continue  # 竹山县宝丰工业园现有企业41家: a zone
        elif "projecthead" in rows and not scene.text.startswith(("项目", "大楼", "大厦"), token.end) and not scene.text.startswith("园区", token.end - 1):
            candidate = place_project(scene, token)
            if candidate and token.end not in firms:  # 在某经开区智能终端产业园|云鼎公司的车间里: where the firm is
                found.append(candidate)
    found.extend(bare_phases(scene))
    return found


def project_start(scene: Scene, head: int) -> int:
    """Where the name ends on the left: after the stop, after opening verbs, and not before a quotation that belongs to it."""
    text = scene.text
    start = scene.stop_before(head)
    if text[start - 2 : start] == "片区" and start in scene.zone_ends and head - start >= 2:
        start = next((zone.start for zone in scene.zones if zone.end == start and zone.end - zone.start <= 6), start)  # 百崎湖片区污水管网工程
    if text[start - 1 : start] == "”" and start > 1:
        opened = text.rfind("“", max(0, start - 18), start)
        if opened >= 0 and not _BATCH.search(text[opened : start - 1]) and not re.search("[、。，！？]", text[opened:start]):
            before = scene.stop_before(opened)
            lead = text[before:opened]
            start = before if 2 <= len(lead) <= 12 and not is_generic(lead) and not _openers(lead) else opened
    if start == head:
        return start
    inner = text.rfind("项目", start, head - 2)
    if inner >= start and is_generic(text[start:inner]):
        start = inner + 2  # 已投产项目海尚水产食品项目
    if text[start] in "均都全多皆" and (summed := _SUMMED_UP.match(text, start, head)):
        start = summed.end()
    if text[start - 1 : start] == "该" and (that := _THAT_ZONE.match(text, start, head - 2)):
        start = that.end()
    if text[start] in "该企公集" and (owned := _OF_THE_COMPANY.match(text, start, head)):
        start = owned.end()
    if text[start - 1 : start] == "在" and (placed := _PLACED.match(text, start, head)):
        start = placed.end()
    if not _LATES.isdisjoint(text[start : min(start + 9, head)]) and (late := _LATE_OPENER.search(text, start, head)) and late.start() - start <= 8:
        start = late.end()
    start += _openers(text[start:head])
    words = text[start:head]
    for joint in ("和", "与", "及"):
        if (
            joint in words
            and (at := text.rfind(joint, start, head)) > start
            and _ends_head(scene, at)
            and not text.startswith(("配套", "附属", "相关"), at + 1)
            and text[at - 2 : at] != "总部"
        ):
            start = at + 1
    while match := LEADING.match(text[start:head]):
        start += match.end()
    if dated := _DATED.match(text, start, head):
        start = dated.end()  # 自2016年12月18日|项目开工以来
    inner = text.rfind("项目", start, head)  # 省重大项目|蓝思精密扩能
    if inner >= 0 and head - inner >= 6 and is_generic(text[start:inner]):
        start = inner + 2
    return start


def _ends_head(scene: Scene, at: int) -> bool:
    index = bisect_left(scene.token_ends, at)
    return index < len(scene.tokens) and scene.tokens[index].end == at and bool(scene.tokens[index].entry.rows.keys() & {"projecthead", "projectmain"})


def _openers(words: str) -> int:
    """How many characters of opening verbs stand at the start: 投资建设… -> 4; none where nothing but 项目 would be left."""
    openers, sizes = load_words("openers"), _opener_sizes()
    at, last = 0, len(words) - 2
    while at < last:
        for size in sizes.get(words[at], ()):
            if at + size <= last and words[at : at + size] in openers:
                at += size
                break
        else:
            break
    return at


@cache
def _opener_sizes() -> dict[str, tuple[int, ...]]:
    """How long the opening verbs are that begin with a character, longest first."""
    openers = load_words("openers")
    return {
        first: tuple(size for size in (4, 3, 2, 1) if any(word[0] == first and len(word) == size for word in openers))
        for first in {word[0] for word in openers}
    }


_NO_KIND = ("区", "市", "县", "省", "投资", "实体", "一般", "年度", "上", "下", "前期", "全部")


def _population_start(scene: Scene, start: int) -> int:
    """新签约亿元以上项目: the words in front that narrow the population down."""
    text = scene.text
    low, generic = max(0, start - 16), load_words("generic")
    while start > low and start not in scene.zone_ends:
        for size in range(min(6, start - low), 0, -1):
            words = text[start - size : start]
            if words in generic and words not in _NO_KIND:
                start -= size
                break
        else:
            break
    return start


def _project(scene: Scene, token: Token) -> Entity:
    text = scene.text
    start = project_start(scene, token.start)
    modifier = text[start : token.start]
    phase_after = PHASE.match(text, token.end) if text[token.end : token.end + 1] in PHASE_BEGINS else None
    before = text[max(0, start - 8) : start] if start and text[start - 1] not in "，。；：、“”" else ""
    inner = INNER_PHASE.search(modifier) if "期" in modifier else None
    if not modifier and text[start - 1 : start] == "”" and _BATCH.search(text[max(0, start - 7) : start - 1]):
        opened = text.rfind("“", max(0, start - 16), start)
        return Entity(max(opened, 0), token.end, "population", text[max(opened, 0) : token.end], "", "", "batch")
    if not modifier or modifier in ("一", "本"):
        phase = phase_after["phase"] if phase_after else ""
        if (before and COUNTED.search(before)) or _COUNT_AFTER.match(text, token.end):
            listed = bool(_LISTED.search(before))
            return Entity(token.start, token.end, "population", "项目", "", "", "list end" if listed else "counted")
        wide = _population_start(scene, start)
        if wide < start:
            return Entity(wide, token.end, "population", text[wide : token.end], "", "", "narrowed")
        end = phase_after.end("phase") if phase_after else token.end
        return Entity(token.start, end, "anaphor", text[token.start : end], "project" + (f":{phase}" if phase else ""), "", "bare 项目")
    if inner and inner.end() == len(modifier) and inner.start() == 0:
        owner = scene.organization_ends.get(start)
        if owner and (owner.kind == "organization" and (not COMPANY.search(owner.name) or owner.end == start)):
            return Entity(owner.start, token.end, "project", text[owner.start : token.end], inner[0], "", "institute and phase")
        return Entity(start, token.end, "phase", text[start : token.end], inner[0], "", "phase 项目")
    if modifier.rstrip("”").endswith("一批") or (text[start - 1 : start] == "”" and _BATCH.search(text, max(0, start - 7), start - 1)):
        opened = text.rfind("“", max(0, start - 14), start + 1)
        start = opened if opened >= 0 and text[start - 1 : start] == "”" else start
        return Entity(start, token.end, "population", text[start : token.end], "", "", "batch")
    priced = start in scene.money_ends or (text[start - 1 : start] == "的" and ((start - 1) in scene.money_ends or bool(_BACKED.search(before))))
    if modifier[-1] in "抓促推争谈引跑盯催赶好" or (modifier[-1] in "上管落" and len(modifier) <= 3):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "verb before 项目")
    if (before and _UNNAMED.search(before)) or (modifier[-1] == "”" and _VERB_IN_MARKS.search(modifier)) or _MEETING.match(text, token.end):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "more of a kind")
    owner, counted_after = scene.organization_ends.get(start), _COUNT_AFTER.match(text, token.end)
    if owner and (len(modifier) < 4 or is_generic(modifier)) and owner.kind == "organization" and not counted_after:
        return Entity(owner.start, token.end, "project", text[owner.start : token.end], inner[0] if inner else "", "", "owner and 项目")
    # 投资9500万元的智能化改造项目: what has a price of its own is one, 投资亿元以上的工业项目 are many
    priced_alone = priced and len(modifier) >= 4 and text[start - 1] == "的" and text[start - 2] == "元" and not counted_after
    if not (inner and priced) and not priced_alone and _is_a_kind(INNER_PHASE.sub("", modifier) if inner else modifier, before):
        wide = _population_start(scene, start)
        return Entity(wide, token.end, "population", text[wide : token.end], "", "", "list end" if _LISTED.search(before) else "generic")
    short = len(modifier) < 4 and HAN.fullmatch(modifier) and not inner and not priced
    if (before and COUNTED.search(before)) or (short and not _is_brief(scene, start, modifier, token.end)):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "generic")
    if counted_after:
        wide = _population_start(scene, start)
        return Entity(wide, token.end, "population", text[wide : token.end], "", "", "counted after")
    end, phase = token.end, inner[0] if inner else ""
    if phase_after and not phase:
        end, phase = phase_after.end("phase"), phase_after["phase"]
    name = text[start : token.end]
    return Entity(start, end, "project", name, phase, "", "name 项目")


def _is_brief(scene: Scene, start: int, modifier: str, end: int) -> bool:
    """鑫磁项目总投资5亿元: two or three characters name a project that begins its clause and is measured at once, where they are no word."""
    text = scene.text
    if len(modifier) < 2 or (start and text[start - 1] not in "。；，、\n　“") or not _MEASURED_AT_ONCE.match(text, end):
        return False
    return modifier not in scene.lexicon.words and modifier not in scene.gazetteer.names


def _is_a_kind(modifier: str, before: str) -> bool:
    """重点工业, 基础设施和民生, 其中电子信息产业: some projects of many, by their kind."""
    if _BATCH_NAME.fullmatch(modifier):
        return True
    modifier = _NTH_BATCH.sub("", modifier) or "重点"
    if all(is_generic(part) for part in _JOINT.split(modifier)) or _VALUED.search(modifier):
        return True
    return bool((before.endswith("其中") and modifier.endswith(("产业", "行业", "领域", "类"))) or _ZONES_OF.search(modifier))


def place_project(scene: Scene, token: Token) -> Entity | None:
    """冻干食品产业园: counts as a project only where something says that it is built."""
    text = scene.text
    start = project_start(scene, token.start)
    modifier = text[start : token.start]
    phase = PHASE.match(text, token.end)
    inside = modifier.rfind("项目")
    if inside >= 4 and _PART_OF_PROJECT.fullmatch(modifier, inside + 2) and not is_generic(modifier[:inside]):
        whole = start + inside + 2  # 年产300万只轮毂项目|首条生产线
        return Entity(start, token.end, "project", text[start:whole], text[whole : token.end], "", "part of a project")
    if (text[token.end - 1] == "线" and (_ON_IT.match(text, token.end) or _FOREIGN.match(modifier))) or _HONOUR.match(modifier):
        return None  # 在某公司的果汁生产线上, 引进德国数控生产线, 建成市级循环经济示范园
    if _DESIGNATION.search(text, max(0, start - 14), start):
        return None
    if (led := INNER_PHASE.search(modifier, 4)) and modifier[: led.start()].endswith(_PLACES) and _BUILDING.fullmatch(text, token.start, token.end):
        whole = start + led.start()  # 自主创新园|二期标准厂房
        return Entity(start, token.end, "project", text[start:whole], text[whole : token.end], "", "part of a project")
    if (built := _OF_A_BUILDING.fullmatch(modifier)) and text[token.start : token.end] == "工程":
        return Entity(start, token.end, "project", built["whole"], built["part"] + "工程", "", "part of a project")
    phase_word = INNER_PHASE.fullmatch(modifier.removeprefix("项目"))
    if phase_word and text[token.start : token.end] in _NAMED_BY_PHASE and start in scene.zone_ends:
        return Entity(start, token.end, "project", text[start : token.end], phase_word[0], "", "name head")  # 某片区三期标准厂房
    if phase_word:
        return Entity(start, token.end, "phase", text[start : token.end], phase_word[0], "", "phase 工程")
    if (
        re.match(r"(?:约|近|超)?\d", modifier)
        and not modifier.startswith(("年产", "日产"))
        and not re.match(r"\d[^，]*(?:MW|兆瓦|千伏|吨/|万吨/)|\d[\d.]*万?吨[\u4e00-\u9fff]{3}", modifier)
    ):
        return None
    if not modifier and start in scene.zone_ends and token.end - token.start >= 3 and (text[token.end - 1] == "厂" or _SITE_AFTER.match(text, token.end)):
        return Entity(start, token.end, "project", text[start : token.end], "", "", "name head")
    if (
        not modifier
        and token.end - token.start >= 3
        and _BARE_BEFORE.search(text, max(0, start - 2), start)
        and (_WORKS_AFTER.match(text, token.end) or _RUNS_AFTER.match(text, token.end))
    ):
        return Entity(start, token.end, "project", text[start : token.end], "", "", "name head")
    if not modifier and token.end - token.start >= 4 and _BEGUN.search(text, max(0, start - 6), start) and _attribute_follows(scene, start, token.end):
        return Entity(start, token.end, "project", text[start : token.end], "", "", "name head")  # 开工建设铁路专用线，投资4.8亿元
    if led := INNER_PHASE.match(modifier):
        return Entity(start, start + led.end(), "phase", text[start : start + led.end()], led[0], "", "phase of a site")
    if (
        (modifier.startswith(("首条", "首个", "整条", "每条", "第")) and modifier[2:3] != "期" and not _NUMBERED.fullmatch(text, start, token.end))
        or ("企业" in modifier and not text.startswith(("孵化器", "加速器"), token.start))
        or "各" in modifier
        or "等" in modifier
    ):
        return None
    if phase and len(modifier) < 2 and text[token.start : token.end] in _NAMED_BY_PHASE:
        # the phase is all that tells it from others: 标准厂房四期工程
        name = text[token.start : phase.end() if phase[0].endswith(("工程", "项目")) else token.end]
        return Entity(token.start, phase.end(), "project", name, phase["phase"], "", "name head")
    if (
        len(modifier) < 2
        or (
            is_generic(modifier)
            and not ((phase or start in scene.zone_ends) and len(modifier) > 3)
            and not (start in scene.zone_ends and text[token.start : token.end].endswith(("孵化器", "加速器")))  # 某高新区|科创孵化器
        )
        or COUNTED.search(text[max(0, start - 8) : start])
    ):
        return None
    if _COUNTED_AFTER.match(text, token.end):
        return None  # 建成摩托车整车生产线2条
    inner = INNER_PHASE.search(modifier)
    opened = _openers(text[scene.stop_before(token.start) : token.start]) > 0 or bool(_ATTRIBUTED.search(text[max(0, start - 4) : start]))
    following = stage_follows(scene, phase.end() if phase else token.end) or _attribute_follows(scene, start, phase.end() if phase else token.end)
    if (
        not following
        and start in scene.zone_ends
        and text[token.start : token.end].endswith(("园", "基地", "工厂", "生产线", "电站", "厂区", "水厂", "电厂", "焚烧厂", "装置"))
    ):
        following = True
    if text[start - 1 : start] == "的" and (start - 1) in scene.money_ends and len(modifier) >= 3:
        following = True
    if text[token.start : token.end].endswith(("园", "孵化器", "加速器")) and _COUNTS.match(text, token.end) and _SCENE.search(text, max(0, start - 16), start):
        following = True
    if text[token.start : token.end].endswith(_PLACES) and len(modifier) >= 3 and _DOES_AFTER.match(text, token.end):
        following = True
    if start in scene.zone_ends and text[token.start : token.end] == "工程" and len(modifier) >= 5:
        following = True
    short_road = modifier.endswith(("路", "桥", "街", "渠", "湖", "河")) and len(modifier) == 3  # 飞鸿路工程，总投资3600万元
    if (
        scene.text[token.start : token.end] in ("中心", "工程", "研究院", "总部", "实验室", "标准厂房")
        and len(modifier) < 4
        and not short_road
        and not (len(modifier) > 1 and _WORKS_AFTER.match(text, token.end))
    ):
        owner = scene.organization_ends.get(start)
        if owner and owner.kind == "organization" and following and text[token.start : token.end] == "工程":
            return Entity(owner.start, token.end, "project", text[owner.start : token.end], "", "", "owner and 项目")
        return None
    if not (phase or inner or opened or following):
        return None
    end = phase.end() if phase else token.end
    if text[start - 1 : start] == "的" and _THIS_ONE.search(text, max(0, start - 28), start):
        return Entity(start, end, "anaphor", text[start:end], "project", "", "bare 项目")  # 这个总投资35亿元的城市综合体
    return Entity(
        start, end, "project", text[start : token.end], phase["phase"] if phase else inner[0] if inner and modifier[0] != "第" else "", "", "name head"
    )


def _attribute_follows(scene: Scene, start: int, end: int) -> bool:
    """A name that is measured at once (涪江食品产业园占地1020亩), or that a reporter walks into."""
    if scene.text[start - 1 : start] in "；。，\n" and _FLATS_AFTER.match(scene.text, end):
        return True
    return bool(_ATTRIBUTE_AFTER.match(scene.text, end) or _WORKS_AFTER.match(scene.text, end) or _SITE_AFTER.match(scene.text, end)) or bool(
        _VISITED.search(scene.text, max(0, start - 16), start)
    )


def stage_follows(scene: Scene, at: int) -> bool:
    if led := _LEAD_IN.match(scene.text, at):
        at = led.end()  # 某基地日前在高新区|开工
    index = bisect_left(scene.token_starts, at)
    for token in scene.tokens[index : index + 3]:
        if token.start - at > 6 or "，" in scene.text[at : token.start]:
            return False
        if token.entry.stage:
            return True
    return False
