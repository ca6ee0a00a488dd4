"""What every template may say about the site and its operator."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "SITE_URL": settings.SITE_URL,
        "SITE_NAME": settings.SITE_NAME,
        "SITE_NAME_EN": settings.SITE_NAME_EN,
        "OPERATOR": settings.OPERATOR,
        "ICP_LICENCE": settings.ICP_LICENCE,
        "POLICE_LICENCE": settings.POLICE_LICENCE,
        "CONTACT": settings.CONTACT,
    }
