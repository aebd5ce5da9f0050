"""Work that nobody asked for in a directive, but that waits: drafts, readings, reports to sign."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest
from gonghui.bulletins.queries.reading import readings_where
from gonghui.bulletins.rules.review import ReadingState
from gonghui.cascade.web import WorkItem
from gonghui.plans.queries.task import drafts_where
from gonghui.reports.queries.report import reports_where
from gonghui.reports.rules.report import ReportState

MOST = 3


def proposals(request: SignedInRequest) -> list[WorkItem]:
    """Each only for those who may do it."""
    found: list[WorkItem | None] = []
    if Permission.TASK_ISSUE in request.may:
        found.append(_drafts(request))
    if Permission.BULLETIN_CONFIRM in request.may:
        found.append(_readings(request))
    if Permission.REPORT_SIGN_OFF in request.may:
        found += _reports(request)
    return [item for item in found if item is not None]


def _drafts(request: SignedInRequest) -> WorkItem | None:
    count = drafts_where(request.user, Permission.TASK_ISSUE).count()
    if not count:
        return None
    to = reverse("plans:tasks")
    words = ngettext(
        "%(n)s requirement waits to become a task", "%(n)s requirements wait to become tasks", count
    )
    return _item(_("Issue"), words % {"n": count}, _("drafted from a meeting"), _("Issue them"), to)


def _readings(request: SignedInRequest) -> WorkItem | None:
    readings = readings_where(request.user, Permission.BULLETIN_CONFIRM)
    count = readings.filter(state=ReadingState.OPEN.value).count()
    if not count:
        return None
    words = ngettext("%(n)s reading waits for a person", "%(n)s readings wait for a person", count)
    to = reverse("bulletins:readings")
    fact = _("the original stands beside it")
    return _item(_("Confirm"), words % {"n": count}, fact, _("Look at it"), to)


def _reports(request: SignedInRequest) -> list[WorkItem]:
    """Reports of where the person sits that wait for a signature, each by name."""
    drafts = reports_where(request.user, Permission.REPORT_SIGN_OFF).filter(
        state=ReportState.DRAFT.value,
        organisation__in=seated(request.held, Permission.REPORT_SIGN_OFF),
    )
    fact = _("the figures are frozen when it is signed")
    return [
        _item(_("Sign"), one.title, fact, _("Read and sign"), one.address) for one in drafts[:MOST]
    ]


def _item(kind: str, what: str, fact: str, button: str, to: str) -> WorkItem:
    return WorkItem(kind=kind, what=what, to=to, facts=[fact], due_on=None, button=button, act=to)
