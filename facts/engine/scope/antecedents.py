"""Whom a mention means: 该项目, 一期, 公司, 基地, 后者 lead to a name said before."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from facts.engine.mentions.scene import COMPANY, HAN
from facts.engine.scope.localities import THAT, Localities
from facts.engine.scope.subjects import NOBODY, Reading, Registers, Subject, is_park, without_phase
from facts.engine.types import Entity
from facts.engine.words.lexicon import is_generic

_WENT_TO = re.compile(r"(?:来到|走进|走入|步入|赶到|在|位于)[^，。；\n]{0,12}$")
_GENERIC_PROJECT_AFTER = re.compile(
    r"(?:向[\u4e00-\u9fff]{1,6}(?:集中|集聚|聚集|转移|倾斜)|是[\u4e00-\u9fff]{0,8}(?:支撑|抓手|生命线|引擎|压舱石|硬道理|基础|关键|王道|根本|主战场|底气|命脉|动力|载体)|从(?:签约|拿地|谈判|洽谈|落地|备案|立项|开工)|平均|审批|建设(?:审批|周期)|用地|单体|签约|落地(?!在)|引进|招引|为王|服务|库|化|推进|管理|最多|最大|建设(?:热潮|现场会|提速)|筛选|包装|一线|提速|质量|支撑|数|管家|专员|专班|秘书|长制|等要素|和企业)"
)
# 为让项目“跑”起来, 一切围着项目转: any project.
_GENERIC_PROJECT_BEFORE = re.compile(r"(?:为让|抓|盯着|围着|围绕|紧盯|服务|狠抓|谋|帮|跟着|聚焦|以|大)$")
_LONGEST, _NEAR_BY, _PARAGRAPH, _ARTICLE = 12, 160, 600, 2000  # how far is looked, so that long texts cost no more a mention
_INSTITUTES = ("院", "所", "厂", "研究院", "研究所")
_TOLD = frozenset(("project", "organization", "zone", "region"))


class Antecedents(Localities):
    """Answers for one mention, from the registers and from what the whole article names."""

    references: set[int]  # where names stand that are no subjects
    company: Subject  # whom 公司 means before any has been named: the one that the article names most
    headed: Subject  # the project that is all the headline
    named: dict[Entity, Subject]  # whom the names that were asked for stand for

    def subject_of(self, entity: Entity, registers: Registers | Reading) -> Subject:
        """What a mention stands for, with the antecedent of 该项目, 一期, 全区."""
        if entity in self.named:
            return self.named[entity]
        if entity.kind == "area":
            return self._area(entity, registers)
        if entity.kind == "anaphor":
            return self._anaphor(entity, registers)
        if entity.kind == "phase":
            return self._phase(entity, registers)
        named = self.named[entity] = self._named(entity)
        return named

    def _named(self, entity: Entity) -> Subject:
        """What a name stands for, wherever it is read."""
        start, end = entity.start, entity.end
        if entity.kind == "project":
            return Subject("project", self.article.projects.get(entity.name, entity.name), entity.detail, start, end, "project name")
        if entity.kind == "zone" and entity.name.endswith("片区") and self.article.zone:
            return Subject("zone", self.article.zone, "", start, end, "local zone")
        if entity.kind == "zone" and self.article.tells_of_all and self._is_of_all(entity.name):
            return Subject("region", self.article.region, "", start, end, "area word")
        if entity.kind == "zone":
            return Subject("zone", self.article.zones.get(entity.name, entity.name), "", start, end, "zone name")
        if entity.kind == "region":
            return Subject("region", entity.name, "", start, end, "region name")
        if entity.kind == "organization" and entity.detail == "state":
            if not entity.key:
                return NOBODY
            zone = self.article.zones.get(entity.key, "") or (self.article.zone if self.article.zone.endswith(entity.key) else "")
            return Subject("zone", zone, "", start, end, "the zone's own body") if zone else NOBODY
        if entity.kind == "organization":
            return Subject("organization", self.article.organizations.get(entity.name, entity.name), "", start, end, "organization name")
        return NOBODY

    def _phase(self, entity: Entity, registers: Registers | Reading) -> Subject:
        """一期, of the project last spoken of."""
        at, base = (entity.start, entity.end), registers.project
        if self._is_only_where(base, registers.topic) or self._has_turned(base, registers.topic, at[0]):
            return replace(registers.topic, scope=entity.detail, start=at[0], end=at[1], rule="phase of the project before")
        if not base.name and registers.topic.kind == "organization" and entity.name.endswith(("项目", "扩建工程", "改造工程", "新建工程")):
            return Subject("project", entity.name, entity.detail, *at, "项目 is the one before")  # 某公司…。二期项目总投资2.2亿元
        whole = base.name if entity.detail in base.name else without_phase(base.name)
        if entity.rule == "phase 项目" and (len(whole) == 2 or (not whole and registers.topic.kind == "organization")):
            return Subject("project", entity.name, "", *at, "phase of the project before")  # 公司…。二期项目总投资2亿元: all the name that it has
        firm = registers.topic
        if not whole and firm.kind == "organization" and 0 <= firm.start > at[0] - _PARAGRAPH and self.scene.text.find("\n", firm.start, at[0]) < 0:
            # 公司…。此次动工的二期追加投资9800万美元
            return replace(firm, scope=entity.detail, start=at[0], end=at[1], rule="phase of the project before")
        return Subject("project", whole, entity.detail, *at, "phase of the project before") if whole else NOBODY

    def _anaphor(self, entity: Entity, registers: Registers | Reading) -> Subject:
        at = (entity.start, entity.end)
        what, _, phase = entity.detail.partition(":")
        if what == "project":
            text = self.scene.text
            unsaid = _GENERIC_PROJECT_AFTER.match(text, at[1]) or _GENERIC_PROJECT_BEFORE.search(text, at[0] - 3, at[0])
            if unsaid and not phase and not THAT.search(text[max(0, at[0] - 2) : at[0]]):
                return NOBODY
            base = registers.project if registers.project.name else self.headed
            if not base.name or self._are_the_zones(base, registers.topic, entity):
                return NOBODY
            if self._is_only_where(base, registers.topic):
                return replace(
                    registers.topic, scope=phase, start=at[0], end=at[1], rule="项目 is the one before"
                )  # 来到某产业园，某公司车间里…。“项目总投资25亿元
            # 项目 means the whole again, unless the article only ever names a phase of it.
            scope = phase or (base.scope if base.scope and base.scope in base.name else "")
            return Subject("project", base.name if phase in base.name else without_phase(base.name), scope, *at, "项目 is the one before")
        if what == "organization":
            if entity.name == "企业" and registers.topic.start > registers.organization.start and (registers.topic.kind == "zone" or is_park(registers.topic)):
                return NOBODY  # 孵化器…，企业累计获得融资42亿元: those in it
            if (kind := entity.name[1:]) in _INSTITUTES and (named := self._named_so(kind, entity.start)).name:
                return named.at(*at, "公司 is the one before")  # 某高校共建的某研究院揭牌。该院…
            firm = registers.organization if registers.organization.name else self.company if self.company.name else self._next_firm(at[1])
            if not firm.name and entity.name in ("公司", "该公司", "集团", "该企业"):
                return Subject("organization", entity.name, "", *at, "a company that is never named")
            return firm.at(*at, "公司 is the one before")
        if what == "it":
            topic = registers.topic if registers.topic.kind in ("project", "organization", "zone") else NOBODY
            return topic.at(*at, "它 is the one before") if topic.name else NOBODY
        if what == "one of two":
            return self._one_of_two(entity)
        if what == "park":
            return self._park(entity, registers)
        return self._local_zone(entity, registers) if what == "zone" else NOBODY

    def _named_so(self, kind: str, at: int) -> Subject:
        """The last of those named within a few sentences whose name ends so: 智能家电产业技术研究院 for 院."""
        index = bisect_left(self.entity_starts, at)
        named = (one for one in reversed(self.entities[max(0, index - 12) : index]) if one.kind in ("project", "organization") and one.name.endswith(kind))
        one = next(named, None)
        return self._named(one) if one is not None and at - one.end < _NEAR_BY else NOBODY

    def _one_of_two(self, entity: Entity) -> Subject:
        """甲项目与乙项目同时投产。前者投资10亿元，后者…: the two that were named last, of one kind where there are such."""
        index = bisect_left(self.entities, entity.start, key=lambda other: other.start)
        if entity.name == "后者":  # 甲项目、乙项目开工，前者由丙公司承建，后者占地58亩: beside 前者 stands who does something to it
            first = next((at for at in range(index - 1, max(-1, index - 6), -1) if self.entities[at].name == "前者"), index)
            index = first if self.scene.text.find("。", self.entities[first].end, entity.start) < 0 else index
        named = [
            one
            for one in self.entities[max(0, index - 16) : index]
            if one.kind in _TOLD and entity.start - one.end < 160 and one.detail != "state" and not (one.kind == "region" and one.start in self.references)
        ]
        if not named:
            return NOBODY
        alike = [one for one in named if one.kind == named[-1].kind]
        pair = alike if len(alike) > 1 else named
        one = pair[-1] if entity.name == "后者" else pair[-2] if len(pair) > 1 else None
        return self._named(one).at(entity.start, entity.end, "one of two") if one else NOBODY

    def _are_the_zones(self, base: Subject, topic: Subject, entity: Entity) -> bool:
        """某工业园引进企业125家，项目全部投产后…: those of the zone that its sentence tells of, not the one of a paragraph before."""
        if topic.kind != "zone" or not 0 <= base.start < topic.start < entity.start or entity.name != "项目":
            return False
        text = self.scene.text
        return text.find("\n", base.start, topic.start) >= 0 and text.find("。", topic.start, entity.start) < 0 and text[entity.start - 1] not in "该此本"

    def _has_turned(self, project: Subject, topic: Subject, at: int) -> bool:
        """甲项目…。隔壁的某公司则是另一番景象。…“二期3月投产。”: a firm has been told of since, and the phase is its own."""
        if topic.kind != "organization" or not 0 <= project.start < topic.start:
            return False
        text, low = self.scene.text, max(0, project.end - _ARTICLE)
        named_before = any(text.find(part, low, project.end) >= 0 for part in (topic.name[2:4], topic.name[:4]))
        apart = not (named_before or is_park(project)) and at - topic.start < _PARAGRAPH and text.find("\n", project.end, topic.start) >= 0
        if apart and text.find("\n", topic.start, at) < 0:
            return True  # the paragraph before told of the project, this one of a firm that nobody had named
        # Once read so, the firm is the topic from this very mention on.
        return (topic.start == at or self.scene.text.count("。", topic.start, at) >= 1) and self.scene.text.count("。", project.start, topic.start) >= 1

    def _is_only_where(self, site: Subject, topic: Subject) -> bool:
        """来到某产业园，某公司的车间里…: the park is where the reporter went, the company whose project it is."""
        if not is_park(site) or topic.kind != "organization" or topic.start <= site.start or is_park(topic):
            return False
        inside = self.scene.text[site.end : site.end + 2] in ("里，", "内，")  # 某产业园里，某公司的生产线正高速运转
        return inside or bool(_WENT_TO.search(self.scene.text, site.start - 16, site.start))

    def _next_firm(self, at: int) -> Subject:
        """“公司有员工35人。”他的公司叫某某有限公司: named only afterwards."""
        index = bisect_left(self.entity_starts, at)
        for entity in self.entities[index : index + 8]:
            if entity.kind == "organization" and COMPANY.search(entity.name) and entity.start - at < 120:
                return Subject("organization", self.article.organizations.get(entity.name, entity.name), "", entity.start, entity.end, "organization name")
        return NOBODY

    def _park(self, entity: Entity, registers: Registers | Reading) -> Subject:
        """基地, 创业园: the last one named that is called so, else the zone or the headline's that is."""
        at = (entity.start, entity.end, "基地 is the one before")
        before = [
            one for one in (registers.project, registers.place, registers.zone, registers.topic, registers.organization) if _ends_so(one.name, entity.name)
        ]
        last = max(before, key=lambda one: one.start) if before else NOBODY
        if post := self._post_at(entity, last.start):
            return Subject("project", self.article.projects.get(post, post), "", *at)
        if last.name:
            return (last.of("") if self.scene.text[entity.start - 1 : entity.start] == "该" else last).at(*at)  # 一期已完工。该基地规划用地2800亩
        zones = {full for full in self.article.zones.values() if _ends_so(full, entity.name)}
        if len(zones) == 1:
            return Subject("zone", zones.pop(), "", *at)
        named = re.match("[\u4e00-\u9fff]{2,12}?" + entity.name, self.article.headline) if entity.name != "港口" else None
        if printed := named[0] if named else self._printed_before(entity):
            return Subject("project", printed, "", *at)
        return NOBODY

    def _printed_before(self, entity: Entity) -> str:
        """大连留学人员创业园里暖意融融。…创业园新入园企业63家: the name that the text has before, though nothing was told of it there."""
        text = self.scene.text
        if text[entity.start - 1 : entity.start] in ("该", "的", "处", "座", "所"):
            at = text.rfind(entity.name, max(0, entity.start - 200), entity.start - 1)
            first = self.scene.stop_before(at)
            if entity.name.endswith("楼"):  # 山西|金源电子研发大楼
                index = bisect_left(self.scene.places, first, key=lambda place: place[0])
                first = next((end for start, end, _ in self.scene.places[index : index + 1] if start == first and end <= at - 2), first)
            name = text[first : at + len(entity.name)] if at > 0 else ""
            named = len(entity.name) < len(name) <= _LONGEST and HAN.fullmatch(name) and not is_generic(name[: -len(entity.name)])
            return name if named else entity.name if at > 0 and len(entity.name) > 1 else ""  # …的三江港…，该港完成货物吞吐量
        if entity.name not in ("创业园", "孵化园", "科创园", "科技园", "产业园", "软件园", "双创园"):
            return ""
        at = text.rfind(entity.name, max(0, entity.start - 400), entity.start)
        name = text[self.scene.stop_before(at) : at + len(entity.name)] if at > 0 else ""
        return name if 5 <= len(name) <= 16 and HAN.fullmatch(name) and not is_generic(name[: -len(entity.name)]) else ""

    def _post_at(self, entity: Entity, low: int) -> str:
        """某青年创业基地负责人介绍，基地引进项目87个: the one that the speaker just named is at the head of."""
        index = bisect_left(self.entity_starts, entity.start)
        said = next((one for one in reversed(self.entities[max(0, index - 4) : index]) if one.kind == "person"), None)
        near = said is not None and said.start > low and entity.start - said.end < 80 and "\n" not in self.scene.text[said.end : entity.start]
        return said.key if said and near and said.key != entity.name and said.key.endswith(entity.name) else ""


def _ends_so(name: str, kind: str) -> bool:
    """锂电产业园项目 is called 产业园, 岳阳港 港口."""
    name = name.removesuffix("项目")
    return name.endswith(("港", "港口岸") if kind == "港口" else kind) or (kind == "物流园区" and name.endswith("物流园"))
