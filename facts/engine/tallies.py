"""Things counted in 个, 家 and 条: which noun a count belongs to, and what the projects counted have reached (新签约亿元以上项目36个)."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.clauses import Clause
from facts.engine.nouns import Nouns
from facts.engine.types import Quantity

_COUNTED_IN = {
    "equipment_count": frozenset("台 套 台套 台（套） 台(套) 辆 架 部 组 座".split()),
    "building_count": frozenset("栋 座 幢 个 处 间 层".split()),
    "employees": frozenset("人 名 位 个 户".split()),
    "jobs": frozenset("人 名 位 个".split()),
    "zone_count": frozenset("个 家 处 座".split()),
    "production_line_count": frozenset("条 个".split()),
    **dict.fromkeys(("enterprise_count", "large_enterprise_count", "high_tech_enterprise_count"), frozenset("家 个 户 名".split())),
}
# 走访企业214次, 协调解决用能问题87件: what was done for somebody is counted, whatever noun stands beside it.
_VISITS = frozenset("次 人次 家次 户次 件次 场次 企次".split())
_SERVED = re.compile(r"(?:走访|服务|上门|代办|帮办|协调|解决|办理|受理|咨询|问诊|会诊)[^，。；\n]{0,14}$")
_SETTLED = re.compile(
    r"(?:协调|解决|化解|破解|受理|办理|办结|代办|帮办|领办)(?:了|各类|企业|群众|各种|涉企)*[^，。；\n项]{0,14}(?:问题|难题|诉求|困难|事项|业务|手续)(?:约|近|共)?$"
)
_BOTH_PHASES = re.compile(r"全部|都|均|合计|项目|工程|总")
_ONWARD = re.compile(r"(?:已)?(?P<word>签约|开工|动工|投产|竣工|投运|入库|在建)(?:建设|投产)?(?=[，。、；！\n]|$)")
_WORD_BEFORE = re.compile(r"[\u4e00-\u9fff]{2}$")
_KIND_LIST = re.compile(r"(?:分|从|按)[^，。；\n]{1,8}看|其中|包括|分别是|按[^，。；\n]{1,6}分")
PHRASE = re.compile(r"[\u4e00-\u9fffA-Za-z“”0-9]*")
_CLOSED = re.compile(r"[共完实累合已将均达占入等、加和]")
_FILLER = re.compile(
    r"(?:却|由|从|目前的?|去年的?|上年的?|年初的?|最初的?|原来的?|过去的?|数量|总数|总量|数|达到|达|为|约|共计|共|有|已有|已|近|超过?|突破|了|合计|总计|分别|将|各|”|企业|名额|人数|户数|件数|等|高达|多达|增加到|增至|增长到|累计|现有|目前|的|拥有|均|就|\s|保持在|稳定在)*"
)
_PROJECT_KINDS = (
    ("signed_project_count", re.compile(r"签约|签订|引进|签下|新签(?!发)")),
    ("started_project_count", re.compile(r"(?<![未拟])(?:开工|开复工)(?!率)|动工|奠基|启动")),
    ("ongoing_project_count", re.compile(r"在建|续建|正在建设")),
    ("commissioned_project_count", re.compile(r"投产(?!率)|竣工|建成|投运|完工|投用")),
    ("project_count", re.compile(r"新建|实施|储备|谋划|铺排|安排|铺开|排出")),
    ("registered_project_count", re.compile(r"入库|纳统|入统|备案")),
)


class Tallies(Nouns):
    """Finds what a count counts."""

    def _kind_of_projects(self, quantity: Quantity, clause: Clause, span: tuple[int, int]) -> str:
        """新签约亿元以上项目36个, 9个项目同日动工: what the projects counted have reached."""
        text = self.scene.text
        if span[0] >= quantity.end:
            words = [text[quantity.end : span[0]], text[max(clause.start, quantity.start - 8) : quantity.start], text[span[1] : min(clause.end, span[1] + 10)]]
        else:
            back = 60 if text[span[0] - 1] == "等" else 16  # 新开工甲、乙、丙等项目26个
            words = [text[max(clause.start, span[0] - back) : span[0]], text[span[1] : quantity.start]]
        for part in words:
            found = [(match.start(), key) for key, pattern in _PROJECT_KINDS for match in pattern.finditer(part)]
            if found:
                return max(found)[1]
        paragraphs = 1 if span[0] < quantity.start else 0  # 制造业项目29个 goes on with a list, 4个固废利用项目 begins anew
        if self.projects and self.clauses[self.projects.clause].paragraph >= clause.paragraph - paragraphs:
            return self.projects.indicator
        return "project_count"

    def _counted_as(self, quantity: Quantity, key: str) -> bool:
        """Machines are not counted in 个, companies not in 次."""
        return key not in _COUNTED_IN or quantity.unit_printed in _COUNTED_IN[key]

    def _service(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        pattern = _SERVED if quantity.unit_printed in _VISITS else _SETTLED if quantity.unit_printed in ("件", "项", "个", "宗") else None
        match = pattern.search(self.timeless, max(clause.start, quantity.start - 30), quantity.start) if pattern else None
        return ("service_count", match.span()) if match else None

    def _counted_left(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """就业岗位500余个: the counted noun right before the number."""
        found = self._indicator_left(max(clause.start, quantity.start - 24), quantity.start, "count", ())
        if found and found[0] == "zone_count" and self._in_zone(found[1][0]):
            found = None
        if found and _FILLER.fullmatch(self.timeless, found[1][1], quantity.start):
            return found
        if onward := self._onward(quantity, clause):
            return onward
        last = (
            self.projects
            if self.projects
            and re.search(
                r"(?:签约|开工|动工|在建|续建|投产|竣工|建成|完工|入库|前期工作|前期)$", self.scene.text[max(clause.start, quantity.start - 6) : quantity.start]
            )
            else self.current
        )
        if last and self.clauses[last.clause].paragraph == clause.paragraph and last.quantity.kind == "count":
            left = self.scene.text[max(clause.start, quantity.start - 10) : quantity.start].rpartition("、")[2]
            kinds = [key for _at, key in sorted((match.start(), key) for key, pattern in _PROJECT_KINDS for match in pattern.finditer(left))]
            if last.indicator.endswith("project_count") and (kinds or left.endswith(("前期", "前期工作"))):
                return (kinds[-1] if kinds else "project_count"), (quantity.start, quantity.start)
            alike = last.quantity.unit_printed == quantity.unit_printed or last.quantity.unit_printed in ("家", "户", "名", "人")
            if alike and re.search(r"(?:达到?|有|共|超过|各|分别为|为|的|占|建成|完成|已|完工|增至|增加到)$", left):
                return last.indicator, last.noun
        return self._in_kind_list(quantity, clause)

    def _onward(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """86个项目中已有71个开工: the word after the number says what they have reached."""
        last = self.projects
        match = _ONWARD.match(self.scene.text, quantity.end) if last and quantity.unit_printed in ("个", "项") else None
        if match is None or last is None or self.clauses[last.clause].sentence != clause.sentence:
            return None
        return next(key for key, pattern in _PROJECT_KINDS if pattern.match(match["word"])), (quantity.end, match.end("word"))

    def _in_kind_list(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """分类别看，高端装备制造22个、绿色食品14个: parts of the projects spoken of."""
        last, text = self.projects, self.scene.text
        if last is None or quantity.unit_printed not in ("个", "项") or self.clauses[last.clause].paragraph != clause.paragraph:
            return None
        if text[quantity.end : quantity.end + 1] not in "，。、；和" or self._indicator_left(
            max(clause.start, quantity.start - 12), quantity.start, "count", ()
        ):
            return None
        back = max(0, quantity.start - 160)
        sentence = max(text.rfind("。", back, quantity.start), text.rfind("\n", back, quantity.start), back)
        named = _WORD_BEFORE.search(text, max(clause.start, quantity.start - 2), quantity.start)
        return (last.indicator, (quantity.start, quantity.start)) if named and _KIND_LIST.search(text, sentence, quantity.start) else None

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
            bool(re.search(r"(?:分|共|为|成|计)$", before))
            or (self.scene.text[quantity.start] in "两" and not _BOTH_PHASES.match(self.scene.text, quantity.end))
            or (self.scene.text[quantity.start].isdigit() and "分" in before)
        )

    def _right_noun(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """300余名工人, 4个固废利用项目: the last counted noun before the phrase ends."""
        match = PHRASE.match(self.scene.text, quantity.end, min(len(self.scene.text), quantity.end + 24))
        if not match or not match[0]:
            return None
        end = match.end()
        index = bisect_left(self.token_starts, quantity.end)
        best: tuple[str, tuple[int, int]] | None = None
        for token in self.scene.tokens[index : index + 8]:
            if token.end > end or (best and _CLOSED.search(self.scene.text, best[1][1], token.start)):
                break
            entry = token.entry
            if "stops" in entry.rows and not entry.indicators:
                break
            key = next((key for key, kind in entry.indicators if kind == "count"), None)
            if key and (best is None or self._counted_as(quantity, key)):
                best = key, (token.start, token.end)
        return best
