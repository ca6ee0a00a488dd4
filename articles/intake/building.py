"""Articles under construction: blocks are added in the order of the page and become headline, bylines and text."""

import re
from dataclasses import replace
from itertools import pairwise

from articles.intake.bylines import NO_ROLE, Byline, is_office, parse_byline
from articles.intake.datelines import COMES_FROM, goes_on_elsewhere, take_bylines
from articles.intake.forms import BRIEF_HEAD, FLASH_LEAD, MARKED_BRIEF_HEAD, NUMBERED, PART_NUMBER
from articles.intake.heads import BARS, is_title
from articles.intake.joining import Block, Join
from articles.intake.lines import Form, is_column_label, is_editors_note, is_title_like, list_mark
from articles.intake.names import could_be_name, split_names
from articles.intake.pages import BODY_KINDS, BlockKind, PageBlock, SplitArticle
from articles.intake.runs import State, is_source
from articles.intake.titles import compose_head, is_docket
from articles.intake.zones import (
    KnownZones,
    find_bare,
    find_base,
    find_district,
    find_governed,
    find_sub_area,
    find_zone,
    find_zones,
    governed_names,
    is_collective,
    settle_zone,
)

_PICTURE_STORY = 30
_SENTENCES = re.compile(r"[^▲▼].*[。！？]")  # up to the photographer
_CLAUSES = re.compile(r"[，、]")
_CRIES = re.compile(r"[？！?!…][”’]?\Z")
_MOST_TITLES = 8
_VERSE = 3
_SENTENCE_END = re.compile(r"[。；！？：][”’]?\Z")
_HEAD = 6  # characters by which a headline is known again
_LABEL = 8  # characters of a column's or zone's name over a headline


class Builder:
    """Collects articles; `state` tells the weighing of the next heading what came before."""

    def __init__(self, known: KnownZones, *, several_pages: bool = False) -> None:
        self.known = known
        self.several_pages = several_pages
        self.broken_off: SplitArticle | None = None  # （下转第2版）, the other page being in the same file
        self.articles: list[SplitArticle] = []
        self.state = State()
        self.page_text = ""
        self.continued: set[int] = set()  # articles that begin with （上接第1版）
        self.governed: frozenset[str] = frozenset()

    def open(self, heads: list[Block], reasons: list[str], body: Block | None = None) -> None:
        """Start an article with its heading lines; what follows its byline is already text."""
        end = next((number for number, block in enumerate(heads) if not is_title(block) and block.form is not Form.CREDIT), len(heads))
        end = _before_lead(heads, _before_verse(heads, min(end, _MOST_TITLES)), body)
        titles = [block for block in heads[:end] if is_title(block)]
        head = compose_head(titles, self.known.names)
        article = SplitArticle(head.kicker, head.headline, head.subheadline, reasons=tuple(reasons))
        self.articles.append(article)
        mark = next((mark for title in titles if (mark := list_mark(title.text).strip() or title.text[:1] * (title.text[:1] in BARS))), "")
        zone = self._zone(article)
        words = f"{head.headline} {head.subheadline or ''}"
        columns = self.state.has_columns or any(title.form is Form.LABEL for title in titles[:-1])
        self.state = State(is_first=False, opening_mark=mark, head=words, has_columns=columns, zones=self.state.zones | {zone} if zone else self.state.zones)
        self.state.in_column = len(titles) == 1 and is_column_label(titles[0].text)
        for number, block in enumerate(heads):
            if not is_title(block):
                self.add_aside(block)
            elif number >= end:
                self.add_heading(block)
            elif is_docket(block):
                self._append(BlockKind.SIGNATURE, block, block.text)
        self.state.was_closed = False

    def open_brief(self, block: Block) -> Block:
        """金川开发区　1至9月…（王利军） under 简讯: an article of its own where it carries its heading and is signed; what is left is its text."""
        pattern = {Form.TEXT: BRIEF_HEAD, Form.LISTED: MARKED_BRIEF_HEAD}.get(block.form)
        match = pattern.match(block.text) if pattern is not None and take_bylines(block.text).closes else None
        if match is None or match[0].rstrip(" \u3000").endswith(("讯", "电", "消息")):
            return block
        return self._open_in_text(block, match, "简讯栏目中自带标题的一条")

    def open_flash(self, block: Block) -> Block:
        """【简讯】10月18日，… under a text that is signed: a piece of its own."""
        if block.text[:1] not in "【〔[" or not self.state.was_closed:
            return block
        match = FLASH_LEAD.match(block.text)
        return self._open_in_text(block, match, "上文已署名，以“简讯”领起") if match else block

    def _open_in_text(self, block: Block, match: re.Match[str], reason: str) -> Block:
        article = SplitArticle(None, match[1] or match[match.lastindex or 0], None, reasons=(reason,))
        self.articles.append(article)
        zone = self._zone(article)
        self.state = State(is_first=False, zones=self.state.zones | {zone} if zone else self.state.zones)
        joins = [_shift(join, match.end()) for join in block.joins if join.at > match.end()]
        return replace(block, text=block.text[match.end() :], joins=joins)

    def add_heading(self, block: Block) -> None:
        """A heading inside the article; —— under the byline still belongs to the headline."""
        article = self.articles[-1]
        if block.form is Form.SUBTITLE and not article.blocks and article.headline and article.subheadline is None:
            article.subheadline = block.text
            return
        if block.text == article.headline and not self.state.paragraphs:
            return  # the page says its headline again under the line of date and source
        self.state.subheads.append(block.text)
        self.state.below_number = bool(PART_NUMBER.match(block.text))
        kind = BlockKind.LIST_ITEM if block.form is Form.SUBTITLE else BlockKind.SUBHEAD
        self._append(kind, block, block.text)

    def add_aside(self, block: Block) -> None:
        """A byline, credit, editors' line, signature or rule between texts."""
        if block.form is Form.BYLINE:
            found = block.lines[0].folio.authors if block.lines[0].folio else parse_byline(block.text)
            if found is None:
                names = split_names(block.text.removeprefix(list_mark(block.text)).strip("（()）"))
                found = [Byline(name, NO_ROLE) for name in names if could_be_name(name) and len(name) <= 4 and not is_office(name)]
            self._credit(found, [line.number for line in block.lines])
            self.state.was_closed = self.state.paragraphs > 0
        elif block.form is Form.EDITORS:
            if is_source(block):
                self.state.has_source = True
            elif not block.lines[0].folio:
                self._credit(parse_byline(block.text) or [], [line.number for line in block.lines])
            self.state.was_closed = self.state.paragraphs > 0
        elif block.form is Form.DATE:
            self._append(BlockKind.SIGNATURE, block, block.text)
            self.state.was_closed = self.state.paragraphs > 0
        elif block.form is Form.CREDIT:
            self._append(BlockKind.CREDIT, block, block.text)

    def add_body(self, block: Block) -> None:
        """A paragraph, list item or numbered subhead; datelines and bylines printed inside are taken out."""
        if not self.articles:
            self.articles.append(SplitArticle(reasons=("版面以正文开头",)))
            self.state.is_first = False
        if block.comes_from and self.state.paragraphs:
            self.articles.append(SplitArticle(headline=self.broken_off.headline if self.broken_off else "", reasons=("上接别的版面，与上文无关",)))
            self.state = State(is_first=False, zones=self.state.zones)
        self.state.was_closed = False
        if block.form is Form.NUMBERED and is_title_like(block.text):
            self.add_heading(block)
            return
        self.state.below_number = False
        if not self.articles[-1].blocks and COMES_FROM.match(block.lines[0].raw.lstrip(" \u3000")):
            self.continued.add(id(self.articles[-1]))
        marked = take_bylines(block.text)
        start = block.text.find(marked.text) if marked.text else len(block.text)
        if marked.dateline:
            self.state.is_news = self.state.is_news or not self.state.paragraphs
            self._append(BlockKind.DATELINE, block, marked.dateline)
        if marked.text:
            listed = block.form in (Form.LISTED, Form.ROW)
            self._append(BlockKind.LIST_ITEM if listed else BlockKind.PARAGRAPH, block, marked.text, start)
            self.state.paragraphs += not is_editors_note(marked.text)
        self._credit(list(marked.bylines), [])
        goes_on = goes_on_elsewhere("".join(line.raw.rstrip() for line in block.lines[-2:]))
        self.state.was_closed = marked.closes or goes_on
        self.broken_off = self.articles[-1] if goes_on and self.several_pages else self.broken_off

    def finish(self) -> list[SplitArticle]:
        self._join_continuations()
        self.page_text = "\n".join(block.text for article in self.articles for block in article.paragraphs)
        self.governed = governed_names(self.page_text)
        for article in self.articles:
            _read_deck(article)
            _drop_hanging_heads(article)
            _read_picture_story(article)
            _read_verse(article)
            _read_lead(article)
            _read_lone_cry(article)
            article.zone = self._zone(article)
        _pass_on_empty_heads(self.articles)
        return [article for article in self.articles if article.paragraphs or _is_picture_story(article)]

    def _join_continuations(self) -> None:
        """（上接第1版）under a headline that the page has had before: the rest of that article."""
        heads: dict[str, SplitArticle] = {}  # the second page may shorten the headline
        for article in self.articles:
            first = heads.setdefault(article.headline[:_HEAD], article)
            if id(article) not in self.continued or first is article or len(article.headline) < _HEAD:
                continue
            first.blocks.extend(article.blocks)
            first.bylines.extend(byline for byline in article.bylines if byline not in first.bylines)
            article.blocks.clear()
            article.headline = ""

    def _append(self, kind: BlockKind, block: Block, text: str, start: int = 0) -> None:
        if not self.articles:
            return
        joins = () if kind is BlockKind.DATELINE else tuple(_shift(join, start) for join in block.joins)
        self.articles[-1].blocks.append(PageBlock(kind, text, tuple(line.number for line in block.lines), joins))

    def _credit(self, bylines: list[Byline], lines: list[int]) -> None:
        if not self.articles:
            return
        self.articles[-1].bylines.extend(byline for byline in bylines if byline.name not in self.state.names)
        self.state.names.update(byline.name for byline in bylines)
        self.articles[-1].byline_lines.extend(lines)
        self.state.has_byline = self.state.has_byline or bool(bylines)

    def _zone(self, article: SplitArticle) -> str | None:
        """The headline's one zone, else the dateline's, else the one that the subheadline names in full."""
        named = find_zones(article.headline, self.known)
        if len(set(named)) > 1:
            return None
        body = "\n".join(block.text for block in article.paragraphs)
        if named:
            if named[0] in self.known.names or not body:
                return named[0]
            return None if is_collective(named[0], body) else settle_zone(named[0], article.headline, body)
        if (
            area := find_sub_area(article.headline, self.page_text)
            or find_base(article.headline, self.page_text)
            or find_governed(article.headline, self.governed)
            or find_bare(article.headline, body)
            or find_district(article.headline, body)
        ):
            return area
        for block in article.blocks[:2]:
            if block.kind is BlockKind.DATELINE and (zone := find_zone(re.split(r"[（(]", block.text)[0].removeprefix("本报"), self.known)):
                return zone
        return find_zone(article.subheadline or "", self.known, only_specific=True)


def _pass_on_empty_heads(articles: list[SplitArticle]) -> None:
    """A heading without text of its own is the column's name over the next article."""
    for upper, lower in pairwise(articles):
        if upper.headline and not upper.paragraphs and not _is_picture_story(upper):
            lower.kicker = lower.kicker or upper.headline


def _is_picture_story(article: SplitArticle) -> bool:
    return bool(article.headline) and any(block.kind is BlockKind.CREDIT and len(block.text) >= _PICTURE_STORY for block in article.blocks)


def _read_picture_story(article: SplitArticle) -> None:
    """A caption of whole sentences under a headline is the text where there is no other."""
    if article.paragraphs or not article.headline:
        return
    for number, block in enumerate(article.blocks):
        if block.kind is BlockKind.CREDIT and (sentences := _SENTENCES.match(block.text)) and len(sentences.group()) >= _PICTURE_STORY:
            article.blocks[number] = replace(block, kind=BlockKind.PARAGRAPH, text=sentences.group())


def _shift(join: Join, start: int) -> Join:
    return replace(join, at=max(0, join.at - start))


def _before_verse(heads: list[Block], end: int) -> int:
    """Where a headline ends that lines of a post's first sentence follow, each set off by a blank line."""
    apart = [block for block in heads[1:end] if block.form is Form.SHORT and block.gap]
    return 1 if len(apart) >= _VERSE and len(apart) == sum(1 for block in heads[1:end] if block.form is not Form.LABEL) else end


def _before_lead(heads: list[Block], end: int, body: Block | None) -> int:
    """Where a headline ends that one line follows which a blank line sets off from it and none from the text: it leads into the text."""
    lead = heads[end - 1]
    leads = end == len(heads) > 1 and lead.form is Form.SHORT and lead.gap and body is not None and not body.gap and len(heads[end - 2].text) > _LABEL
    return end - 1 if leads else end


def _read_deck(article: SplitArticle) -> None:
    """●新开工项目163个 between the headline and 本报讯: nothing that stands before a dateline is text; it belongs to the headline."""
    first = next((number for number, block in enumerate(article.blocks) if block.kind is BlockKind.DATELINE), 0)
    deck = article.blocks[:first]
    if deck and article.headline and all(block.kind is BlockKind.LIST_ITEM and not _SENTENCE_END.search(block.text) for block in deck):
        article.subheadline = " ".join([*filter(None, [article.subheadline]), *(block.text for block in deck)])
        del article.blocks[:first]


def _read_verse(article: SplitArticle) -> None:
    """Three short lines or more in a row, as posts set their first sentence, are text: headings do not come in threes."""
    start = 0
    for number in range(len(article.blocks) + 1):
        block = article.blocks[number] if number < len(article.blocks) else None
        if block is not None and block.kind is BlockKind.SUBHEAD and not (NUMBERED.match(block.text) or PART_NUMBER.match(block.text)):
            continue
        if number - start >= _VERSE:
            article.blocks[start:number] = [replace(block, kind=BlockKind.PARAGRAPH) for block in article.blocks[start:number]]
        start = number + 1


def _read_lead(article: SplitArticle) -> None:
    """A clause with a comma over the text's first heading is the text's first sentence; so are 听说了吗？ and what is cried out under it."""
    first = next((number for number, block in enumerate(article.blocks) if block.kind is not BlockKind.SUBHEAD), 0)
    if first and all(_CRIES.search(block.text) for block in article.blocks[:first]) and (first > 1 or _CLAUSES.search(article.blocks[0].text)):
        article.blocks[:first] = [replace(block, kind=BlockKind.PARAGRAPH) for block in article.blocks[:first]]
    if len(article.blocks) > 1 and all(block.kind is BlockKind.SUBHEAD for block in article.blocks[:2]) and "，" in article.blocks[0].text:
        article.blocks[0] = replace(article.blocks[0], kind=BlockKind.PARAGRAPH)


def _read_lone_cry(article: SplitArticle) -> None:
    """为什么能这么快？ alone among paragraphs: an article has no subhead or several."""
    subheads = [number for number, block in enumerate(article.blocks) if block.kind is BlockKind.SUBHEAD]
    if len(subheads) == 1 and 0 < subheads[0] < len(article.blocks) - 1 and _CRIES.search(article.blocks[subheads[0]].text):
        article.blocks[subheads[0]] = replace(article.blocks[subheads[0]], kind=BlockKind.PARAGRAPH)


def _drop_hanging_heads(article: SplitArticle) -> None:
    """A last "subhead" with nothing below is a line of text that lacks its full stop."""
    last = next((number for number in range(len(article.blocks) - 1, -1, -1) if article.blocks[number].kind in (BlockKind.SUBHEAD, *BODY_KINDS)), None)
    if last is not None and article.blocks[last].kind is BlockKind.SUBHEAD and article.paragraphs:
        article.blocks[last] = replace(article.blocks[last], kind=BlockKind.PARAGRAPH)
