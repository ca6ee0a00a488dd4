"""Loading the registry's files: divisions, zones and their aliases. Each file is one event with its SHA-256 and row count."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from history.changes import Change

from .models import Region, RegionAlias, Zone, ZoneAlias
from .slugs import romanize, unused

Row = dict[str, str]
_LEVELS = {"国家级": Zone.Level.NATIONAL, "省级": Zone.Level.PROVINCIAL}
_CATEGORIES = {"工业": Zone.Category.INDUSTRIAL, "农业": Zone.Category.AGRICULTURAL, "文旅": Zone.Category.TOURISM}
_KINDS = {
    "国家级经济技术开发区": ("经济技术", Zone.Category.INDUSTRIAL), "国家高新技术产业开发区": ("高新技术", Zone.Category.INDUSTRIAL),
    "国家农业高新技术产业示范区": ("农业高新技术产业示范区", Zone.Category.AGRICULTURAL), "economic": ("经济", Zone.Category.INDUSTRIAL),
    "hi_tech": ("高新技术", Zone.Category.INDUSTRIAL), "industrial_park": ("工业园区", Zone.Category.INDUSTRIAL),
    "tourism": ("旅游", Zone.Category.TOURISM), "agri": ("农业", Zone.Category.AGRICULTURAL), "bonded": ("保税", Zone.Category.OTHER),
}  # fmt: skip
_SHORTENINGS = ((re.compile(r"高新技术(?:产业)?开发区$"), "高新区"), (re.compile(r"经济(?:技术)?开发区$"), "经开区"))
_DIVISION_ENDING = re.compile(r"(?:特别行政区|自治区|自治州|自治县|地区|省|市|区|县|盟|旗)$")
_NOT_A_ZONE = re.compile(r"部分$|乡级单位|管委会|[（(]")


@dataclass
class Loaded:
    """What a file brought: rows taken in, rows joined with ones known, rows left out."""

    name: str
    added: int = 0
    joined: int = 0
    left_out: int = 0
    ids: list[int] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.name}：新增 {self.added}，并入已有 {self.joined}，略去 {self.left_out}"


def read_rows(path: Path) -> list[Row]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def note_file(group: Change, kind: str, path: Path, count: int) -> None:
    """The one event of a bulk load."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    group.note(kind, label=path.name, after={"file": path.name, "sha256": digest, "rows": count}, action="载入名录")


def load_regions(group: Change, divisions: Path, tiles: Path, changes: Path) -> Loaded:
    """All divisions, the tile grid of the home region, and former names with the day they ended."""
    places = {row["code"]: (int(row["row"]), int(row["col"])) for row in read_rows(tiles)}
    rows = read_rows(divisions)
    source = "民政部行政区划代码（截至2025年12月31日）"
    regions = {
        row["code"]: Region(
            code=row["code"], name=row["name"], level=row["level"], longitude=row["lon"] or None, latitude=row["lat"] or None, source=source,
            tile_row=places.get(row["code"], (None, None))[0], tile_column=places.get(row["code"], (None, None))[1],
        )
        for row in rows
    }  # fmt: skip
    for level in ("province", "prefecture", "county"):
        layer = [row for row in rows if row["level"] == level]
        for row in layer:
            regions[row["code"]].parent_id = regions[row["parent_code"]].pk if row["parent_code"] else None
        Region.objects.bulk_create([regions[row["code"]] for row in layer], batch_size=500)
    aliases = list(_former_names(read_rows(changes), regions))
    RegionAlias.objects.bulk_create(aliases, batch_size=500)
    for path, count in ((divisions, len(rows)), (tiles, len(places)), (changes, len(aliases))):
        note_file(group, "zones.region", path, count)
    return Loaded("行政区", added=len(rows))


def _former_names(rows: list[Row], regions: dict[str, Region]) -> Iterator[RegionAlias]:
    by_pk = {region.pk: region for region in regions.values()}
    by_path = {_path(region, by_pk): region for region in regions.values()}
    seen = set()
    for row in rows:
        region = by_path.get(row["new_full"])
        if region is not None and row["old_name"] != row["new_name"] and (region.code, row["old_name"]) not in seen:
            seen.add((region.code, row["old_name"]))
            yield RegionAlias(entity=region, name=row["old_name"], valid_until=row["date"], former=True)


def _path(region: Region, by_pk: dict[int, Region]) -> str:
    parent = by_pk.get(region.parent_id)
    return (_path(parent, by_pk) if parent else "") + region.name


def load_home_zones(group: Change, path: Path) -> Loaded:
    """The zones of the home region, published, each with its sources and aliases."""
    regions = {region.code: region for region in Region.objects.all()}
    report = Loaded("本市开发区")
    rows = read_rows(path)
    for row in rows:
        codes = row["county_code"].split("|")
        zone = Zone.objects.create(
            slug=row["slug"], name=row["name"], short_name=row["short_name"], level=_LEVELS.get(row["level"], Zone.Level.OTHER), kind=row["type"],
            category=_CATEGORIES.get(row["category"], Zone.Category.OTHER), region=regions[codes[0]],
            national_year=row["year_national"] or None, area=_area(row["area_km2"]), industries=row["leading_industries"].replace("|", "、"),
            source=row["sources"], source_url=_first_url(row["sources"]), note=row["note"], published=True, **_first_year(row),
        )  # fmt: skip
        zone.also_in.set([regions[code] for code in codes[1:]])
        ZoneAlias.objects.bulk_create([ZoneAlias(entity=zone, name=name) for name in row["aliases"].split("|") if name])
        report.added += 1
        report.ids.append(zone.pk)
    note_file(group, "zones.zone", path, len(rows))
    return report


def _first_year(row: Row) -> dict[str, str | None]:
    """A year the note calls the founding year is no provincial approval."""
    year = row["year_provincial"] or None
    return {"founded_year": year} if "成立年" in row["note"] else {"provincial_year": year}


def _area(text: str) -> str:
    match = re.fullmatch(r"([\d.]+)[（(](.+)[）)]", text)
    return f"{match[1]}平方公里（{match[2]}）" if match else (f"{text}平方公里" if text else "")


def _first_url(sources: str) -> str:
    match = re.search(r"https?://[^\s；;]+", sources)
    return match[0] if match else ""


def load_national_zones(group: Change, path: Path) -> Loaded:
    """The national zones of China as unpublished gazetteer rows."""
    rows = read_rows(path)
    report = _load_gazetteer("国家级开发区", (_national(row) for row in rows), RegionFinder())
    note_file(group, "zones.zone", path, report.added)
    return report


def load_statistical_zones(group: Change, path: Path) -> Loaded:
    """Zones of the statistics office's codes whose full name is specific (it holds the name of its county, city or province)."""
    rows = read_rows(path)
    times = Counter(row["name"] for row in rows)
    specific = [row for row in rows if times[row["name"]] == 1 and _is_specific(row)]
    report = _load_gazetteer("统计用区划代码中的开发区", (_statistical(row) for row in specific), RegionFinder())
    report.left_out += len(rows) - len(specific)
    note_file(group, "zones.zone", path, report.added)
    return report


def _is_specific(row: Row) -> bool:
    stems = (stem(row[level]) for level in ("county", "city", "province"))
    return not _NOT_A_ZONE.search(row["name"]) and any(len(name) > 1 and name in row["name"] for name in stems)


def _national(row: Row) -> Row:
    return {
        "name": row["name"],
        "short_name": row["short_name"],
        "type": row["type"],
        "level": "国家级",
        "province": row["province"],
        "code": "",
        "source": "国家级开发区名单（公开名录互校）",
    }


def _statistical(row: Row) -> Row:
    return {
        "name": row["name"], "short_name": short_form(row["name"]), "type": row["type_guess"], "level": "", "province": row["province"],
        "code": row["county_code"], "source": "国家统计局统计用区划代码（2023年版）",
    }  # fmt: skip


def _load_gazetteer(name: str, rows: Iterable[Row], finder: RegionFinder) -> Loaded:
    report = Loaded(name)
    known = set(Zone.objects.values_list("name", flat=True)) | set(ZoneAlias.objects.values_list("name", flat=True))
    slugs = set(Zone.objects.values_list("slug", flat=True))
    zones = []
    for row in rows:
        if row["name"] in known:
            report.joined += 1
            continue
        kind, category = _KINDS.get(row["type"], ("", Zone.Category.OTHER))
        slug = unused(romanize(row["name"]), slugs)
        slugs.add(slug)
        known.add(row["name"])
        zones.append(
            Zone(
                slug=slug,
                name=row["name"],
                short_name=row["short_name"] if row["short_name"] != row["name"] else "",
                kind=kind,
                category=category,
                level=_LEVELS.get(row["level"], Zone.Level.OTHER),
                region=finder.find(row),
                source=row["source"],
            )
        )
    Zone.objects.bulk_create(zones, batch_size=200)
    report.added = len(zones)
    return report


class RegionFinder:
    """The division a gazetteer zone lies in: its county code, else the longest division name of its province that it begins with."""

    def __init__(self) -> None:
        self.by_code = {region.code: region for region in Region.objects.all()}
        self.provinces = [region for region in self.by_code.values() if region.level == Region.Level.PROVINCE]
        self.by_stem: dict[tuple[str, str], list[Region]] = {}
        for region in self.by_code.values():
            self.by_stem.setdefault((region.code[:2], stem(region.name)), []).append(region)

    def find(self, row: Row) -> Region | None:
        if row["code"] in self.by_code:
            return self.by_code[row["code"]]
        province = next((region for region in self.provinces if row["province"] and region.name.startswith(stem(row["province"]))), None)
        if province is None:
            return None
        name = row["name"].removeprefix(stem(province.name)) or row["name"]
        for length in range(min(len(name), 8), 1, -1):
            found = self.by_stem.get((province.code[:2], name[:length]), [])
            upper = [region for region in found if region.level == Region.Level.PREFECTURE] or found
            if len(upper) == 1:
                return upper[0]
        return province


def stem(name: str) -> str:
    """`长治市` -> `长治`; `沁县` stays, one character is no name."""
    short = _DIVISION_ENDING.sub("", name)
    return short if len(short) > 1 else name


def short_form(name: str) -> str:
    for ending, short in _SHORTENINGS:
        if ending.search(name):
            return ending.sub(short, name)
    return ""
