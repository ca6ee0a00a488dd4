"""Moving a boundary after a split was confirmed: lines go from one article to another, or make one of their own.

Lines move as they are, so every citation goes to the very same characters; one that the boundary cuts through is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from articles.models import Article, TextVersion
from history.changes import Change, change
from zones.slugs import free_slug

from .curation import CurationError
from .models import Citation, Proposal
from .reviewing import reopen_review
from .settling import settle

Lines = list[tuple[str, str]]  # (text, kind of block)


@dataclass
class ResplitReport:
    """What became of the citations, and which undecided proposals the engine has to look for again."""

    moved: list[Citation] = field(default_factory=list)
    stale: list[Citation] = field(default_factory=list)
    lost: list[Proposal] = field(default_factory=list)


class _Part:
    """An article with its old and new lines; `origin` tells for each new line whose it was and where."""

    def __init__(self, article: Article) -> None:
        self.article, self.old = article, article.current
        self.lines: Lines = [(text, kind) for _, text, kind in article.current.paragraphs] if article.current else []
        self.origin: list[tuple[int, int]] = [(article.pk, number) for number in range(len(self.lines))]
        self.version: TextVersion | None = None

    def take(self, first: int, last: int) -> tuple[Lines, list[tuple[int, int]]]:
        taken = self.lines[first:last], self.origin[first:last]
        del self.lines[first:last], self.origin[first:last]
        return taken


def move_lines(giver: Article, taker: Article, first: int, last: int, user: Any, reason: str, *, to_end: bool = False) -> ResplitReport:
    """Lines `first` to `last` (exclusive, from 0) leave `giver` for the beginning or the end of `taker`."""
    _refuse_silence(reason)
    with change(user, "调整分篇", reason=reason) as group:
        parts = [_Part(_stored(article)) for article in (giver, taker)]
        if parts[0].article.issue_id != parts[1].article.issue_id or giver.pk == taker.pk:
            raise CurationError("只能在同一期的两篇报道之间移动段落。")
        _refuse_range(parts[0], first, last)
        lines, origin = parts[0].take(first, last)
        at = len(parts[1].lines) if to_end else 0
        parts[1].lines[at:at], parts[1].origin[at:at] = lines, origin
        return _store(group, parts, user)


def split_off(article: Article, first: int, user: Any, reason: str) -> tuple[Article, ResplitReport]:
    """Line `first` becomes the headline of a new draft, what follows its text. What it says is public when it is published."""
    _refuse_silence(reason)
    with change(user, "调整分篇", reason=reason) as group:
        part = _Part(_stored(article))
        _refuse_range(part, first, len(part.lines))
        if first + 1 >= len(part.lines):
            raise CurationError("新的一篇要有正文：请选中它的标题那一行，后面还要有段落。")
        (headline, _), *_ = part.lines[first:]
        row = part.article
        made = Article(
            slug=free_slug(Article, headline, prefix=row.issue.published_on), issue=row.issue, source_page=row.source_page,
            headline=headline[:200], order=row.order + 1, original_url=row.original_url,
        )  # fmt: skip
        group.create(made, zones=row.zones.all())
        other = _Part(made)
        part.take(first, first + 1)
        other.lines, other.origin = part.take(first, len(part.lines))
        return made, _store(group, [part, other], user)


def _store(group: Change, parts: list[_Part], user: Any) -> ResplitReport:
    report, places = ResplitReport(), {}
    for part in parts:
        number = part.article.versions.order_by("-number").values_list("number", flat=True).first() or 0
        text, blocks = "\n".join(text for text, _ in part.lines), [kind for _, kind in part.lines]
        kind = TextVersion.Kind.TRANSCRIPTION if number else TextVersion.Kind.RECEIVED
        part.version = group.create(
            TextVersion(article=part.article, number=number + 1, text=text, blocks=blocks, kind=kind, made_by=user, reason=group.reason)
        )
        group.update(part.article, {"current": part.version})
        places |= dict(_places(part))
    for part in parts:
        if part.old is not None:
            _move_citations(group, part.old, places, report)
            _move_proposals(group, part, places, report)
        reopen_review(group, part.article)
    settle(group, articles=[part.article.pk for part in parts], facts={citation.fact_id for citation in report.moved + report.stale})
    return report


def _places(part: _Part) -> Iterator[tuple[tuple[int, int], tuple[TextVersion, int]]]:
    """Old article and line -> new version and the offset where the line now begins."""
    at = 0
    for (text, _), origin in zip(part.lines, part.origin, strict=True):
        yield origin, (part.version, at)
        at += len(text) + 1


def _new_place(old: TextVersion, start: int, end: int, places: dict[Any, Any]) -> tuple[TextVersion, int] | None:
    """Where a stretch of the old text stands now; None where it does not hang together any more."""
    found: list[tuple[TextVersion, int]] = []
    for number, (line_start, text, _) in enumerate(old.paragraphs):
        if start <= line_start + len(text) and line_start < end:
            place = places.get((old.article_id, number))
            if place is None:
                return None
            found.append((place[0], place[1] - line_start))
    together = len({(version.pk, shift) for version, shift in found}) == 1
    return (found[0][0], start + found[0][1]) if together else None


def _move_citations(group: Change, old: TextVersion, places: dict[Any, Any], report: ResplitReport) -> None:
    for citation in old.citations.filter(state=Citation.State.EXACT):
        place = _new_place(old, citation.start, citation.end, places)
        if place is None:
            group.update(citation, {"state": Citation.State.STALE}, action="出处待复核")
            report.stale.append(citation)
        else:
            values = {"version_id": place[0].pk, "start": place[1], "end": place[1] + citation.end - citation.start}
            group.update(citation, values, action="出处随正文移动")
            report.moved.append(citation)


def _move_proposals(group: Change, part: _Part, places: dict[Any, Any], report: ResplitReport) -> None:
    """Decided ones move too, so that what was rejected is not proposed again where the lines stand now."""
    for proposal in part.article.proposals.filter(version=part.old):
        moved = [(anchor, place) for anchor in proposal.anchors if (place := _new_place(part.old, anchor["start"], anchor["end"], places))]
        homes = {place[0].article_id for _, place in moved}
        if len(homes) != 1 or Proposal.objects.filter(article__in=homes, said_key=proposal.said_key).exclude(pk=proposal.pk).exists():
            report.lost.append(proposal)
            continue
        version = moved[0][1][0]
        anchors = [anchor | {"start": start, "end": start + anchor["end"] - anchor["start"]} for anchor, (_, start) in moved]
        values = {"article_id": version.article_id, "version_id": version.pk, "anchors": anchors, "trace": proposal.trace | {"slots": []}}
        group.update(proposal, values, action="引文随正文移动")


def _refuse_range(part: _Part, first: int, last: int) -> None:
    if not 0 <= first < last <= len(part.lines):
        raise CurationError("没有这些段落，请刷新页面。")
    if last - first >= len(part.lines):
        raise CurationError("不能移走全部段落；整篇不要的，请撤下或下架。")


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise CurationError("请写明调整分篇的理由。")


def _stored(article: Article) -> Article:
    row = Article.objects.select_related("current", "issue").get(pk=article.pk)
    if row.current is None:
        raise CurationError("这篇报道还没有正文。")
    return row
