"""Bringing every total above up to date, in the transaction that changes a sheet."""

from collections.abc import Iterable

from gonghui.returns.models import RollUp, Round
from gonghui.returns.rules.branch import ids_in
from gonghui.returns.rules.rollup import Difference, Weight, add_levels, plus

_CHANGING = (
    "filed", "accepted", "matched", "filed_count", "accepted_count", "matched_count"
)  # fmt: skip


def apply(changes: Iterable[tuple[RollUp, Difference]]) -> None:
    """Add each difference to the total a sheet counts in first and to every one above it.

    All changes must belong to one round. The totals are locked from the leaves to the root, so
    that two filings meet in one order and never wait for each other in a circle; the caller locks
    its sheets before and records after (design.md, section 5).
    """
    by_first: dict[int, tuple[RollUp, Difference]] = {}
    for rollup, difference in changes:
        before = by_first.get(rollup.pk)
        by_first[rollup.pk] = (rollup, before[1] + difference if before else difference)
    by_organisation: dict[int, Difference] = {}
    round_id = None
    for rollup, difference in by_first.values():
        round_id = rollup.round_id
        for pk in ids_in(rollup.path):
            before_here = by_organisation.get(pk)
            by_organisation[pk] = before_here + difference if before_here else difference
    locked = list(
        RollUp.objects.select_for_update()
        .filter(round=round_id, organisation__in=by_organisation)
        .order_by("-depth", "pk")
    )
    for total in locked:
        _add(total, by_organisation[total.organisation_id])


def shift(round: Round, path: str, weight: Weight) -> None:
    """Add to every total of a path what a branch gives and how much of it is expected.

    Locked from the leaves to the root, as by ``apply``.
    """
    totals = RollUp.objects.select_for_update().filter(round=round, organisation__in=ids_in(path))
    for total in totals.order_by("-depth", "pk"):
        total.levels = add_levels(total.levels, weight.levels)
        total.expected = sum(total.levels.values())
        _add(total, weight.difference, also=("levels", "expected"))


def _add(total: RollUp, difference: Difference, *, also: Iterable[str] = ()) -> None:
    total.filed = plus(total.filed, difference.filed)
    total.accepted = plus(total.accepted, difference.accepted)
    total.matched = plus(total.matched, difference.matched)
    total.filed_count += difference.filed_count
    total.accepted_count += difference.accepted_count
    total.matched_count += difference.matched_count
    total.save(update_fields=[*_CHANGING, *also])
