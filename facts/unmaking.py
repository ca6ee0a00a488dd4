"""What an undo has to mind: an article that was made goes with its undecided proposals, or stays; quotes taken since hold in the text that is
current again, or are stale; and nobody's signature is gone around."""

from __future__ import annotations

from collections import Counter as Tally
from typing import Any

from articles.models import Article
from history.changes import Change, UndoRefused, kind_of
from history.models import Event, PublicSpan

from .kinds import FACT
from .models import Citation, Proposal, ProposalQuerySet
from .relocating import relocate
from .reviewing import released_at_once, reopen_review

_PROPOSAL, _CITATION = kind_of(Proposal), kind_of(Citation)
_UNDECIDED = (Proposal.State.PENDING, Proposal.State.GONE)


def drop_readings(group: Change, number: int) -> None:
    """Before group `number` is undone: what the engine read in the articles that it made is deleted. Raises `UndoRefused` where an editor decided."""
    events = Event.objects.filter(number=number)
    made = {int(event.object_id) for event in events.filter(kind=kind_of(Article)) if event.before is None}
    if made and any(event.before is None for event in events.filter(kind="articles.sourcepage")):
        raise UndoRefused("这一步收录了版面的原件，原件只增不删，不能撤销。不要的报道请撤下或下架。")
    own = {kind: set(map(int, events.filter(kind=kind).values_list("object_id", flat=True))) for kind in (_PROPOSAL, _CITATION)}
    read = Proposal.objects.filter(article__in=made).exclude(pk__in=own[_PROPOSAL])
    for article in Article.objects.filter(pk__in=made):
        _refuse_decided(article, read.filter(article=article), own[_CITATION])
    for proposal in read:
        group.delete(proposal, action="撤销")
    for reprint in Article.objects.filter(same_as__in=made).exclude(pk__in=made):
        group.update(reprint, {"same_as": None, "same_as_confirmed": None}, action="撤销")


def follow_texts(group: Change, events: list[Event]) -> None:
    """After an undo that makes another text current: citations that stand in the one before it move exactly, or are stale."""
    rows = [event for event in events if event.kind == kind_of(Article) and event.before and event.after]
    turned = {int(event.object_id) for event in rows if event.before["current_id"] != event.after["current_id"]}
    for article in Article.objects.filter(pk__in=turned).select_related("current"):
        elsewhere = Citation.objects.filter(version__article=article, state=Citation.State.EXACT).exclude(version=article.current_id)
        for citation in elsewhere.select_related("version").order_by("pk"):
            at = relocate(citation.version.text, article.text, citation.start, citation.end)
            place = {"version_id": article.current_id, "start": at, "end": at + len(citation.quote)} if at is not None else {}
            if place and not Citation.objects.filter(fact=citation.fact_id, **place).exists():
                group.update(citation, place, action="出处随正文移动")
            else:
                group.update(citation, {"state": Citation.State.STALE}, action="出处待复核")


def keep_unsigned_back(group: Change, events: list[Event], user: Any) -> None:
    """After an undo: what it brings into a published article and nobody signed there waits for signatures.

    That is a fact that never was public, and a citation that stood only before the article was published."""
    facts = {int(event.object_id) for event in events if event.kind == FACT} | {
        row["fact_id"] for event in events if event.kind == _CITATION for row in (event.before, event.after) if row
    }
    once_public = set(PublicSpan.objects.filter(kind=FACT, object_id__in=facts).values_list("object_id", flat=True))
    restored = {int(event.object_id): event.at for event in events if event.kind == _CITATION}
    for citation in Citation.objects.filter(fact__in=facts, released=True).select_related("version__article"):
        article = citation.version.article
        early = article.published_at and restored.get(citation.pk, article.published_at) < article.published_at
        if (early or citation.fact_id not in once_public) and not released_at_once(article, user):
            group.update(citation, {"released": False}, action="待签发")
            reopen_review(group, article)


def _refuse_decided(article: Article, read: ProposalQuerySet, moved: set[int]) -> None:
    """What the group itself moved here (`moved`, and proposals that are not `read`) goes back to where it was."""
    tally = Tally(read.exclude(state__in=_UNDECIDED).values_list("state", flat=True))
    told = "、".join(f"{Proposal.State(state).label} {count} 条" for state, count in sorted(tally.items()))
    if not told and Citation.objects.filter(version__article=article).exclude(pk__in=moved).exists():
        told = "补录的条目"
    if told:
        raise UndoRefused(f"不能退回：《{article.headline}》已有决定（{told}）。分篇有误可在版面页直接调整；一定要退回，请先逐个撤销这些决定。")
