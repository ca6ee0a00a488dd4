"""Where articles begin: every heading-like block is weighed, and the reasons are kept for the editor."""

import re
from dataclasses import dataclass
from enum import Enum

from articles.intake.joining import Block, is_pictured
from articles.intake.lines import Form, is_column_label, is_notes_label, is_sidebar_label, is_title_like, list_mark

THRESHOLD = 3
TITLES = frozenset((Form.SHORT, Form.SUBTITLE, Form.LABEL))
BARS = frozenset("█▌▍▎▊▋┃")
_TWO_PARTS = re.compile(r"[^\s\u3000]{4,}[ \u3000]+[^\s\u3000]{4,}|[^：:]{2,16}[：:][^：:]{4,}")
_NEWS_LEAD = re.compile(r"(?:[0-9０-９]{1,2}月[0-9０-９]{1,2}日|近日|日前|昨日|昨天|前日|连日来|近期|[^，。]{0,14}(?:获悉|了解到))")
COLUMN_LEAD = re.compile(r"[\u4e00-\u9fff]{2,6}[ \u3000]?[｜|丨][ \u3000]?[^｜|丨]{6,}\Z")  # 企业见闻｜一颗“小芯片”的出海路
_LINK = re.compile(r"链接|阅读|背景")
_FIGURES = re.compile(r"[数图]")  # 数读, 图解
_NOTICE_TITLE = 8
_COLUMN = 5
_SHORTEST = 7  # characters of a headline
_HEADLINE = 9  # characters; a subhead is rarely longer
_COLON = re.compile(r"[：:]")
_COUNTED = re.compile(
    r"(?:0[1-9]|[1-9]|PART|Part|[一二三四五六七八九十]{1,2}|[（(][一二三四五六七八九十]{1,2}[）)]|[①②③④⑤⑥⑦⑧⑨])(?:[ \u3000、.．]|\Z|(?<=[）)①②③④⑤⑥⑦⑧⑨]))"
)
_CAPTION = re.compile(r"\A[^，。：！？]{3,22}(?:现场|一角|效果图|鸟瞰图?|航拍图?|合影|全景|外景|车间内景|资料图)\Z")
_ASKS = re.compile(r"[，、][^，、]{4,}[？?]\Z")  # 作为创业的“第一站”，这里有哪些新变化？
_PART = re.compile(r"(?:0[1-9]|PART|Part)[ \u3000.、]")
NOTICE = re.compile(r"(?:公告|公示|通告|启事|声明|通知|通报|意见|办法|公报|方案|一览表?|名单)(?:（[^（）]{1,16}）)?\Z")


class Rivalry(Enum):
    """Whether a heading is the likeliest of those before a byline that closes an unopened article."""

    NONE = 0
    LESSER = 1
    BEST = 2


@dataclass(frozen=True, slots=True)
class Habits:
    """What the whole page does, so that one heading can be compared with the others."""

    tail_bylines: int
    datelines: int
    gaps: tuple[int, ...]
    plain_titles: bool
    paragraph_gap: int
    paragraph_indent: int = 0
    short_pieces: bool = False  # three headings or more, one paragraph under each


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a heading."""

    is_first: bool
    was_closed: bool
    article_has_byline: bool
    opening_mark: str
    paragraphs_before: int
    zones: frozenset[str]
    earlier_subheads: tuple[str, ...]
    titles: tuple[Block, ...]
    has_byline_below: bool
    body: Block | None
    after_rule: bool
    after_credit: bool
    is_signed: bool
    closes_below: bool
    rivalry: Rivalry
    is_unsigned: bool = False
    head: str = ""
    has_columns: bool = False  # an earlier 【经济圈】 stood over a headline
    after_number: bool = False  # 01 stands above it on a line of its own
    is_news: bool = False  # the piece above opened with a dateline
    in_column: bool = False  # the piece above is a column without headlines of its own: 招商动态
    is_alone: bool = False  # the only heading between its article's beginning and what surely opens the next: pieces have no subhead or several
    over_list: bool = False  # nothing but items below
    sisters: int = 0  # other headings of the same form, up to anything that surely opens an article


def weigh_head(block: Block, place: Place, habits: Habits, zone: str | None) -> tuple[int, list[str]]:
    """Points for a new article at this block, with reasons; THRESHOLD or more makes one."""
    reasons: list[tuple[int, str]] = []
    after_notice = is_notice(place.head.strip())

    def give(points: int, reason: str) -> None:
        reasons.append((points, reason))

    text = block.text
    if place.is_first:
        give(9, "版面上第一个标题")
    if block.lines[0].opens:
        give(9, "标有“标题”")
    if is_column_label(text) or (block.form is Form.LABEL and (len(place.titles) > 1 or place.has_columns)):
        give(7, "栏目名")
    inside = 2 <= block.indent <= 4 and habits.plain_titles and not (block.form is Form.LABEL and len(place.titles) > 1 and not is_sidebar_label(text))
    is_sidebar = is_sidebar_label(text) or (is_notes_label(text) and place.body is not None and place.body.gap < block.gap)
    if is_sidebar and not place.is_first and (len(place.titles) == 1 or inside):
        is_own = _is_signed_link(text, place) or _has_own_text(text, place.body)
        give(4 if is_own else -20, "自成一篇的附栏" if is_own else "没有自己标题的附栏，属于上文")
    if place.was_closed:
        give(4, "上文已有文末署名、编辑行或分隔线")
    if place.after_rule:
        give(5, "前有分隔线")
    if place.is_signed:
        give(4, "下文以落款结束")
    if place.after_credit:
        give(2, "前有图片说明")
    if any(title.form is Form.SUBTITLE for title in place.titles):
        give(4, "下有破折号副题")
    if place.has_byline_below:
        give(5, "下有署名")
    if place.body is not None and place.body.form is Form.DATELINE:
        give(5, "下文以电头开头")
    if list_mark(text) and block.form is not Form.LABEL:
        same = place.opening_mark == list_mark(text).strip()
        give(5 if same else -3, "与上一篇同样的标题符号" if same else "带列表符号")
    if text.startswith("【") and place.head.startswith("【"):
        give(5, "与上一篇同样的标题符号")
    if len([title for title in place.titles if title.form is Form.SHORT]) > 1:
        give(3, "连续两行标题")
    if _names_column(place.titles) and not place.is_first:
        give(4, "短短一行，下面另有标题")
    lowest = min(habits.gaps, default=block.gap)
    if block.gap > lowest:
        give(2, "前面空行比别的小标题多")
    if is_notice(text):
        give(3, "公告类标题")
    if zone:
        give(2 if place.zones else 0 if place.article_has_byline else 1 + (not _COLON.search(text)), "以开发区名开头")
        if place.zones and zone not in place.zones:
            give(3, "与前面各篇是不同的开发区")
    if block.gap > habits.paragraph_gap and (place.body is None or place.body.gap <= habits.paragraph_gap):
        give(1, "只在这里空行")
        if habits.paragraph_indent and not block.indent and place.body is not None:
            give(3 if not place.sisters else place.is_unsigned, "段落缩进，标题顶格，下面紧接正文")
    if (
        place.is_news
        and not place.earlier_subheads
        and block.gap > habits.paragraph_gap
        and habits.paragraph_indent
        and not block.indent
        and len(text) >= _HEADLINE
    ):
        give(3, "上文是带电头的消息，没有小标题")
    if COLUMN_LEAD.match(text) and not place.sisters:
        give(4, "栏目名领起")
    if _TWO_PARTS.search(text):
        give(1, "分两段的标题")
    if len(text) >= 14:
        give(1, "较长")
    if len(text) >= 18:
        give(1, "很长")
    if len(text) >= 8 and place.body is not None and _NEWS_LEAD.match(place.body.text):
        give(1 if place.article_has_byline else 3 if place.is_unsigned and not place.earlier_subheads else 2, "下文像消息导语")
    if (
        place.is_unsigned
        and not habits.tail_bylines
        and place.paragraphs_before > (not habits.short_pieces)
        and len(text) >= _HEADLINE
        and not _COLON.search(text)
    ):
        give(1, "各篇都不署名")
        if habits.short_pieces:
            give(2, "各篇都只有一段")
        if not block.indent and habits.paragraph_indent:
            give(1, "段落缩进，标题顶格")
        if len(text) >= 14 or block.gap > habits.paragraph_gap > 0:
            give(1, "空行或长度像大标题")
        if not place.earlier_subheads:
            give(1, "前面没有小标题")
    if len(text) <= 8:
        give(-1, "很短")
    if place.in_column and block.form is Form.SHORT and place.paragraphs_before > 1 and not _COUNTED.match(text):
        give(4, "上文是没有分题的栏目")
    if place.is_alone and len(text) >= _SHORTEST and place.paragraphs_before:
        give(4 if place.closes_below else 2, "前后只有这一个标题")
    if place.over_list and not (place.sisters or place.earlier_subheads or place.is_first) and place.paragraphs_before > 1 and block.gap > habits.paragraph_gap:
        give(4, "下面只是一列条目")
    if _PART.match(text) or place.after_number:
        give(-6, "带编号")
    if place.rivalry is not Rivalry.NONE and (place.article_has_byline or after_notice) and not place.was_closed:
        give(4 if place.rivalry is Rivalry.BEST else -1, "本篇已有署名或是公告，下文另有文末署名")
    elif place.closes_below:
        give(1, "下文到下一个标题前有文末署名")
    if inside:
        give(-3, "缩进，而别的标题顶格")
    if habits.tail_bylines and not (place.was_closed or place.article_has_byline or place.has_byline_below or after_notice):
        give(-2, "上一篇尚未署名")
    if habits.datelines > 1 and place.body is not None and place.body.form is not Form.DATELINE and not place.was_closed:
        give(-1, "别的报道以电头开头")
    leaves_numbers = len(place.earlier_subheads) > 1 and all(_COUNTED.match(subhead) for subhead in place.earlier_subheads) and not _COUNTED.match(text)
    if leaves_numbers and len(text) >= _HEADLINE:
        give(3, "前面的小标题都有编号")
    elif place.earlier_subheads and not is_column_label(text) and any(abs(len(text) - len(subhead)) <= 2 for subhead in place.earlier_subheads):
        give(-2, "与上文小标题等长")
    if zone and place.head and any(f"{mark}{zone[:length]}" in place.head or f"{zone[:length]}、" in place.head for mark in "、和与" for length in (2, 3)):
        give(-4, "总标题里已并列提到")
    if _COLON.search(text) and any(_colon_place(text) == _colon_place(subhead) for subhead in place.earlier_subheads):
        give(-3, "与上文小标题同式")
    if place.sisters and text[0] in BARS and not place.is_first and not place.head.startswith(text[0]):
        give(-3, "几个小标题带同样的竖条")
    elif place.sisters and is_pictured(block):
        give(-6, "几个小标题带同样的表情符号")
    elif place.sisters and not place.is_unsigned and not place.was_closed:
        give(-3 if not zone else -6 if place.sisters > 1 else 0, "本篇有几个同式的小标题")
    if _ASKS.search(text) and not (place.is_first or place.was_closed or place.has_byline_below):
        give(-5, "一句提问，下文是回答")
    if _CAPTION.search(text) and not (place.is_first or place.was_closed or place.has_byline_below):
        give(-4, "像图片说明")
    if place.paragraphs_before == 0 and not place.is_first:
        give(-3, "上一标题下还没有正文")
    return sum(points for points, _ in reasons), [reason for points, reason in reasons if points > 0]


def _names_column(titles: tuple[Block, ...]) -> bool:
    """话你知 over a headline, a blank line between the two: a column's name, whatever it is."""
    return len(titles) == 2 and len(titles[0].text) <= _COLUMN < len(titles[1].text) and titles[0].gap > 0 < titles[1].gap


def _is_signed_link(text: str, place: Place) -> bool:
    return place.closes_below and (place.article_has_byline or place.was_closed) and _LINK.search(text) is not None


def _has_own_text(text: str, body: Block | None) -> bool:
    """▲某某园新签约12家…。 or whole sentences under 数读: news of its own, no figures of the article above."""
    if body is None or not ("。" in body.text or body.text.endswith("；")):
        return False
    return body.form in (Form.LISTED, Form.CREDIT) or _FIGURES.search(text) is not None


def is_notice(text: str) -> bool:
    """A public notice's heading: 国有建设用地使用权挂牌出让公告."""
    return bool(NOTICE.search(text)) and len(text) >= _NOTICE_TITLE


def _colon_place(text: str) -> int:
    return min(text.find("：") % 1000, text.find(":") % 1000)


def is_title(block: Block) -> bool:
    """A heading of any kind: short, without a sentence's end; ■-marked ones too when they are short."""
    if block.form in TITLES:
        return block.form is not Form.SUBTITLE or is_title_like(block.text)
    return block.form is Form.LISTED and block.text[0] not in "△▲-－·•" and is_title_like(block.text) and not block.text.endswith(("。", "；"))
