"""The one router of `/api/v1/`, one register line per resource, and the shape of every refusal."""

from http import HTTPStatus
from typing import Any

from django.http import Http404
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.routers import DefaultRouter
from rest_framework.views import exception_handler

router = DefaultRouter()


def problem_details(error: Exception, context: dict[str, Any]) -> Response | None:
    """RFC 9457: `{"type", "title", "status", "detail"}`, and `errors` naming each wrong parameter."""
    response = exception_handler(error, context)
    if response is None:
        return None
    problem: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(response.status_code).phrase, "status": response.status_code}
    if isinstance(error, ValidationError):
        problem |= {"detail": "参数有误。", "errors": response.data}
    elif isinstance(error, Http404):
        problem["detail"] = "没有这个地址或对象。"
    else:
        problem["detail"] = str(getattr(error, "detail", error))
    response.data = problem
    response.content_type = "application/problem+json"
    return response
