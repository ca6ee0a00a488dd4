"""What belongs to the page and not to an article is set aside: headers, footers, website residue, masthead names."""

import re

from articles.intake.asides import (
    LOCATION,
    Sorted,
    has_text,
    is_site_footer,
    leads_on,
    leads_to_others,
    lists_contents,
    repeats_crumb,
    set_aside_contents,
    set_aside_menu,
    set_aside_titles,
    stands_over_headline,
)
from articles.intake.bylines import NO_ROLE, Byline
from articles.intake.datelines import COMES_FROM
from articles.intake.folios import Folio
from articles.intake.heads import is_title
from articles.intake.joining import Block
from articles.intake.lines import Form, is_briefs_label, is_date, is_editors_note, is_title_like
from articles.intake.lists import find_lists
from articles.intake.marks import DATE, PUBLICATION, SECTION_LIKE, SECTIONS
from articles.intake.names import is_person_name
from articles.intake.pages import Furniture
from articles.intake.signatures import OFFICE_SIGNATURE, find_signatures

_SPACES = re.compile(r"[ \u3000]+")
_ACCOUNT = re.compile(r"(?:发布|融媒|客户端|视窗|之窗|之声|微讯|快讯|头条|资讯|观察|周刊|参考)\Z")  # an account's name over its post
_BULLETIN = re.compile(r"(?:简报|快报|专报|通报|信息|通讯|动态|参考|周报|月报|旬报|要情|导刊|内参)[】》]?\Z")
_LEAD_LINE = 24
_LEADS_ON = re.compile(r"(?:如下|以下|分别[是为]?|[有为说称道问答]|包括|表示|介绍|指出|强调)[：:]\Z")  # 签约项目如下： over a list
_NAME, _SHORT_NOTE = 10, 8
_SITE = 24
_ISSUED_BY = re.compile(
    rf"[\u4e00-\u9fff]{{4,24}}(?:办公室|管委会|委员会|局|部|办|中心)(?:主办|编印?)?[ \u3000]+{DATE.pattern}(?:编?印发?)?"
)  # under a bulletin's name and number
_SECTION, _MOST_TITLES = 6, 8
_NEAR = 8
_MONTH_DAY = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日")
_BARE_NAME = re.compile(r"[\u4e00-\u9fff]{2,16}(?:管理委员会|管委会|人民政府|门户网站|融媒体中心|高新区|经开区|开发区|园区|新区|科技城|发布|零距离)")


def set_aside(blocks: list[Block]) -> Sorted:
    """Header 太行经济报　NO.42 goes to the folios; a line with 作者 stays as a byline of its article."""
    result = Sorted()
    for number, block in enumerate(blocks):
        below = blocks[number + 1] if number + 1 < len(blocks) else None
        folio = block.lines[0].folio
        if lists_contents(block, below, result):
            result.furniture.append(Furniture(block.lines[0].number, block.text, "目录"))
            continue
        if folio is not None and LOCATION.search(block.text):
            set_aside_menu(result, heads_below=stands_over_headline(blocks[number + 1 : number + _NEAR]))
        if folio is None and repeats_crumb(block, result):
            folio = Folio(section=block.text)
        if folio is None and is_site_footer(block, below, result):
            result.furniture.append(Furniture(block.lines[0].number, block.text, "网站页脚"))
            continue
        if folio is not None and _names_a_column(folio, below, result):
            block.form, folio = Form.SHORT, None
        if folio is not None and below is not None and is_briefs_label(block.text) and (below.form in (Form.TEXT, Form.LISTED) or has_text(result.blocks)):
            block.form, folio = Form.LABEL, None
        if folio is not None and _dates_a_signature(block, result.blocks):
            block.form, folio = Form.DATE, None
            result.blocks[-1].form = Form.DATE
        if folio is None and not result.blocks and _names_the_page(block, below, result):
            name, section = _masthead(block.text)
            folio = Folio(names=[(name, 2)], section=section)
        if folio is None and _names_the_account(block, below, result):
            words = _SPACES.split(block.text)  # 原创　夏雨桐　海安高新区发布
            authors = [Byline(name, NO_ROLE) for name in words[1:-1] if words[0] == "原创" and is_person_name(name)]
            folio = block.lines[0].folio = Folio(names=[(words[-1], 1)], authors=authors, is_meta=True)
        if folio is None and not result.blocks and result.folios and _ISSUED_BY.fullmatch(block.text):
            folio = Folio(is_residue=True)
        if folio is None and not result.blocks and _names_the_section(block, below, result):
            folio = Folio(section=block.text.strip("【】《》 \u3000"))
        if folio is None and leads_to_others(block, below):
            result.furniture.append(Furniture(block.lines[0].number, block.text, "推荐阅读"))
            result.folios.append((block.lines[0].number, Folio(is_residue=True)))
            continue
        if folio is None and result.folios and result.furniture and leads_on(result, block, below):
            result.furniture.append(Furniture(block.lines[0].number, block.text, "推荐阅读"))
            result.folios.append((block.lines[0].number, Folio(is_residue=True)))
            continue
        if below is not None and COMES_FROM.match(block.text) and folio is not None:
            below.comes_from = True
        if folio is None:
            block.comes_from = block.comes_from or bool(COMES_FROM.match(block.lines[0].raw.lstrip(" \u3000")))
            _settle(block, below)
            result.blocks.append(block)
            continue
        if folio.issue and _heads_a_bulletin(result.blocks):
            _set_aside_masthead(result)
        result.folios.append((block.lines[0].number, folio))
        result.furniture.append(Furniture(block.lines[0].number, block.text, _reason(folio)))
        ends_piece = folio.source is not None and bool(result.blocks) and result.blocks[-1].form is Form.TEXT and below is not None and below.gap > 0
        if (
            folio.is_residue
            and 0 < len(result.blocks) <= _MOST_TITLES
            and all(is_title(upper) for upper in result.blocks)
            and block.lines[0].number > result.blocks[-1].lines[-1].number
        ):
            block.form = Form.EDITORS  # 点击蓝字关注我们 ends the headline
            result.blocks.append(block)
        elif folio.is_meta and result.blocks and _is_column(result.blocks[-1]) and below is not None and is_title(below):
            result.blocks[-1].form = Form.LABEL  # 园区要闻 over its date and a headline
        elif folio.is_meta and not folio.authors and result.blocks and (is_title(result.blocks[-1]) or ends_piece):
            block.form = Form.EDITORS  # the line of date and source ends the headline, what follows is a subhead; 来源：区建设局 ends a piece
            result.blocks.append(block)
        elif folio.authors or (folio.editors and has_text(result.blocks)):
            block.form = Form.BYLINE if folio.authors else Form.EDITORS
            result.blocks.append(block)
    _set_aside_last_name(result)
    _set_aside_opening(result)
    set_aside_contents(result)
    set_aside_titles(result)
    find_signatures(result.blocks)
    find_lists(result.blocks)
    return result


def _is_column(block: Block) -> bool:
    return block.form is Form.SHORT and (block.text in SECTIONS or SECTION_LIKE.fullmatch(block.text) is not None)


def _names_a_column(folio: Folio, below: Block | None, result: Sorted) -> bool:
    """记者观察 right over a headline, where a header already names the paper, is a column and not another paper."""
    is_lone = bool(folio.names) and not (folio.issue or folio.dates or folio.label or folio.section or folio.editors or folio.is_meta or folio.is_residue)
    named = is_lone and any(name for _, earlier in result.folios for name, _ in earlier.names)
    return is_lone and named and below is not None and not below.gap and below.form is Form.SHORT and len(below.text) > _NAME - 2


def _names_the_page(block: Block, below: Block | None, result: Sorted) -> bool:
    """A short line at the very top over a date line is the masthead, whatever its name."""
    if result.folios and result.folios[0][1].names and not _is_bare_name(block, below):
        return False
    if block.form is Form.SHORT and below is not None and below.lines[0].folio and below.lines[0].folio.is_residue:
        return len(block.text) <= _SITE and (not result.folios or _is_bare_name(block, below))  # 牡丹江经济技术开发区管理委员会 over 首页　信息公开
    name, section = _masthead(block.text)
    if len(name) > (_SITE if section else _NAME):
        return False
    folio = below.lines[0].folio if below is not None else None
    if folio is not None and any(name == block.text for name, _ in folio.names):
        return True  # 甘泉堡零距离 over 原创 融媒体中心 甘泉堡零距离 2020-06-09 19:40
    if block.form is Form.SHORT and _is_bare_name(block, below) and result.folios:
        return True
    if block.form is Form.SHORT and _ACCOUNT.search(block.text) and below is not None and below.gap and is_title(below):
        return True
    return (
        block.form in (Form.SHORT, Form.LABEL)
        and below is not None
        and below.form is Form.FOLIO
        and bool(below.lines[0].folio and (_is_stamp(below) or not below.lines[0].folio.is_meta))
    )


def _is_bare_name(block: Block, below: Block | None) -> bool:
    """An office's or a zone's name alone under another header: 某某经济技术开发区管理委员会 over 首页 or over the headline."""
    if below is None or not _BARE_NAME.fullmatch(block.text):
        return False
    return below.form is Form.FOLIO or (is_title(below) and below.gap > 0 and not below.text.startswith("关于"))


def _names_the_account(block: Block, below: Block | None, result: Sorted) -> bool:
    """某某发布 between a post's headline and its date and hour."""
    return block.form is Form.SHORT and len(block.text) <= _SITE and len(result.blocks) == 1 and below is not None and not below.gap and _is_stamp(below)


def _is_stamp(block: Block) -> bool:
    """2024-05-16 18:30 贵州: when and where a post went out, nothing else."""
    folio = block.lines[0].folio
    return folio is not None and folio.is_meta and bool(folio.dates) and not (folio.names or folio.authors or folio.source)


def _masthead(text: str) -> tuple[str, str | None]:
    """北部湾开放周刊　　自贸前沿 → the paper and its section."""
    parts = text.strip("《》【】 \u3000").split()
    if len(parts) == 2 and (PUBLICATION.fullmatch(parts[0]) or parts[1] in SECTIONS) and len(parts[1]) <= _SECTION:
        return parts[0], parts[1]
    return text.strip("《》【】 \u3000"), None


def _heads_a_bulletin(blocks: list[Block]) -> bool:
    """某某高新区 / 项目攻坚简报 over 第 7 期: the bulletin's name, no headline."""
    return 0 < len(blocks) <= 2 and all(block.form in (Form.SHORT, Form.LABEL) for block in blocks) and bool(_BULLETIN.search(blocks[-1].text))


def _set_aside_masthead(result: Sorted) -> None:
    name = "".join(block.text.strip("《》【】") for block in result.blocks)
    result.folios.append((result.blocks[0].lines[0].number, Folio(names=[(name, 4)])))
    result.furniture.extend(Furniture(block.lines[0].number, block.text, "页眉或页脚") for block in result.blocks)
    result.blocks.clear()


def _names_the_section(block: Block, below: Block | None, result: Sorted) -> bool:
    """A short line right under the header and apart from the headline below is the section's name."""
    if not result.folios or block.gap or len(block.text) > _NAME or block.form not in (Form.SHORT, Form.LABEL):
        return False
    return below is not None and below.gap > 0 and is_title(below) and result.folios[-1][0] + 1 == block.lines[0].number


def _dates_a_signature(block: Block, above: list[Block]) -> bool:
    """A date alone under an office's name ends a notice; elsewhere at the edge it is a footer."""
    return bool(above) and is_date(block.text) and above[-1].form is Form.SHORT and bool(OFFICE_SIGNATURE.match(above[-1].text))


def _settle(block: Block, below: Block | None) -> None:
    """Two forms that only the next block decides: 赣州经开区： over a heading, and an office over a date."""
    if below is None:
        return
    if (
        block.form is Form.TEXT
        and block.text.endswith(("：", ":"))
        and len(block.text) <= _LEAD_LINE
        and not _LEADS_ON.search(block.text)
        and below.form in (Form.SHORT, Form.LABEL)
        and is_title_like(block.text[:-1])
    ):
        block.form = below.form = Form.SHORT
    if block.form is Form.SHORT and OFFICE_SIGNATURE.match(block.text) and (below.form is Form.DATE or _MONTH_DAY.fullmatch(below.text)):
        block.form = below.form = Form.DATE


def _set_aside_last_name(result: Sorted) -> None:
    """A last short line under closed text, the same as a name in the header, is a footer."""
    names = {name for _, folio in result.folios for name, _ in folio.names}
    while result.blocks and result.blocks[-1].form is Form.SHORT and result.blocks[-1].text.strip("《》") in names:
        block = result.blocks.pop()
        result.furniture.append(Furniture(block.lines[0].number, block.text, "页脚"))


def _set_aside_opening(result: Sorted) -> None:
    """A note before the first headline introduces the page, not one of its articles."""
    is_note = bool(result.blocks) and len(result.blocks[0].text) <= _SHORT_NOTE and is_editors_note(result.blocks[0].text)  # 编者按 on a line of its own
    first = next((number for number, block in enumerate(result.blocks) if is_title(block) and not (is_note and number == 0)), None)
    opening = result.blocks[:first] if first else []
    texts = [block for block in opening if block.form is Form.TEXT]
    if not texts or len(texts) > 2 or not (is_note or is_editors_note(texts[0].text) or sum(len(block.text) for block in texts) <= 60):
        return
    result.furniture.extend(Furniture(block.lines[0].number, block.text, "版面导语") for block in opening)
    del result.blocks[:first]


def _reason(folio: Folio) -> str:
    if folio.is_residue:
        return "转版提示或网页残留"
    return "来源与作者行" if folio.is_meta else "页眉或页脚"
