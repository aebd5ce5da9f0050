"""Saved descriptions of who is meant."""

from django.db import models

from gonghui.foundation.models import Stamped
from gonghui.organisations.models.organisation import Organisation


class Audience(Stamped):
    """A saved description that resolves to organisations or post-holders on a date (范围).

    ``description`` is what ``rules.audience`` reads: parts that are added, exceptions taken away.
    It is kept by an organisation and may reach only what stands below that organisation.
    """

    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    description = models.JSONField(default=dict)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["keeper", "name"], name="organisations_audience_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
