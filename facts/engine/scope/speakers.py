"""Who speaks, and for whom: in a quotation or an interview 我们 are those the speaker works for."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.measures.clauses import Clause, Frame
from facts.engine.mentions.kinds import is_called
from facts.engine.mentions.scene import COMPANY
from facts.engine.scope.antecedents import Antecedents
from facts.engine.scope.subjects import NOBODY, Reading, Subject, is_park
from facts.engine.types import Entity
from facts.engine.words.lexicon import is_generic

COMMON_EMPLOYERS = ("公司", "该公司", "集团", "企业", "该企业")
_COMPANY_LIKE = re.compile(r"(?:公司|集团|厂|药业|实业|合作社|大学|研究院|研究所)$")
_PROJECT_POST = re.compile(
    r"(?P<stem>[^，。；、]{4,30}?)项目(?:负责人|经理|总经理|总监|指挥长|总指挥|执行经理|施工负责人|现场负责人|部(?:部长|副部长|经理|负责人|主任|总工))"
)
_BUILDERS_NAME = re.compile(r"中[铁建交冶核]|(?:局|院|建工|路桥|建筑|集团|[一二三四五六七八九十]建)$")
# 华茂机械总经理, 海丰化肥厂厂长: only firms have such posts.
# 某工业园区管委会办公室主任 speaks for the zone, registered or not.
_ZONE_BODY = re.compile(r"(?P<zone>[\u4e00-\u9fff]{3,20}?(?:[^管]区|园|城|基地|港))(?:管委会|管理委员会|党工委|管理办公室|管理局(?!局))")
_OUR_BODY = re.compile(r"(?P<zone>高新区|[\u4e00-\u9fff]?开区|开发区|综保区|保税区|新区|示范区)(?=[\u4e00-\u9fff]{0,12}(?:局|委|办|部|处|办公室)$)")
_FIRM_POST = re.compile(r"(?:总经理|董事长|厂长|总裁|创始人|CEO|副总|行长|矿长|(?<!项目)总工程师|(?<!项目)总工|总监|(?<!项目)经理|车间主任|合伙人|店长)$")
_FIRM_IN = re.compile(r"[^，。；、]{4,30}?(?:有限(?:责任)?公司|股份公司|集团公司)(?=..)")
_SITE_POST = re.compile(r"项目(?:部|经理|总工|负责人|执行经理|生产经理|常务副经理|副经理|技术负责人)|(?:施工|现场|生产)(?:负责人|经理|总监)")
_BUILDER = re.compile(r"建设|建工|建筑|路桥|安装|工程|[一二三四五六七八九十]局")  # whose 项目部 speaks of another's project
REGION_OF_FIRM = re.compile(r"^[\u4e00-\u9fff]{2,5}?[省市县](?=..)|^（[^）]{1,8}）")
_BUILDERS = re.compile(r"建(?!材)|工程|路桥|施工|安装|监理")  # who speaks of the site where they work
_NO_FIRM = re.compile(r"项目|工程|单位|园|区|[市县方]$")
_KINDS_OF_PLACE = frozenset("孵化器 加速器 平台 中心 基地 园区 产业园 科技园 创业园 众创空间 研究院 实验室 医院 学校".split())
_OF_THE_SITE = re.compile(r"(?:据)?(?:该|这个)?(?:项目|工程|施工|建设单位|现场)[\u4e00-\u9fff]{0,8}(?:负责人|经理|总工|指挥长|工程师|人员)")
_NAMELESS = re.compile(r"(?:管委会|管理委员会|党工委|管理局)?(?:相关|有关|主要|项目)*(?:负责人|负责同志|工作人员|人士)")
_OF_THE_PROJECT = re.compile(r"(?:项目|工程)(?:施工|建设)?(?:方|单位)?$")
_NO_POST = re.compile(r"[，。；：、！？\d]|说|称|介绍")


class Speakers(Antecedents):
    """Leads from a person to the company, project or zone behind the post."""

    clauses: list[Clause]
    readings: list[Reading]
    persons: list[Entity]
    company: Subject
    employers: frozenset[str]  # what posts name that is a company

    def find_employers(self) -> frozenset[str]:
        known = {name for entity in self.entities if entity.kind == "organization" and entity.detail != "state" for name in (entity.key, entity.name)}
        return frozenset(
            person.key
            for person in self.persons
            if person.key not in COMMON_EMPLOYERS
            and person.key not in _KINDS_OF_PLACE
            and (
                _COMPANY_LIKE.search(person.key)
                or person.key in known
                or (len(person.key) >= 3 and _FIRM_POST.search(person.detail) and not _NO_FIRM.search(person.key))
            )
        )

    def find_turns(self) -> dict[int, Subject]:
        """李炳荣：我们… — where an interview gives somebody the word, and whose words they are."""
        text = self.scene.text
        turns = {}
        for person in self.persons:
            before = text[max(0, person.start - 40) : person.start].rpartition("\n")[2].strip()  # with the post: 某开发区管委会副主任|何文斌：
            own_line = len(before) <= 30 and not _NO_POST.search(before) and text[person.end + 1 : person.end + 2] == "\n"
            if text[person.end : person.end + 1] in ("：", ":") and (own_line or text[person.start - 1 : person.start].strip() == ""):
                subject = self.employer_of(person)
                if subject.name:
                    turns[person.start] = subject
        return turns

    def employer_of(self, person: Entity) -> Subject:
        """The company, project or zone that a post begins with: 长治高新区管委会主任 -> 长治高新区."""
        at = (person.start, person.end, "the speaker's post")
        key = person.key
        if (named := _PROJECT_POST.match(person.detail)) and not COMPANY.search(named["stem"]) and not is_generic(named["stem"]):
            # 某集团甲项目负责人: the project that the article names, else all of the post's words.
            name = named["stem"] + "项目"
            known = (self.article.projects[name[cut:]] for cut in range(len(name) - 3) if name[cut:] in self.article.projects)
            if titled := re.search(rf"{re.escape(named['stem'])}[^，。：—\n]{{0,12}}?(?:项目|工程)", f"{self.article.headline}\n{self.article.subheadline}"):
                own = [project for project in self.article.projects.values() if titled[0].endswith(project)]
                return Subject("project", own[0] if own else titled[0], "", *at)  # 华沣石化项目部经理, under 华沣石化轻烃综合利用项目工地见闻
            if (site := next(known, "")) or not _BUILDERS_NAME.search(named["stem"]):
                return Subject("project", site or name, "", *at)
            return NOBODY  # 中铁一局|项目经理 speaks of the project told of
        if body := _ZONE_BODY.match(key) or _ZONE_BODY.match(person.detail):  # 某高新区党工委委员、管委会副主任
            zone, home = body["zone"], self.article.zone
            is_home = zone[0] in "县市区州旗" and is_called(home, zone[1:])  # 县工业集中区管委会主任
            return Subject("zone", home if is_home else self.article.zones.get(zone, zone), "", *at)
        if self.article.zone and (ours := _OUR_BODY.match(key)) and is_called(self.article.zone, ours["zone"]):
            return Subject("zone", self.article.zone, "", *at)  # 开发区经济发展局局长
        if _BUILDER.search(key) and _SITE_POST.search(person.detail):
            return NOBODY  # 中楚建设集团项目经理 speaks of what he builds, not of his firm
        if key in self.employers:
            employer = key.rpartition("、")[2]  # 市政协委员、某某有限公司
            return Subject("organization", self.article.organizations.get(employer, employer), "", *at)
        if (firm := _FIRM_IN.match(key)) and (firm[0] in self.article.organizations.values() or not _BUILDER.search(firm[0])):
            return Subject("organization", firm[0], "", *at)  # 某某有限公司项目部经理
        for size in range(len(key), 3, -1):
            if key[:size] in self.article.projects:
                return Subject("project", self.article.projects[key[:size]], "", *at)
            if key[:size] in self.article.zones:
                return Subject("zone", self.article.zones[key[:size]], "", *at)
            if key[:size] + "项目" in self.article.projects:
                return Subject("project", self.article.projects[key[:size] + "项目"], "", *at)
        return NOBODY

    def speaker(self, frame: Frame) -> Subject:
        return self.speaker_at(frame.quantity.start, frame.clause)

    def speaker_at(self, at: int, clause: int) -> Subject:
        """Inside a quotation without a subject of its own, 公司 and 我们 are those the speaker works for."""
        text = self.scene.text
        low = max(0, at - 400)
        opened = text.rfind("“", low, at)
        if opened < 0 or text.find("”", opened, at) >= 0 or text.find("\n", opened, at) >= 0:
            return NOBODY
        index = bisect_left(self.persons, at, key=lambda entity: entity.start)
        for person in self.persons[max(0, index - 1) : index + 1]:
            between = text[min(person.end, at) : max(person.start, at)]
            if "\n" in between or len(between) > 400 or (person.start > at and between.count("“") > 0):
                continue
            if person.start > at and _OF_THE_PROJECT.search(text, person.start - 6, person.start):
                return self.readings[clause].project.of("", "the speaker's post")
            if not person.key:
                firm = _FIRM_POST.search(person.detail) and self.readings[clause].topic.kind != "project"
                if firm and (company := self._company_at(person.start, clause)).name:
                    return company.at(person.start, person.end, "the speaker's post")  # 董事长…说: of the firm that is told of
                continue
            if person.key in COMMON_EMPLOYERS and (company := self._company_at(person.start, clause)).name:
                return company.at(person.start, person.end, "the speaker's post")
            if (employer := self.employer_of(person)).name:
                return employer.at(opened, employer.end)
        closing = text.find("”", at, at + 400)
        if closing > 0 and text.startswith(COMMON_EMPLOYERS, closing + 1) and (company := self._company_at(closing, clause)).name:
            return company.by("the speaker's post")  # ”公司总经理… whose name is no name to us
        if closing > 0 and (zone := self._zone_speaking(closing + 1)).name:
            return zone.at(opened, zone.end)
        if closing > 0 and _OF_THE_SITE.match(text, closing + 1):
            told = self.readings[clause]
            site = told.topic if is_park(told.project) and told.topic.kind == "organization" else told.project
            return site.of("", "the speaker's post")  # ”项目施工方负责人介绍说: a nameless one
        return NOBODY

    def speaks_of_another(self, speaker: Subject, site: Subject, at: int) -> bool:
        """某项目明年投产。⏎“力争规模突破千亿元。”开发区经济发展局局长说: in a paragraph of its own a zone, or a firm first named there, means itself."""
        text = self.scene.text
        if speaker.kind not in ("zone", "organization") or text.find("\n", max(site.start, 0), at) < 0:
            return False
        builds = _BUILDERS.search(speaker.name)
        return speaker.kind == "zone" or (
            not builds
            and REGION_OF_FIRM.sub("", speaker.name)[:2] not in site.name
            and speaker.name[2:4] not in site.name
            and speaker.name[:4] not in text[: site.end]
        )

    def _zone_speaking(self, at: int) -> Subject:
        """”长沙高新区相关负责人介绍: for the zone, whoever it is."""
        index = bisect_left(self.entity_starts, at)
        zone = self.entities[index] if index < len(self.entities) else None
        if zone is None or zone.start != at or zone.kind != "zone" or not _NAMELESS.match(self.scene.text, zone.end):
            return NOBODY
        return Subject("zone", self.article.zones.get(zone.name, zone.name), "", zone.start, zone.end, "the speaker's post")

    def _company_at(self, at: int, clause: int) -> Subject:
        """Whom 公司总经理 works for: the company last named before the post."""
        index = clause
        while index + 1 < len(self.readings) and self.readings[index + 1].clause.start <= at:
            index += 1
        return self.readings[index].organization if self.readings[index].organization.name else self.company
