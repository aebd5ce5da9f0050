"""Sentences about refused rules of this room, and the words for what a meeting is made of."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.meetings.rules.agenda import ItemKind
from gonghui.meetings.rules.meeting import DatePrecision, MeetingState, Role

SENTENCES = {
    "meeting.name_missing": _("Give the name of the meeting."),
    "agenda.no_report_item": _(
        "Nobody reports at “%(meeting)s”; the paper of a report has no place there."
    ),
}

STATE_WORDS = {
    MeetingState.PLANNED: pgettext_lazy("meeting", "Planned"),
    MeetingState.HELD: pgettext_lazy("meeting", "Held"),
}

PRECISION_WORDS = {
    DatePrecision.DAY: pgettext_lazy("date", "day"),
    DatePrecision.RANGE: pgettext_lazy("date", "several days"),
    DatePrecision.MONTH: pgettext_lazy("date", "month only"),
    DatePrecision.UNKNOWN: pgettext_lazy("date", "not known"),
}

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
