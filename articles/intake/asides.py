"""The ways to other pages and what frames a saved one: contents, menus, crumbs, lists of related pieces, imprints."""

import re
from dataclasses import dataclass, field

from articles.intake.folios import Folio
from articles.intake.heads import is_title
from articles.intake.joining import Block
from articles.intake.lines import Form, is_title_like, list_mark
from articles.intake.marks import DATE
from articles.intake.pages import Furniture

_PAST = re.compile(r"[【\[▼]?(?:往期|精彩|热门|相关|新闻|最新)?(?:推荐阅读|推荐|回顾|精选|信息|文章|阅读)[】\]▼]?[:：]?")
_CONTENTS = re.compile(r"[【\[]?(?:本期|今日|本版|标题)?(?:目录|导读|要目|看点|导航)[】\]]?[:：]?")
_CONTENTS_ENTRY = re.compile(r"\A[0-9]{1,3}[ \u3000]|版[）)]?\Z|[….·]{2,}")
_ENTRY = 40
_IMPRINT = re.compile(r"版权所有|Copyright|©|ICP[备证]|公网安备|网站标识码|技术支持[:：]")
_OTHERS = re.compile(r"[^\u4e00-\u9fff]{0,3}(?:相关|最新|热点|热门|其他|更多)(?:新闻|报道|阅读|链接|资讯|信息|文章|内容|稿件)[^\u4e00-\u9fff]{0,3}")
_CRUMB = re.compile(r"[ \u3000]*[>＞»:：]+[ \u3000]*")
_CUT_OFF = re.compile(r"[^。](?:\.{3}|…{1,2}|。{3})\Z")
_ITEM, _MENU = 6, 3  # characters of a menu's item, lines of a menu

LOCATION = re.compile(r"位置[:：]|[>＞»]")
_SPACES = re.compile(r"[ \u3000]+")
_NAME, _SITE = 10, 24  # characters of a section's, of a site's name


@dataclass
class Sorted:
    """Blocks of articles in order, the header and footer lines taken apart, and the list for the editor."""

    blocks: list[Block] = field(default_factory=list)
    folios: list[tuple[int, Folio]] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)


def lists_contents(block: Block, below: Block | None, result: Sorted) -> bool:
    """今日导读 over 某某项目开工　2版, and the entries that follow it."""
    if _names_contents(block):
        return below is not None and _is_entry(below)
    last = result.furniture[-1] if result.furniture else None
    return last is not None and last.reason == "目录" and block.gap == block.lines[0].number - last.line - 1 and _is_entry(block)


def _names_contents(block: Block) -> bool:
    return bool(_CONTENTS.fullmatch(_SPACES.sub("", block.text)))


def _is_entry(block: Block) -> bool:
    return len(block.text) <= _ENTRY and not block.text.endswith("。") and bool(_CONTENTS_ENTRY.search(block.text))


def set_aside_menu(result: Sorted, *, heads_below: bool) -> None:
    """机构概况 / 园区动态 / 通知公告 over 当前位置：…: a site's menu, each item on a line of its own."""
    first = len(result.blocks)
    while first and _is_menu_line(result.blocks[first - 1]):
        first -= 1
    items = result.blocks[first:]
    if sum(1 for block in items if len(block.text) <= _ITEM) < _MENU and not (first == 0 and items and heads_below):
        return
    result.furniture.extend(Furniture(block.lines[0].number, block.text, "网站栏目") for block in items)
    del result.blocks[first:]


def stands_over_headline(below: list[Block]) -> bool:
    """Whether a headline comes before the first text."""
    first = next((block for block in below if block.form is not Form.FOLIO), None)
    return first is not None and is_title(first)


def _is_menu_line(block: Block) -> bool:
    folio = block.lines[0].folio
    if block.form is Form.EDITORS and folio is not None and folio.is_residue:
        return True
    return len(block.text) <= _SITE and (is_title(block) or block.form is Form.LISTED)


def repeats_crumb(block: Block, result: Sorted) -> bool:
    """财经观点 under 当前位置:首页 > 财经观点: the site's section, no headline."""
    last = result.furniture[-1].text if result.furniture and len(block.text) <= _NAME else ""
    return block.form in (Form.SHORT, Form.LABEL) and LOCATION.search(last) is not None and block.text in _CRUMB.split(last)[1:]


def is_site_footer(block: Block, below: Block | None, result: Sorted) -> bool:
    """技术支持：云岭软件 right under 版权所有：…: what ends a site's page, up to a blank line."""
    last = result.furniture[-1] if result.furniture else None
    if last is None or last.line != block.lines[0].number - 1 or not (last.reason == "网站页脚" or _IMPRINT.search(last.text)):
        return False
    return not block.text.endswith("。") and (below is None or below.form not in (Form.TEXT, Form.DATELINE, Form.BYLINE) or bool(below.gap))


def leads_to_others(block: Block, below: Block | None) -> bool:
    """相关新闻 over · 某某会议召开, or over a title with its date: links to other pages."""
    if below is None or block.form not in (Form.LABEL, Form.SHORT) or not _OTHERS.fullmatch(block.text) or below.text.endswith("。"):
        return False
    words = below.text.removeprefix(list_mark(below.text))
    return (below.form is Form.LISTED and is_title_like(words)) or DATE.match(words) is not None


def leads_on(result: Sorted, block: Block, below: Block | None) -> bool:
    """The titles under 往期推荐 lead to other pages, unless a text stands below."""
    last = result.furniture[-1]
    is_past = last.reason == "推荐阅读" or bool(_PAST.fullmatch(last.text))
    if is_past and (_CUT_OFF.search(block.text) or (below is not None and is_title(block) and _CUT_OFF.search(below.text))):
        return True  # the beginning of another page's text
    if below is not None and below.form is Form.TEXT and below.gap:
        return False
    return last.line == block.lines[0].number - 1 and is_past and not block.text.endswith("。")


def set_aside_contents(result: Sorted) -> None:
    """目录 or 本期导读 and the titles listed under it lead to pages; they are no article."""
    first = next((number for number, block in enumerate(result.blocks) if _names_contents(block)), None)
    if first is None:
        return
    listed: dict[str, None] = {}
    end = first + 1
    while end < len(result.blocks) and (title := _plain(result.blocks[end])) not in listed and is_title(result.blocks[end]):
        listed[title] = None
        end += 1
    if (
        listed and end < len(result.blocks) and _plain(result.blocks[end]) == next(iter(listed)) and not has_text(result.blocks[:first])
    ):  # they come again below
        result.furniture.extend(Furniture(block.lines[0].number, block.text, "目录") for block in result.blocks[first:end])
        del result.blocks[first:end]
        return
    end = first + 1
    while end < len(result.blocks) and not result.blocks[end].gap and len(result.blocks[end].text) <= _ENTRY and not result.blocks[end].text.endswith("。"):
        end += 1
    if (end > first + 1 and not has_text(result.blocks[:first])) or _CONTENTS_ENTRY.search(result.blocks[min(end - 1, first + 1)].text):
        result.furniture.extend(Furniture(block.lines[0].number, block.text, "目录") for block in result.blocks[first:end])
        del result.blocks[first:end]


def set_aside_titles(result: Sorted) -> None:
    """· 一粒螺丝钉 卖到四十国 in a list over the first text, and again as a headline below: the way to it, no list."""
    end = next((number for number, block in enumerate(result.blocks) if not (block.form is Form.LISTED and is_title_like(block.text))), len(result.blocks))
    if end < 2 or end == len(result.blocks):
        return
    heads = {_SPACES.sub("", block.text) for block in result.blocks[end:] if is_title(block)}
    is_menu = end >= _MENU and all(len(block.text) <= _ITEM + 2 for block in result.blocks[:end])
    if is_menu or any(_SPACES.sub("", _plain(block)) in heads for block in result.blocks[:end]):
        result.furniture.extend(Furniture(block.lines[0].number, block.text, "目录") for block in result.blocks[:end])
        del result.blocks[:end]


def _plain(block: Block) -> str:
    return block.text.removeprefix(list_mark(block.text)).strip(" \u3000")


def has_text(blocks: list[Block]) -> bool:
    return any(block.form in (Form.TEXT, Form.DATELINE, Form.LISTED, Form.NUMBERED) for block in blocks)
