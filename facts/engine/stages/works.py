"""Building work in whatever words: 正在进行2号厂房的钢结构吊装, 进入安装高峰, 基础施工已完成."""

from __future__ import annotations

import re
from bisect import bisect_left

from facts.engine.types import Entry, Token
from facts.engine.words.automaton import build_finder

# 正在进行规划设计: not begun
_BEFORE_WORK = re.compile(
    r"正在?(?:加快|抓紧|全力|积极|有序)*(?:进行|开展|推进|做|办理|编制|完善)[^，。；：！？\n“”]{0,8}?(?:规划设计|方案设计|初步设计|施工图设计|前期工作|前期手续|前期准备|可研|可行性研究|论证|环评|勘察|勘探|选址|报批|征地|施工许可|招投标|招标|摘牌)(?:工作|报告|编制|手续)?"
)
_HAND = (
    r"(?:施工|安装|吊装|浇筑|浇灌|砌筑|铺设|摊铺|敷设|铺装|装修|装饰|调试|开挖|平整|打桩|绑扎|焊接|粉刷|抢装|架设|搭建|回填|灌注|"
    r"抢建|迁改|加固|清淤|衬砌|张拉|试压|吹扫|穿线|防腐|拼装|抹灰|内装|外装|砌墙|硬化|幕墙|换填|地基处理|强夯|清表|土方|打孔|钻孔|掘进)"
)
_EAGERLY = r"(?:有序|紧张|加紧|抓紧|全力|全速|全面|同步|同时|火热|热火朝天|如火如荼|紧锣密鼓|紧张有序|加快|加速|忙碌|忙|着|于|地|而)*+"
_BUSY = re.compile(
    rf"(?:正在|正(?![极式常规威大泰向面确好是中品宗午文如和与跟用围对为])|忙着|忙于|加紧|抓紧){_EAGERLY}(?:"
    r"做[^，。；：！？\n“”]{0,8}?(?:保温|地坪|管网|防水|外墙|绿化|收尾)"
    rf"|(?:进行|开展|实施|组织|做)?[^，。；：！？\n“”]{{0,18}}?{_HAND}"
    r"|(?:进行|开展|实施)[^，。；：！？\n“”]{0,14}?(?:建设|改造)"
    r"|在[^，。；：！？\n“”]{2,16}?(?:建设|施工|兴建)"
    r"|(?:建设|改造|兴建|作业|赶工))"
)
_TOGETHER = re.compile(r"(?:分区|分段|轮班|交叉|同步|立体|昼夜|日夜|连续|不间断)(?:施工|作业)")
_AT_STEP = re.compile(
    r"(?:进入|处于|处在|步入|转入)(?:到|了)?[^，。；：！？\n“”]{0,12}?(?:施工|安装|建设|装修|装饰|调试|砌筑|吊装|浇筑|内装|外装|幕墙|桩基|主体|基础|土建|收尾|扫尾|攻坚|冲刺|室外工程)[^，。；：！？\n“”]{0,8}?(?:阶段|高峰期?|高潮|尾声|冲刺期|关键期|攻坚期|时间)"
    r"|(?:转入|进入)(?:了)?[^，。；：！？\n“”]{0,10}?(?:施工|安装|装修)(?=[，。；])"
    r"|(?:转入|进入)(?:了)?(?:全面|最后|关键)?(?:攻坚期|冲刺期|关键期|施工高峰期?|扫尾期|收尾期|黄金期|(?<=最后)冲刺(?=[，。]))"
    r"|(?:设备|施工|安装|建设|装修|调试|工程){1,3}(?:也|已|已经|基本|都)?(?:接近|进入|已近|临近)尾声"
)
# 已接近完工: not yet done
_NEARLY = re.compile(r"(?:接近|临近|将近|基本接近)(?:全面|全部)?(?:完工|竣工|建成|收尾)")
_DONE_HAND = (
    rf"(?:{_HAND}|建设|改造|封顶|结顶|主体(?:结构|工程)?|基础|土建(?:工程)?|桩基(?:工程)?|钢结构|路基|路面|管网|管道|桥梁|外立面|幕墙|地基处理|地基|场平)"
)
_DONE = re.compile(
    rf"完成(?:了)?(?:\d{{1,3}}[栋座条幢个][^，。；：！？\n“”]{{2,14}}?(?=施工|建设)|[^，。；：！？\n“”\d]{{0,12}}?){_DONE_HAND}(?=[，。、；！？”\n后并]|$)"
    r"|通过[^，。；：！？\n“”]{0,14}?验收(?!合格率)"
    rf"|(?:设备)?{_DONE_HAND}{{1,2}}(?:工程|工作|任务|部分)?(?:均|都|也|已|已经|全部|基本|全面|顺利)*"
    r"(?:完[成毕]|(?:计划|预计|将)?(?:于)?[\d年月底初中下上旬末]{0,8}结束)(?=[，。、；！？”\n并后]|$)"
)
# 记者在某项目|工地上看到
_ON_THE_SITE = re.compile(r"工地(?<=(?:项目|工程|业园)工地)(?!负责|代表|党|图书)")
# 与某公司签订X项目, 签署X项目投资协议
_SIGNED_FOR = re.compile(r"(?:签订|签署)了?(?=[^，。；、：\n]{4,34}?项目(?:[，。；、]|(?:战略|框架|合作|投资|入驻|入园|落户|建设|招商|正式)*(?:协议|合同)))")
# 厂房基础建设工程|正在加紧实施, 数控机床项目|进行厂房吊装
_CARRIED_OUT = re.compile(r"(?<=工程|建设|施工|改造|项目|厂房)正在?(?:加紧|抓紧|有序|全面|加快)(?:实施|推进|进行)(?=[，。；])")
_AT_HAND = re.compile(rf"进行(?<!正在进行)(?<!在进行)[^，。；：！？\n“”]{{0,8}}?{_HAND}(?=[，。；])")
_PIECE_END = re.compile(r"[，。；：！？\n“”]")  # no match of _AT_STEP and _DONE goes across
_LEAD = 60  # what they have before their mark is shorter
# What is made, learnt or served is no building work.
_NO_WORK = re.compile(
    r"筹划|谋划|筹备|酝酿|订单|产品|出厂|生产线上|流水线|签约|投产|人才|队伍|制度|体系|机制|申报|报批|环评|备案|立项|手续|可研|论证|洽谈|标准化建设|党建|服务|研究|研发|冲压|涂装|项目建设|园区建设|开发区建设"
)
_ROBOTS = ("机械臂", "机器人", "机械手")  # work in a hall that runs
_PLANNED = Entry("规划设计阶段", rows={"stage": "stage-300"}, stage="planned")
_UNDER_WAY = Entry("正在施工", rows={"stage": "stage-073"}, stage="under_construction")
_FINISHED = Entry("完成建设", rows={"stage": "stage-508"}, stage="completed")
_KIN = frozenset(("under_construction", "started"))


# 投入了全面生产, 开始正常生产
_RUNS = re.compile(
    r"(?:投入|开始|转入|进入|实现)(?:了)?"
    r"(?:(?:正常|正式|批量|规模化|全面)+生产|(?:(?<=投入)|(?<=投入了))(?:全面|正常|正式|批量|规模化|商业)+(?:生产|运营|运行|使用))(?!经营|许可|条件)"
)
# 10日|产出首批叶片: no 日产
_FIRST_OUT = re.compile(r"(?<=\d日)产出(?:首|第一)")
_TRIED = Entry("产出首", rows={"stage": "stage-1362"}, stage="trial_production")
_RUNNING = Entry("投入生产", rows={"stage": "stage-179"}, stage="in_production")
# 签约|项目5个，分别是…: the verb inside a count tells of what the list names
_OF_PROJECTS = re.compile(r"项目(?<=(?:签约|开工|竣工|投产|动工|奠基)项目)(?=中|里|：|包括|分别|主要有|如下|(?:共|共有|有|达)?\d{1,3}个)")
_VERBS = {
    word: Entry(word, rows={"stage": row}, stage=stage)
    for word, row, stage in (
        ("签约", "stage-013", "signed"),
        ("开工", "stage-043", "started"),
        ("竣工", "stage-114", "completed"),
        ("投产", "stage-166", "in_production"),
        ("动工", "stage-045", "started"),
        ("奠基", "stage-048", "started"),
    )
}


# What each says, and the words that every match begins with, or, where it does not begin with them, holds.
_PATTERNS = (
    (_BUSY, _UNDER_WAY, True, "正 忙着 忙于 加紧 抓紧"),
    (_TOGETHER, _UNDER_WAY, True, "分区 分段 轮班 交叉 同步 立体 昼夜 日夜 连续 不间断"),
    (_ON_THE_SITE, _UNDER_WAY, True, "工地"),
    (_SIGNED_FOR, _VERBS["签约"], True, "签订 签署"),
    (_CARRIED_OUT, _UNDER_WAY, True, "正"),
    (_AT_HAND, _UNDER_WAY, True, "进行"),
    (_NEARLY, _UNDER_WAY, True, "接近 临近 将近 基本接近"),
    (_AT_STEP, _UNDER_WAY, False, "进入 处于 处在 步入 转入 尾声"),
    (_RUNS, _RUNNING, True, "投入 开始 转入 进入 实现"),
    (_BEFORE_WORK, _PLANNED, True, "正"),
    (_FIRST_OUT, _TRIED, True, "产出"),
    (_DONE, _FINISHED, False, "完成 完毕 通过 结束"),
)
_MARKS = sorted({word for *_, words in _PATTERNS for word in words.split()})
_MARKED = [[(pattern, entry, begins) for pattern, entry, begins, words in _PATTERNS if mark in words.split()] for mark in _MARKS]
_FIND_MARKS = build_finder(_MARKS)


def _spans(text: str) -> list[tuple[int, int, Entry]]:
    """What the patterns find, each looked for only where a word of it stands."""
    spans: list[tuple[int, int, Entry]] = []
    ends = dict.fromkeys([pattern for pattern, *_ in _PATTERNS], 0)  # how far each has looked
    for number, at, _end in _FIND_MARKS(text):
        for pattern, entry, begins in _MARKED[number]:
            if at < ends[pattern]:
                continue
            if not begins:
                low = max(ends[pattern], at - _LEAD)
                low, stop = max(low, text.rfind("，", low, at) + 1, text.rfind("。", low, at) + 1), _PIECE_END.search(text, at)
                ends[pattern] = stop.start() if stop else len(text)
                spans += [(match.start(), match.end(), entry) for match in pattern.finditer(text, low, ends[pattern] + 1)]
            elif match := pattern.match(text, at):
                ends[pattern] = match.end()
                spans.append((at, match.end(), entry))
    return spans


def with_works(text: str, tokens: list[Token]) -> list[Token]:
    """The stage words of the tables, and in their order what says that building goes on or that a part of it is done."""
    spans = _spans(text)
    if not spans and "项目" not in text:
        return tokens
    starts = [token.start for token in tokens]
    found: list[Token] = []
    dropped: set[int] = set()
    last = 0
    for start, end, entry in sorted(spans, key=lambda span: (span[0], -span[1])):
        first = bisect_left(starts, start)
        if first and tokens[first - 1].end > start:
            first -= 1
        inside = [number for number in range(first, bisect_left(starts, end)) if number not in dropped]
        if (
            start < last
            or text.startswith(_ROBOTS, start - 3)
            or (entry not in (_PLANNED, _RUNNING) and _NO_WORK.search(text, start, end))
            or not _replaces(text, start, end, entry, [tokens[number] for number in inside])
        ):
            continue
        end = max([end, *(tokens[number].end for number in inside)])
        dropped.update(inside)
        found.append(Token(start, end, entry))
        last = end
    tops = [Token(at - 2, at, _VERBS[text[at - 2 : at]]) for at in map(re.Match.start, _OF_PROJECTS.finditer(text))]
    found += [
        top
        for top in tops
        if not any(token.start <= top.start < token.end for token in tokens[max(0, bisect_left(starts, top.start) - 1) : bisect_left(starts, top.end)])
    ]
    kept = [token for number, token in enumerate(tokens) if number not in dropped]
    return sorted([*kept, *found], key=lambda token: token.start)


def _replaces(text: str, start: int, end: int, entry: Entry, inside: list[Token]) -> bool:
    """A word of the tables that says as much or something else stays; 施工 within 完成主体结构施工 does not."""
    if entry in (_PLANNED, _RUNNING):
        return True
    if entry is _FINISHED:
        return not any(token.entry.stage not in (*_KIN, "completed") or (token.entry.stage == "completed" and token.end >= end) for token in inside)
    if text.startswith(("接近", "临近", "将近", "基本接近"), start):
        return True
    return all(token.entry.stage in _KIN for token in inside) and not any(token.start <= start and token.end >= end for token in inside)
