"""Texts read into proposed records, and bulletins written."""

from django.db import models
from django.db.models import Q

from gonghui.bulletins.rules.review import ReadingState
from gonghui.foundation.models import Stamped
from gonghui.meetings.models import Meeting
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account


class Reading(Stamped):
    """A text as it came, and the record proposed from it.

    ``record`` and ``claims`` stay as they were read (claims also hold their place in the cleaned
    text, ``cleaned``); ``decisions`` is what a person said about each item.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    original = models.TextField()
    cleaned = models.TextField()
    record = models.JSONField()
    claims = models.JSONField()
    decisions = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in ReadingState],
        default=ReadingState.OPEN.value,
    )
    invented = models.BooleanField(default=False)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="confirmed", meeting__isnull=False, confirmed_at__isnull=False)
                | (
                    ~Q(state="confirmed")
                    & Q(meeting__isnull=True, confirmed_at__isnull=True, confirmed_by__isnull=True)
                ),
                name="bulletins_reading_confirmed_with_its_meeting",
            ),
        ]

    def __str__(self) -> str:
        return str(self.record.get("name") or self.cleaned[:40])


class Bulletin(Stamped):
    """A bulletin of ours: written from a meeting or by hand; public once published.

    ``slug`` is its public address and never changes once it was published.
    """

    title = models.CharField(max_length=200)
    body = models.TextField()
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=60, unique=True)
    invented = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    published_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="bulletins_bulletin_published_at_and_by_together",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Picture(Stamped):
    """A picture of a bulletin; ``caption`` is read aloud to those who cannot see it."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="pictures")
    file = models.FileField(upload_to="bulletins/%Y/%m/")
    content_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    caption = models.CharField(max_length=200)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.caption
