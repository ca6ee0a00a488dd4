"""What the database itself refuses, whoever writes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article, Issue, Publication, SourcePage, TextVersion
from facts.models import Citation, Fact
from zones.models import Region, RegionAlias, Zone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indicators")]


def make_fact(**values):
    plain = {
        "kind": "measure", "subject_type": "region", "subject": "长治市", "indicator_id": "gdp", "measure": "level", "value": "1", "value_number": 1,
        "unit": "CNY", "claim_key": str(Fact.objects.count()), "accepted_at": timezone.now(),
    }  # fmt: skip
    return Fact.objects.create(**plain | values)


def make_version(text="长治全市完成投资243.2亿元。"):
    publication = Publication.objects.create(slug="paper", name="某报")
    issue = Issue.objects.create(publication=publication, date=date(2024, 10, 1))
    article = Article.objects.create(slug="a", issue=issue, headline="标题")
    return TextVersion.objects.create(article=article, number=1, text=text)


def region(name="长治市", code="140400"):
    return Region.objects.create(code=code, name=name, level="prefecture")


@pytest.mark.parametrize(
    "values",
    [
        {"unit": ""},
        {"value": "", "value_number": None},
        {"unit": "两"},
        {"measure": "guess"},
        {"kind": "rumour"},
        {"subject": ""},
        {"subject_type": "city"},
        {"modality": "maybe"},
        {"comparator": "ne"},
        {"base": "decade"},
        {"indicator_id": None},
        {"stage": "started"},
        {"value_max": "0.5", "value_max_number": Decimal("0.5")},
        {"period_start": date(2024, 2, 1), "period_end": date(2024, 1, 1)},
        {"kind": "stage", "stage": "dreamt", "indicator_id": None, "measure": "", "value": "", "value_number": None, "unit": ""},
        {"kind": "relation", "relation": "industry", "object": "光伏", "indicator_id": None, "measure": "", "value": "", "value_number": None, "unit": ""},
        {"withdrawn_at": timezone.now(), "withdrawn_reason": ""},
    ],
)
def test_a_claim_that_makes_no_sense_is_refused(values):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_fact(**values)


def test_a_sound_claim_is_taken():
    assert make_fact(value_max="2", value_max_number=2, period_start=date(2024, 1, 1)).pk


def test_a_subject_link_must_be_of_the_subjects_type():
    zone = Zone.objects.create(slug="z", name="某开发区", level="other")
    make_fact(subject_region=region())
    with pytest.raises(IntegrityError), transaction.atomic():
        make_fact(subject_zone=zone)


def test_an_object_link_must_suit_the_relation():
    plain = {
        "kind": "relation",
        "subject_type": "project",
        "indicator_id": None,
        "measure": "",
        "value": "",
        "value_number": None,
        "unit": "",
        "object": "长治市",
    }
    place = region()
    make_fact(**plain, relation="located_in", object_region=place)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_fact(**plain, relation="built_by", object_region=place)


def test_there_is_one_live_fact_of_a_key():
    first = make_fact(claim_key="same")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_fact(claim_key="same")
    Fact.objects.filter(pk=first.pk).update(superseded_at=timezone.now())
    assert make_fact(claim_key="same").pk


@pytest.mark.parametrize(("start", "end", "quote"), [(8, 15, "243.2亿"), (8, 8, ""), (9, 8, "投"), (10, 99, "3.2亿元。"), (0, 4, "长治市全")])
def test_a_quote_must_stand_in_the_text(start, end, quote):
    version, fact = make_version(), make_fact()
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.create(fact=fact, version=version, start=start, end=end, quote=quote)


def test_a_quote_counts_code_points():
    version, fact = make_version("𠮷林😀投资1亿元"), make_fact()
    citation = Citation.objects.create(fact=fact, version=version, start=5, end=8, quote="1亿元")
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.filter(pk=citation.pk).update(start=4)


@pytest.mark.parametrize("values", [{"value": "2"}, {"subject": "晋城市"}, {"scope": "开发区"}, {"modality": "planned"}, {"period_end": date(2024, 1, 1)}])
def test_the_claim_of_a_fact_never_changes(values):
    fact = make_fact()
    Fact.objects.filter(pk=fact.pk).update(rank=Fact.Rank.PREFERRED, claim_key="merged", subject_region=region())
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.filter(pk=fact.pk).update(**values)


def test_text_versions_are_immutable():
    version = make_version()
    Article.objects.filter(pk=version.article_id).update(current=version)  # the texts of a draft that is taken back go with it
    for attempt in (lambda: TextVersion.objects.update(reason="改"), lambda: TextVersion.objects.filter(pk=version.pk).delete(), version.save):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_the_same_bytes_are_kept_once():
    SourcePage.objects.create(filename="a.txt", content=b"a", sha256="s")
    with pytest.raises(IntegrityError), transaction.atomic():
        SourcePage.objects.create(filename="b.txt", content=b"a", sha256="s")


def test_an_alias_stands_once_on_an_entity_and_may_stand_on_several():
    first, second = region(), region("晋城市", "140500")
    RegionAlias.objects.create(entity=first, name="上党")
    RegionAlias.objects.create(entity=second, name="上党")
    with pytest.raises(IntegrityError), transaction.atomic():
        RegionAlias.objects.create(entity=first, name="上党")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=6))
def test_eighteen_digits_survive_the_database(number):
    value = format(number, "f")
    fact = make_fact(value=value, value_number=number, claim_key=f"digits {value} {Fact.objects.count()}")
    stored = Fact.objects.get(pk=fact.pk)
    assert stored.value == value
    assert Decimal(stored.value) == number
