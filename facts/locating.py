"""The zone of a project that nobody typed in: taken from a public 所在地, and given back when no public one is left."""

from __future__ import annotations

from collections.abc import Iterable

from history.changes import Change
from history.models import Event
from projects.models import Project

from .models import Fact
from .vocabulary import Relation

FILLED, EMPTIED = "填入所在开发区", "撤去所在开发区"


def locate_projects(group: Change, ids: Iterable[int]) -> None:
    """Fill the zone of projects that have none; a project whose public facts name another zone keeps its own, for the editor to see."""
    ids = set(ids)
    said: dict[int, list[int]] = {pk: [] for pk in ids}
    located = Fact.objects.public().filter(relation=Relation.LOCATED_IN, subject_project__in=ids, object_zone__isnull=False).order_by("pk")
    for project, zone in located.values_list("subject_project_id", "object_zone_id"):
        said[project].append(zone)
    for project in Project.objects.filter(pk__in=ids):
        zones = said[project.pk]
        if project.zone_id is None and zones:
            group.update(project, {"zone_id": zones[0]}, action=FILLED)
        elif project.zone_id and project.zone_id not in zones and _was_filled(project):
            group.update(project, {"zone_id": zones[0] if zones else None}, action=FILLED if zones else EMPTIED)


def _was_filled(project: Project) -> bool:
    """Whether the zone came from a fact: the last event that set it says so."""
    for event in Event.objects.filter(kind="projects.project", object_id=str(project.pk)).order_by("-number", "-position").iterator(chunk_size=20):
        if (event.after or {}).get("zone_id") == project.zone_id != (event.before or {}).get("zone_id"):
            return event.action == FILLED
    return False
