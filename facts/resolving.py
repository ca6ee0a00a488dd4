"""Closing 报道不一: one of four outcomes with a reason, remembered until a new value comes."""

from __future__ import annotations

from typing import Any

from history.changes import change

from .curation import CurationError
from .models import Conflict, Fact
from .settling import settle
from .sharing import refuse_shared

REFUSAL = "其中有条目在不由您负责的报道里也有出处，请交给不限开发区的编辑或主编结案。"
OUTCOMES = (Conflict.Outcome.CHOSEN, Conflict.Outcome.SCOPE, Conflict.Outcome.REVISED, Conflict.Outcome.PRINT)


def close_conflict(conflict: Conflict, user: Any, outcome: str, reason: str, *, preferred: Fact | None = None) -> Conflict:
    """结案. 采用其一 and 后续修订 name the preferred fact, which ranks first; the others stay visible beside it."""
    if outcome not in OUTCOMES:
        raise CurationError("请选择结论：采用其一、口径不同、后续修订或原文有误。")
    if not reason.strip():
        raise CurationError("请写明理由，它会公开显示。")
    with change(user, "报道不一结案", reason=reason) as group:
        row = Conflict.objects.get(pk=conflict.pk)
        if row.closed_at is not None:
            raise CurationError(f"这一项已于{row.closed_at:%Y-%m-%d}结案为“{row.get_outcome_display()}”，请刷新页面。")
        facts = list(row.facts.all())
        refuse_shared(user, facts, REFUSAL)
        if outcome in (Conflict.Outcome.CHOSEN, Conflict.Outcome.REVISED) and preferred not in facts:
            raise CurationError("请从并列的条目中选出优先采用的一条。")
        for fact in facts if preferred is not None else []:
            group.update(fact, {"rank": Fact.Rank.PREFERRED if fact == preferred else Fact.Rank.NORMAL})
        group.update(row, {"closed_at": group.at, "closed_by": user, "outcome": outcome, "reason": reason, "preferred": preferred})
        settle(group, facts=[fact.pk for fact in facts])
        return row
