"""Finds zones whose kind no list knows: what has a 管委会, what headline and text call alike, a place and what is made there (某县港产城融合区)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from facts.engine.mentions.kinds import AREA, MADE, OF_A_REGION, SITE, WORD, is_contraction, is_of_a_region, last_word
from facts.engine.mentions.scene import HAN, LEADING, Scene, occurrences
from facts.engine.types import Entity
from facts.engine.words.gazetteer import Gazetteer
from facts.engine.words.lexicon import is_generic, load_words

_PROVEN, _BUILT, _HOME, _LOCAL = "zone that the article proves", "place and kind", "zone of the headline", "local zone"
PROVEN = frozenset((_PROVEN, _BUILT))  # no projects, whatever they are called
_MOST = 12  # zones of one article whose short forms are looked for
_KIND = re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?:{WORD}){{1,6}}{AREA}|[\u4e00-\u9fff]{{0,4}}?(?:{WORD}){{2,6}}园区")
_PARK = re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?:{WORD}){{1,6}}{SITE}")
_MADE_NEAR = re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?:{WORD})")
_UNPLACED = re.compile(rf"[\u4e00-\u9fff]{{2,3}}(?:{WORD}){{2,6}}{SITE}")
_IN_HEADLINE = re.compile(rf"(?:{WORD})(?:{AREA}|港湾|港(?![湾区口城务]))")
_HEADLINE_PART = re.compile(r"[^，。；：、！？…—“”‘’《》\s|｜·!?:;,]{4,40}")
BODIES = ("管委会", "管理委员会", "党工委", "管理局", "管理办公室")
_ENDS_SO = re.compile(r"(?:[区园城港谷湾岛带廊]|基地|小镇|中心|组团)$")
_NO_NAME = re.compile(r"[的了和与及在]|^(?:各|该|本|全|我|省|市|县|区|州|整个|某|两|三|四|多)|(?:风景|保护|自治|城)区$|行政|街道|社区|景区$")
_SITE_NEXT = re.compile(r"(?:项目|工程|[一二三四]期|有限|集团|公司|大道|路)")
# 某某产业园开工, 占地1020亩: works, not a zone
_WORKS_NEXT = re.compile(
    r"等(?:\d{1,3}|[一二三四五六七八九十两]{1,3})(?:余|多)?[个项]|(?:[一二三四]期)?(?:项目|工程|即将|将|均|也|已|正|于|顺利|全面|正式|主体|今年|去年|建设|的?建设)*(?:开工|竣工|奠基|建成|投产|投用|启用|封顶|占地|规划|总投资|投资|建设|落户|由[^，。]{0,14}(?:投资|建设|承建|打造|开发)|工地)|，由[^。；]{2,40}?(?:公司|集团)[^，。；、]{0,6}(?:投资|建设|承建|打造|开发)"
)
_OF_MANY = re.compile(r"国家|[多几各]家|[级类各个的全在是对从等和与及、]|域")  # 甘肃国家级经济技术开发区, 湖南县域园区
_PAIRED = re.compile(r"(?:[\u4e00-\u9fff]{2,4}·|中[新德马意法日韩俄欧以白奥瑞荷芬泰印哈])$")
_IN_BRACKETS = re.compile(rf"（[\u4e00-\u9fff]{{2,6}}）[\u4e00-\u9fff]{{0,2}}?(?:{WORD}){{1,6}}(?:{AREA}|{SITE})")
_TO_BUILD = re.compile(r"(?:投资)?(?:建设|兴建|新建|打造|在建|建起|建成)")
_PLACE_PART = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{2,3}}?)(?:{WORD})*(?:新区|高新区|经开区|综保区|开发区|合作区|试验区|示范区|保税区|保税港区|投资区|科学城|石化区|化工区|园区|基地)"
)
# 张江180.2亿元, 仲恺下滑较深, 徐圩的增量: the place alone has figures or does something; not 张江镇, 仲恺大道
_OF_THE_PLACE = re.compile(
    r"(?:今年|去年|[上下]半年|[一二三四]季度|前[\d一二三四]{1,2}个?(?:季度|月)|[\d一]{1,2}(?:[—至-]\d{1,2})?月份?|截至|目前|也|则|却|又|还|均|仅|只|才|已|共|累计|反而|同期|单|分别)*"
    r"(?:[为约近超达有]?\d|完成|实现|新增|新签|签约|引进|集聚|出口|进口|进出口|外贸|外资|规上|规模以上|固定资产|工业|地区生产总值|税收|单位|下降|增长|回落|下滑|上升|增速|增幅|降幅|提升|胜在|实到|把|的(?![\u4e00-\u9fff]{1,4}(?:路|镇|村)))"
)
_ACTS = re.compile(
    r"(?:今年|去年|上半年|一季度|前三季度|前\d{1,2}个?月|已|共|累计|目前)*(?:新设|新增|新签|签约|引进|实现|完成|外贸|进出口|地区生产总值|规上|固定资产|开工|集聚|注册)"
)
_LOTS = re.compile(r"的?(?:\d{1,2}|[一两三四五六七八九])宗")  # 石坝产业园3宗工业用地
_ACTS_AS_A_PARK = re.compile(r"(?:规划|现有|已?引进|已?入驻|管委会|产值|完成|实现|占地)")
_ANY_KIND = re.compile(
    r"(?!市|省|县)[\u4e00-\u9fff]{2,6}?(?:[城港谷岛园带]|基地|小镇|组团|半岛)"
    r"(?=(?:今年|去年|上半年|[一二三四]季度|前三季度|累计|共|已)*(?:实现|完成)?(?:固定资产投资|规上|规模以上|工业总产值|地区生产总值|外贸进出口|实际利用外资|实际使用外资|一般公共预算))"
)
_KIND_ENDS = frozenset("城港谷岛园带地镇团")
_COUNTED_NEXT = re.compile(r"\d{1,3}[个座](?=[，。；、])")  # 建成小微企业园7个，…: of such places, not the one named before
_WHOSE = re.compile(r"[\u4e00-\u9fff]{2}(?<![叫是为称即])")  # 当时还叫|浏阳制造产业基地
_OPENING = 160
_BESIDE = 120


def with_proven(scene: Scene, zones: list[Entity]) -> list[Entity]:
    """The zones found so far with those that only the article itself proves, and what these are called for short."""
    ends = {zone.end for zone in zones if zone.kind == "zone"}
    places = [(start, end) for start, end, place in scene.places if place.kind in ("region", "short") and _MADE_NEAR.match(scene.text, end, end + 8)]
    told = {*_with_a_body(scene, ends), *_of_the_headline(scene, ends), *_parks(scene, places, ends), *_cities(scene, ends)}
    home = _whole(scene, scene.home) if len(scene.home) >= 4 else ""
    home = "" if _NO_NAME.search(home) or is_of_a_region(home, scene.gazetteer) else home
    proven = [
        Entity(start, start + len(name), "zone", name, "", "", _PROVEN if name in told else _HOME)
        for start, name in occurrences(scene.text, sorted(told | {home} - {""}))
    ]
    proven += _bracketed(scene)
    proven += _with_a_zones_figure(scene)
    of_many = {zone.end for zone in zones if zone.kind == "population"}
    proven += [
        Entity(start, end, "zone", scene.text[start:end], "", "", _BUILT)
        for start, end in _after_places(scene, _KIND, places, ends)
        if end not in of_many and not _SITE_NEXT.match(scene.text, end)
    ]
    covered = {zone.end: zone.start for zone in zones if zone.kind == "zone"}
    found = _without_covered(zones, [zone for zone in proven if zone.start < covered.get(zone.end, zone.end)])
    found = _without_covered(found, list(_by_place_alone(scene, found)))
    known = sorted({zone.name for zone in found if zone.rule in PROVEN or zone.rule == _HOME}, key=len)[:_MOST]
    if known:
        found = _without_covered(found, [*_contracted(scene, known), *_alone(scene, known)])
    names = tuple({zone.name for zone in found[: _MOST * 4] if zone.kind in ("zone", "anaphor")})
    return [zone if _COUNTED_NEXT.match(scene.text, zone.end) else _as_local(zone, names) for zone in found]


def zone_of_title(title: str, gazetteer: Gazetteer, bodies: tuple[str, ...] = ("",)) -> str:
    """牡丹江临空融合发展示范区统计公报: the one zone of a headline, of a kind that whoever cut the page did not know.

    With `bodies` one that is followed by one of them: ——访宁波石化产业城|管委会主任.
    """
    found = []
    for number, start, end in gazetteer.find(title):
        kind = (_KIND.match(title, end, end + 20) or _PARK.match(title, end, end + 20)) if gazetteer.places[number].kind in ("region", "short") else None
        if kind and _crosses_a_verb(kind[0]):
            continue  # 石龙区|举行|开发区新材料产业园开工仪式
        if kind and title.startswith(bodies, kind.end()) and kind[0] not in OF_A_REGION and not _OF_MANY.search(kind[0]) and not is_of_works(title, kind.end()):
            found.append(title[start : kind.end()])
    return found[0] if len(found) == 1 else ""


def _crosses_a_verb(words: str) -> bool:
    stops = load_words("stops")
    return any(words[at : at + 2] in stops for at in range(4))


def is_of_works(text: str, end: int) -> bool:
    """Whether what follows a park's name tells of it as a building site: 开工, 占地300亩, 项目."""
    return bool(_WORKS_NEXT.match(text, end) or _SITE_NEXT.match(text, end))


def _without_covered(zones: list[Entity], proven: list[Entity]) -> list[Entity]:
    """Of two that overlap the longer; of equals the one that was there."""
    if not proven:
        return zones
    new = {(entity.start, entity.end) for entity in proven}
    kept: list[Entity] = []
    for entity in sorted([*zones, *proven], key=lambda entity: (entity.start, -entity.end)):
        rival = kept[-1] if kept and entity.start < kept[-1].end else None
        if rival and ((entity.start, entity.end) in new or (rival.start, rival.end) in new):
            told = rival.kind == "project" and entity.kind == "zone" and (entity.start, entity.end) == (rival.start, rival.end)
            leads = rival.kind == "project" and entity.kind == "anaphor" and entity.start == rival.start  # 融合区|宝石产业园
            if entity.end - entity.start <= rival.end - rival.start and not (told or leads):
                continue
            kept.pop()
        kept.append(entity)
    return kept


def _as_local(zone: Entity, names: tuple[str, ...]) -> Entity:
    """度假区 alone, where the article names one that ends so."""
    if zone.kind != "population" or zone.rule != "zone word" or zone.name not in load_words("zonehead"):
        return zone
    known = any(name.endswith(zone.name) for name in names)
    return replace(zone, kind="anaphor", detail="zone", rule=_LOCAL) if known else zone


def _with_a_body(scene: Scene, ends: set[int]) -> Iterator[str]:
    """某县循环经济产业园管委会: whatever has one is a zone."""
    for at in sorted(at for body in BODIES for at, _ in occurrences(scene.text, [body])):
        if at not in ends and _ENDS_SO.search(scene.text, at - 2, at) and 4 <= len(name := _name_before(scene, at)) <= 20:
            yield name


def _of_the_headline(scene: Scene, ends: set[int]) -> Iterator[str]:
    """某某国际陆港 in the headline and again in the text."""
    for part in _HEADLINE_PART.findall(scene.headline[:80]):
        for kind in _IN_HEADLINE.finditer(part):
            if _SITE_NEXT.match(part, kind.end()):
                continue
            words = part[: kind.end()]
            at, name = next(((at, words[cut:]) for cut in range(len(words) - 3) if (at := scene.text.find(words[cut:])) >= 0), (-1, ""))
            if at < 0 or at + len(name) in ends:
                continue
            name = _name_before(scene, at + len(name))[-len(name) :]
            if len(name) >= 4 and HAN.fullmatch(name) and not _NO_NAME.search(name):
                yield name


def _parks(scene: Scene, places: list[tuple[int, int]], ends: set[int]) -> Iterator[str]:
    """某县循环经济产业园 that is told of at the outset or again and again, and never as works: no site, a zone."""
    times: Counter[str] = Counter()
    works: set[str] = set()
    told: set[str] = set()
    for start, end in _after_places(scene, _PARK, places, ends):
        if _is_a_firms(scene, start):
            continue
        name = scene.text[start:end]
        times[name] += 1
        told.update((name,) if start < _OPENING or _goes_on(scene.text, end) or _ACTS.match(scene.text, end) else ())
        works.update((name,) if is_of_works(scene.text, end) else ())
    yield from (name for name in times if name not in works and (name in told or times[name] > 1 or is_contraction(scene.home, name)))
    yield from _unplaced_parks(scene, ends, works | times.keys())


def _is_a_firms(scene: Scene, start: int) -> bool:
    """四川时代动力电池|宜宾制造基地: what stands right before the place is whose it is."""
    first = scene.stop_before(start)
    return start - first >= 2 and start not in scene.place_ends and _WHOSE.fullmatch(scene.text, start - 2, start) is not None


def _goes_on(text: str, end: int) -> bool:
    """某某家居产业小镇…。小镇规划面积…: its kind alone follows, where a clause begins."""
    kind = text[end - 2 : end]
    return kind in ("小镇", "基地", "平台") and any(text.find(mark + kind, end, end + 120) >= 0 for mark in "。，；")


def _cities(scene: Scene, ends: set[int]) -> Iterator[str]:
    """光谷生物城, 中新广州知识城: told of like a zone, or more than once."""
    times: Counter[str] = Counter()
    told: set[str] = set()
    for at, _ in occurrences(scene.text, ["城"]):
        part = next((scene.text[first : at + 1] for first in range(at - 3, at - 6, -1) if first in ends), "")
        if part and scene.text.count(part) > 2 and any(_ACTS_AS_A_PARK.match(scene.text, end) for end in _ends_of(part, scene.text)):
            yield part  # 库尔勒经开区|纺织服装城…。纺织服装城规划面积15平方公里
        if scene.text[at - 2 : at] in MADE and at + 1 not in ends and 5 <= len(name := _name_before(scene, at + 1)) <= 10 and HAN.fullmatch(name):
            times[name] += 1
            told.update((name,) if _ACTS.match(scene.text, at + 1) or name in scene.headline else ())
            times[name] -= 9 * is_of_works(scene.text, at + 1)
    yield from (name for name in times if times[name] > 1 or (name in told and times[name] > 0))


def _ends_of(name: str, text: str) -> list[int]:
    return [at + len(name) for at, _ in occurrences(text, [name])]


def _unplaced_parks(scene: Scene, ends: set[int], others: set[str]) -> Iterator[str]:
    """青石数字经济产业园, whose place no registry has: the headline's, or the only park or zone of an article that goes on with 园区."""
    times: Counter[str] = Counter()
    works: set[str] = set()
    lots: set[str] = set()
    for token in scene.words["park"]:
        if token.end in ends:
            continue
        name = _name_before(scene, token.end)
        if 5 <= len(name) <= 16 and HAN.fullmatch(name) and not name.startswith(tuple(others)):
            times[name] += 1
            works.update((name,) if is_of_works(scene.text, token.end) else ())
            lots.update((name,) if _LOTS.match(scene.text, token.end) else ())
    whole = [name for name in times if not any(is_contraction(name, other) for other in times)]
    alone = not ends and len(whole) == 1 and "园区" in scene.text
    told = lots | {name for name in times if name in scene.headline and (times[name] > 1 or (_UNPLACED.fullmatch(name) and scene.text.find(name) < _OPENING))}
    yield from (name for name in times if name not in works and ((alone and name in whole) or name in told or is_contraction(scene.home, name)))


def _whole(scene: Scene, name: str) -> str:
    """The splitter's 通市某某基地, cut at its longest, is 南通市某某基地."""
    at = scene.text.find(name)
    if any(name[:size] in scene.gazetteer.names for size in (2, 3)):
        return name  # 从江津综保区获悉 begins with no 从江
    first = next((scene.place_ends[end][0] for end in range(at + 1, at + 6) if end in scene.place_ends and scene.place_ends[end][0] < at), at)
    return scene.text[first:at] + name if at >= 0 else name


def _after_places(scene: Scene, kind: re.Pattern[str], places: list[tuple[int, int]], ends: set[int]) -> Iterator[tuple[int, int]]:
    """Where a place is followed by such a kind; 兰州新区|装备制造产业园 is a park in a zone."""
    for start, at in places:
        match = kind.match(scene.text, at, at + 20)
        if (
            match
            and not any(end in ends for end in range(at, match.end() + 1))
            and match[0] not in OF_A_REGION
            and not _OF_MANY.search(match[0])
            and scene.stop_before(match.end() - 1) < at + 2  # 从杭州|来到科创园
        ):
            paired = _PAIRED.search(scene.text, start - 7, start)  # 海曙·织金东西部协作产业园
            yield paired.start() if paired else start, match.end()


def _with_a_zones_figure(scene: Scene) -> Iterator[Entity]:
    """文昌国际航天城固定资产投资增长31.4%: of a place, whatever its kind, where a figure follows that only zones have."""
    for start, end, place in scene.places:
        if place.kind not in ("region", "short") or _KIND_ENDS.isdisjoint(scene.text[end + 2 : end + 8]):
            continue
        if (kind := _ANY_KIND.match(scene.text, end)) and not _OF_MANY.search(kind[0]):
            yield Entity(start, kind.end(), "zone", scene.text[start : kind.end()], "", "", _BUILT)


def _bracketed(scene: Scene) -> Iterator[Entity]:
    """海峡两岸（漳州）农业合作试验区."""
    for match in _IN_BRACKETS.finditer(scene.text) if "）" in scene.text else ():
        first = scene.stop_before(match.start())
        before = scene.text[first : match.start()]
        if _TO_BUILD.match(before):
            continue  # 投资建设|海峡（角美）商贸物流城: works
        # 清控（长沙）创新基地: a firm's
        site = match[0].endswith(("园", "基地")) and not (before.startswith(("中", "海峡")) or match.start() in scene.place_ends)
        if 2 <= len(before) <= 5 and not site and not is_of_works(scene.text, match.end()):
            yield Entity(first, match.end(), "zone", scene.text[first : match.end()], "", "", _PROVEN)


def _by_place_alone(scene: Scene, zones: list[Entity]) -> Iterator[Entity]:
    """横琴, 洋浦: the place that only a zone is called after, where a clause begins with it; among several zones also 石河子, which is a city too."""
    names = sorted({zone.name for zone in zones if zone.kind == "zone"}, key=len, reverse=True)
    owners: dict[str, list[str]] = {}
    for name in names[: _MOST * 4]:
        if (place := _PLACE_PART.fullmatch(name)) and not is_generic(place["place"]):
            owners.setdefault(place["place"], []).append(name)
    meant = {place: named[0] for place, named in owners.items() if all(is_contraction(short, named[0]) for short in named[1:])}
    told: list[tuple[int, str]] = []
    for start, place_name in occurrences(scene.text, sorted(meant)):
        end = start + len(place_name)
        begins = start == 0 or scene.text[start - 1] in "，。；：、\n　 “" or scene.text.startswith("其中", start - 2)
        if begins and (_ACTS.match(scene.text, end) or _OF_THE_PLACE.match(scene.text, end)):
            told.append((start, place_name))
    cities = [(start, name) for start, name in told if name in scene.gazetteer.names]
    if not _are_told_side_by_side(scene, cities):
        told = [(start, name) for start, name in told if name not in scene.gazetteer.names]
    for start, place_name in told:
        yield Entity(start, start + len(place_name), "zone", meant[place_name], "", "", _PROVEN)


def _are_told_side_by_side(scene: Scene, cities: list[tuple[int, str]]) -> bool:
    """石河子下降4.2%，五家渠下降2.8%: cities too, but this article calls its zones so."""
    if any(f"{name}{mark}" in scene.text for name in {name for _, name in cities} for mark in "市县"):
        return False
    return any(one != other and later - at < _BESIDE and "\n" not in scene.text[at:later] for (at, one), (later, other) in pairwise(cities))


def _contracted(scene: Scene, names: list[str]) -> Iterator[Entity]:
    """北山循环产业园, where 云阳县北山循环经济产业园 is known."""
    beginnings = {whole[:2] for name in names for whole in (name, re.sub(r"^[\u4e00-\u9fff]{2,5}?[市县区旗]", "", name)) if len(whole) >= 5}
    for start, _ in occurrences(scene.text, sorted(beginnings)):
        for size in range(4, 11):
            short = scene.text[start : start + size]
            if _ENDS_SO.search(short) and short not in names and any(is_contraction(short, name) for name in names):
                yield Entity(start, start + size, "zone", short, "", "", _PROVEN)
                break


def _alone(scene: Scene, names: list[str]) -> Iterator[Entity]:
    """陆港, 融合区: the last word alone, where a clause or a name begins."""
    words = {word for name in names if (word := last_word(name))}
    for start, word in occurrences(scene.text, sorted(words)):
        if scene.stop_before(start) == start or scene.text[start - 1] in "，。；：、\n　 “该从在由据对":
            yield Entity(start, start + len(word), "anaphor", word, "zone", "", _LOCAL)


def _name_before(scene: Scene, end: int) -> str:
    """From a place or the nearest stop on; nothing where the words only say which kind."""
    low = scene.stop_before(end - 1)
    starts = [first for at in range(max(low, end - 16), end - 2) if at in scene.place_ends and (first := scene.place_ends[at][0]) != low + 1 and first >= low]
    name = scene.text[min(starts, default=max(low, end - 20)) : end]
    while lead := LEADING.match(name):
        name = name[lead.end() :]
    return "" if _NO_NAME.search(name) or is_generic(_ENDS_SO.sub("", name)) else name
