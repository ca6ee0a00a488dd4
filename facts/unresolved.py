"""待认名称: names that articles print and the registry does not know, and the two ways to settle one: register it, or link it as an alias."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Count, Q

from history.changes import Change, change
from history.models import Event
from projects.loading import register as register_in
from projects.models import Organization, Project
from zones.models import Region, Zone

from .claims import fold
from .constraints import OBJECT_LINKS
from .curation import CurationError, accept_in, lock_undecided
from .judging import name_likeness
from .models import Fact, Proposal, Scope
from .names import Registry
from .settling import settle_events
from .vocabulary import Relation, SubjectType

MODELS = {"region": Region, "zone": Zone, "project": Project, "organization": Organization, "scope": Scope}
_REGISTERED_HERE = {"project": Project, "organization": Organization}
_NEAR = 0.5
_LONGEST = {Project: 160, Organization: 120}


class UnresolvedName(NamedTuple):
    """A printed name, as what (region, zone, project, organization), in how many undecided proposals of how many articles."""

    kind: str
    name: str
    proposals: int
    articles: int


class NearName(NamedTuple):
    entity: models.Model
    score: int
    reasons: list[str]


class Registration(NamedTuple):
    """What the desk fills its registration form with; `near` come first: it may be one of these under another name."""

    kind: str
    name: str
    aliases: list[str]
    zone: models.Model | None
    near: list[NearName]


def unresolved_names(user: Any = None, limit: int = 100) -> list[UnresolvedName]:
    """The most frequent first; with a user only those of articles that the user may work on."""
    rows = Proposal.objects.undecided()
    if user is not None:
        rows = rows.for_editor(user)
    found: dict[tuple[str, str], list[int]] = {}
    for kind in ("region", "zone", "project", "organization"):
        missing = rows.filter(subject_type=kind, **{f"subject_{kind}__isnull": True}).order_by()
        for name, count, articles in missing.values_list("subject").annotate(Count("pk"), Count("article", distinct=True)):
            found[kind, name] = [count, articles]
    for relation, kinds in OBJECT_LINKS.items():
        unlinked = Q(**{f"object_{kind}__isnull": True for kind in kinds})
        missing = rows.filter(unlinked, relation=relation).order_by()
        for name, count, articles in missing.values_list("object").annotate(Count("pk"), Count("article", distinct=True)):
            known = found.setdefault((_likely_kind(relation, name), name), [0, 0])
            known[0], known[1] = known[0] + count, max(known[1], articles)
    names = [UnresolvedName(kind, name, *counts) for (kind, name), counts in found.items()]
    return sorted(names, key=lambda row: (-row.proposals, row.kind, row.name))[:limit]


def near_names(kind: str, name: str, *, zone: Any = None, limit: int = 5) -> list[NearName]:
    """Registered projects, organisations, zones, regions or scopes with a similar name, those of the same zone first among equals."""
    model: Any = MODELS[kind]
    folded = fold(name)
    runs = {folded[at : at + 2] for at in range(max(1, len(folded) - 1))}
    wanted = Q()
    for run in sorted(runs):
        wanted |= Q(name__contains=run) | Q(aliases__name__contains=run)
    rows = model.objects.filter(wanted).distinct().prefetch_related("aliases")
    if any(field.name == "merged_into" for field in model._meta.fields):
        rows = rows.filter(merged_into__isnull=True)
    found = []
    for row in rows[:500]:
        best = max(name_likeness(folded, fold(other)) for other in _names(row))
        here = zone is not None and getattr(row, "zone_id", None) == zone.pk
        if best >= _NEAR:
            reasons = ["名称相同" if best == 1 else "名称相近"] + ["同在一个开发区"] * here
            found.append(NearName(row, round(100 * best), reasons))
    return sorted(found, key=lambda near: (-near.score - 10 * (len(near.reasons) - 1), near.entity.pk))[:limit]


def propose_registration(proposal: Proposal, end: str = "subject") -> Registration:
    """Form values to register the unresolved `subject` or `object` of a proposal."""
    name = getattr(proposal, end)
    kind = proposal.subject_type if end == "subject" else _likely_kind(proposal.relation, name)
    zone = proposal.article.zones.first()
    quoted = name.strip("“”\"'「」《》")
    short = quoted.removesuffix("项目")
    aliases = [other for other in dict.fromkeys((quoted, short)) if other and other != name and len(other) > 3]
    return Registration(kind, name, aliases, zone, near_names(kind, name, zone=zone))


def register(kind: str, name: str, user: Any, *, aliases: Iterable[str] = (), zone: Any = None, **values: Any) -> models.Model:
    """列入名录: a new project or organisation; the undecided proposals that print the name are linked to it in the same group."""
    with change(user, "列入名录") as group:
        entity = _register(group, kind, name, aliases, zone, values)
        _finish(group)
        return entity


def register_scope(name: str, user: Any, *, region: Region | None = None, aliases: Iterable[str] = (), definition: str = "") -> Scope:
    """登记统计范围, with the ways in which articles print it; undecided proposals are linked."""
    if not name.strip():
        raise CurationError("请填写统计范围的名称。")
    with change(user, "登记统计范围") as group:
        if Scope.objects.filter(name=name.strip(), region=region).exists():
            raise CurationError(f"“{name.strip()}”已经登记，请把别的写法加为它的别名。")
        scope = group.create(Scope(name=name.strip(), region=region, definition=definition))
        names = _cleaned(aliases, scope.name)
        for alias in names:
            group.create(Scope.aliases.rel.related_model(entity=scope, name=alias))
        _relink(group, {scope.name, *names})
        return scope


def link_alias(entity: Any, name: str, user: Any, *, former: bool = False, valid_from: date | None = None, valid_until: date | None = None) -> None:
    """The name is another name of this entity: kept as its alias, and the undecided proposals that print it are linked.

    A name that it has already only links them: another editor, who could not reach them, may have listed it."""
    name = name.strip()
    if not name:
        raise CurationError("请填写别名。")
    if valid_from and valid_until and valid_until < valid_from:
        raise CurationError("别名的停用日期早于启用日期，请检查。")
    with change(user, "认作别名") as group:
        if name in _names(entity):
            if not _relink(group, {name}):
                raise CurationError(f"“{name}”已经是“{entity}”的名称，没有待核条目可以连到它。同名的不止一个时，请在核对台改正主体。")
            _finish(group)
            return
        alias = type(entity).aliases.rel.related_model(entity=entity, name=name, former=former, valid_from=valid_from, valid_until=valid_until)
        group.create(alias)
        _relink(group, {name})
        _finish(group)


def register_and_accept(
    proposal: Proposal | int, user: Any, *, kind: str, name: str, aliases: Iterable[str] = (), zone: Any = None, note: str = "", **values: Any
) -> Fact:
    """Register the proposal's subject and accept the proposal in one step, one group, one undo. `values` are columns of the new row."""
    with change(user, "列入名录并采用", reason=note) as group:
        row = lock_undecided(proposal)
        if kind != row.subject_type:
            raise CurationError("要登记的不是这一条的主体，请检查类别。")
        if row.subject != name and row.subject not in aliases:
            aliases = [*aliases, row.subject]
        entity = _register(group, kind, name, aliases, zone, values)
        row = lock_undecided(row.pk)
        if getattr(row, f"subject_{kind}_id") != entity.pk:
            group.update(row, {f"subject_{kind}": entity}, action="认定主体")
        fact = accept_in(group, row, user, note=note, settling=False)
        _finish(group)
        return fact


def _register(group: Change, kind: str, name: str, aliases: Iterable[str], zone: Any, values: dict[str, Any]) -> Any:
    model = _REGISTERED_HERE.get(kind)
    name = name.strip()
    if model is None:
        raise CurationError("这里只能登记项目和单位；开发区和行政区请在名录里登记。")
    if not name or len(name) > _LONGEST[model]:
        raise CurationError(f"请填写名称，不超过{_LONGEST[model]}个字。")
    if model.objects.filter(name=name, zone=zone, merged_into__isnull=True).exists():
        raise CurationError(f"“{name}”已在名录中，请直接认作它的别名，或换一个名称。")
    names = _cleaned(aliases, name)
    entity = register_in(group, model, name, aliases=names, zone=zone, **values)
    _relink(group, {name, *names})
    return entity


def _relink(group: Change, names: set[str]) -> int:
    """Resolve anew the undecided proposals that print one of the names, and count them; a link that is there stays.

    An editor limited to zones touches the proposals of their own articles alone; for the others the name is in the registry from now on."""
    rows = Proposal.objects.undecided().filter(Q(subject__in=names) | Q(object__in=names) | Q(scope__in=names)).select_related("article__issue")
    if group.actor is not None:
        rows = rows.for_editor(group.actor)
    linked = 0
    registries: dict[int, Registry] = {}
    for row in rows.order_by("pk"):
        registry = registries.setdefault(row.article_id, Registry.for_article(row.article))
        links = registry.links({"subject_type": row.subject_type, "subject": row.subject, "relation": row.relation, "object": row.object, "scope": row.scope})
        missing = {name: entity for name, entity in links.items() if entity is not None and getattr(row, f"{name}_id") is None and _free(row, name)}
        if missing:
            linked += group.update(row, missing, action="认定名称")
    return linked


def _free(row: Proposal, link: str) -> bool:
    """No other registered row stands at this end."""
    end = link.split("_")[0]
    return link == "scope_registered" or getattr(row, f"registered_{end}") is None


def _likely_kind(relation: str, name: str) -> str:
    """As what an unresolved object would be registered: a company, unless the relation wants a place."""
    if relation == Relation.LOCATED_IN:
        return SubjectType.ZONE if name.endswith(("区", "园")) and not name.endswith(("县", "市")) else SubjectType.REGION
    if relation == Relation.ROLE and name.endswith("项目"):
        return SubjectType.PROJECT
    return SubjectType.ORGANIZATION


def _names(row: Any) -> list[str]:
    return [name for name in (row.name, getattr(row, "short_name", ""), *(alias.name for alias in row.aliases.all())) if name]


def _cleaned(aliases: Iterable[str], name: str) -> list[str]:
    return [alias for alias in dict.fromkeys(other.strip() for other in aliases) if alias and alias != name]


def _finish(group: Change) -> None:
    settle_events(group, list(Event.objects.filter(number=group.number)))
