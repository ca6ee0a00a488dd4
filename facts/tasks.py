"""Long work on the worker: many files, re-extraction of everything. Each has a progress row that pages poll."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .models import TaskProgress


def start_intake(files: Iterable[tuple[str, bytes]], user: Any, hints: dict[str, str] | None = None) -> TaskProgress:
    """Keep the files as pages (已收到) and split them on the worker. `hints`: publication, label, published, asked once for all files.

    The row's `log` has a line a file: {"filename", "page", "state": known|split|failed, "message"}."""
    raise NotImplementedError


def retry_page(page: Any, user: Any) -> TaskProgress:
    """Read a failed page once more."""
    raise NotImplementedError


def start_reextraction(user: Any) -> TaskProgress:
    """重新识别 of all articles; the `log` lists true differences only."""
    raise NotImplementedError


def reap(now: Any = None) -> list[TaskProgress]:
    """Re-queue tasks whose worker has gone without a sign of life (at most three attempts, each later), and give up the others."""
    raise NotImplementedError
