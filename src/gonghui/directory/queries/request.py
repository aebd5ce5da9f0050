"""Whose requests about their own data somebody answers, and what stands in the way of erasing."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from gonghui.access.checks import Visitor, roles_held, seats
from gonghui.access.permissions import Permission
from gonghui.access.queries import accounts_below, accounts_nowhere, proposals_where
from gonghui.access.wording import ROLE_NAMES
from gonghui.organisations.models import Ancestry, Organisation, Tenure
from gonghui.organisations.rules.organisation import Kind
from gonghui.people.models import Account, DataRequest, Person
from gonghui.people.rules.privacy import RequestState

DECIDE = Permission.DATA_REQUEST_DECIDE
ERASE = "person.erase"  # the kind of proposal


def requests_where(user: Visitor) -> QuerySet[DataRequest]:
    """What people of the own reach ask; of people who belong nowhere, for who sits at a top."""
    # the seats first, by name: asking for all in one statement is too deep for SQLite
    sitting = seats(user, DECIDE)
    theirs = Q(person__in=accounts_below(sitting).values("person"))
    if _top_among(sitting) is not None:
        theirs |= Q(person__in=accounts_nowhere().values("person"))
    return DataRequest.objects.filter(theirs).select_related("person", "decided_by__person")


def waiting_requests(user: Visitor) -> QuerySet[DataRequest]:
    """Those that wait for an answer, what is due first coming first."""
    waiting = requests_where(user).filter(state=RequestState.OPEN.value)
    return waiting.order_by("due_on", "pk")


def _top_among(sitting: Sequence[Organisation]) -> Organisation | None:
    """The one with nobody above it; else ``None``."""
    for seat in sitting:
        above = Ancestry.objects.filter(organisation=seat).exclude(ancestor=seat)
        if seat.kind != Kind.OUTSIDE.value and not above.exists():
            return seat
    return None


def place_of(person: Person, user: Visitor) -> Organisation | None:
    """Where two persons must be able to answer for this one: a post's organisation, or the top."""
    sitting = seats(user, DECIDE)
    reach = Ancestry.objects.filter(ancestor__in=sitting).values("organisation")
    tenures = Tenure.objects.filter(person=person, post__organisation__in=reach)
    latest = tenures.select_related("post__organisation").order_by("-from_on", "pk").first()
    if latest is not None:
        return latest.post.organisation
    return _top_among(sitting) or next(iter(sitting), None)


def offices_of(person: Person, *, on: date) -> list[str]:
    """Posts and roles a person still has, or will have: they end before anybody is erased."""
    still = Q(until_on__isnull=True) | Q(until_on__gte=on)
    tenures = Tenure.objects.filter(still, person=person).select_related("post__organisation")
    posts = [str(one.post) for one in tenures.order_by("post__precedence", "pk")]
    accounts = Account.objects.filter(person=person, is_active=True)
    held = [one for account in accounts for one in roles_held(account, on=on)]
    roles = [f"{ROLE_NAMES[one.role]}（{one.organisation.name}）" for one in held if not one.post]
    return list(dict.fromkeys([*posts, *roles]))


def proposal_of(request: DataRequest, user: Visitor) -> object | None:
    """The latest proposal to erase what this request is about, if there is one in reach."""
    found = proposals_where(user, DECIDE).filter(kind=ERASE, facts__request=request.pk)
    return found.first()
