"""Messages as pages draw them."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gonghui.notices.models import Notice
from gonghui.notices.rules.notice import Weight
from gonghui.notices.wording import WEIGHT_NAMES, notice_sentence


@dataclass(frozen=True, slots=True)
class Shown:
    """One message on a page.

    Attributes:
        kind: What it asks of the reader, in two or three characters.
        leads: Whether there is something to open.
    """

    pk: int
    kind: str
    words: str
    facts: list[str]
    is_read: bool
    is_alarm: bool
    leads: bool


def shown(notice: Notice) -> Shown:
    """A message in the reader's language."""
    facts = [_moment(notice)]
    if notice.read_at is not None:
        facts.append(_("read"))
    weight = Weight(notice.weight)
    return Shown(
        pk=notice.pk,
        kind=str(WEIGHT_NAMES[weight]),
        words=notice_sentence(notice.code, notice.facts),
        facts=facts,
        is_read=notice.read_at is not None,
        is_alarm=weight is Weight.ALARM,
        leads=bool(address_of(notice)),
    )


def _moment(notice: Notice) -> str:
    return date_format(localtime(notice.at), pgettext("when a message came", "j M, H:i"))


def address_of(notice: Notice) -> str:
    """Where a message leads; empty when nowhere, or to a page that is no more."""
    if not notice.page:
        return ""
    try:
        return reverse(notice.page, args=[] if notice.of is None else [notice.of])
    except NoReverseMatch:
        return ""
