"""Layouts of newspaper pages, one case each in specs/layouts.json: only the fields named there are asked."""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.intake.interchange import article_as_dict
from articles.intake.reading import clean_text
from articles.intake.splitting import split_page

from .scoring import fold

CASES = json.loads((Path(__file__).parent / "specs" / "layouts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_it_splits_the_layout(case: dict[str, Any]) -> None:
    page = split_page(clean_text(case["text"]))
    given = [{**article_as_dict(article), "kicker": article.kicker, "kind": article.kind} for article in page.articles]
    assert {name: fold(getattr(page, name)) for name in case["page"]} == {name: fold(value) for name, value in case["page"].items()}
    assert [article["headline"] for article in given] == [article["headline"] for article in given if article["headline"]]
    assert len(given) == len(case["articles"]), [article["headline"] for article in given]
    for wanted, found in zip(case["articles"], given, strict=True):
        for field, value in wanted.items():
            same = is_same(found[field], value, field)
            assert same, f"{field}: wanted {value!r}, got {found[field]!r}"


def is_same(found: Any, wanted: Any, field: str) -> bool:
    """First and last words may be given shorter or longer than the twenty characters of the interchange form."""
    if field == "first_words":
        return bool(found) and (str(found).startswith(wanted) or str(wanted).startswith(found))
    if field == "last_words":
        return bool(found) and (str(found).endswith(wanted) or str(wanted).endswith(found))
    return fold(found) == fold(wanted)
