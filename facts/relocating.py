"""Where a quote of one text stands in another: exactly, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from .marking import paragraph_bounds, sentence_bounds


def relocate(old: str, new: str, start: int, end: int) -> int | None:
    """Where `old[start:end]` stands in the new text, or None.

    Its whole sentence must stand there unchanged and as often as before; one that stands several times is told from its like by what is around it."""
    left, right = sentence_bounds(old, start, end)
    if _occurrences(old, old[left:right]) != _occurrences(new, old[left:right]):
        return None
    for around_left, around_right in _windows(old, left, right):
        words = old[around_left:around_right]
        if _occurrences(old, words) == 1 and _occurrences(new, words) == 1:
            moved = new.find(words) + start - around_left
            new_left, new_right = sentence_bounds(new, moved, moved + end - start)
            return moved if new[new_left:new_right] == old[left:right] else None
    return None


def _windows(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """The sentence, its paragraph, and that with its neighbours."""
    yield left, right
    left, right = paragraph_bounds(text, left, right)
    yield left, right
    before, _ = paragraph_bounds(text, max(0, left - 1), max(0, left - 1))
    _, after = paragraph_bounds(text, min(len(text), right + 1), min(len(text), right + 1))
    yield before, after


def _occurrences(text: str, words: str) -> int:
    """How often the words stand in the text, also where they overlap."""
    count, at = 0, text.find(words)
    while at >= 0:
        count, at = count + 1, text.find(words, at + 1)
    return count
