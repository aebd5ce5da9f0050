"""Collections of a form: which ones a person may see, which one holds an organisation."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.cascade.models import Assignment
from gonghui.foundation.periods import Period
from gonghui.organisations.models import Organisation
from gonghui.returns.models import RollUp, Round, Sheet
from gonghui.returns.rules.sheet import VersionState


def rounds_where(user: Visitor, permission: Permission) -> QuerySet[Round]:
    """Rounds on which an organisation stands over which the person holds the permission."""
    mine = Sheet.objects.filter(
        round=OuterRef("pk"), organisation__in=organisations_where(user, permission)
    )
    return (
        Round.objects.filter(Exists(mine))
        .select_related("form", "issuer", "directive__issuer", "directive__department")
        .order_by("-period", "-pk")
    )


def round_of(organisation: Organisation, period: Period) -> Round | None:
    """The newest round of a period on which the organisation stands; ``None`` when none."""
    standing = Sheet.objects.filter(round=OuterRef("pk"), organisation=organisation)
    return (
        Round.objects.filter(Exists(standing), period=period.code)
        .select_related("form", "issuer", "directive")
        .order_by("-pk")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """A round as one organisation stands on it.

    Attributes:
        expected: Sheets of the organisation and all below it.
        filed: Of these, how many count.
        accepted: Of these, how many are accepted.
        sheet_pk: The organisation's own sheet; ``None`` when it does not stand on the round.
    """

    round: Round
    expected: int
    filed: int
    accepted: int
    sheet_pk: int | None


def entries(rounds: Sequence[Round], organisation: Organisation) -> list[Entry]:
    """Rounds with how far an organisation is in each; three queries, however many rounds."""
    totals = {
        total.round_id: total
        for total in RollUp.objects.filter(round__in=rounds, organisation=organisation)
    }
    sheets = {
        sheet.round_id: sheet
        for sheet in Sheet.objects.filter(
            round__in=rounds, organisation=organisation
        ).select_related("counted")
    }
    return [_entry(one, totals.get(one.pk), sheets.get(one.pk)) for one in rounds]


def _entry(one: Round, total: RollUp | None, sheet: Sheet | None) -> Entry:
    pk = sheet.pk if sheet is not None else None
    if total is not None:
        return Entry(one, total.expected, total.filed_count, total.accepted_count, pk)
    version = sheet.counted if sheet is not None else None
    is_accepted = version is not None and version.state == VersionState.ACCEPTED.value
    is_expected = sheet is not None and sheet.excused_on is None
    return Entry(one, int(is_expected), int(version is not None), int(is_accepted), pk)


def round_asked(assignment: Assignment) -> Round | None:
    """The round an assignment asks for; ``None`` when it asks for something else."""
    return (
        Round.objects.filter(directive=assignment.directive_id)
        .select_related("form", "issuer", "directive")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom handing a round on would ask.

    Attributes:
        organisations: Everybody below on the frozen tree.
        asked: Of these, who has been asked already.
    """

    organisations: int
    asked: int


def below_on(round: Round, organisation: Organisation) -> Reach:
    """Everybody below an organisation on a round."""
    total = RollUp.objects.filter(round=round, organisation=organisation).first()
    if total is None:
        return Reach(0, 0)
    sheets = Sheet.objects.filter(
        round=round, rollup__path__startswith=total.path, excused_on__isnull=True
    )
    below = sheets.exclude(organisation=organisation)
    return Reach(below.count(), below.filter(assignment__isnull=False).count())


def a_year_before(round: Round) -> Round | None:
    """The same form of the same issuer, for the same period last year (同期)."""
    return (
        Round.objects.filter(
            form__code=round.form.code,
            issuer=round.issuer_id,
            period=Period.parse(round.period).a_year_before.code,
        )
        .select_related("form", "issuer", "directive")
        .order_by("-form__version")
        .first()
    )
