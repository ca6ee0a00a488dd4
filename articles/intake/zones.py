"""The one zone that a headline or dateline names, as printed there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from articles.intake.alternatives import any_of

_KINDS = any_of(
    r"高新技术产业(?:开发|示范)区|高新技术开发区|经济技术开发区|经济开发区|综合保税区|国家农高区|农高区|高科技园区|农业科技园区",
    r"临空经济示范区|(?:改革)?创新示范区|国际合作示范区|(?:国家)?重点开发开放试验区|工业集中发展区|先行区|农综区",
    r"自由贸易试验区|自贸试验区|自主创新示范区|综改示范区|保税港区|保税物流(?:园区|中心)|出口加工区|现代农业产业示范区|(?:[\u4e00-\u9fff]{2,6}产业)?示范区",
    r"科创区|(?:工业|空港|临港|海峡|蓝色)经济区|新片区|航空港(?:经济)?(?:综合)?实验区|航空港区|临港区|港区|临空经济区|自创区|边合区|跨合区|国际港务区|(?:沿边|跨境|边境)(?:经济)?合作区|(?:综合实验|生态|深度合作|科技创新合作)区",
    r"科学城|科创城|生态城|(?:智造|产业|科技)新城|(?:科技|生物|健康|航天|航空|智慧|临港)城",
    r"(?:循环|临空|临港|空港|临江|化工|生态|高新技术|经济技术|现代)?(?:工业|产业|化工|物流|科技|经济|口岸加工)园区?",
    r"化工区|台创园|农民创业园|产业示范园|产业转移(?:工业)?园区?|[台侨德韩日]资园|国际陆港|物流港|产业城|科创园|特色商业区",
    r"高新区|[经汽航农]开区|综保区|保税区|自贸区|自贸片区|产业基地|(?<=[\u4e00-\u9fff]{2})基地(?=[ \u3000：:—|｜])",
    r"(?:产业|工业)(?:集聚|集中)区|先进制造业开发区|产业区|工业小?区|台商投资区|投资区|度假区|集聚区|集中区|合作区|试验区|开发区|新区|园区",
)
_KIND = re.compile(_KINDS)
_LONGEST_PLACE = 8
_LEFT_WORDS = re.compile(
    r"前?[一二三四]季度|首季度?|[上下]半年|前[一二两三四五六七八九十]+个?月|今年以来|[今去明]年|全年|年内|年度|月份|截至目前|目前"
    r"|中共|读懂|看懂|走进|走近|聚焦|探访|探营|对话|解码|透视|落户|入驻|落地|助力|助推|赋能|推动|打造|来自|牵手|携手|签约|支持|服务|记者|请问|请教|想问|关于|带动|撬动|点亮|挺进|花落|扎根|布局|投资|位于|坐落于|搬[进入到]|迁[入到往至]|建设|[\u4e00-\u9fff][起入]|引领|激活|领跑|亮相|唱响|驱动|选择|瞄准|刷新|抢滩|走出|跑出|成就|壮大|考察|调研|视察|擘画|看好|别把|进驻|扎堆|缘何|为何|认定|推进|加快|实现|连接|数说|多亏|迎来|争创|创建|培育|进了|提出|为什么(?:是|会|选)?|\A从(?!化)|召开|举行|举办|慰问|走访|谱写|续写|\A记|[的在看访让来到赴以]|为(?!民)|从(?![化江])"
    r"|发布会|推介会|座谈会|专场|恭喜|祝贺|欢迎|感谢|致敬|致信|回望|回眸|展望|盘点|解读|点赞|支招|把脉|问诊|寄语|建言|献策|见证|亲历|感受|触摸|打卡"
    r"|直击|直播|速览|图解|一图|数读|快讯|喜讯|重磅|官宣|刚刚|揭秘|追问|凭什么|怎样|如何|怎么|全力|奋力|合力|聚力|助企|惠企"
    r"|暖企|稳企|利民|便民|解锁|开启|按下|奏响|吹响|擂响|燃动|点燃|照亮|温暖|滋养|浇灌|拥抱|对接|联动|织密|筑牢|夯实|守护"
    r"|护航|保障|捍卫|建好|管好|用好|办好|讲好|服务好|晒出|亮出|交出|拿下|签下|揽下|荣获|喜获|获评|入选|登上|跻身|招引|引进"
    r"|引来|飞来|开进|涌向|奔向|走向|迈向|推介|参观|观摩|巡视|督导|督查|检查|座谈|会见|据悉|获悉|询问|了解|提醒|三问|五问|哪些|什么|共同|发力|接力|借力|给力|市民|居民|村民|客商"
)
_TERM = re.compile(r"(?:今年|去年)?(?:前?[一二三四]季度|首季度?|[上下]半年|前[一二三四五六七八九十]+个?月|全年)")
_JOINS = re.compile(r"(?:与|及|[区园县市]和)\Z")  # 职教园区与
_TWIN = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}[—－–][\u4e00-\u9fff]{2,8}\Z")  # two places of one zone
_GENERIC = re.compile(
    r"\A第[一二三四五六七八九十]|县区|市县|区县|县市|各县|[全各每该本我两几多数此某这那][市省县区国个类家级地域]|(?:[一二三四五六七八九十两百]|[0-9]+)(?:[大个家]{0,2})\Z|自治区\Z|省级|市级|县级|国家级|级以上|以上|[一二三四五六七八九十百\d]+(?:[个大]|家\Z)|一批|多个|这个|一座|一个"
)
_INDUSTRY = re.compile(
    r"工业类|开放|县域|先进|智慧|一流|特色|百强|沿海|重点|优秀|省内|内陆|城市|特殊|标杆|跨境|产业|项目|企业|创新|示范|现代|老旧|生物|医药|医疗|健康|新能|新型|千亿|百亿|电子|信息|材料|能源|装备|制造|光伏|光电|锂电|电池|汽车|智能|智造|数字|数据|物流|食品|化工|纺织|服装|陶瓷|钢铁|软件|服务|文化|职教|教育|农业|农产品|半导体|芯片|机器人|航空|新材|高端|绿色|绿电|低碳|零碳|无废"
    r"|边境|沿边|跨省|国际|中小|双创|众创|科创|大学|留学|乡村|返乡|飞地|海洋|级|万亩|标准|孵化|加速|配套|传统|主导|支柱|优势|未来|全新|首个|专业|共建|合作|境外|海外"
)
_WEAK = re.compile(r"(?:开发区|示范区|新区|园区|产业园|工业园|科技园|物流园|化工园|经济园|集聚区|集中区|合作区|试验区|度假区|港区|科学城)\Z")
_BARE_END = re.compile(r"(?<!经济)(?<!技术)(?<!产业)(?<!工业)(?<!度假)(?:开发区|园区)\Z")
_SEVERAL = re.compile(
    r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})[个家](?:(?:[省国市县]家?|自治区)级[及以上]{0,3}|产业|工业|特色|重点){0,3}(?:开发区|园区|产业园|工业园|集聚区|高新区|经开区|综保区|综合保税区)"
)
_OF_THE_PLACE = re.compile(r"全[市省州盟县]的?(?:[0-9]{1,3}[个家])?(?:[省国市县]家?级[及以上]{0,3})?(?:工业|产业)园区")  # 全市工业园区, 全市6个工业园区
_BARE_NAME = re.compile(r"(?<![\u4e00-\u9fff])(?:高新区|[经汽航]开区|综保区)(?![们内])")
_DISTRICT = re.compile(r"([\u4e00-\u9fff]{2,5})区(?![\u4e00-\u9fff]?域)")
_SHORT_TEXT = 3000
_SUB_AREA = re.compile(r"([\u4e00-\u9fff]{2,6})片区")
_FREE_TRADE = ("自由贸易试验区", "自贸试验区", "自贸区")
_WIDE = ("自由贸易试验区", "自贸试验区", "自贸区", "综改示范区", "自创区")  # a province has one, its parts are the zones
_PART = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:片区|开发区|高新区|经开区)")
_SHORT_KIND = re.compile(r"[经汽]开区\Z")
_NO_SHORT_PLACE = frozenset("老新大小本该各区市县国省级东西南北原")
_BRANCH = re.compile(r"(?<![\u4e00-\u9fff])(?:走进|探访|聚焦)?([\u4e00-\u9fff]{2,4}（[\u4e00-\u9fff]{2,4}）)\Z")
_CAMPUS = re.compile(r"中关村[\u4e00-\u9fff]{2,3}园(?!区)")
_BASE = re.compile(r"(?:[上下]半年|前?[一二三四]季度|今年)?([\u4e00-\u9fff]{2,8}?(?:基地|新城))")
_ANY = frozenset(("园区", "产业园", "示范区"))  # of these words a verb may stand in front: 算好园区
_PARK = re.compile(r"(?:园|基地)\Z")
_OTHER_ZONE = r"高新区|经开区|开发区|集聚区|集中区|综保区|保税区|新区|园区|示范区|片区"
_COMMITTEE = re.compile(r"管委会|管理委员会|党工委")
_SHORTEST_NAME, _LONGEST_NAME = 4, 12
_HAN_FRONT = re.compile(r"[\u4e00-\u9fff]{4,12}")
_RULED = ("管委会", "管理委员会", "党工委", "规模以上", "规上", "全区", "招商")
_OF_COUNTY = re.compile(r"[\u4e00-\u9fff]{2,4}[市县区旗][\u4e00-\u9fff]{2,4}")  # 图木舒克市唐王城工业园
_AFTER_DIGITS = re.compile(r"\A(?:个月|月份|年度|周年|年来|年|月|日|季度)")
_BARE = ("开发区", "园区", "新区", "示范区", "产业园", "科技园", "物流园")


@dataclass(frozen=True)
class KnownZones:
    """Registered names; a place with several registered zones makes 长治开发区 a word for all of them."""

    names: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> "KnownZones":
        return cls(frozenset(name for name in names if 4 <= len(name) <= 30 and not _KIND.fullmatch(name)))

    @cached_property
    def longest(self) -> int:
        return max((len(name) for name in self.names), default=0)

    @cached_property
    def starts(self) -> frozenset[str]:
        return frozenset(name[:2] for name in self.names)


def find_zone(text: str, known: KnownZones, *, only_specific: bool = False) -> str | None:
    """The zone named, None where none or several: 海安经开区：专班跑出“加速度” → 海安经开区."""
    found = find_zones(text, known, only_specific=only_specific)
    return found[0] if len(set(found)) == 1 else None


def find_zones(text: str, known: KnownZones, *, only_specific: bool = False) -> list[str]:
    zones: list[str] = []
    ends: list[int] = []
    position = 0
    while position < len(text):
        name = _registered(text, position, known)
        if name:
            zones.append(_city_before(text, position, known) + name)
            position += len(name)
            ends.append(position)
            continue
        match = _KIND.match(text, position)
        if match is None:
            position += 1
            continue
        place = None if _is_part_of(match, ends) else _place_before(match, zones)
        if place and not (only_specific and match.group() in _BARE) and not _speaks_of_all(place, match.group(), known):
            part = _PART.match(text, match.end()) if match.group().endswith(_WIDE) else None  # 湖北自贸试验区宜昌片区
            position = part.end() if part else match.end()
            zones.append(place + text[match.start() : position])
            ends.append(position)
        position = max(position, match.end())
    return [zone for zone in zones if not any(zone != other and (other.endswith(zone) or other.startswith(zone)) for other in zones)]


def is_collective(zone: str, body: str) -> bool:
    """滁州开发区 over 全市10个省级以上开发区…, and nowhere in the text: all zones of the place, no zone."""
    if zone.endswith(("工业园区", "产业园区")):
        of_the_place = bool(_OF_THE_PLACE.search(body))
        return of_the_place and (zone not in body or (zone[:-4].endswith(("市", "省")) and bool(_SEVERAL.search(body))))
    return bool(_BARE_END.search(zone)) and zone not in body and bool(_SEVERAL.search(body))


def settle_zone(zone: str, headline: str, body: str) -> str | None:
    """The zone of a headline as the text bears it out: 公开征集北辰经开区 over 北辰经开区… → 北辰经开区; a company's park, 算好园区 → None."""
    if _PARK.search(zone) and _is_project(zone, body):
        return None
    kind = list(_KIND.finditer(zone))[-1:]
    if zone in body or not kind or kind[0].end() != len(zone):
        return zone
    place = zone[: kind[0].start()]
    if kind[0].group() in _ANY and place not in body and (len(place) <= 3 or (kind[0].group() == "园区" and place[-2:] not in body)):
        return None  # 算好园区, 金融活水润园区
    if not re.search(rf"[\u4e00-\u9fff”’]{re.escape(zone)}", _TERM.sub("", headline, count=1)):
        return zone  # the headline begins with it
    return next((zone[start:] for start in range(1, len(place) - 1) if zone[start:] in body and zone[: start + 2] not in body), zone)


def _is_project(park: str, body: str) -> bool:
    """A park that the text calls a project, that a company builds or that lies in another zone."""
    name = re.escape(park)
    return park in body and bool(
        f"{park}项目" in body or re.search(rf"(?:{_OTHER_ZONE})的?{name}|{name}(?:项目)?(?:是)?由[^，。；]{{2,24}}(?:公司|集团)", body)
    )


def find_bare(headline: str, body: str) -> str | None:
    """汽开区 in 成绩单出炉！汽开区交出答卷, where the text knows one zone of this kind and no other."""
    match = _BARE_NAME.search(headline)
    if match is None:
        return None
    named = {zone for zone in find_zones(body[:_SHORT_TEXT], KnownZones(frozenset())) if zone.endswith(match.group())}
    return match.group() if len(named) == 1 and not _SEVERAL.search(body) else None


def find_district(headline: str, body: str) -> str | None:
    """潍坊滨海区 at a headline's start, where the text names 潍坊滨海经济技术开发区."""
    match = _DISTRICT.match(headline)
    return match.group() if match and re.search(rf"{match.group(1)}(?:经济|高新|技术|产业){{1,3}}(?:开发|示范|园)区", body) else None


def find_base(headline: str, page: str) -> str | None:
    """宁东基地, 空港新城 where the page speaks of its committee, figures or 招商, 中关村顺义园: zones whose kind is no zone's elsewhere."""
    if campus := _CAMPUS.search(headline):
        return campus.group()
    match = _BASE.match(re.split(r"[｜|丨]", headline, maxsplit=1)[-1])
    return match.group(1) if match and any(f"{match.group(1)}{word}" in page for word in _RULED) else None


def governed_names(page: str) -> frozenset[str]:
    """What stands in front of 管委会 on the page, however far back a name may begin."""
    fronts = (page[max(0, match.start() - _LONGEST_NAME) : match.start()] for match in _COMMITTEE.finditer(page))
    return frozenset(front[start:] for front in fronts for start in range(len(front) - _SHORTEST_NAME + 1))


def find_governed(headline: str, governed: frozenset[str]) -> str | None:
    """郑州国际陆港 in front of a headline, where the page knows its committee: whatever its kind, what is so governed is a zone."""
    front = _HAN_FRONT.match(_TERM.sub("", headline, count=1)) if governed else None
    words = front.group() if front else ""
    names = (words[:length] for length in range(len(words), _SHORTEST_NAME - 1, -1))
    return next((name for name in names if name in governed and not (_KIND.fullmatch(name) or _GENERIC.search(name))), None)


def find_sub_area(headline: str, body: str) -> str | None:
    """钦州港片区 in a headline, where the text tells of which free-trade zone it is a part."""
    match = _SUB_AREA.search(headline)
    places = (match.group(1)[-length:] for length in range(len(match.group(1)), 1, -1)) if match else ()
    return next((f"{place}片区" for place in places if any(f"{zone}{place}片区" in body for zone in _FREE_TRADE)), None)


def _registered(text: str, position: int, known: KnownZones) -> str | None:
    if text[position : position + 2] not in known.starts:
        return None
    for length in range(min(known.longest, len(text) - position), 2, -1):
        if text[position : position + length] in known.names:
            longer = text.startswith("园区", position + length - 1)  # 某县工业园 is printed 某县工业园区 as often
            return text[position : position + length + longer]
    return None


def _is_part_of(kind: re.Match[str], ends: list[int]) -> bool:
    """光电子产业园 in 鹤壁经开区光电子产业园: a park inside the zone just named, no second zone."""
    between = kind.string[ends[-1] : kind.start()].lstrip("：: \u3000") if ends else "、"
    return bool(_WEAK.match(kind.group())) and bool(re.fullmatch(r"[\u4e00-\u9fff]{0,8}", between)) and between[:1] not in tuple("和与及")


def _city_before(text: str, position: int, known: KnownZones) -> str:
    """潍坊 in 潍坊滨海经开区, where 滨海经开区 is registered and other zones of 潍坊 are too."""
    city = text[max(0, position - 2) : position]
    at_start = position == 2 or (position > 2 and not "\u4e00" <= text[position - 3] <= "\u9fff")
    return city if at_start and city in known.starts else ""


def _place_before(kind: re.Match[str], earlier: list[str]) -> str | None:
    """The place in front of 高新区 and the like: back to a sign or the line's start, then after the last leading verb."""
    text, start, end = kind.string, kind.start(), kind.start()
    while start > 0 and end - start < _LONGEST_PLACE and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    if end - start == _LONGEST_PLACE and text[start] in "县市" and "\u4e00" <= text[start - 1 : start] <= "\u9fff":
        start += 1  # 惠安县绿谷台商…
    place = text[start:end]
    if not place and (branch := _BRANCH.search(text[:end])):
        return branch.group(1)  # 西部（重庆）科学城
    if twin := _TWIN.search(text[:end]):
        return twin.group()  # 中国—马来西亚钦州产业园区
    if start == 0 and (term := _TERM.match(place)) and term.end() < len(place):
        start, place = term.end(), place[term.end() :]  # 一季度烟台黄渤海新区
    if earlier and earlier[-1] in text[:end]:
        place = place[place.rfind("区") + 1 :] if "区" in place[:-1] else place
        place = place.lstrip("和与及")
    if start > 0 and text[start - 1] in "0123456789０１２３４５６７８９":
        place = _AFTER_DIGITS.sub("", place)  # 前10个月巴彦淖尔经济开发区
    if _LEFT_WORDS.fullmatch(place) or _JOINS.search(place):
        return None
    if any(match.end() == len(place) and match.group() != "来" for match in _LEFT_WORDS.finditer(place)):
        return None  # 何应平调研园区
    for match in _LEFT_WORDS.finditer(place):
        if len(place) - match.end() == 1 and match.start() == 0 and not _SHORT_KIND.match(kind.group()):
            return None  # 搬进新园区
        if len(place) - match.end() == 1 and match.start() == 0 and _SHORT_KIND.match(kind.group()) and place[-1] not in _NO_SHORT_PLACE:
            return place[-1]  # 关于哈经开区…
        if len(place) - match.end() >= 2:
            start_of_rest = match.end()
            rest = place[start_of_rest:]
            break_at = list(_LEFT_WORDS.finditer(rest))
            place = rest if not break_at else rest[break_at[-1].end() :] or rest
            break
    if _WEAK.match(kind.group()) and start > 0 and place != text[start:end] and len(place) > 3:
        return None
    if place == text[start:end] and (_fills_a_part(text, start, kind.end()) or (start == 0 and kind.group() not in _BARE[:4] and _OF_COUNTY.fullmatch(place))):
        limit = _LONGEST_PLACE
    else:
        limit = 4 + (place == text[start:end]) if _WEAK.match(kind.group()) else 6 + 2 * (place == text[start:end])
    core = _INDUSTRY.sub("", place)
    if not 2 <= (len(core) if start == 0 and place == text[:end] else len(place)) <= limit or _GENERIC.search(place) or len(core) < 2:
        return None
    return place


def _fills_a_part(text: str, start: int, end: int) -> bool:
    """蕲春李时珍医药工业园　年内建成…: a name between the line's start and a space or colon, whatever its length."""
    return start == 0 and bool(re.match(r"[ \u3000：:—|｜]", text[end : end + 1]))


def _speaks_of_all(place: str, kind: str, known: KnownZones) -> bool:
    if kind not in _BARE:
        return False
    if kind.endswith("开发区") and place[-1] in "市省":
        return True
    return sum(1 for name in known.names if name.startswith(place) and len(name) <= len(place) + 4) > 1
