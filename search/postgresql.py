"""PostgreSQL's half of the matching: GIN knows which pairs occur where, not in which order, and cannot give its rows newest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .matching import MOST_TERMS, Condition, Part, holds, pairs
from .tokenizer import KIND, TITLE, key

# OFFSET 0 makes the planner fetch the candidates one by one and compare only those.
_candidates = (
    "search_found(%s::tsquery, NULL) AS found (position)"
    " CROSS JOIN LATERAL (SELECT * FROM search_entry WHERE search_entry.position = found.position OFFSET 0) AS entry"
)


class Postgresql:
    """What few objects can hold is taken from the index, compared and sorted; what many can hold is read newest first until the page is full.

    The function `search_found` (migration 0002) keeps the planner from guessing which of both it is: it cannot know a query's pairs.
    """

    def __init__(self, terms: Sequence[str], kinds: Collection[str] | None) -> None:
        self.terms, self.kinds = terms, kinds

    def found(self, part: Part) -> Condition:
        """Through the index. One or two characters are answered by it; anything longer, and rows without terms, are compared."""
        column = "title" if part is Part.TITLED else "text"
        compared = [term for number, term in enumerate(self.terms) if number >= MOST_TERMS or len(term) > 2]
        of_kind, kinds = self._of_kind()
        unwanted, titles = self._unwanted(part)
        return Condition(
            source=_candidates,
            where=f"{of_kind} AND {unwanted} AND (entry.terms IS NOT NULL AND {holds('strpos', column, compared)}"
            f" OR entry.terms IS NULL AND {holds('strpos', column, self.terms)})",
            parameters=[self._wanted(part), *kinds, *titles, *compared, *self.terms],
        )

    def scanned(self, part: Part) -> Condition:
        """Without the index: every row is compared, in whatever order the query asks for."""
        of_kind, kinds = self._of_kind()
        unwanted, titles = self._unwanted(part)
        compare = holds("strpos", "title" if part is Part.TITLED else "text", self.terms)
        return Condition("search_entry AS entry", f"{of_kind} AND {unwanted} AND {compare}", [*kinds, *titles, *self.terms])

    def is_common(self, part: Part, more_than: int = 2000) -> tuple[str, list[object]]:
        """SQL that tells whether the index has more candidates than are quickly compared and sorted."""
        return "SELECT count(*) > %s FROM search_found(%s::tsquery, %s)", [more_than, self._wanted(part), more_than + 1]

    def _wanted(self, part: Part) -> str:
        mark = TITLE if part is Part.TITLED else ""
        lexemes = []
        for term in self.terms[:MOST_TERMS]:
            lexemes += [f"'{mark}{key(term)}':*"] if len(term) == 1 else [f"'{pair}'" for pair in pairs(term, mark)]
        if self.kinds is not None:
            lexemes.append("(" + " | ".join(f"'{KIND}{key(kind)}'" for kind in self.kinds) + ")")
        return " & ".join(lexemes)

    def _of_kind(self) -> tuple[str, list[object]]:
        return ("TRUE", []) if self.kinds is None else ("entry.kind = ANY(%s)", [list(self.kinds)])

    def _unwanted(self, part: Part) -> tuple[str, Sequence[str]]:
        return (f"NOT ({holds('strpos', 'title', self.terms)})", self.terms) if part is Part.REST else ("TRUE", [])
