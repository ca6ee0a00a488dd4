"""Finding many words in one pass: leftmost-longest, non-overlapping, code-point offsets.

`ahocorasick_rs` does it when installed; the twin in plain Python gives the same answer, only slower.
"""

from collections.abc import Callable, Sequence

try:
    import ahocorasick_rs
except ImportError:  # an optional speed-up, the engine needs nothing but Python
    _fast = False
else:
    _fast = True

Finder = Callable[[str], list[tuple[int, int, int]]]


def build_finder(words: Sequence[str], pure: bool = False) -> Finder:
    """A function from text to (word number, start, end) of every word found."""
    if pure or not _fast:
        return _PlainFinder(words).find
    return ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest).find_matches_as_indexes


class _PlainFinder:
    """Words by their first character, longest first; work is bounded by text length times the longest word."""

    def __init__(self, words: Sequence[str]) -> None:
        self.lengths: dict[str, list[int]] = {}
        self.numbers: dict[str, int] = {}
        lengths: dict[str, set[int]] = {}
        for number, word in enumerate(words):
            self.numbers.setdefault(word, number)
            lengths.setdefault(word[0], set()).add(len(word))
        self.lengths = {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()}

    def find(self, text: str) -> list[tuple[int, int, int]]:
        found = []
        at, size = 0, len(text)
        while at < size:
            for length in self.lengths.get(text[at], ()):
                number = self.numbers.get(text[at : at + length])
                if number is not None:
                    found.append((number, at, at + length))
                    at += length
                    break
            else:
                at += 1
        return found
