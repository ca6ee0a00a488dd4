"""Which of the heading lines over an article is kicker, headline and subheadline."""

import re
from dataclasses import dataclass

from articles.intake.heads import NOTICE
from articles.intake.joining import Block
from articles.intake.lines import Form, display_width, list_mark

_KICKER = re.compile(
    r"(?:系列(?:报道|评论|之.{1,3})?|之[一二三四五六七八九十]{1,2}|特别报道|特稿|观察|巡礼|探访|走访|寻访|走基层|专栏|进行时|专访|调查|访谈录?|对话录|特别策划|专题报道|主题宣传|[①②③④⑤⑥⑦⑧⑨]|[（(][一二三四五六七八九十上中下]{1,2}[）)]|连续报道|主题采访|采访行|见闻录|在一线|看变化|提出|强调|要求|指出|透露|获悉|显示|表示|明确|召开|举行|闭幕|开幕|印发|出台)[”》】]?\Z|……\Z|\A[“《【][^，？！]{2,12}[”》】]\Z|\A(?:本期|本版|特别)(?:关注|策划|话题|主题|聚焦)|”看[\u4e00-\u9fff]{2,4}\Z"
)
_LABEL_SIGNS = "【】〔〕[]|｜丨—－=~～★☆▲△◇□○※✦ \u3000"
_OPENERS, _CLOSERS = "“‘（《「『(", "”’）》」』)"
_COLON = re.compile(r"(?:[：:]|[—－–─-]{1,2})\Z")
_NUMBER = re.compile(r"第[0-9０-９一二三四五六七八九十百]{1,4}期")  # 一周要闻 | 第38期
_COLUMN = re.compile(r"[\u4e00-\u9fff]{2,8}[·|｜丨][\u4e00-\u9fff]{2,8}\Z")  # 镇街·园区
_COLONS = re.compile(r"[：:]")
_INNER_BREAK = re.compile(r"[ \u3000，：:！？]")
_DOCKET = re.compile(r"[（(〔\[]?[\u4e00-\u9fff]{0,8}[〔\[（(]?[0-9]{4}[〕\])）]?年?第?[ ]?[0-9]{1,4}[ ]?号[）)〕\]]?\Z")
_PLACE_END = re.compile(r"(?:区|市|县|省|园|城|镇|基地|港|口岸|片区|集团|公司)\Z")
_LEADING_IN = re.compile(
    r"发展|做[强优大]|壮大|打[好赢响]|决胜|抢抓|冲刺|牢记|聚焦|关注|走进|深读|特稿|探访|连线|直击|盘点|回眸|喜迎|奋进|奋战|决战|大干|学习|贯彻|落实|践行|推进|扎实|加快|坚持|深入|全力"
)
# 秀洲高新区打造全链条孵化体系 under 从“一张工位”到“一片森林”: a line with its own subject continues nothing.
_OWN_SENTENCE = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:高新区|经开区|开发区|综保区|保税区|新区|示范区|[试实]验区|合作区|科学城|科技城|产业园|工业园|产业基地|边合区|集聚区|集中区|工业区|港区|经济区|片区|园区)(?:[\u4e00-\u9fff]{2}|[“‘])"
)
_ZONE_FIRST = re.compile(_OWN_SENTENCE.pattern.removesuffix("(?:[\\u4e00-\\u9fff]{2}|[“‘])"))
_OFFICE = re.compile(r"(?:工委|管委会|管理委员会|人民政府|办公室|委员会|局|厅|指挥部)\Z")
_SLOGANS = re.compile(r"[\u4e00-\u9fff]{2,5}(?:[ \u3000、]+[\u4e00-\u9fff]{2,5}){2,}\Z")  # 转方式　调结构　强园区
_CAMPAIGN = re.compile(r"[^ \u3000，：]{5,9}[ \u3000]+[^ \u3000，：]{5,9}\Z")  # 决战第二季度 大抓项目稳增长
_TERM_FIRST = re.compile(
    r"(?:今年)?(?:前(?:三季度|[0-9一二三四五六七八九十]{1,2}个?月)|[上下]半年|[一二三四]季度|首季度?|[0-9]{1,2}(?:[—－–-][0-9]{1,2})?月份?)"
)
_ITS_OWN = re.compile(r"[\u4e00-\u9fff]{2,}(?:项目|企业|公司|集团)[0-9一二三四五六七八九十]{1,3}(?:天|个?月|小时|分钟)")  # 某新材料项目25天完成备案
_TWO_PARTS = re.compile(r"[^ \u3000]{6,}[ \u3000]+[^ \u3000]{6,}")
_FIGURE = re.compile(r"[0-9０-９]")
_SAYS_HOW_MUCH = re.compile(r"[0-9０-９][^年月日]|[一二两三四五六七八九十百千]+(?:成|[家个户项倍]|亿|万)|过半|翻番")
_AMOUNT = re.compile(r"[\u4e00-\u9fff]{2,5}(?:近|超|逾|约|达)?[0-9０-９.．]{1,8}[万亿千百]{0,2}[\u4e00-\u9fff]{1,2}\Z")
_MID_PHRASE = re.compile(r"[的了与和及地得）”%％、，：]")
_WAITS = re.compile(  # 岳阳：城陵矶综保区 over 一企业扩建二期: a subject after a colon or a cry, of which nothing is said yet
    r"[，！：｜|][\u4e00-\u9fff]{2,10}(?:高新区|经开区|开发区|园区|产业园|工业园|创业园|综保区|保税区|新区|集中区|集聚区|示范区|合作区|试验区|片区)\Z"
)
_REST_OF_TERM = re.compile(r"(?:总产?值|总额|总量|增加值|产值|货值|投资额|规模|增速|收入)[\u4e00-\u9fff]")  # 进出口 over 总值突破三千亿元
_OF_TERM = re.compile(r"(?:进出口|进口|出口|工业|规上|产业|贸易|外贸|投资|营业|主营业务|财政|税收)\Z")
_TOPIC_END = re.compile(r"(?:业务|产业|工业|经济|外贸|投资|项目|企业|出口)\Z")
_HAPPENS = re.compile(
    r"[0-9一二三四五六七八九十百]|[，！？：“”]|开工|签约|投产|竣工|突破|增长|建成|推进|落户|引进|启动|实现|召开|举行|出台|新增|提升"
    r"|加快|打造|做[强优大]|壮大|培育|发展|服务|助|促|抓|稳|迎|赋|聚|撑"
)
_YEAR = re.compile(r"[0-9]{4}年|[0-9]{1,2}(?:[—－–-][0-9]{1,2})?月份?")
_OPEN_END = re.compile(
    r"(?:[上下]半年|[一二三四]季度|全年|今年|去年|[0-9一二三四五六七八九十]个?月份?|[的和与及或为将对从向把被以在]|打造|构建|推动|助推|实现|成为|走出|跑出|迈向|迈出|奔向|开启|争当|擦亮|激活|引领)\Z"
)
_HOLDS, _EVENT = re.compile(r"(?:举行|召开|举办)\Z"), re.compile(r"(?:会|仪式|活动|大赛|论坛|典礼)\Z")  # 某某经开区举行 / 项目开工仪式
_SECTION_OF = re.compile(  # 兄弟园区, 走进县区: a column's name, no zone's
    r"(?:兄弟|周边|邻里|各地|一线|今日|本周|走进|聚焦|关注|身边|域外|他山|省内|省外|国内|国外|海外)(?:园区|开发区|高新区|经开区|综保区|县区|市县|县市|新区|乡镇|公司|集团)\Z"
)
_TOPIC = re.compile(r"[^：:]{2,12}[：:][^：: \u3000，]{1,5}\Z")
_SPEAKS_OF = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
_SHORT_LEAD, _MUCH_LONGER = 8, 8
# what a piece is and where it was got: a subheadline also without ——
_DESCRIBES = re.compile(
    r"(?:扫描|盘点|见闻|纪实|纪略|侧记|综述|述评|走笔|掠影|采访记|[小散手札略转成长展探]记|回眸|启示录?|素描|速写|记事|纪行|巡礼)\Z|\A(?:走进|走近|探访|探营|走访|来自|写在|记)[\u4e00-\u9fff]{3}"
)
_ATTENDS = re.compile(r"(?:主持|出席|讲话|致辞|作报告|参加|陪同|见证|宣布开工|调研|批示)\Z")
_SPAN = re.compile(r"从“[^”]+”到“[^”]+”\Z")
_BRIEFING = re.compile(r"(?:举行|召开|举办)[^，。]{0,20}(?:发布会|通气会|吹风会)\Z")  # what it tells is the news; what a ceremony yields explains it
_HELD = re.compile(r"(?:举行|召开|举办)[^，。]{2,20}(?:会|仪式|论坛|典礼)\Z")
_NOUN_END = re.compile(r"(?:产业|项目|产值|企业|集群|投资|出口|外资|工程|产能|[一二三]期|生产线|车间|工厂|税收|经济)\Z")
_VERB_START = re.compile(
    r"同比|环比|跨入|迈入|迈上|突破|实现|增长|超|达|获|跑出|驶入|按下|进入|落户|开工|投产|竣工|封顶|签约(?![总金]?额|项目[0-9])|启动|加速|提速|通过|增至|升至|首破|再|连续|有望|全面|全部|年底|集中|正式"
)
_ZONE_ALONE = re.compile(r"[\u4e00-\u9fff]{3,12}(?:高新区|经开区|开发区|园区|园|综保区|保税区|新区|集中区|集聚区|示范区|合作区|试验区|片区)\Z")
_ACTS = re.compile(r"[建争助让把进驻走赴获升成迈奔看]|打造|加快|落户")
_ISSUES = re.compile(r"(?:通过|印发|出台|发布|公布|审议|实施|制定|下发|解读|颁布)\Z")
_EXPLAINS = re.compile(r"明确|提出|涉及|涵盖|要求|规定|鼓励|支持")
_TEASES = re.compile(r"(?<!\A)“[^”]+”|\A“[^”]{1,2}”[^看]|这样|如何|怎么|何以|为何|凭什么|缘何|何来|[？！]\Z")
_SPACE = re.compile(r"[ \u3000]")
# 半年引资逾百亿, 新厂投产: what the subject did is said, nothing is waited for
_SAID = re.compile(
    r"(?:投产|投运|试产|达产|开工|竣工|封顶|下线|落户|揭牌|开园|奠基|交付|[增引投融][资长]?[逾超近约达破]?[0-9.百千万亿两一二三四五六七八九十]{1,8}(?:[万亿]元?|[%成倍]))\Z"
)
_HALF = 6
_STAIR, _OFF_CENTRE = 16, 1.5  # columns
_WHOLE = 11  # characters of a headline that says what a zone did


@dataclass(frozen=True, slots=True)
class Head:
    kicker: str | None
    headline: str
    subheadline: str | None


def compose_head(titles: list[Block], zone_names: frozenset[str] = frozenset()) -> Head:
    """项目为王　实干为先 / 六个开发区跑出转型“加速度” / ——前三季度发展综述 → kicker, headline and subheadline."""
    titles = _join_subtitles([title for title in _without_repeats(titles) if not is_docket(title)] or titles)
    apart = next((number for number, title in enumerate(titles) if number > 1 and title.gap), None)
    if apart is not None and not any(title.gap for title in titles[1:apart]) and all(title.form is Form.SHORT for title in titles):
        if all(len(title.text) <= _HALF for title in titles[:apart]):  # 一线直击, 保供稳链 over a headline
            head = compose_head(titles[apart:], zone_names)
            return Head(" ".join([*(title.text for title in titles[:apart]), *filter(None, [head.kicker])]), head.headline, head.subheadline)
        head = compose_head(titles[:apart], zone_names)  # lines of summary set off by a blank line
        return Head(head.kicker, head.headline, " ".join([*filter(None, [head.subheadline]), *(title.text for title in titles[apart:])]))
    column = next((number for number, title in enumerate(titles) if number and title.form is Form.LABEL), len(titles))
    if any(title.form is Form.SHORT for title in titles[column + 1 :]) and titles[column].gap:
        head = compose_head(titles[column:], zone_names)  # what stands above 【头条】 names the page
        return Head(" ".join([*(title.text for title in titles[:column]), *filter(None, [head.kicker])]), head.headline, head.subheadline)
    subtitles = [title.text for title in titles if title.form is Form.SUBTITLE]
    labels = [title.text.strip(_LABEL_SIGNS) for title in titles if title.form is Form.LABEL]
    parts = _merge([title for title in titles if title.form not in (Form.SUBTITLE, Form.LABEL) and not is_docket(title)], zone_names)
    label = " ".join(labels) or None
    subtitle = " ".join(subtitles) or None
    if not parts:
        return Head(None, label or subtitle or "", subtitle if label else None)
    if len(parts) == 1:
        return Head(label, parts[0], subtitle)
    if len(parts) == 3 and not subtitle and _is_broken_headline(parts):
        return Head(label, f"{parts[0]} {parts[1]}", parts[2])
    if subtitle or len(parts) > 2:
        return Head(_both(label, parts[0]), parts[1], " ".join(parts[2:] + subtitles) or None)
    if _is_kicker(parts[0], parts[1]) or (len(titles) == 2 and titles[1].gap > 1 and len(parts[0]) < len(parts[1])):
        return Head(_both(label, parts[0]), parts[1], None)
    return Head(label, parts[0], parts[1])


def _without_repeats(titles: list[Block]) -> list[Block]:
    """A saved page says its headline twice, the second time perhaps without what stood in front."""
    kept: list[Block] = []
    for title in titles:
        if not (kept and len(title.text) > _SHORT_LEAD and title.text in kept[-1].text):
            kept.append(title)
    return kept


def _join_subtitles(titles: list[Block]) -> list[Block]:
    """——二百余家规上企 over 业开工率达九成八 is one subheadline."""
    joined: list[Block] = []
    for title in titles:
        if joined and joined[-1].form is Form.SUBTITLE and title.form is Form.SHORT and not title.gap:
            upper = joined[-1]
            joined[-1] = Block(upper.form, upper.text + title.text, [*upper.lines, *title.lines])
        else:
            joined.append(title)
    return joined


def _is_kicker(first: str, second: str) -> bool:
    """A column's or series' name, or a few words that only lead in, over a longer line: 园区进行时 / 一束“光”带出百亿级产业集群."""
    if _DESCRIBES.search(second) and not _KICKER.search(first):
        return False  # 给创业者一片沃土 over 沈阳高新区孵化载体建设扫描
    if _ATTENDS.search(second) and len(second) < len(first):
        return False
    if _SECTION_OF.match(first) or _SLOGANS.match(first) or (_CAMPAIGN.match(first) and _LEADING_IN.match(first) and not _TERM_FIRST.match(second)):
        return True
    if _KICKER.search(first) or _NUMBER.search(first) or (re.search(r"[·|｜丨]", first) and len(first) <= 16 and not re.search(r"[|｜丨]", second)):
        return True
    if _FIGURE.search(first) and not _FIGURE.search(second) and _SPEAKS_OF.match(second) and not _SPEAKS_OF.match(first):
        return True  # 上半年增加值增长8.6% over 某某市：园区挑起“大梁”
    if (
        (_FIGURE.search(first) or _TWO_PARTS.search(first) or _SAYS_HOW_MUCH.search(first))
        and not _FIGURE.search(second)
        and _OWN_SENTENCE.match(second)
        and not (_OWN_SENTENCE.search(first) or _ITS_OWN.search(first))
        and not _TERM_FIRST.match(second)
    ):
        return True  # 前10月进出口额超900亿美元 over 上海综保区外贸企稳回升
    if _AMOUNT.match(first) and _ZONE_FIRST.match(second):
        return True  # 总投资156.4亿元 over 绵阳经开区19个项目集中签约
    if _BRIEFING.search(first) and _FIGURE.search(second):
        return True  # 某市举行某某新闻发布会 over 上半年GDP增长8.4%
    if _SPEAKS_OF.match(second) and _OWN_SENTENCE.match(second.replace("：", "")) and not _COLONS.search(first) and not _ZONE_FIRST.match(first):
        return True  # 打造西南最大的水果集散地 over 某某边合区：一颗榴莲的“四小时旅行”
    if len(first) >= len(second) + _MUCH_LONGER and "，" in first and "，" in second:
        return True  # 从老军工基地到创新策源地，某区写下转型答卷 over 一座城，再启程: what leads in may be long, a headline is short
    leads_in = bool(_LEADING_IN.match(first))
    if len(second) < len(first) + 4 or (_PLACE_END.search(first) and not leads_in):
        return False
    if _TEASES.search(first) and len(first) >= _HALF and not leads_in:
        return False  # 用工难题这样破 over what it is about
    return len(first) <= 8 or (len(first) <= 12 and leads_in)


def _is_broken_headline(parts: list[str]) -> bool:
    """东海之滨 / 又添“新引擎” over 临港新片区氢能产业园昨日开园: two short lines that the third explains."""
    first, second, third = parts
    return len(first) <= _HALF and len(second) <= 2 * _HALF and bool(_OWN_SENTENCE.match(third)) and not (_KICKER.search(first) or _LEADING_IN.match(first))


def is_docket(title: Block) -> bool:
    """（2023年第6号）under the heading of a public notice."""
    return bool(_DOCKET.match(title.text))


def _both(label: str | None, kicker: str) -> str:
    return f"{label} {kicker}" if label else kicker


def _merge(titles: list[Block], zone_names: frozenset[str]) -> list[str]:
    """Lines that are one heading in print become one."""
    parts: list[str] = []
    last, upper, stepped = "", None, False
    for title in titles:
        text = title.text.removeprefix(list_mark(title.text)).strip(" \u3000")
        stepped = upper is not None and (_steps_in(upper, title) or (stepped and title.indent == upper.indent and not title.gap))
        stepped = stepped and not (_is_whole(last) and _SAYS_HOW_MUCH.search(text[1:]))  # set in because it explains
        if parts and (stepped or _continues(parts[-1], last, title, text, zone_names)):
            parts[-1] += text if _COLON.search(parts[-1]) else f" {text}"
        else:
            parts.append(text)
        last, upper = text, title
    return parts


def _is_whole(text: str) -> bool:
    """上饶经开区光学产业“聚木成林”: a zone and what it did or has."""
    return len(text) >= _WHOLE and bool(_ZONE_FIRST.match(text)) and (not _ZONE_ALONE.match(text) or bool(_ACTS.search(text)))


def _steps_in(upper: Block, lower: Block) -> bool:
    """Each line of a broken headline set further in than the one above, and not because it is centred."""
    step = lower.indent - upper.indent
    centres = [block.indent + display_width(block.text) / 2 for block in (upper, lower)]
    return 2 <= step <= _STAIR and not lower.gap and abs(centres[0] - centres[1]) > _OFF_CENTRE


def _continues(part: str, last: str, lower: Block, text: str, zone_names: frozenset[str]) -> bool:
    if _OFFICE.search(last) and _OFFICE.search(text):
        return True  # two offices that issue one notice
    if (_CAMPAIGN.match(last) and _LEADING_IN.match(last)) or _COLUMN.match(last) or _NUMBER.search(last) or _SECTION_OF.match(last):
        return False
    if not lower.gap and len(last) <= _SHORT_LEAD and _NOUN_END.search(last) and _VERB_START.match(text):
        return True  # 纺织服装产业 over 跨入“百亿俱乐部”
    if not lower.gap and (_MID_PHRASE.match(text) or _WAITS.search(last)) and not _OWN_SENTENCE.match(text):
        return True
    if not lower.gap and _VERB_START.match(text) and not _HAPPENS.search(_YEAR.sub("", _TERM_FIRST.sub("", last))) and not _PLACE_END.search(last):
        return True  # 上半年昆明综保区外贸进出口 over 同比增长22.7%
    if not lower.gap and text.startswith("《") and _ISSUES.search(last):
        return True  # 省政府常务会议通过 over 《关于…的意见》
    if not lower.gap and _OF_TERM.search(last) and _REST_OF_TERM.match(text):
        return True
    if not lower.gap and _ZONE_FIRST.match(last) and _TOPIC_END.search(last) and not _HAPPENS.search(last) and not _ZONE_FIRST.match(text):
        return True  # 海口综保区保税维修业务 over 半年货值超8亿元: what happens comes below
    if not lower.gap and _TOPIC.match(last) and not _INNER_BREAK.search(text):
        return True  # 海安经开区：专班 over 跑出“加速度”
    if not lower.gap and (_OPEN_END.search(last) or (_HOLDS.search(last) and _EVENT.search(text))):
        return True
    if _LEADING_IN.match(part) and _ZONE_FIRST.match(text) and not (_is_open(part) or _OPEN_END.search(last)):
        return False  # 聚焦“双招双引” over 黄石开发区·铁山区
    if _OWN_SENTENCE.match(text) and not _is_open(part) and not _COLON.search(part) and len(last) >= _SHORT_LEAD:
        return False
    if _COLON.search(part) or _is_open(part) or part in zone_names or text.startswith("关于"):
        return True
    if _DESCRIBES.search(text) and len(last) >= _HALF and not _OPEN_END.search(last):
        return False
    if _ATTENDS.search(text) and not lower.gap and (_ATTENDS.search(last) or len(last) > len(text)):
        return bool(_ATTENDS.search(last))  # 某某主持并讲话 under what he spoke at, or under another who spoke
    if NOTICE.search(text) and len(text) >= _SHORT_LEAD and _PLACE_END.search(last) and not lower.gap:
        return True  # 某某高新技术产业开发区 over 2020年统计公报
    if _OWN_SENTENCE.match(last) and _FIGURE.search(_YEAR.sub("", text)) and not _FIGURE.search(_YEAR.sub("", last)) and len(last) >= _WHOLE:
        return False  # 规上工业总产值突破200亿元 under 嘉善经开区首季交出高分答卷 proves it
    if _is_whole(last) and not (_OPEN_END.search(last) or _VERB_START.match(text)) and _SAYS_HOW_MUCH.search(text[1:]):
        return False  # 协议总额167亿元 under 西青开发区携24个项目亮相产业合作大会
    if _KICKER.search(last) or _SPAN.search(last) or (_HOLDS.search(last) is None and _HELD.search(last)):
        return False
    if not lower.gap and _ZONE_ALONE.match(last) and not (_ACTS.search(last) or _OWN_SENTENCE.match(text)):
        return True  # 宜昌高新区白洋园区 over 力争全年新开工项目60个
    if len(last) <= _SHORT_LEAD and _PLACE_END.search(last) and not (_LEADING_IN.match(last) or _SPACE.search(last)):
        return True
    if lower.gap:
        return False
    if _EXPLAINS.match(text) and len(last) >= _SHORT_LEAD and not _OPEN_END.search(last):
        return False
    if _SAID.search(last) and len(last) >= _SHORT_LEAD and not _VERB_START.match(text):
        return False
    if len(last) == len(text) or (len(text) <= 0.6 * len(last) and not ("，" in last and "，" in text)):
        return True  # two clauses and again two are two headings
    return not _INNER_BREAK.search(last) and not _INNER_BREAK.search(text) and len(text) <= len(last) + 1


def _is_open(text: str) -> bool:
    return any(text.count(opener) > text.count(closer) for opener, closer in zip(_OPENERS, _CLOSERS, strict=True))
