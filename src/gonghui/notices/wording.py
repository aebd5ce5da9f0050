"""What messages say: each room keeps the sentences of its own in ``NOTICES`` of its wording.

Those that name no person may stand in a letter that leaves the house: they are in ``LETTERS`` too.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.foundation.wording import filled, gathered
from gonghui.notices.rules.delivery import Section
from gonghui.notices.rules.notice import Weight

WEIGHT_NAMES = {
    Weight.ACT: pgettext_lazy("message", "To do"),
    Weight.KNOW: pgettext_lazy("message", "To know"),
    Weight.ALARM: pgettext_lazy("message", "Alarm"),
}

SECTION_NAMES = {
    Section.LATE: pgettext_lazy("in a digest", "Late"),
    Section.CAME_BACK: pgettext_lazy("in a digest", "Sent back, to be mended"),
    Section.DUE: pgettext_lazy("in a digest", "Due soon"),
    Section.REVIEW: pgettext_lazy("in a digest", "Waiting for you to accept"),
    Section.UNREAD: _("Unread messages"),
}


def may_leave(code: str) -> bool:
    """Whether the sentence names no person, so that it may stand in a letter."""
    return code in gathered("LETTERS")


def notice_sentence(code: str, facts: Mapping[str, object]) -> str:
    """A message in the reader's language; what no room has words for any more is said so."""
    sentence = gathered("NOTICES").get(code)
    if sentence is None:
        return str(_("A message of an earlier version, which has no words any more."))
    return filled(str(sentence), {name: _read(name, fact) for name, fact in facts.items()})


def _read(name: str, fact: object) -> object:
    """A fact as it was told: days come back from the database as text."""
    return date.fromisoformat(fact) if name.endswith("_on") and isinstance(fact, str) else fact
