"""Every decision on a proposal or a fact. Admin, desk, commands and seeds call these; nothing else changes a state."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from articles.models import Article, TextVersion
from history.changes import Change, UndoRefused, change, restore_group

from .claims import canonical, claim_key, compare_key
from .keeping import full_values, plain_values
from .models import Citation, Fact, Indicator, Proposal, UnsignedChange
from .refusals import CurationError
from .reviewing import released_at_once, reopen_review
from .sentences import sentence
from .settling import settle, settle_events
from .sharing import refuse_shared
from .units import unit_fits
from .unmaking import drop_readings, follow_texts, keep_unsigned_back
from .unsigned import articles_saying, keep_unsigned, keeps_back
from .vocabulary import Kind, Measure, Rejection, Unit

Anchors = list[dict[str, Any]]
DECIDABLE = (Proposal.State.PENDING, Proposal.State.HELD)


class OutdatedText(CurationError):
    """The text was corrected after the proposal was made, and its quote did not move with it."""

    def __init__(self) -> None:
        super().__init__("正文已经订正，这一条的引文没有随之移动。请重新识别这篇报道，或在正文中重新选取引文后改后采用。")


class ChangedMeanwhile(CurationError):
    """What the editor had before them is no longer so; nothing was saved. The message says what changed."""


class AlreadyDecided(CurationError):
    """Somebody was first; the message names who, when and what."""

    def __init__(self, proposal: Proposal) -> None:
        when = timezone.localtime(proposal.decided_at).strftime("%Y-%m-%d %H:%M") if proposal.decided_at else "此前"
        who = proposal.decided_by.get_full_name() or proposal.decided_by.get_username() if proposal.decided_by else "识别程序"
        super().__init__(f"这一条已由{who}于{when}定为“{proposal.get_state_display()}”，您的决定没有保存。请核对后再处理。")
        self.proposal = proposal


def accept(proposal: Proposal | int, user: Any, *, note: str = "") -> Fact:
    """采用: stand behind the claim as proposed. The same claim accepted elsewhere gains a citation."""
    with change(user, "采用", reason=note) as group:
        return accept_in(group, lock_undecided(proposal), user, note=note)


def accept_in(group: Change, proposal: Proposal, user: Any, *, note: str = "", settling: bool = True) -> Fact:
    """`settling=False` leaves that to the caller, who decides on many and settles once."""
    if proposal.version_id != proposal.article.current_id:
        raise OutdatedText
    fact = stand_behind(group, proposal.claim_values(), proposal.article, proposal.version, proposal.anchors, user)
    _decide(group, proposal, Proposal.State.ACCEPTED, user, note=note, fact=fact)
    if settling:
        settle(group, facts=[fact.pk])
    return fact


def correct(proposal: Proposal | int, user: Any, values: dict[str, Any], *, anchors: Anchors | None = None, note: str = "") -> Fact:
    """改后采用: stand behind the claim with some of its parts changed; the proposal keeps what the engine said."""
    with change(user, "改后采用", reason=note) as group:
        row = lock_undecided(proposal)
        if anchors is None and row.version_id != row.article.current_id:
            raise OutdatedText
        fact = stand_behind(group, row.claim_values() | values, row.article, row.article.current, anchors or row.anchors, user)
        _decide(group, row, Proposal.State.CORRECTED, user, note=note, fact=fact)
        settle(group, facts=[fact.pk])
        return fact


def reject(proposal: Proposal | int, user: Any, reason: str, *, note: str = "") -> Proposal:
    """不采用, with one of the listed reasons. The identical claim is never proposed again in this article."""
    if reason not in Rejection.values:
        raise CurationError("请从列表中选一个不采用的原因。")
    with change(user, "不采用", reason=note or Rejection(reason).label) as group:
        return reject_in(group, lock_undecided(proposal), user, reason, note=note)


def reject_in(group: Change, proposal: Proposal, user: Any, reason: str, *, note: str = "") -> Proposal:
    _decide(group, proposal, Proposal.State.REJECTED, user, note=note, rejection=reason)
    return proposal


def hold(proposal: Proposal | int, user: Any, note: str) -> Proposal:
    """存疑, with what is doubtful."""
    if not note.strip():
        raise CurationError("请写明存疑之处，便于别人接着核对。")
    with change(user, "存疑", reason=note) as group:
        row = lock_undecided(proposal)
        _decide(group, row, Proposal.State.HELD, user, note=note)
        return row


def add_fact(version: TextVersion, anchors: Anchors, values: dict[str, Any], user: Any, *, note: str = "") -> Fact:
    """A fact that the engine did not find, entered by hand with its place in the text."""
    with change(user, "补录", reason=note) as group:
        article = version.article
        if version.pk != article.current_id:
            raise OutdatedText
        fact = stand_behind(group, values, article, version, anchors, user)
        settle(group, facts=[fact.pk])
        return fact


def supersede(fact: Fact | int, user: Any, values: dict[str, Any], kind: str, note: str, *, anchors: Anchors | None = None) -> Fact | UnsignedChange:
    """更正: a new fact takes the old one's place and says why; the old one stays readable under its address.

    Of a public fact it waits until signed: the old one stays where it is until then."""
    if kind not in Fact.Correction.values:
        raise CurationError("请选择更正类型：采集有误、原报道更正或统计数据修订。")
    if not note.strip():
        raise CurationError("请写一句公开的更正说明。")
    with change(user, "更正", reason=note) as group:
        old = _live(fact)
        refuse_shared(user, [old])
        asked = {"values": plain_values(values), "correction": kind, "note": note, "anchors": anchors}
        cited = old.citations.select_related("version__article").order_by("version_id", "start", "-end", "pk").first()
        asked["version"] = cited.version.article.current_id if cited and anchors else None
        article = keeps_back(articles_saying(old), user)
        if article is None:
            return supersede_in(group, old.pk, user, asked)
        words = f"{sentence(old)} → "
        return keep_unsigned(
            group, article, user, UnsignedChange.Kind.FACT, old.pk, asked,
            words=lambda new: f"{words}{sentence(new)}", carry_out=lambda: supersede_in(group, old.pk, user, asked, signed=True),
        )  # fmt: skip


def supersede_in(group: Change, pk: int, user: Any, asked: dict[str, Any], *, signed: bool = False) -> Fact:
    """What `supersede` asked for; `signed`: by as many as the article needs, so that what was public stays so."""
    old = _live(pk)
    group.update(old, {"superseded_at": group.at})
    cited = list(old.citations.select_related("version__article__issue", "version__article__current"))
    if not cited:
        raise CurationError("这一条目没有出处，不能更正；请先补上出处。")
    article, anchors = cited[0].version.article, asked["anchors"]
    if anchors and article.current_id != asked["version"]:
        raise OutdatedText
    extra = {"supersedes": old, "correction": asked["correction"], "correction_note": asked["note"]}
    new = stand_behind(group, old.claim_values() | full_values(asked["values"]), article, article.current, anchors or [], user, signed=signed, **extra)
    if anchors is None:
        _cite_as_before(group, new, cited, user, signed=signed)
    settle(group, facts=[old.pk, new.pk], reason=asked["note"])
    return new


def withdraw_fact(fact: Fact | int, user: Any, reason: str) -> Fact:
    """撤下: its page keeps the reason and shows the value no more."""
    if not reason.strip():
        raise CurationError("请写明撤下的理由，它会公开显示。")
    with change(user, "撤下条目", reason=reason) as group:
        row = _live(fact)
        refuse_shared(user, [row])
        group.update(row, {"withdrawn_at": group.at, "withdrawn_reason": reason})
        settle(group, facts=[row.pk], reason=reason)
        return row


def undo(number: int, user: Any) -> int:
    """撤销 of one group of changes, exactly; returns the number of the new group. Raises `CurationError` where rows changed since.

    What would become public by it and nobody signed waits for signatures."""
    with change(user, f"撤销第{number}号操作", undoes=number) as group:
        try:
            drop_readings(group, number)
            events = restore_group(group, number)
        except UndoRefused as refusal:
            raise CurationError(str(refusal)) from None
        follow_texts(group, events)
        keep_unsigned_back(group, events, user)
        settle_events(group, events)
        return group.number


def stand_behind(
    group: Change, values: dict[str, Any], article: Article, version: TextVersion, anchors: Anchors, user: Any, *, signed: bool = False, **extra: Any
) -> Fact:
    """The live fact of this claim, made if need be, with a citation at each anchor."""
    if article.state == Article.State.WITHDRAWN:
        raise CurationError("这篇报道已撤下，其中的条目不能再采用。要重新采用，请先把报道退回待编。")
    fact = Fact(**claim_columns(values), accepted_by=user, accepted_at=group.at, **extra)
    fact.claim_key = claim_key(fact, article.issue.published_on)
    fact.compare_key = compare_key(fact, article.issue.published_on)
    known = Fact.objects.live().filter(claim_key=fact.claim_key).first()
    if known is not None and extra.get("supersedes"):
        raise CurationError("已有一个相同的条目；请直接采用它，不必更正。")
    if known is None:
        group.create(fact)
        known = fact
    for anchor in anchors:
        _cite(group, known, version, anchor["start"], anchor["end"], released=signed or released_at_once(article, user))
    reopen_review(group, article)
    return known


def claim_columns(values: dict[str, Any]) -> dict[str, Any]:
    """Values of a claim made fit to store: canonical decimals and their numbers. Raises `CurationError` with what is wrong."""
    columns = {name: value for name, value in values.items() if value is not None or not name.endswith("_printed")}
    try:
        for name in ("value", "value_max"):
            columns[name] = canonical(columns[name]) if columns.get(name) else ""
            columns[f"{name}_number"] = Decimal(columns[name]) if columns[name] else None
    except ValueError as error:
        raise CurationError(f"数值写法不对：{error}请写成数字，如 243.2。") from None
    if columns["value_max"] and columns["value_max_number"] < columns["value_number"]:
        raise CurationError("数值上限小于下限，请检查。")
    start, end = columns.get("period_start"), columns.get("period_end")
    if start and end and end < start:
        raise CurationError("时期的止日早于起日，请检查。")
    _refuse_other_unit(columns)
    return columns


def _refuse_other_unit(columns: dict[str, Any]) -> None:
    if columns.get("kind") != Kind.MEASURE or columns.get("unit") not in Unit.values or columns.get("measure") not in Measure.values:
        return
    indicator = columns.get("indicator") or Indicator.objects.filter(pk=columns.get("indicator_id")).first()
    if indicator and not unit_fits(columns["unit"], columns["measure"], indicator.unit_kind):
        told = f"“{indicator.name}”的{Measure(columns['measure']).label}不能以“{Unit(columns['unit']).label}”为单位"
        raise CurationError(f"{told}，请检查指标、度量和单位；表中没有的单位请选“{Unit.OTHER.label}”。")


def _cite(group: Change, fact: Fact, version: TextVersion, start: int, end: int, *, released: bool) -> None:
    if not 0 <= start < end <= len(version.text):
        raise CurationError("引文位置不在正文之内，请在正文中重新选取。")
    quote = version.text[start:end]
    if not fact.citations.filter(version=version, start=start, end=end).exists():
        group.create(Citation(fact=fact, version=version, start=start, end=end, quote=quote, released=released))


def _cite_as_before(group: Change, fact: Fact, citations: list[Citation], user: Any, *, signed: bool) -> None:
    """The same places say the corrected claim; what waited for an editor or a signature still does."""
    for cited in citations:
        released = cited.released and (signed or released_at_once(cited.version.article, user))
        place = {"version_id": cited.version_id, "start": cited.start, "end": cited.end, "quote": cited.quote}
        group.create(Citation(fact=fact, state=cited.state, released=released, **place))
        reopen_review(group, cited.version.article)


def lock_undecided(proposal: Proposal | int) -> Proposal:
    """The stored proposal, read inside the transaction that holds the counter. Raises `AlreadyDecided`."""
    pk = proposal if isinstance(proposal, int) else proposal.pk
    row = Proposal.objects.select_related("article__issue", "article__current", "version", "indicator", "decided_by").get(pk=pk)
    if row.state not in DECIDABLE:
        raise AlreadyDecided(row)
    return row


def _live(fact: Fact | int) -> Fact:
    row = Fact.objects.with_claim().get(pk=fact if isinstance(fact, int) else fact.pk)
    if row.superseded_at or row.withdrawn_at:
        raise CurationError("这一条目已被更正或撤下，不能再改；请刷新页面。")
    return row


def _decide(group: Change, proposal: Proposal, state: str, user: Any, *, note: str = "", rejection: str = "", fact: Fact | None = None) -> None:
    values = {"state": state, "note": note, "rejection": rejection, "fact": fact, "decided_by": user, "decided_at": group.at}
    group.update(proposal, values)
