"""Patterns that are asked only where one of a few characters stands: those are all with which they can begin or end."""

import re
from collections.abc import Iterable
from re import _constants, _parser

import pytest

from facts.engine.measures import frames
from facts.engine.mentions import beginnings, scene
from facts.engine.scope import outline, planning, references
from facts.engine.stages import fields, refusals

BEGINNINGS = [
    (scene.LEADING, scene.LEADING_BEGINS),
    (beginnings._DATED, beginnings._DATES_BEGIN),
    (outline.OF_SEVERAL, outline.SEVERAL_BEGINS),
    (planning._TO, planning._TO_BEGINS),
    (fields._FIELD, fields._FIELD_BEGINS),
    (refusals._FOR_IT, refusals._FOR_IT_BEGINS),
    (refusals._PROMISES, refusals._PROMISES_BEGIN),
]
ENDS = [
    (scene._COUNTED, scene._COUNTED_ENDS),
    (references._LOCATIVE, references._LOCATIVE_ENDS),
    (frames._CHANGE_AMOUNT, frames._CHANGE_ENDS),
    (frames._OVER_TARGET, frames._TARGET_ENDS),
]
EMPTY = ""


def edge(items: Iterable, step: int) -> set[str]:
    """The characters that a parsed pattern can begin (step 1) or end (-1) with, and EMPTY where it can match nothing."""
    found = {EMPTY}
    for code, value in list(items)[::step]:
        found.discard(EMPTY)
        if code is _constants.LITERAL:
            found.add(chr(value))
        elif code is _constants.IN:
            found |= {character for one in value for character in listed(*one)}
        elif code is _constants.BRANCH:
            found |= {character for branch in value[1] for character in edge(branch, step)}
        elif code is _constants.SUBPATTERN:
            found |= edge(value[-1], step)
        elif code in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            found |= edge(value[2], step) | ({EMPTY} if value[0] == 0 else set())
        elif code in (_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT):
            found.add(EMPTY)
        else:
            raise ValueError(f"no rule for {code}")
        if EMPTY not in found:
            break
    return found


def listed(code: object, value: object) -> Iterable[str]:
    if code is _constants.LITERAL:
        return (chr(value),)
    if code is _constants.RANGE:
        return map(chr, range(value[0], value[1] + 1))
    assert (code, value) == (_constants.CATEGORY, _constants.CATEGORY_DIGIT)
    return "0123456789"


@pytest.mark.parametrize(("pattern", "asked"), BEGINNINGS)
def test_nothing_else_begins_it(pattern: re.Pattern[str], asked: frozenset[str]):
    assert edge(_parser.parse(pattern.pattern), 1) <= asked


@pytest.mark.parametrize(("pattern", "asked"), ENDS)
def test_nothing_else_ends_it(pattern: re.Pattern[str], asked: frozenset[str]):
    assert edge(_parser.parse(pattern.pattern), -1) <= asked


def test_no_noun_begins_where_a_clause_ends():
    assert edge(_parser.parse(refusals._NOT_AFTER.pattern), 1).isdisjoint(refusals._PIECE_ENDS)


def test_of_many_begins_with_of():
    assert edge(_parser.parse(refusals._OF_MANY.pattern), 1) == {"的"}
