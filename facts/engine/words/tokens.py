"""One lexical pass: the text folded character by character, its words and its registered names with offsets."""

from __future__ import annotations

import re
from functools import cache

from facts.engine.types import Token
from facts.engine.words.gazetteer import Gazetteer, Place
from facts.engine.words.lexicon import Lexicon, read_rows

# Width variants, one character for one: offsets in the folded text are offsets in the source.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
_WIDTH |= {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDTH |= {
    ord("％"): ord("%"),
    ord("．"): ord("."),
    ord("／"): ord("/"),
    ord("\u3000"): ord(" "),
    ord("\u00a0"): ord(" "),
    ord("＋"): ord("+"),
    ord("﹪"): ord("%"),
    ord("＂"): ord('"'),
    ord("("): ord("（"),
    ord(")"): ord("）"),
}
_WIDTH |= {ord("「"): ord("“"), ord("」"): ord("”"), ord("『"): ord("“"), ord("』"): ord("”"), ord("\t"): ord(" "), ord("\r"): ord(" "), ord("．"): ord(".")}


# ⭐ ✅ 📍 ▍ 1️⃣ before an item: whatever is painted there is a bullet.
_EMBLEMS = "\u200d\u20e3\u2300-\u23ff\u2500-\u259f\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
_POINT = re.compile("(?<=[0-9])‧(?=[0-9])")  # as papers of Taiwan and Hong Kong print it
_HAN_POINT = re.compile("(?<=[一二三四五六七八九十百千〇○零])‧(?=[一二三四五六七八九〇○零])")
_NOUGHT = re.compile("(?<=[一二三四五六七八九〇○])○|(?<=二)[0O](?=[一二三四五六七八九0O][一二三四五六七八九0O]年)|(?<=二[0O][一二三四五六七八九])[0O](?=年)")
_KEYCAP = re.compile("[0-9](?=\ufe0f?\u20e3)")
_ENUMERATED = re.compile(r"(\n[ \t\u3000]{0,8})[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)](?=[^\s])")  # （三）管委会主任…
_ASCII_STOP = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|;")
_STOPS = {",": "，", ":": "：", ";": "；"}
_STRAIGHT = re.compile(r'"([^"\n]{0,400})"')


@cache
def _table() -> dict[int, int]:
    return {ord(row["traditional"]): ord(row["simplified"]) for row in read_rows("traditional")} | _WIDTH


@cache
def _foldable() -> tuple[re.Pattern[str], dict[str, str]]:
    return re.compile("[" + _EMBLEMS + "".join(re.escape(chr(code)) for code in _table()) + "]"), {chr(code): chr(to) for code, to in _table().items()}


def fold(text: str) -> str:
    """１２．５億 -> 12.5亿, length kept; a comma that is no part of a number is the Chinese one, and so are marks of quotation."""
    pattern, other = _foldable()
    if "\u20e3" in text:
        text = _KEYCAP.sub("●", text)
    if "‧" in text:
        text = _HAN_POINT.sub("点", _POINT.sub(".", text))
    if "○" in text or "二0" in text or "二O" in text:
        text = _NOUGHT.sub("〇", text)
    if "（" in text or "(" in text:
        text = _ENUMERATED.sub(lambda match: match[1] + "●" * (len(match[0]) - len(match[1])), f"\n{text}")[1:]
    folded = pattern.sub(lambda match: other.get(match[0], "●"), text)  # most characters stay: quicker than translate, which asks for each
    folded = _ASCII_STOP.sub(lambda match: _STOPS[match[0]], folded) if "," in folded or ":" in folded or ";" in folded else folded
    return _STRAIGHT.sub("“\\1”", folded) if '"' in folded else folded


_BRACKETS = re.compile(r"[（(](?!复[）)]工)[^（）()\n]{1,40}[）)]")  # 开（复）工 is one word


def blank_brackets(text: str) -> str:
    """What stands in brackets as spaces."""
    return _BRACKETS.sub(lambda match: " " * len(match[0]), text)


def read_tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """Every word of the tables, leftmost and longest, in order."""
    entries, new = lexicon.entries, tuple.__new__  # Token(…) would run a Python function for each of a thousand words
    return [new(Token, (start, end, entry)) for number, start, end in lexicon.find(text) if (entry := entries[number]).useful]


_BUILDING = frozenset("共新筹合兴扩改续")  # 共建|安康公用型保税物流中心, and no 建安
_LONGEST_NAME = 7


def read_places(text: str, gazetteer: Gazetteer) -> list[tuple[int, int, Place]]:
    """Every registered name: regions, zones, projects, organisations."""
    places = gazetteer.places
    found: list[tuple[int, int, Place]] = []
    for number, start, end in gazetteer.find(text):
        if text[start] == "建" and text[start - 1 : start] in _BUILDING:
            found += [(start + 1 + first, start + 1 + last, places[inner]) for inner, first, last in gazetteer.find(text[start + 1 : start + _LONGEST_NAME])]
        else:
            found.append((start, end, places[number]))
    return found
