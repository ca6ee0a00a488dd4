"""The rule report card: what became of each rule's proposals. Editorial reasons (原文存疑, 不宜公开) are no errors of a rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from .models import Proposal
from .models import ProposalQuerySet


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
    """One card a rule, the worst rate first; two queries. `proposals` narrows it, e.g. to what a limited editor may see."""
    raise NotImplementedError
