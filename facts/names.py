"""The registry as the plain values that the engine reads, and the way back from a printed name to a registry row."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from articles.models import Article
from projects.models import Organization, OrganizationAlias, Project, ProjectAlias
from zones.models import Region, RegionAlias, Zone, ZoneAlias

from .constraints import OBJECT_LINKS
from .engine import Names
from .engine.types import RegionName, ZoneName
from .models import Scope
from .vocabulary import SubjectType

_MODELS = {"region": Region, "zone": Zone, "project": Project, "organization": Organization}


def registry_names() -> Names:
    """All names of the registry. Costs seven queries whatever the number of articles; make it once for a run."""
    regions = dict(Region.objects.values_list("pk", "name"))
    zone_aliases, project_aliases, organization_aliases = (_by_entity(model) for model in (ZoneAlias, ProjectAlias, OrganizationAlias))
    return Names.of(
        regions=[RegionName(name, level, regions.get(parent, "")) for name, level, parent in Region.objects.values_list("name", "level", "parent_id")]
        + [RegionName(name, level) for name, level in RegionAlias.objects.values_list("name", "entity__level")],
        zones=[
            ZoneName(name, short, tuple(zone_aliases[pk]), regions.get(region, ""))
            for pk, name, short, region in Zone.objects.filter(merged_into__isnull=True).values_list("pk", "name", "short_name", "region_id")
        ],
        projects=_names(Project, project_aliases),
        organizations=_names(Organization, organization_aliases),
    )


def _by_entity(model: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for entity, name in model.objects.order_by("entity_id", "name").values_list("entity_id", "name"):
        found[entity].append(name)
    return found


def _names(model: Any, aliases: dict[int, list[str]]) -> list[str]:
    rows = model.objects.filter(merged_into__isnull=True).order_by("pk").values_list("pk", "name", "short_name")
    return [name for pk, *own in rows for name in (*own, *aliases[pk]) if name]


class Registry:
    """Printed names to rows, for one article: its date, and the region that its zones lie in."""

    def __init__(self, on_date: date | None = None, near: Region | None = None) -> None:
        self.on_date, self.near = on_date, near
        self._found: dict[tuple[str, str], Any] = {}

    @classmethod
    def for_article(cls, article: Article) -> Registry:
        zone = article.zones.select_related("region__parent").first()
        county = zone.region if zone else None
        return cls(article.issue.date, county.parent or county if county else None)

    def find(self, kind: str, name: str) -> Any:
        """The one row that the name means, or None where there is none or several."""
        if (kind, name) not in self._found:
            model: Any = _MODELS.get(kind)
            self._found[kind, name] = model.objects.resolve(name, self.on_date, self.near) if model else None
        return self._found[kind, name]

    def links(self, claim: dict[str, Any]) -> dict[str, Any]:
        """The registry links of a claim's subject, object and scope, as far as its names are known."""
        links: dict[str, Any] = {}
        if claim["subject_type"] != SubjectType.PERSON:
            links[f"subject_{claim['subject_type']}"] = self.find(claim["subject_type"], claim["subject"])
        for kind in OBJECT_LINKS.get(claim.get("relation") or "", ()):
            row = self.find(kind, claim["object"])
            if row is not None:
                links[f"object_{kind}"] = row
                break
        if claim["scope"]:
            links["scope_registered"] = self._scope(claim["scope"], links.get("subject_region"))
        return links

    def _scope(self, words: str, region: Region | None) -> Scope | None:
        key = ("scope", f"{words} {region.pk if region else ''}")
        if key not in self._found:
            self._found[key] = Scope.objects.filter(region=region).resolve(words, self.on_date)
        return self._found[key]
