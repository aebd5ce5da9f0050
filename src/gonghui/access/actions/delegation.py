"""Lending the roles of one's post while away, for a time."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from gonghui.access.checks import live, overlapping
from gonghui.access.models import Delegation, Grant
from gonghui.access.permissions import ADMINISTRATORS, Role
from gonghui.audit.actions import Deed, record_all
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Tenure
from gonghui.people.models import Account

LONGEST_DAYS = 90  # both days counted; whoever is away longer gives up the post or has it filled


@transaction.atomic
def delegate(
    grants: Sequence[Grant],
    *,
    to: Account,
    days: tuple[date, date],
    by: Account,
    at: datetime,
) -> list[Delegation]:
    """Lend roles of posts one holds to a colleague, from the first day to the last.

    Raises:
        RuleBroken: ``delegation.nothing``; ``delegation.to_oneself``;
            ``delegation.account_closed``; ``delegation.days_wrong``; ``delegation.past``;
            ``delegation.too_long``; ``delegation.administrator``: the three administrators are
            never lent; ``delegation.not_own``: only roles of a post one holds oneself, never what
            is itself lent; ``delegation.held_already``; ``delegation.lent_already``.
    """
    _check_colleague(to, by)
    _check_days(days, today=localtime(at).date())
    if not grants:
        raise RuleBroken("delegation.nothing")
    keys = [one.pk for one in grants]
    own = Grant.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    lent = [_delegation(grant, to, days, by, localtime(at).date()) for grant in own]
    Delegation.objects.bulk_create(lent)
    deeds = [
        Deed("delegation.given", one, one.grant.organisation_id, {"to": to.display_name})
        for one in lent
    ]
    record_all(deeds, by=by, at=at)
    return lent


def _check_colleague(to: Account, by: Account) -> None:
    if by.person_id is None or to.person_id is None or to.person_id == by.person_id:
        raise RuleBroken("delegation.to_oneself")
    if not to.is_active:
        raise RuleBroken("delegation.account_closed", name=to.display_name)


def _check_days(days: tuple[date, date], *, today: date) -> None:
    since, until = days
    if until < since:
        raise RuleBroken("delegation.days_wrong", since=since, until=until)
    if since < today:
        raise RuleBroken("delegation.past", today=today)
    if (until - since).days + 1 > LONGEST_DAYS:
        raise RuleBroken("delegation.too_long", most=LONGEST_DAYS)


def _delegation(
    grant: Grant, to: Account, days: tuple[date, date], by: Account, today: date
) -> Delegation:
    """The row, if this role may be lent so."""
    since, until = days
    what = str(grant.post) if grant.post else grant.organisation.name
    if Role(grant.role) in ADMINISTRATORS:
        raise RuleBroken("delegation.administrator")
    holding = Tenure.objects.filter(live(today), person=by.person_id, post=grant.post_id)
    if grant.post_id is None or not holding.exists():
        raise RuleBroken("delegation.not_own", what=what)
    meanwhile = overlapping(since, until)
    if Tenure.objects.filter(meanwhile, person=to.person_id, post=grant.post_id).exists():
        raise RuleBroken("delegation.held_already", name=to.display_name, what=what)
    same = grant.delegations.filter(meanwhile, account=to, ended_at__isnull=True)
    if same.exists():
        raise RuleBroken("delegation.lent_already", name=to.display_name, what=what)
    return Delegation(grant=grant, giver=by, account=to, from_on=since, until_on=until)


@transaction.atomic
def end_delegations(delegations: Sequence[Delegation], *, by: Account, at: datetime) -> None:
    """What was lent goes back at once, before its last day.

    Raises:
        RuleBroken: ``delegation.ended_already`` when nothing of it is left.
    """
    keys = [one.pk for one in delegations]
    held = Delegation.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    going_on = [
        one
        for one in held.order_by("pk")
        if one.ended_at is None and one.until_on >= localtime(at).date()
    ]
    if not going_on:
        raise RuleBroken("delegation.ended_already")
    for one in going_on:
        one.ended_at = at
    Delegation.objects.bulk_update(going_on, ["ended_at"])
    deeds = [Deed("delegation.ended", one, one.grant.organisation_id) for one in going_on]
    record_all(deeds, by=by, at=at)
