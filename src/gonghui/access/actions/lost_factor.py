"""A second factor that is lost: of an administrator it takes two persons to remove it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from gonghui.access.actions.proposal import Proposed, propose
from gonghui.access.checks import roles_held
from gonghui.access.models import Proposal
from gonghui.access.permissions import ADMINISTRATORS, Permission
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Organisation
from gonghui.people.actions.account import remove_second_factor
from gonghui.people.models import Account

LOST = "second_factor.lost"


def administered(account: Account, *, at: datetime) -> Organisation | None:
    """Where the account is one of the three administrators today; ``None``: nowhere."""
    held = roles_held(account, on=localtime(at).date())
    return next((one.organisation for one in held if one.role in ADMINISTRATORS), None)


@transaction.atomic
def remove_or_propose(
    account: Account, proof: str, *, by: Account, at: datetime
) -> Proposal | None:
    """Remove a lost second factor; of an administrator it is proposed, and returned.

    Raises:
        RuleBroken: ``lost_factor.own``; ``proposal.made_already``; and as ``remove_second_factor``,
            at once. Source: quality.md S6, S25.
    """
    _check_other(account, by)
    organisation = administered(account, at=at)
    if organisation is None:
        remove_second_factor(account, proof, by=by, at=at)
        return None
    with transaction.atomic():  # what would be refused is not even proposed
        remove_second_factor(account, proof, by=by, at=at)
        transaction.set_rollback(True)
    facts = {"account": account.pk, "proof": proof.strip()}
    label = f"{account.username}（{account.display_name}）"
    proposed = Proposed(LOST, Permission.ACCOUNT_CONFIRM, organisation, label, facts)
    return propose(proposed, by=by, at=at)


def remove_proposed(proposal: Proposal, by: Account, at: datetime) -> None:
    """Carry out a confirmed proposal.

    Raises:
        RuleBroken: ``lost_factor.own``: nobody confirms it for themselves; and as
            ``remove_second_factor``.
    """
    account = Account.objects.select_related("person").get(pk=_key(proposal))
    _check_other(account, by)
    remove_second_factor(account, str(proposal.facts["proof"]), by=by, at=at)


def accounts_of(proposals: Iterable[Proposal]) -> dict[int, Account]:
    """Whose second factor each of these proposals is about, by the proposal's key. One query."""
    keys = {one.pk: _key(one) for one in proposals}
    found = Account.objects.select_related("person").in_bulk(set(keys.values()))
    return {pk: found[key] for pk, key in keys.items()}


def _key(proposal: Proposal) -> int:
    return int(proposal.facts["account"])


def _check_other(account: Account, by: Account) -> None:
    if account.person_id == by.person_id:
        raise RuleBroken("lost_factor.own")
