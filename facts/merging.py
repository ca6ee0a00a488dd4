"""合并 of projects, organisations, zones and authors: everything of one moves to another, in one group that can be undone exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q

from articles.models import Author, Byline
from history.changes import Change, change
from history.models import Event
from projects.models import Organization, Project
from zones.models import Zone

from .claims import claim_key, compare_key
from .curation import CurationError
from .judging import judged_different
from .models import Citation, Conflict, Fact, Proposal
from .settling import settle_events

MERGEABLE = (Project, Organization, Zone, Author)
_SAMPLE = 5
# Left empty on the survivor, these are taken over.
_FILLED = ("short_name", "zone", "industry", "region", "description", "source")


class Moving(NamedTuple):
    """What would move of one kind: its Chinese name, how many, and the first few as words."""

    label: str
    count: int
    sample: list[str]


@dataclass
class MergePreview:
    """`same_facts` are pairs (stays, is folded into it); `refusal` says why the merge would be refused, or is empty."""

    moving: list[Moving] = field(default_factory=list)
    same_facts: list[tuple[Fact, Fact]] = field(default_factory=list)
    refusal: str = ""


def merge_preview(loser: models.Model, survivor: models.Model) -> MergePreview:
    """All that `merge` would move; writes nothing."""
    preview = MergePreview(refusal=_refusal(loser, survivor))
    if preview.refusal:
        return preview
    preview.moving = [
        Moving(label, rows.count(), [str(row) for row in rows[:_SAMPLE]])
        for label, rows in [("别名", loser.aliases.all()), *((str(model._meta.verbose_name_plural), rows) for model, _, rows in _links(loser))]
        if rows.exists()
    ]
    for fact, _ in _facts_after(loser, survivor):
        twin = _twin(fact)
        if twin is not None:
            preview.same_facts.append((twin, fact))
    return preview


def merge(loser: models.Model, survivor: models.Model, user: Any, reason: str = "") -> models.Model:
    """合并: everything of `loser` moves to `survivor`, the old address answers 301. One group; `curation.undo(number)` is exact."""
    with change(user, "合并", reason=reason) as group:
        gone, stays = (type(row)._base_manager.get(pk=row.pk) for row in (loser, survivor))
        refusal = _refusal(gone, stays)
        if refusal:
            raise CurationError(refusal)
        _move_aliases(group, gone, stays)
        _move_facts(group, gone, stays)
        for model, name, rows in _links(gone):
            if model is not Fact:
                _move_rows(group, model, name, list(rows), gone, stays)
        _fill(group, gone, stays)
        group.update(gone, {"merged_into": stays})
        settle_events(group, list(Event.objects.filter(number=group.number)))
        return stays


def _refusal(loser: models.Model, survivor: models.Model) -> str:
    if type(loser) is not type(survivor) or not isinstance(loser, MERGEABLE):
        return "只有同类的项目、单位、开发区或作者可以合并。"
    if loser.pk == survivor.pk:
        return "请选择两个不同的对象。"
    if loser.merged_into_id or survivor.merged_into_id:
        return "其中一个已经并入别处，请刷新页面。"
    if judged_different(loser, survivor):
        return "这两个曾被判定“不是同一个”；要合并，请先撤销那次判断。"
    return ""


def _links(loser: models.Model) -> Iterator[tuple[type[models.Model], str, models.QuerySet]]:
    """(model, field, rows) of everything that refers to the row, but for its aliases and the key of the merge itself."""
    for relation in loser._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if name != "entity" and model is not Conflict:
            yield model, name, model._base_manager.filter(**{name: loser}).order_by("pk")


def _move_rows(group: Change, model: type[models.Model], name: str, rows: Iterable[Any], loser: Any, survivor: Any) -> None:
    many = model._meta.get_field(name).many_to_many
    for row in rows:
        if many:
            group.update(row, **{name: [other for other in getattr(row, name).all() if other != loser] + [survivor]})
        elif model is Byline and Byline.objects.filter(article=row.article_id, author=survivor, role=row.role).exists():
            group.delete(row)
        else:
            group.update(row, {f"{name}_id": survivor.pk})


def _move_aliases(group: Change, loser: Any, survivor: Any) -> None:
    known = set(survivor.aliases.values_list("name", flat=True)) | {survivor.name}
    for alias in loser.aliases.all():
        if alias.name not in known:
            group.update(alias, {"entity_id": survivor.pk})
            known.add(alias.name)
    for name in (loser.name, getattr(loser, "short_name", "")):
        if name and name not in known:
            group.create(type(survivor).aliases.rel.related_model(entity=survivor, name=name))
            known.add(name)


def _move_facts(group: Change, loser: Any, survivor: Any) -> None:
    """Links and keys follow; of two live facts that have become one the earlier stays and takes over the citations."""
    for fact, values in _facts_after(loser, survivor):
        old_key = Fact.objects.values_list("compare_key", flat=True).get(pk=fact.pk)
        twin = _twin(fact)
        if twin is not None:
            _fold(group, fact, twin)
        group.update(fact, values)
        if old_key:  # what an editor has said about these values still holds
            for conflict in Conflict.objects.filter(key=old_key, closed_at__isnull=False):
                group.update(conflict, {"key": fact.compare_key})


def _facts_after(loser: Any, survivor: Any) -> Iterator[tuple[Fact, dict[str, Any]]]:
    """Each fact of the loser as it would be, with the columns that change; unsaved."""
    kind = loser._meta.model_name
    if kind == "author":
        return
    ends = {f"{end}_{kind}": loser for end in ("subject", "object")}
    wanted = Q(**{f"subject_{kind}": loser}) | Q(**{f"object_{kind}": loser})
    for fact in Fact.objects.with_claim().filter(wanted).order_by("pk"):
        values = {f"{name}_id": survivor.pk for name in ends if getattr(fact, f"{name}_id") == loser.pk}
        for name, value in values.items():
            setattr(fact, name, value)
        published_on = published_on_of(fact)
        values |= {"claim_key": claim_key(fact, published_on), "compare_key": compare_key(fact, published_on)}
        fact.claim_key, fact.compare_key = values["claim_key"], values["compare_key"]
        yield fact, values


def published_on_of(fact: Fact) -> str:
    """The date of the report that the fact was first taken from; part of the key of undated passing figures."""
    cited = fact.citations.select_related("version__article__issue").order_by("pk").first()
    return cited.version.article.issue.published_on if cited else ""


def _twin(fact: Fact) -> Fact | None:
    """Another live fact of the same claim."""
    if fact.superseded_at or fact.withdrawn_at:
        return None
    return Fact.objects.live().filter(claim_key=fact.claim_key).exclude(pk=fact.pk).order_by("pk").first()


def _fold(group: Change, fact: Fact, twin: Fact) -> None:
    for citation in fact.citations.all():
        place = {"version_id": citation.version_id, "start": citation.start, "end": citation.end}
        if not twin.citations.filter(**place).exists():
            group.create(Citation(fact=twin, quote=citation.quote, state=citation.state, released=citation.released, **place))
    for proposal in Proposal.objects.filter(fact=fact):
        group.update(proposal, {"fact": twin})
    group.update(fact, {"withdrawn_at": group.at, "withdrawn_reason": f"合并后与条目{twin.pk}相同，出处已并入该条目"})


def _fill(group: Change, loser: Any, survivor: Any) -> None:
    names = {model_field.name for model_field in survivor._meta.concrete_fields}
    values = {name: getattr(loser, name) for name in _FILLED if name in names and not getattr(survivor, name) and getattr(loser, name)}
    if values:
        group.update(survivor, values)
