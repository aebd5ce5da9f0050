"""Programmes of honour and their presentation."""

from django.db import models
from django.db.models import Q

from gonghui.foundation.models import Stamped
from gonghui.organisations.models import Organisation


class Programme(Stamped):
    """One honour of one year, in the books of an organisation (not: given by it; texts rarely say).

    ``year`` is empty when no text says it.
    """

    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "year", "organisation"],
                name="honours_programme_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["title", "organisation"],
                condition=Q(year__isnull=True),
                name="honours_programme_once_without_year",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Presentation(Stamped):
    """An honour being presented somewhere. No laureates: texts name representatives at best.

    ``source_label`` and ``source_address`` say where it was presented and where that stands here.
    ``count`` is how many were honoured, empty when nobody says.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="presentations")
    source_label = models.CharField(max_length=200)
    source_address = models.CharField(max_length=300, db_index=True)
    presented_on = models.DateField(null=True, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)
    representatives_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["-presented_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "source_address"], name="honours_presentation_once_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} · {self.source_label}"
