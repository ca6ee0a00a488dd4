"""A comparison of the engine with the decisions, kept as plain values: made part by part on the worker, added up for its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, NamedTuple

from .comparison import Comparison, RuleAgreement
from .engine import ENGINE_VERSION
from .models import Proposal, TaskProgress
from .sentences import sentence

Part = dict[str, Any]


class Difference(NamedTuple):
    """One claim that is read otherwise: of which article, what stood there, what is read now, and what an editor had decided."""

    article: int
    headline: str
    before: str
    after: str
    state: str


class Compared(NamedTuple):
    """The numbers are those of `manage.py compare_engine`. `failed` parts could not be read, and the numbers are then not whole."""

    totals: Comparison
    lost: list[Difference]
    gained: list[Difference]
    changed: list[Difference]
    engine: str
    failed: int


def as_part(comparison: Comparison) -> Part:
    """What the comparison of some articles found, as JSON."""
    return {
        "engine": ENGINE_VERSION,
        "articles": comparison.articles,
        "rules": [asdict(rule) for rule in comparison.rules.values()],
        "lost": [_difference(row, row, None) for row in comparison.lost],
        "gained": [_difference(row, None, row) for row in comparison.gained],
        "changed": [_difference(before, before, after) for before, after in comparison.changed],
    }


def add_up(parts: Iterable[Part]) -> Compared:
    found = Compared(Comparison(), [], [], [], "", 0)
    for part in parts:
        if "rules" not in part:
            found = found._replace(failed=found.failed + 1)
            continue
        found = found._replace(engine=part["engine"])
        found.totals.articles += part["articles"]
        for rule in part["rules"]:
            _add(found.totals.rule(rule["rule"]), rule)
        for name in ("lost", "gained", "changed"):
            getattr(found, name).extend(Difference(*row) for row in part[name])
    return found


def latest(tasks: Any) -> TaskProgress | None:
    """The last comparison that came to an end."""
    return tasks.filter(kind=TaskProgress.Kind.COMPARISON, state=TaskProgress.State.DONE).order_by("-finished_at").first()


def _add(total: RuleAgreement, rule: dict[str, Any]) -> None:
    for name, count in rule.items():
        if name != "rule":
            setattr(total, name, getattr(total, name) + count)


def _difference(row: Proposal, before: Proposal | None, after: Proposal | None) -> list[Any]:
    state = before.get_state_display() if before else ""
    return [row.article_id, row.article.headline, sentence(before) if before else "", sentence(after) if after else "", state]
