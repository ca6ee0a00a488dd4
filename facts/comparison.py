"""What the present engine would propose, held against all decisions so far. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from articles.models import Article

from .claims import said_key
from .engine import Names
from .extraction import build_proposals, read_article
from .models import Fact, Proposal
from .names import registry_names
from .reextraction import readable
from .vocabulary import ENGINE_ERRORS


class Changed(NamedTuple):
    """A stored proposal and the unsaved one that now stands in its place (same words, another claim)."""

    before: Proposal
    after: Proposal


@dataclass
class RuleAgreement:
    """Per rule: how many accepted claims are still found, how many rejected ones are still proposed."""

    rule: str
    accepted: int = 0
    accepted_found: int = 0
    rejected: int = 0
    rejected_found: int = 0
    gained: int = 0
    lost: int = 0
    changed: int = 0


@dataclass
class Comparison:
    """`lost` were stored and are no longer found; `gained` are unsaved proposals that are new."""

    articles: int = 0
    lost: list[Proposal] = field(default_factory=list)
    gained: list[Proposal] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    rules: dict[str, RuleAgreement] = field(default_factory=dict)

    @property
    def accepted_share(self) -> float | None:
        """Of the claims that editors stand behind, the share that the engine proposes; None without any."""
        return _share(sum(rule.accepted_found for rule in self.rules.values()), sum(rule.accepted for rule in self.rules.values()))

    @property
    def rejected_share(self) -> float | None:
        """Of the claims that editors rejected as engine errors, the share that the engine no longer proposes."""
        rejected = sum(rule.rejected for rule in self.rules.values())
        return _share(rejected - sum(rule.rejected_found for rule in self.rules.values()), rejected)

    def rule(self, name: str) -> RuleAgreement:
        return self.rules.setdefault(name, RuleAgreement(name))


def compare_engine(articles: Iterable[Article] | None = None, names: Names | None = None) -> Comparison:
    """Read every article anew and hold the reading against what is stored. Writes nothing."""
    names = names or registry_names()
    comparison = Comparison()
    for article in readable() if articles is None else articles:
        comparison.articles += 1
        _compare_article(comparison, article, names)
    return comparison


def _compare_article(comparison: Comparison, article: Article, names: Names) -> None:
    found = build_proposals(article, read_article(article, names))
    stored = list(article.proposals.select_related("fact").exclude(state=Proposal.State.GONE))
    for proposal in stored:
        _count_agreement(comparison, proposal, found)
    lost = [proposal for proposal in stored if proposal.said_key not in found]
    known = {proposal.said_key for proposal in stored}
    gained = [proposal for key, proposal in found.items() if key not in known]
    for before in lost:
        after = next((proposal for proposal in gained if _same_words(before, proposal)), None)
        if after is None:
            comparison.lost.append(before)
            comparison.rule(before.rule).lost += 1
        else:
            gained.remove(after)
            comparison.changed.append(Changed(before, after))
            comparison.rule(before.rule).changed += 1
    for proposal in gained:
        comparison.gained.append(proposal)
        comparison.rule(proposal.rule).gained += 1


def _count_agreement(comparison: Comparison, proposal: Proposal, found: dict[str, Proposal]) -> None:
    """An accepted claim is to be found as the editor left it; a corrected one as corrected, and not as it was."""
    rule = comparison.rule(proposal.rule)
    if proposal.state in (Proposal.State.ACCEPTED, Proposal.State.CORRECTED) and proposal.fact is not None:
        rule.accepted += 1
        rule.accepted_found += _said_key_of(proposal.fact, proposal) in found
    if proposal.state == Proposal.State.CORRECTED or (proposal.state == Proposal.State.REJECTED and proposal.rejection in ENGINE_ERRORS):
        rule.rejected += 1
        rule.rejected_found += proposal.said_key in found


def _said_key_of(fact: Fact, proposal: Proposal) -> str:
    """What the article must be read to say; a fact shared with another article may print its names otherwise."""
    return proposal.said_key if proposal.state == Proposal.State.ACCEPTED else said_key(fact)


def _same_words(one: Proposal, other: Proposal) -> bool:
    overlap = any(mine["start"] < theirs["end"] and theirs["start"] < mine["end"] for mine in one.anchors for theirs in other.anchors)
    return overlap and one.kind == other.kind and (one.measure, one.stage, one.relation) == (other.measure, other.stage, other.relation)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
