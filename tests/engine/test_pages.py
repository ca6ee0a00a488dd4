"""Annotated pages: the engine must not fall below what it once reached."""

import pytest

from tests.engine.score_pages import score


@pytest.fixture(scope="module")
def gold():
    return score("gold")


@pytest.fixture(scope="module")
def dev():
    return score("dev")


@pytest.fixture(scope="module")
def heldout():
    return score("heldout")


@pytest.mark.parametrize(("level", "floor"), [("quantity", 0.97), ("meaning", 0.97), ("core", 0.97), ("full", 0.97)])
def test_the_changzhi_page(gold, level, floor):
    assert gold.rate(level)[2] >= floor


@pytest.mark.parametrize(("level", "floor"), [("quantity", 0.98), ("meaning", 0.96), ("core", 0.94), ("full", 0.91)])
def test_the_pages_of_development(dev, level, floor):
    assert dev.rate(level)[2] >= floor


@pytest.mark.parametrize(("level", "floor"), [("quantity", 0.95), ("meaning", 0.90), ("core", 0.82), ("full", 0.78)])
def test_the_pages_held_out(heldout, level, floor):
    assert heldout.rate(level)[2] >= floor


def test_what_is_sure_is_right(dev):
    precision, recall, _ = score("dev", sure=True).rate("core")
    assert precision >= 0.9
    assert recall >= 0.45
