"""What a mention leaves in the registers: a project, a zone or a company named is spoken of until another is."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.measures.clauses import Clause
from facts.engine.mentions.scene import INNER_PHASE
from facts.engine.scope.context import is_same_zone
from facts.engine.scope.speakers import COMMON_EMPLOYERS, Speakers
from facts.engine.scope.subjects import NOBODY, Registers, Subject, is_bare_zone, is_park
from facts.engine.types import Entity

_COMPONENT = re.compile(r"(?:首[批条台座]|进行|正对|建设|新建|形成|配套|购置|安装|扩建|改造|包括|包含|、)|年产|\d(?![\d.]*[年月日])")
# 将建设2条日熔量150吨的玻璃生产线, 包括1条宽幅2.5米的产线: counted, they are what the project consists of, whatever is said of them.
_COUNTED_PART = re.compile(
    r"(?:建设|新建|建成|建有|新上|购置|安装|引进|新增|扩建|改造|形成|配套|包括|包含|设有?)(?:了|有|成)?[^，。；、\n\d]{0,4}?(?:\d{1,3}|[一二两三四五六七八九十])(?:条|座|栋|个|套|台|处)(?![^，。；\n]{0,20}(?:投资|元))[^，。；\n]{0,20}$"
)
_OF_A_COUNTED_LIST = re.compile(
    r"(?:[、和与及][^，。；：\n]{0,60}?)?等(?:一大?批|多个|众多|(?:\d{1,4}|[一二两三四五六七八九十]{1,3})(?:余|多)?[个家项户]|(?:重点|龙头|骨干)?(?:企业|高校|院校|单位|机构|科研院所|部门))"
    r"|(?:[、和与及][^，。；：\n]{0,60}?)?等[\u4e00-\u9fff]{0,6}(?:项目|企业(?:共|达|近|超)?\d)|(?:[、和与及][^，。；：\n]{0,40}?)?(?:[两三四五六七八九十]|\d{1,2})(?:家(?:企业|公司|单位|机构)|个项目)"
    r"|(?:[两三四五六七八九十]|\d{1,2})家[\u4e00-\u9fff]{1,6}?(?:企业|公司)"
)
# 全国进口毛燕有八成在这里加工: what comes from here is told of
_OF_THEM_HERE = re.compile(
    r"[^，。；\n]{0,14}?(?:[一二三四五六七八九十\d]成|\d[\d.]{0,4}[%％]|分之[一二三四五六七八九]|一半)[^，。；\n]{0,8}?(?:在|来自|出自|产自|由|从|经|出于)(?:这里|此|这儿|该|园区|区内|当地|本地)"
)
_GREATEST = re.compile(
    r"(?:[也更正还既就]?(?:是|系|为))?[^，。；\d—]{2,40}?(?:最大|最多|最快|最高|最早|首[个家座条]|唯一|第[一二三四五\d]{1,2})[^，。；\d—]{0,12}?(?:项目|工程|企业|工厂|基地|公司|产业园)(?=——|$)"
    r"|[也更正还既就]?(?:是|系|为)[^，。；—]{4,40}?(?:项目|工程|企业|工厂|公司)之一$"
)
# What stands on the site of a works, and what such works are called.
HALLS = ("变电站", "厂房", "车间", "装置", "锅炉房", "动力站", "办公楼", "宿舍楼", "罐区")
_WHOLES = ("项目", "基地", "工厂")
_ITS_OWN = re.compile(r"(?:项目|工程)?(?:，|：)?(?:计划|概算)?总?投资")  # a hall with a price is works of its own
# 箔轧车间桩基工程: a trade's share of the work
_TRADE = re.compile(r"(?:桩基|土建|主体|基础|钢结构|安装|装修|装饰|幕墙|机电|消防|室内|路基|路面|围墙|场平|土石方|配套|附属)(?:工程|施工)$")
_BUILDS = re.compile(r"[新兴配扩改]?建[设有成起]?|设有|安装|购置|引进|拥有|包[括含]|配套|形成|改造|其中|实施|项目|：")
_PHASE_BUILDS = re.compile(r"(?:工程|项目)?(?:主要|将|拟|计划|规划|重点)*(?:建设|新建|实施|上马)[^，。；\n]{0,40}")
_BESIDE_A_HALL = re.compile(r"，[\u4e00-\u9fff]{1,4}(?:车间|厂房|仓库|宿舍|[^大高]楼|罐区)、$")  # ，船台车间、下水码头主体完工
_OPENS_PAIR = re.compile(r"[；。\n](?!新|建|配|购|包)[^，。；、\n]{2,6}、$")  # ；纬四路、经九路打通工程
_STANDS_IN = re.compile(r"(?:位于|坐落于|坐落在|选址于?|选址在)(?:[\u4e00-\u9fff]{0,12}(?:区|基地|园))?$")
_SINCE = re.compile(r"[。；\n的]")  # a new sentence or figures of its own (总投资3亿元的) make it no component
_CLAUSE_OF = re.compile(r"[，。；、\n]")
_INVESTS = re.compile(r"(?:总)?(?:投资|出资|斥资|承建|承包|承揽|总包|建设|实施|负责|施工|监理|代建)")
_OF_THE_FIRM = re.compile(r"(?:说|介绍|告诉记者|表示)，(?:公司|企业|厂里|目前)?(?:现有|去年|成立)")  # 公司经理赵玲说，去年销售额6.7亿元
_OPENING = re.compile(r"[\s“—△]*(?:其中|此外|另外|同时|据悉|截至[^，]*|目前)?")
_ADDED = re.compile(r"[（(](?:包括|包含|含|不含)?$")
_JOINING = re.compile(r"[、和与及][^，。]{0,3}")
_NO_COMPANY = re.compile(r"(?:大学|学院|学校|研究院|研究所|中心|协会|商会|医院|孵化器|银行|支行|实验室|科学院|工程院)$")
_WHOSE_IT_IS = re.compile(r"(?<![\u4e00-\u9fff]里)[\u4e00-\u9fff]{2}[是系]$")  # 凯联金属是|台湾联钢集团设立的第三家工厂。公司…: the first of them
_NAMED = frozenset(("zone", "project", "organization", "area", "region", "phase"))


def _hear_of(registers: Registers, firm: Subject) -> None:
    """公司与山西农业大学共建…, 入驻创业服务中心: after them 公司 is still the company."""
    if not (_NO_COMPANY.search(firm.name) and registers.organization.name and not _NO_COMPANY.search(registers.organization.name)):
        registers.organization = firm


class Introductions(Speakers):
    """Reads the mentions of one clause, one after the other."""

    references: set[int]
    locatives: set[int]

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

    def _read_topic(self, clause: Clause, entities: list[Entity], registers: Registers) -> None:
        text = self.scene.text
        if registers.topic.kind in ("project", "organization") and self._says_what_it_is(clause, registers.topic):
            self.references.update(entity.start for entity in entities)
            return
        for entity in entities:
            if entity.start in self.references:
                if entity.kind == "organization" and entity.detail != "state" and not _WHOSE_IT_IS.search(text, entity.start - 12, entity.start):
                    _hear_of(registers, self.subject_of(entity, registers))  # 由某公司承建: no subject, but 该公司 after it means this one
                elif entity.key and text[entity.start - 1 : entity.start] == "据" and (zone := self.subject_of(entity, registers)).name:
                    registers.place = registers.zone = registers.topic = zone  # 据某开发区招商局统计: what follows is that zone's
                continue
            if entity.kind == "area" and entity.name[-1] in "国球" and _OF_THEM_HERE.match(text, entity.end):
                self.references.add(entity.start)
                continue
            if entity.kind == "person" and entity.detail.startswith("项目") and registers.project.name and registers.topic.kind != "project":
                registers.topic = registers.project  # 项目经理…说: of the one before
            if entity.kind == "person" and not self.article.zone and entity.detail.startswith("园区") and (zone := self._place_before(entity.start)).name:
                registers.place = registers.zone = registers.topic = zone.at(entity.start, entity.end)  # 据园区管委会主任介绍: of the one before
            if entity.kind == "person" and (employer := self._works_for(entity, registers)).name:
                if employer.kind == "zone":
                    if self._is_another_zone(employer, entity):
                        registers.place = registers.zone = registers.topic = employer  # 某装备园管理办公室主任介绍，园区规划面积12平方公里
                elif employer.kind == "organization":
                    _hear_of(registers, employer)
                    if registers.topic.kind == "project" and (own := self._site_of_whom(employer, registers.topic, entity)).name:
                        registers.project = registers.topic = own
                    if entity.detail and (
                        registers.topic.kind != "project"
                        or _OF_THE_FIRM.match(text, entity.end)
                        or self.speaks_of_another(employer, registers.topic, entity.start)
                    ):
                        registers.topic = employer  # 某公司总经理…带着8000万元回乡，建起4条线: the firm's figures
                else:
                    registers.project = employer
                    if registers.topic.kind not in ("project", "organization") and is_park(employer):
                        registers.topic = employer  # 某创业园总经理介绍，种子基金已投资17个项目
            subject = self.whole_area(entity, registers) if entity.kind == "population" else self.subject_of(entity, registers)
            if not subject.name:
                if self._are_zones_told_of(entity, clause) and registers.topic.kind in ("project", "organization") and not is_park(registers.topic):
                    registers.topic = NOBODY  # 某项目开工。全年重点工业园区完成投资60亿元: not that project's
                continue
            if subject.kind == "project":
                if entity.rule in ("owner and 项目", "institute and phase"):  # 某公司扩建项目…。公司去年…: the one in the name
                    owner = self.article.organizations.get(entity.key, entity.key)
                    registers.organization = Subject("organization", owner, "", entity.start, entity.end, "organization name")
                first, ends = entities[0], text[entity.end : entity.end + 1] in "，。；"
                if first.kind == "phase" and ends and _PHASE_BUILDS.fullmatch(text, first.end, entity.start):
                    self.references.add(entity.start)
                    continue  # 二期|建设年产30GWh电池生产线及|配套材料项目
                if (
                    entity.rule == "name head"
                    and registers.topic.kind == "project"
                    and not self._continues_list(entity, entities)
                    and not (text[entity.start - 1] in "、\n" and _OPENS_PAIR.search(text, entity.start - 8, entity.start))
                    and self._is_component(entity, clause)
                ):
                    self.references.add(entity.start)
                    continue
                if registers.topic.name == registers.project.name and self._is_of_the_works(entity, registers.project):
                    self.references.add(entity.start)
                    continue
                whole = registers.project.name and registers.project.start > text.rfind("。", max(0, entity.start - 120), entity.start)
                line = whole and entity.name.endswith(("生产线", "产线"))  # 某项目…，PACK生产线部分投产。该项目…
                if not (line or (registers.project.name and INNER_PHASE.search(text, entity.start - 2, entity.start + 2))):
                    registers.project = subject  # but 一期|年产5万吨前驱体项目 leaves 二期 to the whole
                if not self.is_listed(entity) and not text.startswith("随着", clause.start):  # 随着某项目投产，预计全年出口…: a circumstance
                    registers.topic = subject
            elif subject.kind in ("zone", "region"):
                if subject.kind == "zone" and registers.place.kind == "zone" and _STANDS_IN.search(text, clause.start, entity.start):
                    registers.zone = subject  # 2号地块，位于某项目区，出让面积…: where it is, not who is told of
                    continue
                registers.place = subject
                if subject.kind == "zone":
                    registers.zone = subject
                whose = text[entity.start - 1] == "是" and text.startswith("的", entity.end)  # 某项目是开发区的重点项目，…: of the project still
                if (entity.start in self.locatives or whose) and registers.topic.kind in ("project", "organization"):
                    continue
                if entity.kind != "region" or registers.topic.kind in ("", "region") or self._opens(entity, clause):
                    registers.topic = subject
            elif subject.kind == "organization":
                _hear_of(registers, subject)
                begins = text[entity.start - 1 : entity.start] == "；"  # ；乙公司投资1800万元: of its own
                if registers.topic.kind == "project" and not begins and _INVESTS.match(text, entity.end):
                    self.references.add(entity.start)
                    continue
                if not self.is_listed(entity):
                    registers.topic = subject

    def is_listed(self, entity: Entity) -> bool:
        """甲、乙等7个项目: one of those counted, of whom nothing is said alone."""
        text, end = self.scene.text, entity.end
        follows = text[end : end + 1] in "、和与及等两三四五六七八九23456789" and entity.kind in ("project", "organization")
        return follows and _OF_A_COUNTED_LIST.match(text, end) is not None

    def _is_component(self, entity: Entity, clause: Clause) -> bool:
        """What a project builds or consists of is no topic beside it."""
        text, low = self.scene.text, max(clause.start, entity.start - 40)
        before = text[max(0, entity.start - 6) : entity.start]
        before = before.rpartition("，")[2] if entity.detail else before  # 甲基地开工建设，|乙园一期交付使用
        near = _SINCE.split(before)[-1] + entity.name[:2].lstrip("0123456789")
        part = _COMPONENT.search(near)
        beside = _BESIDE_A_HALL.search(text, max(0, entity.start - 9), entity.start)
        if part and part[0] == "、" and not (beside or _BUILDS.search(text, clause.start, entity.start)):
            part = None  # 甲设备基地、|乙自动化基地投产
        return bool(part or _COUNTED_PART.search(text, low, entity.start) or _TRADE.search(entity.name))

    def _says_what_it_is(self, clause: Clause, topic: Subject) -> bool:
        """某项目，某高新区近十年来单体投资最大的工业项目，总投资…: the zone tells only where it is the greatest."""
        text = self.scene.text
        if not 0 <= topic.start < clause.start or text[clause.start - 1] != "，" or text.find("。", topic.end, clause.start) >= 0:
            return False
        return "；" not in text[topic.end : clause.start] and _GREATEST.match(text, clause.start, clause.end) is not None

    def _is_of_the_works(self, entity: Entity, works: Subject) -> bool:
        """某项目…。11月15日，110千伏变电站一次送电成功: a hall or a substation told of with the works is a part of them."""
        if (
            not entity.name.endswith(HALLS)
            or works.name.endswith(HALLS)
            or not works.name.endswith(_WHOLES)
            or not 0 <= works.start < entity.start < works.end + 200
        ):
            return False
        text = self.scene.text
        if text.find("\n", works.start, entity.start) >= 0 or text[entity.end : entity.end + 1] in "、和与及" or text[entity.start - 1] in "、和与及":
            return False
        own = "年产" in entity.name or "期" in entity.name or "元的" in text[max(0, entity.start - 2) : entity.start]
        return not own and _ITS_OWN.match(text, entity.end) is None

    def _continues_list(self, entity: Entity, entities: list[Entity]) -> bool:
        """甲项目、乙厂二期工程等7个项目: a member beside one that is no component."""
        before = next((other for other in reversed(entities) if other.end <= entity.start), None)
        if before is None or before.kind != "project" or before.start in self.references:
            return False
        return _JOINING.fullmatch(self.scene.text, before.end, entity.start) is not None

    def _read_population(self, clause: Clause, entities: list[Entity], registers: Registers) -> None:
        """13个省级以上开发区 governs the clauses that follow; 新入库项目 only to the end of its sentence; a new subject ends both."""
        for entity in entities:
            if entity.start in self.references or self._in_brackets(entity):
                continue
            if entity.kind in _NAMED or (entity.kind == "anaphor" and entity.detail == "zone" and self._opens(entity, clause)):
                registers.population = None  # 两区合计…；高新区完成…: of the one alone again
            elif entity.kind == "population" and entity.rule != "list end":
                if is_bare_zone(entity):
                    registers.population = None
                elif entity.name not in ("项目", "工程") and not self._is_its_predicate(entity, clause, registers):
                    registers.population = entity
            elif self._is_all_zones(entity):
                registers.population = Entity(entity.start, entity.end, entity.kind, entity.name, "zones", entity.key, entity.rule)
        if registers.population and registers.population.detail != "zones":
            following = self.scene.text[clause.end : clause.end + 1]
            if following in ("。", "；", "！", "？", "\n", ""):
                registers.population = None

    def _in_brackets(self, entity: Entity) -> bool:
        """新批外资项目（包括增资项目）12个: what the brackets add is not what is counted."""
        return entity.kind == "population" and _ADDED.search(self.scene.text, max(0, entity.start - 4), entity.start) is not None

    def _is_another_zone(self, employer: Subject, person: Entity) -> bool:
        """甲高新区管委会主任介绍，该区… in an article on a whole city, or on another zone."""
        if not self.article.zone:
            return self.told_in_paragraph(person.start) <= {employer.name}
        return employer.name not in self.article.zones and not is_same_zone(employer.name, self.article.zone)

    def _works_for(self, person: Entity, registers: Registers) -> Subject:
        """公司总经理谢昌明说，项目总投资3.6亿元: a post at 公司 is one at the company told of."""
        if person.key in COMMON_EMPLOYERS and (firm := registers.organization if registers.organization.name else self.company).name:
            return firm.at(person.start, person.end, "the speaker's post")
        return self.employer_of(person)

    def _site_of_whom(self, firm: Subject, site: Subject, person: Entity) -> Subject:
        """甲公司的特种钢管项目、乙公司的驾驶舱项目开工。甲公司董事长介绍，工程…: the one whose clause names the speaker's firm, not the last."""
        text, gazetteer = self.scene.text, self.article.gazetteer
        if text[person.start - 1 : person.start] not in "。\n　" or not 0 <= site.start < person.start:
            return NOBODY
        stem = firm.name[2:4] if gazetteer and firm.name[:2] in gazetteer.names else firm.name[:2]
        index = bisect_left(self.entity_starts, site.end)
        for entity in reversed(self.entities[max(0, index - 12) : index]):
            if entity.kind == "project" and stem in _CLAUSE_OF.split(text[max(0, entity.start - 24) : entity.end])[-1]:
                return NOBODY if entity.start == site.start else self.subject_of(entity, self.readings[-1] if self.readings else Registers())
        return NOBODY

    @staticmethod
    def _are_zones_told_of(entity: Entity, clause: Clause) -> bool:
        return entity.kind == "population" and entity.detail == "zones" and entity.start - clause.start <= 4

    def _is_its_predicate(self, zones: Entity, clause: Clause, registers: Registers) -> bool:
        """某区分为云溪、长岭、临湘3个片区, 是山西省30个重点工业园区之一: what a zone is or consists of, not which zones are told of."""
        if zones.detail != "zones" or registers.topic.kind != "zone" or not 0 <= registers.topic.end <= zones.start:
            return False
        ends = self.scene.text[zones.end : zones.end + 1] in "，。；、之" and zones.start > clause.start
        return ends and registers.topic.start >= clause.start - 40

    def _opens(self, entity: Entity, clause: Clause) -> bool:
        """A region at the head of its clause is the new subject."""
        return _OPENING.fullmatch(self.scene.text, clause.start, entity.start) is not None
