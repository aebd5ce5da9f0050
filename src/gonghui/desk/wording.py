"""What the house does by itself, in words."""

from django.utils.translation import gettext_lazy as _

DAILY_NAMES = {
    "audit.anchor": _("Where the record of deeds stands is written down"),
    "people.retention": _("What is kept no longer is deleted"),
    "cascade.reminders": _("Reminders before and after due dates"),
    "notices.digest": _("The daily digest by e-mail"),
}
