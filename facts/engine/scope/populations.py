"""Which part of its subject's whole a figure covers, in the article's words (锂电企业, 亿元以上项目, 光机电产业)."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.measures.clauses import Frame
from facts.engine.scope.dating import Dating
from facts.engine.scope.portions import is_narrower, level_before, partner_before, sort_before, such_before, way_of_trade, works_before
from facts.engine.scope.subjects import Reading, Subject, is_bare_zone, is_park
from facts.engine.scope.trades import firms_before, topic_trade, trade_before

_KINDS_OF_PROJECT = frozenset(
    ("project_count signed_project_count started_project_count ongoing_project_count commissioned_project_count registered_project_count").split()
)
_INDUSTRY_OWN = frozenset(
    (
        "output_value industrial_output sales_revenue industrial_investment fixed_asset_investment total_investment industrial_value_added tax_revenue exports"
    ).split()
)
_KIND_BEFORE = re.compile(r"(?P<kind>[\u4e00-\u9fffA-Za-z]{0,12}(?:\d{1,5}(?:\.\d)?[万亿]+元以上)|[\u4e00-\u9fffA-Za-z]{2,12})$")
# 全区已引进智能终端企业 -> 智能终端企业: what was done with them is no part of what they are.
_DONE_WITH = re.compile(
    r"^.{0,14}(?:现有|入驻|目前|新认定|新评定|新培育|新设立|新登记|[区园]内|拥有|聚集|集聚|已有|共有|引进|招引|新增|累计|全区|全市|全省|区内|园区|培育|各类|落户|其中|新设|走访|对接|服务|惠及|帮助|容纳|住进|引来|可入驻|[已可]孵化|孵化(?=$)|新建|签订|意向|联系|有|达|了|超过|约|近|共|年|月|季度|上半年)"
)
# 今年全区计划新开工亿元以上项目 -> 亿元以上项目: time, place and what was done with them are no part of what they are.
_SET = (
    r"(?:今|去|本|全|当)年|[上下]半年|年内|[一二三四]季度|前三季度|目前|现场|截至目前|\d{1,2}月份?|全[区市省县州](?!.{0,8}(?:开发区|园区)$)|"
    r"(?:开发|高新|经开|新|片|园|综保)区(?=签约|引进|新|安排|排|谋划|确定|铺|实施|推进|计划|共|已)|计划|已经?|还|再|共|累计|安排|排定|排出|谋划|确定|铺开|铺排"
)
_SETTING = re.compile(rf"^(?:{_SET})+")
_VERBS = re.compile(
    rf"^(?:{_SET}|预计|各?类(?=[亿千百\d])|新(?=签约|引进|开工|招|入库)|集中|签约|签下|签订|引进|招引|新批|批准|开工|新签|落地|建设(?=项目$)|招商引资|投资(?!超?过?\d)|推进|实施|建成|投产|竣工|完成|走访|列入|中(?![药小医试心国央高外介东西部欧俄美德日]))+"
)
_INSIDE = re.compile(r"^(?:目前)?(?:已?入驻|新(?:认定|增|培育|评定)|内)")
_SIZE_BEFORE = re.compile(
    r"(?:世界|中国|民营|(?:总投资|投资|年?产值|营收|税收|年?纳税|年?营业收入|年?销售收入|年?主营业务收入|年?收入)额?(?:超过?|达|过|在)?)?"
    r"\d[\d.]*(?:亿|万|千万|百万)?(?:美?元)?(?:[至到—~-]\d{0,5}|[至到—~-](?=$))?$"
)
_BARE = frozenset(("项目", "工程", "企业", "工程项目", "自项目", "以上项目", "以下项目", "重点工程项目", ""))
_SCHEMES = frozenset(("commitment_project_count", "agency_project_count"))
_STAFF = frozenset(("员工", "职工", "从业人员", "人员", "人才", "就业人员", "在职员工", "在岗职工"))
_LEARNED = frozenset("博士 硕士 研究生 本科生 高级工程师 工程师 研发人员 科研人员 科技人员 技术人员 专业技术人员 高级职称".split())
_PART_BEFORE = re.compile(r"其中(?:的)?[^，。；、\d]{0,6}$")
_PARTS_OF = frozenset("patent_count employees research_platform_count".split())
# 亿元以上项目45个…，实际利用外资1.13亿美元: what no project has is of the whole zone.
_OF_THE_WHOLE = frozenset(
    "foreign_investment gdp public_budget_revenue industrial_value_added industrial_output imports_exports large_enterprise_count zone_count "
    "fixed_asset_investment technical_upgrade_investment industrial_investment funds_in_place service_count financing_amount".split()
)
_OF_A_SIZE = re.compile(r"(?:其中|，|、|；)(?P<size>(?!其中)[^，。；、]{0,10}?\d[\d.]{0,6}[万亿]+(?:美)?元(?:以上)?)的$")  # 其中年产值超10亿元的7个
_BY_KIND = frozenset(("output_value", "imports_exports", "exports", "industrial_value_added"))
_OF_FIRMS = frozenset(("output_value", "sales_revenue", "tax_revenue", "profit"))
_OF_TRADES = _INDUSTRY_OWN | _OF_FIRMS | {"imports_exports"}
_OF_A_TOPIC = _OF_TRADES - {"total_investment", "fixed_asset_investment"}
_COUNTED = _KINDS_OF_PROJECT | {"enterprise_count", "research_platform_count"}
_TRADED = frozenset(("imports_exports", "exports"))
_GRADED = frozenset(("research_platform_count", "innovative_sme_count"))
_LISTED_BEFORE = re.compile(r"(?:(?:(?![和及])[\u4e00-\u9fffA-Za-z]){2,10}[、和及])+$")
_TRADE_HEADS = ("产业链", "产业集群", "产业")  # begins the noun of 稀土|产业产值
# 规上工业总产值, 财政收入: no trade's of its own.
_OF_ALL = re.compile(r"规上|规模以上|工业总产值|全[区市省县]|园区|财政|固定资产|总量")
_NARROWED = _OF_TRADES | _BY_KIND | _PARTS_OF | {"enterprise_count"}  # whose noun tells a part of the whole
# 海洋工程装备产值增长19.2%
_MAKER_BEFORE = re.compile(r"(?:^|[，；。\n、而]|其中|看|实现|完成)(?:其中)?(?P<industry>(?!其中)[\u4e00-\u9fffA-Z]{2,9})$")
_NO_MAKER = re.compile(
    r"力争|确保|有望|产品|外贸|货物|对外|海关|贸易总|区内|实现|完成|工业|规上|规模|企业|公司|项目|全区|全市|园区|开发区|新区|新增|年|总|预计|累计|同比|人均|亩均|单位|达产|投产|带动|上半|季度|增加|今|全|本"
)


class Populations(Dating):
    """Reads the scope of a figure."""

    def _population(self, frame: Frame, reading: Reading) -> str:
        """Which part of the subject's whole the number covers, in the article's words."""
        own = frame.part or self._own_population(frame)
        if own:
            return self._with_size(own, frame)
        words = self._counted_in(frame, reading)
        if not words:
            return ""
        if frame.indicator in _SCHEMES and words.endswith("项目"):
            return ""
        if frame.indicator.endswith("_rate"):
            return _SETTING.sub("", words)
        plain = _VERBS.sub("", words)
        sized = self._with_size(plain, frame)
        return "" if sized in _BARE else sized

    def _its_part(self, frame: Frame, subject: Subject, phase: str, population: str) -> str:
        """一期 of a project; of a park or an incubator also 电子企业40家, 在孵企业."""
        if subject.kind != "project":
            return population
        if frame.indicator == "completion_progress" and (works := self._portion(frame)):
            return works
        firms = population.endswith("企业") and (frame.indicator == "enterprise_count" or "孵" in population)
        return phase or (population if firms and is_park(subject) else "")

    def _with_size(self, words: str, frame: Frame) -> str:
        """500|人以上企业, 5亿元至|10亿元项目, 世界500|强企业: how big those are that are counted is part of what they are."""
        text = self.scene.text
        end = frame.quantity.start
        at = text.rfind(words, end - 60 if end > 60 else 0, end)
        if at <= 0 or text[at - 1] not in "0123456789至到—-~":
            return words
        size = _SIZE_BEFORE.search(text, at - 18, at)
        return size[0] + words if size else words

    def _counted_in(self, frame: Frame, reading: Reading) -> str:
        """The population that stands before the figure, as far as it reaches."""
        quantity = frame.quantity
        counted = ""
        for entity in reversed(reading.entities):
            if entity.start in self.references or entity.start > quantity.end or self._in_brackets(entity):
                continue
            if is_bare_zone(entity) or (counted and entity.kind == "population" and entity.detail != "zones"):
                return counted  # 园区, and 工业项目7个 before 民生项目1个
            if entity.kind == "population" and entity.start <= frame.noun[0] < entity.end and entity.detail != "zones":
                counted = counted or entity.name  # what is counted itself: better the zones that it is counted in
                continue
            if self._is_all_zones(entity) or (entity.kind == "population" and entity.rule != "list end" and entity.name not in ("项目", "工程")):
                return entity.name
            if entity.kind in ("zone", "project", "organization", "area", "region") or (entity.kind == "anaphor" and entity.detail == "zone"):
                return counted
        if counted and not (reading.population and reading.population.detail == "zones" and frame.indicator != "project_count"):
            return counted
        if frame.indicator in _KINDS_OF_PROJECT and reading.population and reading.population.detail != "zones":
            return ""
        if reading.population is None or (reading.population.detail != "zones" and frame.indicator in _OF_THE_WHOLE):
            return ""
        return reading.population.name

    def _trade(self, frame: Frame, at: int) -> str:
        """Whose part of the whole the words before the noun name."""
        if any(entity.kind == "population" and entity.detail == "zones" and entity.end <= at for entity in self.readings[frame.clause].entities):
            return ""  # 6个产业集聚区规上工业企业实现产值: those zones'
        low = self._named_last(frame, at)
        trade = trade_before(self.scene.text, low, at) or firms_before(self.scene.text, low, at)
        return trade or (self._topic_trade(frame) if frame.indicator in _OF_A_TOPIC else "")

    def _named_last(self, frame: Frame, at: int) -> int:
        """Where the words begin that belong to nobody's name."""
        ends = (entity.end for entity in self.readings[frame.clause].entities if entity.end <= at and entity.kind != "population")
        return max(self.clauses[frame.clause].start, *ends, 0)

    def _topic_trade(self, frame: Frame) -> str:
        """新能源汽车产业表现抢眼，1—9月实现产值93.8亿元: the trade that the sentence is about, where nobody else has been named since."""
        text, clause = self.scene.text, self.clauses[frame.clause]
        if _OF_ALL.search(text, clause.start, frame.noun[1]):
            return ""
        for index in range(frame.clause, max(-1, frame.clause - 4), -1):
            before = self.clauses[index]
            if before.sentence != clause.sentence:
                break
            named = [entity.end for entity in self.readings[index].entities if entity.kind not in ("population", "person")]
            if index < frame.clause and (trade := topic_trade(text, max((before.start, *named)), before.end)):
                return trade
            if named or before.semicolon:
                break
        return ""

    def _with_those_before(self, start: int, low: int) -> str:
        """电子元件、of 电子元件、|汽车线束类企业20家: all that a list names is part of what they are."""
        listed = _LISTED_BEFORE.search(self.scene.text, max(low, start - 30), start) if self.scene.text[start - 1] in "、和及" else None
        return listed[0] if listed else ""

    def _firms_counted(self, frame: Frame) -> str:
        """现有生物医药企业53家，去年完成产值141亿元: that of those just counted, where nobody else has been named since."""
        index = bisect_left(self.frame_starts, frame.quantity.start) - 1
        sentence = self.clauses[frame.clause].sentence
        for before in reversed(self.frames[max(0, index - 3) : index + 1]):
            if self.clauses[before.clause].sentence != sentence:
                break
            if before.indicator.endswith(("_enterprise_count", "sme_count")):
                break
            if before.indicator == "enterprise_count" and before.measure == "level" and before.clause >= frame.clause - 2:
                named = any(entity.kind != "population" and entity.start > before.quantity.start for entity in self.readings[frame.clause].entities)
                beside = before.quantity.end <= before.noun[0] and before.clause == frame.clause
                return "" if named else before.part or (before.population if beside else self._own_population(before))
        return ""

    def _portion(self, frame: Frame) -> str:
        """What the words right beside the figure or its noun narrow it to."""
        text, quantity, (start, end) = self.scene.text, frame.quantity, frame.noun
        if frame.indicator == "completion_progress":
            return works_before(text, self._named_last(frame, quantity.start), quantity.start)
        if frame.measure == "level" and quantity.kind == "count" and (frame.inherited or start == end) and frame.indicator in _COUNTED:
            return sort_before(text, self._named_last(frame, quantity.start), quantity.start)
        if start < 0 or frame.inherited:
            return ""
        noun = text[start:end]
        if is_narrower(noun):
            return noun
        if frame.indicator in _TRADED:
            return way_of_trade(noun) or partner_before(text, self._named_last(frame, start), start)
        if noun == "项目" and text[start - 1] == "的" and (such := such_before(text, self._named_last(frame, start), start)):
            return such + noun
        if frame.indicator in _GRADED and (level := level_before(text, self._named_last(frame, start), start)):
            return level + noun
        return ""

    def _own_population(self, frame: Frame) -> str:
        """省级以上开发区 of 13个省级以上开发区, 锂电企业 of 锂电企业67家, 光机电产业 of 光机电产业产值."""
        text = self.scene.text
        quantity, (start, end) = frame.quantity, frame.noun
        if start >= quantity.end:
            words = text[quantity.end : end]
            plain = _VERBS.sub("", words)
            return words if frame.indicator in ("zone_count",) else plain if frame.indicator.endswith("project_count") and plain not in _BARE else ""
        if quantity.kind == "count" and text[quantity.start - 1 : quantity.start] == "的":
            sized = _OF_A_SIZE.search(text, max(0, quantity.start - 24), quantity.start)
            if sized:
                return sized["size"]
        if portion := self._portion(frame):
            return portion
        if frame.inherited and frame.source and self.clauses[frame.source.clause].sentence == self.clauses[frame.clause].sentence:
            return frame.source.part or self._own_population(frame.source)
        if start < 0 or frame.inherited or frame.indicator not in _NARROWED:
            return ""
        named = self._named_last(frame, start)
        low = max(named, start - 14)
        if frame.indicator in _OF_TRADES and (
            trade := self._trade(frame, start + next((len(head) for head in _TRADE_HEADS if text.startswith(head, start)), 0))
        ):
            return trade
        if frame.indicator == "enterprise_count" and text[start:end].endswith("企业") and (match := _KIND_BEFORE.search(text, low, start)):
            kind = _DONE_WITH.sub("", self._with_those_before(match.start("kind"), named) + match["kind"])
            if kind:
                return kind + text[start:end]
        if frame.indicator == "employees" and text[start:end] not in _STAFF and text[start:end] in _LEARNED:
            return text[start:end]
        if frame.indicator in _PARTS_OF and _PART_BEFORE.search(text, low, start) and text[start:end] not in _STAFF:
            return text[start:end]
        if frame.indicator in _BY_KIND and (match := _MAKER_BEFORE.search(text, low - 1, start)) and not _NO_MAKER.search(match["industry"]):
            return match["industry"]
        if frame.indicator == "patent_count" and text[start:end] not in _LEARNED and (firms := self._topic_trade(frame)).endswith("企业"):
            return firms
        if frame.indicator in _OF_FIRMS and (firms := self._firms_counted(frame)):
            return firms
        return (
            _INSIDE.sub("", text[start:end])
            if frame.indicator == "enterprise_count" and end - start > 3 and not text[start:end].startswith(("入", "市场", "注册", "工业企业"))
            else ""
        )
