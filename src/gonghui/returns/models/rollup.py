"""Totals of every organisation that has others below it."""

from django.db import models
from django.db.models import F, Q

from gonghui.organisations.models import Organisation
from gonghui.returns.models.round import Round


class RollUp(models.Model):
    """An organisation's own sheet plus all below it on the round's frozen tree.

    ``filed`` and ``accepted`` are tallies (``rules.rollup``): code → exact integers, the last of
    them how many organisations gave it. ``matched`` is the same over the ``matched_count`` sheets
    that were filed last year too: this year's numbers, then last year's. ``path`` holds the
    organisations from the issuer down to this one as ``/1/12/`` and so names every total above;
    ``depth`` counts them. ``levels`` counts the sheets expected here and below by level.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="rollups")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=120)
    depth = models.PositiveSmallIntegerField()
    filed = models.JSONField(default=dict)
    accepted = models.JSONField(default=dict)
    matched = models.JSONField(default=dict)
    levels = models.JSONField(default=dict)
    expected = models.PositiveIntegerField(default=0)
    filed_count = models.PositiveIntegerField(default=0)
    accepted_count = models.PositiveIntegerField(default=0)
    matched_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation"], name="returns_rollup_once_per_organisation"
            ),
            models.CheckConstraint(
                condition=Q(accepted_count__lte=F("filed_count"), filed_count__lte=F("expected")),
                name="returns_rollup_counts_fit",
            ),
        ]
        indexes = [models.Index(fields=["round", "path"], name="returns_rollup_below")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.path}"
