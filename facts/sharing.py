"""What an editor limited to zones may not change, since other people's articles stand on it too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.models import Article, EditorZones

from .models import Citation, Fact
from .refusals import CurationError

REFUSAL = "这一条目在不由您负责的报道里也有出处，请交给不限开发区的编辑或主编更正、撤下。"


def any_shared(user: Any, facts: Iterable[Fact]) -> bool:
    """Whether an article that is not the user's says one of the facts: changing it would change what that article stands for. Commands have no limit."""
    if user is None or EditorZones.zones_of(user) is None:
        return False
    mine = Article.objects.for_editor(user).values("pk")
    return Citation.objects.filter(fact__in=list(facts)).exclude(version__article__in=mine).exists()


def refuse_shared(user: Any, facts: Iterable[Fact], refusal: str = REFUSAL) -> None:
    if any_shared(user, facts):
        raise CurationError(refusal)
