"""Meetings as called and held."""

from django.db import models
from django.db.models import Q

from gonghui.foundation.models import Stamped
from gonghui.meetings.rules.agenda import ItemKind
from gonghui.meetings.rules.meeting import DatePrecision, MeetingState, Role, StatementKind
from gonghui.organisations.models import Organisation
from gonghui.people.models import Person


class Meeting(Stamped):
    """One meeting, with its themes; organised by one body and often hosted by another.

    ``kept_by`` is the organisation in whose books it stands: whose people see it even when an
    outside body organised it. ``year_from`` says where the year of ``held_on`` was read: ``text``
    is the date itself, anything else is an inference and marked. ``until_on`` is the last day of
    several; ``told_date`` a date of which not all is known, as ``XXXX-07-25``. ``period`` is the
    half-year it sums up, empty when it does not say. ``host_words`` is the host as told, also when
    no organisation of that name is registered.
    """

    name = models.CharField(max_length=200)
    themes = models.JSONField(default=list, blank=True)
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kept_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    host_words = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    told_date = models.CharField(max_length=40, blank=True)
    date_precision = models.CharField(
        max_length=20,
        choices=[(precision.value, precision.value) for precision in DatePrecision],
        default=DatePrecision.UNKNOWN.value,
    )
    year_from = models.CharField(max_length=20, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    purposes = models.JSONField(default=list, blank=True)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in MeetingState],
        default=MeetingState.HELD.value,
    )
    period = models.CharField(max_length=10, blank=True, db_index=True)
    invented = models.BooleanField(default=False)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MeetingState]),
                name="meetings_meeting_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """Where it stands in this house; what came of it keeps this as its source."""
        return f"/meetings/{self.pk}/"


class Part(models.Model):
    """What somebody did at a meeting, with the posts they held that day.

    ``person`` is empty when only a name was told. ``titles`` is a list of
    ``{"organisation", "title"}``.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="parts")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    order = models.PositiveIntegerField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=60)
    titles = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="meetings_part_one_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.role}"


class AgendaItem(models.Model):
    """One item of the order, and the paper it rests on."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ItemKind])
    title = models.CharField(max_length=200, blank=True)
    part = models.ForeignKey(
        Part, on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    paper_label = models.CharField(max_length=200, blank=True)
    paper_address = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="meetings_agenda_item_one_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.kind


class Stop(models.Model):
    """A place seen on the tour. ``uncertain``: the text may mean one place or two."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="stops")
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uncertain = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="meetings_stop_one_a_place"),
        ]

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """A category of people who were there and the organisations they came from; never a count."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    order = models.PositiveIntegerField()
    category = models.CharField(max_length=120)
    organisations = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.category


class Statement(models.Model):
    """A sentence the meeting stated or required, in its own words."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="statements")
    order = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.value) for kind in StatementKind]
    )
    text = models.TextField()

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.text[:60]
