"""Refusals of the API as problem details (RFC 9457): always JSON, always a sentence that says what to do."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from rest_framework import exceptions
from rest_framework.views import exception_handler

_logger = logging.getLogger("django.request")
_SENTENCES: dict[type[Exception], str] = {
    exceptions.NotFound: "没有这个地址或对象。请核对网址；可用的地址见 /api/v1/。",
    exceptions.MethodNotAllowed: "本接口只供读取，只接受 GET、HEAD 和 OPTIONS。",
    exceptions.NotAcceptable: "没有这种格式。列表有 JSON 和 CSV（Accept: text/csv 或 format=csv），其余只有 JSON。",
}


class BadParameter(exceptions.ValidationError):
    """One parameter that cannot be understood."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__({name: [sentence]})


class Gone(exceptions.APIException):
    """The object was public once and is no more: its reason is told, its content is not."""

    status_code = HTTPStatus.GONE

    def __init__(self, reason: str) -> None:
        super().__init__(f"该内容已撤下，不再公开。理由：{reason}" if reason else "该内容已不再公开。")
        self.reason = reason


def problem_details(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """The answer to any exception of an API view; one that nobody foresaw is logged and answered with 500."""
    known = exception_handler(error, context)
    if known is None:
        request = context["request"]
        _logger.error("%s failed", request.path, exc_info=error)
        number = getattr(request._request, "request_id", "")
        return _answer(HTTPStatus.INTERNAL_SERVER_ERROR, {"detail": f"服务器出错，已经记录。请稍后再试；反映问题时请附上编号 {number}。"})
    return _answer(HTTPStatus(known.status_code), _members(error, known.data), dict(known.headers))


def _members(error: Exception, data: Any) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return {"detail": f"参数有误：{'、'.join(data)}。请改正后再试；各参数的写法见 /api/v1/schema/。", "errors": data}
    if isinstance(error, Gone):
        return {"detail": str(error.detail), "reason": error.reason}
    if isinstance(error, exceptions.Throttled):
        return {"detail": f"请求过于频繁，请在 {int(error.wait or 0) + 1} 秒后再试。"}
    kind = exceptions.NotFound if isinstance(error, Http404) else type(error)
    return {"detail": _SENTENCES.get(kind) or str(getattr(error, "detail", error))}


def _answer(status: HTTPStatus, members: dict[str, Any], headers: dict[str, str] | None = None) -> HttpResponse:
    problem = {"type": "about:blank", "title": status.phrase, "status": int(status), **members}
    kept = {name: value for name, value in (headers or {}).items() if name.lower() in ("retry-after", "allow")}
    content = json.dumps(problem, ensure_ascii=False).encode()
    return HttpResponse(content, content_type="application/problem+json", status=status, headers=kept | {"Cache-Control": "no-store"})
