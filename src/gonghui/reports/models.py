"""Work reports: prose with live figures, frozen when signed."""

from django.db import models
from django.db.models import Q

from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account
from gonghui.reports.rules.report import ReportState


class WorkReport(Stamped):
    """What an organisation tells about a period.

    ``sections`` is a list of ``{"key", "level", "title", "text"}``; in the texts stand live figures
    as ``{figure:members}``. ``edition`` grows with each edit. ``snapshot``, empty until sign-off,
    keeps what every live figure said that day (``said``) and the exact values (``exact``), the
    day (``as_of``) and the table of those below (``table``).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    sections = models.JSONField(default=list)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in ReportState],
        default=ReportState.DRAFT.value,
    )
    edition = models.PositiveIntegerField(default=0)
    snapshot = models.JSONField(default=dict, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-period", "organisation__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "period"], name="reports_work_report_once_per_period"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT.value, signed_at__isnull=True)
                | Q(state=ReportState.SIGNED.value, signed_at__isnull=False),
                name="reports_work_report_signed_when_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="reports_work_report_signed_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it stands in this house; the meeting whose paper it is keeps this."""
        return f"/reports/{self.pk}/"

    @property
    def is_signed(self) -> bool:
        """Whether it is frozen."""
        return self.state == ReportState.SIGNED.value
