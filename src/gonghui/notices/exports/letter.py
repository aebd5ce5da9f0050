"""What stands in a letter: plain text in the reader's language, no personal data, no secret."""

from collections.abc import Sequence
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from gonghui.notices.rules.delivery import Line, Section
from gonghui.notices.rules.notice import Message
from gonghui.notices.wording import SECTION_NAMES, may_leave, notice_sentence

MOST = 15  # lines of one section; the desk shows them all
_ORDER = list(Section)


def alarm(message: Message, language: str) -> tuple[str, str]:
    """Subject and body of what must be looked at now."""
    with override(language):
        return _("Please look at your messages"), _whole([outside_words(message.code, message)])


def outside_words(code: str, message: Message | Line) -> str:
    """The sentence of a message, where it may leave the house; else only that there is one."""
    if may_leave(code):
        return notice_sentence(code, message.facts)
    return _("A message waits for you. Sign in to read it.")


def digest(lines: Sequence[Line], language: str) -> tuple[str, str]:
    """Subject and body of a day's digest."""
    ordered = sorted(lines, key=lambda one: _ORDER.index(one.section))
    with override(language):
        count = len(ordered)
        words = ngettext("Today: %(n)s thing", "Today: %(n)s things", count)
        parts = [_section(key, list(group)) for key, group in groupby(ordered, _section_of)]
        return words % {"n": count}, _whole(parts)


def _section_of(line: Line) -> Section:
    return line.section


def _section(section: Section, lines: list[Line]) -> str:
    told = [f"- {outside_words(one.code, one)}" for one in lines[:MOST]]
    if len(lines) > MOST:
        more = len(lines) - MOST
        told.append("- " + ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more})
    return "\n".join([str(SECTION_NAMES[section]), *told])


def _whole(parts: list[str]) -> str:
    foot = [_("You get this because you agreed to e-mail; under “Messages” you can take it back.")]
    if settings.CSRF_TRUSTED_ORIGINS:
        foot.insert(0, _("Open the workbench: %(site)s") % {"site": _site()})
    return "\n\n".join([*parts, "\n".join(foot)]) + "\n"


def _site() -> str:
    return f"{settings.CSRF_TRUSTED_ORIGINS[0].rstrip('/')}/"
