"""Grants: a role over an organisation and all below it, from–until."""

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
