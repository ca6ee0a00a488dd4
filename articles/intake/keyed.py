"""Pages copied out of a database or a script, where keys stand in front of the parts: 标题：…, 【作者】…, 【正文】 alone on a line."""

import re
from dataclasses import dataclass

_TITLE = "文章标题|稿件标题|新闻标题|主标题|标题|题目|篇名|题名"
_OTHERS = (
    "副标题|肩题|引题|副题|作者|记者|通讯员|来源|稿源|报纸名称|刊名|报刊"
    "|日期|发布日期|发布时间|刊发日期|发表日期|时间|版次|版名|版面|字数|栏目|关键词|正文|全文|内容"
)
_KEY = re.compile(rf"(?:[【\[〔〖](?P<bracketed>{_TITLE}|{_OTHERS})[】\]〕〗][:：]?|(?P<plain>{_TITLE}|{_OTHERS})[:：])[ \u3000]*")
_TITLES = frozenset(_TITLE.split("|"))
_BODIES = frozenset(("正文", "全文", "内容"))
_PEOPLE = frozenset(("作者", "记者", "通讯员"))
_SOURCES = frozenset(("来源", "稿源", "报纸名称", "刊名", "报刊"))
_SUBTITLES, _KICKERS = frozenset(("副标题", "副题")), frozenset(("肩题", "引题"))
_DATES = frozenset(("日期", "发布日期", "发布时间", "刊发日期", "发表日期", "时间"))
# the parts of a broadcast's script
_SCRIPT = re.compile(r"[【\[（(](?:导语|口播|正文|配音|解说|画外音|同期声?|现场同期|出镜|片头|片尾|编后|小片头|转场|字幕|标题字幕)[】\]）)][:：]?\Z")
_SPOKEN = re.compile(r"[【\[（(](?:导语|口播|正文|配音|解说)[】\]）)]")
SIGNS = ("标题", "题目", "篇名", "题名", "正文", "导语", "口播", "配音", "解说")  # one of them is on every page that has keys
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a line says without its key: `words` as the page would print it, none where only the key stands there."""

    words: str
    opens: bool = False


def find_keys(rows: list[str]) -> dict[int, Keyed]:
    """Lines of a page that is filled in like a form, by their number in `rows`; empty for all other pages."""
    found = {number: match for number, row in enumerate(rows) if (match := _KEY.match(row.strip(" \u3000")))}
    keys = [match["bracketed"] or match["plain"] for match in found.values()]
    is_form = any(key in _TITLES for key in keys) and len(set(keys) - _TITLES) > 1
    keyed: dict[int, Keyed] = {}
    below_title = False
    for number, row in enumerate(rows):
        words = row.strip(" \u3000")
        if not words:
            continue
        if is_form and below_title and number not in found:
            keyed[number] = Keyed(words, opens=True)
            below_title = False
        elif is_form and number in found:
            keyed[number] = _read(found[number], words)
            below_title = (found[number]["bracketed"] or found[number]["plain"]) in _TITLES and not keyed[number].words
    if not is_form and sum(1 for row in rows if _SPOKEN.match(row.strip(" \u3000")) and _SCRIPT.match(row.strip(" \u3000"))) > 1:
        keyed = {number: Keyed("") for number, row in enumerate(rows) if _SCRIPT.match(row.strip(" \u3000"))}
    return keyed


def _read(match: re.Match[str], words: str) -> Keyed:
    key, value = match["bracketed"] or match["plain"], words[match.end() :]
    if key in _TITLES:
        return Keyed(value if len(value) <= _LONGEST_TITLE else "", opens=bool(value))
    if key in _SUBTITLES or key in _KICKERS or key in _BODIES:
        return Keyed(value)
    if key in _PEOPLE and value:
        return Keyed(f"{key}：{value}")
    if key in _SOURCES and value:
        return Keyed(f"来源：{value}")
    if key in _DATES and value:
        return Keyed(f"发布时间：{value}")
    return Keyed("")
