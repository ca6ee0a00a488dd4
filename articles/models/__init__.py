"""The newsroom: publications, issues, uploaded pages, articles with their immutable text versions, authors."""

from .articles import Article, Byline, SignOff, TextVersion
from .authors import Author, AuthorAlias
from .editors import EditorZones
from .sources import Issue, Publication, SourcePage

__all__ = [
    "Article",
    "Author",
    "AuthorAlias",
    "Byline",
    "EditorZones",
    "Issue",
    "Publication",
    "SignOff",
    "SourcePage",
    "TextVersion",
]
