"""After a write: what follows from it. Public spans, conflicts, derived columns and the text index, in one place and one order."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Article
from history.changes import Change
from history.models import Event

from .conflicts import refresh_conflicts
from .derivation import derive_projects
from .indexing import reindex
from .locating import locate_projects
from .models import Fact
from .publicity import Touched, refresh

Ids = Iterable[int]
_FACT_LINKS = ("subject_project", "object_project", "subject_organization", "object_organization")


def settle(
    group: Change,
    *,
    facts: Ids = (),
    articles: Ids = (),
    zones: Ids = (),
    projects: Ids = (),
    organizations: Ids = (),
    authors: Ids = (),
    keys: Iterable[str] = (),
    reason: str = "",
) -> None:
    """Bring all that derives from these rows up to date, in the transaction of the change. `keys` are compare keys of facts that are gone."""
    touched = Touched(set(articles), set(facts), set(zones), set(projects), set(organizations), set(authors))
    touched.follow()
    refresh(group, touched, reason=reason)
    refresh_conflicts(group, set(keys) | set(Fact.objects.filter(pk__in=set(facts)).values_list("compare_key", flat=True)))
    locate_projects(group, touched.projects)
    derive_projects(touched.projects)
    reindex(touched)


def settle_events(group: Change, events: Iterable[Event]) -> None:
    """The same after an undo, whose rows may be gone: the ids are read off the events themselves."""
    ids: dict[str, set[int]] = {"facts": set(), "articles": set(), "zones": set(), "projects": set(), "organizations": set(), "authors": set()}
    own = {
        "facts.fact": "facts",
        "articles.article": "articles",
        "zones.zone": "zones",
        "projects.project": "projects",
        "projects.organization": "organizations",
        "articles.author": "authors",
    }
    keys = set()
    for event in events:
        if event.kind in own:
            ids[own[event.kind]].add(int(event.object_id))
        for row in (event.before, event.after):
            if not isinstance(row, dict):
                continue
            keys.add(row.get("compare_key") or "")
            for link in _FACT_LINKS:
                if row.get(f"{link}_id"):
                    ids["projects" if link.endswith("project") else "organizations"].add(row[f"{link}_id"])
            if event.kind == "facts.citation":
                ids["facts"].add(row["fact_id"])
            if event.kind in ("articles.byline", "articles.textversion"):
                ids["articles"].add(row["article_id"])
            if event.kind == "articles.byline":
                ids["authors"].add(row["author_id"])
            if event.kind.endswith("alias"):
                _add_alias_owner(ids, event.kind, row["entity_id"])
        if event.kind in ("articles.issue", "articles.publication"):
            link = "issue" if event.kind == "articles.issue" else "issue__publication"
            ids["articles"] |= set(Article.objects.filter(**{link: event.object_id}).values_list("pk", flat=True))
    settle(group, **ids, keys=keys - {""})


def _add_alias_owner(ids: dict[str, set[int]], kind: str, owner: int) -> None:
    """An alias is searched for under its entity."""
    own = {"zones.zonealias": "zones", "projects.projectalias": "projects", "projects.organizationalias": "organizations"}
    if kind in own:
        ids[own[kind]].add(owner)
