"""Finds numbers with their unit and reads what they say: 约306亩 -> 204000 m2, approx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from facts.engine.mentions.amounts import AFTER, AFTER_BEGINS, BEFORE, INSIDE, grammar_of_numbers, hedge_before
from facts.engine.types import Quantity
from facts.engine.words.lexicon import Unit, load_lexicon
from facts.engine.words.numerals import canonical, factor_of, in_unit, parse_number

_FRACTION = re.compile(
    r"(?P<before>近|约|超过?|逾|过|不足|不到|将近|接近)?(?P<lower>[二三四五六七八九十百千万\d]{1,3}+)分之(?P<upper>[一二三四五六七八九十百\d点.]{1,8}+)(?P<after>以上|左右|强|多)?"
)
_HALF = re.compile(
    r"(?P<before>超|过)半(?:数)?(?![年天月径小])|(?:翻(?:了)?(?P<near>近)?(?P<times>一|两|三)?番(?P<more>还?多|以上|有余)?)|"
    r"(?P<hedge>(?<![附最邻靠])近|约|将近|接近|不到|不足|超过?|超過)?一半(?P<after>以上|左右)?"
)
_TIMES = {"": "100", "一": "100", "两": "300", "三": "700"}


# 六七成, 三四十人: two digits in a row say from … to
_NEIGHBOURS = re.compile("(一二|二三|三四|四五|五六|六七|七八|八九)([十百千]?[万亿]?)")
_DIGIT = re.compile(r"[0-9一二两三四五六七八九十百千万亿零〇]")


def find_quantities(text: str, dates: Sequence[tuple[int, int]]) -> list[Quantity]:
    """约306亩，分两期 -> 204000 m2 (approx), 2 期. `dates` are spans to leave alone, sorted."""
    found = list(_find_plain(text, dates))
    if fractions := list(_find_fractions(text)):
        found = sorted(found + fractions, key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if kept and quantity.start < kept[-1].end:
            continue
        if (quantity.kind == "money" and _names_a_class(text, quantity)) or (quantity.unit_printed in _WHICH and _is_no_count(text, quantity)):
            continue
        if text[quantity.end - 2 : quantity.end] in _FROM_OR_UP_TO and _SIZE_CLASS.match(text, quantity.end):
            continue
        if quantity.kind == "pp":
            at = len(kept) - 1
            end = quantity.start
            while at >= 0 and kept[at].unit_printed == "个" and kept[at].value < 100 and _is_pp_too(text, kept[at], end):
                kept[at] = replace(kept[at], unit="pp", kind="pp", row=quantity.row)  # 高于全省、全市15.8个、12.6个百分点
                end = kept[at].start
                at -= 1
        kept.append(quantity)
    return kept


_THAN = re.compile(r"[高快低慢][于出过][^，。；\d]{0,10}$")


def _is_pp_too(text: str, quantity: Quantity, end: int) -> bool:
    """高于全省、全市15.8个、12.6个百分点; 快于全国3.9个、全省2.1个百分点"""
    between = text[quantity.end : end]
    if len(between) == 1:
        return between in "、和及，"
    named = between[:1] in ("、", "和", "及", "，") and len(between) <= 7 and between[1:].isalpha()
    return named and (quantity.value % 1 != 0 or _THAN.search(text, max(0, quantity.start - 14), quantity.start) is not None)


# 前两次活动, 二次成型: which one, and how it is made.
_WHICH = frozenset(("次", "批", "轮", "批次"))
_TWICE = re.compile(r"(?:成型|开发|利用|创业|供水|加压|装修|加工|元|招标|采油|回收|污染|包装|搬迁|转型)")


def _is_no_count(text: str, quantity: Quantity) -> bool:
    if quantity.unit_printed == "批次" and text[quantity.start - 1 : quantity.start] in ("期", "第"):
        return True
    if quantity.unit_printed == "次" and text[quantity.start - 1 : quantity.start] == "届":
        return True  # 十三届九次全会
    return (quantity.value_printed == "二" and bool(_TWICE.match(text, quantity.end))) or (
        text[quantity.start - 1 : quantity.start] in ("前", "后") and text[quantity.start - 2 : quantity.start] != "先后"
    )


_COUNTED = (
    r"(?:[\u4e00-\u9fff]{0,5}(?:项目|企业|园区|集群|产业|公司|台企|外企|民企|开发区|镇|乡镇|车间|工厂))?(?:只有|仅有|已有|达到|达|有|各|共|分别为)?"
    r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})(?:个(?!百分点|月)|家|户)"
)
# 30亿元以上、50亿元以上以及百亿元龙头型重大项目
_CLASSES = re.compile(r"(?:(?:、|和|及|以及)[\d.]{0,6}[百千万亿]{1,3}元(?:以上|级)?){1,3}(?!以上|左右)[\u4e00-\u9fff]{0,8}?(?:项目|企业)")
# 10蒸吨以下燃煤锅炉46台, 5000平方米以上的厂房12栋: how big those are that are counted.
_FROM_OR_UP_TO = frozenset(("以上", "以下", "以内"))
_SIZE_CLASS = re.compile(
    r"的?(?!的)[\u4e00-\u9fff]{1,10}?(?:共有?|已有|有|各|达到?|分别为)?(?:\d{1,5}|[一二两三四五六七八九十]{1,3})(?:家|户|台|栋|幢|座|条|套|宗|艘|辆|眼|口|个(?!百分点|月|点))"
)
_MONEY = r"(?:者)?[\d.~—–-]{1,9}(?:万|亿|千万|百万)(?:美|欧|日|港)?元(?:以上|以下|以内)?"
_CLASS = re.compile(rf"(?:(?:或|至|—|-|~|、)?{_MONEY})?(?:的)?(?:重[大点]|工业|产业){{0,2}}{_COUNTED}")
_PLAIN_CLASS = re.compile(rf"(?:或{_MONEY})?(?:级)?(?:重[大点]|工业|产业){{0,2}}(?=[\u4e00-\u9fff]{{0,4}}?(?:项目|企业|园区|集群)){_COUNTED}")


def _names_a_class(text: str, quantity: Quantity) -> bool:
    """10亿元以上3个, 百亿元企业2家: the money says which ones are counted."""
    if _CLASSES.match(text, quantity.end):
        return True
    hedged = quantity.comparator in ("ge", "gt", "le", "lt") or quantity.value_max is not None
    return bool((_CLASS if hedged else _PLAIN_CLASS).match(text, quantity.end))


def _find_plain(text: str, dates: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    grammar = grammar_of_numbers()
    pending: list[re.Match[str]] = []
    date = 0
    at = 0
    while digit := _DIGIT.search(text, at):
        start = digit.start()
        while date < len(dates) and dates[date][1] <= start:
            date += 1
        if date < len(dates) and dates[date][0] <= start:
            at, pending = dates[date][1], []
            continue
        match = grammar.number.match(text, start)
        if match is None:
            at = start + 1
            continue
        at = end = match.end()
        if quantities := _read(text, match, pending):
            yield from quantities
            at, pending = max(at, quantities[-1].end), []
        elif match["unit"] is None and match["number"] and text[end : end + 1] in ("、", "和", "与", "及", ","):
            pending = [*(pending if pending and text[pending[-1].end()] in "、和与及," and pending[-1].end() + 1 == start else []), match][-8:]
        else:
            pending = []


# 产值超过了1000万, 花了1.6亿: money whose 元 is left out in speech.
_PAYS = re.compile(
    r"(?:投资|产值|收入|营收|销售额|销量|总额|税收|利润|利税|资金|贷款|补贴|成本|租金|订单|金额|融资|估值|出口额|花|斥资|出资|投入|砸|赚|省|投)[^，。；、\d]{0,6}$"
)
_PAID = re.compile(r"(?:多|左右|以上|以内|上下|的|建|用|打造|改造|购|买|，|。|、|；|！|”|“|$)")


def _bare_money(text: str, match: re.Match[str]) -> list[Quantity]:
    multiplier = match["multiplier2"] or match["multiplier"] or ""
    start, end = match.span()
    if multiplier not in ("亿", "千万", "百万", "万", "千亿", "百亿") or not match["number"] or not _PAID.match(text, end):
        return []
    value = parse_number(match["number"])
    if value is None or not _PAYS.search(text, start - 12, start) or (multiplier == "万" and value < 10):
        return []
    unit = load_lexicon().units["元"]
    lead, comparator = hedge_before(text, start)
    if match["inside"]:
        comparator = INSIDE[match["inside"]]
    trail = grammar_of_numbers().after.match(text, end) if text[end : end + 1] in AFTER_BEGINS else None
    if trail and trail[0] != "内":
        comparator, end = AFTER[trail[0]], trail.end()
    return [
        Quantity(
            lead, end, in_unit(value, multiplier, factor_of(unit.factor)), None, unit.code, unit.kind, comparator, text[start : match.end()], "元", unit.row
        )
    ]


_ONE_OF = frozenset("条 座 栋 幢 台 套".split())
_HAS_ONE = re.compile(r"(?:有|建成|新建|新增|新上|增设|新添|再建|再上|购置|公司从|企业从|厂从)$")


def _built_one(text: str, start: int, unit: str) -> bool:
    """新建一条生产线, 只有一条生产线: one that is there, or was put there; 一座小城 is a way of speaking."""
    return unit in _ONE_OF and bool(_HAS_ONE.search(text, start - 3, start))


_MADE_OF_LINE = frozenset("束缆路材圈")
# What can still belong to a number behind its unit: 七成|五, 一年|半, 4米|多, 30人|以上.
_TRAILS = AFTER_BEGINS | frozenset("一二三四五六七八九半多")
# What a number without a unit can go on with: ×, a dash, 至 (_RANGE), or a space before one.
_GOES_ON = frozenset("×xX*至到—-~～–－―")


def _read(text: str, match: re.Match[str], pending: list[re.Match[str]]) -> list[Quantity]:
    """One match of the number grammar as quantities: usually one, several where a list shares its unit, none where there is no unit."""
    grammar = grammar_of_numbers()
    units = load_lexicon().units
    start, end = match.span()
    following = text[end : end + 1]
    goes_on = following in _GOES_ON or following.isspace()
    number, chinese, own_multiplier, inside, second, unit_word, rate = match.groups()  # all that the grammar names, in its order
    if unit_word is None and not goes_on:
        return _bare_money(text, match)
    first = parse_number(number or chinese, "")
    last: Decimal | None = None
    if chinese and len(chinese) > 1 and (neighbours := _NEIGHBOURS.fullmatch(chinese)):
        first, last = (parse_number(digit + neighbours[2]) for digit in neighbours[1])
    if first is None:
        return []
    multiplier = own_multiplier or ""
    if second:
        multiplier = multiplier + second if multiplier + second in ("百万", "千万", "千亿", "百亿", "万亿") else second
    first_multiplier = multiplier
    times = grammar.multiplied.match(text, end) if unit_word is None and not multiplier else None
    through = None
    if times and times["unit"]:
        factor = parse_number(times["number"])
        if factor is None:
            return []
        first, end, multiplier, unit_word, rate = first * factor, times.end(), times["multiplier"] or "", times["unit"], times["rate"]
        first_multiplier = multiplier
    else:
        through = grammar.range_end.match(text, end) if goes_on else None
        if through and through["unit"] and (unit_word is None or units[unit_word].kind == units[through["unit"]].kind):
            last = parse_number(through["number"])
            second_multiplier = through["multiplier"] or ""
            if unit_word is None and not multiplier:
                first_multiplier = second_multiplier
            multiplier, unit_word, inside, rate, end = second_multiplier, through["unit"], inside or through["inside"], through["rate"], through.end()
        elif unit_word is None:
            return []
    if unit_word is None:
        return []
    if unit_word == "条线" and text[end : end + 1] in _MADE_OF_LINE:
        unit_word, end = "条", end - 1  # 12条|线束生产线
    unit = units[unit_word]
    if not number and not (
        _is_chinese_amount(chinese, unit, multiplier, bool(inside) or hedge_before(text, start)[1] != "eq")
        or (chinese == "一" and unit.kind == "count" and (text[start - 1 : start] in ("加", "和", "及") or _built_one(text, start, unit.word)))
    ):
        return []
    factor = factor_of(unit.factor)
    code = unit.code
    if "/" in unit.word and code == unit.word:
        code, first_multiplier, multiplier = multiplier + code, "", ""  # 280万元/亩 has no code: as the article has it
    value = in_unit(first, first_multiplier, factor)
    value_max = in_unit(last, multiplier, factor) if last is not None else None
    if value_max is not None and value_max < value:
        value_max = None
        end = match.end()
        if match["unit"] is None:
            return []
    if rate and rate[1:] in ("天", "日") and code == "t":
        code = "t/d"
    lead, comparator = hedge_before(text, start)
    if inside:
        comparator = INSIDE[inside]
    if text[end : end + 1] in _TRAILS:
        if unit.code == "percent" and unit.word == "成" and text[end] in "一二三四五六七八九":
            value += Decimal("一二三四五六七八九".index(text[end]) + 1)
            end += 1
            through = grammar.range_end.match(text, end)  # 七成五至八成
            if through and through["unit"] == "成" and (upper := parse_number(through["number"])) is not None:
                value_max, end = upper * 10, through.end()
        if unit.word == "成" and text[end : end + 1] == "半" and last is None:
            value, end = value + 5, end + 1  # 一成半
        if unit.word in ("年", "倍") and text[end : end + 1] == "半" and last is None:
            value, end = value + Decimal("0.5"), end + 1  # 一年半
        if unit.code == "percent" and text[end : end + 1] == "多" and comparator == "eq":
            comparator, end = "gt", end + 1  # 七成多
        if unit_word == "个" and text.startswith(("半小时", "半钟头"), end):
            return [Quantity(lead, end + 3, value + Decimal("0.5"), None, "hour", "time", comparator, text[start:end], f"个{text[end : end + 3]}", unit.row)]
        if unit_word == "个" and text.startswith("半月", end):
            return [Quantity(lead, end + 2, value + Decimal("0.5"), None, "month", "time", comparator, text[start:end], "个半月", unit.row)]
        if unit.kind == "length" and text[end : end + 1] == "多" and text[end + 1 : end + 2] in "的，。、；长宽高" and comparator == "eq":
            comparator, end = "gt", end + 1  # 4米多的
        trail = grammar.after.match(text, end) if text[end : end + 1] in AFTER_BEGINS else None
        if trail and trail[0] == "内" and unit.kind != "time":
            trail = None
        if trail and not (trail[0] == "多" and unit.kind not in ("time", "times")) and not (trail[0] == "起" and unit.kind == "count"):
            end = trail.end()
            comparator = AFTER[trail[0]]
    number_end = match.end() if last is None and not times else end
    digits = text[start:number_end]
    quantity = Quantity(lead, end, value, value_max, code, unit.kind, comparator, digits.removesuffix(unit_word), unit_word, unit.row)
    if not pending or pending[-1].end() + 1 != start:
        return [quantity]
    return [*filter(None, [_shared(text, earlier, unit, multiplier) for earlier in pending]), quantity]


def _shared(text: str, match: re.Match[str], unit: Unit, multiplier: str) -> Quantity | None:
    value = parse_number(match["number"])
    if value is None:
        return None
    own = (match["multiplier"] or "") or multiplier
    lead, comparator = hedge_before(text, match.start())
    return Quantity(lead, match.end(), in_unit(value, own, factor_of(unit.factor)), None, unit.code, unit.kind, comparator, match[0], unit.word, unit.row)


def _is_chinese_amount(words: str, unit: Unit, multiplier: str, hedged: bool) -> bool:
    """十二个, 百余名 and 百亿元 are amounts; 一个, 万家, 千人 are ways of speaking."""
    if words[0] in "零〇" or (words == "一" and unit.kind not in ("percent", "times", "pp", "time") and not multiplier):
        return False
    if all(character in "十百千万亿" for character in words):
        plain = words == "十" or (unit.kind == "money" and words[-1] in "亿万" and len(words) == 2)
        return plain or (unit.kind in ("area", "mass") and words == "十万") or (hedged and unit.kind != "time")
    if unit.kind == "money":
        return len(words) > 1 or bool(multiplier)
    return True


def _near(pattern: re.Pattern[str], word: str, text: str) -> Iterator[re.Match[str]]:
    """The pattern around every place of a word that it cannot do without."""
    at = text.find(word)
    while at >= 0:
        match = pattern.search(text, at - 6, at + 14)
        if match and match.start() <= at < match.end():
            yield match
        at = text.find(word, at + len(word))


def _find_fractions(text: str) -> Iterator[Quantity]:
    for match in _near(_FRACTION, "分之", text):
        lower, upper = parse_number(match["lower"]), parse_number(match["upper"])
        if lower and upper is not None and lower <= 1000:
            share = upper if lower == 100 else (upper * 100 / lower).quantize(Decimal("0.01")).normalize()
            comparator = BEFORE.get(match["before"] or "", "eq")
            comparator = {"以上": "ge", "左右": "approx", "强": "gt", "多": "gt"}.get(match["after"] or "", comparator)
            yield Quantity(*match.span(), Decimal(canonical(share)), None, "percent", "percent", comparator, match[0], "", "fraction")
    for match in sorted((*_near(_HALF, "半", text), *_near(_HALF, "番", text)), key=lambda match: match.start()):
        if "番" in match[0]:
            comparator = {"多": "gt", "还多": "gt", "有余": "gt", "以上": "ge"}.get(match["more"] or "", "approx" if match["near"] else "eq")
            yield Quantity(*match.span(), Decimal(_TIMES[match["times"] or ""]), None, "percent", "percent", comparator, match[0], "", "doubled")
        else:
            hedged = "gt" if match["before"] else BEFORE.get((match["hedge"] or "").replace("過", "过"), "eq")
            comparator = {"以上": "ge", "左右": "approx"}.get(match["after"] or "", hedged)
            yield Quantity(*match.span(), Decimal(50), None, "percent", "percent", comparator, match[0], "", "half")
