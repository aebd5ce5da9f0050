"""What the register holds already of all that a workbook of organisations speaks of."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db.models import Q, QuerySet

from gonghui.directory.rules.founding import FOUNDING, REGISTRATION
from gonghui.directory.rules.roll import SUPERIORS, Register, Standing, text
from gonghui.documents.rules.workbook import Row, Value
from gonghui.organisations.models import Ancestry, Organisation, Placement, Registration, Term
from gonghui.organisations.rules.organisation import Kind, Level, Line, Status

T = TypeVar("T")
AT_ONCE = 5000  # as many values as one query may ask for on either database
LINES = {"superior": Line.TERRITORIAL.value, "industrial_superior": Line.INDUSTRIAL.value}
COLUMN_OF = {line: column for column, line in LINES.items()}


def register_beside(rows: Sequence[Row], seat: Organisation) -> Register:
    """All the rows name by code or name, as far as the seat reaches; outside bodies wherever."""
    words = {text(row, key) for row in rows for key in ("code", "name", *SUPERIORS)} - {""}
    credit_codes = {text(row, "credit_code") for row in rows} - {""}
    return register_of(words, seat, credit_codes=credit_codes)


def register_of(
    words: Collection[str], seat: Organisation, *, credit_codes: Collection[str] = ()
) -> Register:
    """All that have one of these words as code or name, as far as the seat reaches."""
    found = {one.pk: one for some in some_of(words) for one in _called(some)}
    reached = set(_within(found, seat))
    near = {
        pk: one for pk, one in found.items() if pk in reached or one.level == Level.OUTSIDE.value
    }
    superiors, terms = _superiors(near), _terms(near)
    return Register(
        standing=[
            Standing(
                pk=pk,
                code=one.code,
                name=one.name,
                kind=Kind(one.kind),
                status=Status(one.status),
                superiors=superiors.get(pk, {}),
                ended_on=one.ended_on,
                known={key: getattr(one, key) for key in FOUNDING},
                terms=terms.get(pk, ()),
            )
            for pk, one in near.items()
        ],
        elsewhere={one.code for pk, one in found.items() if pk not in near},
        credit_codes=dict(_holders(credit_codes)),
    )


def _called(words: Sequence[str]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(Q(code__in=words) | Q(name__in=words))


def _within(keys: Collection[int], seat: Organisation) -> Iterator[int]:
    """Which of these stand below the seat, or are the seat."""
    for some in some_of(keys):
        below = Ancestry.objects.filter(ancestor=seat, organisation__in=some)
        yield from below.values_list("organisation", flat=True)


def _superiors(keys: Collection[int]) -> dict[int, dict[str, tuple[str, str]]]:
    found = defaultdict[int, dict[str, tuple[str, str]]](dict)
    for some in some_of(keys):
        now = Placement.objects.filter(organisation__in=some, until_on__isnull=True)
        for pk, line, code, name in now.values_list(
            "organisation", "line", "parent__code", "parent__name"
        ):
            found[pk][COLUMN_OF[line]] = (code, name)
    return found


def _terms(keys: Collection[int]) -> dict[int, list[tuple[date, int]]]:
    found = defaultdict[int, list[tuple[date, int]]](list)
    for some in some_of(keys):
        for pk, day, years in Term.objects.filter(organisation__in=some).values_list(
            "organisation", "elected_on", "years"
        ):
            found[pk].append((day, years))
    return found


def _holders(credit_codes: Collection[str]) -> Iterator[tuple[str, int]]:
    for some in some_of(credit_codes):
        yield from Registration.objects.filter(credit_code__in=some).values_list(
            "credit_code", "organisation"
        )


def known_below(seat: Organisation, *, most: int) -> Iterator[dict[str, Value]]:
    """Each organisation below the seat as a row of the workbook; none where they are too many."""
    below = Organisation.objects.filter(
        above__ancestor=seat, above__line=Line.TERRITORIAL.value, above__steps__gte=1
    )
    found = below.filter(ended_on__isnull=True).select_related("registration")
    rows = list(found.order_by("above__steps", "order", "code")[: most + 1])
    if len(rows) > most:
        return
    superiors = _superiors([one.pk for one in rows])
    for one in rows:
        registration = getattr(one, "registration", None)
        yield {
            **{key: getattr(one, key) for key in ("code", "name", "kind", *FOUNDING)},
            **{column: code for column, (code, _) in superiors.get(one.pk, {}).items()},
            **({key: getattr(registration, key) for key in REGISTRATION} if registration else {}),
        }


def some_of(values: Collection[T]) -> Iterator[list[T]]:
    """A query's worth at a time."""
    left = iter(values)
    while some := list(islice(left, AT_ONCE)):
        yield some
