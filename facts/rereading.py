"""What the loaded registry files bring into empty tables: the ground on which the record is replayed. Made in a scratch database."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import JSONField, Value

from history.models import Event
from history.replay import State, recorded_models, tables

APPS = ("zones", "projects", "articles", "facts")
_PRINT_BASE = "--print-base"


def loaded_rows(folder: Path) -> State:
    """The rows that loading these files made without an event of their own. A process of its own loads them, into a file of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{scratch}/base.sqlite3", "VAR_DIR": scratch}
        target = Path(scratch) / "base.json"
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "check_history", "--folder", str(folder), _PRINT_BASE, str(target)]
        subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=True, stdout=subprocess.DEVNULL)
        return json.loads(target.read_text(encoding="utf-8"))


def bulk_rows() -> State:
    """The rows as they stand, without those that have an event: run on freshly loaded tables."""
    rows = tables(recorded_models(APPS))
    for kind, object_id in Event.objects.exclude(object_id="").values_list("kind", "object_id"):
        rows.get(kind, {}).pop(object_id, None)
    return rows


def renumbered(base: State) -> State:
    """The loaded rows under the ids that they have here: a load that was begun twice leaves gaps in the numbers, but not in the order."""
    numbers = {kind: dict(zip(sorted(map(int, rows)), sorted(_loaded_ids(kind)), strict=False)) for kind, rows in base.items() if rows}
    found: State = {}
    for kind, rows in base.items():
        model = apps.get_model(kind)
        links = {field.attname: numbers.get(field.related_model._meta.label_lower, {}) for field in model._meta.concrete_fields if field.is_relation}
        many = {field.name: numbers.get(field.related_model._meta.label_lower, {}) for field in model._meta.many_to_many}
        found[kind] = {}
        for key, row in rows.items():
            moved = row | {name: known.get(row[name], row[name]) for name, known in links.items()}
            moved |= {name: sorted(known.get(other, other) for other in row[name]) for name, known in many.items()}
            moved[model._meta.pk.attname] = numbers[kind].get(int(key), int(key))
            found[kind][str(moved[model._meta.pk.attname])] = moved
    return found


def _loaded_ids(kind: str) -> set[int]:
    """Ids that no event created."""
    ids = set(apps.get_model(kind)._base_manager.values_list("pk", flat=True))
    events = Event.objects.filter(kind=kind).exclude(object_id="")
    ids |= {int(pk) for pk in events.values_list("object_id", flat=True)}
    created = events.filter(before__isnull=True) | events.filter(before=Value(None, JSONField()))
    return ids - {int(pk) for pk in created.values_list("object_id", flat=True)}


def changed_files(folder: Path) -> Iterator[str]:
    """Loaded files that are no longer what they were: the record can then not be replayed from them."""
    for event in Event.objects.filter(object_id="", after__has_key="sha256").order_by("number", "position"):
        path = folder / event.after["file"]
        if not path.exists():
            yield f"{path.name}：载入的文件已不在 {folder}"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != event.after["sha256"]:
            yield f"{path.name}：文件与载入时不同"
