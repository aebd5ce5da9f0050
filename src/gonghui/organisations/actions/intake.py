"""Taking in what a register knew already of many organisations at once, and taking it back."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.deletion import ProtectedError

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.foundation.models import Stamped
from gonghui.organisations.actions.registration import RegistrationFacts, checked
from gonghui.organisations.actions.term import Election
from gonghui.organisations.models import Organisation, Registration, Term
from gonghui.organisations.rules.organisation import Kind, Level
from gonghui.organisations.rules.term import check_years, last_day

Values = Mapping[str, object]
FOUNDING = ("founded_on", "approval_number", "division_code")  # filled in where not known yet


@dataclass(frozen=True, slots=True)
class Taken:
    """A record that was entered or changed.

    Attributes:
        was: What it held before; ``None`` when it was made.
        now: What it holds instead of it.
    """

    record: models.Model
    was: Values | None
    now: Values

    @property
    def before(self) -> dict[str, object] | None:
        """Plain JSON of each changed fact, before and since; ``None`` when it was made."""
        if self.was is None:
            return None
        pairs = {key: [value, self.now[key]] for key, value in self.was.items()}
        told: dict[str, object] = json.loads(_plain(pairs))
        return told


@transaction.atomic
def register_all(
    facts: Sequence[tuple[Organisation, RegistrationFacts]], *, by: Actor, at: datetime
) -> list[Taken]:
    """Enter what is known of many organisations; what is empty here stays as it was. One deed.

    Raises:
        RuleBroken: ``credit_code.wrong``, ``credit_code.taken``, ``phone.wrong``,
            ``unit_type.unknown``, ``industry.unknown``, ``registration.too_long``,
            ``registration.outside``.
    """
    wanted = {one: _told(known) for one, known in facts}
    if any(one.level == Level.OUTSIDE.value for one in wanted):
        raise RuleBroken("registration.outside")
    _check_credit_codes(wanted)
    standing = {
        one.organisation_id: one
        for one in Registration.objects.select_for_update(of=["self"]).filter(
            organisation__in=wanted
        )
    }
    taken = [
        _changed(standing[one.pk], told)
        if one.pk in standing
        else Taken(Registration(organisation=one, **told), None, told)
        for one, told in wanted.items()
    ]
    taken = [one for one in taken if one.was is None or one.now]
    _store(Registration, taken, list(asdict(RegistrationFacts())))
    if taken:
        first = next(one for one in wanted if one.pk == taken[0].record.pk)
        record(Deed("registration.taken_in", first, first.pk, _count(taken)), by=by, at=at)
    return taken


@transaction.atomic
def complete_foundings(
    known: Sequence[tuple[Organisation, Values]], *, by: Actor, at: datetime
) -> list[Taken]:
    """Fill in the day, approval and division code of foundings where they were not known yet."""
    found = Organisation.objects.select_for_update(of=["self"]).in_bulk(
        [one.pk for one, _ in known]
    )
    taken = []
    for one, told in known:
        empty = [key for key in FOUNDING if getattr(found[one.pk], key) in (None, "")]
        missing = {key: told[key] for key in empty if told.get(key)}
        if missing:
            taken.append(_changed(found[one.pk], missing))
    _store(Organisation, taken, list(FOUNDING))
    if taken:
        first = taken[0].record
        record(Deed("founding.completed", first, first.pk, _count(taken)), by=by, at=at)
    return taken


@transaction.atomic
def elect_all(
    elections: Sequence[tuple[Organisation, Election]], *, by: Actor, at: datetime
) -> list[Term]:
    """Enter the election of many committees, each its newest one known. One deed.

    Raises:
        RuleBroken: ``term.outside``, ``term.years_wrong``.
    """
    for one, election in elections:
        check_years(election.years, Kind(one.kind), Level(one.level))
    made = Term.objects.bulk_create(
        [
            Term(
                organisation=one,
                ordinal=election.ordinal,
                elected_on=election.elected_on,
                years=election.years,
                ends_on=last_day(election.elected_on, election.years),
                approval_number=election.approval_number,
            )
            for one, election in elections
        ],
        batch_size=500,
    )
    if made:
        first = made[0]
        record(
            Deed("term.taken_in", first, first.organisation_id, {"count": len(made)}), by=by, at=at
        )
    return made


@transaction.atomic
def take_back(
    model: type[models.Model],
    made: Collection[int],
    changed: Mapping[int, Mapping[str, object]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Take records of this room out again and give changed ones back what they held before.

    Organisations themselves are taken back by ``founding.unfound_all``.

    Args:
        model: Whose records they are.
        made: Keys of those a batch made.
        changed: What it changed, as ``Taken.before`` told it, by key.
        by: Who takes it back.
        at: When.

    Raises:
        RuleBroken: ``intake.built_upon`` where something stands on them or they were changed since.
    """
    found = model._default_manager.select_for_update(of=["self"]).in_bulk([*made, *changed])
    for pk, facts in changed.items():
        if pk not in found:
            raise RuleBroken("intake.built_upon", name=str(pk))
        _restore(found[pk], facts)
    going = [found[pk] for pk in made if pk in found]
    for one in going:
        if _edited_since(one):
            raise RuleBroken("intake.built_upon", name=str(one))
    try:
        model._default_manager.filter(pk__in=[one.pk for one in going]).delete()
    except ProtectedError as refusal:
        raise RuleBroken("intake.built_upon", name=str(going[0])) from refusal
    subjects = [*going, *(found[pk] for pk in changed)]
    if subjects:
        record(Deed("intake.taken_back", subjects[0], None, _count(subjects)), by=by, at=at)


def _restore(one: models.Model, facts: Mapping[str, object]) -> None:
    for name, pair in facts.items():
        was, became = cast(Sequence[object], pair)  # as Taken.before told it
        field = one._meta.get_field(name)
        if json.loads(_plain(getattr(one, name))) != became:
            raise RuleBroken("intake.built_upon", name=str(one))
        setattr(one, name, field.to_python(was))  # type: ignore[union-attr]
    one.save(update_fields=list(facts))


def _edited_since(one: models.Model) -> bool:
    """Whether somebody changed it after it was taken in; told only by records that are stamped."""
    if not isinstance(one, Stamped):
        return False
    return one.changed_at - one.created_at > timedelta(seconds=5)


def _told(facts: RegistrationFacts) -> dict[str, object]:
    """Only what is known."""
    plain = asdict(checked(facts))
    return {key: value for key, value in plain.items() if value not in (None, "")}


def _check_credit_codes(wanted: Mapping[Organisation, Values]) -> None:
    """A legal person's code is one union's."""
    holders: dict[object, int] = {}
    for one, told in wanted.items():
        code = told.get("credit_code")
        if code and holders.setdefault(code, one.pk) != one.pk:
            raise RuleBroken("credit_code.taken", organisation=one.name)
    taken = Registration.objects.filter(credit_code__in=holders).select_related("organisation")
    for registration in taken:
        if holders[registration.credit_code] != registration.organisation_id:
            raise RuleBroken("credit_code.taken", organisation=registration.organisation.name)


def _changed(one: models.Model, told: Values) -> Taken:
    """Set what is told; what it held before stays known."""
    now = {key: value for key, value in told.items() if getattr(one, key) != value}
    was = {key: getattr(one, key) for key in now}
    for key, value in now.items():
        setattr(one, key, value)
    return Taken(one, was, now)


def _store(model: type[models.Model], taken: Sequence[Taken], fields: Sequence[str]) -> None:
    made = [one.record for one in taken if one.was is None]
    changed = [one.record for one in taken if one.was is not None]
    model._default_manager.bulk_create(made, batch_size=500)
    model._default_manager.bulk_update(changed, fields, batch_size=200)


def _plain(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)


def _count(found: Collection[object]) -> dict[str, object]:
    return {"count": len(found)}
