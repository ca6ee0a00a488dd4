"""Things counted in 个, 家 and 条: which noun a count belongs to, and what the projects counted have reached (新签约亿元以上项目36个)."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.measures.clauses import Clause, Frame
from facts.engine.measures.reached import ONE_BY_ONE, PROJECT_COUNTS, PROJECT_KINDS, Reached, reached_by
from facts.engine.types import Quantity

_COUNTED_IN = {
    "product_count": frozenset("个 种 款 类 项 大类 件 只 品种".split()),
    "research_platform_count": frozenset("个 家 处 所 项 支".split()),
    "equipment_count": frozenset("台 套 台套 台（套） 台(套) 辆 架 部 组 座".split()),
    "building_count": frozenset("栋 座 幢 个 处 间 层".split()),
    **dict.fromkeys(PROJECT_COUNTS, frozenset("个 项 只 宗 家 单 批 份 件 大 条 座 处 对".split())),
    "employees": frozenset("人 名 位 个 户".split()),
    "jobs": frozenset("人 名 位 个".split()),
    "zone_count": frozenset("个 家 处 座".split()),
    "production_line_count": frozenset("条 个".split()),
    **dict.fromkeys(("enterprise_count", "large_enterprise_count", "high_tech_enterprise_count"), frozenset("家 个 户 名".split())),
}
# 走访企业214次, 协调解决用能问题87件: what was done for somebody is counted, whatever noun stands beside it.
_VISITS = frozenset("次 人次 家次 户次 件次 场次 企次".split())
_SERVED = re.compile(r"(?:走访|服务|上门|代办|帮办|协调|解决|办理|受理|咨询|问诊|会诊)[^，。；\n]{0,14}$")
_SETTLES = frozenset(("件", "项", "个", "宗", "笔", "单"))
_HANDLED = re.compile(r"(?:办理|办结|代办|帮办|领办|受理)[^，。；\n\d]{0,8}$")  # 办理转贷47笔
_FORMALITIES = re.compile(r"(?:前期|手续)[^，。；]{0,2}$")
_SETTLED = re.compile(
    r"(?:服务|协调|解决|化解|破解|受理|办理|办结|代办|帮办|领办)(?:了|各类|企业|群众|各种|涉企)*[^，。；\n项]{0,14}(?:问题|难题|诉求|困难|事项|业务|手续)(?:约|近|共)?$"
)
_ITEM_BEGINS = frozenset("，、；：中")
_AMONG = re.compile(r"(?P<word>签约|开工|动工|投产|竣工|在建|续建)的?项目(?:当)?中，$")
_WORTH = re.compile(r"元(?:及?以上|以下)?的(?:项目)?(?:有|达|达到|共|占)?$")
_BOTH_PHASES = re.compile(r"全部|都|均|合计|项目|工程|总")
# 亿元以上产业项目开工|28个
_PROJECTS_THAT = re.compile(
    r"(?:项目|工程)(?:新|已|共|累计|集中|全部|正式|实现|全年|全市|全区)*(?P<word>签约|开工|动工|投产|竣工|投运|入库|开复工)(?:建设|投产|落地)?(?:了|达到?|共有?|有)?\s*$"
)
PHRASE = re.compile(r"(?:[省市县区州]、)?(?:[\u4e00-\u9fffA-Za-z“”0-9]|(?<=\d)\.(?=\d))*")
# 2条日熔量150吨的玻璃生产线, 6条符合GMP标准的生产线: the noun comes after what it is like.
_LIKE = re.compile(r"[^，。；、\n的]{2,18}的")
# 3个总投资近22亿元的高能级项目, 15个集中竣工的重大项目
_PRICED_PROJECTS = re.compile(
    r"(?:、?(?:计划)?总?投资[^，。；、\n的]{1,12}元(?:以上)?|(?:集中|新|本次|此次|现场|同时)*(?:签约|开工|竣工|投产|开竣工))的[^，。；、\n\d的]{0,10}?(?P<noun>项目)"
)
_TELLING_UNITS = frozenset("条 栋 座 幢 台 套 台套".split())
_NAMED_BY_UNIT = frozenset(("production_line_count", "building_count", "equipment_count"))
# 原来一个车间要76人, 团队从8人壮大到45人: whoever is counted works there.
_STAFFED = re.compile(
    r"(?:团队|车间|产线|生产线|工序|班组|岗位|人手|小公司|公司|企业|厂里|作坊)[^，。；\d]{0,10}(?:要|需|需要|只要|只需|只有|仅有|仅剩|才|从|由|靠|用|配)(?:了|约|近)?$"
)
_PACTS = re.compile(r"(?:签订|签署|签下|达成)[\u4e00-\u9fff]{0,8}协议书?(?:共|约)?$")  # 签订投资协议3个
_TAKEN_ON = re.compile(r"(?:吸纳|带动|安置|解决|接纳)(?:下岗|待业|失业|当地|周边|本地|返乡|农民)*$")  # 吸纳员工8000人
_NOT_YET = re.compile(r"(?:尚?未|待)(?:签约|开工|动工|投产|竣工|落地|建成|入库)$")  # 在建19个，未开工5个: nothing that was reached
# What no table knows is counted as what its last word is: 德国进口静压造型线 are lines, 智能制造试点示范企业 firms.
_BY_LAST_WORD = {
    "条": (re.compile(r"[\u4e00-\u9fffA-Z](?<![航管专班热支干路界底主交])线(?=$|满|正|已|均|全|都|投|开足|同时|高速)"), "production_line_count"),
    "家": (re.compile(r"[\u4e00-\u9fff]企业$"), "enterprise_count"),
    "户": (re.compile(r"[\u4e00-\u9fff]企业$"), "enterprise_count"),
    "个": (
        re.compile(r"(?:服务|技术|研发|创新|科研|检测|转化)平台$|(?:研发|技术|创新|科研|检测|检验|质检|工程)(?:研究)?中心$|实验室$"),
        "research_platform_count",
    ),
    "套": (re.compile(r"装置$"), "equipment_count"),
    "座": (re.compile(r"[\u4e00-\u9fff]炉$"), "equipment_count"),
    "名": (re.compile(r"(?:工程师|技师|技术员|操作工|人员)$"), "employees"),
}
# 售出机器人1260台: what was sold or made is no equipment of the seller's.
_SOLD = re.compile(r"(?P<verb>(?:[售卖]出|销售|交付|出货|下线|产出|出口|订单|发货|签订)的?)[^，。；、\d]{0,10}$")
_TEAM = re.compile(r"的[\u4e00-\u9fff]{0,6}(?:队伍|团队)")  # 组织了500多人的施工队伍
BECAME = re.compile(r"(?:企业)?(?:成长为|成为|获评|被?认定为|晋升为|升级为|入选)(?:了)?")  # 其中13家成长为高新技术企业
_GIVEN_WORK = re.compile(r"(?:安置|吸纳|带动|解决|招用|接纳|转移)[^，。；\d]{0,8}$")  # 安置农民工130余人
_ONLY = re.compile(r"(?:现在|如今|目前|只|仅|也|却|而)*(?:要|需|需要|用|有|配|剩)(?:了|约)?$")
# 300多人在家门口就了业
_FOUND_WORK = re.compile(r"[^，。；\n]{0,8}?(?:就(?:了|近|地)?业|上岗|务工|打工|有活干|找到工作)")
_SITE = re.compile(r"施工|工地|现场|建设|浇筑|吊装|作业|抢工|赶工|塔吊|钢筋|脚手架|主体|桩基|铺设")
PIECES = frozenset("台 套 件 只 辆 部 吨 台套 台（套） 万件".split())
_MENDED = re.compile(r"维修|检测|检修|翻新|修理|检验|认证|回收")
# 规模以上装备制造企业118户: large, whatever they make.
_LARGE = re.compile(r"(?:规模以上|规上|(?<![大小等])规模)(?!工业企业)[\u4e00-\u9fff]{0,8}$")
_DONE_TO = re.compile(r"完成(?!的)|建成(?!的)|实现|进入|启动")  # 两个泵站完成|土建工程
_CLOSED = re.compile(r"[共完实累合已将均达占入等、加和与\d]")
_FILLER = re.compile(
    r"(?:(?:发展|壮大|扩大|扩展|跃升|攀升|上升|提升|提高|减少|下降|缩减|压缩|精简)(?:到|至|为)|(?:由|从)[^，。；、\d]{1,6}的|也|又|还|则|更|竟|便|就|或|已经|只|仅|才|却|多|能够?|可|有望|预计|力争|将要?|反倒|反而|倒|由|从|目前的?|去年的?|上年的?|年初的?|最初的?|原来的?|过去的?|数量|总数|总量|数|达到|达|为|约|共计|共|有|已有|已|近|超过?|突破|了|合计|总计|分别|将|各|”|企业|名额|人数|户数|件数|等|高达|多达|增加到|增至|增长到|累计|现有|目前|的|拥有|均|就|\s|保持在|稳定在|备案|认定|获批)*"
)


_AND_ANOTHER = re.compile(r"(?:签约|开工|动工|竣工|在建|续建)(?:[、和及或]|以及)(?:拟|即将|正在|将)?$")
_REACHED = ("签约", "开工", "动工", "开工建设", "在建", "续建", "投产", "试生产", "竣工", "建成", "完工", "入库", "前期工作", "前期", "前期手续", "复工")
_HAS = ("达", "达到", "有", "共", "超过", "各", "为", "的", "占", "建成", "完成", "已", "完工", "增至", "增加到")


class Tallies(Reached):
    """Finds what a count counts."""

    def _counted_as(self, quantity: Quantity, key: str) -> bool:
        """Machines are not counted in 个, companies not in 次."""
        return key not in _COUNTED_IN or quantity.unit_printed in _COUNTED_IN[key]

    def _service(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        unit = quantity.unit_printed
        pattern = _SERVED if unit in _VISITS else _HANDLED if unit in ("笔", "单") else _SETTLED if unit in _SETTLES else None
        if pattern is _SETTLED and self.projects and self.clauses[self.projects.clause].sentence == clause.sentence:
            pattern = None if _FORMALITIES.search(self.scene.text, clause.start, quantity.start) else pattern  # 在建24个，正在办理前期手续7个
        match = pattern.search(self.timeless, max(clause.start, quantity.start - 30), quantity.start) if pattern else None
        return ("service_count", match.span()) if match else None

    def _counted_left(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """就业岗位500余个: the counted noun right before the number."""
        at = quantity.start
        if self.scene.text[at - 1] in ")）":  # 新签约项目（3000万元以上工业项目、亿元以上其他项目）161个
            at = max(self.scene.text.rfind("(", clause.start, at), self.scene.text.rfind("（", clause.start, at), clause.start + 1)
        found = self._indicator_left(max(clause.start, at - 24), quantity.start, "count")
        if found and found[0] == "zone_count":
            if self._in_zone(found[1][0]):
                found = None
            elif (last := self._of_each_zone(found[1], quantity, clause)) is not None:
                return last.indicator, (quantity.start, quantity.start)
        if found and _FILLER.fullmatch(self.timeless, found[1][1], quantity.start):
            if self.scene.text[found[1][0] : found[1][1]] in ("员工", "工人", "职工") and _TAKEN_ON.search(
                self.scene.text, max(clause.start, found[1][0] - 8), found[1][0]
            ):
                return "jobs", found[1]
            return found
        if quantity.unit_printed in ("家", "户") and self.scene.text.endswith(("规模以上", "规上"), clause.start, at):
            return "large_enterprise_count", (at - 2, at)  # 企业达63家，其中规模以上41家
        if quantity.unit_printed in ("个", "家") and (zones := self._zones_left(quantity, clause)):
            return zones
        if quantity.unit_printed in ("个", "项", "份") and (pacts := _PACTS.search(self.timeless, max(clause.start, quantity.start - 20), quantity.start)):
            return "signed_project_count", pacts.span()
        if onward := self._onward(quantity, clause):
            return onward
        low = max(clause.start, quantity.start - 16)
        named = self.timeless.find("项目", low, quantity.start) >= 0 or self.timeless.find("工程", low, quantity.start) >= 0
        if named and (reached := _PROJECTS_THAT.search(self.timeless, low, quantity.start)):
            return reached_by(reached["word"]), reached.span("word")
        if quantity.unit_printed in ONE_BY_ONE and (worth := self._of_those_worth(quantity, clause)):
            return worth
        told = self.scene.text.endswith(_REACHED, clause.start, quantity.start)
        last = self.current
        if told and quantity.unit_printed in ("家", "户") and last and last.indicator == "enterprise_count" and self._same_sentence(last, clause):
            return last.indicator, last.noun  # 入驻企业86家，建成投产52家，在建24家
        last = self.projects if self.projects and told else last
        if last and self.clauses[last.clause].paragraph == clause.paragraph and last.quantity.kind == "count":
            left = self.scene.text[max(clause.start, quantity.start - 10) : quantity.start].rpartition("、")[2]
            kinds = [key for _at, key in sorted((match.start(), key) for key, pattern in PROJECT_KINDS for match in pattern.finditer(left))]
            if last.indicator.endswith("project_count") and (_NOT_YET.search(left) or left.endswith("类")):
                return "project_count", (quantity.start, quantity.start)
            if last.indicator.endswith("project_count") and (kinds or left.endswith(("前期", "前期工作", "前期手续", "手续"))):
                return (kinds[-1] if kinds else "project_count"), (quantity.start, quantity.start)
            alike = last.quantity.unit_printed == quantity.unit_printed or last.quantity.unit_printed in ("家", "户", "名", "人")
            if alike and left.endswith(_HAS) and last.noun[0] >= 0:
                return last.indicator, last.noun
        return self._in_kind_list(quantity, clause)

    def _of_those_worth(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """签约项目中，10亿元以上的有|3个; 总投资5亿元以上的有|9个: of the projects that the clause or the sentence before counts."""
        if among := _AMONG.search(self.timeless, max(0, clause.start - 12), clause.start):
            return reached_by(among["word"]), (quantity.start, quantity.start)
        if self.projects is None or self.clauses[self.projects.clause].paragraph != clause.paragraph:
            return None
        worth = _WORTH.search(self.timeless, max(clause.start, quantity.start - 12), quantity.start)
        return (self.projects.indicator, self.projects.noun) if worth else None

    def _of_each_zone(self, noun: tuple[int, int], quantity: Quantity, clause: Clause) -> Frame | None:
        """新签约项目61个，其中高新区|32个、经开区21个: projects of the one zone, no zones; 国家级高新区2个 are zones."""
        text, last = self.scene.text, self.current
        if noun[1] != quantity.start or last is None or last.indicator == "zone_count" or last.quantity.kind != "count" or last.measure != "level":
            return None
        same = self.clauses[last.clause].sentence == clause.sentence and last.quantity.unit_printed == quantity.unit_printed
        return last if same and text[noun[0] - 1] in _ITEM_BEGINS else None

    def _same_sentence(self, last: Frame, clause: Clause) -> bool:
        return self.clauses[last.clause].sentence == clause.sentence

    def _zones_left(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """我国共有综合保税区150个: a kind of zone before its number, when it is the name of none."""
        index = bisect_left(self.token_starts, quantity.start) - 1
        while index >= 0 and self.scene.tokens[index].start >= max(clause.start, quantity.start - 12):
            token = self.scene.tokens[index]
            index -= 1
            if "zonehead" in token.entry.rows and token.end <= quantity.start:
                if (last := self._of_each_zone((token.start, token.end), quantity, clause)) is not None:
                    return last.indicator, (quantity.start, quantity.start)
                bare = _FILLER.fullmatch(self.timeless, token.end, quantity.start) and not self._in_zone(token.start)
                return ("zone_count", (token.start, token.end)) if bare else None
        return None

    def _of_the_staff(self, clause: Clause) -> bool:
        """从业人员4.3万人，其中博士260人: part of those just counted."""
        last = next((frame for unit in ("人", "名") if (frame := self.by_unit.get(unit)) and frame.indicator == "employees"), None)
        return last is not None and self.clauses[last.clause].sentence == clause.sentence

    def _in_zone(self, at: int) -> bool:
        index = bisect_left(self.entity_starts, at + 1) - 1
        return index >= 0 and self.entities[index].kind == "zone" and self.entities[index].end > at

    def _is_phase_count(self, quantity: Quantity) -> bool:
        before = self.scene.text[max(0, quantity.start - 4) : quantity.start]
        return (
            before.endswith(("分", "共", "为", "成", "计"))
            or (self.scene.text[quantity.start] in "两" and not _BOTH_PHASES.match(self.scene.text, quantity.end))
            or (self.scene.text[quantity.start].isdigit() and "分" in before)
        )

    def _right_noun(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """300余名工人, 4个固废利用项目: the last counted noun before the phrase ends."""
        match = PHRASE.match(self.scene.text, quantity.end, quantity.end + 24)
        if not match or not match[0]:
            return None
        end = match.end()
        index = bisect_left(self.token_starts, quantity.end)
        best: tuple[str, tuple[int, int]] | None = None
        for token in self.scene.tokens[index : index + 8]:
            if (
                token.end > end
                or (not best and _DONE_TO.search(self.scene.text, quantity.end, token.start))
                or (best and _CLOSED.search(self.scene.text, best[1][1], token.start))
            ):
                break
            entry = token.entry
            if "stops" in entry.rows and not entry.indicators:
                break
            key = next((key for key, kind in entry.indicators if kind == "count"), None)
            if best and "zonehead" in entry.rows and self._in_zone(token.start):
                break  # 27个项目|签约落户某某高新区
            if key is None and "zonehead" in entry.rows and quantity.unit_printed in ("个", "家", "大"):
                key = "zone_count" if token.entry.word != "片区" else "other"  # 7个综合保税区; 分为3个片区
            if key and best and best[0] == "zone_count" and key.endswith("enterprise_count"):
                continue  # 12个产业集聚区规模以上工业企业
            if key and (best is None or self._counted_as(quantity, key)):
                best = key, (token.start, token.end)
        return best

    def _counted_noun(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """What a count counts: the noun after it, else the one before it, else whoever works there."""
        if become := BECAME.match(self.scene.text, quantity.end):
            index = bisect_left(self.token_starts, become.end())
            for token in self.scene.tokens[index : index + 2]:
                if token.start - become.end() <= 4 and (key := next((key for key, kind in token.entry.indicators if kind == "count"), "")):
                    return key, (token.start, token.end)
        found = self._right_noun(quantity, clause) or self._after_its_like(quantity) or self._counted_left(quantity, clause)
        if found and not self._counted_as(quantity, found[0]):
            found = self._counted_otherwise(quantity, clause, *found)
        people = quantity.unit_printed in ("人", "名", "个人")
        if found is None:
            unit = self.scene.lexicon.units.get(quantity.unit_printed)
            found = (self._at_work(quantity, clause) if people else None) or self._by_last_word(quantity, clause)
            return found or (self._sold(quantity, clause) if unit and unit.indicator == "equipment_count" else None)
        key, span = found
        if key == "equipment_count" and (sold := self._sold(quantity, clause)):
            return sold
        if people and key == "other" and self._of_the_staff(clause):
            return "employees", span
        if quantity.value_printed == "一" and key not in _NAMED_BY_UNIT:
            return None
        if key == "workers_on_site" and self.scene.text[span[0] : span[1]] in ("工人", "管理人员") and not self._on_site(clause):
            return "employees", span
        if key == "enterprise_count" and _LARGE.search(self.scene.text, max(clause.start, span[0] - 12), span[0]):
            return "large_enterprise_count", span
        if key in PROJECT_COUNTS[1:] and _AND_ANOTHER.search(self.scene.text, max(clause.start, span[0] - 6), span[0]):
            return "project_count", span  # 签约、开工、|投产项目共134个
        if key == "project_count" and span[0] < span[1]:
            return self._kind_of_projects(quantity, clause, span), span
        return found

    def _sold(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """出口笔记本电脑112万台: what was sold or made is no equipment of the seller's."""
        sold = _SOLD.search(self.timeless, max(clause.start, quantity.start - 16), quantity.start)
        return ("output_volume", sold.span("verb")) if sold else None

    def _by_last_word(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """A noun that no table knows, right after the number or right before it."""
        if (row := _BY_LAST_WORD.get(quantity.unit_printed)) is None or quantity.value_printed == "一":
            return None
        pattern, key = row
        text, low = self.timeless, max(clause.start, quantity.start - 16)
        after = PHRASE.match(text, quantity.end, quantity.end + 16)
        if after and (named := pattern.search(text, quantity.end, after.end())):
            return key, named.span()
        named = pattern.search(text, low, quantity.start)
        return (key, named.span()) if named else None

    def _after_its_like(self, quantity: Quantity) -> tuple[str, tuple[int, int]] | None:
        if quantity.unit_printed in ONE_BY_ONE and (priced := _PRICED_PROJECTS.match(self.scene.text, quantity.end, quantity.end + 40)):
            return "project_count", priced.span("noun")
        if quantity.unit_printed not in _TELLING_UNITS:
            return None
        like = _LIKE.match(self.scene.text, quantity.end, quantity.end + 20)
        if like is None:
            return None
        index = bisect_left(self.token_starts, like.end())
        for token in self.scene.tokens[index : index + 4]:
            if token.start > like.end() + 10 or _CLOSED.search(self.scene.text, like.end(), token.start):
                break
            for key, _kind in token.entry.indicators:
                if key in _NAMED_BY_UNIT and self._counted_as(quantity, key):
                    return key, (token.start, token.end)
        return None

    def _counted_otherwise(self, quantity: Quantity, clause: Clause, key: str, span: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
        """产品1.8万台: so many pieces are no kinds of product but what was made, or mended; 一座研发中心 is a building."""
        if key == "research_platform_count" and quantity.unit_printed in _TELLING_UNITS:
            return "building_count", span
        if key != "product_count" or quantity.unit_printed not in PIECES:
            return None
        return ("service_count" if _MENDED.search(self.scene.text, clause.start, span[0]) else "output_volume"), span

    def _at_work(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """People without a noun: those of a workshop or a team, or those who found work."""
        text, low = self.scene.text, max(clause.start, quantity.start - 24)
        if team := _TEAM.match(text, quantity.end):
            return ("workers_on_site" if "施工" in team[0] or "建设" in team[0] else "employees"), team.span()
        if found := _FOUND_WORK.match(text, quantity.end):
            return "jobs", found.span()
        if quantity.unit_printed == "个人" and text[quantity.start - 2 : quantity.start] in ("只有", "仅有", "才有", "就有"):
            return "employees", (quantity.start, quantity.start)
        if _GIVEN_WORK.search(self.timeless, low, quantity.start):
            return "jobs", (quantity.start, quantity.start)
        if _STAFFED.search(self.timeless, low, quantity.start):
            return "employees", (quantity.start, quantity.start)
        last = self.by_unit.get(quantity.unit_printed)
        if last and last.indicator == "employees" and self.clauses[last.clause].sentence == clause.sentence and _ONLY.search(text, low, quantity.start):
            return "employees", (quantity.start, quantity.start)
        return None

    def _on_site(self, clause: Clause) -> bool:
        """300余名工人正在施工: those who build, not those of the works."""
        return bool(_SITE.search(self.scene.text, clause.start - 60, clause.end + 40))
