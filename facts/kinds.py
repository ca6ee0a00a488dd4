"""The kinds of objects that can be public, under the names by which the history knows them."""

from __future__ import annotations

from typing import Any

from articles.models import Article, Author, Issue
from projects.models import Organization, Project
from zones.models import Zone

from .models import Fact

ARTICLE, FACT, ZONE = "articles.article", "facts.fact", "zones.zone"
PROJECT, ORGANIZATION, AUTHOR, ISSUE = "projects.project", "projects.organization", "articles.author", "articles.issue"
MODELS: dict[str, Any] = {ARTICLE: Article, FACT: Fact, ZONE: Zone, PROJECT: Project, ORGANIZATION: Organization, AUTHOR: Author, ISSUE: Issue}
# The columns of a fact that name a project or an organisation.
ENDS = {PROJECT: ("subject_project_id", "object_project_id"), ORGANIZATION: ("subject_organization_id", "object_organization_id")}
