"""Keeping audiences: saved, changed, dropped."""

from datetime import datetime

from django.db import transaction

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.chinese import tidy
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Ancestry, Audience, Organisation
from gonghui.organisations.queries.composition import (
    composed_with,
    composition_of,
    inner_audiences,
)
from gonghui.organisations.rules.audience import Description, check_composition

LONGEST_NAME = 120


@transaction.atomic
def save_audience(
    keeper: Organisation, name: str, description: Description, *, by: Actor, at: datetime
) -> Audience:
    """Keep a new audience; ``keeper`` is who it is for and how far it may reach.

    Locks the keeper, so that no two of its audiences get one name.

    Raises:
        RuleBroken: ``audience.name_missing``, ``audience.name_taken``, ``audience.empty``,
            ``audience.outside_reach``, ``audience.kept_elsewhere``, ``audience.gone``,
            ``audience.circle``, ``audience.too_deep``.
    """
    audience = Audience(keeper=keeper)
    _write(audience, name, description)
    record(Deed("audience.saved", audience, keeper.pk, _facts(description)), by=by, at=at)
    return audience


@transaction.atomic
def change_audience(
    audience: Audience, name: str, description: Description, *, by: Actor, at: datetime
) -> Audience:
    """Describe a kept audience otherwise; whatever is composed of it follows.

    Raises:
        RuleBroken: As ``save_audience``.
    """
    _write(audience, name, description)
    facts = _facts(description)
    record(Deed("audience.changed", audience, audience.keeper_id, facts), by=by, at=at)
    return audience


@transaction.atomic
def drop_audience(audience: Audience, *, by: Actor, at: datetime) -> None:
    """Keep an audience no longer.

    Raises:
        RuleBroken: ``audience.in_use`` with the names of those composed of it.
    """
    users = composed_with(audience)
    if users:
        raise RuleBroken("audience.in_use", names=[one.name for one in users])
    deed = Deed("audience.dropped", audience, audience.keeper_id)
    record(deed, by=by, at=at)  # before its key is gone
    audience.delete()


def _write(audience: Audience, name: str, description: Description) -> None:
    keeper = Organisation.objects.select_for_update(no_key=True).get(pk=audience.keeper_id)
    audience.name = _checked_name(audience, name)
    if not description.parts:
        raise RuleBroken("audience.empty")
    _check_reach(keeper, description)
    inner = inner_audiences(description)
    check_composition(audience.pk, composition_of(inner), description.audiences)
    for one in inner.values():
        if not _is_within(keeper, one.keeper_id):
            raise RuleBroken("audience.kept_elsewhere", name=one.name)
    audience.description = description.to_json()
    audience.save()


def _checked_name(audience: Audience, name: str) -> str:
    name = tidy(name).strip()[:LONGEST_NAME]
    if not name:
        raise RuleBroken("audience.name_missing")
    others = Audience.objects.filter(keeper=audience.keeper_id, name=name).exclude(pk=audience.pk)
    if others.exists():
        raise RuleBroken("audience.name_taken", name=name)
    return name


def _check_reach(keeper: Organisation, description: Description) -> None:
    for part in description.parts:
        if part.below is not None and not _is_within(keeper, part.below):
            found = Organisation.objects.filter(pk=part.below).first()
            raise RuleBroken("audience.outside_reach", organisation=found.name if found else "")


def _is_within(keeper: Organisation, organisation: int) -> bool:
    """The keeper itself, or below it on either line."""
    return (
        organisation == keeper.pk
        or Ancestry.objects.filter(ancestor=keeper, organisation=organisation).exists()
    )


def _facts(description: Description) -> dict[str, object]:
    return {"parts": len(description.parts), "exceptions": description.without.count}
