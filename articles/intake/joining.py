"""Physical lines to blocks: what the page cut apart is put together again, and every join says why."""

import re
from dataclasses import dataclass, field

from articles.intake.bylines import LONGEST_BYLINE, parse_byline
from articles.intake.captions import is_closed_credit, is_credit
from articles.intake.datelines import goes_on_elsewhere, strip_jump, take_bylines
from articles.intake.folios import Folio
from articles.intake.forms import CONTACT, KEY_FIGURE, SOURCE
from articles.intake.lines import RIGHT, Form, Line, display_width, is_column_label, is_finished, is_heading_words, is_title_like
from articles.intake.wrapping import Wrapping

_STARTS_WITH_CLOSING = re.compile(r"[，。、；：！？”’）》】％%,.;:!?)](?![（(])")
_ENDS_OPEN = re.compile(r"[，、（《“‘〈(,]\Z")
_OPEN_BRACKET, _CLOSES_BRACKET = re.compile(r"[（(][^（()）。]{0,24}\Z"), re.compile(r"[^（()）。]{0,16}[）)]")  # （记者 卫 over 东）
_ENDS_LIKE_NO_TITLE = re.compile(r"(?:[0-9０-９.．]|[的和与及或为达至到将约近超对从向把被以在是])\Z")
_ENDS_WITH_NUMBER = re.compile(r"[0-9０-９][.．]?\Z")
_STARTS_LIKE_REST_OF_NUMBER = re.compile(r"[.．]?[0-9０-９]|[万亿千百]?(?:元|吨|亩|平方|个|家|户|项|人|台|套|公里|千瓦|美元)|[%％年月日时]|[万亿]")
_REST_OF_RANGE = re.compile(r"[—－–~～-]{1,2}[0-9０-９]")
_SENTENCE_SIGN = re.compile(r"[，。；：]")
_AMONG_NAMES = re.compile(r"(?:记者|通讯员|摄影|[文图][/／])[^，。；：]{0,30}\Z")  # （记者 卫东　over 李明）
_KEY_END = re.compile(r"[：:]\Z")
_CUT_ROLE = re.compile(r"[ \u3000，、/／](?:本[报刊网台]|特约|特邀|见习|实习|全媒体)?(通讯|通|记|摄)\Z")
_ROLE_RESTS = {"通讯": "员", "通": "讯员", "记": "者", "摄": "影"}
_CUT = 8
_MAY_BE_BYLINE = frozenset((Form.BYLINE, Form.SHORT, Form.TEXT, Form.LISTED))
_LONG = 40
_CLAUSE = 24
_FAR_LONGER = 1.5
_PARAGRAPH = 4  # columns of indent
_PAGE_DIGITS = 3

FULL_LINE = "上一行排满一栏，下一行接着排"
CLOSING_SIGN = "下一行以句中标点开头"
OPEN_SIGN = "上一行以未完的标点结尾"
SPLIT_NUMBER = "数字或单位被换行拆开"
UNFINISHED = "上一行句子未完"


@dataclass(frozen=True, slots=True)
class Join:
    """Two neighbouring lines of the page that became one; `at` is where the second starts in the joined text."""

    upper: int
    lower: int
    reason: str
    at: int


@dataclass(slots=True)
class Block:
    """One or several lines that belong together, with the form of the first."""

    form: Form
    text: str
    lines: list[Line]
    joins: list[Join] = field(default_factory=list)
    comes_from: bool = False  # （上接第1版）stands before it: what another page began

    @property
    def gap(self) -> int:
        return self.lines[0].gap

    @property
    def indent(self) -> int:
        return self.lines[0].indent

    def add(self, line: Line, reason: str) -> None:
        if reason == FULL_LINE and (line.indent or (self.lines[-1].raw[-1] in " \u3000" and _AMONG_NAMES.search(self.text[-40:]))):
            self.text += "\u3000"
        self.joins.append(Join(self.lines[-1].number, line.number, reason, len(self.text)))
        self.text += line.text
        self.lines.append(line)


def is_pictured(block: Block) -> bool:
    """An emoji stands in front of the words: 👉数字看点."""
    return block.lines[0].raw.strip(" \u3000")[:1] not in block.text[:1]


def join_lines(lines: list[Line], wrapping: Wrapping) -> list[Block]:
    """Headers and footers stand alone; all other lines become blocks: 一期实现年产 / 高性能材料10万吨。 → one block."""
    blocks: list[Block] = []
    open_block: Block | None = None
    is_broken = False  # a page ends between the open block and the line
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        if line.form is Form.FOLIO and open_block is not None and _runs_on(open_block, line, wrapping):
            line.form, line.folio = line.text_form, None  # 四、申请人可于2021年6月10日 in the middle of a sentence
        if line.form is Form.FOLIO or (open_block is not None and _is_page_number(open_block, line, wrapping)):
            line.folio = line.folio or Folio(is_residue=True)
            blocks.append(Block(Form.FOLIO, line.text, [line]))
            is_broken = True
            if line.folio.is_meta or (open_block is not None and open_block.form is Form.SHORT and not _breaks_off(open_block, wrapping)):
                open_block = None
            continue
        if is_broken and open_block is not None and _breaks_off(open_block, wrapping):
            line.gap = 0  # the blank lines are the page's, not the text's
        is_broken = False
        reason = why_joined(open_block, line, below, wrapping) if open_block and not _heads_what_follows(open_block, line, below, wrapping) else None
        if open_block is not None and reason:
            open_block.add(line, reason)
            continue
        open_block = Block(line.form, line.text, [line])
        blocks.append(open_block)
    for block in blocks:
        if block.joins:
            block.text = strip_jump(block.text)
        _settle_form(block)
    return blocks


def _is_cut_byline(upper: Block, line: Line, wrapping: Wrapping) -> bool:
    """□ 本报记者 黎浩然 通讯 over 员 姚淑贞, or 本报记者 祁振海 司 over 杰: a byline that only both lines make."""
    last = upper.text[-_CUT:]
    if line.gap or upper.form not in _MAY_BE_BYLINE or len(upper.text) + len(line.text) > LONGEST_BYLINE:
        return False
    if line.form is Form.BYLINE and not (last.endswith("·") or line.text.startswith("·")):
        return False
    cut = _CUT_ROLE.search(last)
    is_name = "记者" in upper.text or "通讯员" in upper.text
    if not (cut and line.text.startswith(_ROLE_RESTS[cut[1]])) and not (is_name and wrapping.is_full(upper.lines[-1]) and not is_finished(upper.text)):
        return False
    return parse_byline(upper.text + line.text) is not None


def why_joined(upper: Block, line: Line, below: Line | None, wrapping: Wrapping) -> str | None:
    """The reason for which `line` continues `upper`, None where it starts something new."""
    last = upper.lines[-1]
    if _is_cut_byline(upper, line, wrapping):
        return UNFINISHED
    if not _may_continue(upper, line, wrapping) or goes_on_elsewhere("".join(one.raw.rstrip() for one in upper.lines[-2:])):
        return None
    if _OPEN_BRACKET.search(last.text) and _CLOSES_BRACKET.match(line.text) and line.gap <= wrapping.line_gap and not _starts_paragraph(line, wrapping):
        return OPEN_SIGN
    finished = is_finished(upper.text)
    if finished and upper.text[-1] in "）)】〕" and not _STARTS_WITH_CLOSING.match(line.text) and take_bylines(upper.text[-120:]).closes:
        return None  # its author closes it
    is_key = bool(_KEY_END.search(upper.text)) and wrapping.is_full(last) and line.gap <= wrapping.line_gap and not line.indent  # 联系电话： over its number
    if finished and line.form is Form.SHORT and not wrapping.is_full(line) and not is_key:
        return CLOSING_SIGN if _STARTS_WITH_CLOSING.match(line.text) else None  # a paragraph's last line has its full stop, a heading none
    if wrapping.is_full(last) and line.gap <= wrapping.line_gap and not _starts_paragraph(line, wrapping) and not (finished and _stands_alone(line)):
        return None if _is_heading(upper, line, below, wrapping) else FULL_LINE
    if finished and _is_set_flush(upper, line, wrapping):
        return FULL_LINE
    if _STARTS_WITH_CLOSING.match(line.text) and not line.text.startswith("“"):
        return CLOSING_SIGN
    if _stands_alone(line) and not (line.form in (Form.NUMBERED, Form.LISTED) and _ENDS_WITH_NUMBER.search(last.text)):
        return None
    if _ENDS_WITH_NUMBER.search(last.text) and _STARTS_LIKE_REST_OF_NUMBER.match(line.text) and _is_prose(upper, line, wrapping):
        return SPLIT_NUMBER
    if _ENDS_OPEN.search(last.text) and line.gap <= 1:
        return OPEN_SIGN
    if _is_field(upper) or finished or CONTACT.match(line.text) or _starts_paragraph(line, wrapping) or not _is_prose(upper, line, wrapping):
        return None
    return UNFINISHED


def _may_continue(upper: Block, line: Line, wrapping: Wrapping) -> bool:
    if upper.form is Form.BYLINE and wrapping.indent and upper.indent >= wrapping.indent and line.form in (Form.SHORT, Form.TEXT):
        return bool(upper.joins) or _runs_on(upper, line, wrapping)  # 本报讯　记者廖海军报 over 道：7月10日…
    if upper.form in (Form.RULE, Form.EDITORS, Form.BYLINE, Form.LABEL, Form.DATE) or line.form is Form.RULE:
        return False
    if upper.form is Form.SHORT and is_column_label(upper.text):
        return False  # 记者观察：抢人，更要留人
    if upper.form is Form.CREDIT and is_closed_credit(upper.text):
        return False
    if upper.joins and upper.text[0] in "（(" and upper.text[-1] in "）)" and parse_byline(upper.text):
        return False
    if line.gap > max(2, wrapping.paragraph_gap + 1):
        return False
    if line.form is Form.DATELINE and not (wrapping.indent and _breaks_off(upper, wrapping) and line.text[0] in "（(" and not line.indent and not line.gap):
        return False  # B区 / （海宁）实现进出口总值…: a bracket at a line's start, no author
    return not (line.form in (Form.BYLINE, Form.EDITORS, Form.CREDIT) and (is_finished(upper.text) or not wrapping.is_full(upper.lines[-1])))


def _breaks_off(upper: Block, wrapping: Wrapping) -> bool:
    return wrapping.is_full(upper.lines[-1]) and not is_finished(upper.text)


def _runs_on(upper: Block, line: Line, wrapping: Wrapping) -> bool:
    """A line as full as the ones around it, with nothing between them."""
    return wrapping.is_full(line) and not line.gap and not line.indent and _breaks_off(upper, wrapping)


def _is_page_number(upper: Block, line: Line, wrapping: Wrapping) -> bool:
    """27 alone in the middle of a sentence."""
    return line.text.isdigit() and len(line.text) <= _PAGE_DIGITS and (line.gap > 0 or line.indent > 0) and _breaks_off(upper, wrapping)


def _heads_what_follows(upper: Block, line: Line, below: Line | None, wrapping: Wrapping) -> bool:
    """A flush line without a full stop between a finished text and a line set in is a heading, however full."""
    if not wrapping.indent or below is None or line.form is not Form.SHORT or line.indent >= 2 or line.is_finished or _STARTS_WITH_CLOSING.match(line.text):
        return False
    return (below.form is Form.DATELINE or _starts_paragraph(below, wrapping)) and is_finished(upper.text)


def _is_set_flush(upper: Block, line: Line, wrapping: Wrapping) -> bool:
    """Where paragraphs are set in, a flush line of text right under an all but full one goes on, a full stop between them or not."""
    last = upper.lines[-1]
    touches = wrapping.column and wrapping.indent and not line.indent and not line.gap and line.form is Form.TEXT and line.text[-1] not in "：:"
    return bool(touches) and 2 <= upper.indent <= RIGHT and upper.form in (Form.TEXT, Form.SHORT, Form.DATELINE) and wrapping.is_nearly_full(last)


def _is_field(upper: Block) -> bool:
    """联系电话：0952-… and 从业人员：5.2万人 end without a full stop."""
    return bool(CONTACT.match(upper.text) or KEY_FIGURE.match(upper.text))


def _is_heading(upper: Block, line: Line, below: Line | None, wrapping: Wrapping) -> bool:
    """A heading may be as long as the column by chance: it is not indented where paragraphs are, or a byline follows."""
    if upper.form not in (Form.SHORT, Form.SUBTITLE, Form.LISTED) or upper.joins or not is_title_like(upper.text):
        return False
    if _ENDS_WITH_NUMBER.search(upper.text) and _REST_OF_RANGE.match(line.text):
        return False  # 医药产业1 over —9月产值188亿元
    if wrapping.indent and upper.indent < 2 and upper.form is not Form.LISTED:
        goes_on = below is None or (below.form in (Form.SHORT, Form.TEXT) and not (below.gap or _starts_paragraph(below, wrapping)))
        return not (goes_on and wrapping.is_full(line) and not line.indent and line.form in (Form.SHORT, Form.TEXT))  # full lines in a row are text set flush
    return line.form in (Form.SUBTITLE, Form.BYLINE, Form.LABEL) and not (wrapping.indent and upper.indent >= wrapping.indent > line.indent)


def _starts_paragraph(line: Line, wrapping: Wrapping) -> bool:
    return bool(wrapping.indent) and line.indent >= min(wrapping.indent, 4)


def _stands_alone(line: Line) -> bool:
    return line.form in (Form.SUBTITLE, Form.NUMBERED, Form.LISTED, Form.LABEL, Form.DATE, Form.CREDIT, Form.BYLINE, Form.EDITORS, Form.ROW)


def _is_prose(upper: Block, line: Line, wrapping: Wrapping) -> bool:
    """Whether `upper` is running text that breaks off, not a heading."""
    text = upper.text
    if upper.form is Form.LISTED and line.form is Form.SHORT:
        return False
    if "。" in text or len(text) > _LONG or upper.joins:
        return line.form is not Form.SHORT or not line.gap or (len(text) > _LONG and not is_title_like(text))
    if not wrapping.column and display_width(line.raw) > _FAR_LONGER * display_width(upper.lines[-1].raw):
        return False  # a line that was cut is about as wide as the next
    if wrapping.indent and 2 <= upper.indent <= RIGHT and not line.indent and not line.gap:
        return True
    if (
        _PARAGRAPH <= upper.indent <= RIGHT
        and not line.indent
        and not line.gap
        and (("，" in line.text and wrapping.is_full(line)) or _are_cut_alike(upper, line))
    ):
        return True
    apart = upper.form is Form.SHORT and line.gap > wrapping.line_gap and "，" not in text  # a blank line under a long headline with a colon
    if (
        _SENTENCE_SIGN.search(text)
        and (len(text) > _CLAUSE or (wrapping.is_trimmed(upper.lines[-1]) and wrapping.is_full(line)))
        and line.form is Form.TEXT
        and not apart
    ):
        return True
    return bool(_ENDS_LIKE_NO_TITLE.search(text)) and line.form is Form.TEXT and line.gap <= wrapping.line_gap


def _are_cut_alike(upper: Block, line: Line) -> bool:
    """An indented line and one without indent, as wide as the other or ending the sentence: a paragraph of a page too short to show its column."""
    if "，" not in upper.text + line.text or line.form not in (Form.TEXT, Form.SHORT):
        return False
    widths = [display_width(raw.rstrip(" \u3000")) for raw in (upper.lines[-1].raw, line.raw)]
    return line.form is Form.TEXT or abs(widths[0] - widths[1]) <= 2 or (widths[1] < widths[0] and line.is_finished)


def _settle_form(block: Block) -> None:
    """A short first line that was continued is text; several joined lines may still be a heading."""
    if block.joins and block.form in (Form.SHORT, Form.TEXT, Form.LISTED) and len(block.text) <= LONGEST_BYLINE and parse_byline(block.text):
        block.form = Form.BYLINE  # （记者孟 over 祥宁）
        return
    if block.joins and block.form is Form.BYLINE and parse_byline(block.text) is None:
        block.form = Form.DATELINE
        return
    if block.form is Form.CREDIT and block.joins and not is_credit(block.text):
        block.form = Form.LISTED  # ▲某某项目：总投 over 资135亿元: only the whole line shows that it is no caption
        return
    if block.joins and SOURCE.match(block.text):
        block.form = Form.EDITORS
        return
    if block.joins and block.form is Form.SHORT and not is_title_like(block.text):
        block.form = Form.TEXT
    if block.form is Form.TEXT and block.joins and all(len(line.text) <= _CLAUSE for line in block.lines) and is_heading_words(block.text):
        block.form = Form.SHORT
    if block.form is Form.SUBTITLE and not is_title_like(block.text):
        block.form = Form.LISTED
