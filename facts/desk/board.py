"""One article as the desk shows it: its text with every proposal marked in place, and its proposals in the order of the text, by sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from articles.models import Article, TextVersion
from articles.passages import sentence_bounds
from facts.models import Proposal
from facts.rule_words import rule_words
from facts.sentences import sentence
from facts.vocabulary import SubjectType

from .pieces import Piece, Span, cut

UNDECIDED = (Proposal.State.PENDING, Proposal.State.HELD)
_CLAIM = ("indicator", "scope_registered", *(f"{end}_{link}" for end in ("subject", "object") for link in ("region", "zone", "project", "organization")))
_SUBJECTS = [f"subject_{link}_id" for link in ("region", "zone", "project", "organization")]
_SLOT_WORDS = {
    "value": "数值", "indicator": "指标", "subject": "主体", "period": "时期", "scope": "统计范围", "product": "产品", "reference": "对比基准",
    "stage": "建设阶段", "object": "关联对象", "relation": "关联", "modality": "预计", "attribution": "消息来源", "base": "对比期",
}  # fmt: skip


@dataclass
class Row:
    """A proposal with its number on this page and the place of its sentence. The claim itself is loaded for one sentence at a time."""

    number: int
    pk: int
    state: str
    anchors: list[dict[str, Any]]
    left: int
    unresolved: bool
    proposal: Any = None

    @cached_property
    def words(self) -> str:
        return sentence(self.proposal)

    @property
    def rule_words(self) -> str:
        return rule_words(self.proposal.rule)

    @property
    def undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def pending(self) -> bool:
        return self.state == Proposal.State.PENDING


@dataclass
class Slot:
    """The words that fixed one part of a claim."""

    name: str
    label: str
    start: int
    end: int
    rule: str
    words: str
    elsewhere: str = ""


@dataclass
class Paragraph:
    start: int
    kind: str
    pieces: list[Piece]


def is_unresolved(proposal: Proposal) -> bool:
    """Its subject is a name that the registry does not know. Persons are never registered."""
    return proposal.subject_type != SubjectType.PERSON and proposal.registered_subject is None


def _is_unlinked(row: dict[str, Any]) -> bool:
    return row["subject_type"] != SubjectType.PERSON and not any(row[name] for name in _SUBJECTS)


class Board:
    """Costs one query for an article of any size, and one more for each sentence that is shown."""

    def __init__(self, article: Article) -> None:
        self.article = article
        found = article.proposals.exclude(state=Proposal.State.GONE).values("pk", "state", "anchors", "version_id", "subject_type", *_SUBJECTS)
        ordered = sorted(found, key=lambda row: (row["anchors"][0]["start"] if row["anchors"] else 0, row["pk"]))
        self.rows = [
            Row(number, row["pk"], row["state"], row["anchors"] if self._is_current(row) else [], self._left(row), _is_unlinked(row))
            for number, row in enumerate(ordered, 1)
        ]
        self.by_pk = {row.pk: row for row in self.rows}

    def _is_current(self, row: dict[str, Any]) -> bool:
        return row["version_id"] == self.article.current_id

    def _left(self, row: dict[str, Any]) -> int:
        """Where the sentence of the first anchor begins; a proposal left on an older text stands alone."""
        if not self._is_current(row) or not row["anchors"]:
            return -row["pk"]
        anchor = row["anchors"][0]
        return sentence_bounds(self.article.text, anchor["start"], anchor["end"])[0]

    def load(self, rows: list[Row]) -> None:
        """The claims of these rows, in one query."""
        found = Proposal.objects.select_related(*_CLAIM, "decided_by", "version").in_bulk([row.pk for row in rows])
        for row in rows:
            row.proposal = found[row.pk]
            row.proposal.article = self.article

    @property
    def pending_count(self) -> int:
        return sum(row.pending for row in self.rows)

    @property
    def held_count(self) -> int:
        return sum(row.state == Proposal.State.HELD for row in self.rows)

    def sentence_rows(self, row: Row) -> list[Row]:
        """The proposals of a row's sentence, with their claims."""
        rows = [other for other in self.rows if other.left == row.left]
        self.load(rows)
        return rows

    def first(self) -> Row | None:
        """Where work begins: the first pending proposal, else the first held one, else the first of all."""
        for wanted in (lambda row: row.pending, lambda row: row.undecided, lambda row: True):
            found = next(filter(wanted, self.rows), None)
            if found is not None:
                return found
        return None

    def next_pending(self, after: int, skipped: Iterable[int] = ()) -> Row | None:
        """The next pending proposal after this position, from the top at the end; skipped ones come back when nothing else is left."""
        later = [row for row in self.rows if row.number > after] + [row for row in self.rows if row.number <= after]
        waiting = [row for row in later if row.pending]
        passed = set(skipped)
        return next((row for row in waiting if row.pk not in passed), waiting[0] if waiting else None)

    def paragraphs(self) -> list[Paragraph]:
        version, spans = self.article.current, []
        if version is None:
            return []
        for row in self.rows:
            spans += [Span(anchor["start"], anchor["end"], str(row.pk)) for anchor in row.anchors]
        return [Paragraph(start, kind, cut(version.text, start, start + len(line), spans)) for start, line, kind in version.paragraphs]

    def marks(self) -> list[tuple[int, str, list[tuple[str, str, Any]]]]:
        """Paragraphs as (start, kind, pieces), each piece as (text, classes, row to open)."""
        return [
            (paragraph.start, paragraph.kind, [(piece, *self._dress(piece.names)) for piece in paragraph.pieces])
            for paragraph in self.paragraphs()
        ]  # fmt: skip

    def _dress(self, names: list[str]) -> tuple[str, Any]:
        """The class of the most urgent state, and the proposal that a click opens: the one with the shortest quote."""
        rows = [self.by_pk[int(name)] for name in names]
        if not rows:
            return "", None
        state = min((row.state for row in rows), key=_URGENCY.index)
        return state, min(rows, key=lambda row: (not row.pending, row.anchors[0]["end"] - row.anchors[0]["start"]))


_URGENCY = ["pending", "held", "rejected", "corrected", "accepted", "gone"]


def slots_of(proposal: Proposal) -> list[Slot]:
    """The trace's slots that stand in the text; one outside the claim's sentence brings its own sentence along."""
    text = proposal.version.text
    trace = proposal.trace if isinstance(proposal.trace, dict) else {}
    left, right = bounds_of(proposal)
    slots = []
    for entry in trace.get("slots", []):
        name, start, end, rule = entry if isinstance(entry, list) else (entry["name"], entry["start"], entry["end"], entry["rule"])
        if not 0 <= start < end <= len(text):
            continue
        elsewhere = "" if left <= start < right else text[slice(*sentence_bounds(text, start, end))]
        slots.append(Slot(name, _SLOT_WORDS.get(name, name), start, end, rule_words(rule), text[start:end], elsewhere))
    return slots


def bounds_of(proposal: Proposal) -> tuple[int, int]:
    if not proposal.anchors:
        return 0, 0
    anchor = proposal.anchors[0]
    return sentence_bounds(proposal.version.text, anchor["start"], anchor["end"])


@dataclass
class Excerpt:
    """The sentence of a proposal with quote and slots marked, and the sentences on either side of it."""

    before: str
    pieces: list[Piece]
    after: str


def excerpt(proposal: Proposal) -> Excerpt:
    version: TextVersion = proposal.version
    text = version.text
    left, right = bounds_of(proposal)
    spans = [Span(anchor["start"], anchor["end"], "quote") for anchor in proposal.anchors]
    spans += [Span(slot.start, slot.end, f"slot slot-{slot.name}") for slot in slots_of(proposal)]
    before = text[slice(*sentence_bounds(text, left - 1, left))] if left > 0 and text[left - 1] != "\n" else ""
    after = text[slice(*sentence_bounds(text, right, right + 1))] if right < len(text) and text[right] != "\n" else ""
    return Excerpt(before.strip("\n"), cut(text, left, right, spans), after.strip("\n"))
