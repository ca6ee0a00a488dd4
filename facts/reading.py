"""Reading a page file without storing anything: split, then the engine on each article. For `manage.py extract` and measuring."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from articles.intake.pages import SplitArticle
from articles.intake.reading import UnreadablePage, read_page
from articles.intake.splitting import split_page
from zones.loading import read_rows, short_form
from zones.models import Region

from .engine import CandidateFact, Names, extract_facts
from .engine.types import RegionName, ZoneName
from .names import registry_names


@dataclass
class ReadArticle:
    split: SplitArticle
    text: str
    facts: list[CandidateFact]


def known_names() -> Names:
    """The site's registry, or the files it is loaded from where no site has been set up yet."""
    try:
        if Region.objects.exists():
            return registry_names()
    except DatabaseError:
        pass
    return file_names(settings.BASE_DIR / "seeds" / "registry")


def file_names(folder: Path) -> Names:
    divisions = {row["code"]: row for row in read_rows(folder / "divisions.csv")}
    regions = [RegionName(row["name"], row["level"], divisions[row["parent_code"]]["name"] if row["parent_code"] else "") for row in divisions.values()]
    zones = [
        ZoneName(row["name"], row["short_name"], tuple(alias for alias in row["aliases"].split("|") if alias), row["county"].split("|")[0])
        for row in read_rows(folder / "changzhi_zones.csv")
    ]
    zones += [ZoneName(row["name"], row["short_name"], (), row["province"]) for row in read_rows(folder / "national_zones.csv")]
    zones += [ZoneName(row["name"], short_form(row["name"]), (), row["county"] or row["city"]) for row in read_rows(folder / "nbs_zones_2023.csv")]
    return Names.of(regions=regions, zones=zones)


def read_file(data: bytes, filename: str, published: str, names: Names) -> list[ReadArticle]:
    """Every article of the page with its candidates. Without `published` the page's own date is taken. Raises `UnreadablePage`."""
    page = split_page(read_page(data, filename).text, [name for zone in names.zones for name in (zone.name, zone.short_name) if name])
    dated = next((hint.value for hint in page.date_hints if not hint.value.startswith("--")), None)
    if not page.articles:
        raise UnreadablePage("没有找到报道。请检查文件内容；标题和正文应各自成行。")
    found = []
    for article in page.articles:
        facts = extract_facts(article.text, published or dated, names.for_article(article.headline, article.zone or "", subheadline=article.subheadline or ""))
        found.append(ReadArticle(article, article.text, facts))
    return found
