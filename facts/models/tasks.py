"""Long work on the worker, as pages show it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class TaskProgress(models.Model):
    """One piece of long work on the worker, as pages show it. `alive_at` is the worker's sign of life. Not part of the record."""

    outside_history = True

    class Kind(models.TextChoices):
        INTAKE = "intake", "收录版面"
        REEXTRACTION = "reextraction", "全部重新识别"
        COMPARISON = "comparison", "与已有决定对照"

    class State(models.TextChoices):
        WAITING = "waiting", "等候"
        RUNNING = "running", "进行中"
        DONE = "done", "完成"
        FAILED = "failed", "失败"

    kind = models.CharField("类别", max_length=14, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="发起人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="long_tasks",
    )
    task_id = models.CharField("任务编号", max_length=64, blank=True)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField("总数", default=0)
    done = models.PositiveIntegerField("已完成", default=0)
    failed = models.PositiveIntegerField("失败数", default=0)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    items = models.JSONField("对象", default=list)
    log = models.JSONField("结果", default=list)
    error = models.TextField("失败原因", blank=True)
    created_at = models.DateTimeField("发起时间", auto_now_add=True)
    alive_at = models.DateTimeField("最近进展", auto_now_add=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "长任务"
        verbose_name_plural = "长任务"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "alive_at"], name="facts_task_state")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.done}/{self.total}"

    @property
    def finished(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)
