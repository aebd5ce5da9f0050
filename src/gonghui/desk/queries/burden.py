"""What filling in still costs the organisations a person sits in."""

from collections.abc import Iterable
from dataclasses import dataclass

from gonghui.cascade.rules.assignment import OPEN
from gonghui.organisations.models import Organisation
from gonghui.returns.models import Form, Sheet
from gonghui.returns.queries.form import blank_of
from gonghui.returns.rules.form import Blank


@dataclass(frozen=True, slots=True)
class Burden:
    """Figures on the returns that are open.

    Attributes:
        sheets: Returns still to file.
        lines: Figures on them altogether.
        computed: Of these, worked out by the platform.
        typed: Of the others, already typed.
        minutes: About how long the rest takes.
    """

    sheets: int
    lines: int
    computed: int
    typed: int
    minutes: int

    @property
    def done(self) -> int:
        """Figures nobody has to type any more."""
        return self.computed + self.typed

    @property
    def left(self) -> int:
        """Figures somebody still has to type."""
        return self.lines - self.done


def burden_of(organisations: Iterable[Organisation]) -> Burden | None:
    """The figures these organisations still owe; ``None`` when no return is open."""
    sheets = list(
        Sheet.objects.filter(
            organisation__in=list(organisations),
            assignment__state__in=[state.value for state in OPEN],
        ).select_related("round__form")
    )
    if not sheets:
        return None
    blanks = _blanks(sheet.round.form for sheet in sheets)
    parts = [_of_sheet(sheet, blanks[sheet.round.form_id]) for sheet in sheets]
    return Burden(
        sheets=len(parts),
        lines=sum(part.lines for part in parts),
        computed=sum(part.computed for part in parts),
        typed=sum(part.typed for part in parts),
        minutes=sum(part.minutes for part in parts),
    )


def _blanks(forms: Iterable[Form]) -> dict[int, Blank]:
    return {pk: blank_of(form) for pk, form in {form.pk: form for form in forms}.items()}


def _of_sheet(sheet: Sheet, blank: Blank) -> Burden:
    asked = blank.asked_of(sheet.level)
    by_hand = [line.code for line in blank.typed_by(sheet.level)]
    typed = sum(1 for code in by_hand if str(sheet.typed.get(code, "")).strip())
    share_left = 1 - typed / len(by_hand) if by_hand else 0
    share_asked = len(by_hand) / len(blank.typed) if blank.typed else 0
    return Burden(
        sheets=1,
        lines=len(asked),
        computed=len(asked) - len(by_hand),
        typed=typed,
        minutes=round(blank.minutes * share_left * share_asked),
    )
