"""An administrator's desk: accounts, organisations, the record."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest
from gonghui.audit.models import Entry
from gonghui.audit.queries import newest_entries
from gonghui.desk.queries.house import Daily, daily_work, house
from gonghui.desk.wording import DAILY_NAMES
from gonghui.directory.queries.onboarding import has_begun
from gonghui.directory.queries.request import waiting_requests
from gonghui.directory.wording import deed_sentence
from gonghui.foundation.clock import moment
from gonghui.foundation.pieces import Happening
from gonghui.organisations.wording import LEVEL_NAMES
from gonghui.people.models import DataRequest

SHOWN = 8


def page(request: SignedInRequest) -> dict[str, object]:
    """Counts for each; deeds only for who may read the record."""
    state = house(now=moment())
    facts = {"accounts": f"{state.accounts:,}", "deeds": f"{state.deeds:,}"}
    deeds = newest_entries(SHOWN) if Permission.AUDIT_VIEW in request.may else []
    return {
        "beginning": _is_beginning(request),
        "asking": _asking(request),
        "house": state,
        "finding": _("%(accounts)s accounts, %(deeds)s deeds on record") % facts,
        "levels": [(LEVEL_NAMES[level], count) for level, count in state.levels.items()],
        "deeds": [_happening(entry) for entry in deeds],
        "daily": _daily() if Permission.ACCOUNT_MANAGE in request.may else [],
    }


def _is_beginning(request: SignedInRequest) -> bool:
    """Whether the office is still being set up, by who sets it up."""
    return Permission.ORGANISATION_MANAGE in request.may and not has_begun()


def _daily() -> list[Happening]:
    """What the house did by itself, and what it could not do."""
    return [
        Happening(
            str(DAILY_NAMES.get(one.name, one.name)),
            when=date_format(one.done_on, "Y-m-d") if one.done_on else _("not yet"),
            note=_failed(one) if one.failures else "",
            state="current" if one.failures else "",
        )
        for one in daily_work()
    ]


def _failed(one: Daily) -> str:
    words = ngettext(
        "Failed %(n)s time, tried again later (%(error)s)",
        "Failed %(n)s times, tried again later (%(error)s)",
        one.failures,
    )
    return words % {"n": one.failures, "error": one.error}


def _asking(request: SignedInRequest) -> list[DataRequest]:
    """What people ask about their own data, due first coming first, for who answers."""
    if Permission.DATA_REQUEST_DECIDE not in request.may:
        return []
    return list(waiting_requests(request.user)[:SHOWN])


def _happening(entry: Entry) -> Happening:
    at = localtime(entry.at)
    return Happening(deed_sentence(entry), when=date_format(at, "Y-m-d H:i"))
