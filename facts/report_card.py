"""The rule report card: what became of each rule's proposals. Editorial reasons (原文存疑, 不宜公开) are no errors of a rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count

from .models import Proposal, ProposalQuerySet
from .vocabulary import ENGINE_ERRORS


@dataclass
class RuleCard:
    """`reasons` counts rejections by reason (`Rejection` values); `rate` is accepted over accepted + corrected + engine errors, or None."""

    rule: str
    pending: int = 0
    held: int = 0
    accepted: int = 0
    corrected: int = 0
    rejected: int = 0
    editorial: int = 0
    gone: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> float | None:
        judged = self.accepted + self.corrected + self.rejected
        return self.accepted / judged if judged else None


def report_card(proposals: ProposalQuerySet | None = None) -> list[RuleCard]:
    """One card a rule, the worst rate first; one query. `proposals` narrows it, e.g. to what a limited editor may see."""
    rows = Proposal.objects.all() if proposals is None else proposals
    cards: dict[str, RuleCard] = {}
    for rule, state, rejection, count in rows.order_by().values_list("rule", "state", "rejection").annotate(count=Count("pk")):
        card = cards.setdefault(rule, RuleCard(rule))
        if state != Proposal.State.REJECTED:
            setattr(card, state, getattr(card, state) + count)
            continue
        card.reasons[rejection] = card.reasons.get(rejection, 0) + count
        if rejection in ENGINE_ERRORS:
            card.rejected += count
        else:
            card.editorial += count
    return sorted(cards.values(), key=lambda card: (1.0 if card.rate is None else card.rate, card.rule))
