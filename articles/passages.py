"""The sentence and the paragraph around a stretch of an article's text."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile("[。！？!?；;…]+[”’」』）)]*|\n")
_LONGEST_SENTENCE = 400


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentence (原句) around a quote; cut off where a sentence has no end in sight."""
    left, right = max(0, start - _LONGEST_SENTENCE), min(len(text), end + _LONGEST_SENTENCE)
    for found in _SENTENCE_END.finditer(text, left, start):
        left = found.end()
    ending = _SENTENCE_END.search(text, max(start, end - 1), right)
    if ending:
        right = max(end, ending.start() if ending.group() == "\n" else ending.end())
    return left, right


def paragraph_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    return left, len(text) if right < 0 else right
