"""What stands on every page: the menu with what waits, who acts, and that it is a demonstration."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import cast

from django.http import HttpRequest
from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.access.permissions import Permission
from gonghui.access.web import SignedInRequest, request_permissions
from gonghui.access.wording import ROLE_NAMES
from gonghui.desk.queries.waiting import Waiting
from gonghui.desk.web import waiting_here
from gonghui.foundation.pieces import MenuEntry, MenuSection
from gonghui.notices.queries.notice import unread_count
from gonghui.people.models import Person

FRESH_FOR = 60  # seconds for which "is this a demonstration" is not asked again


@dataclass(frozen=True, slots=True)
class Place:
    """One room in the menu.

    Attributes:
        needs: What a person must be allowed to do to see it.
        waiting: Which count of what waits stands beside it; empty shows none.
    """

    label: str | Promise
    name: str
    icon: str
    needs: Permission
    waiting: str = ""


WORK = (
    Place(_("Desk"), "desk:home", "home", Permission.DESK_VIEW, "total"),
    Place(
        _("Directives and tasks"), "cascade:inbox", "arrow-bar-to-down", Permission.DIRECTIVE_VIEW,
        "others",
    ),
    Place(_("Returns"), "returns:rounds", "table", Permission.ROUND_VIEW, "returns"),
    Place(_("Tasks and lights"), "plans:tasks", "target", Permission.TASK_VIEW, "tasks"),
)  # fmt: skip
DAILY = (
    Place(_("Half-year at a glance"), "desk:half-years", "flag", Permission.REPORT_VIEW),
    Place(_("Meetings and tours"), "meetings:meetings", "users", Permission.MEETING_VIEW),
    Place(_("Honours"), "honours:honours", "award", Permission.HONOUR_VIEW),
    Place(
        pgettext_lazy("official papers", "Papers"),
        "documents:papers",
        "file-text",
        Permission.PAPER_VIEW,
    ),
    Place(_("Work reports"), "reports:reports", "report-analytics", Permission.REPORT_VIEW),
    Place(_("Bulletins read"), "bulletins:readings", "align-left", Permission.BULLETIN_READ),
)
REGISTERS = (
    Place(
        pgettext_lazy("menu", "Organisations"),
        "directory:organisations",
        "sitemap",
        Permission.ORGANISATION_VIEW,
    ),
    Place(_("Workbooks in"), "documents:imports", "file-import", Permission.ORGANISATION_MANAGE),
    Place(_("Audiences"), "directory:audiences", "users", Permission.AUDIENCE_VIEW),
    Place(_("First steps"), "directory:onboarding", "list", Permission.ORGANISATION_MANAGE),
    Place(_("Terms and checks"), "directory:terms", "calendar", Permission.ORGANISATION_VIEW),
    Place(_("Accounts"), "directory:accounts", "id-badge-2", Permission.ACCOUNT_MANAGE),
    Place(
        _("Requests about personal data"),
        "directory:requests",
        "message",
        Permission.DATA_REQUEST_DECIDE,
    ),
    Place(_("Who may do what"), "directory:grants", "key", Permission.GRANT_VIEW),
    Place(_("Record of deeds"), "directory:audit", "shield-check", Permission.AUDIT_VIEW),
)
# Rooms with several entries of the menu.
MANY_PAGES = ("directory", "documents")
# Pages of the directory that belong to an entry without bearing its name.
WITH = {
    "organisations": ("tree", "comparison", "posts", "post", "departments", "registration"),
    "terms": ("vacancies", "integrity", "outside-bodies", "outside-body-new"),
}
SECTIONS: tuple[tuple[str | Promise, tuple[Place, ...]], ...] = (
    ("", WORK),
    (_("Daily business"), DAILY),
    (_("Registers"), REGISTERS),
)


@dataclass(frozen=True, slots=True)
class Capacity:
    """In what post the person acts on this page."""

    person: str
    post: str
    organisation: str


def shell(request: HttpRequest) -> dict[str, object]:
    """The same few queries on every page, however much waits."""
    privacy = (_("What is kept about people"), reverse("directory:privacy"))
    facts: dict[str, object] = {"demo": is_demonstration(), "foot_links": [privacy]}
    # a request refused before anybody signed in, as for a wrong Host, has no user at all
    if hasattr(request, "user") and request.user.is_authenticated:
        may = request_permissions(request)
        signed_in = cast(SignedInRequest, request)
        waiting = waiting_here(signed_in)
        facts |= {
            "menu": _menu(request, may, waiting),
            "capacity": _capacity(signed_in),
            "capacities": _choices(signed_in),
            "capacity_address": reverse("directory:capacity"),
            "waiting": waiting,
            "search_address": reverse("desk:search"),
            "messages_address": reverse("messages"),
            "unread": unread_count(signed_in.user),
            "account_links": _account_links(may),
        }
    return facts


def _menu(request: HttpRequest, may: Collection[Permission], waiting: Waiting) -> list[MenuSection]:
    here = request.resolver_match
    sections = [
        (label, [entry for place in places if (entry := _entry(place, here, may, waiting))])
        for label, places in SECTIONS
    ]
    return [MenuSection(entries, str(label)) for label, entries in sections if entries]


def _entry(
    place: Place, here: ResolverMatch | None, may: Collection[Permission], waiting: Waiting
) -> MenuEntry | None:
    """The entry of a room, if the person may enter it."""
    if place.needs not in may:
        return None
    return MenuEntry(
        str(place.label),
        reverse(place.name),
        place.icon,
        current=here is not None and _is_here(place.name, here),
        waiting=getattr(waiting, place.waiting) if place.waiting else 0,
    )


def _is_here(name: str, here: ResolverMatch) -> bool:
    """Whether the page belongs to that entry: its room, and in the directory its kind of page."""
    room, _colon, page = name.partition(":")
    if room != here.app_name:
        return False
    if room in MANY_PAGES:
        address = here.url_name or ""
        return address.startswith(page.removesuffix("s")) or address in WITH.get(page, ())
    return room != "desk" or (here.url_name or "") in (page, page.removesuffix("s"))


def _account_links(may: Collection[Permission]) -> list[tuple[object, str]]:
    links: list[tuple[object, str]] = [(_("My sign-in"), reverse("mfa_index"))]
    links.append((_("My number and what I agreed to"), reverse("own-contact")))
    links.append((_("My data"), reverse("own-data")))
    if Permission.DESK_VIEW in may:
        links.append((_("My posts and deputies"), reverse("directory:delegations")))
    links.append((pgettext_lazy("session", "Sign out"), reverse("account_logout")))
    return links


def _capacity(request: SignedInRequest) -> Capacity:
    """The post the person acts in; the role's name where a role came without a post."""
    acting, name = request.acting, request.user.display_name
    if acting is None or not request.held:
        return Capacity(name, "", "")
    first = next((one for one in request.held if one.capacity == acting), request.held[0])
    post = first.post or str(ROLE_NAMES[first.role])
    if acting.name:
        post = _("%(post)s for %(name)s") % {"post": post, "name": acting.name}
    return Capacity(name, post, first.organisation.short_name)


def _choices(request: SignedInRequest) -> list[dict[str, object]]:
    """What the person may act as, for the menu of the account."""
    return [
        {"key": one.key, "title": one.title, "current": one == request.acting}
        for one in request.capacities
    ]


def is_demonstration() -> bool:
    """Whether any person here is invented; then every page says so."""
    return _is_demonstration(int(monotonic() // FRESH_FOR))


@lru_cache(maxsize=1)
def _is_demonstration(_minute: int) -> bool:
    return Person.objects.filter(invented=True).exists()
