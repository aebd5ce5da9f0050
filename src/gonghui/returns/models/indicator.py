"""What can be counted."""

from django.db import models

from gonghui.returns.rules.indicator import Addition


class Indicator(models.Model):
    """A quantity with its unit and how it adds; the same one stands on many forms and years.

    A stored figure is the exact integer value × 10^``decimals``. ``numerator`` and ``denominator``
    are codes of other indicators, filled for ratios only.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    english_name = models.CharField(max_length=120)
    unit = models.CharField(max_length=20)
    english_unit = models.CharField(max_length=30)
    decimals = models.PositiveSmallIntegerField(default=0)
    addition = models.CharField(
        max_length=20, choices=[(addition.value, addition.value) for addition in Addition]
    )
    numerator = models.CharField(max_length=40, blank=True)
    denominator = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(addition=Addition.RATIO.value)
                & ~models.Q(numerator="")
                & ~models.Q(denominator="")
                | ~models.Q(addition=Addition.RATIO.value) & models.Q(numerator="", denominator=""),
                name="returns_indicator_ratio_has_two_parts",
            ),
        ]

    def __str__(self) -> str:
        return self.name
