"""What the facts around a fact say of it: a story keeps to its subjects, and where much of an article is doubtful the rest is less sure too."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from facts.engine.types import CandidateFact
from facts.engine.weighing.rules import Reason, reason

_DOUBTFUL = 62  # a score below says that the engine guessed
_MOST_TAKEN = 22  # from a fact all of whose neighbours are guesses
_AMONG_ITS_OWN = reason(4, "前后的条目说的是同一主体")
_SELDOM, _SPOKEN_OF, _ONCE = reason(-16, "本文很少说到这一主体"), 0.15, 2  # of the article's facts; of a project
_AMONG_STRANGERS = reason(-20, "前后的条目说的是别的主体")
_WELL_TOLD, _HARDLY_TOLD = reason(8, "本文多处写到这个项目的数字和进展"), reason(-8, "本文几乎没有写这个项目的数字和进展")  # of a relation's project
_BRIEFLY_TOLD, _UNRELATED = reason(4, "本文对这个项目只写了几笔"), reason(-12, "本文没有写到这个项目在哪里、由谁建设")  # of a stage's
_MUCH = 4  # figures and stages
_ABOUT_PROJECTS = frozenset(("located_in", "invested_by", "built_by", "introduced_from"))


_BY_NEIGHBOURS = ((_AMONG_STRANGERS,), (), (_AMONG_ITS_OWN,))  # none, one or both of them of the same subject


def by_their_company(facts: list[CandidateFact], scores: list[int]) -> list[tuple[int, tuple[str, ...]]]:
    """For each fact, in the order of the text, the points that its neighbours give or take, with the reasons in words."""
    if len(facts) < 2:
        return [(0, ())] * len(facts)
    doubtful = len([score for score in scores if score < _DOUBTFUL])
    taken = [_taken(doubtful, len(facts) - 1), _taken(doubtful - 1, len(facts) - 1)]  # from a sure fact, from a doubtful one
    subjects = ["", *[fact.subject for fact in facts], ""]
    told = Counter(subjects)
    figures = Counter([fact.subject for fact in facts if fact.kind != "relation"])
    related = {fact.subject for fact in facts if fact.kind == "relation"}
    least = _SPOKEN_OF * len(facts)
    found = []
    for fact, score, before, after in zip(facts, scores, subjects, subjects[2:], strict=False):
        subject = fact.subject
        alike, seldom = 1, False
        if fact.subject_type == "project":
            seldom = told[subject] <= _ONCE < len(facts)
        elif fact.kind == "measure":
            seldom = told[subject] < least
        if fact.kind == "measure":
            alike = (before == subject) + (after == subject)
        known: Reason | None = None
        if fact.kind == "relation" and fact.relation in _ABOUT_PROJECTS:
            known = _WELL_TOLD if figures[subject] >= _MUCH else _HARDLY_TOLD if figures[subject] < 2 else None
        elif fact.kind == "stage":
            known = _UNRELATED if subject not in related else _BRIEFLY_TOLD if 1 < figures[subject] <= _MUCH else None
        found.append(_together(taken[score < _DOUBTFUL], alike, seldom, known))
    return found


def _taken(doubtful: int, among: int) -> int:
    return round(_MOST_TAKEN * max(0, doubtful) / among)


@lru_cache(maxsize=256)
def _together(taken: int, alike: int, seldom: bool, known: Reason | None) -> tuple[int, tuple[str, ...]]:
    reasons = [reason(-taken, "本文另有拿不准的条目")] * (taken > 0) + [*_BY_NEIGHBOURS[alike]] + [_SELDOM] * seldom + [known] * (known is not None)
    return sum(points for points, _ in reasons), tuple(words for _, words in reasons)
