"""Scores the engine on annotated pages: python -m tests.engine.score_pages dev [--misses] [--sure] [NAME…].

Of held-out pages only the totals are shown.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from facts.engine import extract_facts
from tests.engine.registry import registry
from tests.engine.scoring import Tally, squash

PAGES = Path(__file__).parent / "pages"


def read_source(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030", "big5"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-16")


def cut_articles(source: str, articles: list[dict]) -> Iterator[tuple[dict, str]]:
    """The body of every article by its first and last words; lines that a page breaks in mid-sentence are joined."""
    pieces = [(squash(character), index) for index, character in enumerate(source)]
    plain = "".join(piece for piece, _ in pieces)
    positions = [index for piece, index in pieces for _ in piece]
    at = 0
    for article in articles:
        start = _find(plain, article["first_words"], at, False)
        end = _find(plain, article["last_words"], start, True)
        at = end
        yield article, join_lines(source[positions[start] : positions[end - 1] + 1])


def _find(plain: str, words, at: int, after: bool) -> int:
    for spelling in words if isinstance(words, list) else [words]:
        spelling = squash(spelling)
        found = plain.find(spelling, at)
        if found >= 0:
            return found + len(spelling) if after else found
    raise ValueError(f"not on the page: {words}")


def join_lines(body: str) -> str:
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    joined: list[str] = []
    for line in lines:
        if joined and len(joined[-1]) > 24 and joined[-1][-1] not in "。！？…”：；）)":
            joined[-1] += line
        else:
            joined.append(line)
    return "\n".join(joined)


def predict(source: str, articles: list[dict], published: str | None) -> list[dict]:
    said = []
    for article, text in cut_articles(source, articles):
        headline, zone = (value[0] if isinstance(value, list) else value or "" for value in (article["headline"], article["zone"]))
        names = registry().for_article(headline=headline, zone=zone or "")
        said += [candidate.as_dict(text) for candidate in extract_facts(text, published, names)]
    return said


def score(folder: str, wanted: list[str] = (), sure: bool = False) -> Tally:
    tally = Tally()
    for path in sorted((PAGES / folder).glob("*.facts.jsonl")):
        name = path.name.removesuffix(".facts.jsonl")
        if wanted and name not in wanted:
            continue
        gold = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        meta = json.loads((PAGES / folder / f"{name}.meta.json").read_text("utf-8"))
        source = read_source(PAGES / folder / f"{name}.txt")
        articles = json.loads((PAGES / folder / f"{name}.articles.json").read_text("utf-8"))["articles"]
        said = predict(source, articles, meta["published"])
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
