"""What takes a stage word its meaning: a noun after it (投产率), a wish (尽早开工), a question, a figure, a slogan."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Reading, Subject
from facts.engine.stages.facilities import DONE_SITE
from facts.engine.types import Entity, Token
from facts.engine.words.automaton import build_finder

_NOT_AFTER = re.compile(
    r"(?:可达\d|可处理|可产\d|率|装机|容量|税|即|需求|能力|经验|技术|工艺|跑道|场地|一批|仪式|典礼|大会|会议|活动|前(?!期)|条件|手续|许可|执照|协议|量|计划|目标|任务|额|总额|金额|面积|规模|资金|企业|单位|时间|节点|周期|成本|效率|模式|清单|现场会|动员|令|证|书|备案|审批|通知|"
    r"信息|日期|日|者|人|力|图|方|项目|亿元|重大|重点|亿|工作|服务|达效|制|性|行为|之初|之际|业|招商|负责人|名单|目录|名录|经理|队伍|要求|标准|准备|新一轮|(?:和|、|及|与)(?:即将|正在|拟|待)?[\u4e00-\u9fff]{2,3}项目|的一半|的\d|的[一二三四五六七八九]成|过半|\d)"
)
_PIECE_ENDS = frozenset("，。；！？\n”")
# 投产后 with a time before it, 9月末具备试车条件: the words after it take nothing away.
_CONDITION = re.compile(r"条件")
_ENTERPRISES = re.compile(r"(?:\d家?[\u4e00-\u9fff]{0,8}企业|家|户企业)(?:已|相继|陆续|先后|成功|正式|意向|现场|达成|实现|全部|均|都|投产)*$")
_PROMISES = re.compile(r"(?:可|预计可?|将|能)年(?:产|处理|加工)|(?:达产|投产|投用|投运|达效|运营|满产)?后，?[^，。；]{0,4}(?:可|将|预计|能|每年|年)")
_PROMISES_BEGIN = frozenset("可预将能达投运满后")
_NOT_SO = ("没有", "没", "从未", "并未", "不会", "不再", "不")  # 春节期间没有停工
# 其中5个已经开工: of some of them, whoever they are
_SOME_OF_THEM = re.compile(r"(?:\d{1,3}|[一二两三四五六七八九十]{1,2})(?:个|项|家)(?:已经?|正在?|均|都|全部|即将|将|实现|顺利|陆续)+$")
_OF_A_LIST = re.compile(r"(?:项目|工程|基地|园|中心)等(?:\d{1,3}|[两三四五六七八九十]{1,2})(?:个|项)(?:已经?|正在?|均|都|全部|即将|将|实现|顺利|陆续)*$")
# 入园企业签约, 签下一笔1600万元的订单: no project's
_FIRMS_SIGN = re.compile(r"企业(?:预|现场|集中|成功|已)*$")
_ORDERS = re.compile(r"[^，。；：]{0,16}?(?:订单|大单|采购合同|销售合同|购销)")
_MANY_FIRMS = re.compile(r"(?:入驻|落户|引进)?[\u4e00-\u9fff]{0,6}?(?:企业|公司|单位|机构|商户|客商)(?:\d|[两三四五六七八九十])")  # 已签约配套企业17家
_MACHINES = re.compile(r"\d台[\u4e00-\u9fff]{0,8}$|(?:产业链|产线|生产线|设备|机器|机组|车间|线)(?:全部|均|都|也|正在|正|已|保持)*$")
_SO_MANY_LINES = re.compile(r"[已有](?:\d{1,3}|[一两二三四五六七八九十])条[\u4e00-\u9fff]{0,6}$")  # 二期已有28条产线达产
_IN_PHASES = re.compile(r"(?<!已)分[一二两三四2-5]期$")  # 分两期建成年产30万台电机的产线: how it is to be built
_ALL_PROJECTS = re.compile(r"(?:^|[，。；）、\n\s])(?:重点|重大|产业|工业)*项目建设$")  # （三）项目建设加快推进: the heading of all that follows
_IDLE = ("“", "促", "抓", "快", "早", "保", "未", "待", "盯")
# 从拿地到开工仅用98天: how long a step took.
_FROM_TO = re.compile(r"从(?!签约)[^，。；]{1,8}到$")
_SINCE_SIGNED = re.compile(r"从签约[^，。；]{0,8}到$")  # 从签约到厂房封顶只用了11个月
_FROM = ("从", "从正式", "从项目")
_TO = re.compile(r"(?:到|至|再到)")
# 要加快施工进度: what is asked for; 设备安装已完成90%: a figure; 设备安装预计年底前完成: not yet.
_SHARE = re.compile(r"(?:了)?(?:约|近|超)?\d[\d.]*[%％]|[一二三四五六七八九]成|过半")
_URGED = re.compile(r"(?<![主重需])要(?!素|求)|必须|强调|要求|督促|推动|确保[^，。；]{0,14}前提|力促|高峰期")
_IN_FIGURES = re.compile(
    r"(?:工作|工程|进度)?(?:也|已|已经)?(?:完成|过|超)(?:\d|[一二三四五六七八九]成|近|约|总|过半)|(?:工作)?(?:预计|计划|将|拟|力争|争取)[^，。；]{0,14}完成"
)
# 搭暖棚施工, 半年的施工, 全封闭施工: 施工 alone tells that it goes on only where something says so.
_AT_WORK = tuple("正 在 紧 力 张 序 夜 步 速 面 快 场 续 复 始 地 时 工期 热潮 主体 基础 桩基 土建 结构 装修 安装 管网 道路 路基 车间 厂房 楼".split())
_NO_WORK = tuple("封闭 露天 冬季 夏季 雨季 文明 安全 绿色 标准化 规范 违规".split())
# 进入建成投产的最后冲刺阶段, 投产的目标: no statement that it has.
_FOR_IT = re.compile(
    r"的(?:最后|关键|冲刺|倒计时|攻坚|目标|速度|要求|步伐|脚步|前提|进度|节奏|标准|条件|基础上|时间|日子|新?纪录|记录|周期|全过程|全周期|全流程|“|障碍|难题|问题|手续|瓶颈|压力|决心|信心|承诺)|“?(?:倒计时|加速键|快进键|冲锋号)|按钮|号角|大会战"
)
_FOR_IT_BEGINS = frozenset("的“倒加快冲按号大")
# 往年4月复工, 争取早一天投产: no one time
_ANY_TIME = re.compile(r"(?:往年|每年|历年|通常|一般|经常|时常|(?:早一天|早日|尽早|尽快|及早|早一步|早点)[^，。；]{0,3}$)")
# 集中投产的项目共有45个 is said of them, not of whom the paragraph speaks
_OF_MANY = re.compile(
    r"的(?:这)?(?:\d{1,3}个|首批|一批)?(?:重[点大]|产业|工业|新|代表)?(?:项目|企业|工程)(?:共|总|有|中|里|，|涵盖|涉及|达|数|负责人|投资|将|均|都|已)"
)
_TOGETHER = re.compile(r"集[^，。；]{0,22}$")  # 集研发、建设、运营于一体
_TO_FIRMS = re.compile(r"\d{1,3}[家户]")  # 已交付3家企业
SOME_AFTER = re.compile(r"\d{1,3}(?:条|台|栋|幢|座)[\u4e00-\u9fff]{2,6}(?=[，。；、]|$)")  # 已投产3条生产线
_HELD = re.compile(r"(?:仪式|典礼)(?=[，。在日隆举顺圆昨今于]|$)")
_GOES_ON = re.compile(r"[\u4e00-\u9fff\d]")
_STOPS = re.compile(r"[，。；、！？”\n中]|\Z")
# 创下了当年建设、当年完工、当年投产的“速度”
_SLOGAN = re.compile(r"(?:创下|刷新|创造|跑出)[^，。；]{0,30}$")
# 为确保项目加快建设，…: an aim
_PURPOSE = re.compile(r"为(?:了|确保|使|让|帮助|助力|推动|支持|方便|保障|加快)[^，。；]{0,10}$")
# 代办立项备案、施工许可等手续21项: papers that somebody fetches
_OF_PAPERS = re.compile(r"、[^，。；]{2,30}(?:手续|许可|证照|事项|审批|业务)")
# 由建设阶段|转入试生产准备阶段
_LEFT_BEHIND = re.compile(r"(?:阶段|期)?(?:全面|正式|顺利|成功)?(?:转入|转向|迈入|迈向|转段|跨入|步入)")
# 平均每9秒有一台冰箱下线, 高峰时1300名工人同时作业: what is usual, or was once
_USUAL = re.compile(r"(?:平均)?每(?:天|日|隔|月|\s?\d|[几一两三])|高峰(?:时|期)[^，。；]{0,3}(?:有|达|近|约|超|\d)")
_NAMED_RUNNING = re.compile(
    r"(?:负责|承担|委托|统一|平台|企业|产业|市场|资产|资本|项目建设|管理|社区|数据|园区|商业|物业|品牌|载体|招商|日常|正常|高效|稳定)$"
)  # 引进电商平台运营
_ABSTRACT = re.compile(r"[^，。；]{0,24}?(?:体系|机制|制度|品牌|格局|队伍|生态圈|生态链)(?=[，。；])")
# 市委书记王某宣布开工: of whatever the ceremony was for, which is told elsewhere
_DECLARED = re.compile(r"宣布(?:项目|工程|活动|正式|集中|全部|现场|我?[市区县])*$")
_PAPERS = ("验收", "招标", "审批", "公示", "论证", "评审", "谈判", "洽谈")  # 综合验收正在进行
_ASKED = re.compile(r"(?:何时|什么时候|啥时候|能否|能不能|是否|有没有|多久能?|怎么|如何|为何|为什么)[^，。；！？]{0,6}$")
_REALISED = re.compile(r"(?:实现|做到|跑出|创造)(?:了)?“[^”]{0,6}$")
# A word of each that tells of no one time.
FIND_TIMELESS = build_finder(
    (
        "从 创下 刷新 创造 跑出 往年 每年 历年 通常 一般 经常 时常 早一天 早日 尽早 尽快 及早 早一步 早点 "
        "何时 什么时候 啥时候 能否 能不能 是否 有没有 多久 怎么 如何 为何 为什么"
    ).split()
)


def only_promised(scope: Scope, reading: Reading, token: Token) -> bool:
    """建成投产后 promises without a date; 明年年中建成投产后 says when, and what has happened is no promise."""
    text = scope.scene.text
    promised = (token.entry.word.endswith("后") and scope.planned_at(reading, token.end)) or (
        text[token.end : token.end + 1] in _PROMISES_BEGIN and _PROMISES.match(text, token.end)
    )
    return bool(promised) and not scope.periods_between(max(reading.clause.start, token.start - 10), token.start)


def refused(scope: Scope, reading: Reading, token: Token, objects: list[Subject], timeless: bool) -> bool:
    """Whether the words around the stage say that nothing has got so far; `objects`: the projects right after it."""
    around = scope.entities[bisect_right(scope.entity_starts, token.start) - 1] if reading.entities else None
    if around and around.start <= token.start < _end_of_name(around):
        return True
    before = scope.scene.text[max(reading.clause.start, token.start - 12) : token.start]
    return (
        (timeless and _is_any_time(scope, reading, token, before))
        or _is_said_of_no_time(scope, reading, token)
        or _is_no_work(scope, reading, token, before)
        or _is_a_noun(scope, reading, token, before, objects)
        or _is_idle(scope, reading, token, before)
    )


def _is_any_time(scope: Scope, reading: Reading, token: Token, before: str) -> bool:
    """从打桩到投产, 何时投产, 往年4月复工, 跑出当年投产的速度."""
    text = scope.scene.text
    if token.entry.stage in ("completed", "in_production") and _SLOGAN.search(text, reading.clause.start, token.start):
        return True
    if before.endswith(_FROM) and _TO.match(text, token.end):
        return True
    if token.entry.stage == "completed" and _SINCE_SIGNED.search(before):
        return True
    return bool(_FROM_TO.search(before) or _ANY_TIME.search(before) or _ASKED.search(before))


def _is_said_of_no_time(scope: Scope, reading: Reading, token: Token) -> bool:
    """未投产, 投产的目标, 由某公司运营."""
    text = scope.scene.text
    if text[token.start] in "未待":
        return True
    if token.entry.stage == "completed" and text[token.start - 1] == "期" and _IN_PHASES.search(text, token.start - 6, token.start):
        return True
    if text[token.start - 1] == "一" and text[token.end : token.end + 1] in ("，", "就") and text[token.start - 2 : token.start - 1] not in ("第", "统"):
        return True  # 氧化铝一投产，全县产值翻番: once it runs
    if text[token.start - 1] == "设" and _ALL_PROJECTS.search(text, token.start - 12, token.start):
        return True
    if text.startswith("开竣工", token.start - 1):
        return True  # 集中开竣工: which of the two of whom is told elsewhere
    if token.entry.stage == "registered" and text.startswith("、", token.end) and _OF_PAPERS.match(text, token.end):
        return True
    if token.entry.stage in ("in_production", "under_construction"):
        words = text[reading.clause.start : token.start]
        if ("每" in words or "高峰" in words) and _USUAL.search(words):
            return True
    if token.entry.stage == "under_construction" and _ABSTRACT.match(text, token.end):
        return True
    if text[token.start - 1 : token.start] in ("由", "从") and _LEFT_BEHIND.match(text, token.end):
        return True
    if token.entry.word == "中交" and not _STOPS.match(text, token.end) and not text.startswith(("后", "并", "成功"), token.end):
        return True  # 中交四航局
    if text.find("于一体", token.end, token.end + 16) >= 0 and _TOGETHER.search(text, token.start - 24, token.start):
        return True
    after = text[token.end : token.end + 1]
    if (after == "的" and _OF_MANY.match(text, token.end)) or (after in _FOR_IT_BEGINS and _FOR_IT.match(text, token.end)):
        return True
    last = scope.entities[bisect_left(scope.entity_starts, token.start) - 1] if reading.entities else None
    if last is None or last.end != token.start or last.kind != "organization":
        return False
    return "由" in text[max(reading.clause.start, last.start - 16) : last.start]


def _is_no_work(scope: Scope, reading: Reading, token: Token, before: str) -> bool:
    """要加快施工进度, 设备安装已完成90%, 正在进行项目备案, 全封闭施工."""
    text, word = scope.scene.text, token.entry.word
    if word == "运营" and (_NAMED_RUNNING.search(before) or text.startswith(("管理", "维护", "模式", "服务"), token.end)):
        return True
    if token.entry.stage == "completed" and word.endswith("完成") and _SHARE.match(text, token.end):
        return True  # 一期土建工程完成95%
    if (token.entry.stage == "under_construction" or word.endswith("施工")) and (
        _URGED.search(text, reading.clause.start, token.start)
        or _IN_FIGURES.match(text, token.end)
        or text.startswith(("进度", "工程", "方面", "公司", "单位", "设计", "图", "许可", "招标", "方案", "合同"), token.end)
    ):
        return True
    if word == "正在进行":
        return not _STOPS.match(text, token.end) or before.endswith(_PAPERS)
    return word == "施工" and not text.startswith(("至", "到"), token.end) and (not before.endswith(_AT_WORK) or before.endswith(_NO_WORK))


def _is_a_noun(scope: Scope, reading: Reading, token: Token, before: str, objects: list[Subject]) -> bool:
    """投产率, 开工面积, 规划建设标准厂房26栋: the stage narrows what follows."""
    text = scope.scene.text
    after = text[token.end : token.end + 8]
    if scope.is_quantity_noun(token) and not _ends_a_phase(reading, token) and not before.endswith(("已", "已经", "正式", "将")):
        return True
    if (
        not objects
        and after[:1] not in _PIECE_ENDS
        and _NOT_AFTER.match(after)
        and not _ends_a_phase(reading, token)
        and not ((text.startswith("已", token.start) and _TO_FIRMS.match(after)) or SOME_AFTER.match(after) or _is_held(scope, reading, token))
        and not DONE_SITE.match(text, token.end)
        and not any(entity.start == token.end for entity in reading.entities if entity.kind in ("project", "phase"))
    ):
        dated = token.entry.stage == "trial_production" or scope.periods_between(reading.clause.start, token.start)
        return not (_CONDITION.match(after) and dated and ("具备" in before or "达到" in before))
    return token.entry.stage == "planned" and not objects and bool(_GOES_ON.match(after))


def _ends_a_phase(reading: Reading, token: Token) -> bool:
    """一期|建成标准厂房18栋."""
    return any(entity.kind == "phase" and entity.end == token.start for entity in reading.entities)


def _is_idle(scope: Scope, reading: Reading, token: Token, before: str) -> bool:
    """促投产, “开工”, 12台挖机同时开工, 5家企业投产."""
    text = scope.scene.text
    if (token.entry.stage in ("started", "at_capacity") or token.entry.word.startswith("交付")) and _MACHINES.search(before.removesuffix("同时")):
        return token.entry.stage != "at_capacity" or not _SO_MANY_LINES.search(before)
    if "宣布" in before and _DECLARED.search(before) and not any(entity.kind == "project" for entity in reading.entities):
        return True
    if before.endswith(_NOT_SO) or ("为" in before and _PURPOSE.search(before)):
        return True
    if ("家" in before or "个" in before or "项" in before) and _SOME_OF_THEM.search(before):
        return not _OF_A_LIST.search(before)  # 甲项目、乙项目等4个已进入调试阶段
    if token.entry.stage == "signed" and (
        (_FIRMS_SIGN.search(before) and "与" not in before) or _ORDERS.match(text, token.end) or _MANY_FIRMS.match(text, token.end)
    ):
        return True
    mark = text[token.start - 1 : token.start]
    idle = mark in _IDLE and not (mark == "“" and token.entry.word.startswith("云"))
    if idle and not _REALISED.search(before):
        return True
    return ("家" in before or "企业" in before) and _ENTERPRISES.search(before) is not None


def _is_held(scope: Scope, reading: Reading, token: Token) -> bool:
    """6月8日，某项目举行开工仪式: that is when it began."""
    if token.entry.word.startswith("集中") or not _HELD.match(scope.scene.text, token.end):
        return False
    named = [entity for entity in reading.entities if entity.kind == "project" and entity.end <= token.start and token.start - entity.end <= 8]
    return bool(named) and not any(entity.kind == "population" for entity in reading.entities)


def _end_of_name(entity: Entity) -> int:
    """甲项目|土建工程: the part is none of the name."""
    return entity.start + len(entity.name) if entity.rule == "part of a project" else entity.end
