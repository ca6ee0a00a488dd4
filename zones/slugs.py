"""ASCII address names from Chinese words: pinyin, at most 60 characters, `-2` on collision; made once, never changed."""

from __future__ import annotations

import re
import unicodedata

from django.db import models
from pypinyin import lazy_pinyin

LONGEST = 60


def romanize(words: str) -> str:
    """`长治高新区` -> `zhang-zhi-gao-xin-qu`; heteronyms as pypinyin reads them in context."""
    folded = unicodedata.normalize("NFKC", words)
    pieces = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(folded, errors=lambda other: f" {other} ")).lower())
    slug = ""
    for piece in pieces:
        if slug and len(slug) + len(piece) + 1 > LONGEST:
            break
        slug = f"{slug}-{piece}" if slug else piece[:LONGEST]
    return slug or "x"


def free_slug(model: type[models.Model], words: str, prefix: str = "") -> str:
    """A slug that no row of the model has yet. `prefix` (a date) stands before the pinyin and outside its limit."""
    stem = f"{prefix}-{romanize(words)}" if prefix else romanize(words)
    taken = set(model._base_manager.filter(slug__startswith=stem[: LONGEST - 4]).values_list("slug", flat=True))
    return unused(stem, taken)


def unused(stem: str, taken: set[str]) -> str:
    if stem not in taken:
        return stem
    number = 2
    while f"{_shortened(stem, number)}-{number}" in taken:
        number += 1
    return f"{_shortened(stem, number)}-{number}"


def _shortened(stem: str, number: int) -> str:
    limit = LONGEST + (11 if re.match(r"\d{4}-\d\d-\d\d-", stem) else 0)
    return stem[: limit - len(str(number)) - 1].rstrip("-")
