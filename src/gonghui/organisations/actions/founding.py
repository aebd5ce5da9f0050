"""Taking foundings back, as if they had never been: for a batch undone, not for dissolving."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import models, transaction
from django.db.models.deletion import ProtectedError

from gonghui.audit.actions import Actor, Deed, record
from gonghui.foundation.errors import RuleBroken
from gonghui.organisations.models import Ancestry, Organisation, Placement
from gonghui.organisations.rules.organisation import Line

NAMED = 5  # as many names as a sentence bears


@transaction.atomic
def unfound_all(organisations: Collection[Organisation], *, by: Actor, at: datetime) -> int:
    """Take organisations out of the register that were entered by mistake; returns how many.

    Only what nothing stands on can go: no organisation below that is not taken out with it, no
    post, no ask, no return, no act, no role. An organisation that existed is dissolved instead.

    Raises:
        RuleBroken: ``organisation.built_upon`` with the names.
    """
    # the lock keeps anybody from building on them in these moments
    going = {
        one.pk: one
        for one in Organisation.objects.select_for_update(of=["self"])
        .filter(pk__in=[one.pk for one in organisations])
        .order_by("pk")
    }
    if not going:
        return 0
    _unplace(going)
    try:
        Organisation.objects.filter(pk__in=going).delete()
    except ProtectedError as refusal:
        names = [going[pk].name for pk in sorted({*_stood_on(refusal.protected_objects, going)})]
        raise RuleBroken(
            "organisation.built_upon", count=len(names), names=names[:NAMED]
        ) from refusal
    first = going[min(going)]
    record(Deed("organisation.unfounded", first, None, {"count": len(going)}), by=by, at=at)
    return len(going)


def _unplace(going: Collection[int]) -> None:
    """Out of the tree; who led only them on the industrial line does not stand on it any more."""
    placed = Placement.objects.filter(organisation__in=going)
    industrial = Line.INDUSTRIAL.value
    led = set(placed.filter(line=industrial).values_list("parent", flat=True))
    Ancestry.objects.filter(organisation__in=going).delete()
    placed.delete()
    pairs = Ancestry.objects.filter(line=industrial)
    others = pairs.filter(steps__gt=0)
    alone = pairs.filter(steps=0, organisation__in=led)
    alone.exclude(organisation__in=others.values("organisation")).exclude(
        organisation__in=others.values("ancestor")
    ).delete()


def _stood_on(holding: Collection[models.Model], going: Collection[int]) -> Iterator[int]:
    """Which of those going are referred to, by whatever of whichever room."""
    for one in holding:
        for field in one._meta.concrete_fields:
            if field.related_model is Organisation and (pk := getattr(one, field.attname)) in going:
                yield pk
