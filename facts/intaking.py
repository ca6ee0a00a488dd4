"""From a confirmed split to work on the desk: drafts, the likeness to earlier articles, and the engine's proposals."""

from __future__ import annotations

from typing import Any

from articles.models import Article, SourcePage


def confirm_page(page: SourcePage, user: Any, *, publication: str, label: str, published: str, **about: str) -> list[Article]:
    """`confirm_split`, then for each article the suggestion 转载/通稿 and its proposals."""
    raise NotImplementedError
