"""转载/通稿: an article that shares most of its text with an earlier one. Suggested by the program, confirmed by an editor."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q

from articles.models import Article
from history.changes import Change, change

from .curation import CurationError
from .permissions import Act, require

LENGTH = 8
SHARE = 0.8
_PROBES = 40
_CHUNK = 200


class Likeness(NamedTuple):
    original: Article
    share: float


def shingles(text: str) -> set[str]:
    """All sequences of eight characters; spaces and line ends do not count, reprints are set anew."""
    dense = "".join(text.split())
    return {dense[at : at + LENGTH] for at in range(len(dense) - LENGTH + 1)}


def find_original(article: Article) -> Likeness | None:
    """The earlier article that has at least 80 % of this one's 8-character sequences; the likeliest, then the earliest."""
    mine = shingles(article.text)
    if not mine:
        return None
    # A reprint has four fifths of all sequences, so nearly always more than half of a spread sample: a cheap first look.
    probes = sorted(mine)[:: max(1, len(mine) // _PROBES)]
    best: Likeness | None = None
    for other in _earlier(article).iterator(chunk_size=_CHUNK):
        theirs = "".join(other.text.split())
        if sum(probe in theirs for probe in probes) * 2 < len(probes):
            continue
        share = len(mine & shingles(theirs)) / len(mine)
        if share >= SHARE and (best is None or share > best.share):
            best = Likeness(other, share)
    return best


def suggest_original(group: Change, article: Article) -> Likeness | None:
    """Note a likeness on the article for an editor to confirm; one already decided on is left alone."""
    if article.same_as_confirmed is not None:
        return None
    likeness = find_original(article)
    if likeness is not None:
        group.update(article, {"same_as": likeness.original}, action="疑为转载")
    return likeness


def decide_reprint(article: Article, user: Any, original: Article | None) -> Article:
    """Confirm that the article is a reprint of `original`, or (None) that it is none. Of a published article it changes how many sources a fact has."""
    with change(user, "确认转载" if original else "不是转载") as group:
        row = Article.objects.get(pk=article.pk)
        require(user, needed(row))
        if original is not None and row.pk in _line(original):
            raise CurationError("不能互为转载：所选报道本身就转载自这一篇。")
        group.update(row, {"same_as": original, "same_as_confirmed": original is not None})
        return row


def needed(article: Article) -> Act:
    """What deciding on a reprint asks for."""
    return Act.CORRECT_TEXT if article.state in (Article.State.PUBLISHED, Article.State.WITHDRAWN) else Act.EDIT_DRAFT


def _earlier(article: Article) -> Any:
    before = Q(issue__date__lt=article.issue.date) | Q(issue__date=article.issue.date, pk__lt=article.pk)
    return Article.objects.filter(before, current__isnull=False).select_related("current").order_by("issue__date", "pk")


def _line(article: Article) -> list[int]:
    """The article and those it is confirmed to reprint, down to the first."""
    line = [article.pk]
    while article.same_as is not None and article.same_as_confirmed and article.same_as_id not in line:
        article = article.same_as
        line.append(article.pk)
    return line
