"""Which trade or which firms a figure is about: 装备制造业产值, 机器人、焊接装备和新能源三大产业, 在孵企业实现收入."""

from __future__ import annotations

import re

# 服务业, 餐饮业; but 铝业 and 药业 end the names of companies
_TRADE = r"(?:产业(?:链|集群)?|制造业|行业|工业|集群|(?<![企就创开毕营事专作停失从铝铜药钢实置矿物纸乳酒木])业|保税加工|保税物流|加工贸易|一般贸易)"
_MONTHS = r"\d{1,2}(?:[—~-]\d{1,2}|[至到]\d{1,2})?月份?|[一二三四]季度|前[一二三四]?季度|上半年|下半年|全年|(?:\d{4}|今|去|当|近[两三])年"
_DONE = rf"(?:实现|完成|缴纳|上缴|创造|累计|首次|预计|[共已]|{_MONTHS}|[，的])"
_TRADE_BEFORE = re.compile(rf"(?P<end>{_TRADE})(?:{_DONE})*$")
_FIRMS_BEFORE = re.compile(rf"(?P<end>企业)(?:{_DONE}|合计|总)*$")
_PHRASE = re.compile(r"[\u4e00-\u9fffA-Za-z\d“”、]+$")
# 今年全区|装备制造业: what stands before the trade is no part of its name.
_SETTING = re.compile(
    r"^.{0,48}(?:其中|[全我本该]区|区内|全[市省县州]|园区|开发区|高新区|经开区|集聚区|集中区|保税区|新区|[今去全当明]年|\d年|[上下]半年|\d个?月份?|季度|目前|以来|分别|方面|来看|累计|的)"
    r"|^(?:但|而|[、和及与])"
)
# 力争、形成、带动|装备制造业: what is done with it
_VERB = re.compile(
    r"^.{0,48}(?:实现|完成|缴纳|上缴|预计|力争|确保|推动|带动|拉动|支撑|形成|聚焦|围绕|打造|建成|拥有|集聚(?!区)|聚集(?!区)|随着|依托|加上|答案是|这样|现有|共有|已有|新增|引进|培育|"
    r"发展|壮大|做[大强优]|加快|推进|供应|除|占|使|让|把|将|保障|比|是|成为|作为|在(?![孵建])|有(?!色))"
)
_COUNT = re.compile(r"^[约近超逾余多\d一二三四五六七八九十两百千.]+[余多]?[家户个条]")
_ALL = frozenset(("工业", "规上工业", "规模以上工业", "工业企业", "行业", "产业", "企业", "规上企业"))
# 新能源汽车产业表现抢眼，1—9月实现产值93.8亿元: whom the sentence is about.
_TOPIC = re.compile(
    r"(?:其中|从行业看|以[^，。；]{1,12}?为[\u4e00-\u9fff]{1,3}的)?(?![以受因为由对与向据比])"
    rf"(?P<trade>[\u4e00-\u9fffA-Za-z“”、]{{2,24}}?{_TRADE})(?![园区链化带群城基项企的集总之内等])(?=[\u4e00-\u9fff\d]|$)"
)
_FIRMS_TOPIC = re.compile(rf"(?P<trade>(?:\d{{1,4}}家)?[\u4e00-\u9fff“”]{{2,14}}?企业)(?:{_DONE}|合计|总|营业|销售|主营|年)")
_LONGEST = 48
_LONGEST_ITEM = 16


def trade_before(text: str, low: int, at: int) -> str:
    """装备制造业 of …装备制造业1—8月完成|产值, with all that a list names; "" where no trade stands there."""
    found = _TRADE_BEFORE.search(text, max(low, at - _LONGEST), at)
    return _name(text, low, found.end("end"), _VERB) if found else ""


def firms_before(text: str, low: int, at: int) -> str:
    """电子信息企业 of 42家电子信息企业完成|产值."""
    found = _FIRMS_BEFORE.search(text, max(low, at - _LONGEST), at)
    return _name(text, low, found.end("end"), _VERB) if found else ""


def topic_trade(text: str, start: int, end: int) -> str:
    """The trade or the firms that a clause opens with; what is done with a trade (壮大装备制造业) makes none the topic."""
    found = _TOPIC.match(text, start, end) or _FIRMS_TOPIC.match(text, start, end)
    if not found or _VERB.match(found["trade"]):
        return ""
    return _name(text, start, found.end("trade"), None)


def _name(text: str, low: int, end: int, verbs: re.Pattern[str] | None) -> str:
    phrase = _PHRASE.search(text, max(low, end - _LONGEST), end)
    if not phrase:
        return ""
    words = verbs.sub("", phrase[0]) if verbs else phrase[0]
    words = _COUNT.sub("", _SETTING.sub("", words))
    if words in _ALL or len(words) < 3 or words[0] == "”" or len(words.rpartition("、")[2]) > _LONGEST_ITEM:
        return ""
    return words
