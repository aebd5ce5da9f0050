"""What was presented, when and where."""

from django.db.models import Q, QuerySet

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.honours.models import Presentation


def presentations_where(user: Visitor, permission: Permission) -> QuerySet[Presentation]:
    """Presentations of honours given where the person holds the permission, newest first."""
    return Presentation.objects.filter(
        programme__organisation__in=organisations_where(user, permission)
    ).select_related("programme__organisation")


def presentations_at(source_address: str) -> QuerySet[Presentation]:
    """What was presented at one source, a meeting above all."""
    return (
        Presentation.objects.filter(source_address=source_address)
        .select_related("programme__organisation")
        .order_by("pk")
    )


def of_year(presentations: QuerySet[Presentation], year: int) -> QuerySet[Presentation]:
    """Those of one year: of the honour, or of the day where the honour names none."""
    return presentations.filter(
        Q(programme__year=year) | Q(programme__year__isnull=True, presented_on__year=year)
    )


def years(presentations: QuerySet[Presentation]) -> list[int]:
    """The years there is something of, newest first."""
    found = presentations.order_by().values_list("programme__year", "presented_on__year")
    return sorted({honour or day for honour, day in found if honour or day}, reverse=True)
