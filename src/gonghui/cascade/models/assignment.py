"""Each organisation's share of an ask, its answer in words, and more time for it."""

from django.db import models
from django.db.models import Q

from gonghui.cascade.models.directive import Directive
from gonghui.cascade.rules.assignment import State
from gonghui.cascade.rules.extension import ExtensionState
from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account


class Assignment(Stamped):
    """One organisation's share of a directive; relayed, it becomes the parent of others.

    ``answers_to`` is who accepts or sends back: the issuer, or whoever relayed it. ``remark`` is
    the reason of the last sending back, shown until it is answered. ``first_due_on`` is the day it
    was due before it was put off; ``None`` when it never was.
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
    first_due_on = models.DateField(null=True, blank=True)
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


class Extension(Stamped):
    """More time asked for by who was asked, and what whoever it answers to decided."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="extensions")
    until = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=20,
        choices=[(state.value, state.value) for state in ExtensionState],
        default=ExtensionState.OPEN.value,
    )
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(state=ExtensionState.OPEN.value),
                name="cascade_extension_asked_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment} → {self.until}"


class Answer(Stamped):
    """What an organisation answers in words, where words are asked; a draft until it is filed."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="answer")
    words = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.assignment}"
