"""Finds zones, regions, organisations, projects, persons and what stands for them (全区, 该项目, 一期).

A name is scanned leftwards from its head word (…开发区, …有限公司, …项目) to the nearest stop: punctuation, a verb, a
particle, a date, a sum of money. No scan is longer than `REACH`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from facts.engine.gazetteer import Gazetteer, Place, short_names
from facts.engine.lexicon import Lexicon, is_generic, load_words
from facts.engine.numerals import parse_number
from facts.engine.types import Entity, PeriodMention, Quantity, Token

REACH = 40
MOST_WORDS = 200  # names that one article gives to be looked for again
_PUNCTUATION = re.compile(r"[，。；：、！？…—“”‘’《》（）()\n,;:!?【】△●■◆▲★|]")
_SPACE = re.compile(r"(?<![A-Za-z0-9])\s|\s(?![A-Za-z0-9])")
_PHASE = re.compile(r"(?:项目)?(?P<phase>[一二三四五六首]期|[1-5]期|[ⅠⅡⅢ]期)(?:工程|项目)?(?![间待望])")
_INNER_PHASE = re.compile(r"([一二三四五六首]期|[1-5]期|[ⅠⅡⅢ]期)(?![间待望])")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LEADING = re.compile(r"^(?:以及|[和与及或其之所该此各])(?=..)")
_LATE_OPENER = re.compile(r"^.{0,8}?[还又也已再正并均共拟将另](?:新建|建设|实施|引进|投资|签约|推进|建成|布局|谋划|启动|开工|投产|规划|扩建)(?:了)?(?=.{4})")
_COUNTED = re.compile(
    r"(?:[一二两三四五六七八九十百\d]+(?:余|多)?|多|几|数|数十|上百|若干|各|众|诸|这些|一批|一系列|系列|一大批|等)(?:个|项|家|宗|大|类|批|座|条)?$"
)
_NAME_END = re.compile(
    r"(?=$|[，。：；！？、“”（）()\s,:;]|说|介绍|表示|告诉|坦言|指出|透露|强调|认为|称|解释|感慨|谈|在|对|向|带|"
    r"率|一行|和|与|就|作|主持|出席|致|感|算|笑|高兴|自豪|深|信心|激动|宣布|补充|分析|边|一边|正|看|指|拿|的|又|也|"
    r"还|如是|回忆|提到|给|代表|参加|讲|同志|从|等)"
)
_LISTED = re.compile(r"等(?:\d{1,3}|[一二两三四五六七八九十]{1,2})?(?:个|项|大)?$|[\u4e00-\u9fff](?:\d{1,2}|[两三四五六七八九])个$")
_UNNAMED = re.compile(r"(?:优质|更多|新的|相关|类似|此类|一些|各类|好|高质量|大批|有关|其他|其它|这类|同类|许多|众多|不少|多个)的?$")
_COUNT_AFTER = re.compile(r"(?:最多|共有|共|有|达|各|分别|达到|总数|数|已|数量|分别为|，?达)?\d{1,4}(?:余|多)?(?:个|项|宗)")
_TITLE = re.compile(
    r"(?:^|(?<=\n))[△●■◆▲★—\-· ]*+(?:[\d一二三四五六七八九十]{1,2}[.、．])?(?P<name>"
    r"[^，。；：！？、\n\s（）()“”]{4,36}(?:项目|工程|基地|产业园|中心|工厂|大桥|生产线)(?P<phase>[一二三四五]期)?)(?:[。：:]|(?=\n))"
)
_BATCH = re.compile(r"一批$")
_ATTRIBUTED = re.compile(r"[的了]$|(?:建设|新建|投资|开工|引进|签约|布局|建成|规划)(?:了)?$")


@dataclass(slots=True)
class Scene:
    """The words, places, numbers and times of one text, and where names may not reach across."""

    text: str
    lexicon: Lexicon
    gazetteer: Gazetteer
    tokens: list[Token]
    places: list[tuple[int, int, Place]]
    quantities: list[Quantity]
    periods: list[PeriodMention]
    stops: list[int] = field(default_factory=list)  # ends of what no name reaches across
    name_stops: list[int] = field(default_factory=list)  # the same without zones and organisations, for posts
    zone_ends: set[int] = field(default_factory=set)
    money_ends: set[int] = field(default_factory=set)
    zones: list[Entity] = field(default_factory=list)  # also those inside longer names: 长治高新区管委会
    organization_ends: dict[int, Entity] = field(default_factory=dict)
    place_ends: dict[int, tuple[int, int, Place]] = field(default_factory=dict)

    def stop_before(self, at: int) -> int:
        """The end of the nearest stop at or left of `at`, never further than REACH."""
        index = bisect_right(self.stops, at) - 1
        return max(self.stops[index] if index >= 0 else 0, at - REACH)


def find_names(scene: Scene) -> list[Entity]:
    """长治高新区的锂电产业园制造基地项目 -> zone 长治高新区, project 锂电产业园制造基地项目."""
    scene.place_ends = {end: (start, end, place) for start, end, place in scene.places}
    stops = {match.end() for match in _PUNCTUATION.finditer(scene.text)}
    if " " in scene.text:
        stops.update(match.end() for match in _SPACE.finditer(scene.text))
    heads = [token for token in scene.tokens if token.entry.head]
    stops.update(token.end for token in scene.tokens if token.entry.stops)
    scene.money_ends = {quantity.end for quantity in scene.quantities if quantity.kind == "money"}
    for quantity in scene.quantities:
        if quantity.kind == "count" and scene.text[max(0, quantity.start - 2) : quantity.start] in ("年产", "日产"):
            continue
        if quantity.kind in ("money", "percent", "pp", "count") or scene.text[quantity.end : quantity.end + 1] == "的":
            stops.add(quantity.end)
    for period in scene.periods:
        stops.add(period.end)
    scene.stops = scene.name_stops = sorted(stops)
    zones = _find_zones(scene, heads)
    scene.zones = [zone for zone in zones if zone.kind == "zone"]
    scene.zone_ends = {zone.end for zone in zones if zone.kind == "zone"}
    solid = [zone.end for zone in zones if zone.kind == "zone" or zone.kind == "anaphor"]
    scene.stops = sorted(stops.union(solid))
    organizations = _find_organizations(scene, heads, zones)
    scene.organization_ends = {organization.end: organization for organization in organizations}
    scene.stops = sorted(stops.union(solid, (organization.end for organization in organizations)))
    projects = _find_projects(scene, heads)
    persons = _find_persons(scene, heads)
    organizations += _find_brands(scene, zones)
    shorter = _find_short_names(scene, organizations, persons)
    return _settle([*shorter, *zones, *organizations, *projects, *persons, *_find_regions(scene), *_find_areas(scene)])


_RANK = {"project": 0, "person": 1, "organization": 1, "zone": 2, "population": 2, "anaphor": 3, "phase": 3, "area": 4, "region": 5}


def _settle(found: list[Entity]) -> list[Entity]:
    """Of overlapping mentions the longer stays; a region or zone inside a project or organisation is part of its name."""
    found.sort(key=lambda entity: (entity.start, -(entity.end), _RANK[entity.kind]))
    kept: list[Entity] = []
    for entity in found:
        if kept and entity.start < kept[-1].end:
            if entity.end <= kept[-1].end:
                continue
            if entity.end - entity.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(entity)
    return kept


def _find_zones(scene: Scene, heads: list[Token]) -> list[Entity]:
    found = [Entity(start, end, "zone", scene.text[start:end], "", place.name, "registry") for start, end, place in scene.places if place.kind == "zone"]
    taken = {end for _, end, place in scene.places if place.kind == "zone"}
    found.sort()
    for token in heads:
        if "zonehead" not in token.entry.rows or token.end in taken:
            continue
        zone = _zone(scene, token)
        before = found[-1] if found and found[-1].kind == "zone" else None
        if (
            before
            and before.end == zone.start
            and (zone.kind == "zone" or zone.detail == "zone")
            and not scene.text[zone.start :].startswith(("开发区", "园区"))
        ):
            zone = Entity(before.start, zone.end, "zone", scene.text[before.start : zone.end], "", "", "zone in a zone")
        found.append(zone)
    return found


_ZONE_PREFIX = re.compile(r"[\u4e00-\u9fff]{2,5}")
_NOT_PLACE = re.compile(
    r"[强争进升创建]|占|全部|多数|其他|其余|周边|不少|沿线|沿海|选址|下辖|"
    r"[的了个家级类各全省市县区域内外新老旧本该此等大多批型式及与和为]$|^[全各该本此我每第其另某省市县区国]|产业|工业|特色|现代|综合|"
    r"重点|主导|经济|高新|智慧|创新|科技|基地|绿色|循环|企业|项目|国家|这里|一流|城市|融合|平台|文化|旅游|生态|农业|物流|"
    r"一个|转型|化工|投资|主体|主要|入园|化|业$|数字|专业|先进|自贸|合作|对外|开放|投资者|镇|乡|街道"
)
_NO_LONG_ZONE = re.compile(r"国家|省级|全国|世界|一流|创建|打造|建设|申报|争创|入选|获批|项目|企业|公司|产业园|工业|各|类|级|个|我|这|那|等|基地")


def _is_long_zone(scene: Scene, start: int, prefix: str) -> bool:
    """横琴粤澳深度合作区: a place that no registry has, then what is done there; no common word begins it."""
    if not _HAN.fullmatch(prefix) or _NO_LONG_ZONE.search(prefix):
        return False
    index = bisect_left(scene.tokens, start, key=lambda token: token.start)
    return not (index < len(scene.tokens) and scene.tokens[index].start <= start + 1) and not is_generic(prefix[:2])


_LOCAL = frozenset(
    (
        "高新区 经开区 开发区 示范区 园区 新区 工业园区 工业园 综保区 综合保税区 综改示范区 产业园区 保税区 产业集聚区 经济开发区 经济技术开发区 "
        "高新技术产业开发区 集聚区 合作区 自贸区 工业集中区 集中区 科学城 科技城 化工园区"
    ).split()
)


def _zone(scene: Scene, token: Token) -> Entity:
    text = scene.text
    start = token.start
    while start in scene.place_ends and scene.place_ends[start][2].kind in ("region", "short") and start - scene.place_ends[start][0] < 12:
        start = scene.place_ends[start][0]
    if start < token.start:
        middle = start
        first, last, owner = scene.place_ends[token.start]
        if (
            owner.level in ("prefecture", "province")
            and text[first:last] == owner.name
            and text[token.start : token.end] in ("开发区", "园区", "工业园区", "产业园区")
        ):
            return _zone_population(scene, token, "zones of a region")
        return Entity(middle, token.end, "zone", text[middle : token.end], "", "", "place+head")
    stop = scene.stop_before(token.start)
    prefix = text[stop : token.start]
    if prefix and len(prefix) <= 5 and _ZONE_PREFIX.fullmatch(prefix) and not _NOT_PLACE.search(prefix):
        return Entity(stop, token.end, "zone", text[stop : token.end], "", "", "unknown place+head")
    if 6 <= len(prefix) <= 14 and token.end - token.start >= 3 and _is_long_zone(scene, stop, prefix):
        return Entity(stop, token.end, "zone", text[stop : token.end], "", "", "long name+head")
    if len(prefix) > 2 and stop > 0:
        inner = next((scene.place_ends[at] for at in range(token.start - 1, stop, -1) if at in scene.place_ends), None)
        if inner and inner[2].kind in ("region", "short") and token.start - inner[1] <= 6 and not _NOT_PLACE.search(text[inner[1] : token.start][-1:]):
            return Entity(inner[0], token.end, "zone", text[inner[0] : token.end], "", "", "place+middle+head")
    if len(prefix) >= 4 and text[token.start : token.end].endswith("园") and not is_generic(prefix):
        park = _place_project(scene, token)
        if park:
            return park
    counted = scene.text[max(0, token.start - 2) : token.start]
    if (_COUNTED.search(text[max(0, token.start - 8) : token.start]) or counted in ("全市", "全省", "全县", "全部", "全州")) and text[
        token.start : token.end
    ] in ("开发区", "园区", "经开区", "高新区"):
        return _zone_population(scene, token, "counted zones")
    if not prefix and text[token.start : token.end] in _LOCAL:
        return Entity(token.start, token.end, "anaphor", text[token.start : token.end], "zone", "", "local zone")
    return _zone_population(scene, token, "zone word")


_ZONE_KIND = re.compile(r"(?:全部|所有|各个|各|省级及?以上|国家级|省级|市级|工业类|农业类|文旅类|服务业类|生态类|重点|其他|其余|类|型|以上|和|及|、)+$")
_ZONE_COUNT = re.compile(r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个|家|大)$")


def _zone_population(scene: Scene, token: Token, rule: str) -> Entity:
    """13个省级以上开发区, 全市各开发区: the words that say which zones, with their number and area."""
    text = scene.text
    start = token.start
    kind = _ZONE_KIND.search(text, max(0, start - 12), start)
    if kind:
        start = kind.start()
    number = _ZONE_COUNT.search(text, max(0, start - 6), start)
    if number:
        start = number.start()
    elif text[max(0, start - 2) : start] in ("全市", "全省", "全县", "全州", "我市", "我省"):
        start -= 2
    return Entity(start, token.end, "population", text[start : token.end], "zones", "", rule)


def _find_regions(scene: Scene) -> list[Entity]:
    return [Entity(start, end, "region", place.name, place.level, place.name, "registry") for start, end, place in scene.places if place.kind == "region"]


_THAT_COMPANY = re.compile(r"(?:这家|该|这个)(?:企业|公司|厂|工厂|院|所|集团|合作社)|我们公司|我司|我们企业|我们厂|本公司")


def _find_areas(scene: Scene) -> list[Entity]:
    found = []
    for token in scene.tokens:
        rows = token.entry.rows
        if "area" in rows and token.end - token.start > 1:
            found.append(Entity(token.start, token.end, "area", scene.text[token.start : token.end], "", "", rows["area"]))
    found += [Entity(match.start(), match.end(), "anaphor", match[0], "organization", "", "that company") for match in _THAT_COMPANY.finditer(scene.text)]
    return found


_BRAND_END = re.compile(
    r"(?!产业|企业|行业|园|基地|项目|材料|设备|装备|产品|业|类|城|谷|器|品|车|制造|领域|市场|示范|集群|小镇|大市场|中心|平台|人才|板块|生产|研发|链|化|等|、|和|与|及|工程|资源|服务)"
)
_BRAND_AFTER = re.compile(r"公司|董事|总经|副总|负责|创始|今年|去年|20\d\d年|年产|入驻|现有|累计|车间|用电")
_NOT_BRAND = re.compile(
    r"[的了个家级类各全省市县区域内外老旧本该此等大多批及与和为是有在新]|产业|企业|工业|现代|高端|先进|战略|传统|特色|数字|绿色|智慧|人工|第|国家|生产|研究|开发|民营|外资|高新|龙头|相关|配套|主要|重点|清洁|电动|无人|燃料|动力|固废|钢|车|航空|海洋"
)


def _find_brands(scene: Scene, zones: list[Entity]) -> list[Entity]:
    """海纳显示, 博锂科技: a company called by two or three characters and its trade, where it can be a subject."""
    inside = {position for zone in zones if zone.kind == "zone" for position in range(zone.start, zone.end)}
    found = []
    for token in scene.tokens:
        if "brand" not in token.entry.rows or token.start in inside:
            continue
        start = scene.stop_before(token.start)
        prefix = scene.text[start : token.start]
        if not 2 <= len(prefix) <= 3 or not _HAN.fullmatch(prefix) or _NOT_BRAND.search(prefix) or is_generic(prefix):
            continue
        name = scene.text[start : token.end]
        if not _BRAND_AFTER.match(scene.text, token.end) and scene.text.count(name) < 2:
            continue
        if _is_word(scene, prefix) or not _BRAND_END.match(scene.text, token.end):
            continue
        found.append(Entity(start, token.end, "organization", scene.text[start : token.end], "", "", "brand"))
    return found


_STATE = re.compile(r"(?:局|委|会|办|室|院|部|处|厅|府|所|镇|乡|街道|中心|银行|学|关|区|园|市|县|省|项目|工程|村)$")


def _find_short_names(scene: Scene, organizations: list[Entity], persons: list[Entity]) -> list[Entity]:
    """What the article calls a company once it has been named: 桂润 for 广西桂润新材料有限公司, 博锂科技 from a speaker's post."""
    full = {organization.name for organization in organizations if organization.kind == "organization"}
    aliases: dict[str, str] = {}
    for name in sorted(full)[:60]:
        for short in short_names(name, scene.gazetteer):
            if short not in full and not _is_word(scene, short):
                aliases.setdefault(short, name)
    for person in persons:
        if 3 <= len(person.key) <= 12 and person.key not in full and not _STATE.search(person.key):
            aliases.setdefault(person.key, person.key)
    if not aliases:
        return []
    words = sorted(aliases)
    return [Entity(start, start + len(word), "organization", word, "", aliases[word], "short name") for start, word in _occurrences(scene.text, words)]


def _occurrences(text: str, words: list[str]) -> list[tuple[int, str]]:
    """Where each of a few words stands; for so few, looking for one after the other is the fastest."""
    found = []
    for word in words[:MOST_WORDS]:
        at = text.find(word)
        while at >= 0:
            found.append((at, word))
            at = text.find(word, at + len(word))
    return found


def _is_word(scene: Scene, short: str) -> bool:
    """A short name that is also a word or a place would be found everywhere."""
    return short in scene.lexicon.words or short in scene.gazetteer.names or is_generic(short)


_ANY_COMPANY = re.compile(r"(?:这|那|某|一|多|各|每|两|几|数|本|另|整|全|外|母|子|总|分|该|\d{1,3})?(?:家|个)?(?:[外日德韩台港合独]资)?(?:公司|集团|企业)")
_ORG_LEAD = re.compile(
    r"(?:“?链主”?|龙头|骨干|上市|投资方|建设方|施工方|投资|建设|施工|承建|实施|运营|入驻|落户|引进|本土|本地|知名|主体|核心)*(?:企业|单位|公司|国企|央企|民企)(?=..)"
)
_STATE_BODY = re.compile(
    r"(?:局|管委会|管理委员会|委员会|人民政府|市政府|县政府|区政府|省政府|政府|厅|党工委|办公室|海关|指挥部|专班|街道办|街道办事处|招商中心|政务服务中心|发改委|项目服务中心|企业服务中心|党委|商会|协会|工会)$"
)
_COMPANY = re.compile(r"(?:公司|集团|实业|药业|酒业|厂|合作社|银行|支行|分行|联合体)$")


def _find_organizations(scene: Scene, heads: list[Token], zones: list[Entity]) -> list[Entity]:
    found = [
        Entity(start, end, "organization", scene.text[start:end], "", place.name, "registry")
        for start, end, place in scene.places
        if place.kind == "organization"
    ]
    zone_ends = {zone.end: zone for zone in zones if zone.kind in ("zone", "anaphor")}
    for token in heads:
        rows = token.entry.rows
        if "organization" not in rows:
            continue
        start = scene.stop_before(token.start)
        if scene.text[start : start + 1] in ("与", "和", "及", "、") and token.start - start > 2:
            start += 1
        company = bool(_COMPANY.search(scene.text[token.start : token.end]))
        owner = ""
        if start in zone_ends and not company:
            owner = zone_ends[start].name
            start = zone_ends[start].start
        name = scene.text[start : token.end]
        while match := _LEADING.match(name):
            start += match.end()
            name = name[match.end() :]
        if "）" in scene.text[token.start - 1 : token.start] or ")" in scene.text[token.start - 1 : token.start]:
            opened = max(scene.text.rfind("（", token.start - 8, token.start), scene.text.rfind("(", token.start - 8, token.start))
            if opened > 0:
                start = scene.stop_before(opened)
                name = scene.text[start : token.end]
        if lead := _ORG_LEAD.match(scene.text, start, token.start):
            start = lead.end()
            name = scene.text[start : token.end]
        if _ANY_COMPANY.fullmatch(name):
            start = token.start
        if token.start - start < (2 if company else 1) or token.start - start > 30:
            if scene.text[max(0, token.start - 1) : token.end] in ("该公司", "该集团", "该企业") or (company and token.start == start):
                found.append(Entity(token.start, token.end, "anaphor", name, "organization", "", "local organization"))
            continue
        state = "state" if _STATE_BODY.search(name) else ""
        found.append(Entity(start, token.end, "organization", scene.text[start : token.end], state, owner, rows["organization"]))
    return found


def _find_projects(scene: Scene, heads: list[Token]) -> list[Entity]:
    found = [Entity(start, end, "project", scene.text[start:end], "", place.name, "registry") for start, end, place in scene.places if place.kind == "project"]
    found += _titles(scene)
    taken = {entity.end for entity in found}
    for token in heads:
        rows = token.entry.rows
        if token.end in taken:
            continue
        if token.entry.indicators and "projectmain" not in rows and token.entry.word.endswith("项目"):
            wide = _population_start(scene, token.start)
            found.append(Entity(wide, token.end, "population", scene.text[wide : token.end], "", "", "narrowed"))
        elif "projectmain" in rows:
            found.append(_project(scene, token))
        elif "projecthead" in rows and not scene.text.startswith("项目", token.end):
            candidate = _place_project(scene, token)
            if candidate:
                found.append(candidate)
    found.extend(_listed(scene, found))
    found.extend(_bare_phases(scene))
    return found


def _project_start(scene: Scene, head: int) -> int:
    """Where the name ends on the left: after the stop, after opening verbs, and not before a quotation that belongs to it."""
    text = scene.text
    start = scene.stop_before(head)
    if text[start - 1 : start] == "”" and start > 1:
        opened = text.rfind("“", max(0, start - 18), start)
        if opened >= 0 and not _BATCH.search(text[opened : start - 1]) and "、" not in text[opened:start]:
            before = scene.stop_before(opened)
            lead = text[before:opened]
            start = before if 2 <= len(lead) <= 12 and not is_generic(lead) and not _openers(lead) else opened
    if late := _LATE_OPENER.match(text[start:head]):
        start += late.end()
    start += _openers(text[start:head])
    for joint in ("和", "与", "及"):
        at = text.rfind(joint, start, head)
        if at > start and _ends_head(scene, at):
            start = at + 1
    while match := _LEADING.match(text[start:head]):
        start += match.end()
    return start


def _ends_head(scene: Scene, at: int) -> bool:
    index = bisect_left(scene.tokens, at, key=lambda token: token.end)
    return index < len(scene.tokens) and scene.tokens[index].end == at and bool(scene.tokens[index].entry.rows.keys() & {"projecthead", "projectmain"})


def _openers(words: str) -> int:
    """How many characters of opening verbs stand at the start: 投资建设… -> 4; none where nothing but 项目 would be left."""
    openers = load_words("openers")
    at = 0
    while True:
        step = next((size for size in (4, 3, 2, 1) if words[at : at + size] in openers and len(words) - at - size >= 2), 0)
        if not step:
            return at
        at += step


def _titles(scene: Scene) -> list[Entity]:
    """△某某项目。 as a sentence of its own names what the paragraph is about."""
    found = []
    for match in _TITLE.finditer(scene.text):
        name = match["name"].removesuffix(match["phase"] or "")
        start = match.start("name")
        zone = max((end for end in scene.zone_ends if start < end < match.end("name") - 4), default=start) if len(scene.zone_ends) < 400 else start
        words = scene.text[zone : match.end("name")].removesuffix(match["phase"] or "").removeprefix("的")
        modifier = words.removesuffix("项目").removesuffix("工程")
        if len(modifier) < 4 or is_generic(modifier) or re.search(r"[了的在]|推进|加快|建设(?!项目)|打造|助力|开工|完成", modifier):
            continue
        inner = _INNER_PHASE.search(name)
        found.append(
            Entity(
                match.end("name") - len(words) - len(match["phase"] or ""),
                match.end("name"),
                "project",
                words,
                match["phase"] or (inner[0] if inner else ""),
                "",
                "title",
            )
        )
    return found


def _population_start(scene: Scene, start: int) -> int:
    """新签约亿元以上项目: the words in front that narrow the population down."""
    text = scene.text
    low = max(0, start - 16)
    while start > low:
        for size in range(min(6, start - low), 0, -1):
            words = text[start - size : start]
            if words in load_words("generic") and words not in ("区", "市", "县", "省", "投资", "实体", "一般", "年度", "上", "下", "前期", "全部"):
                start -= size
                break
        else:
            break
    return start


def _project(scene: Scene, token: Token) -> Entity:
    text = scene.text
    start = _project_start(scene, token.start)
    modifier = text[start : token.start]
    phase_after = _PHASE.match(text, token.end) if not text.startswith("项目", token.end) else None
    before = text[max(0, start - 8) : start]
    inner = _INNER_PHASE.search(modifier)
    if not modifier and text[start - 1 : start] == "”" and _BATCH.search(text[max(0, start - 7) : start - 1]):
        opened = text.rfind("“", max(0, start - 16), start)
        return Entity(max(opened, 0), token.end, "population", text[max(opened, 0) : token.end], "", "", "batch")
    if not modifier or modifier in ("一", "本"):
        phase = phase_after["phase"] if phase_after else ""
        if _COUNTED.search(before):
            listed = bool(_LISTED.search(before))
            return Entity(token.start, token.end, "population", "项目", "", "", "list end" if listed else "counted")
        wide = _population_start(scene, start)
        if wide < start:
            return Entity(wide, token.end, "population", text[wide : token.end], "", "", "narrowed")
        end = phase_after.end("phase") if phase_after else token.end
        return Entity(token.start, end, "anaphor", text[token.start : end], "project" + (f":{phase}" if phase else ""), "", "bare 项目")
    if inner and inner.end() == len(modifier) and inner.start() == 0:
        owner = scene.organization_ends.get(start)
        if owner and not _COMPANY.search(owner.name):
            return Entity(owner.start, token.end, "project", text[owner.start : token.end], inner[0], "", "institute and phase")
        return Entity(start, token.end, "phase", text[start : token.end], inner[0], "", "phase 项目")
    if _BATCH.search(modifier.rstrip("”")) or (text[start - 1 : start] == "”" and _BATCH.search(text[: start - 1][-6:])):
        opened = text.rfind("“", max(0, start - 14), start + 1)
        start = opened if opened >= 0 and text[start - 1 : start] == "”" else start
        return Entity(start, token.end, "population", text[start : token.end], "", "", "batch")
    priced = text[start - 1 : start] == "的" and (start - 1) in scene.money_ends
    if modifier[-1] in "抓促推争谈引跑盯上管催赶落":
        return Entity(start, token.end, "population", text[start : token.end], "", "", "verb before 项目")
    if _UNNAMED.search(before):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "more of a kind")
    owner = scene.organization_ends.get(start)
    if owner and (len(modifier) < 4 or is_generic(modifier)) and owner.kind == "organization" and not _COUNT_AFTER.match(text, token.end):
        return Entity(owner.start, token.end, "project", text[owner.start : token.end], inner[0] if inner else "", "", "owner and 项目")
    if is_generic(_INNER_PHASE.sub("", modifier)):
        wide = _population_start(scene, start)
        return Entity(wide, token.end, "population", text[wide : token.end], "", "", "list end" if _LISTED.search(before) else "generic")
    if _COUNTED.search(before) or (len(modifier) < 4 and _HAN.fullmatch(modifier) and not inner and not priced):
        return Entity(start, token.end, "population", text[start : token.end], "", "", "generic")
    if _COUNT_AFTER.match(text, token.end):
        wide = _population_start(scene, start)
        return Entity(wide, token.end, "population", text[wide : token.end], "", "", "counted after")
    end, phase = token.end, inner[0] if inner else ""
    if phase_after and not phase:
        end, phase = phase_after.end("phase"), phase_after["phase"]
    name = text[start : token.end]
    return Entity(start, end, "project", name, phase, "", "name 项目")


def _place_project(scene: Scene, token: Token) -> Entity | None:
    """冻干食品产业园: counts as a project only where something says that it is built."""
    text = scene.text
    start = _project_start(scene, token.start)
    modifier = text[start : token.start]
    phase = _PHASE.match(text, token.end)
    phase_word = _INNER_PHASE.fullmatch(modifier)
    if phase_word:
        return Entity(start, token.end, "phase", text[start : token.end], phase_word[0], "", "phase 工程")
    if re.match(r"(?:约|近|超)?\d", modifier) and not modifier.startswith(("年产", "日产")) and not re.match(r"\d[^，]*(?:MW|兆瓦|千伏|吨/|万吨/)", modifier):
        return None
    if not modifier and start in scene.zone_ends and token.end - token.start >= 3 and text[token.start : token.end].endswith("厂"):
        return Entity(start, token.end, "project", text[start : token.end], "", "", "name head")
    if led := _INNER_PHASE.match(modifier):
        return Entity(start, start + led.end(), "phase", text[start : start + led.end()], led[0], "", "phase of a site")
    if modifier.startswith(("首条", "首个", "整条", "每条", "第")) or "企业" in modifier or "各" in modifier or "等" in modifier:
        return None
    if len(modifier) < 2 or (is_generic(modifier) and not (phase and len(modifier) > 3)) or _COUNTED.search(text[max(0, start - 8) : start]):
        return None
    inner = _INNER_PHASE.search(modifier)
    opened = _openers(text[scene.stop_before(token.start) : token.start]) > 0 or bool(_ATTRIBUTED.search(text[max(0, start - 4) : start]))
    following = _stage_follows(scene, phase.end() if phase else token.end) or _attribute_follows(scene, start, token.end)
    if (
        not following
        and start in scene.zone_ends
        and text[token.start : token.end].endswith(("园", "基地", "工厂", "生产线", "电站", "厂区", "水厂", "电厂", "焚烧厂", "装置"))
    ):
        following = True
    if text[start - 1 : start] == "的" and (start - 1) in scene.money_ends and len(modifier) >= 3:
        following = True
    if start in scene.zone_ends and text[token.start : token.end] == "工程" and len(modifier) >= 5:
        following = True
    if scene.text[token.start : token.end] in ("中心", "工程", "研究院", "总部", "实验室", "标准厂房") and len(modifier) < 4:
        return None
    if not (phase or inner or opened or following):
        return None
    end = phase.end() if phase else token.end
    return Entity(start, end, "project", text[start : token.end], phase["phase"] if phase else inner[0] if inner else "", "", "name head")


_VISITED = re.compile(r"(?:走进|来到|紧邻|探访|参观|还有|步入|走入)(?:[\u4e00-\u9fff]{0,4}的)?$")
_ATTRIBUTE_AFTER = re.compile(
    r"(?:总)?(?:是|列入|占地|投资|规划|用地|建筑面积|位于|坐落|由|入驻|集聚|现有|设计|年产|计划|分|建设|，总投资|，占地|，总占地|，规划)"
)


def _attribute_follows(scene: Scene, start: int, end: int) -> bool:
    """A name that is measured at once (涪江食品产业园占地1020亩), or that a reporter walks into."""
    return bool(_ATTRIBUTE_AFTER.match(scene.text, end)) or bool(_VISITED.search(scene.text, max(0, start - 10), start))


def _stage_follows(scene: Scene, at: int) -> bool:
    index = bisect_left(scene.tokens, at, key=lambda token: token.start)
    for token in scene.tokens[index : index + 3]:
        if token.start - at > 6 or "，" in scene.text[at : token.start]:
            return False
        if token.entry.stage:
            return True
    return False


_LIST_END = re.compile(
    r"(?P<etc>等)?(?:(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})(?:个|项|大))?(?P<kind>[\u4e00-\u9fff]{0,6}?)(?:项目|工程|“|园区|基地|工厂|片区|产业园)"
)
_NO_ITEM = ("企业", "公司", "集团", "产业", "问题", "单位", "部门", "领域", "人", "市", "县", "省", "区")


def _listed(scene: Scene, found: list[Entity]) -> list[Entity]:
    """甲、乙产业园三期等项目, 甲、乙2个项目: the members that lack the word 项目."""
    ends = {entity.end: entity.start for entity in found if entity.kind == "project"}
    more: list[Entity] = []
    anchors = {match.start() for match in re.finditer(r"等(?=[\u4e00-\u9fff\d]{0,9}项目)", scene.text)}
    anchors |= {match.start() for match in re.finditer(r"(?<=[\u4e00-\u9fffA-Za-z”])(?:\d{1,2}|[两三四五六七八九])(?=个[\u4e00-\u9fff]{0,6}项目)", scene.text)}
    anchors |= {match.start() for match in re.finditer(r"(?:[2-9]|[两三四五六七八九])个(?:“[^”]{1,6}”|园区|基地|工厂|片区|产业园)", scene.text)}
    for at in sorted(anchors):
        match = _LIST_END.match(scene.text, at)
        if match:
            more.extend(_members(scene, match, ends))
    return more


def _members(scene: Scene, match: re.Match[str], ends: dict[int, int]) -> list[Entity]:
    items: list[Entity] = []
    known = 0
    at = match.start()
    for _ in range(10):
        start = ends.get(at, -1)
        if start >= 0:
            known += 1
        else:
            start = _project_start(scene, at)
            item = scene.text[start:at]
            if not (4 <= len(item) <= 30) or is_generic(item) or item.endswith(_NO_ITEM):
                break
            phase = _INNER_PHASE.search(item)
            items.append(Entity(start, at, "project", item, phase[0] if phase else "", "", "listed before 等项目"))
        if scene.text[start - 1 : start] not in ("、", "和"):
            break
        at = start - 1
    wanted = parse_number(match["count"]) if match["count"] else None
    if not match["etc"] and wanted != known + len(items):
        return []
    if match["etc"] and not known and wanted != len(items) and not all(_looks_built(item.name) for item in items):
        return []
    return items


_BUILT = re.compile(
    r"(?:园|基地|工厂|中心|线|厂|站|[一二三四五]期|改造|扩产|扩建|生产|制造|研发|产业化|系统|大桥|大道|路|平台|院|总部|电站|工程|仓储|加工|循环|利用|材料|装备|器件|模组|芯片|电池|光伏|储能)$"
)


def _looks_built(name: str) -> bool:
    return bool(_BUILT.search(name))


_BARE_PHASE = re.compile(
    r"(?:(?<=[，。；、：\n“的前]) ?|(?<=目前)|(?<=中)|(?<=其中))(?:项目)?(?P<phase>[一二三四五首]期)(?P<head>项目|工程)?(?![间待望一-鿿]{0}[间待望])"
)


def _bare_phases(scene: Scene) -> list[Entity]:
    return [Entity(match.start("phase"), match.end(), "phase", match[0], match["phase"], "", "bare phase") for match in _BARE_PHASE.finditer(scene.text)]


def _find_persons(scene: Scene, heads: Sequence[Token]) -> list[Entity]:
    surnames = load_words("surnames")
    found = []
    text = scene.text
    for token in heads:
        if "post" not in token.entry.rows:
            continue
        for size in (4, 3, 2):
            name = text[token.end : token.end + size]
            if (
                len(name) == size
                and name[-1] not in "说称道讲谈在对和与于"
                and _HAN.fullmatch(name)
                and _is_person(name, surnames)
                and _NAME_END.match(text, token.end + size)
            ):
                start = _post_start(scene, token)
                found.append(Entity(start, token.end + size, "person", name, text[start : token.end], _employer(scene, start, token), "post name"))
                break
        else:
            named = _named_before(scene, token, surnames)
            if named:
                found.append(named)
    return found + _known_persons(scene, found)


_NAME_FIRST = re.compile(r"(?:^|[\n：:])\s*(?P<name>[\u4e00-\u9fff]{2,3})[\s，,]+$")


def _named_before(scene: Scene, token: Token, surnames: frozenset[str]) -> Entity | None:
    """嘉宾：李炳荣　广西桂润新材料有限公司董事长."""
    start = _post_start(scene, token)
    lead = _NAME_FIRST.search(scene.text, max(0, start - 8), start)
    if lead and _is_person(lead["name"], surnames) and token.end - start > 5:
        return Entity(lead.start("name"), token.end, "person", lead["name"], scene.text[start : token.end], _employer(scene, start, token), "name post")
    return None


def _known_persons(scene: Scene, persons: list[Entity]) -> list[Entity]:
    """黄颖坦言: a person already introduced, without the post."""
    known = {person.name: person for person in persons}
    if not known:
        return []
    words = sorted(known)
    taken = {person.end for person in persons} | {person.start for person in persons}
    return [
        Entity(start, start + len(word), "person", word, "", known[word].key, "known person")
        for start, word in _occurrences(scene.text, words)
        if start + len(word) not in taken and start not in taken
    ]


def _is_person(name: str, surnames: frozenset[str]) -> bool:
    if len(name) == 4:
        return name[:2] in surnames and name[0] not in "市区县"
    if name[:2] in surnames and len(name) >= 3:
        return True
    return name[0] in surnames and len(name) <= 3 and name not in ("介绍", "表示")


def _post_start(scene: Scene, token: Token) -> int:
    """The organisation in front of a post belongs to it: 长治高新区管委会副主任; so does 、 between two posts."""
    start = _post_word(scene, token.start)
    while scene.text[start - 1 : start] == "、" and _ends_post(scene, start - 1):
        start = _post_word(scene, start - 1)
    return start


def _post_word(scene: Scene, at: int) -> int:
    index = bisect_right(scene.name_stops, at) - 1
    start = max(scene.name_stops[index] if index >= 0 else 0, at - REACH)
    while match := _POST_LEAD.match(scene.text[start:at]):
        start += match.end()
    return start


_POST_LEAD = re.compile(
    r"^(?:以及|[和与及或其之所该此各据而请问是对]|单位(?=.{6})|公司(?=[副总经董负])|施工单位|建设单位|总包单位|承建单位|投资方|记者|采访中|正如)(?=..)"
)


def _employer(scene: Scene, start: int, post: Token) -> str:
    """The part of a post that names who employs the speaker."""
    index = bisect_left(scene.tokens, post.end, key=lambda token: token.end)
    end = start
    while index >= 0 and scene.tokens[index].start >= start:
        if "organization" in scene.tokens[index].entry.rows:
            end = scene.tokens[index].end
            break
        index -= 1
    return scene.text[start:end] if end > start else scene.text[start : post.start]


def _ends_post(scene: Scene, at: int) -> bool:
    index = bisect_left(scene.tokens, at, key=lambda token: token.end)
    return index < len(scene.tokens) and scene.tokens[index].end == at and "post" in scene.tokens[index].entry.rows
