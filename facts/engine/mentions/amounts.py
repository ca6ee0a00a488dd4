"""The grammar of an amount: number, multiplier, unit and the hedges that touch it (约, 余, 以上)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from facts.engine.words.lexicon import Unit, load_lexicon

# 1,862.5 · 十二 · 二点五
ARABIC = r"\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d++(?:\.\d++)?"
_CHINESE = r"(?:[一二两三四五六七八九十百万亿零〇]|千(?![瓦克米伏升])){1,10}+(?:点[一二三四五六七八九零〇]{1,4}+)?"
_MULTIPLIER = r"万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千(?![瓦克米伏升])|百"
# 约 before, 余 inside, 以上 after
BEFORE = {
    **dict.fromkeys(("约", "大约", "近", "将近", "接近", "大概", "估计"), "approx"),
    **dict.fromkeys(("超", "超过", "超过了", "突破", "突破了", "逾", "过", "超出", "多于", "高于", "大于", "超越", "破"), "gt"),
    **dict.fromkeys(("不低于", "不少于", "至少", "最少", "不小于", "不下于", "不下", "最低", "不得低于", "不得少于", "不能低于", "不能少于"), "ge"),
    **dict.fromkeys(("不足", "不到", "少于", "低于", "未达"), "lt"),
    **dict.fromkeys(("不超过", "不高于", "不多于", "最多", "至多", "不大于", "最长", "最高", "控制在", "不得超过", "不得高于", "不得多于", "不能超过"), "le"),
}
INSIDE = {"余": "gt", "多": "gt"}
AFTER = {
    **dict.fromkeys(("左右", "上下"), "approx"),
    **dict.fromkeys(("有余", "开外", "多"), "gt"),
    **dict.fromkeys(("以上", "及以上", "起"), "ge"),
    **dict.fromkeys(("以下",), "lt"),
    **dict.fromkeys(("以内", "之内", "内"), "le"),
}
_BEFORE_ENDS = frozenset("\n").union(word[-1] for word in BEFORE)
AFTER_BEGINS = frozenset(word[0] for word in AFTER)
_RANGE = r"(?:至|到|—{1,2}|-|~|～|–|－|―)"


class Grammar(NamedTuple):
    number: re.Pattern[str]
    range_end: re.Pattern[str]
    multiplied: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def grammar_of_numbers() -> Grammar:
    units = sorted(load_lexicon().units, key=lambda word: (-len(word), word))
    unit = "|".join(_by_first(units))
    tail = (
        rf"(?P<multiplier>{_MULTIPLIER})?+(?:(?P<inside>余|多)(?P<multiplier2>{_MULTIPLIER})?+)?+\s?(?P<unit>{unit})?+(?P<rate>(?:/|每)(?:年|a|天|日)(?!均))?+"
    )
    number = rf"(?:(?<![\dA-Za-z.,])|(?<=GDP))(?:(?<!第)|(?=\d{{1,5}}万))(?:(?P<number>{ARABIC})(?![A-Za-z]*\d[A-Za-z]))"
    chinese = rf"(?<![第一二两三四五六七八九十百千万亿零〇点数几\d])(?P<chinese>{_CHINESE})"
    before = "|".join(sorted(BEFORE, key=len, reverse=True))
    after = "|".join(sorted(AFTER, key=len, reverse=True))
    return Grammar(
        re.compile(f"(?:{number}|{chinese}){tail}"),
        re.compile(rf"\s?{_RANGE}\s?(?P<number>{ARABIC}|[一二两三四五六七八九十百千]{{1,5}}+){tail}"),
        re.compile(rf"[×xX*](?P<number>{ARABIC}){tail}"),
        re.compile(f"(?:{before})$"),
        re.compile(f"{after}"),
    )


# A unit is none where it begins another word: 项|目, 人|才, 个|性.
_NOT_BEFORE = {
    "个亿": "元美欧",
    "项": "目",
    "人": "才民大次均工文为本",
    "个人": "所信",
    "个": "性体人",
    "家": "电具庭园居装",
    "条": "件例",
    "名": "录牌单优特片列义校师企气城",
    "期": "间待望限货",
    "日": "均前起益常报讯",
    "场": "所地景馆面域",
    "台": "账阶湾州风商",
    "套": "餐用",
    "处": "理于置在",
    "件": "套",
    "只": "有需要为能是",
    "度": "假",
    "方": "面式向案针便法位圆米可程程能",
    "元": "旦宇素器件月青",
    "次": "日年元",
    "倍": "增速",
    "成": "为立果效功长本都员套熟绩交品型片就形千渝",
    "天": "然津河府宁水门宇空地",
    "年": "",
    "片": "区面",
    "种": "植子养业苗",
    "米": "粉面线兰",
    "座": "谈落位",
    "列": "入为车席",
    "位": "于列置居次",
    "款": "项",
    "间": "接隔",
    "支": "持撑付部行柱",
    "所": "以有在需属",
    "头": "部",
    "部": "分门署",
    "班": "子组",
    "架": "构",
    "份": "额",
    "例": "如外",
    "组": "织成团合建",
    "根": "据本",
    "块": "状",
    "层": "级面次",
    "类": "型似",
    "道": "路",
    "门": "类槛口",
    "对": "接于外标口应比企照全",
    "包": "括含装",
    "粒": "子",
    "床": "",
    "张": "家",
    "把": "握",
    "户": "外",
    "批": "复准次示",
    "孔": "",
    "瓦": "斯",
    "户次": "",
    "双": "向碳创招边",
    "箱": "",
    "周": "边期转",
    "桶": "",
    "斤": "",
    "亩": "均",
    "步": "",
    "W": "A",
    "t": "A",
    "平方": "公千",
    "秒": "",
    "袋": "",
    "级": "",
    "元)": "",
}


def _by_first(words: Sequence[str]) -> Iterator[str]:
    """The words' patterns, those of one first character behind it: tried only where it stands."""
    groups: dict[str, list[str]] = {}
    for word in words:
        first = re.escape(word[0])
        groups.setdefault(first, []).append(_guarded(load_lexicon().units[word]).removeprefix(first))
    return (f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())


def _guarded(unit: Unit) -> str:
    word = re.escape(unit.word)
    if unit.word[-1].isascii() and unit.word[-1].isalpha():
        return f"{word}(?![A-Za-z])"
    return f"{word}(?![{_NOT_BEFORE.get(unit.word, '')}级])"


def hedge_before(text: str, start: int) -> tuple[int, str]:
    last = text[start - 1 : start]
    if last == "上" and _ROUND.match(text, start) and text[start - 2 : start - 1] not in _ABOVE:
        return start - 1, "gt"  # 上百家
    if last in _GIVES and _AT_MOST.search(text, max(0, start - 8), start):
        return start, "le"  # 最高奖励50万元, 单户上限200万元
    if last not in _BEFORE_ENDS:
        return start, "eq"
    low, end = max(0, start - 4), start - (last == "\n")  # 突破, and 500亿元 in the next line
    for at in range(low, end):
        if (hedge := text[at:end]) in BEFORE:
            return (start, "eq") if text[max(0, at - 1) : at] in _NOT_AFTER.get(hedge, ()) else (at, BEFORE[hedge])
    return start, "eq"


_ROUND = re.compile(r"[百千万]")
_AT_MOST = re.compile(
    r"(?:最高可?(?:奖励|补助|补贴|支持|给予|资助|奖补)|上限为?|(?:单[户家个笔人]|每[户家人个年]|最高|补[助贴])封顶)$"
)  # 已封顶6栋 are topped out
_GIVES = frozenset("励助贴持予补限为顶")
_ABOVE = tuple("规线以网史晚早会身路车山海手天地")
# 签约 and 附近 are no hedges.
_NOT_AFTER = {"约": tuple("签节集履合特相预契公"), "近": tuple("附最邻靠")} | dict.fromkeys(("高于", "低于", "过", "破"), tuple("增不通经超突"))
