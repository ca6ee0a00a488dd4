"""What a zone leads in or builds on, each member of a list by itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from facts.engine.mentions.scene import HAN
from facts.engine.relations.related import relate, zone_meant
from facts.engine.scope.scope import Scope
from facts.engine.scope.subjects import Subject
from facts.engine.types import CandidateFact
from facts.engine.words.automaton import build_finder
from facts.engine.words.lexicon import load_words

_MATERIALS = "铝铜钛锂镁硅钒锰竹茶酒糖盐药煤钢"
_ITEM = rf"(?:[\u4e00-\u9fffA-Za-z+]{{2,12}}|[{_MATERIALS}](?=产业))"  # 铝产业: one character is enough
_ITEMS = rf"(?P<list>{_ITEM}(?:、{_ITEM}){{0,8}}(?:(?:和|及|以及|与){_ITEM})?)"
_MANY = r"(?:[一二三四五六七八九两\d](?:大|个|条))?"
# 汽车零部件、智能家电、食品制造三大主导产业 · 以锂电及新材料为首位产业
_LEADING_LIST = re.compile(rf"{_ITEMS}(?:等)?(?:为)?{_MANY}(?:主导|支柱|特色|优势|首位|新兴|重点|百亿级|千亿级|百亿|千亿|传统|核心)+(?:产业|行业)")
# 以石油化工、汽车制造、新材料为主导, 以装备制造为核心
_BASED_ON = re.compile(rf"以{_ITEMS}(?:等)?(?:产业)?(?:为|作为)(?:主导|核心|支柱|龙头产业|重点|特色|主攻方向)")
# 形成了以芯片设计为龙头: without 形成 it is a company that leads
_HEADED_BY = re.compile(rf"(?:形成|构建|打造|建立|发展)[了起成]{{0,2}}以{_ITEMS}(?:等)?(?:产业)?(?:为|作为)(?:龙头|引领|主体|先导|牵引)(?!企业|项目)")
# 把食品加工确立为产业集聚区的主导产业
_MADE = re.compile(
    rf"(?:[把将]|(?:确立|明确|选定|确定)(?:了|以)?){_ITEMS}(?:等)?(?:产业)?(?:确立|确定|定位|明确|选定|打造|列|作)?为[^，。；]{{0,14}}(?:(?:主导|首位|支柱|特色|重点)(?:发展)?产业|主攻方向|新?的?增长[点极]|突破口|着力点|新赛道)"
)
# 主导产业为食品加工和现代家居 · 再生资源是该区的看家产业
_NAMED = re.compile(rf"(?:主导|支柱|首位|特色|优势)产业(?:为|是|有|包括|确定为|定位为|：|——){_ITEMS}(?=[，。；]|等|$)")
_CALLED = re.compile(
    rf"(?:^|(?<=[，。；：\n])){_ITEMS}(?:产业)?是(?:[^，。；]{{2,12}}的|[该全]?(?:园区|区|县|市))(?:[两三四五六七八九]大)?“?"
    r"(?:(?:看家|主导|支柱|首位|头号|一号|传统|特色|优势|拳头|当家|标志性|代表性)产业|老本行|立区之本|立园之本|立身之本|根基|看家本领|拿手好戏|特色业务|金字招牌|压舱石|主引擎|顶梁柱|台柱子)"
)
# 汽车及零部件、新能源汽车、航空航天三大产业产值
_COUNT = re.compile(r"[两三四五六七八九十2-9](?:大|个|条)[\u4e00-\u9fff]{0,4}产业")
_COUNTED = re.compile(rf"{_ITEMS}(?:等)?[两三四五六七八九十2-9](?:大|个|条)[\u4e00-\u9fff]{{0,4}}?(?:产业|产业链|产业集群)")
# 聚焦废旧资源综合利用产业 · 紧盯光机电产业 · 做大煤层气文章
_FOCUS = re.compile(
    rf"(?:聚焦|紧盯|围绕|依托|布局|锚定|瞄准|主攻|深耕|(?:重点|主要)?承接|做大做强|做优做强|做[大强精深优实细]|立足|培育壮大|培育出?|壮大|(?:重点|大力|加快|着力|优先|积极|集中|做大)发展|突出|抢抓|形成了?|打造了?|构建|重点在|聚力)(?:以)?{_ITEMS}(?:等)?{_MANY}(?:产业集群|产业体系|产业链|加工链|产业领域|产业园区|产业|赛道|特色产业|(?P<tail>制造业)|文章|老本行|集群|领域|主业|补链|延链|强链|建链)"
)
# 聚焦储能电池、循环经济、装备制造，开展招商: a list without 产业, of which two at least are called as trades are
_FOCUS_LIST = re.compile(rf"(?:聚焦|紧盯|围绕|锚定|瞄准|主攻|深耕|布局)(?P<list>{_ITEM}(?:[、与和]{_ITEM}){{1,8}}(?:(?:和|及|以及|与){_ITEM})?)(?=等|[，。；])")
_TRADE = re.compile(
    r"(?:制造|材料|电池|电子|信息|装备|机械|食品|化工|能源|经济|汽车|加工|物流|纺织|服装|冶金|建材|软件|芯片|半导体|集成电路|光伏|储能|风电|氢能|机器人|航空|航天|"
    r"健康|器械|医药|制药|零部件|家居|轻工|陶瓷|钢铁|金属|环保|电商|显示|光电|智造|石化|造纸|家电|电气|仪器|船舶|医疗|大数据|通信|算力|锂电|生物)$"
)
# 推动铝产业延链发展, 推进纺织产业转型升级
_PUSHED = re.compile(
    rf"(?:推动|推进|促进|支持|加快){_ITEMS}产业(?:集聚|集群|延链|补链|强链|转型|升级|提质|倍增|壮大|高端化|迈向|向|做大|做强|发展|蝶变|聚变|裂变|崛起)"
)
# 稀土产业产值突破500亿元, 光伏产业是该区另一张名片: the trade that the zone's own figures are told of
_PREDICATES = (
    r"(?:已|已经|累计|上半年|去年|今年|[\d—一二三至前]{1,6}(?:季度|月份?)|全年|分别|预计)*"
    r"(?:实现|完成|产值|主营业务收入|营业收入|营收|增加值|规模|税收|同比|增长|集聚|是(?:该区|全区|园区|我区|这里|当地)|成为(?:该区|全区|园区)|是[^，。“”]{1,8}的?“?(?:金字招牌|名片|王牌|主角|支柱|重头戏)|由“|达|突破|占全区|占规上|(?:仍|依然|依旧|已|也)(?:是|成为)|受|触底|回升|聚集度|集聚度|加速|加快(?:集聚|聚集|发展|壮大|崛起|成势)|起步于|始于|(?:已|初)具规模|已成规模|迅速|快速|蓬勃|持续|异军|一枝独秀|领跑|支撑)"
)
_OWN = re.compile(
    r"(?P<list>(?:[\u4e00-\u9fffA-Za-z]{2,9}、){0,3}[\u4e00-\u9fffA-Za-z]{2,10}?(?:产业|(?:制造|铸造|纺织|化工|建材|加工|冶炼|陶瓷)业(?=由“|是|成为)|产业链|产业集群))"
    + _PREDICATES
)
_GOES_ON = re.compile(f"(?:业|链|集群){_PREDICATES}")
# 打造“硅矿—玻璃—光伏玻璃”产业链
_QUOTED = re.compile(r"(?:打造|形成了?|构建|延伸|做强|拉长|以|建成)(?P<list>“[^“”，。]{2,30}”[\u4e00-\u9fff]{0,6}(?:产业链条?|产业集群|产业))")
# 形成了集采购、销售于一体的煤炭物流产业
_FORMED = re.compile(r"(?:形成|打造|构建|建成|培育)了?[^，。；]{0,24}的(?P<list>[\u4e00-\u9fff]{4,16}产业)(?=[，。；]|$)")
# 以铝为主的新材料产业, 以某某公司为龙头的食品加工
_KNOWN_BY = re.compile(
    r"以[^，。；、]{1,20}为(?:龙头|代表|主|核心|引领|重点)的(?P<list>[\u4e00-\u9fff]{2,10}?(?:产业(?!园|基地)|业|制造|加工|材料|电子|化工|医药|食品))(?=[，。；、是]|等|[两三四五六七八]大|产值|实现|完成|逆势|$)"
)
# 盐化工产业链上的企业, 一条年产值280亿元的新型显示产业链
_CHAIN = re.compile(r"(?:^|[：，的、]|[一两三四五]条)(?P<list>[\u4e00-\u9fffA-Za-z]{2,8}产业链)(?=上|正|，|。|；|$)")
_LEADING = re.compile(r"(?:主导|支柱|特色|优势|首位|新兴|重点|百亿级|千亿级|百亿|千亿|传统|核心)(?:产业|行业)(?!项目|用地|基金|人才)")
_SIZE = re.compile(
    r"^(?:(?:同步|持续|全力|不断|着力|加快)?(?:提升|推动|带动|促进|巩固|夯实|升级|延伸|拓展)(?=..)|大型|现代化|规模化|一大批|(?:其中)?(?:首位|主导|支柱|特色|传统|新兴|优势)产业(?=..))+"
)
_NO_INDUSTRY = re.compile(
    r"[百千]亿|[两三四五六七八九]大|^从|公司|集团|环境|民生|^(?:克服|应对|破解|淘汰|化解|压减|退出)|长三角|珠三角|京津冀|大湾区|的$|确立|确定|国内|领先|^起(?!重)|^[了成出]|主导|特色(?=$|产业|行业|优势)|优势|传统|新兴|支柱|战略|项目|开发区|未来|高端(?=$|产业|制造)|离不开|转型|产业|企业|升级|体系|集群|重点|省级|国家|市场|一批|全|创新链|价值|文化需求|品牌|链主|关联|相关|上下游|"
    r"^配套|多元|首位|为主|承接|转移|本地|优质|全球|更|新质|科技创新|招商|现代化|实体|(?<!数字|循环|低空|海洋|冰雪|临空|银发|氢能)经济|实现|完成|了$|园区|高新区|经开区|第[一二三](?!代)|该|这|个|推动|促进|加快|增长|规模|产值|工作|建设|其中|各|什么|哪|[县市省区强里在]$|^(?:余下|其余|剩下)|^(?:跨境|先进|高端|现代|智能|制造|制造业|高新技术|服务业|加工业)$"
)
_PREDICATE = re.compile(r"作为|[是为]")  # 珠宝首饰加工|是目前的, 食品加工|为辅的
_NO_TRADE = re.compile(r"(?:设备|装备|器件|零部件|部件|配件|组件|应用|服务|制品|研发|配套|组装|加工|制造)(?:产业)?")
_KIND = re.compile(r"(?:等|双|[延补强建]链|产业|产业链|产业集群|[一二三四五六七八九两\d](?:大|条|个))+$")
_PARALLEL = re.compile(r"[\u4e00-\u9fff]{1,6}(?P<head>[\u4e00-\u9fff]{2})及[\u4e00-\u9fff]{1,6}(?P=head)")
_AND = re.compile(r"、|和|以及|与")
_LEAD_VERB = re.compile(
    r"^(?:(?:截至)?(?:今年|去年)?(?:前[一二三四五六七八九十\d]{1,2}(?:季度|个?月)|[一二三四]季度|[上下]半年|全年|\d{1,2}月份?|近年来|目前|眼下|此外|同时)|.{0,14}(?:高新区|经开区|开发区|园区|示范区|综保区|保税区|新区|片区|集聚区|科技城|科学城|工业园|合作区|产业园)(?:的|以|：)?|.{0,8}(?:依托|其中|力争|预计|以)|.{0,12}(?:年|聚焦|紧盯|围绕|布局|锚定|瞄准|主攻|深耕|做大做强|做[大强精深优实细]|立足|培育出?|壮大|发展|形成了?|打造了?|构建了?|重点在|集聚了?|：)|(?:全区|该区|园区|我区|区内|其中|看中|[以在看的了为]|.{0,6}[把将]))"
)


# One of these stands in every clause that tells of a trade.
_FIND_TRADE = build_finder(
    (
        "产业 行业 加工链 制造业 铸造业 纺织业 化工业 建材业 加工业 冶炼业 陶瓷业 补链 延链 强链 文章 老本行 集群 领域 为主导 为核心 为支柱 为龙头 为引领 "
        "为主体 为主攻 为重点 增长点 增长极 突破口 着力点 新赛道 主攻方向 主业 聚焦 紧盯 围绕 锚定 瞄准 主攻 深耕 布局"
    ).split()
)


def find_industries(scope: Scope, places: list[Subject]) -> Iterator[CandidateFact]:
    text = scope.scene.text
    seen: set[tuple[str, str]] = set()
    for index in sorted(scope.clauses_with(_FIND_TRADE)):
        reading = scope.readings[index]
        low, high = reading.clause.start, reading.clause.end
        project = next((entity for entity in reading.entities if entity.kind == "project"), None) if reading.topic.kind == "project" else None
        if project and reading.entities[0].kind == "zone" and reading.entities[0].start not in scope.references:
            high = project.start  # 某开发区围绕碳纤维产业引进|甲、乙等项目
        elif reading.topic.kind == "project" and (project or not (_COUNT.search(text, low, high) or _LEADING.search(text, low, high))):
            continue  # 五大产业 are the zone's though a project was spoken of
        place = reading.place if reading.place.kind == "zone" else places[index]
        for entity in reading.entities:
            if (entity.kind == "zone" or (entity.kind == "anaphor" and entity.detail == "zone")) and entity.start not in scope.references:
                meant = zone_meant(scope, entity, reading, place)
                place = meant if meant.name else place
        if place.kind != "zone":
            continue
        for start, item, rule, cut in _listed(text, low, high):
            named = max((entity.end for entity in reading.entities if entity.kind in ("zone", "region") and entity.start < start + len(item)), default=0)
            # 机器人、焊接装备: a member's first word is its own
            named = max(named, _stop_in(scope, start + (text[start - 1 : start] == "、"), start + len(item)))
            if cut and named <= start:
                continue  # 装|备制造和烟草两大主导产业: begun in the midst of a word
            start, item = max(start, named), item[max(0, named - start) :]  # 某开发区碳纤维及复合材料产业: no part of the zone's name
            told = (place.name, item.removesuffix("产业"))
            if len(item) > 1 and told not in seen and item not in load_words("stops"):
                seen.add(told)
                yield relate(place, "industry", item, (start, start + len(item)), rule)


def _stop_in(scope: Scope, start: int, end: int) -> int:
    """The end of the last word in a span that no name reaches across: 我们希望|锂电产业."""
    tokens = scope.scene.tokens
    at = bisect_left(scope.scene.token_starts, start)
    last = 0
    while at < len(tokens) and tokens[at].start < end:
        if tokens[at].entry.stops and tokens[at].end <= end - 2:
            last = tokens[at].end
        at += 1
    return last


def _listed(text: str, low: int, high: int) -> Iterator[tuple[int, str, str, bool]]:
    """Every trade that a clause gives its zone, with where it stands and whether it may begin mid-word; one only told of is less sure than one led in."""
    words = text[low:high]
    found = [match for head in _LEADING.finditer(text, low, high) if (match := _LEADING_LIST.search(text, max(low, head.start() - 50), head.end()))]
    for mark, pattern in _LED:
        if mark in words:
            found += pattern.finditer(text, low, high + 1)
    if "、" in words and (focus := _FOCUS_LIST.search(text, low, high + 1)) and sum(_TRADE.search(item) is not None for item in _AND.split(focus["list"])) > 1:
        found.append(focus)
    led = len(found)
    for match in _QUOTED.finditer(text, low, high) if "”" in words else ():
        yield match.start("list"), match["list"], "主导产业", False
    for mark, pattern, within in _TOLD:
        if mark in words and (within is None or within.search(text, low, high + 1)):
            found += pattern.finditer(text, low, high + 1)
    for number, match in enumerate(found):
        at = match.start("list")
        for item in _members(match["list"] + (match.groupdict().get("tail") or "")):  # 煤化工和装备制造业
            start = text.find(item, at)
            at = start + len(item)
            words = item
            for _ in range(3):  # 高新区|围绕|生物医药
                if not (lead := _LEAD_VERB.match(words)):
                    break
                words = words[lead.end() :]
            words = _SIZE.sub("", words)
            cut = words == item and start == match.start() > low and HAN.match(text, start - 1) is not None
            start += len(item) - len(words)
            words = _PREDICATE.split(words)[0].removesuffix("作")
            words = _KIND.sub("", words)
            if len(words) == 1 and words in _MATERIALS and text.startswith("产业", start + 1):
                yield start, f"{words}产业", "说到的产业", cut
            elif 2 <= len(words) <= 12 and not _NO_INDUSTRY.search(words) and words not in load_words("stops"):
                yield start, words, "主导产业" if number < led else "说到的产业", cut


# Each form with a word that it cannot do without, and the dear ones with a cheaper form of what they must hold.
_LED = (("", _FOCUS), ("以", _BASED_ON), ("以", _HEADED_BY), ("为", _MADE), ("产业", _NAMED), ("是", _CALLED))
_TOLD = (("", _COUNTED, _COUNT), ("产业", _PUSHED, None), ("业", _OWN, _GOES_ON), ("产业", _FORMED, None), ("以", _KNOWN_BY, None), ("产业链", _CHAIN, None))


def _members(listed: str) -> list[str]:
    """锂电、光伏和风电 -> three; 半导体材料和设备 is one, as its last word alone is no trade."""
    items = _AND.split(listed)
    items = [part for item in items for part in (item.split("及") if _PARALLEL.fullmatch(item) else (item,))]  # 盐卤化工及精细化工
    if len(items) == 2 and _NO_TRADE.fullmatch(items[1]):
        return [listed]
    return items
