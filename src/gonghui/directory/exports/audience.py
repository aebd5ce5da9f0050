"""Everybody in an audience on a day, as a list to print, call or seat people by."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gonghui.directory.queries.audience import Group, Line, all_groups, all_lines, read_out
from gonghui.documents.exports.stream import in_pieces
from gonghui.documents.exports.workbook import Listing
from gonghui.organisations.models import Audience
from gonghui.organisations.queries.audience import Resolved
from gonghui.organisations.rules.post import Order
from gonghui.organisations.wording import ORDER_NAMES, exceptions_sentence, part_sentence

Row = tuple[str, str, str, str]


def audiences_listing(audiences: QuerySet[Audience]) -> Listing:
    """The audiences kept, each in words."""
    return Listing(
        title=_("Audiences"),
        head=[_("Audience"), _("Who is meant"), _("Kept by")],
        rows=(row for piece in in_pieces(audiences) for row in _described(piece)),
    )


def _described(audiences: Sequence[Audience]) -> Iterator[tuple[str, str, str]]:
    for one, description, names in read_out(audiences):
        said = [part_sentence(part, names) for part in description.parts]
        without = exceptions_sentence(description, names)
        yield one.name, "\n".join([*said, *([without] if without else [])]), one.keeper.name


def audience_listing(audience: Audience, found: Resolved, order: Order) -> Listing:
    """Everybody in it, by place or by name."""
    facts = {"day": date_format(found.on), "keeper": audience.keeper.name}
    facts |= {"order": str(ORDER_NAMES[order])}
    by_place = order is Order.PRECEDENCE
    rows = _by_place(found) if by_place else map(_person, all_lines(found, order))
    return Listing(
        title=audience.name,
        head=[_("Organisation"), _("Person"), _("Posts"), _("Remark")],
        rows=rows,
        source=_("%(keeper)s, as of %(day)s, in this order: %(order)s") % facts,
    )


def _by_place(found: Resolved) -> Iterator[Row]:
    """Each organisation with its people, then what is vacant there, then what was named in vain."""
    for group in all_groups(found):
        rows = list(_group(group, means_posts=found.means_posts))
        yield from rows
    for organisation in found.absent:
        yield organisation.name, "", "", _("named, but not in it on this day")


def _group(group: Group, *, means_posts: bool) -> Iterator[Row]:
    if not means_posts:
        yield group.name, "", "", ""
    for line in group.lines:
        told = _person(line)
        if line.at is None:
            yield told
        else:
            remark = _("told at %(name)s") % {"name": line.at.name}
            yield group.name, told[1], "", remark
    for post in group.vacant:
        yield group.name, "", post.title, _("vacant")
    for department in group.headless:
        yield group.name, "", department.name, _("no head entered")
    for words in group.lacking_words:
        yield group.name, "", words, _("no such post")


def _person(line: Line) -> Row:
    """A person once, with all posts they are meant in."""
    own, *others = line.told.tenures
    at = own.post.organisation
    titles = [
        tenure.post.title if tenure.post.organisation_id == at.pk else str(tenure.post)
        for tenure in (own, *others)
    ]
    return at.name, line.told.person.name, "、".join(titles), ""
