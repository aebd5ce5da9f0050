"""Who holds which post."""

from datetime import date

from django.db.models import Q, QuerySet

from gonghui.organisations.models import Organisation, Tenure
from gonghui.people.models import Person


def _holding(on: date) -> Q:
    return Q(from_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))


def tenures_of(person: Person, *, on: date) -> QuerySet[Tenure]:
    """The posts a person holds on a day, highest first."""
    return (
        Tenure.objects.filter(_holding(on), person=person)
        .select_related("post__organisation", "person")
        .order_by("post__precedence", "pk")
    )


def holders_at(organisation: Organisation, *, on: date) -> QuerySet[Tenure]:
    """Who holds the posts of an organisation on a day, by precedence."""
    return (
        Tenure.objects.filter(_holding(on), post__organisation=organisation)
        .select_related("post__organisation", "post__department", "person")
        .order_by("post__precedence", "pk")
    )
