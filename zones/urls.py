from django.urls import path

from . import views

app_name = "zones"
urlpatterns = [
    path("regions/<str:code>/", views.RegionView.as_view(), name="region"),
    path("zones/", views.ZoneListView.as_view(), name="zone_list"),
    path("zones/<slug:slug>/", views.ZoneView.as_view(), name="zone"),
]
