"""报道不一 is closed with one of four outcomes and stays closed until a new value comes."""

import pytest

from facts import curation
from facts.curation import CurationError
from facts.models import Conflict, Fact
from facts.resolving import close_conflict
from history.models import Counter
from tests.base import chief, make_article, make_fact, make_zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    return make_zone()


def said(zone, value):
    return make_fact(make_article(published=True), subject_zone=zone, value=f"{value}00000000", value_printed=str(value))


def test_choosing_one_keeps_the_other_visible_and_is_remembered(zone):
    one, other = said(zone, 16), said(zone, 19)
    conflict = Conflict.objects.get()
    close_conflict(conflict, chief(), "chosen", "以统计公报为准", preferred=one)
    ranks = dict(Fact.objects.public().values_list("pk", "rank"))
    assert ranks == {one.pk: "preferred", other.pk: "normal"}
    curation.withdraw_fact(other, chief(), "原文有误")
    said(zone, 19)
    assert Conflict.objects.filter(closed_at__isnull=True).count() == 1


def test_the_case_opens_again_only_for_a_new_value(zone):
    said(zone, 16), said(zone, 19)
    close_conflict(Conflict.objects.get(), chief(), "scope", "一为全口径，一为规上")
    make_fact(make_article(published=True), subject_zone=zone, value="1600000000", value_printed="16")
    assert not Conflict.objects.filter(closed_at__isnull=True).exists()
    said(zone, 23)
    assert Conflict.objects.filter(closed_at__isnull=True).exists()


def test_an_outcome_needs_a_reason_and_a_choice(zone):
    said(zone, 16), said(zone, 19)
    conflict = Conflict.objects.get()
    for arguments, words in ((("settled", "x"), "结论"), (("scope", " "), "理由"), (("chosen", "x"), "选出")):
        with pytest.raises(CurationError, match=words):
            close_conflict(conflict, chief(), *arguments)
    close_conflict(conflict, chief(), "print", "原文印错")
    with pytest.raises(CurationError, match="结案"):
        close_conflict(conflict, chief(), "print", "原文印错")
    curation.undo(Counter.current(), chief())
    assert Conflict.objects.get().closed_at is None
