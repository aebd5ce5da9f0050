"""How far an office is on its first day."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonghui.access.checks import Visitor, organisations_where, seats
from gonghui.access.permissions import Permission
from gonghui.access.queries import working_accounts_where
from gonghui.directory.rules.onboarding import Counts
from gonghui.organisations.models import Organisation, Placement, Tenure
from gonghui.organisations.queries.integrity import found_by
from gonghui.organisations.rules.integrity import CHECKS, Weight
from gonghui.returns.models import Round

WRONG = [code for code, weight in CHECKS.items() if weight is Weight.WRONG]


def counts_of(user: Visitor, *, on: date) -> Counts:
    """What stands where an administrator sits, as of a day. As many queries as there are checks."""
    reach = organisations_where(user, Permission.ORGANISATION_MANAGE, on=on)
    standing = reach.filter(ended_on__isnull=True)
    own = {one.pk for one in seats(user, Permission.ORGANISATION_MANAGE, on=on)}
    below = Placement.objects.filter(parent=OuterRef("pk"), until_on__isnull=True)
    held = _held(on)
    leading = standing.filter(Q(Exists(below)) | Q(pk__in=own))
    serving = Exists(held.filter(post__organisation=OuterRef("pk")))
    return Counts(
        organisations=standing.exclude(pk__in=own).count(),
        wrong=_wrong(reach, on=on),
        leading=leading.count(),
        leading_staffed=leading.filter(serving).count(),
        people=held.filter(post__organisation__in=reach).values("person").distinct().count(),
        accounts=working_accounts_where(user, Permission.ACCOUNT_MANAGE).count(),
        rounds=Round.objects.filter(issuer__in=reach).count(),
    )


def _held(on: date) -> QuerySet[Tenure]:
    return Tenure.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), from_on__lte=on)


def _wrong(reach: QuerySet[Organisation], *, on: date) -> int:
    """In how many organisations the register contradicts itself, each counted once."""
    return len(
        {pk for code in WRONG for pk in found_by(code, reach, on=on).values_list("pk", flat=True)}
    )


def has_begun() -> bool:
    """Whether the office runs: a return was issued. One small query, for the desk."""
    return Round.objects.exists()
