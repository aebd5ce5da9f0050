"""What pages about an organisation share: whose it is, where it stands, how far in its life."""

from collections.abc import Sequence

from django.http import Http404
from django.urls import reverse
from django.utils.translation import pgettext

from gonghui.access.checks import seated
from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest
from gonghui.directory.queries.organisation import seen
from gonghui.directory.queries.tree import ways_to
from gonghui.organisations.models import Organisation
from gonghui.organisations.rules.organisation import Status
from gonghui.organisations.wording import STATUS_NAMES

STATES = {
    Status.PLANNED: "none",
    Status.PREPARING: "info",
    Status.SUSPENDED: "warn",
    Status.DISSOLVED: "none",
}


def seen_or_404(request: SignedInRequest, pk: int) -> Organisation:
    """The organisation of this page.

    Raises:
        Http404: There is none, or it is out of reach: both answer alike.
    """
    found = seen(request.user, pk)
    if found is None:
        raise Http404
    return found


def status_pill(organisation: Organisation) -> tuple[str, str]:
    """State and word of its pill; no word for one that simply stands."""
    status = Status(organisation.status)
    return (STATES[status], str(STATUS_NAMES[status])) if status in STATES else ("none", "")


def trail(
    request: SignedInRequest, organisation: Organisation, last: str = ""
) -> list[tuple[str, str]]:
    """Crumbs from where the person sits down to the organisation, and to a page about it."""
    tops = seated(request.held, Permission.ORGANISATION_VIEW)
    way = ways_to([organisation], tops)[organisation.pk] or [organisation]
    links = [(one.short_name, reverse("directory:organisation", args=[one.pk])) for one in way]
    if last:
        links.append((last, ""))
    else:
        links[-1] = (organisation.short_name, "")
    return [(pgettext("menu", "Organisations"), reverse("directory:organisations")), *links]


def way_words(way: Sequence[Organisation]) -> str:
    """Where one stands, in a line: those above it from the top down."""
    return " › ".join(one.short_name for one in way[:-1])
