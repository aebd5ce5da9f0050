"""A byte of a sealed number is another: a sentence says so, and no page breaks."""

import pytest
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse

from gonghui.access.permissions import Role
from gonghui.people.actions.consent import agree
from gonghui.people.actions.contact import change_contact
from gonghui.people.models import Person
from gonghui.people.rules.contact import Reason
from gonghui.people.rules.privacy import Channel, Purpose
from tests.factories.access import make_account, prove
from tests.factories.moments import IN_JULY
from tests.factories.organisations import make_post, make_tenure, make_tree
from tests.factories.people import make_job

pytestmark = pytest.mark.django_db
PHONE, OTHER_PHONE, NUMBER = "19900001234", "19900005678", "11010519491231002X"  # invented
SPOIL = {
    "phone": "UPDATE people_person SET phone = %s WHERE id = %s",
    "id_number": "UPDATE people_person SET id_number = %s WHERE id = %s",
}
BROKEN = "此项无法解密：数据库中的密文已被改动。"


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def person(tree) -> Person:
    """Somebody in office whose numbers were changed in the database; they have an account too."""
    account = make_account(Role.SYSTEM_ADMINISTRATOR, tree.city, name="任小禾")
    person = account.person
    make_tenure(person, make_post(tree.city, "干事"))
    change_contact(person, phone=PHONE, id_number=NUMBER, by=make_job(), at=IN_JULY)
    agree(person, Purpose.CONTACT_LIST, Channel.PAPER, by=make_job(), at=IN_JULY)
    for column in SPOIL:
        text = Person.objects.annotate(text=Cast(column, TextField())).get(pk=person.pk).text
        text = text[:-3] + ("A" if text[-3] != "A" else "B") + text[-2:]
        with connection.cursor() as cursor:
            cursor.execute(
                SPOIL[column],
                [text, person.pk],
            )
    return Person.objects.get(pk=person.pk)


def pages(person, tree) -> list[tuple[str, bool]]:
    """Every page that shows a number, and whether it says here what is wrong."""
    return [
        (reverse("directory:person", args=[person.pk]), True),
        (reverse("directory:contact-list", args=[tree.city.pk]), True),
        (reverse("directory:person-contact", args=[person.pk]), False),
        (reverse("directory:person-phone", args=[person.pk]), False),
        (reverse("directory:person-id-number", args=[person.pk]), False),
        (reverse("own-contact"), True),
        (reverse("own-data"), True),
    ]


def test_pages_say_that_it_does_not_open(client, tree, person):
    account = person.accounts.get()
    client.force_login(account)
    prove(client)

    for address, told in pages(person, tree):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert (BROKEN in answer.content.decode()) or not told, address


def test_being_told_it_whole_is_refused_with_the_sentence(client, tree, person):
    client.force_login(make_account(Role.SYSTEM_ADMINISTRATOR, tree.city))
    prove(client)

    answer = client.post(
        reverse("directory:person-phone-tell", args=[person.pk]),
        {"reason": Reason.OTHER.value, "words": "会议改期", "form_key": "a"},
        follow=True,
    )

    assert answer.status_code == 200
    assert BROKEN in answer.content.decode()


def test_the_own_data_can_be_taken_along(client, person):
    client.force_login(person.accounts.get())
    prove(client)

    answer = client.post(reverse("own-data-json"))

    assert answer.status_code == 200
    assert BROKEN in answer.content.decode()


def test_it_can_be_entered_anew(person):
    change_contact(person, phone=OTHER_PHONE, by=make_job(), at=IN_JULY)

    assert Person.objects.get(pk=person.pk).phone.unsealed() == OTHER_PHONE
