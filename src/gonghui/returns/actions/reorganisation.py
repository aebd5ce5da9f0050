"""What becomes of open returns when the tree changes: their trees are re-based in one transaction.

What was filed stays a fact and counts where its organisation stands now; what was not filed is
expected of whoever is there to file it. A closed round is never touched: it keeps the tree of its
day (design.md, section 5).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Concat, Substr

from gonghui.organisations.announcements import Consequence, Ended, Placed, Reorganisation
from gonghui.organisations.models import Ancestry, Organisation
from gonghui.organisations.queries.tree import below_all, is_below, superior
from gonghui.organisations.rules.organisation import Line
from gonghui.returns.actions.rollup import shift
from gonghui.returns.actions.round import hand_out
from gonghui.returns.models import RollUp, Round, Sheet
from gonghui.returns.queries.form import blank_of
from gonghui.returns.queries.rollup import weight_of_sheet, weight_of_total
from gonghui.returns.rules.branch import ids_in
from gonghui.returns.rules.rollup import Weight


def hold(reorganisation: Reorganisation) -> None:
    """Keep the sheets concerned from being filed until the act is done.

    Before anything else is locked: whoever files locks the sheet first too, and so nobody waits in
    a circle.
    """
    if reorganisation.line is Line.TERRITORIAL:
        named = reorganisation.touched
        concerned = Sheet.objects.filter(
            Q(organisation__in=below_all(named)) | Q(organisation__in=named),
            round__closed_at__isnull=True,
        )
        list(concerned.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


@transaction.atomic
def rebase(reorganisation: Reorganisation) -> list[Consequence]:
    """Carry out in every open round what an act did to the tree; tells what that meant.

    Recorded with the act.
    """
    if reorganisation.line is not Line.TERRITORIAL:
        return []
    told: list[Consequence] = []
    for one in _open_rounds(reorganisation):
        _hold_totals(one, reorganisation.touched)
        told += _Rebasing(one, reorganisation.on).carry_out(reorganisation)
    return told


def _hold_totals(round: Round, concerned: Sequence[Organisation]) -> None:
    """Every total that may change, from the leaves to the root at once, as filing does.

    Those are the totals above everybody concerned, as the round has them and as the tree is now.
    """
    keys = {one.pk for one in concerned}
    above = set(
        Ancestry.objects.filter(organisation__in=keys).values_list("ancestor_id", flat=True)
    )
    paths = RollUp.objects.filter(
        Q(organisation__in=keys | above) | Q(sheets__organisation__in=keys), round=round
    )
    for path in set(paths.values_list("path", flat=True)):
        above |= set(ids_in(path))
    totals = RollUp.objects.filter(round=round, organisation__in=keys | above)
    list(totals.select_for_update().order_by("-depth", "pk").values_list("pk"))


def _open_rounds(reorganisation: Reorganisation) -> list[Round]:
    """Rounds under way on which somebody concerned stands."""
    concerned = [one.pk for one in reorganisation.touched]
    on_it = Sheet.objects.filter(organisation__in=concerned).values("round")
    in_it = RollUp.objects.filter(organisation__in=concerned).values("round")
    rounds = Round.objects.filter(Q(pk__in=on_it) | Q(pk__in=in_it), closed_at__isnull=True)
    return list(rounds.select_related("form").order_by("pk"))


@dataclass(frozen=True, slots=True)
class _Rebasing:
    """One open round while its tree is changed."""

    round: Round
    on: date

    def carry_out(self, reorganisation: Reorganisation) -> Iterator[Consequence]:
        # before any of them ends: who comes out of others owes what those owe now
        owing = [one for one in reorganisation.born if any(map(self._still_owes, one.out_of))]
        steps = sorted(reorganisation.placed, key=lambda one: one.now.pk)
        for now, group in groupby(steps, key=lambda one: one.now):
            yield from self._place(list(group), now)
        for end in reorganisation.ended:
            yield from self._end(end)
        for birth in owing:
            yield from self._expect(birth.organisation)
        for one in reorganisation.paused:
            yield from self._told("round.excused", self._excuse([one.pk]), one)
        hand_out(self.round)

    # ── moving ──

    def _place(self, placed: Sequence[Placed], now: Organisation) -> Iterator[Consequence]:
        """Those that came below one superior."""
        moved = [one.organisation for one in placed]
        target = self._total_of(now)
        if target is None:
            inside = [*below_all(moved).values_list("pk", flat=True)]
            dropped = self._excuse(inside)
            yield from self._told("round.left", dropped, moved[0])
            return
        totals = RollUp.objects.filter(round=self.round, organisation__in=moved)
        count = 0
        for total in totals.select_related("parent"):
            count += self._move_total(total, target)
        with_total = [total.organisation_id for total in totals]
        leaves = self._sheets().filter(organisation__in=moved).exclude(organisation__in=with_total)
        count += self._move_sheets(list(leaves), target)
        yield from self._told("round.counts_elsewhere", count, now)

    def _move_total(self, total: RollUp, target: RollUp) -> int:
        weight = weight_of_total(total)
        if total.parent is not None:
            shift(self.round, total.parent.path, -weight)
        target.refresh_from_db()
        before, after = total.path, f"{target.path}{total.organisation_id}/"
        RollUp.objects.filter(round=self.round, path__startswith=before).update(
            path=Concat(Value(after), Substr("path", len(before) + 1)),
            depth=F("depth") + len(ids_in(after)) - len(ids_in(before)),
        )
        RollUp.objects.filter(pk=total.pk).update(parent=target)
        shift(self.round, target.path, weight)
        return weight.expected

    def _move_sheets(self, sheets: Sequence[Sheet], target: RollUp) -> int:
        """Sheets that are in no total of their own."""
        blank = blank_of(self.round.form)
        for rollup, group in groupby(sheets, key=lambda one: one.rollup):
            weight = sum((weight_of_sheet(one, blank) for one in group), Weight())
            shift(self.round, rollup.path, -weight)
            shift(self.round, target.path, weight)
        Sheet.objects.filter(pk__in=[one.pk for one in sheets]).update(rollup=target)
        return len(sheets)

    def _total_of(self, organisation: Organisation) -> RollUp | None:
        """The total of an organisation others stand below from now on; made when there is none.

        ``None`` where the issuer has no say.
        """
        total = RollUp.objects.filter(round=self.round, organisation=organisation).first()
        if total is not None:
            return total
        sheet = self._sheets().filter(organisation=organisation).first()
        if sheet is not None:
            made = self._new_total(organisation, sheet.rollup)
            self._fill(made, weight_of_sheet(sheet, blank_of(self.round.form)))
            Sheet.objects.filter(pk=sheet.pk).update(rollup=made)
            return made
        above = superior(organisation)
        if above is None or not is_below(organisation, self.round.issuer):
            return None
        parent = self._total_of(above)
        return self._new_total(organisation, parent) if parent is not None else None

    def _new_total(self, organisation: Organisation, parent: RollUp) -> RollUp:
        path = f"{parent.path}{organisation.pk}/"
        return RollUp.objects.create(
            round=self.round,
            organisation=organisation,
            parent=parent,
            path=path,
            depth=len(ids_in(path)),
        )

    def _fill(self, total: RollUp, weight: Weight) -> None:
        """Its own sheet is counted above already; only the new total itself gets it."""
        shift(self.round, f"/{total.organisation_id}/", weight)
        total.refresh_from_db()

    # ── ending ──

    def _end(self, end: Ended) -> Iterator[Consequence]:
        sheet = self._sheets().filter(organisation=end.organisation).first()
        owes = sheet is not None and sheet.counted is None
        if owes:
            yield from self._told(
                "round.expected_no_more", self._excuse([end.organisation.pk]), end.organisation
            )
        self._fold(end.organisation)
        if end.successor is None or sheet is None:
            return
        if owes:
            own = self._sheets().filter(organisation=end.successor, counted__isnull=False)
            yield from self._told("round.filed_for_itself", own.count(), end.successor)
        else:
            target = self._total_of(end.successor)
            sheet.refresh_from_db()
            if target is not None:
                self._move_sheets([sheet], target)
            yield from self._told("round.stays_counted", 1, end.organisation)

    def _fold(self, organisation: Organisation) -> None:
        """Nobody stands below it any more: its own sheet counts with its superior's at once."""
        total = RollUp.objects.filter(round=self.round, organisation=organisation).first()
        if total is None or total.parent is None or total.children.exists():
            return
        others = total.sheets.exclude(organisation=organisation)
        if not others.exists():
            total.sheets.update(rollup=total.parent)
            total.delete()

    def _excuse(self, organisations: Sequence[int]) -> int:
        """Sheets that are not filed are expected no more; how many."""
        sheets = list(self._sheets().filter(organisation__in=organisations, counted__isnull=True))
        for sheet in sheets:
            shift(self.round, sheet.rollup.path, -Weight.expecting(sheet.level))
        Sheet.objects.filter(pk__in=[one.pk for one in sheets]).update(excused_on=self.on)
        return len(sheets)

    # ── coming ──

    def _still_owes(self, organisation: Organisation) -> bool:
        owed = self._sheets().filter(organisation=organisation, counted__isnull=True)
        return owed.exists()

    def _expect(self, organisation: Organisation) -> Iterator[Consequence]:
        """A new organisation files a sheet of its own."""
        above = superior(organisation)
        total = RollUp.objects.filter(round=self.round, organisation=organisation).first()
        if total is None and above is not None:
            total = self._total_of(above)
        if total is None:
            return
        Sheet.objects.create(
            round=self.round, organisation=organisation, level=organisation.level, rollup=total
        )
        shift(self.round, total.path, Weight.expecting(organisation.level))
        yield from self._told("round.expected_of", 1, organisation)

    def _sheets(self) -> QuerySet[Sheet]:
        """Those expected, each with the total it counts in."""
        return (
            Sheet.objects.filter(round=self.round, excused_on__isnull=True)
            .select_related("rollup", "counted__before")
            .order_by("rollup", "pk")
        )

    def _told(self, code: str, count: int, organisation: Organisation) -> list[Consequence]:
        """Nothing is told of what did not happen."""
        facts = {"count": count, "organisation": organisation.name, "round": self.round.title}
        return [Consequence(code, facts)] if count else []
