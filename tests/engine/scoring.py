"""Compares predicted facts with annotated ones, by the rules of the annotation guide.

Four levels, each asking for all of the one before: quantity (anchor, value, unit), meaning (indicator and measure; stage; relation and
object), core (subject), full (period, modality, comparator). A field of an annotated fact may list several right readings.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

LEVELS = ("quantity", "meaning", "core", "full")
KINDS = ("measure", "stage", "relation")
_BLANK = re.compile(r"[\s\u200b\ufeff]+")
_MARKS = re.compile("[“”‘’\"'「」『』《》〈〉（）()\\[\\]·]")


def squash(words):
    return _BLANK.sub("", unicodedata.normalize("NFKC", words))


def folded_name(words):
    words = _MARKS.sub("", squash(words or ""))
    return words.removesuffix("项目") if words.endswith("项目") and len(words) > 4 else words


def options(fact, key):
    value = fact.get(key)
    return value if isinstance(value, list) else [value]


def agrees(gold, said, key, fold=lambda value: value):
    return fold(said.get(key)) in [fold(option) for option in options(gold, key)]


def same_number(left, right):
    if left is None or right is None:
        return left is right
    try:
        left, right = float(left), float(right)
    except (TypeError, ValueError):
        return False
    return abs(left - right) <= 1e-6 * max(1.0, abs(left), abs(right))


def interval(period):
    ends = (period.get("start"), period.get("end")) if isinstance(period, dict) else (None, None)
    return ends if any(ends) else None


def place(anchor, source):
    """Where the quoted words stand in the squashed source: of several places the one whose surroundings agree best."""
    exact, prefix, suffix = (squash(anchor.get(part) or "") for part in ("exact", "prefix", "suffix"))
    if not exact:
        return None
    best = None
    for match in re.finditer(f"(?={re.escape(exact)})", source):
        start, end = match.start(), match.start() + len(exact)
        score = _alike(prefix[::-1], source[max(0, start - len(prefix)) : start][::-1]) + _alike(suffix, source[end : end + len(suffix)])
        if best is None or score > best[0]:
            best = (score, (start, end))
    return best and best[1]


def _alike(left, right):
    count = 0
    while count < min(len(left), len(right)) and left[count] == right[count]:
        count += 1
    return count


def touches(gold, said):
    (start, end), (low, high) = gold["span"], said["span"]
    return start < high and low < end and high - low <= end - start + 12


def reached(gold, said):
    """How many levels a prediction reaches against one annotated fact."""
    if gold["kind"] != said["kind"] or not gold["span"] or not said["span"]:
        return 0
    return {"measure": _measure, "stage": _stage, "relation": _relation}[gold["kind"]](gold, said)


def _measure(gold, said):
    numbers = all(any(same_number(option, said.get(key)) for option in options(gold, key)) for key in ("value", "value_max"))
    if not (touches(gold, said) and agrees(gold, said, "unit") and numbers):
        return 0
    if not (agrees(gold, said, "indicator") and agrees(gold, said, "measure")):
        return 1
    if not agrees(gold, said, "subject", folded_name):
        return 2
    return 4 if agrees(gold, said, "comparator", lambda value: value or "eq") and _same_time(gold, said) else 3


def _stage(gold, said):
    if not agrees(gold, said, "stage"):
        return 0
    if not agrees(gold, said, "subject", folded_name):
        return 2 if touches(gold, said) else 0
    if gold.get("scope") and said.get("scope") and not agrees(gold, said, "scope", folded_name):
        return 0
    return 4 if _same_time(gold, said) else 3


def _relation(gold, said):
    if not (agrees(gold, said, "relation") and agrees(gold, said, "object", folded_name)):
        return 0
    if not agrees(gold, said, "subject", folded_name):
        return 2 if touches(gold, said) else 0
    return 4


def _same_time(gold, said):
    return agrees(gold, said, "period", interval) and agrees(gold, said, "modality")


def said_once(facts):
    """Stages and relations said twice count once."""
    seen, kept = set(), []
    for fact in facts:
        key = repr([fact.get(part) for part in ("kind", "subject", "scope", "stage", "relation", "object", "modality")])
        if fact["kind"] == "measure" or key not in seen:
            kept.append(fact)
        seen.add(key)
    return kept


@dataclass
class Tally:
    """Counts over any number of pages."""

    asked: Counter = field(default_factory=Counter)
    given: Counter = field(default_factory=Counter)
    hits: Counter = field(default_factory=Counter)
    details: Counter = field(default_factory=Counter)
    misses: list = field(default_factory=list)

    def add(self, gold, said, source):
        source = squash(source)
        gold, said = ([dict(fact, span=place(fact.get("anchor") or {}, source)) for fact in said_once(facts)] for facts in (gold, said))
        pairs = sorted(
            ((reached(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(said)),
            key=lambda pair: (-pair[0], gold[pair[1]].get("optional", False), pair[1], pair[2]),
        )
        left, free = set(range(len(gold))), set(range(len(said)))
        for level, i, j in pairs:
            if level and i in left and j in free:
                left.remove(i)
                free.remove(j)
                self._pair(gold[i], said[j], level)
        self.asked.update(fact["kind"] for fact in gold if not fact.get("optional"))
        self.given.update(fact["kind"] for fact in said)
        self.misses += [("MISSED", gold[i], None) for i in sorted(left) if not gold[i].get("optional")]
        self.misses += [("INVENTED", None, said[j]) for j in sorted(free)]

    def _pair(self, gold, said, level):
        if gold.get("optional"):
            self.given[gold["kind"]] -= 1
            return
        for name in LEVELS[:level]:
            self.hits[gold["kind"], name] += 1
        if level >= 3 and gold["kind"] != "relation":
            self.details["of"] += 1
            self.details["right"] += all(agrees(gold, said, key, folded_name) for key in ("scope", "product", "reference"))
        if level < 4:
            self.misses.append(("PARTLY " + LEVELS[level - 1], gold, said))

    def rate(self, level, kind="all"):
        """(precision, recall, F1)."""
        kinds = KINDS if kind == "all" else (kind,)
        hit, asked, given = sum(self.hits[name, level] for name in kinds), sum(self.asked[name] for name in kinds), sum(self.given[name] for name in kinds)
        precision, recall = hit / given if given else 0.0, hit / asked if asked else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0

    def table(self):
        rows = [f"{'kind':9} {'gold':>5} {'pred':>5}  " + "  ".join(f"{name + ' P/R/F1':>20}" for name in LEVELS)]
        for kind in (*KINDS, "all"):
            asked = sum(self.asked.values()) if kind == "all" else self.asked[kind]
            given = sum(self.given.values()) if kind == "all" else self.given[kind]
            cells = "  ".join("{:6.3f} {:6.3f} {:6.3f}".format(*self.rate(name, kind)) for name in LEVELS)
            rows.append(f"{kind:9} {asked:5} {given:5}  {cells}")
        return "\n".join([*rows, f"scope, product and reference right in {self.details['right']} of {self.details['of']}"])
