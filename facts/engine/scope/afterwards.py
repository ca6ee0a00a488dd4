"""Subjects that are named after their figures (总投资2.9亿元的X项目), and who can have which figure."""

from __future__ import annotations

import re

from facts.engine.measures.clauses import Frame
from facts.engine.scope.populations import Populations
from facts.engine.scope.subjects import NOBODY, PARK_OWN, PROJECT_OWN, Reading, Subject, is_park, is_park_name

ORGANIZATION_OWN = PROJECT_OWN - {"phase_count", "completion_progress"} | {"research_platform_count", "foreign_investment", "technical_upgrade_investment"}
# What is a zone's, unless it is told in one sentence with a company or a project: 该公司…，2021年进出口增长36%
IN_ITS_SENTENCE = frozenset("imports_exports technical_upgrade_investment completion_progress industrial_output".split())
_NEVER_A_PARKS = frozenset("gdp zone_count public_budget_revenue fixed_asset_investment".split())
_SITES = ("园", "基地", "城", "港", "小镇")  # 总投资100亿元的某海洋科技园
_THIS = re.compile(r"这(?:一)?[个座家处片]")  # 这座总投资14亿元的园区
_NAMES_IT = re.compile(
    r"(?:[^，。；]*的|(?:在[^，。；]{2,16})?(?:投资)?(?:建设|新建|兴建|实施|打造|布局|启动|推进|上马|新上|上)了?)(?:[\u4e00-\u9fff“”\d.]{0,12})"
)
_INVESTS_IN = re.compile(r"(?:投资|出资|斥资|投入)(?:约|超过|超|近|达)?$")
_BUILDS = re.compile(r"(?:将|拟|计划|主要|用于|在[^，。；]{2,14})?(?:投资)?(?:建设|新建|兴建|实施|打造|新上)(?:了)?(?:[\u4e00-\u9fff“]{0,6}的)?")
_OPENING_SUM = re.compile(r"\s*(?:计划|预计)?(?:总)?(?:投资|占地|建筑面积)(?:额|面积)?(?:约|达|近|超)?")
_BEGINS = re.compile(r"(?:^|[。；\n　 ]|另外，|此外，|其中，|同时，)$")
_FIGURE_OF = re.compile(r"[^，。；]{0,20}\d[^，。；]{0,14}的")


class Afterwards(Populations):
    """Looks to the right of a figure."""

    def fits(self, subject: Subject, indicator: str, near: bool = False) -> bool:
        """Whether somebody can have such a figure; a park that is the subject of the sentence has what a zone has."""
        if subject.kind == "project" or is_park(subject):
            if near:
                return indicator not in _NEVER_A_PARKS if is_park(subject) else indicator in PROJECT_OWN or indicator in IN_ITS_SENTENCE
            bonded = indicator == "imports_exports" and subject.name.endswith("保税物流中心")
            return bonded or indicator in (PARK_OWN if is_park(subject) else PROJECT_OWN)
        if near and indicator in IN_ITS_SENTENCE:
            return True
        if subject.kind == "organization":
            return indicator in ORGANIZATION_OWN or (near and indicator in ("project_count", "ongoing_project_count"))
        return True

    def _subject_after(self, frame: Frame, reading: Reading) -> Subject:
        """总投资2.9亿元、总建筑面积47031.14平方米的X项目."""
        end = frame.quantity.end
        if not reading.entities or reading.entities[-1].start < end:
            return NOBODY
        for place, entity in enumerate(reading.entities):
            this_one = entity.kind == "anaphor" and entity.start > end and _THIS.search(self.scene.text, reading.clause.start, frame.quantity.start)
            park = entity.kind == "zone" and entity.name.endswith(_SITES) and frame.indicator == "total_investment"
            if entity.start < end or not (this_one or park or entity.kind in ("project", "phase", "organization")):
                continue
            if entity.kind == "project" and (entity.start in self.references or self.scene.text[entity.start - 1 : entity.start] in "在于"):
                continue  # 建设2条日熔量150吨的玻璃生产线: a part
            if (park or entity.kind == "organization" or is_park_name(entity)) and self._owns_next(reading, place):
                continue  # 总投资35亿元的开磷集团复合肥项目
            between = self.scene.text[end : entity.start]
            if not between or (len(between) <= 40 and _NAMES_IT.fullmatch(between)):
                subject = self.subject_of(entity, reading)
                if subject.name and self.fits(subject, frame.indicator):
                    return subject.by("subject after its figures")
            elif entity.kind == "phase":
                continue  # 总用地902亩、|一期|计划投资21亿元的某产业园项目
            break
        return NOBODY

    def _owns_next(self, reading: Reading, place: int) -> bool:
        """Whether the project of a company stands right after its name."""
        following = reading.entities[place + 1 : place + 2]
        return bool(following and following[0].kind == "project" and self.scene.text[reading.entities[place].end : following[0].start] in ("", "的", "旗下"))

    def _before_its_name(self, frame: Frame) -> Subject:
        """总投资8亿元，预计年产10万个的X项目: a sum that opens the sentence is of what the next clause names after its own figure."""
        if frame.indicator not in ("total_investment", "land_area", "floor_area") or frame.clause + 1 >= len(self.readings):
            return NOBODY
        clause, following = self.readings[frame.clause], self.readings[frame.clause + 1]
        if clause.entities or clause.clause.sentence != following.clause.sentence or not following.entities:
            return NOBODY
        text, named = self.scene.text, following.entities[0]
        opens = _OPENING_SUM.fullmatch(text, clause.clause.start, frame.quantity.start) and _BEGINS.search(
            text, max(0, clause.clause.start - 3), clause.clause.start
        )
        if not opens or named.kind != "project" or not _FIGURE_OF.fullmatch(text, following.clause.start, named.start):
            return NOBODY
        return self.subject_of(named, following).by("subject after its figures")

    def _then_built(self, frame: Frame) -> Subject:
        """某公司拟在开发区投资8亿元，建设年产10万吨磷酸铁项目: the sum is of what the next clause builds with it."""
        if frame.indicator not in ("total_investment", "contracted_investment") or frame.clause + 1 >= len(self.readings):
            return NOBODY
        clause, following = self.readings[frame.clause], self.readings[frame.clause + 1]
        if clause.clause.sentence != following.clause.sentence or any(entity.kind in ("project", "phase") for entity in clause.entities):
            return NOBODY
        named = next((entity for entity in following.entities if entity.kind == "project" and entity.start not in self.references), None)
        text = self.scene.text
        if named is None or clause.topic.kind == "project" or not _INVESTS_IN.search(text, clause.clause.start, frame.quantity.start):
            return NOBODY
        if frame.quantity.end != clause.clause.end or not _BUILDS.fullmatch(text, following.clause.start, named.start):
            return NOBODY
        return self.subject_of(named, following).by("subject after its figures")
