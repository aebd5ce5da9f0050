"""Sentences about refused rules of this room and of the foundation."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "person.name_missing": _("Give the person's name."),
    "account.username_taken": _("The sign-in name %(username)s is already taken."),
}
