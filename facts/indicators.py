"""The Indicator rows, made equal to the engine's table."""

from __future__ import annotations

from .engine.words.lexicon import read_rows
from .models import Indicator


def sync_indicators() -> int:
    """Insert or update every indicator of the engine's data; none is ever deleted, facts may hang on it. Returns how many there are."""
    rows = [
        Indicator(
            key=row["key"],
            name=row["name"],
            name_en=row["name_en"],
            unit_kind=row["unit_kind"],
            definition=row["definition"],
            lasting=row["lasting"] == "1",
            order=order,
        )
        for order, row in enumerate(read_rows("vocabulary"))
    ]
    Indicator.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=["name", "name_en", "unit_kind", "definition", "lasting", "order"]
    )
    return len(rows)
