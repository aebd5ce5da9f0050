"""Sentences about refused rules of this room, and the names of what is read."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gonghui.bulletins.rules.kinds import Kind
from gonghui.bulletins.rules.review import ReadingState

SENTENCES = {
    "bulletin.too_long": _(
        "This has %(characters)s characters; a bulletin has at most %(most)s. "
        "Send one bulletin at a time."
    ),
    "bulletin.empty": _(
        "There is no text in it. Paste the bulletin, or choose a file that holds it."
    ),
    "bulletin.not_text": _(
        "This is not readable as text. Save it as plain text (.txt), or open it and paste "
        "what it says."
    ),
    "bulletin.title_missing": _("Give the bulletin a title."),
    "bulletin.body_missing": _("The bulletin has no text yet."),
    "bulletin.is_public": _("This bulletin is public. Withdraw it first, then change it."),
    "reading.closed": _("This reading is closed: it was confirmed or put aside meanwhile."),
    "claim.unknown": _("There is no such item in this reading."),
    "picture.caption_missing": _(
        "Say in a sentence what the picture shows, for those who cannot see it."
    ),
    "picture.too_large": _(
        "The picture is too large. At most %(limit)s MB and 40 million pixels fit."
    ),
    "picture.unreadable": _(
        "This is not a picture that can be shown. Send a JPEG, PNG or WebP file."
    ),
    "picture.too_many": _("A bulletin holds at most %(most)s pictures."),
}

STATE_WORDS = {
    ReadingState.OPEN: pgettext_lazy("reading", "to check"),
    ReadingState.CONFIRMED: pgettext_lazy("reading", "confirmed"),
    ReadingState.DROPPED: pgettext_lazy("reading", "put aside"),
}

FIELD_WORDS = {
    "date": pgettext_lazy("read", "Date"),
    "name": pgettext_lazy("read", "Meeting"),
    "themes": pgettext_lazy("read", "Theme"),
    "organiser": pgettext_lazy("read", "Organiser"),
    "host": pgettext_lazy("read", "Host"),
    "venue": pgettext_lazy("read", "Venue"),
    "purposes": pgettext_lazy("read", "Purpose"),
    "people": pgettext_lazy("read", "Person"),
    "statements": pgettext_lazy("read", "Stated"),
    "requirements": pgettext_lazy("read", "Required"),
    "sites": pgettext_lazy("read", "Site"),
    "awards": pgettext_lazy("read", "Award"),
    "attendees": pgettext_lazy("read", "Attendance"),
}

KIND_WORDS = {
    Kind.MEETING: pgettext_lazy("kind of text", "a meeting"),
    Kind.OBSERVATION: pgettext_lazy("kind of text", "a tour of sites"),
    Kind.AWARD_CEREMONY: pgettext_lazy("kind of text", "an award ceremony"),
    Kind.TRAINING: pgettext_lazy("kind of text", "a training"),
    Kind.SURVEY: pgettext_lazy("kind of text", "a field visit"),
    Kind.VISIT: pgettext_lazy("kind of text", "a visit"),
    Kind.NOTICE: pgettext_lazy("kind of text", "a notice"),
    Kind.OTHER: pgettext_lazy("kind of text", "something else"),
}
