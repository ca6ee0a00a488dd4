"""Several decisions in one request: what remains of a sentence, or a filtered list. One group of events, one undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Count

from articles.models import Article
from history.changes import Change, change

from .curation import AlreadyDecided, ChangedMeanwhile, CurationError, accept_in, reject_in
from .marking import sentence_bounds
from .models import Fact, Proposal, ProposalQuerySet
from .settling import settle
from .units import unit_fits
from .vocabulary import Rejection, SubjectType

_LINKED = ("article__issue", "article__current", "version", "indicator", "decided_by")


class Why(models.TextChoices):
    """Why a bulk decision leaves a proposal alone, and what to do about it."""

    UNRESOLVED = "unresolved", "主体待认，请先列入名录或认作别名"
    OUTDATED = "outdated", "引文没有随正文订正移动，请重新识别或改后采用"
    UNIT = "unit", "单位与指标不合，请改后采用"
    WITHDRAWN = "withdrawn", "所在报道已撤下"
    HELD = "held", "存疑，留给逐条核对"
    DECIDED = "decided", "已有决定"


@dataclass
class Reach:
    """How many proposals were left alone, by class."""

    left: Counter[Why] = field(default_factory=Counter, kw_only=True)

    @property
    def skipped(self) -> int:
        return self.left.total()

    @property
    def why(self) -> str:
        """`略过 3 条：存疑，留给逐条核对（2 条）；已有决定（1 条）`; empty where nothing was left."""
        classes = "；".join(f"{why.label}（{self.left[why]} 条）" for why in Why if self.left[why])
        return f"略过 {self.skipped} 条：{classes}" if classes else ""


@dataclass
class BulkPreview(Reach):
    """What a bulk decision would reach: hand `count` back as `expected`."""

    count: int
    sample: list[Proposal]


@dataclass
class BulkResult(Reach):
    """`number` is the group's number, for undo."""

    number: int
    decided: int
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
        ready, left = _sorted(pending)
        if not ready:
            raise CurationError(f"这一句余下的条目都不能整句采用。{Reach(left=left).why}。请逐条处理。")
        return _accept(group, ready, user, left)


def preview_bulk(proposals: ProposalQuerySet, *, sample: int = 10, accepting: bool = True) -> BulkPreview:
    """How many undecided proposals a bulk decision would reach, and a spread sample of them."""
    ready, left = _reached(proposals, accepting=accepting)
    return BulkPreview(len(ready), ready[:: max(1, len(ready) // sample)][:sample] if ready else [], left=left)


def accept_all(proposals: ProposalQuerySet, user: Any, expected: int, *, note: str = "") -> BulkResult:
    """Accept a filtered list. Refused when it no longer has the `expected` number of proposals."""
    with change(user, "批量采用", reason=note) as group:
        ready, left = _reached(proposals, accepting=True)
        _refuse_if_other(ready, expected)
        return _accept(group, ready, user, left, note=note)


def reject_all(proposals: ProposalQuerySet, user: Any, reason: str, expected: int, *, note: str = "") -> BulkResult:
    """Reject a filtered list for one listed reason. Refused when it no longer has the `expected` number of proposals."""
    if reason not in Rejection.values:
        raise CurationError("请从列表中选一个不采用的原因。")
    with change(user, "批量不采用", reason=note or Rejection(reason).label) as group:
        rows, left = _reached(proposals, accepting=False)
        _refuse_if_other(rows, expected)
        for row in rows:
            reject_in(group, row, user, reason, note=note)
        return BulkResult(group.number, len(rows), left=left)


def _reached(proposals: ProposalQuerySet, *, accepting: bool) -> tuple[list[Proposal], Counter[Why]]:
    """The list as it is now. Held ones are left to whoever looks into them."""
    rows = list(proposals.filter(state=Proposal.State.PENDING).select_related(*_LINKED).order_by("article_id", "pk"))
    ready, left = _sorted(rows) if accepting else (rows, Counter())
    others = proposals.exclude(state=Proposal.State.PENDING).order_by().values_list("state").annotate(Count("pk", distinct=True))
    for state, count in others:
        left[Why.HELD if state == Proposal.State.HELD else Why.DECIDED] += count
    return ready, left


def _sorted(rows: Iterable[Proposal]) -> tuple[list[Proposal], Counter[Why]]:
    """Those that can be accepted as they stand, and how many not: one that cannot must not keep the others back."""
    ready, left = [], Counter()
    for row in rows:
        why = _why_not(row)
        if why is None:
            ready.append(row)
        else:
            left[why] += 1
    return ready, left


def _why_not(proposal: Proposal) -> Why | None:
    if proposal.article.state == Article.State.WITHDRAWN:
        return Why.WITHDRAWN
    if is_unresolved(proposal):
        return Why.UNRESOLVED
    if proposal.version_id != proposal.article.current_id:
        return Why.OUTDATED
    if proposal.indicator is not None and not unit_fits(proposal.unit, proposal.measure, proposal.indicator.unit_kind):
        return Why.UNIT
    return None


def _accept(group: Change, rows: list[Proposal], user: Any, left: Counter[Why], *, note: str = "") -> BulkResult:
    facts = [accept_in(group, row, user, note=note, settling=False) for row in rows]
    settle(group, facts={fact.pk for fact in facts})
    return BulkResult(group.number, len(rows), facts, left=left)


def _refuse_if_other(rows: list[Proposal], expected: int) -> None:
    if len(rows) != expected:
        raise ChangedMeanwhile(f"符合条件的条目刚才是 {expected} 条，现在是 {len(rows)} 条。什么都没有改动，请看过新的清单再决定。")
    if not rows:
        raise CurationError("没有符合条件的待核条目。")


def _nothing_left(proposal: Proposal) -> CurationError:
    row = Proposal.objects.select_related("decided_by").get(pk=proposal.pk)
    return AlreadyDecided(row) if row.state not in (Proposal.State.PENDING, Proposal.State.HELD) else CurationError("这一句没有待核条目了。")
