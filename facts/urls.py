from django.urls import path

from . import views

app_name = "facts"
urlpatterns = [
    path("facts/<int:pk>/", views.FactView.as_view(), name="fact"),
    path("indicators/<slug:key>/", views.IndicatorView.as_view(), name="indicator"),
    path("corrections/", views.corrections, name="corrections"),
]
