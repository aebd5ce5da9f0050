"""Sentences about refused rules of this room and of the foundation."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "person.name_missing": _("Give the person's name."),
    "person.name_too_long": _("A name has %(most)s characters at most."),
    "person.code_too_long": _("The number of a person has %(most)s characters at most."),
    "person.code_taken": _("Already the number of somebody else: %(codes)s."),
    "person.in_use": _("%(name)s holds or held a post, or has an account, and stays."),
    "person.reading_wrong": _(
        "“%(reading)s” is no pinyin. Write letters only, with a space between syllables."
    ),
    "account.username_taken": _("The sign-in name %(username)s is already taken."),
}
