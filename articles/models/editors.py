"""Which zones an editor may touch."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from zones.models import Zone


class EditorZones(models.Model):
    """负责的开发区: with a row here a user sees and decides only on articles of these zones."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="用户",
        on_delete=models.CASCADE,
        related_name="editor_zones",
    )
    zones = models.ManyToManyField(Zone, verbose_name="负责的开发区", related_name="editors")

    class Meta:
        verbose_name = "负责的开发区"
        verbose_name_plural = "负责的开发区"

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def zones_of(cls, user: Any) -> list[int] | None:
        """Ids of the zones a user is limited to, or None for no limit."""
        if user.is_superuser:
            return None
        limit = cls.objects.filter(user_id=user.pk).first()
        return None if limit is None else list(limit.zones.values_list("pk", flat=True))
