"""Long work on the worker: many files, re-extraction of everything. Each has a progress row that pages poll.

A task may run twice when its worker was taken for lost: every step is one that changes nothing the second time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from articles.intake.reading import MAX_BYTES
from articles.models import Article, SourcePage
from articles.uploading import keep_page, read_again
from articles.visible import pages_for
from history.changes import change

from .compared import as_part
from .comparison import compare_engine
from .models import TaskProgress
from .names import registry_names
from .reextraction import read_anew, readable

logger = logging.getLogger(__name__)
Step = Callable[[dict[str, Any]], dict[str, Any] | None]
_AT_ONCE = 20  # articles of a comparison between two signs of life
_SORRY = "程序出错，没有完成；错误已记入日志，请告诉管理员。"


def start_intake(files: Iterable[tuple[str, bytes]], user: Any, hints: dict[str, str] | None = None) -> TaskProgress:
    """Keep the files as pages (已收到) and split them on the worker. `hints`: publication, label, published, asked once for all files.

    The row's `log` has a line a file: {"filename", "page", "state": known|split|failed, "message"}."""
    items, log = [], []
    for filename, data in files:
        if len(data) > MAX_BYTES:
            log.append(_line(filename, None, "failed", f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不像一个版面，没有收录。请只留文字再上传。"))
            continue
        page, new = keep_page(data, filename, user=user)
        if new:
            items.append({"filename": filename, "page": page.pk, "hints": hints or {}})
        else:
            log.append(_known(filename, page, user))
    failed = sum(line["state"] == "failed" for line in log)
    return _start(TaskProgress.Kind.INTAKE, user, items, total=len(items) + len(log), done=len(log), failed=failed, log=log)


def retry_page(page: SourcePage, user: Any) -> TaskProgress:
    """Read a failed page once more."""
    return _start(TaskProgress.Kind.INTAKE, user, [{"filename": page.filename, "page": page.pk, "hints": {}}], total=1)


def start_reextraction(user: Any) -> TaskProgress:
    """重新识别 of all the user's articles; the `log` lists true differences only: {"article", "slug", "message"}."""
    items = [{"article": pk} for pk in readable().filter(pk__in=Article.objects.for_editor(user).values("pk")).values_list("pk", flat=True)]
    return _start(TaskProgress.Kind.REEXTRACTION, user, items, total=len(items))


def start_comparison(user: Any) -> TaskProgress:
    """What the present engine would propose in the user's articles, against all decisions so far. Each line of the `log` is a part of `compared`."""
    keys = list(readable().filter(pk__in=Article.objects.for_editor(user).values("pk")).values_list("pk", flat=True))
    items = [{"articles": keys[at : at + _AT_ONCE]} for at in range(0, len(keys), _AT_ONCE)]
    return _start(TaskProgress.Kind.COMPARISON, user, items, total=len(keys))


@task()
def run(progress_id: int) -> None:
    """Do what is left of a piece of long work, item by item; another attempt that began later goes before."""
    if not TaskProgress.objects.filter(pk=progress_id, state__in=[TaskProgress.State.WAITING, TaskProgress.State.RUNNING]).update(
        state=TaskProgress.State.RUNNING, attempts=F("attempts") + 1, alive_at=timezone.now()
    ):
        return
    progress = TaskProgress.objects.get(pk=progress_id)
    step = _STEPS[progress.kind]()
    while progress.items:
        if not _advance(progress, step):
            return
    TaskProgress.objects.filter(pk=progress_id, attempts=progress.attempts).update(state=TaskProgress.State.DONE, finished_at=timezone.now())


def _start(kind: str, user: Any, items: list[dict[str, Any]], **values: Any) -> TaskProgress:
    with transaction.atomic():
        progress = TaskProgress.objects.create(kind=kind, user=user, items=items, **values)
        transaction.on_commit(partial(_enqueue, progress.pk))
    progress.refresh_from_db()
    return progress


def _enqueue(progress_id: int) -> None:
    result = run.enqueue(progress_id)
    TaskProgress.objects.filter(pk=progress_id).update(task_id=str(result.id))


def _advance(progress: TaskProgress, step: Step) -> bool:
    """One item: done, logged and off the list. False where a later attempt has taken over."""
    item, *rest = progress.items
    try:
        line = step(item)
        failed = bool(line) and line.get("state") == "failed"
    except Exception:
        logger.exception("Long task %s failed on %s", progress.pk, item)
        line, failed = item | {"state": "failed", "message": _SORRY}, True
    many = len(item.get("articles", [None]))
    progress.items, progress.done, progress.failed = rest, progress.done + many, progress.failed + (many if failed else 0)
    progress.log = [*progress.log, line] if line else progress.log
    mine = TaskProgress.objects.filter(pk=progress.pk, attempts=progress.attempts)
    return bool(mine.update(items=progress.items, done=progress.done, failed=progress.failed, log=progress.log, alive_at=timezone.now()))


def _intake_step() -> Step:
    def split(item: dict[str, Any]) -> dict[str, Any]:
        page = SourcePage.objects.filter(pk=item["page"]).first()
        if page is None:
            return _line(item["filename"], None, "failed", "这一版已被删除。")
        try:
            page = read_again(page, hints=item["hints"])
        except Exception:
            with change(None, "分篇", actor_name="收录程序") as group:
                group.update(page, {"status": SourcePage.Status.FAILED, "error": _SORRY})
            raise
        if page.status == SourcePage.Status.FAILED:
            return _line(item["filename"], page.pk, "failed", page.error)
        count = len(page.split["articles"]) if page.split else 0
        return _line(item["filename"], page.pk, "split", f"分出 {count} 篇，请核对分篇后确认。")

    return split


def _known(filename: str, page: SourcePage, user: Any) -> dict[str, Any]:
    """The same bytes again. A page with other people's articles is neither named nor led to."""
    if pages_for(user, SourcePage.objects.filter(pk=page.pk)).exists():
        return _line(filename, page.pk, "known", f"内容与已收录的版面相同（{page}），没有重复收录。")
    return _line(filename, None, "known", "内容与已收录的一个版面相同，没有重复收录。那一版由别的编辑负责，请问主编。")


def _reextraction_step() -> Step:
    names = registry_names()

    def read(item: dict[str, Any]) -> dict[str, Any] | None:
        article = Article.objects.filter(pk=item["article"]).first()
        if article is None:
            return None
        difference = read_anew(article, names)
        if difference is None:
            return None
        line = {"article": article.pk, "slug": article.slug, "message": str(difference)}
        return line | {"state": "failed"} if difference.failure else line

    return read


def _comparison_step() -> Step:
    names = registry_names()
    return lambda item: as_part(compare_engine(readable().filter(pk__in=item["articles"]), names))


_STEPS: dict[str, Callable[[], Step]] = {
    TaskProgress.Kind.INTAKE: _intake_step,
    TaskProgress.Kind.REEXTRACTION: _reextraction_step,
    TaskProgress.Kind.COMPARISON: _comparison_step,
}


def _line(filename: str, page: int | None, state: str, message: str) -> dict[str, Any]:
    return {"filename": filename, "page": page, "state": state, "message": message}
