"""A small shared cast: plain factories with defaults, for tests of every app."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles.models import Article, EditorZones, Issue, Publication, TextVersion
from facts import curation
from facts.claims import said_key
from facts.indicators import sync_indicators
from facts.models import Fact, Indicator, Proposal
from facts.publishing import publish_article
from facts.roles import GROUPS, Role
from facts.settling import settle
from history.changes import change
from projects.models import Organization, Project
from zones.models import Region, Zone

_numbers = count(1)
TEXT = "1—8月份，长治高新区完成工业投资16.3亿元，同比增长24.8%。\n锂电产业园项目总投资12亿元，预计年底投产。\n该区新增就业3200人。"


def make_user(role: Role | None = Role.EDITOR, *, zones: list[Zone] | None = None, name: str = "") -> Any:
    """A user of a role, limited to zones where some are given."""
    user = get_user_model().objects.create_user(name or f"用户{next(_numbers)}", password="一二三四五六七八九十甲乙", is_staff=role is not None)
    if role is not None:
        user.groups.add(Group.objects.get_or_create(name=GROUPS[role])[0])
    if zones is not None:
        EditorZones.objects.create(user=user).zones.set(zones)
    return user


def make_region(name: str = "长治市", code: str = "140400", **values: Any) -> Region:
    with change(None, "列入名录", actor_name="测试") as group:
        known = Region.objects.filter(code=code).first()
        return known or group.create(Region(code=code, name=name, **({"level": Region.Level.PREFECTURE} | values)))


def make_zone(name: str = "长治高新区", **values: Any) -> Zone:
    values = {"slug": f"zone-{next(_numbers)}", "level": Zone.Level.PROVINCIAL, "published": True} | values
    with change(None, "列入名录", actor_name="测试") as group:
        zone = group.create(Zone(name=name, **values))
        settle(group, zones=[zone.pk])
        return zone


def make_project(name: str = "锂电产业园项目", **values: Any) -> Project:
    with change(None, "列入名录", actor_name="测试") as group:
        return group.create(Project(slug=f"project-{next(_numbers)}", name=name, **values))


def make_organization(name: str = "山西某某公司", **values: Any) -> Organization:
    with change(None, "列入名录", actor_name="测试") as group:
        return group.create(Organization(slug=f"organization-{next(_numbers)}", name=name, **values))


def make_issue(day: date = date(2024, 10, 8), **values: Any) -> Issue:
    with change(None, "收录版面", actor_name="测试") as group:
        publication = values.pop("publication", None) or Publication.objects.filter(name="测试日报").first()
        publication = publication or group.create(Publication(slug="paper", name="测试日报"))
        return group.create(Issue(publication=publication, label=f"第{next(_numbers)}期", date=day, **values))


def make_article(text: str = TEXT, *, zones: list[Zone] | None = None, issue: Issue | None = None, published: bool = False, **values: Any) -> Article:
    """A draft with its first text version; `published=True` publishes it through the service, without signatures."""
    issue = issue or make_issue()
    with change(None, "收录版面", actor_name="测试") as group:
        article = group.create(Article(slug=f"article-{next(_numbers)}", issue=issue, **({"headline": "测试报道"} | values)), zones=zones or [])
        version = group.create(TextVersion(article=article, number=1, text=text, blocks=["paragraph"] * (text.count("\n") + 1)))
        group.update(article, {"current": version})
    if published:
        article = publish_article(article, None, by_command=True)
    return article


def measure_values(subject: str = "长治高新区", value: str = "1630000000", **values: Any) -> dict[str, Any]:
    """The columns of a measure's claim."""
    if not Indicator.objects.exists():
        sync_indicators()
    claim = {
        "kind": "measure", "subject_type": "zone", "subject": subject, "indicator_id": "industrial_investment", "measure": "level", "value": value,
        "unit": "CNY", "value_printed": "16.3", "unit_printed": "亿元", "period_start": date(2024, 1, 1), "period_end": date(2024, 8, 31),
    }  # fmt: skip
    return claim | values


def make_proposal(article: Article, quote: str = "16.3亿元", **values: Any) -> Proposal:
    """A pending proposal standing at the first occurrence of the quote."""
    start = article.text.index(quote)
    columns = curation.claim_columns(measure_values() | values)
    proposal = Proposal(
        article=article, version=article.current, rule="test", sure=True, anchors=[{"start": start, "end": start + len(quote), "exact": quote}], **columns
    )
    proposal.said_key = said_key(proposal)
    with change(None, "识别", actor_name="测试") as group:
        return group.create(proposal)


def make_fact(article: Article, quote: str = "16.3亿元", user: Any = None, **values: Any) -> Fact:
    """A proposal accepted through the service; without a user by a chief editor, so that it needs no signature."""
    user = user or chief()
    return curation.accept(make_proposal(article, quote, **values), user)


def chief() -> Any:
    """One chief editor for the whole test."""
    return get_user_model().objects.filter(username="主编甲").first() or make_user(Role.CHIEF_EDITOR, name="主编甲")
