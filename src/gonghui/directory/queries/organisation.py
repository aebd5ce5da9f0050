"""The tree, one level a page, and what is known of one organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gonghui.access.checks import Visitor, can, organisations_where, seats
from gonghui.access.permissions import Permission
from gonghui.organisations.models import Department, Organisation, Registration, Tenure, Term
from gonghui.organisations.queries.past import counts_on
from gonghui.organisations.queries.post import holders_at, in_order
from gonghui.organisations.queries.search import MOST, Matches, search
from gonghui.organisations.queries.tree import children
from gonghui.organisations.rules.post import Order
from gonghui.returns.models import Round, Sheet
from gonghui.returns.queries.rollup import Compared, compared

HEADLINES = (
    "unions",
    "employees",
    "members",
    "new_members",
    "unionisation_rate",
    "funds_collected",
)


def within_reach(user: Visitor) -> QuerySet[Organisation]:
    """Organisations a person may look at."""
    return organisations_where(user, Permission.ORGANISATION_VIEW)


def seen(user: Visitor, pk: int) -> Organisation | None:
    """This one organisation, if the person may look at it: asked upwards, quick in any reach."""
    one = Organisation.objects.filter(pk=pk).first()
    return one if one and can(user, Permission.ORGANISATION_VIEW, one) else None


def level_below(organisation: Organisation) -> QuerySet[Organisation]:
    """Those directly below."""
    return children(organisation).order_by("order", "code")


def below_counts(organisations: Sequence[Organisation], *, on: date) -> dict[int, int]:
    """How many stand directly below each of these on a day. One query."""
    return counts_on([one.pk for one in organisations], on)


def found_within(user: Visitor, text: str, *, most: int = MOST) -> Matches:
    """Organisations in reach by any part of a name, code, pinyin or initials, the best first."""
    return search(text, within=seats(user, Permission.ORGANISATION_VIEW), most=most)


def in_that_order(pks: Sequence[int]) -> list[Organisation]:
    """The organisations with these keys, in the order of the keys. One query."""
    held = Organisation.objects.in_bulk(pks)
    return [held[pk] for pk in pks if pk in held]


def first_found(user: Visitor, text: str, most: int) -> list[Organisation]:
    """The best few that a text finds in reach."""
    return in_that_order(found_within(user, text, most=most).pks)


@dataclass(frozen=True, slots=True)
class Known:
    """What one page tells of an organisation.

    Attributes:
        registration: ``None`` before anything of it was registered.
        term: The committee in office; ``None`` when no election is known.
        round: The newest round it stands on; ``None`` before the first.
        figures: The headline figures of that round.
    """

    holders: Sequence[Tenure]
    departments: Sequence[Department]
    registration: Registration | None
    term: Term | None
    round: Round | None
    figures: Sequence[Compared]


def known_of(organisation: Organisation, *, on: date, order: Order = Order.PRECEDENCE) -> Known:
    """Posts, departments, register and the last figures of an organisation, as of a day."""
    newest = (
        Round.objects.filter(pk__in=Sheet.objects.filter(organisation=organisation).values("round"))
        .select_related("form")
        .order_by("-period", "-pk")
        .first()
    )
    lines = compared(newest, organisation) if newest else []
    return Known(
        holders=list(in_order(holders_at(organisation, on=on), order)),
        departments=list(organisation.departments.all()),
        registration=Registration.objects.filter(organisation=organisation).first(),
        term=organisation.terms.first(),
        round=newest,
        figures=[one for one in lines if one.indicator.code in HEADLINES],
    )
