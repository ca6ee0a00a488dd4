"""Every write takes the next number, keeps before and after, and can be taken back exactly."""

import pytest
from django.db import IntegrityError, transaction

from history.changes import UndoRefused, change, restore_group, snapshot
from history.models import Counter, Event
from zones.models import Region, Zone

pytestmark = pytest.mark.django_db


def new_zone(name="甲开发区", **values):
    return Zone(slug=f"z{Zone.objects.count()}", name=name, level="other", **values)


def test_numbers_are_dense_and_a_failed_change_takes_none():
    with change(None, "试") as first:
        first.create(new_zone())
    with pytest.raises(ValueError, match="stop"), change(None, "试"):
        raise ValueError("stop")
    with change(None, "试") as second:
        second.create(new_zone("乙开发区"))
    assert second.number == first.number + 1 == Counter.current()


def test_an_update_keeps_before_and_after_and_an_empty_one_leaves_no_trace():
    with change(None, "登记") as group:
        zone = group.create(new_zone())
    with change(None, "改名", reason="更名批复") as group:
        assert group.update(zone, {"name": "乙开发区"})
        assert not group.update(zone, {"name": "乙开发区"})
    event = Event.objects.get(number=group.number)
    assert (event.before["name"], event.after["name"], event.reason) == ("甲开发区", "乙开发区", "更名批复")


def test_many_to_many_fields_are_part_of_the_record():
    place = Region.objects.create(code="140400", name="长治市", level="prefecture")
    with change(None, "登记") as group:
        zone = group.create(new_zone(), also_in=[place])
    assert Event.objects.get(number=group.number).after["also_in"] == [place.pk]
    with change(None, "改") as group:
        group.update(zone, also_in=[])
    with change(None, "撤销") as undoing:
        restore_group(undoing, group.number)
    assert list(zone.also_in.all()) == [place]


def test_undo_restores_the_rows_exactly():
    with change(None, "登记") as group:
        zone = group.create(new_zone())
    before = snapshot(Zone.objects.get())
    with change(None, "改") as group:
        group.update(zone, {"name": "乙开发区", "website": "https://example.org"})
        group.create(new_zone("丙开发区"))
    with change(None, "撤销") as undoing:
        restore_group(undoing, group.number)
    assert [snapshot(row) for row in Zone.objects.all()] == [before]


def test_undo_of_a_deletion_brings_the_row_back_under_its_id():
    with change(None, "登记") as group:
        zone = group.create(new_zone())
    before = snapshot(zone)
    with change(None, "删") as group:
        group.delete(zone)
    with change(None, "撤销") as undoing:
        restore_group(undoing, group.number)
    assert snapshot(Zone.objects.get()) == before


def test_undo_is_refused_after_a_later_change_and_names_it():
    with change(None, "登记") as group:
        zone = group.create(new_zone())
    with change(None, "改名", actor_name="王编辑"):
        pass
    with change(None, "改名", actor_name="王编辑") as later:
        later.update(zone, {"name": "乙开发区"})
    with pytest.raises(UndoRefused, match=rf"第{later.number}号，王编辑"), change(None, "撤销") as undoing:
        restore_group(undoing, group.number)
    assert Zone.objects.get().name == "乙开发区"


def test_events_can_neither_be_changed_nor_deleted():
    with change(None, "登记") as group:
        group.create(new_zone())
    for attempt in (lambda: Event.objects.update(reason="改"), lambda: Event.objects.all().delete(), Event.objects.get().delete, Event.objects.get().save):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
