"""Work to do, and what the organisations asked report about it."""

from django.db import models
from django.db.models import Q

from gonghui.cascade.models import Assignment, Directive
from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Department, Organisation
from gonghui.people.models import Account


class Task(Stamped):
    """A piece of work somebody required; a draft until it is issued through the cascade.

    ``requirement`` is the sentence as it was said. ``basis_*`` is where it was said: the meeting or
    document, the quotation, its address here. ``target`` says what is there when it is done.
    """

    title = models.CharField(max_length=200)
    requirement = models.TextField()
    basis_label = models.CharField(max_length=200)
    basis_quotation = models.TextField(blank=True)
    basis_address = models.CharField(max_length=300, blank=True, db_index=True)
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    lead_department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    target = models.CharField(max_length=300, blank=True)
    directive = models.OneToOneField(
        Directive, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(directive__isnull=True) | Q(due_on__isnull=False),
                name="plans_task_issued_with_a_due_date",
            ),
            models.CheckConstraint(
                condition=Q(directive__isnull=True) | Q(dropped_at__isnull=True),
                name="plans_task_issued_or_dropped_not_both",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True, dropped_by__isnull=True)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False),
                name="plans_task_dropped_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProgressReport(models.Model):
    """What one organisation says about its share of a task: how far, in its own words.

    ``percent`` is of the whole share, 0 to 100. ``by_name`` is who reported, as named that day.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    percent = models.PositiveSmallIntegerField()
    words = models.TextField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100),
                name="plans_progress_report_percent_is_a_share",
            ),
        ]
        indexes = [
            models.Index(fields=["assignment", "at"], name="plans_progress_report_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}：{self.percent}%"
