"""What each rule of the engine says, in Chinese, from data/rules.tsv: for traces, scores and explanations."""

from functools import cache

from facts.engine.words.lexicon import read_rows

Reason = tuple[int, str]  # points, and what they are for in words


def reason(points: int, words: str) -> Reason:
    """(-8, "-8 进展前没有写明项目名称"): the words as the trace shows them."""
    return points, f"{points:+d} {words}"


@cache
def _meanings() -> dict[tuple[str, str], str]:
    return {(row["about"], row["rule"]): row["meaning"] for row in read_rows("rules")}


@cache
def meaning_of(about: str, rule: str) -> str:
    """("subject", "carried: zone name") -> 主体由前面的分句沿用（句中写明的开发区）."""
    lead, _, rest = rule.partition(": ")
    if lead in ("carried", "place") and rest:
        return f"{_meanings()[lead, lead]}（{meaning_of(about, rest)}）"
    found = _meanings().get((about, rule)) or _meanings().get(("subject", rule))
    if found is None:
        raise KeyError(f"rules.tsv has no row for {about}: {rule}")
    return found
