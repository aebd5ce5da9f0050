"""Checks over the whole tree, each one query: what contradicts itself, what is not entered yet."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gonghui.organisations.models import Organisation
from gonghui.organisations.queries import integrity_people, integrity_tree
from gonghui.organisations.queries.level import rank
from gonghui.organisations.rules.integrity import CHECKS, Weight

Finder = Callable[[QuerySet[Organisation], date], QuerySet[Organisation]]
FINDERS: Mapping[str, Finder] = {**integrity_tree.FINDERS, **integrity_people.FINDERS}


@dataclass(frozen=True, slots=True)
class Trouble:
    """An organisation something is the matter with.

    Attributes:
        code: Which check found it, of ``rules.integrity.CHECKS``.
        facts: ``fact`` is the one detail worth telling (a name, a code, a day), where there is one.
    """

    code: str
    organisation: Organisation
    facts: Mapping[str, object]

    @property
    def weight(self) -> Weight:
        """Whether the register is wrong or only not complete."""
        return CHECKS[self.code]


def found_by(
    code: str, organisations: QuerySet[Organisation], *, on: date
) -> QuerySet[Organisation]:
    """Those of the organisations one check finds, each once, with ``fact`` where there is one."""
    return FINDERS[code](organisations, on).order_by(rank(), "code")


def counts(organisations: QuerySet[Organisation], *, on: date) -> dict[str, int]:
    """How many organisations each check finds. One query a check, however many organisations."""
    return {code: found_by(code, organisations, on=on).count() for code in CHECKS}


def of(organisations: QuerySet[Organisation], *, on: date) -> Iterator[Trouble]:
    """All that is the matter with these organisations as of a day, check by check."""
    for code in CHECKS:
        for organisation in found_by(code, organisations, on=on).iterator(chunk_size=2000):
            fact = getattr(organisation, "fact", None)
            yield Trouble(code, organisation, {} if fact is None else {"fact": fact})


def troubles(*, on: date) -> Iterator[Trouble]:
    """All that is the matter anywhere."""
    return of(Organisation.objects.all(), on=on)
