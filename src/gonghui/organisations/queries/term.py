"""Whose committee is to be elected anew, and when."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from gonghui.organisations.models import Organisation, Term
from gonghui.organisations.rules.organisation import Level, Status


def in_office(organisations: QuerySet[Organisation]) -> QuerySet[Term]:
    """The newest term of each of these organisations, those that run out first before."""
    newest = (
        Term.objects.filter(organisation=OuterRef("organisation"))
        .order_by("-elected_on")
        .values("pk")[:1]
    )
    return (
        Term.objects.filter(organisation__in=organisations, pk=Subquery(newest))
        .exclude(organisation__status=Status.DISSOLVED.value)
        .select_related("organisation")
        .order_by("ends_on", "organisation__order", "organisation__code")
    )


def elections_due(
    organisations: QuerySet[Organisation], *, since: date | None, until: date
) -> QuerySet[Term]:
    """Terms in office that run out between two days; without ``since`` the overdue ones too."""
    due = in_office(organisations).filter(ends_on__lte=until)
    return due if since is None else due.filter(ends_on__gte=since)


def terms_unknown(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Organisations of which no election is entered. It is not known when one is due."""
    return (
        organisations.filter(terms__isnull=True)
        .filter(status=Status.STANDING.value)
        .exclude(level=Level.OUTSIDE.value)
    )
