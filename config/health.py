"""/healthz: the process answers. /readyz: it can also serve, with database, migrations and cache in order."""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

_logger = logging.getLogger(__name__)


class HealthMiddleware:
    """Stands before host checks and redirects, because a balancer asks by address and without https."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
        if request.path == "/readyz":
            return readiness()
        return self.get_response(request)


def readiness() -> HttpResponse:
    results = {name: _outcome(name, check) for name, check in _checks.items()}
    ready = all(result == "ok" for result in results.values())
    body = {"status": "ok" if ready else "unavailable", "checks": results}
    return JsonResponse(body, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


def _outcome(name: str, check: Callable[[], bool]) -> str:
    try:
        return "ok" if check() else "failed"
    except Exception:  # whatever is wrong with a server we depend on, the answer is 503 and the log says why
        _logger.exception("readiness check %s failed", name)
        return "failed"


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache_keeps() -> bool:
    cache.set("readyz", "ok", 30)
    return cache.get("readyz") == "ok"


_checks: dict[str, Callable[[], bool]] = {"database": _database_answers, "migrations": _migrations_are_applied, "cache": _cache_keeps}
