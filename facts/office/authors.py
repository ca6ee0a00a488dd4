"""署名 as an editor writes it: 张三（记者）、李四."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.models import Byline
from articles.splitting_edits import SplitError

_ROLES = {str(label): value for value, label in Byline.Role.choices}
_NAMED = re.compile(r"(?P<name>[^（()）]+)(?:[（(](?P<role>[^（()）]*)[）)])?")


def as_words(bylines: Iterable[tuple[str, str]]) -> str:
    labels = dict(Byline.Role.choices)
    return "、".join(name if role == Byline.Role.NONE else f"{name}（{labels.get(role, role)}）" for name, role in bylines)


def from_words(words: str) -> list[tuple[str, str]]:
    """(name, role) pairs; raises `SplitError` with how to write them."""
    pairs = []
    for part in re.split(r"[、，,;；]", words):
        match = _NAMED.fullmatch(part.strip())
        if match is None:
            if part.strip():
                raise SplitError(f"署名“{part.strip()}”写法不对，请写成 张三（记者）、李四（通讯员）。")
            continue
        role = (match["role"] or "").strip()
        if role and role not in _ROLES:
            raise SplitError(f"没有“{role}”这种身份；可用：{'、'.join(_ROLES)}。")
        pairs.append((match["name"].strip(), _ROLES.get(role, Byline.Role.NONE.value)))
    return pairs
