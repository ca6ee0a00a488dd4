"""Who says what: quotations with the person beside them, and what follows 据某某介绍."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.types import Entity

SENTENCE_END = re.compile(r"[。！？\n]")
_QUOTED = re.compile(r"“[^“”\n]{12,600}”")
_ACCORDING = re.compile(r"据(?P<who>[\u4e00-\u9fff、]{2,40}?)(?:介绍|透露|统计|消息|测算)(?:说)?[，：,:]")


def find_sayings(text: str, persons: list[Entity]) -> list[tuple[int, int, str]]:
    """Where somebody speaks, and who: a quotation with the person beside it, or what follows 据某某介绍 in its sentence."""
    sayings = []
    starts = [person.start for person in persons]
    for match in _QUOTED.finditer(text):
        index = bisect_left(starts, match.end())
        near = [
            person
            for person in persons[max(0, index - 1) : index + 1]
            if -80 < person.start - match.end() < 40 and "\n" not in text[match.end() : person.start]
        ]
        speaker = next((person for person in near if person.start >= match.end()), near[0] if near and near[0].end >= match.start() - 30 else None)
        if speaker:
            sayings.append((match.start(), match.end(), _named(speaker, persons)))
    for match in _ACCORDING.finditer(text):
        end = SENTENCE_END.search(text, match.end())
        speaker = next((person for person in persons[bisect_left(starts, match.start()) :][:1] if person.end <= match.end()), None)
        who = _named(speaker, persons) if speaker else match["who"]
        if who:
            sayings.append((match.end(), end.start() if end else len(text), who))
    return sorted(sayings)


def _named(person: Entity, persons: list[Entity]) -> str:
    """谢振华（建设单位项目负责人）; the post from where it was first given."""
    post = person.detail or next((other.detail for other in persons if other.name == person.name and other.detail), "")
    return f"{person.name}（{post}）" if post else person.name
