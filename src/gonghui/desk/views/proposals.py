"""Work that nobody asked for in a directive, but that waits: drafts, readings, reports to sign."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest
from gonghui.bulletins.queries.reading import readings_where
from gonghui.bulletins.rules.review import ReadingState
from gonghui.cascade.web import WorkItem
from gonghui.desk.web import address
from gonghui.plans.queries.task import drafts_where


def proposals(request: SignedInRequest) -> list[WorkItem]:
    """Each only for those who may do it."""
    found = []
    if Permission.TASK_ISSUE in request.may:
        found.append(_drafts(request))
    if Permission.BULLETIN_CONFIRM in request.may:
        found.append(_readings(request))
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
    to = address("bulletins:readings")
    if not count or not to:
        return None
    words = ngettext("%(n)s reading waits for a person", "%(n)s readings wait for a person", count)
    return _item(
        _("Confirm"), words % {"n": count}, _("the original stands beside it"), _("Look at it"), to
    )


def _item(kind: str, what: str, fact: str, button: str, to: str) -> WorkItem:
    return WorkItem(kind=kind, what=what, to=to, facts=[fact], due_on=None, button=button, act=to)
