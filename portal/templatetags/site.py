"""Links that keep what the address already says: another page of a list, the same page in the other language."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

register = template.Library()
_LONGEST = 1000


@register.simple_tag(takes_context=True)
def page_link(context: Context, parameter: str, number: int) -> str:
    """`?stage=started&page=2`: the current filters with another page number."""
    query = context["request"].GET.copy()
    query[parameter] = str(number)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def here_in(context: Context, language: str) -> str:
    """The current address, its query included where that is of a sensible length, in the other language."""
    request = context.get("request")
    address = (request.get_full_path() if len(request.get_full_path()) < _LONGEST else request.path) if request else ""
    return translate_url(address, language) if address else f"/{'' if language == settings.LANGUAGE_CODE else language + '/'}"


@register.filter
def term(words: Any) -> str:
    """A term of the closed lists (glossary) in the reader's language."""
    return gettext(str(words)) if words else ""


@register.filter
def named(entity: Any) -> SafeString:
    """The entity's name; in English its English name where one is recorded, else the Chinese one, marked as Chinese."""
    if (get_language() or "").startswith("en"):
        english = getattr(entity, "english_name", "")
        return format_html("{}", english) if english else format_html('<span lang="zh-Hans">{}</span>', entity)
    return format_html("{}", entity)
