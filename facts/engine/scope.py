"""Across clauses: whose number it is, and for which period (该项目, 一期, 其中, lists).

Registers for subject and period run through the article clause by clause; every answer names the rule that gave it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.clauses import Frame
from facts.engine.governing import governs
from facts.engine.subjects import NOBODY, PROJECT_OWN, Reading, Subject
from facts.engine.topics import COMMON_EMPLOYERS, SENTENCE_END, Topics, starts_afresh
from facts.engine.types import Entity, Period, PeriodMention, Rival, Token

ORGANIZATION_OWN = PROJECT_OWN - {"phase_count", "completion_progress"} | {"research_platform_count", "foreign_investment", "technical_upgrade_investment"}
LASTING = frozenset(
    (
        "total_investment land_area planned_area floor_area annual_capacity power_capacity phase_count production_line_count "
        "road_length duration contracted_investment product_count"
    ).split()
)
_ZONE_ONLY = frozenset(
    (
        "zone_count gdp public_budget_revenue fixed_asset_investment industrial_value_added project_count signed_project_count "
        "started_project_count ongoing_project_count commissioned_project_count registered_project_count large_enterprise_count "
        "high_tech_enterprise_count innovative_sme_count standard_land_count commitment_project_count agency_project_count "
        "start_rate signing_rate"
    ).split()
)
_ATTRIBUTE = re.compile(r"[^，。；\n]{0,40}?的")
_FLOWS = frozenset(
    (
        "investment_completed industrial_investment fixed_asset_investment funds_in_place foreign_investment "
        "technical_upgrade_investment gdp industrial_value_added industrial_output output_value sales_revenue tax_revenue "
        "profit_and_tax profit public_budget_revenue imports_exports exports research_spending electricity"
    ).split()
)
# What a speaker says of the site rather than of the company.
_SITE_OWN = PROJECT_OWN - {"employees", "exports", "sales_revenue", "research_spending", "patent_count", "other", "profit", "enterprise_count"}
_KINDS_OF_PROJECT = frozenset(
    ("project_count signed_project_count started_project_count ongoing_project_count commissioned_project_count registered_project_count").split()
)
_INDUSTRY_OWN = frozenset(
    ("output_value industrial_output sales_revenue industrial_investment total_investment industrial_value_added tax_revenue exports").split()
)
_INDUSTRY_BEFORE = re.compile(
    r"(?P<industry>(?:(?!完成|实现|其中|全区|全市|规上)[\u4e00-\u9fffA-Za-z]){2,10}(?:产业|制造业|行业|工业|集群))(?:实现|完成|上半年|累计|的)?$"
)
_KIND_BEFORE = re.compile(r"(?P<kind>(?:(?!现有|入驻|拥有|聚集|集聚|已有|新增|引进|累计|全区|全市|培育|各类|落户|规上)[\u4e00-\u9fffA-Za-z]){2,6})$")
# 三者合计占全区的83%: no longer the last of them.
_TOGETHER = re.compile(r"合计|[两三四]者|总计占|共占")
_DATED_PLANS = frozenset(("investment_completed", "annual_planned_investment", "completion_progress"))


class Scope(Topics):
    """Reads the clauses in order; then answers for any frame."""

    def still_running(self, period: Period, mention: PeriodMention) -> bool:
        """今年 said of what has happened reaches to the day of the paper."""
        words = self.scene.text[mention.start : mention.end]
        return words in ("今年", "本年") and (period.start or "")[:4] == self.published_year and period.end == f"{self.published_year}-12-31"

    def attribution(self, at: int) -> str:
        """Who says what stands at this place, with the post; empty where the paper itself says it."""
        index = bisect_left(self.sayings, (at + 1, 0, "")) - 1
        return self.sayings[index][2] if index >= 0 and self.sayings[index][1] > at else ""

    def subject(self, frame: Frame) -> Subject:
        reading = self.readings[frame.clause]
        quantity = frame.quantity
        if frame.rival:
            inside = next(
                (
                    entity
                    for entity in reading.entities
                    if frame.reference_span[0] <= entity.start < frame.reference_span[1] and entity.kind in ("area", "region", "zone")
                ),
                None,
            )
            if inside:
                if inside.kind == "area" and inside.name == "全区" and (county := self.article.county_of_zone()):
                    return Subject("region", county, "", inside.start, inside.end, "the benchmark's own")
                return self.subject_of(inside, reading)._replace(rule="the benchmark's own")
        if frame.paired:
            return self.subject(frame.paired)
        if frame.source and not self._named_since(frame.source, frame):
            return self.subject(frame.source)
        wanted = frame.indicator
        around = next(
            (entity for entity in reading.entities if entity.start <= quantity.start and quantity.end <= entity.end and entity.kind == "project"), None
        )
        if around:
            return self.subject_of(around, reading)._replace(rule="number inside the name")
        after = self._subject_after(frame, reading)
        if after.name:
            return after
        listed = self._listed(frame, reading)
        if listed.name:
            return listed
        population = self._population(frame, reading)
        for entity in reversed(reading.entities):
            if entity.end <= quantity.start and (whole := self.whole_area(entity, reading)).name:
                return whole._replace(scope=population)
            if entity.end > quantity.start or entity.kind == "population":
                continue
            if entity.start in self.references:
                self._reject(frame, entity, "yardstick")
                continue
            subject = self.subject_of(entity, reading)
            if subject.name and not self._fits(subject, wanted):
                self._reject(frame, entity, "does not fit")
            elif subject.name:
                return subject._replace(scope=subject.scope if subject.kind == "project" else population)
        topic = self._previous_topic(frame)
        if not (topic.kind == "project" and wanted in _SITE_OWN):
            speaker = self._speaker(frame)
            if speaker.name and self._fits(speaker, wanted):
                return speaker._replace(scope=population)
        if topic.name and self._fits(topic, wanted):
            scope = topic.scope
            if topic.kind == "project" and scope and scope not in topic.name and not self._same_sentence_at(topic.start, frame.quantity.start):
                scope = ""
            return topic._replace(scope=scope if topic.kind == "project" else population, rule="carried: " + topic.rule)
        if wanted in PROJECT_OWN and reading.project.name and reading.topic.kind == "project":
            return reading.project._replace(rule="project of the paragraph")
        place = reading.place if reading.place.name else self.home()
        return place._replace(scope=population, rule="place: " + place.rule)

    def _named_since(self, source: Frame, frame: Frame) -> bool:
        """Whether anybody is named between a figure and the one that goes on with its indicator; another sentence begins anew."""
        start, end = source.quantity.end, frame.quantity.start
        if end - start > 400 or self.clauses[source.clause].sentence != self.clauses[frame.clause].sentence:
            return True
        if _TOGETHER.search(self.scene.text, self.clauses[frame.clause].start, end):
            return True
        index = bisect_left(self.entities, start, key=lambda entity: entity.start)
        while index < len(self.entities) and self.entities[index].start < end:
            if self.entities[index].kind != "person" and self.entities[index].start not in self.references:
                return True
            index += 1
        return False

    def _speaker(self, frame: Frame) -> Subject:
        """Inside a quotation without a subject of its own, 公司 and 我们 are those the speaker works for."""
        at = frame.quantity.start
        text = self.scene.text
        opened, closed = text.rfind("“", max(0, at - 400), at), text.rfind("”", max(0, at - 400), at)
        if opened <= closed or "\n" in text[opened:at]:
            return NOBODY
        index = bisect_left(self.persons, at, key=lambda entity: entity.start)
        for person in self.persons[max(0, index - 1) : index + 1]:
            between = text[min(person.end, at) : max(person.start, at)]
            if "\n" in between or len(between) > 400 or not person.key:
                continue
            if person.start > at and between.count("“") > 0:
                continue
            if person.key in COMMON_EMPLOYERS and (company := self._company_at(person.start, frame)).name:
                return company._replace(start=person.start, end=person.end, rule="the speaker's post")
            employer = next((entity for entity in self.entities_named if entity == person.key), "")
            if employer:
                return Subject("organization", self.article.organizations.get(employer, employer), "", person.start, person.end, "the speaker's post")
            for project in self.article.projects:
                if person.key.startswith(project) or project.startswith(person.key + "项目"):
                    return Subject("project", self.article.projects[project], "", person.start, person.end, "the speaker's post")
        return NOBODY

    def _company_at(self, at: int, frame: Frame) -> Subject:
        """Whom 公司总经理 works for: the company last named before the post."""
        index = frame.clause
        while index + 1 < len(self.readings) and self.readings[index + 1].clause.start <= at:
            index += 1
        return self.readings[index].organization

    @staticmethod
    def _reject(frame: Frame, entity: Entity, reason: str) -> None:
        """Keeps the nearest mention that lost."""
        if not frame.rivals:
            frame.rivals.append(Rival(entity.start, entity.end, entity.name, reason))

    def _previous_topic(self, frame: Frame) -> Subject:
        if starts_afresh(self.scene.text, self.clauses[frame.clause].start):
            return NOBODY
        for index in range(frame.clause - 1, max(-1, frame.clause - 40), -1):
            reading = self.readings[index]
            if reading.clause.paragraph != self.clauses[frame.clause].paragraph and self._has_subject(self.clauses[frame.clause].paragraph):
                break
            if reading.topic.name:
                return reading.topic
            if starts_afresh(self.scene.text, reading.clause.start):
                break
        return NOBODY

    def _fits(self, subject: Subject, indicator: str) -> bool:
        if subject.kind == "project":
            return indicator in PROJECT_OWN
        if subject.kind == "organization":
            return indicator in ORGANIZATION_OWN
        return True

    def _subject_after(self, frame: Frame, reading: Reading) -> Subject:
        """总投资2.9亿元、总建筑面积47031.14平方米的X项目."""
        end = frame.quantity.end
        for entity in reading.entities:
            if entity.start < end or entity.kind not in ("project", "phase", "organization"):
                continue
            between = self.scene.text[end : entity.start]
            if not between or (
                len(between) <= 40 and re.fullmatch(r"(?:[^，。；]*的|(?:投资)?(?:建设|新建|兴建|实施|打造|布局))(?:[\u4e00-\u9fff“”]{0,12})", between)
            ):
                subject = self.subject_of(entity, reading)
                if subject.name and self._fits(subject, frame.indicator):
                    return subject._replace(rule="subject after its figures")
            break
        return NOBODY

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
                if entity.kind in ("zone", "region", "project", "organization") and entity.start not in self.references and entity.end <= frame.quantity.start
            ]
            if len(run) > frame.shared_of:
                run = self._joined(run)
            if len(run) == frame.shared_of:
                return self.subject_of(run[frame.shared], reading)._replace(rule="list in order")
        return NOBODY

    def _joined(self, run: list[Entity]) -> list[Entity]:
        """The last names that 、 and 和 join: of 某区下设甲园、乙园和丙园 the three parks, not the zone that has them."""
        first = len(run) - 1
        while first > 0 and re.fullmatch(r"[、和与及]|以及", self.scene.text[run[first - 1].end : run[first].start]):
            first -= 1
        return run[first:]

    def _population(self, frame: Frame, reading: Reading) -> str:
        """Which part of the subject's whole the number covers, in the article's words."""
        quantity = frame.quantity
        own = self._own_population(frame)
        if own:
            return own
        counted = ""
        for entity in reversed(reading.entities):
            if entity.start in self.references or entity.start > quantity.end:
                continue
            if entity.kind == "population" and entity.start <= frame.noun[0] < entity.end and entity.detail != "zones":
                counted = counted or entity.name  # what is counted itself: better the zones that it is counted in
                continue
            if self._is_all_zones(entity) or (entity.kind == "population" and entity.rule != "list end" and entity.name not in ("项目", "工程")):
                return entity.name
            if entity.kind in ("zone", "project", "organization", "area", "region"):
                return counted
        if counted and not (reading.population and reading.population.detail == "zones" and frame.indicator != "project_count"):
            return counted
        if frame.indicator in _KINDS_OF_PROJECT and reading.population and reading.population.detail != "zones":
            return ""
        return reading.population.name if reading.population else ""

    def _own_population(self, frame: Frame) -> str:
        """省级以上开发区 of 13个省级以上开发区, 锂电企业 of 锂电企业67家, 光机电产业 of 光机电产业产值."""
        text = self.scene.text
        quantity, (start, end) = frame.quantity, frame.noun
        if start >= quantity.end:
            words = text[quantity.end : end]
            return words if frame.indicator in ("zone_count",) or (frame.indicator.endswith("project_count") and len(words) > 2) else ""
        if start < 0 or frame.inherited:
            return ""
        low = max(
            self.clauses[frame.clause].start,
            start - 14,
            *(entity.end for entity in self.readings[frame.clause].entities if entity.end <= start and entity.kind != "population"),
            0,
        )
        if frame.indicator in _INDUSTRY_OWN and (match := _INDUSTRY_BEFORE.search(text, low, start)):
            return match["industry"]
        if frame.indicator == "enterprise_count" and text[start:end].endswith("企业") and (match := _KIND_BEFORE.search(text, low, start)):
            return match["kind"] + text[start:end]
        return (
            text[start:end]
            if frame.indicator == "enterprise_count" and end - start > 3 and not text[start:end].startswith(("入", "市场", "注册", "工业企业"))
            else ""
        )

    def period(self, frame: Frame, subject: Subject, planned: bool) -> tuple[Period | None, PeriodMention | None]:
        reading = self.readings[frame.clause]
        mention = self._period_before(frame.quantity.start, reading)
        if frame.indicator == "annual_planned_investment":
            return self._whole_year(mention or reading.period), mention
        if subject.kind == "project":
            return self._project_period(frame, reading, mention, planned)
        if mention is None:
            mention = reading.own_period
        if mention is None and reading.period is not None:
            near = self._same_sentence(reading.period, reading)
            if frame.indicator in LASTING:
                mention = reading.period if near and frame.indicator in ("land_area", "total_investment", "contracted_investment") else None
            elif (near or reading.period.rule != "day") and not (subject.kind == "organization" and reading.period.rule in ("day", "month")):
                mention = reading.period
            if planned and (not near or self._promised(frame, reading)):
                mention = None
        if mention is None and subject.kind in ("zone", "region") and not planned and frame.indicator in _FLOWS:
            mention = self.first_period if self.first_period and self.first_period.start < frame.quantity.start else None
        if mention is None or mention.period is None:
            return None, mention
        if (frame.base == "last year" or self._same_time_last_year(frame, reading)) and (mention.period.start or mention.period.end):
            return _year_before(mention.period), mention
        return mention.period, mention

    def _same_time_last_year(self, frame: Frame, reading: Reading) -> bool:
        """去年同期为49个: the period spoken of, a year earlier."""
        words = self.scene.text[reading.clause.start : frame.quantity.start]
        if frame.quantity.kind == "times":
            return False
        return bool(re.search(r"(?<![比较与])(?:去年|上年)同期(?:的|为|仅|只有|是|有|，)?[^，比较\d]{0,8}$", words))

    def _project_period(self, frame: Frame, reading: Reading, mention: PeriodMention | None, planned: bool) -> tuple[Period | None, PeriodMention | None]:
        """A project's lasting attributes and its promises bear no date; its progress bears that of the sentence."""
        if frame.indicator in LASTING or (planned and frame.indicator not in _DATED_PLANS):
            return None, None
        if mention is None:
            mention = reading.own_period
        if mention is None and reading.period is not None and reading.period.rule not in ("month", "day") and self._same_sentence(reading.period, reading):
            mention = reading.period
        return (mention.period, mention) if mention else (None, None)

    def _whole_year(self, mention: PeriodMention | None) -> Period | None:
        if mention and mention.period and mention.period.start:
            year = mention.period.start[:4]
        elif self.published_year:
            year = self.published_year
        else:
            return None
        return Period(f"{year}-01-01", f"{year}-12-31")

    def _promised(self, frame: Frame, reading: Reading) -> bool:
        """达产后年产值…: what comes once the works run bears no date."""
        sentence = max(
            self.scene.text.rfind("。", 0, frame.quantity.start), self.scene.text.rfind("\n", 0, frame.quantity.start), frame.quantity.start - 120, 0
        )
        words = [word for at, word in self.planned[bisect_left(self.planned, (sentence, "")) : bisect_left(self.planned, (frame.quantity.start, ""))]]
        return any(word.endswith(("后", "时")) for word in words)

    def _same_sentence_at(self, start: int, end: int) -> bool:
        return end - start < 600 and not SENTENCE_END.search(self.scene.text, start, end)

    def _period_before(self, at: int, reading: Reading) -> PeriodMention | None:
        periods = self.scene.periods
        index = bisect_left(periods, at, key=lambda mention: mention.start) - 1
        while index >= 0 and periods[index].start >= reading.clause.start:
            mention = periods[index]
            index -= 1
            if not governs(self.scene.text, mention):
                continue
            if self.scene.text[mention.start - 1 : mention.start] in ("由", "从") and re.search(r"\d.*(?:到|至)(?:了|约)?$", self.scene.text[mention.end : at]):
                continue  # 由2020年的14.2亿元增加到43.5亿元
            return mention
        return None

    def period_near(self, at: int, reading: Reading) -> PeriodMention | None:
        """For stages: a time in the same clause, else one carried from the same sentence; a day or month only from the clause before."""
        mention = self._period_before(at, reading) or reading.own_period
        if mention is None and reading.period is not None and self._same_sentence(reading.period, reading):
            gap = self.scene.text[reading.period.end : reading.clause.start]
            near = "；" not in gap and gap.count("，") <= 2 and len(gap) <= 60
            under_way = "正在" in self.scene.text[reading.clause.start : at + 2]
            if not under_way and (near or reading.period.rule not in ("month", "day", "months")):
                mention = reading.period
        return mention

    def planned_from(self, start: int, end: int) -> int:
        """Where the first word of intention in text[start:end] stands, -1 where there is none."""
        index = bisect_left(self.planned, (start, ""))
        return self.planned[index][0] if index < len(self.planned) and self.planned[index][0] < end else -1

    def periods_between(self, start: int, end: int) -> list[PeriodMention]:
        index = bisect_left(self.scene.periods, start, key=lambda mention: mention.start)
        found = []
        while index < len(self.scene.periods) and self.scene.periods[index].start < end:
            found.append(self.scene.periods[index])
            index += 1
        return found

    def is_quantity_noun(self, token: Token) -> bool:
        """投产 in 投产率 or 签约 in 签约项目61个 belongs to a number."""
        return any(frame.noun[0] <= token.start < frame.noun[1] for frame in self.frames_in(token.start))

    def frames_in(self, at: int) -> list[Frame]:
        index = bisect_left(self.frame_starts, at - 60)
        return [frame for frame in self.frames[index : index + 6] if frame.noun[0] <= at]

    def is_planned(self, frame: Frame) -> bool:
        reading = self.readings[frame.clause]
        if reading.planned:
            return True
        return self.planned_at(reading, frame.quantity.start)

    def planned_at(self, reading: Reading, at: int) -> bool:
        word = self._planned_between(reading.clause.start, at)
        if word.endswith("后") and len(word) > 1:
            following = self.scene.text[reading.clause.end + 1 : reading.clause.end + 20]
            return not re.search(r"^[^，。；]{0,12}(?:了|已|又|累计|目前|现)", following)
        return bool(word)


def _year_before(period: Period) -> Period:
    def back(day: str | None) -> str | None:
        return f"{int(day[:4]) - 1}{day[4:]}" if day else None

    return Period(back(period.start), back(period.end))
