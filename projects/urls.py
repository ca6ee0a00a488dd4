from django.urls import path

from . import views

app_name = "projects"
urlpatterns = [
    path("projects/", views.ProjectListView.as_view(), name="project_list"),
    path("projects/<slug:slug>/", views.ProjectView.as_view(), name="project"),
    path("organizations/<slug:slug>/", views.OrganizationView.as_view(), name="organization"),
]
