"""更正 makes a new fact that takes over the places of the old, and a withdrawn article gives no more facts."""

import pytest

from articles.models import TextVersion
from facts import curation
from facts.correcting import correct_text
from facts.curation import CurationError, OutdatedText
from facts.models import Fact
from facts.publishing import publish_article, release_decisions, withdraw_article
from history.models import Counter
from tests.base import TEXT, chief, make_article, make_fact, make_proposal, make_user, make_zone, measure_values

pytestmark = pytest.mark.django_db
WRONG = {"value": "1640000000", "value_printed": "16.4"}


@pytest.fixture
def fact():
    zone = make_zone()
    fact = make_fact(make_article(zones=[zone], published=True), subject_zone=zone)
    assert make_fact(make_article(zones=[zone], published=True), subject_zone=zone) == fact
    return fact


def test_the_corrected_fact_is_cited_wherever_the_old_one_was(fact):
    new = curation.supersede(fact, chief(), WRONG, "collection", "录错一位数")
    assert (new.supersedes, new.citations.count()) == (fact, 2)
    assert Fact.objects.public().get() == new
    curation.undo(Counter.current(), chief())
    assert Fact.objects.public().get() == fact


def test_what_is_public_stays_until_the_new_is_signed(fact):
    waiting = curation.supersede(fact, make_user(), WRONG, "collection", "录错一位数")
    assert Fact.objects.public().get() == fact
    release_decisions(waiting.article, chief())
    new = Fact.objects.public().get()
    assert (new.supersedes, new.value, new.citations.filter(released=True).count()) == (fact, "1640000000", 2)


def test_a_stale_place_stays_stale_on_the_corrected_fact(fact):
    article = fact.citations.first().version.article
    correct_text(article, chief(), TEXT.replace("长治高新区", "长治经开区"), TextVersion.Kind.TRANSCRIPTION, "录错")
    new = curation.supersede(fact, chief(), WRONG, "collection", "录错一位数")
    assert sorted(new.citations.values_list("state", flat=True)) == ["exact", "stale"]


def test_a_fact_is_not_added_to_an_earlier_text(fact):
    article = fact.citations.first().version.article
    old = article.current
    correct_text(article, chief(), TEXT + "补", TextVersion.Kind.TRANSCRIPTION, "漏字")
    with pytest.raises(OutdatedText):
        curation.add_fact(TextVersion.objects.get(pk=old.pk), [{"start": 0, "end": 2}], measure_values(value="5"), chief())


def test_a_withdrawn_article_gives_no_more_facts():
    zone = make_zone()
    article = publish_article(make_article(zones=[zone]), chief())
    proposal = make_proposal(article, subject_zone=zone)
    withdraw_article(article, chief(), "误登")
    with pytest.raises(CurationError, match="已撤下"):
        curation.accept(proposal, chief())
