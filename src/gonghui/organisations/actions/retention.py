"""What goes from the registers when somebody is in no office any more."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from gonghui.foundation.privacy import Retention
from gonghui.foundation.retention import Sweep
from gonghui.organisations.models import Tenure
from gonghui.people.models import Person

NOTHING = {"phone": "", "phone_likeness": "", "id_number": "", "id_number_likeness": ""}


def sweeps() -> list[Sweep]:
    """Telephone and identity card numbers of people who left their last post."""
    return [Sweep("organisations.contact", Retention.IN_OFFICE, _out_of_office, _empty)]


def _out_of_office(before: datetime) -> QuerySet[Person]:
    """Who held a post, and none since that day; who never held one is not counted out."""
    held = Tenure.objects.filter(person=OuterRef("pk"))
    lately = held.filter(Q(until_on=None) | Q(until_on__gte=localtime(before).date()))
    known = Person.objects.exclude(phone="", id_number="")
    return known.filter(Exists(held), ~Exists(lately))


def _empty(persons: QuerySet[Person], _at: datetime) -> None:
    persons.update(**NOTHING)
