"""Founding organisations and placing them in the tree."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.chinese import spelt
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.actions.ancestry import take_part
from gonghui.organisations.actions.search import enter_names
from gonghui.organisations.models import Ancestry, Organisation, Placement
from gonghui.organisations.rules.organisation import LEVEL_OF, Kind, Line, Status


@dataclass(frozen=True, slots=True)
class Founding:
    """What must be known to found an organisation.

    Attributes:
        parent: Its superior on the territorial line; ``None`` for the top and outside bodies.
        industrial_parent: Its superior on the industrial line; ``None`` where it stands on none.
        founded_on: The day of its founding (建会日期); ``None`` when not known.
        approval_number: Of the approval of its founding (建会批复文号).
    """

    code: str
    name: str
    kind: Kind
    parent: Organisation | None = None
    short_name: str = ""
    english_name: str = ""
    division_code: str = ""
    order: int = 0
    invented: bool = False
    industrial_parent: Organisation | None = None
    founded_on: date | None = None
    approval_number: str = ""
    status: Status = Status.STANDING


def _organisation(founding: Founding) -> Organisation:
    short_name = founding.short_name or founding.name
    pinyin, initials = spelt(short_name)
    return Organisation(
        code=founding.code,
        name=founding.name,
        short_name=short_name,
        english_name=founding.english_name,
        kind=founding.kind.value,
        level=LEVEL_OF[founding.kind].value,
        status=founding.status.value,
        founded_on=founding.founded_on,
        approval_number=founding.approval_number,
        division_code=founding.division_code,
        order=founding.order,
        pinyin=pinyin[:300],
        initials=initials[:60],
        invented=founding.invented,
    )


@transaction.atomic
def found_all(
    foundings: Sequence[Founding], *, on: date, by: Actor, at: datetime
) -> list[Organisation]:
    """Found many organisations whose superiors all stand already, as one deed.

    Raises:
        RuleBroken: ``organisation.code_taken`` with the codes.
    """
    made = enter_new(foundings, on=on)
    if made:
        record(
            Deed("organisation.founded", made[0], made[0].pk, {"count": len(made)}), by=by, at=at
        )
    return made


def enter_new(foundings: Sequence[Founding], *, on: date) -> list[Organisation]:
    """Enter new organisations in the tree; recorded by whatever founds them.

    Raises:
        RuleBroken: ``organisation.code_taken`` with the codes.
    """
    codes = [founding.code for founding in foundings]
    standing = Organisation.objects.filter(code__in=codes).values_list("code", flat=True)
    taken = {*standing, *(code for code, count in Counter(codes).items() if count > 1)}
    if taken:
        raise RuleBroken("organisation.code_taken", codes=sorted(taken))
    made = Organisation.objects.bulk_create(
        [_organisation(founding) for founding in foundings], batch_size=500
    )
    pairs = list(zip(made, foundings, strict=True))
    _place(pairs, Line.TERRITORIAL, on=on)
    _place(pairs, Line.INDUSTRIAL, on=on)
    enter_names(made)
    return made


def found_organisation(founding: Founding, *, on: date, by: Actor, at: datetime) -> Organisation:
    """Found one organisation and place it below its superior.

    Raises:
        RuleBroken: ``organisation.code_taken``.
    """
    return found_all([founding], on=on, by=by, at=at)[0]


def _place(pairs: Sequence[tuple[Organisation, Founding]], line: Line, *, on: date) -> None:
    """Enter the new ones on a line; on the industrial one only those that have a superior there."""
    superiors = {
        new: founding.parent if line is Line.TERRITORIAL else founding.industrial_parent
        for new, founding in pairs
        if founding.kind is not Kind.OUTSIDE
    }
    placed = {new: above for new, above in superiors.items() if above is not None}
    Placement.objects.bulk_create(
        [
            Placement(organisation=new, parent=above, line=line.value, from_on=on)
            for new, above in placed.items()
        ],
        batch_size=500,
    )
    if line is Line.INDUSTRIAL:
        for above in set(placed.values()):
            take_part(above, line=line)
    entered = superiors if line is Line.TERRITORIAL else placed
    _enter_ancestry(list(entered), placed, line)


def _enter_ancestry(
    made: Sequence[Organisation], placed: Mapping[Organisation, Organisation], line: Line
) -> None:
    above: dict[int, list[tuple[int, int]]] = {}
    keys = {one.pk for one in placed.values()}
    for pair in Ancestry.objects.filter(line=line.value, organisation_id__in=keys):
        above.setdefault(pair.organisation_id, []).append((pair.ancestor_id, pair.steps))
    rows = []
    for new in made:
        pairs = [(new.pk, 0)]
        if new in placed:
            pairs += [(pk, steps + 1) for pk, steps in above[placed[new].pk]]
        rows += [
            Ancestry(line=line.value, ancestor_id=pk, organisation=new, steps=steps)
            for pk, steps in pairs
        ]
    Ancestry.objects.bulk_create(rows, batch_size=1000)
