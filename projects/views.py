"""Pages of projects and organisations."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When
from django.utils.translation import gettext_noop

from zones.models import Zone
from zones.pages import PublicDetailView, PublicListView, page_of

from .filtersets import ProjectFilterSet
from .models import Organization, Project, Stage

FACTS_ON_A_PAGE = 80


def listed(projects: QuerySet) -> QuerySet:
    """Projects by their latest reported stage, the furthest first; a zone that is not public is not named."""
    places = {stage: place for place, stage in enumerate(reversed(Stage.values))}
    beside = [Stage.SUSPENDED, Stage.CANCELLED]
    order = [When(stage=stage, then=Value(place if stage not in beside else len(places))) for stage, place in places.items()]
    furthest = Case(*order, default=Value(len(places) + 1), output_field=IntegerField())
    zone = Prefetch("zone", queryset=Zone.objects.public().select_related("region"))
    return projects.order_by(furthest, "name", "pk").select_related("industry").prefetch_related(zone)


class ProjectListView(PublicListView):
    template_name = "projects/project_list.html"
    filterset_class = ProjectFilterSet
    fields = ("q", "zone", "stage", "industry")

    def get_queryset(self) -> QuerySet:
        return listed(Project.objects.public())


class ProjectView(PublicDetailView):
    model = Project
    template_name = "projects/project.html"
    gone_heading = gettext_noop("该项目已不在名录中公开")

    def get_queryset(self) -> QuerySet:
        zone = Prefetch("zone", queryset=Zone.objects.public().select_related("region"))
        return Project.objects.select_related("industry").prefetch_related(zone, Prefetch("aliases", to_attr="other_names"))

    def get_context(self, project: Project) -> dict[str, Any]:
        facts = project.facts.public()
        return {
            "project": project,
            "stages": facts.filter(kind="stage")[:200],
            "measures": page_of(self.request, facts.filter(kind="measure"), FACTS_ON_A_PAGE),
            "relations": facts.filter(kind="relation")[:FACTS_ON_A_PAGE],
            "people": project.facts_as_object.public().filter(relation="role")[:FACTS_ON_A_PAGE],
            "spoken": facts.exclude(attribution="")[:FACTS_ON_A_PAGE],
            "articles": project.articles.public()[:12],
        }


class OrganizationView(PublicDetailView):
    model = Organization
    template_name = "projects/organization.html"
    gone_heading = gettext_noop("该单位已不在名录中公开")

    def get_queryset(self) -> QuerySet:
        zone = Prefetch("zone", queryset=Zone.objects.public().select_related("region"))
        return Organization.objects.select_related("region").prefetch_related(zone, Prefetch("aliases", to_attr="other_names"))

    def get_context(self, organization: Organization) -> dict[str, Any]:
        named = organization.facts_as_object.public()
        return {
            "organization": organization,
            "measures": page_of(self.request, organization.facts.public().filter(kind="measure"), FACTS_ON_A_PAGE),
            "relations": organization.facts.public().filter(kind="relation")[:FACTS_ON_A_PAGE],
            "named": page_of(self.request, named, FACTS_ON_A_PAGE, "named"),
            "projects": listed(Project.objects.public().filter(pk__in=named.values("subject_project")))[:50],
        }
