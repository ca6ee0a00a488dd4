"""Two editors at one article: what has changed between what this one saw and what now stands. Asked under the lock, so that two cannot both be first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from articles.models import Article
from facts.bulk import sentence_rest
from facts.correcting import line_diff
from facts.curation import DECIDABLE
from facts.models import Proposal
from history.changes import kind_of, snapshot
from history.models import Event
from history.wording import tell

_PROPOSAL = kind_of(Proposal)
_IN_WORDS = {str(Proposal._meta.get_field(name).verbose_name) for name in ("decided_by", "decided_at")}


@dataclass
class Difference:
    """`rows` are (part, one, other) under these headings; `lines` are those of two texts, as `line_diff` tells them."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)
    headings: tuple[str, str] = ("已保存的", "您要保存的")
    lines: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class ChangedClaim:
    """`kept` is what the editor had filled in, but for the parts that they had left as they were: these are as they are now."""

    told: str
    difference: Difference
    kept: Any


def changed_text(article: Article, data: Any) -> Difference | None:
    """The lines that another editor changed since this one opened the page; None where the text is the one they saw."""
    stands = Article.objects.select_related("current").get(pk=article.pk).current
    if data.get("version") == str(stands.pk if stands else ""):
        return None
    seen = article.versions.filter(pk=number_of(data.get("version", ""))).first()
    return Difference(lines=line_diff(seen.text, stands.text) if seen and stands else [])


def changed_claim(proposal: Proposal, data: Any) -> ChangedClaim | None:
    """What was done to the proposal (or, for a whole sentence, to those in it) since `seen`. One that is decided is told of by the service."""
    seen = number_of(data.get("seen", ""))
    stored = Proposal.objects.select_related("version", "article").get(pk=proposal.pk)
    if seen < 0 or stored.state not in DECIDABLE:
        return None
    rows = [row for row in sentence_rest(stored) if row.state == Proposal.State.PENDING] if data.get("action") == "sentence" else []
    keys = [str(row.pk) for row in rows or [stored]]
    later = list(Event.objects.filter(kind=_PROPOSAL, object_id__in=keys, number__gt=seen).order_by("number", "position"))
    if not later:
        return None
    told = tell(later)
    words = "".join(f"您打开之后，{one.actor}于{timezone.localtime(one.at):%Y-%m-%d %H:%M}做了“{one.action}”。" for one in told[-3:])
    lines = [(f"{one.label}：{line.name}" if rows else line.name, line.before, line.after) for one in told for line in one.lines if line.name not in _IN_WORDS]
    return ChangedClaim(words, Difference(lines, ("您打开时", "现在")), _follow(stored, later, data))


def _follow(stored: Proposal, later: list[Event], data: Any) -> Any:
    before, now, kept = later[0].before or {}, snapshot(stored), data.copy()
    for name in stored.CLAIM_FIELDS:
        column = stored._meta.get_field(name).attname
        if name in kept and before.get(column) != now[column] and kept[name] == _posted(before.get(column)):
            kept[name] = _posted(now[column])
    return kept


def _posted(value: Any) -> str:
    return "" if value is None else str(value)


def number_of(words: str) -> int:
    """A number from a hidden box; -1 for anything else."""
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 19 else -1


def last_seen(keys: list[int]) -> int:
    """The number of the latest event of these proposals, for the hidden box."""
    events = Event.objects.filter(kind=_PROPOSAL, object_id__in=[str(key) for key in keys])
    return events.order_by("-number").values_list("number", flat=True).first() or 0
