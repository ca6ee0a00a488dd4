"""Correcting an article's text: a new immutable version, and what became of every citation. Near matches are only ever offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from articles.intake.reading import clean_text
from articles.models import Article, TextVersion
from history.changes import Change, change

from .curation import ChangedMeanwhile, CurationError
from .marking import sentence_bounds
from .models import Citation, Proposal, UnsignedChange
from .relocating import relocate
from .reviewing import reopen_review
from .settling import settle
from .unsigned import keep_unsigned, keeps_back, unsigned_changes

NOTICE = "correction"  # the kind of block that a 本报更正 stands in
_LEAST_ALIKE = 50


class NearMatch(NamedTuple):
    """A place in the current text that resembles a stale quote; `score` is 0–100."""

    start: int
    end: int
    text: str
    score: int


@dataclass
class CorrectionReport:
    """`diff` is a list of (operation, old line, new line) with operation equal, replace, insert or delete. With `unsigned` nothing has happened yet."""

    version: TextVersion | None = None
    moved: list[Citation] = field(default_factory=list)
    stale: list[Citation] = field(default_factory=list)
    proposals_moved: list[Proposal] = field(default_factory=list)
    proposals_lost: list[Proposal] = field(default_factory=list)
    diff: list[tuple[str, str, str]] = field(default_factory=list)
    unsigned: UnsignedChange | None = None


def preview_correction(article: Article, text: str, kind: str) -> CorrectionReport:
    """What `correct_text` would do; writes nothing. Moved rows carry their new place, unsaved."""
    current = _current(article)
    version = _next_version(article, current, text, kind)
    report = CorrectionReport(diff=line_diff(current.text, version.text))
    for citation in current.citations.filter(state=Citation.State.EXACT).select_related("fact"):
        at = relocate(current.text, version.text, citation.start, citation.end)
        if at is None:
            report.stale.append(citation)
        else:
            citation.start, citation.end = at, at + len(citation.quote)
            report.moved.append(citation)
    for proposal in article.proposals.undecided().filter(version=current):
        anchors = [moved for anchor in proposal.anchors if (moved := _moved_anchor(current.text, version.text, anchor))]
        (report.proposals_moved if anchors else report.proposals_lost).append(proposal)
        if anchors:
            proposal.anchors, proposal.trace = anchors, _moved_trace(current.text, version.text, proposal.trace)
    report.version = version
    return report


def correct_text(article: Article, user: Any, text: str, kind: str, reason: str, *, seen: int | None = None) -> CorrectionReport:
    """录入订正 (`text` is the whole text as printed) or 本报更正 (`text` is the correction alone, which then stands above the printed text).

    Citations and undecided proposals move where their whole sentence is found once and unchanged; the others are stale.
    `seen` is the number of the version that the editor had before them: raises `ChangedMeanwhile` when it is no longer current.
    Of a published article it waits until signed (`unsigned` of the report); the text stays as it is until then."""
    if not reason.strip():
        raise CurationError("请写明订正的理由。")
    with change(user, TextVersion.Kind(kind).label, reason=reason) as group:
        row = Article.objects.select_related("current").get(pk=article.pk)
        current = row.current.number if row.current else 0
        if seen is not None and current not in (0, seen):
            raise ChangedMeanwhile(f"正文已由别人改为第{current}版，您看到的是第{seen}版。您的改动没有保存，请对照新正文再改。")
        asked = {"text": text, "kind": kind, "reason": reason, "seen": current}
        if keeps_back([row], user) is None:
            return correct_text_in(group, row.pk, user, asked)
        report = preview_correction(row, text, kind)
        report.unsigned = keep_unsigned(
            group,
            row,
            user,
            UnsignedChange.Kind.TEXT,
            row.pk,
            asked,
            words=diff_words(report.diff),
            carry_out=lambda: correct_text_in(group, row.pk, user, asked),
        )
        return report


def correct_text_in(group: Change, pk: int, user: Any, asked: dict[str, Any]) -> CorrectionReport:
    row = Article.objects.select_related("current").get(pk=pk)
    if row.current is not None and row.current.number != asked["seen"]:
        raise ChangedMeanwhile(f"正文在提出订正之后有了第{row.current.number}版。")
    report = preview_correction(row, asked["text"], asked["kind"])
    version = report.version
    version.made_by, version.reason = user, asked["reason"]
    group.create(version)
    group.update(row, {"current": version})
    _store(group, report, version)
    reopen_review(group, row)
    settle(group, articles=[row.pk], facts={citation.fact_id for citation in report.moved + report.stale})
    return report


def diff_words(diff: list[tuple[str, str, str]]) -> str:
    """The changed lines alone, one a line: `“旧” → “新”`."""
    return "\n".join(f"“{old}” → “{new}”" if old and new else f"删去“{old}”" if old else f"增加“{new}”" for operation, old, new in diff if operation != "equal")


def near_matches(citation: Citation, limit: int = 5) -> list[NearMatch]:
    """Places in the article's current text to offer for a stale citation, the likeliest first."""
    old, new = citation.version.text, citation.version.article.text
    left, right = sentence_bounds(old, citation.start, citation.end)
    found = []
    for start, end in _sentences(new):
        score = round(100 * SequenceMatcher(None, old[left:right], new[start:end], autojunk=False).ratio())
        place = _likest(new[start:end], citation.quote) if score >= _LEAST_ALIKE else None
        if place is not None:
            found.append(NearMatch(start + place[0], start + place[1], new[start + place[0] : start + place[1]], score))
    return sorted(found, key=lambda match: (-match.score, match.start))[:limit]


def reconfirm(citation: Citation, user: Any, *, note: str = "", seen: int | None = None) -> Citation | UnsignedChange:
    """复核: the quote stands unchanged in the current text once; the editor says it still says the fact. Refused where it does not."""
    article = Article.objects.select_related("current").get(pk=citation.version.article_id)
    at = article.text.find(citation.quote)
    if at < 0:
        raise CurationError("现行正文里没有这段引文，请另选位置，或去掉这条出处。")
    if article.text.find(citation.quote, at + 1) >= 0:
        raise CurationError("这段引文在现行正文里不止一处，请在正文中选定是哪一处。")
    return reanchor(citation, user, at, at + len(citation.quote), note=note, seen=seen or article.current_id)


def reanchor(citation: Citation, user: Any, start: int, end: int, *, note: str = "", seen: int | None = None) -> Citation | UnsignedChange:
    """复核 at another place of the current text, chosen by the editor; `seen` is the id of the text version in which it was chosen.

    In a published article it waits until signed; the citation stays 待复核 until then."""
    with change(user, "复核出处", reason=note) as group:
        row = _stale(citation.pk)
        article = row.version.article
        asked = {"version": seen or article.current_id, "start": start, "end": end}
        return _change_citation(group, row, user, asked, lambda: reanchor_in(group, row.pk, asked))


def reanchor_in(group: Change, pk: int, asked: dict[str, Any]) -> Citation:
    row, start, end = _stale(pk), asked["start"], asked["end"]
    current = row.version.article.current
    if current.pk != asked["version"]:
        raise ChangedMeanwhile("正文在您选取之后有了新版本，位置已不可靠，出处没有改动。请在新正文中重新选取。")
    if not 0 <= start < end <= len(current.text):
        raise CurationError("引文位置不在正文之内，请在正文中重新选取。")
    if Citation.objects.filter(fact=row.fact_id, version=current, start=start, end=end).exclude(pk=row.pk).exists():
        raise CurationError("这个条目在此处已有出处；请去掉待复核的这一条。")
    values = {"version_id": current.pk, "start": start, "end": end, "quote": current.text[start:end], "state": Citation.State.EXACT}
    group.update(row, values)
    settle(group, facts=[row.fact_id])
    return row


def drop_citation(citation: Citation, user: Any, reason: str) -> UnsignedChange | None:
    """The corrected text no longer says it: the citation goes; a fact left without one is withdrawn with the same reason. Waits as `reanchor` does."""
    if not reason.strip():
        raise CurationError("请写明去掉出处的理由。")
    with change(user, "去掉出处", reason=reason) as group:
        row = Citation.objects.select_related("version__article__current").get(pk=citation.pk)
        return _change_citation(group, row, user, {"reason": reason}, lambda: drop_citation_in(group, row.pk, {"reason": reason}))


def drop_citation_in(group: Change, pk: int, asked: dict[str, Any]) -> None:
    row = Citation.objects.select_related("fact").filter(pk=pk).first()
    if row is None:
        raise CurationError("这处出处已不在；请刷新页面。")
    fact = row.fact
    group.delete(row)
    if not fact.citations.exists() and fact.withdrawn_at is None:
        group.update(fact, {"withdrawn_at": group.at, "withdrawn_reason": asked["reason"]})
    settle(group, facts=[fact.pk], reason=asked["reason"])


def change_citation_in(group: Change, pk: int, asked: dict[str, Any]) -> Any:
    """An unsigned `reanchor` or `drop_citation`."""
    return drop_citation_in(group, pk, asked) if "reason" in asked else reanchor_in(group, pk, asked)


def _change_citation(group: Change, row: Citation, user: Any, asked: dict[str, Any], carry_out: Callable[[], Any]) -> Any:
    """A citation that is not public yet, or of an article that is not, needs no signature of its own."""
    article = row.version.article
    if not row.released or keeps_back([article], user) is None:
        return carry_out()
    if unsigned_changes(article).filter(kind=UnsignedChange.Kind.TEXT).exists():
        raise CurationError("这篇报道有一项正文订正待签，出处的位置会随之改变。请等它签发，或先撤回它，再复核。")
    new = "去掉出处" if "reason" in asked else f"改引“{article.text[asked['start'] : asked['end']]}”"
    return keep_unsigned(group, article, user, UnsignedChange.Kind.CITATION, row.pk, asked, words=f"“{row.quote}”（{row.fact}）：{new}", carry_out=carry_out)


def _stale(pk: int) -> Citation:
    row = Citation.objects.select_related("version__article__current", "fact").get(pk=pk)
    if row.state != Citation.State.STALE:
        raise CurationError("这条出处已经相符，不必复核；请刷新页面。")
    return row


def _current(article: Article) -> TextVersion:
    if article.current is None:
        raise CurationError("这篇报道还没有正文。")
    return article.current


def _next_version(article: Article, current: TextVersion, text: str, kind: str) -> TextVersion:
    if kind not in (TextVersion.Kind.TRANSCRIPTION, TextVersion.Kind.CORRECTION):
        raise CurationError("请选择订正类型：录入订正或本报更正。")
    lines = [line.strip() for line in clean_text(text).split("\n") if line.strip()]
    if not lines:
        raise CurationError("正文不能为空。")
    if kind == TextVersion.Kind.CORRECTION:
        blocks = [NOTICE] * len(lines) + [block for _, _, block in current.paragraphs]
        lines += current.text.split("\n")
    else:
        blocks = _blocks(current, lines)
        if lines == current.text.split("\n"):
            raise CurationError("正文没有改动。")
    number = article.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return TextVersion(article=article, number=number + 1, text="\n".join(lines), blocks=blocks, kind=kind)


def _blocks(current: TextVersion, lines: list[str]) -> list[str]:
    """Lines that stay keep their kind, one that was reworded too; what is new is a paragraph."""
    old = current.paragraphs
    blocks = ["paragraph"] * len(lines)
    for operation, old_from, old_to, new_from, new_to in SequenceMatcher(None, [line for _, line, _ in old], lines, autojunk=False).get_opcodes():
        if operation == "equal" or (operation == "replace" and old_to - old_from == new_to - new_from):
            blocks[new_from:new_to] = [kind for _, _, kind in old[old_from:old_to]]
    return blocks


def _store(group: Change, report: CorrectionReport, version: TextVersion) -> None:
    for citation in report.moved:
        group.update(citation, {"version_id": version.pk, "start": citation.start, "end": citation.end}, action="出处随正文移动")
    for citation in report.stale:
        group.update(citation, {"state": Citation.State.STALE}, action="出处待复核")
    for proposal in report.proposals_moved:
        group.update(proposal, {"version_id": version.pk, "anchors": proposal.anchors, "trace": proposal.trace}, action="引文随正文移动")


def _moved_anchor(old: str, new: str, anchor: dict[str, Any]) -> dict[str, Any] | None:
    at = relocate(old, new, anchor["start"], anchor["end"])
    return None if at is None else anchor | {"start": at, "end": at + anchor["end"] - anchor["start"]}


def _moved_trace(old: str, new: str, trace: dict[str, Any]) -> dict[str, Any]:
    """The words that filled the slots are underlined in the text: they move too, or are no longer shown."""
    slots = []
    for name, start, end, *rest in trace.get("slots", []):
        at = relocate(old, new, start, end) if 0 <= start < end else None
        slots.append([name, -1, -1, *rest] if at is None else [name, at, at + end - start, *rest])
    return trace | {"slots": slots} if slots else trace


def line_diff(old: str, new: str) -> list[tuple[str, str, str]]:
    """(operation, old line, new line); the operation is equal, replace, insert or delete."""
    old_lines, new_lines = old.split("\n"), new.split("\n")
    rows = []
    for operation, old_from, old_to, new_from, new_to in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        for number in range(max(old_to - old_from, new_to - new_from)):
            before = old_lines[old_from + number] if old_from + number < old_to else ""
            after = new_lines[new_from + number] if new_from + number < new_to else ""
            rows.append((operation, before, after))
    return rows


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        if text[at] == "\n":
            at += 1
            continue
        _, end = sentence_bounds(text, at, at + 1)
        yield at, end
        at = max(end, at + 1)


def _likest(sentence: str, quote: str) -> tuple[int, int] | None:
    """The stretch of the sentence that stands for the quote: the quote itself, else from its first to its last common run."""
    at = sentence.find(quote)
    if at >= 0:
        return at, at + len(quote)
    blocks = [block for block in SequenceMatcher(None, sentence, quote, autojunk=False).get_matching_blocks() if block.size]
    if not blocks or sum(block.size for block in blocks) * 2 < len(quote):
        return None
    return blocks[0].a, blocks[-1].a + blocks[-1].size
