"""Whole pages that independent readers wrote down: the Changzhi page entirely, the others by their share of right fields."""

import json
from pathlib import Path

import pytest

from articles.intake.interchange import page_as_dict
from articles.intake.reading import read_page
from articles.intake.splitting import split_page

from .scoring import Score, add_page

PAGES = Path(__file__).parents[2] / "engine" / "pages"
LAYOUTS = Path(__file__).parent / "pages"  # written for their layouts alone, without facts


def score_folder(folder: Path) -> Score:
    score = Score()
    for gold in sorted(folder.glob("*.articles.json")):
        source = gold.with_name(gold.name.replace(".articles.json", ".txt"))
        given = page_as_dict(split_page(read_page(source.read_bytes(), source.name).text))
        add_page(score, gold.name.split(".")[0], json.loads(gold.read_text(encoding="utf-8")), given)
    return score


def test_it_splits_the_changzhi_page_entirely() -> None:
    score = score_folder(PAGES / "gold")
    assert score.asked["headline"] == 3
    assert score.differences == []


@pytest.mark.parametrize(("folder", "floor"), [(PAGES / "dev", 0.99), (PAGES / "heldout", 0.95), (LAYOUTS, 0.98)], ids=["dev", "heldout", "layouts"])
def test_it_does_not_fall_below_what_it_reached(folder: Path, floor: float) -> None:
    """The held-out pages were never looked at while the rules were written."""
    score = score_folder(folder)
    print(folder.name, score)
    assert score.share >= floor, "\n".join([str(score)] + (score.differences if folder.name != "heldout" else []))
