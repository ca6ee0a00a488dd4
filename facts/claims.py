"""What makes two claims the same: `said_key` for what an article says, `claim_key` for what an editor stands behind."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from .vocabulary import Kind

_DROPPED = re.compile("[\\s\u3000\u00a0\u200b\ufeff\u201c\u201d\u2018\u2019\"'「」『』《》〈〉（）()\\[\\]【】·]+")
_LEADING_COUNT = re.compile(r"^(?:[0-9]+|[一二两三四五六七八九十百]+)[个家项宗座条](?=.)")


def fold(text: str) -> str:
    """A name reduced to what must agree: NFKC, no spaces, quotes or brackets, no leading count (13个), no final 项目."""
    folded = _DROPPED.sub("", unicodedata.normalize("NFKC", text or ""))
    folded = _LEADING_COUNT.sub("", folded)
    return folded[:-2] if folded.endswith("项目") and len(folded) > 4 else folded


def said_key(claim: Any) -> str:
    """The claim as printed. Matches rejections and re-extractions within one article; never changes."""
    return _digest(_common(claim) | {"subject": fold(claim.subject), "scope": fold(claim.scope), "object": fold(claim.object)})


def claim_key(claim: Any, published_on: str) -> str:
    """The claim with registered ids in place of names. An undated passing figure said in two issues is two facts."""
    parts = _common(claim) | {
        "subject": end_key(claim, "subject"),
        "object": end_key(claim, "object"),
        "scope": f"#{claim.scope_registered_id}" if claim.scope_registered_id else fold(claim.scope),
    }
    if passing(claim):
        parts["published_on"] = published_on
    return _digest(parts)


def compare_key(claim: Any, published_on: str) -> str:
    """All but the value and its hedge: live measures that share it and cannot all hold are 报道不一. Empty for other kinds."""
    if claim.kind != Kind.MEASURE:
        return ""
    parts = _common(claim) | {
        "subject": end_key(claim, "subject"),
        "scope": f"#{claim.scope_registered_id}" if claim.scope_registered_id else fold(claim.scope),
        "published_on": published_on if passing(claim) else "",
    }
    return _digest({name: part for name, part in parts.items() if name not in ("value", "value_max", "comparator")})


def passing(claim: Any) -> bool:
    """Undated, and of a thing that changes: 目前 said in two issues is two facts."""
    if claim.period_start or claim.period_end or claim.kind == Kind.RELATION:
        return False
    return claim.kind == Kind.STAGE or not claim.indicator.lasting


def canonical(value: str) -> str:
    """`243.20` stays `243.20`, `1.2E+5` becomes `120000`: plain decimal notation with the printed precision. Raises ValueError."""
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError(f"“{value}”不是数。") from None
    if not number.is_finite() or abs(number.adjusted()) > 28:
        raise ValueError(f"“{value}”超出可收录的范围。")
    return format(number, "f")


def _common(claim: Any) -> dict[str, Any]:
    other = claim.indicator_id == "other"
    return {
        "kind": claim.kind, "subject_type": claim.subject_type, "indicator": f"other:{fold(claim.label)}" if other else claim.indicator_id or "",
        "measure": claim.measure, "base": claim.base, "value": claim.value, "value_max": claim.value_max,
        "unit": claim.unit_printed if claim.unit == "other" else claim.unit, "product": fold(claim.product), "reference": fold(claim.reference),
        "stage": claim.stage, "relation": claim.relation, "period": [_iso(claim.period_start), _iso(claim.period_end)],
        "modality": claim.modality, "comparator": claim.comparator,
    }  # fmt: skip


def end_key(claim: Any, end: str) -> str:
    """A subject or object as registered (`zone#3`), else its folded name."""
    for name in ("region", "zone", "project", "organization"):
        key = getattr(claim, f"{end}_{name}_id")
        if key:
            return f"{name}#{key}"
    return fold(getattr(claim, end))


def _iso(day: Any) -> str | None:
    return day if isinstance(day, str) or day is None else day.isoformat()


def _digest(parts: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
