"""The word tables are linted: every row is reached by its example, none fires on its counter-example, none is there twice."""

import ast
import re
from pathlib import Path

import pytest

import facts.engine
from facts.engine.mentions.quantities import find_quantities
from facts.engine.words.lexicon import CLASSES, load_lexicon, read_rows
from facts.engine.words.tokens import fold

ENGINE = Path(facts.engine.__file__).parent
TABLES = [(name, name) for name in CLASSES] + [("stages", "stage"), ("indicators", "indicator")]


def rows_found(text, kind):
    lexicon = load_lexicon()
    return {lexicon.entries[number].rows.get(kind) for number, _start, _end in lexicon.find(fold(text))}


@pytest.mark.parametrize(("table", "kind"), TABLES, ids=[table for table, _ in TABLES])
def test_every_word_is_reached_by_its_example_and_not_by_its_counter_example(table, kind):
    words = {entry.word for entry in load_lexicon().entries}
    for row in read_rows(table):
        assert row["word"] in words
        reached = rows_found(row["example"], kind)
        if kind == "indicator":  # two readings of one word share its first row
            reached = {row["id"]} if {entry.word for entry in _entries(row["example"])} & {row["word"]} else set()
        assert row["id"] in reached, f"{row['id']} {row['word']}: its example does not reach it, a longer word may shadow it"
        assert row["id"] not in rows_found(row["counter"], kind), f"{row['id']} {row['word']}: fires on its counter-example"


def _entries(text):
    lexicon = load_lexicon()
    return [lexicon.entries[number] for number, _start, _end in lexicon.find(fold(text))]


def test_every_unit_is_reached_by_its_example_and_not_by_its_counter_example():
    for row in read_rows("units"):
        assert row["id"] in {quantity.row for quantity in find_quantities(fold(row["example"]), [])}
        assert row["id"] not in {quantity.row for quantity in find_quantities(fold(row["counter"]), [])}


@pytest.mark.parametrize("table", [*CLASSES, "stages", "units", "indicators", "surnames", "confidence", "rules"])
def test_no_row_is_there_twice(table):
    rows = list(read_rows(table))
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    keys = [tuple(value for key, value in row.items() if key in ("word", "key", "about", "rule")) for row in rows]
    assert len(keys) == len(set(keys))


def patterns():
    for path in sorted(ENGINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile":
                text = "".join(part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))
                yield pytest.param(text, id=f"{path.name}:{node.lineno}")


@pytest.mark.parametrize("pattern", list(patterns()))
def test_no_pattern_reaches_without_bound(pattern):
    assert not re.search(r"(?<!\\)\.[*+](?!\+)", pattern)
