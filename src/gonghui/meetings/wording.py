"""Sentences about refused rules of this room, and the words for what a meeting is made of."""

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gonghui.meetings.rules.agenda import ItemKind
from gonghui.meetings.rules.meeting import Role

SENTENCES = {
    "meeting.name_missing": _("Give the name of the meeting."),
    "agenda.no_report_item": _(
        "Nobody reports at “%(meeting)s”; the paper of a report has no place there."
    ),
}

MEETINGS = _("Meetings")

ROLE_WORDS = {
    Role.SPEECH: pgettext_lazy("part in a meeting", "spoke"),
    Role.REPORT: pgettext_lazy("part in a meeting", "reported"),
    Role.WELCOME: pgettext_lazy("part in a meeting", "welcomed"),
    Role.PRESIDE: pgettext_lazy("part in a meeting", "presided"),
    Role.READ_DECISION: pgettext_lazy("part in a meeting", "read out the decision"),
    Role.PRESENT_AWARD: pgettext_lazy("part in a meeting", "presented awards"),
    Role.EXCHANGE: pgettext_lazy("part in a meeting", "told of experience"),
    Role.ATTEND: pgettext_lazy("part in a meeting", "attended"),
    Role.ACCOMPANY: pgettext_lazy("part in a meeting", "accompanied"),
    Role.GUIDE: pgettext_lazy("part in a meeting", "guided"),
}

ITEM_WORDS = {
    ItemKind.REPORT: pgettext_lazy("agenda", "Work report"),
    ItemKind.SPEECH: pgettext_lazy("agenda", "Speech"),
    ItemKind.WELCOME: pgettext_lazy("agenda", "Welcome"),
    ItemKind.AWARD: pgettext_lazy("agenda", "Awards"),
    ItemKind.EXCHANGE: pgettext_lazy("agenda", "Exchange of experience"),
    ItemKind.READ_DECISION: pgettext_lazy("agenda", "Reading of the decision"),
    ItemKind.TOUR: pgettext_lazy("agenda", "Tour"),
    ItemKind.OTHER: pgettext_lazy("agenda", "Other"),
}

NOT_SURE_HOW_MANY = _("The text may mean one place or two")


def stop_uncertain() -> str:
    """The mark of a stop that may be half of another."""
    return pgettext("a stop of a tour", "uncertain")


def roles_in_words(roles: Iterable[Role]) -> str:
    """What somebody did, one after the other."""
    return pgettext("between items of a list", ", ").join(str(ROLE_WORDS[role]) for role in roles)


def person_with_posts(name: str, posts: str) -> str:
    """Who, with the posts of that day where they were told."""
    if not posts:
        return name
    return pgettext("a person", "%(name)s, %(posts)s") % {"name": name, "posts": posts}


def item_with_more(item: str, more: str) -> str:
    """An agenda item and what it is about: an honour, the paper it rests on."""
    return pgettext("an agenda item", "%(item)s: %(more)s") % {"item": item, "more": more}


def meetings_finding(count: int) -> str:
    """What the list of meetings shows, as its title."""
    if count == 0:
        return gettext("No meeting on record")
    return ngettext("%(count)s meeting on record", "%(count)s meetings on record", count) % {
        "count": count
    }
