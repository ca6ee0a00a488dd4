"""Pictures' captions and credits."""

import re

from articles.intake.alternatives import any_of
from articles.intake.bylines import PHOTOGRAPHER, parse_byline
from articles.intake.datelines import has_dateline

_CAPTION_START = re.compile(
    any_of(
        r"[▲▼◀▶►◄↑↓←→]",
        r"[（(]?图为|[（(]?图[①②③④⑤⑥⑦⑧⑨0-9０-９一二三四五六](?:[:：、 \u3000]|[为是])",
        r"[（(]?(?:[上下左右题本]{1,2}|大|小|中|主)图[:：为①②③ \u3000]",
        r"[（(]?本版(?:图片|照片|摄影)",
        r"[（(]?(?:图|图片|照片|题图|配图|资料图|插图)(?:说明)?[:：](?![\u4e00-\u9fff]{2,3}\Z)",
        r"图片由|图片来源|资料图|新华社发|[（(]?(?:本报)?资料(?:图|照)片?",
    )
)
_CAPTION_END = re.compile(
    any_of(
        r"(?:摄|摄影|供图|提供图片)[）)]?。?|图片来源[:：][^，。]{2,12}",
        r"(?:图片?|照片|图)由?[^，。；]{2,20}提供[）)]?。?",
        r"[（(](?:资料图片?|资料照片|图片来源[^（()）]{1,20}|[^（()）。]{1,24}[供提][图供])[）)]",
    )
    + r"\Z"
)


_CAPTION = 40  # a short caption may begin with 本报讯
_PICTURE = re.compile(r"摄|图|照片|一角|现场\Z")
_LIST_ITEM = re.compile(r"[▶►▲][ \u3000]?[^，。：:摄图]{4,30}[：:](?=[^，。]*[0-9])(?![^。]*(?:摄|照片))")  # ▶某某项目：总投资8亿元


def is_credit(text: str) -> bool:
    """A picture's caption or credit: 图为项目开工现场。　许丛军 摄 → True."""
    if text[:1] in "▲▶►" and (text.count("。") > 1 or text.endswith(("：", ":"))) and not _PICTURE.search(text):
        return False  # ▲5月9日，某某项目开工。…。: a piece of news behind a mark
    if _CAPTION_START.match(text.lstrip(" \u3000")):
        return not _LIST_ITEM.match(text.lstrip(" \u3000"))
    match = _CAPTION_END.search(text[-40:])
    if match is None or (len(text) > _CAPTION and has_dateline(text)):
        return False
    names = parse_byline(re.split(r"[。！？]", text.strip(" \u3000。"))[-1])
    return not names or any(name.role == PHOTOGRAPHER for name in names)


def is_closed_credit(text: str) -> bool:
    """A caption that already names its photographer or source."""
    return bool(_CAPTION_END.search(text[-40:]))
