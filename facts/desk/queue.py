"""待核清单: what waits for a decision across articles, narrowed by zone, rule, indicator, confidence and age. Counts only what the user may see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from articles.models import Article
from facts.models import Indicator, Proposal, ProposalQuerySet
from facts.rule_words import rule_words
from zones.models import Zone

AGES = {"1": "超过一天", "7": "超过一周", "30": "超过一月"}


class QueueForm(forms.Form):
    """The filters; the lists offer only what something is pending under."""

    state = forms.ChoiceField(label="状态", required=False, choices=[("", "待核和存疑"), ("pending", "待核"), ("held", "存疑")])
    zone = forms.ChoiceField(label="开发区", required=False)
    rule = forms.ChoiceField(label="规则", required=False)
    indicator = forms.ChoiceField(label="指标", required=False)
    sure = forms.ChoiceField(label="把握", required=False, choices=[("", "不限"), ("1", "把握大（可批量采用）"), ("0", "其他")])
    age = forms.ChoiceField(label="等候", required=False, choices=[("", "不限"), *AGES.items()])

    def __init__(self, data: Any, waiting: ProposalQuerySet) -> None:
        super().__init__(data)
        articles = waiting.values("article_id")
        zones = Zone.objects.filter(articles__in=articles).distinct().order_by("region__code", "pk")
        rules = waiting.order_by("rule").values_list("rule", flat=True).distinct()
        indicators = Indicator.objects.filter(pk__in=waiting.values("indicator_id"))
        self.fields["zone"].choices = [("", "不限"), ("none", "没有开发区"), *((str(zone.pk), str(zone)) for zone in zones)]
        self.fields["rule"].choices = [("", "不限"), *((rule, rule_words(rule) or "（无）") for rule in rules)]
        self.fields["indicator"].choices = [("", "不限"), *((row.key, row.name) for row in indicators)]

    def narrow(self, waiting: ProposalQuerySet) -> ProposalQuerySet:
        """Nothing where a filter makes no sense: a wrong filter must not look like a full list."""
        if not self.is_valid():
            return waiting.none()
        asked = self.cleaned_data
        if asked["state"]:
            waiting = waiting.filter(state=asked["state"])
        if asked["zone"]:
            waiting = waiting.filter(article__zones__isnull=True) if asked["zone"] == "none" else waiting.filter(article__zones=asked["zone"])
        if asked["rule"]:
            waiting = waiting.filter(rule=asked["rule"])
        if asked["indicator"]:
            waiting = waiting.filter(indicator=asked["indicator"])
        if asked["sure"]:
            waiting = waiting.filter(sure=asked["sure"] == "1")
        if asked["age"]:
            waiting = waiting.filter(created_at__lt=timezone.now() - timedelta(days=int(asked["age"])))
        return waiting


def waiting_for(user: Any) -> ProposalQuerySet:
    return Proposal.objects.undecided().for_editor(user)


def articles_waiting(proposals: ProposalQuerySet) -> QuerySet[Article]:
    """Articles in the order of work: longest waiting first, then the order of the page."""
    return (
        Article.objects.filter(proposals__in=proposals)
        .annotate(
            waiting=Count("proposals", distinct=True),
            held=Count("proposals", filter=Q(proposals__state="held"), distinct=True),
            sure=Count("proposals", filter=Q(proposals__sure=True), distinct=True),
            oldest=Min("proposals__created_at"),
            first=Min("proposals__pk"),
        )
        .select_related("issue__publication")
        .prefetch_related("zones")
        .order_by("oldest", "issue_id", "order", "pk")
    )


def next_article(user: Any, article: Article) -> Article | None:
    """Another article with something pending; the rest of the same issue first."""
    waiting = Article.objects.filter(pk__in=Proposal.objects.pending().for_editor(user).values("article_id")).exclude(pk=article.pk)
    same = waiting.filter(issue_id=article.issue_id).order_by("order", "pk").first()
    return same or waiting.order_by("issue__date", "issue_id", "order", "pk").first()
