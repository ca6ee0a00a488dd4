"""What the projects that are counted have reached (新签约亿元以上项目36个, 其中已开工12个)."""

import re

from facts.engine.measures.clauses import Clause
from facts.engine.measures.nouns import Nouns
from facts.engine.types import Quantity

PROJECT_COUNTS = tuple(f"{reached}project_count" for reached in ("", "signed_", "started_", "ongoing_", "commissioned_", "registered_"))
ONE_BY_ONE = frozenset(("个", "项", "只"))  # as projects are counted
_ONWARD = re.compile(
    r"(?:已|均|全部|陆续|相继|先后)*(?P<word>签约|开工|动工|投产|竣工|建成|投运|投用|入库|在建|正在建设)"
    r"(?:建设|投产|投用|运营|运行|达产|达效|见效|使用)*(?=[，。、；！\n]|$)"
)
_THEM = ("", "签约", "重点", "重大", "入园", "新", "引进的", "签约的")  # 10个重点项目 said again
_SAID_AGAIN = re.compile(r"(?:的)?(?:之?中|里|均|全部|都|涵盖|涉及|包括|分别)")
_WORD_BEFORE = re.compile(r"[\u4e00-\u9fff]{2}$")
_AMONG = re.compile(r"(?P<all>[^，。；\n\d]{0,16}项目)(?:中|里)，[\u4e00-\u9fff]{2,10}(?:类|产业|业)$")  # 新签约项目中，战略性新兴产业43个
_OF_THOSE_THAT = re.compile(r"(?:在|，|。|\n)(?P<all>[^，。；\n\d]{0,10}项目)(?:中|里|当中)，[^。；\n]{0,40}$")
_KIND_LIST = re.compile(r"(?:分|从|按)[^，。；\n]{1,8}看|其中|包括|分别是|按[^，。；\n]{1,6}分|项目(?:中|里)，")
# 59个重点项目|已开复工55个: the verb is of the next number.
_OWN_VERB = re.compile(r"(?:中|目前|已|有)?(?:已|有)?[\u4e00-\u9fff]{0,5}(?=\d)")
PROJECT_KINDS = (
    ("signed_project_count", re.compile(r"签约|签订|签下|新签(?!发)")),
    ("started_project_count", re.compile(r"(?<![未拟])(?<!没有)(?:开工|开复工|开[（(、]复[）)]?工)(?!率)|动工|奠基|启动")),
    ("ongoing_project_count", re.compile(r"在建|续建|正在?(?:加快|加紧|抓紧|紧张|有序|火热|全力)*(?:地)?(?:建设|施工)|加紧(?:建设|施工)")),
    ("commissioned_project_count", re.compile(r"投产(?!率)|(?<!开)竣工|建成|投运|完工|投用")),
    ("project_count", re.compile(r"引进|招引|前期(?!工作)|推进|策划|在谈|跟踪|新建|实施|储备|谋划|铺排|安排|铺开|排出")),
    ("registered_project_count", re.compile(r"入库|纳统|入统|备案")),
)
_OR = re.compile(r"[、和及或](?:拟|即将|正在|将)?")


def reached_by(words: str) -> str:
    """新签约亿元以上 -> signed_project_count: what the last word for a stage says of the projects; empty where there is none."""
    found = sorted((match.start(), match.end(), key) for key, pattern in PROJECT_KINDS for match in pattern.finditer(words))
    if len(found) > 1 and found[-1][2] == "project_count" and found[-2][1] == found[-1][0]:
        found.pop()  # 签约|引进: drawn in by signing
    if len(found) > 1 and found[-1][2] != found[-2][2] and _OR.fullmatch(words, found[-2][1], found[-1][0]):
        return "project_count"  # 签约、开工、投产项目共134个
    return found[-1][2] if found else "project_count" if "落户" in words or "入驻" in words else ""


class Reached(Nouns):
    """Tells the kinds of projects apart."""

    def _kind_of_projects(self, quantity: Quantity, clause: Clause, span: tuple[int, int]) -> str:
        """新签约亿元以上项目36个, 9个项目同日动工: what the projects counted have reached."""
        text = self.scene.text
        if span[0] >= quantity.end:
            before = text[max(clause.start, quantity.start - 8) : quantity.start]
            words = [
                text[quantity.end : span[0]],
                before.rpartition("、")[2],  # 12个项目开工、|9个项目竣工
                _OWN_VERB.split(text[span[1] : min(clause.end, span[1] + 10)])[0],
                before,
            ]
        else:
            back = 60 if text[span[0] - 1] == "等" else 16  # 新开工甲、乙、丙等项目26个
            words = [text[max(clause.start, span[0] - back) : span[0]], text[span[1] : quantity.start]]
        if text.startswith(("分为", "分成", "划分为", "按"), span[1]):
            return "project_count"  # 214个重点项目分为投产、续建、新建、前期四类
        for part in (text[max(clause.start, span[0] - 2) : span[1]], *words):
            if found := reached_by(part):
                return found
        low = max(0, span[0] - 60)
        among = _OF_THOSE_THAT.search(text, low, span[0]) if text.find("，", low, span[0]) >= 0 and text.find("项目", low, span[0]) >= 0 else None
        if among and (found := reached_by(among["all"])):
            return found  # 在新签约项目中，电子信息、新材料项目分别为58个、41个
        if (again := self.tallied.get(quantity.value)) and quantity.value > 2 and span[0] >= quantity.end and _SAID_AGAIN.match(text, span[1]):
            return again  # 共签约23个项目。…23个项目中，投资额10亿元以上的6个
        begins = span[0] > quantity.start and text[quantity.start - 1] in "。\n　" and text[quantity.end : span[0]] not in _THEM
        paragraphs = 1 if span[0] < quantity.start else 0  # 制造业项目29个 goes on with a list, 4个固废利用项目 begins anew
        if not begins and self.projects and self.clauses[self.projects.clause].paragraph >= clause.paragraph - paragraphs:
            return self.projects.indicator
        return "project_count"

    def _onward(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """86个项目中已有71个开工: the word after the number says what they have reached."""
        last = self.projects
        match = _ONWARD.match(self.scene.text, quantity.end) if last and quantity.unit_printed in ONE_BY_ONE else None
        if match is None or last is None or self.clauses[last.clause].sentence != clause.sentence:
            return None
        return next(key for key, pattern in PROJECT_KINDS if pattern.match(match["word"])), (quantity.end, match.end("word"))

    def _in_kind_list(self, quantity: Quantity, clause: Clause) -> tuple[str, tuple[int, int]] | None:
        """分类别看，高端装备制造22个、绿色食品14个: parts of the projects spoken of."""
        last, text = self.projects, self.scene.text
        if quantity.unit_printed not in ONE_BY_ONE:
            return None
        if last is None or self.clauses[last.clause].paragraph != clause.paragraph:
            among = _AMONG.search(text, max(0, clause.start - 24), quantity.start)
            return (reached_by(among["all"]) or "project_count", (quantity.start, quantity.start)) if among else None
        if text[quantity.end : quantity.end + 1] not in "，。、；和" or self._indicator_left(max(clause.start, quantity.start - 12), quantity.start, "count"):
            return None
        back = max(0, quantity.start - 160)
        sentence = max(text.rfind("。", back, quantity.start), text.rfind("\n", back, quantity.start), back)
        named = _WORD_BEFORE.search(text, max(clause.start, quantity.start - 2), quantity.start)
        return (last.indicator, (quantity.start, quantity.start)) if named and _KIND_LIST.search(text, sentence, quantity.start) else None
