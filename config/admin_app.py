"""Puts the editors' own admin site in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class EditorsAdminConfig(AdminConfig):
    default_site = "config.admin.EditorsSite"
