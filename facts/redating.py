"""Changing an issue: its public-from time at once, its date only after the periods that hang on it have been shown and confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from articles.models import Article, Issue
from history.changes import Change, change

from .claims import claim_key, compare_key, passing, said_key
from .curation import ChangedMeanwhile, CurationError
from .engine import CandidateFact, Names
from .extraction import claim_values, read_article
from .models import Citation, Conflict, Fact, Proposal, UnsignedChange
from .names import registry_names
from .printing import day_words, span_words
from .settling import settle
from .unsigned import keep_unsigned, keeps_back

Span = tuple[date | None, date | None]


@dataclass
class PeriodChange:
    """A proposal or a live fact whose period was resolved against the date: one of the two, the other is None."""

    article: Article
    proposal: Proposal | None
    fact: Fact | None
    old: Span
    new: Span

    @property
    def words(self) -> str:
        """`2024年1—8月 → 2023年1—8月`, for lists."""
        return " → ".join(span_words(*span) or "未注明" for span in (self.old, self.new))

    @property
    def identity(self) -> str:
        row = self.fact or self.proposal
        return f"{type(row).__name__} {row.pk if row else ''} {self.old} {self.new}"


@dataclass
class Redating:
    """`changes` are shown: undecided proposals and live facts. `decided` are proposals that follow unseen, so that no decision is asked again."""

    changes: list[PeriodChange] = field(default_factory=list)
    decided: list[PeriodChange] = field(default_factory=list)
    unsigned: UnsignedChange | None = None

    @property
    def token(self) -> str:
        """Stands for exactly this list; handed back to confirm it."""
        return hashlib.sha256("\n".join(one.identity for one in self.changes).encode()).hexdigest()[:16]


def set_public_from(issue: Issue, user: Any, moment: datetime | None) -> Issue:
    """Nothing of the issue is public before this moment; None lifts it."""
    with change(user, "改公开时间") as group:
        row = Issue.objects.get(pk=issue.pk)
        group.update(row, {"public_from": moment})
        settle(group, articles=row.articles.values_list("pk", flat=True))
        return row


def preview_date(issue: Issue, day: date, precision: str) -> Redating:
    """Every undecided proposal and live fact whose period would change, old and new; writes nothing."""
    redated = copy(issue)
    redated.date, redated.precision = day, precision
    names = registry_names()
    redating = Redating()
    for article in issue.articles.filter(current__isnull=False).select_related("current").order_by("order", "pk"):
        _compare(redating, article, issue, redated, names)
    return redating


def change_date(issue: Issue, user: Any, day: date, precision: str, token: str, *, inferred: bool = False, inferred_from: str = "") -> Redating:
    """Confirm what `preview_date` showed: the issue is redated, proposals follow, accepted facts are superseded (采集有误). One group.

    With a published article in the issue it waits until signed (`unsigned` of the answer); date and facts stay as they are until then."""
    asked = {"date": day.isoformat(), "precision": precision, "token": token, "inferred": inferred, "inferred_from": inferred_from if inferred else ""}
    with change(user, "改见报日期") as group:
        article = keeps_back(issue.articles.order_by("order", "pk"), user)
        if article is None:
            return change_date_in(group, issue.pk, user, asked)
        redating = preview_date(Issue.objects.get(pk=issue.pk), day, precision)
        redating.unsigned = keep_unsigned(
            group, article, user, UnsignedChange.Kind.DATE, issue.pk, asked,
            words=f"{issue}：{_note(issue, day, precision)}，涉及 {len(redating.changes)} 条",
            carry_out=lambda: change_date_in(group, issue.pk, user, asked),
        )  # fmt: skip
        return redating


def change_date_in(group: Change, pk: int, user: Any, asked: dict[str, Any]) -> Redating:
    row, day, precision = Issue.objects.select_related("publication").get(pk=pk), date.fromisoformat(asked["date"]), asked["precision"]
    redating = preview_date(row, day, precision)
    if redating.token != asked["token"]:
        raise ChangedMeanwhile("您看过清单之后，受影响的条目有了变化。日期没有改动，请重新查看清单再确认。")
    note = _note(row, day, precision)
    values = {"date": day, "precision": precision, "inferred": asked["inferred"], "inferred_from": asked["inferred_from"]}
    try:
        with transaction.atomic():
            group.update(row, values)
    except IntegrityError:
        raise CurationError("这份媒体已有同期号、同日期的一期，请检查日期或期号。") from None
    touched = _apply(group, row, redating, note, user)
    rekeyed = _rekey_passing(group, row)
    settle(group, articles=row.articles.values_list("pk", flat=True), facts=touched | set(rekeyed), keys=rekeyed.values(), reason=note)
    return redating


def _note(issue: Issue, day: date, precision: str) -> str:
    return f"见报日期由{day_words(issue.date, issue.precision)}改为{day_words(day, precision)}，时期随之改正"


def _compare(redating: Redating, article: Article, issue: Issue, redated: Issue, names: Names) -> None:
    proposals = {row.said_key: row for row in article.proposals.all()}
    listed: set[int] = set()
    for old, new in _pairs(article, issue, redated, names):
        before, after = claim_values(old), claim_values(new)
        spans: tuple[Span, Span] = (before["period_start"], before["period_end"]), (after["period_start"], after["period_end"])
        proposal = proposals.get(said_key(Proposal(**before)))
        if proposal is not None:
            undecided = proposal.state in (Proposal.State.PENDING, Proposal.State.HELD)
            (redating.changes if undecided else redating.decided).append(PeriodChange(article, proposal, None, *spans))
        for fact in _facts_at(article, old, spans[0]):
            if fact.pk not in listed:
                listed.add(fact.pk)
                redating.changes.append(PeriodChange(article, None, fact, *spans))


def _pairs(article: Article, issue: Issue, redated: Issue, names: Names) -> Iterator[tuple[CandidateFact, CandidateFact]]:
    """The engine's reading under either date, claim by claim, where the periods differ."""
    readings = []
    for dated in (issue, redated):
        article.issue = dated
        readings.append({_apart_from_period(candidate): candidate for candidate in read_article(article, names)})
    article.issue = issue
    for key, old in readings[0].items():
        new = readings[1].get(key)
        if new is not None and new.period != old.period:
            yield old, new


def _apart_from_period(candidate: CandidateFact) -> tuple[Any, ...]:
    return (
        candidate.anchors, candidate.kind, candidate.subject, candidate.indicator, candidate.label, candidate.measure, candidate.value, candidate.value_max,
        candidate.stage, candidate.relation, candidate.object, candidate.scope, candidate.product, candidate.reference, candidate.modality,
    )  # fmt: skip


def _facts_at(article: Article, candidate: CandidateFact, period: Span) -> list[Fact]:
    """Live facts taken from these words with this very period."""
    facts = Fact.objects.live().with_claim().filter(kind=candidate.kind, period_start=period[0], period_end=period[1], measure=candidate.measure)
    cited = facts.filter(stage=candidate.stage, citations__version__article=article, citations__start__lt=candidate.end, citations__end__gt=candidate.start)
    return list(cited.distinct().order_by("pk"))


def _apply(group: Change, issue: Issue, redating: Redating, note: str, user: Any) -> set[int]:
    """Proposals first: what they say, and the key that decisions are remembered by, follow the date."""
    touched: set[int] = set()
    for one in redating.changes + redating.decided:
        if one.proposal is not None:
            _redate_proposal(group, one.proposal, one.new)
    for one in redating.changes:
        if one.fact is not None:
            touched |= {one.fact.pk, _redate_fact(group, issue, one, note, user).pk}
    return touched


def _redate_proposal(group: Change, proposal: Proposal, period: Span) -> None:
    proposal.period_start, proposal.period_end = period
    key = said_key(proposal)
    taken = Proposal.objects.filter(article=proposal.article_id, said_key=key).exclude(pk=proposal.pk).exists()
    if not taken:
        group.update(proposal, {"period_start": period[0], "period_end": period[1], "said_key": key}, action="时期随见报日期改正")
    elif proposal.state in (Proposal.State.PENDING, Proposal.State.HELD):
        group.update(proposal, {"state": Proposal.State.GONE}, action="时期随见报日期改正")


def _redate_fact(group: Change, issue: Issue, one: PeriodChange, note: str, user: Any) -> Fact:
    """The fact as this issue says it now. One that another issue says too stays as it is, without this issue's citations."""
    old = Fact.objects.get(pk=one.fact.pk if one.fact else None)
    here = list(old.citations.filter(version__article__issue=issue))
    shared = old.citations.exclude(version__article__issue=issue).exists()
    new = Fact(**old.claim_values() | {"period_start": one.new[0], "period_end": one.new[1]}, accepted_by=user, accepted_at=group.at, rank=old.rank)
    new.claim_key, new.compare_key = claim_key(new, issue.published_on), compare_key(new, issue.published_on)
    known = Fact.objects.live().filter(claim_key=new.claim_key).first()
    if known is not None:
        new = known
        if not shared:
            group.update(old, {"withdrawn_at": group.at, "withdrawn_reason": f"{note}，与条目{known.pk}相同"})
    else:
        if not shared:
            group.update(old, {"superseded_at": group.at}, action="被更正")
            new.supersedes, new.correction, new.correction_note = old, Fact.Correction.COLLECTION, note
        group.create(new, action="更正")
    for citation in here:
        place = {"version_id": citation.version_id, "start": citation.start, "end": citation.end}
        if not new.citations.filter(**place).exists():
            group.create(Citation(fact=new, quote=citation.quote, state=citation.state, released=citation.released, **place))
        if shared:
            group.delete(citation)
    return new


def _rekey_passing(group: Change, issue: Issue) -> dict[int, str]:
    """The date is part of the key of an undated passing figure (目前); one whose key is taken keeps the old. Answers fact -> old compare key."""
    rekeyed: dict[int, Fact] = {}
    old_keys: dict[int, str] = {}
    for fact in Fact.objects.live().with_claim().filter(citations__version__article__issue=issue).distinct().order_by("pk"):
        first = fact.citations.select_related("version__article").order_by("pk").first()
        if first is None or first.version.article.issue_id != issue.pk or not passing(fact):
            continue
        keys = {"claim_key": claim_key(fact, issue.published_on), "compare_key": compare_key(fact, issue.published_on)}
        if not Fact.objects.live().filter(claim_key=keys["claim_key"]).exclude(pk=fact.pk).exists():
            old_keys[fact.pk], rekeyed[fact.pk] = fact.compare_key, fact
            group.update(fact, keys, action="随见报日期")
    for conflict in Conflict.objects.filter(key__in=set(old_keys.values()) - {""}, closed_at__isnull=False):
        sides = [rekeyed.get(pk) for pk in Fact.objects.live().filter(conflicts=conflict).values_list("pk", flat=True)]
        if sides and all(sides):  # what an editor has said about these values still holds
            group.update(conflict, {"key": sides[0].compare_key}, action="随见报日期")
    return old_keys
