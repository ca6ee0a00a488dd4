"""Addresses of the review desk, below `/admin/facts/review/`."""

from django.contrib import admin
from django.urls import path

from . import views

protected = admin.site.admin_view
urlpatterns = [
    path("", protected(views.queue), name="desk_queue"),
    path("value/", protected(views.value), name="desk_value"),
    path("<int:pk>/", protected(views.desk), name="desk"),
    path("<int:pk>/reading/", protected(views.reading), name="desk_reading"),
]
