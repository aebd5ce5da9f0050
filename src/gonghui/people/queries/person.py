"""Finding persons."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q, QuerySet

from gonghui.foundation.chinese import half_width, tidy_name, to_simplified
from gonghui.people.models import Person


def found(text: str) -> QuerySet[Person]:
    """Persons by a part of the name in either script, or how pinyin, initials or code begin.

    Nobody when nothing was typed.
    """
    typed = tidy_name(text)
    if not typed:
        return Person.objects.none()
    letters = half_width(typed).lower().replace("'", "").replace("ü", "v")
    return Person.objects.filter(
        Q(plain_name__contains=to_simplified(typed))
        | Q(sort_reading__startswith=letters)
        | Q(initials__startswith=letters)
        | Q(code__istartswith=half_width(typed))
    ).order_by("sort_reading", "pk")


def namesakes(name: str) -> QuerySet[Person]:
    """Everybody of just this name, who was entered first coming first."""
    return Person.objects.filter(name=tidy_name(name), erased_at=None).order_by("pk")


def namesakes_of(names: Collection[str]) -> dict[str, list[Person]]:
    """For each of many names, tidied, everybody who bears it; names nobody bears are left out."""
    known: dict[str, list[Person]] = defaultdict(list)
    kept = Person.objects.filter(name__in={*map(tidy_name, names)}, erased_at=None)
    for person in kept.order_by("pk"):
        known[person.name].append(person)
    return dict(known)
