"""Logged-in clients and one article with proposals, for the tests of the admin."""

from __future__ import annotations

from typing import Any

from django.test import Client

from facts.roles import Role
from tests.base import make_article, make_fact, make_proposal, make_user, make_zone


def client_of(role: Role | None = Role.CHIEF_EDITOR, **limits: Any) -> Any:
    client = Client()
    client.user = make_user(role, **limits)
    client.force_login(client.user)
    return client


def make_desk(zone_name: str = "长治高新区") -> Any:
    """A published-to-be article of one zone: two pending claims in one sentence, one accepted fact."""
    zone = make_zone(zone_name)
    article = make_article(zones=[zone])
    make_proposal(article, subject_zone=zone)
    make_proposal(article, "24.8%", subject_zone=zone, measure="growth", value="24.8", unit="percent", value_printed="24.8", unit_printed="%")
    make_fact(article, "3200人", subject_zone=zone, indicator_id="jobs", value="3200", unit="count", value_printed="3200", unit_printed="人")
    return article


def post_decision(client: Any, article: Any, proposal: Any, action: str, **more: Any) -> Any:
    data = {"action": action, "proposal": getattr(proposal, "pk", proposal), "version": article.current_id, **more}
    return client.post(f"/admin/facts/review/{article.pk}/", data, headers={"Accept": "application/json"})
