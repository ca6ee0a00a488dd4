"""A first start that is broken off leaves no half-read page behind."""

import pytest
from django.core.management import call_command

from articles.models import Article, SourcePage

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
