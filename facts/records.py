"""Public facts as plain values, for API and export: the same four queries for ten facts as for a thousand, and no model instances."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Issue, Publication, TextVersion
from articles.passages import sentence_bounds
from history.models import Event, PublicSpan

from .kinds import FACT, ORGANIZATION, PROJECT, ZONE
from .models import Citation, Fact
from .printing import day_words
from .sentences import sentence
from .sources import count_sources

CONTEXT = 16
LINKS = {"region": "code", "zone": "slug", "project": "slug", "organization": "slug"}
_KINDS = {"zone": ZONE, "project": PROJECT, "organization": ORGANIZATION}
_PLAIN = (
    "pk kind subject_type subject label measure value value_max unit value_printed unit_printed product reference stage relation object scope"
    " period_start period_end modality comparator base basis attribution rank correction correction_note supersedes_id scope_registered_id"
).split()
_INDICATOR = ("key", "name", "name_en", "lasting")
_CITATION = (
    "pk fact_id quote start end state version_id version__article_id version__number version__sha256 version__article__slug version__article__headline"
    " version__article__issue__date version__article__issue__precision version__article__issue__inferred version__article__issue__publication__name"
    " version__article__issue__publication__right"
).split()


@dataclass(slots=True)
class Cited:
    """One place where a public article says the fact."""

    key: int
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    state: str
    article_id: int
    article: str
    headline: str
    publication: str
    issue: Issue
    version: int
    sha256: str

    @property
    def said_on(self) -> str:
        words = day_words(self.issue.date, self.issue.precision)
        return f"{words}（推定）" if self.issue.inferred else words

    @property
    def said_on_en(self) -> str:
        words = day_words(self.issue.date, self.issue.precision, "en")
        return f"{words} (inferred)" if self.issue.inferred else words


@dataclass(slots=True)
class Record:
    """A fact: its claim with the registered ends that are public, its rank at that moment, its citations, the newest first, and how many sources they are."""

    claim: SimpleNamespace
    cited: list[Cited]
    sources: int = 0

    def sentence(self, language: str = "zh") -> str:
        newest = self.cited[0] if self.cited else None
        reported = "" if newest is None else newest.said_on if language == "zh" else newest.said_on_en
        return sentence(self.claim, language, reported=reported)


def fact_rows(as_of: datetime | None = None) -> QuerySet:
    """Public facts as dictionaries; `records` makes them whole."""
    names = [f"{end}_{link}__{part}" for end in ("subject", "object") for link in LINKS for part in _parts(link)]
    indicator = [f"indicator__{part}" for part in _INDICATOR]
    shown = {f"object_{link}_shown": _is_public(kind, f"object_{link}", as_of) for link, kind in _KINDS.items()}
    predecessor = PublicSpan.objects.ended(as_of).filter(kind=FACT, object_id=OuterRef("supersedes_id"))
    return Fact.objects.public(as_of).values(*_PLAIN, *names, *indicator, "scope_registered__name").annotate(**shown, predecessor_shown=Exists(predecessor))


def _is_public(kind: str, path: str, as_of: datetime | None) -> Exists:
    return Exists(PublicSpan.objects.at(as_of).filter(kind=kind, object_id=OuterRef(path)))


def records(rows: Iterable[dict[str, Any]], as_of: datetime | None = None, *, with_citations: bool = True) -> list[Record]:
    rows = list(rows)
    keys = [row["pk"] for row in rows]
    cited = _citations(keys, as_of) if with_citations else defaultdict(list)
    ranks = _earlier_ranks(keys, as_of)
    sources = count_sources({key: {one.article_id for one in cited[key]} for key in keys})
    return [Record(_claim(row, ranks), cited[row["pk"]], sources[row["pk"]]) for row in rows]


def _parts(link: str) -> list[str]:
    return [LINKS[link], "name"] + ([] if link == "region" else ["short_name"])


def _claim(row: dict[str, Any], ranks: dict[int, str]) -> SimpleNamespace:
    claim = SimpleNamespace(**{name: row[name] for name in _PLAIN})
    for end in ("subject", "object"):
        for link in LINKS:
            setattr(claim, f"{end}_{link}", _registered(row, end, link))
    claim.indicator = SimpleNamespace(**{part: row[f"indicator__{part}"] for part in _INDICATOR}) if row["indicator__key"] else None
    claim.scope_registered = row["scope_registered__name"]
    claim.rank = ranks.get(claim.pk, claim.rank)
    if not row["predecessor_shown"]:
        claim.supersedes_id = None
    return claim


def _registered(row: dict[str, Any], end: str, link: str) -> SimpleNamespace | None:
    """The registry row under the link; the other end of a relation only where that is public too."""
    key = row[f"{end}_{link}__{LINKS[link]}"]
    if key is None or not row.get(f"{end}_{link}_shown", True):
        return None
    return SimpleNamespace(type=link, key=key, name=row[f"{end}_{link}__name"], short_name=row.get(f"{end}_{link}__short_name", ""))


def _citations(keys: list[int], as_of: datetime | None) -> dict[int, list[Cited]]:
    shown = Citation.objects.public(as_of).filter(fact__in=keys).order_by("-version__article__issue__date", "version", "start", "pk").values(*_CITATION)
    rows = list(shown)
    texts = dict(TextVersion.objects.filter(pk__in={row["version_id"] for row in rows}).values_list("pk", "text"))
    cited: dict[int, list[Cited]] = defaultdict(list)
    for row in rows:
        cited[row["fact_id"]].append(_cited(row, texts[row["version_id"]]))
    return cited


def _cited(row: dict[str, Any], text: str) -> Cited:
    """Of a publication that may only be quoted, the surroundings end with the sentence."""
    start, end = row["start"], row["end"]
    left, right = max(0, start - CONTEXT), end + CONTEXT
    if row["version__article__issue__publication__right"] != Publication.Right.FULL:
        first, last = sentence_bounds(text, start, end)
        left, right = max(left, first), min(right, last)
    issue = Issue(**{name: row[f"version__article__issue__{name}"] for name in ("date", "precision", "inferred")})
    return Cited(
        key=row["pk"], quote=row["quote"], prefix=text[left:start], suffix=text[end:right], start=start, end=end,
        state=row["state"], article_id=row["version__article_id"], article=row["version__article__slug"], headline=row["version__article__headline"],
        issue=issue, publication=row["version__article__issue__publication__name"], version=row["version__number"], sha256=row["version__sha256"],
    )  # fmt: skip


def _earlier_ranks(keys: list[int], as_of: datetime | None) -> dict[int, str]:
    """The rank that each fact had before it was first changed after the moment; none where it has not changed since."""
    if as_of is None:
        return {}
    changed = Event.objects.filter(kind=FACT, object_id__in=[str(key) for key in keys], at__gt=as_of).order_by("-number", "-position")
    return {int(key): before["rank"] for key, before in changed.values_list("object_id", "before") if before}
