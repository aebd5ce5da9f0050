"""Acts that change the tree: each with its day, reason and approval, and who took part in it."""

from django.db import models

from gonghui.foundation.models import Stamped
from gonghui.organisations.models.organisation import Organisation
from gonghui.organisations.rules.change import ChangeKind, PartyRole
from gonghui.organisations.rules.organisation import Line
from gonghui.people.models import Account


class Change(Stamped):
    """One act: renamed, moved, split, merged, suspended, resumed, dissolved, a step of its status.

    ``effective_on`` is the first day on which things are as the act says. The founding of an
    organisation stands with the organisation itself.
    """

    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in ChangeKind])
    line = models.CharField(
        max_length=20,
        choices=[(line.value, line.value) for line in Line],
        default=Line.TERRITORIAL.value,
    )
    effective_on = models.DateField(db_index=True)
    reason = models.CharField(max_length=300)
    approval_number = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-effective_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.effective_on}"


class ChangeParty(models.Model):
    """An organisation that took part in an act, as what, and what it was called before it."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes")
    role = models.CharField(max_length=20, choices=[(one.value, one.value) for one in PartyRole])
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "organisation", "role"],
                name="organisations_change_party_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.name}"
