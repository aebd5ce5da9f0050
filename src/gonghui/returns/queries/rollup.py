"""Totals of an organisation, beside last year's, and what stands behind each number.

The way of one number: ``compared`` shows it, ``behind`` says which totals and sheets it is made of,
and a sheet shows the version that counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Q

from gonghui.organisations.models import Organisation
from gonghui.returns.models import RollUp, Round, Sheet
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.round import a_year_before
from gonghui.returns.rules.comparison import change_points, change_share
from gonghui.returns.rules.figure import Figure
from gonghui.returns.rules.form import Blank
from gonghui.returns.rules.indicator import Line
from gonghui.returns.rules.rollup import (
    NOTHING,
    Difference,
    Stage,
    Tally,
    Weight,
    by_accepting,
    by_filing,
    figure_of,
    figures_of,
    now_and_then,
    tally,
)
from gonghui.returns.rules.rollup import expected_of as expected_from
from gonghui.returns.rules.sheet import VersionState


@dataclass(frozen=True, slots=True)
class Standing:
    """What one organisation gives to a round, itself and all below it, or only its own sheet.

    Attributes:
        levels: How many organisations of each level are expected in it.
        sheet_pk: The sheet, when this is one organisation's own answers; else ``None``.
    """

    organisation: Organisation
    levels: Mapping[str, int]
    expected: int
    filed: int
    accepted: int
    tallies: Mapping[Stage, Tally]
    matched: Tally
    matched_count: int
    sheet_pk: int | None = None

    def figure(self, line: Line, blank: Blank, stage: Stage = Stage.FILED) -> Figure:
        """One line of it."""
        expected = expected_from(line, self.levels)
        return figure_of(line, self.tallies[stage], blank, expected=expected)


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of an organisation with how much of them is known.

    Attributes:
        expected: Sheets expected from it and all below.
        filed: Of these, how many count as filed (accepted ones too).
        accepted: Of these, how many are accepted.
        matched: Each line now and a year before, over the sheets that gave it in both.
        matched_count: How many sheets were filed in both.
    """

    organisation: Organisation
    expected: int
    filed: int
    accepted: int
    as_filed: dict[str, Figure]
    as_accepted: dict[str, Figure]
    matched: dict[str, tuple[Figure, Figure]]
    matched_count: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of a total beside the same period last year.

    Attributes:
        year_before: The whole of last year; ``None`` when there was no round or no such line.
        matched: Now and then over the organisations that gave it in both; the changes are theirs.
        change_share: Growth in percent, to one place; ``None`` for shares and where unknown.
        change_points: For shares, the change in percentage points; else ``None``.
    """

    indicator: Line
    now: Figure
    year_before: Figure | None
    matched: tuple[Figure, Figure]
    change_share: Decimal | None
    change_points: Decimal | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One part of a total.

    Attributes:
        is_own: The organisation's own sheet, beside those of the organisations below it.
        sheet_pk: Where it ends: the sheet; ``None`` when it is a total with more behind it.
    """

    organisation: Organisation
    figure: Figure
    filed: int
    expected: int
    is_own: bool
    sheet_pk: int | None


def standing_of(round: Round, organisation: Organisation, blank: Blank) -> Standing | None:
    """Where an organisation stands on a round; ``None`` when it is not on it."""
    rollup = RollUp.objects.filter(round=round, organisation=organisation).first()
    if rollup is not None:
        return _of_rollup(rollup, organisation)
    sheet = (
        Sheet.objects.filter(round=round, organisation=organisation)
        .select_related("counted__before")
        .first()
    )
    return _of_sheet(sheet, organisation, blank) if sheet is not None else None


def _of_rollup(rollup: RollUp, organisation: Organisation) -> Standing:
    return Standing(
        organisation,
        rollup.levels,
        rollup.expected,
        rollup.filed_count,
        rollup.accepted_count,
        {Stage.FILED: rollup.filed, Stage.ACCEPTED: rollup.accepted},
        rollup.matched,
        rollup.matched_count,
    )


def _of_sheet(sheet: Sheet, organisation: Organisation, blank: Blank) -> Standing:
    version = sheet.counted
    given = tally(version.values, blank) if version is not None else NOTHING
    earlier = version.before if version is not None else None
    gives = by_filing(given, tally(earlier.values, blank) if earlier is not None else None)
    is_accepted = version is not None and version.state == VersionState.ACCEPTED.value
    expected = int(sheet.excused_on is None)
    return Standing(
        organisation,
        {sheet.level: expected},
        expected,
        int(version is not None),
        int(is_accepted),
        {Stage.FILED: given, Stage.ACCEPTED: given if is_accepted else NOTHING},
        gives.matched,
        gives.matched_count,
        sheet.pk,
    )


def weight_of_sheet(sheet: Sheet, blank: Blank) -> Weight:
    """What one expected sheet is to the totals above it."""
    gives = Difference()
    if sheet.counted is not None:
        given = tally(sheet.counted.values, blank)
        before = sheet.counted.before
        gives = by_filing(given, tally(before.values, blank) if before is not None else None)
        if sheet.counted.state == VersionState.ACCEPTED.value:
            gives += by_accepting(given)
    return Weight(gives, {sheet.level: 1})


def weight_of_total(total: RollUp) -> Weight:
    """What a total, with all below it, is to those above it."""
    return Weight(
        Difference(
            total.filed,
            total.accepted,
            total.matched,
            total.filed_count,
            total.accepted_count,
            total.matched_count,
        ),
        total.levels,
    )


def parts_of(round: Round, organisation: Organisation, blank: Blank) -> list[Standing]:
    """What a total is made of: its own sheet first, then each organisation directly below.

    An organisation nobody stands below is made of its own sheet alone.
    """
    sheets = (
        Sheet.objects.filter(
            round=round, rollup__organisation=organisation, excused_on__isnull=True
        )
        .select_related("organisation", "counted__before")
        .order_by("organisation__order", "organisation__code")
    )
    parts = [_of_sheet(sheet, sheet.organisation, blank) for sheet in sheets]
    if not parts:
        alone = standing_of(round, organisation, blank)
        return [alone] if alone is not None else []
    totals = RollUp.objects.filter(round=round, parent__organisation=organisation)
    parts += [_of_rollup(one, one.organisation) for one in totals.select_related("organisation")]
    parts.sort(
        key=lambda part: (
            part.organisation.pk != organisation.pk,
            part.organisation.order,
            part.organisation.code,
        )
    )
    return parts


@dataclass(frozen=True, slots=True)
class Below:
    """The own sheets of those directly below an organisation."""

    count: int
    filed: int
    accepted: int


def directly_below(round: Round, organisation: Organisation) -> Below:
    """How many of those directly below have filed their own sheet, and had it accepted."""
    with_others_below = Q(
        rollup__parent__organisation=organisation, organisation=F("rollup__organisation")
    )
    without = Q(rollup__organisation=organisation) & ~Q(organisation=organisation)
    expected = Sheet.objects.filter(round=round, excused_on__isnull=True)
    counts = expected.filter(with_others_below | without).aggregate(
        count=Count("pk"),
        filed=Count("counted"),
        accepted=Count("pk", filter=Q(counted__state=VersionState.ACCEPTED.value)),
    )
    return Below(**counts)


def totals(round: Round, organisation: Organisation) -> Totals | None:
    """Totals of an organisation, as filed and as accepted; ``None`` when it is not on the round."""
    blank = blank_of(round.form)
    standing = standing_of(round, organisation, blank)
    return None if standing is None else totals_from(standing, blank)


def totals_from(standing: Standing, blank: Blank) -> Totals:
    """A standing with every line computed."""
    return Totals(
        standing.organisation,
        standing.expected,
        standing.filed,
        standing.accepted,
        figures_of(standing.tallies[Stage.FILED], blank, standing.levels),
        figures_of(standing.tallies[Stage.ACCEPTED], blank, standing.levels),
        {line.code: now_and_then(line, standing.matched, blank) for line in blank.lines},
        standing.matched_count,
    )


def compared(round: Round, organisation: Organisation) -> list[Compared]:
    """Every line of an organisation's total as filed, beside the same period last year.

    Where 85 % have filed and last year everybody had, totals side by side would call every gap a
    fall: a change is always that of the organisations that gave the figure in both periods.
    """
    now = totals(round, organisation)
    earlier = a_year_before(round)
    before = totals(earlier, organisation) if earlier is not None else None
    return [] if now is None else compared_from(now, before)


def compared_from(now: Totals, before: Totals | None) -> list[Compared]:
    """Two totals side by side, in the order of the form."""
    return [
        Compared(
            figure.indicator,
            figure,
            before.as_filed.get(code) if before is not None else None,
            now.matched[code],
            change_share(*now.matched[code]),
            change_points(*now.matched[code]),
        )
        for code, figure in now.as_filed.items()
    ]


def behind(
    round: Round,
    organisation: Organisation,
    indicator_code: str,
    *,
    stage: Stage = Stage.FILED,
) -> list[Contribution]:
    """The parts one number is made of, down to single sheets; a code not on the form has none."""
    blank = blank_of(round.form)
    line = blank.line.get(indicator_code)
    if line is None:
        return []
    return [
        Contribution(
            part.organisation,
            part.figure(line, blank, stage),
            part.filed,
            part.expected,
            part.organisation.pk == organisation.pk,
            part.sheet_pk,
        )
        for part in parts_of(round, organisation, blank)
    ]
