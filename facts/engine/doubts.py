"""What else the article names that a fact could be about: reasons to be less sure of its subject."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from facts.engine.types import CandidateFact, Entity, Slot

_NEAR = 400
_SITES = ("园", "园区", "基地", "中心", "平台", "片区", "厂", "楼", "管廊", "生产线", "孵化器", "站", "城", "大道", "码头")
# What is mostly said of a project or a company: of a zone only where the words say so.
_OF_PROJECTS = frozenset(
    (
        "total_investment floor_area road_length land_area workers_on_site duration completion_progress annual_capacity power_capacity "
        "production_line_count equipment_count employees jobs output_volume"
    ).split()
)


class Doubts:
    """Answers for one article; every question is a look at the few names before a fact."""

    def __init__(self, text: str, entities: Iterable[Entity], home: str) -> None:
        self.text, self.home = text, home
        self.names = [entity for entity in entities if entity.kind in ("zone", "region", "project", "organization")]
        self.starts = [entity.start for entity in self.names]
        self.zones = Counter(entity.name for entity in self.names if entity.kind == "zone")

    def about(self, fact: CandidateFact) -> list[tuple[int, str]]:
        """Negative points with their reasons."""
        if fact.kind == "relation":
            return []
        subject = fact.slots[2] if fact.kind == "measure" else fact.slots[1]
        guessed = subject.rule.startswith(("place", "home"))
        carried = subject.rule.startswith("carried")
        found = []
        if fact.subject_type == "region" and self.home and not fact.rule.endswith("rival in brackets"):
            found.append((-12, "文章写的是开发区，主体却是行政区"))
        if guessed and len(self.zones) >= 3 and self.zones[fact.subject] * 2 < self.zones.total():
            found.append((-12, "文章写到多个开发区"))
        if fact.subject_type in ("zone", "region") and fact.indicator in _OF_PROJECTS and (guessed or carried):
            found.append((-8 if guessed else -6, "这一指标多属于项目或企业"))
        if fact.subject_type == "project" and fact.subject.endswith(_SITES) and (carried or subject.rule.startswith("项目")):
            found.append((-14 if "项目 is" in subject.rule else -8, "主体是场所，其后的数字可能另有所属"))
        if fact.kind == "stage" and (carried or subject.rule == "phase of the project before"):
            found.append((-10 if carried else -16, "进展前没有写明项目名称"))
        if (carried and self._one_of_several(subject)) or ((guessed or carried) and self._others(fact, subject, guessed)):
            found.append((-12, "前面还写到别的主体"))
        return found

    def _one_of_several(self, subject: Slot) -> bool:
        """甲区、乙区、丙区…。签约36个: the last of a list is carried, but all were spoken of."""
        before, after = self.text[max(0, subject.start - 1) : max(0, subject.start)], self.text[subject.end : subject.end + 1]
        index = bisect_left(self.starts, subject.start)
        joined_before = before in ("、", "和", "与", "及") and index > 0 and self.names[index - 1].end == subject.start - 1
        return joined_before or (after in ("、", "和", "与") and index + 1 < len(self.names) and self.starts[index + 1] == subject.end + 1)

    def _others(self, fact: CandidateFact, subject: Slot, guessed: bool) -> bool:
        """Whether somebody else is named between the subject and the fact, or in its paragraph where the subject is a guess."""
        low = self.text.rfind("\n", max(0, fact.start - _NEAR), fact.start) + 1
        low = max(low, fact.start - _NEAR, -1 if guessed else subject.end)
        index = bisect_left(self.starts, low)
        while index < len(self.names) and self.starts[index] < fact.start:
            name = self.names[index].name
            if self.names[index].kind in ("zone", "region") and not fact.subject.startswith(name[:2]) and name not in fact.subject:
                return True
            index += 1
        return False
