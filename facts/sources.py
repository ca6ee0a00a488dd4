"""How many independent sources say a fact: articles that an editor has confirmed to be 转载 or 通稿 count with their original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from articles.models import Article

from .models import CitationQuerySet


def reprints() -> dict[int, int]:
    """Confirmed reprints: article id to the id of what it reprints."""
    return dict(Article.objects.filter(same_as_confirmed=True, same_as__isnull=False).values_list("pk", "same_as_id"))


def independent(articles: Iterable[int], reprint_of: Mapping[int, int]) -> int:
    """How many sources these articles are. Two reprints are one, whether their original says it too or not."""
    return len({_first(article, reprint_of) for article in articles})


def count_sources(articles: Mapping[int, Collection[int]]) -> dict[int, int]:
    """For each fact, given the ids of the articles that say it. Asks the database only where there are several."""
    reprint_of = reprints() if any(len(keys) > 1 for keys in articles.values()) else {}
    return {fact: independent(keys, reprint_of) for fact, keys in articles.items()}


def newsroom_sources(facts: Iterable[int], citations: CitationQuerySet) -> dict[int, int]:
    """What an editor who may see these citations is shown: unpublished articles count too, those that were withdrawn or taken down do not."""
    standing = citations.exclude(version__article__state=Article.State.WITHDRAWN).filter(version__article__taken_down=False)
    articles: dict[int, set[int]] = defaultdict(set)
    for fact, article in standing.filter(fact__in=list(facts)).values_list("fact_id", "version__article_id"):
        articles[fact].add(article)
    return count_sources(articles)


def _first(article: int, reprint_of: Mapping[int, int]) -> int:
    while article in reprint_of:
        article = reprint_of[article]
    return article
