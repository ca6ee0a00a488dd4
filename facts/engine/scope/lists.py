"""Lists: whose figure is whose (分别), what is said of each (各), and what of all together and not of the last one named."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.measures.clauses import Frame
from facts.engine.scope.afterwards import Afterwards
from facts.engine.scope.subjects import NOBODY, Reading, Subject
from facts.engine.types import Entity

_MOST_ZONES = 200
_MOST_BEFORE, _FAR = 40, 600
_LISTED = ("zone", "region", "project", "organization")
_EACH = re.compile(
    r"[^，。；\d]{0,4}各(?![类种项级地方家区县市部行])[^，。；\d]{0,10}|[^，。；\d]{0,8}[均都](?:完成|实现|计划|预计)?(?:总?投资|占地)?(?:在|为|达到?|超过?|突破|约)?"
)
_ALL = re.compile("[各均都]")


def _owns(one: Entity, following: list[Entity]) -> bool:
    """诗江酒业|白酒酿造基地项目: whose the member is, no member itself."""
    return one.kind == "organization" and bool(following) and following[0].kind == "project" and following[0].start == one.end


_SO_MANY_ZONES = re.compile(r"[两三四五六七八九](?:个|家|大)?(?:区|园|园区|高新区|经开区|开发区|综保区|新区)")
_APART = re.compile(r"[两三四五六](?:区|园|地|家|个?(?:园区|开发区|高新区|经开区))[^。；\n]{0,24}(?:分别|依次|各)")


class Lists(Afterwards):
    """Tells the members of a list apart."""

    def _listed(self, frame: Frame, reading: Reading) -> Subject:
        if frame.shared < 0:
            return NOBODY
        text = self.scene.text
        together = re.search(
            r"(?:[两三四五六七八九]|[2-9])(?:个|家|大)(?:园区|项目|企业|开发区|区|产业|基地)|三者|两者",
            text[max(0, frame.quantity.start - 80) : frame.quantity.start],
        )
        for index in range(frame.clause, max(-1, frame.clause - 6), -1):
            other = self.readings[index]
            if other.clause.sentence != self.clauses[frame.clause].sentence and not (
                together and other.clause.paragraph == self.clauses[frame.clause].paragraph
            ):
                break
            run = [
                entity
                for entity in other.entities
                if (entity.kind in _LISTED or entity.detail == "zone") and entity.start not in self.references and entity.end <= frame.quantity.start
            ]
            if len(run) > frame.shared_of:
                run = [one for at, one in enumerate(run) if not _owns(one, run[at + 1 :][:1])]
            if len(run) > frame.shared_of:
                run = self._joined(run)
            if len(run) == frame.shared_of:
                return self._zone_called_so(run, frame) or self.subject_of(run[frame.shared], reading).by("list in order")
        return self._zones_in_order(frame)

    def _zone_called_so(self, run: list[Entity], frame: Frame) -> Subject | None:
        """西安、成都、合肥四区…分别为: the zones of these cities, where each has one in the article."""
        one = run[frame.shared]
        if one.kind != "region" or not _SO_MANY_ZONES.match(self.scene.text, run[-1].end):
            return None
        city = self.scene.text[one.start : one.end].removesuffix("市")
        named = {zone for zone in self.article.zones.values() if zone.startswith(city)}
        return Subject("zone", named.pop(), "", one.start, one.end, "list in order") if len(named) == 1 else None

    def _zones_in_order(self, frame: Frame) -> Subject:
        """甲园完成3686亿元，乙区完成2240亿元。…两区高新技术企业分别为2950家和1016家: as many as were told of, in their order."""
        text, at = self.scene.text, frame.quantity.start
        if not _APART.search(text, self.clauses[frame.clause].start, at):
            return NOBODY
        paragraph = text.rfind("\n", max(0, at - _FAR), at) + 1
        index = bisect_left(self.scene.zones, at, key=lambda zone: zone.start)
        before = self.scene.zones[max(0, index - _MOST_BEFORE) : index]
        for run in ([zone for zone in before if zone.start >= paragraph], before):
            named = list(dict.fromkeys(self.article.zones.get(zone.name, zone.name) for zone in run))
            if len(named) == frame.shared_of:
                return Subject("zone", named[frame.shared], "", -1, -1, "list in order")
        return NOBODY

    def each(self, frame: Frame) -> list[Subject]:
        """甲区、乙区和丙区各签约3个: the figure is said of every one of them."""
        reading, at = self.readings[frame.clause], frame.quantity.start
        if not _ALL.search(self.scene.text, reading.clause.start, at):
            return []
        run = [entity for entity in reading.entities if entity.end <= at and (entity.kind in _LISTED or (entity.kind == "anaphor" and entity.detail == "zone"))]
        if len(run) < 2 or not _EACH.fullmatch(self.scene.text, run[-1].end, at) or len(run := self._joined(run)) < 2:
            return []
        named = [self.subject_of(entity, reading) for entity in run]
        return [one.of(self._population(frame, reading), "list in order") for one in named] if all(one.name for one in named) else []

    def _joined(self, run: list[Entity]) -> list[Entity]:
        """The last names that 、 and 和 join: of 某区下设甲园、乙园和丙园 the three parks, not the zone that has them."""
        first = len(run) - 1
        while first > 0 and re.fullmatch(r"[、和与及]|以及", self.scene.text[run[first - 1].end : run[first].start]):
            first -= 1
        return run[first:]

    def _zones_of_a_list(self, frame: Frame, reading: Reading) -> set[int]:
        """兰州新区甲、金昌经开区乙等54个重点项目: the zones tell members of the list apart, the 54 are nobody's among them."""
        if self.scene.text[frame.quantity.start - 1 : frame.quantity.start] != "等":
            return set()
        zones = [entity for entity in reading.entities if entity.kind == "zone" and entity.end <= frame.quantity.start]
        listed = {entity.start for entity in reading.entities if entity.kind == "project"}
        several = len(zones) > 1 and "、" in self.scene.text[zones[0].start : zones[-1].start]
        member = not self.article.zone and len(zones) == 1 and zones[0].end in listed
        later = {zone.start for zone in zones if zone.end in listed and self.scene.text[zone.start - 1 : zone.start] == "、"}
        told = {zone.start for zone in zones} if several or member else later
        return told | {entity.start for entity in reading.entities if self.is_listed(entity)}

    def _is_of_a_list(self, topic: Subject) -> bool:
        """甲园完成51亿元；乙园完成49亿元。 and a new paragraph that names nobody: not of the last one."""
        if topic.kind != "zone" or topic.start < 0:
            return False
        return len(self.told_in_paragraph(topic.start) - {topic.name}) > 1

    def _ends_a_list(self, topic: Subject) -> bool:
        """甲区、乙区分别与企业签约，协议总投资582亿元: carried from a list, of all its zones and not of the last one."""
        if topic.kind != "zone" or self.scene.text[max(0, topic.start - 1) : topic.start] not in ("、", "和", "与", "及"):
            return False
        index = bisect_left(self.scene.zones, topic.start, key=lambda zone: zone.start)
        return index > 0 and self.scene.zones[index - 1].end == topic.start - 1

    def _before_its_parts(self, frame: Frame, topic: Subject) -> Subject:
        """全市新签约项目61个，其中甲区32个、乙区29个；总投资420亿元: after ； again of whom the parts are."""
        clause = self.clauses[frame.clause]
        if not clause.semicolon or topic.start < 0 or not self._same_sentence_at(topic.start, clause.start) or self.readings[frame.clause].entities:
            return NOBODY
        for index in range(frame.clause - 1, max(0, frame.clause - 6), -1):
            part = self.clauses[index]
            if part.sentence != clause.sentence:
                break
            if self.scene.text.startswith("其中", part.start):
                whole = self.readings[index - 1]
                told = whole.topic if whole.topic.kind in ("zone", "region") else whole.place
                return told if whole.clause.sentence == clause.sentence and part.start <= topic.start else NOBODY
        return NOBODY

    def _of_them_all(self, frame: Frame, topic: Subject) -> bool:
        """甲、乙、丙开发区分别开工，总投资合计9.3亿元: not the last one's."""
        text, at = self.scene.text, frame.quantity.start
        if "合计" not in text[max(0, at - 8) : at] or not self._same_sentence_at(topic.start, at):
            return False
        return any(one.end <= topic.start and topic.start - one.end < 8 and "、" in text[one.end : topic.start] for one in self.scene.zones[:_MOST_ZONES])
