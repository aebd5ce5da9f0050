"""Grants, delegations of them, and what one person proposes and a second confirms."""

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from gonghui.access.permissions import Role
from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Organisation, Post
from gonghui.people.models import Account


class Grant(Stamped):
    """A role over an organisation and all below it, given to a post or to one account."""

    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=True, account__isnull=False)
                | Q(post__isnull=False, account__isnull=True),
                name="access_grant_to_a_post_or_an_account",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="access_grant_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} @ {self.organisation}"


class Delegation(Stamped):
    """The role of a post, lent by its holder who is away to a colleague, from–until.

    ``giver`` lends it, ``account`` acts for them. It holds only as long as the grant does and the
    giver holds the post. ``ended_at`` is set when it ended before its last day.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="delegations")
    giver = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="access_delegation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("account")), name="access_delegation_to_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant} → {self.account}"


class State(StrEnum):
    """What became of a proposal; an open one lapses by itself when its time is over."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Proposal(Stamped):
    """An act that takes two: one person proposes it, it is done when a second one confirms.

    ``kind`` says which act, ``facts`` what it needs (plain JSON). Whoever proposes and whoever
    decides must hold ``permission`` over ``organisation``. ``until_at`` is when it lapses.
    """

    kind = models.CharField(max_length=40)
    permission = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=300)
    facts = models.JSONField(default=dict)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in State],
        default=State.OPEN.value,
    )
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, state="open")
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(state="open")),
                name="access_proposal_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(decided_by=F("by")),
                name="access_proposal_confirmed_by_a_second",
            ),
        ]

    def __str__(self) -> str:
        return self.label
