"""One ask, and each organisation's share of it."""

from django.db import models
from django.db.models import Q

from gonghui.cascade.rules.assignment import DirectiveKind, DirectiveState, State
from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Department, Organisation
from gonghui.people.models import Account


class Directive(Stamped):
    """One ask from an issuer to an audience, with its basis and due date.

    ``kind`` says what is asked; the room that asks keeps what exactly, with a key to this row.
    ``basis_*`` is where the ask comes from: a document or meeting, the sentence, its address here.
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
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in DirectiveState],
        default=DirectiveState.DRAFT.value,
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, issued_by__isnull=True)
                | Q(issued_at__isnull=False, issued_by__isnull=False),
                name="cascade_directive_issued_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(state=DirectiveState.DRAFT.value) | Q(issued_at__isnull=False),
                name="cascade_directive_out_of_draft_when_issued",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Assignment(Stamped):
    """One organisation's share of a directive; relayed, it becomes the parent of others.

    ``answers_to`` is who accepts or sends back: the issuer, or whoever relayed it. ``remark`` is
    the reason of the last sending back, shown until it is answered.
    """

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="assignments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answers_to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="relayed"
    )
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in State],
        default=State.SENT.value,
    )
    due_on = models.DateField()
    instruction = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=100, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.CharField(max_length=100, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=100, blank=True)
    urged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "organisation"],
                name="cascade_assignment_once_per_organisation",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="cascade_assignment_state_known",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="cascade_assignment_inbox"),
            models.Index(fields=["answers_to", "state"], name="cascade_assignment_review"),
            models.Index(fields=["directive", "state", "due_on"], name="cascade_assignment_board"),
        ]

    def __str__(self) -> str:
        return f"{self.directive.title}：{self.organisation.name}"
