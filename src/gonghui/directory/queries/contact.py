"""Who may be called by whom, and how they are reached."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.directory.queries.person import persons_where
from gonghui.organisations.models import Organisation, Tenure
from gonghui.organisations.queries.audience import rank
from gonghui.organisations.queries.tree import below
from gonghui.people.models import Consent, Person
from gonghui.people.queries.contact import with_phone
from gonghui.people.rules.contact import Fact
from gonghui.people.rules.privacy import Purpose

TELL, KEEP = Permission.CONTACT_TELL, Permission.ORGANISATION_MANAGE


def reachable_where(user: Visitor, *, on: date) -> QuerySet[Person]:
    """Persons who hold or will hold a post where somebody may be told how to reach them.

    Who left is called no more.
    """
    serving = Tenure.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on),
        person=OuterRef("pk"),
        post__organisation__in=organisations_where(user, TELL),
    )
    return Person.objects.filter(Exists(serving)).order_by("sort_reading", "pk")


def told_where(user: Visitor, fact: Fact, *, on: date) -> QuerySet[Person]:
    """Persons of whom somebody may be told this fact whole.

    The telephone for whoever calls people, the identity card for whoever keeps the register.
    """
    return reachable_where(user, on=on) if fact is Fact.PHONE else persons_where(user, KEEP)


def found_by_phone(user: Visitor, number: str, *, on: date) -> list[Person]:
    """Whose this mobile number is, of those the person asking may call."""
    found = with_phone(number).values("pk")
    return list(reachable_where(user, on=on).filter(pk__in=found))


def listed_where(user: Visitor) -> QuerySet[Organisation]:
    """Organisations whose contact list somebody may see."""
    return organisations_where(user, TELL)


def contact_list(organisation: Organisation, text: str, *, on: date) -> QuerySet[Tenure]:
    """Who holds which post there and below on a day, from the top down.

    ``text`` narrows by a part of a person's or an organisation's name; empty is everybody.
    """
    tenures = Tenure.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on),
        from_on__lte=on,
        post__organisation__in=below(organisation).order_by().values("pk"),
    )
    if text:
        named = Q(person__name__contains=text) | Q(post__organisation__name__contains=text)
        tenures = tenures.filter(named)
    return tenures.select_related("person", "post__organisation").order_by(
        *rank("post__organisation__"), "post__precedence", "pk"
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many persons a contact list names.

    Attributes:
        phones: Of them, whose telephone is known.
        whole: Of these, who agreed that it is shown whole.
    """

    persons: int
    phones: int
    whole: int


def counted(tenures: QuerySet[Tenure]) -> Counted:
    """Each person once, in how many posts they may be."""
    named = tenures.order_by().values("person")
    persons = Person.objects.filter(pk__in=named)
    known = persons.exclude(phone_likeness="")
    standing = Consent.objects.filter(
        person=OuterRef("pk"), purpose=Purpose.CONTACT_LIST.value, withdrawn_at=None
    )
    return Counted(persons.count(), known.count(), known.filter(Exists(standing)).count())
