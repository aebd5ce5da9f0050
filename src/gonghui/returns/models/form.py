"""A versioned blank."""

from django.db import models

from gonghui.foundation.models import Stamped
from gonghui.returns.models.indicator import Indicator


class Form(Stamped):
    """A blank: which indicators are asked, in what order, and what must hold between them.

    A version is never changed once published: a changed form is a new version (ADR on forms).
    ``checks`` are ``{"kind", "codes"}`` as in ``rules.form``; ``digest`` tells versions apart.
    """

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    english_title = models.CharField(max_length=160)
    minutes = models.PositiveIntegerField(default=0)
    checks = models.JSONField(default=list)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="returns_form_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.version}版）"


class FormLine(models.Model):
    """One indicator on a form. ``asked_of`` lists levels; empty asks everybody."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="lines")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    group = models.CharField(max_length=60)
    english_group = models.CharField(max_length=80)
    part_of = models.CharField(max_length=40, blank=True)
    asked_of = models.JSONField(default=list)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "indicator"], name="returns_form_line_indicator_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.order} {self.indicator}"
