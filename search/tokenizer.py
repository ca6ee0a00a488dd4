"""Text to terms. Folding makes spellings equal without moving an offset; a term of the index is two characters that stand side by side."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

_characters = Path(__file__).parent / "data" / "TSCharacters.txt"
_cased_until = 0x20000  # no script beyond this plane has upper and lower case
_replacement = 0xFFFD

# In an index key a Chinese character stands for itself and any other for two Hangul syllables: both databases take these as letters, so
# that punctuation, digits and query syntax need no quoting, and no key begins another by chance. ASCII letters are left for the marks.
_han = range(0x4E00, 0x9FA6)
_hangul = 0xAC00
_half = 2048

TITLE = "t"  # marks a term that stands in a title
KIND = "k"  # marks the kind of the object itself


def _fold_table() -> dict[int, int]:
    table = {}
    for code in range(_cased_until):
        form, _, single = unicodedata.decomposition(chr(code)).partition(" ")
        plain = chr(int(single, 16)) if form in ("<wide>", "<narrow>") else chr(code)
        lower = plain.lower()
        if len(lower) == 1 and ord(lower) != code:
            table[code] = ord(lower)
    for line in _characters.read_text(encoding="utf-8").splitlines():
        traditional, simplified = line.split("\t")
        table[ord(traditional)] = ord(simplified[0])
    # What no database can hold.
    return table | dict.fromkeys([0, *range(0xD800, 0xE000)], _replacement)


_folds = _fold_table()


def fold(text: str) -> str:
    """Width, case and Traditional characters made equal, one character for one: `ＧＷ級` → `gw级`."""
    return text.translate(_folds)


def terms(query: str) -> list[str]:
    """What must all occur: the folded pieces between white space, the longest first, none that lies within another."""
    kept: list[str] = []
    for piece in sorted(set(fold(query).split()), key=lambda piece: (-len(piece), piece)):
        if not any(piece in longer for longer in kept):
            kept.append(piece)
    return kept


def key(characters: str) -> str:
    """One term of the index as both databases store it; the keys of a word's beginnings are beginnings of its key."""
    return "".join(map(_letter, characters))


def keys(folded: str, mark: str = "") -> list[str]:
    """The terms of a folded text in order: every two neighbours, and the last of each run, so that single characters are found too."""
    found = []
    for run in re.findall(r"\S+", folded):
        letters = [_letter(character) for character in run]
        found += [mark + first + second for first, second in zip(letters, [*letters[1:], ""], strict=True)]
    return found


def _letter(character: str) -> str:
    code = ord(character)
    if code in _han:
        return character
    high, low = divmod(code, _half)
    return chr(_hangul + high) + chr(_hangul + low)
