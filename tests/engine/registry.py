"""The registry as the engine sees it, for tests: every division and zone of the seeds."""

import csv
from functools import cache
from pathlib import Path

from facts.engine.types import Names, RegionName, ZoneName

FOLDER = Path(__file__).parents[2] / "seeds" / "registry"


def _rows(name: str) -> list[dict[str, str]]:
    with open(FOLDER / name, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def registry() -> Names:
    divisions = {row["code"]: row for row in _rows("divisions.csv")}
    regions = [
        RegionName(row["name"], row["level"], divisions[row["parent_code"]]["name"] if row["parent_code"] in divisions else "") for row in divisions.values()
    ]
    zones = [ZoneName(row["name"], row["short_name"], tuple(filter(None, row["aliases"].split("|"))), row["county"]) for row in _rows("changzhi_zones.csv")]
    zones += [ZoneName(row["name"], row["short_name"], (), row["province"]) for row in _rows("national_zones.csv")]
    zones += [ZoneName(row["name"], "", (), row["city"]) for row in _rows("nbs_zones_2023.csv") if len(row["name"]) >= 6]
    return Names.of(regions, zones)
