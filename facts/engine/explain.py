"""Says in Chinese why the engine proposes a fact, and why it proposes nothing at a place."""

from __future__ import annotations

from functools import cache

from facts.engine.pipeline import read_text
from facts.engine.types import CandidateFact, Names, Rival, Slot
from facts.engine.weighing.confidence import BASE
from facts.engine.weighing.rules import meaning_of
from facts.engine.words.lexicon import read_rows

_SLOTS = {"value": "数值", "indicator": "指标", "subject": "主体", "period": "时期", "stage": "进展", "object": "关联对象"}
_KINDS = {"measure": "数据", "stage": "进展", "relation": "关联"}
_TABLES = ("indicators", "stages", "units")


@cache
def _rows() -> dict[str, str]:
    return {row["id"]: row["word"] for name in _TABLES for row in read_rows(name)}


def meaning(slot: Slot) -> str:
    """What filled a slot: a row of the word tables, or a rule in words."""
    if slot.rule in _rows():
        return f"词表 {slot.rule}“{_rows()[slot.rule]}”"
    return meaning_of("subject" if slot.name == "subject" else slot.name, slot.rule)


def explain(candidate: CandidateFact, text: str = "") -> list[str]:
    """One line for the rule, one for each slot, one for the best rejected rival, one for the score."""
    lines = [f"{_KINDS[candidate.kind]}：规则“{candidate.rule}”"]
    for slot in candidate.slots:
        lines.append(f"{_SLOTS[slot.name]}{_where(slot, text)}：{meaning(slot)}")
    lines += [_say_rival(rival) for rival in candidate.rivals]
    lines.append(f"得分 {candidate.score}（起点 {BASE}）：{'；'.join(candidate.reasons)}；{'把握大' if candidate.sure else '须逐条核对'}")
    return lines


def _where(slot: Slot, text: str) -> str:
    if slot.start < 0:
        return "（由标题、开头或全文得出）"
    words = f"“{text[slot.start : slot.end]}”" if text else ""
    return f"{words}（第{slot.start}—{slot.end}字）"


_REASONS = {
    "guard": "是惯用语或称谓的一部分，不是数据",
    "no indicator": "百分数前后没有可读的指标",
    "condition": "是给予奖励、补助的条件，或是对名词的解释，不是数据",
    "phase name": "是分期的名称，不是期数",
    "quoted name": "是引号中名称的一部分，不是数据",
    "target figure": "是用来对照的任务数，完成的比例另记",
    "time ago": "说的是多久以前，不是工期",
    "size class": "是项目、企业的规模档次，不是数据",
    "time without 工期": "是时间长短，但没有工期、时限一类的词",
    "a rank": "名次，不是事实",
    "counts nothing countable": "量词后面没有可统计的名词",
    "一 as an article": "“一”在这里不是数量",
    "distance": "是距离远近，不是数据",
    "each": "是“每一个”，不是数量",
    "name or saying": "是地名或说法的一部分，不是数据",
    "a way of speaking": "是习惯说法，不是数量",
    "yardstick": "是对比基准或地点，不作主体",
    "does not fit": "这一指标不属于此类主体",
}


def _say_rival(rival: Rival) -> str:
    return f"落选：“{rival.reading}”（第{rival.start}—{rival.end}字），{_REASONS[rival.reason]}"


def why_not(text: str, published_on: str | None, names: Names, offset: int) -> list[str]:
    """What was considered at one place of the text, and what became of it."""
    reading = read_text(text, published_on, names)
    lines = []
    for fact in reading.facts:
        if fact.start <= offset < fact.end:
            lines.append("此处已识别：" + "；".join(explain(fact, text)))
    lines += [_say_rival(rival) for rival in reading.dropped if rival.start <= offset < rival.end]
    for entity in reading.entities:
        if entity.start <= offset < entity.end:
            lines.append(f"此处读作名称“{entity.name}”（{_ENTITIES[entity.kind]}）")
    for mention in reading.periods:
        if mention.start <= offset < mention.end:
            lines.append(
                "此处读作时间" + ("，文中不能确定是何时" if mention.period is None else f"：{mention.period.start or '不限'}至{mention.period.end or '不限'}")
            )
    return lines or ["此处没有数字、时间、名称或进展词，识别程序未作考虑。"]


_ENTITIES = {
    "zone": "开发区",
    "region": "行政区",
    "area": "“全市”一类的词",
    "project": "项目",
    "organization": "单位",
    "person": "人物",
    "anaphor": "指代词",
    "phase": "分期",
    "population": "统计范围",
}
