"""Edits of an article's own rows in the admin (headline, zones, bylines) as values that can wait to be signed."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from articles.models import Article, SourcePage
from history.changes import Change, build_row, snapshot
from history.models import Event
from history.rows import RowChange
from history.wording import tell

from .curation import ChangedMeanwhile
from .models import UnsignedChange
from .reviewing import reopen_after
from .settling import settle_events
from .unsigned import keep_unsigned, keeps_back


def hold_rows(group: Change, row: Any, changes: list[RowChange], user: Any) -> UnsignedChange | None:
    """Keep back an edit of a published article or its page; None where it may be made now."""
    article = keeps_back(_articles_of(row), user)
    if article is None:
        return None
    asked = {"rows": [_plain(one) for one in changes]}
    return keep_unsigned(
        group, article, user, UnsignedChange.Kind.ROWS, article.pk, asked, words=lambda _: _words(group), carry_out=lambda: change_rows_in(group, asked)
    )


def change_rows_in(group: Change, asked: dict[str, Any]) -> None:
    for one in asked["rows"]:
        _carry_out(group, one)
    reopen_after(group)
    settle_events(group, list(Event.objects.filter(number=group.number)))


def _words(group: Change) -> str:
    """`标题：旧 → 新`, one part a line, of what was tried."""
    told = tell(Event.objects.filter(number=group.number, kind__in=["articles.article", "articles.byline", "articles.sourcepage"]).order_by("position"))
    return "\n".join(f"{line.name}：{line.before} → {line.after}" for one in told for line in one.lines)


def _articles_of(row: Any) -> list[Article]:
    if isinstance(row, Article):
        return [row]
    return list(row.articles.order_by("order", "pk")) if isinstance(row, SourcePage) else []


def _plain(one: RowChange) -> dict[str, Any]:
    """`before` are the parts to be changed as they stood: another's later change of these, and of no other, stops this one."""
    kept = {"kind": one.row._meta.label_lower, "id": one.row.pk, "act": one.act}
    if one.act == "create":
        return kept | {"after": snapshot(one.row)}
    before = snapshot(type(one.row)._base_manager.get(pk=one.row.pk))
    if one.act == "delete":
        return kept | {"before": before}
    new = snapshot(one.row) | {name: sorted(other.pk for other in rows) for name, rows in one.many.items()}
    after = {name: new[name] for name in [*(one.row._meta.get_field(name).attname for name in one.names), *one.many]}
    return kept | {"before": {name: before[name] for name in after}, "after": after}


def _carry_out(group: Change, one: dict[str, Any]) -> None:
    model = apps.get_model(one["kind"])
    if one["act"] == "create":
        group.create(build_row(model, one["after"]))
        return
    row = model._base_manager.filter(pk=one["id"]).first()
    if row is None or any(snapshot(row)[name] != value for name, value in one["before"].items()):
        raise ChangedMeanwhile(f"“{row or model._meta.verbose_name}”在提出改动之后又有变化。")
    if one["act"] == "delete":
        group.delete(row)
        return
    many = {field.name: one["after"][field.name] for field in model._meta.many_to_many if field.name in one["after"]}
    plain = {name: value for name, value in one["after"].items() if name not in many}
    group.update(row, {name: model._meta.get_field(name).to_python(value) for name, value in plain.items()}, **many)
