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

from django.conf import settings

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


def changed_files(folder: Path) -> Iterator[str]:
    """Loaded files that are no longer what they were: the record can then not be replayed from them."""
    for event in Event.objects.filter(object_id="", after__has_key="sha256").order_by("number", "position"):
        path = folder / event.after["file"]
        if not path.exists():
            yield f"{path.name}：载入的文件已不在 {folder}"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != event.after["sha256"]:
            yield f"{path.name}：文件与载入时不同"
