"""One log line a request, with an id that also stands in the answer. Never a text, a query or a password: only method, path and outcome."""

import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_logger = logging.getLogger("request")
_request_id: ContextVar[str] = ContextVar("request_id", default="-")
_acceptable = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RequestIdFilter(logging.Filter):
    """Puts the current request's id on every log record, so that an error is found from the number a visitor reads out."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _request_id.get()
        return True


class RequestLogMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if settings.PROXY_COUNT and _acceptable.fullmatch(given) else uuid4().hex[:16]
        request.request_id = request_id
        token = _request_id.set(request_id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id
            milliseconds = (time.perf_counter() - started) * 1000
            # repr keeps a line break in a crafted path from starting a second line.
            _logger.info("%s %r %d %.0fms", request.method, request.path, response.status_code, milliseconds)
            return response
        finally:
            _request_id.reset(token)


def client_address(request: HttpRequest) -> str:
    """The visitor's address as seen by the outermost trusted proxy; without one, the peer's own."""
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.PROXY_COUNT and forwarded:
        return forwarded[-min(settings.PROXY_COUNT, len(forwarded))]
    return request.META.get("REMOTE_ADDR", "")
