"""The split of an uploaded page before it counts: kept as JSON on the page, edited step by step, then confirmed into articles.

Form of `SourcePage.split`:
  {"guesses": {"publication"|"label"|"published"|"page_number"|"section"|"kind": {"value": str, "why": str}},
   "articles": [{"kicker", "headline", "subheadline", "zone", "bylines": [[name, role], …], "reasons": [str],
                 "blocks": [{"kind", "text", "joins": [{"at": int, "why": str}]}]}],
   "furniture": [{"text", "why"}]}
Every edit is a pure function from split to split; `save_split` stores the result.
"""

from __future__ import annotations

from typing import Any

from .models import Article, SourcePage

Split = dict[str, Any]


class SplitError(Exception):
    """An edit that cannot be made, or a page that cannot be confirmed; the message is for the editor."""


def receive_page(data: bytes, filename: str, *, user: Any = None, hints: dict[str, str] | None = None) -> SourcePage:
    """Keep the file and its split, or why it could not be read (`FAILED` with `error`). The same bytes twice answer the page known."""
    raise NotImplementedError


def read_again(page: SourcePage, user: Any = None) -> SourcePage:
    """Read and split a page that is 已收到 or 失败 from its kept bytes."""
    raise NotImplementedError


def move_boundary(split: Split, article: int, blocks: int) -> Split:
    """Move the line between article `article` and the next: a positive number gives its last blocks to the next, a negative takes from it."""
    raise NotImplementedError


def split_article(split: Split, article: int, block: int) -> Split:
    """From `block` on it is an article of its own; that block becomes its headline."""
    raise NotImplementedError


def merge_articles(split: Split, article: int) -> Split:
    """The next article becomes part of this one; its headings become subheads."""
    raise NotImplementedError


def reorder(split: Split, order: list[int]) -> Split:
    """Put the articles in this order of their present positions."""
    raise NotImplementedError


def remove_article(split: Split, article: int) -> Split:
    """Not an article: its lines go to the page's furniture."""
    raise NotImplementedError


def retitle(split: Split, article: int, *, kicker: str = "", headline: str = "", subheadline: str = "") -> Split:
    raise NotImplementedError


def set_authors(split: Split, article: int, bylines: list[tuple[str, str]]) -> Split:
    """(name, role) pairs; roles are `Byline.Role` values."""
    raise NotImplementedError


def unjoin(split: Split, article: int, block: int, join: int) -> Split:
    """Undo the `join`-th joining of lines in a block: it becomes two paragraphs."""
    raise NotImplementedError


def join(split: Split, article: int, block: int) -> Split:
    """Join a block with the one after it."""
    raise NotImplementedError


def set_kind(split: Split, article: int, block: int, kind: str) -> Split:
    """What a block is: paragraph, list_item, subhead, credit, dateline, signature."""
    raise NotImplementedError


def save_split(page: SourcePage, user: Any, split: Split, seen: int) -> SourcePage:
    """Store the edited split. `seen` is the last event number of the page that the editor had; raises `SplitError` where it changed since."""
    raise NotImplementedError


def confirm_split(page: SourcePage, user: Any, *, publication: str, label: str, published: str, **about: str) -> list[Article]:
    """The split counts: issue and drafts are made of it. `about`: inferred_from, kind, page_number, section, original_url."""
    raise NotImplementedError
