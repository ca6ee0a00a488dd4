"""Two to four zones side by side: which facts of theirs speak of the same thing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from facts.models import Fact
from facts.shown import newest_first, with_sources
from zones.models import Zone

MOST = 4
FACTS_COMPARED = 400


@dataclass(frozen=True)
class Chosen:
    zones: list[Zone]
    error: str = ""


@dataclass(frozen=True)
class Row:
    """One thing said of at least one zone: `cells` holds each zone's facts in the order of the zones."""

    lead: Fact
    cells: list[list[Fact]]


def chosen_zones(slugs: list[str]) -> Chosen:
    wanted = list(dict.fromkeys(slug for slug in slugs if slug))
    if len(wanted) > MOST:
        return Chosen([], _("一次最多并列%(most)d个开发区，请去掉几个再试。") % {"most": MOST})
    known = {zone.slug: zone for zone in Zone.objects.public().filter(slug__in=[slug for slug in wanted if "\0" not in slug]).select_related("region")}
    if len(known) < len(wanted):
        return Chosen([], _("名录中没有所选的开发区，请从列表中重新选择。"))
    return Chosen([known[slug] for slug in wanted])


def rows(zones: list[Zone]) -> list[Row]:
    """Things reported of these zones, those of several zones first; never in the order of the values."""
    if len(zones) < 2:
        return []
    facts = with_sources(newest_first(Fact.objects.public().filter(subject_zone__in=zones)))[:FACTS_COMPARED]
    places = {zone.pk: place for place, zone in enumerate(zones)}
    found: dict[tuple[object, ...], Row] = {}
    for fact in sorted(facts, key=_subject_matter):
        row = found.setdefault(_same_thing(fact), Row(fact, [[] for _zone in zones]))
        row.cells[places[fact.subject_zone_id]].append(fact)
    return sorted(found.values(), key=lambda row: sum(not cell for cell in row.cells))


def _subject_matter(fact: Fact) -> tuple[object, ...]:
    return fact.kind != "measure", fact.indicator.order if fact.indicator else 0, fact.pk


def _same_thing(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.indicator_id, fact.label, fact.measure, fact.stage, fact.relation
