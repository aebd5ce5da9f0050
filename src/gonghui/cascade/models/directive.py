"""One ask, and what was changed about it once it was out."""

from django.db import models
from django.db.models import Q

from gonghui.cascade.rules.assignment import DirectiveKind, DirectiveState
from gonghui.cascade.rules.directive import UNISSUED
from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Department, Organisation
from gonghui.people.models import Account


class Directive(Stamped):
    """One ask from an issuer to an audience, with its basis and due date.

    ``kind`` says what is asked; the room that asks keeps what exactly, with a key to this row.
    ``basis_*`` is where the ask comes from: a document or meeting, the sentence, its address here.
    ``audience`` is who is meant, as it stood when it was submitted (``Description`` as JSON; empty
    when a room named everybody itself) and ``audience_words`` says so. ``due_by_level`` holds
    earlier days for lower levels. While ``delivering``, some have it and the worker goes on
    after the organisation ``delivered_pk`` of ``delivered_level``.
    ``remark`` is why it came back to its author, or why it was withdrawn.
    """

    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in DirectiveKind])
    number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    basis_label = models.CharField(max_length=200, blank=True)
    basis_quotation = models.TextField(blank=True)
    basis_address = models.CharField(max_length=300, blank=True)
    due_on = models.DateField()
    due_by_level = models.JSONField(default=dict, blank=True)
    audience = models.JSONField(default=dict, blank=True)
    audience_words = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in DirectiveState],
        default=DirectiveState.DRAFT.value,
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    drafted_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    delivering = models.BooleanField(default=False)
    delivered_level = models.CharField(max_length=20, blank=True)
    delivered_pk = models.BigIntegerField(default=0)
    remark = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, issued_by__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="cascade_directive_issued_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(state.value for state in UNISSUED))
                | Q(issued_at__isnull=False),
                name="cascade_directive_out_of_draft_when_issued",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Amendment(models.Model):
    """What was changed about a directive after it was issued, by whom and why.

    ``was`` and ``now`` hold the changed facts only, by their names.
    """

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="amendments")
    was = models.JSONField()
    now = models.JSONField()
    reason = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.directive}: {self.reason}"
