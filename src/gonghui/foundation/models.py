"""Base of our records, and the progress of long work."""

from typing import TypeVar

from django.db import connection, models
from django.db.models import QuerySet

Row = TypeVar("Row", bound=models.Model)


def held(rows: QuerySet[Row]) -> QuerySet[Row]:
    """These rows, held until the transaction ends, to be read as they are once they are held.

    Locking and reading joined rows in one statement is not the same: PostgreSQL then looks at the
    held row again after waiting, but at the joined ones as they were before (EvalPlanQual).
    """
    if connection.features.has_select_for_update:
        keys = rows.select_related(None).select_for_update(of=("self",)).order_by("pk")
        list(keys.values_list("pk"))
    return rows


class Stamped(models.Model):
    """A record that knows when it was made and last changed."""

    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Work(Stamped):
    """Long work a person can leave and find again: what it is, how far, how it ended.

    ``kind`` is ``<room>.<work>``. ``done`` of ``total`` steps; ``total`` 0 means not counted yet.
    ``ended_at`` is empty while it runs; ``result`` is what came of it, in the room's own terms.
    """

    kind = models.CharField(max_length=60, db_index=True)
    owner_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.done}/{self.total}"


class Receipt(models.Model):
    """What a form's key has done already: sent twice, it acts once (quality.md finding 2)."""

    key = models.CharField(max_length=64, unique=True)
    owner_id = models.BigIntegerField()
    address = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Hold(models.Model):
    """What must stay although its time is over, as in a dispute (保全): why, and until when.

    ``sweep`` is the name of what is held, ``*`` everything. ``until_on`` is its last day; ``None``:
    until it is lifted.
    """

    sweep = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    by_id = models.BigIntegerField()
    from_at = models.DateTimeField()
    until_on = models.DateField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sweep"],
                condition=models.Q(lifted_at=None),
                name="foundation_hold_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.sweep


class DailyWork(models.Model):
    """One thing the house does by itself every day, and when it last did.

    ``next_at`` is when it may be begun again (while it runs, or after it failed); ``failures`` are
    those since it was last done, ``error`` the kind of the latest.
    """

    name = models.CharField(max_length=60, unique=True)
    done_on = models.DateField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name_plural = "daily work"

    def __str__(self) -> str:
        return self.name
