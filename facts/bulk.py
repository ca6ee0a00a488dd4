"""Several decisions in one request: what remains of a sentence, or a filtered list. One group of events, one undo."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from history.changes import Change, change

from .curation import AlreadyDecided, ChangedMeanwhile, CurationError, accept_in, reject_in
from .marking import sentence_bounds
from .models import Fact, Proposal, ProposalQuerySet
from .settling import settle
from .units import unit_fits
from .vocabulary import Rejection, SubjectType

_LINKED = ("article__issue", "article__current", "version", "indicator", "decided_by")


@dataclass
class BulkPreview:
    """What a bulk decision would reach: hand `count` back as `expected`. `skipped` have an unresolved subject, an impossible unit or an outdated text."""

    count: int
    skipped: int
    sample: list[Proposal]


@dataclass
class BulkResult:
    """`number` is the group's number, for undo."""

    number: int
    decided: int
    skipped: int
    facts: list[Fact] = field(default_factory=list)


def is_unresolved(proposal: Proposal) -> bool:
    """Its subject is not in the registry, and ought to be: persons are not registered."""
    return proposal.subject_type != SubjectType.PERSON and proposal.registered_subject is None


def sentence_rest(proposal: Proposal) -> list[Proposal]:
    """The undecided proposals of the same article whose first anchor lies in the same sentence, as they read; with this one, if undecided."""
    if not proposal.anchors:
        return []
    left, right = sentence_bounds(proposal.version.text, proposal.anchors[0]["start"], proposal.anchors[0]["end"])
    rows = proposal.article.proposals.undecided().filter(version=proposal.version_id).select_related(*_LINKED)
    inside = [row for row in rows if row.anchors and left <= row.anchors[0]["start"] and row.anchors[0]["end"] <= right]
    return sorted(inside, key=lambda row: (row.start, row.pk))


def accept_sentence(proposal: Proposal, user: Any) -> BulkResult:
    """Accept what remains in the sentence of this proposal; never one whose subject is unresolved, nor one on hold."""
    with change(user, "整句采用") as group:
        rest = sentence_rest(Proposal.objects.select_related(*_LINKED).get(pk=proposal.pk))
        pending = [row for row in rest if row.state == Proposal.State.PENDING]
        if not pending:
            raise _nothing_left(proposal)
        ready = [row for row in pending if _is_ready(row)]
        if not ready:
            raise CurationError("这一句余下的条目主体都待认，请先列入名录或认作别名，再逐条采用。")
        return _accept(group, ready, user, skipped=len(pending) - len(ready))


def preview_bulk(proposals: ProposalQuerySet, *, sample: int = 10, accepting: bool = True) -> BulkPreview:
    """How many undecided proposals a bulk decision would reach, and a spread sample of them."""
    rows = _reached(proposals)
    ready = [row for row in rows if _is_ready(row)] if accepting else rows
    return BulkPreview(len(ready), len(rows) - len(ready), ready[:: max(1, len(ready) // sample)][:sample] if ready else [])


def accept_all(proposals: ProposalQuerySet, user: Any, expected: int, *, note: str = "") -> BulkResult:
    """Accept a filtered list. Refused when it no longer has the `expected` number of proposals."""
    with change(user, "批量采用", reason=note) as group:
        rows = _reached(proposals)
        ready = [row for row in rows if _is_ready(row)]
        _refuse_if_other(ready, expected)
        return _accept(group, ready, user, skipped=len(rows) - len(ready), note=note)


def reject_all(proposals: ProposalQuerySet, user: Any, reason: str, expected: int, *, note: str = "") -> BulkResult:
    """Reject a filtered list for one listed reason. Refused when it no longer has the `expected` number of proposals."""
    if reason not in Rejection.values:
        raise CurationError("请从列表中选一个不采用的原因。")
    with change(user, "批量不采用", reason=note or Rejection(reason).label) as group:
        rows = _reached(proposals)
        _refuse_if_other(rows, expected)
        for row in rows:
            reject_in(group, row, user, reason, note=note)
        return BulkResult(group.number, len(rows), 0)


def _reached(proposals: ProposalQuerySet) -> list[Proposal]:
    """The list as it is now. Held ones are left to whoever looks into them."""
    return list(proposals.filter(state=Proposal.State.PENDING).select_related(*_LINKED).order_by("article_id", "pk"))


def _is_ready(proposal: Proposal) -> bool:
    return not is_unresolved(proposal) and proposal.version_id == proposal.article.current_id and _unit_fits(proposal)


def _unit_fits(proposal: Proposal) -> bool:
    """One that cannot be accepted as it stands must not keep the others back."""
    return proposal.indicator is None or unit_fits(proposal.unit, proposal.measure, proposal.indicator.unit_kind)


def _accept(group: Change, rows: list[Proposal], user: Any, *, skipped: int, note: str = "") -> BulkResult:
    facts = [accept_in(group, row, user, note=note, settling=False) for row in rows]
    settle(group, facts={fact.pk for fact in facts})
    return BulkResult(group.number, len(rows), skipped, facts)


def _refuse_if_other(rows: list[Proposal], expected: int) -> None:
    if len(rows) != expected:
        raise ChangedMeanwhile(f"符合条件的条目刚才是 {expected} 条，现在是 {len(rows)} 条。什么都没有改动，请看过新的清单再决定。")
    if not rows:
        raise CurationError("没有符合条件的待核条目。")


def _nothing_left(proposal: Proposal) -> CurationError:
    row = Proposal.objects.select_related("decided_by").get(pk=proposal.pk)
    return AlreadyDecided(row) if row.state not in (Proposal.State.PENDING, Proposal.State.HELD) else CurationError("这一句没有待核条目了。")
