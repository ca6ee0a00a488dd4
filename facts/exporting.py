"""Facts in the interchange format, to be compared with annotations and with other engines: one object for each citation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from .records import Cited, Record, fact_rows, records
from .vocabulary import Kind, Unit

_CHUNK = 500
_TEXTS = (
    "kind subject_type subject label measure value value_max value_printed unit_printed product reference stage relation object scope base basis attribution"
).split()


def interchange(claim: Any) -> dict[str, Any]:
    """The claim in the names of the format; what it does not have is left out, but its scope and period are null."""
    line: dict[str, Any] = {name: getattr(claim, name) for name in _TEXTS if getattr(claim, name)}
    line["scope"] = claim.scope or None
    if claim.kind == Kind.MEASURE:
        line |= {"indicator": claim.indicator.key, "unit": claim.unit_printed if claim.unit == Unit.OTHER else claim.unit}
    if claim.kind != Kind.RELATION:
        line |= {"period": period(claim), "modality": claim.modality, "comparator": claim.comparator}
    return line


def period(claim: Any) -> dict[str, str | None] | None:
    start, end = claim.period_start, claim.period_end
    if start is None and end is None:
        return None
    return {"start": start.isoformat() if start else None, "end": end.isoformat() if end else None}


def export_lines() -> Iterator[dict[str, Any]]:
    """Every public fact, once for each public citation, in the order of the facts."""
    rows = iter(fact_rows().order_by("pk").iterator(chunk_size=_CHUNK))
    while chunk := list(islice(rows, _CHUNK)):
        for record in records(chunk):
            yield from (_line(record, cited) for cited in sorted(record.cited, key=lambda cited: cited.key))


def _line(record: Record, cited: Cited) -> dict[str, Any]:
    anchor = {"exact": cited.quote, "prefix": cited.prefix, "suffix": cited.suffix}
    return interchange(record.claim) | {"anchor": anchor, "article": cited.article, "fact": record.claim.pk, "citation": cited.key}
