"""Collections of a form: which ones a person may see, which one holds an organisation."""

from django.db.models import Exists, OuterRef, QuerySet

from gonghui.access.checks import Visitor, organisations_where
from gonghui.access.permissions import Permission
from gonghui.foundation.periods import Period
from gonghui.organisations.models import Organisation
from gonghui.returns.models import Round, Sheet


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
