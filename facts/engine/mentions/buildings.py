"""Finds projects that end in a place or a building (产业园, 生产线): they count only where something says that they are built."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.mentions.beginnings import openers, project_start
from facts.engine.mentions.scene import INNER_PHASE, Scene, is_counted
from facts.engine.mentions.titles import PHASE
from facts.engine.types import Entity, Token
from facts.engine.words.lexicon import is_generic

# 第二污水处理厂, 第三人民医院: the number is its name.
_NUMBERED = re.compile(r"第[一二三四五六七八九十](?:[\u4e00-\u9fff]{0,4}(?:厂|医院|中学|小学|学校))")
_COUNTED_THERE = re.compile(r"(?:总数|数量|累计|目前|已|将)*(?:达到?|增至|有|共)*\d{1,3}[家个]|、|和|等")
_BUILT_BY = re.compile(r"由[^，。；]{2,20}(?:投资|建设|开发|运营)")  # 智能制造产业园由某开发区城投公司投资建设
_COUNTED_AFTER = re.compile(r"共?(?:\d{1,3}|[一两三四五六七八九十])(?:余|多)?(?:条|座|个|栋|家|处|幢|块)")
# 攻坚重大项目, 好环境引来好项目: how good they are is no name.
_PART_OF_PROJECT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}[一二三四五1-5A-Z]标段|[\d.]{1,6}万?(?:平方米|平米)的?|首条|首批|首期|第[一二三四]条|[一二三四五1-5]号|[一二三四五1-5]期(?:(?:年产)?\d[\u4e00-\u9fffA-Za-z\d.]{0,12})?|主体|土建|桩基|路基|路面|桥梁|管网|绿化|幕墙|钢结构|基础|设备安装|装饰装修|装修|室外|室内|配套|的)*(?:的)?"
)
# 这个总投资35亿元的城市综合体: the one just named
_NTH_OF_ITS_OWNER = re.compile(r"(?:第[一二三四五六七八九十\d]{1,2}|又一|另一|首)[家座](?:海外|国内|生产|智能)?")  # 在大陆设立的|第三家工厂
_THIS_ONE = re.compile(r"这一?[个座条项家](?!企业|公司|工厂|集团|厂)[^，。；“”\n]{2,24}的$")
_WHERE = re.compile(r"(?:地点|地址|位置|选址)：[^，。；\n]{0,16}$")  # 建设地点：某开发区半导体产业园
# 一条长92米的全自动|罐头生产线: a thing that is made or shown; what has a price is a project
_SOME_ONE = re.compile(r"一[条套台艘架辆](?![^，。；\n]{0,16}(?:元|年产|投资))[^，。；\n]{2,20}的$")
# 金凤实验室|主体工程
_OF_A_BUILDING = re.compile(
    r"(?P<whole>[\u4e00-\u9fffA-Za-z0-9]{2,20}(?:实验室|中心|基地|园|水厂|电厂|大厦|医院|学校|公寓|变电站|大桥|公路港|物流港))(?P<part>(?:[一二三四五]期)?(?:主体|土建|桩基|基础|装饰装修|装修|室外))"
)
_LEAD_IN = re.compile(
    r"[A-Z一二三四五\d]{1,2}标段|(?:日前|近日|昨日|今日|昨天|今天|当天|当日|\d{1,2}月\d{1,2}日)(?:在[^，。；、\n]{2,12}?(?=正式|举行|奠基|开工|动工|竣工|投产|启用|启动|揭牌|封顶|建成))?"
    r"|(?:今年|明年|去年|后年)(?:[上下]半年|[一二三四]季度|年?[底初中内]前?)|已?[于自从]?(?:今年|去年|20\d\d年)(?:\d{1,2}月(?:\d{1,2}日)?)?|已?[于自从]\d{1,2}月(?:\d{1,2}日)?"
    r"|在[^，。；、\n]{2,14}?(?=(?:正式|顺利)?(?:破土|奠基|开工|动工|竣工|落成|封顶))"
)
_BUILDING = re.compile(r"标准厂房|厂房|生产线|产线|车间")
_PHASED_LINE = re.compile(r"(?P<phase>[一二三四五]期)(?=(?:年产)?\d)")
_ORDINAL = re.compile(
    r"(?:[^，。；、\n]{0,4}前)?(?:第?[一二三四五六七八九十]{1,2}(?:号|条|座|栋)|首(?:条|批|座|栋|个)|[A-Z]\d?)"
)  # 二号生产线, 首批产线: parts of a project
_ATTRIBUTED = re.compile(r"[的了]$|(?:建设|新建|投资|开工|引进|签约|布局|建成|规划)(?:了)?$")
_COUNTS = re.compile(r"，\d")
_SCENE = re.compile(r"(?:^|[，。；：\n“　])在[\u4e00-\u9fff]{0,12}$")  # 在高新区宝石产业园，6栋厂房…
_PLACES = ("园", "港", "谷", "孵化器", "基地", "工厂", "加速器")
# 某某科技园实现产值…, 某某汽车工厂去年生产…: a place that does something of its own.
_DOES_AFTER = re.compile(
    r"(?:，)?(?:今年|去年|目前|上半年|前\d个?[月季]|20\d\d年|一季度|截至|已|现|共|累计|新|先后|已经)*(?:签约|引进|实现|完成|集聚|聚集|孵化|培育|吸引|吸纳|生产|产量|产值|投入|落户|入驻|有企业)"
)
_PAID = re.compile(r"元(?:投资)?(?:建设|新建|兴建|打造)了?$")  # 计划投资10亿元建设|智能装备产业园
_VISITED = re.compile(r"(?:走进|来到|紧邻|探访|参观|还有|步入|走入)(?:[\u4e00-\u9fff]{0,4}的|[\u4e00-\u9fff]{2,10}区)?$")
_ATTRIBUTE_AFTER = re.compile(
    r"的[^，。；、\d]{0,8}(?:车间|厂房|生产线)|[月年]产[能量]|年内[将可]|可?(?:年|月|日)产|，由[^。；]{2,40}?(?:公司|集团)[^，。；、]{0,6}(?:投资|建设|承建|打造|开发)|[：，]?(?:全|总)?长(?:约|度)?\d|[。，](?:该|此|这个)(?:项目|工程)|。(?:项目|工程)总?投资|成立于|建于|始建于|使用面积|孵化面积|概算|估算|，(?:计划|概算|估算)?投资\d|，(?:拟|计划|预计|将)(?:总?投资|投入)(?:约)?\d|，(?:于)?(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:开建|开工|动工|奠基|建成|投产|投用|投运|启用)|。(?:项目|基地|工厂|新厂)(?:计划|预计|一期|首期)?(?:总?投资|占地|用地|租用|分[两三]期|规划)|(?:总)?(?:是|列入|占地|投资|规划|用地|建筑面积|面积(?:约)?\d|位于|坐落|由|入驻|集聚|现有|设计|年产|计划|分|建设|，总投资|，占地|，总占地|，规划)"
)
_TOLD_OF_IT = re.compile(
    r"总?投资|概算|估算|占地|总?建筑面积|全长|工期|规模|由|分[两三]|于|计划|预计|设计|采用|建设(?:内容|规模|工期)|(?:建成|完工|竣工|投用|投产|投运)后|目前"
)
# 公租房工地, 净水厂日处理5万吨, 医院新院区设床位800张: what is only said of a site.
_SITE_AFTER = re.compile(
    r"(?:项目)?的?(?:工地|施工现场|建设现场|建设工地)|(?:项目)?(?:施工|现场)|(?:设计)?日(?:处理|供水|产水)|(?:可)?(?:设|新增|提供)(?:床位|学位|泊位|停车位)|已完成(?:投资|工程|主体|总工程)|完成(?:总?工程(?:量|总量)|形象进度|主体)"
)
# 铁路专用线可研报告已通过评审: only what is being built has these.
_WORKS_AFTER = re.compile(
    r"(?:工程)?(?:目前|已|正|现|也|均|都)*(?:完成)?(?:前期工作|可研|环评|环境影响|规划设计|设计方案|获批|获得?批复|初步设计|初设|施工图|主体|土建|路基|桩基|钢结构|管网铺设|基础施工)"
)
# 日升储能基地|、嘉远结构件项目先后开工: one of several that do the same
_LISTED = re.compile(
    r"[、和与][^，。；：\n“”]{3,40}?(?:项目|工程|基地|园)(?:先后|相继|同日|正式|集中|陆续|也|均|都|全部|顺利|同时|分别)*(?:开工|动工|竣工|投产|签约|封顶|启动建设|建成|落地)"
)
_RUNS_AFTER = re.compile(r"(?:今年|去年|上半年|已|累计|目前)*(?:发运|开行|运送)")
_BUILDS_ONE = re.compile(r"(?:再|新|投|兴|增)?建(?:设|起|成)?(?:了)?一[座个处家](?:新的?)?$")  # 再建一座聚氨酯弹性体工厂
_BEGUN = re.compile(r"(?:开工建设|动工建设|新建|建设|开工|动工|启动)(?:了)?$")
_BARE_BEFORE = re.compile(r"(?:^|[；。，、\n]|园区)$")
_SIZED = re.compile(r"(?:项目)?，?(?:总投资|总?占地(?:面积)?|总?建筑面积|规划(?:面积|占地)|用地)(?:约|达|超)?\d")
_FLATS_AFTER = re.compile(r"(?:共|有|提供|已)?\d{2,5}(?:余|多)?套")  # 人才公寓一期960套; a list of what was built (建成厂房4万平方米、公寓600套) names none
_ON_IT = re.compile(r"[上旁里内]|前(?!期)")
_BESIDE_A_ROAD = re.compile(r"[的上旁边与和]|沿线|两侧|以[东南西北]|[东南西北]侧|交")  # 位于某开发区创业大道的甲公司
_FOREIGN = re.compile(r"德国|日本|美国|意大利|瑞士|法国|韩国|英国|荷兰|瑞典|国外|进口|先进")
_HONOUR = re.compile(r"(?:国家|省|市|县|区)级")
# 是全国重要的|钛材加工基地: what a place is called
_DESIGNATION = re.compile(
    r"(?:全国|全球|世界|国内|亚洲|我国|全省|中国|国家|[东西南北中]部(?![\u4e00-\u9fff]{0,4}[园区城]))[\u4e00-\u9fff]{0,8}的$|打造[^，。；\n]{2,24}的(?:[省市县全国家]{1,2}(?:重[点要])?)?$|(?:打造|建成|成为|是|作为)(?:全国|全球|世界|国内|亚洲|我国|全省|[东西南北中]部)[\u4e00-\u9fff]{0,6}$"
)
_PARTS_OR_PARKS = ("园", "园区", "基地", "中心", "孵化器", "加速器", "平台", "空间", "院", "总部", "线", "装置", "港", "机场")
_OF_ANY_ZONE = ("留学人员", "大学生", "返乡农民工", "返乡", "退役军人", "归国人员", "海外人才", "小微企业", "中小企业")
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


_IS_ENLARGED = re.compile(r"(?:改扩建|扩建|改造|新建|迁建|提标|提升改造)工程")
_ENLARGED_WORK = re.compile(r"(?P<what>(?!主体|桩基|土建|基础)[\u4e00-\u9fff]{4,16}?)(?:改扩建|扩建|提标改造|提升改造|改造|新建|迁建)工程")


def place_project(scene: Scene, token: Token) -> Entity | None:
    """冻干食品产业园: counts as a project only where something says that it is built."""
    text = scene.text
    start = project_start(scene, token.start)
    modifier = text[start : token.start]
    phase = PHASE.match(text, token.end)
    if (_ORDINAL.fullmatch(modifier) and text[token.end - 1] in "线间房楼库") or _NTH_OF_ITS_OWNER.fullmatch(modifier):
        return None
    inside = max(modifier.rfind("项目"), modifier.rfind("工程"))
    if inside >= 4 and _PART_OF_PROJECT.fullmatch(modifier, inside + 2) and not is_generic(modifier[:inside]):
        whole = start + inside + 2  # 年产300万只轮毂项目|首条生产线
        if phased := _PHASED_LINE.match(text, whole, token.start):  # 轮毂项目|二期|10万只生产线
            return Entity(start, token.end, "project", text[start:whole], phased["phase"], "", "part of a project")
        return Entity(start, token.end, "project", text[start:whole], text[whole : token.end], "", "part of a project")
    if (text[token.end - 1] == "线" and (_ON_IT.match(text, token.end) or _FOREIGN.match(modifier))) or _HONOUR.match(modifier):
        return None  # 在某公司的果汁生产线上, 引进德国数控生产线, 建成市级循环经济示范园
    if text[token.start - 1 : token.start] == "”" and text[token.start : token.end] == "平台" and not _ATTRIBUTE_AFTER.match(text, token.end):
        return None  # 去年6月上线的“一单制”平台: a service
    if _DESIGNATION.search(text, start - 14, start) or (text[token.end - 1] in "道路街" and _BESIDE_A_ROAD.match(text, token.end)):
        return None
    if "：" in text[max(0, start - 20) : start] and _WHERE.search(text, start - 20, start):
        return None
    if text[start - 1 : start] == "的" and _SOME_ONE.search(text, start - 24, start):
        return None
    if (led := INNER_PHASE.search(modifier, 4)) and modifier[: led.start()].endswith(_PLACES) and _BUILDING.fullmatch(text, token.start, token.end):
        whole = start + led.start()  # 自主创新园|二期标准厂房
        return Entity(start, token.end, "project", text[start:whole], text[whole : token.end], "", "part of a project")
    if (built := _OF_A_BUILDING.fullmatch(modifier)) and text[token.start : token.end] == "工程":
        return Entity(start, token.end, "project", built["whole"], built["part"] + "工程", "", "part of a project")
    phase_word = INNER_PHASE.fullmatch(modifier.removeprefix("项目"))
    if phase_word and text[token.start : token.end] in _NAMED_BY_PHASE and text[start - 1 : start] in ("区", "园"):
        return Entity(start, token.end, "project", text[start : token.end], phase_word[0], "", "name head")  # 某片区三期标准厂房
    if phase_word:
        if _IS_ENLARGED.match(text, token.end):
            return None  # 二期铁路专用线|扩建工程: the longer name is the project's
        return Entity(start, token.end, "phase", text[start : token.end], phase_word[0], "", "phase 工程")
    if (
        re.match(r"(?:约|近|超)?\d", modifier)
        and not modifier.startswith(("年产", "日产"))
        and not re.match(r"\d[^，]*(?:MW|兆瓦|千伏|吨/|万吨/)|\d[\d.]*万?吨[\u4e00-\u9fff]{3}", modifier)
    ):
        return None
    if not modifier and text[start - 1 : start] in ("该", "此", "本") and not text[token.start : token.end].endswith(_PARTS_OR_PARKS):
        return Entity(start, token.end, "anaphor", text[start : token.end], "project", "", "bare 项目")  # 该工程位于某园区, 该污水处理厂日处理5万吨
    if not modifier and text[token.start : token.end] == "工程" and text[start - 1 : start] in "，。；\n　“" and _TOLD_OF_IT.match(text, token.end):
        return Entity(start, token.end, "anaphor", text[start : token.end], "project", "", "bare 项目")  # 据介绍，工程总投资6800万元
    if not modifier and start in scene.zone_ends and token.end - token.start >= 3 and (text[token.end - 1] == "厂" or _SITE_AFTER.match(text, token.end)):
        return Entity(start, token.end, "project", text[start : token.end], "", "", "name head")
    if not modifier and start in scene.zone_ends and text[token.end - 3 : token.end] in ("孵化器", "加速器") and not _COUNTED_THERE.match(text, token.end):
        return Entity(start, token.end, "project", text[start : token.end], "", "", "name head")  # 某高新区|科技企业孵化器2016年投入使用
    if not modifier and start in scene.zone_ends and text[token.start : token.end] in _NAMED_BY_PHASE:
        end = token.end + (text[token.end : token.end + 1] == "区")
        if _SIZED.match(text, end):  # 某经开区|标准厂房区规划面积860亩
            return Entity(start, end, "project", text[start:end], "", "", "name head")
    if (
        not modifier
        and token.end - token.start >= 3
        and _BARE_BEFORE.search(text, start - 2, start)
        and (_WORKS_AFTER.match(text, token.end) or _RUNS_AFTER.match(text, token.end))
    ):
        return Entity(start, token.end, "project", text[start : token.end], "", "", "name head")
    if not modifier and token.end - token.start >= 4 and _BEGUN.search(text, start - 6, start) and _attribute_follows(scene, start, token.end):
        return Entity(start, token.end, "project", text[start : token.end], "", "", "name head")  # 开工建设铁路专用线，投资4.8亿元
    if led := INNER_PHASE.match(modifier):
        enlarged = _ENLARGED_WORK.fullmatch(text, start + led.end(), token.end) if text[token.end - 1] == "程" else None
        if enlarged and not is_generic(enlarged["what"]):
            return Entity(start, token.end, "project", text[start : token.end], led[0], "", "name head")
        return Entity(start, start + led.end(), "phase", text[start : start + led.end()], led[0], "", "phase of a site")
    if (
        (
            modifier.startswith(("首条", "首个", "整条", "每条", "这条", "这座", "这个", "那条", "两条", "第"))
            and modifier[2:3] != "期"
            and not _NUMBERED.fullmatch(text, start, token.end)
        )
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
            and not (
                (phase or start in scene.zone_ends or _is_measured_alone(scene, start, token.end))
                and (len(modifier) > 3 or (not phase and token.end - start > 4 and not openers(modifier + "项目")))
            )
            and not (text[token.end - 1] == "园" and (_does_of_its_own(scene, start, token.end) or _PAID.search(text, start - 6, start)))
            and not (token.end - start > 5 and text.startswith("工地", token.end) and (start in scene.zone_ends or start - 1 in scene.zone_ends))
            and not (len(modifier) > 3 and stage_follows(scene, token.end))  # 跨境电商智能|保税仓正式投用
            and not (start in scene.zone_ends and text[token.start : token.end].endswith(("孵化器", "加速器")))  # 某高新区|科创孵化器
        )
        or (is_counted(text, start) and not _BUILDS_ONE.search(text, start - 8, start))
    ):
        return None
    if _COUNTED_AFTER.match(text, token.end):
        return None  # 建成摩托车整车生产线2条
    inner = INNER_PHASE.search(modifier)
    opened = openers(text[scene.stop_before(token.start) : token.start]) > 0 or bool(_ATTRIBUTED.search(text[max(0, start - 4) : start]))
    if opened and _FLATS_AFTER.match(text, token.end):
        return None  # 二是建设职工公寓1200套
    following = stage_follows(scene, phase.end() if phase else token.end) or _attribute_follows(scene, start, phase.end() if phase else token.end)
    if (
        not following
        and start in scene.zone_ends
        and text[token.start : token.end].endswith(("园", "基地", "工厂", "生产线", "电站", "厂区", "水厂", "电厂", "焚烧厂", "装置", "孵化器", "加速器"))
    ):
        following = True
    if text[start - 1 : start] == "的" and (start - 1) in scene.money_ends and len(modifier) >= 3:
        following = True
    if text[token.start : token.end].endswith(("园", "孵化器", "加速器")) and _COUNTS.match(text, token.end) and _SCENE.search(text, start - 16, start):
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
            return Entity(owner.start, token.end, "project", text[owner.start : token.end], "", owner.name, "owner and 项目")
        return None
    if not (phase or inner or opened or following):
        return None
    end = phase.end() if phase else token.end
    if text[start - 1 : start] == "的" and _THIS_ONE.search(text, start - 28, start):
        return Entity(start, end, "anaphor", text[start:end], "project", "", "bare 项目")  # 这个总投资35亿元的城市综合体
    if start in scene.zone_ends and modifier in _OF_ANY_ZONE and not phase:
        start = next((zone.start for zone in scene.zones if zone.end == start), start)  # 常州高新区|留学人员创业园: every zone has one
    return Entity(
        start, end, "project", text[start : token.end], phase["phase"] if phase else inner[0] if inner and modifier[0] != "第" else "", "", "name head"
    )


def _is_measured_alone(scene: Scene, start: int, end: int) -> bool:
    """跨境电商产业园总建筑面积3.6万平方米 as a sentence of its own: within its zone the kind is its name."""
    return scene.text[start - 1 : start] in "。；\n　 " and _SIZED.match(scene.text, end) is not None


def _does_of_its_own(scene: Scene, start: int, end: int) -> bool:
    """其中，装备制造产业园完成12亿元: a park that only its kind names, where a clause begins with it and it does something."""
    opens = scene.text[start - 1 : start] in "，。；：、\n" or scene.text[start - 2 : start] == "其中"
    return opens and bool(_DOES_AFTER.match(scene.text, end) or _BUILT_BY.match(scene.text, end))


def _attribute_follows(scene: Scene, start: int, end: int) -> bool:
    """A name that is measured at once (涪江食品产业园占地1020亩), or that a reporter walks into."""
    if scene.text[start - 1 : start] in "；。，\n" and _FLATS_AFTER.match(scene.text, end):
        return True
    if scene.text[end : end + 1] in ("、", "和", "与") and _LISTED.match(scene.text, end):
        return True
    return bool(_ATTRIBUTE_AFTER.match(scene.text, end) or _WORKS_AFTER.match(scene.text, end) or _SITE_AFTER.match(scene.text, end)) or bool(
        _VISITED.search(scene.text, start - 16, start)
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
