"""One organisation's answers, and each version of them that was filed."""

from django.db import models
from django.db.models import Q

from gonghui.cascade.models import Assignment
from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account
from gonghui.returns.models.rollup import RollUp
from gonghui.returns.models.round import Round
from gonghui.returns.rules.sheet import VersionState


class Sheet(Stamped):
    """One organisation's answers to a round: what is being typed, and which version counts.

    ``rollup`` is the first total it counts in: its own when it has others below it, else its
    superior's. ``assignment`` is empty until the ask has reached it. ``typed`` keeps the cells
    word for word, wrong ones too; ``notes`` the reasons given. ``remarks`` are the superior's, on
    single cells. ``edition`` grows with each saving. ``counted`` is the version in the totals.
    ``excused_on`` is the day from which it is expected no more: its organisation ended, rests, or
    left the issuer's reach without having filed; ``None`` while it is expected.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sheets")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=20)
    rollup = models.ForeignKey(RollUp, on_delete=models.PROTECT, related_name="sheets")
    assignment = models.OneToOneField(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    typed = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    remarks = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    excused_on = models.DateField(null=True, blank=True)
    counted = models.OneToOneField(
        "returns.Version", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation"], name="returns_sheet_once_per_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round.title}：{self.organisation.name}"


class Version(models.Model):
    """What was filed, frozen with its digest. ``values`` are exact integers by code.

    ``before`` is the version of the same period last year it is compared with, as it stood when
    this one was filed: a later change of last year does not rewrite this year's comparison.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    values = models.JSONField()
    notes = models.JSONField(default=dict)
    before = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=20, choices=[(state.value, state.value) for state in VersionState]
    )
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="returns_version_once"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="returns_version_accepted_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} v{self.number}"
