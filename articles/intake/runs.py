"""A page as runs: heading lines and bylines in a row, then the text below them; and the page's habits over all runs."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from articles.intake.datelines import take_bylines
from articles.intake.heads import BARS, COLUMN_LEAD, Habits, Place, Rivalry, is_notice, is_title
from articles.intake.joining import Block, is_pictured
from articles.intake.lines import Form, is_editors_note
from articles.intake.wrapping import Wrapping

_HEADING_FORMS = frozenset((Form.SHORT, Form.SUBTITLE, Form.LABEL, Form.BYLINE, Form.EDITORS, Form.DATE, Form.RULE, Form.CREDIT))
_CLOSING_FORMS = frozenset((Form.BYLINE, Form.EDITORS, Form.DATE))

_COLON = re.compile(r"[：:]")
_PARTED = re.compile(r"\A[^\s\u3000]{2,5}[ \u3000]+[^\s\u3000]{4,}\Z")
_POST_CREDIT = re.compile(r"(?:记者|作者|通讯员)[ \u3000]?[|｜丨]|(?:文字?|图文|文图|撰文|撰稿|供稿|采写|图片?)[ \u3000]?[|｜丨/／:：]")
_ITEM = re.compile(r"[^，。；：:\n]{2,24}[：:]|@")  # 空港新城：…, 锡盟金烨煤化公司：…
_MOST_RIVALS = 20
_MOST_TITLES = 8
_SUBHEAD = 9
_TINY = 4


@dataclass
class Run:
    heads: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    closes: bool = False
    note_then_byline: bool = False
    is_signed: bool = False
    rivalry: Rivalry = Rivalry.NONE
    sisters: int = 0
    is_last: bool = False

    @cached_property
    def first_title(self) -> int:
        """Index of the first heading that can open an article; the run's length where there is none."""
        return next((number for number, block in enumerate(self.heads) if is_title(block) and block.form is not Form.SUBTITLE), len(self.heads))

    @cached_property
    def is_list(self) -> bool:
        """Two texts or more, and all of them items: ●…, or 某新城：…."""
        return len(self.body) > 1 and all(block.form in (Form.LISTED, Form.ROW) or _ITEM.match(block.text) for block in self.body)

    @cached_property
    def has_closing_byline(self) -> bool:
        return any(block.form is Form.BYLINE for block in self.heads[: self.first_title])

    def has_byline_from(self, number: int) -> bool:
        return bool(self.body) and self._last_byline > number

    def has_before(self, form: Form, number: int) -> bool:
        return self._first[form] < number if form in self._first else False

    @cached_property
    def _last_byline(self) -> int:
        return max((number for number, block in enumerate(self.heads) if block.form is Form.BYLINE or is_source(block)), default=-1)

    @cached_property
    def _first(self) -> dict[Form, int]:
        return {block.form: number for number, block in reversed(list(enumerate(self.heads)))}


def is_source(block: Block) -> bool:
    """2024-05-10 09:20　来源：江淮日报 under a headline, as good as a byline."""
    folio = block.lines[0].folio
    return block.form is Form.EDITORS and folio is not None and folio.is_meta


def find_runs(blocks: list[Block]) -> list[Run]:
    """Blocks in order, cut before every heading that follows text."""
    runs: list[Run] = []
    run = Run()
    for block in blocks:
        heading = block.form in _HEADING_FORMS or is_title(block)
        if heading and run.body:
            runs.append(run)
            run = Run()
        (run.heads if heading else run.body).append(block)
    runs.append(run)
    for number, current in enumerate(runs):
        below = runs[number + 1] if number + 1 < len(runs) else None
        closed_in_text = bool(current.body) and take_bylines(current.body[-1].text).closes
        current.closes = closed_in_text or bool(below and below.has_closing_byline)
        current.is_signed = below is not None and any(block.form is Form.DATE for block in below.heads[: below.first_title])
        current.note_then_byline = (
            bool(current.body) and all(is_editors_note(block.text) for block in current.body) and bool(below and below.has_closing_byline)
        )
    _find_rivals(runs)
    _find_sisters(runs)
    _find_lone(runs)
    return runs


def _find_rivals(runs: list[Run]) -> None:
    """Headings between an article that is surely begun and the next byline after a text: the likeliest opens what this byline closes."""
    chain: list[Run] = []
    for run in runs:
        if run.first_title < len(run.heads):
            begins = _surely_opens(run) or is_notice(run.heads[run.first_title].text)  # no reporter signs it
            chain = [] if begins else [*chain[-_MOST_RIVALS:], run]
        if run.closes and chain:
            best = max(chain, key=_prominence)
            for member in chain:
                member.rivalry = Rivalry.BEST if member is best else Rivalry.LESSER
            chain = []


def _find_sisters(runs: list[Run]) -> None:
    """汽车产业园：总装线上“等”车身 with 智能终端：一年“长”出一条链 below: how many such headings stand in a row."""
    group: list[Run] = []
    form = ""
    for run in runs:
        if run.first_title == len(run.heads):
            continue
        if _surely_opens(run):
            group = []
        elif own := _form_of(run.heads[run.first_title]):
            group = [*group[1 - _MOST_TITLES :], run] if own == form else [run]
            form = own
            for sister in group:
                sister.sisters = max(sister.sisters, len(group) - 1)
    titled = [run for run in runs if run.first_title < len(run.heads) and _is_marked(run.heads[run.first_title])]
    pictures = Counter(_form_of(run.heads[run.first_title]) for run in titled)
    for run in titled:
        run.sisters = max(run.sisters, pictures[_form_of(run.heads[run.first_title])] - 1)


def _is_marked(block: Block) -> bool:
    """An emoji or ▍ in front: whatever stands between two such headings, they are of one kind."""
    return is_pictured(block) or block.text[0] in BARS


def _find_lone(runs: list[Run]) -> None:
    """The last heading before one that surely opens an article, or before the page's end."""
    is_last = True
    for run in reversed(runs):
        if run.first_title < len(run.heads):
            opens = _surely_opens(run)
            run.is_last, is_last = is_last and not opens, opens


def _surely_opens(run: Run) -> bool:
    return run.has_closing_byline or run.has_byline_from(run.first_title) or (bool(run.body) and run.body[0].form is Form.DATELINE)


def _form_of(block: Block) -> str:
    """What a heading shares with its sisters: an emoji, a colon, or the first character of two parts (谈招商　保税加工挑大梁)."""
    text = block.text
    if is_pictured(block):
        return block.lines[0].raw.strip(" \u3000")[:1]
    if text[0] in BARS:
        return text[0]
    if len(text) <= _TINY:
        return str(len(text))  # 引水, 引凤, 引智
    return "：" if _COLON.search(text) else "｜" if COLUMN_LEAD.match(text) else text[0] if _PARTED.search(text) else ""


def _prominence(run: Run) -> tuple[int, int, int, int]:
    """More space above, more lines of heading, a picture before it, a longer first line."""
    titles = [block for block in run.heads[run.first_title : run.first_title + _MOST_TITLES] if is_title(block)]
    after_credit = any(block.form is Form.CREDIT for block in run.heads[: run.first_title])
    return (titles[0].gap, len(titles), int(after_credit), max(len(title.text) for title in titles))


def measure_habits(runs: list[Run], wrapping: Wrapping) -> Habits:
    titles = [run.heads[run.first_title] for run in runs[1:] if run.first_title < len(run.heads)]
    opening = [run for run in runs if run.first_title < len(run.heads)]
    return Habits(
        tail_bylines=sum(1 for number, run in enumerate(runs) if run.closes and not _signs_a_post(runs, number)),
        datelines=sum(1 for run in opening if run.body and run.body[0].form is Form.DATELINE),
        gaps=tuple(title.gap for title in titles),
        plain_titles=any(not title.indent for title in titles) or bool(opening and not opening[0].heads[opening[0].first_title].indent),
        paragraph_gap=wrapping.paragraph_gap,
        paragraph_indent=wrapping.indent,
        short_pieces=_are_short_pieces(opening),
    )


def _signs_a_post(runs: list[Run], number: int) -> bool:
    """文｜周颖　图｜江津综保区 under the last text: a post's credits, for all its pieces."""
    below = runs[number + 1].heads if number + 2 == len(runs) else []
    return any(block.form is Form.BYLINE and _POST_CREDIT.match(block.text) for block in below)


def _are_short_pieces(opening: list[Run]) -> bool:
    """One paragraph under each of three headings or more, none of them as short as a subhead."""
    titles = [run.heads[run.first_title].text for run in opening]
    return len(opening) > 2 and all(len(run.body) == 1 for run in opening[:-1]) and all(len(title) > _SUBHEAD for title in titles[1:])


def place_of(run: Run, number: int, state: "State") -> Place:
    """What stands around the heading at `number` of a run."""
    titles = tuple(block for block in _until_byline(run.heads[number : number + _MOST_TITLES]) if is_title(block))
    return Place(
        is_first=state.is_first,
        was_closed=state.was_closed,
        after_rule=run.has_before(Form.RULE, number),
        after_credit=run.has_before(Form.CREDIT, number),
        is_signed=run.is_signed,
        article_has_byline=state.has_byline,
        is_unsigned=not (state.has_byline or state.has_source),
        opening_mark=state.opening_mark,
        paragraphs_before=state.paragraphs,
        zones=state.zones,
        earlier_subheads=tuple(state.subheads[-_MOST_TITLES:]),
        titles=titles,
        has_byline_below=run.has_byline_from(number) or run.note_then_byline,
        rivalry=run.rivalry,
        sisters=run.sisters,
        is_alone=run.is_last and not state.subheads,
        in_column=state.in_column,
        is_news=state.is_news,
        head=state.head,
        has_columns=state.has_columns,
        body=run.body[0] if run.body else None,
        closes_below=run.closes,
        over_list=run.is_list,
        after_number=state.below_number,
    )


def _until_byline(blocks: list[Block]) -> list[Block]:
    end = next((number for number, block in enumerate(blocks) if block.form in _CLOSING_FORMS or block.form is Form.RULE), len(blocks))
    return blocks[:end]


@dataclass
class State:
    """What is known of the article being built when a heading is weighed."""

    is_first: bool = True
    was_closed: bool = False
    has_byline: bool = False
    has_source: bool = False
    opening_mark: str = ""
    head: str = ""
    has_columns: bool = False
    in_column: bool = False
    is_news: bool = False
    paragraphs: int = 0
    below_number: bool = False
    zones: frozenset[str] = frozenset()
    subheads: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
