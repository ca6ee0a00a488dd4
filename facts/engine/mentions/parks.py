"""Finds parks that no head word tells: a 产业基地 that has a management or firms is a zone, and 基地, 创业园 alone mean the one before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from facts.engine.mentions.scene import Scene, occurrences
from facts.engine.types import Entity
from facts.engine.words.lexicon import is_generic

_RUN = re.compile(r"基地(?=管委会|管理委员会|党工委|(?:现有|入驻|的)?\d{1,4}(?:余|多)?[户家](?:规上|规模以上|工业|入驻)?企业)")
_BARE = re.compile(
    r"(?:基地|小镇|创业园|孵化园|科创园|科技园|产业园|工业园|软件园|双创园|文创园|创意园|电商园|智造园|装备园|孵化器|机场|物流园区?|空间|公路港|物流港|港口|平台|中心|研究院)"
    r"(?=[由是共已现新在累将还把也有年就则像]|规划|占地|总|建成|入驻|引进|集聚|实现|完成|孵化|拥有|设立|毕业|目前|今年|去年|建有|现有|建筑面积|面积|负责人|可|\d|[一二三]期|位于|坐落|毗邻|自(?:\d|[启投运成]|去年|今年))"
)
# 中德园新签约企业12家, 华科园一季度签约1个: a park by its short name, where it opens the clause and does something
_SHORT = re.compile(
    r"(?<![\u4e00-\u9fffA-Za-z0-9“])(?!产业|工业|科技|创业|物流|软件|科创|幼儿|植物|动物|各个|整个|目前|眼下|如今|现在|当前|截至|近年|近日|此前|去年|今年|本|该|全|各|这|每|[两三四五六七八九](?:个|大|座|家|类))[\u4e00-\u9fff]{2,5}\Z"
)
_BEFORE = "据由在从向对与和被让及使给"  # 据|滁州产业园党工委
_SHORT_DOES = re.compile(
    r"园(?=、[\u4e00-\u9fff]{2,4}园(?:、|和|分别)|分别|(?:相关)?负责人|管委会|党工委|(?:今年|去年|上半年|一季度|前\d|\d{1,2}月|累计|共|已|又)*(?:新签|签约|引进|实现|完成|现有|入驻|集聚|落位|落户|吸引|汇聚|聚集|深耕|聚焦|围绕|对“|开工|建成|新增))"
)
# 宁东基地实现工业总产值876亿元: what only a zone has
_BASE_DOES = re.compile(
    r"基地(?=(?:今年|去年|上半年|[一二三四]季度|前\d{1,2}个?月|\d{1,2}月|累计|共|已)*(?:实现|完成)?"
    r"(?:规上|规模以上|工业总产值|工业产值|工业增加值|固定资产投资|地区生产总值|外贸|进出口|招商引资|一般公共预算|税收))"
)
_ALONE = re.compile(r"(?:[，。；：、\n“　 该]|目前|今年|去年)$")

# 岳阳港完成货物吞吐量, 宜宾港月吞吐集装箱: the port, not the city.
_PORT = re.compile(
    r"(?:口岸(?=边民|进出口|进出境|出入境|货运|过货|贸易))|港(?:口岸)?(?=(?:[月日年]|今年|去年|上半年|前\d{1,2}个月|共|累计|已|预计)*(?:完成|实现|吞吐|货物|集装箱|外贸|新开|开通|开行|现有|拥有))"
)


_AIRPORT_ALONE = 3
_AIRPORT = re.compile(
    r"(?<![\u4e00-\u9fff])(?!国际|全国|全省|[该本各两多])[\u4e00-\u9fff]{2,8}(?<!地区)机场"
    r"(?=(?:今年|去年|上半年|[一二三四]季度|\d{1,2}月份?|前\d{1,2}个月|共|累计|已|预计)*(?:完成|实现|开通|新开|货邮|旅客|保障|起降))"
)


# 该港, 该楼: of what was named before by a longer name
_THAT = re.compile(
    r"(?:港|大?楼|综合体|航线|班列|口岸|码头|电站|水厂|污水处理厂|冷库|医院|学校|市场|物流城|大桥|研究所)"
    r"(?=[^\u4e00-\u9fff]|[由是共已现新在总规占地上下今去目上前年月累将拟还也有主实完货集于投开])"
)


# 该托育园由…, 这处去年投用的公寓，由…: whatever it is, when the text has named it before
_THAT_ONE = re.compile(
    r"(?:该|这[处座所](?:[^，。；“”\n]{0,14}的)?)(?P<what>[\u4e00-\u9fff]{2,4}?)"
    r"(?=，?(?:由[^，。；]{2,20}(?:投资|合办|建设|承建|运营|举办|援建)|总?投资\d|占地|建筑面积|总建筑面积|规划|位于|坐落))"
)
_FAR = 200
_OTHERS = re.compile(r"项目|工程|公司|企业|集团|[区县市镇乡村厂院所园港楼]$(?<!托育园)(?<!幼儿园)|基地|中心|平台|机场|产业|片区")


def _those(scene: Scene) -> Iterator[Entity]:
    text = scene.text
    for start, sign in occurrences(text, ["该", "这处", "这座", "这所"]) if "该" in text or "这" in text else ():
        match = _THAT.match(text, start + 1) if sign == "该" else None
        if match:
            yield Entity(match.start(), match.end(), "anaphor", match[0], "park", "", "park by its kind alone")
        elif (one := _THAT_ONE.match(text, start)) and not _OTHERS.search(one["what"]) and text.find(one["what"], max(0, start - _FAR), start) >= 0:
            yield Entity(one.start("what"), one.end("what"), "anaphor", one["what"], "park", "", "park by its kind alone")


def find_parks(scene: Scene) -> list[Entity]:
    """营口沿海产业基地管委会 makes every 营口沿海产业基地 of the article a zone."""
    names = set()
    places = sorted((start, end) for start, end, place in scene.places if place.kind in ("region", "short"))
    for match in _RUN.finditer(scene.text):
        low = scene.stop_before(match.start())
        index = bisect_left(places, (low, 0))
        if index < len(places) and places[index][1] < match.start() and match.start() - places[index][0] <= 14:
            names.add(scene.text[places[index][0] : match.end()])
    parks = [Entity(start, start + len(name), "zone", name, "", "", "park with firms") for start, name in occurrences(scene.text, sorted(names))]
    parks += [
        Entity(start, port.end(), "organization", scene.text[start : port.end()], "", "", "port")
        for start, end in places
        if scene.text[end : end + 1] in "口港" and (port := _PORT.match(scene.text, end))
    ]
    parks += [
        Entity(start, match.end(), "organization", scene.text[start : match.end()], "", "", "port")
        for match in (_AIRPORT.finditer(scene.text) if "机场" in scene.text else ())
        if match.end() - (start := max(match.start(), scene.stop_before(match.end() - 2))) > _AIRPORT_ALONE  # 我们要实现|机场货邮吞吐量
    ]
    parks += [
        Entity(first := named.end() - len(name), match.end(), "zone", scene.text[first : match.end()], "", "", "short park")
        for match in (*_SHORT_DOES.finditer(scene.text), *_BASE_DOES.finditer(scene.text))
        if (named := _SHORT.search(scene.text, match.start() - 5, match.start())) and len(name := named[0].lstrip(_BEFORE)) > 1 and not is_generic(name)
    ]
    return (
        parks
        + list(_those(scene))
        + [
            Entity(match.start(), match.end(), "anaphor", match[0], "park", "", "park by its kind alone")
            for match in _BARE.finditer(scene.text)
            if _ALONE.search(scene.text, match.start() - 2, match.start())
        ]
    )
