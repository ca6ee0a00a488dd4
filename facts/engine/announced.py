"""Lists that a stage announces: 此次开工的6个项目分别是甲项目、乙项目…; 当天签约的项目有： with one △ line for each."""

from __future__ import annotations

import re

from facts.engine.numerals import parse_number
from facts.engine.scope import Scope
from facts.engine.subjects import Subject
from facts.engine.types import Token

# 集中开工3个项目 · 同时开工的6个项目分别是 · 签约的项目有
_OPENS = re.compile(
    r"(?:建设|奠基)?的?(?:这)?(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,2})?(?:个|大)?[\u4e00-\u9fff]{0,6}项目(?:中)?(?P<are>(?:分别|包括|主要)?(?:是|为|有|包括)(?:：|，)?|：|分别)?"
)
_MARK = re.compile(r"[△●■◆▲★—\-·①②③④⑤⑥⑦⑧⑨⑩\d.、 ]+$")
MOST = 40


def announced_projects(scope: Scope, index: int, token: Token) -> list[Subject]:
    """The members of the list, or nothing where the stage opens none."""
    reading = scope.readings[index]
    match = _OPENS.match(scope.scene.text, token.end, min(len(scope.scene.text), token.end + 24))
    if not match or any(entity.kind == "project" and entity.start < match.end("are") and entity.end > token.end for entity in reading.entities):
        return []
    wanted = int(parse_number(match["count"]) or 0) if match["count"] else 0
    listed = _in_sentence(scope, index, match.end()) if match["are"] else []
    if len(listed) >= 2:
        return listed
    lines = _in_lines(scope, index)
    return lines if lines and (match["are"] or len(lines) == wanted) else []


def _in_sentence(scope: Scope, index: int, start: int) -> list[Subject]:
    found: list[Subject] = []
    sentence = scope.readings[index].clause.sentence
    for reading in scope.readings[index : index + MOST]:
        if reading.clause.sentence != sentence:
            break
        found += [scope.subject_of(entity, reading) for entity in reading.entities if entity.kind == "project" and entity.start >= start]
    return list({subject.name: subject for subject in found if subject.name}.values())


def _in_lines(scope: Scope, index: int) -> list[Subject]:
    """The project that opens each of the lines after this one, as long as they carry a mark."""
    text = scope.scene.text
    found: list[Subject] = []
    paragraph = scope.readings[index].clause.paragraph
    last = paragraph
    for reading in scope.readings[index + 1 : index + 160]:
        if reading.clause.paragraph == last:
            continue
        first = reading.entities[0] if reading.entities else None
        line = text.rfind("\n", 0, reading.clause.start) + 1
        marked = first is not None and first.kind == "project" and first.start > line and _MARK.fullmatch(text, line, first.start)
        if not marked or first is None or reading.clause.paragraph != last + 1 or len(found) >= MOST:
            break
        found.append(scope.subject_of(first, reading))
        last = reading.clause.paragraph
    return found
