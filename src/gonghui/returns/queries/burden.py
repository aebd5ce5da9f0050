"""What answering a form costs those who are asked, shown before it is issued."""

from dataclasses import dataclass

from gonghui.organisations.models import Organisation
from gonghui.organisations.queries.tree import below, standing
from gonghui.returns.models import Form
from gonghui.returns.queries.form import blank_of
from gonghui.returns.sources import known_codes


@dataclass(frozen=True, slots=True)
class Burden:
    """The burden of one form.

    Attributes:
        items: Cells somebody has to fill in, at most, in one sheet.
        computed: Cells the form computes.
        known: Cells the platform knows by itself.
        minutes: For one sheet, as tried.
        asked: Organisations that will have a sheet.
    """

    items: int
    computed: int
    known: int
    minutes: int
    asked: int


def burden_of(form: Form, issuer: Organisation) -> Burden:
    """What issuing a form to everybody below would ask of them."""
    blank = blank_of(form)
    codes = {line.code for line in blank.typed}
    known = len(codes & known_codes())
    return Burden(
        items=len(codes) - known,
        computed=len(blank.ratios),
        known=known,
        minutes=blank.minutes,
        asked=standing(below(issuer)).count(),
    )
