"""Long work says how far it is, one bad file stops nothing, and what a lost worker left is taken up again."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.models import Article, SourcePage
from facts import extraction, tasks
from facts.indicators import sync_indicators
from facts.intaking import confirm_page
from facts.models import Proposal, TaskProgress
from facts.reaping import reap
from facts.tasks import retry_page, run, start_intake, start_reextraction
from tests.articles.test_splitting_edits import PAGE
from tests.base import chief, make_article, make_fact, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _commits(django_capture_on_commit_callbacks, monkeypatch):
    """Inside a test's transaction nothing is ever committed; what waits for that runs at once."""
    monkeypatch.setattr(tasks.transaction, "on_commit", lambda function: function())


def test_files_are_split_and_one_bad_file_stops_nothing():
    progress = start_intake([("a3.txt", PAGE.encode()), ("b.pdf", b"%PDF-1.7 x"), ("again.txt", PAGE.encode())], chief(), {"publication": "长治日报"})
    assert (progress.state, progress.total, progress.done, progress.failed) == ("done", 3, 3, 1)
    assert sorted(line["state"] for line in progress.log) == ["failed", "known", "split"]
    page = SourcePage.objects.get(filename="a3.txt")
    assert page.split["guesses"]["publication"] == {"value": "长治日报", "why": "上传时填写"}
    assert "PDF" in SourcePage.objects.get(filename="b.pdf").error


def test_a_failed_page_can_be_retried(monkeypatch):
    monkeypatch.setattr("articles.uploading.split_page", lambda text, names: 1 / 0)
    progress = start_intake([("a3.txt", PAGE.encode())], chief())
    page = SourcePage.objects.get()
    assert (progress.failed, page.status) == (1, "failed")
    assert "告诉管理员" in page.error
    monkeypatch.undo()
    monkeypatch.setattr(tasks.transaction, "on_commit", lambda function: function())
    assert retry_page(page, chief()).failed == 0
    page.refresh_from_db()
    assert (page.status, page.error) == ("split", "")


def test_a_confirmed_page_waits_on_the_desk():
    sync_indicators()
    start_intake([("a3.txt", PAGE.encode())], chief())
    confirm_page(SourcePage.objects.get(), chief(), publication="测试日报", label="", published="2024-10-08")
    assert Article.objects.count() == 2
    assert Proposal.objects.pending().exists()


def test_reextraction_logs_only_differences(monkeypatch):
    monkeypatch.setattr(extraction, "extract_facts", lambda text, published_on, names: [])
    quiet = make_article()
    changed = make_article()
    make_fact(quiet)
    make_proposal(changed, "12亿元", subject="别的区")
    progress = start_reextraction(chief())
    assert [line["article"] for line in progress.log] == [changed.pk]
    assert (progress.done, progress.state) == (2, "done")


def lost_task(attempts=1, *, silent=timedelta(minutes=6)):
    """A task whose worker was killed, with its progress row."""
    long_ago = timezone.now() - silent
    row = DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING, started_at=long_ago, args_kwargs={"args": [], "kwargs": {}}, task_path="facts.tasks.run",
        worker_ids=[f"worker{number}" for number in range(attempts)], backend_name="default", run_after=long_ago, exception_class_path="", traceback="",
    )  # fmt: skip
    progress = TaskProgress.objects.create(kind="reextraction", state="running", task_id=str(row.pk), items=[], attempts=attempts)
    TaskProgress.objects.filter(pk=progress.pk).update(alive_at=long_ago)
    return row, progress


def test_the_reaper_puts_a_lost_task_back_once():
    row, _ = lost_task()
    assert reap().requeued == 1
    row.refresh_from_db()
    assert (row.status, row.started_at) == (TaskResultStatus.READY, None)
    assert reap().requeued == 0


def test_a_slow_task_that_gives_signs_of_life_is_left_alone():
    _, progress = lost_task()
    TaskProgress.objects.filter(pk=progress.pk).update(alive_at=timezone.now())
    assert reap().requeued == 0


def test_a_task_without_progress_has_an_hour():
    lost_task(silent=timedelta(minutes=59))[1].delete()
    assert reap().requeued == 0
    lost_task(silent=timedelta(minutes=61))[1].delete()
    assert reap().requeued == 1


def test_after_three_attempts_it_is_given_up_with_a_sentence(capsys):
    row, progress = lost_task(attempts=3)
    call_command("reap_tasks")
    assert "放弃 1 个" in capsys.readouterr().out
    row.refresh_from_db()
    progress.refresh_from_db()
    assert (row.status, progress.state) == (TaskResultStatus.FAILED, "failed")
    assert "3 次中断" in progress.error


def test_work_whose_task_failed_is_not_shown_as_running_for_ever():
    row, progress = lost_task()
    DBTaskResult.objects.filter(pk=row.pk).update(status=TaskResultStatus.FAILED)
    assert reap().given_up == 1
    progress.refresh_from_db()
    assert progress.state == "failed"


def test_an_attempt_that_was_overtaken_stops():
    page = SourcePage.objects.create(filename="x.txt", content=b"x", sha256="0" * 64)
    progress = TaskProgress.objects.create(kind="intake", total=1, items=[{"filename": "x.txt", "page": page.pk, "hints": {}}], attempts=1, state="running")

    def overtake(item):
        TaskProgress.objects.filter(pk=progress.pk).update(attempts=2)
        return {"state": "split"}

    assert not tasks._advance(progress, overtake)
    run.call(progress.pk)
    progress.refresh_from_db()
    assert (progress.state, progress.done, progress.attempts) == ("done", 1, 3)
