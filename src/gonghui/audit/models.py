"""Who did what, in what capacity. No foreign keys: the record outlives what it describes."""

from django.db import models


class Entry(models.Model):
    """One deed or one reading of sensitive data, sealed into the chain.

    The database refuses to change or delete it (triggers in the migrations).
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_name = models.CharField(max_length=100)
    capacity = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True, blank=True)
    subject_label = models.CharField(max_length=300)
    organisation_id = models.BigIntegerField(null=True, blank=True)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="audit_entry_subject"),
            models.Index(fields=["organisation_id", "number"], name="audit_entry_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject_label}"


class Head(models.Model):
    """Where the chain ends: one row, locked last in every transaction that records.

    ``anchored_on`` is the last day whose beginning was anchored outside the database.
    """

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    anchored_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.number)
