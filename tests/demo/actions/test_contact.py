"""The telephones of the demonstration."""

import pytest

from gonghui.demo.actions.contact import reach
from gonghui.people.models import Person
from gonghui.people.queries.contact import phones_shown
from tests.factories.moments import IN_JULY
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def test_invented_people_are_reached_by_invented_numbers_and_some_agreed():
    invented = [make_person(f"人{n}", invented=True) for n in range(4)]
    make_person("真人")

    reach(at=IN_JULY)

    phones = phones_shown(list(Person.objects.order_by("pk")))
    assert [phones[one.pk].words for one in invented] == [
        "19900000000",
        "199****0001",
        "199****0002",
        "19900000003",
    ]
    assert len(phones) == 4
