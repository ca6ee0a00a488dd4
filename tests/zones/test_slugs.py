"""Address names: ASCII, short, unique, made once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zones.models import Zone
from zones.slugs import LONGEST, free_slug, romanize, unused


@given(st.text(max_size=120))
def test_any_words_give_a_slug(words):
    slug = romanize(words)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LONGEST


def test_it_reads_pinyin_and_full_width_digits():
    assert romanize("屯留ＬＥＤ３０MW项目") == "tun-liu-led30mw-xiang-mu"


def test_a_taken_slug_gets_a_number_within_the_length():
    assert unused("a", set()) == "a"
    assert unused("a", {"a", "a-2"}) == "a-3"
    long = "x" * LONGEST
    assert unused(long, {long}) == "x" * (LONGEST - 2) + "-2"


@pytest.mark.django_db
def test_it_asks_the_table():
    Zone.objects.create(slug="jia", name="甲", level="other")
    assert free_slug(Zone, "甲") == "jia-2"
    assert free_slug(Zone, "甲", prefix="2024-10") == "2024-10-jia"
