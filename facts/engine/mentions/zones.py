"""Finds zones (长治高新区, 该开发区) and regions, and tells a zone from a kind or a count of zones."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from operator import attrgetter

from facts.engine.mentions.buildings import place_project
from facts.engine.mentions.kinds import OF_A_REGION, WORD, is_site, is_told_of
from facts.engine.mentions.scene import HAN, Scene, is_counted, occurrences
from facts.engine.types import Entity, Token
from facts.engine.words.gazetteer import Place
from facts.engine.words.lexicon import is_generic

_ZONE_PREFIX = re.compile(r"[\u4e00-\u9fff]{2,5}")
_NOT_PLACE = re.compile(
    r"所有|下辖|下属|现有|已有|共有|拥有|新增|给予|支持|推动|推进|助力|帮助|促进|加快|引导|指导|鼓励|组织|邀请|结合|围绕|聚焦|赋能|带动|提升|增强|深化|扩大|优化|完善|加强|"
    r"[强争进升创建]|占|是|全部|多数|其他|其余|周边|不少|一些|有[的些]|个别|部分|某些|许多|少数|沿线|沿海|选址|下辖|租用|"
    r"[的了个家级类各全省市县区域内外新老旧本该此等大多批型式及与和为]$|^[全各该本此我每第其另某原省市县区国]|产业|工业|特色|现代|综合|"
    r"试点|共建|种子|重点|主导|经济|高新|智慧|创新|科技|基地|绿色|循环|企业|项目|国家|这里|一流|城市|融合|平台|文化|旅游|生态|农业|物流|"
    r"[看说读话聊]$|一个|转型|宜居|幸福|魅力|活力|[东南西北中]部$|化工|投资|主体|主要|入园|化|业$|数字|专业|先进|自贸|合作|对外|开放|投资者|镇|乡|街道|[百千万]亩"
)
# 滦县|经济开发区: a county that has since become a city, and is in no registry
_FORMER = re.compile(r"(?![全各该我本每第其另某原省市州两邻多一]|所有|下辖|周边|山区|贫困|其他|部分|不少|一些|许多|有的|新[设建])[\u4e00-\u9fff]{1,3}县")
# 据|莘庄工业区, 支持|综保区: what the sentence does with the zone.
_SAID_BEFORE = re.compile(
    r"(?:引领|覆盖|辐射|管理|开发|改造|整合|合并|认定|征收|购买|收购|控股|共享|协同|协作|支援|培育|整治|发动|组织|连通|"
    r"除|自(?![贡治])|往|朝(?!阳)|给|替|跟|与|和(?![平县政顺田静硕布龙林])|比(?!如)|如(?![皋东])|同(?![江心仁德])|根据|按照|围绕|依托|通过|支持|推动|助力|服务|随着|[据由在向对把被到使让因受访探像]|为(?!民)|从(?![化江])|从(?=江[津阴门苏西北宁油山夏汉永川]))+"
)
_NO_LONG_ZONE = re.compile(
    r"与|集团|国家|省级|全国|世界|一流|创建|打造|建设|申报|争创|入选|获批|项目|企业|公司|产业园|工业|各|类|级|个|我|这|那|等|基地|"
    r"安家|落户|入驻|扎根|位于|来到|走进|搬|是"
)
_LOCAL = frozenset(
    (
        "高新区 经开区 开发区 示范区 园区 新区 工业园区 工业园 综保区 综合保税区 综改示范区 产业园区 保税区 产业集聚区 经济开发区 "
        "经济技术开发区 高新技术产业开发区 集聚区 合作区 自贸区 工业集中区 集中区 科学城 科技城 化工园区 化工园 试验区 空港经济区 "
        "临空经济区 临港经济区 临港新片区 航空港区 自贸试验区 自由贸易试验区 边合区 台商投资区 工业集聚区 临空经济园 临空综合经济园 项目区 工业项目区 片区 "
        "特色商业区 商务中心区 开发园区 科创区 投资区"
    ).split()
)
_OF_A_PROJECT = frozenset(("示范区", "产业示范区", "片区", "新城", "集聚区", "先导区", "引领区", "度假区", "合作区"))
# 煤海深处起新城 is a headline, not a place.
_WEAK_HEADS = frozenset("新城 新区 片区 港区 起步区 先导区 引领区 先行区 生态城 试验区 实验区".split())
# 县经开区, 落户市高新区: the paper's own county or city has one of that kind; 全市开发区, 我市开发区 are all of them.
_ITS_OWN = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[在于由对从到至进入与和及向为据是被将受让使赴把给])|(?<=落户|入驻|进驻|走进|来到|位于|作为|介绍|选择|支持|成为))"
    r"(?:[市县区州旗盟]|[我该本][县区旗])$"
)
_OWNS = frozenset("市县区州旗盟")
_SOME = ("一些", "个别", "不少", "部分", "许多", "多数", "少数", "有的", "有些", "某些")
_ALL_OR_SOME = frozenset(("全市", "全省", "全县", "全部", "全州", *_SOME))
_WHOSE_OR_SOME = frozenset(("全市", "全省", "全县", "全州", "我市", "我省", *_SOME))
_COMPANY_AFTER = re.compile(r"(?:运营|管理|开发|建设|投资|发展|控股){1,3}(?:有限|集团|公司)")
_VERB_PREFIX = re.compile(r"(?:与|和|同|向|对|给|租用|租赁|入驻|进驻|迁入|落户|选择|利用|依托|盘活|毗邻|紧邻|如今|今天|不少|让|使)$")
_ZONE_KIND = re.compile(r"(?:全部|所有|各个|各|省级及?以上|国家级|省级|市级|工业类|农业类|文旅类|服务业类|生态类|重点|其他|其余|类|型|以上|和|及|、)+$")
# 两区合计, 三园分别: the zones just named, together.
_TOGETHER = re.compile(
    r"[两三四五](?<![第一二三四五六七八九十百两\d城老山].)(?:区|园)"
    r"(?![间块域外县民市位]|[一二两三四五六七八九十\d](?:园|区|带|轴|廊|基地|港|城))"
)
# 甲、乙、丙|三个园区合计完成: they all, where they have just been named or where a clause begins with them.
_THESE = re.compile(r"[个大家](?:国家级|省级|市级)*(?:开发区|经开区|高新区|工业园区|园区)(?![中里内])")
_THESE_MANY = re.compile(r"(?:[两三四五六七八九十]|(?<![0-9.])[0-9]{1,3})\Z")
# 长春汽开区, 四会产业园: a contraction or a bare park right after the place it is of.
_BY_PLACE = re.compile(r"[\u4e00-\u9fff]开区|产业园(?![区里内]|项目|工程)")
# 汽开区, 旅开区: a contraction without its place, in the zone's own paper
DOES = re.compile(r"召开|举行|举办|建设|推进|打造|加快|推动|开展|支持|鼓励|促进|发布|公布|出台|印发")  # 盐城市|召开开放园区大会
_DOES_AS_A_ZONE = re.compile(
    r"(?:，|今年|去年|[上下]半年|[一二三四]季度|前[三\d]个?(?:季度|月)|\d{1,2}月份?|累计|共|已|目前)*(?:完成|实现|现有|入驻企业|规划面积|规上|固定资产|工业总产值|新签约|管委会)"
)
_OF_A_KIND = re.compile(r"开区(?<=[汽高旅农港商空]开区)")
# 市高新区, 该高新区, 在高新区: no city's first character
_NO_CITY_LETTER = frozenset(("", *"市县区州旗盟省该本我全各两几多某老新原现在由从对为将据到与和向给的是了也东西南北中大高平安三六家个级类等及有以"))
_BEFORE_A_ZONE = frozenset("在从由对为将据到与和向给该")
_NOT_MIDDLE = re.compile(r"(?:[的了个家级类各等及与和为是有在]|全[市省县州区])$")  # 宁波石化|开发区 is one, 宁波的|开发区 is not
# 青海省|四大|园区, 长治市|所有重点工业|园区: how many or which of them
_SOME_OF = re.compile(
    r"(?:现有|共有|已有|拥有)?(?:(?:\d{1,2}|[一二两三四五六七八九十]{1,2})[大个家]|所有|全部|重点|主要|国家级|省级(?:及?以上)?|市级|各类|各级|其他|其余|下辖|下属)+(?:工业|产业|经济|化工)?"
)
# 麻栗坡（天保）|边境经济合作区, 西部（重庆）|科学城
_OPENED = re.compile(r"[（(][\u4e00-\u9fff]{2,5}[）)]$")
_MADE_END = re.compile(rf"(?:{WORD})+$")
_LONE = re.compile(r"[\u4e00-\u9fff](?<![在从到与和及对由向给比至赴据把被让使距离是为将以于该本我原现新老旧各全驻访经沿跟同受])")
_IN_A_TOWN = re.compile(r"[\u4e00-\u9fff]{2,8}[市县区旗](?=[\u4e00-\u9fff]{2,3}镇[\u4e00-\u9fff]{3})")
# A side is told of where it acts (经开区西区今年签约…); else it only says where (走进经开区东区，…该区投入…).
_LETTERED = re.compile(
    r"[A-Z]区(?![块段域间])|[东南西北]区(?=今年|去年|目前|现有|已|共|累计|完成|实现|签约|引进|规划|总面积|[上下]半年|[一二三四]季度)"
    r"|[\u4e00-\u9fff]{2}分区(?![作域块类段])"
)
_ZONE_COUNT = re.compile(r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|家|大)$")
# 103个县域园区, 产值过百亿元园区: whatever stands between the count and the word says which.
_KIND_COUNTED = re.compile(
    r"(?:(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|家)(?!以上|左右|的)|(?=产值|总?投资|营收))(?:(?![占比的全])[\u4e00-\u9fff]){1,8}$"
)

_ORDER = attrgetter("start", "end")


def find_zones(scene: Scene) -> list[Entity]:
    found = [_registered(scene, start, end, place) for start, end, place in scene.places if place.kind == "zone"]
    taken = {end for _, end, place in scene.places if place.kind == "zone"}
    found += [
        Entity(first := _before_a_word(scene, start), match.end(), "zone", scene.text[first : match.end()], "", "", "place+head")
        for start, end, place in scene.places
        if place.kind in ("region", "short") and (match := _BY_PLACE.match(scene.text, end)) and match.end() not in taken
    ]
    taken |= {entity.end for entity in found}
    found += [
        Entity(start, match.end(), "anaphor", scene.text[start : match.end()], "zone", "", "local zone")
        for match in _OF_A_KIND.finditer(scene.text)
        if match.end() not in taken and not ((start := match.start() - 1) and HAN.match(scene.text, start - 1) and scene.text[start - 1] not in _BEFORE_A_ZONE)
    ]
    found.sort(key=_ORDER)
    for token in scene.words["zonehead"]:
        if token.end in taken or scene.text.startswith("域", token.end):
            continue  # 临港区域 is no 港区
        if _COMPANY_AFTER.match(scene.text, token.end):
            continue  # 某某园区运营公司 is a company
        before = found[-1] if found and found[-1].kind == "zone" else None
        if scene.text.startswith(("项目", "工程"), token.end) and scene.text[token.start : token.end] in _OF_A_PROJECT:
            continue  # 某某电力系统示范区项目: part of the project's name
        if token.entry.word[-2:] == "中心" and is_site(token.entry.word, scene.text):
            continue  # where it is told of as a site: 襄阳保税物流中心（B型）正式封关
        zone = _zone(scene, token, before.end if before and before.end < token.start else 0)
        if (
            before
            and before.end == zone.start
            and (zone.kind == "zone" or zone.detail == "zone" or (zone.rule == "zone word" and zone.start == token.start))
            and not scene.text.startswith(("开发区", "园区"), zone.start)
        ):
            zone = Entity(before.start, zone.end, "zone", scene.text[before.start : zone.end], "", "", "zone in a zone")
        found.append(zone)
    found = [_with_its_part(scene, zone) for zone in found]
    found += [Entity(match.start(), match.end(), "population", match[0], "zones", "", "zones together") for match in _TOGETHER.finditer(scene.text)]
    ends = {zone.end for zone in found if zone.kind == "zone"}
    found += [
        Entity(start, match.end(), "population", scene.text[start : match.end()], "zones", "", "zones together")
        for match in _THESE.finditer(scene.text)
        if (count := _THESE_MANY.search(scene.text, max(0, match.start() - 3), match.start()))
        and ((start := count.start()) in ends or scene.text[start - 1 : start] in ("", "。", "；", "，", "\n", "　"))
    ]
    return found


def _registered(scene: Scene, start: int, end: int, place: Place) -> Entity:
    """A registered name; after a region that it does not lie in it is another zone, of that region (潍坊|滨海经济开发区, when only 盐城's is known)."""
    first, _last, owner = scene.place_ends.get(start, (start, start, place))
    if first < start and owner.kind in ("region", "short") and start - first <= 6 and place.parent:
        name, above = place.parent, []
        for _ in range(3):
            above.append(name)
            region = scene.gazetteer.regions.get(name)
            name = region.parent if region else ""
        if owner.name not in above and not place.name.startswith(scene.text[first : first + 2]):
            return Entity(first, end, "zone", scene.text[first:end], "", "", "place+head")
        if not place.name.startswith(scene.text[first : first + 2]):
            return Entity(first, end, "zone", scene.text[first:end], "", place.name, "registry")  # 沧州|临港化工园区, named with its city
    return Entity(start, end, "zone", scene.text[start:end], "", place.name, "registry")


def _with_its_part(scene: Scene, zone: Entity) -> Entity:
    """嘉兴综合保税区B区, 漕河泾开发区海宁分区: a part that is called by a letter or a place is named with the whole."""
    if zone.kind == "anaphor" and (lettered := _LETTERED.match(scene.text, zone.end)) and lettered[0][0] < "a":
        return replace(zone, end=lettered.end())  # 经开区B区
    if zone.kind == "zone" and scene.text[zone.start - 1 : zone.start] in ("—", "·") and (first := _joined_by_a_dash(scene, zone.start - 1)) < zone.start:
        zone = replace(zone, start=first, name=scene.text[first : zone.end])  # 广西|—东盟经济开发区, 磨憨—磨丁经济合作区
    if zone.kind == "zone" and not zone.key and "镇" in zone.name and (town := _IN_A_TOWN.match(zone.name)):
        zone = replace(zone, start=zone.start + town.end(), name=zone.name[town.end() :])  # 乐清市|柳市镇东风小微企业园: where the town lies
    part = _LETTERED.match(scene.text, zone.end) if zone.kind == "zone" else None
    return replace(zone, end=part.end(), name=scene.text[zone.start : part.end()], key="", rule="zone with its part") if part else zone


def _joined_by_a_dash(scene: Scene, dash: int) -> int:
    """Where the first of two places begins: a registered one, or what stands alone before the dash."""
    if dash in scene.place_ends:
        return scene.place_ends[dash][0]
    first = scene.stop_before(dash)
    return first if 2 <= dash - first <= 4 and HAN.fullmatch(scene.text, first, dash) else dash + 1


def _zone(scene: Scene, token: Token, low: int) -> Entity:
    text = scene.text
    start = _past_rank(scene, token.start)
    while start in scene.place_ends and scene.place_ends[start][2].kind in ("region", "short") and start - scene.place_ends[start][0] < 12:
        start = scene.place_ends[start][0]
        if text[start - 1 : start] == "—" and start - 1 in scene.place_ends:
            start -= 1  # 奎屯—独山子经济技术开发区
    if start < token.start:
        middle = _before_a_word(scene, start)
        middle -= middle == start and _is_of_a_longer_name(scene, start)
        first, last, owner = scene.place_ends[_past_rank(scene, token.start)]
        if owner.level == "province" and text.startswith(("国家级", "省级"), token.start) and text[token.start : token.end] != "国家级新区":
            return _zone_population(scene, token, "zones of a region")
        if owner.level in ("prefecture", "province") and text[first:last] == owner.name and text[token.start : token.end] in OF_A_REGION:
            return _zone_population(scene, token, "zones of a region")
        return Entity(middle, token.end, "zone", text[middle : token.end], "", "", "place+head")
    if text[start - 1 : start] in _OWNS and text[token.start : token.end] in _LOCAL and (own := _ITS_OWN.search(text, token.start - 4, token.start)):
        return Entity(own.start(), token.end, "anaphor", text[token.start : token.end], "zone", "", "local zone")
    if text[start - 1 : start] in ("）", ")") and token.end - start >= 3 and (opened := _OPENED.search(text, start - 8, start)):
        first = scene.stop_before(opened.start())
        if 2 <= opened.start() - first <= 5:
            return Entity(first, token.end, "zone", text[first : token.end], "", "", "name with brackets")
    if text[start - 1 : start] == "”" and token.end - start >= 3 and (mark := text.rfind("“", max(0, start - 10), start)) in scene.place_ends:
        first = scene.place_ends[mark][0]
        return Entity(first, token.end, "zone", text[first : token.end], "", "", "name with brackets")  # 庆阳“东数西算”产业园区
    if token.end - token.start == 3 and (abbreviated := _abbreviated(scene, token, start)):
        return abbreviated
    stop = max(low, scene.stop_before(token.start))
    said = _SAID_BEFORE.match(text, stop, token.start)
    if said and not any(first == stop for first, _, _ in _ending_within(scene, stop + 3, stop + 6)):  # 让胡路区|某工业园
        stop = said.end()
    if text[stop : stop + 1] == "据" and token.start - stop > 2:
        stop += 1
    prefix = text[stop : token.start]
    weak = text[token.start : token.end] in _WEAK_HEADS and not (len(prefix) in (4, 5) and is_told_of(prefix + text[token.start : token.end], scene.headline))
    longest = 3 if weak else 5
    if weak and text[stop - 1 : stop] in ("座", "个"):
        longest = 0  # 一座|纺织新城拔地而起
    if text[token.start : token.end] == "园区":  # ，宿马园区前三季度完成…: a name where it opens the clause and does something
        opens = text[stop - 1 : stop] in ("", "，", "。", "；", "\n", "　") and _DOES_AS_A_ZONE.match(text, token.end) and not is_generic(prefix)
        longest = 3 if opens and prefix not in scene.lexicon.words else 0
    if prefix and len(prefix) <= longest and _ZONE_PREFIX.fullmatch(prefix) and (not _NOT_PLACE.search(prefix) or (not weak and _FORMER.fullmatch(prefix))):
        return Entity(stop, token.end, "zone", text[stop : token.end], "", "", "unknown place+head")
    named = prefix.removesuffix("国家")
    if named != prefix and 2 <= len(named) <= longest and _ZONE_PREFIX.fullmatch(named) and not _NOT_PLACE.search(named):
        return Entity(stop, token.end, "zone", text[stop : token.end], "", "", "unknown place+head")  # 桐山国家|高新技术产业开发区
    core = _MADE_END.sub("", prefix) if len(prefix) >= 4 else prefix
    least = 2 if stop == 0 or text[stop - 1] == "\n" or text[stop : token.end] in scene.headline else 3
    if (
        least <= len(core) <= longest
        and len(core) < len(prefix)
        and _ZONE_PREFIX.fullmatch(core)
        and not (_NOT_PLACE.search(core) or _is_word_before(scene, stop))
    ):
        return Entity(stop, token.end, "zone", text[stop : token.end], "", "", "unknown place+head")  # 董家河|循环|经济园区
    if 6 <= len(prefix) <= 14 and token.end - token.start >= 3 and _is_long_zone(scene, stop, prefix):
        stop += any(
            place.kind in ("region", "short") for first, _, place in _ending_within(scene, stop + 3, stop + 6) if first == stop + 1
        )  # 发布会|贵阳市云岭…
        return Entity(stop, token.end, "zone", text[stop : token.end], "", "", "long name+head")
    if len(prefix) > 2:
        inner = next((scene.place_ends[at] for at in range(token.start - 1, stop, -1) if at in scene.place_ends), None)
        if (
            inner
            and inner[2].kind in ("region", "short")
            and (token.start - inner[1] <= 6 or _MADE_END.fullmatch(text, inner[1], token.start))  # 吉林|化学工业循环经济示范|园区
            and text[token.start : token.end] != "项目区"
            and not DOES.search(text, inner[1], token.start)
            and not (inner[1] < token.start and text[token.end - 1] == "园" and text.startswith(("项目", "工程"), token.end))
            and (text[token.start : token.end] == "园区" or not _NOT_MIDDLE.search(text[inner[1] : token.start]))
        ):
            whole = inner[2].level in ("prefecture", "province") and text[inner[0] : inner[1]] == inner[2].name and text[inner[1] : token.end] in OF_A_REGION
            if whole or _SOME_OF.fullmatch(text, inner[1], token.start):  # 滁州市|开发|园区
                return _zone_population(scene, token, "zones of a region")
            return Entity(inner[0], token.end, "zone", text[inner[0] : token.end], "", "", "place+middle+head")
    if len(prefix) >= 4 and text[token.start : token.end].endswith("园") and not is_generic(prefix):
        park = place_project(scene, token)
        if park:
            return park
    if not prefix and text[token.start : token.end] == "物流园区":
        return Entity(token.start, token.end, "anaphor", text[token.start : token.end], "park", "", "park by its kind alone")
    counted = scene.text[max(0, token.start - 2) : token.start]
    if (is_counted(text, token.start) or counted in _ALL_OR_SOME) and text[token.start : token.end] in _LOCAL:
        return _zone_population(scene, token, "counted zones")
    if not prefix and text[token.start : token.end] in ("未来科学城", "未来科技城"):
        return Entity(token.start, token.end, "zone", text[token.start : token.end], "", "", "place+head")
    if (not prefix or (text[token.start : token.end] == "园区" and _VERB_PREFIX.search(prefix))) and text[token.start : token.end] in _LOCAL:
        return Entity(token.start, token.end, "anaphor", text[token.start : token.end], "zone", "", "local zone")
    return _zone_population(scene, token, "zone word")


def _ending_within(scene: Scene, low: int, high: int) -> list[tuple[int, int, Place]]:
    return [scene.place_ends[at] for at in range(low, high) if at in scene.place_ends]


def _before_a_word(scene: Scene, start: int) -> int:
    """谷城再生|资源|园区: what is called like a county elsewhere (资源县), right behind a place that it does not lie in, is a word."""
    inner = next((hit[2] for at in (start + 2, start + 3) if (hit := scene.place_ends.get(at)) and hit[0] == start), None)
    if inner is None or inner.kind != "short":
        return start
    for at in range(start, start - 4, -1):
        first, _, place = scene.place_ends.get(at, (0, 0, inner))
        joined = at == start or (HAN.fullmatch(scene.text, at, start) and not _NOT_MIDDLE.search(scene.text, at, start))
        if place is not inner and place.kind in ("region", "short") and joined:
            return start if _lies_in(scene, inner, place.name) else first
    return start


def _lies_in(scene: Scene, inner: Place, name: str) -> bool:
    above: Place | None = inner
    for _ in range(3):
        if above is None or above.name == name:
            break
        above = scene.gazetteer.regions.get(above.parent)
    return above is not None


def _abbreviated(scene: Scene, token: Token, start: int) -> Entity | None:
    """哈经开区 in an article that names 哈尔滨: the city by its first character."""
    text = scene.text
    letter = text[start - 1 : start]
    if start != token.start or letter in _NO_CITY_LETTER or letter not in scene.place_letters or not HAN.fullmatch(letter):
        return None
    if HAN.match(text, start - 2) and text[start - 2] not in _BEFORE_A_ZONE and scene.stop_before(start - 1) != start - 1:
        return None
    return Entity(start - 1, token.end, "zone", text[start - 1 : token.end], "", "", "place+head")


def _past_rank(scene: Scene, start: int) -> int:
    """淮安|国家|农高区; 甘肃国家级开发区 are many."""
    rank = 3 if scene.text.endswith("国家级", 0, start) else 2 * scene.text.endswith("国家", 0, start)
    ranked = scene.place_ends.get(start - rank) if rank else None
    return start - rank if ranked and ranked[2].level != "province" else start


def _is_of_a_longer_name(scene: Scene, start: int) -> bool:
    """太|阳山开发区 where a clause begins: one character before a short name of ours makes it another place."""
    return (
        start > 0
        and scene.place_ends.get(start) is None
        and bool(_LONE.match(scene.text, start - 1))
        and (start == 1 or scene.text[start - 2] in "，。；：、“\n　 ")
        and any(
            first == start and place.kind == "short"
            for first, _, place in (scene.place_ends[at] for at in range(start + 2, start + 4) if at in scene.place_ends)
        )
    )


def _is_long_zone(scene: Scene, start: int, prefix: str) -> bool:
    """横琴粤澳深度合作区: a place that no registry has, then what is done there; no common word begins it."""
    if not HAN.fullmatch(prefix) or _NO_LONG_ZONE.search(prefix):
        return False
    return not _is_word_before(scene, start) and not is_generic(prefix[:2])


def _is_word_before(scene: Scene, start: int) -> bool:
    """Whether a common word begins here or one character on."""
    index = bisect_left(scene.token_starts, start)
    return index < len(scene.token_starts) and scene.token_starts[index] <= start + 1


def _zone_population(scene: Scene, token: Token, rule: str) -> Entity:
    """13个省级以上开发区, 全市各开发区: the words that say which zones, with their number and area."""
    text = scene.text
    start = token.start
    kind = _ZONE_KIND.search(text, start - 12, start) or _KIND_COUNTED.search(text, start - 11, start)
    if kind:
        start = kind.start() + (text[kind.start()] == "、")
    number = _ZONE_COUNT.search(text, start - 6, start)
    if number:
        start = number.start()
    elif text[max(0, start - 2) : start] in _WHOSE_OR_SOME:
        start -= 2
    return Entity(start, token.end, "population", text[start : token.end], "zones", "", rule)


_OPENS = ("", *"，。；：\n　 ")
_NO_CITY = re.compile(r"^[各全该本我多上超夜股门都集楼菜]|[各全该本我县地省市夜超]市")
_HAS_ZONES = re.compile(
    r"市(?=(?:现有|共有|已有|拥有)?(?:\d{1,3}|[两三四五六七八九十]{1,2})[个家]|(?:省级|国家级|各|所有|全部)[^，。；\n]{0,6}(?:开发区|园区|高新区|经开区)|开发区|园区)"
)


def find_regions(scene: Scene) -> list[Entity]:
    """The registered ones, and 盐泽市 where a clause begins with a city that has zones and stands in no registry."""
    found = [Entity(start, end, "region", place.name, place.level, place.name, "registry") for start, end, place in scene.places if place.kind == "region"]
    cities = (
        scene.text[at.end() - 3 : at.end()] for at in _HAS_ZONES.finditer(scene.text) if at.end() >= 3 and scene.text[at.end() - 4 : at.end() - 3] in _OPENS
    )
    unknown = [] if found else [name for name in cities if HAN.fullmatch(name) and not _NO_CITY.search(name)]
    return found + [
        Entity(start, start + 3, "region", name, "prefecture", name, "unknown city") for start, name in occurrences(scene.text, sorted(set(unknown)))
    ]
