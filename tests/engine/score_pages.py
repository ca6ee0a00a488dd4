"""Scores the engine on annotated pages: python -m tests.engine.score_pages dev [--misses] [--sure] [NAME…].

Of held-out pages only the totals are shown.
"""

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from articles.intake.reading import read_page
from articles.intake.splitting import split_page
from facts.engine import CandidateFact, extract_facts
from tests.engine.registry import registry
from tests.engine.scoring import Tally

PAGES = Path(__file__).parent / "pages"


def read_articles(path: Path) -> Iterator[tuple[str, list[CandidateFact]]]:
    """Every article of a page as intake would cut it, with its facts."""
    meta = json.loads(path.with_suffix(".meta.json").read_text("utf-8"))
    source = read_page(path.read_bytes(), path.name).text
    for article in split_page(source, [zone.name for zone in registry().zones]).articles:
        names = registry().for_article(headline=article.headline, zone=article.zone or "", subheadline=article.subheadline or "")
        yield article.text, extract_facts(article.text, meta["published"], names)


@cache  # scored by series, by what is sure and all together
def predict(path: Path) -> tuple[str, list[dict]]:
    """The page's text and every fact on it."""
    said = [candidate.as_dict(text) for text, facts in read_articles(path) for candidate in facts]
    return read_page(path.read_bytes(), path.name).text, said


def score(folder: str, wanted: list[str] = (), sure: bool = False) -> Tally:
    tally = Tally()
    for path in sorted((PAGES / folder).glob("*.facts.jsonl")):
        name = path.name.removesuffix(".facts.jsonl")
        if wanted and name not in wanted:
            continue
        gold = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        source, said = predict(PAGES / folder / f"{name}.txt")
        tally.add(gold, [fact for fact in said if fact["sure"] or not sure], source)
    return tally


def _brief(fact: dict | None) -> str:
    if fact is None:
        return "-"
    keys = (
        "subject",
        "scope",
        "indicator",
        "label",
        "measure",
        "stage",
        "relation",
        "object",
        "value",
        "value_max",
        "unit",
        "product",
        "reference",
        "period",
        "modality",
        "comparator",
    )
    exact = fact["anchor"]["exact"]
    return f"{exact!r} " + " ".join(f"{key}={fact[key]}" for key in keys if fact.get(key) not in (None, "", "eq", "actual"))


def main() -> None:
    folder, *rest = sys.argv[1:]
    tally = score(folder, [word for word in rest if not word.startswith("--")], "--sure" in rest)
    if "--misses" in rest and folder != "heldout":
        for verdict, gold, said in sorted(tally.misses, key=lambda miss: str(miss[0])):
            fact = gold or said
            print(
                f"{verdict} [{fact['kind'][:3]}] …{fact['anchor'].get('prefix', '')[-12:]}|{_brief(gold)}\n      <> {_brief(said)}"
                if gold and said
                else f"{verdict} [{fact['kind'][:3]}] …{fact['anchor'].get('prefix', '')[-12:]}|{_brief(fact)}"
            )
    print(tally.table())


if __name__ == "__main__":
    main()
