"""What is intended and not yet so: 计划, 力争, 建成后 and how far they reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from facts.engine.measures.clauses import Clause, Frame
from facts.engine.mentions.scene import Scene
from facts.engine.types import PeriodMention, Token
from facts.engine.words.automaton import build_finder

# 将审批环节由16个压减为5个 takes hold of something, it intends nothing.
_DISPOSES = re.compile(
    r"[^，。；]{1,26}?(?:由|从|压减|压缩|缩短|作为|列为|纳入|分散|划转|搬|送进|打造成|发往|运往|运抵|送往|送到|运到|下放|整合|转化为|融入|变|视为|降低|降至)"
)
# 围绕全年增长12%、投资150亿元的目标; 三年内，企业达到60家; 设计年吞吐30万吨
_AIMS = (
    ("围绕", re.compile(r"围绕(?=[^。\n]{2,60}目标)")),
    ("年内", re.compile(r"(?<![近去过前])[一二两三四五六七八九十\d]{1,2}年内")),
    ("年之内", re.compile(r"(?<![近去过前])[一二两三四五六七八九十\d]{1,2}年之内")),
    ("今明两年", re.compile(r"今明两年")),
    ("明后两年", re.compile(r"明后两年")),
    ("未来", re.compile(r"未来[一二三四五六七八九十几\d]{1,2}年")),
    ("今后", re.compile(r"今后[一二三四五六七八九十几\d]{1,2}年")),
    ("会议", re.compile(r"会议(?:明确|要求|强调|提出|部署)，(?=(?:今年|全年|下半年|明年|年内)[^，。；\n]{2,24}(?:不低于|不少于|达到|增长|突破|以上))")),
    ("设计年", re.compile(r"设计年(?=[\u4e00-\u9fff\d])")),
    ("设计日", re.compile(r"设计日(?=[\u4e00-\u9fff\d])")),
)
_REACHES = re.compile(r"[\d到成约近超逾一二两三四五六七八九十百千万产年]")
# 争取到位资金505万元, 争取上级资金2亿元, 争取能耗指标46万吨标准煤
_OBTAINED = re.compile(
    r"(?:到(?!20|明|今|年)|落实|上级|国家|中央|省|各类|项目资金|资金|专项|[^，。；\d]{0,8}?(?:指标|资金|债券?|补助|补贴|贷款|授信|政策|支持|额度|名额|红利))"
)
# 下半年要再开工40个
_WISHES = re.compile(
    r"要(?<![需重主必只不想就首纲摘概扼次]要)(?:再|新|还|力争|确保|努力|争取|加快|全面|继续)*(?:投\d|投资|推动|把[^，。；]{2,16}作为|开工|建成|建设|投产|完成|实现|达到?|突破|新增|新建|引进|招引|签约|培育|提高|提升|招(?!商)|上(?!了|的|线)|拿|添)(?!的|，|。)"
)
_STRAIGHT = re.compile(r"[^，。；：\n]{0,8}")
_AGENDA = re.compile(
    r"(?:(?:做好|抓好|办好|抓实|干好|突出|实施|推进|聚焦|盯住|盯紧|打好|围绕)[^，。；]{0,8}[两三四五六七八九十]{1,2}(?:件(?:实?事|大事)|个方面|方面|项(?:重点)?(?:工作|任务|行动|工程))|时间表|路线图|作战图|目标定在)[^，。；\d]{0,6}[：:。]?$"
)
FIND_AGENDA = build_finder("件事 件实事 件大事 方面 项工作 项任务 项行动 项工程 项重点 时间表 路线图 作战图 目标定在".split())  # a word of each
_ESTIMATE = re.compile(r"预计(?:可|将)?[^，。；\d]{0,10}?(?:同比|年均)?(?:增长|下降|增速|为|达到?|实现|完成)")
_SPANS = ("months", "part-of-year", "year", "years")
_CAME_TRUE = re.compile(r"[^，。；]{0,12}(?:了|已|又|累计|目前|(?<!实)(?<!兑)现)")
_STILL_BUILT = re.compile(r"(?:目前|现在|眼下)[^，。；]{0,8}(?:施工|建设|主体|桩基|基础|土建|厂房|地基|进度|工程|设备|封顶|手续|开工)")
AGENDA_MARKS = ("：", ":", "。")  # what an agenda is announced before
AGENDA_LINE = re.compile(r"(?:下半年|下一步|下阶段|明年|新的一年|今年|接下来|[二三四]季度)[，,]?[^，。]{0,6}(?:怎么|这么|如何)[干做办抓]")
_AHEAD = re.compile(r"下半年|下一步|接下来|下步|明年|新的一年|时间表|路线图|作战图|目标定在|今后")
_PLAN_NOUNS = frozenset(("计划", "规划", "目标", "预算", "预期", "设计", "计划总"))
_LISTED_IN = re.compile(r"(?:列入|纳入|编入|排入|进入)[^，。；]{0,6}(?:全年|年度|市|省|县|区)?")


class Intentions:
    """Marks the words of intention of a text, and answers where they reach."""

    scene: Scene
    frames: list[Frame]
    published: str
    today: str
    planned: list[tuple[int, str]]
    period_starts: list[int]

    def _mark_planned(self, tokens: list[Token]) -> None:
        """Where words of intention stand; those that only name a plan (年度计划, 规划局) do not count."""
        text = self.scene.text
        spans = sorted(frame.reference_span for frame in self.frames if frame.reference_span[0] >= 0)
        for token in tokens:
            word = text[token.start : token.end]
            index = bisect_left(spans, (token.start + 1, 0)) - 1
            if index >= 0 and spans[index][0] <= token.start < spans[index][1]:
                continue
            before, after = text[max(0, token.start - 3) : token.start], text[token.end : token.end + 4]
            if word in _PLAN_NOUNS and not _intends(word, before, after):
                continue
            if word.endswith("计划") and text.startswith("的", token.end) and _LISTED_IN.search(text, max(0, token.start - 8), token.start + 2):
                continue  # 列入全年计划的54个项目
            if word in ("即将", "就要", "将要") and text.startswith(("过去", "结束", "到来", "走完", "收官", "告别"), token.end):
                continue  # 上半年即将过去，…完成投资13.6亿元
            if word in ("争取", "争取到") and _OBTAINED.match(text, token.start + 2):
                continue
            if word.startswith(("计划", "拟")) and text.startswith("项目", token.end) and before.endswith(("个", "项")):
                continue  # 10个计划投产项目
            if word == "可达" and not _REACHES.match(after):
                continue  # 瑞可达公司
            if word == "将" and _DISPOSES.match(text, token.end):
                continue
            if word.endswith(("后", "时")) and self._past_before(token.start):
                continue
            self.planned.append((token.start, word))
        aims = [at for word, pattern in _AIMS for at in _places(text, word, pattern)]
        if aims := [*aims, *(match.start() for match in _WISHES.finditer(text))]:
            self.planned = sorted([*self.planned, *((at, "目标") for at in aims)])

    def _is_future(self, mention: PeriodMention) -> bool:
        return mention.period is not None and (mention.period.start or "") > self.today

    def _estimates(self, clause: Clause, mention: PeriodMention | None) -> bool:
        """上半年，开发区生产总值预计增长8%，工业总产值完成486亿元: of a time that is over one figure is estimated, those after it are known."""
        over = mention is not None and mention.rule in _SPANS and self._has_ended(mention)
        return over and _ESTIMATE.search(self.scene.text, clause.start, clause.end) is not None

    def _has_ended(self, mention: PeriodMention) -> bool:
        return bool(self.published and mention.period and mention.period.end and mention.period.end < self.published[:10])

    def _is_long_ago(self, mention: PeriodMention) -> bool:
        """2013年 in a report of 2023: where the tale begins, not what is reported on."""
        end = mention.period and mention.period.end
        return bool(end and self.published[:4].isdecimal() and int(end[:4]) + 1 < int(self.published[:4]))

    def _past_before(self, at: int) -> bool:
        """去年8月满产后: after something that has happened nothing is intended."""
        periods = self.scene.periods
        index = bisect_left(self.period_starts, at) - 1
        if index < 0 or not self.published or at - periods[index].end > 8 or not _STRAIGHT.fullmatch(self.scene.text, periods[index].end, at):
            return False
        period = periods[index].period
        return bool(period and (period.end or period.start) and (period.end or period.start or "") <= self.today)

    def _opens_agenda(self, clause: Clause) -> bool:
        """将重点做好三件事：一是…: all that the paragraph goes on to tell is intended."""
        text = self.scene.text
        if not _AGENDA.search(text, clause.start, clause.end + 1):
            return False
        first = bisect_left(self.planned, (clause.start, ""))
        said = first < len(self.planned) and self.planned[first][0] < clause.end
        return said or bool(_AHEAD.search(text, clause.start - 12, clause.end))

    def _planned_between(self, start: int, end: int) -> str:
        """The last word of intention in text[start:end]."""
        index = bisect_left(self.planned, (end, "")) - 1
        return self.planned[index][1] if index >= 0 and self.planned[index][0] >= start else ""

    def _carries(self, clause: Clause) -> bool:
        """预计… governs the clauses after it; 规划面积 does not; 建成后 only until something has happened."""
        first = bisect_left(self.planned, (clause.start, ""))
        if first == len(self.planned) or self.planned[first][0] >= clause.end:
            return False
        words = [word for at, word in self.planned[first : bisect_left(self.planned, (clause.end, ""))]]
        if all(word in _PLAN_NOUNS - {"目标"} for word in words):
            return bool(re.search(r"计划(?!总?投资|引资|用地|完成投资)", self.scene.text[clause.start : clause.end]))
        if all(word.endswith(("后", "时")) for word in words):
            return not self._has_happened_since(clause)
        return True

    def _has_happened_since(self, clause: Clause) -> bool:
        """建成后入驻企业30家，目前已…: the clause that goes on tells what has come of it; that the works go on is no such thing."""
        text, at = self.scene.text, clause.end + 1
        return text.startswith("，", clause.end) and bool(_CAME_TRUE.match(text, at, at + 19)) and not _STILL_BUILT.match(text, at, at + 24)


def _places(text: str, word: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Where a pattern stands around a word that it cannot do without."""
    at = text.find(word)
    while at >= 0:
        if match := pattern.search(text, at - 2, at + 70):
            yield match.start()
        at = text.find(word, at + len(word))


def _intends(word: str, before: str, after: str) -> bool:
    """计划年底投产 intends, 年度计划的80% does not."""
    if word == "目标":
        return bool(re.match(r"(?:为|是|：|:|，|达|定|已|明确|如下)", after))
    if word == "规划":
        return not re.match(r"(?:局|部门|院|馆|展|的|和|师|图|编制|》|”)", after) and not before.endswith(("的", "、", "编制", "国土"))
    if word in ("计划", "预算", "预期"):
        if before.endswith(("原", "较", "比", "按", "年度", "投资", "三年", "施工", "序时", "作业", "生产", "行动")):
            return False
        return not re.match(r"(?:的|目标|任务|数|安排数|进度|》|”|，|。|\d)", after)
    return not re.match(r"(?:院|师|、|，|和|单位|公司|的)", after)
