"""What an organisation still has to answer."""

from django.utils.translation import gettext as _

from gonghui.access.checks import Visitor
from gonghui.access.permissions import Permission
from gonghui.cascade.queries.assignment import assignments_where, inbox_of
from gonghui.directory.sources import MOST, Line, Told
from gonghui.organisations.models import Organisation


def asks_of(organisation: Organisation, user: Visitor) -> list[Told]:
    """Its open asks, the nearest due first, where the person may see them; nothing if none."""
    seen = assignments_where(user, Permission.DIRECTIVE_VIEW)
    waiting = inbox_of([organisation]).filter(pk__in=seen.values("pk"))
    lines = [
        Line(one.directive.title, one.due_on, "cascade:assignment", one.pk, _("due"))
        for one in waiting[:MOST]
    ]
    return [Told(_("Still to answer"), lines)] if lines else []
