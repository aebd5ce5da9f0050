"""Founding organisations and placing them in the tree."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.chinese import initials, pinyin
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Ancestry, Organisation, Placement
from gonghui.organisations.rules.organisation import LEVEL_OF, Kind, Line


@dataclass(frozen=True, slots=True)
class Founding:
    """What must be known to found an organisation.

    Attributes:
        parent: Its superior on the territorial line; ``None`` for the top and outside bodies.
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


def _organisation(founding: Founding) -> Organisation:
    short_name = founding.short_name or founding.name
    return Organisation(
        code=founding.code,
        name=founding.name,
        short_name=short_name,
        english_name=founding.english_name,
        kind=founding.kind.value,
        level=LEVEL_OF[founding.kind].value,
        division_code=founding.division_code,
        order=founding.order,
        pinyin=pinyin(short_name)[:300],
        initials=initials(short_name)[:60],
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
    codes = [founding.code for founding in foundings]
    standing = Organisation.objects.filter(code__in=codes).values_list("code", flat=True)
    taken = {*standing, *(code for code, count in Counter(codes).items() if count > 1)}
    if taken:
        raise RuleBroken("organisation.code_taken", codes=sorted(taken))
    made = Organisation.objects.bulk_create(
        [_organisation(founding) for founding in foundings], batch_size=500
    )
    placed = [(new, old.parent) for new, old in zip(made, foundings, strict=True) if old.parent]
    Placement.objects.bulk_create(
        [
            Placement(organisation=new, parent=parent, line=Line.TERRITORIAL.value, from_on=on)
            for new, parent in placed
        ],
        batch_size=500,
    )
    _enter_ancestry(made, {new.pk: parent.pk for new, parent in placed})
    if made:
        record(
            Deed("organisation.founded", made[0], made[0].pk, {"count": len(made)}), by=by, at=at
        )
    return made


def found_organisation(founding: Founding, *, on: date, by: Actor, at: datetime) -> Organisation:
    """Found one organisation and place it below its superior.

    Raises:
        RuleBroken: ``organisation.code_taken``.
    """
    return found_all([founding], on=on, by=by, at=at)[0]


def _enter_ancestry(made: Sequence[Organisation], parent_of: dict[int, int]) -> None:
    line = Line.TERRITORIAL.value
    above: dict[int, list[tuple[int, int]]] = {}
    for pair in Ancestry.objects.filter(line=line, organisation_id__in=set(parent_of.values())):
        above.setdefault(pair.organisation_id, []).append((pair.ancestor_id, pair.steps))
    rows = []
    for organisation in made:
        if organisation.kind == Kind.OUTSIDE.value:
            continue
        pairs = [(organisation.pk, 0)]
        if organisation.pk in parent_of:
            pairs += [(pk, steps + 1) for pk, steps in above[parent_of[organisation.pk]]]
        rows += [
            Ancestry(line=line, ancestor_id=pk, organisation=organisation, steps=steps)
            for pk, steps in pairs
        ]
    Ancestry.objects.bulk_create(rows, batch_size=1000)
