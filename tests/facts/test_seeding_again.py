"""A first start that is broken off leaves no half-read page behind, and one with a wrong home region says so."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article, SourcePage
from tests.base import make_region

pytestmark = pytest.mark.django_db


def test_a_first_start_that_breaks_off_begins_again(monkeypatch):
    def stop(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("facts.seeding.index_regions", list)
    monkeypatch.setattr("facts.seeding._replay", stop)
    with pytest.raises(KeyboardInterrupt):
        call_command("load_seeds", verbosity=0)
    assert not SourcePage.objects.exists()
    assert not Article.objects.exists()


@pytest.mark.parametrize(("code", "wrong"), [("140400", False), ("149900", True)])
def test_a_home_region_that_no_division_has_is_told_at_the_start(monkeypatch, settings, code, wrong):
    make_region(code="140400")
    monkeypatch.setattr("facts.management.commands.load_seeds.load_page", lambda *arguments: [])
    settings.HOME_REGION, told = code, StringIO()
    call_command("load_seeds", stdout=StringIO(), stderr=told)
    assert (f"{code} 不在名录的行政区划中" in told.getvalue()) is wrong
