"""Persons of an older site are sorted and found as new ones."""

from importlib import import_module

import pytest
from django.apps import apps

from gonghui.people.models import Person
from tests.factories.people import make_person

FILLED = import_module("gonghui.people.migrations.0004_sort_keys_filled")


@pytest.mark.django_db
def test_those_entered_before_get_their_keys(monkeypatch):
    names = ["單一鳴", "任小禾", "阿依古丽·买买提", "𠮷田", "习"]
    made = [make_person(name) for name in names]
    keys = ("stroke_key", "initials", "plain_name", "sort_reading")
    expected = list(Person.objects.order_by("pk").values_list(*keys))
    Person.objects.update(stroke_key="", initials="", plain_name="")
    monkeypatch.setattr(FILLED, "TOGETHER", 2)

    FILLED.fill_all(apps, None)

    assert list(Person.objects.order_by("pk").values_list(*keys)) == expected
    assert Person.objects.count() == len(made)
