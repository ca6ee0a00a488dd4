"""Tables out and in: registry and facts as XLSX or CSV, the registry back in after a dry run, facts back in as proposals only."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, QuerySet

from articles.models import Article
from history.changes import Change, change
from history.models import Event
from projects.loading import register
from projects.models import Industry, Organization, Project
from zones.models import Region, Zone
from zones.slugs import free_slug

from .claims import said_key
from .curation import ChangedMeanwhile, CurationError, claim_columns
from .extraction import IMPORTED, fits
from .models import Claim, Proposal
from .names import Registry
from .sentences import sentence
from .settling import settle_events
from .sheets import FORMATS, read_table, table

__all__ = ["FORMATS", "ImportPlan", "RowPlan", "export_facts", "export_registry", "import_facts", "import_registry", "plan_facts", "plan_registry", "table"]

NEW, CHANGED, SAME, WRONG = "新增", "修改", "不变", "有误"
_COLUMNS = {
    Zone: "slug name short_name english_name level kind category region founded_year provincial_year national_year area industries description website"
    " telephone source published".split(),
    Project: "slug name short_name zone industry description source published".split(),
    Organization: "slug name short_name kind region zone description source published".split(),
}
# Links are written by what people know them by.
_KEYS = {Region: "code", Zone: "slug", Industry: "code"}
_ALIASES = "别名"
_CLAIM = (
    "kind subject_type subject indicator label measure value value_max unit value_printed unit_printed product reference stage relation object scope"
    " period_start period_end modality comparator base basis attribution"
).split()
_ARTICLE, _QUOTE, _START = "报道网址名", "引文", "起"
_LONGEST_START = 9  # digits; no text is that long


@dataclass
class RowPlan:
    """What one row of a file would do: `action` is 新增, 修改, 不变 or 有误; `changes` are (column, from, to)."""

    line: int
    name: str
    action: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    error: str = ""
    row: models.Model | None = field(default=None, repr=False)
    values: dict[str, Any] = field(default_factory=dict, repr=False)
    aliases: list[str] = field(default_factory=list, repr=False)


@dataclass
class ImportPlan:
    """The dry run. `token` belongs to what it showed; hand it back to carry it out."""

    rows: list[RowPlan]

    @property
    def token(self) -> str:
        shown = "\n".join(f"{row.line} {row.name} {row.action} {row.changes} {row.aliases} {row.error}" for row in self.rows)
        return hashlib.sha256(shown.encode()).hexdigest()[:16]

    @property
    def errors(self) -> list[RowPlan]:
        return [row for row in self.rows if row.error]


def export_registry(model: type[models.Model], form: str) -> bytes:
    """Zones, projects or organisations as a table that `plan_registry` reads back. Cells that begin like a formula are text."""
    columns = _fields(model)
    rows = model._base_manager.filter(merged_into__isnull=True).prefetch_related("aliases").order_by("pk")
    links = [column.name for column in columns if column.is_relation]
    body = ([*(_words(row, column) for column in columns), "|".join(alias.name for alias in row.aliases.all())] for row in rows.select_related(*links))
    return table([*(str(column.verbose_name) for column in columns), _ALIASES], body, form)


def export_facts(facts: QuerySet, form: str, citations: QuerySet) -> bytes:
    """Facts with their sentence, claim, quote, article and position, one row for each of the citations given."""
    header = ["编号", "表述", *(_label(name) for name in _CLAIM), _ARTICLE, _QUOTE, _START, "止", "出处状态"]
    body = []
    cited_in = Prefetch("citations", citations.select_related("version__article"))
    for fact in facts.with_claim().prefetch_related(cited_in).order_by("pk"):
        claim = [fact.pk, sentence(fact), *(_words(fact, Claim._meta.get_field(name)) for name in _CLAIM)]
        for cited in fact.citations.all():
            body.append([*claim, cited.version.article.slug, cited.quote, cited.start, cited.end, cited.get_state_display()])
    return table(header, body, form)


def plan_registry(model: type[models.Model], data: bytes, filename: str) -> ImportPlan:
    """试导入: what the file would change; writes nothing. Columns that the file leaves out stay. Raises `CurationError` for a file that cannot be read."""
    heading = str(model._meta.get_field("name").verbose_name)
    rows = read_table(data, filename, needed=heading)
    plans = [_planned(number, lambda row=row: _plan_entity(model, row), row[heading]) for number, row in enumerate(rows, 2)]
    seen: set[str] = set()
    for plan in plans:
        key = plan.row.slug if plan.row is not None else plan.name
        if key in seen and not plan.error:
            plan.action, plan.error = WRONG, "文件里已有同一条。"
        seen.add(key)
    return ImportPlan(plans)


def import_registry(model: type[models.Model], data: bytes, filename: str, user: Any, token: str) -> ImportPlan:
    """Carry out the plan that was shown. Refused when file or registry have changed since, or a row is wrong."""
    return _carry_out(lambda: plan_registry(model, data, filename), "导入名录", user, token, lambda group, row: _store_entity(group, model, row))


def plan_facts(data: bytes, filename: str, user: Any) -> ImportPlan:
    """Rows need article (slug), quote and position; the claim columns are those of the export. Writes nothing."""
    rows = read_table(data, filename, needed=_ARTICLE)
    articles = {article.slug: article for article in Article.objects.for_editor(user).filter(slug__in={row.get(_ARTICLE, "") for row in rows})}
    plans = [_planned(number, lambda row=row: _plan_proposal(articles, row), row.get(_label("subject"), "")) for number, row in enumerate(rows, 2)]
    seen: set[tuple[int, str]] = set()
    for plan in plans:
        if plan.action == NEW:
            key = (plan.row.article_id, plan.row.said_key)
            plan.action = SAME if key in seen else NEW
            seen.add(key)
    return ImportPlan(plans)


def import_facts(data: bytes, filename: str, user: Any, token: str) -> ImportPlan:
    """Make pending proposals (rule `import`) of the rows; never facts. One already proposed or decided is left as it is."""
    return _carry_out(lambda: plan_facts(data, filename, user), "导入待核条目", user, token, lambda group, row: group.create(row.row))


def _carry_out(make_plan: Callable[[], ImportPlan], action: str, user: Any, token: str, store: Callable[[Change, RowPlan], Any]) -> ImportPlan:
    with change(user, action) as group:
        plan = make_plan()
        if plan.token != token:
            raise ChangedMeanwhile("文件或名录在试导入之后有了变化。什么都没有导入，请重新试导入。")
        if plan.errors:
            raise CurationError(f"有 {len(plan.errors)} 行有误（如第{plan.errors[0].line}行：{plan.errors[0].error}）。请改好文件再导入。")
        for row in plan.rows:
            if row.action != SAME:
                store(group, row)
        settle_events(group, list(Event.objects.filter(number=group.number)))
        return plan


def _planned(line: int, make: Callable[[], RowPlan], name: str) -> RowPlan:
    try:
        plan = make()
    except CurationError as refusal:
        return RowPlan(line, name, WRONG, error=str(refusal))
    except ValidationError as refusal:
        return RowPlan(line, name, WRONG, error="；".join(refusal.messages))
    plan.line = line
    return plan


def _plan_entity(model: type[models.Model], row: dict[str, str]) -> RowPlan:
    values = {column.name: _value(column, row[str(column.verbose_name)]) for column in _fields(model) if str(column.verbose_name) in row}
    slug = values.pop("slug", "")
    stored = model._base_manager.filter(slug=slug).first() if slug else None
    if slug and stored is None:
        raise CurationError(f"没有固定网址名为“{slug}”的{model._meta.verbose_name}；新增的请把这一栏留空。")
    if stored is not None and stored.merged_into_id:
        raise CurationError(f"“{stored}”已并入别处，不能再改。")
    name = values.get("name") or (stored.name if stored else "")
    if not name:
        raise CurationError("没有名称。")
    if stored is None and model._base_manager.filter(name=name, merged_into__isnull=True).exists():
        raise CurationError(f"“{name}”已在名录中；要修改它，请填上它的固定网址名。")
    if model is Zone and stored is None and not values.get("level"):
        raise CurationError("新增开发区要写明级别。")
    known = {alias.name for alias in stored.aliases.all()} if stored else set()
    aliases = [alias for alias in dict.fromkeys(part.strip() for part in row.get(_ALIASES, "").split("|")) if alias and alias not in known and alias != name]
    changes = [_change(column, stored, values[column.name]) for column in _fields(model) if column.name in values and _differs(column, stored, values)]
    changes += [(_ALIASES, "", alias) for alias in aliases]
    action = NEW if stored is None else CHANGED if changes else SAME
    return RowPlan(0, name, action, changes, row=stored, values=values, aliases=aliases)


def _differs(column: models.Field, stored: models.Model | None, values: dict[str, Any]) -> bool:
    before = getattr(stored, column.name) if stored else ""
    return (values[column.name] or "") != (before or "")


def _change(column: models.Field, stored: models.Model | None, value: Any) -> tuple[str, str, str]:
    return str(column.verbose_name), _words(stored, column) if stored else "", _word(column, value)


def _store_entity(group: Change, model: type[models.Model], plan: RowPlan) -> None:
    if plan.row is not None:
        group.update(plan.row, plan.values)
    elif model is Zone:
        plan.row = group.create(Zone(slug=free_slug(Zone, plan.name), **plan.values), action="列入名录")
    else:
        rest = {name: value for name, value in plan.values.items() if name != "name"}
        plan.row = register(group, model, plan.name, **rest)
    for alias in plan.aliases:
        group.create(model.aliases.rel.related_model(entity=plan.row, name=alias))


def _plan_proposal(articles: dict[str, Article], row: dict[str, str]) -> RowPlan:
    article = articles.get(row.get(_ARTICLE, ""))
    if article is None or article.current is None:
        raise CurationError("没有这篇报道，或不由您负责。请检查报道网址名。")
    quote, start = row.get(_QUOTE, ""), row.get(_START, "")
    if not quote or not start.isdecimal() or len(start) > _LONGEST_START:
        raise CurationError("每行都要写明引文和它在正文中的起始位置。")
    at = int(start)
    if article.text[at : at + len(quote)] != quote:
        raise CurationError(f"正文第 {at} 字处不是“{quote}”。")
    values: dict[str, Any] = {}
    for name in _CLAIM:
        column = Claim._meta.get_field(name)
        values[name] = _value(column, row.get(_label(name), ""))
    values = claim_columns({name: value for name, value in values.items() if value not in ("", None)})
    links = Registry.for_article(article).links({"subject_type": "", "subject": "", "object": "", "scope": "", "relation": ""} | values)
    anchors = [{"start": at, "end": at + len(quote), "exact": quote}]
    proposal = Proposal(article=article, version=article.current, rule=IMPORTED, anchors=anchors, **values, **links)
    if not fits(proposal):
        raise CurationError("各栏不能合成一条表述：请检查类别、主体、指标、数值和单位是否齐全。")
    proposal.said_key = said_key(proposal)
    known = Proposal.objects.filter(article=article, said_key=proposal.said_key).exists()
    return RowPlan(0, str(proposal), SAME if known else NEW, row=proposal)


def _fields(model: type[models.Model]) -> list[models.Field]:
    return [model._meta.get_field(name) for name in _COLUMNS[model]]


def _label(name: str) -> str:
    return str(Claim._meta.get_field(name).verbose_name)


def _words(row: Any, column: models.Field) -> str:
    return _word(column, getattr(row, column.name))


def _word(column: models.Field, value: Any) -> str:
    """A cell as people write it: labels for codes, 是 and 否, links by their code or slug."""
    if value is None:
        return ""
    if isinstance(value, models.Model):
        return str(getattr(value, _KEYS.get(type(value), "pk")))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return value.isoformat()
    return str(dict(column.flatchoices).get(value, value))


def _value(column: models.Field, text: str) -> Any:
    """The way back. Raises `CurationError` or `ValidationError` with what is wrong."""
    label = str(column.verbose_name)
    if not text:
        return None if column.null else (column.default if isinstance(column, models.BooleanField) or (column.choices and column.has_default()) else "")
    if column.is_relation:
        model: Any = column.related_model
        found = model._base_manager.filter(**{_KEYS.get(model, model._meta.pk.name): text}).first()
        if found is None:
            raise CurationError(f"{label}“{text}”不在名录中。")
        return found
    if isinstance(column, models.BooleanField):
        if text not in ("是", "否"):
            raise CurationError(f"{label}请写“是”或“否”。")
        return text == "是"
    codes = {str(name): code for code, name in column.flatchoices}
    if column.choices and text not in codes and text not in codes.values():
        raise CurationError(f"{label}没有“{text}”这一项。")
    return column.clean(codes.get(text, text), None)
