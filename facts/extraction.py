"""The only door to the engine: an article goes in, pending proposals come out. Decided ones are never touched."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import CharField, CheckConstraint, Q

from articles.models import Article
from history.changes import Change, change, kind_of, snapshot

from .claims import canonical, claim_key, said_key
from .curation import CurationError
from .engine import ENGINE_VERSION, CandidateFact, Names, explain, extract_facts
from .models import Citation, Proposal
from .names import Registry, registry_names
from .vocabulary import Basis, Unit

logger = logging.getLogger(__name__)
KIND = "facts.extraction"
IMPORTED = "import"  # the rule of proposals that came in a table; no engine takes them back


# What a newer engine may say differently of the very same claim; an undecided proposal then follows it.
_READINGS = (
    "version_id anchors rule trace score sure value_printed unit_printed basis attribution subject_region_id subject_zone_id subject_project_id"
    " subject_organization_id object_region_id object_zone_id object_project_id object_organization_id scope_registered_id"
).split()

# All that the table checks, in one question to the database.
_WHOLE = CheckConstraint(
    condition=Q.create([row.condition for row in Proposal._meta.constraints if isinstance(row, CheckConstraint)]), name="facts_proposal_whole"
)


@dataclass
class ExtractionReport:
    """What a run changed: keys by what became of them. `known` are claims that an editor has already put in by hand or by
    correcting another; `skipped` those that the database would refuse."""

    added: list[str] = field(default_factory=list)
    found_again: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.returned or self.changed)


class TextChanged(CurationError):
    """The text was corrected while the engine read it; the message says to try again."""


class NotRead(CurationError):
    """The engine stopped over this text: a defect of ours, which is logged. The article and all decisions are as they were."""


@contextmanager
def _reading(article: Article) -> Iterator[None]:
    """One text that the engine cannot take must cost nobody the page it came with."""
    try:
        yield
    except Exception as error:
        logger.exception("The engine stopped over article %s", article.pk)
        raise NotRead(f"《{article.headline}》没有识别：程序出错，已记入日志。报道和已作的决定不受影响；请告诉管理员，修好后再点“重新识别”。") from error


def read_article(article: Article, names: Names) -> list[CandidateFact]:
    """The engine's reading of an article's current text. Raises `NotRead`."""
    zone = article.zones.first()
    about = names.for_article(article.headline, article.zone_printed or (zone.short_name if zone else ""), subheadline=article.subheadline)
    with _reading(article):
        return extract_facts(article.text, article.issue.published_on, about)


def extract_article(article: Article, actor: Any = None, names: Names | None = None, actor_name: str = "识别程序") -> ExtractionReport:
    """Read the article and make its proposals equal to the reading. Decided ones stay as they are; the same engine twice writes nothing.

    Raises `NotRead` and `TextChanged`."""
    article = Article.objects.select_related("current", "issue").get(pk=article.pk)
    proposals = build_proposals(article, read_article(article, names or registry_names()))
    report = _compare(article, proposals)
    if not report:
        return report
    with change(actor, "识别", actor_name="" if actor else actor_name) as group:
        if Article.objects.values_list("current_id", flat=True).get(pk=article.pk) != article.current_id:
            raise TextChanged(f"《{article.headline}》的正文刚刚有改动，请再识别一次。")
        return _store(group, article, proposals)


def build_proposals(article: Article, candidates: list[CandidateFact]) -> dict[str, Proposal]:
    """Unsaved proposals by said key; a claim said several times is one proposal with several anchors. Raises `NotRead`."""
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
    with _reading(article):
        told = explain(candidate, article.text)
    proposal = Proposal(
        article=article, version=article.current, rule=candidate.rule, engine_version=ENGINE_VERSION, score=candidate.score, sure=candidate.sure,
        anchors=[{"start": start, "end": end, "exact": article.text[start:end]} for start, end in candidate.anchors],
        trace=_as_stored({"slots": candidate.slots, "reasons": candidate.reasons, "rivals": candidate.rivals, "explain": told}),
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


def _as_stored(trace: dict[str, Any]) -> Any:
    """Tuples become lists here and not on the way back from the database, or every reading would look changed."""
    return json.loads(json.dumps(trace, cls=DjangoJSONEncoder))


def _compare(article: Article, proposals: dict[str, Proposal]) -> ExtractionReport:
    """What storing these proposals would change; writes nothing."""
    report = ExtractionReport()
    stored = {row.said_key: row for row in article.proposals.all()}
    cited = list(Citation.objects.filter(version=article.current_id, fact__superseded_at__isnull=True).values_list("start", "end", "fact__claim_key"))
    for key, proposal in sorted(proposals.items(), key=lambda item: (item[1].start, item[0])):
        known = stored.get(key)
        if known is None:
            _sort_new(article, proposal, cited, report)
        elif known.state == Proposal.State.GONE:
            report.returned.append(key)
        elif known.state in (Proposal.State.PENDING, Proposal.State.HELD) and _readings(known, proposal):
            report.changed.append(key)
        else:
            report.found_again.append(key)
    report.gone = [key for key, known in stored.items() if known.state == Proposal.State.PENDING and known.rule != IMPORTED and key not in proposals]
    return report


def _sort_new(article: Article, proposal: Proposal, cited: list[tuple[int, int, str]], report: ExtractionReport) -> None:
    """A new claim is added, unless an editor has put in this very claim at this place, or the database would refuse it."""
    there = {key for start, end, key in cited for anchor in proposal.anchors if anchor["start"] < end and start < anchor["end"]}
    if not fits(proposal):
        report.skipped.append(proposal.said_key)
    elif there and claim_key(proposal, article.issue.published_on) in there:
        report.known.append(proposal.said_key)
    else:
        report.added.append(proposal.said_key)


def fits(proposal: Proposal) -> bool:
    """Whether the database takes the row: one bad candidate must not cost the article all the others."""
    fields = [column for column in Proposal._meta.concrete_fields if isinstance(column, CharField) and column.max_length]
    if any(len(getattr(proposal, column.attname)) > column.max_length for column in fields) or not proposal.anchors:
        return False
    try:
        _WHOLE.validate(Proposal, proposal)
    except ValidationError:
        return False
    return True


def _store(group: Change, article: Article, proposals: dict[str, Proposal]) -> ExtractionReport:
    report = _compare(article, proposals)
    stored = {row.said_key: row for row in article.proposals.all()}
    rows = []
    for key in report.added:
        proposals[key].save(force_insert=True)
        rows.append(snapshot(proposals[key]))
    for key in report.returned:
        group.update(stored[key], _readings(stored[key], proposals[key]) | {"state": Proposal.State.PENDING}, action="重新识别到")
    for key in report.changed:
        group.update(stored[key], _readings(stored[key], proposals[key]), action="识别有变")
    for key in report.gone:
        group.update(stored[key], {"state": Proposal.State.GONE}, action="不再识别")
    after = {"engine": ENGINE_VERSION, "kind": kind_of(Proposal), "added": rows, "found_again": report.found_again, "gone": report.gone}
    group.note(KIND, article.pk, label=article.headline, after=after)
    return report


def _readings(stored: Proposal, proposal: Proposal) -> dict[str, Any]:
    """The columns in which the new reading of the same claim differs."""
    differing = {name: getattr(proposal, name) for name in _READINGS if getattr(stored, name) != getattr(proposal, name)}
    return differing | {"engine_version": ENGINE_VERSION} if differing else {}
