"""What the engine found in an article, and what an editor decided on it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Article, TextVersion

from ..constraints import claim_constraints
from ..vocabulary import (
    Rejection,
)
from .claims import Claim, brief


class ProposalQuerySet(models.QuerySet):
    def pending(self) -> ProposalQuerySet:
        return self.filter(state=Proposal.State.PENDING)

    def undecided(self) -> ProposalQuerySet:
        return self.filter(state__in=[Proposal.State.PENDING, Proposal.State.HELD])

    def for_editor(self, user: object) -> ProposalQuerySet:
        return self.filter(article__in=Article.objects.for_editor(user))


class Proposal(Claim):
    """A claim that the engine found in one article, and what an editor decided on it."""

    class State(models.TextChoices):
        PENDING = "pending", "待核"
        HELD = "held", "存疑"
        ACCEPTED = "accepted", "已采用"
        CORRECTED = "corrected", "改后采用"
        REJECTED = "rejected", "未采用"
        GONE = "gone", "不再识别"

    article = models.ForeignKey(Article, verbose_name="报道", on_delete=models.PROTECT, related_name="proposals")
    version = models.ForeignKey(
        TextVersion,
        verbose_name="正文版本",
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    said_key = models.CharField("表述键", max_length=64)
    anchors = models.JSONField("引文位置", default=list)
    rule = models.CharField("规则", max_length=60, blank=True)
    engine_version = models.CharField("识别程序版本", max_length=40, blank=True)
    trace = models.JSONField("识别依据", default=dict, blank=True)
    score = models.IntegerField("把握分", default=0)
    sure = models.BooleanField("把握大", default=False)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PENDING)
    rejection = models.CharField("不采用的原因", max_length=12, choices=Rejection.choices, blank=True)
    note = models.TextField("备注", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经办",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decided_proposals",
    )
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    fact = models.ForeignKey(
        "Fact",
        verbose_name="条目",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
    )
    created_at = models.DateTimeField("提出时间", auto_now_add=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "待核条目"
        verbose_name_plural = "待核条目"
        ordering = ["article_id", "pk"]
        constraints = [
            *claim_constraints("facts_proposal"),
            models.UniqueConstraint(fields=["article", "said_key"], name="facts_proposal_said_once"),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(rejection=""),
                name="facts_proposal_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "corrected"]) | Q(fact__isnull=False),
                name="facts_proposal_fact",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "article"], name="facts_proposal_state"),
            models.Index(fields=["rule", "state"], name="facts_proposal_rule"),
        ]

    def __str__(self) -> str:
        return brief(self)

    @property
    def start(self) -> int:
        return self.anchors[0]["start"] if self.anchors else 0
