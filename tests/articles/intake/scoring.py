"""Compares split pages with what annotators wrote down, field by field, articles paired in order."""

import difflib
import re
import unicodedata
from collections import Counter
from typing import Any

FIELDS = ("headline", "subheadline", "zone", "authors", "first_words", "last_words", "paragraph_count")
PAGE_FIELDS = ("publication", "issue")


class Score:
    """Right and asked a field, and what differs in words."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.differences: list[str] = []

    @property
    def share(self) -> float:
        return sum(self.right.values()) / max(1, sum(self.asked.values()))

    def note(self, field: str, where: str, wanted: object, given: object, right: bool) -> None:
        self.asked[field] += 1
        self.right[field] += right
        if not right:
            self.differences.append(f"{where} {field}: wanted {wanted!r}, got {given!r}")

    def __str__(self) -> str:
        return "  ".join(f"{field} {self.right[field]}/{self.asked[field]}" for field in self.asked) + f"  all {self.share:.3f}"


def fold(value: object) -> object:
    if isinstance(value, str):
        return re.sub(r"[\s—\-:：]+", "", unicodedata.normalize("NFKC", value)) or None
    return [fold(entry) for entry in value] if isinstance(value, list) else value


def is_accepted(wanted: object, given: object, field: str) -> bool:
    if field == "authors":
        wanted = wanted or []
        spellings = wanted if wanted and isinstance(wanted[0], list) else [wanted]
        return any(fold(spelling or []) == fold(given or []) for spelling in spellings)
    return any(fold(option) == fold(given) for option in (wanted if isinstance(wanted, list) else [wanted]))


def add_page(score: Score, name: str, gold: dict[str, Any], given: dict[str, Any]) -> None:
    for field in PAGE_FIELDS:
        score.note(field, name, gold.get(field), given.get(field), is_accepted(gold.get(field), given.get(field), field))
    score.note("articles", name, len(gold["articles"]), len(given["articles"]), len(gold["articles"]) == len(given["articles"]))
    for number, (wanted, found) in enumerate(pair(gold["articles"], given["articles"]), 1):
        for field in FIELDS:
            right = found is not None and is_accepted(wanted.get(field), found.get(field), field)
            score.note(field, f"{name} {number}", wanted.get(field), (found or {}).get(field), right)


def pair(gold: list[dict[str, Any]], given: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Every gold article with the given one it is most like, in order, so that one article too many costs itself only."""
    best: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {}
    for i in range(len(gold), -1, -1):
        for j in range(len(given), -1, -1):
            choices = []
            if i < len(gold) and j < len(given):
                alike = likeness(gold[i], given[j])
                rest, partners = best[i + 1, j + 1]
                choices.append((alike + rest if alike > 0.5 else -1.0, (j, *partners)))
            if i < len(gold):
                rest, partners = best[i + 1, j]
                choices.append((rest, (-1, *partners)))
            if j < len(given):
                choices.append(best[i, j + 1])
            best[i, j] = max(choices, key=lambda choice: choice[0]) if choices else (0.0, ())
    return [(article, given[j] if j >= 0 else None) for article, j in zip(gold, best[0, 0][1], strict=True)]


def likeness(gold: dict[str, Any], given: dict[str, Any]) -> float:
    ratios = [0.0]
    for field in ("headline", "first_words"):
        wanted = gold.get(field)
        wanted = fold(wanted[0] if isinstance(wanted, list) and wanted else wanted)
        if wanted:
            ratios.append(difflib.SequenceMatcher(None, str(wanted), str(fold(given.get(field)) or ""), autojunk=False).ratio())
    return max(ratios)
