"""The walk through the clauses: what each is about, and what it leaves for the next (我区 -> the zone; 该项目 -> the last project)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from facts.engine.measures.clauses import Clause, Frame
from facts.engine.mentions.scene import Scene
from facts.engine.mentions.titles import headline_project
from facts.engine.scope.context import Article
from facts.engine.scope.governing import dates_a_founding, dates_a_start, governs, is_aside, is_deadline
from facts.engine.scope.headings import OF_ALL, after_subheads, find_sections, find_titles
from facts.engine.scope.intentions import AGENDA_LINE, AGENDA_MARKS, FIND_AGENDA, Intentions
from facts.engine.scope.introductions import Introductions
from facts.engine.scope.outline import OF_SEVERAL, SEVERAL_BEGINS, by_clause, fresh_starts, headline_period, opening_clauses
from facts.engine.scope.references import find_references
from facts.engine.scope.sayings import SENTENCE_END, find_sayings
from facts.engine.scope.subjects import NOBODY, PROJECT_OWN, Reading, Registers, Subject, is_park
from facts.engine.types import Entity, PeriodMention
from facts.engine.words.automaton import Finder, build_finder

_PLACES = ("zone", "region", "")
_ACTUAL = re.compile(r"已|(?<![由从])目前|现已|累计|完成了|实现了|(?<![由从])现有|截至|达到了")
_REGIONAL = frozenset("large_enterprise_count gdp public_budget_revenue high_tech_enterprise_count innovative_sme_count zone_count".split())
_OF_A_PLACE = re.compile(
    r"(?:规上|规模以上)(?:工业)?(?:企业|工业)(?:实现|完成|营业|总产值|增加值|利润|用电)|税务部门|基础设施(?:建设)?(?:资金|投入|投资)|投入基础设施|建成道路|(?<!正在)(?<!抓紧)铺设[^，。；厂]{0,6}管网|公租房|闲置土地|闲置用地|批而未供|低效用地|征收土地|土地报批|报批土地|收储土地|征迁土地|平整土地|审批时限"
)
_ANSWER = re.compile(r"(?<![^\n])(?:记者|问|答|[\u4e00-\u9fff]{2,4})[：:]")  # 宋长海：… begins anew
_FIRM = re.compile(r"(?:(?<=[ 　：，“])|^)[\u4e00-\u9fff（）()]{4,24}?(?:有限责任公司|有限公司|集团|公司)")
_SCHOOL = re.compile(r"(?:大学|学院|研究院|研究所|银行|支行|协会|商会|港|机场)$")
# 某市举行集中开工活动, 某区重大项目集中开竣工仪式举行。此次…: its own
_HOLDS = re.compile(
    r"[^，。；\n]{0,12}(?:举行|召开|举办)[^，。；\n]{0,30}(?:仪式|活动|大会|会)|[^，。；\n]{2,36}?(?:仪式|活动|大会|会)[^，。；\n]{0,12}?(?:举行|召开|举办)"
)
_INSIDE = re.compile(r"(?:目前|现在|如今)?，?(?:园区|区|园)内(?!外)")
_DEED = re.compile(r"(?:新建|新增|新修|完成|实施|铺设|建成|引进|新签|投入|兴建|改造|盘活|清理|收储|平整|修通|硬化|新开工|开工建设)(?!后)")
_ANYBODYS = PROJECT_OWN | {"project_count"}
_UTILITY = re.compile(r"(?:集中|工业|生活|城市|园区|配套)*(?:污水|自来水|净水|供水|中水|垃圾|供热|热电|变电|消防)[\u4e00-\u9fff]{0,4}|水厂")
_UTILITY_ENDS = ("厂", "站", "中心")
_OF_THE_PLANT = re.compile(r"[该其]|这[座个]|项目|工程|污水|总?投资|占地|日(?:处理|供)|一期|二期|设计|采用|出水|尾水|处理")
_PUBLIC_WORKS = re.compile(r"(?:管网|道路|路网|基础设施|供热|供水)[\u4e00-\u9fff]{0,6}(?:工程|项目)$")  # whose own 铺设管网 is no place's
_IN_A_NAME = re.compile(
    r"(?:省|市|县|区|国家)级重点|“?三个一批|[^，。；]{0,18}(?:仪式|集中开工|集中签约|签约会(?!\d)|推进会|现场会|开工活动|签约活动|观摩|经济(?:运行|形势)[^，。；]{0,4}会|(?:分析|调度|总结|座谈|恳谈|述职)会)"
)
_NAMED_FOR_ITS_YEAR = re.compile(r"[^，。；\d举组办开]{0,16}(?:招聘会|博览会|洽谈会|交易会|推介会|对接会|投洽会|年会|峰会|论坛|大赛)")
# 一季度新签约项目17个。⏎从投向看，工业项目12个: the parts of what was told are of the same time
_BREAKS_DOWN = re.compile(r"(?:[从分按][^，。；\n]{1,8}(?:来?看|分)|其中|具体来?看)[，：]?")
_NONE: list[Entity] = []  # shared by the clauses that name nobody
_NO_TIMES: list[PeriodMention] = []
# a word of each of _OF_A_PLACE and _INSIDE
_FIND_LOCAL = build_finder(
    (
        "基础设施 建成道路 铺设 公租房 闲置土地 闲置用地 "
        "征收土地 土地报批 报批土地 收储土地 征迁土地 审批时限 批而未供 低效用地 区内 园内 规上 规模以上 税务部门"
    ).split()
)
_CEREMONY = re.compile(r"[^。\n]{0,60}?(?:签约|开工|奠基|投产|竣工)[^。，\n]{0,8}(?:仪式|活动|大会|举行)")


class Topics(Introductions, Intentions):
    """Reads the clauses in order and keeps who, and what time, each is about."""

    def __init__(self, scene: Scene, clauses: list[Clause], entities: list[Entity], frames: list[Frame], article: Article, published: str = "") -> None:
        self.scene, self.clauses, self.entities, self.article = scene, clauses, entities, article
        self.frames = frames
        self.published = published
        self.today = published.ljust(10, "~")  # the last day that is no future one; without a date every day
        self.published_year = published[:4]
        self.entity_starts = [entity.start for entity in entities]
        self.stages = scene.words["stage"]
        self.stage_starts = [token.start for token in self.stages]
        self.holding: dict[Finder, set[int]] = {}
        self.frame_starts = [frame.quantity.start for frame in frames]
        self.readings: list[Reading] = []
        self.references, self.locatives = find_references(scene, entities, frames)
        self.named, self.called = {}, {}
        self.has_one_zone = len(set(article.zones.values())) == 1
        area = next((entity for entity in entities if entity.kind == "area" and entity.name[0] not in "该此" and entity.name not in ("全国", "当地")), None)
        # An article that names no place at all speaks of 全市: better its own word than none.
        self.unnamed = (
            Subject("zone" if "区" in area.name or "园" in area.name else "region", area.name, "", area.start, area.end, "area without a name")
            if area
            else NOBODY
        )
        self.company = self._find_company()
        self.section = NOBODY
        self.headed = Subject("project", headed, "", -1, -1, "project name") if (headed := headline_project(article.headline)) else NOBODY
        self.is_notice = bool(self.headed.name) and article.headline.endswith(("公告", "公示", "通告"))
        self.titled = find_titles(scene.text, entities)
        self.first_period: PeriodMention | None = None
        self.asks_what_to_do = any(word in scene.text for word in ("怎么", "这么", "如何"))
        self.agenda_below = False  # a line has asked what is to be done
        self.headline_period = headline_period(article.headline, published)
        self.ceremony: PeriodMention | None = None  # the day of the signing or the start that the article tells of
        self.planned: list[tuple[int, str]] = []
        self.period_starts = [mention.start for mention in scene.periods]
        self.persons = [entity for entity in entities if entity.kind == "person"]
        self.employers = self.find_employers()
        self.turns = self.find_turns()
        self.sayings = find_sayings(scene.text, self.persons)
        self._mark_planned(scene.words["planned"])
        self.clause_starts = [clause.start for clause in clauses]
        self.named_in = by_clause(clauses, self.clause_starts, entities)
        self.spoken_paragraphs = self._find_spoken()
        self.afresh = fresh_starts(scene.text)
        self._walk()

    def _find_spoken(self) -> set[int]:
        """The paragraphs that name anybody; one that does not continues the paragraph before."""
        text, clauses = self.scene.text, self.clauses
        opening = opening_clauses(clauses)
        found = after_subheads(text, self.entities, opening)
        found.update(clause.paragraph for clause in opening if clause.start in self.turns or _ANSWER.match(text, clause.start))
        found.update(clauses[frame.clause].paragraph for frame in self.frames if frame.indicator not in _ANYBODYS)
        for index, entities in self.named_in.items():
            if (paragraph := clauses[index].paragraph) not in found and any(map(self._is_spoken_of, entities)):
                found.add(paragraph)
        return found

    def _is_spoken_of(self, entity: Entity) -> bool:
        if entity.kind in ("person", "phase") or entity.start in self.references:
            return False
        return entity.kind != "anaphor" or not entity.detail.startswith(("project", "organization"))

    def _find_company(self) -> Subject:
        """The company that the article names most, of several the first; nobody where all are named once."""
        titled = [firm[0] for title in (self.article.headline, self.article.subheadline) if (firm := _FIRM.search(title))]
        if told := next((firm for firm in titled if firm in self.article.organizations or firm.endswith(("有限公司", "责任公司"))), ""):
            return Subject("organization", self.article.organizations.get(told, told), "", -1, -1, "the article's company")
        named = [entity for entity in self.entities if entity.kind == "organization" and entity.detail != "state" and not _SCHOOL.search(entity.name)]
        times = Counter(self.article.organizations.get(entity.name, entity.name) for entity in named)
        name, most = times.most_common(1)[0] if times else ("", 0)
        return Subject("organization", name, "", -1, -1, "the article's company") if most > 1 or len(times) == 1 else NOBODY

    def _walk(self) -> None:
        registers = Registers()
        text = self.scene.text
        headed = find_sections(text, self.scene.zones, self.article)
        self.section = headed.get(0, NOBODY)
        registers.place = self.home()
        times_in = by_clause(
            self.clauses,
            self.clause_starts,
            [mention for mention in self.scene.periods if governs(text, mention) and (mention.rule == "day" or not self._names(mention))],
        )
        intended_in = {bisect_right(self.clause_starts, at) - 1 for at, _ in self.planned}
        agenda_in = self.clauses_with(FIND_AGENDA)
        local_in = self.clauses_with(_FIND_LOCAL)
        ahead = {mention.start for mention in self.scene.periods if self._is_future(mention)}
        regional_in = {frame.clause for frame in self.frames if frame.indicator in _REGIONAL}
        turn, outset, fresh = self.turns.get(0), NOBODY, True  # whom the sentence's first clause is about
        paragraph = sentence = 0
        for index, clause in enumerate(self.clauses):
            start = clause.start
            if clause.paragraph != paragraph:
                paragraph = clause.paragraph
                ends = self.section.name and OF_ALL.search(text, start, start + 40)
                self.section = headed.get(start, NOBODY if ends else self.section)
                self._open_paragraph(clause, registers)
                turn = self.turns.get(start)  # whose words the paragraph is
            elif turn and registers.topic.kind in ("zone", "region") and text.startswith("我们", start):
                self._give_word(registers, turn)  # 邻区以装备为主，…。我们则主攻新材料: the speaker's own again
            if clause.sentence != sentence:
                sentence = clause.sentence
                registers.planned = registers.agenda
                registers.interrupted = None
                fresh = True
            if clause.semicolon:
                if registers.topic.kind == "project" and outset.kind not in ("project", "organization") and _DEED.match(text, start):
                    registers.topic = outset if outset.name else registers.place  # 某厂投入运行；新建标准厂房15万平方米
                if registers.interrupted:
                    registers.period, registers.interrupted = registers.interrupted, None
            if registers.topic.kind in ("project", "organization") and self._leaves_utility(registers.topic, clause, fresh):
                registers.topic = registers.place  # 园区建成1座污水处理厂，平整土地1800亩；引进企业31家
            if start in self.afresh:
                held = registers.place.start >= 0 and _HOLDS.match(text, registers.place.end)
                registers.place, registers.topic = registers.place if held else self.home(), NOBODY
            elif registers.topic.kind == "project" and text[start] in SEVERAL_BEGINS and OF_SEVERAL.match(text, start):
                self.afresh.add(start)
                registers.topic = NOBODY
            own_period = None
            times = times_in.get(index, _NO_TIMES)
            for mention in times:
                if text[mention.start - 1] not in "由从" or not dates_a_start(text, mention):
                    own_period = mention
                    self._read_time(mention, clause, registers)
            entities = self.named_in.get(index, _NONE)
            population = registers.population
            if entities:
                self._read_topic(clause, entities, registers)
            elif (
                registers.topic.kind in ("project", "organization")
                and (index in regional_in or (index in local_in and (_OF_A_PLACE.search(text, start, clause.end) or _INSIDE.match(text, start))))
                and not _PUBLIC_WORKS.search(registers.topic.name)
                and not is_park(registers.topic)
            ):
                registers.topic = registers.place  # 432家规上企业全部复工: after a company its zone again
            if entities or population:
                self._read_population(clause, entities, registers)
            if registers.planned and (
                _ACTUAL.search(text, start, clause.end) or self._tells_what_was(clause, own_period) or self._turns_to_another(clause, entities, registers)
            ):
                registers.planned = registers.agenda = False
            period = registers.period
            if period is not None and period is not own_period and period.start in ahead and not self._still_to_come(period, clause, registers):
                period = None
            self.readings.append(registers.reading(clause, entities, population, period, times, own_period))
            if index in intended_in and self._carries(clause) and not (registers.topic.kind in _PLACES and self._estimates(clause, registers.period)):
                registers.planned = True
            if index in agenda_in and text[clause.end : clause.end + 1] in AGENDA_MARKS and self._opens_agenda(clause):
                registers.planned = registers.agenda = True
            if fresh:
                outset, fresh = registers.topic, False
        self.section = NOBODY

    def _open_paragraph(self, clause: Clause, registers: Registers) -> None:
        """A paragraph begins at home and without a time; one that names nobody goes on about the project or company before."""
        if self._has_subject(clause.paragraph) or registers.topic.kind not in ("project", "organization"):
            registers.topic, registers.population = NOBODY, None
        registers.place = registers.zone = self.home()
        breaks_down = self.scene.text[clause.start] in "从分按其具" and _BREAKS_DOWN.match(self.scene.text, clause.start)
        registers.period = self.first_period if breaks_down and not self.ceremony else None
        registers.planned = registers.agenda = self.asks_what_to_do and self._in_agenda(clause.start)
        if title := self.titled.get(clause.start):
            registers.topic = registers.project = self.subject_of(title, registers).by(
                "title of the paragraph"
            )  # a line that is but a project's name: what stands below is its own
        elif self.is_notice:
            registers.topic = registers.project = self.headed  # 某工程施工招标公告: every line of it is about the works
        if turn := self.turns.get(clause.start):
            self._give_word(registers, turn)

    def _leaves_utility(self, plant: Subject, clause: Clause, fresh: bool) -> bool:
        """A waterworks without a name of its own is told of in its clause; whatever else follows is the place's again."""
        if not 0 <= plant.start < clause.start or not plant.name.endswith(_UTILITY_ENDS) or not _UTILITY.fullmatch(plant.name):
            return False
        text = self.scene.text
        return not _OF_THE_PLANT.match(text, clause.start) and (fresh or clause.semicolon or _DEED.match(text, clause.start) is not None)

    def _in_agenda(self, start: int) -> bool:
        """下半年怎么干？ as a line of its own: what the points below it say is intended."""
        text = self.scene.text
        end = text.find("\n", start, start + 80)
        line = text[start : end if end >= 0 else start + 80]
        if ("怎么" in line or "这么" in line or "如何" in line) and end - start <= 24 and AGENDA_LINE.search(line):
            self.agenda_below = True
            return False
        self.agenda_below = self.agenda_below and line[-1] not in "。！？”" and len(line) < 80
        return self.agenda_below

    def _names(self, mention: PeriodMention) -> bool:
        """2019年春季大型招聘会举行: the year is part of the event's name."""
        text = self.scene.text
        if text[mention.end : mention.end + 1] == "，":
            return False
        if mention.rule == "year" and text[mention.start].isdigit() and _NAMED_FOR_ITS_YEAR.match(text, mention.end):
            return True
        return _IN_A_NAME.match(text, mention.end) is not None

    def _read_time(self, mention: PeriodMention, clause: Clause, registers: Registers) -> None:
        """What a time leaves for the clauses that follow."""
        text, before = self.scene.text, registers.period
        if dates_a_founding(text, mention):
            return
        if before and before.rule == "day" and is_deadline(text, mention) and self._same_sentence_at(before.end, clause.start):
            return  # 10月31日集中开工17个项目，年内计划完成投资9.2亿元。这批项目中…
        if is_aside(text, mention) or (mention.rule == "edge-of-year" and before and self._is_future(mention)):
            registers.interrupted = before  # 力争年底前新增10家；计划…: the deadline ends with the ；
        if mention.rule == "now" and text[mention.start - 1 : mention.start] in ("由", "从"):
            return
        registers.period = mention
        if self.ceremony is None and mention.rule == "day" and _CEREMONY.match(text, mention.end):
            self.ceremony = mention
        told = mention.rule in ("months", "part-of-year", "year", "until") and not self._is_long_ago(mention)
        if self.first_period is None and told and not self._is_future(mention):
            self.first_period = mention

    def _expected(self, clause: Clause) -> bool:
        """预计2016年，全区可实现产值265亿元；完成投资118亿元: 预计 reaches farther than 可."""
        low = max(0, clause.start - 160)
        sentence = max(self.scene.text.rfind("。", low, clause.start), self.scene.text.rfind("\n", low, clause.start), low)
        return self.scene.text.find("预计20", sentence, clause.start) >= 0 or self.scene.text.find("预计全年", sentence, clause.start) >= 0

    def _tells_what_was(self, clause: Clause, own: PeriodMention | None) -> bool:
        """计划实施项目86个，1—7月完成投资71.5亿元，新开工19个: from a time that is over on it tells what has come of it."""
        return (
            own is not None and own.rule in ("months", "part-of-year", "until") and self._has_ended(own) and not self._planned_between(clause.start, clause.end)
        )

    def _turns_to_another(self, clause: Clause, entities: list[Entity], registers: Registers) -> bool:
        """预计年底投产；某楼建筑面积…: after the ； another is spoken of, and what 可达 said ends there."""
        if not clause.semicolon or registers.agenda or self._planned_between(clause.start, clause.end):
            return False
        if self._planned_between(clause.start - 60, clause.start).startswith(("可", "能")):
            return not self._expected(clause)
        return any(entity.kind in ("project", "organization", "zone", "region") and entity.start not in self.references for entity in entities)

    def _still_to_come(self, mention: PeriodMention, clause: Clause, registers: Registers) -> bool:
        """A time that is still to come goes on where something is intended, or within its sentence; it does not date what has been done."""
        text = self.scene.text
        if _ACTUAL.search(text, clause.start, clause.end):
            return False
        if registers.planned or self._planned_between(clause.start, clause.end):
            return True
        return self._same_sentence_at(mention.end, clause.start) and "；" not in text[mention.end : clause.start]

    def clauses_with(self, find: Finder) -> set[int]:
        """The clauses that hold one of a few words: found by one pass through the text, when they are first asked for."""
        if (held := self.holding.get(find)) is None:
            starts = self.clause_starts
            held = self.holding[find] = {bisect_right(starts, at) - 1 for _number, at, _end in find(self.scene.text)}
        return held

    def _has_subject(self, paragraph: int) -> bool:
        """Whether a paragraph names anybody; one that does not continues the paragraph before."""
        return paragraph in self.spoken_paragraphs

    def _same_sentence_at(self, start: int, end: int) -> bool:
        return end - start < 600 and not SENTENCE_END.search(self.scene.text, start, end)

    def _same_sentence(self, mention: PeriodMention, reading: Reading) -> bool:
        return self._same_sentence_at(mention.end, reading.clause.start)
