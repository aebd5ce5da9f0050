"""One collection of a form."""

from django.db import models

from gonghui.cascade.models import Directive
from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Organisation
from gonghui.returns.models.form import Form


class Round(Stamped):
    """A form collected for a period from the issuer and all below it, as the tree stood at issue.

    ``period`` is its code (2023H1). The last day to answer on is the directive's; after
    ``closed_at`` nothing is filed any more.
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="rounds")
    period = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    directive = models.OneToOneField(Directive, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["form", "period", "issuer"], name="returns_round_once_per_period"
            ),
        ]

    def __str__(self) -> str:
        return self.title
