"""From a confirmed split to work on the desk: drafts, the likeness to earlier articles, and the engine's proposals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from articles.models import Article, SourcePage
from articles.uploading import confirm_in
from history.changes import change, kind_of
from history.models import Event

from .engine import Names
from .extraction import NotRead, extract_article
from .names import registry_names
from .reprints import suggest_original


class Extracted(NamedTuple):
    """What reading new articles came to: the articles, how many proposals, and a sentence for each that could not be read."""

    articles: list[Article]
    found: int
    failures: list[str]


def read_articles(articles: Iterable[Article], names: Names) -> Extracted:
    """New articles with their proposals. One that the engine stops over costs the others nothing: it waits for 重新识别."""
    done, found, failures = list(articles), 0, []
    for article in done:
        try:
            found += len(extract_article(article, names=names).added)
        except NotRead as failure:
            failures.append(str(failure))
    return Extracted(done, found, failures)


def confirm_page(page: SourcePage, user: Any, *, publication: str, label: str, published: str, **about: str) -> Extracted:
    """The split counts: drafts are made, each with the suggestion 转载/通稿 where it has one; then the engine reads them.

    Raises `articles.splitting_edits.SplitError`. `about`: inferred_from, kind, page_number, section, original_url."""
    with change(user, "确认分篇") as group:
        articles = confirm_in(group, page, user, publication=publication, label=label, published=published, **about)
        for article in articles:
            suggest_original(group, article)
    return read_articles(articles, registry_names())


def confirmation_of(page: SourcePage) -> int | None:
    """The number of the group that confirmed the split, for `curation.undo`; None where it was not confirmed by an editor."""
    events = Event.objects.filter(kind=kind_of(SourcePage), object_id=str(page.pk)).order_by("-number")
    done, waiting = SourcePage.Status.DONE, SourcePage.Status.SPLIT
    return next((event.number for event in events if event.before and (event.before["status"], event.after["status"]) == (waiting, done)), None)
