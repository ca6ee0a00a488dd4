"""The walk through the clauses: what each is about, and what it leaves for the next (我区 -> the zone; 该项目 -> the last project)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from facts.engine.measures.clauses import Clause, Frame
from facts.engine.mentions.periods import Published, find_periods
from facts.engine.mentions.scene import Scene
from facts.engine.scope.context import Article
from facts.engine.scope.governing import dates_a_founding, dates_a_start, governs, is_aside, is_deadline
from facts.engine.scope.headings import OF_ALL, after_subheads, find_sections, find_titles
from facts.engine.scope.intentions import AGENDA_MARKS, Intentions
from facts.engine.scope.references import find_references
from facts.engine.scope.sayings import SENTENCE_END, find_sayings
from facts.engine.scope.speakers import Speakers
from facts.engine.scope.subjects import NOBODY, PROJECT_OWN, Reading, Registers, Subject, is_park
from facts.engine.types import Entity, PeriodMention
from facts.engine.words.lexicon import load_words

_ACTUAL = re.compile(r"已|(?<![由从])目前|现已|累计|完成了|实现了|(?<![由从])现有|截至|达到了")
_REGIONAL = frozenset("large_enterprise_count gdp public_budget_revenue high_tech_enterprise_count innovative_sme_count zone_count".split())
_OF_A_PLACE = re.compile(
    r"基础设施(?:建设)?(?:资金|投入|投资)|投入基础设施|建成道路|(?<!正在)(?<!抓紧)铺设[^，。；厂]{0,6}管网|公租房|闲置土地|批而未供|低效用地"
)
_COMPONENT = re.compile(r"(?:建设|新建|形成|配套|购置|安装|扩建|改造|包括|包含|、)|年产|\d(?![\d.]*[年月日])")
# 将建设2条日熔量150吨的玻璃生产线, 包括1条宽幅2.5米的产线: counted, they are what the project consists of, whatever is said of them.
_COUNTED_PART = re.compile(
    r"(?:建设|新建|建成|建有|新上|购置|安装|引进|新增|扩建|改造|形成|配套|包括|包含|设有?)(?:了|有|成)?[^，。；、\n\d]{0,4}?(?:\d{1,3}|[一二两三四五六七八九十])(?:条|座|栋|个|套|台|处)(?![^，。；\n]{0,20}(?:投资|元))[^，。；\n]{0,20}$"
)
_OF_A_COUNTED_LIST = re.compile(
    r"(?:[、和与及][^，。；：\n]{0,60}?)?等(?:一大?批|多个|众多|(?:\d{1,4}|[一二两三四五六七八九十]{1,3})(?:余|多)?[个家项户]|(?:重点|龙头|骨干)?(?:企业|高校|院校|单位|机构|科研院所|部门))"
)
# 箔轧车间桩基工程: a trade's share of the work
_TRADE = re.compile(r"(?:桩基|土建|主体|基础|钢结构|安装|装修|装饰|幕墙|机电|消防|室内|路基|路面|围墙|场平|土石方|配套|附属)(?:工程|施工)$")
_OPENS_PAIR = re.compile(r"[；。\n](?!新|建|配|购|包)[^，。；、\n]{2,6}、$")  # ；纬四路、经九路打通工程
_ANSWER = re.compile(r"(?<![^\n])(?:记者|问|答|[\u4e00-\u9fff]{2,4})[：:]")  # 宋长海：… begins anew
_FIRM = re.compile(r"(?:(?<=[ 　：，“])|^)[\u4e00-\u9fff（）()]{4,24}?(?:有限责任公司|有限公司|集团|公司)")
_SCHOOL = re.compile(r"(?:大学|学院|研究院|研究所|银行|支行|协会|商会|港)$")
_HOLDS = re.compile(r"[^，。；\n]{0,12}(?:举行|召开|举办)[^，。；\n]{0,30}(?:仪式|活动|大会|会)")  # 某市举行集中开工活动。此次…: its own
_INSIDE = re.compile(r"(?:目前|现在|如今)?，?(?:园区|区|园)内(?!外)")
_STANDS_IN = re.compile(r"(?:位于|坐落于|坐落在|选址于?|选址在)(?:[\u4e00-\u9fff]{0,12}(?:区|基地|园))?$")
_DEED = re.compile(r"(?:新建|新增|新修|完成|实施|铺设|建成|引进|新签|投入|兴建|改造|盘活|清理|收储|平整|新开工|开工建设)(?!后)")
_SINCE = re.compile(r"[。；\n的]")  # a new sentence or figures of its own (总投资3亿元的) make it no component
_INVESTS = re.compile(r"(?:总)?(?:投资|出资|斥资|承建|建设|实施|负责)")
# 此次集中开工的项目共52个: the event is home's, whatever place was just named.
_THIS_TIME = re.compile(r"[\s“]*(?:此次|本次|这次|这批|活动(?:现场|当天))")
_PUBLIC_WORKS = re.compile(r"(?:管网|道路|路网|基础设施|供热|供水)[\u4e00-\u9fff]{0,6}(?:工程|项目)$")  # whose own 铺设管网 is no place's
_IN_A_NAME = re.compile(r"(?:省|市|县|区|国家)级重点|“?三个一批|[^，。；]{0,18}(?:仪式|集中开工|集中签约|推进会|现场会|开工活动|签约活动|观摩)")
_TELLING = frozenset(("year", "part-of-year", "months"))
_CEREMONY = re.compile(r"[^。\n]{0,60}?(?:签约|开工|奠基|投产|竣工)[^。，\n]{0,8}(?:仪式|活动|大会|举行)")


class Topics(Speakers, Intentions):
    """Reads the clauses in order and keeps who, and what time, each is about."""

    def __init__(self, scene: Scene, clauses: list[Clause], entities: list[Entity], frames: list[Frame], article: Article, published: str = "") -> None:
        self.scene, self.clauses, self.entities, self.article = scene, clauses, entities, article
        self.frames = frames
        self.published = published
        self.published_year = published[:4]
        self.frame_starts = [frame.quantity.start for frame in frames]
        self.readings: list[Reading] = []
        self.references, self.locatives = find_references(scene, entities, frames)
        self.called = {}
        area = next((entity for entity in entities if entity.kind == "area" and entity.name[0] not in "该此" and entity.name not in ("全国", "当地")), None)
        # An article that names no place at all speaks of 全市: better its own word than none.
        self.unnamed = (
            Subject("zone" if "区" in area.name or "园" in area.name else "region", area.name, "", area.start, area.end, "area without a name")
            if area
            else NOBODY
        )
        self.company = self._find_company()
        self.section = NOBODY
        self.titled = find_titles(scene.text, entities)
        self.first_period: PeriodMention | None = None
        self.headline_period = _headline_period(article.headline, published)
        self.ceremony: PeriodMention | None = None  # the day of the signing or the start that the article tells of
        self.planned: list[tuple[int, str]] = []
        self.period_starts = [mention.start for mention in scene.periods]
        self.persons = [entity for entity in entities if entity.kind == "person"]
        self.employers = self.find_employers()
        self.turns = self.find_turns()
        self.sayings = find_sayings(scene.text, self.persons)
        self._mark_planned()
        self.clause_starts = clause_starts = [clause.start for clause in clauses]
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
        self.spoken_paragraphs |= {clause.paragraph for clause in clauses if clause.start in self.turns or _ANSWER.match(scene.text, clause.start)}
        self.spoken_paragraphs |= after_subheads(scene.text, entities, clauses)
        self.regional = {frame.clause for frame in frames if frame.indicator in _REGIONAL}
        self._walk()

    def _find_company(self) -> Subject:
        """The company that the article names most, of several the first; nobody where all are named once."""
        if told := _FIRM.search(self.article.headline):
            return Subject("organization", self.article.organizations.get(told[0], told[0]), "", -1, -1, "the article's company")
        named = [entity for entity in self.entities if entity.kind == "organization" and entity.detail != "state" and not _SCHOOL.search(entity.name)]
        times = Counter(self.article.organizations.get(entity.name, entity.name) for entity in named)
        name, most = times.most_common(1)[0] if times else ("", 0)
        return Subject("organization", name, "", -1, -1, "the article's company") if most > 1 or len(times) == 1 else NOBODY

    def _walk(self) -> None:
        registers = Registers()
        headed = find_sections(self.scene.text, self.scene.zones, self.article)
        self.section = headed.get(0, NOBODY)
        outset, fresh = NOBODY, True  # whom the sentence's first clause is about
        at = period_at = planned_at = 0
        paragraph = sentence = 0
        text, entities, periods, planned = self.scene.text, self.entities, self.scene.periods, self.planned
        for clause in self.clauses:
            if clause.paragraph != paragraph:
                paragraph = clause.paragraph
                ends = self.section.name and OF_ALL.search(text, clause.start, clause.start + 40)
                self.section = headed.get(clause.start, NOBODY if ends else self.section)
                if self._has_subject(paragraph) or registers.topic.kind not in ("project", "organization"):
                    registers.topic, registers.population = NOBODY, None
                registers.place = registers.zone = self.home()
                registers.period = None
                registers.planned = registers.agenda = False
                if title := self.titled.get(clause.start):
                    registers.topic = registers.project = self.subject_of(title, registers)  # a line that is but a project's name: what stands below is its own
                if turn := self.turns.get(clause.start):
                    self._give_word(registers, turn)
            if clause.sentence != sentence:
                sentence = clause.sentence
                registers.planned = registers.agenda
                registers.interrupted = None
                fresh = True
            if clause.semicolon and registers.topic.kind == "project" and outset.kind not in ("project", "organization") and _DEED.match(text, clause.start):
                registers.topic = outset if outset.name else registers.place  # 某厂投入运行；新建标准厂房15万平方米
            if clause.semicolon and registers.interrupted:
                registers.period, registers.interrupted = registers.interrupted, None
            if starts_afresh(self.scene.text, clause.start):
                held = registers.place.start >= 0 and _HOLDS.match(text, registers.place.end)
                registers.place, registers.topic = registers.place if held else self.home(), NOBODY
            elif not registers.place.name:
                registers.place = self.home()
            reading = Reading(clause)
            while at < len(entities) and entities[at].start < clause.end:
                if entities[at].start >= clause.start:
                    reading.entities.append(entities[at])
                at += 1
            while period_at < len(periods) and periods[period_at].start < clause.end:
                mention = periods[period_at]
                period_at += 1
                if mention.start < clause.start or not governs(self.scene.text, mention):
                    continue
                if mention.rule != "day" and self.scene.text[mention.end : mention.end + 1] != "，" and _IN_A_NAME.match(self.scene.text, mention.end):
                    continue
                if dates_a_start(self.scene.text, mention):
                    continue
                reading.own_period = mention
                if dates_a_founding(self.scene.text, mention):
                    continue
                if (
                    registers.period
                    and registers.period.rule == "day"
                    and is_deadline(self.scene.text, mention)
                    and self._same_sentence(registers.period, reading)
                ):
                    continue  # 10月31日集中开工17个项目，年内计划完成投资9.2亿元。这批项目中…
                if is_aside(self.scene.text, mention) or (mention.rule == "edge-of-year" and registers.period and self._is_future(mention)):
                    registers.interrupted = registers.period  # 力争年底前新增10家；计划…: the deadline ends with the ；
                if mention.rule == "now" and self.scene.text[mention.start - 1 : mention.start] in ("由", "从"):
                    continue
                registers.period = mention
                if self.ceremony is None and mention.rule == "day" and _CEREMONY.match(self.scene.text, mention.end):
                    self.ceremony = mention
                if self.first_period is None and mention.rule in ("months", "part-of-year", "year", "until") and not self._is_future(mention):
                    self.first_period = mention
            reading.population = registers.population
            if reading.entities:
                self._read_topic(reading, registers)
            if (
                not reading.entities
                and registers.topic.kind in ("project", "organization")
                and (self._regional(clause) or _INSIDE.match(text, clause.start))
                and not _PUBLIC_WORKS.search(registers.topic.name)
                and not is_park(registers.topic)
            ):
                registers.topic = registers.place  # 432家规上企业全部复工: after a company its zone again
            if reading.entities or registers.population:
                self._read_population(reading, registers)
            if registers.planned and (_ACTUAL.search(self.scene.text, clause.start, clause.end) or self._turns_to_another(reading, registers)):
                registers.planned = registers.agenda = False
            reading.planned = registers.planned
            reading.topic, reading.project, reading.place, reading.organization = registers.topic, registers.project, registers.place, registers.organization
            reading.period, reading.zone = registers.period and self._governing(reading, registers), registers.zone
            while planned_at < len(planned) and planned[planned_at][0] < clause.start:
                planned_at += 1
            if planned_at < len(planned) and planned[planned_at][0] < clause.end and self._carries(clause):
                registers.planned = True
            if text[clause.end : clause.end + 1] in AGENDA_MARKS and self._opens_agenda(clause):
                registers.planned = registers.agenda = True
            self.readings.append(reading)
            if fresh:
                outset, fresh = registers.topic, False
        self.section = NOBODY

    def _regional(self, clause: Clause) -> bool:
        """Whether the clause after those read tells what no project or company has."""
        return len(self.readings) in self.regional or bool(_OF_A_PLACE.search(self.scene.text, clause.start, clause.end))

    def _turns_to_another(self, reading: Reading, registers: Registers) -> bool:
        """预计年底投产；某楼建筑面积…: after the ； another is spoken of, and what 可达 said ends there."""
        clause = reading.clause
        if not clause.semicolon or registers.agenda or self._planned_between(clause.start, clause.end):
            return False
        if self._planned_between(clause.start - 60, clause.start).startswith(("可", "能")):
            return True
        return any(entity.kind in ("project", "organization", "zone", "region") and entity.start not in self.references for entity in reading.entities)

    def _governing(self, reading: Reading, registers: Registers) -> PeriodMention | None:
        """The time that goes on; one that is still to come does not date what has been done, nor the next sentence."""
        mention = registers.period
        if mention is None or mention is reading.own_period or not self._is_future(mention):
            return mention
        clause = reading.clause
        if _ACTUAL.search(self.scene.text, clause.start, clause.end):
            return None
        intended = registers.planned or self._planned_between(clause.start, clause.end)
        goes_on = self._same_sentence(mention, reading) and "；" not in self.scene.text[mention.end : clause.start]
        return mention if intended or goes_on else None

    @staticmethod
    def _give_word(registers: Registers, turn: Subject) -> None:
        """An interview's answer is about those the speaker works for, until it names others."""
        if turn.kind == "zone":
            registers.place = registers.zone = turn
        elif turn.kind == "organization":
            registers.organization = turn
            if is_park(turn):
                registers.project = turn
        else:
            registers.project = turn
        registers.topic = turn

    def _read_topic(self, reading: Reading, registers: Registers) -> None:
        after_all = self.scene.text.startswith("随着", reading.clause.start)  # 随着某项目投产，预计全年出口…: a circumstance
        for entity in reading.entities:
            if entity.start in self.references:
                if entity.kind == "organization" and entity.detail != "state":
                    registers.organization = self.subject_of(entity, registers)  # 由某公司承建: no subject, but 该公司 after it means this one
                elif entity.key and self.scene.text[entity.start - 1 : entity.start] == "据" and (zone := self.subject_of(entity, registers)).name:
                    registers.place = registers.zone = registers.topic = zone  # 据某开发区招商局统计: what follows is that zone's
                continue
            if entity.kind == "person" and entity.detail.startswith("项目") and registers.project.name and registers.topic.kind != "project":
                registers.topic = registers.project  # 项目经理…说: of the one before
            if entity.kind == "person" and (employer := self.employer_of(entity)).name and employer.kind in ("organization", "project"):
                if employer.kind == "organization":
                    registers.organization = employer
                    if entity.detail and registers.topic.kind != "project":
                        registers.topic = employer  # 某公司总经理…带着8000万元回乡，建起4条线: the firm's figures
                else:
                    registers.project = employer
                    if registers.topic.kind not in ("project", "organization") and is_park(employer):
                        registers.topic = employer  # 某创业园总经理介绍，种子基金已投资17个项目
            subject = self.whole_area(entity, registers)
            subject = subject if subject.name else self.subject_of(entity, registers)
            if not subject.name:
                continue
            if subject.kind == "project":
                if (
                    entity.rule == "name head"
                    and registers.topic.kind == "project"
                    and not self._continues_list(entity, reading)
                    and not _OPENS_PAIR.search(self.scene.text, max(0, entity.start - 8), entity.start)
                    and self._is_component(entity, reading)
                ):
                    self.references.add(entity.start)
                    continue
                registers.project = subject
                if not self.is_listed(entity) and not after_all:
                    registers.topic = subject
            elif subject.kind in ("zone", "region"):
                if subject.kind == "zone" and registers.place.kind == "zone" and _STANDS_IN.search(self.scene.text, reading.clause.start, entity.start):
                    registers.zone = subject  # 2号地块，位于某项目区，出让面积…: where it is, not who is told of
                    continue
                registers.place = subject
                if subject.kind == "zone":
                    registers.zone = subject
                if entity.start in self.locatives and registers.topic.kind in ("project", "organization"):
                    continue
                if entity.kind != "region" or registers.topic.kind in ("", "region") or self._opens(entity, reading):
                    registers.topic = subject
            elif subject.kind == "organization":
                registers.organization = subject
                begins = self.scene.text[entity.start - 1 : entity.start] == "；"  # ；乙公司投资1800万元: of its own
                if registers.topic.kind == "project" and not begins and _INVESTS.match(self.scene.text, entity.end):
                    self.references.add(entity.start)
                    continue
                if not self.is_listed(entity):
                    registers.topic = subject

    def is_listed(self, entity: Entity) -> bool:
        """甲、乙等7个项目: one of those counted, of whom nothing is said alone."""
        return entity.kind in ("project", "organization") and bool(_OF_A_COUNTED_LIST.match(self.scene.text, entity.end))

    def _is_component(self, entity: Entity, reading: Reading) -> bool:
        """What a project builds or consists of is no topic beside it."""
        text, low = self.scene.text, max(reading.clause.start, entity.start - 40)
        near = _SINCE.split(text[max(0, entity.start - 6) : entity.start])[-1] + entity.name[:2].lstrip("0123456789")
        return bool(_COMPONENT.search(near) or _COUNTED_PART.search(text, low, entity.start) or _TRADE.search(entity.name))

    def _continues_list(self, entity: Entity, reading: Reading) -> bool:
        """甲项目、乙厂二期工程等7个项目: a member beside one that is no component."""
        before = next((other for other in reversed(reading.entities) if other.end <= entity.start), None)
        between = self.scene.text[before.end : entity.start] if before else ""
        return bool(before and before.kind == "project" and before.start not in self.references and re.fullmatch(r"[、和与及][^，。]{0,3}", between))

    def _read_population(self, reading: Reading, registers: Registers) -> None:
        """13个省级以上开发区 governs the clauses that follow; 新入库项目 only to the end of its sentence; a new subject ends both."""
        for entity in reading.entities:
            if entity.start in self.references:
                continue
            if self._is_all_zones(entity):
                registers.population = entity._replace(detail="zones")
            elif entity.kind == "population" and entity.rule != "list end":
                if is_bare_zone(entity):
                    registers.population = None
                elif entity.name not in ("项目", "工程"):
                    registers.population = entity
            elif entity.kind in ("zone", "project", "organization", "area", "region", "phase"):
                registers.population = None
        if registers.population and registers.population.detail != "zones":
            following = self.scene.text[reading.clause.end : reading.clause.end + 1]
            if following in ("。", "；", "！", "？", "\n", ""):
                registers.population = None

    def _has_subject(self, paragraph: int) -> bool:
        """Whether a paragraph names anybody; one that does not continues the paragraph before."""
        return paragraph in self.spoken_paragraphs

    def _opens(self, entity: Entity, reading: Reading) -> bool:
        """A region at the head of its clause is the new subject."""
        return bool(re.fullmatch(r"[\s“—△]*(?:其中|此外|另外|同时|据悉|截至[^，]*|目前)?", self.scene.text[reading.clause.start : entity.start]))

    def _same_sentence(self, mention: PeriodMention, reading: Reading) -> bool:
        return reading.clause.start - mention.end < 600 and not SENTENCE_END.search(self.scene.text, mention.end, reading.clause.start)


def _headline_period(headline: str, published: str) -> PeriodMention | None:
    """今年办哪些实事: the time that the headline gives to all that follows."""
    told = next(
        (mention for mention in find_periods(headline, Published.parse(published)) if mention.lasting and mention.period and mention.rule in _TELLING), None
    )
    return told and told._replace(start=-1, end=-1)


def is_bare_zone(entity: Entity) -> bool:
    """片区, 园区: a zone word with nothing that narrows it is the zone itself, no part of it."""
    return entity.kind == "population" and entity.rule == "zone word" and entity.name in load_words("zonehead")


def starts_afresh(text: str, at: int) -> bool:
    """此次集中开工… leaves the places just named behind."""
    first = text[at : at + 1]
    return (first in "此本这活“" or first.isspace()) and bool(_THIS_TIME.match(text, at))
