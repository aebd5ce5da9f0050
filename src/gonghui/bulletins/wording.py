"""Sentences about refused rules of this room, and the names of what is read."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gonghui.bulletins.rules.kinds import Kind
from gonghui.bulletins.rules.review import ReadingState, Sureness
from gonghui.meetings.rules.meeting import Role, posts_in_words
from gonghui.meetings.wording import roles_in_words

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

ACT_WORDS = {
    "accept": pgettext_lazy("about an item read", "Accept"),
    "change": pgettext_lazy("about an item read", "Change"),
    "refuse": pgettext_lazy("about an item read", "Not so"),
    "reopen": pgettext_lazy("about an item read", "Take back"),
    "fill": pgettext_lazy("about an item read", "Fill in"),
}

NOT_TOLD = pgettext_lazy("read", "not told")

NOTES_BY_RULE = {
    "year.name": _("The date has no year; it is taken from the name of the meeting"),
    "date.marks_lost": _("Marks of the date are lost in the text"),
    "date.masked": _("Digits of the date are hidden in the text"),
    "date.vague": _("The text gives no day"),
    "date.day_only": _("The text gives no month"),
    "date.month": _("The text gives no day, only the month"),
    "name.headline": _("Taken from the headline"),
    "organiser.name": _("Taken from the name of the meeting"),
    "organiser.team": _("Taken from whose people went"),
    "people.pronoun": _("Spoken of as he or she; who is meant was taken from the sentence before"),
    "people.says": _("Known to have spoken only by what is quoted"),
    "people.shared_post": _("Several names share one post in the text"),
    "awards.count_given": _("The number stands apart from the honour"),
    "host.venue": _("Taken from the place of the venue; the text names no host"),
    "organiser.posts": _("Taken from the posts of those who took part"),
    "sites.shared_phrase": _("The text may mean one place or two"),
}
"""What a person must know about how an item was read."""

NOTE_YEAR = _("The date has no year; it is taken from elsewhere in the text")
NOTE_NO_LAUREATES = _("The text speaks of representatives: nobody is entered as honoured")
NOTE_TASK = _("Becomes a draft task")


def value_in_words(field: str, value: Any) -> str:  # noqa: ANN401 -- plain JSON, as it was read
    """An item in one line."""
    if field == "date":
        return str(value.get("iso") or NOT_TOLD)
    if field in ("people", "sites"):
        return str(value["name"])
    if field == "awards":
        return str(value["title"])
    if field == "attendees":
        return str(value["category"])
    return str(value)


def note_on(field: str, value: Any, rules: Collection[str]) -> str:  # noqa: ANN401 -- plain JSON
    """What else there is to an item, and how it came about; empty when there is nothing to say."""
    told = [
        _what_else(field, value),
        *(str(NOTES_BY_RULE[rule]) for rule in sorted(rules) if rule in NOTES_BY_RULE),
    ]
    if field == "date" and value.get("year_from") not in ("text", "name", "person", None):
        told.append(str(NOTE_YEAR))
    return pgettext("between remarks", "; ").join(remark for remark in told if remark)


def _what_else(field: str, value: Any) -> str:  # noqa: ANN401 -- plain JSON
    if field == "people":
        posts = posts_in_words(value["posts"])
        roles = roles_in_words(Role(role) for role in value["roles"])
        return (
            pgettext("posts and parts", "%(posts)s: %(roles)s") % {"posts": posts, "roles": roles}
            if posts
            else roles
        )
    if field == "attendees":
        return "、".join(value["organisations"])
    if field == "awards" and value["representatives_only"]:
        return str(NOTE_NO_LAUREATES)
    return str(NOTE_TASK) if field == "requirements" else ""


PART_WORDS = {
    "readings": pgettext_lazy("part of the room", "Texts read"),
    "drafts": pgettext_lazy("part of the room", "Our bulletins"),
}


def accepted_words(count: int) -> str:
    """How many items were accepted at once."""
    return ngettext("%(count)s item accepted", "%(count)s items accepted", count) % {"count": count}


def confirmed_words() -> str:
    """What confirming has done."""
    return gettext(
        "Written: the meeting, its people in their posts, the tour, the awards, "
        "and the requirements as draft tasks."
    )


def readings_finding(waiting: int) -> str:
    """What the list of readings shows, as its title."""
    if waiting == 0:
        return gettext("No reading waits to be checked")
    return ngettext("%(count)s reading to check", "%(count)s readings to check", waiting) % {
        "count": waiting
    }


def bulletins_finding(drafts: int) -> str:
    """What the list of our bulletins shows, as its title."""
    if drafts == 0:
        return gettext("No draft waits to be published")
    return ngettext("%(count)s draft not yet public", "%(count)s drafts not yet public", drafts) % {
        "count": drafts
    }


def reading_finding(left: Mapping[Sureness, int], *, is_open: bool) -> str:
    """How far the check is, as the title of its page."""
    if not is_open:
        return gettext("This reading is closed")
    doubtful = left[Sureness.LOOK] + left[Sureness.UNSURE]
    if doubtful:
        return ngettext("%(count)s item wants a look", "%(count)s items want a look", doubtful) % {
            "count": doubtful
        }
    if left[Sureness.SURE]:
        return gettext("Everything left was read surely")
    return gettext("Everything has been looked at")


def counts_in_words(left: Mapping[Sureness, int]) -> str:
    """How many items wait, by how surely they were read."""
    return gettext("%(sure)s sure, %(look)s to look at, %(unsure)s unsure") % {
        "sure": left[Sureness.SURE],
        "look": left[Sureness.LOOK],
        "unsure": left[Sureness.UNSURE],
    }
