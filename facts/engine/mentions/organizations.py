"""Finds organisations by their head word, by a short form seen before, and by what stands for them (该公司)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from facts.engine.mentions.kinds import MADE
from facts.engine.mentions.scene import COMPANY, HAN, LEADING, STATE, Scene, is_word, occurrences
from facts.engine.types import Entity
from facts.engine.words.lexicon import is_generic, load_words
from facts.engine.words.numerals import parse_number

_FIRM = r"(?:企业|公司|[小老]厂|厂|工厂|院|所|集团|合作社|药企|车企)"
_THAT_COMPANY = re.compile(
    rf"这(?:家(?:[^，。；：、]{{0,24}}的)?[\u4e00-\u9fff]{{0,6}}?|个){_FIRM}|该{_FIRM}|企业(?:(?<=[，。；“\n]企业)|(?<=[去今]年企业))(?="
    r"，|投入|实施|每年|获得|争取到|贷款|投资|又|自|新|将|拟|于|一期|研发人员|研发投入|员工|职工|产品|订单|产能|用工|占地|二期|主要|年产|实现|目前|现有|已|去年|今年|累计|年|拥有|计划|还|先后|也|营收|营业收入|销售)"
    r"|老厂(?<=[，。；“\n　]老厂)区?(?=占地|总?投资|建筑面积|面积|年产|现有|有\d|20|19|今年|去年)|我们公司|我司|我们企业|我们厂|本公司"
)
_BRAND_END = re.compile(
    r"(?!大厦|大楼|城|功能区|产业|企业|行业|园|基地|项目|材料|设备|装备|产品|业|类|城|谷|器|品|车|制造|领域|市场|示范|集群|小镇|大市场|中心|平台|人才|板块|生产|研发|链|化|等|、|和|与|及|工程|资源|服务)"
)
_BRAND_AFTER = re.compile(r"公司|董事|总经|副总|负责|创始|今年|去年|20\d\d年|年产|入驻|现有|累计|车间|用电")
# 年产驱动电机30万台, 2条驱动电机生产线: what is made is no company.
_MADE_BEFORE = re.compile(r"(?:年产|日产|月产|生产|制造|销售|出口)$")
_MADE_AFTER = re.compile(r"(?:生产线|产线|产品|产量|项目)|\d[\d.]{0,8}[余多]?[万亿]?(?:台|套|吨|件|只|辆|片|块|支|组|颗)")
# 走进康诚制药车间
_BRAND_SEEN = re.compile(r"(?:走进|来到|步入|走入|探访|在)[^，。；\n]{0,12}?$")
_BRAND_SITE = re.compile(r"(?:的|公司)?[\u4e00-\u9fff]{0,4}?(?:车间|厂区|展厅|生产线|厂房|生产基地|总部)")
_ITS_ROOMS = re.compile(r"的(?:新)?(?:[\u4e00-\u9fff]{0,4}车间|实验室|办公室|展厅|厂区|厂房|仓库|研发中心)(?:里|内|灯)")  # 在某创业园，新雅生物的实验室里
_INTO = ["走进", "来到", "步入", "走入", "探访"]
_WORKSHOP = re.compile(
    r"(?:[^，。；\n]{0,14}?(?:[园区镇县市]|的))?(?P<name>[\u4e00-\u9fff]{3,6}?)的?(?:[一二三]期)?"
    r"(?:自动化|智能化|数字化|标准化|现代化|无尘|洁净|总装|装配|组装|生产|加工|包装|制造|智能)*(?:车间|厂区|厂房|生产线)(?=[，。；里内看上的])"
)
_TOLD_OF_NEXT = re.compile(r"。(?:这家|该)(?:公司|企业|工厂)")  # 同样受益的还有秦晟机器人。这家公司…
_IN_A_YEAR = re.compile(r"(?:19|20)\d\d年")
_FOUNDING = dict.fromkeys(("成立于", "创建于", "创立于", "创办于", "组建于"), _IN_A_YEAR) | {"是一家": re.compile(r"[^，。；\n]{2,40}(?:企业|公司)[，。；]")}
_NO_FOUNDED = re.compile(
    r"[的该本这那其他她我]|(?:区|园|城|谷|港|基地|中心|平台|空间|孵化器|项目|公司|集团|企业|厂|院|所|校|会|局|办|队|社|行|店|市|县|省|州|镇|乡|村|实验室|联盟|基金|品牌|小镇)$"
)
# 皖丰新材8月17日公告, ，联翼汽车电子拿出2000万元: what a firm alone does
_BRAND_ACTS = re.compile(
    r"登陆(?:深交所|上交所|北交所|港交所|科创板|创业板|主板|新三板|资本市场|纳斯达克)|[是系](?:园区|全区|区内|县里|全县|当地|开发区|业内)的?[^，。；\n]{0,14}，"
    r"|(?:\d{1,2}月\d{1,2}日)?(?:晚间?)?(?:发布)?公告|拟(?:在|以|投)|计划在|(?:再|又|已|也|便|一举|一口气|累计|率先|全额|独资|斥资)*(?:投资|出资|追加|拿出|砸下|签下|拿下|租下|买下|接到|卖出|迁入|搬入|迁至|搬到|建起)"
    r"|从[^，。；]{1,8}(?:迁|搬)|的(?:仓管员|员工|工人|技术员|老板|总经理|董事长|负责人|副总|厂长|车间主任|工程师)|这样的[^，。；]{0,10}(?:企业|公司)|(?:董事长|总经理|副总经理|创始人)"
)
_BRAND_DOES = re.compile(
    r"拟|计划|公告|披露|宣布|旗下|上榜|敲钟|上市|登陆|获评|入选|成为|追加|拿出|租下|买下|签下|拿下|接到|卖出|推出|研发|用了|花了|则|仍|却|反倒|从[^，。；]{1,8}(?:迁|搬|引)|\d{1,2}月|[便就正也]?是[^，。；\n]{0,18}(?:之一|企业|公司|代表|缩影)|[便就]是|一家(?:就|便|去年|今年|的|年)|为什么|是怎么|怎么|如何|选择|目前|从一?|凭|是一?家|成立|创办|主营|专注|位于|首批|首条|首台|第[一二三四五\d]|年|月|实现|投资|新|订单|产品|已|也|将|的"
)
_NOT_BRAND = re.compile(
    r"[的了个家级类各全省市县区域内外老旧本该此等大多批及与和为是有在新]|产业|企业|工业|现代|高端|先进|战略|传统|特色|数字|绿色|智慧|人工|第|国家|生产|研究|开发|民营|外资|高新|龙头|相关|配套|主要|重点|保税|冷链|清洁|电动|无人|燃料|动力|固废|钢|车|航空|海洋"
)
_ANY_COMPANY = re.compile(
    r"(?:这些|那些|这|那|某|一|多|各|每|两|几|数|本|另|整|全|外|母|子|总|分|该|\d{1,3})?(?:家|个)?(?:[外日德韩台港合独]资)?(?:[A-Z]股|港股|美股|上市|挂牌|科创板|创业板|主板|新三板|中概股|北交所)?(?:上市)?(?:公司|集团|企业)"
    r"|[\u4e00-\u9fff]{0,10}(?:[时后前]|期间|以来|如今)(?:公司|集团|企业)"  # 那时|公司, 搬进新厂后|公司
)
_ORG_LEAD = re.compile(
    r"(?:园区|区|园)内(?=..)|像(?=..)|(?:招标|建设|施工|中标|采购|投资|业主|代理)(?:人|单位|机构)为(?=[\u4e00-\u9fff]{4})|(?:支持|引领|培育|孵化|认定|支援|收购|整合|合并|组织)(?=[\u4e00-\u9fff]{4})|(?:投资|建设|施工|运营|承建|合作|总包|开发|业主)(?:方|商)(?=[\u4e00-\u9fff]{2})|[\u4e00-\u9fff]{0,16}?(?:全资|控股|下属|旗下|所属)(?:子|孙)?公司(?=[\u4e00-\u9fff]{2})|[\u4e00-\u9fff]{2,20}?项目(?:系|由|是|为)(?=[\u4e00-\u9fff]{2})|(?:世界|中国|全国|国内|全球|民营|行业)*(?:\d{2,3}|百|千)强(?:企业)?(?=[\u4e00-\u9fff]{2})"
    r"|[\u4e00-\u9fff]{2,4}(?:龙头|巨头|单项冠军|独角兽)(?:企业)?(?=[\u4e00-\u9fff（]{2})|(?:“?链主”?|[日德韩美法英意台港外]资|民营|国有|搬迁|规上|外来|龙头|骨干|上市|投资方|建设方|施工方|投资|建设|施工|承建|实施|运营|入驻|落户|引进|本土|本地|知名|主体|核心)*(?:企业|单位|公司|国企|央企|民企)(?=..)"
)
_COUNTED_KIND = re.compile(r"(?:已|共|总数)?(?:达到?|有|增至|突破|超过?)?(?:了)?\d{1,5}(?:余|多)?家")
# 武清开发区|总公司, 潞城经开区|建设投资集团: a zone's own company has no other name
_OF_A_ZONE = re.compile(
    r"(?:建设|开发|投资|[城国产商科交文旅农水建]{1,3}投|运营|城建|管理|资产|发展|控股|经济|实业|总|国有|产业){1,5}(?:股份|控股|集团)?(?:有限)?(?:责任)?(?:总公司|公司|集团)|总公司"
)
_IN_A_PARK = re.compile(r"[\u4e00-\u9fff]{2,16}(?:产业|工业|科技|创业|物流|软件|科创|孵化|装备|食品|制造|医药)园(?=[\u4e00-\u9fff（]{2})(?!区|项目|内|里)")
_PAIR = re.compile(r"(?P<first>[\u4e00-\u9fffA-Za-z]{3,12}?)[与和](?=[\u4e00-\u9fffA-Za-z（）]{3})")
_BUILDER = re.compile(r"(?:公司|集团|建设|建工|建筑|安装|股份|科技|路桥|一建|二建|三建|四建)$")  # whose 项目经理 is no project's
_FORM = re.compile(r"(?:科技|技术|实业|工业|股份|制品|发展|制造)+$")
_LEADERS = re.compile(
    r"企业(?:(?<=(?:龙头|链主|骨干|头部|标杆|明星|本土|上市)企业)|(?<=[区园]企业)|(?<=[港台外日德韩美英法独合]资企业))(?P<name>[\u4e00-\u9fff]{3,6}?)"
    r"(?=(?:年|总)?产值|实现|完成|[去今]年|投资\d|上半年|一季度|总经理|董事长|副总|负责人|的车间|新上|年产|20\d\d年|注册资本"
    r"|关停|停产|歇业|倒闭|破产|迁入|迁出|搬迁|增资|扩产|签约|开工|投产|落户|入驻|敲钟|上市|称，|说，|表示)"
)
_LIKE_THIS = re.compile(r"像(?P<name>[\u4e00-\u9fff]{2,6}?)(?:一样|这样)的[^，。；]{0,10}(?:企业|公司)")
# 工程由中铁二十局承建, 由粤海水务总承包: whoever builds it or pays for it, whatever its name ends with
_BY_WHOM = re.compile(r"由(?P<name>[\u4e00-\u9fffA-Za-z0-9（）]{3,12}?)(?:负责|独家|全额|出资)*(?:总承包|承建|投资建设|投建|投资兴建|代建|投资(?=\d)|投资的)")
_NOT_BY = re.compile(
    r"[的与和及、了在于年]|客商|[商人士]$|乡贤|老板|资[本金]|[央国民外]企|多家|若干|平台$|政府|财政|国家|企业|公司|集团|[市县区省镇园局委办院部]$(?<![一二三四五六七八九十\d]局)|^(?:该|其|本|我|他|双方|多方|一家|[两三四五几]家)"
)
# 如今它在某经开区有三座车间: whoever or whatever the sentence before was about
_IT = re.compile(r"(?:(?<=[，。；：“\n　 ])|(?<=如今|目前|去年|今年|现在|眼下))它(?!们|的)(?=[在有总占投去今年已将于共现计是\d])")
_THAT_TOWN = re.compile(r"[该全]镇(?![域长里区])")
_TOWN = re.compile(r"(?:(?<=[市县区旗，。；：、“在到从 ])|(?<=\n)|^)[\u4e00-\u9fff]{2,3}(?<![该全各])镇(?![长里区])")
_TOWN_ACTS = re.compile(
    r"镇(?=(?:今年|去年|上半年|现|已|共|累计|先后|新)*"
    r"(?:完成|实现|投资\d|投入\d|引进|拆除|腾出|盘活|建成|组织|现有|拥有|有\d))"
)
_TOWN_BEFORE = re.compile(r"(?<=[。；，\n“　 ])(?![该全各])[\u4e00-\u9fff]{2,3}$")
_TOWN_REACH = 600
_SAID_ALONE = ("公司", "集团", "集团公司", "总公司", "分公司", "子公司", "股份公司", "合作社")
_SEVERAL = re.compile(r"(?:[这那]些|[\d两三四五六七八九十几多]家|企业)$")
_CAUSED = re.compile("协调|引导|鼓励|组织|邀请|督促|动员|撮合|指导|带领|发动|联系|对接|走访|服务|帮助|推动|支持")
_STATE_BODY = re.compile(
    r"(?:局|管委会|管理委员会|委员会|人民政府|市政府|县政府|区政府|省政府|政府|厅|党工委|办公室|海关|指挥部|专班|街道办|街道办事处|招商中心|政务服务中心|(?:代办|帮办|审批|便民|人才|就业)服务中心|委|项目服务中心|企业服务中心|党委|商会|协会|工会)$"
)


_NO_FIRM = re.compile(r"[+＋]|^(?:企业|公司|单位|部门|群众|职工|园区|农户|政府|机构|高校|院所)[和与及]")


# …等62家企业, …两家企业, …等半导体企业31家
_COUNTED_FIRMS = re.compile(
    r"(?P<etc>等)?(?P<count>\d{1,4}|[两三四五六七八九十]{1,3})(?:余|多)?[家户](?![\u4e00-\u9fff]{0,4}(?:银行|学校|高校|医院))[\u4e00-\u9fff]{0,8}?(?:企业|公司|龙头|厂商)"
    r"|(?P<etc2>等)[\u4e00-\u9fff]{0,8}?(?:企业|公司)(?=\d|[先已落相入纷])"
)


def find_organizations(scene: Scene, zones: list[Entity]) -> list[Entity]:
    found = [
        Entity(start, end, "organization", scene.text[start:end], "", place.name, "registry")
        for start, end, place in scene.places
        if place.kind == "organization"
    ]
    zone_ends = {zone.end: zone for zone in zones if zone.kind in ("zone", "anaphor")}
    ends: set[int] = set()
    brands = tuple(load_words("brand"))
    for token in scene.words["organization"]:
        start = scene.stop_before(token.start)
        if scene.text[start : start + 1] in ("与", "和", "及", "、") and token.start - start > 2:
            start += 1
        company = bool(COMPANY.search(scene.text[token.start : token.end]))
        owner = ""
        if start in zone_ends and (not company or (zone_ends[start].kind == "zone" and _OF_A_ZONE.fullmatch(scene.text, start, token.end))):
            owner = "" if company else zone_ends[start].name
            start = zone_ends[start].start
        name = scene.text[start : token.end]
        while match := LEADING.match(name):
            start += match.end()
            name = name[match.end() :]
        if "）" in scene.text[token.start - 1 : token.start] or ")" in scene.text[token.start - 1 : token.start]:
            opened = max(scene.text.rfind("（", token.start - 8, token.start), scene.text.rfind("(", token.start - 8, token.start))
            if opened > 0:
                start = scene.stop_before(opened)
                if start == opened and start in zone_ends and not company:
                    owner, start = zone_ends[start].name, zone_ends[start].start  # 龙岩高新区（经开区）党工委
                name = scene.text[start : token.end]
        if scene.text[start - 1 : start] in ("）", ")") and (opened := max(scene.text.rfind(mark, max(0, start - 9), start) for mark in "（(")) > 0:
            start = scene.stop_before(opened)  # 博莱特（武汉）汽车部件有限公司
            name = scene.text[start : token.end]
        start = next((at + 1 for at in range(token.start - 1, start, -1) if scene.text[at] in "与和及" and (at in ends or at in zone_ends)), start)
        name = scene.text[start : token.end]
        while lead := _ORG_LEAD.match(scene.text, start, token.start):
            start = lead.end() + bool(LEADING.match(scene.text[lead.end() : token.end]))  # 骨干企业与某大学
            name = scene.text[start : token.end]
        if company and "园" in name and (park := _IN_A_PARK.match(scene.text, start, token.start)):
            # 智能终端产业园|云鼎通讯有限公司: where it is; 某某科技园发展有限公司 runs it.
            start = start if _OF_A_ZONE.fullmatch(scene.text, park.end(), token.end) else park.end()
            name = scene.text[start : token.end]
        if _NO_FIRM.search(name):
            continue  # 企业和银行签约, “管委会+公司”模式
        if _COUNTED_KIND.match(scene.text, token.end):
            continue  # 融资租赁公司达87家
        if _CAUSED.fullmatch(scene.text, start, token.start):
            continue  # 协调银行为企业贷款: any bank
        if _ANY_COMPANY.fullmatch(name):
            start = token.start
        if token.start - start < (2 if company else 1) or token.start - start > 30:
            if scene.text[max(0, token.start - 1) : token.end] in ("该公司", "该集团", "该企业") or (
                token.start == start and scene.text[start : token.end] in _SAID_ALONE and not _SEVERAL.search(scene.text, start - 3, start)
            ):
                found.append(Entity(token.start, token.end, "anaphor", name, "organization", "", "local organization"))
            ends.add(token.end)  # 管委会与某某公司
            continue
        if name.endswith(("工厂", "公司")) and is_generic(scene.text[start : token.start]):
            ends.add(token.end)
            continue  # 这里的数字化工厂, 组建了担保公司
        if company and (pair := _PAIR.match(scene.text, start, token.start)) and pair["first"].endswith(brands):
            # 福海石化与|沙纳能源公司: two of them
            found.append(Entity(start, pair.end("first"), "organization", pair["first"], "", "", "brand"))
            ends.add(pair.end("first"))
            start = pair.end()
            name = scene.text[start : token.end]
        state = "state" if _STATE_BODY.search(name) else ""
        ends.add(token.end)
        found.append(Entity(start, token.end, "organization", scene.text[start : token.end], state, owner, token.entry.rows["organization"]))
    return found


def find_leaders(scene: Scene) -> list[Entity]:
    """龙头企业高科华兴年产值超30亿元: what kind of firm it is, then its name, then what it does; 像联翼这样的零部件企业."""
    found = []
    for match in _LIKE_THIS.finditer(scene.text) if "这样的" in scene.text else ():
        name = match["name"]
        if not (_NOT_BRAND.search(name) or is_generic(name) or is_word(scene, name)):
            found.append(Entity(match.start("name"), match.end("name"), "organization", name, "", "", "brand"))
    for match in _LEADERS.finditer(scene.text) if "企业" in scene.text else ():
        name = match["name"]
        if not (_NOT_BRAND.search(name) or is_generic(name) or is_word(scene, name) or is_word(scene, name[:2])):
            found.append(Entity(match.start("name"), match.end("name"), "organization", name, "", "", "brand"))
    for match in _BY_WHOM.finditer(scene.text):
        name = match["name"]
        if not (_NOT_BY.search(name) or is_generic(name) or is_word(scene, name)):
            found.append(Entity(match.start("name"), match.end("name"), "organization", name, "", "", "brand"))
    return found


def find_listed(scene: Scene) -> list[Entity]:
    """天山铝箔、银鹰纺织等62家企业, 海源服饰、闽归堂药业两家企业: who is named before the firms are counted."""
    found: list[Entity] = []
    brands = tuple(load_words("brand"))
    for match in _COUNTED_FIRMS.finditer(scene.text):
        items: list[tuple[int, int]] = []
        end = match.start()
        while len(items) < 8:
            start = scene.stop_before(end)
            if start >= end or not 3 <= end - start <= 8:
                break
            items.append((start, end))
            if scene.text[start - 1 : start] not in ("、", "和", "与"):
                break
            end = start - 1
        names = [scene.text[start:end] for start, end in items]
        whole = bool(match["etc"] or match["etc2"]) or parse_number(match["count"] or "") == len(items)
        told = len(items) > 1 and whole and all(map(HAN.fullmatch, names)) and any(name.endswith(brands) for name in names)
        if told and not any(_NOT_BRAND.search(name) or is_word(scene, name) or is_word(scene, name[:2]) for name in names):
            found += [Entity(start, end, "organization", name, "", "", "brand") for (start, end), name in zip(items, names, strict=True)]
    return found


def find_visited(scene: Scene) -> list[Entity]:
    """走进玉京网布生产车间: whose workshop the reporter walks into is a firm, where the article names it again."""
    names = set()
    for start, into in occurrences(scene.text, _INTO):
        name = found["name"] if (found := _WORKSHOP.match(scene.text, start + len(into))) else ""
        if name and scene.text.count(name) > 1 and not (_NOT_BRAND.search(name) or is_generic(name) or is_word(scene, name) or _ANY_COMPANY.fullmatch(name)):
            names.add(name)
    return [Entity(start, start + len(name), "organization", name, "", "", "brand") for start, name in occurrences(scene.text, sorted(names))]


def find_brands(scene: Scene, zones: list[Entity]) -> list[Entity]:
    """海纳显示, 博锂科技: a company called by two or three characters and its trade, where it can be a subject."""
    brands = scene.words["brand"]
    inside = {position for zone in zones if zone.kind == "zone" for position in range(zone.start, zone.end)} if brands else set()
    candidates = []
    for token in brands:
        if token.start in inside:
            continue
        start = scene.stop_before(token.start)
        start += len(prefix) > 2 and prefix[0] in "像如当让" if (prefix := scene.text[start : token.start]) else 0
        prefix = scene.text[start : token.start]
        if len(prefix) > 3 and (named := scene.place_ends.get(start + 2) or scene.place_ends.get(start + 3)) and named[0] == start:
            prefix = scene.text[named[1] : token.start]  # 山东|鲁泉|新材料
        if 2 <= len(prefix) <= 3 and HAN.fullmatch(prefix) and not _NOT_BRAND.search(prefix) and not is_generic(prefix):
            candidates.append((start, token, scene.text[start : token.end]))
    times = Counter(name for _start, _token, name in candidates)
    products = {
        name for start, token, name in candidates if _MADE_BEFORE.search(scene.text, max(0, start - 4), start) or _MADE_AFTER.match(scene.text, token.end)
    }
    proven: list[str] = []
    for start, token, name in candidates:
        opens = scene.text[start - 1 : start] in ("；", "。", "\n", "：", " ", "") and bool(_BRAND_DOES.match(scene.text, token.end))
        seen = bool(_BRAND_SITE.match(scene.text, token.end) and _BRAND_SEEN.search(scene.text, max(0, start - 14), start))
        seen |= bool(scene.text[start - 1 : start] in ("，", "。", "\n", " ", "") and _ITS_ROOMS.match(scene.text, token.end))
        opens = opens or bool(_BRAND_ACTS.match(scene.text, token.end) or _TOLD_OF_NEXT.match(scene.text, token.end)) or _is_of_a_zone(scene, start, token.end)
        if not opens and not seen and not _BRAND_AFTER.match(scene.text, token.end) and times[name] < 2:
            continue
        if name in products or is_word(scene, scene.text[start : token.start]) or not (seen or _BRAND_END.match(scene.text, token.end)):
            continue
        proven.append(name)
    proven += _founded(scene)
    # 提起康瑞电气: once it is known for a company, it is one wherever it stands.
    return [
        Entity(start, start + len(name), "organization", name, "", "", "brand")
        for start, name in occurrences(scene.text, sorted(set(proven)))
        if start not in inside and (_BRAND_END.match(scene.text, start + len(name)) or _BRAND_SITE.match(scene.text, start + len(name)))
    ]


_WHO_MAKES = re.compile(r"(?:^|[，。；、：\n　])(?:专?[做]|生产|制造|主[营攻]|专注|研发|主打|深耕|从事)[^，。；、]{1,12}$")  # 做正极的|川锂材料


def _is_of_a_zone(scene: Scene, start: int, end: int) -> bool:
    """天津开发区的|津荣电气便是其中之一, 浏阳经开区|豪声电子智能耳机车间: right after the zone that it is in, and no project."""
    at = start - (scene.text[start - 1 : start] == "的")
    if at < start and _WHO_MAKES.search(scene.text, max(0, at - 16), at) and _BRAND_END.match(scene.text, end):
        return True
    at -= 2 * scene.text.endswith("企业", 0, at)
    if at not in scene.zone_ends:
        return False
    return _BRAND_DOES.match(scene.text, end) is not None or _BRAND_SITE.match(scene.text, end) is not None


def _founded(scene: Scene) -> list[str]:
    """云帆阀门成立于2009年, 富邦座椅是一家配套企业: whatever its trade, a company is founded so."""
    names = []
    for word, after in _FOUNDING.items():
        at = scene.text.find(word)
        while at >= 0:
            start = scene.stop_before(at)
            name = scene.text[start:at]
            alone = scene.text[start - 1 : start] in ("。", "\n", " ", "，", "；", "”", "") and after.match(scene.text, at + len(word))
            if alone and 4 <= len(name) <= 6 and HAN.fullmatch(name) and not (_NO_FOUNDED.search(name) or is_word(scene, name)):
                names.append(name)
            at = scene.text.find(word, at + 1)
    return names


def _contracted(shorter: list[str]) -> list[str]:
    """驰翼新能源汽车 is also called 驰翼汽车, 恒瑞精密铸造科技 恒瑞铸造: the proper part and the trade."""
    if not shorter:
        return []
    bare = next((short for short in shorter[1:] if shorter[0].endswith(short)), shorter[0])
    bare = _FORM.sub("", bare.partition("（")[0])
    return [bare[:size] + bare[-2:] for size in (2, 3) if len(bare) >= size + 3]


def find_short_names(scene: Scene, organizations: list[Entity], persons: list[Entity]) -> list[Entity]:
    """What the article calls a company once it has been named: 桂润 for 广西桂润新材料有限公司, 博锂科技 from a speaker's post."""
    full = {organization.name for organization in organizations if organization.kind == "organization" and organization.rule != "brand"}
    aliases: dict[str, str] = {}
    for name in sorted({organization.name for organization in organizations if organization.rule == "brand" and len(organization.name) >= 4} - full)[:40]:
        short = name[:2]  # 联翼从昆山迁来, where 联翼汽车电子 was told of
        if not is_word(scene, short) and scene.text.count(short) > scene.text.count(name) and scene.text.find(short) == scene.text.find(name):
            aliases.setdefault(short, name)
    for name in sorted(full)[:60]:
        shorter = scene.short_names(name)
        for short in (*shorter, *_contracted(shorter)):
            if (
                short not in full
                and short not in MADE
                and not is_word(scene, short)
                and not (len(short) == 2 and scene.text.find(short) < scene.text.find(name))
            ):
                aliases.setdefault(short, name)
    for person in persons:
        of_project = person.key + "项目" in person.detail and not _BUILDER.search(person.key)
        if 3 <= len(person.key) <= 12 and person.key not in full and not STATE.search(person.key.rstrip("）)")) and not of_project:
            aliases.setdefault(person.key, person.key)
    if not aliases:
        return []
    words = sorted(aliases)
    return [Entity(start, start + len(word), "organization", word, "", aliases[word], "short name") for start, word in occurrences(scene.text, words)]


def _find_towns(scene: Scene) -> Iterator[Entity]:
    """柳塘镇是…。该镇建成…: the town last named; 近年来，柳塘镇投资2.4亿元…: one that acts."""
    for match in _TOWN_ACTS.finditer(scene.text):
        if name := _TOWN_BEFORE.search(scene.text, match.start() - 3, match.start()):
            yield Entity(name.start(), match.end(), "region", scene.text[name.start() : match.end()], "town", "", "that town")
    for match in _THAT_TOWN.finditer(scene.text):
        named = _TOWN.findall(scene.text, max(0, match.start() - _TOWN_REACH), match.start())
        if named:
            yield Entity(match.start(), match.end(), "region", named[-1], "town", "", "that town")


def find_areas(scene: Scene) -> list[Entity]:
    found = [Entity(token.start, token.end, "area", token.entry.word, "", "", token.entry.rows["area"]) for token in scene.words["area"]]
    found += [Entity(match.start(), match.end(), "anaphor", match[0], "organization", "", "that company") for match in _THAT_COMPANY.finditer(scene.text)]
    found += [
        Entity(start, start + 2, "anaphor", word, "one of two", "", "former and latter")
        for start, word in (occurrences(scene.text, ["前者", "后者"]) if "后者" in scene.text or "前者" in scene.text else ())
    ]
    found += [Entity(match.start(), match.end(), "anaphor", "它", "it", "", "that one") for match in (_IT.finditer(scene.text) if "它" in scene.text else ())]
    if "镇" in scene.text:
        found += _find_towns(scene)
    return found
