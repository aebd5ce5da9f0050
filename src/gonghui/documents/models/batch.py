"""Filled workbooks that were sent in, and what each row made."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gonghui.documents.rules.batch import State
from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Organisation


def new_folder() -> str:
    """A name nobody can guess."""
    return uuid4().hex


class Import(Stamped):
    """One filled workbook on its way in: a batch that is checked, committed and undone as one.

    Its file and what was read of it lie in ``folder`` below the files of the house. ``done`` counts
    the rows of the stage it is in; ``committed`` and ``undone`` what is in the database. ``notes``
    are remarks on the file, ``refusal`` why it failed or stopped: codes with their facts.
    ``beat_at`` is when the worker last wrote: one that is gone writes no more.
    ``language`` is of the person who sent it: the reasons written into the file are in it.
    ``emptied_at`` is when its file went, its time being over: it is not taken in or back any more.
    """

    kind = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12,
        choices=[(state.value, state.value) for state in State],
        default=State.READING.value,
    )
    folder = models.CharField(max_length=32, unique=True, default=new_folder)
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    rows = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    step = models.PositiveIntegerField(default=0)
    committed = models.PositiveIntegerField(default=0)
    undone = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)
    refusal = models.JSONField(default=dict)
    stop_asked = models.BooleanField(default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(committed__lte=F("rows")), name="documents_import_no_row_twice"
            ),
            models.CheckConstraint(
                condition=Q(undone__lte=F("committed")), name="documents_import_undone_was_in"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportTrace(models.Model):
    """One record a row made or changed, in the step it was committed with.

    ``before`` is what it held; empty when it was made. ``undone`` ones are taken back already.
    """

    batch = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="traces")
    step = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    model_label = models.CharField(max_length=60)
    record_pk = models.BigIntegerField()
    before = models.JSONField(null=True, blank=True)
    undone = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["batch", "undone", "step"], name="documents_trace_of_a_step"),
            models.Index(fields=["model_label", "record_pk"], name="documents_trace_of_a_record"),
        ]

    def __str__(self) -> str:
        return f"{self.model_label} {self.record_pk}"
