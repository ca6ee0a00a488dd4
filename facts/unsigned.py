"""待签的改动: what would change the public face of a published article waits here until as many have signed as publishing needs.

Nothing is written but the intention, so that no page, list, search or file can show it early. The last signature carries it out
(`releasing.py`); whether it can be carried out is tried, and taken back, when it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from articles.models import Article
from history.changes import Change, change, rehearsal

from .models import Citation, Fact, UnsignedChange
from .refusals import CurationError
from .reviewing import released_at_once, reopen_review


def unsigned_changes(article: Article) -> QuerySet[UnsignedChange]:
    """Those of this article that wait, in the order in which they will be carried out."""
    return article.unsigned_changes.filter(state=UnsignedChange.State.WAITING).select_related("made_by").order_by("pk")


def keeps_back(articles: Iterable[Article], user: Any) -> Article | None:
    """The article with whose signatures a change of all these has to wait; None where this user's word is enough."""
    return next((article for article in articles if not released_at_once(article, user)), None)


def articles_saying(fact: Fact) -> list[Article]:
    """Where the fact is public through: a change of it waits with the first of them."""
    cited = Citation.objects.filter(fact=fact, released=True).order_by("pk").select_related("version__article")
    return list({row.version.article_id: row.version.article for row in cited}.values())


def keep_unsigned(
    group: Change,
    article: Article,
    user: Any,
    kind: str,
    target_id: int,
    values: dict[str, Any],
    *,
    words: str | Callable[[Any], str],
    carry_out: Callable[[], Any],
) -> UnsignedChange:
    """Keep the change back. `carry_out` is tried first and may refuse; `words` say what would change, of what it returned."""
    known = UnsignedChange.objects.filter(kind=kind, target_id=target_id, state=UnsignedChange.State.WAITING).select_related("made_by", "article").first()
    if known is not None:
        raise CurationError(f"这里已有一项待签的改动（{_name(known.made_by)}，{known.get_kind_display()}）。请等它签发，或在“签发与撤下”页撤回它，再重新提出。")
    with rehearsal(group):
        result = carry_out()
        told = words if isinstance(words, str) else words(result)
    row = UnsignedChange(article=article, kind=kind, target_id=target_id, values=values, words=told, reason=group.reason, made_by=user, made_at=group.at)
    group.create(row, action="改动待签")
    reopen_review(group, article)
    return row


def drop_unsigned(asked: UnsignedChange, user: Any) -> UnsignedChange:
    """撤回: the change is not to be made after all. Signatures given for it no longer count."""
    with change(user, "撤回待签的改动") as group:
        row = UnsignedChange.objects.select_related("article").get(pk=asked.pk)
        if row.state != UnsignedChange.State.WAITING:
            raise CurationError(f"这项改动{row.get_state_display()}，不能再撤回；请刷新页面。")
        group.update(row, {"state": UnsignedChange.State.DROPPED})
        reopen_review(group, row.article)
        return row


def drop_all(group: Change, article: Article) -> None:
    """With an article that is withdrawn go the changes that waited for it."""
    for row in unsigned_changes(article):
        group.update(row, {"state": UnsignedChange.State.DROPPED}, action="随报道撤下")


def hand_over(group: Change, absorbed: Article, kept: Article) -> None:
    """`absorbed` became part of `kept`: changes of its facts and of its issue wait there from now on; those of its own text and rows have no object left."""
    lost = {row.pk for row in lost_with(absorbed)}
    for row in unsigned_changes(absorbed):
        group.update(row, {"state": UnsignedChange.State.DROPPED} if row.pk in lost else {"article": kept}, action="随报道并入")


def lost_with(absorbed: Article) -> list[UnsignedChange]:
    """The waiting changes that have no object left once the article is part of another."""
    follows = (UnsignedChange.Kind.FACT, UnsignedChange.Kind.DATE)
    return [row for row in unsigned_changes(absorbed) if row.kind not in follows]


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user is not None else "系统"
