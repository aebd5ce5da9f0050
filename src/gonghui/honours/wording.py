"""Words for honours."""

from django.utils.translation import gettext, ngettext


def presentations_finding(count: int, year: int | None) -> str:
    """What the list shows, as its title."""
    if year is None or count == 0:
        return gettext("No presentation on record")
    told = {"count": count, "year": year}
    return (
        ngettext(
            "%(year)s: %(count)s honour presented", "%(year)s: %(count)s honours presented", count
        )
        % told
    )
