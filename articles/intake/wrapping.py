"""How a page sets its lines: the column at which they are cut, how far paragraphs are set in, blank lines between them."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from articles.intake.lines import RIGHT, Form, Line, display_width

_EXACT = 0.95  # of the full lines: the page fills its column exactly, a line that is shorter ends there
_SHORTEST = 8
_SET_IN_COLUMN = frozenset((Form.TEXT, Form.DATELINE, Form.LISTED, Form.NUMBERED, Form.SHORT))  # bylines and rules run across columns


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the page sets its lines: the column at which they are cut (0: nowhere), how far paragraphs are indented, blank lines between."""

    column: int
    by_width: bool
    indent: int
    paragraph_gap: int
    line_gap: int
    slack: int = 0

    def is_full(self, line: Line) -> bool:
        if not self.column or line.indent > RIGHT:
            return False  # set to the right, it ends at the column by itself
        size = _size(line, self.by_width)
        return self.column - self.slack <= size <= self.column + min(self.slack, 2)

    def is_nearly_full(self, line: Line) -> bool:
        return _size(line, self.by_width) >= self.column - 3 * (1 + self.by_width)

    def is_trimmed(self, line: Line) -> bool:
        """Full but for the indent of a paragraph's first line, which a copy has lost; it touches the text above."""
        lost = 4 if self.by_width else 2
        return bool(self.column) and not self.indent and line.gap <= self.paragraph_gap and _size(line, self.by_width) >= self.column - self.slack - lost


def measure_wrapping(lines: list[Line]) -> Wrapping:
    """The page's habits, from counts over all its lines."""
    words = [line for line in lines if line.form not in (Form.FOLIO, Form.RULE)]
    column, by_width, slack = 0, False, 0
    best = 0
    for measure in (False, True):
        found, count, loose = _column(words, measure)
        if count > best:
            column, by_width, best, slack = found, measure, count, loose
    if column:
        _close_margin(words)
    indent = _paragraph_indent(words, Wrapping(column, by_width, 0, 0, 0, slack))
    return Wrapping(column, by_width, indent, _paragraph_gap(words, indent), _line_gap(words) if column else 0, slack)


def _close_margin(lines: list[Line]) -> None:
    """A margin that every line has says nothing."""
    margin = min((line.indent for line in lines), default=0)
    for line in lines:
        line.indent -= margin


def _paragraph_indent(lines: list[Line], wrapping: Wrapping) -> int:
    """The usual indent of lines that begin a paragraph, 0 where fewer than half of them have one."""
    if wrapping.column:
        pairs = zip([None, *lines], lines, strict=False)
        starts = [
            line
            for upper, line in pairs
            if wrapping.is_full(line)
            and (upper is None or not wrapping.is_full(upper) or (line.indent >= 2 and (upper.is_finished or upper.form is Form.LISTED)))
        ]
    else:
        starts = [line for upper, line in zip([None, *lines], lines, strict=False) if len(line.text) >= 12 and _may_start(upper, line)]
    indents = Counter(line.indent for line in starts if line.indent >= 2)
    count = sum(indents.values())
    return indents.most_common(1)[0][0] if count >= 2 and 2 * count >= len(starts) else 0


def _may_start(upper: Line | None, line: Line) -> bool:
    """Text that does not go on from an indented line without an end right above it."""
    if upper is not None and upper.indent >= 2 and not line.indent and not line.gap and not upper.is_finished:
        return False
    return line.form in (Form.TEXT, Form.DATELINE) or (line.form is Form.SHORT and line.indent >= 2 and "，" in line.text)


def _size(line: Line, by_width: bool) -> int:
    raw = line.raw.rstrip(" \u3000")
    return display_width(raw) if by_width else len(raw)


def _column(lines: list[Line], by_width: bool) -> tuple[int, int, int]:
    """The column with the most lines that just reach it, most of them in mid-sentence, and how many of it may stay empty; zeros where lines are not cut."""
    sizes = Counter(_size(line, by_width) for line in lines)
    slack = 3 if by_width else 2
    column, count = 0, 0
    for size in sizes:
        if size < (24 if by_width else 12):
            continue
        here = sum(sizes[size - step] for step in range(slack + 1))
        if here > count or (here == count and size > column):
            column, count = size, here
    full = [line for line in lines if column - slack <= _size(line, by_width) <= column]
    unfinished = sum(1 for line in full if not line.is_finished)
    longer = sum(1 for line in lines if line.form in _SET_IN_COLUMN and line.indent <= RIGHT and _size(line, by_width) > column + 2)
    if count < 4 or count < 0.35 * len(lines) or unfinished < 0.5 * len(full) or longer > 0.1 * len(lines):
        return 0, 0, 0
    return column, count, next((loose for loose in range(slack) if sum(sizes[column - step] for step in range(loose + 1)) >= _EXACT * count), slack)


def _line_gap(lines: list[Line]) -> int:
    """Blank lines between two lines of one paragraph: 1 on a page set with double spacing."""
    gaps = Counter(lower.gap for upper, lower in pairwise(lines) if not upper.is_finished and len(upper.text) > 12)
    return min(1, gaps.most_common(1)[0][0]) if gaps else 0


def _ends_paragraph(line: Line) -> bool:
    return line.is_finished and (len(line.text) > _SHORTEST or line.text.endswith("。"))


def _paragraph_gap(lines: list[Line], indent: int) -> int:
    """Blank lines usually found before a line that begins a paragraph under a finished one."""
    forms_of_text = (Form.TEXT, Form.DATELINE, Form.SHORT) if indent else (Form.TEXT, Form.DATELINE)  # a line set in is text though it has no sign
    below = (lower for upper, lower in pairwise(lines) if _ends_paragraph(upper) and lower.form in forms_of_text)
    gaps = Counter(lower.gap for lower in below if min(indent, 4) <= lower.indent <= RIGHT)
    return gaps.most_common(1)[0][0] if gaps else int(not indent)
