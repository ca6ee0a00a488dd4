"""Across clauses: whose number it is, and for which period (该项目, 一期, 其中, lists).

Registers for subject and period run through the article clause by clause; every answer names the rule that gave it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from facts.engine.measures.clauses import Frame
from facts.engine.scope.afterwards import IN_ITS_SENTENCE
from facts.engine.scope.dating import COSTS
from facts.engine.scope.lists import Lists
from facts.engine.scope.speakers import REGION_OF_FIRM
from facts.engine.scope.subjects import NOBODY, PROJECT_OWN, Reading, Subject, is_park
from facts.engine.types import Entity, Rival, Token

_HAVE_COME = re.compile(r"(?:签约|开工|投产|竣工|在建)[^，。；]{0,6}$")  # 开工和即将投产项目7个
_THEIR_SUM = re.compile(
    r"(?:[\u4e00-\u9fff]{0,8}项目)?(?:集中|正式|成功|现场|同时|顺利)*(?:开工|签约|竣工|投产|落地|落户|入驻)*，(?:计划|预计|协议|合同)?总?投资(?:额|总额)?(?:约|达|近|超)?|项目(?:计划)?总?投资(?:额|总额)(?:均|都)?(?:在|从|为|超)?"
)
_OUR_ZONE = frozenset(("全区", "我区", "本区", "全园", "园区"))  # what a speaker calls the zone that the post is in
# What a speaker says of the site rather than of the company.
_SITE_OWN = PROJECT_OWN - {"employees", "exports", "sales_revenue", "research_spending", "patent_count", "other", "profit", "enterprise_count"}
_OF_THE_PEOPLE = re.compile(
    r"(?:新兴|主导|支柱|特色|传统|优势|战略性)产业(?:分别)?(?:实现|完成)|投入基础设施|基础设施(?:建设)?资金|招聘会|家企业提供|"
    r"城镇(?!化)|农村居民|农民人均|人均现金收入|居民人均|常住人口|户籍人口|失业率|社会消费品|单位(?:工业增加值|GDP|生产总值)|人均可支配"
)
_FAIR = re.compile(r"招聘会[^。；\n]{0,36}$")  # 举办招聘会，86家企业提供岗位2150个，1200余人达成意向
_TRADES = re.compile(
    r"(?:^|[，。；在])(?:园区|区|园)内|[一二三四五六七八九十两]大[^，。；]{0,8}产业|主导产业|[”\u4e00-\u9fff]{2,6}产业(?:实现|完成)?产值|规上(?:工业|企业)|规模以上"
)
_DONE_BY_ALL = re.compile(r"[^，。；]{0,8}(?:落地|签约|开工|投产|入驻|建成|竣工|启用|揭牌|落户|相继|先后|集中|在建|建设|施工|推进)")
_LARGE = re.compile(r"规上|规模以上")
_AT_OFFICES = re.compile(r"(?:通关|清关|放行|查验|审批|审核|办理|办结|办证|开办|注册|登记)[^，。；\d]{0,6}(?:时间|时限|用时|时长)[^。；\d]{0,12}$")
_SELDOM_OF_WORKS = frozenset(("financing_amount", "research_spending"))
_RANKED = re.compile(r"(?:[居列占比超]|高于|低于|领先|优于)$")  # 居全市12个开发区第二位
_AFTER_A_STOP = re.compile(r"[，。；、：\n的]")
_YEARLY = frozenset("output_value industrial_output tax_revenue profit_and_tax output_volume".split())
_THIS_YEAR = re.compile(r"今年|去年|全年|上半年|下半年|前\d|一季度|\d月")
_THEN = re.compile(r"(?:投产|达产|建成|满产|投用|投运|建成投产|达效|竣工|完工)后")
_ONCE_RUNNING = re.compile(r"达产|投产|建成|满产|投用|达效|项目|一期|二期|(?<!全)年产[值量]")
_AS_IT_IS = re.compile(r"[由从](?:现在|目前|现有|原来)的?[约近]?(?:[\d.万亿吨人台套]{2,9}(?:增加|提高|扩大|提升|增|升)[到至][约近]?)?$")
# 某公司建有3条铜杆生产线，去年销售收入18亿元: no line has an income of its own
_LINES = ("生产线", "产线", "装置", "车间")
_OF_A_YEAR = _YEARLY | {"sales_revenue", "profit", "exports"}
_LAST_YEAR = re.compile(r"去年|20\d\d年|[上下]半年|前\d个月|今年以来")
# 三者合计占全区的83%: no longer the last of them.
_TAKES = re.compile(r"(?:新?征|租|购|拿下|拿地|受让|竞得|取得|买|盖|新?建|投资|设立|开设)")
_TOGETHER = re.compile(r"合计|[两三四]者|总计占|共占")


class Scope(Lists):
    """Reads the clauses in order; then answers for any frame."""

    def attribution(self, at: int) -> str:
        """Who says what stands at this place, with the post; empty where the paper itself says it."""
        index = bisect_left(self.sayings, (at + 1, 0, "")) - 1 if self.sayings else -1
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
                return self.subject_of(inside, reading).by("the benchmark's own")
        if frame.paired:
            return self.subject(frame.paired)
        if frame.rule == "price in brackets":
            ends = max(self.scene.text.rfind(mark, max(0, quantity.start - 8), quantity.start) for mark in "（(")
            if priced := next((entity for entity in reversed(reading.entities) if entity.end == ends and entity.kind == "project"), None):
                return self.subject_of(priced, reading).by("project name")
        if frame.source and not self._named_since(frame.source, frame):
            return self.subject(frame.source)
        if frame.indicator in COSTS and (counted := self._counted_before(frame)) is not None:
            return self.subject(counted)
        wanted = frame.indicator
        around = self.entities[bisect_right(self.entity_starts, quantity.start) - 1] if reading.entities else None
        if around and around.kind == "project" and around.start <= quantity.start and quantity.end <= around.end and around.start not in self.references:
            return self.subject_of(around, reading).by("number inside the name")
        after = self._subject_after(frame, reading)
        if after.name:
            return after
        if (ahead := self._before_its_name(frame)).name or (ahead := self._then_built(frame)).name:
            return ahead
        listed = self._listed(frame, reading)
        if listed.name:
            return listed
        population = self._population(frame, reading)
        members = self._zones_of_a_list(frame, reading)
        for entity in reversed(reading.entities):
            if entity.start in members:
                continue
            if entity.kind == "population":
                if entity.start < quantity.start and (whole := self.whole_area(entity, reading)).name:
                    return whole.of(population)
                continue
            if entity.end > quantity.start:
                continue
            if entity.start in self.references:
                if entity.end == quantity.start and self._has_those(entity, frame) and (owner := self.subject_of(entity, reading)).name:
                    return owner
                self._reject(frame, entity, "yardstick")
                continue
            if self.is_listed(entity):
                continue  # 甲、乙等一批项目270个: of none of them alone
            if entity.start in self.locatives and (self._acts_in(reading, entity) or self._acts_there(frame, entity)):
                continue
            subject = self._said_by(entity, frame) or self.subject_of(entity, reading)
            done = wanted == "fixed_asset_investment" and frame.measure == "level" and entity.kind == "anaphor"  # 项目已完成固定资产投资3.6亿元
            if subject.name and not done and (not self.fits(subject, wanted, near=True) or self._of_all_large(frame, subject)):
                self._reject(frame, entity, "does not fit")
            elif subject.name:
                return subject.of(self._its_part(frame, subject, subject.scope, population))
        topic = self._previous_topic(frame)
        if topic.kind == "project" and self._is_of_offices(frame):
            topic = NOBODY  # 某项目开工。进口整体通关时间压缩至26.4小时: the zone's
        if topic.kind in ("project", "organization") and (self._of_the_people(frame) or self._of_the_trades(frame, topic)):
            topic = NOBODY
        if topic.kind in ("project", "organization") and self.scene.text[quantity.start - 1] == "等" and self._of_those_listed(frame, topic):
            topic = NOBODY  # 某实验室开工，某研究院等18个科研院所落地
        if topic.kind == "project" and wanted in _SELDOM_OF_WORKS and not is_park(topic) and not self._same_sentence_at(topic.start, quantity.start):
            topic = NOBODY  # 某项目试产。为126户企业兑现资金1.9亿元: the zone's
        if topic.kind == "project" and reading.organization.name and self._is_the_firms(frame, reading.organization, topic):
            return reading.organization.by("carried: " + reading.organization.rule)
        if (
            topic.kind == "project"
            and self._of_a_kind(reading, quantity.start)
            and not (is_park(topic) and self._same_sentence_at(topic.start, quantity.start))
        ):
            topic = NOBODY  # 瑞光项目投产。光伏项目投资12亿元: of all such works, not of the one before
        if topic.kind == "project" and wanted in PROJECT_OWN and not is_park(topic) and (counted := self._counted_since(frame, topic)):
            return self.subject(counted)
        if topic.kind == "project" and frame.product and frame.product not in topic.name and (maker := self._made_by(frame, topic)).name:
            return maker
        if topic.kind in ("zone", "region") and (self._ends_a_list(topic) or self._of_them_all(frame, topic)):
            return self._article_home().of(population, "zones together")
        if topic.kind in ("zone", "region") and (whole := self._before_its_parts(frame, topic)).name:
            topic = whole
        site = self.readings[frame.clause].project
        if topic.kind == "organization" and site.name and wanted in PROJECT_OWN and self._when_built(frame):
            its_own = self._site_of(topic, site)
            if its_own.name:
                return its_own.of("", "carried: " + its_own.rule)
        speaker = self.speaker(frame)
        if wanted == "workers_on_site" and site.name and speaker.kind == "organization":
            return site.of("", "project of the paragraph")
        of_its_site = topic.kind == "project" and (wanted in _SITE_OWN or (speaker.kind == "organization" and self._when_built(frame)))
        if of_its_site and self.speaks_of_another(speaker, topic, quantity.start):
            of_its_site = False
        heard = speaker.name and (not of_its_site or self._of_this_year(frame)) and self.fits(speaker, wanted, near=True)
        if heard and not (speaker.kind == "zone" and topic.start > speaker.start and self.scene.text[topic.start : topic.end] not in _OUR_ZONE):
            return speaker.of(population)
        of_the_site = wanted == "fixed_asset_investment" and frame.measure == "level" and self._is_of_the_sum(topic, quantity.start)
        own = is_park(topic) or wanted in IN_ITS_SENTENCE or (wanted in ("project_count", "ongoing_project_count") and topic.kind == "organization")
        near = own and (topic.rule == "the speaker's post" or self._same_sentence_at(topic.start, quantity.start))
        if topic.name and (self.fits(topic, wanted, near) or (of_the_site and topic.kind == "project")):
            scope = topic.scope
            if topic.kind == "project" and scope and scope not in topic.name and not self._same_sentence_at(topic.start, frame.quantity.start):
                scope = ""
            return topic.of(self._its_part(frame, topic, scope, population), "carried: " + topic.rule)
        if wanted in PROJECT_OWN and reading.project.name and reading.topic.kind == "project" and topic.name and not self._of_the_people(frame):
            return reading.project.by("project of the paragraph")
        place = reading.place if reading.place.name and reading.place.start not in members else self.home()
        if place.start > quantity.end:
            place = self._place_so_far(frame)
        return place.of(population, "place: " + place.rule)

    def _is_the_firms(self, frame: Frame, firm: Subject, site: Subject) -> bool:
        """公司投资的某项目投产，上半年研发费用2300万元; 某公司的扩建项目投产后，用工由现在的180人增加到400人: no works' own."""
        if firm.start in self.references or frame.indicator == "other":
            return False
        if frame.indicator == "research_spending":
            return not is_park(site) and 0 <= firm.start < site.start and len(firm.name) > 3 and self._same_sentence_at(firm.start, site.start)
        if site.name.endswith(_LINES) and frame.indicator in _OF_A_YEAR:
            said = self.scene.text[max(0, frame.quantity.start - 40) : frame.quantity.start].rpartition("。")[2]
            return _LAST_YEAR.search(said) is not None
        return _AS_IT_IS.search(self.scene.text, max(0, frame.quantity.start - 16), frame.quantity.start) is not None

    def _is_of_offices(self, frame: Frame) -> bool:
        """How long customs or a licence takes is told of no works."""
        low = self.clauses[max(0, frame.clause - 1)].start
        return frame.indicator == "duration" and _AT_OFFICES.search(self.scene.text, low, frame.quantity.start) is not None

    def _of_those_listed(self, frame: Frame, topic: Subject) -> bool:
        """某研究院等|18个科研院所落地: not of the one told of before, unless it is the park that 甲、乙等5家企业 move into."""
        done = _DONE_BY_ALL.match(self.scene.text, frame.quantity.end)
        return done is not None and not (is_park(topic) and "入驻" in done[0])

    def _place_so_far(self, frame: Frame) -> Subject:
        """63个项目中最大的是某新区甲项目: where no place stands before the figure in its clause, the one of the clause before."""
        before = self.readings[frame.clause - 1] if frame.clause else None
        told = before is not None and before.clause.paragraph == self.clauses[frame.clause].paragraph and before.place.name
        return before.place if before is not None and told else self.home()

    def _of_all_large(self, frame: Frame, subject: Subject) -> bool:
        """园区规上工业总产值突破200亿元: whatever 园区 may mean, this is no single works' figure."""
        return (
            frame.indicator == "industrial_output"
            and subject.kind == "project"
            and bool(_LARGE.search(self.scene.text, self.clauses[frame.clause].start, frame.quantity.start))
        )

    @staticmethod
    def _of_a_kind(reading: Reading, at: int) -> bool:
        """Whether works of a kind are the subject of the clause."""
        first = reading.entities[0] if reading.entities else None
        return bool(first and first.start == reading.clause.start and first.end <= at and first.kind == "population" and first.name.endswith("项目"))

    def _said_by(self, entity: Entity, frame: Frame) -> Subject | None:
        """“我们厂有员工310人。”某公司经理说, “全区复工企业512家。”某高新区负责人说: the speaker's own, not the one told of before."""
        ours = entity.name in _OUR_ZONE
        if not ours and (entity.kind != "anaphor" or entity.detail != "organization"):
            return None
        speaker = self.speaker(frame)
        return speaker if speaker.name and speaker.kind == ("zone" if ours else "organization") else None

    def _counted_before(self, frame: Frame) -> Frame | None:
        """某项目投产。开工项目7个，总投资34亿元: the sum is of the seven, theirs whose they are."""
        if frame.measure != "level":
            return None
        index = bisect_left(self.frame_starts, frame.quantity.start) - 1
        before = self.frames[index] if index >= 0 else None
        kinds = (
            before is not None and before.indicator == "project_count" and _HAVE_COME.search(self.scene.text, before.quantity.start - 14, before.quantity.start)
        )
        if before is None or not (before.indicator.endswith("_project_count") or kinds):
            return None
        return before if _THEIR_SUM.fullmatch(self.scene.text, before.quantity.end, frame.quantity.start) else None

    def _has_those(self, place: Entity, frame: Frame) -> bool:
        """对园区58家化工企业实行监测, 是山西省30个重点工业园区之一: right before a count stands whose they are."""
        if frame.quantity.kind != "count" or place.kind not in ("zone", "region", "anaphor"):
            return False
        if place.kind == "anaphor" and place.detail != "zone":
            return False
        return not _RANKED.search(self.scene.text, max(0, place.start - 3), place.start)

    def _made_by(self, frame: Frame, topic: Subject) -> Subject:
        """油脂加工项目和木材加工项目已落地，年加工油脂20万吨: of the one in its sentence that is called after the product."""
        index = bisect_left(self.entity_starts, topic.start)
        for entity in reversed(self.entities[max(0, index - 4) : index]):
            if "；" in self.scene.text[entity.end : topic.start]:
                break
            if entity.kind == "project" and frame.product in entity.name and self._same_sentence_at(entity.start, frame.quantity.start):
                return self.subject_of(entity, self.readings[frame.clause]).by("list in order")
        return NOBODY

    def _counted_since(self, frame: Frame, topic: Subject) -> Frame | None:
        """某项目签约仪式上，签约项目7个，协议投资89亿元，达产后年产值160亿元: theirs, not of the one named before they were counted."""
        index = bisect_left(self.frame_starts, frame.quantity.start) - 1
        sentence = self.clauses[frame.clause].sentence
        for before in reversed(self.frames[max(0, index - 5) : index + 1]):
            if before.quantity.start < topic.end or self.clauses[before.clause].sentence != sentence:
                break
            if before.indicator.endswith("project_count") and before.measure == "level" and before.quantity.value > 1:
                one_of_them = self.scene.text.find("之一", before.quantity.end, self.clauses[before.clause].end) >= 0
                return None if one_of_them else before
        return None

    def _acts_in(self, reading: Reading, place: Entity) -> bool:
        """某公司在开发区新征土地120亩: the zone is only where the one before it acts."""
        return any(
            (entity.kind in ("organization", "project") or (entity.kind == "anaphor" and entity.detail.startswith(("organization", "project"))))
            and entity.end <= place.start
            and entity.start not in self.references
            for entity in reading.entities
        )

    def _acts_there(self, frame: Frame, place: Entity) -> bool:
        """公司启动搬迁项目，在开发区征地230亩: of the one whose sentence it is."""
        if not _TAKES.match(self.scene.text, place.end):
            return False
        topic = self._previous_topic(frame)
        return topic.kind in ("project", "organization") and self._same_sentence_at(topic.start, frame.quantity.start)

    def _site_of(self, firm: Subject, site: Subject) -> Subject:
        """亿兴公司主要生产电池，达产后年产值130亿元: after another's site the one that is called like the firm, where it has one."""
        known_before = firm.rule != "organization name" and firm.name[:4] in self.scene.text[: max(site.end, 0)]
        if known_before or firm.start < site.start or self._same_sentence_at(site.start, firm.start):
            return site
        stem = REGION_OF_FIRM.sub("", firm.name)[:2]
        if stem in site.name:
            return site
        index = bisect_left(self.entity_starts, firm.start)
        for entity in reversed(self.entities[max(0, index - 40) : index]):
            if entity.kind == "project" and stem in _AFTER_A_STOP.split(self.scene.text[max(0, entity.start - 14) : entity.end])[-1]:
                return self.subject_of(entity, self.readings[-1])
        return NOBODY

    def _when_built(self, frame: Frame) -> bool:
        """“全部建成后，年产农机3万台，可实现销售收入40亿元。”: in one sentence with what it is for."""
        text, at = self.scene.text, frame.quantity.start
        low = max(text.rfind("。", max(0, at - 60), at), text.rfind("“", max(0, at - 60), at), at - 60, 0)
        return bool(_THEN.search(text, low, at))

    def _of_this_year(self, frame: Frame) -> bool:
        """“预计全年产值4.3亿元。”: what a year brings is the company's, what comes 达产后 its site's."""
        if frame.indicator not in _YEARLY:
            return False
        text, at = self.scene.text, frame.quantity.start
        low = max(text.rfind("。", max(0, at - 80), at), text.rfind("\n", max(0, at - 80), at), at - 80, 0)
        return bool(_THIS_YEAR.search(text, low, at)) and not _ONCE_RUNNING.search(text, low, at)

    def _named_since(self, source: Frame, frame: Frame) -> bool:
        """Whether anybody is named between a figure and the one that goes on with its indicator; another sentence begins anew."""
        start, end = source.quantity.end, frame.quantity.start
        if end - start > 400 or self.clauses[source.clause].sentence != self.clauses[frame.clause].sentence:
            return True
        if _TOGETHER.search(self.scene.text, self.clauses[frame.clause].start, end):
            return True
        index = bisect_left(self.entity_starts, start)
        while index < len(self.entities) and self.entities[index].start < end:
            if self.entities[index].kind != "person" and self.entities[index].start not in self.references:
                return True
            index += 1
        return False

    @staticmethod
    def _reject(frame: Frame, entity: Entity, reason: str) -> None:
        """Keeps the nearest mention that lost."""
        if not frame.rivals:
            frame.rivals.append(Rival(entity.start, entity.end, entity.name, reason))

    def _previous_topic(self, frame: Frame) -> Subject:
        if self.clauses[frame.clause].start in self.afresh:
            return NOBODY
        own = self.readings[frame.clause]
        if own.clause.start in self.titled or (not own.entities and own.topic.name):
            return own.topic  # what the walk left for a clause that names nobody
        passed = self.clauses[frame.clause].paragraph
        for index in range(frame.clause - 1, max(-1, frame.clause - 40), -1):
            reading = self.readings[index]
            if reading.clause.paragraph != passed and self._has_subject(passed):
                break  # nobody is carried past a paragraph that speaks of others
            passed = reading.clause.paragraph
            if reading.topic.name:
                another = reading.clause.paragraph != self.clauses[frame.clause].paragraph
                return NOBODY if another and self._is_of_a_list(reading.topic) else reading.topic
            if reading.clause.start in self.afresh:
                break
        return NOBODY

    def _is_of_the_sum(self, topic: Subject, at: int) -> bool:
        """该项目总投资2.9亿元，其中固定资产投资1.5亿元: a part of what the site costs."""
        low = max(self.scene.text.rfind("。", max(0, at - 60), at), self.scene.text.rfind("\n", max(0, at - 60), at), at - 60, 0)
        return self._same_sentence_at(topic.start, at) or "总投资" in self.scene.text[low:at]

    def _of_the_people(self, frame: Frame) -> bool:
        """城镇居民人均可支配收入: no project's, no company's."""
        start = self.clauses[frame.clause].start
        return bool(_OF_THE_PEOPLE.search(self.scene.text, start, frame.quantity.start) or _FAIR.search(self.scene.text, start - 40, start))

    def _of_the_trades(self, frame: Frame, topic: Subject) -> bool:
        """九龙项目动工。五大产业产值占全区…: a new sentence that speaks of whole trades is no single works'."""
        start = self.clauses[frame.clause].start
        return (
            not is_park(topic)
            and bool(_TRADES.search(self.scene.text, start - 1, frame.quantity.start))
            and not self._same_sentence_at(topic.start, frame.quantity.start)
        )

    @cached_property
    def _in_nouns(self) -> set[int]:
        return {at for frame in self.frames for at in range(*frame.noun)}

    def is_quantity_noun(self, token: Token) -> bool:
        """投产 in 投产率 or 签约 in 签约项目61个 belongs to a number."""
        return token.start in self._in_nouns
