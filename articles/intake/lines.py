"""The physical lines of a page with what can be seen of each alone: number, indent, blank lines before it, form."""

from dataclasses import dataclass
from enum import Enum

from articles.intake import forms
from articles.intake.bylines import names_editors, parse_byline
from articles.intake.captions import is_credit
from articles.intake.datelines import has_dateline, strip_jump, take_bylines
from articles.intake.folios import Folio, parse_folio
from articles.intake.keyed import SIGNS, find_keys
from articles.intake.names import is_person_name, split_names

_EDGE_LINES = 6
_LAST_SIGNS = 24  # 👇👇👇 at a line's end
RIGHT = 8  # columns of indent that no paragraph has
_LONGEST_TITLE = 50
_LONGEST_HEADER = 80
_SPACED = 6  # pieces of a line that a scan has pulled apart
_SENTENCE = 12
_FEW_LINES, _STRAY = 6, 0.05


class Form(Enum):
    """What a line looks like when read alone."""

    FOLIO = "folio"
    RULE = "rule"
    EDITORS = "editors"
    BYLINE = "byline"
    LABEL = "label"
    CREDIT = "credit"
    SUBTITLE = "subtitle"
    NUMBERED = "numbered"
    LISTED = "listed"
    ROW = "row"
    DATELINE = "dateline"
    DATE = "date"
    SHORT = "short"
    TEXT = "text"


@dataclass(slots=True)
class Line:
    number: int
    raw: str
    text: str
    indent: int
    gap: int
    form: Form
    folio: Folio | None = None
    opens: bool = False  # 标题： stands in front of it

    @property
    def text_form(self) -> Form:
        """What the line would be if it were no header or footer."""
        return _form(self.text)

    @property
    def is_finished(self) -> bool:
        return is_finished(self.text)


def is_finished(text: str) -> bool:
    """Whether a text ends as a paragraph may end, an author in brackets included."""
    if forms.FINAL.search(text[-12:]):
        return True
    in_brackets = text.endswith(forms.CLOSING_BRACKETS) and (bool(forms.FINAL_ASIDE.search(text[-60:])) or take_bylines(text[-120:]).closes)
    return in_brackets or _ends_with_name(text)


def read_lines(text: str) -> list[Line]:
    """Every non-blank line, in order, numbered from 1 as in the text."""
    rows = text.split("\n")
    filled = [number for number, row in enumerate(rows) if row.strip(" \u3000") and not forms.ORNAMENT.match(row)]
    top, foot = _edges(rows, filled)
    parts = {row.strip(" \u3000") for row in rows if forms.TWO_DIGITS.match(row)}
    keys = find_keys(rows) if any(word in text for word in SIGNS) else {}
    lines: list[Line] = []
    headers: set[str] = set()  # of the first page, which the next pages repeat
    previous, has_text = -1, False
    for number in filled:
        key = keys.get(number)
        opens = key is not None and key.opens
        raw = rows[number] if key is None else key.words or rows[number]
        plain = forms.EMOJI.sub("", raw.strip(" \u3000"))
        words = _close_up(plain or raw.strip(" \u3000"))
        if (sign := forms.ROLE_SIGN.match(raw.strip(" \u3000"))) and parse_byline(signed := f"{forms.ROLE_SIGNS[sign[1]]}：{sign[2]}"):
            words = signed
        goes_on = previous >= 0 and forms.OPEN_JUMP.search(rows[previous][-12:]) is not None
        is_dated = number not in top and number not in foot and forms.DATE_ONLY.match(words) is not None
        is_part = forms.PART_LEAD.match(words) is not None or (len(parts) > 1 and words in parts)  # 01, 02, 03 number parts, no pages
        within = opens or goes_on or is_dated or is_part or forms.OPEN_BRACKET.match(words) is not None
        shape = forms.FIGURES_AND_SPACES.sub("", words) if number in top or len(words) <= _LONGEST_HEADER else ""
        folio = None if within else parse_folio(words, near_edge=number in top or number in foot or shape in headers)
        if key is not None and not key.words:
            folio = Folio(is_residue=True)
        if folio and number in top:
            headers.add(shape)
        if folio and number not in top and not folio.is_residue and forms.LABELS.match(words):
            folio = None  # 图片新闻 near the foot
        words = words if folio else forms.END_MARK.sub("", strip_jump(words))
        form = Form.FOLIO if folio else Form.SHORT if opens else _form_with_picture(words, raw, is_first=not has_text)
        has_text = has_text or folio is None
        indent = display_width(raw[: len(raw) - len(raw.lstrip(" \u3000"))])
        lines.append(Line(number + 1, raw, words, indent, number - previous - 1, form, folio, opens))
        previous = number
    _close_double_spacing(lines)
    return lines


def _form_with_picture(words: str, raw: str, *, is_first: bool) -> Form:
    """📊 规上工业总产值 198.6亿元 is a list of figures, 小编带你一睹为快👇 a sentence; the page's first line may be its headline."""
    form = _form(words)
    if form in (Form.SHORT, Form.TEXT) and raw.strip(" \u3000")[0] not in words[:1] and any(character.isdigit() for character in words):
        return form if is_first and form is Form.SHORT else Form.ROW
    return Form.TEXT if form is Form.SHORT and not is_first and forms.POINTS_DOWN.search(raw[-_LAST_SIGNS:]) else form


def _close_double_spacing(lines: list[Line]) -> None:
    """Where nearly every line has a blank line above it, the blank line says nothing."""
    inner = [line for line in lines[1:] if line.form is not Form.FOLIO]
    if len(inner) >= _FEW_LINES and sum(1 for line in inner if not line.gap) <= _STRAY * len(inner):
        for line in lines[1:]:
            line.gap = max(0, line.gap - 1)


def _edges(rows: list[str], filled: list[int]) -> tuple[set[int], set[int]]:
    """The first and the last lines, as far as no sentence stands between them and the page's edge."""
    edges: tuple[set[int], set[int]] = (set(), set())
    for edge, numbers in zip(edges, (filled[:_EDGE_LINES], filled[: -_EDGE_LINES - 1 : -1]), strict=True):
        for number in numbers:
            edge.add(number)
            if rows[number].rstrip(" \u3000").endswith("。") and len(rows[number]) > _SENTENCE and not forms.DISTRIBUTED.match(rows[number]):
                break
    return edges


def _ends_with_name(text: str) -> bool:
    """…可达30亿元。　　本报记者 石勇: a sentence's end, then spaces and an author."""
    return bool(forms.FINAL_GAP.search(text[-50:])) and take_bylines(text[-120:]).closes


def display_width(text: str) -> int:
    """Columns in a fixed-width face: 今年1月 → 7."""
    return len(text) + sum(1 for character in text if character > "\u2e7f")


def is_title_like(text: str) -> bool:
    """Short words without the signs of a sentence that ends: 聚焦产城融合构建发展新优势 → True."""
    commas = text.count("，")
    asks_long = commas + text.count("、") > 1 and forms.ASKS.search(text)
    if len(text) > _LONGEST_TITLE or commas > 2 or asks_long or (text.endswith("—") and (commas or forms.LEADS_ON.search(text))):
        return False
    if forms.CONTACT.match(text) or forms.ASIDE.match(text):
        return False
    return not forms.TITLE_SPOILERS.search(text.rstrip(" \u3000")) and not forms.BODY_SIGNS.search(text[:-1])


def is_column_label(text: str) -> bool:
    """短评, 链接: a column's name, which always opens something new."""
    return bool(forms.LABELS.match(text) or forms.LABEL_LEAD.match(text))


def is_sidebar_label(text: str) -> bool:
    """编后, 数读, 链接·边合区: what stands beside a piece and has no heading of its own."""
    return bool(forms.SIDEBAR.match(text))


def is_notes_label(text: str) -> bool:
    """记者手记: beside a piece where the text touches it, a piece of its own where it stands like a headline."""
    return bool(forms.NOTES.match(text))


def is_briefs_label(text: str) -> bool:
    """简讯, 园区短波: the name of a column of short pieces."""
    return bool(forms.BRIEFS.match(text))


def is_editors_note(text: str) -> bool:
    return bool(forms.EDITORS_NOTE.match(text))


def is_date(text: str) -> bool:
    return bool(forms.DATE_ONLY.match(text))


def list_mark(text: str) -> str:
    match = forms.LIST_MARK.match(text)
    return match.group() if match else ""


def numbering(text: str) -> str:
    """The kind of number in front, without its value: 三、报名时间 and 一、招租标的 are alike, （一） and 1. are others."""
    match = forms.NUMBERED.match(text)
    return forms.NUMERALS.sub("", match.group()) or "①" if match else ""


def _close_up(text: str) -> str:
    """黄 冈 高 新 区 → 黄冈高新区; names set with spaces are left for the byline."""
    compact = "".join(text.split())
    if forms.SPACED_LABEL.match(text) and forms.LABELS.match(compact):
        return compact
    pieces = text.split()
    is_spaced = forms.SPACED_OUT.match(text) or (len(pieces) >= _SPACED and sum(len(piece) == 1 for piece in pieces) * 5 > len(pieces) * 3)
    if not is_spaced or parse_byline(text) is not None or all(is_person_name(name) for name in split_names(text)):
        return text
    return compact


def _form(text: str) -> Form:
    if forms.RULE.match(text):
        return Form.RULE
    if forms.DATE_ONLY.match(text) or forms.CLOSING_DATELINE.match(text):
        return Form.DATE
    if forms.PART_NUMBER.match(text):
        return Form.NUMBERED
    if forms.LABELS.match(text) or (forms.BRACKETED.match(text) and not (forms.REPORTS.search(text) and parse_byline(text))):
        return Form.LABEL
    if len(text) <= 90:
        is_byline = parse_byline(text) is not None
        if is_byline and (names_editors(text) or text.startswith("本文")):
            return Form.EDITORS
        if is_credit(text):
            return Form.CREDIT
        if is_byline and not (has_dateline(text) and take_bylines(text).text):
            return Form.BYLINE
    elif is_credit(text):
        return Form.CREDIT
    if has_dateline(text) and not (forms.LONE_NAME.match(text) or (forms.FLASH.match(text) and is_heading_words(text))):
        return Form.DATELINE
    if forms.SUBTITLE.match(text):
        return Form.SUBTITLE
    if forms.NUMBERED.match(text):
        return Form.NUMBERED
    if forms.LIST_MARK.match(text):
        return Form.LISTED
    return Form.SHORT if is_heading_words(text) else Form.TEXT


def is_heading_words(text: str) -> bool:
    """Like a title and not a line of an interview."""
    return is_title_like(text) and not _is_spoken(text)


def _is_spoken(text: str) -> bool:
    """A line of an interview: 记者：桂润为什么选择钦州？"""
    speaker = forms.SPEAKER.match(text)
    return bool(forms.SPOKEN.match(text) or (speaker and is_person_name(speaker.group(1))))
