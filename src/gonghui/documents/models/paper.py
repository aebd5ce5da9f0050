"""Official papers, what was done with them, and the registers their numbers come from."""

from django.db import models
from django.db.models import F, Q

from gonghui.documents.rules.handling import NOT_YET_NUMBERED, NUMBERED, PaperKind, PaperState, Step
from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account

KINDS = [(kind.value, kind.value) for kind in PaperKind]


class NumberSeries(Stamped):
    """A register of numbers: 机关代字, as 铜工发. No two organisations share one."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class SeriesYear(Stamped):
    """The numbers of a series in one year.

    ``before`` is the last one given on paper before the register was kept here; ``last`` the last
    one given.
    """

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    before = models.PositiveIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="documents_series_year_once"),
            models.CheckConstraint(
                condition=Q(last__gte=F("before")), name="documents_series_year_goes_on"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series.code}〔{self.year}〕"


class PaperTemplate(Stamped):
    """What papers of a kind begin with in an organisation. A change makes a new version.

    The texts may hold ``{organisation}``; ``replaced`` is set when a newer version is there.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KINDS)
    version = models.PositiveIntegerField(default=1)
    replaced = models.BooleanField(default=False)
    mark = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=100, blank=True)
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    addressees = models.CharField(max_length=500, blank=True)
    copies = models.CharField(max_length=500, blank=True)
    issuer = models.CharField(max_length=60)
    printed_by = models.CharField(max_length=60, blank=True)
    saved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "version"], name="documents_template_version_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(replaced=False),
                name="documents_template_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Paper(Stamped):
    """An official paper on its way from draft to archive.

    ``content`` holds its text as ``rules.content.to_json`` writes it. ``edition`` grows with each
    change of what it says. ``number`` is ``series``, ``year`` and ``sequence`` as they are printed;
    a paper that is void keeps it. ``dated_on`` is 成文日期, the day it was signed; ``signer`` the
    name of who signed it; ``reason`` why it was last sent back, refused or made void.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KINDS)
    template = models.ForeignKey(
        PaperTemplate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=100)
    addressees = models.CharField(max_length=500, blank=True)
    copies = models.CharField(max_length=500, blank=True)
    urgency = models.CharField(max_length=10, blank=True)
    note = models.CharField(max_length=100, blank=True)
    content = models.JSONField(default=dict)
    mark = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=60)
    printed_by = models.CharField(max_length=60, blank=True)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in PaperState],
        default=PaperState.DRAFT.value,
    )
    edition = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    series = models.ForeignKey(
        NumberSeries, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(max_length=40, blank=True)
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    signer = models.CharField(max_length=60, blank=True)
    signed_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["organisation", "state"], name="documents_paper_standing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "sequence"], name="documents_paper_number_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    series__isnull=True, year__isnull=True, sequence__isnull=True, number=""
                )
                | Q(series__isnull=False, year__isnull=False, sequence__isnull=False)
                & ~Q(number=""),
                name="documents_paper_number_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=PaperState.VOID.value)
                | Q(state__in=sorted(state.value for state in NUMBERED), series__isnull=False)
                | Q(
                    state__in=sorted(state.value for state in NOT_YET_NUMBERED), series__isnull=True
                ),
                name="documents_paper_numbered_when_registered",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="documents_paper_signed_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """One thing that was done with a paper: who, in what capacity, when, and what changed.

    ``told`` is what the paper said from then on (empty where it did not change), as texts by name;
    ``reason`` what was said with it.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="revisions")
    step = models.CharField(max_length=20, choices=[(step.value, step.value) for step in Step])
    state = models.CharField(max_length=20)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    told = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d}"
