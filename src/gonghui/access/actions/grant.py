"""Giving and ending roles."""

from datetime import date, datetime

from django.db import transaction

from gonghui.access.models import Grant
from gonghui.access.permissions import ADMINISTRATORS, Role
from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Organisation, Post
from gonghui.people.models import Account


@transaction.atomic
def grant_to_post(
    role: Role, organisation: Organisation, post: Post, *, on: date, by: Actor, at: datetime
) -> None:
    """Whoever holds the post has the role over the organisation and all below it."""
    grant = Grant.objects.create(role=role.value, organisation=organisation, post=post, from_on=on)
    record(Deed("grant.given", grant, organisation.pk, {"post": str(post)}), by=by, at=at)


@transaction.atomic
def grant_to_account(
    role: Role, organisation: Organisation, account: Account, *, on: date, by: Actor, at: datetime
) -> None:
    """One account has the role over the organisation and all below it.

    Raises:
        RuleBroken: ``grant.administrators_apart``: no account is two of the three administrators.
            Source: GB/T 22239-2019, 管理用户权限分离; quality.md S8.
    """
    held = {
        Role(value)
        for value in Grant.objects.filter(account=account).values_list("role", flat=True)
    }
    if role in ADMINISTRATORS and (held & ADMINISTRATORS) - {role}:
        raise RuleBroken("grant.administrators_apart", username=account.username)
    grant = Grant.objects.create(
        role=role.value, organisation=organisation, account=account, from_on=on
    )
    record(Deed("grant.given", grant, organisation.pk), by=by, at=at)
