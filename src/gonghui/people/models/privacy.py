"""What persons agreed to, and what they ask of those who keep their data."""

from django.db import models

from gonghui.foundation.models import Stamped
from gonghui.people.models.account import Account
from gonghui.people.models.person import Person
from gonghui.people.rules.privacy import Channel, Purpose, RequestKind, RequestState


class Consent(models.Model):
    """What one person agreed to: the words shown, when, by which way; and when they took it back.

    Source: PIPL art. 14 to 16; Network Data Regulation (2024) art. 22: taken back as easily.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=30, choices=[(one.value, one.value) for one in Purpose])
    text_version = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Channel])
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="people_consent_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.purpose}"


class DataRequest(Stamped):
    """A person asks to have their data corrected or erased, or to be told why they are kept.

    ``due_on`` is the day the answer is due; ``words`` what the person wrote, ``answer`` what they
    were told: a refusal says why.

    Source: PIPL art. 45 to 50; quality.md S69: fifteen days.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in RequestKind])
    words = models.TextField(blank=True)
    state = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in RequestState], db_index=True
    )
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(state=RequestState.OPEN.value),
                name="people_data_request_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} #{self.pk}"
