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
    "account.username_wrong": _(
        "A sign-in name has 3 to 60 letters, digits, dots, dashes or low lines, without spaces."
    ),
    "account.closed": _("This account is closed."),
    "account.own": _("Nobody closes their own account; ask another administrator."),
    "account.reason_missing": _("Say why, in a few words."),
    "phone.wrong": _("A mobile number has 11 digits and begins with 13 to 19."),
    "id_number.wrong_length": _("An identity card number has 18 places; only the last may be X."),
    "id_number.wrong_birth": _("Places 7 to 14 of an identity card number are a day of birth."),
    "id_number.wrong_check": _("The last place does not fit the others: check each digit."),
    "link.over": _("This link was used already or its 72 hours are over. Ask for another."),
}
