"""What of facts an editor may see: the one rule of `Article.objects.for_editor`, carried over to facts and 报道不一."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from articles.models import Article, EditorZones
from facts.models import Citation, Conflict, Fact


def facts_for(user: Any, facts: QuerySet[Fact]) -> QuerySet[Fact]:
    """Facts cited in an article that the user may work on."""
    if EditorZones.zones_of(user) is None:
        return facts
    mine = Article.objects.for_editor(user).values("pk")
    return facts.filter(pk__in=Citation.objects.filter(version__article__in=mine).values("fact_id"))


def conflicts_for(user: Any, conflicts: QuerySet[Conflict]) -> QuerySet[Conflict]:
    """Conflicts all of whose facts the user may see: side by side they would show the others' values."""
    if EditorZones.zones_of(user) is None:
        return conflicts
    foreign = Fact.objects.exclude(pk__in=facts_for(user, Fact.objects.all()).values("pk"))
    return conflicts.exclude(facts__in=foreign)


def citations_for(user: Any, citations: QuerySet[Citation]) -> QuerySet[Citation]:
    """Citations in the user's articles: a fact may be shared, the text of the others' articles is not."""
    return citations.filter(version__article__in=Article.objects.for_editor(user).values("pk"))
