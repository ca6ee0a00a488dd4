"""What templates say of facts: every word comes from the sentence-writer, every source from what is public."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Article, Issue
from facts import charts, presenting, progress, sentences, shown, sources
from facts.marking import Piece
from facts.models import Fact

register = template.Library()
_closing = mark_safe("</mark>")
_number = re.compile(r"^(\D*?)([-−]?\d[\d.,—–×]*)(.*)$", re.DOTALL)


def language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


@register.filter
def dated(issue: Issue) -> str:
    """The issue's date as far as it is known, saying so where it was inferred."""
    words = sentences.day_words(issue.date, issue.precision, language())
    return words + _("（推定）") if issue.inferred else words


@register.filter
def reported(fact: Fact) -> str:
    """When the newest shown source appeared: what dates a claim whose article fixes no period."""
    return dated(fact.sources[0].version.article.issue) if fact.sources else ""


@register.filter
def sentence(fact: Fact) -> str:
    return sentences.sentence(fact, language(), reported=reported(fact))


@register.filter
def label(fact: Fact) -> str:
    return sentences.short_label(fact, language())


@register.filter
def subject(fact: Fact) -> str:
    return sentences.subject_words(fact, language())


@register.filter
def indicator(fact: Fact) -> str:
    return sentences.indicator_words(fact, language())


@register.filter
def value(fact: Fact) -> str:
    return sentences.value_words(fact, language())


@register.filter
def stage(fact: Fact) -> str:
    return sentences.stage_words(fact, language())


@register.filter
def other_end(fact: Fact) -> str:
    return sentences.object_words(fact)


@register.filter
def period(fact: Fact) -> str:
    """The claim's period; where the article fixes none, the date of the report, except for what lasts."""
    if fact.period_start or fact.period_end:
        return sentences.period_words(fact, language())
    lasting = fact.indicator is not None and fact.indicator.lasting
    return "" if lasting or not fact.sources else _("据%(date)s报道") % {"date": reported(fact)}


@register.filter
def number(fact: Fact) -> SafeString:
    """The value's words with its digits set apart, for large type; read as a text it is `value_words` and nothing else."""
    words = value(fact)
    found = _number.match(words)
    if not found:
        return format_html('<span class="digits">{}</span>', words)
    before, digits, after = found.groups()
    parts = [("hedge", before), ("digits", digits), ("unit", after)]
    return format_html_join("", '<span class="{}">{}</span>', ((name, text) for name, text in parts if text))


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Pieces with their quotes as anchors: the targets of citation links. Each id stands on its page once."""
    return _html(pieces, '<mark id="citation-{}">')


@register.filter
def quoted(pieces: Iterable[Piece]) -> SafeString:
    """Pieces with their quotes marked for the eye only."""
    return _html(pieces, "<mark>")


def _html(pieces: Iterable[Piece], opening: str) -> SafeString:
    return format_html_join("", "{}", ((_step(piece, opening),) for piece in pieces))


def _step(piece: Piece, opening: str) -> str:
    if piece.closes:
        return _closing
    return format_html(opening, piece.opens.pk) if piece.opens is not None else piece.text


@register.filter
def in_sentence(citation: Any) -> list[Piece]:
    return presenting.in_sentence(citation)


@register.filter
def in_paragraph(citation: Any) -> list[Piece]:
    """The quote in its paragraph, as far as that may be shown."""
    return presenting.in_paragraph(citation)


@register.simple_tag
def presentation(article: Article) -> presenting.Presentation:
    return presenting.present(article)


@register.simple_tag
def articles_about(name: str, entity: Any) -> QuerySet:
    return shown.articles_about(**{name: entity})[:12]


@register.simple_tag
def load_facts(facts: Any) -> list[Fact]:
    """The facts of a queryset or of a page, with their sources."""
    rows = getattr(facts, "object_list", facts)
    return list(shown.with_sources(rows)) if isinstance(rows, QuerySet) else list(rows)


@register.simple_tag
def project_measures(zone: Any) -> list[Fact]:
    """Measures of the zone's public projects: what is reported of a zone that has no totals of its own."""
    facts = Fact.objects.public().filter(kind="measure", subject_project__zone=zone, subject_project__in=zone.projects.public())
    return list(shown.with_sources(facts.order_by("indicator__order", "subject_project", "pk"))[:24])


@register.simple_tag
def figures_of(facts: list[Fact]) -> list[shown.Figure]:
    return shown.figures(facts)


@register.simple_tag
def leading(figures: list[shown.Figure]) -> list[shown.Figure]:
    """The figure of which most is said first, then those of a stated period, the others last; within that as reported."""
    if not figures:
        return []
    lead = max(figures, key=lambda figure: len(figure.others))
    others = [figure for figure in figures if figure is not lead]
    return [lead, *sorted(others, key=lambda figure: figure.lead.period_end is None)]


@register.simple_tag
def comparisons_of(facts: list[Fact]) -> list[charts.Chart]:
    return charts.comparisons(facts)


@register.simple_tag
def series_of(facts: list[Fact]) -> list[charts.Chart]:
    return charts.series(facts)


@register.simple_tag
def conflicts_of(**subject: Any) -> list[Any]:
    return shown.open_conflicts(Fact.objects.public().filter(**subject))


@register.simple_tag
def phases_of(facts: list[Fact]) -> list[progress.Phase]:
    return progress.phases(facts)


@register.simple_tag
def by_stage(projects: Iterable[Any]) -> list[tuple[str, list[Any]]]:
    return progress.by_stage(projects)


@register.simple_tag
def stage_reports(projects: list[Any]) -> dict[int, list[Fact]]:
    return progress.stage_reports(projects)


@register.inclusion_tag("facts/_cite.html", takes_context=True)
def cite(context: Any, fact: Fact) -> dict[str, Any]:
    """The mark beside a figure; it opens the whole sentence in place and leads to it in its article."""
    return {"fact": fact, "source_count": source_count(context, fact)}


@register.simple_tag(takes_context=True)
def source_count(context: Any, fact: Fact) -> int:
    """How many independent sources the shown citations are. Which articles are reprints is asked once a page, and only where it matters."""
    articles = {citation.version.article_id for citation in fact.sources}
    if len(articles) < 2:
        return len(articles)
    request = context.get("request")
    known = getattr(request, "known_reprints", None)
    if known is None:
        known = sources.reprints()
        if request is not None:
            request.known_reprints = known
    return sources.independent(articles, known)


@register.filter
def has_batches(facts: list[Fact]) -> bool:
    return any("批" in fact.scope for fact in facts)


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    return mapping.get(key)
