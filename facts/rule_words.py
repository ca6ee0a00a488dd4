"""The engine's rules in the editors' language. A rule is a path of short English names; what is not listed is shown as it is."""

from __future__ import annotations

import re

from .vocabulary import Measure, Relation

_WORDS = {value: str(label) for value, label in [*Measure.choices, *Relation.choices]} | {
    "stage": "进度",
    "carried": "沿用前文",
    "place": "地点",
    "area word": "按区域用词",
    "area without a name": "没有名称的区域",
    "bare percent": "只有百分数",
    "change in amount": "增减数额",
    "change in points": "增减百分点",
    "day": "日",
    "doubled": "翻番",
    "edge-of-year": "年初或年末",
    "fraction": "几分之几",
    "growth in list": "并列的增速",
    "growth in multiples": "增长几倍",
    "growth moved to": "增速达到",
    "growth noun": "增速一词",
    "half": "半年",
    "home region": "本地",
    "home zone": "本篇的开发区",
    "list in order": "并列各项依次对应",
    "list member": "并列的一项",
    "local zone": "当地的开发区",
    "month": "月",
    "months": "几月至几月",
    "moved to": "变为",
    "multiple": "倍数",
    "named rate": "有名称的比率",
    "no indicator word": "没有指标词",
    "now": "目前",
    "number inside the name": "名称里的数",
    "organisation before the project": "项目前的单位",
    "organisation invests": "单位投资",
    "organization name": "单位名称",
    "part completed": "完成部分",
    "part-of-year": "一年中的一段",
    "phase of the project before": "前一个项目的期次",
    "plan": "计划",
    "plan-end": "计划的截止时间",
    "post and name": "职务和姓名",
    "post before the name": "姓名前的职务",
    "project name": "项目名称",
    "project of the paragraph": "本段的项目",
    "pull by contribution": "拉动的贡献",
    "rate": "比率",
    "region name": "行政区名称",
    "rival in brackets": "括号里的对照值",
    "same indicator": "同一指标",
    "share by verb": "以动词说的占比",
    "share noun": "占比一词",
    "share of named total": "占某总量的比重",
    "share of plan": "占计划的比重",
    "since": "自某时起",
    "subject after its figures": "主体在数据之后",
    "the benchmark's own": "对照值自身",
    "the speaker's post": "说话人的职务",
    "the zone's own body": "开发区自己的机构",
    "until": "到某时止",
    "what this unit counts": "按单位所计的东西",
    "year": "年",
    "zone before": "前一个开发区",
    "zone name": "开发区名称",
    "投 before money": "金额前有“投”字",
}
_BEFORE = re.compile(r"(\S+) is the (?:one|zone|project) before")
_LISTED = re.compile(r"(unit|stage)-0*(\d+)")
_LISTS = {"unit": "单位表", "stage": "进度表"}


def rule_words(rule: str) -> str:
    """`growth: rival in brackets` as 增速：括号里的对照值."""
    parts = [_part(part) for part in rule.split(": ")]
    return "：".join(dict.fromkeys(parts)) if rule else ""


def _part(name: str) -> str:
    before, listed = _BEFORE.fullmatch(name), _LISTED.fullmatch(name)
    if before:
        return f"“{before[1]}”指前一个"
    if listed:
        return f"{_LISTS[listed[1]]}第 {listed[2]} 条"
    return _WORDS.get(name, name)
