"""How the tests run: a database of their own, tasks in process, a real PostgreSQL and a real browser for those that ask for one."""

import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests.postgres import running_server

_tests = Path(__file__).parent
_database_fixtures = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "postgres_url"}
_scratch = tempfile.TemporaryDirectory(prefix="zone-gazette-tests-")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run only the tests marked long; without it they are left out")
    parser.addoption("--database-only", action="store_true", help="run only the tests that read or write a database, without browser")


def pytest_configure(config: pytest.Config) -> None:
    # A file, not memory: threads of the live server then lock and wait exactly as the site's processes do.
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"]["TEST"]["NAME"] = str(Path(_scratch.name) / "test.sqlite3")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STATIC_ROOT = _scratch.name
    # A slow or busy machine is no failure; the same change gives the same outcome.
    hypothesis_settings.register_profile("tests", deadline=None, derandomize=True)
    hypothesis_settings.load_profile("tests")


def pytest_unconfigure(config: pytest.Config) -> None:
    _scratch.cleanup()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for folder in ("browser", "engine"):
            if (_tests / folder) in item.path.parents:
                item.add_marker(folder)
    chosen = [item for item in items if _is_chosen(config, item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = sorted(chosen, key=lambda item: "seeded" in getattr(item, "fixturenames", ()))  # whose rows nobody else may find


def _is_chosen(config: pytest.Config, item: pytest.Item) -> bool:
    if bool(item.get_closest_marker("long")) != config.getoption("--long"):
        return False
    if not config.getoption("--database-only"):
        return True
    uses_database = item.get_closest_marker("django_db") or _database_fixtures.intersection(getattr(item, "fixturenames", ()))
    return bool(uses_database) and not item.get_closest_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """On the server that decides about a change, a test that did not run has not passed."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although CI=true: {report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Emptying the tables after a test would meet the triggers that refuse deletion; they stand aside for just that moment."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_without_triggers(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        without = _sqlite_without_triggers if operations.connection.vendor == "sqlite" else _postgres_without_triggers
        without(operations.connection, lambda: flush(operations, statements))
        if statements:
            with operations.connection.cursor() as cursor:  # the one row that a migration brings
                cursor.execute("INSERT INTO history_counter (id, value) VALUES (1, 0)")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_without_triggers)
        yield


def _sqlite_without_triggers(database: Any, flush: Callable[[], None]) -> None:
    with database.cursor() as cursor:
        # Those that only keep the search index equal to its rows go on working.
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE%'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        try:
            flush()
        finally:
            for _name, sql in triggers:
                cursor.execute(sql)


def _postgres_without_triggers(database: Any, flush: Callable[[], None]) -> None:
    with database.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            flush()
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Throttles count in the cache; what one test asked is not held against the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _site_language() -> None:
    """A page asked for in English leaves its language behind; the next test starts in the site's own."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a real, empty PostgreSQL server, whichever database the tests themselves run on."""
    with running_server() as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium through Playwright; Debian's own where it is installed, else the one that `playwright install` brings."""
    from playwright.sync_api import Error, sync_playwright

    # Playwright's loop in this thread makes Django take the tests' own queries for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    quiet = ["background-networking", "component-update", "sync"]
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", *(f"--disable-{part}" for part in quiet)]
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=arguments)
        except Error as error:
            pytest.skip(f"Chromium cannot start; on Debian: apt-get install chromium fonts-noto-cjk ({str(error).splitlines()[0]})")
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, live_server: Any, settings: Any) -> Iterator[Any]:
    """A fresh reader on the running site; relative addresses work (`page.goto("/")`)."""
    settings.SITE_URL = live_server.url
    context = browser.new_context(base_url=live_server.url, locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    """The site as a first start leaves it, for all tests that ask for it, which run last; each test's own changes are rolled back. Gives what was printed."""
    from django.core.management import call_command
    from django.db import transaction

    printed = io.StringIO()
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        call_command("load_seeds", stdout=printed)
    yield printed.getvalue().splitlines()
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def indicators(db: None) -> None:
    """The indicator table, which claims need."""
    from facts.indicators import sync_indicators

    sync_indicators()
