"""What must hold of the engine whatever it reads: pure, deterministic, anchored, explained."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from facts.engine import Names, explain, extract_facts, why_not
from facts.engine.words.automaton import build_finder
from facts.engine.words.gazetteer import gazetteer_of
from facts.engine.words.lexicon import load_lexicon
from tests.engine.registry import registry
from tests.engine.score_pages import PAGES

ROOT = Path(__file__).parents[2]
ARTICLE = (PAGES / "gold" / "changzhi.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def facts():
    return extract_facts(ARTICLE, "2024-10", registry())


def test_it_imports_neither_django_nor_anything_of_ours():
    code = (
        "import sys, facts.engine; print(*sorted({name.split('.')[0] for name in sys.modules} | {name for name in sys.modules if name.startswith('facts.')}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"django", "articles", "zones", "projects", "history", "search", "portal"}
    assert all(name.startswith("facts.engine") for name in loaded if name.startswith("facts."))


def test_it_gives_the_same_bytes_twice(facts):
    def written(run):
        return json.dumps([fact.as_dict(ARTICLE) | fact.trace for fact in run], ensure_ascii=False)

    first, second = written(facts), written(extract_facts(ARTICLE, "2024-10", registry()))
    assert first == second


def test_every_anchor_holds(facts):
    for fact in facts:
        assert 0 <= fact.start < fact.end <= len(ARTICLE)
        assert fact.as_dict(ARTICLE)["anchor"]["exact"] == ARTICLE[fact.start : fact.end]


def test_every_fact_explains_itself(facts):
    assert len(facts) > 100
    for fact in facts:
        lines = explain(fact, ARTICLE)
        assert any(line.startswith("主体") for line in lines)
        assert "得分" in lines[-1]


def test_it_says_why_a_slogan_is_no_number():
    assert "惯用语" in why_not(ARTICLE, "2024-10", registry(), ARTICLE.index("三个一批"))[0]


def test_it_says_that_nothing_was_considered():
    assert why_not("风和日丽。", "2024-10", Names(), 1) == ["此处没有数字、时间、名称或进展词，识别程序未作考虑。"]


def test_it_reads_without_a_registry_and_without_a_date():
    facts = extract_facts("临江经开区完成投资5亿元，增长3%。", None, Names())
    assert [(fact.subject, fact.value) for fact in facts] == [("临江经开区", "500000000"), ("临江经开区", "3")]


def test_names_for_an_article_share_the_index():
    names = registry()
    gazetteer = gazetteer_of(names)
    assert gazetteer_of(names.for_article(headline="长治高新区", zone="长治高新区")) is gazetteer


@pytest.mark.parametrize("words", [entry.word for entry in load_lexicon().entries[::97]])
def test_the_plain_finder_equals_the_fast_one(words):
    vocabulary = [entry.word for entry in load_lexicon().entries]
    text = words + ARTICLE[:400]
    assert build_finder(vocabulary, pure=True)(text) == [tuple(hit) for hit in build_finder(vocabulary)(text)]


def test_traditional_characters_are_read_and_kept():
    text = "臨江經濟技術開發區完成投資5億元。"
    fact = extract_facts(text, "2024-10", Names())[0]
    assert (fact.subject, fact.indicator, fact.value) == ("臨江經濟技術開發區", "investment_completed", "500000000")


def test_registering_a_project_loses_none_of_its_phases():
    text = "青石电机产业园项目一期投资3亿元，今年5月建成投产；青石储能电站二期项目总投资8亿元。"
    names = Names.of(projects=("青石电机产业园项目", "青石储能电站二期项目"))
    found = {fact.value_printed or fact.stage: (fact.subject, fact.scope) for fact in extract_facts(text, "2024-10-08", names)}
    assert found["3亿"] == found["in_production"] == ("青石电机产业园项目", "一期")
    assert found["8亿"] == ("青石储能电站二期项目", "二期")
