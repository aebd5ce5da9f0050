"""What persons are told, one row for each account."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from gonghui.notices.rules.delivery import State
from gonghui.notices.rules.notice import Weight
from gonghui.people.models import Account


class Notice(models.Model):
    """One message to one account: a code with its facts, worded when it is shown.

    ``page`` and ``of`` say where it leads (a named page and the number in its address). ``key``
    tells the same thing once. ``digested_at`` is when it went out in an e-mail; ``None``: not yet.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=60)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    page = models.CharField(max_length=60, blank=True)
    of = models.BigIntegerField(null=True, blank=True)
    weight = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Weight])
    key = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True, blank=True)
    digested_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "key"], condition=~Q(key=""), name="notices_notice_told_once"
            ),
            models.CheckConstraint(
                condition=Q(weight__in=[one.value for one in Weight]),
                name="notices_notice_weight_known",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-at"], name="notices_notice_of_account"),
            models.Index(
                fields=["account"], condition=Q(read_at=None), name="notices_notice_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} → {self.account_id}"


class Delivery(models.Model):
    """A letter to one account by one gateway: written down with what it tells of, sent afterwards.

    It leaves at least once: ``key`` has the same letter written once. Where it goes is asked when
    it goes. Once it is sent its text is emptied. ``error`` is a code, never what a server said.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(one.value, one.value) for one in State],
        default=State.WAITING.value,
    )
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(db_index=True)
    next_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "channel", "key"], name="notices_delivery_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "next_at"],
                condition=Q(state=State.WAITING.value),
                name="notices_delivery_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.account_id}"


class Preference(models.Model):
    """In which language an account is written to; without a row, in Chinese."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10)

    def __str__(self) -> str:
        return f"{self.account_id} {self.language}"
