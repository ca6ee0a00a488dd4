"""API: facts, the indicators they speak of, and reports that differ."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db.models import Count, FloatField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from rest_framework.response import Response

from history.models import PublicSpan
from zones.api.paging import Key
from zones.api.viewsets import PublicViewSet

from .filtersets import ConflictFilterSet, FactFilterSet
from .models import Conflict, Fact, Indicator
from .records import Record, fact_rows, records
from .serializers import ConflictSerializer, FactSerializer, IndicatorSerializer, SupersededSerializer

# Facts without the quantity stand last in either direction; as floats the databases agree with the cursor on what is equal.
_SMALLEST_FIRST = Coalesce(Cast("value_number", FloatField()), Value(1e300))
_LARGEST_FIRST = Coalesce(Cast("value_number", FloatField()), Value(-1e300))
_EARLIEST_FIRST = Coalesce("period_end", Value(date.max))
# The fields that are read off a fact's citations.
_CITING = frozenset({"citations", "sources", "published", "sentence", "sentence_en"})
_LATEST_FIRST = Coalesce("period_end", Value(date.min))


class IndicatorViewSet(PublicViewSet):
    """指标及其解释。名录全部公开，不随 as_of 变化。"""

    model = Indicator
    serializer_class = IndicatorSerializer
    lookup_field = "key"
    lookup_value_regex = r"[a-z0-9_]+"
    orderings = {"order": (Key("order"),), "-order": (Key("order", True),)}

    def get_queryset(self) -> QuerySet:
        return Indicator.objects.all()


class FactViewSet(PublicViewSet):
    """条目：数据、进展与关联，每条附引文、位置、报道、正文版本与固定网址。"""

    model = Fact
    serializer_class = FactSerializer
    filterset_class = FactFilterSet
    lookup_field = "pk"
    lookup_value_regex = r"\d{1,18}"
    orderings = {
        "id": (Key("pk"),),
        "-id": (Key("pk", True),),
        "value": (Key(_SMALLEST_FIRST),),
        "-value": (Key(_LARGEST_FIRST, True),),
        "period": (Key(_EARLIEST_FIRST),),
        "-period": (Key(_LATEST_FIRST, True),),
    }

    def get_queryset(self) -> QuerySet:
        return fact_rows(self.as_of)

    def present(self, rows: list[dict[str, Any]]) -> list[Any]:
        needed = self.fields is None or not _CITING.isdisjoint(self.fields)
        return super().present(records(rows, self.as_of, with_citations=needed))

    def absent(self, row: Fact | None) -> Any:
        """A corrected fact says by what; its own words are shown nowhere any more."""
        if row is None or row.superseded_at is None or row.withdrawn_at is not None or self.last_span(row) is None:
            return super().absent(row)
        serializer = SupersededSerializer(self._superseded(row), context=self.get_serializer_context() | {"fields": None})
        return Response(serializer.data)

    def _superseded(self, row: Fact) -> SimpleNamespace:
        successor = latest = Fact.objects.filter(supersedes=row).first()
        while latest is not None and latest.superseded_at is not None and (later := Fact.objects.filter(supersedes=latest).first()):
            latest = later
        shown = latest is not None and Fact.objects.public(self.as_of).filter(pk=latest.pk).exists()
        told = successor is not None and (shown or self.last_span(successor) is not None)
        return SimpleNamespace(
            pk=row.pk,
            superseded_at=row.superseded_at,
            superseded_by=latest.pk if shown else None,
            correction=successor.correction if told else None,
            correction_note=successor.correction_note if told else None,
        )

    def reason_for(self, row: Fact, span: PublicSpan) -> str:
        return row.withdrawn_reason or span.reason


class ConflictViewSet(PublicViewSet):
    """报道不一：数值不能同时成立的条目，并列给出。"""

    model = Conflict
    serializer_class = ConflictSerializer
    filterset_class = ConflictFilterSet
    lookup_field = "pk"
    lookup_value_regex = r"\d{1,18}"
    orderings = {"-opened_at": (Key("opened_at", True),), "opened_at": (Key("opened_at"),)}
    today_only = frozenset({"state"})

    def get_queryset(self) -> QuerySet:
        """One side alone is no difference, and what an editor did not close is none any more."""
        sides = Conflict.facts.through.objects.filter(fact__in=Fact.objects.public(self.as_of)).values("conflict")
        rows = Conflict.objects.filter(pk__in=sides.annotate(sides=Count("pk")).filter(sides__gt=1).values("conflict"))
        if self.as_of is not None:
            return rows.filter(opened_at__lte=self.as_of).exclude(outcome=Conflict.Outcome.SETTLED, closed_at__lte=self.as_of)
        return rows.exclude(outcome=Conflict.Outcome.SETTLED)

    def present(self, rows: list[Conflict]) -> list[Any]:
        sides: dict[int, list[Record]] = defaultdict(list)
        pairs = list(Conflict.facts.through.objects.filter(conflict__in=rows).order_by("fact_id").values_list("conflict_id", "fact_id"))
        shown = fact_rows(self.as_of).filter(pk__in={fact for _, fact in pairs})
        by_key = {record.claim.pk: record for record in records(shown, self.as_of)}
        for conflict, fact in pairs:
            if fact in by_key:
                sides[conflict].append(by_key[fact])
        return super().present([self._told(row, sides[row.pk]) for row in rows])

    def _told(self, row: Conflict, facts: list[Record]) -> SimpleNamespace:
        closed = row.closed_at is not None and (self.as_of is None or row.closed_at <= self.as_of)
        preferred = row.preferred_id if closed and any(record.claim.pk == row.preferred_id for record in facts) else None
        return SimpleNamespace(
            id=row.pk,
            opened_at=row.opened_at,
            closed_at=row.closed_at if closed else None,
            outcome=row.outcome if closed else None,
            reason=row.reason if closed else None,
            preferred=preferred,
            facts=facts,
            url=self.links.api("conflict", row.pk),
        )
