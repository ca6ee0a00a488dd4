"""Tests that commit leave nothing behind, not even in the tables whose triggers refuse deletion."""

import pytest
from django.db import IntegrityError

from history.changes import change
from history.models import Counter, Event
from search import index
from search.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", [1, 2])
def test_each_starts_from_empty_tables(turn):
    assert not Event.objects.exists()
    assert not Entry.objects.exists()
    assert not index.query("开工")
    assert Counter.current() == 0
    with change(None, "试验", actor_name="测试") as entry:
        entry.note("zones.zone")
        index.add("zone", 1, {"name": "开工"})
    assert Counter.current() == 1
    assert len(index.query("开工")) == 1


@pytest.mark.parametrize("turn", [1, 2])
def test_the_triggers_are_back_each_time(turn):
    with change(None, "试验", actor_name="测试") as entry:
        entry.note("zones.zone")
    with pytest.raises(IntegrityError):
        Event.objects.all().delete()
