"""What persons agreed to."""

from collections.abc import Collection
from dataclasses import dataclass

from gonghui.people.models import Consent, Person
from gonghui.people.rules.privacy import Purpose

SOME = 500  # persons asked for at a time


@dataclass(frozen=True, slots=True)
class Agreement:
    """One purpose, and what a person said to it.

    Attributes:
        standing: The consent that holds; ``None`` when there is none.
        past: Those taken back, the newest first.
    """

    purpose: Purpose
    standing: Consent | None
    past: list[Consent]


def who_agreed(persons: Collection[int], purpose: Purpose) -> set[int]:
    """Of these persons, by key, those whose consent holds; nobody is asked for none."""
    keys = sorted(persons)
    standing = Consent.objects.filter(purpose=purpose.value, withdrawn_at=None)
    return {
        pk
        for start in range(0, len(keys), SOME)
        for pk in standing.filter(person__in=keys[start : start + SOME]).values_list(
            "person", flat=True
        )
    }


def has_agreed(person: Person, purpose: Purpose) -> bool:
    """Whether one person's consent holds."""
    return bool(who_agreed([person.pk], purpose))


def agreements_of(person: Person) -> list[Agreement]:
    """Every purpose with what the person said to it, then and now."""
    said = list(person.consents.order_by("-given_at", "-pk"))
    return [
        Agreement(
            purpose,
            next((one for one in said if one.purpose == purpose and not one.withdrawn_at), None),
            [one for one in said if one.purpose == purpose and one.withdrawn_at],
        )
        for purpose in Purpose
    ]
