"""The one sentence-writer: a claim in words, for page, chart, title, feed, search, CSV and API.

Subject, scope, period, hedge, base, 预计, product, reference and stage are never dropped; names stay as printed in both languages.
A claim is any object with the fields of `Claim`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from .printing import NO_PERIOD, day_words, period_words, span_words, value_words
from .vocabulary import Base, Relation, Stage

__all__ = ["day_words", "indicator_words", "object_words", "period_words", "sentence", "short_label", "stage_words", "subject_words", "value_words"]

_LINKS = ("region", "zone", "project", "organization")
_DEFAULT_BASE = Base.YOY  # what growth and change are against where the article does not say
_BASES_EN = {
    "yoy": "year on year",
    "mom": "on the previous period",
    "ytd": "since the start of the year",
    "average": "a year on average",
    "other": "on the period compared",
}
_CUMULATIVE = {"zh": "累计", "en": "cumulative "}
_BESIDE = {"zh": "（对比基准：{}）", "en": " (benchmark: {})"}
_UNNAMED = {"zh": "未列指标", "en": "unlisted indicator"}
_RATIOS = ("rate", "progress")  # how the keys of indicators end that are themselves in percent

# Stage -> what is reported, what is planned.
_STAGES_EN = {
    "planned": ("in preparation", "go into preparation"),
    "signed": ("agreement signed", "be signed"),
    "registered": ("registered with the authorities", "be registered with the authorities"),
    "started": ("construction started", "start construction"),
    "under_construction": ("under construction", "be under construction"),
    "completed": ("completed", "be completed"),
    "trial_production": ("in trial production", "start trial production"),
    "in_production": ("in production", "start production"),
    "at_capacity": ("at full capacity", "reach full capacity"),
    "suspended": ("work suspended", "be suspended"),
    "cancelled": ("cancelled", "be cancelled"),
}
_RELATIONS = {
    "zh": {
        "located_in": "{subject}位于{object}",
        "invested_by": "{subject}的投资方为{object}",
        "built_by": "{subject}的建设单位为{object}",
        "role": "{subject}时任{object}",
        "industry": "{subject}的主导产业有{object}",
        "introduced_from": "{subject}引自{object}",
        "member_of_batch": "{subject}列入{object}",
    },
    "en": {
        "located_in": "{subject} is located in {object}",
        "invested_by": "{subject}: invested by {object}",
        "built_by": "{subject}: built by {object}",
        "role": "{subject}: {object} (post at the time of the report)",
        "industry": "{subject}: leading industry {object}",
        "introduced_from": "{subject}: introduced from {object}",
        "member_of_batch": "{subject} is included in {object}",
    },
}
_RELATION_NAMES_EN = {
    "located_in": "location",
    "invested_by": "investor",
    "built_by": "builder",
    "role": "post",
    "industry": "leading industry",
    "introduced_from": "introduced from",
    "member_of_batch": "included in",
}


def sentence(claim: Any, language: str = "zh", *, reported: str = "") -> str:
    """The whole claim, without a full stop: `2024年1—8月，长治市（13个省级以上开发区）完成投资同比增长32.3%`.

    `reported` dates a claim whose article fixes no period: `2024年10月` gives `据2024年10月报道，…`.
    """
    if claim.kind == "relation":
        return _RELATIONS[language][claim.relation].format(subject=subject_words(claim, language), object=object_words(claim))
    return _WRITERS[language](claim, span_words(claim.period_start, claim.period_end, language), reported)


def short_label(claim: Any, language: str = "zh") -> str:
    """What a figure is, without the figure itself: `长治市（13个省级以上开发区）完成投资同比增速（2024年1—8月，预计）`."""
    zh = language == "zh"
    what = {"measure": indicator_words, "stage": stage_words}.get(claim.kind, _relation_name)(claim, language)
    notes = [span_words(claim.period_start, claim.period_end, language)]
    if _planned(claim) and claim.kind == "measure":  # the words of a stage say it themselves
        notes.append("预计" if zh else "expected" if "planned" in what else "planned")
    subject, notes = subject_words(claim, language), list(filter(None, notes))
    if zh:
        return subject + what + (f"（{'，'.join(notes)}）" if notes else "")
    return f"{subject}, {what}" + (f" ({', '.join(notes)})" if notes else "")


def subject_words(claim: Any, language: str = "zh") -> str:
    """The subject as printed, its registered name where that is another, and the scope: `高新区（长治高新区，一期）`."""
    name = _name(claim, "subject")
    notes = [] if name == claim.subject or claim.subject in name else [name]
    if claim.scope and claim.scope not in claim.subject:
        notes.append(claim.scope)
    printed = name if claim.subject in name else claim.subject
    if not notes:
        return printed
    return f"{printed}（{'，'.join(notes)}）" if language == "zh" else f"{printed} ({', '.join(notes)})"


def object_words(claim: Any) -> str:
    """The other end of a relation: the fuller of its printed and its registered name."""
    name = _name(claim, "object")
    return name if claim.object in name else claim.object


def indicator_words(claim: Any, language: str = "zh") -> str:
    """What is measured, and how: `年产能（磷酸锰铁锂）`, `完成投资占全市固定资产投资比重`, `工业投资同比增速`."""
    name, reference, base = _indicator(claim, language), claim.reference, _base(claim, language)
    if language == "zh":
        pattern = {
            "growth": f"{name}{base}增速",
            "change": f"{_changed_zh(claim)}{base}增减",
            "share": f"{name}占{reference}比重" if reference else f"{name}占比",
            "gap": f"{_compared_zh(claim)}与{reference or '对比基准'}之差",
            "pull": f"{name}对{reference}增长的拉动",
            "contribution": f"{name}对{reference}贡献率",
        }
    else:
        pattern = {
            "growth": f"growth of {name} {base}",
            "change": f"change of {_changed_en(claim)} {base}",
            "share": f"share of {name} in {reference or 'the total'}",
            "gap": f"gap between {_compared_en(claim)} and {reference or 'the benchmark'}",
            "pull": f"contribution of {name} to the growth of {reference or 'the total'}",
            "contribution": f"contribution rate of {name} to {reference or 'the total'}",
        }
    return pattern.get(claim.measure, name)


def stage_words(claim: Any, language: str = "zh") -> str:
    """`预计试生产`, `planned to start trial production`."""
    if language == "zh":
        return ("预计" if _planned(claim) else "") + Stage(claim.stage).label
    reported, planned = _STAGES_EN[claim.stage]
    return f"planned to {planned}" if _planned(claim) else reported


def _write_zh(claim: Any, period: str, reported: str) -> str:
    said = stage_words(claim) if claim.kind == "stage" else _measure_zh(claim)
    words = subject_words(claim) + said
    if period:
        return f"{period}，{words}"
    if reported:
        return f"据{reported}报道，{words}"
    return words if _is_lasting(claim) else f"{words}（{NO_PERIOD['zh']}）"


def _write_en(claim: Any, period: str, reported: str) -> str:
    said = f": {stage_words(claim, 'en')}" if claim.kind == "stage" else f", {_measure_en(claim)}"
    words = subject_words(claim, "en") + said
    if period:
        return f"{words}, {period}"
    if reported:
        return f"{words}, as reported {_reported_en(reported)}"
    return words if _is_lasting(claim) else f"{words} ({NO_PERIOD['en']})"


_WRITERS: dict[str, Callable[[Any, str, str], str]] = {"zh": _write_zh, "en": _write_en}


def _measure_zh(claim: Any) -> str:
    name, reference = _indicator(claim, "zh"), claim.reference
    expected = "预计" if _planned(claim) else ""
    value, fell = value_words(claim, signed=False), claim.value.startswith("-")
    base = _base(claim, "zh")
    match claim.measure:
        case "growth":
            return f"{name}{expected}{base}{'下降' if fell else '增长'}{value}{_beside(claim, 'zh')}"
        case "change":
            ups, downs = ("提高", "降低") if claim.unit in ("pp", "percent") else ("增加", "减少")
            return f"{_changed_zh(claim)}{expected}{base}{downs if fell else ups}{value}"
        case "share":
            return f"{name}{expected}占{reference}比重{value}" if reference else f"{name}{expected}占比{value}"
        case "gap":
            return f"{_compared_zh(claim)}{expected}比{reference or '对比基准'}{'低' if fell else '高'}{value}"
        case "pull":
            grown = re.sub(r"(增长|增速)$", "", reference)
            return f"{name}{expected}{'拉低' if fell else '拉动'}{grown}{'增速' if fell else '增长'}{value}"
        case "contribution":
            return f"{name}{expected}对{reference}贡献率{value_words(claim)}"
    return f"{expected}{name}{value_words(claim)}{_beside(claim, 'zh')}"


def _measure_en(claim: Any) -> str:
    """`planned growth of industrial investment: 8% year on year`: names are of every number and form, so they stand before a colon."""
    name, reference = _indicator(claim, "en"), claim.reference or "the total"
    value, fell = value_words(claim, "en", signed=False), claim.value.startswith("-")
    match claim.measure:
        case "growth":
            said = f"{'fall' if fell else 'growth'} of {name}: {value} {_base(claim, 'en')}{_beside(claim, 'en')}"
        case "change":
            said = f"{'fall' if fell else 'rise'} of {_changed_en(claim)}: {value} {_base(claim, 'en')}"
        case "share":
            said = f"share of {name} in {reference}: {value}"
        case "gap":
            said = f"{_compared_en(claim)}: {value} {'below' if fell else 'above'} {claim.reference or 'the benchmark'}"
        case "pull":
            said = f"{'drag of ' + name + ' on' if fell else 'contribution of ' + name + ' to'} the growth of {reference}: {value}"
        case "contribution":
            said = f"contribution rate of {name} to {reference}: {value_words(claim, 'en')}"
        case _:
            said = f"{name}: {value_words(claim, 'en')}{_beside(claim, 'en')}"
    return _expected_en(claim, said) + said


def _expected_en(claim: Any, said: str) -> str:
    """预计, in another word where the indicator's own name has it: total planned investment."""
    if not _planned(claim):
        return ""
    return "expected " if "planned" in said else "planned "


def _beside(claim: Any, language: str) -> str:
    """A reference that the form of the sentence has no place for."""
    return _BESIDE[language].format(claim.reference) if claim.reference else ""


def _indicator(claim: Any, language: str) -> str:
    """The indicator's name, for 其他 the article's own words, with the product and 累计 where they are said."""
    listed = claim.indicator if claim.indicator is not None and claim.indicator.key != "other" else None
    name = claim.label or _UNNAMED[language]
    if listed is not None:
        name = listed.name if language == "zh" else _within_a_sentence(listed.name_en)
    if claim.basis == "cumulative" and not name.lower().startswith(_CUMULATIVE[language]):
        name = _CUMULATIVE[language] + name
    if claim.product:
        name += f"（{claim.product}）" if language == "zh" else f" ({claim.product})"
    return name


def _within_a_sentence(name: str) -> str:
    """Investment completed → investment completed; R&D spending stays."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def _changed_zh(claim: Any) -> str:
    """What moved: a share of its total, in percentage points else a growth rate, or the level itself."""
    if claim.reference:
        return f"{_indicator(claim, 'zh')}占{claim.reference}比重"
    return _compared_zh(claim)


def _changed_en(claim: Any) -> str:
    return f"the share of {_indicator(claim, 'en')} in {claim.reference}" if claim.reference else _compared_en(claim)


def _compared_zh(claim: Any) -> str:
    return _indicator(claim, "zh") + ("增速" if _is_about_growth(claim) else "")


def _compared_en(claim: Any) -> str:
    return ("growth of " if _is_about_growth(claim) else "") + _indicator(claim, "en")


def _is_about_growth(claim: Any) -> bool:
    """Percentage points of something that is no rate itself can only be those of its growth."""
    is_rate = claim.indicator is not None and claim.indicator.key.endswith(_RATIOS)
    return claim.unit == "pp" and not is_rate


def _base(claim: Any, language: str) -> str:
    if claim.measure not in ("growth", "change"):
        return ""
    base = claim.base or _DEFAULT_BASE
    if language == "en":
        return _BASES_EN[base]
    return "较对比期" if base == Base.OTHER else Base(base).label


def _relation_name(claim: Any, language: str) -> str:
    return Relation(claim.relation).label if language == "zh" else _RELATION_NAMES_EN[claim.relation]


def _name(claim: Any, end: str) -> str:
    """The registered name of the subject or object: the one that is printed if it has it, else the short one."""
    printed = getattr(claim, end)
    for link in _LINKS:
        registered = getattr(claim, f"{end}_{link}", None)
        if registered is not None:
            short = getattr(registered, "short_name", "") or registered.name
            return printed if printed == registered.name else short
    return printed


def _planned(claim: Any) -> bool:
    return claim.kind != "relation" and claim.modality == "planned"


def _is_lasting(claim: Any) -> bool:
    return claim.kind == "measure" and claim.indicator is not None and claim.indicator.lasting


def _reported_en(reported: str) -> str:
    """`2024年10月` → `in October 2024`, `8 October 2024` → `on 8 October 2024`."""
    found = re.match(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?", reported)
    if found is not None:
        year, month, day = (int(part or 0) for part in found.groups())
        precision = "day" if day else "month" if month else "year"
        reported = day_words(date(year, month or 1, day or 1), precision, "en") + reported[found.end() :]
    return f"{'on' if re.match(r'[0-9]{1,2} ', reported) else 'in'} {reported}"
