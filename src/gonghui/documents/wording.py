"""Sentences about refused rules of this room, and about cells and files that cannot be read."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "paper.too_many_headings": _(
        "A paper counts its headings up to 99; this is number %(number)s."
    ),
    "cell.missing": _("Not filled in yet."),
    "cell.too_long": _("%(length)s characters are too long; at most %(most)s."),
    "cell.too_large": _("At most %(most)s."),
    "cell.not_number": _("“%(text)s” is not a number. Write digits only, like 1,234."),
    "cell.not_whole": _("“%(text)s” is not a whole number."),
    "cell.not_day": _("“%(text)s” is not a day. Write it like 2023-09-05."),
    "cell.far_day": _("%(day)s lies before 1900 or after 2100. Is a digit wrong?"),
    "cell.not_one_of": _("“%(text)s” is not on the list. Choose one of: %(choices)s."),
    "cell.not_in_list": _(
        "“%(text)s” is not on the list. Choose from the list of the cell, as: %(choices)s."
    ),
    "cell.digits_lost": _(
        "Excel made a number of it (%(shown)s) and lost the last digits. "
        "Set the cell to Text and type it again."
    ),
    "cell.became_day": _(
        "Excel made a date of it (%(shown)s). Set the cell to Text and type it again."
    ),
    "cell.yes_or_no": _("Excel shows TRUE or FALSE here. Write what the column asks for."),
    "cell.formula": _(
        "A formula stands here that was never calculated. Save the file once in Excel or WPS, "
        "or paste the value."
    ),
    "cell.error": _("Excel shows an error here. Write the value itself."),
    "cell.merged": _("The cell is merged with others. Unmerge it and fill in each row."),
}
