"""How far the building of the demonstration has come."""

from django.db import models


class Step(models.Model):
    """A finished step of the building: done once, never again, however often it is interrupted."""

    name = models.CharField(max_length=40, unique=True)
    city = models.CharField(max_length=60)
    done_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
