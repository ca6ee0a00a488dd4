"""Lines that look like headings or captions when read alone and are lists, tables or cards of figures in their row."""

import re
from collections import Counter
from itertools import pairwise

from articles.intake.forms import BARE_FIGURE, CONTACT, KEY_FIGURE
from articles.intake.heads import is_title
from articles.intake.joining import Block, is_pictured
from articles.intake.lines import Form, is_briefs_label, is_title_like, numbering

_CELLS = re.compile(r"[ \u3000\t]+")
_PICTURE = re.compile(r"摄|图|照片|一角\Z|现场\Z")
_FIGURE = re.compile(r"[0-9０-９]")
_KEYED = re.compile(r"[^：:，。]{2,12}[：:]\S")
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]\S")
_PICTURE_NEWS = re.compile(r"[^\u4e00-\u9fff]{0,4}(?:图片|图说|影像)新闻[^\u4e00-\u9fff]{0,4}\Z")
_POINTERS = "▲▼▶►◀◄"
_PART_NAME = re.compile(r"[（(]?[一二三四五六七八九十]{1,2}[）)、.．][ \u3000]?[\u4e00-\u9fff]{2,8}")
_SPEAKER = re.compile(r"([\u4e00-\u9fff·]{2,12})[：:]")
_ASKING = re.compile(r"(?:记者|主持人|嘉宾|本报|本刊)\Z")
_TURNS = 4
_MARKED_NAME = re.compile(r"[^\w\s][ \u3000]?[\u4e00-\u9fff]{2,6}")
_HEADLINE, _SHORTEST = 10, 4
_CARDS = 3
_ROWS = 3


def find_lists(blocks: list[Block]) -> None:
    """Settle the forms that only a row of neighbours shows."""
    _find_marked_heads(blocks)
    _find_marked_columns(blocks)
    _find_tables(blocks)
    _find_marked_lists(blocks)
    _find_key_figures(blocks)
    _find_fields(blocks)
    _find_figure_cards(blocks)
    _find_emoji_figures(blocks)
    _find_numbered_items(blocks)
    _find_numbered_columns(blocks)
    _find_speakers(blocks)


def _find_tables(blocks: list[Block]) -> None:
    """Three or more short lines of several cells in a row, figures among them, are a table."""
    start = 0
    for number in range(len(blocks) + 1):
        is_row = number < len(blocks) and blocks[number].form is Form.SHORT and len(_CELLS.split(blocks[number].text)) >= 2
        if is_row and not (number - start >= _ROWS and blocks[number].gap > blocks[number - 1].gap):
            continue
        rows = blocks[start:number]
        if len(rows) >= _ROWS and sum(1 for row in rows if _FIGURE.search(row.text)) * 2 > len(rows):
            for row in rows:
                row.form = Form.ROW
        start = number if is_row else number + 1


def _find_marked_lists(blocks: list[Block]) -> None:
    """▲ opens a caption; several in a row without a photographer are a list."""
    for upper, lower in pairwise(blocks):
        if lower.form is Form.CREDIT and _PICTURE_NEWS.match(upper.text):
            lower.form = Form.TEXT
        if lower.form is Form.CREDIT and lower.text[0] in _POINTERS and is_briefs_label(upper.text) and not _PICTURE.search(lower.text):
            lower.form = Form.LISTED  # ▲5月16日，… under 短波
        if all(block.form in (Form.CREDIT, Form.LISTED) and block.text[0] in _POINTERS and not _PICTURE.search(block.text) for block in (upper, lower)):
            upper.form = lower.form = Form.LISTED
    marks = {block.text[0] for block in blocks if block.form is Form.LISTED and block.text.endswith(("。", "：", ":"))} & set(_POINTERS)
    for block in blocks:
        if block.form is Form.CREDIT and block.text[0] in marks and not _PICTURE.search(block.text):
            block.form = Form.LISTED
    for upper, lower in pairwise(blocks):
        listed = upper.form in (Form.LISTED, Form.ROW) and lower.form is Form.LISTED and upper.text[0] == lower.text[0]
        if listed and all(_FIGURE.search(block.text) and is_title(block) for block in (upper, lower) if block.form is Form.LISTED):
            upper.form = lower.form = Form.ROW  # ● 总产值突破800亿元 ● 高新技术企业98户: figures in a list, no headings


def _find_key_figures(blocks: list[Block]) -> None:
    """税收收入：9.36亿元 over 进出口总额：3.2亿美元, without full stops: figures in a list, no headings."""
    for upper, lower in pairwise(blocks):
        pair = (upper, lower)
        if all(block.form in (Form.SHORT, Form.ROW) and KEY_FIGURE.match(block.text) for block in pair) and lower.gap <= 1:
            upper.form = lower.form = Form.ROW


def _find_fields(blocks: list[Block]) -> None:
    """项目名称：… 建设地点：… 环评机构：…: a form filled in, whatever its keys."""
    start = 0
    for number in range(len(blocks) + 1):
        block = blocks[number] if number < len(blocks) else None
        if block is not None and block.form in (Form.SHORT, Form.TEXT, Form.ROW) and _FIELD.match(block.text):
            continue
        if number - start >= _ROWS and any(CONTACT.match(block.text) for block in blocks[start:number]):
            for block in blocks[start:number]:
                block.form = Form.ROW if block.form is Form.SHORT else block.form
        start = number + 1


def _find_figure_cards(blocks: list[Block]) -> None:
    """GDP / 837.8亿元 / 同比增长6.8% again and again below a text: the bare figures are no headings."""
    start = 0
    for number in range(len(blocks) + 1):
        if number < len(blocks) and blocks[number].form is Form.SHORT:
            continue
        bare = [block for block in blocks[start:number] if BARE_FIGURE.match(block.text)]
        if start and len(bare) > 1 and number - start >= _CARDS:
            for block in bare:
                block.form = Form.ROW
        start = number + 1


def _find_emoji_figures(blocks: list[Block]) -> None:
    """🔹固定资产投资 over 同比增长12.7%, among other lines of the kind: figures behind pictures, no headings."""
    pictures = Counter(block.lines[0].raw.strip(" \u3000")[:1] for block in blocks if is_pictured(block))
    for block in blocks:
        if block.form is Form.ROW and pictures[block.lines[0].raw.strip(" \u3000")[:1]] == 1 and is_title_like(block.text):
            block.form = Form.SHORT  # 🔥开工！某某区34个项目集中“上新”: one line alone is no list
    for upper, lower in pairwise(blocks):
        if lower.gap or lower.form is not Form.SHORT or upper.form not in (Form.ROW, Form.SHORT):
            continue
        marked = is_pictured(lower) if upper.form is Form.ROW else is_pictured(upper) and not upper.gap
        if BARE_FIGURE.match(lower.text) and (upper.form is Form.ROW or marked):
            upper.form = lower.form = Form.ROW
        elif upper.form is Form.ROW and marked:
            lower.form = Form.ROW


def _find_speakers(blocks: list[Block]) -> None:
    """新岸周刊：具体怎么做的？ and 冷静波：… again and again: two who speak by turns, whatever their names."""
    opened = [(block, match[1]) for block in blocks if block.form in (Form.SHORT, Form.TEXT) and (match := _SPEAKER.match(block.text))]
    turns = Counter(name for _, name in opened)
    speakers = {name for name, count in turns.items() if count > 1 or _ASKING.search(name)}
    if len(speakers) < 2 or sum(turns[name] for name in speakers) < _TURNS:
        return
    for block, name in opened:
        if name in speakers:
            block.form = Form.TEXT


def _find_numbered_items(blocks: list[Block]) -> None:
    """一、项目名称：… right over 二、建设地点：…: numbered lines with no text between them are items, no headings."""
    for upper, lower in pairwise(blocks):
        if upper.form not in (Form.NUMBERED, Form.ROW) or lower.form is not Form.NUMBERED:
            continue
        first, second = numbering(upper.text), numbering(lower.text)
        if first and first == second:
            upper.form = Form.ROW
            if _KEYED.match(lower.text) or not is_title_like(lower.text):
                lower.form = Form.ROW


def _find_numbered_columns(blocks: list[Block]) -> None:
    """一、经济运行 right over a headline, 二、项目建设 over another: the parts of a bulletin, which are columns."""
    numbered = [block for block in blocks if block.form is Form.NUMBERED and _PART_NAME.fullmatch(block.text)]
    over_heads = [upper for upper, lower in pairwise(blocks) if upper in numbered and lower.form is Form.SHORT and is_title(lower)]
    if len(over_heads) > 1:
        for block in numbered:
            block.form = Form.LABEL


def _find_marked_heads(blocks: list[Block]) -> None:
    """▲某某项目开工 over its text, again and again from the first headline on: headlines, no captions and no list."""
    marked = [
        upper
        for upper, lower in pairwise(blocks)
        if _is_marked_head(upper) and (lower.form is Form.DATELINE or (lower.form is Form.TEXT and len(upper.text) >= _HEADLINE))
    ]
    first = next((block for block in blocks if (is_title(block) and len(block.text) > _HEADLINE) or block in marked), None)
    if len(marked) < 2 or (first is not marked[0] and not _follows_briefs_label(blocks, marked[0])):
        return
    mark = marked[0].text[0]
    for block in marked:
        if block.text[0] == mark:
            block.form = Form.SHORT


def _find_marked_columns(blocks: list[Block]) -> None:
    """■江岸观察 over a headline and its text: a column's name, whatever it is."""
    for block, head, body in zip(blocks, blocks[1:], blocks[2:], strict=False):
        over_head = head.form is Form.SHORT and head.gap and body.form in (Form.TEXT, Form.DATELINE, Form.BYLINE, Form.SUBTITLE)
        if block.form is Form.LISTED and over_head and _MARKED_NAME.fullmatch(block.text):
            block.form = Form.LABEL


def _follows_briefs_label(blocks: list[Block], marked: Block) -> bool:
    return any(lower is marked and is_briefs_label(upper.text) for upper, lower in pairwise(blocks))


def _is_marked_head(block: Block) -> bool:
    words = block.text
    return (
        block.form in (Form.CREDIT, Form.LISTED)
        and words[0] in f"△{_POINTERS}"
        and len(words) > _SHORTEST
        and is_title_like(words)
        and not _PICTURE.search(words)
    )
