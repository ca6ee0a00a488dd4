"""Putting a split right after it was confirmed: shown first, then carried out as one group of events that can be undone.

Lines move as they are, so every citation goes to the very same characters; one that a boundary cuts through is stale.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from articles.models import Article, Byline, TextVersion
from articles.receiving import find_author
from history.changes import Change, change

from .correcting import diff_words, line_diff
from .curation import DECIDABLE, ChangedMeanwhile, CurationError
from .models import Citation, Proposal, UnsignedChange
from .relocating import relocate
from .resplit_steps import Asked, Part, Plan, Step
from .reviewing import released_at_once, reopen_review
from .settling import settle
from .unsigned import hand_over, keep_unsigned, keeps_back, lost_with

Place = tuple[int, int]  # (number of the part, offset in its new text)


@dataclass
class MovedProposal:
    proposal: Proposal
    part: int
    anchors: list[dict[str, Any]]
    slots: list[Any]


@dataclass
class Resplit:
    """A plan and what becomes of the citations: `moved` to the very same words, `stale` where the step cuts through them.

    Of the proposals, `lost` ones no longer stand in one place and `doubled` ones are said in the other article as well."""

    plan: Plan
    moved: list[tuple[Citation, Place]] = field(default_factory=list)
    leaving: list[tuple[Citation, Article, Article]] = field(default_factory=list)  # those of `moved` that go from one article to another
    stale: list[Citation] = field(default_factory=list)
    proposals: list[MovedProposal] = field(default_factory=list)
    lost: list[Proposal] = field(default_factory=list)
    doubled: list[Proposal] = field(default_factory=list)
    lost_changes: list[UnsignedChange] = field(default_factory=list)  # that waited for the absorbed article and have no object left
    unsigned: UnsignedChange | None = None  # where the step waits for signatures instead of being carried out

    @property
    def diffs(self) -> list[tuple[Article, list[tuple[str, str, str]]]]:
        """Each changed text with its changed lines, as `correcting.line_diff` tells them."""
        told = [(part.article, line_diff(part.old.text if part.old else "", part.text)) for part in self.plan.parts]
        return [(article, [row for row in rows if row[0] != "equal"]) for article, rows in told]

    @property
    def notes(self) -> list[str]:
        """What readers will notice."""
        hidden = {taker for _, giver, taker in self.leaving if _is_public(giver) and not _is_public(taker)}
        told = [f"移到《{article}》的出处，要等它发布才公开。" for article in sorted(hidden, key=str)]
        shown = {part.article for part in self.plan.parts if _is_public(part.article) and _unpublished_in(part)}
        told += [f"移到《{article}》的文字和出处，保存后立即公开。" for article in sorted(shown, key=str)]
        gone = self.plan.absorbed
        return told + ([f"《{gone}》随之撤下，它的网页说明：{self.plan.farewell}"] if gone and _is_public(gone) else [])

    @property
    def token(self) -> str:
        """The same for the same step on the same rows: what was shown is what is carried out."""
        parts = [(part.article.pk, part.old and part.old.pk, part.text, [line.kind for line in part.lines]) for part in self.plan.parts]
        rows = [(row.pk, {name: getattr(row, name) for name in values}, values) for row, values in self.plan.rows]
        names = [(row.pk, wanted) for row, wanted in self.plan.bylines]
        quotes = [(citation.pk, place) for citation, place in self.moved], [citation.pk for citation in self.stale]
        others = [row.proposal.pk for row in self.proposals], [row.pk for row in self.lost + self.doubled]
        return hashlib.sha256(repr((self.plan.what, parts, rows, names, quotes, others)).encode()).hexdigest()[:32]


def preview(step: Step, user: Any) -> Resplit:
    """What the step would do; writes nothing. Raises `CurationError` where it cannot be done."""
    found = Resplit(step())
    _refuse_unsigned(found.plan, user)
    if found.plan.absorbed:
        found.lost_changes = lost_with(found.plan.absorbed)
    places = _Places(found.plan.parts)
    for part in [*found.plan.parts, *([Part(found.plan.absorbed)] if found.plan.absorbed else [])]:
        if part.old is not None:
            _follow_citations(found, part, places)
            _follow_proposals(found, part, places)
    return found


def carry_out(step: Step, user: Any, reason: str, *, token: str = "") -> Resplit:
    """Do it. `token` is that of the preview which the editor saw: raises `ChangedMeanwhile` where it would no longer be the same."""
    if not reason.strip():
        raise CurationError("请写明调整分篇的理由。")
    with change(user, "调整分篇", reason=reason) as group:
        found = preview(step, user)
        if token and found.token != token:
            raise ChangedMeanwhile("您看过预览之后，这些报道又有改动，没有保存。请看过新的预览再保存。")
        if (article := keeps_back(found.plan.reworded, user)) is None:
            _store(group, found, user, reason)
        else:
            found.unsigned = _keep_unsigned(group, article, step, found, user, reason)
        return found


def _keep_unsigned(group: Change, article: Article, step: Step, found: Resplit, user: Any, reason: str) -> UnsignedChange:
    """A step that touches a published article waits with that article's signatures."""
    waiting = UnsignedChange.objects.filter(article__in=found.plan.reworded, state=UnsignedChange.State.WAITING)
    if not isinstance(step, Asked) or waiting.filter(kind__in=[UnsignedChange.Kind.TEXT, UnsignedChange.Kind.SPLIT]).exists():
        raise CurationError("这里的报道有正文订正或分篇调整待签。请等它签发，或在“签发与撤下”页撤回它，再调整分篇。")
    asked = {"step": step.plain(), "reason": reason, "token": found.token}
    lines = [line for _, diff in found.diffs if (line := diff_words(diff))]
    return keep_unsigned(
        group, article, user, UnsignedChange.Kind.SPLIT, article.pk, asked,
        words="\n".join([found.plan.what, *lines]), carry_out=lambda: carry_out_in(group, user, asked),
    )  # fmt: skip


def carry_out_in(group: Change, user: Any, asked: dict[str, Any]) -> None:
    """A step that waited, if it still does what was shown."""
    found = preview(Asked.of(asked["step"]), user)
    if found.token != asked["token"]:
        raise ChangedMeanwhile("提出之后，这些报道又有改动。")
    _store(group, found, user, asked["reason"])


class _Places:
    """Where stretches of the old texts stand in the new ones."""

    def __init__(self, parts: list[Part]) -> None:
        self.texts = [part.text for part in parts]
        self.found: dict[int, list[tuple[int, int, Place]]] = {}  # old article -> (start, end, (part, shift))
        for number, part in enumerate(parts):
            at = 0
            for line in part.lines:
                self._keep(number, at, line.pieces)
                at += len(line.text) + 1

    def _keep(self, number: int, at: int, pieces: Any) -> None:
        for piece in pieces:
            self.found.setdefault(piece.article, []).append((piece.start, piece.end, (number, at - piece.start)))
            at += piece.end - piece.start

    def of(self, old: TextVersion, start: int, end: int) -> Place | None:
        """None where the stretch does not hang together any more."""
        homes = {home for left, right, home in self.found.get(old.article_id, []) if start < right and left < end}
        if len(homes) != 1:
            return None
        number, shift = homes.pop()
        same = self.texts[number][start + shift : end + shift] == old.text[start:end]
        return (number, start + shift) if same and start + shift >= 0 else None


def _follow_citations(found: Resplit, part: Part, places: _Places) -> None:
    for citation in part.old.citations.filter(state=Citation.State.EXACT).select_related("fact__indicator"):
        place = places.of(part.old, citation.start, citation.end)
        if place is None:
            found.stale.append(citation)
            continue
        found.moved.append((citation, place))
        taker = found.plan.parts[place[0]].article
        if taker is not part.article:
            found.leaving.append((citation, part.article, taker))


def _follow_proposals(found: Resplit, part: Part, places: _Places) -> None:
    """Decided ones move too, so that what was rejected is not proposed again where the lines stand now."""
    taken = set()
    for proposal in part.article.proposals.select_related("version").order_by("pk"):
        anchors = _anchors_now(proposal, part.old)
        moved = [(anchor, place) for anchor in anchors if (place := places.of(part.old, anchor["start"], anchor["end"]))]
        homes = {place[0] for _, place in moved}
        if len(homes) > 1 and part in found.plan.parts:  # said in both: the decision stays with the article that it was taken on
            homes &= {found.plan.parts.index(part)}
            moved = [row for row in moved if row[1][0] in homes]
        if len(homes) != 1:
            found.lost += [proposal] if proposal.version_id == part.old.pk else []
            continue
        home = homes.pop()
        if (home, proposal.said_key) in taken or _is_said(found.plan.parts[home].article, proposal):
            found.doubled.append(proposal)
            continue
        taken.add((home, proposal.said_key))
        new = [anchor | {"start": start, "end": start + anchor["end"] - anchor["start"]} for anchor, (_, start) in moved]
        found.proposals.append(MovedProposal(proposal, home, new, _slots_now(proposal, part.old, places, home)))


def _anchors_now(proposal: Proposal, current: TextVersion) -> list[dict[str, Any]]:
    """Where a proposal stands in the current text; one decided on before a correction still has its old place."""
    if proposal.version_id == current.pk:
        return proposal.anchors
    rows = [(anchor, relocate(proposal.version.text, current.text, anchor["start"], anchor["end"])) for anchor in proposal.anchors]
    return [anchor | {"start": at, "end": at + anchor["end"] - anchor["start"]} for anchor, at in rows if at is not None]


def _slots_now(proposal: Proposal, old: TextVersion, places: _Places, home: int) -> list[Any]:
    """The words that filled the slots are underlined in the text; one that stands elsewhere now is no longer shown."""
    slots = []
    for name, start, end, *rest in proposal.trace.get("slots", []):
        place = places.of(old, start, end) if proposal.version_id == old.pk and 0 <= start < end else None
        shown = place is not None and place[0] == home
        slots.append([name, place[1], place[1] + end - start, *rest] if place is not None and shown else [name, -1, -1, *rest])
    return slots


def _is_said(home: Article, proposal: Proposal) -> bool:
    return home.pk is not None and home.proposals.filter(said_key=proposal.said_key).exclude(pk=proposal.pk).exists()


def _store(group: Change, found: Resplit, user: Any, reason: str) -> None:
    plan = found.plan
    removed: set[int] = set()
    for part in plan.parts:
        _store_text(group, part, plan, user, reason)
    for citation, (number, start) in found.moved:
        values = {"version_id": plan.parts[number].version.pk, "start": start, "end": start + citation.end - citation.start}
        group.update(citation, values, action="出处随正文移动")
    for citation in found.stale:
        group.update(citation, {"state": Citation.State.STALE}, action="出处待复核")
    for row in found.proposals:
        version, trace = plan.parts[row.part].version, row.proposal.trace
        trace = trace | {"slots": row.slots} if row.slots else trace
        values = {"article_id": version.article_id, "version_id": version.pk, "anchors": row.anchors, "trace": trace}
        group.update(row.proposal, values, action="引文随正文移动")
    for proposal in found.doubled:
        if proposal.state in DECIDABLE:
            group.update(proposal, {"state": Proposal.State.GONE}, action="另一篇已有同一条")
    for article, values in plan.rows:
        group.update(article, values)
    for article, names in plan.bylines:
        removed |= _store_bylines(group, article, names)
    if plan.absorbed is not None:
        kept = plan.parts[0].article
        hand_over(group, plan.absorbed, kept)
        group.update(kept, None, zones=kept.zones.all() | plan.absorbed.zones.all(), projects=kept.projects.all() | plan.absorbed.projects.all())
    touched = {article.pk: article for article in plan.articles}
    for article in touched.values():
        reopen_review(group, article)
    facts = {citation.fact_id for citation, _ in found.moved} | {citation.fact_id for citation in found.stale}
    settle(group, articles=touched, facts=facts, authors=removed, reason=plan.farewell)


def _store_text(group: Change, part: Part, plan: Plan, user: Any, reason: str) -> None:
    article = part.article
    if article.pk is None:
        group.create(article, zones=plan.parts[0].article.zones.all())
    number = article.versions.order_by("-number").values_list("number", flat=True).first() or 0
    kind = TextVersion.Kind.TRANSCRIPTION if number else TextVersion.Kind.RECEIVED
    blocks = [line.kind for line in part.lines]
    made = TextVersion(article=article, number=number + 1, text=part.text, blocks=blocks, kind=kind, made_by=user, reason=reason)
    part.version = group.create(made)
    group.update(article, {"current": part.version})


def _store_bylines(group: Change, article: Article, names: list[tuple[str, str]]) -> set[int]:
    """Make the bylines these, in this order; the ids of the authors who were there before."""
    known = {(line.author.name, line.role): line for line in article.bylines.select_related("author")}
    for key in known.keys() - set(names):
        group.delete(known[key])
    for number, (name, role) in enumerate(names, 1):
        if (name, role) in known:
            group.update(known[name, role], {"order": number})
        else:
            group.create(Byline(article=article, author=find_author(group, name), role=role, order=number))
    return {line.author_id for line in known.values()}


def _is_public(article: Article) -> bool:
    return article.state == Article.State.PUBLISHED


def _unpublished_in(part: Part) -> list[Article]:
    """The articles not yet published whose lines the part takes."""
    others = {piece.article for line in part.lines for piece in line.pieces} - {part.article.pk}
    return list(Article.objects.filter(pk__in=others).exclude(state=Article.State.PUBLISHED))


def _refuse_unsigned(plan: Plan, user: Any) -> None:
    """Nothing gets into a published article past the signatures."""
    for part in plan.parts:
        if _is_public(part.article) and not released_at_once(part.article, user):
            for other in _unpublished_in(part):
                raise CurationError(f"《{other}》还没有发布，它的文字不能直接进入已发布的《{part.article}》。请先签发《{other}》，再调整分篇。")
