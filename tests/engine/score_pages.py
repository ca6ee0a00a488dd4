"""Scores the engine on annotated pages: python -m tests.engine.score_pages dev [--misses] [--sure] [NAME…].

Of held-out pages only the totals are shown.
"""

import json
import sys
from pathlib import Path

from articles.intake.reading import read_page
from articles.intake.splitting import split_page
from facts.engine import extract_facts
from tests.engine.registry import registry
from tests.engine.scoring import Tally

PAGES = Path(__file__).parent / "pages"


def predict(path: Path, published: str | None) -> tuple[str, list[dict]]:
    """The page's text and every fact on it, article by article, as intake would cut them."""
    source = read_page(path.read_bytes(), path.name).text
    said = []
    for article in split_page(source, [zone.name for zone in registry().zones]).articles:
        names = registry().for_article(headline=article.headline, zone=article.zone or "")
        said += [candidate.as_dict(article.text) for candidate in extract_facts(article.text, published, names)]
    return source, said


def score(folder: str, wanted: list[str] = (), sure: bool = False) -> Tally:
    tally = Tally()
    for path in sorted((PAGES / folder).glob("*.facts.jsonl")):
        name = path.name.removesuffix(".facts.jsonl")
        if wanted and name not in wanted:
            continue
        gold = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        meta = json.loads((PAGES / folder / f"{name}.meta.json").read_text("utf-8"))
        source, said = predict(PAGES / folder / f"{name}.txt", meta["published"])
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
