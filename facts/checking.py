"""Is what is stored about being public what it ought to be? Spans, what is hidden, derived columns, conflicts and the text index, computed from scratch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from history.changes import change
from history.models import PublicSpan
from history.spans import set_public
from projects.models import Project
from search.models import Entry
from zones.models import Region

from .conflicts import clash, ought_to_be_open
from .derivation import derive_projects, derived_values
from .hiding import hidden_spans
from .indexing import KINDS, index_objects, index_texts, rebuild
from .kinds import ARTICLE, AUTHOR, FACT, ISSUE, MODELS, ORGANIZATION, PROJECT, ZONE
from .models import Conflict, Fact
from .publicity import Touched
from .settling import settle

_BATCH = 500
_DAY = timedelta(days=1)


def differences(now: datetime | None = None) -> Iterator[str]:
    """One Chinese line for each thing that is not as it ought to be. Reads only."""
    now = now or timezone.now()
    for kind, model in MODELS.items():
        for ids in _batches(model):
            yield from _wrong_spans(kind, ids, now)
        yield from _spans_of_nothing(kind, model)
    for ids in _batches(Project):
        yield from _wrong_columns(ids)
    yield from _wrong_conflicts()
    yield from _wrong_index()


def repair(actor_name: str = "核对程序") -> None:
    """Make all of it as it ought to be, in one change. The spans that were wrong stay on record, closed."""
    with change(None, "修复公开内容", actor_name=actor_name) as group:
        for kind, model in MODELS.items():
            lost = set(PublicSpan.objects.open().filter(kind=kind).values_list("object_id", flat=True)) - set(model._base_manager.values_list("pk", flat=True))
            set_public(group, kind, dict.fromkeys(lost))
        every = {name: list(MODELS[kind]._base_manager.values_list("pk", flat=True)) for name, kind in _SETTLED.items()}
        keys = Conflict.objects.filter(closed_at__isnull=True).values_list("key", flat=True)
        settle(group, **every, keys=list(keys))
        derive_projects(every["projects"])
        rebuild()


_SETTLED = {"articles": ARTICLE, "facts": FACT, "zones": ZONE, "projects": PROJECT, "organizations": ORGANIZATION, "authors": AUTHOR}


def settle_arrivals(now: datetime | None = None) -> int:
    """What became public by the mere passing of time (an issue's public-from) shows in derived columns and index; returns how many objects."""
    now = now or timezone.now()
    arrived: dict[str, set[int]] = defaultdict(set)
    for kind, pk in PublicSpan.objects.open().filter(from_at__gt=now - _DAY, from_at__lte=now).values_list("kind", "object_id"):
        arrived[kind].add(pk)
    touched = Touched(arrived[ARTICLE], arrived[FACT], arrived[ZONE], arrived[PROJECT], arrived[ORGANIZATION])
    touched.follow()
    derive_projects(touched.projects)
    for kind, ids in ((ARTICLE, touched.articles), (FACT, touched.facts), (PROJECT, touched.projects), (ORGANIZATION, touched.organizations)):
        index_objects(kind, ids)
    return sum(len(ids) for ids in arrived.values())


def _batches(model: Any) -> Iterator[list[int]]:
    ids = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
    yield from (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _wrong_spans(kind: str, ids: list[int], now: datetime) -> Iterator[str]:
    wanted = _moments(kind, ids, now)
    stored = {span.object_id: span.from_at for span in PublicSpan.objects.open().filter(kind=kind, object_id__in=ids)}
    for pk, moment in wanted.items():
        if (moment is None) != (pk not in stored):
            yield f"{kind} {pk}：应{'不公开' if moment is None else '公开'}，记录为{'公开' if pk in stored else '不公开'}"
        elif moment is not None and max(moment, now) != max(stored[pk], now):
            yield f"{kind} {pk}：应自 {moment} 起公开，记录为自 {stored[pk]} 起"
    ended = list(PublicSpan.objects.filter(kind=kind, object_id__in=ids, until_number__isnull=False))
    silent = hidden_spans(kind, ended)
    for span in ended:
        if span.hidden != (span.pk in silent):
            yield f"{kind} {span.object_id}：公开时段 {span.pk} {'不应再提及而未隐去' if span.pk in silent else '不应隐去而已隐去'}"


def _moments(kind: str, ids: Iterable[int], now: datetime) -> dict[int, datetime | None]:
    touched = Touched(set(), set(), set(), set(), set())
    names = {ARTICLE: "articles", FACT: "facts", ZONE: "zones", PROJECT: "projects", ORGANIZATION: "organizations", AUTHOR: "authors", ISSUE: "issues"}
    setattr(touched, names[kind], set(ids))
    return touched.moments(now).get(kind, {})


def _spans_of_nothing(kind: str, model: Any) -> Iterator[str]:
    for pk in PublicSpan.objects.open().filter(kind=kind).exclude(object_id__in=model._base_manager.values("pk")).values_list("object_id", flat=True):
        yield f"{kind} {pk}：记录为公开，但已不存在"


def _wrong_columns(ids: list[int]) -> Iterator[str]:
    wanted = derived_values(ids)
    for project in Project.objects.filter(pk__in=ids):
        stored = (project.stage, project.stage_reported_on, project.total_investment)
        if stored != wanted[project.pk]:
            yield f"项目 {project.pk}：阶段、日期、总投资应为 {wanted[project.pk]}，记录为 {stored}"


def _wrong_conflicts() -> Iterator[str]:
    stored = {row.key: set(row.facts.values_list("pk", flat=True)) for row in Conflict.objects.filter(closed_at__isnull=True)}
    several = Fact.objects.live().exclude(compare_key="").order_by().values("compare_key").annotate(count=Count("pk")).filter(count__gt=1)
    alike: dict[str, list[Fact]] = defaultdict(list)
    for fact in Fact.objects.live().filter(compare_key__in=several.values("compare_key")).order_by("pk"):
        alike[fact.compare_key].append(fact)
    for key in sorted(alike.keys() | stored.keys()):
        wanted = {fact.pk for fact in clash(alike[key])} if key in stored or ought_to_be_open(key, alike[key]) else set()
        if wanted != stored.get(key, set()):
            yield f"报道不一 {key[:12]}：应有条目 {sorted(wanted)}，记录为 {sorted(stored.get(key, set()))}"


def _wrong_index() -> Iterator[str]:
    for kind, name in KINDS.items():
        seen: set[int] = set()
        for ids in _batches(MODELS[kind]):
            wanted = index_texts(kind, ids)
            entries = Entry.objects.filter(kind=name, object_id__in=[str(pk) for pk in ids]).values_list("object_id", "text", "public_from")
            stored = {int(pk): (text, moment) for pk, text, moment in entries}
            seen |= set(stored)
            yield from (f"检索 {name} {pk}：与现行内容不符" for pk in ids if wanted.get(pk) != stored.get(pk))
        extra = set(map(int, Entry.objects.filter(kind=name).values_list("object_id", flat=True))) - seen
        yield from (f"检索 {name} {pk}：对象已不存在" for pk in sorted(extra))
    missing = Region.objects.count() - Entry.objects.filter(kind="region").count()
    if missing:
        yield f"检索 region：与行政区名录相差 {missing} 条"
