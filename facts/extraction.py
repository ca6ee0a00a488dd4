"""The only door to the engine: an article goes in, pending proposals come out. Decided ones are never touched."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from articles.models import Article
from history.changes import Change, change, snapshot

from .claims import canonical, said_key
from .engine import ENGINE_VERSION, CandidateFact, Names, extract_facts
from .models import Proposal
from .names import Registry, registry_names
from .vocabulary import Basis, Unit

KIND = "facts.extraction"


@dataclass
class ExtractionReport:
    """What a run changed: keys by what became of them. `skipped` are candidates that the database would refuse, with the reason."""

    added: list[str] = field(default_factory=list)
    found_again: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.returned)


def read_article(article: Article, names: Names) -> list[CandidateFact]:
    """The engine's reading of an article's current text."""
    zone = article.zones.first()
    return extract_facts(
        article.text, article.issue.published_on, names.for_article(article.headline, article.zone_printed or (zone.short_name if zone else ""))
    )


def extract_article(article: Article, actor: Any = None, names: Names | None = None, actor_name: str = "识别程序") -> ExtractionReport:
    """Read the article and make its proposals equal to the reading. The same engine twice writes nothing."""
    proposals = build_proposals(article, read_article(article, names or registry_names()))
    if not _differs(article, proposals):
        return ExtractionReport(found_again=sorted(proposals))
    with change(actor, "识别", actor_name="" if actor else actor_name) as group:
        return _store(group, article, proposals)


def build_proposals(article: Article, candidates: list[CandidateFact]) -> dict[str, Proposal]:
    """Unsaved proposals by said key; a claim said several times is one proposal with several anchors."""
    registry = Registry.for_article(article)
    found: dict[str, Proposal] = {}
    for candidate in candidates:
        proposal = _proposal(article, candidate, registry)
        known = found.setdefault(proposal.said_key, proposal)
        if known is not proposal:
            known.anchors += [anchor for anchor in proposal.anchors if anchor not in known.anchors]
    return found


def _proposal(article: Article, candidate: CandidateFact, registry: Registry) -> Proposal:
    values = claim_values(candidate)
    proposal = Proposal(
        article=article, version=article.current, rule=candidate.rule, engine_version=ENGINE_VERSION, score=candidate.score, sure=candidate.sure,
        anchors=[{"start": start, "end": end, "exact": article.text[start:end]} for start, end in candidate.anchors],
        trace={"slots": [list(slot) for slot in candidate.slots], "reasons": list(candidate.reasons), "rivals": [list(rival) for rival in candidate.rivals]},
        **values, **registry.links(values),
    )  # fmt: skip
    proposal.said_key = said_key(proposal)
    return proposal


def claim_values(candidate: CandidateFact) -> dict[str, Any]:
    """The candidate as the columns of a claim, printed words only."""
    period = candidate.period
    unit = candidate.unit
    known_unit = unit in Unit.values or not unit
    values: dict[str, Any] = {
        name: getattr(candidate, name)
        for name in "kind subject_type subject label measure value_printed unit_printed product reference stage relation object scope modality"
        " comparator base attribution".split()
    }
    return values | {
        "indicator_id": candidate.indicator or None,
        "value": canonical(candidate.value) if candidate.value else "",
        "value_max": canonical(candidate.value_max) if candidate.value_max else "",
        "value_number": Decimal(candidate.value) if candidate.value else None,
        "value_max_number": Decimal(candidate.value_max) if candidate.value_max else None,
        "unit": unit if known_unit else Unit.OTHER,
        "unit_printed": candidate.unit_printed or ("" if known_unit else unit),
        "period_start": _day(period and period.start),
        "period_end": _day(period and period.end),
        "basis": candidate.basis if candidate.basis in Basis.values else "",
    }


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _differs(article: Article, proposals: dict[str, Proposal]) -> bool:
    stored = {row.said_key: row for row in article.proposals.all()}
    undecided_lost = any(row.state == Proposal.State.PENDING and key not in proposals for key, row in stored.items())
    returned = any(key in proposals and row.state == Proposal.State.GONE for key, row in stored.items())
    return undecided_lost or returned or any(key not in stored for key in proposals)


def _store(group: Change, article: Article, proposals: dict[str, Proposal]) -> ExtractionReport:
    report = ExtractionReport()
    stored = {row.said_key: row for row in article.proposals.all()}
    rows = []
    for key, proposal in sorted(proposals.items(), key=lambda item: (item[1].start, item[0])):
        known = stored.get(key)
        if known is None:
            proposal.save(force_insert=True)
            rows.append(snapshot(proposal))
            report.added.append(key)
        elif known.state == Proposal.State.GONE:
            group.update(known, {"state": Proposal.State.PENDING, "version_id": article.current_id, "anchors": proposal.anchors}, action="重新识别到")
            report.returned.append(key)
        else:
            report.found_again.append(key)
    for key, known in stored.items():
        if known.state == Proposal.State.PENDING and key not in proposals:
            group.update(known, {"state": Proposal.State.GONE}, action="不再识别")
            report.gone.append(key)
    group.note(
        KIND, article.pk, label=article.headline, after={"engine": ENGINE_VERSION, "added": rows, "found_again": report.found_again, "gone": report.gone}
    )
    return report
