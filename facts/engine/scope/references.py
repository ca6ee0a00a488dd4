"""Which mentions are no subjects: benchmarks, places where something is done, partners, and what a project is called."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from facts.engine.measures.clauses import Frame
from facts.engine.mentions.scene import Scene
from facts.engine.scope.localities import YARDSTICK_BEFORE
from facts.engine.scope.subjects import is_park_name
from facts.engine.types import Entity

_YARDSTICK_AFTER = re.compile(
    r"(?:的)?(?:第[一二三四五六七八九十\d]|首[位个家批例]|前[一二三四五六七八九十\d列茅]|平均|唯一|最[大高先早快好]|率先|之首|领先|大局|各地|人民|群众|上下)"
)
# 在全市出口下降2.7%的情况下: a figure of the area's own.
_CIRCUMSTANCE = re.compile(r"[^，。；\n]{1,20}?\d[^，。；\n]{0,8}的?(?:情况|背景|形势|大环境|态势)")
_FAR = 40
# 对领军人才项目给予资助: whom the money goes to.
_GIVEN_TO = re.compile(r"(?:单个|每个|分别|最高)?(?:给予|予以|奖励|补助|资助|实行|执行)")
# 签约仪式在某经开区举行: the venue, which has no part in the figures.
_AS_EXAMPLES = re.compile(r"[^，。；\n]{0,30}?为(?:代表|龙头|主体|核心|骨干|引领|依托|重点|首(?=的|，))[的，]")
# 二期在某工业园奠基: the park only tells where.
_AT_A_PARK = re.compile(r"(?:在|位于|落户|坐落于|入驻)$")
_SERVED = re.compile(r"[^，。；\n]{0,8}?(?:提供|配套|供应|供货|服务|输送)")
_HERE = ("这里是", "这里就是", "这里便是", "这里正是", "它是", "这是", "这就是")
_SEEN_FROM = re.compile(r"[^，。；\n]{0,8}看")
_SERVES_THEM = re.compile(r"[^，。；\n]{0,30}?(?:提供|配套|供应|供货|服务|输送)")
_HAPPENS = re.compile(r"(?:内|里)?(?:正式|集中|举行|顺利|破土)*(?:奠基|开工|动工|签约|投产|启动|竣工|揭牌|建成|落成|封顶|试产)")
_TELLS = re.compile(r"(?:管委会)?(?:传来|传出)(?:消息|喜讯|捷报|好消息)")
_SITE_IS_AT = ("地点在", "地点位于", "地点：", "地址：", "地址在")  # 建设地点在某高新区兴隆大道: where, not whose
_VENUE = re.compile(r"[\u4e00-\u9fff]{0,10}?(?:举行|召开|举办)")
_IS_A_PART = re.compile(r"(?:正|也|就|既|作)?[是系为](?:国家级?|省级?|市级|全[国省市])?")
_IS = re.compile(r"(?:正)?(?:是|系|为)(?:由)?")
_IS_OF_A_KIND = re.compile(r"[也正就]?是[^，。；：！？\d\n]{0,16}的")
_IS_ONE = re.compile(r"(?:正)?(?:是|系|为|属于?|被?列为|被?列入|入选|被认定为|作为|成为)[^，。；：！？]{0,34}")
_IS_A = re.compile(r"(?:正|也)?(?:是|系|属于?|作为)[^，。；：！？]{0,34}")
# 3月22日，深圳。 …常驻上海、温州。去年…: no sentence's subject stands at its end
_ENDS_IT = re.compile(r"(?:[、和与及][\u4e00-\u9fff]{2,5}){0,6}(?:等地?)?[。！？]")
# 33家北京药企, 走访上海、常州等6个城市: where somebody is from or goes to.
_FROM_ELSEWHERE = re.compile(r"(?:药企|车企|客商|商会|资本|籍|等地|等\d+个|等[两三四五六七八九十]个)")
# 在管委会协调下
_UNDER = re.compile(r"(?:管委会)?[^，。；\n的]{0,6}的?(?:大力|积极|全力|共同)?(?:协调|支持|帮助|推动|指导|努力|牵头|关心|服务|引导|扶持|带动|见证)下")
_HONOURED = re.compile(r"(?:荣?获|获评|评为|授予|入选|列入|跻身|夺得|捧回|摘得)[^，。；：\n]{0,14}$")
_HELPED = re.compile(r"(?:解决|吸纳|安排|带动|吸引|安置|招收|招聘|为|帮助|让|给|使|方便|促进|惠及|雇用|聘用)$")  # 吸纳当地群众就业600人
_IN_BRACKETS = re.compile(r"[\u4e00-\u9fff][（(][^（）()\d，。；]{0,8}$")
_BRACKETS_CLOSE = re.compile(r"[^（）()\d，。；]{0,8}[）)]")
# 由高新区管委会下属的某集团运营
_RUN_BY = re.compile(r"(?<![自理缘])由[^，。；：\n]{0,22}$")
_RUNS_IT = re.compile(r"(?:负责|共同|联合|投资)*(?:运营|管理|建设|承建|投资|开发|组织|牵头|主导|出资|打造|实施|施工|代建|设计)")
_STANDS_AT = re.compile(r"(?:位于|坐落于?|落户于?|选址于?|建在|设在)[^，。；的]{0,10}$")  # 该项目位于经开区某产业园
_MOVED_TO = re.compile(r"(?:搬进|搬入|搬到|搬至|迁入|迁至|迁到|入住|住进|租下)了?$")  # 公司搬进了某智谷，员工增加到120人
_ONE_OF = re.compile(r"[^，。；：\n]{0,36}之一(?=[，。；])")
_COUNTED_AMONG = re.compile(r"[是为系][^，。；\n]{0,6}$")
_TOWARDS = tuple("到至往给于销")
_SUPPLIED = re.compile(r"(?:(?:应用|销售|运送|供应|配送|[销卖发运送])(?:[到至往给于])|远销|用于)$")
_GONE_TO = re.compile(r"(?:[将把]|迁至|迁到|走访|赶赴|奔赴|前往|赴|发往|销往|远销|出口到|应用[于到至]|销售到|卖到|运往|抵达|\d家)$")
# ，成为全区首个“先租后让”项目: what the project before has become.
_PREDICATE = re.compile(r"，(?:并|也|更|还)?(?:成为|被?列为|被?列入|入选)[^，。：；！？]{0,20}$")
_IS_CALLED = re.compile(r"，(?:也|更|还|又|既|同时|正|都|均)?(?:是|系|属于?)[^，。：；！？\d]{0,12}$")  # ，是河北省|重点建设项目
# 某项目由某公司建设，是从常州引进的|新材料项目，是集加工、配送于一体的|物流基地: a clause that opens with 是 tells what the one before is
_WHAT_IT_IS = re.compile(r"(?<!的)，(?:也|更|还|又|既|同时|正|都|均)?(?:是|系|属于?)[^，。：；！？\d]{0,40}$")
_DESCRIBED = re.compile(r"，(?:也|更|还|又|既|同时|正|都|均)?(?:是|系)[^。；：！？“”]{4,40}的$")  # ，是从江苏引进的|稀土应用项目，
_CLASSED = re.compile(r"重[点大]|[省市区县家]级|示范|首[个批]")
_AND_OTHERS = re.compile(r"等(?:\d{1,4}|[两三四五六七八九十]{1,3})[余多]?[家户]")
_GOVERNS = re.compile(r"(?:下辖|管辖|辖有?|覆盖|涵盖|横跨|涉及)(?:[\u4e00-\u9fff]{2,4}、){0,8}$")  # 辖|洛阳、东园、张坂、百崎4个乡镇
_GIVES_TO = re.compile(r"(?:累计|先后|共|已|每年)*[向为对][^，。；\n\d]{0,12}?(?:园|园区|基地|县|区|厂)(?:投入|拨付|注入|援助|安排)")
_BY_ORIGIN = re.compile(r"来源(?:地|看|分)[^。\n]*$")  # 从来源地看，广东|22个、上海5个: where the projects come from
_ITS_FIRM = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:集团|公司)")
_TENANT = re.compile(r"(?:买下|租用|租赁|租下|承租|购买|购置|利用|盘活)$")  # 租用某产业园厂房2.2万平方米
_AIMED_AT = ("打造", "创建", "争创", "申报", "申创", "创成")
_GIVEN_BY = re.compile(r"(?:获得|获|得到|拿到|争取到|收到|享受)(?:了)?$")
_A_GIFT = re.compile(r"[^，。；\n]{0,14}?(?:资金|补助|补贴|奖励|奖|扶持|支持|资助|贷款|基金|称号|投资)")  # 公司获得某高新区首笔引导资金500万元
_PARKS = ("园", "园区", "片区")
_STANDS_IN = re.compile(r"(?:项目|工程|公司|该厂)(?:位于|坐落于?|落户于?|选址于?|选址在|建在)[^，。；的]{0,14}$")
_LOCATIVE = re.compile(
    r"(?:选址|位于|落户|安家|扎根|落户于|坐落于?|在|建在|入驻|进驻|迁入|搬入|落地|落子|落户到|设在|(?<!得益)(?<!归功)于|走进|来到|选址于|选址在|(?:迁入|迁至|搬进|搬到|搬入|落户|入驻|进驻)[^，。；]{0,8}的|(?:搬迁|搬|迁|转移|进驻|扎根|安家|落户|入驻)(?:到|至|入|进|于|在)了?)$"
)
_LOCATIVE_ENDS = frozenset("家根址于户落在驻地子到进的至入了")
# 租用园区标准厂房, 与园区签约, 园区运营方: the park is where or with whom, not who.
_OBLIQUE_BEFORE = re.compile(
    r"(?:多亏了?|感谢|离不开|得益于|买下|购买|购置|租下|租用|租赁|入驻|进驻|迁入|落户|选择|利用|依托|盘活|毗邻|紧邻|走进|来到|与|和|同|向|对|给|由|经|比|占)$"
)
_OBLIQUE_AFTER = re.compile(r"运营|道路|主干道|干道|管网|路网|负责人|工作人员|标准厂房|现场|服务中心|大道|内外|里的|内的")
_BY_THE_ZONE = re.compile(r"(?<![自理缘])由$")
_AFTER_A_REGION = frozenset("两三四五六七八九十的已将也还又全各共拟能可有是在与和及以从正市省县区州从仅第每多")
_MID_CLAUSE = re.compile("[\u4e00-\u9fff]")
_ITS_KIND = ("企业", "客商", "商会", "籍", "资本", "商人", "台商", "侨商", "药企", "车企", "民企")
_PLACE_WORDS = frozenset(("area", "zonehead"))
_JOINTS = ("", "、", "和", "与", "及")
_JOINED = ("region", "organization")
_WITHIN = re.compile("[\u4e00-\u9fff]{0,3}")
_BASIS_BEGINS = frozenset("的基整转更升")
_BASIS = re.compile(r"(?:的)?基础上|(?:整合|转型|更名|升级|升格)+而来")
_PUSHES = re.compile(r"(?:加快|推进|推动|抓好|抓紧|启动|做好|完善|支持|加大)[^，。；：\n]{0,16}$")
_WORK_BEGINS = frozenset("、和与及的规设建开招申创扩提升改")
_WORKED_ON = re.compile(r"(?:[、和与及][^，。；：\n]{0,24}?)?的?(?:规划|设计|建设|开发|招商|申报|创建|扩区|提质|升级|改造)")
_MORE_THAN = re.compile(r"[^，。；\n\d]{0,8}?(?:多|少|高|低|快|慢|增|减|大|小|长|短|早|晚)")
_BESIDE = frozenset("与和同跟")
_DEALT_WITH = re.compile(r"[^，。；\n\d]{0,6}?(?:建立|签订|签署|签约|开展|达成|缔结|结成|结对|合作|共建|联合|携手|对接)")
_ROAD_BEGINS = frozenset("0123456789一二三四五六七八九十、道路大管")
_ROAD_NEXT = re.compile(r"(?:[\d一二三四五六七八九十、]{1,4}号)?(?:道?路(?![径线上的])|路网|大道|管网)")
_LEANS_ON = re.compile(r"(?:依托|借助|凭借|借力|背靠|毗邻|紧邻|紧靠|比邻|紧盯|瞄准|深耕|主攻|对标|赶赴|辐射)[^，。；：\n“”]*$")
_TITLE_BEFORE = re.compile(r"(?:[为是成]|列入|获批|入选|晋升|升级|跻身|创建|争创|申报|打造|建设|建成|纳入)(?:首批|第[一二三四五]批|全国|国家|全省|全市|唯一)?$")
_CLASS_BEFORE = re.compile(r"(?:[是为成]|系)[^，。；\n]{2,36}的[\u4e00-\u9fff]{0,5}$")
_COPULA = re.compile(r"(?:^”?|[，是])(?:也|正|既|更|还|曾|就|便|均|都)?[是为系]$")
_BEST = re.compile(r"[^，。；：\n]{1,24}(?:企业|公司|之一|项目|厂|代表|缩影|例子|典范|样板|骨干|龙头|大户)")
_BECOMES = re.compile(r"(?:成为|成了|已是|也是|正是|[居列]|跻身)$")
_AMONG = re.compile(r"(?:内|的)?(?:最[\u4e00-\u9fff]|第[一二三四五]|首|唯一|重要|又一|新的?增长|之首|前[一二三四五列])")
_AGENT_BEFORE = re.compile(
    r"(?:由|与|和|向|对|为|给|依托|联合|引进|携手|同|跟|被|及|及其|委托|获|经|在|从|是|隶属于?|来自|投资方|建设方|(?:组建|成立|设立|共建|建立|创办|建起)了|"
    r"建设单位|施工单位|投资方为|牵手|共建|设立|成立|组建|引入|据|到|签约|服务|帮助|支持|走进|走访|落户|下属|对接|给予|像|诸如|深入|单位：|投资方：|业主：|代建：|主体：)$"
)
# 走进某公司, 在某公司车间: the reporter's way to whom the paragraph is about.
_VISITED_BEFORE = re.compile(r"(?:走进|来到|步入|走入)(?:了|位于)?$")
_ON_SITE_AFTER = re.compile(
    r"(?:新|老|的)?[\u4e00-\u9fffA-Z]{0,10}?(?:厂区|车间|厂房|展厅|生产线|实验室|生产基地|工厂|产线|的?办公室|研发中心|项目现场|现场|里|内|，)"
)


# 向西两公里，是某公司的封装车间; 眼前就是某厂的展厅: where the report has come to
_HERE_IS = re.compile(r"(?:[，\n　]|这里|眼前|对面|隔壁|一旁|旁边)(?:就|便|则|正)?是$")
_ITS_HALL = re.compile(r"的?(?:新|老)?[\u4e00-\u9fffA-Z]{0,8}(?:厂区|车间|厂房|展厅|实验室|工厂|产线|生产线|仓库|冷库|门店|总部|研发中心)(?=[，。；])")


def find_references(scene: Scene, entities: list[Entity], frames: list[Frame]) -> tuple[set[int], set[int]]:
    """Where names stand that are never subjects, and where zones stand that are only places."""
    text = scene.text
    references = _benchmarks(entities, frames)
    locatives: set[int] = set()
    last: Entity | None = None
    project: Entity | None = None
    firm: Entity | None = None
    for entity in entities:
        kind, start = entity.kind, entity.start
        before = text[start - 12 : start] if start > 12 else text[:start]
        if kind == "project":
            if (
                project
                and start - project.end < _FAR
                and _IS_ONE.fullmatch(text, project.end, start)
                and not (text[project.end] == "为" and _SERVED.match(text, entity.end))  # 为某产业园项目提供蒸汽
                and not (project.kind == "anaphor" and text[project.start - 1 : project.start] == "的")  # 投资额最大的项目是某项目: its name at last
            ):
                references.add(start)
                continue  # 该项目是高新区打造的省重点项目: what it is called, not another one
            if (
                project
                and text[entity.end : entity.end + 1] in "，。；"
                and text.find("。", project.end, start) < 0
                and _WHAT_IT_IS.search(text, max(project.end, start - 48), start)
            ):
                references.add(start)
                continue
            if project and before[-1:] == "的" and _is_described(text, project, entity):
                references.add(start)
                continue
            if firm and text[entity.end : entity.end + 1] in "，。；" and _IS_A.fullmatch(text, firm.end, start):
                references.add(start)
                continue  # 某制衣厂是去年引进的返乡创业项目，…
            last = entity
            if firm and _IS_OF_A_KIND.fullmatch(text, firm.end, start):
                references.add(start)
                continue  # 某制衣厂是去年引进的|返乡创业项目
            project = entity
        elif kind == "zone" or kind == "anaphor":
            if last and before.endswith(("（", "(")) and last.kind in ("zone", "anaphor") and start - last.end <= 5:
                references.add(start)  # 科学城核心区（重庆高新区直管园）: another name of it
                continue
            inside = kind == "zone" and last and last.start in locatives and start - last.end <= 3 and _WITHIN.fullmatch(text, last.end, start)
            beside = kind == "zone" and last and last.kind == "zone" and start - last.end <= 8 and text.startswith("的", entity.end)
            if beside and last and _IS_A_PART.fullmatch(text, last.end, start):
                references.add(start)
                continue  # 某制造工业园是国家级|某经济技术开发区的核心区: what it is a part of
            last = entity
            if inside:
                locatives.add(start)  # 选址经开区|南海子片区
                continue
            if firm and _is_of_the_predicate(text, firm, entity):
                references.add(start)
                continue
            if project and start - project.end <= 3 and _IS.fullmatch(text, project.end, start):
                references.add(start)
            if kind == "anaphor" and entity.detail == "organization":
                firm = entity
            elif kind == "anaphor" and entity.detail.startswith("project"):
                project = entity
        else:
            if last and last.kind == kind and kind in _JOINED and last.start in references and text[last.end : start] in _JOINTS[kind != "region" :]:
                references.add(start)  # 来自北京、深圳的企业, 与甲公司、乙公司分别签订协议
            last = entity
            if kind == "organization" and entity.detail != "state":
                firm = entity
            elif kind == "region" and entity.rule != "that town" and _is_part_of_a_name(scene, entity):
                references.add(start)
                continue
        venue = kind == "zone" and ((before.endswith("在") and _VENUE.match(text, entity.end)) or before.endswith(_SITE_IS_AT))
        if (venue and not (project and start - project.end < 30)) or _is_reference(text, entity, before):
            references.add(start)
        elif (kind == "zone" or (kind == "anaphor" and entity.detail == "zone")) and before[-1:] in _LOCATIVE_ENDS and _LOCATIVE.search(before):
            locatives.add(start)
    return references, locatives


def _is_described(text: str, before: Entity, project: Entity) -> bool:
    """项目由某公司投资，是从江苏引进的|稀土应用项目，总投资8亿元: what the one before is, told in the same sentence."""
    if text[project.end : project.end + 1] not in "，。；" or project.start - before.end > 3 * _FAR:
        return False
    told = _DESCRIBED.search(text, max(before.end, project.start - 48), project.start)
    return told is not None and "。" not in text[before.end : told.start()]


def _benchmarks(entities: list[Entity], frames: list[Frame]) -> set[int]:
    """Names inside 比…, 占…, 拉动…."""
    starts = [entity.start for entity in entities]
    found: set[int] = set()
    for frame in frames:
        low, high = frame.reference_span
        if low >= 0:
            found.update(starts[bisect_left(starts, low) : bisect_left(starts, high)])
    return found


def _is_reference(text: str, entity: Entity, before: str) -> bool:
    if before[-1:] in ("：", ":") and before[:-1].endswith(("地点", "位置", "地址")):
        return entity.kind in ("zone", "anaphor", "region")  # 建设地点：经开区某路口；建设内容：…
    if before[-1:] == "在":
        if _CIRCUMSTANCE.match(text, entity.end):
            return False
        if _UNDER.match(text, entity.end):
            return True
    judge = _JUDGES.get(entity.kind)
    return judge is not None and judge(text, entity, before)


def _is_yardstick(text: str, area: Entity, before: str) -> bool:
    if _HONOURED.search(text, max(0, area.start - 24), area.start):
        return True  # 荣获2018年度|全县目标考核综合奖
    if area.name == "当地" and _HELPED.search(before):
        return True
    return bool(YARDSTICK_BEFORE.search(before) or _YARDSTICK_AFTER.match(text, area.end))


def _is_only_a_place(text: str, region: Entity, before: str) -> bool:
    if _is_yardstick(text, region, before):
        return True
    if _IN_BRACKETS.search(before) and _BRACKETS_CLOSE.match(text, region.end):
        return True  # 某合作试验区（梧州）, 中欧班列（天津—莫斯科）: part of a name
    if _GIVES_TO.match(text, region.end) or before.endswith(("联合", "携手")):
        return True  # 厦门市累计向产业园投入帮扶资金1.86亿元: whose money, not whose works
    if _GOVERNS.search(before) or (
        region.end < len(text) and text[region.end].isdecimal() and _BY_ORIGIN.search(text, max(0, region.start - 60), region.start)
    ):
        return True
    if before.endswith("从") and not _SEEN_FROM.match(text, region.end):
        return True  # 从固原、吴忠招了210人
    return bool(_ENDS_IT.match(text, region.end) or _FROM_ELSEWHERE.match(text, region.end) or _GONE_TO.search(before))


def _is_no_topic(text: str, project: Entity, before: str) -> bool:
    low = max(0, project.start - _FAR)
    if project.name.endswith(_PARKS) and text[project.end : project.end + 1] in "，。；内" and _STANDS_IN.search(text, project.start - 20, project.start):
        return True  # 该项目位于某经开区碳纤维产业园，…
    if _MOVED_TO.search(before) or (is_park_name(project) and _STANDS_AT.search(before)):
        return True
    if before[-1:] in ("为", "给", "向") and _SERVED.match(text, project.end):
        return True  # 专为某基地配套企业提供厂房
    if _TELLS.match(text, project.end) or (_AT_A_PARK.search(before) and _HAPPENS.match(text, project.end)):
        return True
    if _CLASSED.search(project.name) and _IS_CALLED.search(text, low, project.start):
        return True
    return bool((before.endswith("对") and _GIVEN_TO.match(text, project.end)) or _PREDICATE.search(text, low, project.start))


def _is_leant_on(text: str, zone: Entity, before: str) -> bool:
    after = text[zone.end : zone.end + 1]
    if (
        before.endswith(_AIMED_AT)
        or (_GIVEN_BY.search(before) and _A_GIFT.match(text, zone.end))
        or _TENANT.search(before)
        or (before[-1:] in _TOWARDS and _SUPPLIED.search(before))
        or (before[-1:] == "以" and _AS_EXAMPLES.match(text, zone.end))
    ):
        return True  # 项目以打造某集聚区为目标, 产品销往某工业园区, 平台以某片区为核心
    if after == "的" and before.endswith(_HERE):
        return True  # 走进某创谷。这里是某高新区的科技企业加速器
    if text.find("之一", zone.end, zone.end + 40) > 0 and _ONE_OF.match(text, zone.end) and _COUNTED_AMONG.search(before):
        return True  # 某机械项目是某工业园今年新开工的5个项目之一
    if before[-1:] == "比" and _MORE_THAN.match(text, zone.end):
        return True  # 比某开发区多6亿元
    if before[-1:] in _BESIDE and _DEALT_WITH.match(text, zone.end):
        return True  # 与某工业园建立战略合作关系
    if after in _ROAD_BEGINS and _ROAD_NEXT.match(text, zone.end):
        return True  # 实施某工业园区2号路、某片区路网建设
    if after in _BASIS_BEGINS and _BASIS.match(text, zone.end):
        return True  # 某综保区在某出口加工区基础上升级而来
    if after in _WORK_BEGINS and _WORKED_ON.match(text, zone.end) and _PUSHES.search(text, zone.start - 20, zone.start):
        return True  # 加快某产业园的规划设计
    if _BY_THE_ZONE.search(before) or (_BECOMES.search(before) and _AMONG.match(text, zone.end)):
        return True  # 创业园由某高新区与一家机构共建, 成为某经开区最大增长极
    return _LEANS_ON.search(text, zone.start - _FAR, zone.start) is not None  # 依托大乙烯、滨海新区石化资源


def _is_title(text: str, population: Entity, before: str) -> bool:
    """被批准为第一批|省级产业集聚区."""
    return population.detail == "zones" and text[population.end : population.end + 1] in "，。；、之" and _TITLE_BEFORE.search(before) is not None


def _is_kind_or_place(text: str, local: Entity, before: str) -> bool:
    if local.detail == "zone" and "的" in before and _CLASS_BEFORE.search(text, local.start - _FAR, local.start):
        return text[local.end : local.end + 1] in "，。；、"  # 某产业园是配套齐全的现代化|工业园区，占地800亩: what it is, not another
    if local.detail == "zone" and _GIVEN_BY.search(before) and _A_GIFT.match(text, local.end):
        return True  # 公司拿到了高新区50万元的启动资金
    if local.detail == "organization" and before[-1:] in ("为", "帮", "助", "让", "给") and _AND_OTHERS.match(text, local.end):
        return True  # 为该企业等21家外贸企业协调贷款2.85亿元
    if local.detail == "zone" and _BY_THE_ZONE.search(before) and _ITS_FIRM.match(text, local.end):
        return True  # 公寓由经开区建投集团投资2.86亿元兴建
    if local.detail == "zone" and before[-2:] == "完成":
        return True  # 公司累计完成片区基础设施投资86亿元: whose works, not who did them
    if local.detail == "zone" and _TENANT.search(before):
        return True  # 某公司租下高新区标准厂房1.2万平方米
    if local.detail == "zone" and before[-1:] in ("为", "给", "向") and _SERVES_THEM.match(text, local.end):
        return True  # 项目投用后，将为园区新材料等企业提供仓储服务，年营收1.8亿元
    return local.name == "园区" and bool(_OBLIQUE_BEFORE.search(before) or _OBLIQUE_AFTER.match(text, local.end))


def _is_partner(text: str, firm: Entity, before: str) -> bool:
    if _RUN_BY.search(text, firm.start - 24, firm.start) and _RUNS_IT.match(text, firm.end):
        return True
    if _AS_EXAMPLES.match(text, firm.end):
        return True
    if text[firm.end : firm.end + 1] == "）" and _IN_BRACKETS.search(text, firm.start - 6, firm.start):
        return True  # 全市工业园区（不含某集团）完成工业总产值227亿元
    return bool(_AGENT_BEFORE.search(before)) and not _is_visited(text, firm, before)


_JUDGES: dict[str, Callable[[str, Entity, str], bool]] = {
    "area": _is_yardstick,
    "region": _is_only_a_place,
    "project": _is_no_topic,
    "zone": _is_leant_on,
    "population": _is_title,
    "anaphor": _is_kind_or_place,
    "organization": _is_partner,
}


def _is_part_of_a_name(scene: Scene, region: Entity) -> bool:
    """浙江越丰纺织, 设立了深圳经贸联络处, 曲靖基地: what follows at once is no verb, no figure and no time, but the name itself."""
    text, at = scene.text, region.end
    following = text[at : at + 1]
    if not "\u4e00" <= following <= "\u9fff" or following in _AFTER_A_REGION:
        return False
    whole = text[region.start : at] == region.name
    if not whole and text.startswith(_ITS_KIND, at):
        return True  # 引进广东企业17家
    if whole and not _MID_CLAUSE.match(text, region.start - 1):
        return False
    index = bisect_left(scene.tokens, at, key=lambda token: token.start)
    begins = index < len(scene.tokens) and scene.tokens[index].start == at
    if begins and (scene.tokens[index].entry.stops or scene.tokens[index].entry.indicators or scene.tokens[index].entry.rows.keys() & _PLACE_WORDS):
        return False
    index = bisect_left(scene.periods, at, key=lambda period: period.start)
    return not (index < len(scene.periods) and scene.periods[index].start == at)


def _is_of_the_predicate(text: str, firm: Entity, entity: Entity) -> bool:
    """某药厂2008年落户，是园区最早的企业，现有员工420人: whose best it is, not who has the 420."""
    if entity.start - firm.end > _FAR or (entity.kind == "anaphor" and entity.detail != "zone"):
        return False
    between = text[firm.end : entity.start]
    return "。" not in between and "\n" not in between and bool(_COPULA.search(between)) and bool(_BEST.match(text, entity.end))


def _is_visited(text: str, entity: Entity, before: str) -> bool:
    if before.endswith("是"):
        return bool(_HERE_IS.search(before) and _ITS_HALL.match(text, entity.end))
    return bool(_VISITED_BEFORE.search(before) or (before.endswith("在") and _ON_SITE_AFTER.match(text, entity.end)))
