"""The four roles, in rising order. The group of the same Chinese name carries a role; a superuser is an administrator."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from django.db.models import prefetch_related_objects


class Role(IntEnum):
    CONTRIBUTOR = 1
    EDITOR = 2
    CHIEF_EDITOR = 3
    ADMINISTRATOR = 4

    @property
    def label(self) -> str:
        return GROUPS[self]


GROUPS = {Role.CONTRIBUTOR: "录入员", Role.EDITOR: "编辑", Role.CHIEF_EDITOR: "主编", Role.ADMINISTRATOR: "管理员"}


def role_of(user: Any) -> Role | None:
    """The highest role of a user; None for a stranger, or an account that is switched off."""
    if user is None or not user.is_authenticated or not user.is_active:
        return None
    if user.is_superuser:
        return Role.ADMINISTRATOR
    prefetch_related_objects([user], "groups")  # once a request: an admin page asks for every table of the menu
    names = {group.name for group in user.groups.all()}
    return max((role for role, name in GROUPS.items() if name in names), default=None)
