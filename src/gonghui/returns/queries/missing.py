"""Who has not filed, and who is late."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from gonghui.organisations.models import Organisation
from gonghui.returns.models import RollUp, Round, Sheet


def sheets_below(round: Round, organisation: Organisation) -> QuerySet[Sheet]:
    """The sheets of an organisation and all below it, in the order of the tree.

    Each carries ``due_on``: the day it is due, or the round's while the ask has not reached it.
    """
    own = Q(organisation=organisation)
    path = RollUp.objects.filter(round=round, organisation=organisation).values_list("path")
    below = Q(rollup__path__startswith=path[0][0]) if path else own
    return (
        Sheet.objects.filter(below | own, round=round, excused_on__isnull=True)
        .annotate(due_on=Coalesce(F("assignment__due_on"), F("round__due_on")))
        .select_related("organisation", "assignment__answers_to", "rollup__organisation", "round")
        .order_by("rollup__path", "organisation__order", "organisation__code")
    )


def missing(round: Round, organisation: Organisation) -> QuerySet[Sheet]:
    """The sheets below that do not count yet: never filed, or sent back."""
    return sheets_below(round, organisation).filter(counted__isnull=True)


def late(round: Round, organisation: Organisation, today: date) -> QuerySet[Sheet]:
    """Of these, the ones whose day has passed."""
    passed = Q(assignment__due_on__lt=today) | Q(assignment__isnull=True, round__due_on__lt=today)
    return missing(round, organisation).filter(passed)
