"""An article as pages show it: its text with the quotes of public facts marked, and the facts with what the text could not mark."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Prefetch

from articles.models import Article, Publication, TextVersion

from .marking import Paragraph, Piece, mark, mark_one, paragraph_bounds, sentence_bounds
from .models import Citation, Fact
from .shown import public_citations, with_sources


@dataclass
class Entry:
    """A fact of the article: quotes marked in the text, in copies of their sentence, and in a former text's paragraph."""

    fact: Fact
    in_text: list[Citation] = field(default_factory=list)
    copies: list[list[Piece]] = field(default_factory=list)
    former: list[list[Piece]] = field(default_factory=list)


@dataclass(frozen=True)
class Presentation:
    paragraphs: list[Paragraph]
    entries: list[Entry]


def present(article: Article) -> Presentation:
    """Of a publication that may only be quoted, no text: every quote stands in a copy of its sentence."""
    versions = TextVersion.objects.select_related("article__issue__publication")
    cited = public_citations().filter(version__article=article).prefetch_related(Prefetch("version", versions))
    citations = list(cited.order_by("start", "-end", "pk"))
    facts = {fact.pk: fact for fact in with_sources(Fact.objects.filter(pk__in={citation.fact_id for citation in citations}))}
    entries = {pk: Entry(facts[pk]) for pk in dict.fromkeys(citation.fact_id for citation in citations)}
    standing = [row for row in citations if row.version_id == article.current_id and row.state == Citation.State.EXACT]
    full = article.issue.publication.right == Publication.Right.FULL and article.current is not None
    marked = mark(article.current.paragraphs, standing) if full else None
    in_copy = {citation.pk for citation in (marked.aside if marked else standing)}
    in_text = {citation.pk for citation in standing} - in_copy
    for citation in citations:
        entry = entries[citation.fact_id]
        if citation.pk in in_text:
            entry.in_text.append(citation)
        elif citation.pk in in_copy:
            entry.copies.append(in_sentence(citation))
        else:
            entry.former.append(in_paragraph(citation))
    return Presentation(marked.paragraphs if marked else [], list(entries.values()))


def in_sentence(citation: Citation) -> list[Piece]:
    """The whole sentence with the quote marked in it."""
    text = citation.version.text
    return mark_one(text, citation, sentence_bounds(text, citation.start, citation.end))


def in_paragraph(citation: Citation) -> list[Piece]:
    """The paragraph with the quote marked in it; of a publication that may only be quoted, the sentence."""
    if citation.version.article.issue.publication.right != Publication.Right.FULL:
        return in_sentence(citation)
    text = citation.version.text
    return mark_one(text, citation, paragraph_bounds(text, citation.start, citation.end))
