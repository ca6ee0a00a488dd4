"""The OpenAPI description: what the shared parameters mean, beside the filters that drf-spectacular finds itself."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

_SHARED = {
    "as_of": "截至：日期（该日最后一刻，北京时间）或带时区的日期时间。只列出当时公开的对象；名称与文字是现在的。",
    "fields": "只要这些字段，用逗号分开。",
    "format": "json 或 csv；也可用 Accept 请求头。",
}


class PublicSchema(AutoSchema):
    def get_override_parameters(self) -> list[OpenApiParameter]:
        shared = [OpenApiParameter(name, str, description=words) for name, words in _SHARED.items() if name in self.view.get_parameters()]
        return [*super().get_override_parameters(), *shared]

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            filterset = getattr(self.view, "filterset_class", None)
            for parameter in operation.get("parameters", []):
                if "description" not in parameter and filterset is not None and parameter["name"] in filterset.base_filters:
                    parameter["description"] = str(filterset.base_filters[parameter["name"]].label)
            problem = {"description": "出错（RFC 9457）", "content": {"application/problem+json": {"schema": PROBLEM}}}
            operation["responses"] |= {"default": problem}
        return operation

    def _is_list_view(self, serializer: Any = None) -> bool:
        return getattr(self.view, "action", "") == "list"


PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "reason": {"type": "string"},
    },
}
