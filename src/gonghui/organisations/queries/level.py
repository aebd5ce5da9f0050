"""Levels in their order, the highest first."""

from django.db.models import Case, Value, When

from gonghui.organisations.rules.organisation import Level


def rank(path: str = "level") -> Case:
    """How far down a level stands, inside a query: 0 is the highest, outside bodies are last."""
    return Case(*[When(**{path: level.value}, then=Value(n)) for n, level in enumerate(Level)])
