"""What the facts around a fact say of it: a story keeps to its subjects, and where much of an article is doubtful the rest is less sure too."""

from __future__ import annotations

from facts.engine.types import CandidateFact

_DOUBTFUL = 62  # a score below says that the engine guessed
_MOST_TAKEN = 16  # from a fact all of whose neighbours are guesses


def by_their_company(facts: list[CandidateFact]) -> list[list[tuple[int, str]]]:
    """For each fact, in the order of the text, the points that its neighbours give or take, with the reason."""
    doubtful = sum(fact.score < _DOUBTFUL for fact in facts)
    found = []
    for number, fact in enumerate(facts):
        said = []
        others = doubtful - (fact.score < _DOUBTFUL)
        if others and (points := round(_MOST_TAKEN * others / (len(facts) - 1))):
            said.append((-points, "本文另有拿不准的条目"))
        if fact.kind == "measure":
            before = number > 0 and facts[number - 1].subject == fact.subject
            after = number + 1 < len(facts) and facts[number + 1].subject == fact.subject
            if before and after:
                said.append((4, "前后的条目说的是同一主体"))
            elif not before and not after and len(facts) > 1:
                said.append((-4, "前后的条目说的是别的主体"))
        found.append(said)
    return found
