"""Accounts, the roles given, what waits for a second person, and what was lent, as lists."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.access.queries import Given
from gonghui.access.wording import ROLE_NAMES
from gonghui.directory.exports.post import source_line
from gonghui.directory.queries.account import with_second_factor
from gonghui.directory.queries.person import posts_of
from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.exports.workbook import Listing
from gonghui.organisations.models import Organisation
from gonghui.people.models import Account


def accounts_listing(accounts: QuerySet[Account], *, on: date) -> Listing:
    """Who can sign in, in which posts, and when they last did."""
    return Listing(
        title=_("Accounts"),
        source=source_line(on),
        head=[
            _("Sign-in name"), _("Person"), _("Posts"), _("Last sign-in"), _("Second factor"),
            _("State"),
        ],
        rows=_accounts(accounts, on),
    )  # fmt: skip


def _accounts(accounts: QuerySet[Account], on: date) -> Iterator[list[str]]:
    for piece in in_pieces(accounts):
        posts = posts_of([one.person_id for one in piece if one.person_id], on=on)
        guarded = with_second_factor(piece)
        for one in piece:
            held = posts.get(one.person_id or 0, [])
            last = localtime(one.last_login) if one.last_login else None
            yield [
                one.username,
                one.display_name,
                "、".join(map(str, held)),
                f"{last:%Y-%m-%d %H:%M}" if last else _("never"),
                _("set up") if one.pk in guarded else pgettext("second factor", "none"),
                _("open") if one.is_active else _("closed"),
            ]


def grants_listing(organisation: Organisation, grants: Sequence[Given], *, on: date) -> Listing:
    """The roles over one organisation and who holds them."""
    return Listing(
        title=_("Roles over %(name)s") % {"name": organisation.name},
        source=source_line(on),
        head=[_("Role"), _("Held by"), _("First day"), _("Last day")],
        rows=[
            [
                str(ROLE_NAMES[one.role]),
                str(one.post or (one.account.display_name if one.account else "")),
                date_format(one.from_on),
                date_format(one.until_on) if one.until_on else "",
            ]
            for one in grants
        ],
    )


def proposals_listing(rows: Iterable[Sequence[str]]) -> Listing:
    """What was proposed, by whom, and what became of it."""
    return Listing(
        title=_("What waits for a second person"),
        head=[
            _("Role"), _("Over which organisation"), _("To whom"), _("Proposed by"), _("Lapses"),
            _("State"),
        ],
        rows=rows,
    )  # fmt: skip


def delegations_listing(rows: Iterable[Sequence[str]]) -> Listing:
    """What somebody lent and was lent."""
    return Listing(
        title=_("Lent and borrowed"),
        head=[
            _("Role"), _("Post"), _("Lent by"), _("Lent to"), _("First day"), _("Last day"),
            _("State"),
        ],
        rows=rows,
    )  # fmt: skip
