"""Refusals in the site's dress. The page for a fault of ours asks no database and no session."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = _too_much(exception)
    return HttpResponse(render_to_string("400.html", {**_site(), "reason": reason}), status=413 if reason else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("403.html", _site()), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "404.html", {"reason": reason}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("500.html", _site()), status=500)


def _too_much(exception: Exception) -> str:
    """Which limit a request went over, in words; empty for any other fault."""
    match exception:
        case TooManyFilesSent():
            return f"一次最多上传 {settings.DATA_UPLOAD_MAX_NUMBER_FILES} 个文件，请分几次上传。"
        case RequestDataTooBig():
            most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
            return f"提交的文字超过 {most} MB，什么都没有保存。请分几次提交，或存成文件上传。"
        case TooManyFieldsSent():
            return f"一次最多提交 {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} 项，什么都没有保存。请分几次提交。"
    return ""


def _site() -> dict[str, object]:
    return {"SITE_NAME": settings.SITE_NAME, "SITE_NAME_EN": settings.SITE_NAME_EN, "CONTACT": settings.CONTACT}
