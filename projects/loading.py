"""Loading industries (GB/T 4754) and the registry's first projects and organisations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from history.changes import Change
from zones.loading import Loaded, note_file, read_rows
from zones.slugs import free_slug

from .models import Industry, Organization, OrganizationAlias, Project, ProjectAlias

_ALIASES = {Project: ProjectAlias, Organization: OrganizationAlias}


def load_industries(group: Change, path: Path) -> Loaded:
    rows = read_rows(path)
    sections: dict[str, Industry] = {}
    for row in rows:
        parent = sections.get(row["parent"])
        industry = Industry.objects.create(code=row["code"], name=row["name"], parent=parent)
        if parent is None:
            sections[row["code"]] = industry
    note_file(group, "projects.industry", path, len(rows))
    return Loaded("行业", added=len(rows))


def load_entities(group: Change, path: Path) -> Loaded:
    """Projects and organisations of a CSV, each one event: an editor may have changed the row since."""
    industries = {industry.code: industry for industry in Industry.objects.all()}
    report = Loaded("项目和单位")
    for row in read_rows(path):
        model = Project if row["kind"] == "project" else Organization
        extra = {"industry": industries.get(row["industry"])} if model is Project else {}
        register(group, model, row["name"], aliases=[name for name in row["aliases"].split("|") if name], short_name=row["short_name"], **extra)
        report.added += 1
    return report


def register(group: Change, model: type[Project] | type[Organization], name: str, *, aliases: Iterable[str] = (), **values: object) -> Project | Organization:
    """列入名录: a new project or organisation with its aliases."""
    entity = group.create(model(slug=free_slug(model, name), name=name, **values), action="列入名录")
    for alias in aliases:
        group.create(_ALIASES[model](entity=entity, name=alias), action="列入名录")
    return entity
