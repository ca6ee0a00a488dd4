"""The reaper: a worker that is killed leaves its task RUNNING for ever; after a while without a sign of life it is put back into the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .models import TaskProgress

# Work with a progress row renews it after every file or article; other tasks have this long for the whole of it.
SILENCE = timedelta(minutes=5)
LONGEST = timedelta(hours=1)
ATTEMPTS = 3
_GIVEN_UP = f"处理程序 {ATTEMPTS} 次中断，已停止重试。请查看日志，排除原因后重新发起。"

_FAILED = "处理程序出错停止。错误已记入日志，请告诉管理员；排除原因后重新发起。"


@dataclass
class Reaped:
    requeued: int = 0
    given_up: int = 0


def reap(now: datetime | None = None) -> Reaped:
    """Re-queue lost tasks, each attempt later than the one before, and give up those that were lost three times."""
    now = now or timezone.now()
    reaped = Reaped()
    for row in DBTaskResult.objects.running().filter(started_at__lt=now - SILENCE):
        progress = TaskProgress.objects.filter(task_id=str(row.pk)).first()
        last_sign = max(row.started_at, progress.alive_at) if progress else row.started_at
        if now - last_sign < (SILENCE if progress else LONGEST):
            continue
        if len(row.worker_ids) < ATTEMPTS:
            reaped.requeued += _requeue(row, now)
        else:
            reaped.given_up += _give_up(row, progress, now)
    reaped.given_up += _close_failed(now)
    return reaped


def _requeue(row: DBTaskResult, now: datetime) -> int:
    """The condition is asked again by the database: two reapers put a task back once."""
    later = now + timedelta(minutes=4 ** (len(row.worker_ids) - 1))
    return _still_lost(row).update(status=TaskResultStatus.READY, started_at=None, run_after=later)


def _give_up(row: DBTaskResult, progress: TaskProgress | None, now: datetime) -> int:
    count = _still_lost(row).update(status=TaskResultStatus.FAILED, finished_at=now, traceback=_GIVEN_UP)
    if progress is not None and count:
        TaskProgress.objects.filter(pk=progress.pk).update(state=TaskProgress.State.FAILED, error=_GIVEN_UP, finished_at=now)
    return count


def _close_failed(now: datetime) -> int:
    """Work whose task ended with an error of its own."""
    silent = dict(TaskProgress.objects.filter(state=TaskProgress.State.RUNNING, alive_at__lt=now - SILENCE).values_list("task_id", "pk"))
    ended = [silent[str(pk)] for pk in DBTaskResult.objects.finished().filter(pk__in=[key for key in silent if key]).values_list("pk", flat=True)]
    return TaskProgress.objects.filter(pk__in=ended).update(state=TaskProgress.State.FAILED, error=_FAILED, finished_at=now)


def _still_lost(row: DBTaskResult) -> object:
    return DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
