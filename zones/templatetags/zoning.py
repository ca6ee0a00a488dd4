"""The schematic map: counties on a grid of tiles, each with its zones. Two zones may share a tile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import template

from zones.models import Region, Zone

register = template.Library()


@dataclass(frozen=True)
class Tile:
    """`row` and `column` count from the map's own first row and column."""

    region: Region
    row: int
    column: int
    zones: list[Zone]


@dataclass(frozen=True)
class TileMap:
    tiles: list[Tile]
    elsewhere: list[Zone]


@register.simple_tag
def tile_map(regions: Iterable[Region], zones: Iterable[Zone]) -> TileMap:
    regions = sorted(regions, key=lambda region: (region.tile_row or 0, region.tile_column or 0))
    top = min((region.tile_row or 0 for region in regions), default=0)
    left = min((region.tile_column or 0 for region in regions), default=0)
    here: dict[int, list[Zone]] = {region.pk: [] for region in regions}
    elsewhere: list[Zone] = []
    for zone in zones:
        here.get(zone.region_id, elsewhere).append(zone)
    tiles = [Tile(region, (region.tile_row or 0) - top, (region.tile_column or 0) - left, here[region.pk]) for region in regions]
    return TileMap(tiles, elsewhere)
