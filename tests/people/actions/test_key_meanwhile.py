"""People go on entering numbers while all are sealed anew: none is lost, none is put back."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from gonghui.foundation.keys import values_by_key
from gonghui.foundation.sealed import keyring
from gonghui.people.actions.key import reseal
from gonghui.people.models import Person
from tests.factories.moments import IN_JULY
from tests.factories.people import make_job, make_person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "sqlite" in connection.vendor, reason="one writer at a time: there is no race to lose"
    ),
]
MANY = 400


@pytest.fixture(autouse=True)
def rings(settings):
    settings.SEAL_KEYS = {"k1": "one secret"}
    keyring.cache_clear()
    yield settings
    keyring.cache_clear()


def enter_new_numbers(people):
    """Somebody writes every number anew, the last ones first."""
    try:
        for number, person in reversed(list(enumerate(people))):
            fresh = Person.objects.get(pk=person.pk)
            fresh.phone = f"139{number:08}"
            fresh.save(update_fields=["phone", "phone_likeness", "changed_at"])
    finally:
        connections.close_all()


def test_numbers_entered_while_all_are_sealed_anew_stay(rings):
    people = []
    for number in range(MANY):
        person = make_person(f"麻{number}")
        person.phone = f"138{number:08}"
        person.save()
        people.append(person)
    rings.SEAL_KEYS = {"k1": "one secret", "k2": "another secret"}
    keyring.cache_clear()

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(enter_new_numbers, people)
        done = reseal(by=make_job(), clock=lambda: IN_JULY)
        writer.result()

    assert done.broken == []
    assert values_by_key() == {"k1": 0, "k2": MANY}
    now = {one.pk: one.phone.unsealed() for one in Person.objects.all()}
    assert now == {person.pk: f"139{number:08}" for number, person in enumerate(people)}
