"""Across clauses: whose number it is, and for which period (该项目, 一期, 其中, lists).

Registers for subject and period run through the article clause by clause; every answer names the rule that gave it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from facts.engine.context import Article
from facts.engine.frames import Clause, Frame
from facts.engine.mentions.scene import Scene
from facts.engine.types import Entity, Period, PeriodMention, Rival, Token


class Subject(NamedTuple):
    """Who or what a fact is about, and the rule that says so."""

    kind: str
    name: str
    scope: str
    start: int
    end: int
    rule: str


NOBODY = Subject("", "", "", -1, -1, "none")

# What a project can have of its own; everything else said in its paragraph belongs to its zone or region.
PROJECT_OWN = frozenset(
    (
        "total_investment annual_planned_investment investment_completed land_area planned_area floor_area annual_capacity "
        "output_volume power_capacity electricity production_line_count equipment_count building_count product_count phase_count "
        "jobs employees workers_on_site sales_revenue tax_revenue profit_and_tax profit output_value completion_progress duration "
        "road_length financing_amount contracted_investment exports research_spending enterprise_count other patent_count"
    ).split()
)
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
_THAT = re.compile(r"(?:该|此|这个|这一|上述|本)$")
_ACTUAL = re.compile(r"已|目前|现已|累计|完成了|实现了|现有|截至|达到了")
_BASE_BEFORE = re.compile(r"(?:比|全年的?|上年|去年|较|与|同|超|和|[高低快慢好优]于)$")
# 位居全市第一, 拉动全市投资, 在全省率先: the area is a yardstick or a place, not who is spoken about.
_YARDSTICK_BEFORE = re.compile(
    r"(?:居|列|占|为|对|向|拉动|带动|助力|推动|促进|支撑|服务|辐射|惠及|遍布|高于|低于|超过|比|较|与|同|和|在|成为|"
    r"是|至|获|被|跻身|进入|引领|跑赢|领跑|好于|快于|慢于|由|抢抓|报|经|向|受|到|来自|落户|覆盖)$"
)
_YARDSTICK_AFTER = re.compile(
    r"(?:的)?(?:第[一二三四五六七八九十\d]|首[位个家批例]|前[一二三四五六七八九十\d列茅]|平均|唯一|最[大高先早快好]|率先|之首|领先|大局|各地|人民|群众|上下)"
)
_COMPONENT = re.compile(r"(?:建设|新建|形成|配套|购置|安装|扩建|改造|包括|包含|、)|年产|\d")
_INVESTS = re.compile(r"(?:总)?(?:投资|出资|斥资|承建|建设|实施|负责)")
# 将审批环节由16个压减为5个 takes hold of something, it intends nothing.
_DISPOSES = re.compile(r"[^，。；]{1,14}?(?:由|从|压减|压缩|缩短|作为|列为|纳入|分散|划转|搬|送进|打造成|变|视为|降低|降至)")
# 此次集中开工的项目共52个: the event is home's, whatever place was just named.
_THIS_TIME = re.compile(r"[\s“]*(?:此次|本次|这次|这批|活动(?:现场|当天))")
_SENTENCE_END = re.compile(r"[。！？\n]")
_IN_A_NAME = re.compile(r"(?:省|市|县|区|国家)级重点|“?三个一批|[^，。；]{0,18}(?:仪式|集中开工|集中签约|推进会|现场会|开工活动|签约活动|观摩)")
_LOCATIVE = re.compile(r"(?:选址|位于|落户|落户于|坐落于?|在|建在|入驻|落地|落子|落户到|设在|于|走进|来到|选址于|选址在)$")
_GENERIC_PROJECT_AFTER = re.compile(
    r"(?:从(?:签约|拿地|谈判|洽谈|落地|备案|立项|开工)|平均|审批|建设(?:审批|周期)|用地|单体|签约|落地(?!在)|引进|招引|为王|服务|库|化|推进|管理|最多|最大|建设(?:热潮|现场会|提速)|筛选|包装|一线|提速|质量|支撑|数)"
)
_AGENT_BEFORE = re.compile(
    r"(?:由|与|和|向|对|为|给|依托|联合|引进|携手|同|跟|被|及|及其|委托|获|经|在|从|是|隶属于?|来自|投资方|建设方|"
    r"建设单位|施工单位|投资方为|牵手|共建|设立|成立|组建|引入|据|到|签约|服务|帮助|支持|走进|走访|落户|下属|对接|给予)$"
)


@dataclass(slots=True)
class Registers:
    """What the clauses so far are about."""

    topic: Subject = NOBODY
    project: Subject = NOBODY
    place: Subject = NOBODY  # zone or region
    zone: Subject = NOBODY  # the zone alone, for where a project stands
    organization: Subject = NOBODY
    population: Entity | None = None
    period: PeriodMention | None = None
    planned: bool = False


@dataclass(slots=True)
class Reading:
    """The registers' answers for one clause, kept for measures, stages and relations."""

    clause: Clause
    entities: list[Entity] = field(default_factory=list)
    topic: Subject = NOBODY
    project: Subject = NOBODY
    place: Subject = NOBODY
    zone: Subject = NOBODY
    organization: Subject = NOBODY
    population: Entity | None = None  # what the clauses before spoke of
    period: PeriodMention | None = None
    own_period: PeriodMention | None = None
    planned: bool = False


class Scope:
    """Reads the clauses in order; then answers for any frame."""

    def __init__(self, scene: Scene, clauses: list[Clause], entities: list[Entity], frames: list[Frame], article: Article, published: str = "") -> None:
        self.scene, self.clauses, self.entities, self.article = scene, clauses, entities, article
        self.frames = frames
        self.published = published
        self.published_year = published[:4]
        self.frame_starts = [frame.quantity.start for frame in frames]
        self.readings: list[Reading] = []
        self.references: set[int] = set()
        area = next((entity for entity in entities if entity.kind == "area" and entity.name not in ("全国", "当地")), None)
        # An article that names no place at all speaks of 全市: better its own word than none.
        self.unnamed = (
            Subject("zone" if "区" in area.name or "园" in area.name else "region", area.name, "", area.start, area.end, "area without a name")
            if area
            else NOBODY
        )
        self.locatives: set[int] = set()
        self.first_period: PeriodMention | None = None
        self.planned: list[tuple[int, str]] = []
        self.persons = [entity for entity in entities if entity.kind == "person"]
        companies = re.compile(r"(?:公司|集团|厂|药业|实业|合作社|大学|研究院|研究所)$")
        common = ("公司", "该公司", "集团", "企业", "该企业")
        known = {name for entity in entities if entity.kind == "organization" for name in (entity.key, entity.name)}
        self.entities_named = [person.key for person in self.persons if person.key not in common and (companies.search(person.key) or person.key in known)]
        self.sayings = self._find_sayings()
        self._mark_references()
        self._mark_planned()
        clause_starts = [clause.start for clause in clauses]
        self.spoken_paragraphs = {
            clauses[max(0, bisect_left(clause_starts, entity.start + 1) - 1)].paragraph
            for entity in entities
            if entity.kind not in ("person", "phase")
            and not (entity.kind == "anaphor" and entity.detail.startswith(("project", "organization")))
            and entity.start not in self.references
        }
        for frame in frames:
            if frame.indicator not in PROJECT_OWN:
                self.spoken_paragraphs.add(clauses[frame.clause].paragraph)
        self._walk()

    def _mark_references(self) -> None:
        """Names inside 比…, 占…, 拉动… are benchmarks, never subjects."""
        starts = [entity.start for entity in self.entities]
        for frame in self.frames:
            low, high = frame.reference_span
            if low >= 0:
                for position in range(bisect_left(starts, low), bisect_left(starts, high)):
                    self.references.add(self.entities[position].start)
        text = self.scene.text
        for entity in self.entities:
            before = text[max(0, entity.start - 5) : entity.start]
            if entity.kind in ("area", "region") and (_YARDSTICK_BEFORE.search(before) or _YARDSTICK_AFTER.match(text, entity.end)):
                self.references.add(entity.start)
            elif (entity.kind == "zone" or (entity.kind == "anaphor" and entity.detail == "zone")) and _LOCATIVE.search(before):
                self.locatives.add(entity.start)
            elif entity.kind == "organization" and _AGENT_BEFORE.search(before):
                self.references.add(entity.start)

    # the walk ---------------------------------------------------------------------------------------------------

    def _walk(self) -> None:
        registers = Registers()
        at = period_at = 0
        paragraph = sentence = 0
        for clause in self.clauses:
            if clause.paragraph != paragraph:
                paragraph = clause.paragraph
                if self._has_subject(paragraph) or registers.topic.kind not in ("project", "organization"):
                    registers.topic, registers.population = NOBODY, None
                registers.place = registers.zone = self.home()
                registers.period = None
                registers.planned = False
            if clause.sentence != sentence:
                sentence = clause.sentence
                registers.planned = False
            if not registers.place.name or _THIS_TIME.match(self.scene.text, clause.start):
                registers.place = self.home()
                registers.topic = NOBODY
            reading = Reading(clause)
            while at < len(self.entities) and self.entities[at].start < clause.end:
                if self.entities[at].start >= clause.start:
                    reading.entities.append(self.entities[at])
                at += 1
            while period_at < len(self.scene.periods) and self.scene.periods[period_at].start < clause.end:
                mention = self.scene.periods[period_at]
                period_at += 1
                if mention.start < clause.start or not mention.lasting or _BASE_BEFORE.search(self.scene.text[max(0, mention.start - 1) : mention.start]):
                    continue
                if registers.period and registers.period.rule == "day" and mention.rule == "part-of-year" and self._same_sentence(registers.period, reading):
                    continue  # 4月18日举行二季度集中开工仪式
                if self.scene.text[mention.end : mention.end + 1] != "，" and _IN_A_NAME.match(self.scene.text, mention.end):
                    continue
                reading.own_period = mention
                if mention.rule == "now" and self.scene.text[mention.start - 1 : mention.start] in ("由", "从"):
                    continue
                registers.period = mention
                if self.first_period is None and mention.rule in ("months", "part-of-year", "year", "until") and not self._is_future(mention):
                    self.first_period = mention
            reading.population = registers.population
            self._read_topic(reading, registers)
            self._read_population(reading, registers)
            if registers.planned and _ACTUAL.search(self.scene.text, clause.start, clause.end):
                registers.planned = False
            reading.planned = registers.planned
            reading.topic, reading.project, reading.place, reading.organization = registers.topic, registers.project, registers.place, registers.organization
            reading.period, reading.zone = registers.period, registers.zone
            if self.planned and self._carries(clause):
                registers.planned = True
            self.readings.append(reading)

    def _mark_planned(self) -> None:
        """Where words of intention stand; those that only name a plan (年度计划, 规划局) do not count."""
        text = self.scene.text
        spans = sorted(frame.reference_span for frame in self.frames if frame.reference_span[0] >= 0)
        for token in self.scene.tokens:
            if not token.entry.planned:
                continue
            word = text[token.start : token.end]
            index = bisect_left(spans, (token.start + 1, 0)) - 1
            if index >= 0 and spans[index][0] <= token.start < spans[index][1]:
                continue
            before, after = text[max(0, token.start - 3) : token.start], text[token.end : token.end + 4]
            if word in _PLAN_NOUNS and not _intends(word, before, after):
                continue
            if word == "将" and _DISPOSES.match(text, token.end):
                continue
            self.planned.append((token.start, word))

    def still_running(self, period: Period, mention: PeriodMention) -> bool:
        """今年 said of what has happened reaches to the day of the paper."""
        words = self.scene.text[mention.start : mention.end]
        return words in ("今年", "本年", "今年内", "年内") and (period.start or "")[:4] == self.published_year and period.end == f"{self.published_year}-12-31"

    def _is_future(self, mention: PeriodMention) -> bool:
        return bool(self.published and mention.period and (mention.period.start or "") > self.published.ljust(10, "~"))

    def _planned_between(self, start: int, end: int) -> str:
        """The last word of intention in text[start:end]."""
        index = bisect_left(self.planned, (end, "")) - 1
        return self.planned[index][1] if index >= 0 and self.planned[index][0] >= start else ""

    def _carries(self, clause: Clause) -> bool:
        """预计… governs the clauses after it; 规划面积 does not; 建成后 only until something has happened."""
        first = bisect_left(self.planned, (clause.start, ""))
        if first == len(self.planned) or self.planned[first][0] >= clause.end:
            return False
        words = [word for at, word in self.planned[first : bisect_left(self.planned, (clause.end, ""))]]
        if all(word in _PLAN_NOUNS - {"目标"} for word in words):
            return bool(re.search(r"计划(?!总?投资|引资|用地)", self.scene.text[clause.start : clause.end]))
        if all(word.endswith(("后", "时")) for word in words):
            following = self.scene.text[clause.end + 1 : clause.end + 20]
            return not re.search(r"^[^，。；]{0,12}(?:了|已|又|累计|目前|现)", following)
        return True

    def _read_topic(self, reading: Reading, registers: Registers) -> None:
        for entity in reading.entities:
            if entity.start in self.references:
                continue
            if entity.kind == "person" and entity.key in self.entities_named:
                registers.organization = Subject(
                    "organization", self.article.organizations.get(entity.key, entity.key), "", entity.start, entity.end, "the speaker's post"
                )
            subject = self.subject_of(entity, registers)
            if not subject.name:
                continue
            if subject.kind == "project":
                if (
                    entity.rule == "name head"
                    and registers.topic.kind == "project"
                    and _COMPONENT.search(self.scene.text[max(0, entity.start - 6) : entity.start + 2])
                ):
                    self.references.add(entity.start)
                    continue
                registers.project = subject
                registers.topic = subject
            elif subject.kind in ("zone", "region"):
                registers.place = subject
                if subject.kind == "zone":
                    registers.zone = subject
                if entity.start in self.locatives and registers.topic.kind in ("project", "organization"):
                    continue
                if entity.kind != "region" or registers.topic.kind in ("", "region") or self._opens(entity, reading):
                    registers.topic = subject
            elif subject.kind == "organization":
                registers.organization = subject
                if registers.topic.kind == "project" and _INVESTS.match(self.scene.text, entity.end):
                    self.references.add(entity.start)
                    continue
                registers.topic = subject

    def _is_all_zones(self, entity: Entity) -> bool:
        """开发区 in an article about a whole city: its zones together."""
        return entity.kind == "anaphor" and entity.name in ("开发区", "园区") and not self.article.zone and bool(self.article.region)

    def _read_population(self, reading: Reading, registers: Registers) -> None:
        """13个省级以上开发区 governs the clauses that follow; 新入库项目 only to the end of its sentence; a new subject ends both."""
        for entity in reading.entities:
            if entity.start in self.references:
                continue
            if self._is_all_zones(entity):
                registers.population = entity._replace(detail="zones")
            elif entity.kind == "population" and entity.rule != "list end":
                if entity.name not in ("项目", "工程"):
                    registers.population = entity
            elif entity.kind in ("zone", "project", "organization", "area", "region", "phase"):
                registers.population = None
        if registers.population and registers.population.detail != "zones":
            following = self.scene.text[reading.clause.end : reading.clause.end + 1]
            if following in ("。", "；", "！", "？", "\n", ""):
                registers.population = None

    def _find_sayings(self) -> list[tuple[int, int, str]]:
        """Where somebody speaks, and who: a quotation with the person beside it, or what follows 据某某介绍 in its sentence."""
        text = self.scene.text
        sayings = []
        starts = [person.start for person in self.persons]
        for match in _QUOTED.finditer(text):
            index = bisect_left(starts, match.end())
            near = [
                person
                for person in self.persons[max(0, index - 1) : index + 1]
                if -80 < person.start - match.end() < 40 and "\n" not in text[match.end() : person.start]
            ]
            speaker = next((person for person in near if person.start >= match.end()), near[0] if near and near[0].end >= match.start() - 30 else None)
            if speaker:
                sayings.append((match.start(), match.end(), _named(speaker, self.persons)))
        for match in _ACCORDING.finditer(text):
            end = _SENTENCE_END.search(text, match.end())
            speaker = next((person for person in self.persons[bisect_left(starts, match.start()) :][:1] if person.end <= match.end()), None)
            who = _named(speaker, self.persons) if speaker else match["who"]
            if who:
                sayings.append((match.end(), end.start() if end else len(text), who))
        return sorted(sayings)

    def attribution(self, at: int) -> str:
        """Who says what stands at this place, with the post; empty where the paper itself says it."""
        index = bisect_left(self.sayings, (at + 1, 0, "")) - 1
        return self.sayings[index][2] if index >= 0 and self.sayings[index][1] > at else ""

    def _has_subject(self, paragraph: int) -> bool:
        """Whether a paragraph names anybody; one that does not continues the paragraph before."""
        return paragraph in self.spoken_paragraphs

    def _opens(self, entity: Entity, reading: Reading) -> bool:
        """A region at the head of its clause is the new subject."""
        return bool(re.fullmatch(r"[\s“—△]*(?:其中|此外|另外|同时|据悉|截至[^，]*|目前)?", self.scene.text[reading.clause.start : entity.start]))

    def home(self) -> Subject:
        if self.article.zone:
            return Subject("zone", self.article.zone, "", -1, -1, "home zone")
        if self.article.region:
            return Subject("region", self.article.region, "", -1, -1, "home region")
        return self.unnamed

    def subject_of(self, entity: Entity, registers: Registers | Reading) -> Subject:
        """What a mention stands for, with the antecedent of 该项目, 一期, 全区."""
        at = (entity.start, entity.end)
        if entity.kind == "zone":
            return Subject("zone", self.article.zones.get(entity.name, entity.name), "", *at, "zone name")
        if entity.kind == "region":
            return Subject("region", entity.name, "", *at, "region name")
        if entity.kind == "area":
            return self._area(entity, registers)
        if entity.kind == "project":
            return Subject("project", self.article.projects.get(entity.name, entity.name), entity.detail, *at, "project name")
        if entity.kind == "organization" and entity.detail == "state":
            if not entity.key:
                return NOBODY
            zone = self.article.zones.get(entity.key, "") or (self.article.zone if self.article.zone.endswith(entity.key) else "")
            return Subject("zone", zone, "", *at, "the zone's own body") if zone else NOBODY
        if entity.kind == "organization":
            return Subject("organization", self.article.organizations.get(entity.name, entity.name), "", *at, "organization name")
        if entity.kind == "phase":
            base = registers.project
            return Subject("project", _without_phase(base.name), entity.detail, *at, "phase of the project before") if base.name else NOBODY
        if entity.kind == "anaphor":
            return self._anaphor(entity, registers)
        return NOBODY

    def _anaphor(self, entity: Entity, registers: Registers | Reading) -> Subject:
        at = (entity.start, entity.end)
        what, _, phase = entity.detail.partition(":")
        if what == "project":
            if not _THAT.search(self.scene.text[max(0, at[0] - 2) : at[0]]) and not phase and _GENERIC_PROJECT_AFTER.match(self.scene.text, at[1]):
                return NOBODY
            base = registers.project
            if not base.name:
                return NOBODY
            # 项目 means the whole again, unless the article only ever names a phase of it.
            scope = phase or (base.scope if base.scope and base.scope in base.name else "")
            return Subject("project", _without_phase(base.name) if phase else base.name, scope, *at, "项目 is the one before")
        if what == "organization":
            return registers.organization._replace(start=at[0], end=at[1], rule="公司 is the one before")
        if what == "zone":
            if entity.name in _BONDED and not self.article.zone.endswith(entity.name):
                owner = next((name for name in self.article.zones.values() if name.endswith(_BONDED)), entity.name)
                return Subject("zone", owner, "", *at, "zone name")
            if (
                entity.name in ("园区", "产业园区", "工业园", "示范区")
                and registers.project.name.endswith(("园", "园区", "园项目", "园区项目"))
                and registers.project.start > registers.place.start
            ):
                return registers.project._replace(start=at[0], end=at[1], rule="园区 is the project before")
            if self.article.zone and (self.article.zone.endswith(entity.name) or entity.name in ("园区", "开发区", "示范区")):
                return Subject("zone", self.article.zone, "", *at, "local zone")
            if self._is_all_zones(entity) and not _THAT.search(self.scene.text[max(0, at[0] - 2) : at[0]]):
                return NOBODY
            if not self.article.zone and entity.name in ("园区", "开发区", "示范区"):
                return self._place_before(at[0])._replace(start=at[0], end=at[1], rule="园区 is the zone before")
            if registers.place.kind == "zone" and (_THAT.search(self.scene.text[max(0, at[0] - 2) : at[0]]) or registers.place.name.endswith(entity.name)):
                return registers.place._replace(start=at[0], end=at[1], rule="zone before")
        return NOBODY

    def _area(self, entity: Entity, registers: Registers | Reading) -> Subject:
        word = entity.name
        at = (entity.start, entity.end)
        if word.startswith("该园") and registers.project.name.endswith(("园", "园区", "园项目")):
            return registers.project._replace(start=at[0], end=at[1], rule="该园 is the one before")
        if word in ("全国",):
            return Subject("region", "全国", "", *at, "area word")
        if "区" in word or "园" in word:
            if not self.article.zone and word in ("全区", "我区") and self.article.region.endswith("区"):
                return Subject("region", self.article.region, "", *at, "area word")
            if self.article.zone:
                return Subject("zone", self.article.zone, "", *at, "area word")
            place = self._place_before(entity.start)
            if place.name:
                return place._replace(start=at[0], end=at[1], rule="area word")
        level = {"省": "province", "市": "prefecture", "州": "prefecture", "县": "county", "区": "county", "旗": "county", "域": ""}.get(word[1], "")
        name = self.article.region_at(level) if level else self.article.region
        if name or self.article.region:
            return Subject("region", name or self.article.region, "", *at, "area word")
        return Subject("region", word, "", *at, "area without a name") if word != "全国" else NOBODY

    def _place_before(self, at: int) -> Subject:
        index = bisect_left(self.entities, at, key=lambda entity: entity.start) - 1
        for _ in range(12):
            if index < 0:
                break
            entity = self.entities[index]
            if entity.kind == "zone":
                return Subject("zone", self.article.zones.get(entity.name, entity.name), "", entity.start, entity.end, "zone before")
            index -= 1
        return NOBODY

    # answers ----------------------------------------------------------------------------------------------------

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
            employer = next((entity for entity in self.entities_named if entity == person.key), "")
            if employer:
                return Subject("organization", self.article.organizations.get(employer, employer), "", person.start, person.end, "the speaker's post")
            for project in self.article.projects:
                if person.key.startswith(project) or project.startswith(person.key + "项目"):
                    return Subject("project", self.article.projects[project], "", person.start, person.end, "the speaker's post")
        return NOBODY

    @staticmethod
    def _reject(frame: Frame, entity: Entity, reason: str) -> None:
        """Keeps the nearest mention that lost."""
        if not frame.rivals:
            frame.rivals.append(Rival(entity.start, entity.end, entity.name, reason))

    def _previous_topic(self, frame: Frame) -> Subject:
        for index in range(frame.clause - 1, max(-1, frame.clause - 40), -1):
            reading = self.readings[index]
            if reading.clause.paragraph != self.clauses[frame.clause].paragraph and self._has_subject(self.clauses[frame.clause].paragraph):
                break
            if reading.topic.name:
                return reading.topic
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
            if len(run) == frame.shared_of:
                return self.subject_of(run[frame.shared], reading)._replace(rule="list in order")
        return NOBODY

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
        return end - start < 600 and not _SENTENCE_END.search(self.scene.text, start, end)

    def _same_sentence(self, mention: PeriodMention, reading: Reading) -> bool:
        return reading.clause.start - mention.end < 600 and not _SENTENCE_END.search(self.scene.text, mention.end, reading.clause.start)

    def _period_before(self, at: int, reading: Reading) -> PeriodMention | None:
        periods = self.scene.periods
        index = bisect_left(periods, at, key=lambda mention: mention.start) - 1
        while index >= 0 and periods[index].start >= reading.clause.start:
            mention = periods[index]
            index -= 1
            if not mention.lasting or _BASE_BEFORE.search(self.scene.text[max(0, mention.start - 1) : mention.start]):
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
            if reading.period.rule not in ("month", "day", "months") or (gap.count("，") <= 2 and len(gap) <= 60):
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


_FLOWS = frozenset(
    (
        "investment_completed industrial_investment fixed_asset_investment funds_in_place foreign_investment "
        "technical_upgrade_investment gdp industrial_value_added industrial_output output_value sales_revenue tax_revenue "
        "profit_and_tax profit public_budget_revenue imports_exports exports research_spending electricity"
    ).split()
)
_BONDED = ("综保区", "综合保税区", "保税区", "自贸区")
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
_DATED_PLANS = frozenset(("investment_completed", "annual_planned_investment", "completion_progress"))
_PLAN_NOUNS = frozenset(("计划", "规划", "目标", "预算", "预期", "设计", "计划总"))


def _intends(word: str, before: str, after: str) -> bool:
    """计划年底投产 intends, 年度计划的80% does not."""
    if word == "目标":
        return bool(re.match(r"(?:为|是|：|:|，|达|定|已|明确|如下)", after))
    if word == "规划":
        return not re.match(r"(?:局|部门|院|馆|展|的|和|师|图|编制|》|”)", after) and not before.endswith(("的", "、", "编制", "国土"))
    if word in ("计划", "预算", "预期"):
        return not before.endswith(("年度", "年", "月", "投资", "三年", "施工", "序时", "作业", "生产")) and not re.match(
            r"(?:的|目标|任务|数|》|”|，|。)", after
        )
    return not re.match(r"(?:院|师|、|，|和|单位|公司|的)", after)


_QUOTED = re.compile(r"“[^“”\n]{12,600}”")
_ACCORDING = re.compile(r"据(?P<who>[\u4e00-\u9fff、]{2,40}?)(?:介绍|透露|统计|消息|测算)(?:说)?[，：,:]")


def _named(person: Entity, persons: list[Entity]) -> str:
    """谢振华（建设单位项目负责人）; the post from where it was first given."""
    post = person.detail or next((other.detail for other in persons if other.name == person.name and other.detail), "")
    return f"{person.name}（{post}）" if post else person.name


_PHASE_IN_NAME = re.compile(r"(?:[一二三四五六首]期|[1-5]期)(?:工程)?")


def _without_phase(name: str) -> str:
    return _PHASE_IN_NAME.sub("", name, count=1)


def _year_before(period: Period) -> Period:
    def back(day: str | None) -> str | None:
        return f"{int(day[:4]) - 1}{day[4:]}" if day else None

    return Period(back(period.start), back(period.end))
