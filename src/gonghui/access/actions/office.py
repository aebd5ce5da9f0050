"""Opening an office with its three administrators."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from django.db import transaction

from gonghui.access.actions.grant import grant_to_account
from gonghui.access.checks import live
from gonghui.access.models import Grant
from gonghui.access.permissions import Role
from gonghui.access.rights import holders_of
from gonghui.audit.actions import Actor
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.tree import Founding, found_organisation
from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import superior
from gonghui.people.actions.account import open_account
from gonghui.people.actions.person import register_person
from gonghui.people.models import Account


@dataclass(frozen=True, slots=True)
class Opened:
    """A first administrator's sign-in.

    Attributes:
        token: Stands in the one-time link by which they set their password; told once.
    """

    role: Role
    account: Account
    token: str


@transaction.atomic
def open_office(
    founding: Founding, names: Mapping[Role, str], *, on: date, by: Actor, at: datetime
) -> list[Opened]:
    """Found the top federation of an empty site and give it its three separated administrators.

    Raises:
        RuleBroken: ``office.opened_already`` where an organisation or a person's account stands;
            ``office.one_person`` where one person would be two of the administrators
            (source: GB/T 22239-2019, 管理用户权限分离); ``person.name_missing``.
    """
    if Organisation.objects.exists() or Account.objects.filter(is_job=False).exists():
        raise RuleBroken("office.opened_already")
    if len(set(names.values())) < len(names):
        raise RuleBroken("office.one_person")
    top = found_organisation(founding, on=on, by=by, at=at)
    opened = []
    for role, name in names.items():
        person = register_person(name, by=by, at=at)
        username = role.value.replace("_", "-")
        invited = open_account(username, person=person, by=by, at=at)
        grant_to_account(role, top, invited.account, on=on, by=by, at=at)
        opened.append(Opened(role, invited.account, invited.token))
    return opened


@transaction.atomic
def appoint_second(name: str, *, on: date, by: Actor, at: datetime) -> Opened:
    """Give a site that has one security administrator its second; from then on two confirm.

    It is done at the server: with one alone nobody could confirm the second (ADR 0018).

    Raises:
        RuleBroken: ``office.not_opened``; ``office.two_already`` where two of them can act;
            ``person.name_missing``.
    """
    role = Role.SECURITY_ADMINISTRATOR
    given = Grant.objects.select_for_update(of=("self",)).filter(live(on), role=role.value)
    tops = [
        grant
        for grant in given.select_related("organisation").order_by("pk")
        if superior(grant.organisation) is None
    ]
    if not tops:
        raise RuleBroken("office.not_opened")
    top = tops[0].organisation
    if len(holders_of(role, top, on=on)) > 1:
        raise RuleBroken("office.two_already")
    person = register_person(name, by=by, at=at)
    invited = open_account(_free_name(role), person=person, by=by, at=at)
    grant_to_account(role, top, invited.account, on=on, by=by, at=at)
    return Opened(role, invited.account, invited.token)


def _free_name(role: Role) -> str:
    """A sign-in name after the role that nobody has."""
    name = role.value.replace("_", "-")
    taken = set(
        Account.objects.filter(username__startswith=name).values_list("username", flat=True)
    )
    return next(one for one in (f"{name}-{n}" for n in count(2)) if one not in taken)
