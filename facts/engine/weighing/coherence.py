"""What the facts around a fact say of it: a story keeps to its subjects, and where much of an article is doubtful the rest is less sure too."""

from __future__ import annotations

from collections import Counter

from facts.engine.types import CandidateFact

_DOUBTFUL = 62  # a score below says that the engine guessed
_MOST_TAKEN = 16  # from a fact all of whose neighbours are guesses
_AMONG_ITS_OWN = (4, "+4 前后的条目说的是同一主体")
_SELDOM, _SPOKEN_OF = (-10, "-10 本文很少说到这一主体"), 0.15  # of the article's facts
_AMONG_STRANGERS = (-12, "-12 前后的条目说的是别的主体")


def by_their_company(facts: list[CandidateFact], scores: list[int]) -> list[list[tuple[int, str]]]:
    """For each fact, in the order of the text, the points that its neighbours give or take, with the reason in words."""
    doubtful = sum(score < _DOUBTFUL for score in scores)
    among = max(1, len(facts) - 1)
    taken = [_taken(doubtful, among), _taken(doubtful - 1, among)]  # from a sure fact, from a doubtful one
    subjects = [None, *(fact.subject for fact in facts), None]
    told = Counter(fact.subject for fact in facts)
    found = []
    for number, fact in enumerate(facts):
        said = list(taken[scores[number] < _DOUBTFUL])
        if fact.kind == "measure" and len(facts) > 1:
            alike = (subjects[number] == fact.subject) + (subjects[number + 2] == fact.subject)
            if alike != 1:
                said.append(_AMONG_ITS_OWN if alike else _AMONG_STRANGERS)
            if fact.subject_type != "project" and told[fact.subject] < _SPOKEN_OF * len(facts):
                said.append(_SELDOM)
        found.append(said)
    return found


def _taken(doubtful: int, among: int) -> list[tuple[int, str]]:
    points = round(_MOST_TAKEN * max(0, doubtful) / among)
    return [(-points, f"-{points} 本文另有拿不准的条目")] if points else []
