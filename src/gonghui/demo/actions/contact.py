"""Telephones of the demonstration, all of them invented, and who agreed to be in the list whole."""

from datetime import datetime

from gonghui.people.actions.account import job_account
from gonghui.people.actions.consent import agree
from gonghui.people.actions.contact import Contact, change_contacts
from gonghui.people.models import Person
from gonghui.people.rules.privacy import Channel, Purpose

REACHED = 300  # persons; sealing some thousand would only make the building longer
AGREES = 3  # every third


def reach(*, at: datetime) -> None:
    """A number for the first few hundred invented persons; no identity card numbers are made up."""
    by = job_account()
    persons = list(Person.objects.filter(invented=True).order_by("pk")[:REACHED])
    numbers = (f"1990000{place:04}" for place in range(len(persons)))
    contacts = [Contact(one, phone) for one, phone in zip(persons, numbers, strict=True)]
    change_contacts(contacts, by=by, at=at)
    for one in persons[::AGREES]:
        agree(one, Purpose.CONTACT_LIST, Channel.PAPER, by=by, at=at)
