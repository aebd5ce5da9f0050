"""Proving the totals: everything summed again from the versions that count."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from gonghui.returns.models import RollUp, Round, Sheet
from gonghui.returns.queries.form import blank_of
from gonghui.returns.rules.branch import ids_in
from gonghui.returns.rules.rollup import Difference, add_levels, by_accepting, by_filing, tally
from gonghui.returns.rules.sheet import VersionState, digest_of


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that is not as it must be.

    Attributes:
        what: a tally or count of a total, by the name of its field; ``digest`` or
            ``state`` of a version.
        stored: As it stands.
        summed: As it must be.
    """

    round: str
    organisation: str
    what: str
    stored: object
    summed: object


@dataclass(frozen=True, slots=True)
class Verification:
    """What was read and what did not agree."""

    rounds: int
    sheets: int
    totals: int
    disagreements: list[Disagreement]

    @property
    def agrees(self) -> bool:
        """Whether every digit does."""
        return not self.disagreements


def verify() -> Verification:
    """Sum every round again from its sheets and compare each total to the digit."""
    sheets = totals = 0
    found: list[Disagreement] = []
    rounds = list(Round.objects.select_related("form").order_by("pk"))
    for one in rounds:
        summed, read, bad = _summed(one)
        expected = _expected(one)
        sheets += read
        found += bad
        for rollup in RollUp.objects.filter(round=one).select_related("organisation"):
            totals += 1
            found += _compare(one, rollup, summed.get(rollup.organisation_id, Difference()))
            found += _compare_expected(one, rollup, expected.get(rollup.organisation_id, {}))
    return Verification(len(rounds), sheets, totals, found)


def _summed(one: Round) -> tuple[dict[int, Difference], int, list[Disagreement]]:
    """Totals of everybody on a round, how many versions they are made of, and broken versions."""
    blank = blank_of(one.form)
    firsts: dict[str, Difference] = {}
    read = 0
    bad: list[Disagreement] = []
    counted = Sheet.objects.filter(round=one, counted__isnull=False)
    for sheet in counted.select_related("counted__before", "rollup").iterator(chunk_size=2000):
        version = sheet.counted
        if version is None:
            continue
        read += 1
        given = tally(version.values, blank)
        is_accepted = version.state == VersionState.ACCEPTED.value
        before = tally(version.before.values, blank) if version.before is not None else None
        gives = by_filing(given, before)
        if is_accepted:
            gives += by_accepting(given)
        path = sheet.rollup.path
        firsts[path] = firsts.get(path, Difference()) + gives
        fresh = digest_of(version.number, version.values, version.notes)
        if fresh != version.digest:
            bad.append(
                Disagreement(one.title, str(sheet.organisation_id), "digest", version.digest, fresh)
            )
    summed: dict[int, Difference] = {}
    for path, gives in firsts.items():
        for pk in ids_in(path):
            summed[pk] = summed.get(pk, Difference()) + gives
    return summed, read, bad


def _compare(one: Round, rollup: RollUp, summed: Difference) -> Iterator[Disagreement]:
    for what, stored, fresh in (
        ("filed", rollup.filed, dict(summed.filed)),
        ("accepted", rollup.accepted, dict(summed.accepted)),
        ("matched", rollup.matched, dict(summed.matched)),
        ("filed_count", rollup.filed_count, summed.filed_count),
        ("accepted_count", rollup.accepted_count, summed.accepted_count),
        ("matched_count", rollup.matched_count, summed.matched_count),
    ):
        if stored != fresh:
            yield Disagreement(one.title, rollup.organisation.name, what, stored, fresh)


def _expected(one: Round) -> dict[int, dict[str, int]]:
    """How many sheets are expected of everybody and all below, by level; one query."""
    rows = (
        Sheet.objects.filter(round=one, excused_on__isnull=True)
        .values_list("rollup__path", "level")
        .annotate(count=Count("pk"))
        .order_by()
    )
    levels: dict[int, dict[str, int]] = {}
    for path, level, count in rows:
        for pk in ids_in(path):
            levels[pk] = add_levels(levels.get(pk, {}), {level: count})
    return levels


def _compare_expected(one: Round, rollup: RollUp, levels: dict[str, int]) -> Iterator[Disagreement]:
    for what, stored, fresh in (
        ("levels", rollup.levels, levels),
        ("expected", rollup.expected, sum(levels.values())),
    ):
        if stored != fresh:
            yield Disagreement(one.title, rollup.organisation.name, what, stored, fresh)
