"""The arrows between rooms that import-linter cannot see: keys between tables, and templates."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, Model

from tests.rooms import CONTRACTS, PACKAGE, may_lean_on, rooms, tower

WITHOUT_COMMON_FLOORS = {"config", "foundation", "access", "demo", "operate"}
NAMED_TEMPLATE = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")


def keys_into_other_rooms() -> Iterator[tuple[type[Model], Field, str, str]]:
    """Model, its key, its room and the room the key leads to."""
    for model in apps.get_models(include_auto_created=True):
        room = apps.get_app_config(model._meta.app_label).name
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if not field.is_relation or field.related_model is None:
                continue
            other = apps.get_app_config(field.related_model._meta.app_label).name
            if room.startswith("gonghui.") and other.startswith("gonghui.") and room != other:
                yield model, field, room.removeprefix("gonghui."), other.removeprefix("gonghui.")


def test_keys_between_tables_point_down_the_tower():
    wrong = [
        f"{model.__name__}.{field.name}: {room} → {other}"
        for model, field, room, other in keys_into_other_rooms()
        if not may_lean_on(room, other)
    ]

    assert wrong == []


def test_keys_into_another_room_leave_no_name_there():
    wrong = [
        f'{model.__name__}.{field.name} needs related_name="+"'
        for model, field, _, _ in keys_into_other_rooms()
        if not field.remote_field.hidden
    ]

    assert wrong == []


def test_templates_lean_on_their_own_room_and_lower_ones():
    owners = {
        template.relative_to(folder).as_posix(): folder.parent.name
        for folder in PACKAGE.glob("*/templates")
        for template in folder.rglob("*.*")
    }
    wrong = [
        f"{room}/{name} → {used}"
        for name, room in owners.items()
        for used in NAMED_TEMPLATE.findall(
            (PACKAGE / room / "templates" / name).read_text(encoding="utf-8")
        )
        if used in owners and not may_lean_on(room, owners[used])
    ]

    assert wrong == []


def test_every_room_stands_in_the_tower():
    assert set(rooms()) - set(tower()) == set()


def test_every_room_has_its_floors_checked():
    floors = next(contract for contract in CONTRACTS if "containers" in contract)
    checked = {room.removeprefix("gonghui.") for room in floors["containers"]}

    assert set(rooms()) - WITHOUT_COMMON_FLOORS - checked == set()
